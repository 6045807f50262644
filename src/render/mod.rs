//! Reports and records to bytes: one file per output format. A renderer reads no file and no clock and writes
//! to what it is given.
//!
//! A new format is one file here, its `mod` line and its entry in [`REPORTS`] or [`RECORDS`].

pub mod baseline;
pub mod csv;
pub mod evidence;
mod explanation;
pub mod finding;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub(crate) mod ledger;
pub mod links;
pub mod markdown;
pub mod markdown_report;
pub mod ndjson;
#[cfg(feature = "archive")]
pub mod patch;
mod place;
pub mod sarif;
mod spots;
pub mod text;
pub(crate) mod words;
mod worksheet;
pub mod worksheet_csv;
pub mod xml;

use std::io::{self, Write};
use std::sync::Arc;

use crate::model::{Demand, FileReport, RuleInfo, Summary};

/// An output format. It keeps no state, so that files can be rendered on any thread and written in order.
pub trait Render: Sync {
    /// The name that `--format` takes.
    fn name(&self) -> &'static str;

    /// What it needs beyond findings.
    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::CITATIONS
    }

    /// Whether passwords and keys in addresses stay: in records, which are read on.
    fn keeps_secrets(&self) -> bool {
        false
    }

    /// Written before the first report.
    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One report; may write nothing.
    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()>;

    /// Written between the outputs of two reports that both wrote something.
    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b""
    }

    /// The report that goes with it into the summary of a step, where a run of CI has one.
    fn step_summary(&self) -> Option<&'static dyn Render> {
        None
    }

    /// What its readers will not do with so many findings, as a line.
    fn limit(&self, _findings: usize) -> Option<String> {
        None
    }

    /// Written after the last report.
    fn end(&self, _summary: &Summary, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// What a renderer may know of the run.
#[derive(Clone, Debug, Default)]
pub struct RunInfo {
    /// Whether the run has exactly one input, named outright, that is no container: text shows it in full,
    /// `parse` prints an object.
    pub single: bool,
    /// Whether it may have hundreds of articles or more: a page cannot show all of them at once.
    pub many: bool,
    /// How much text to print.
    pub verbosity: Verbosity,
    /// Whether to colour.
    pub color: bool,
    /// Columns of the terminal, if the output is one.
    pub width: Option<usize>,
    /// The record's fields to print; all when empty.
    pub fields: Vec<String>,
    /// Every rule by family and code, for formats that carry a table of rules; empty where no rule runs.
    pub rules: Arc<[RuleInfo]>,
    /// The working folder as an absolute path with `/`, for formats that want paths relative to it; empty
    /// where it is not known.
    pub folder: String,
}

/// How much text to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Findings only, a line each.
    Quiet,
    /// The layout for readers.
    #[default]
    Normal,
    /// Also articles without findings, and what was skipped.
    Verbose,
}

/// The formats of `verify`.
pub static REPORTS: &[&dyn Render] = &[
    &text::TextReport,
    &json::JsonReport,
    &ndjson::NdjsonReport,
    &sarif::SarifReport,
    &junit::JunitReport,
    &gitlab::GitlabReport,
    &github::GithubReport,
    &csv::CsvReport,
    &markdown_report::MarkdownReport,
    &html::HtmlReport,
    &worksheet_csv::WorksheetCsv,
];

/// The formats of `parse`.
pub static RECORDS: &[&dyn Render] =
    &[&json::JsonRecords, &ndjson::NdjsonRecords, &text::TextRecords, &markdown::MarkdownRecords];
