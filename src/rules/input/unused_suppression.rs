//! Describes suppressions and baseline entries that hide nothing.

use crate::model::Severity;
use crate::rules::{Needs, Rule, rule};

rule! {
    /// ## What it finds
    ///
    /// A comment `<!-- newscheck: ignore CIT001 -->` or `<!-- newscheck: ignore-file REF -->` that hides no finding, names no rule or is
    /// misspelt, and an entry of the `--baseline` for this file whose finding is gone. It is judged only by rules that ran.
    ///
    /// ## Why it matters
    ///
    /// A suppression outlives its fault, and then hides the next one in its place.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// <!-- newscheck: ignore CIT001 -->
    /// The harbour closed in March [1].
    ///
    /// References
    ///
    /// [1] https://example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Remove the comment, or the code from it. For a baseline entry, write the baseline anew with `--write-baseline`.
    pub static UNUSED_SUPPRESSION: Rule = Rule {
        code: "INP004",
        name: "unused-suppression",
        default_severity: Severity::Warning,
        needs: Needs::Nothing,
        summary: "a suppression or baseline entry that matched nothing",
        // Raised by the pipeline when all other rules have run; see `pipeline::suppress`.
        check: |_, _| {},
    }
}
