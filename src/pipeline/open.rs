//! What is behind a found file: an article, a page, or a container of many, named as messages name it. It
//! decides by name and first bytes; the articles in it are read elsewhere.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use crate::input::discover;
use crate::input::files::{FoundFile, STDIN};
use crate::input::page::WebPage;
use crate::input::{Emit, LoadOptions, Loader, Piece, Pieces, RawInput, Stream, cause, loader, sniff};
use crate::model::Source;
use crate::pipeline::check::internal;
use crate::pipeline::job::Job;

/// An input of which is known whether it is a container.
pub enum Opened {
    /// All of its bytes, and whether they may hold many articles.
    Whole(Whole),
    /// A page that was fetched.
    Page(Source, Arc<WebPage>),
    /// A container, to be read in pieces.
    Container(Container),
}

/// The bytes of one input.
pub struct Whole {
    /// Where they come from.
    pub source: Source,
    /// All of them.
    pub bytes: Vec<u8>,
    /// Whether they may hold many articles.
    pub many: bool,
}

/// An input of many articles, of any size.
pub struct Container {
    /// Where it is.
    pub source: Source,
    /// What reads it.
    pub loader: &'static dyn Loader,
    pieces: Pieces<'static>,
    way: Way,
}

/// How far a container is read.
enum Way {
    /// The file, whose place whoever reads moves, and its size.
    File(File, u64),
    /// Bytes that came, of how many, where a file stands for the pipe; else of 0.
    Pipe(Arc<AtomicU64>, u64),
    /// Nobody knows.
    Unknown,
}

/// A pipe whose bytes are counted.
struct Counted<R> {
    pipe: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.pipe.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Opens an input: a container as a stream, all others to their end. An error is its fault.
pub fn open(file: &FoundFile, job: &Job) -> Result<Opened, String> {
    let source = source_of(file, job);
    if let Some(page) = &file.page {
        return Ok(Opened::Page(source, Arc::clone(page)));
    }
    if file.is_stdin() {
        return open_stdin(source, job);
    }
    if let Some(loader) = container(file, job) {
        let opened = File::open(&file.path).map_err(|error| cause(&error))?;
        return Ok(Opened::Container(Container::of_file(source, loader, opened, job)));
    }
    let mut bytes = Vec::new();
    let length = read_whole(file, job, &mut bytes)?;
    bytes.truncate(length);
    Ok(Opened::whole(source, bytes, job))
}

/// The size of the file that standard input was opened from; 0 for a pipe.
fn stdin_size() -> u64 {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let same = io::stdin().as_fd().try_clone_to_owned().map(File::from);
        let about = same.and_then(|file| file.metadata());
        about.map_or(0, |about| if about.is_file() { about.len() } else { 0 })
    }
    #[cfg(not(unix))]
    0
}

/// Tells a container on standard input by its first bytes, which is all that is held of it.
fn open_stdin(source: Source, job: &Job) -> Result<Opened, String> {
    let container =
        |source, loader, pipe| Ok(Opened::Container(Container::of_pipe(source, loader, pipe, job)));
    if let Some(loader) = job.plan.load.format.map(loader).filter(|loader| loader.is_container()) {
        return container(source, loader, Box::new(io::stdin()));
    }
    let mut head = Vec::new();
    io::stdin().take(sniff::PEEKED as u64).read_to_end(&mut head).map_err(|error| cause(&error))?;
    let found = sniff::container(&source, &head, &job.plan.load);
    let mut rest = Cursor::new(head).chain(io::stdin());
    if let Some(loader) = found {
        return container(source, loader, Box::new(rest));
    }
    let mut bytes = Vec::new();
    let length = within_limit(job, |limit| read_from(&mut rest, 0, limit, &mut bytes))?;
    bytes.truncate(length);
    Ok(Opened::whole(source, bytes, job))
}

/// The container format of a file, by its first bytes unless its name says that it is none.
pub(crate) fn container(file: &FoundFile, job: &Job) -> Option<&'static dyn Loader> {
    let options = &job.plan.load;
    if options
        .format
        .map(loader)
        .or_else(|| sniff::by_ending(&file.shown()))
        .is_some_and(|loader| !loader.is_container())
    {
        return None;
    }
    let mut head = Vec::new();
    let opened = File::open(&file.path).ok()?;
    (&opened).take(sniff::PEEKED as u64).read_to_end(&mut head).ok()?;
    // The names in a ZIP file stand at its end: the first bytes cannot tell, the open file can.
    let zipped = || head.starts_with(b"PK").then(|| sniff::zipped(opened)).flatten().map(loader);
    sniff::container(&source_of(file, job), &head, options)
        .or_else(zipped)
        .filter(|loader| loader.is_container())
}

