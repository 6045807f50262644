//! Workflow commands of GitHub Actions: each finding becomes an annotation at its line.

use std::io::{self, Write};

use crate::model::{Demand, FileReport, Finding, Severity, Summary};
use crate::render::markdown_report::MarkdownReport;
use crate::render::place::Place;
use crate::render::words::{plural, severities};
use crate::render::{Render, RunInfo, ledger};
use crate::text::sanitize::for_terminal;

/// `verify --format github`. What stands after the annotations is plain text for the log.
pub struct GithubReport;

impl Render for GithubReport {
    fn name(&self) -> &'static str {
        "github"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::LEDGER
    }

    fn step_summary(&self) -> Option<&'static dyn Render> {
        Some(&MarkdownReport)
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let place = Place::of(&report.source, run);
        let member = report.source.member.as_ref().map(|_| report.source.display_name());
        report
            .findings
            .iter()
            .try_for_each(|finding| annotation(finding, place.words(), member.as_deref(), out))
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if !summary.complete {
            writeln!(out, "::error title=newscheck::interrupted: not every file was looked at")?;
        }
        for kind in &summary.unmet {
            writeln!(out, "::error title=newscheck::{}", data(&ledger::unmet(*kind)))?;
        }
        writeln!(out, "{}: {}", plural(summary.counts.articles, "article"), severities(&summary.counts))?;
        match ledger::line(summary) {
            Some(unchecked) => writeln!(out, "Not checked: {}", data(&unchecked)),
            None => Ok(()),
        }
    }
}

/// `::error file=a.txt,line=9,col=5,endLine=9,endColumn=8,title=CIT001 dangling-citation::citation [2] has no
/// reference`. The lines of a container's member are none of the file's, so that its name stands in the
/// message instead.
fn annotation(finding: &Finding, file: &str, member: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "notice",
    };
    write!(out, "::{command} file={}", property(file))?;
    if let Some(place) = finding.location.filter(|_| member.is_none()) {
        write!(out, ",line={},endLine={}", place.line, place.end_line)?;
        // GitHub takes columns only where both are on one line; its end is the last column.
        if place.line == place.end_line {
            write!(
                out,
                ",col={},endColumn={}",
                place.column,
                place.end_column.saturating_sub(1).max(place.column)
            )?;
        }
    }
    let name = member.map(|member| format!("{member}: ")).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!("%0Ahelp: {}", data(help))).unwrap_or_default();
    let words = format!("{}{}{help}", data(&name), data(&finding.message));
    writeln!(out, ",title={}::{}", property(&format!("{} {}", finding.code, finding.name)), words)
}

/// Words of a command's message: no line break ends it, nothing in it is taken for another command, and a
/// terminal obeys none of it.
fn data(words: &str) -> String {
    for_terminal(words).replace('%', "%25")
}

/// Words of a property.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Location;

    fn finding() -> Finding {
        Finding {
            location: Some(Location {
                line: 9,
                column: 5,
                end_line: 9,
                end_column: 8,
                ..Location::default()
            }),
            code: "CIT001",
            name: "dangling-citation",
            severity: Severity::Error,
            message: "100 % of [2]\r\n::error::lies".to_owned(),
            ..Finding::default()
        }
    }

    fn written(finding: &Finding, member: Option<&str>) -> String {
        let mut out = Vec::new();
        annotation(finding, "a,b:c%.txt", member, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_end_no_command_and_begin_none() {
        let expected = "::error file=a%2Cb%3Ac%25.txt,line=9,endLine=9,col=5,endColumn=7,title=CIT001 dangling-citation::100 %25 of \
                        [2]␍␊::error::lies\n";
        assert_eq!(written(&finding(), None), expected);
    }

    #[test]
    fn a_member_of_a_container_has_no_line() {
        let words = written(&Finding { severity: Severity::Info, ..finding() }, Some("a.ndjson#7"));
        assert!(
            words.starts_with("::notice file=a%2Cb%3Ac%25.txt,title=") && words.contains("::a.ndjson#7: 100"),
            "{words}"
        );
    }
}
