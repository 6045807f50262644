//! Files whose reports are kept: after a change those that are other than before are checked again, and no
//! others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::input::discover::absolute;
use crate::input::files::Files;
use crate::model::FileReport;
use crate::pipeline::batch::{Ended, render, reports_of};
use crate::pipeline::feed::FEW;
use crate::pipeline::job::Job;
use crate::pipeline::output::Output;

/// Files and their reports, in the order of their paths.
#[derive(Default)]
pub struct Watched {
    files: BTreeMap<PathBuf, Kept>,
}

struct Kept {
    stamp: Option<Stamp>,
    reports: Vec<FileReport>,
}

/// What is other where a file is: its time, its length, and whether it is another file of the same name.
type Stamp = (Option<SystemTime>, u64, u64);

/// What a look at the files found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// The files that were checked.
    pub checked: BTreeSet<PathBuf>,
    /// The files that are there no more.
    pub gone: BTreeSet<PathBuf>,
}

impl Looked {
    /// Whether it found nothing new.
    pub fn is_empty(&self) -> bool {
        self.checked.is_empty() && self.gone.is_empty()
    }
}

impl Watched {
    /// Looks at the files that there are now: checks those that are new or other, and those that `changed`
    /// names, and forgets those that are gone.
    pub fn look(&mut self, found: Files, changed: &BTreeSet<PathBuf>, job: &Job) -> io::Result<Looked> {
        let mut looked = Looked::default();
        let mut left: BTreeSet<PathBuf> = self.files.keys().cloned().collect();
        for file in found.iter() {
            let path = file.path.to_path_buf();
            left.remove(&path);
            let stamp = stamp(&path);
            let is_known = self.files.get(&path).is_some_and(|kept| kept.stamp == stamp);
            if is_known && !changed.contains(&path) && !changed.contains(&absolute(&path)) {
                continue;
            }
            // A file that was named and is not there is told by a report of its own, once.
            let reports = reports_of([file].into_iter().collect(), job)?;
            looked.checked.insert(path.clone());
            self.files.insert(path, Kept { stamp, reports });
        }
        for path in left {
            self.files.remove(&path);
            looked.gone.insert(path);
        }
        Ok(looked)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The reports on a file.
    pub fn of(&self, path: &Path) -> &[FileReport] {
        self.files.get(path).map_or(&[], |kept| &kept.reports)
    }

    /// Every file with its reports.
    pub fn all(&self) -> impl Iterator<Item = (&Path, &[FileReport])> {
        self.files.iter().map(|(path, kept)| (&**path, &*kept.reports))
    }

    /// Writes the reports on all files.
    pub fn write(&self, job: &Job, outputs: &mut [Output]) -> io::Result<Ended> {
        let articles: usize = self.files.values().map(|kept| kept.reports.len()).sum();
        outputs.iter_mut().for_each(|output| output.run.many = articles > FEW);
        render(self.files.values().flat_map(|kept| &kept.reports), job, outputs)
    }

    /// Writes the reports on some files.
    pub fn write_some(
        &self,
        some: &BTreeSet<PathBuf>,
        job: &Job,
        outputs: &mut [Output],
    ) -> io::Result<Ended> {
        render(some.iter().flat_map(|path| self.of(path)), job, outputs)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::metadata(path).ok()?;
    Some((data.modified().ok(), data.len(), number(&data)))
}

#[cfg(unix)]
fn number(data: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_data: &fs::Metadata) -> u64 {
    0
}
