//! What newscheck reads from an article, whatever format it comes in.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod accuracy;
mod articles;
mod asides;
mod eval;
mod formats;
mod front;
mod lists;
mod notes;
mod pages;
#[path = "../support/mod.rs"]
mod support;
