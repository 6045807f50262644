//! Finds references whose stated title is not that of the page behind them. It does not compare
//! publishers or dates.

use crate::model::Severity;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Entries of the reference list that state a title which shares almost no words with any that the
    /// page gives itself: its headline, the title of its window, those for sharing. Cut titles, site
    /// names and other spellings are no fault. It can't claim which title is right: a page may have been
    /// given another since, and an entry may describe its source in words of its own.
    ///
    /// ## Why it matters
    ///
    /// A real address under an invented title is what language models make of sources that they do not
    /// have.
    ///
    /// ## Example
    ///
    /// ```text
    /// [1] “Council votes to widen the harbour road”, Gazette. https://example.org/ferry
    ///
    /// (the page is called “Ferry carries more people than ever”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Give the title that the page has, or the address that belongs to the title.
    pub static TITLE_DIFFERS: Rule = Rule {
        code: "EVD007",
        name: "title-differs",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a reference that states another title than its page has",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(evidence) = subject.evidence else { return };
    for checked in &evidence.references {
        let Some(stated) = &checked.other_title else { continue };
        let entry = &subject.article.references[checked.reference];
        let page = &evidence.sources[checked.source];
        sink.report(Draft {
            span: Some(entry.place.span),
            message: format!(
                "{} states another title than its page has: “{}”",
                words::entry(entry),
                words::brief(stated)
            ),
            help: page.titles.first().map(|title| format!("the page is called “{}”", words::brief(title))),
            label: entry.label.as_ref().map(ToString::to_string),
            url: entry.url.clone(),
            ..Draft::default()
        });
    }
}
