//! What became of a file that was to be mended, as whoever waits is told.

use crate::pipeline::fix::Refused;

/// What became of one file.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// Its name in messages.
    pub name: String,
    /// Findings that were mended, or would be.
    pub applied: usize,
    /// Fixes that were left out.
    pub refused: Vec<Refused>,
    /// Whether fixes may be left because there were too many passes.
    pub unfinished: bool,
    /// The change as a unified diff, for [`Mode::Compare`](super::rewrite::Mode::Compare).
    pub patch: Vec<u8>,
    /// Why the file could not be replaced: it is as it was.
    pub fault: Option<String>,
}
