//! Finds figures that are in no source of their sentence. It does not compute: sums and shares of other
//! figures are not found.

use crate::model::{FigureFound, Severity};
use crate::rules::evidence::{best_passage, own_cases, says};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Numbers, sums of money, percentages, years and dates in a sentence with a citation that no cited
    /// source has, nor a figure that they are a rounding of. Small and vague numbers (two, a dozen) are
    /// not looked for. In a sentence that stands before the marked one it is an info. It can't claim that
    /// the figure is wrong: it may be computed from others, or stand in a picture, a table that was not
    /// captured or another source.
    ///
    /// ## Why it matters
    ///
    /// A figure is taken from somewhere. Where the source does not have it, the reader cannot check it,
    /// and it is often a slip.
    ///
    /// ## Example
    ///
    /// ```text
    /// The ferry carried 57,000 people last year [1].
    ///
    /// [1] https://example.org/ferry   (it has no such number)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Give the figure as the source has it, cite where it stands, or say how it was computed.
    pub static FIGURE_NOT_FOUND: Rule = Rule {
        code: "EVD003",
        name: "figure-not-found",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a figure that is in no cited source",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in own_cases(subject) {
        for (page, checked, figure) in case.figures() {
            if figure.found == FigureFound::Missing {
                let near = says(page, best_passage(&checked.comparison));
                sink.report(Draft {
                    message: format!("figure {} is not in {}", case.words(figure.span), case.sources()),
                    help: near.or_else(|| {
                        Some("cite where the figure stands, or say how it was computed".to_owned())
                    }),
                    at_most: case.missing_weighs(),
                    ..case.draft(figure.span, checked, None)
                });
            }
        }
    }
}
