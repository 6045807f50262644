//! Finds links with the verdict dead. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses of sources that a server says it has no page for (404, 410), and addresses whose host does not exist. One finding for
    /// each address, however often it is cited. A page that is only blocked, slow or broken is not dead: see LNK004 to LNK006.
    ///
    /// ## Why it matters
    ///
    /// A reader cannot look the claim up. Pages vanish; addresses that a language model made up were never there.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/2019/harbour-closed-for-good
    /// ```
    ///
    /// ## How to fix
    ///
    /// Search for the page's title: many move. Or cite a capture: `--memento` looks one up in the Internet Archive.
    pub static DEAD_LINK: Rule = Rule {
        code: "LNK001",
        name: "dead-link",
        default_severity: Severity::Error,
        needs: Needs::Links,
        summary: "a source that is not there",
        check,
    }
}

/// A source that is not there.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Dead, subject, sink, |link, source, why| {
        (
            format!("source {source} is dead: {why}"),
            super::instead(link, "search for where the page went, or look for a capture of it (--memento)"),
        )
    });
}
