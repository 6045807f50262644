//! GitLab's code quality report: a JSON array with an object for each finding.

use std::io::{self, Write};

use serde_json::json;

use crate::model::{Demand, FileReport, Severity, Summary};
use crate::render::json::write_json;
use crate::render::place::Place;
use crate::render::words::{plural, severities};
use crate::render::{Render, RunInfo, ledger};

/// `verify --format gitlab`. The format has no place for a summary: the counts and what was not checked are
/// the last object, of severity `info`.
pub struct GitlabReport;

impl Render for GitlabReport {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::FINGERPRINTS | Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[\n")
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let path = Place::of(&report.source, run);
        let member = report.source.member.as_ref().map(|_| format!("{}: ", report.source.display_name()));
        for finding in &report.findings {
            // Lines in a container's member are none of the file's.
            let lines = finding
                .location
                .filter(|_| member.is_none())
                .map_or((1, 1), |place| (place.line, place.end_line));
            let issue = json!({
                "description": format!("{}{}", member.as_deref().unwrap_or(""), finding.message),
                "check_name": format!("{} {}", finding.code, finding.name),
                "fingerprint": finding.fingerprint,
                "severity": severity(finding.severity),
                "location": { "path": path.words(), "lines": { "begin": lines.0, "end": lines.1 } },
            });
            write_json(&issue, out)?;
            out.write_all(b",\n")?;
        }
        Ok(())
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let counts = &summary.counts;
        let mut words = vec![format!("{}: {}", plural(counts.articles, "article"), severities(counts))];
        words.extend((!summary.complete).then(|| "interrupted: not every file was looked at".to_owned()));
        words.extend(summary.unmet.iter().map(|kind| ledger::unmet(*kind)));
        words.extend(ledger::line(summary).map(|unchecked| format!("not checked: {unchecked}")));
        let failed = !summary.complete || !summary.unmet.is_empty();
        let issue = json!({
            "description": words.join("; "),
            "check_name": "newscheck summary",
            "fingerprint": "newscheck-summary",
            "severity": severity(if failed { Severity::Error } else { Severity::Info }),
            "location": { "path": ".", "lines": { "begin": 1, "end": 1 } },
        });
        write_json(&issue, out)?;
        out.write_all(b"\n]\n")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Off => "info",
    }
}
