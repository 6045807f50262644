//! Rules about addresses: the URLs of references and of markers that carry their own link.

pub mod malformed_url;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[&malformed_url::MalformedUrl];
