//! Finds links with the verdict broken. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses whose server breaks off in the middle of the page, sends it without end, or packs it so that it cannot be unpacked.
    ///
    /// ## Why it matters
    ///
    /// What a reader would see is unknown: it counts as not checked.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/half-a-page
    /// ```
    ///
    /// ## How to fix
    ///
    /// Open it in a browser; check again later.
    pub static BROKEN_RESPONSE: Rule = Rule {
        code: "LNK010",
        name: "broken-response",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source whose answer cannot be read to its end",
        check,
    }
}

/// A source whose answer cannot be read to its end.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Broken, subject, sink, |_, source, why| {
        (
            format!("answer of source {source} is broken: {why}"),
            "open it in a browser, or check again later".to_owned(),
        )
    });
}
