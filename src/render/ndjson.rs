//! Newline-delimited JSON: a row for each article as soon as it and all before it are ready, and a last row
//! with the counts.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{
    ArticleRecord, ArticleReport, CheckKind, Demand, FileReport, InputFault, NotCheckedSum, Outcome, Summary,
};
use crate::render::json::{ChosenReport, chosen_fields, report_demand, write_json};
use crate::render::{Render, RunInfo};

/// `verify --format ndjson`: `{"type": "article", ...}` rows, online `{"type": "link", ...}` rows, then
/// `{"type": "summary", ...}`.
pub struct NdjsonReport;

impl Render for NdjsonReport {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn wants(&self, run: &RunInfo) -> Demand {
        report_demand(&run.fields)
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if matches!(report.outcome, Outcome::Skipped) {
            return Ok(());
        }
        if run.fields.is_empty() {
            return write_row("article", &ArticleReport::from(report), out);
        }
        write_json(&ChosenReport::of(report, &run.fields, Some("article")), out)?;
        out.write_all(b"\n")
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write_summary(summary, Some(&summary.not_checked), out)
    }
}

/// `parse --format ndjson`: `{"type": "article", ...record}` rows, `{"type": "error", ...}` for what could
/// not be read, then `{"type": "summary", ...}`.
pub struct NdjsonRecords;

impl Render for NdjsonRecords {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn keeps_secrets(&self) -> bool {
        true
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::ARTICLE | Demand::DIGEST
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        match &report.outcome {
            Outcome::Article(article) if run.fields.is_empty() => {
                write_row("article", &ArticleRecord::from(&**article), out)
            }
            Outcome::Article(article) => {
                write_row("article", &chosen_fields(ArticleRecord::from(&**article), &run.fields)?, out)
            }
            Outcome::Unreadable(fault) => write_row("error", &ErrorRow::of(report, fault), out),
            Outcome::Skipped => Ok(()),
        }
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write_summary(summary, None, out)
    }
}

/// A row: its type first, then the fields of what it is about.
#[derive(Serialize)]
struct Row<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

/// An input that could not be read.
#[derive(Serialize)]
struct ErrorRow<'a> {
    path: &'a str,
    path_base64: Option<String>,
    member: Option<&'a crate::model::Member>,
    code: &'a str,
    message: &'a str,
}

impl<'a> ErrorRow<'a> {
    fn of(report: &'a FileReport, fault: &'a InputFault) -> Self {
        Self {
            path: &report.source.path,
            path_base64: report.source.path_base64(),
            member: report.source.member.as_ref(),
            code: fault.kind.code(),
            message: &fault.message,
        }
    }
}

#[derive(Serialize)]
struct SummaryRow<'a> {
    counts: crate::model::Counts,
    hosts: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    not_checked: Option<&'a [NotCheckedSum]>,
    #[serde(skip_serializing_if = "<[CheckKind]>::is_empty")]
    unmet: &'a [CheckKind],
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<&'a str>,
    complete: bool,
}

fn write_row<T: Serialize>(kind: &'static str, value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_json(&Row { r#type: kind, value }, out)?;
    out.write_all(b"\n")
}

fn write_summary(
    summary: &Summary,
    not_checked: Option<&[NotCheckedSum]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for link in summary.links.iter().flat_map(|links| links.values()) {
        write_row("link", link, out)?;
    }
    let row = SummaryRow {
        counts: summary.counts,
        hosts: &summary.hosts,
        not_checked,
        unmet: &summary.unmet,
        proxy: summary.proxy.as_deref(),
        complete: summary.complete,
    };
    write_row("summary", &row, out)
}
