//! Rules about addresses: the URLs of references and of markers that carry their own link.

pub mod credentials_in_url;
pub mod front_page_source;
pub mod malformed_url;
pub mod not_a_source;
pub mod private_host;
pub mod self_citation;
pub mod shortened_url;
pub mod source_after_article;
pub mod tracking_parameter;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &malformed_url::MALFORMED_URL,
    &private_host::PRIVATE_HOST,
    &tracking_parameter::TRACKING_PARAMETER,
    &shortened_url::SHORTENED_URL,
    &front_page_source::FRONT_PAGE_SOURCE,
    &not_a_source::NOT_A_SOURCE,
    &credentials_in_url::CREDENTIALS_IN_URL,
    &self_citation::SELF_CITATION,
    &source_after_article::SOURCE_AFTER_ARTICLE,
];
