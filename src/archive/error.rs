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
    /// Whether the catalogue is damaged, which building it anew helps. A catalogue in use, or one that may
    /// not be read, is not.
    pub fn is_malformed_catalogue(&self) -> bool {
        use rusqlite::{Error, ErrorCode};
        let Self::Catalogue { source, .. } = self else { return false };
        match source {
            Error::SqliteFailure(failure, _) | Error::SqlInputError { error: failure, .. } => matches!(
                failure.code,
                ErrorCode::NotADatabase
                    | ErrorCode::DatabaseCorrupt
                    | ErrorCode::Unknown
                    | ErrorCode::TypeMismatch
                    | ErrorCode::ConstraintViolation
            ),
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::InvalidColumnType(..) => true,
            _ => false,
        }
    }

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
