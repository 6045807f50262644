//! Finds links with the verdict tlsfault. It does not reach that verdict; see `fetch`.

use crate::model::{LinkVerdict, Severity};
use crate::rules::link::report;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Addresses with https whose server shows a certificate that is expired, of another host, or of an unknown issuer.
    ///
    /// ## Why it matters
    ///
    /// A browser warns its reader away. Whether the page behind it is the source is unknown: it counts as not checked.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://expired.example.org/story
    /// ```
    ///
    /// ## How to fix
    ///
    /// Tell the site. Where the issuer is your own, name its certificate with `--ca-file FILE`.
    pub static TLS_FAULT: Rule = Rule {
        code: "LNK005",
        name: "tls-fault",
        default_severity: Severity::Info,
        needs: Needs::Links,
        summary: "a source whose server cannot prove who it is",
        check,
    }
}

/// A source whose server cannot prove who it is.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    report(LinkVerdict::TlsFault, subject, sink, |_, source, why| {
        (
            format!("connection to source {source} cannot be trusted: {why}"),
            "tell the site, or name the issuer's certificate with --ca-file".to_owned(),
        )
    });
}
