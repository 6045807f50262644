//! Rules about input. Most are registered for selection and help; the pipeline raises them while reading.

pub mod doubtful_encoding;
pub mod internal_error;
pub mod unknown_format;
pub mod unreadable_input;
pub mod unused_suppression;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &unreadable_input::UNREADABLE_INPUT,
    &unknown_format::UNKNOWN_FORMAT,
    &internal_error::INTERNAL_ERROR,
    &unused_suppression::UNUSED_SUPPRESSION,
    &doubtful_encoding::DOUBTFUL_ENCODING,
];

#[cfg(test)]
mod tests {
    use crate::model::InputFaultKind;

    #[test]
    fn every_fault_has_a_rule() {
        for kind in [InputFaultKind::Unreadable, InputFaultKind::UnknownFormat, InputFaultKind::Internal] {
            assert!(crate::rules::find(kind.code()).is_some(), "{kind:?}");
        }
    }
}
