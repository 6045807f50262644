//! Rules about references: the entries of the reference list.

pub mod duplicate_label;
pub mod duplicate_source;
pub mod label_gap;
pub mod reference_without_url;
pub mod unused_reference;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[
    &unused_reference::UnusedReference,
    &duplicate_label::DuplicateLabel,
    &duplicate_source::DuplicateSource,
    &reference_without_url::ReferenceWithoutUrl,
    &label_gap::LabelGap,
];
