//! `newscheck archive index`: the index of the captures, as CDXJ.

use anyhow::Context;

use crate::cli::Outcome;
use crate::cli::args::archive::Index;
use crate::cli::commands::archive::{Place, open_read_only};
use crate::cli::exit::Exit;
use crate::cli::outputs::Look;

/// Runs the command.
pub fn run(place: &Place, command: &Index) -> Outcome {
    let archive = open_read_only(place)?;
    let (_, mut out) = Look::of(&command.output).open()?;
    archive.index(&mut out)?;
    out.finish().context("writing the output")?;
    Ok(Exit::Clean)
}
