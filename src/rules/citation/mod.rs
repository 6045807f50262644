//! Rules about citations: the markers in the text.

pub mod dangling_citation;
pub mod malformed_citation;
pub mod missing_reference_list;
pub mod out_of_order_citation;
pub mod placeholder_citation;
pub mod uncited_figure;
pub mod uncited_quote;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[
    &dangling_citation::DanglingCitation,
    &malformed_citation::MalformedCitation,
    &placeholder_citation::PlaceholderCitation,
    &missing_reference_list::MissingReferenceList,
    &out_of_order_citation::OutOfOrderCitation,
    &uncited_quote::UncitedQuote,
    &uncited_figure::UncitedFigure,
];
