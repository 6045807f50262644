//! Rules about citations: the markers in the text.

pub mod dangling_citation;
pub mod malformed_citation;
pub mod marker_address_differs;
pub mod missing_reference_list;
pub mod out_of_order_citation;
pub mod placeholder_citation;
pub mod uncited_figure;
pub mod uncited_quote;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &dangling_citation::DANGLING_CITATION,
    &malformed_citation::MALFORMED_CITATION,
    &placeholder_citation::PLACEHOLDER_CITATION,
    &missing_reference_list::MISSING_REFERENCE_LIST,
    &out_of_order_citation::OUT_OF_ORDER_CITATION,
    &uncited_quote::UNCITED_QUOTE,
    &uncited_figure::UNCITED_FIGURE,
    &marker_address_differs::MARKER_ADDRESS_DIFFERS,
];
