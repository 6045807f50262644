//! Finds the files to check: named ones, and those in folders by their ignore files. It does not read them.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, WalkBuilder};

pub use crate::input::cause;

use crate::input::files::{Files, FoundFile, STDIN};
use crate::input::sniff;

/// How to walk folders.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Only files that match one of these; by default, files with a known ending.
    pub include: Option<GlobSet>,
    /// No files and folders that match one of these.
    pub exclude: GlobSet,
    /// What a configuration says of files, by their paths from its own folder.
    pub project: Option<Project>,
    /// Whether hidden files and folders are walked too.
    pub hidden: bool,
    /// Whether ignore files (`.gitignore`, `.ignore`, git's own excludes) are obeyed.
    pub ignore_files: IgnoreFiles,
}

/// Globs that count from a folder of their own, whatever folder is walked.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The absolute folder.
    pub folder: PathBuf,
    /// Only files that match one of these, where it has some.
    pub include: Option<GlobSet>,
    /// No files and folders that match one of these.
    pub exclude: GlobSet,
}

/// Whether ignore files are obeyed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IgnoreFiles {
    /// They are.
    #[default]
    Obeyed,
    /// They are not read.
    Unread,
}

/// A set of globs. A glob without a slash matches a name in any folder; one with a slash matches the path
/// below the walked folder.
pub fn globs(patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let trimmed = pattern.trim_end_matches('/').trim_start_matches("./");
        let anywhere = if trimmed.contains('/') {
            trimmed.trim_start_matches('/').to_owned()
        } else {
            format!("**/{trimmed}")
        };
        set.add(GlobBuilder::new(&anywhere).literal_separator(true).build()?);
    }
    set.build()
}

/// A path from the root of the file system, by names alone: without `.` and `..`. Links are not followed.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if !whole.components().any(|part| part == Component::ParentDir) {
        return whole;
    }
    let mut plain = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

/// The files that `paths` name or hold, sorted bytewise by path, each once.
pub fn find(paths: impl IntoIterator<Item = PathBuf>, walk: &Walk) -> Files {
    let mut found = Files::default();
    for path in paths {
        if path.as_os_str() == STDIN {
            found.push(FoundFile::found(&path, true));
            continue;
        }
        match path.metadata() {
            Ok(data) if data.is_dir() => find_in_folder(&path, walk, &mut found),
            Ok(_) => found.push(FoundFile::found(&path, true)),
            Err(error) => found.push(FoundFile::faulty(&path, true, cause(&error))),
        }
    }
    // By bytes, whatever the locale: the order of reports is the same on every machine.
    found.sort();
    found
}

fn find_in_folder(folder: &Path, walk: &Walk, found: &mut Files) {
    let obeyed = walk.ignore_files == IgnoreFiles::Obeyed;
    let (root, exclude) = (folder.to_path_buf(), walk.exclude.clone());
    let project = walk.project.clone();
    let absolute = absolute(folder);
    let in_project = absolute.clone();
    let excluded = move |path: &Path| {
        let by_project = |project: &Project| {
            !project.exclude.is_empty() && project.exclude.is_match(project.path_of(path, &root, &absolute))
        };
        !exclude.is_empty() && exclude.is_match(below(path, &root))
            || project.as_ref().is_some_and(by_project)
    };
    let entries = WalkBuilder::new(folder)
        .hidden(!walk.hidden)
        .parents(obeyed)
        .ignore(obeyed)
        .git_ignore(obeyed)
        .git_global(obeyed)
        .git_exclude(obeyed)
        // A folder of articles need not be a repository to have a `.gitignore`.
        .require_git(false)
        .filter_entry(move |entry| !excluded(entry.path()))
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => found.extend(wanted(&entry, folder, &in_project, walk)),
            Err(error) => found.extend(walk_fault(&error)),
        }
    }
}

impl Project {
    /// The path of a walked entry from the project's folder; the absolute path where it does not lie in it.
    fn path_of(&self, path: &Path, root: &Path, absolute: &Path) -> PathBuf {
        let whole = absolute.join(below(path, root));
        whole.strip_prefix(&self.folder).map(Path::to_path_buf).unwrap_or(whole)
    }
}

