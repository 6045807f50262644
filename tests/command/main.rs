//! The command line: what it prints, with which exit code, from which arguments and settings.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod baseline;
mod cases;
mod fields;
mod first_run;
#[cfg(unix)]
mod interrupt;
mod lsp;
mod mcp;
#[cfg(unix)]
mod resume;
#[path = "../support/mod.rs"]
mod support;
#[cfg(unix)]
mod watch;
