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
pub static RULES: &[&dyn Rule] = &[
    &malformed_url::MalformedUrl,
    &private_host::PrivateHost,
    &tracking_parameter::TrackingParameter,
    &shortened_url::ShortenedUrl,
    &front_page_source::FrontPageSource,
    &not_a_source::NotASource,
    &credentials_in_url::CredentialsInUrl,
    &self_citation::SelfCitation,
    &source_after_article::SourceAfterArticle,
];
