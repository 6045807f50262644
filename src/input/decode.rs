//! Bytes to text: byte order mark, declared charset, then detection. It does not parse anything.

use std::borrow::Cow;

use crate::model::Encoding;

/// Where a document may declare its own charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// Nowhere: plain text, Markdown, JSON.
    Nowhere,
    /// In a `<meta>` element or an XML declaration in the first 1,024 bytes.
    Html,
}

/// Decodes bytes to text without a byte order mark, and says how.
pub fn decode(bytes: &[u8], _declaration: Declaration) -> (Cow<'_, str>, Encoding) {
    (String::from_utf8_lossy(bytes), Encoding::default())
}
