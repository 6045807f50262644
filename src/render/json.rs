//! JSON: one report object for `verify`, one record or an array of records for `parse`, and their schemas.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{ArticleRecord, ArticleReport, FileReport, Outcome, ReportRecord, Summary, report_record};
use crate::render::{Render, RunInfo, Wants};

/// `verify --format json`: `{"schema", "articles": [...], "counts", "hosts", "complete"}`, an article a line.
pub struct JsonReport;

impl Render for JsonReport {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants { article: true, sha256: true, excerpts: false, fingerprints: true }
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\"schema\":\"{}\",\"articles\":[", report_record::SCHEMA)
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if matches!(report.outcome, Outcome::Skipped) {
            return Ok(());
        }
        write_json(&ArticleReport::from(report), out)
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"counts\":")?;
        write_json(&summary.counts, out)?;
        out.write_all(b",\"hosts\":")?;
        write_json(&summary.hosts, out)?;
        writeln!(out, ",\"complete\":{}}}", summary.complete)
    }
}

/// `parse --format json`: the record itself for one named file, else an array of records. An input that could not be read has no
/// record: stderr and the exit code tell.
pub struct JsonRecords;

impl Render for JsonRecords {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants { article: true, sha256: true, ..Wants::default() }
    }

    fn begin(&self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if run.single { Ok(()) } else { out.write_all(b"[\n") }
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(article) = report.article() else { return Ok(()) };
        let record = ArticleRecord::from(article);
        if !run.fields.is_empty() {
            let chosen = chosen_fields(&record, &run.fields)?;
            return if run.single { write_pretty(&chosen, out) } else { write_json(&chosen, out) };
        }
        if run.single { write_pretty(&record, out) } else { write_json(&record, out) }
    }

    fn separator(&self, run: &RunInfo) -> &'static [u8] {
        if run.single { b"" } else { b",\n" }
    }

    fn end(&self, _summary: &Summary, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if run.single { Ok(()) } else { out.write_all(b"\n]\n") }
    }
}

/// The JSON Schema (2020-12) of the article record.
pub fn article_schema() -> serde_json::Value {
    schemars::schema_for!(ArticleRecord).to_value()
}

/// The JSON Schema (2020-12) of the report.
pub fn report_schema() -> serde_json::Value {
    schemars::schema_for!(ReportRecord).to_value()
}

/// The names of the record's fields in order: what `--fields` takes.
pub fn record_fields() -> Vec<String> {
    let schema = article_schema();
    let properties = schema.get("properties").and_then(serde_json::Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

/// A record's chosen top-level fields, in the record's order.
pub(crate) fn chosen_fields(record: &ArticleRecord, fields: &[String]) -> io::Result<serde_json::Value> {
    let mut value = serde_json::to_value(record)?;
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, _| fields.contains(name));
    }
    Ok(value)
}

/// One JSON value without a line end.
pub(crate) fn write_json<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

fn write_pretty<T: Serialize>(value: &T, mut out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")
}
