//! Finds cited sources of which the archive has no capture. It does not read the archive.

use std::collections::HashSet;

use crate::model::Severity;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, places, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Addresses of sources of which the archive that is named with `--archive` has no capture.
    ///
    /// ## Why it matters
    ///
    /// When the source changes or vanishes, nobody can show what it said.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// `newscheck archive add article.txt` captures the article and its sources.
    pub static NOT_ARCHIVED: Rule = Rule {
        code: "LNK008",
        name: "not-archived",
        default_severity: Severity::Info,
        needs: Needs::Sources,
        summary: "a source that the archive has no capture of",
        check,
    }
}

/// A source without a capture.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(sources) = subject.sources else { return };
    let mut seen = HashSet::new();
    places::each_cited(subject.document, subject.article, |url, label, span| {
        // What is not there, or not shown to newscheck, cannot be captured: other rules tell of it.
        let gone = subject.links.and_then(|links| links.get(url)).is_some_and(|link| !link.verdict.is_live());
        if gone || sources.get(url).is_some_and(Option::is_some) || !seen.insert(url) {
            return;
        }
        sink.report(Draft {
            span: Some(span),
            message: format!("source {} is not in the archive", words::brief(url)),
            help: Some("capture it with newscheck archive add".to_owned()),
            label: label.map(ToString::to_string),
            url: Some(url.to_owned()),
            ..Draft::default()
        });
    });
}
