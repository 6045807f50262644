//! The whole flow: bytes to documents to articles to findings to rendered bytes. It owns the threads and the
//! panic guard around each file.

#[cfg(feature = "cli")]
pub mod archive;
#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod changes;
pub mod check;
pub mod evidence;
#[cfg(feature = "cli")]
pub mod feed;
pub mod fix;
#[cfg(feature = "cli")]
pub mod job;
#[cfg(feature = "cli")]
pub mod journal;
#[cfg(feature = "cli")]
pub mod learn;
pub mod not_checked;
#[cfg(feature = "cli")]
pub mod online;
#[cfg(feature = "cli")]
pub mod open;
#[cfg(feature = "cli")]
pub mod ordered;
#[cfg(feature = "cli")]
pub mod output;
#[cfg(feature = "archive")]
pub mod page_text;
#[cfg(feature = "cli")]
pub mod run_error;
pub mod suppress;
#[cfg(feature = "cli")]
pub mod ui;
#[cfg(feature = "cli")]
pub mod verify;
#[cfg(feature = "cli")]
pub mod watched;

pub use check::{Options, check, parse};
