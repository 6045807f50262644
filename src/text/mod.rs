//! Strings and positions: bytes to text, spans, lines, normalisation for matching, text made safe for a
//! terminal, sentences, quotations and formulas. It knows nothing of news.

pub mod brackets;
pub mod decode;
pub mod digits;
pub mod fold;
pub mod formulas;
pub(crate) mod letters;
pub mod normalize;
pub mod notes;
pub mod numerals;
pub mod parts;
pub mod quotes;
pub mod sanitize;
pub mod sentences;
pub mod spaces;
pub mod span;
pub mod twice;

pub use span::{ByteSpan, LineCol, LineIndex, OffsetMap};
