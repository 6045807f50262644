//! Where reports go: a format, what it may know of the run, and a destination of bytes.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::pipeline::journal::Journal;
use crate::render::{Render, RunInfo};

/// A report format, what it may know of the run, and where it goes.
pub struct Output {
    /// The format.
    pub renderer: &'static dyn Render,
    /// What it may know.
    pub run: RunInfo,
    /// Where its bytes go.
    pub writer: Box<dyn Destination>,
    /// What keeps how far the run is, where it may be gone on with.
    pub journal: Option<Journal>,
}

impl Output {
    /// An output of a run that begins at its beginning.
    pub fn new(renderer: &'static dyn Render, run: RunInfo, writer: Box<dyn Destination>) -> Self {
        Self { renderer, run, writer, journal: None }
    }
}

/// Where the bytes of a report go.
pub trait Destination: Write + Send {
    /// Called after the last byte: now what was written may take its place. A destination that is dropped
    /// before it left nothing.
    fn finish(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// Bytes in memory that are read when all is written. Clones share them.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    /// Takes what was written.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Destination for Memory {}
