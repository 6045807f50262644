//! What a long run has finished, kept in a file beside its output, so that a run that was interrupted goes on
//! where it stopped. Each row says up to which byte of the output which files are whole, and the sums so far.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::input::files::Files;
use crate::model::{Counts, NotCheckedSum, Severity};

/// Between two rows of a journal.
const BETWEEN: Duration = Duration::from_secs(1);

/// Why a journal cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It cannot be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, #[source] io::Error),
    /// It is none, or one of a run with other rules, formats or limits.
    #[error(
        "{0} is of a run with other settings: repeat that run's, or remove the file and its output to begin anew"
    )]
    OtherSettings(PathBuf),
    /// The output is not what the journal says of it.
    #[error("{0} is shorter than its journal says: remove both to begin anew")]
    ShortOutput(PathBuf),
    /// An input is not what it was.
    #[error("{0} has changed since it was finished: remove the journal and its output to begin anew")]
    Changed(PathBuf),
    /// An input that cannot be gone back to.
    #[error("{0} is no file: a run can be resumed on files and folders only")]
    NoFile(PathBuf),
}

/// The sums of a run so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sums {
    pub(crate) counts: Counts,
    pub(crate) not_checked: Vec<NotCheckedSum>,
    pub(crate) worst: Option<Severity>,
    pub(crate) untold: Vec<String>,
}

/// What is to be the same of a file that was finished: its size in bytes and the time of its last change in
/// nanoseconds since 1970; nothing of one that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Stamp {
    size: u64,
    modified: u64,
}

/// A file as it was when it was found.
#[derive(Serialize, Deserialize)]
struct Finished {
    path: PathBuf,
    #[serde(flatten)]
    stamp: Stamp,
}

/// The first row: what the run is.
#[derive(Serialize, Deserialize)]
struct Head {
    journal: String,
    settings: String,
}

/// A further row: files that were finished since the last one, the bytes of the output up to their end, and
/// the sums of all so far.
#[derive(Serialize, Deserialize)]
struct Row {
    files: Vec<Finished>,
    end: u64,
    sums: Sums,
}

/// The form of the rows.
const FORM: &str = "newscheck/journal/1";

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Of each file that was finished before, the hashes of its path and its stamp, sorted: there may be
    /// millions, which are let go when the files of this run are known.
    finished: Vec<(u64, u64)>,
    /// How many were finished before.
    before: usize,
    /// The files of this run with their stamps, in order, and how many of them rows tell of.
    files: Files,
    stamps: Vec<Stamp>,
    told: usize,
    /// Up to which of them and to which byte the output is whole, with the sums.
    whole: (usize, u64, Sums),
    last: Instant,
}

