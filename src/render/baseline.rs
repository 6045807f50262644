//! The baseline: the findings of a run as a list of what is known, which later runs do not report.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Demand, FileReport, Finding, Outcome, Summary};
use crate::render::json::write_json;
use crate::render::{Render, RunInfo};

/// The value of `schema` in a baseline.
pub const SCHEMA: &str = "newscheck/baseline/1";

/// What `--write-baseline` writes: `{"schema", "entries": [{path, code, fingerprint, message}]}`, an entry a
/// line, in report order. Faults of reading and unused suppressions (INP) are not in it: they cannot be known
/// beforehand.
pub struct BaselineFile;

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    code: &'a str,
    fingerprint: &'a str,
    message: &'a str,
}

impl Render for BaselineFile {
    fn name(&self) -> &'static str {
        "baseline"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::FINGERPRINTS
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\"schema\":\"{SCHEMA}\",\"entries\":[")
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if !matches!(report.outcome, Outcome::Article(_)) {
            return Ok(());
        }
        let path = report.source.project_name();
        let known = |finding: &&Finding| !finding.code.starts_with("INP");
        for (index, finding) in report.findings.iter().filter(known).enumerate() {
            if index > 0 {
                out.write_all(b",\n")?;
            }
            let Finding { code, fingerprint, message, .. } = finding;
            write_json(&Entry { path: &path, code, fingerprint, message }, out)?;
        }
        Ok(())
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}
