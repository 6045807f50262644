//! Rules about input. They are registered for selection and help; the pipeline raises them while reading.

pub mod internal_error;
pub mod unknown_format;
pub mod unreadable_input;

use crate::model::InputFaultKind;
use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[&unreadable_input::UnreadableInput, &unknown_format::UnknownFormat, &internal_error::InternalError];

/// The code of the rule that reports a fault.
pub fn code(kind: InputFaultKind) -> &'static str {
    match kind {
        InputFaultKind::Unreadable => "INP001",
        InputFaultKind::UnknownFormat => "INP002",
        InputFaultKind::Internal => "INP003",
    }
}

#[cfg(test)]
mod tests {
    use super::{InputFaultKind, code};

    #[test]
    fn every_fault_has_a_rule() {
        for kind in [InputFaultKind::Unreadable, InputFaultKind::UnknownFormat, InputFaultKind::Internal] {
            assert!(crate::rules::find(code(kind)).is_some(), "{kind:?}");
        }
    }
}