impl Journal {
    /// Opens a journal, or begins one, and its output, cut where the journal says that it is whole.
    /// `settings` is what must be the same for rows to fit together.
    pub fn open(path: &Path, output: &Path, settings: &str) -> Result<(Self, File), JournalError> {
        let fault = |path: &Path| {
            let path = path.to_owned();
            move |error| JournalError::Io(path, error)
        };
        let known = match File::open(path) {
            Ok(file) => Some(Told::read(BufReader::new(file), path, settings)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(JournalError::Io(path.to_owned(), error)),
        };
        let is_new = known.is_none();
        let Told { finished, end, sums, is_torn } = known.unwrap_or_default();
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(is_new);
        let written = options.open(output).map_err(fault(output))?;
        if written.metadata().map_err(fault(output))?.len() < end {
            return Err(JournalError::ShortOutput(output.to_owned()));
        }
        written.set_len(end).map_err(fault(output))?;
        let mut at_end = &written;
        io::Seek::seek(&mut at_end, io::SeekFrom::End(0)).map_err(fault(output))?;
        let file = File::options().create(true).append(true).open(path).map_err(fault(path))?;
        let (files, stamps, told, whole) = (Files::default(), Vec::new(), 0, (0, end, sums));
        let path_of_it = path.to_owned();
        let last = Instant::now();
        let before = finished.len();
        let mut journal = Self { path: path_of_it, file, finished, before, files, stamps, told, whole, last };
        if is_new {
            let head = Head { journal: FORM.to_owned(), settings: settings.to_owned() };
            journal.write(&head).map_err(fault(path))?;
        } else if is_torn {
            journal.file.write_all(b"\n").map_err(fault(path))?;
        }
        Ok((journal, written))
    }

    /// Takes the files of a run; gives those that are not finished.
    pub fn remaining(&mut self, mut files: Files) -> Result<Files, JournalError> {
        let mut left = vec![false; files.len()];
        self.stamps.reserve_exact(files.len().saturating_sub(self.before));
        for (file, is_left) in files.iter().zip(&mut left) {
            if file.is_stdin() || file.page.is_some() {
                return Err(JournalError::NoFile(file.path.into()));
            }
            let stamp = stamp(&file.path);
            match self.before_of(&file.path) {
                Some(before) if before == hash(&stamp) => continue,
                Some(_) => return Err(JournalError::Changed(file.path.into())),
                None => {}
            }
            self.stamps.push(stamp);
            *is_left = true;
        }
        self.finished = Vec::new();
        files.retain(|place| left[place]);
        self.files = files.clone();
        Ok(files)
    }

    /// The hash of the stamp of a file that was finished before.
    fn before_of(&self, path: &Path) -> Option<u64> {
        let key = hash(&path);
        let place = self.finished.binary_search_by_key(&key, |(path, _)| *path).ok()?;
        Some(self.finished[place].1)
    }

    /// How many files were finished before.
    pub fn finished(&self) -> usize {
        self.before
    }

    /// The bytes of the output, and the sums, of what was finished before.
    pub(crate) fn before(&self) -> (u64, &Sums) {
        (self.whole.1, &self.whole.2)
    }

    /// Notes that the output has the files of this run before the one at `next`, and nothing of it, when it
    /// has `end` bytes.
    pub(crate) fn reach(&mut self, next: usize, end: u64, sums: impl FnOnce() -> Sums) {
        if next > self.whole.0 {
            self.whole = (next, end, sums());
        }
    }

    /// Whether it is time for a row.
    pub(crate) fn is_due(&self) -> bool {
        self.whole.0 > self.told && self.last.elapsed() >= BETWEEN
    }

    /// Writes a row on what was reached. All of it must have gone into the output's file.
    pub(crate) fn tell(&mut self) -> io::Result<()> {
        let (next, end, sums) = &self.whole;
        if *next > self.told {
            let finished = |at| Finished { path: self.files.at(at).path.into(), stamp: self.stamps[at] };
            let files = (self.told..*next).map(finished).collect();
            let row = Row { files, end: *end, sums: sums.clone() };
            self.told = *next;
            self.write(&row)?;
        }
        self.last = Instant::now();
        Ok(())
    }

    /// Removes the journal: the output is whole.
    pub(crate) fn close(&self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }

    fn write(&mut self, row: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(row)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)
    }
}

/// What a journal says of earlier runs.
#[derive(Default)]
struct Told {
    finished: Vec<(u64, u64)>,
    end: u64,
    sums: Sums,
    /// Whether its last row has no end.
    is_torn: bool,
}

impl Told {
    /// Reads a journal row by row: it may be of millions of files.
    fn read(mut rows: impl BufRead, path: &Path, settings: &str) -> Result<Self, JournalError> {
        let mut told = Self::default();
        let mut row = Vec::new();
        let mut next = |row: &mut Vec<u8>| -> Result<bool, JournalError> {
            row.clear();
            let read = rows.read_until(b'\n', row);
            Ok(read.map_err(|error| JournalError::Io(path.to_owned(), error))? > 0)
        };
        next(&mut row)?;
        let head = row.ends_with(b"\n").then(|| serde_json::from_slice::<Head>(&row).ok()).flatten();
        if !head.is_some_and(|head| head.journal == FORM && head.settings == settings) {
            return Err(JournalError::OtherSettings(path.to_owned()));
        }
        while next(&mut row)? {
            told.is_torn = !row.ends_with(b"\n");
            // A row may be torn where the machine stopped: it is as if it were not there.
            let Some(row) = serde_json::from_slice::<Row>(&row).ok().filter(|_| !told.is_torn) else {
                continue;
            };
            told.finished.extend(row.files.iter().map(|file| (hash(&file.path), hash(&file.stamp))));
            (told.end, told.sums) = (row.end, row.sums);
        }
        told.finished.sort_unstable();
        told.finished.shrink_to_fit();
        Ok(told)
    }
}

/// Sixty-four bits for what is long. Two of ten million paths have the same once in a million runs.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok();
    let modified = about.as_ref().and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    Stamp {
        size: about.map_or(0, |about| about.len()),
        modified: modified.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)),
    }
}
