//! The rules: what they find and do not find, what their fixes change, and that each is registered.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod fix;
mod fixes;
mod fixtures;
mod registry;
#[path = "../support/mod.rs"]
mod support;
