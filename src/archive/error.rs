//! Why an archive cannot be used.

use std::io;
use std::path::{Path, PathBuf};

/// Why an archive cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Another process writes to it.
    #[error("the archive {folder} is in use by {by}; try again when it has ended")]
    InUse {
        /// The archive.
        folder: PathBuf,
        /// `process 123: newscheck archive add`
        by: String,
    },
    /// There is none.
    #[error("{0} is no archive")]
    NoArchive(PathBuf),
    /// It was opened for reading.
    #[error("the archive is open for reading only")]
    ReadOnly,
    /// A file cannot be read.
    #[error("reading {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written. What was archived before stays.
    #[error("writing {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite reports a fault.
    #[error("catalogue {path}: {source}")]
    Catalogue {
        /// The catalogue.
        path: PathBuf,
        /// The fault.
        source: rusqlite::Error,
    },
    /// A record is not where the catalogue says.
    #[error(
        "{file}: record at byte {offset} cannot be read: {cause}; `newscheck archive check --repair` finds out more"
    )]
    Damaged {
        /// The data file.
        file: String,
        /// Where.
        offset: u64,
        /// What is wrong.
        cause: String,
    },
    /// A file to import is no web archive, or is damaged as a whole.
    #[error("importing {path}: {cause}")]
    Import {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// A record cannot be packed.
    #[error("packing a record: {0}")]
    Pack(io::Error),
}

impl ArchiveError {
    pub(super) fn reading(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Read { path: path.clone(), source }
    }

    pub(super) fn writing(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Write { path: path.clone(), source }
    }

    pub(super) fn catalogue(path: &Path) -> impl Fn(rusqlite::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Catalogue { path: path.clone(), source }
    }
}
