//! Finds paragraphs that give figures and cite nothing. It does not compare the figures with any source.

use std::ops::Range;

use crate::lexicon::figures;
use crate::model::Severity;
use crate::rules::uncited::{self, Uncited};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Paragraphs with a figure and without a citation, in articles that cite at all: a percentage, a sum of money, a number with a unit
    /// or a large word (`3 million`), a count of three digits or more. Years, dates, times, ages, ordinals, page numbers, and numbers
    /// that are part of a name (`Boeing 737`) do not count. It is one finding for each paragraph, at its first figure. The rule is off
    /// unless it is selected.
    ///
    /// ## Why it matters
    ///
    /// Figures are what readers remember and repeat, and where slips are most common. Without a source nobody can check them.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1].
    ///
    /// Freight fell by 12 percent, and 340 people lost their work.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the report, table or statement that the figure is from.
    pub static UNCITED_FIGURE: Rule = Rule {
        code: "CIT007",
        name: "uncited-figure",
        default_severity: Severity::Off,
        needs: Needs::Article,
        summary: "a paragraph that gives figures and cites nothing",
        check,
    }
}

/// One finding for each such paragraph. Off by default: many houses cite by the passage, not by the
/// paragraph.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for Uncited { paragraph, .. } in uncited::paragraphs(subject.article) {
        let Some(figure) = first_figure(&paragraph.text) else { continue };
        sink.report(Draft {
            span: Some(uncited::span_of(subject.document, paragraph, figure.clone())),
            message: format!(
                "a figure in a paragraph without citation: {}",
                words::brief(&paragraph.text[figure])
            ),
            help: Some("cite the report, table or statement that it is from".to_owned()),
            ..Draft::default()
        });
    }
}

/// The first figure that wants a source, with its sign and unit.
fn first_figure(text: &str) -> Option<Range<usize>> {
    figures::find(text).find(|figure| figure.kind.is_claim()).map(|figure| figure.range)
}

#[cfg(test)]
mod tests {
    use super::{UNCITED_FIGURE, first_figure};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn figures_are_told_from_other_numbers() {
        let table = [
            ("Freight fell by 12 percent.", Some("12 percent")),
            ("Freight fell by 3.5% in May.", Some("3.5%")),
            ("It cost $4 and no more.", Some("$4")),
            ("It cost €1,200.", Some("€1,200")),
            ("It cost $4.5 million to build.", Some("$4.5 million")),
            ("In Köln waren es 1.200.000 Besucher.", Some("1.200.000")),
            ("It runs version 1.10.0 of file 1363816350.", None),
            ("Some 3 million people left.", Some("3 million people")),
            ("About 340 people left.", Some("340 people")),
            ("In all, 1,200 workers left.", Some("1,200")),
            ("It opened in 2024 and closed in 1999.", None),
            ("On March 12 at 9 am, and on 12 March, it closed.", None),
            ("It closed at 12:30 on 12/03/2025, or 2025-03-12.", None),
            ("She is 34, a 34-year-old aged 340.", None),
            ("The 3rd and the 21st.", None),
            ("A Boeing 737 and an A380.", None),
            ("COVID-19 and Section 230.", None),
            ("See page 340 or pp. 341.", None),
            ("Two of 12 ships came.", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(first_figure(text).map(|range| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn one_finding_a_paragraph_that_cites_nothing() {
        let table: &[(&str, &[&str])] = &[
            ("A [1].\nFreight fell by 12 percent [1].", &[]),
            (
                "A [1].\nFreight fell by 12 percent, by 340 tons.",
                &["2:17 a figure in a paragraph without citation: 12 percent"],
            ),
            ("A.\nFreight fell by 12 percent.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&UNCITED_FIGURE, text)), *expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "([a-zA-Zé€$%0-9.,:/ -]|12 percent){0,20}") {
            if let Some(figure) = first_figure(&text) {
                proptest::prop_assert!(!text[figure].is_empty());
            }
        }
    }
}
