//! The web archive: captures of articles and their sources in WARC files that other tools replay, and a
//! catalogue of them.
//!
//! ```text
//! DIR/archive/data/newscheck-00001-20261124160000.warc.gz   the truth: WARC 1.1, append-only, a gzip member
//!                                                           per record
//! DIR/catalogue.sqlite                                      articles, citations, references, captures and
//!                                                           full text: built from data/
//! DIR/lock                                                  held by the process that writes
//! ```
//!
//! It does not fetch and it does not extract: what was fetched, and what pages say, is handed in.

mod adopt;
mod capture;
mod catalogue;
mod catch_up;
pub mod cdx;
mod certificate;
pub mod check;
pub mod diff;
mod entry;
mod error;
mod har;
mod ids;
mod import;
mod intake;
mod packing;
mod payload;
mod places;
mod revisits;
mod rows;
mod scan;
pub mod seal;
pub mod search;
mod sent;
mod store;
mod tables;
pub mod wacz;
mod writing;

use std::io::Write;
use std::path::Path;

use catalogue::Catalogue;
use catch_up::{Losses, Tail, catch_up, rebuild, state};
use store::{Layout, Lock};
use writing::Writing;

use crate::warc::writer::target_uri;

pub use adopt::{Imported, Unverified};
pub use certificate::Certificate;
pub use check::{CheckReport, Repair, check};
pub use diff::{Hunk, Part, Tag, diff};
pub use error::ArchiveError;
pub use ids::{Ids, random_ids};
pub use rows::{
    ArticleCapture, ArticleRow, Attachment, CaptureKind, CaptureRow, Dropped, KnownCapture, Lost, PageText,
    Payload, Recovery, Remarks, RunNote,
};
pub use search::{Hit, SnippetPart};
pub use wacz::{Exported, Package, Selection};

/// Finds title and text of a page in its unpacked bytes. It is given the value of its Content-Type, which may
/// be empty, and its address; it gives none for what is no page.
pub type TextOf<'t> = &'t dyn Fn(&[u8], &str, &str) -> Option<PageText>;

/// An archive that is open. To write, one process at a time: [`Archive::open`]. What is added counts once
/// [`Archive::commit`] or [`Archive::finish`] has returned, or a later addition has shown that the group is
/// full; a process that ends before loses at most the record it was writing, the others are taken into the
/// catalogue when the archive is opened next.
#[derive(Debug)]
pub struct Archive {
    layout: Layout,
    catalogue: Catalogue,
    writing: Option<Writing>,
    recovery: Recovery,
}

impl Archive {
    /// Opens the archive in a folder for writing, and makes it if there is none. No other process can at the
    /// same time: [`ArchiveError::InUse`] names the one that does. The end of a record that an earlier
    /// process could not write whole is dropped, and what the catalogue does not know yet is read from the
    /// data files: [`Archive::recovery`] says so.
    pub fn open(folder: &Path, run: RunNote, ids: Ids, text: TextOf<'_>) -> Result<Self, ArchiveError> {
        let layout = Layout::new(folder);
        let lock = Lock::take(&layout, &run)?;
        std::fs::create_dir_all(layout.data()).map_err(ArchiveError::writing(&layout.data()))?;
        let mut catalogue = Catalogue::open(&layout.catalogue())?;
        let recovery = catch_up(&layout, &mut catalogue, Tail::Cut, text)?;
        let writing = Writing::new(lock, run, ids);
        Ok(Self { layout, catalogue, writing: Some(writing), recovery })
    }

    /// Opens the archive in a folder for reading. Where the catalogue is missing or behind and no other
    /// process writes, it is brought up to date first; in a folder that cannot be written that happens in
    /// memory.
    pub fn open_read_only(folder: &Path, run: &RunNote, text: TextOf<'_>) -> Result<Self, ArchiveError> {
        let layout = Layout::new(folder);
        if !layout.data().is_dir() {
            return Err(ArchiveError::NoArchive(folder.to_owned()));
        }
        let path = layout.catalogue();
        let found = Catalogue::open_read_only(&path).unwrap_or(None);
        let mut known = Vec::new();
        if let Some(catalogue) = found
            // Where that fails the catalogue is damaged, and made anew.
            && let Ok(state) = state(&layout, &catalogue)
        {
            let recovery = Recovery { lost: state.lost, ..Recovery::default() };
            if state.is_current {
                return Ok(Self { layout, catalogue, writing: None, recovery });
            }
            known = catalogue.files()?;
        }
        let updated = Lock::take(&layout, run).and_then(|_lock| {
            let mut catalogue = Catalogue::open(&path)?;
            catch_up(&layout, &mut catalogue, Tail::Cut, text)
        });
        let found = match updated {
            Ok(recovery) => Catalogue::open_read_only(&path)?.map(|catalogue| (catalogue, recovery)),
            Err(ArchiveError::Write { .. } | ArchiveError::Catalogue { .. }) => None,
            // What is being written may not show yet.
            Err(error) => {
                let catalogue = Catalogue::open_read_only(&path)?.ok_or(error)?;
                let lost = state(&layout, &catalogue)?.lost;
                Some((catalogue, Recovery { lost, ..Recovery::default() }))
            }
        };
        if let Some((catalogue, recovery)) = found {
            return Ok(Self { layout, catalogue, writing: None, recovery });
        }
        let mut catalogue = Catalogue::open(Path::new(":memory:"))?;
        catalogue.before = known;
        let recovery = catch_up(&layout, &mut catalogue, Tail::Leave, text)?;
        Ok(Self { layout, catalogue, writing: None, recovery })
    }

