//! Timestamps in text and metadata.

/// A date that does not exist.
#[derive(Clone, Debug)]
pub struct ImpossibleDate;
