//! The command line: arguments to settings to a run to an exit code. It alone owns stdout.

pub mod args;
pub mod commands;
pub mod config_file;
pub mod exit;
pub mod first_run;
pub mod fix;
pub mod gate;
pub mod inputs;
pub mod known;
pub mod nearest;
pub mod online;
pub mod outputs;
pub mod progress;
pub mod report_file;
pub mod resume;
pub mod rule_sets;
pub mod run_note;
pub mod settings;
pub mod step_summary;
pub mod terminal;

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser;

use crate::cli::args::{Args, Command};
use crate::cli::exit::Exit;

/// Set by Ctrl-C: the run ends as soon as it looks.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Set once a run has begun to write: from then on it ends in order, so that what is finished is printed
/// whole.
static WRITES: AtomicBool = AtomicBool::new(false);

/// Runs the program with the process's own arguments; gives its exit code.
pub fn run() -> u8 {
    if std::env::args_os().len() == 1 && io::stdout().is_terminal() {
        let written = io::stdout().write_all(first_run::WELCOME.as_bytes());
        return if written.is_ok() { Exit::Clean } else { Exit::Trouble }.code();
    }
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    // A panic inside is reported as a finding of its input (INP003), not on stderr.
    std::panic::set_hook(Box::new(|_| {}));
    if let Err(error) = ctrlc::set_handler(interrupt) {
        exit::complain(&format!("cannot watch for Ctrl-C: {error}"));
    }
    let outcome = match &args.command {
        Command::Verify(verify) => commands::verify::run(verify),
        Command::Watch(watch) => commands::watch::run(watch),
        Command::Evidence(evidence) => commands::evidence::run(evidence),
        Command::Links(links) => commands::links::run(links),
        Command::Parse(parse) => commands::parse::run(parse),
        Command::Archive(archive) => commands::archive::run(archive),
        Command::Worksheet(worksheet) => commands::worksheet::run(worksheet),
        Command::Lsp(lsp) => commands::lsp::run(lsp),
        Command::Mcp(mcp) => commands::mcp::run(mcp),
        Command::Init(init) => commands::init::run(init),
        Command::Rules(rules) => commands::rules::run(rules),
        Command::Config(config) => commands::config::run(config),
        Command::Schema(schema) => commands::schema::run(schema),
        Command::Completions(completions) => commands::completions::run(completions),
        Command::Man(man) => commands::man::run(man),
    };
    outcome.unwrap_or_else(|error| exit::failed(&error)).code()
}

/// Ctrl-C. A run that still waits for its input has nothing to finish, and who asks twice does not want to
/// wait.
fn interrupt() {
    let again = INTERRUPTED.swap(true, Ordering::Relaxed);
    if again || !WRITES.load(Ordering::Relaxed) {
        std::process::exit(i32::from(Exit::Interrupted.code()));
    }
}

/// The outcome of a command.
type Outcome = anyhow::Result<Exit>;
