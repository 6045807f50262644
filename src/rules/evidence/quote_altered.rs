//! Finds quotations that a source has in other words. It does not say which of the two is right.

use crate::model::{QuoteCheck, QuoteFound, Severity, SourcePage};
use crate::rules::evidence::{Case, cases, difference, says};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

/// Differences that a message lists.
const LISTED: usize = 3;

rule! {
    /// ## What it finds
    ///
    /// Quotations of four words or more that a cited source has in nearly the same words, with a word of
    /// content, a figure, a modal or a negation changed, added or left out. Function words, inflections,
    /// spelling variants and marked omissions are no fault. The message shows the words that differ.
    /// Where the article and the source each name a speaker and the names differ, the help says so;
    /// otherwise who spoke was not checked. It can't claim which of two sources of one speech has it
    /// right.
    ///
    /// ## Why it matters
    ///
    /// Readers take the words between quotation marks as said. One changed word can turn what somebody
    /// said.
    ///
    /// ## Example
    ///
    /// ```text
    /// The mayor said “we will sell the ferry” [1].
    ///
    /// [1] https://example.org/council   (it has: “We will keep the ferry”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Quote the words as they stand in the source, with `[...]` for what is left out and brackets for
    /// what is put in.
    pub static QUOTE_ALTERED: Rule = Rule {
        code: "EVD002",
        name: "quote-altered",
        default_severity: Severity::Error,
        needs: Needs::Evidence,
        summary: "a quotation whose words differ from those of the source",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in cases(subject) {
        for (page, checked, quote) in case.quotes() {
            if quote.found == QuoteFound::Altered {
                let differs = quote.edits.iter().take(LISTED).map(|edit| difference(case, page, edit));
                let differs: Vec<String> = differs.collect();
                let more = if quote.edits.len() > LISTED { " and more" } else { "" };
                sink.report(Draft {
                    message: format!(
                        "quotation differs from {}: {}{more}",
                        case.source(checked),
                        differs.join(", ")
                    ),
                    help: help(case, page, quote),
                    ..case.draft(quote.span, checked, quote.passage)
                });
            }
        }
    }
}

/// What the source says, and what else is to be known of the quotation.
fn help(case: Case<'_>, page: &SourcePage, quote: &QuoteCheck) -> Option<String> {
    let mut help: Vec<String> = says(page, quote.passage).into_iter().collect();
    if quote.hides_negation {
        help.push("what it leaves out holds a negation".to_owned());
    }
    if let Some(speakers) = quote.speakers {
        help.push(format!(
            "it is said by {} there, by {} here",
            words::brief(speakers.source.slice(&page.text)),
            case.words(speakers.claim)
        ));
    }
    Some(help.join("; ")).filter(|help| !help.is_empty())
}
