//! Finds quotations that are in no source of their sentence. It does not know who spoke.

use crate::model::{QuoteFound, Severity};
use crate::rules::evidence::own_cases;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Quotations of four words or more, in a sentence with a citation, of which no cited source has the
    /// words, nor anything near them. Quotation marks, dashes, spelling variants, contractions and what
    /// `...` leaves out count for nothing; headings in title case are no speech. All sources of the
    /// sentence must be at hand and readable; one of them may have what another lacks. In a sentence that
    /// stands before the marked one it is an info. It can't claim that nobody said the words: they may
    /// stand in a part of the page that was not captured, in a recording, or in another source.
    ///
    /// ## Why it matters
    ///
    /// A quotation is the claim that somebody said just these words. Words that the source does not have
    /// were made up, put together or taken from elsewhere.
    ///
    /// ## Example
    ///
    /// ```text
    /// The mayor said “we never meant to sell the ferry” [1].
    ///
    /// [1] https://example.org/council   (its text has no such words)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Quote what the source says, or cite where the words were said.
    pub static QUOTE_NOT_FOUND: Rule = Rule {
        code: "EVD001",
        name: "quote-not-found",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a quotation that is in no cited source",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in own_cases(subject) {
        for (_, checked, quote) in case.quotes() {
            if quote.found == QuoteFound::Missing {
                sink.report(Draft {
                    message: format!("quotation “{}” is not in {}", case.words(quote.span), case.sources()),
                    help: Some("quote what the source says, or cite where the words were said".to_owned()),
                    at_most: case.missing_weighs(),
                    ..case.draft(quote.span, checked, quote.passage)
                });
            }
        }
    }
}
