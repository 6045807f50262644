//! Rules about residue: what tools and templates leave in the text.

pub mod chatbot_residue;
pub mod template_residue;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[&chatbot_residue::CHATBOT_RESIDUE, &template_residue::TEMPLATE_RESIDUE];
