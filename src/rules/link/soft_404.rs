//! Finds links with the verdict soft-404. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses that a server answers with success although the page is gone: the page says so in words, the address leads to the
    /// front page or to a page for missing pages, or a PDF's address gives a page of HTML. In doubt a made-up address on the same host
    /// is asked too, and the answers are compared.
    ///
    /// ## Why it matters
    ///
    /// It looks alive to a tool that goes by status codes, and dead to a reader.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/story/that-leads-to-the-front-page
    /// ```
    ///
    /// ## How to fix
    ///
    /// Search for the page's title: many move. Or cite a capture: `--memento` looks one up in the Internet Archive.
    pub static SOFT_404: Rule = Rule {
        code: "LNK003",
        name: "soft-404",
        default_severity: Severity::Error,
        needs: Needs::Links,
        summary: "a source whose page says that there is none",
        check,
    }
}

/// A source whose page says that there is none.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Soft404, subject, sink, |link, source, why| {
        (
            format!("source {source} is gone, though its server says 200: {why}"),
            super::instead(link, "search for where the page went, or look for a capture of it (--memento)"),
        )
    });
}
