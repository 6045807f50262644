//! The house rules: what is said of the code, the documents and the packages around them is true.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod adding;
mod languages;
mod layers;
mod loops;
mod packaging;
mod readme;
mod shape;
mod source;
#[path = "../support/mod.rs"]
mod support;
