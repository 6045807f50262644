//! Describes inputs on which newscheck itself failed.

use crate::model::Severity;
use crate::rules::{Needs, Rule, rule};

rule! {
    /// ## What it finds
    ///
    /// An input on which newscheck broke off because of a fault of its own. The other inputs are still checked.
    ///
    /// ## Why it matters
    ///
    /// The input was not checked, or not to its end. The fault lies in newscheck, and the article may be sound.
    ///
    /// ## Example
    ///
    /// ```text
    /// error[INP003]: newscheck failed while checking this input
    /// ```
    ///
    /// ## How to fix
    ///
    /// Report it together with the file and the version that `newscheck --version` prints.
    pub static INTERNAL_ERROR: Rule = Rule {
        code: "INP003",
        name: "internal-error",
        default_severity: Severity::Error,
        needs: Needs::Nothing,
        summary: "a failure of newscheck itself on an input",
        // Raised by the pipeline; see `crate::rules::input_finding`.
        check: |_, _| {},
    }
}
