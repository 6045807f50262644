//! JUnit XML, in the shape that Jenkins and GitLab read: a test suite for each article, a test case for each
//! finding. Suites are written as they come, so that the root has no totals, which are optional.

use std::io::{self, Write};

use crate::model::{Demand, FileReport, Finding, Outcome, Severity, Summary};
use crate::render::xml::escaped;
use crate::render::{Render, RunInfo, ledger};

/// `verify --format junit`. Errors and warnings are failures, an unreadable input is an error, an info is a
/// case that passes and says so, what was not checked is skipped. An article without findings is one case
/// that passes.
pub struct JunitReport;

impl Render for JunitReport {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"newscheck\">\n")
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if matches!(report.outcome, Outcome::Skipped) {
            return Ok(());
        }
        let name = escaped(&report.source.display_name());
        let cases = Cases::of(report);
        let Cases { passed, failures, errors, skipped, infos } = &cases;
        let tests = passed + failures + errors + skipped + infos;
        writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">"
        )?;
        if cases.passed > 0 {
            writeln!(out, "<testcase name=\"citations\" classname=\"{name}\"/>")?;
        }
        report.findings.iter().try_for_each(|finding| case(finding, report, &name, out))?;
        for part in &report.not_checked {
            writeln!(out, "<testcase name=\"{}\" classname=\"{name}\">", part.kind.name())?;
            writeln!(
                out,
                "<skipped message=\"not checked: {} ({})\"/>\n</testcase>",
                escaped(&part.what),
                escaped(&part.reason)
            )?;
        }
        writeln!(out, "</testsuite>")
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        run_suite(summary, out)?;
        out.write_all(b"</testsuites>\n")
    }
}

/// How many cases of each kind a report has.
struct Cases {
    passed: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
    infos: usize,
}

impl Cases {
    fn of(report: &FileReport) -> Self {
        let infos = report.findings.iter().filter(|finding| finding.severity == Severity::Info).count();
        let faults = report.findings.len() - infos;
        let unreadable = report.article().is_none();
        let (failures, errors) = if unreadable { (0, faults) } else { (faults, 0) };
        let passed = usize::from(!unreadable && faults == 0);
        Self { passed, failures, errors, skipped: report.not_checked.len(), infos }
    }
}

/// The case of a finding.
fn case(finding: &Finding, report: &FileReport, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let place = finding.location.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
    writeln!(out, "<testcase name=\"{} {}{place}\" classname=\"{name}\">", finding.code, finding.name)?;
    let mut words =
        format!("{name}{place}: {}[{}] {}", finding.severity.name(), finding.code, escaped(&finding.message));
    if !finding.snippet.is_empty() {
        words.push_str(&format!("\n{}", escaped(&finding.snippet)));
    }
    if let Some(help) = &finding.help {
        words.push_str(&format!("\nhelp: {}", escaped(help)));
    }
    let element = if report.article().is_none() { "error" } else { "failure" };
    match finding.severity {
        Severity::Info | Severity::Off => writeln!(out, "<system-out>{words}</system-out>")?,
        severity => {
            let message = escaped(&finding.message);
            writeln!(
                out,
                "<{element} type=\"{}\" message=\"{message}\">{words}</{element}>",
                severity.name()
            )?;
        }
    }
    writeln!(out, "</testcase>")
}

/// What the run as a whole has to say: a suite of its own, only where there is something.
fn run_suite(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let mut errors: Vec<String> = summary.unmet.iter().map(|kind| ledger::unmet(*kind)).collect();
    errors.extend((!summary.complete).then(|| "interrupted: not every file was looked at".to_owned()));
    let skipped: Vec<String> = summary.not_checked.iter().map(ledger::sum).collect();
    if errors.is_empty() && skipped.is_empty() {
        return Ok(());
    }
    let tests = errors.len() + skipped.len();
    writeln!(
        out,
        "<testsuite name=\"newscheck\" tests=\"{tests}\" failures=\"0\" errors=\"{}\" skipped=\"{}\">",
        errors.len(),
        skipped.len()
    )?;
    for words in &errors {
        let words = escaped(words);
        writeln!(
            out,
            "<testcase name=\"{words}\" classname=\"newscheck\">\n<error message=\"{words}\"/>\n</testcase>"
        )?;
    }
    for words in &skipped {
        let words = escaped(words);
        writeln!(
            out,
            "<testcase name=\"{words}\" classname=\"newscheck\">\n<skipped message=\"not checked\"/>\n</testcase>"
        )?;
    }
    writeln!(out, "</testsuite>")
}
