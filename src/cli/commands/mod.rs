//! One file per command.

pub mod archive;
pub mod completions;
pub mod config;
pub mod evidence;
pub mod evidence_pairs;
pub mod init;
pub mod links;
pub mod lsp;
pub mod man;
pub mod mcp;
pub mod parse;
pub mod rules;
pub mod schema;
pub mod verify;
pub mod watch;
pub mod worksheet;

use std::path::Path;

use crate::cli::args::RuleArgs;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::model::Severity;
use crate::rules::ActiveRule;

/// The rules that run on a file, for servers that are asked about one at a time.
fn active_rules(rules: &RuleArgs, config: Config, path: &Path) -> anyhow::Result<Vec<ActiveRule>> {
    let (ruled, _) = RuleSets::new(rules, config)?.explain(path)?;
    let on = ruled.into_iter().filter(|ruled| ruled.severity != Severity::Off);
    Ok(on.map(|ruled| ActiveRule { rule: ruled.rule, severity: ruled.severity }).collect())
}
