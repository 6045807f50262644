//! Why a run cannot go on.

use std::io;

use crate::archive::ArchiveError;
use crate::fetch::FetchError;
use crate::pipeline::ui::UiError;

/// Why a run cannot go on. Each has its cause as source.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The texts of sources cannot be read.
    #[error("reading the sources")]
    Sources(#[source] io::Error),
    /// The inputs could not be read for what they cite.
    #[error("gathering the cited links")]
    Gather(#[source] io::Error),
    /// Servers cannot be asked.
    #[error("going online")]
    Online(#[source] FetchError),
    /// The archive cannot be opened or read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A report cannot be written.
    #[error("writing the output")]
    Write(#[source] io::Error),
    /// Whoever waits for the run cannot take what it tells, or has no place for its reports.
    #[error(transparent)]
    Ui(#[from] UiError),
}
