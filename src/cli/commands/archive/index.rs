//! `newscheck archive index`: the index of the captures, as CDXJ.

use std::io::Write;

use anyhow::Context;

use crate::cli::args::archive::{Archive as Args, Index};
use crate::cli::commands::archive::open_read_only;
use crate::cli::exit::Exit;
use crate::cli::{Outcome, settings};

/// Runs the command.
pub fn run(args: &Args, command: &Index) -> Outcome {
    let archive = open_read_only(args)?;
    let (_, mut out) = settings::target(&command.output)?;
    archive.index(&mut out)?;
    out.flush().context("writing the output")?;
    Ok(Exit::Clean)
}
