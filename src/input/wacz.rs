//! Web archive collections (WACZ 1.1.1): a ZIP file whose folder `archive` holds WARC files. Each of them
//! streams as one does that stands alone; the page lists and indexes beside them are not needed to find the
//! pages.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::input::warc::Captures;
use crate::input::{Emit, LoadOptions, Loader, Piece, Pieces, Stream, cause, has_ending};
use crate::model::{Format, InputFault, InputFaultKind, Source};
use crate::warc::package::{Package, Resource};
use crate::zip::{self, Entry, Part, Section};

/// Reads web archive collections.
pub struct WaczLoader;

impl Loader for WaczLoader {
    fn format(&self) -> Format {
        Format::Wacz
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["wacz"]
    }

    /// Sniffing knows a WACZ file by the names in it.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"PK"]
    }

    fn is_part(&self, name: &str) -> bool {
        is_archive(name)
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces<'b>(&self, stream: Stream<'b>, limit: u64) -> Pieces<'b> {
        match Files::open(stream, limit) {
            Ok(files) => Box::new(files),
            Err(message) => Box::new(std::iter::once(Box::new(Fault(message)) as Box<dyn Piece>)),
        }
    }
}

/// Whether a file of a WACZ file is an archive.
fn is_archive(name: &str) -> bool {
    name.starts_with("archive/")
        && (["warc.gz", "warc", "warc.zst"].iter().any(|ending| has_ending(name, ending)))
}

/// Cuts one archive after the other into pieces.
struct Files<'b> {
    /// The package, and those in it.
    packages: Vec<Seekable<'b>>,
    files: std::vec::IntoIter<Result<Archive, String>>,
    current: Option<Current<'b>>,
    limit: u64,
    next_index: usize,
}

/// An archive in a package.
struct Archive {
    /// The number of the package.
    package: usize,
    /// With the name of a package that is one of several.
    name: String,
    entry: Entry,
    /// The SHA-256 that the package states of it, in hexadecimal.
    stated: Option<String>,
}

/// The archive that is being cut.
struct Current<'b> {
    captures: Captures<Hashed<Part<Seekable<'b>>>>,
    /// Whether its hash was found to be another than is stated.
    differs: Arc<AtomicBool>,
    name: String,
}

impl<'b> Files<'b> {
    fn open(stream: Stream<'b>, limit: u64) -> Result<Self, String> {
        let mut bytes = Seekable::new(stream, limit)?;
        let entries = zip::entries(&mut bytes).map_err(|fault| fault.to_string())?;
        let mut files = archives(&mut bytes, &entries, 0, "");
        let mut packages = vec![bytes];
        for entry in entries.iter().filter(|entry| has_ending(&entry.name, "wacz")) {
            let opened = packages[0].again().map_err(zip::ZipFault::from);
            let part = match opened.and_then(|bytes| zip::section(bytes, entry)) {
                Ok(Some(part)) => part,
                Ok(None) => {
                    files.push(Err(format!("{}: packed once more in its package", entry.name)));
                    continue;
                }
                Err(fault) => {
                    files.push(Err(fault.to_string()));
                    continue;
                }
            };
            let mut part = Seekable::Section(Box::new(part));
            match zip::entries(&mut part) {
                Ok(inner) => {
                    files.extend(archives(&mut part, &inner, packages.len(), &format!("{}/", entry.name)))
                }
                Err(fault) => files.push(Err(format!("{}: {fault}", entry.name))),
            }
            packages.push(part);
        }
        if files.is_empty() {
            return Err("no web archive in it (archive/*.warc.gz)".to_owned());
        }
        Ok(Self { packages, files: files.into_iter(), current: None, limit, next_index: 0 })
    }

    fn open_next(&mut self) -> Option<Result<(), String>> {
        let Archive { package, name, entry, stated } = match self.files.next()? {
            Ok(archive) => archive,
            Err(message) => return Some(Err(message)),
        };
        let opened = self.packages[package].again().map_err(zip::ZipFault::from);
        let opened = opened.and_then(|bytes| zip::open(bytes, &entry));
        Some(opened.map_err(|fault| fault.to_string()).map(|part| {
            let differs = Arc::new(AtomicBool::new(false));
            let part = Hashed { inner: part, hasher: Sha256::new(), stated, differs: Arc::clone(&differs) };
            let captures = Captures::of_file(part, self.limit, name.as_str().into(), self.next_index);
            self.current = Some(Current { captures, differs, name });
        }))
    }
}

