//! Finds articles that cite and have no reference at all: one finding stands for all their markers.

use crate::model::Severity;
use crate::rules::index::{self, Missing};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

rule! {
    /// ## What it finds
    ///
    /// An article with citation markers and without a single reference. It is one finding at the first marker, with the other markers
    /// as related places. Markers that carry their own link, such as `[1](https://example.org/)`, need no list and do not count; nor do
    /// numbers that stand where citations do not: those of paragraphs and lines, ranks, scores, elements of arrays, a lone `[2]` within words.
    ///
    /// ## Why it matters
    ///
    /// None of the article's sources can be reached. Mostly the list was lost when the page was saved or copied.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1] and opened again in May [2].
    /// ```
    ///
    /// The text ends here, without a list.
    ///
    /// ## How to fix
    ///
    /// Add a list with an entry for each label, such as `[1] https://example.org/harbour-closed`, or save the page again with its
    /// list.
    pub static MISSING_REFERENCE_LIST: Rule = Rule {
        code: "CIT004",
        name: "missing-reference-list",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "citations in an article that has no reference list",
        check,
    }
}

/// At most one finding an article.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    if !article.references.is_empty() {
        return;
    }
    let missing = index::missing(article);
    if missing.is_empty() {
        return;
    }
    let places = places(&missing);
    let labels = words::list(missing.iter().map(|missing| words::marker(missing.label)));
    let list = if article.reference_heading.is_some() {
        "the reference list is empty"
    } else {
        "there is no reference list"
    };
    let message = format!("{list} for {}", words::count(places.len(), "citation", "citations"));
    let help = Some(format!("add a list with an entry for each label: {labels}"));
    let mut draft = Draft { span: places.first().copied(), message, help, ..Draft::default() };
    if let Some(heading) = article.reference_heading {
        draft.relate(heading.span, || "the list without an entry".to_owned());
    }
    places.iter().skip(1).for_each(|&place| draft.relate(place, || "cited here too".to_owned()));
    sink.report(draft);
}

/// Every marker once, in document order.
fn places(missing: &[Missing<'_>]) -> Vec<ByteSpan> {
    let mut places: Vec<ByteSpan> =
        missing.iter().flat_map(|missing| missing.places.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::MISSING_REFERENCE_LIST;
    use crate::model::Target;
    use crate::rules::testing::{findings, findings_with, lines, related};
    use crate::text::ByteSpan;

    #[test]
    fn one_finding_stands_for_all_markers() {
        let found = findings(&MISSING_REFERENCE_LIST, "A [1].\nB [2] and [1, 3].");
        assert_eq!(lines(&found), ["1:3 there is no reference list for 3 citations"]);
        assert_eq!(related(&found[0]), ["2:3", "2:11"]);
        assert_eq!(found[0].help.as_deref(), Some("add a list with an entry for each label: [1], [2], [3]"));
    }

    #[test]
    fn an_article_with_a_reference_or_without_citations_is_fine() {
        for text in ["A [2].\nReferences\n[1] x", "No citation here.", ""] {
            assert_eq!(findings(&MISSING_REFERENCE_LIST, text), [], "{text}");
        }
    }

    #[test]
    fn markers_with_their_own_link_need_no_list() {
        let found = findings_with(&MISSING_REFERENCE_LIST, "A [1].", |article, _| {
            article.citations[0].target =
                Target::Url { references: Vec::new(), url: "https://example.org/a".to_owned() };
        });
        assert_eq!(found, []);
    }

    #[test]
    fn a_heading_without_entries_is_an_empty_list() {
        let found = findings_with(&MISSING_REFERENCE_LIST, "A [1].\nReferences\n", |article, document| {
            article.reference_heading = Some(document.place(ByteSpan::new(7, 17)));
        });
        assert_eq!(lines(&found), ["1:3 the reference list is empty for 1 citation"]);
        assert_eq!(related(&found[0]), ["2:1"]);
    }
}
