//! `newscheck completions`: prints what makes a shell complete commands and options, from their definitions.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::cli::Outcome;
use crate::cli::args::{Args, Completions};
use crate::cli::exit::Exit;

/// Runs the command.
pub fn run(args: &Completions) -> Outcome {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "newscheck", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Clean)
}
