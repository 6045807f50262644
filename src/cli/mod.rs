//! The command line: arguments to settings to a run to an exit code. It alone owns stdout.

pub mod commands;
