//! HTML with positions: tokens, the tree, plain reading, tags and character references, each with the source
//! bytes it stands for. It knows the standard and nothing of news; see `input::html`.

pub mod attribute;
pub mod attributes;
mod chunks;
mod entities;
mod grafts;
pub mod list;
pub mod page;
pub mod pieces;
mod plain;
#[cfg(test)]
mod samples;
pub mod tag;
mod tokens;
mod tree;

pub use chunks::TooLarge;
pub use entities::dereferenced;
pub use page::Page;
pub use pieces::Piece;
pub use tag::Tag;
pub use tree::{MAX_NODES, index};
