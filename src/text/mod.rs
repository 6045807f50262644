//! Strings and positions: spans, lines, normalisation for matching, and text made safe for a terminal. It knows nothing of news.

pub mod normalize;
pub mod sanitize;
pub mod sentences;
pub mod span;

pub use span::{ByteSpan, LineCol, LineIndex, OffsetMap};
