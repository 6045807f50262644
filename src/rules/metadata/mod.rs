//! Rules about metadata.

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[];
