//! Finds near copies of a passage with a negation or an opposite more or less. It does not judge other
//! wordings.

use crate::model::{EvidenceVerdict, Severity, SourcePage, Turn, TurnKind};
use crate::rules::evidence::{Case, cases, difference, says};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Sentences that repeat a clause of the cited source almost word for word, but for a negation that
    /// was added or dropped, or for one of a small table of opposites (rose and fell, won and lost,
    /// before and after). Only near copies are judged: in other wordings a negation says too little. It
    /// can't claim which of the two is right.
    ///
    /// ## Why it matters
    ///
    /// One small word turns a sentence into its opposite, and nobody sees it: all others are as in the
    /// source.
    ///
    /// ## Example
    ///
    /// ```text
    /// The council did not approve the plan on Tuesday [1].
    ///
    /// [1] https://example.org/plan   (it has: “The council approved the plan on Tuesday”)
    /// ```
    ///
    /// ## How to fix
    ///
    /// Say what the source says.
    pub static POLARITY_DIFFERS: Rule = Rule {
        code: "EVD008",
        name: "polarity-differs",
        default_severity: Severity::Warning,
        needs: Needs::Evidence,
        summary: "a near copy of the source that says the opposite",
        check,
    }
}

/// One finding for each.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for case in cases(subject) {
        for (page, checked, turn) in case.turns(EvidenceVerdict::PolarityDiffers) {
            sink.report(Draft {
                message: message(case, page, &case.source(checked), turn),
                help: says(page, Some(turn.source)),
                ..case.draft(turn.claim, checked, Some(turn.source))
            });
        }
    }
}

/// `a negation that source [3] lacks: “not”`
fn message(case: Case<'_>, page: &SourcePage, source: &str, turn: &Turn) -> String {
    let differs: Vec<String> = turn.differences.iter().map(|edit| difference(case, page, edit)).collect();
    let differs = differs.join(", ");
    if turn.kind == TurnKind::Opposite {
        return format!("the opposite of what {source} says: {differs}");
    }
    match turn.differences.as_slice() {
        [one] if one.source.is_empty() => {
            format!("a negation that {source} lacks: “{}”", case.words(one.claim))
        }
        [one] if one.claim.is_empty() => {
            let words = words::brief(one.source.slice(&page.text).trim());
            format!("without the negation of {source}: “{words}”")
        }
        _ => format!("negated otherwise than {source}: {differs}"),
    }
}
