//! Which files a client may have read: those under its roots, or under the folders that the server was
//! started with, and nothing that only seems to lie there.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use url::Url;

use crate::input::cause;

/// Bytes of the largest file that is read.
const LARGEST: u64 = 64 << 20;

/// The folders under which files may be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// Each as it was named and as it is without links, both absolute.
    roots: Vec<(PathBuf, PathBuf)>,
}

/// A file that may be read.
#[derive(Debug)]
pub struct Allowed {
    /// Its path, as messages show it.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Fence {
    /// Around folders. One that is not there, or no folder, is an error.
    pub fn around(folders: &[PathBuf]) -> Result<Self, String> {
        let root = |folder: &PathBuf| {
            let told = |error| format!("{}: {}", folder.display(), cause(&error));
            let real = fs::canonicalize(folder).map_err(told)?;
            if !real.is_dir() {
                return Err(format!("{}: not a folder", folder.display()));
            }
            Ok((std::path::absolute(folder).map_err(told)?, real))
        };
        Ok(Self { roots: folders.iter().map(root).collect::<Result<_, _>>()? })
    }

    /// Around what a client calls its roots: addresses of folders. Others count for nothing.
    pub fn of_addresses<'u>(addresses: impl IntoIterator<Item = &'u str>) -> Self {
        let folders = addresses.into_iter().filter_map(|address| path_of(address).ok());
        let roots = folders.filter_map(|folder| Self::around(&[folder]).ok()).flat_map(|fence| fence.roots);
        Self { roots: roots.collect() }
    }

    /// Reads a file by its path or `file:` address. A path that is not absolute counts from the first folder
    /// that has it.
    pub fn read(&self, words: &str) -> Result<Allowed, String> {
        if self.roots.is_empty() {
            return Err("no files may be read: the client names no roots, and newscheck mcp was started without --root; \
                give the text itself".to_owned());
        }
        let path = match words.starts_with("file:") {
            true => path_of(words)?,
            false => PathBuf::from(words),
        };
        if words.contains('\0') || path.components().any(|part| part == Component::ParentDir) {
            return Err(format!("{words}: a path with .. or NUL is not read"));
        }
        let candidates: Vec<PathBuf> = match path.is_absolute() {
            true => vec![path],
            false => self.roots.iter().map(|(_, real)| real.join(&path)).collect(),
        };
        let inside = |path: &PathBuf| {
            self.roots.iter().any(|(named, real)| path.starts_with(named) || path.starts_with(real))
        };
        // What lies outside is not even looked for: whether it is there is nobody's to know.
        let Some(found) = candidates.iter().find(|path| inside(path) && path.exists()) else {
            return Err(match candidates.iter().any(inside) {
                true => format!("{words}: there is no such file"),
                false => format!("{words}: outside of the folders that may be read"),
            });
        };
        self.open(words, found)
    }

    fn open(&self, words: &str, path: &Path) -> Result<Allowed, String> {
        let told = |error| format!("{words}: {}", cause(&error));
        let real = fs::canonicalize(path).map_err(told)?;
        if !self.roots.iter().any(|(_, root)| real.starts_with(root)) {
            return Err(format!("{words}: it leads out of the folders that may be read"));
        }
        // Before it is opened: opening a pipe waits for its writer.
        if !fs::metadata(&real).map_err(told)?.is_file() {
            return Err(format!("{words}: not a file"));
        }
        let mut file = File::open(&real).map_err(told)?;
        let data = file.metadata().map_err(told)?;
        if !data.is_file() || !is_same(&data, &real) {
            return Err(format!("{words}: it changed while it was being opened"));
        }
        if data.len() > LARGEST {
            return Err(format!("{words}: larger than {} MiB", LARGEST >> 20));
        }
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(LARGEST + 1).read_to_end(&mut bytes).map_err(told)?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("{words}: larger than {} MiB", LARGEST >> 20));
        }
        Ok(Allowed { path: real, bytes })
    }
}

/// Whether an open file is the one that the path without links still names: none of its folders has become a
/// link meanwhile.
fn is_same(data: &fs::Metadata, real: &Path) -> bool {
    let now = fs::symlink_metadata(real).ok().filter(|_| fs::canonicalize(real).is_ok_and(|now| now == real));
    now.is_some_and(|now| is_one(data, &now))
}

#[cfg(unix)]
fn is_one(data: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (data.dev(), data.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_one(data: &fs::Metadata, other: &fs::Metadata) -> bool {
    other.is_file() && data.len() == other.len()
}

/// The path of a `file:` address. One that is no UTF-8 is not read.
fn path_of(address: &str) -> Result<PathBuf, String> {
    let url = Url::parse(address).map_err(|error| format!("{address}: {error}"))?;
    let path = url.to_file_path().map_err(|()| format!("{address}: not the address of a file"))?;
    match path.to_str() {
        Some(_) => Ok(path),
        None => Err(format!("{address}: the path is not UTF-8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn nothing_outside_is_read_whatever_it_is_called() {
        use std::os::unix::fs::symlink;
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("root");
        fs::create_dir_all(root.join("inner")).unwrap();
        fs::write(outer.path().join("secret.txt"), "s").unwrap();
        fs::write(root.join("a b.txt"), "a").unwrap();
        symlink("../secret.txt", root.join("out.txt")).unwrap();
        symlink("a b.txt", root.join("in.txt")).unwrap();
        symlink("..", root.join("up")).unwrap();
        let fence = Fence::around(std::slice::from_ref(&root)).unwrap();
        let at = |name: &str| root.join(name).to_string_lossy().into_owned();
        let table = [
            ("a b.txt".to_owned(), "a"),
            (at("a b.txt"), "a"),
            (format!("file://{}", at("a%20b.txt")), "a"),
            ("in.txt".to_owned(), "a"),
            ("out.txt".to_owned(), "it leads out of the folders that may be read"),
            ("up/secret.txt".to_owned(), "it leads out of the folders that may be read"),
            (at("../secret.txt"), "a path with .. or NUL is not read"),
            ("a\0b".to_owned(), "a path with .. or NUL is not read"),
            (at("../root/a b.txt"), "a path with .. or NUL is not read"),
            ("none.txt".to_owned(), "there is no such file"),
            ("inner".to_owned(), "not a file"),
            (
                outer.path().join("secret.txt").to_string_lossy().into_owned(),
                "outside of the folders that may be read",
            ),
            (
                outer.path().join("none.txt").to_string_lossy().into_owned(),
                "outside of the folders that may be read",
            ),
            ("file://host/a".to_owned(), "not the address of a file"),
            ("file:///a%ff".to_owned(), "the path is not UTF-8"),
        ];
        for (path, expected) in table {
            match fence.read(&path) {
                Ok(allowed) => assert_eq!(String::from_utf8(allowed.bytes).unwrap(), expected, "{path}"),
                Err(told) => assert!(told.ends_with(expected), "{path}: {told}"),
            }
        }
        assert!(Fence::default().read("a b.txt").unwrap_err().contains("--root"));
        let roots = ["file:///none", "https://example.org/", "", &format!("file://{}", root.display())];
        assert_eq!(Fence::of_addresses(roots), fence);
    }
}
