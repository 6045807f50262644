//! What an address is, from its own letters: its parts, the page that it names, the kind of place that it
//! leads to, whether outsiders can reach it. It asks nobody, and does not judge who cites the address.

pub mod errors;
pub mod front_page;
pub mod hosts;
pub mod kind;
pub mod opaque;
pub mod pages;
pub mod parts;
pub mod private;
pub mod search;
pub mod secrets;
pub mod shorteners;
pub mod surt;
pub mod tracking;
pub mod wrappers;

pub use hosts::{is_under, registrable, without_www};
pub use pages::canonical;
pub use parts::{Parameter, Parts, decoded, is_plain_host, opening, parts};
