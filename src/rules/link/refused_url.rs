//! Finds links with the verdict refused. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses that lead, by themselves or by a redirect, to a private, loopback, link-local or reserved network, to a port that
    /// browsers block, or that hold credentials or are no http.
    ///
    /// ## Why it matters
    ///
    /// A text that newscheck did not write must not make it talk to the machines around it. It counts as not checked.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] http://192.168.0.10/intranet/report
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite a public address. Your own network is asked with `--allow-private=10.1.0.0/16`.
    pub static REFUSED_URL: Rule = Rule {
        code: "LNK011",
        name: "refused-url",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source that newscheck does not ask for",
        check,
    }
}

/// A source that newscheck does not ask for.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::Refused, subject, sink, |_, source, why| {
        (
            format!("source {source} was not asked for: {why}"),
            "cite a public address, or allow the network with --allow-private=NET".to_owned(),
        )
    });
}