impl Opened {
    fn whole(source: Source, bytes: Vec<u8>, job: &Job) -> Self {
        let input = RawInput { source, bytes: &bytes, first_index: 0 };
        let many = sniff::holds_many(&input, &job.plan.load);
        Self::Whole(Whole { source: input.source, bytes, many })
    }

    /// Whether it is one article.
    pub fn is_single(&self) -> bool {
        match self {
            Self::Whole(whole) => !whole.many,
            Self::Page(..) => true,
            Self::Container(_) => false,
        }
    }
}

impl Container {
    fn of_file(source: Source, loader: &'static dyn Loader, file: File, job: &Job) -> Self {
        let size = file.metadata().map(|about| about.len());
        let way = match (file.try_clone(), size) {
            (Ok(same), Ok(size)) => Way::File(same, size),
            _ => Way::Unknown,
        };
        Self { source, loader, pieces: loader.pieces(Stream::File(file), job.max_file_size), way }
    }

    fn of_pipe(source: Source, loader: &'static dyn Loader, pipe: Box<dyn Read + Send>, job: &Job) -> Self {
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = Counted { pipe, bytes: Arc::clone(&bytes) };
        let pieces = loader.pieces(Stream::Pipe(Box::new(counted)), job.max_file_size);
        Self { source, loader, pieces, way: Way::Pipe(bytes, stdin_size()) }
    }

    /// The bytes that were read of it, and all, 0 where that is not known.
    pub(crate) fn reached(&self) -> (u64, u64) {
        match &self.way {
            Way::File(file, size) => {
                let mut file = file;
                (io::Seek::stream_position(&mut file).unwrap_or(0).min(*size), *size)
            }
            Way::Pipe(bytes, of) => (bytes.load(Ordering::Relaxed), *of),
            Way::Unknown => (0, 0),
        }
    }
}

impl Iterator for Container {
    type Item = Box<dyn Piece>;

    fn next(&mut self) -> Option<Box<dyn Piece>> {
        catch_unwind(AssertUnwindSafe(|| self.pieces.next())).unwrap_or_else(|_| {
            // Its state after a panic is nobody's: the rest is given up, and said to be.
            self.pieces = Box::new(std::iter::empty());
            Some(Box::new(Failed))
        })
    }
}

/// Stands for the rest of a container on which newscheck itself failed.
struct Failed;

impl Piece for Failed {
    fn load(&self, source: &Source, _options: &LoadOptions, emit: &mut Emit<'_>) {
        emit(Err((source.clone(), internal("reading"))));
    }
}

/// Where a file comes from, as messages name it.
pub(crate) fn source_of(file: &FoundFile, job: &Job) -> Source {
    let source = named_source(file, job);
    let root = job.rule_sets.get(file.rule_set as usize).and_then(|set| set.root.as_deref());
    let project_path = root.filter(|_| file.page.is_none()).map(|root| path_from(root, &source.path));
    Source { project_path, ..source }
}

fn named_source(file: &FoundFile, job: &Job) -> Source {
    if file.is_stdin() {
        let path = job.stdin_name.clone().unwrap_or_else(|| STDIN.to_owned());
        return Source { path, ..Source::default() };
    }
    if let Some(name) = &file.name {
        return Source { path: name.to_string(), ..Source::default() };
    }
    match file.path.to_str() {
        Some(path) => Source { path: with_slashes(path), ..Source::default() },
        None => {
            let path_bytes = Some(file.path.as_os_str().as_encoded_bytes().to_vec());
            Source { path: with_slashes(&file.path.to_string_lossy()), path_bytes, ..Source::default() }
        }
    }
}

/// A path from a folder, both by their names alone; the absolute path where it does not lie in it.
fn path_from(root: &str, path: &str) -> String {
    if let Some(inside) = plain_path_from(root, path) {
        return inside.to_owned();
    }
    let whole = discover::absolute(Path::new(path));
    let inside = whole.strip_prefix(root).unwrap_or(&whole);
    with_slashes(&inside.to_string_lossy())
}

/// The working folder, which newscheck never changes.
static HERE: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::current_dir().ok());

