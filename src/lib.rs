//! newscheck: does every citation of a saved news article lead to a source?
//!
//! ```
//! let text = b"Dam holds\n\nThe dam holds [1], experts say [2].\n\nReferences\n[1] https://example.org/dam";
//! let report = newscheck::check(text, &newscheck::Options::default());
//! let dangling = report.findings.iter().find(|finding| finding.code == "CIT001");
//! assert_eq!(dangling.map(|finding| &*finding.snippet), Some("[2]"));
//! ```
//!
//! Inside, bytes become a report in five steps:
//!
//! ```text
//! bytes -> Document -> Article -> Findings -> FileReport -> rendered bytes
//! ```
//!
//! An import may only point left (the braces are siblings and never import each other; of them `rules` uses
//! `evidence` alone):
//!
//! ```text
//! text, trees <- address, lexicon, zip, warc <- model <- markup
//!      <- { input | extract | evidence | fetch | archive | render }
//!      <- rules <- pipeline <- { serve | lsp | mcp } <- cli <- main
//! ```

#[doc(hidden)]
pub mod address;
#[cfg(feature = "archive")]
#[doc(hidden)]
pub mod archive;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod evidence;
#[doc(hidden)]
pub mod extract;
#[cfg(feature = "online")]
#[doc(hidden)]
pub mod fetch;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod lexicon;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod lsp;
#[doc(hidden)]
pub mod markup;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod mcp;
pub mod model;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod rules;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod trees;
#[doc(hidden)]
pub mod warc;
#[doc(hidden)]
pub mod zip;

pub use pipeline::{Options, check, parse};

/// Runs the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
