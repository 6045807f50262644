//! Finds links with the verdict blocked. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses whose server asks for a login, a payment, consent or a captcha, or turns programs away (401, 403, 406, 429, 451, 999).
    ///
    /// ## Why it matters
    ///
    /// Nothing is known of the source: it may be there or not. It counts as not checked, never as dead.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/subscribers-only
    /// ```
    ///
    /// ## How to fix
    ///
    /// Open it in a browser. What a subscriber may read, newscheck can ask for with `--cookies FILE`, `--header` or `--user-agent`.
    pub static BLOCKED_LINK: Rule = Rule {
        code: "LNK004",
        name: "blocked-link",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source that its server does not show to newscheck",
        check,
    }
}

/// A source that its server does not show to newscheck.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Blocked, subject, sink, |_, source, why| {
        (
            format!("server does not show source {source}: {why}"),
            "open it in a browser, or give newscheck your access with --cookies or --header".to_owned(),
        )
    });
}
