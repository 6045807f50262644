//! newscheck: does every citation of a saved news article lead to a source?
//!
//! ```text
//! bytes -> Document -> Article -> Findings -> FileReport -> rendered bytes
//! ```
//!
//! An import may only point left (the braces are siblings and never import each other; of them `rules` uses none):
//!
//! ```text
//! text, warc <- model <- { input | extract | render } <- rules <- pipeline <- cli <- main
//! ```

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod extract;
#[doc(hidden)]
pub mod input;
pub mod model;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod warc;

pub use pipeline::{Options, check, parse};
