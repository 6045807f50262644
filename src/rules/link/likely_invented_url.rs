//! Finds dead links that were never captured although their host was. It does not ask archives; see `fetch`.

use crate::model::{CaptureLookup, Link, Severity};
use crate::rules::link::report_where;
use crate::rules::{Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Addresses that are dead and of which a web archive has no capture, while it has captures of other pages of the same host. Only
    /// with `--memento`, and only after lookups that succeeded.
    ///
    /// ## Why it matters
    ///
    /// A page that vanished mostly leaves a capture. An address without one, on a host that is well captured, was likely never a page:
    /// language models make up such addresses. It is a hint, not a proof.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/2021/04/an-address-that-sounds-right
    /// ```
    ///
    /// ## How to fix
    ///
    /// Search for the source. If there is none, the claim has none either.
    pub static LIKELY_INVENTED_URL: Rule = Rule {
        code: "LNK012",
        name: "likely-invented-url",
        default_severity: Severity::Warning,
        needs: Needs::Links,
        summary: "a dead source that no archive ever saw",
        check,
    }
}

/// An address that was likely made up.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report_where(is_likely_invented, subject, sink, |link| {
        let message = format!(
            "source {} was likely never there: dead, and no archive has it while it has its host",
            words::brief(&link.url)
        );
        (message, "search for the source; if there is none, the claim has none either".to_owned())
    });
}

fn is_likely_invented(link: &Link) -> bool {
    link.verdict.is_gone() && link.lookup == Some(CaptureLookup::HostCaptured)
}
