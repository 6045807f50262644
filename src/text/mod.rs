//! Strings and positions: bytes to text, spans, lines, normalisation for matching, text made safe for a
//! terminal, sentences, quotations, figures, and the headings that texts of every kind share. It knows
//! nothing of news.

pub mod decode;
pub mod digits;
pub mod figures;
pub mod headings;
pub mod normalize;
pub mod quotes;
pub mod sanitize;
pub mod sentences;
pub mod span;

pub use span::{ByteSpan, LineCol, LineIndex, OffsetMap};
