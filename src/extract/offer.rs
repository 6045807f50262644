//! What a place offers for a field of the record, before anything is chosen.

use std::borrow::Cow;

use crate::model::{FieldName, Provenance, Timestamp};
use crate::text::ByteSpan;

/// The key of lines that stand near the headline and that no markup tells of.
pub const NEAR: &str = "near:headline";

/// A value that some place offers for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The field.
    pub field: FieldName,
    /// The value as written, entities decoded.
    pub value: Cow<'a, str>,
    /// What kind of place offers it.
    pub provenance: Provenance,
    /// The exact key; empty for text.
    pub key: Cow<'a, str>,
    /// Where it stands in the decoded source.
    pub span: Option<ByteSpan>,
    /// The point in time, where it has been read already.
    pub timestamp: Option<Timestamp>,
}
