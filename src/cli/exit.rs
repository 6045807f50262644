//! Exit codes, and what is said on stderr.

use std::io::{self, Write};

use crate::input::discover;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings at or above it.
    Findings,
    /// Something could not be run or read.
    Trouble,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The process's exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Trouble => 2,
            // As shells tell of it: 128 and the signal's number.
            Self::Interrupted => 130,
        }
    }
}

/// Prints what is wrong with the arguments, or the help that was asked for; gives the exit code.
pub fn usage(error: &clap::Error) -> u8 {
    // Help and version go to stdout; a closed pipe there is no trouble.
    let printed = error.print();
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Exit::Trouble.code(),
        _ => u8::try_from(error.exit_code()).unwrap_or(2),
    }
}

/// How a command that failed ends: a reader that went away is success, everything else is trouble and is
/// said.
pub fn failed(error: &anyhow::Error) -> Exit {
    let broken_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    // `newscheck | head`: whoever reads has had enough.
    if error.chain().any(broken_pipe) {
        return Exit::Clean;
    }
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        let words = cause.downcast_ref().map_or_else(|| cause.to_string(), discover::cause);
        // Some errors name their own cause.
        if !said.last().is_some_and(|last| last.to_lowercase().contains(&words.to_lowercase())) {
            said.push(words);
        }
    }
    complain(&said.join(": "));
    Exit::Trouble
}

/// One line on stderr about how a run went that is no complaint.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::text::sanitize::for_terminal(message));
}

/// One line on stderr. A stderr that cannot be written to leaves nobody to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "newscheck: {}", crate::text::sanitize::for_terminal(message));
}