    /// What opening put right.
    pub fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    /// The last successful capture of an address, for asking whether it has changed. Captures that are not
    /// committed do not count.
    pub fn known(&self, url: &str) -> Result<Option<KnownCapture>, ArchiveError> {
        self.catalogue.known(&target_uri(url))
    }

    /// The captures of an address, the oldest first. Answers to other methods than GET are none.
    pub fn captures(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.catalogue.captures(&target_uri(url))
    }

    /// Everything that was captured of an address, the oldest first, answers to other methods among them.
    pub fn answers(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.catalogue.answers(&target_uri(url))
    }

    /// Every capture, by address and time.
    pub fn all_captures(&self) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.catalogue.all_captures()
    }

    /// A capture by its number.
    pub fn capture(&self, id: i64) -> Result<Option<CaptureRow>, ArchiveError> {
        self.catalogue.capture(id)
    }

    /// A capture by the id of its record.
    pub fn capture_of_record(&self, record_id: &str) -> Result<Option<CaptureRow>, ArchiveError> {
        self.catalogue.capture_of_record(record_id)
    }

    /// Title and text of a capture; for a revisit those of the capture it refers to.
    pub fn text(&self, capture: &CaptureRow) -> Result<Option<PageText>, ArchiveError> {
        self.catalogue.text(capture)
    }

    /// The articles, the oldest first. An article that was read differently by another version is there once
    /// for each way.
    pub fn articles(&self) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles()
    }

    /// An article by its number.
    pub fn article(&self, id: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.catalogue.article(id)
    }

    /// The article whose bytes a capture holds.
    pub fn article_of_capture(&self, capture: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.catalogue.article_of_capture(capture)
    }

    /// The articles whose bytes have this SHA-256.
    pub fn articles_of_digest(&self, sha256: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles_of_digest(sha256)
    }

    /// The articles that cite an address, as it is written in them.
    pub fn articles_citing(&self, url: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles_citing(url)
    }

    /// Captures whose title or text has all the words, the best first, at most `limit`. Words in double
    /// quotes stand together; a word that ends with `*` may go on.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, ArchiveError> {
        search::search(&self.catalogue, words, limit)
    }

    /// Writes the index of every capture as CDXJ, sorted by bytes.
    pub fn index(&self, target: &mut dyn Write) -> Result<(), ArchiveError> {
        let lines =
            cdx::lines(self.all_captures()?.iter().map(|capture| (capture, cdx::Position::of(capture))));
        lines
            .iter()
            .try_for_each(|line| target.write_all(line.as_bytes()))
            .map_err(ArchiveError::writing(Path::new("the index")))
    }

    /// Packs captures as WACZ 1.1.1 into a new file.
    pub fn export(
        &self,
        selection: Selection<'_>,
        target: &Path,
        package: &Package<'_>,
    ) -> Result<Exported, ArchiveError> {
        wacz::export(self, selection, target, package)
    }

    /// Copies the records of a WARC or WACZ file into the archive. Each is verified; damaged ones are left
    /// out and told, those that are there already are passed over. Of records whose ids clash with others,
    /// both are kept.
    pub fn import(
        &mut self,
        source: &Path,
        unverified: Unverified,
        text: TextOf<'_>,
    ) -> Result<Imported, ArchiveError> {
        self.commit()?;
        import::import(self, source, unverified, text)
    }

    /// Builds the catalogue anew from the data files. What it knew and they do not have is told on.
    pub fn rebuild(folder: &Path, run: &RunNote, text: TextOf<'_>) -> Result<Recovery, ArchiveError> {
        let layout = Layout::new(folder);
        let _lock = Lock::take(&layout, run)?;
        rebuild(&layout, Losses::Told, text)
    }
}
