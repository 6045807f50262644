//! Finds links with the verdict moved. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Addresses that redirect for good (301, 308) to a page that is there.
    ///
    /// ## Why it matters
    ///
    /// The page is there today. The redirect may not be tomorrow, and the new page need not be the one that was cited.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] http://example.org/harbour
    /// ```
    ///
    /// ## How to fix
    ///
    /// Look at the new address, and cite it.
    pub static MOVED_LINK: Rule = Rule {
        code: "LNK002",
        name: "moved-link",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source with a new address",
        check,
    }
}

/// A source with a new address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Moved, subject, sink, |link, source, _| {
        let to = words::brief(link.final_url.as_deref().unwrap_or("another address"));
        (format!("source {source} has moved to {to}"), "cite the new address".to_owned())
    });
}