/// The archives of a package, whose names begin with `within`.
fn archives(
    bytes: &mut Seekable<'_>,
    entries: &[Entry],
    package: usize,
    within: &str,
) -> Vec<Result<Archive, String>> {
    let mut stated = stated(bytes, entries);
    let archive = |entry: &Entry| Archive {
        package,
        name: format!("{within}{}", entry.name),
        entry: entry.clone(),
        stated: stated.remove(&entry.name),
    };
    entries.iter().filter(|entry| is_archive(&entry.name)).map(archive).map(Ok).collect()
}

impl Iterator for Files<'_> {
    type Item = Box<dyn Piece>;

    fn next(&mut self) -> Option<Box<dyn Piece>> {
        loop {
            if let Some(Current { captures, differs, name }) = &mut self.current {
                let piece = captures.next();
                // Articles are counted through all files, so that a number names one of them.
                self.next_index = captures.next_index();
                if piece.is_some() {
                    return piece;
                }
                let message = format!("{name}: datapackage.json states another hash");
                let differs = differs.load(Ordering::Relaxed);
                self.current = None;
                if differs {
                    return Some(Box::new(Fault(message)));
                }
            }
            if let Err(message) = self.open_next()? {
                return Some(Box::new(Fault(message)));
            }
        }
    }
}

/// The SHA-256 that a package states of its files; none where its list cannot be read.
fn stated(bytes: &mut Seekable<'_>, files: &[Entry]) -> BTreeMap<String, String> {
    let list = files.iter().find(|file| file.name == "datapackage.json");
    let list = list.and_then(|list| zip::read(bytes, list, Package::LIMIT).ok());
    let resources = list.and_then(|list| Package::parse(&list)).unwrap_or_default().resources;
    let hash = |resource: Resource| Some((resource.sha256()?.to_ascii_lowercase(), resource.path));
    resources.into_iter().filter_map(hash).map(|(hash, path)| (path, hash)).collect()
}

/// A file that is hashed while it is read.
struct Hashed<R> {
    inner: R,
    hasher: Sha256,
    stated: Option<String>,
    /// Set at its end if its hash is another than is stated.
    differs: Arc<AtomicBool>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if self.stated.is_none() {
            return Ok(read);
        }
        self.hasher.update(&buffer[..read]);
        if read == 0
            && !buffer.is_empty()
            && let Some(stated) = self.stated.take()
        {
            let found = HEXLOWER.encode(&std::mem::take(&mut self.hasher).finalize());
            self.differs.store(found != stated, Ordering::Relaxed);
        }
        Ok(read)
    }
}

/// Stands for a file that cannot be read.
struct Fault(String);

impl Piece for Fault {
    fn load(&self, source: &Source, _options: &LoadOptions, emit: &mut Emit<'_>) {
        let fault = InputFault::new(InputFaultKind::Unreadable, self.0.clone());
        emit(Err((Source { format: Format::Wacz, ..source.clone() }, fault)));
    }
}

/// Bytes of which any part can be read, more than once.
enum Seekable<'b> {
    File(std::fs::File),
    Borrowed(Cursor<&'b [u8]>),
    Shared(Cursor<Arc<[u8]>>),
    /// A package in a package.
    Section(Box<Section<Seekable<'b>>>),
}

impl<'b> Seekable<'b> {
    /// What comes through a pipe has to be held whole.
    fn new(stream: Stream<'b>, limit: u64) -> Result<Self, String> {
        let mut pipe = match stream {
            Stream::File(file) => return Ok(Self::File(file)),
            Stream::Bytes(bytes) => return Ok(Self::Borrowed(Cursor::new(bytes))),
            Stream::Pipe(pipe) => pipe.take(limit.saturating_add(1)),
        };
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).map_err(|error| cause(&error))?;
        if bytes.len() as u64 > limit {
            return Err(format!(
                "larger than --max-file-size ({limit} bytes), which holds for what is not read from a file"
            ));
        }
        Ok(Self::Shared(Cursor::new(bytes.into())))
    }

    /// The same bytes once more. Both share a position where they are a file, so that only one is read at a
    /// time.
    fn again(&self) -> io::Result<Self> {
        match self {
            Self::File(file) => file.try_clone().map(Self::File),
            Self::Borrowed(bytes) => Ok(Self::Borrowed(Cursor::new(bytes.get_ref()))),
            Self::Shared(bytes) => Ok(Self::Shared(Cursor::new(Arc::clone(bytes.get_ref())))),
            Self::Section(part) => part.again(Self::again).map(|part| Self::Section(Box::new(part))),
        }
    }
}

impl Read for Seekable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Borrowed(bytes) => bytes.read(buffer),
            Self::Shared(bytes) => bytes.read(buffer),
            Self::Section(part) => part.read(buffer),
        }
    }
}

impl Seek for Seekable<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Borrowed(bytes) => bytes.seek(to),
            Self::Shared(bytes) => bytes.seek(to),
            Self::Section(part) => part.seek(to),
        }
    }
}
