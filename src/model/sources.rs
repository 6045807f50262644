//! The texts of cited sources as an archive holds them. It does not read archives; see `archive`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What an archive holds of each cited address: none where it has no capture.
pub type Sources = BTreeMap<String, Option<SourceHistory>>;

/// A source as it was first captured and as it was last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceHistory {
    /// The first capture.
    pub first: SourceText,
    /// The last capture, if its payload is another.
    pub last: Option<SourceText>,
}

/// The text of one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    /// When it was captured, as RFC 3339 in UTC.
    pub captured_at: String,
    /// What a reader sees of it, a block a line.
    pub text: String,
}
