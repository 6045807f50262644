//! What newscheck can do, for agents: tools, captures and a prompt over the Model Context Protocol, a JSON
//! message a line. It knows the protocol and what a client may reach; what is wrong with a text is for
//! `rules` to say.
//!
//! A message's way: `frames` reads it, `server` keeps order, `requests` answers what needs no work, and
//! `lanes` run the rest: `tools`, one file each, and `captures`.

pub mod abilities;
pub mod calls;
pub mod captures;
pub mod fence;
pub mod frames;
pub mod lanes;
pub mod marked;
pub mod pages;
pub mod prompts;
pub mod requests;
pub mod server;
pub mod setup;
pub mod tools;

pub use fence::Fence;
pub use server::serve;
pub use setup::{RuleChoice, Settle, Setup};
