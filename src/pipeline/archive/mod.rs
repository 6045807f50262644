//! Articles and their sources into an archive, and back out of it. It does not write records itself; see `archive`.

pub mod add;
pub mod capturing;
pub mod history;

use std::path::Path;

use uuid::Uuid;

use crate::archive::{Archive, ArchiveError, PageText, RunNote};
use crate::pipeline::page_text;

/// Opens the archive in a folder for writing; makes it if there is none.
pub fn open(folder: &Path, run: RunNote) -> Result<Archive, ArchiveError> {
    Archive::open(folder, run, Box::new(|| Uuid::new_v4().urn().to_string()), &text_of)
}

/// Opens the archive in a folder for reading.
pub fn open_read_only(folder: &Path, run: &RunNote) -> Result<Archive, ArchiveError> {
    Archive::open_read_only(folder, run, &text_of)
}

/// What a page says, as archives keep it.
pub fn text_of(body: &[u8], content_type: &str, url: &str) -> Option<PageText> {
    page_text::of(body, content_type, url).map(|(title, text)| PageText { title, text })
}
