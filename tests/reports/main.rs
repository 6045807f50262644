//! The reports: what each format shows, and that they agree.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod browser;
mod formats;
mod showcase;
#[path = "../support/mod.rs"]
mod support;