fn below<'p>(path: &'p Path, root: &Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// The file of a walked entry, if it is one to check. A symbolic link counts as what it leads to; links to
/// folders are not followed.
fn wanted(entry: &DirEntry, root: &Path, absolute: &Path, walk: &Walk) -> Option<FoundFile> {
    let kind = entry.file_type()?;
    if kind.is_dir() || !matches(entry.path(), root, absolute, walk) {
        return None;
    }
    if kind.is_file() {
        return Some(FoundFile::found(entry.path(), false));
    }
    if !kind.is_symlink() {
        return None;
    }
    match entry.path().metadata() {
        Ok(data) => data.is_file().then(|| FoundFile::found(entry.path(), false)),
        Err(error) => {
            Some(FoundFile::faulty(entry.path(), false, format!("broken symbolic link: {}", cause(&error))))
        }
    }
}

fn matches(path: &Path, root: &Path, absolute: &Path, walk: &Walk) -> bool {
    let by_project = walk.project.as_ref().and_then(|project| Some((project, project.include.as_ref()?)));
    match (&walk.include, by_project) {
        (Some(include), _) => include.is_match(below(path, root)),
        (None, Some((project, include))) => include.is_match(project.path_of(path, root, absolute)),
        (None, None) => path.file_name().is_some_and(has_known_ending),
    }
}

fn has_known_ending(name: &OsStr) -> bool {
    sniff::by_ending(&name.to_string_lossy()).is_some()
}

/// A folder that could not be walked, as a faulty file.
fn walk_fault(error: &ignore::Error) -> Option<FoundFile> {
    let path = fault_path(error)?;
    let words = error.io_error().map_or_else(|| error.to_string(), cause);
    Some(FoundFile::faulty(path, false, words))
}

fn fault_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => fault_path(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path, walk: &Walk) -> Vec<String> {
        let found = find([folder.to_path_buf()], walk);
        found.iter().map(|file| below(&file.path, folder).to_string_lossy().replace('\\', "/")).collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("sub/drafts")).unwrap();
        for name in ["b.txt", "a.md", "c.png", "sub/x.html", "sub/drafts/y.txt", ".hidden.txt", "ignored.txt"]
        {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "ignored.txt\n").unwrap();
        folder
    }

    #[test]
    fn folders_give_known_endings_sorted_by_their_ignore_files() {
        let folder = folder();
        assert_eq!(
            names(folder.path(), &Walk::default()),
            ["a.md", "b.txt", "sub/drafts/y.txt", "sub/x.html"]
        );
    }

    #[test]
    fn hidden_and_ignored_files_are_found_when_asked_for() {
        let folder = folder();
        let all = Walk { hidden: true, ignore_files: IgnoreFiles::Unread, ..Walk::default() };
        assert_eq!(
            names(folder.path(), &all),
            [".hidden.txt", "a.md", "b.txt", "ignored.txt", "sub/drafts/y.txt", "sub/x.html"]
        );
    }

    #[test]
    fn globs_narrow_the_walk() {
        let folder = folder();
        let glob = |pattern: &str| globs(&[pattern.to_owned()]).unwrap();
        let include = |pattern| Walk { include: Some(glob(pattern)), ..Walk::default() };
        let exclude = |pattern| Walk { exclude: glob(pattern), ..Walk::default() };
        assert_eq!(names(folder.path(), &include("*.png")), ["c.png"]);
        assert_eq!(names(folder.path(), &include("sub/*.html")), ["sub/x.html"]);
        assert_eq!(names(folder.path(), &exclude("drafts/")), ["a.md", "b.txt", "sub/x.html"]);
        assert_eq!(names(folder.path(), &exclude("sub/**")), ["a.md", "b.txt"]);
    }

    #[test]
    fn a_path_given_twice_is_found_once_and_a_missing_one_is_a_fault() {
        let folder = folder();
        let (file, missing) = (folder.path().join("b.txt"), folder.path().join("none.txt"));
        let found = find(
            [file.clone(), folder.path().to_path_buf(), file.clone(), missing.clone()],
            &Walk::default(),
        );
        assert_eq!(found.iter().filter(|entry| *entry.path == *file).count(), 1);
        assert!(found.iter().any(|entry| *entry.path == *file && entry.named));
        assert_eq!(
            found.iter().find(|entry| *entry.path == *missing).unwrap().fault.as_deref(),
            Some("no such file or directory")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_a_fault_of_its_own() {
        let folder = folder();
        std::os::unix::fs::symlink("nowhere", folder.path().join("link.txt")).unwrap();
        let found = find([folder.path().to_path_buf()], &Walk::default());
        let link = found.iter().find(|entry| entry.path.ends_with("link.txt")).unwrap();
        assert!(link.fault.as_deref().is_some_and(|fault| fault.starts_with("broken symbolic link")));
    }
}
