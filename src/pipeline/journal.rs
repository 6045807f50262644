//! What a long run has finished, kept in a file beside its output, so that a run that was interrupted goes on
//! where it stopped. Each row says up to which byte of the output which files are whole, and the sums so far.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::input::discover::FoundFile;
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

/// A file as it was when it was found: its size in bytes and the time of its last change in nanoseconds since
/// 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    path: PathBuf,
    size: u64,
    modified: u128,
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
    files: Vec<Stamp>,
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
    finished: HashMap<PathBuf, Stamp>,
    /// The files of this run, in order, and how many of them rows tell of.
    files: Vec<Stamp>,
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
        let known = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(JournalError::Io(path.to_owned(), error)),
        };
        let mut finished = HashMap::new();
        let (mut end, mut sums) = (0, Sums::default());
        if let Some(text) = &known {
            let mut rows = text.split_inclusive('\n').filter(|row| row.ends_with('\n'));
            let head = rows.next().and_then(|row| serde_json::from_str::<Head>(row).ok());
            if !head.is_some_and(|head| head.journal == FORM && head.settings == settings) {
                return Err(JournalError::OtherSettings(path.to_owned()));
            }
            // A row may be torn where the machine stopped: it is as if it were not there.
            for row in rows.filter_map(|row| serde_json::from_str::<Row>(row).ok()) {
                finished.extend(row.files.into_iter().map(|stamp| (stamp.path.clone(), stamp)));
                (end, sums) = (row.end, row.sums);
            }
        }
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(known.is_none());
        let written = options.open(output).map_err(fault(output))?;
        if written.metadata().map_err(fault(output))?.len() < end {
            return Err(JournalError::ShortOutput(output.to_owned()));
        }
        written.set_len(end).map_err(fault(output))?;
        let mut at_end = &written;
        io::Seek::seek(&mut at_end, io::SeekFrom::End(0)).map_err(fault(output))?;
        let file = File::options().create(true).append(true).open(path).map_err(fault(path))?;
        let (files, told, whole) = (Vec::new(), 0, (0, end, sums));
        let mut journal =
            Self { path: path.to_owned(), file, finished, files, told, whole, last: Instant::now() };
        match known {
            None => {
                let head = Head { journal: FORM.to_owned(), settings: settings.to_owned() };
                journal.write(&head).map_err(fault(path))?;
            }
            // A torn row ends here.
            Some(text) if !text.ends_with('\n') => journal.file.write_all(b"\n").map_err(fault(path))?,
            Some(_) => {}
        }
        Ok((journal, written))
    }

    /// Takes the files of a run; gives those that are not finished.
    pub fn remaining(&mut self, files: Vec<FoundFile>) -> Result<Vec<FoundFile>, JournalError> {
        let mut remaining = Vec::new();
        for file in files {
            if file.is_stdin() || file.page.is_some() {
                return Err(JournalError::NoFile(file.path.into()));
            }
            let stamp = stamp(&file.path);
            match self.finished.get(&*file.path) {
                Some(before) if *before == stamp => continue,
                Some(_) => return Err(JournalError::Changed(file.path.into())),
                None => {}
            }
            self.files.push(stamp);
            remaining.push(file);
        }
        Ok(remaining)
    }

    /// How many files were finished before.
    pub fn finished(&self) -> usize {
        self.finished.len()
    }

    /// The bytes of the output, and the sums, of what was finished before.
    pub(crate) fn before(&self) -> (u64, &Sums) {
        (self.whole.1, &self.whole.2)
    }

    /// Notes that the output has the files of this run before the one at `next`, and nothing of it, when it
    /// has `end` bytes.
    pub(crate) fn reach(&mut self, next: usize, end: u64, sums: Sums) {
        if next > self.whole.0 {
            self.whole = (next, end, sums);
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
            let row = Row { files: self.files[self.told..*next].to_vec(), end: *end, sums: sums.clone() };
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

/// What is to be the same of a file that was finished; nothing of one that is gone.
fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok();
    let modified = about.as_ref().and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    Stamp {
        path: path.to_owned(),
        size: about.map_or(0, |about| about.len()),
        modified: modified.map_or(0, |since| since.as_nanos()),
    }
}
