//! What a run tells while it goes on, and whom. It does not say how that is shown; see `cli::terminal`.

use std::collections::BTreeMap;

use crate::model::LinkVerdict;
use crate::pipeline::fix::rewritten::Rewritten;

/// An error of whoever is told.
pub type UiError = Box<dyn std::error::Error + Send + Sync>;

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Files that are written.
    pub files: usize,
    /// All files.
    pub all: usize,
    /// Articles that are written, and inputs that could not be read.
    pub articles: usize,
    /// Bytes that were read of the container that is being read; 0 where none is.
    pub bytes: u64,
    /// All of its bytes; 0 where that is not known, as of a pipe.
    pub of: u64,
}

/// How far a run is, for a progress bar.
pub trait Progress {
    /// It has come so far.
    fn update(&mut self, reached: &Reached);
}

/// How far the asking is, for a progress bar.
pub trait LinkProgress {
    /// So many of all have a verdict; so many have each.
    fn update(&mut self, done: usize, all: usize, verdicts: &BTreeMap<LinkVerdict, usize>);
}

/// Whoever waits for a run. What they need not know is told to nobody unless they take it.
pub trait Ui: Progress + LinkProgress {
    /// From now on the run writes: an interrupt must end it in order.
    fn begin_writing(&mut self) {}

    /// A step is over: its progress is shown no more.
    fn step_over(&mut self) {}

    /// Something is wrong that does not end the run.
    fn complain(&mut self, message: &str);

    /// A part of the run failed, for this reason and its causes; the run goes on.
    fn failed(&mut self, error: UiError) {
        self.complain(&error.to_string());
    }

    /// Files were mended.
    fn mended(&mut self, _files: &[Rewritten]) -> Result<(), UiError> {
        Ok(())
    }
}
