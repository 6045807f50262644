//! Keeps what a checking run fetches: one archive, open for writing while links are asked for.

use crate::archive::{Archive, ArchiveError};
use crate::fetch::{Fetched, Validators};
use crate::pipeline::archive::add::{self, validators};
use crate::pipeline::online::Capturing;

/// An archive that a run captures into. The first fault ends the capturing, not the run:
/// [`IntoArchive::finish`] tells it.
pub struct IntoArchive<'a> {
    archive: &'a mut Archive,
    fault: Option<ArchiveError>,
}

impl<'a> IntoArchive<'a> {
    /// Captures into this archive.
    pub fn new(archive: &'a mut Archive) -> Self {
        Self { archive, fault: None }
    }

    /// Makes sure that all is kept, or says why it is not.
    pub fn finish(self) -> Result<(), ArchiveError> {
        match self.fault {
            Some(fault) => Err(fault),
            None => self.archive.commit(),
        }
    }
}

impl Capturing for IntoArchive<'_> {
    fn validators(&self, url: &str) -> Option<Validators> {
        validators(self.archive, url).ok().flatten()
    }

    fn capture(&mut self, fetched: &Fetched) {
        if self.fault.is_none() {
            self.fault = add::keep(self.archive, fetched, None).err();
        }
    }
}
