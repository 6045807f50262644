//! Mends files where they lie, or says what would change: reads, has `fix` look, and replaces a file whole or
//! not at all.

use std::collections::HashSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::NamedTempFile;

use crate::input::RawInput;
use crate::input::cause;
use crate::input::files::Files;
use crate::input::files::FoundFile;
use crate::pipeline::check::Taken;
use crate::pipeline::fix::rewritten::Rewritten;
use crate::pipeline::fix::{Choice, fix};
use crate::pipeline::job::Job;
use crate::pipeline::open::{Opened, Whole, open, source_of};
use crate::pipeline::ordered::{Threads, Turn, ordered};
use crate::render::patch;

/// What is done with mended texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They take their files' place.
    Write,
    /// They are compared with their files.
    Compare,
}

/// Mends files on the job's threads; gives those of which there is something to say, in the order of their
/// paths. Containers and fetched pages are passed over. Ends early after an interrupt: what was begun is
/// ended.
pub fn rewrite(files: &Files, job: &Job, choice: Choice, mode: Mode) -> io::Result<Vec<Rewritten>> {
    static NEVER: AtomicBool = AtomicBool::new(false);
    let files = distinct(files);
    // An interrupt ends the feed, not the threads: a file that is being mended is mended.
    let threads = Threads { interrupted: &NEVER, ..job.threads(files.len()) };
    let interrupted = job.interrupted;
    let feed = files.into_iter().take_while(|_| !interrupted.load(Ordering::Relaxed));
    let job = job.clone();
    let mut done = Vec::new();
    ordered(
        feed,
        threads,
        move |file, _| one(&file, &job, choice, mode),
        |turn| {
            done.extend(if let Turn::Next(rewritten) = turn { rewritten } else { None });
            Ok(())
        },
    )?;
    Ok(done)
}

/// The files that can be mended, each once, by whatever links it was found, sorted by path.
fn distinct(files: &Files) -> Vec<FoundFile> {
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let readable =
        files.iter().filter(|file| file.fault.is_none() && file.page.is_none() && !file.is_stdin());
    let mut distinct: Vec<FoundFile> = readable
        // Two links to one file would be mended one over the other.
        .filter(|file| fs::canonicalize(&file.path).is_ok_and(|path| seen.insert(path)))
        .collect();
    distinct.sort_by(|one, other| {
        one.path.as_os_str().as_encoded_bytes().cmp(other.path.as_os_str().as_encoded_bytes())
    });
    distinct
}

fn one(file: &FoundFile, job: &Job, choice: Choice, mode: Mode) -> Option<Rewritten> {
    let plan = job.plan_of(file.rule_set);
    let Whole { source, bytes, .. } = match open(file, job) {
        Ok(Opened::Whole(whole)) => whole,
        Ok(Opened::Page(..) | Opened::Container(_)) => return None,
        // The report tells of it where there is one.
        Err(fault) => {
            let name = source_of(file, job).display_name();
            let told = Rewritten { name, fault: Some(fault), ..Rewritten::default() };
            return (mode == Mode::Compare).then_some(told);
        }
    };
    let name = source.display_name();
    let taken = if file.named { Taken::Named } else { Taken::Found };
    let fixed = fix(&RawInput { source, bytes: &bytes, first_index: 0 }, &plan, taken, choice);
    if fixed.bytes == bytes && fixed.refused.is_empty() && !fixed.unfinished {
        return None;
    }
    let mut rewritten = Rewritten {
        name,
        applied: fixed.applied,
        refused: fixed.refused,
        unfinished: fixed.unfinished,
        ..Rewritten::default()
    };
    match mode {
        Mode::Compare => rewritten.patch = patch::unified(&rewritten.name, &bytes, &fixed.bytes),
        Mode::Write if fixed.bytes != bytes => {
            if let Err(error) = replace(&file.path, &bytes, &fixed.bytes, &mut || {}) {
                rewritten =
                    Rewritten { name: rewritten.name, fault: Some(cause(&error)), ..Rewritten::default() };
            }
        }
        Mode::Write => {}
    }
    Some(rewritten)
}

/// Puts new bytes in a file's place if it still holds the old ones: whole or not at all, also when the power
/// fails. A symbolic link stays, and what it leads to is replaced. Mode and owner are kept. `before_check`
/// runs when the new file is ready.
pub fn replace(path: &Path, old: &[u8], new: &[u8], before_check: &mut dyn FnMut()) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let data = fs::metadata(&target)?;
    refuse(&target, &data)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut ready = tempfile::Builder::new()
        .prefix(".newscheck-")
        .tempfile_in(folder)
        .map_err(|error| in_folder(&error))?;
    ready.write_all(new)?;
    keep_owner(&ready, &data)?;
    ready.as_file().set_permissions(data.permissions())?;
    // Before the rename: else a power cut may leave the new name with nothing behind it.
    ready.as_file().sync_all()?;
    before_check();
    // An editor may have saved meanwhile. What is left between this look and the rename no system closes.
    if fs::read(&target)? != old {
        return Err(io::Error::other("it changed while it was being fixed"));
    }
    ready.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Refuses files that must not, or cannot, be replaced by another of the same name.
fn refuse(target: &Path, data: &Metadata) -> io::Result<()> {
    if data.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if links(data) > 1 {
        return Err(io::Error::other(format!(
            "it has {} hard links, which replacing it would part",
            links(data)
        )));
    }
    // Says whether we may write to it; it is not changed.
    OpenOptions::new().append(true).open(target).map(drop)
}

fn in_folder(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("no file can be made in its folder: {}", cause(error)))
}

#[cfg(unix)]
fn links(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(data)
}

#[cfg(not(unix))]
fn links(_data: &Metadata) -> u64 {
    1
}

#[cfg(unix)]
fn keep_owner(ready: &NamedTempFile, data: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let own = ready.as_file().metadata()?;
    if (own.uid(), own.gid()) == (data.uid(), data.gid()) {
        return Ok(());
    }
    std::os::unix::fs::fchown(ready.as_file(), Some(data.uid()), Some(data.gid()))
        .map_err(|error| io::Error::new(error.kind(), "it belongs to another user or group"))
}

#[cfg(not(unix))]
fn keep_owner(_ready: &NamedTempFile, _data: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes the new name last. Not every system can do this, and the file is whole either way.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(words: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, words).unwrap();
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let (folder, path) = file("old");
        let error = replace(&path, b"old", b"new", &mut || fs::write(&path, "other").unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "it changed while it was being fixed");
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("other", 1));
    }

    #[test]
    fn a_file_that_vanished_meanwhile_is_not_made_again() {
        let (folder, path) = file("old");
        assert!(replace(&path, b"old", b"new", &mut || fs::remove_file(&path).unwrap()).is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_folder_that_vanished_meanwhile_is_an_error() {
        let (folder, path) = file("old");
        assert!(replace(&path, b"old", b"new", &mut || fs::remove_dir_all(folder.path()).unwrap()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_is_kept_and_a_read_only_file_refused() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = file("old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"old", b"new", &mut || {}).unwrap();
        assert_eq!(
            (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().permissions().mode() & 0o7777),
            (b"new".to_vec(), 0o640)
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert_eq!(replace(&path, b"new", b"newer", &mut || {}).unwrap_err().to_string(), "it is read-only");
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
