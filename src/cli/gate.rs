//! When a run fails: at which severity, and for which checks that were left out.

use anyhow::anyhow;

use crate::cli::args::{FailOn, Verify};
use crate::cli::config_file::Table;
use crate::cli::exit::{Exit, complain};
use crate::cli::nearest::nearest;
use crate::cli::rule_sets::Config;
use crate::model::{CheckKind, Severity, Summary};
use crate::pipeline::batch::Ended;
use crate::pipeline::verify::Verified;
use crate::render::ledger;

/// When a run fails.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The lowest severity that makes it fail, if any does.
    fail_on: Option<Severity>,
    /// The checks that may not be left out.
    pub required: Vec<CheckKind>,
    /// Whether findings only become known, and nothing makes it fail.
    is_open: bool,
}

impl Gate {
    /// As the arguments and the run settings have it.
    pub fn of(args: &Verify, config: &Config) -> anyhow::Result<Self> {
        let table = config.run().map(|file| &file.table);
        let configured = table.and_then(|table| Some(*table.fail_on.as_ref()?.get_ref()));
        let fail_on = match args.fail_on.or(configured).unwrap_or(FailOn::Warning) {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        };
        Ok(Self { fail_on, required: required(args, table)?, is_open: args.write_baseline })
    }

    /// How a run ends. Says which required checks were left out.
    pub fn exit(&self, verified: &Verified) -> Exit {
        let is_unmet = tell_unmet(&verified.ended.summary) && !self.is_open;
        let ended = exit_of(&verified.ended, self.fail_on.filter(|_| !self.is_open));
        let unmet = if is_unmet { Exit::Findings } else { Exit::Clean };
        let well = if verified.is_well { Exit::Clean } else { Exit::Trouble };
        ended.max(unmet).max(well)
    }
}

/// The exit code of a run.
pub fn exit_of(ended: &Ended, fail_on: Option<Severity>) -> Exit {
    let counts = ended.summary.counts;
    if !ended.summary.complete {
        Exit::Interrupted
    } else if counts.unreadable > 0 {
        Exit::Trouble
    } else if fail_on.is_some_and(|level| ended.worst >= Some(level)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// The checks that may not be left out: those of the command line, else those of the run settings.
fn required(args: &Verify, table: Option<&Table>) -> anyhow::Result<Vec<CheckKind>> {
    match args.require.is_empty() {
        true => {
            Ok(table.and_then(|table| Some(table.require.as_ref()?.get_ref().clone())).unwrap_or_default())
        }
        false => args.require.iter().map(|name| check_kind(name)).collect(),
    }
}

fn check_kind(name: &str) -> anyhow::Result<CheckKind> {
    let names = CheckKind::ALL.map(CheckKind::name);
    let kind = CheckKind::ALL.into_iter().find(|kind| kind.name() == name.trim());
    kind.ok_or_else(|| match nearest(name, names.into_iter()) {
        Some(near) => anyhow!("--require {name}: no such check; did you mean {near}?"),
        None => anyhow!("--require {name}: no such check: there are {}", names.join(", ")),
    })
}

/// Says which required checks were left out; whether any was.
fn tell_unmet(summary: &Summary) -> bool {
    for kind in &summary.unmet {
        for sum in summary.not_checked.iter().filter(|sum| sum.kind == *kind) {
            complain(&format!("required but not checked: {}", ledger::sum(sum)));
        }
    }
    !summary.unmet.is_empty()
}
