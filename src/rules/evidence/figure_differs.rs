//! Finds figures for which the source has another one in the same place. It does not say which of the
//! two is right.

use crate::model::{FigureFound, Severity};
use crate::rules::evidence::{cases, says};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Figures in a sentence with a citation where the source says the same with another figure of the
    /// same kind: the words around it are those of the article, and the figure is not. The message shows
    /// both, the help the passage. It can't claim which is right: a source may have been corrected since;
    /// a capture of the article's day is the best to compare with.
    ///
    /// ## Why it matters
    ///
    /// The words are the source's and the figure is not: this is how figures are mistyped, and how they
    /// are made up.
    ///
    /// ## Example
    ///
    /// ```text
    /// The ferry carried 57,000 people last year [1].
    ///
    /// [1] https://example.org/ferry   (it has: “The ferry carried 41,000 people last year”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Correct the figure, or cite the source that has it.
    pub static FIGURE_DIFFERS: Rule = Rule {
        code: "EVD004",
        name: "figure-differs",
        default_severity: Severity::Error,
        needs: Needs::Evidence,
        summary: "a figure that the source has otherwise in the same place",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in cases(subject) {
        for (page, checked, figure) in case.figures() {
            if figure.found == FigureFound::Differs {
                let other = figure.passage.map(|span| words::brief(span.slice(&page.text).trim()));
                let other = other.map(|other| format!(": {other}")).unwrap_or_default();
                sink.report(Draft {
                    message: format!(
                        "figure {} differs from {}{other}",
                        case.words(figure.span),
                        case.source(checked)
                    ),
                    help: says(page, figure.passage),
                    ..case.draft(figure.span, checked, figure.passage)
                });
            }
        }
    }
}
