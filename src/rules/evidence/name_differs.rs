//! Finds near copies of a passage with another name, or with two that changed places. It does not know
//! who people are.

use crate::model::{EvidenceVerdict, Severity, TurnKind};
use crate::rules::evidence::{cases, difference, says};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Sentences that repeat a clause of the cited source almost word for word, but for one name that
    /// stands in the place of another, or for two names that changed places. Only near copies are judged.
    /// Names that the source merely lacks are notes on other findings. It can't claim which of the two is
    /// right, nor that two names are not one person's.
    ///
    /// ## Why it matters
    ///
    /// Who did it to whom is the point of most sentences. A swapped name accuses the wrong one.
    ///
    /// ## Example
    ///
    /// ```text
    /// Varnholm sued Eastbank over the quay in May [1].
    ///
    /// [1] https://example.org/quay   (it has: “Eastbank sued Varnholm over the quay in May”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Say what the source says.
    pub static NAME_DIFFERS: Rule = Rule {
        code: "EVD009",
        name: "name-differs",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a near copy of the source with another name",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in cases(subject) {
        for (page, checked, turn) in case.turns(EvidenceVerdict::NameDiffers) {
            let differs: Vec<String> =
                turn.differences.iter().map(|edit| difference(case, page, edit)).collect();
            let what = if turn.kind == TurnKind::Name {
                "another name than in"
            } else {
                "names in other places than in"
            };
            sink.report(Draft {
                message: format!("{what} {}: {}", case.source(checked), differs.join(", ")),
                help: says(page, Some(turn.source)),
                ..case.draft(turn.claim, checked, Some(turn.source))
            });
        }
    }
}
