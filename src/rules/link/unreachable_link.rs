//! Finds links with the verdict unreachable. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses whose server does not answer in time, breaks the connection off, or reports a fault of its own (5xx), after all
    /// attempts.
    ///
    /// ## Why it matters
    ///
    /// Servers come back: it counts as not checked, not as dead.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/a-server-that-is-down
    /// ```
    ///
    /// ## How to fix
    ///
    /// Check again later; if it stays so, cite another source or a capture.
    pub static UNREACHABLE_LINK: Rule = Rule {
        code: "LNK006",
        name: "unreachable-link",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source whose server gives no answer worth judging",
        check,
    }
}

/// A source whose server gives no answer worth judging.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Unreachable, subject, sink, |_, source, why| {
        (format!("source {source} cannot be reached: {why}"), "check again later".to_owned())
    });
}
