//! Articles and their sources into an archive, and back out of it. It does not write records itself; see
//! `archive`.

pub mod add;
mod article;
pub mod capturing;
pub mod history;
pub mod read;
pub mod seal;

use std::path::Path;

use crate::archive::{Archive, ArchiveError, PageText, RunNote, random_ids};
use crate::pipeline::page_text;

pub use article::{checked, record_of, sources};

/// Opens the archive in a folder for writing; makes it if there is none.
pub fn open(folder: &Path, run: RunNote) -> Result<Archive, ArchiveError> {
    Archive::open(folder, run, random_ids(), &text_of)
}

/// Opens the archive in a folder for reading.
pub fn open_read_only(folder: &Path, run: &RunNote) -> Result<Archive, ArchiveError> {
    Archive::open_read_only(folder, run, &text_of)
}

/// What a page says, as archives keep it.
pub fn text_of(body: &[u8], content_type: &str, url: &str) -> Option<PageText> {
    page_text::title_and_text(body, content_type, url).map(|(title, text)| PageText { title, text })
}
