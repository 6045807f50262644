//! A language server (LSP 3.17): findings while an article is written, from marker to entry and back, labels
//! renamed, faults mended. It knows the protocol and open documents; what is wrong with a text is for `rules`
//! to say.
//!
//! A message's way: `frames` reads it, `server` keeps order, `requests` and `notifications` put it to a
//! `document`, and one file for each ability answers.

pub mod abilities;
pub mod actions;
pub mod completion;
pub mod diagnostics;
pub mod document;
pub mod frames;
pub mod hover;
pub mod navigation;
pub mod notifications;
pub mod online;
pub mod places;
pub mod rename;
pub mod requests;
pub mod server;
pub mod session;
pub mod shape;
pub mod symbols;
pub mod text;

pub use server::{Ended, serve};
pub use session::Settle;
