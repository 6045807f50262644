//! Rules about residue: what tools and templates leave in the text.

pub mod chatbot_residue;
pub mod template_residue;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[&chatbot_residue::ChatbotResidue, &template_residue::TemplateResidue];
