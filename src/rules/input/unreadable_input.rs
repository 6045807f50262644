//! Describes inputs that could not be read.

use crate::model::Severity;
use crate::rules::{Needs, Rule, rule};

rule! {
    /// ## What it finds
    ///
    /// A file that is missing, forbidden, a directory, larger than `--max-file-size`, or broken off; a record or a line of ndjson that is
    /// no JSON; a record of a web archive that is damaged, broken off, or not what its digest says. The other inputs are still checked.
    ///
    /// ## Why it matters
    ///
    /// Nothing in the input was checked, so a run that passed over it in silence would read as clean.
    ///
    /// ## Example
    ///
    /// ```text
    /// newscheck verify missing.txt
    /// ```
    ///
    /// ## How to fix
    ///
    /// Correct the path or its permissions, raise the size limit, or mend the line that the message names.
    pub static UNREADABLE_INPUT: Rule = Rule {
        code: "INP001",
        name: "unreadable-input",
        default_severity: Severity::Error,
        needs: Needs::Nothing,
        summary: "an input that could not be read",
        // Raised by the pipeline; see `crate::rules::input_finding`.
        check: |_, _| {},
    }
}
