//! One file per command.

pub mod archive;
pub mod completions;
pub mod config;
pub mod links;
pub mod man;
pub mod parse;
pub mod rules;
pub mod schema;
pub mod verify;
pub mod worksheet;

use std::sync::atomic::Ordering;

use anyhow::Context;

use crate::cli::WRITES;
use crate::cli::exit::{Exit, complain};
use crate::cli::progress::LateBar;
use crate::input::discover::FoundFile;
use crate::model::Severity;
use crate::pipeline::batch::{self, Ended, Inputs, Job, Output};

/// Runs a job over files with outputs that `outputs` makes once it is known whether there is a single
/// article.
fn run_job(
    files: Vec<FoundFile>,
    job: &Job,
    outputs: impl FnOnce(bool) -> anyhow::Result<Vec<Output>>,
) -> anyhow::Result<Ended> {
    let inputs = Inputs::new(files, job);
    let mut outputs = outputs(inputs.is_single())?;
    WRITES.store(true, Ordering::Relaxed);
    let mut bar = LateBar::new();
    let ended = batch::run(inputs, job, &mut outputs, &mut bar);
    bar.clear();
    let ended = ended.context("writing the output")?;
    for message in &ended.untold {
        complain(message);
    }
    Ok(ended)
}

/// The exit code of a run.
fn exit_of(ended: &Ended, fail_on: Option<Severity>) -> Exit {
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
