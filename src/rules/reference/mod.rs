//! Rules about references: the entries of the reference list.

pub mod duplicate_label;
pub mod duplicate_source;
pub mod label_gap;
pub mod reference_without_url;
pub mod unused_reference;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &unused_reference::UNUSED_REFERENCE,
    &duplicate_label::DUPLICATE_LABEL,
    &duplicate_source::DUPLICATE_SOURCE,
    &reference_without_url::REFERENCE_WITHOUT_URL,
    &label_gap::LABEL_GAP,
];
