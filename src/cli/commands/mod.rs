//! One file per command.

pub mod archive;
pub mod completions;
pub mod config;
pub mod evidence;
pub mod evidence_pairs;
pub mod links;
pub mod lsp;
pub mod man;
pub mod parse;
pub mod rules;
pub mod schema;
pub mod verify;
pub mod worksheet;
