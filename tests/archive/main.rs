//! Does the archive keep what it is given, whatever happens, in files that other tools read?

#![cfg(feature = "archive")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: a failure names its line; what a validator says is shown"
)]

mod authority;
mod captures;
mod checks;
mod commands;
mod durability;
mod evidence;
mod given;
mod imports;
mod losses;
mod odd;
mod packages;
mod seals;
mod sent;
mod serve;
#[path = "../support/mod.rs"]
mod support;
mod validators;
