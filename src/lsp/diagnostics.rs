//! Findings as an editor shows them: with the rule's explanation and related places.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Range, Uri,
};
use serde_json::json;

use crate::lsp::text::Text;
use crate::model::{FileReport, Finding, Severity};

/// The name under which editors show findings.
pub const SOURCE: &str = "newscheck";

/// Where the rules are explained.
const RULES: &str = "https://github.com/newscheck/newscheck/blob/main/README.md#rules";

/// The findings of a report, in its order. Those about the whole document stand at its first line.
pub fn diagnostics(report: &FileReport, text: &Text, uri: &Uri) -> Vec<Diagnostic> {
    report.findings.iter().map(|finding| diagnostic(finding, text, uri)).collect()
}

/// The place of a finding.
pub fn range_of(finding: &Finding, text: &Text) -> Range {
    match finding.location {
        Some(location) => text.range(location.span),
        None => {
            let line = text.line(0);
            Range { start: text.position(line.start), end: text.position(line.end) }
        }
    }
}

fn diagnostic(finding: &Finding, text: &Text, uri: &Uri) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: text.range(related.location.span) },
        message: related.message.clone(),
    });
    let related: Vec<_> = related.collect();
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Diagnostic {
        range: range_of(finding, text),
        severity: Some(severity_of(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: RULES.parse().ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: format!("{}{help}", finding.message),
        related_information: (!related.is_empty()).then_some(related),
        // What nothing leads to is shown faded.
        tags: finding.name.starts_with("unused").then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: Some(json!({ "name": finding.name, "fix": finding.fix.is_some() })),
    }
}

fn severity_of(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info | Severity::Off => DiagnosticSeverity::INFORMATION,
    }
}
