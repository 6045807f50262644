//! `newscheck man`: prints manual pages from the definitions of the commands.

use std::io::{self, Write};

use anyhow::anyhow;
use clap::{Command, CommandFactory};

use crate::cli::Outcome;
use crate::cli::args::{Args, Man};
use crate::cli::exit::Exit;
use crate::cli::nearest::nearest;

/// Runs the command.
pub fn run(args: &Man) -> Outcome {
    let mut newscheck = Args::command();
    // Gives every command its full name.
    newscheck.build();
    let mut command = &newscheck;
    for name in &args.command {
        command = command.find_subcommand(name).ok_or_else(|| unknown(command, name))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .source(concat!("newscheck ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    let mut out = io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Clean)
}

/// Says that there is no such command, and which one is meant.
fn unknown(command: &Command, name: &str) -> anyhow::Error {
    let whole = command.get_bin_name().unwrap_or_else(|| command.get_name());
    match nearest(name, command.get_subcommands().map(Command::get_name)) {
        Some(near) => anyhow!("no command {whole} {name}; did you mean {near}?"),
        None => anyhow!("no command {whole} {name}"),
    }
}
