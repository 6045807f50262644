//! Finds sentences whose marker probably belongs to another reference. It does not look beyond the
//! article's own list.

use crate::model::Severity;
use crate::rules::evidence::{best_passage, cases, says};
use crate::rules::passages::shown;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Sentences that their cited source does not carry (a quotation or figure is not there, or little of
    /// the sentence) and that the source of another reference of the same article carries. The message
    /// names it, the help shows its passage. It stands in place of the findings on what is missing. It
    /// can't claim that the other source is where the sentence came from.
    ///
    /// ## Why it matters
    ///
    /// A slip in a number sends every reader who checks to the wrong page, and is mended in a second.
    ///
    /// ## Example
    ///
    /// ```text
    /// The ferry carried 41,000 people last year [1].
    ///
    /// [1] https://example.org/weather
    /// [2] https://example.org/ferry   (it has: “The ferry carried 41,000 people last year”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Change the marker.
    pub static WRONG_CITATION: Rule = Rule {
        code: "EVD006",
        name: "wrong-citation",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a sentence that another reference carries, not the cited one",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in cases(subject) {
        let (Some(elsewhere), Some(checked)) = (&case.claim.elsewhere, case.claim.sources.first()) else {
            continue;
        };
        let entry = &subject.article.references[elsewhere.reference];
        let page = &case.evidence.sources[elsewhere.source];
        let passage = best_passage(&elsewhere.comparison)
            .or_else(|| elsewhere.comparison.quotes.iter().find_map(|quote| quote.passage));
        let citation = &subject.article.citations[checked.citation];
        let mut draft = case.draft(case.whole(), checked, None);
        draft.passage = passage.map(|span| shown(page, citation, span));
        if let Some(passage) = &mut draft.passage {
            passage.url.clone_from(&entry.url);
        }
        draft.relate(entry.place.span, || "this one has it".to_owned());
        sink.report(Draft {
            span: Some(citation.place.span),
            message: format!(
                "{} lacks this, and that of {} has it",
                case.sources(),
                words::entry_or_line(entry)
            ),
            help: says(page, passage),
            ..draft
        });
    }
}
