//! Are containers and other packed formats read as what they hold: which articles, in which encoding, from
//! which place, and what is said of what cannot be read?

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

mod codes;
mod docx;
mod mhtml;
mod support;
mod wacz;
mod warc;
