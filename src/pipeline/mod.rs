//! The whole flow: bytes to documents to articles to findings to rendered bytes. It owns the threads and the
//! panic guard around each file.

#[cfg(feature = "cli")]
pub mod archive;
#[cfg(feature = "cli")]
pub mod batch;
pub mod check;
pub mod fix;
pub mod not_checked;
#[cfg(feature = "cli")]
pub mod online;
#[cfg(feature = "archive")]
pub mod page_text;
pub mod suppress;

pub use check::{Options, check, parse};
