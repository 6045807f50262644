//! Describes inputs whose bytes are no format that newscheck reads.

use crate::model::Severity;
use crate::rules::{Needs, Rule, rule};

rule! {
    /// ## What it finds
    ///
    /// A file whose bytes are neither text nor a known format, such as an image or a program. The other inputs are still checked.
    ///
    /// ## Why it matters
    ///
    /// Nothing in the input was checked. Binary data read as text would give citations that nobody wrote.
    ///
    /// ## Example
    ///
    /// ```text
    /// newscheck verify photo.jpg
    /// ```
    ///
    /// ## How to fix
    ///
    /// Save the article as text, Markdown or HTML, leave the file out with `--exclude`, or name the format with `--input-format`.
    pub static UNKNOWN_FORMAT: Rule = Rule {
        code: "INP002",
        name: "unknown-format",
        default_severity: Severity::Error,
        needs: Needs::Nothing,
        summary: "bytes in no format that newscheck reads",
        // Raised by the pipeline; see `crate::rules::input_finding`.
        check: |_, _| {},
    }
}