/// The same where the letters of both tell it, as they nearly always do: asking the system for the working
/// folder takes longer than reading a file.
fn plain_path_from<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    let root = root.strip_suffix('/').filter(|folder| !folder.is_empty()).unwrap_or(root);
    if cfg!(windows) || !root.starts_with('/') || !is_plain(root) || !is_plain(path) {
        return None;
    }
    if !path.starts_with('/') {
        let is_here = HERE.as_ref().is_some_and(|here| here.as_os_str() == root);
        return is_here.then_some(path);
    }
    let Some(behind) = path.strip_prefix(root) else { return Some(path) };
    if root == "/" { Some(behind) } else { behind.strip_prefix('/') }
}

/// Whether no part of a path is empty or begins with a dot.
fn is_plain(path: &str) -> bool {
    let path = path.as_bytes();
    let pairs = path.iter().zip(path.get(1..).unwrap_or_default());
    let is_odd = |(&one, &next): (&u8, &u8)| u8::from(one == b'/') & u8::from(next == b'/' || next == b'.');
    let ends = !matches!(path, [] | [b'.', ..]) && (path == b"/" || !path.ends_with(b"/"));
    ends && pairs.map(is_odd).fold(0, |odd, pair| odd | pair) == 0
}

fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// Reads a file into a buffer that only grows; gives the number of bytes.
pub(crate) fn read_whole(file: &FoundFile, job: &Job, buffer: &mut Vec<u8>) -> Result<usize, String> {
    within_limit(job, |limit| read_path(&file.path, limit, buffer))
}

/// Reads with the limit for single articles; gives the number of bytes.
fn within_limit(job: &Job, read: impl FnOnce(u64) -> io::Result<Option<usize>>) -> Result<usize, String> {
    // Positions are 32 bits wide.
    let limit = job.max_file_size.min(u64::from(u32::MAX) - 1);
    match read(limit) {
        Ok(Some(length)) => Ok(length),
        Ok(None) => Err(format!("larger than --max-file-size ({limit} bytes)")),
        Err(error) => Err(cause(&error)),
    }
}

fn read_path(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> io::Result<Option<usize>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    read_from(&mut file, usize::try_from(size).unwrap_or(0), limit, buffer)
}

/// Reads to the end, or gives none if there is more than the limit. A short read at the expected size is
/// taken for the end: this saves a system call a file.
fn read_from(
    reader: &mut dyn Read,
    expected: usize,
    limit: u64,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<usize>> {
    let mut length = 0;
    loop {
        // A byte more than is expected, so that the read at the end comes back short.
        let room = (expected + 1).saturating_sub(length).max(4096);
        if buffer.len() < length + room {
            // By half at a time: a pipe of any length is copied a bounded number of times.
            buffer.resize(length + room.max(length / 2), 0);
        }
        let space = &mut buffer[length..];
        let asked = space.len();
        match reader.read(space) {
            Ok(0) => return Ok(Some(length)),
            Ok(read) => {
                length += read;
                if length as u64 > limit {
                    return Ok(None);
                }
                if expected > 0 && length == expected && read < asked {
                    return Ok(Some(length));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_folder() {
        let here = std::env::current_dir().unwrap().to_string_lossy().into_owned();
        let table = [
            (here.as_str(), "a/b.txt", "a/b.txt"),
            (&here, "./a//b.txt", "a/b.txt"),
            (&here, "c/../a/b.txt", "a/b.txt"),
            ("/x", "/x/a.txt", "a.txt"),
            ("/x", "/x/y/a.txt", "y/a.txt"),
            ("/x", "/x/.y/a.txt", ".y/a.txt"),
            ("/x", "/x/y//../a.txt", "a.txt"),
            ("/x", "/x", ""),
            ("/x/", "/x/a.txt", "a.txt"),
            ("/x", "/xy/a.txt", "/xy/a.txt"),
            ("/", "/a.txt", "a.txt"),
            ("/x", "/../../x/a.txt", "a.txt"),
        ];
        for (root, path, expected) in table {
            assert_eq!(path_from(root, path), expected, "{root} {path}");
        }
    }

    #[test]
    fn reading_stops_at_the_limit_and_takes_what_grows() {
        let mut buffer = Vec::new();
        assert_eq!(read_from(&mut &b"12345"[..], 5, 5, &mut buffer).unwrap(), Some(5));
        assert_eq!(read_from(&mut &b"123456"[..], 5, 5, &mut buffer).unwrap(), None);
        assert_eq!(read_from(&mut &b"12345678"[..], 5, 50, &mut buffer).unwrap(), Some(8));
        assert_eq!(&buffer[..8], b"12345678");
    }
}
