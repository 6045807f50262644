//! Rules about residue: what tools and templates leave in the text.

pub mod template_residue;

use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&dyn Rule] = &[&template_residue::TemplateResidue];
