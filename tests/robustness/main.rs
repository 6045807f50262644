//! Whatever comes in: no crash, no hang, no wrong place, and the same bytes on every run.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod determinism;
mod evidence;
mod hostile;
mod properties;
#[path = "../support/mod.rs"]
mod support;
mod variants;
