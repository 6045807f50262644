//! The data files of an archive: appending to them, making sure that what is appended is on the disk, and the
//! lock that keeps a second process out. It does not know what records say.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::archive::{ArchiveError, RunNote};

/// Bytes beyond which a data file is not continued.
pub(super) const FILE_LIMIT: u64 = 1 << 30;

/// How often, and after what pause, a lock that is taken is tried again: a quarter of a second in all.
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(25);

const PREFIX: &str = "newscheck-";
const SUFFIX: &str = ".warc.gz";

/// Where the parts of an archive are.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub root: PathBuf,
}

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.root.join("archive").join("data")
    }

    pub(super) fn damaged(&self) -> PathBuf {
        self.root.join("archive").join("damaged")
    }

    pub(super) fn catalogue(&self) -> PathBuf {
        self.root.join("catalogue.sqlite")
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.data().join(name)
    }

    /// The data files with their lengths, in the order in which they were begun.
    pub(super) fn lengths(&self) -> Result<Vec<(String, u64)>, ArchiveError> {
        let length = |name: String| {
            let path = self.file(&name);
            let length = fs::metadata(&path).map_err(ArchiveError::reading(&path))?.len();
            Ok((name, length))
        };
        self.files()?.into_iter().map(length).collect()
    }

    /// The data files in the order in which they were begun.
    pub(super) fn files(&self) -> Result<Vec<String>, ArchiveError> {
        let data = self.data();
        let entries = match fs::read_dir(&data) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(ArchiveError::reading(&data))?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let name = entry.map_err(ArchiveError::reading(&data))?.file_name();
            files.extend(name.to_str().and_then(|name| Some((serial(name)?, name.to_owned()))));
        }
        files.sort();
        Ok(files.into_iter().map(|(_, name)| name).collect())
    }
}

/// Whether a data file may have this name.
pub(super) fn is_data_file(name: &str) -> bool {
    serial(name).is_some() && !name.contains(['/', '\\'])
}

/// The number in the name of a data file: `newscheck-00012-20261124160000.warc.gz` has 12.
fn serial(name: &str) -> Option<u64> {
    let rest = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    rest.split('-').next()?.parse().ok()
}

/// The data file that is being written.
#[derive(Debug)]
pub(super) struct DataFile {
    pub name: String,
    path: PathBuf,
    file: File,
    /// The bytes of whole groups in it.
    pub length: u64,
    /// The id of its warcinfo record, to which the others refer.
    pub warcinfo: Option<String>,
}

impl DataFile {
    /// Begins a file behind all others.
    pub(super) fn create(layout: &Layout, at: DateTime<Utc>) -> Result<Self, ArchiveError> {
        let data = layout.data();
        fs::create_dir_all(&data).map_err(ArchiveError::writing(&data))?;
        // The highest number counts, not how many there are: a file may have been taken away.
        let last = layout.files()?.last().and_then(|name| serial(name)).unwrap_or(0);
        let name = format!("{PREFIX}{:05}-{}{SUFFIX}", last + 1, at.format("%Y%m%d%H%M%S"));
        let path = data.join(&name);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            // Never over a file that is there, whatever the lock says.
            .create_new(true)
            .open(&path)
            .map_err(ArchiveError::writing(&path))?;
        sync_folder(&data).map_err(ArchiveError::writing(&data))?;
        Ok(Self { name, path, file, length: 0, warcinfo: None })
    }

    /// Appends a group of records; gives where it begins. If that fails, the file is as it was.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<u64, ArchiveError> {
        let offset = self.length;
        let written = self.file.seek(SeekFrom::Start(offset)).and_then(|_| self.file.write_all(bytes));
        if let Err(error) = written {
            return Err(self.undo(error));
        }
        self.length += bytes.len() as u64;
        Ok(offset)
    }

    /// A writer at the end of the file; [`Self::keep`] or [`Self::undo`] must follow.
    pub(super) fn writer(&mut self) -> Result<&mut File, ArchiveError> {
        self.file.seek(SeekFrom::Start(self.length)).map_err(ArchiveError::writing(&self.path))?;
        Ok(&mut self.file)
    }

    /// Takes what was written as a group; gives where it begins and its length.
    pub(super) fn keep(&mut self) -> Result<(u64, u64), ArchiveError> {
        let end = self.file.stream_position().map_err(ArchiveError::writing(&self.path))?;
        let place = (self.length, end - self.length);
        self.length = end;
        Ok(place)
    }

    /// Drops what was written behind the last whole group.
    pub(super) fn drop_tail(&mut self) -> Result<(), ArchiveError> {
        self.file.set_len(self.length).map_err(ArchiveError::writing(&self.path))
    }

    /// Drops what was written behind the last whole group because of an error, and gives that.
    pub(super) fn undo(&mut self, error: io::Error) -> ArchiveError {
        // The first error is the one to tell; a tail that stays is repaired when the archive is opened next.
        let _ = self.file.set_len(self.length);
        ArchiveError::Write { path: self.path.clone(), source: error }
    }

    /// Waits until everything that was appended is on the disk.
    pub(super) fn sync(&self) -> Result<(), ArchiveError> {
        self.file.sync_data().map_err(ArchiveError::writing(&self.path))
    }
}

/// Cuts a data file behind its last whole record. A file without one is removed.
pub(super) fn cut(path: &Path, length: u64) -> Result<(), ArchiveError> {
    if length == 0 {
        return fs::remove_file(path).map_err(ArchiveError::writing(path));
    }
    let file = OpenOptions::new().write(true).open(path).map_err(ArchiveError::writing(path))?;
    file.set_len(length).and_then(|()| file.sync_all()).map_err(ArchiveError::writing(path))
}

/// Waits until the names in a folder are on the disk, where the system can say so.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The right to write to an archive; no other process has it at the same time.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who has it. It is gone when its process ends, however it ends.
    pub(super) fn take(layout: &Layout, run: &RunNote) -> Result<Self, ArchiveError> {
        fs::create_dir_all(&layout.root).map_err(ArchiveError::writing(&layout.root))?;
        let path = layout.root.join("lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            // The note of who has the lock is read from it.
            .truncate(false)
            .open(&path)
            .map_err(ArchiveError::writing(&path))?;
        match lock_soon(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(ArchiveError::InUse { folder: layout.root.clone(), by: holder(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(ArchiveError::Write { path, source: error }),
        }
        let note = format!("process {}: {}\n", std::process::id(), run.command_line);
        // The note only helps the message for another process.
        let _ = file.set_len(0).and_then(|()| file.write_all(note.as_bytes()));
        Ok(Self { _file: file })
    }
}

/// Takes the lock of a file, after a short wait where it is about to be given up: by a process that ends, or
/// by a child that has inherited the open file and not yet begun its own program.
fn lock_soon(file: &File) -> Result<(), TryLockError> {
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            settled => return settled,
        }
    }
    file.try_lock()
}

/// What the process that has the lock wrote of itself.
fn holder(file: &mut File) -> String {
    let mut note = String::new();
    // Somebody else's file may be of any size.
    let read = file.take(1000).read_to_string(&mut note);
    let line = note.lines().next().unwrap_or("").trim();
    if read.is_err() || line.is_empty() { "another process".to_owned() } else { line.to_owned() }
}
