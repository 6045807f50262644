//! Finds markers that are meant as citations and break their grammar.

use crate::model::{Mark, MarkKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Markers that are meant as citations and cannot be read as such: a range that runs backwards (`[3-1]`), an empty item (`[1,]`),
    /// a bracket that is never closed (`[1`), and a range over more than 1,000 labels (`[1-999999999]`). In an article with more than
    /// 2,000,000 citations, or 200,000 that only ranges stand for, the first that is not read any more.
    ///
    /// ## Why it matters
    ///
    /// A malformed marker cites nothing, or not what its writer meant, so the sentence before it stands without its source.
    ///
    /// ## Example
    ///
    /// ```text
    /// The bridge was closed for a week [3-1].
    /// ```
    ///
    /// ## How to fix
    ///
    /// Write the marker as `[1]`, `[1, 2]` or `[1-3]`, with the lower number first. If the brackets are no citation, write the words
    /// without them.
    pub static MALFORMED_CITATION: Rule = Rule {
        code: "CIT002",
        name: "malformed-citation",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a citation marker that breaks its own grammar",
        check,
    }
}

/// One finding for each malformed marker.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for mark in &subject.article.marks {
        let Some((message, help)) = fault(mark) else { continue };
        sink.report(Draft {
            span: Some(mark.place.span),
            message,
            help: Some(help.to_owned()),
            ..Draft::default()
        });
    }
}

fn fault(mark: &Mark) -> Option<(String, &'static str)> {
    let marker = words::brief(&mark.text);
    match mark.kind {
        MarkKind::ReversedRange => {
            Some((format!("range {marker} runs backwards"), "write the lower number first"))
        }
        MarkKind::HugeRange => Some((
            format!("range {marker} covers more than 1,000 labels"),
            "cite the few sources that are meant",
        )),
        MarkKind::EmptyItem => Some((
            format!("citation {marker} has an empty item"),
            "remove the comma, or add the label that is missing",
        )),
        MarkKind::Unclosed => Some((format!("citation {marker} is never closed"), "close it with a bracket")),
        MarkKind::TooMany => Some((
            format!("citation {marker} and those after it are not read: there are too many"),
            "split the article, or cite the few sources that are meant",
        )),
        MarkKind::Placeholder | MarkKind::TemplateResidue | MarkKind::ImpossibleDate => None,
    }
}

#[cfg(test)]
mod tests {
    use super::MALFORMED_CITATION;
    use crate::model::MarkKind;
    use crate::rules::testing::{findings_with, lines, mark};

    #[test]
    fn each_kind_says_what_is_wrong() {
        let table = [
            (MarkKind::ReversedRange, "[3-1]", "2:1 range [3-1] runs backwards"),
            (MarkKind::HugeRange, "[1-99999]", "2:1 range [1-99999] covers more than 1,000 labels"),
            (MarkKind::EmptyItem, "[1,]", "2:1 citation [1,] has an empty item"),
            (MarkKind::Unclosed, "[1", "2:1 citation [1 is never closed"),
            (
                MarkKind::TooMany,
                "[7]",
                "2:1 citation [7] and those after it are not read: there are too many",
            ),
        ];
        for (kind, words, expected) in table {
            let text = format!("Text\n{words} more.");
            let found = findings_with(&MALFORMED_CITATION, &text, |article, document| {
                article.marks.push(mark(document, kind, words))
            });
            assert_eq!(lines(&found), [expected]);
            assert_eq!(found[0].snippet, words);
        }
    }

    #[test]
    fn marks_of_other_rules_are_left_to_them() {
        for kind in [MarkKind::Placeholder, MarkKind::TemplateResidue, MarkKind::ImpossibleDate] {
            let found = findings_with(&MALFORMED_CITATION, "Text [?]", |article, document| {
                article.marks.push(mark(document, kind, "[?]"))
            });
            assert_eq!(found, []);
        }
    }
}
