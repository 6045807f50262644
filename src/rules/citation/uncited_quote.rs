//! Finds paragraphs that quote somebody and cite nothing. It does not look for the words in any source.

use std::ops::Range;

use crate::model::{BlockKind, Paragraph, Severity};
use crate::rules::uncited::{self, Uncited};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::quotes;

/// The fewest words of a quotation.
const FEWEST: usize = 4;

rule! {
    /// ## What it finds
    ///
    /// Paragraphs with a quotation of four words or more and without a citation, in articles that cite at all. Where a paragraph is
    /// nothing but a quotation, a citation in the next one counts. It is one finding for each paragraph, at its first quotation. The rule
    /// is off unless it is selected.
    ///
    /// ## Why it matters
    ///
    /// A quotation is the claim that somebody said just these words. Without a source the reader cannot tell whether they did.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1].
    ///
    /// “We were not told before Friday,” the harbour master said.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite where the words were said or published.
    pub static UNCITED_QUOTE: Rule = Rule {
        code: "CIT006",
        name: "uncited-quote",
        default_severity: Severity::Off,
        needs: Needs::Article,
        summary: "a paragraph that quotes somebody and cites nothing",
        check,
    }
}

/// One finding for each such paragraph. Off by default: many houses cite by the passage, not by the
/// paragraph.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for Uncited { paragraph, next_is_cited } in uncited::paragraphs(subject.article) {
        let Some(quote) = first_quote(&paragraph.text) else { continue };
        if is_alone(paragraph, &quote) && next_is_cited {
            continue;
        }
        sink.report(Draft {
            span: Some(uncited::span_of(subject.document, paragraph, quote.clone())),
            message: format!(
                "a quotation in a paragraph without citation: {}",
                words::brief(&paragraph.text[quote])
            ),
            help: Some("cite where the words were said or published".to_owned()),
            ..Draft::default()
        });
    }
}

/// The first quotation of at least four words, marks included.
fn first_quote(text: &str) -> Option<Range<usize>> {
    quotes::find(text)
        .into_iter()
        .find(|quotation| quotation.words >= FEWEST)
        .map(|quotation| quotation.outer)
}

/// Whether a paragraph is a quotation and nothing else.
fn is_alone(paragraph: &Paragraph, quote: &Range<usize>) -> bool {
    let rest = [&paragraph.text[..quote.start], &paragraph.text[quote.end..]];
    paragraph.kind == BlockKind::Quote || rest.iter().all(|words| !words.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{UNCITED_QUOTE, first_quote};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn quotations_are_told_from_words_in_marks() {
        let table = [
            ("He said: “We were not told.”", Some("“We were not told.”")),
            ("\"We were not told,\" he said.", Some("\"We were not told,\"")),
            ("Er sagte: „Wir wussten von nichts.“", Some("„Wir wussten von nichts.“")),
            ("Il a dit : « Nous ne savions rien. »", Some("« Nous ne savions rien. »")),
            ("Er sagte: »Wir wussten von nichts.«", Some("»Wir wussten von nichts.«")),
            ("彼は「私たちは何も知らなかった」と述べた。", Some("「私たちは何も知らなかった」")),
            ("The “so-called dam” held. “It will not break,” she said.", Some("“It will not break,”")),
            ("The “so-called dam” held.", None),
            ("A 6\" pipe and a 9\" pipe of iron were laid.", None),
            ("It was “never closed and runs on.", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(first_quote(text).map(|range| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn one_finding_a_paragraph_that_cites_nothing() {
        let table: &[(&str, &[&str])] = &[
            ("A [1].\n“We were not told,” he said [1].", &[]),
            (
                "A [1].\n“We were not told,” he said. “We never are told.”",
                &["2:1 a quotation in a paragraph without citation: “We were not told,”"],
            ),
            ("A [1].\n“We were not told.”\nThe master said so [1].", &[]),
            (
                "A [1].\n“We were not told.”\nThe master said so.",
                &["2:1 a quotation in a paragraph without citation: “We were not told.”"],
            ),
            ("A.\n“We were not told,” he said.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&UNCITED_QUOTE, text)), *expected, "{text}");
        }
    }

    #[test]
    fn very_many_marks_take_linear_time() {
        let text = format!("A [1].\n{}", "“ „ « ".repeat(100_000));
        assert!(findings(&UNCITED_QUOTE, &text).is_empty());
    }
}
