//! Finds cited addresses of what is no source: searches, chats with an AI, files on the writer's machine.

use crate::address::kind::{Kind, kind};
use crate::model::{Reference, Severity};
use crate::rules::places::{self, each_suspect};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses of search results (of search engines, and of a site's own search), of chats with an AI and answers that it wrote,
    /// and of files and extensions on the writer's machine (`file:`, `chrome-extension:`).
    ///
    /// ## Why it matters
    ///
    /// A search shows other pages to each reader and every day; a chat repeats what it read elsewhere or makes it up; a local file is
    /// nobody else's. None of them can bear out what is cited from it.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://www.google.com/search?q=harbour+closed
    /// [2] https://chatgpt.com/share/67a1b2c3
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the page that the search found, or the source that the answer was made from.
    pub static NOT_A_SOURCE: Rule = Rule {
        code: "URL006",
        name: "not-a-source",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a cited address of a search, a chat or a local file",
        check,
    }
}

/// One finding for each such address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, kind, |cited, kind| sink.report(cited.draft(fault(kind), help(kind))));
    for reference in &subject.article.references {
        let Some(url) = local_file(reference) else { continue };
        let mut rest = reference.place.span;
        sink.report(Draft {
            span: Some(places::find(subject.document, &mut rest, url).unwrap_or(reference.place.span)),
            message: format!("address {} {}", words::brief(url), fault(Kind::Local)),
            help: Some(help(Kind::Local).to_owned()),
            label: reference.label.as_ref().map(ToString::to_string),
            url: Some(url.to_owned()),
            ..Draft::default()
        });
    }
}

/// What an address leads to instead of a source, as the rest of a sentence about it.
fn fault(kind: Kind) -> &'static str {
    match kind {
        Kind::Search => "is a search, not a source",
        Kind::Chat => "is an AI's answer, not a source",
        Kind::Local => "is on the writer's own machine",
    }
}

fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::Search => "cite the page that the search found",
        Kind::Chat => "cite the source that the answer was made from",
        Kind::Local => "cite where others find it",
    }
}

/// In an entry without any address: the local file that it names.
fn local_file(reference: &Reference) -> Option<&str> {
    if reference.url.is_some() {
        return None;
    }
    let at = reference.text.find("file:///")?;
    reference.text[at..]
        .split_whitespace()
        .next()
        .map(|word| word.trim_end_matches(['.', ',', ';', ')', '>', '"']))
}

#[cfg(test)]
mod tests {
    use super::NOT_A_SOURCE;
    use crate::rules::testing::{findings, lines};

    #[test]
    fn a_local_file_is_found_in_an_entry_without_an_address() {
        let found = findings(&NOT_A_SOURCE, "A [1].\nReferences\n[1] Notes, file:///home/desk/dam.pdf.");
        assert_eq!(lines(&found), ["3:12 address file:///home/desk/dam.pdf is on the writer's own machine"]);
    }
}
