//! Rules about input.

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[];

/// The code of the rule that reports a fault.
pub fn code(kind: crate::model::InputFaultKind) -> &'static str {
    match kind {
        crate::model::InputFaultKind::Unreadable => "INP001",
        crate::model::InputFaultKind::UnknownFormat => "INP002",
        crate::model::InputFaultKind::Internal => "INP003",
    }
}
