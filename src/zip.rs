//! Reads ZIP files: their directory and single parts, each bounded, in memory that does not follow what a
//! file claims. It reads what DOCX and WACZ are made of, stored and deflated parts, and writes nothing.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;

/// Bytes that a directory may have: some hundred thousand parts.
const DIRECTORY: u64 = 16 << 20;

/// Bytes at the end of a file among which the end of the directory stands (APPNOTE 4.3.16).
const TAIL: u64 = 22 + 0xffff;

/// How many times its packed size a part may have, once it is larger than [`DENSE`].
const RATIO: u64 = 200;

/// Bytes to which a part of any size may unpack.
const DENSE: u64 = 8 << 20;

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END64: &[u8] = b"PK\x06\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";

/// A part of a ZIP file as its directory describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with folders: `word/document.xml`.
    pub name: String,
    /// Its bytes in the file.
    pub packed: u64,
    packing: Packing,
    /// Where its local header begins.
    header: u64,
    crc: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Stored,
    Deflated,
    Encrypted,
    Other(u16),
}

/// Why a ZIP file, or a part of it, cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ZipFault {
    /// There is no directory at its end.
    #[error("no ZIP file, or one broken off")]
    NoDirectory,
    /// The directory does not hold together.
    #[error("ZIP directory damaged")]
    Damaged,
    /// The directory is larger than any honest one.
    #[error("ZIP directory of more than {DIRECTORY} bytes")]
    Large,
    /// Parts overlap: a decompression bomb.
    #[error("ZIP file whose parts overlap")]
    Overlap,
    /// A part is encrypted.
    #[error("{0} is encrypted")]
    Encrypted(String),
    /// A part is packed by a method other than deflate.
    #[error("{0} is packed by a method that newscheck does not know ({1})")]
    Method(String, u16),
    /// A part unpacks to more than the limit.
    #[error("{0} unpacks to more than {1} bytes")]
    TooLarge(String, u64),
    /// A part unpacks to more than `RATIO` times its size.
    #[error("{0} unpacks to more than {RATIO} times its size")]
    TooDense(String),
    /// A part is damaged.
    #[error("{0} is damaged")]
    BadPart(String),
    /// The file cannot be read.
    #[error("{0}")]
    Read(#[from] io::Error),
}

/// The parts of a ZIP file in the order of its directory.
pub fn entries<R: Read + Seek>(reader: &mut R) -> Result<Vec<Entry>, ZipFault> {
    let length = reader.seek(SeekFrom::End(0))?;
    let directory = find_directory(reader, length)?;
    let bytes = read_at(reader, directory.start, directory.size)?;
    let mut entries = Vec::new();
    let mut rest = bytes.as_slice();
    for _ in 0..directory.count {
        let (entry, after) = entry(rest, directory.shift).ok_or(ZipFault::Damaged)?;
        entries.push(entry);
        rest = after;
    }
    // Honest parts share no bytes, so that all of them are no more than the file.
    let packed = entries.iter().try_fold(0u64, |sum, entry| sum.checked_add(entry.packed));
    if packed.is_none_or(|packed| packed > length) { Err(ZipFault::Overlap) } else { Ok(entries) }
}

/// Reads a part to its end.
pub fn read<R: Read + Seek>(reader: &mut R, entry: &Entry, limit: u64) -> Result<Vec<u8>, ZipFault> {
    let most = limit.min(DENSE.max(entry.packed.saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    // A byte more than may be tells a full part from one that is too large.
    let read = open(reader, entry)?.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(if most == limit {
            ZipFault::TooLarge(entry.name.clone(), limit)
        } else {
            ZipFault::TooDense(entry.name.clone())
        });
    }
    let mut crc = Crc::new();
    crc.update(&bytes);
    if read.is_err() || crc.sum() != entry.crc {
        Err(ZipFault::BadPart(entry.name.clone()))
    } else {
        Ok(bytes)
    }
}

/// A part as a stream of its unpacked bytes. Its checksum is not looked at.
pub fn open<R: Read + Seek>(mut reader: R, entry: &Entry) -> Result<Part<R>, ZipFault> {
    let start = data_start(&mut reader, entry)?;
    reader.seek(SeekFrom::Start(start))?;
    let packed = reader.take(entry.packed);
    match entry.packing {
        Packing::Stored => Ok(Part::Stored(packed)),
        Packing::Deflated => Ok(Part::Deflated(Box::new(DeflateDecoder::new(BufReader::new(packed))))),
        Packing::Encrypted => Err(ZipFault::Encrypted(entry.name.clone())),
        Packing::Other(method) => Err(ZipFault::Method(entry.name.clone(), method)),
    }
}

/// A part that stands in the file as it is, as a file of its own; none where it is packed.
pub fn section<R: Read + Seek>(mut reader: R, entry: &Entry) -> Result<Option<Section<R>>, ZipFault> {
    let start = data_start(&mut reader, entry)?;
    let section = Section { inner: reader, start, length: entry.packed, at: 0 };
    Ok(Some(section).filter(|_| entry.packing == Packing::Stored))
}

/// Where the data of a part begin.
fn data_start<R: Read + Seek>(reader: &mut R, entry: &Entry) -> Result<u64, ZipFault> {
    let bad = || ZipFault::BadPart(entry.name.clone());
    // Name and extra fields may be of other lengths here than in the directory: the local header says where
    // data begin.
    let header = read_at(reader, entry.header, 30)?;
    if !header.starts_with(LOCAL) {
        return Err(bad());
    }
    let skipped =
        u64::from(u16_at(&header, 26).ok_or_else(bad)?) + u64::from(u16_at(&header, 28).ok_or_else(bad)?);
    entry.header.checked_add(30 + skipped).ok_or_else(bad)
}

/// A stretch of a file as a file of its own.
pub struct Section<R> {
    inner: R,
    start: u64,
    length: u64,
    at: u64,
}

impl<R> Section<R> {
    /// The same stretch of the same file, opened once more.
    pub fn again(&self, open: impl FnOnce(&R) -> io::Result<R>) -> io::Result<Self> {
        Ok(Self { inner: open(&self.inner)?, start: self.start, length: self.length, at: 0 })
    }
}

impl<R: Read + Seek> Read for Section<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        // The file may be read through another of its readers in between.
        self.inner.seek(SeekFrom::Start(self.start.saturating_add(self.at)))?;
        let read = self.inner.read(&mut buffer[..wanted])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R> Seek for Section<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// The unpacked bytes of a part.
pub enum Part<R> {
    /// As they stand in the file.
    Stored(Take<R>),
    /// Inflated.
    Deflated(Box<DeflateDecoder<BufReader<Take<R>>>>),
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(part) => part.read(buffer),
            Self::Deflated(part) => part.read(buffer),
        }
    }
}

/// Where a directory stands.
struct Directory {
    start: u64,
    size: u64,
    count: u64,
    /// Bytes before the ZIP file proper, by which every offset is too small.
    shift: u64,
}

fn find_directory<R: Read + Seek>(reader: &mut R, length: u64) -> Result<Directory, ZipFault> {
    let from = length.saturating_sub(TAIL);
    let tail = read_at(reader, from, length - from)?;
    // The comment behind the mark may hold the mark itself: the one that counts has a comment that fits.
    let ends = memmem::rfind_iter(&tail, END).find(|&at| {
        u16_at(&tail, at + 20).is_some_and(|comment| at + 22 + usize::from(comment) <= tail.len())
    });
    let end = ends.ok_or(ZipFault::NoDirectory)?;
    let (mut count, mut size, mut offset, mut behind) = (
        u64::from(u16_at(&tail, end + 10).ok_or(ZipFault::NoDirectory)?),
        u64::from(u32_at(&tail, end + 12).ok_or(ZipFault::NoDirectory)?),
        u64::from(u32_at(&tail, end + 16).ok_or(ZipFault::NoDirectory)?),
        from + end as u64,
    );
    // A full field says that the number stands in the zip64 record (APPNOTE 4.4.1.4).
    let wide = count == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff;
    if let Some(locator) = end.checked_sub(20).filter(|&at| wide && tail[at..].starts_with(LOCATOR64)) {
        behind = u64_at(&tail, locator + 8).ok_or(ZipFault::Damaged)?;
        let end64 = read_at(reader, behind, 56)?;
        let fields = [32, 40, 48].map(|at| u64_at(&end64, at).filter(|_| end64.starts_with(END64)));
        let [Some(count64), Some(size64), Some(offset64)] = fields else { return Err(ZipFault::Damaged) };
        (count, size, offset) = (count64, size64, offset64);
    }
    if size > DIRECTORY {
        return Err(ZipFault::Large);
    }
    // What was put before the file shifts its directory away from where it says it is.
    let start = behind.checked_sub(size).filter(|&start| start >= offset).ok_or(ZipFault::Damaged)?;
    if start > offset && !read_at(reader, start, 4)?.starts_with(CENTRAL) {
        return Ok(Directory { start: offset, size, count, shift: 0 });
    }
    Ok(Directory { start, size, count, shift: start - offset })
}

/// The first entry of what is left of a directory, and what follows it.
fn entry(rest: &[u8], shift: u64) -> Option<(Entry, &[u8])> {
    if !rest.starts_with(CENTRAL) {
        return None;
    }
    let lengths = [28, 30, 32].map(|at| u16_at(rest, at).map(usize::from));
    let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
    let fields = rest.get(46..46 + name + extra)?;
    let (name, extra) = fields.split_at(name);
    let mut wide = Zip64(zip64(extra));
    // The zip64 field has the numbers in this order, each only where its own field is full.
    let _size = wide.resolve(u32_at(rest, 24)?)?;
    let packed = wide.resolve(u32_at(rest, 20)?)?;
    let header = wide.resolve(u32_at(rest, 42)?)?.checked_add(shift)?;
    let packing = match (u16_at(rest, 8)? & 1, u16_at(rest, 10)?) {
        (1, _) => Packing::Encrypted,
        (_, 0) => Packing::Stored,
        (_, 8) => Packing::Deflated,
        (_, method) => Packing::Other(method),
    };
    // Some tools of Windows write backslashes, against APPNOTE 4.4.17.1.
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    Some((
        Entry { name, packed, packing, header, crc: u32_at(rest, 16)? },
        rest.get(46 + fields.len() + comment..)?,
    ))
}

/// The zip64 field among the extra fields of an entry (APPNOTE 4.5.3).
fn zip64(mut extra: &[u8]) -> &[u8] {
    while let (Some(id), Some(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some(field) = extra.get(4..4 + usize::from(size)) else { break };
        if id == 1 {
            return field;
        }
        extra = &extra[4 + usize::from(size)..];
    }
    &[]
}

/// The numbers of a zip64 field, each there only if the entry has no room for it.
struct Zip64<'e>(&'e [u8]);

impl Zip64<'_> {
    fn resolve(&mut self, number: u32) -> Option<u64> {
        if number != u32::MAX {
            return Some(u64::from(number));
        }
        let wide = u64_at(self.0, 0)?;
        self.0 = &self.0[8..];
        Some(wide)
    }
}

/// Bytes at a place; fewer where the file ends.
fn read_at<R: Read + Seek>(reader: &mut R, start: u64, length: u64) -> io::Result<Vec<u8>> {
    reader.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};
    use zip::{CompressionMethod, ZipArchive};

    /// A file of parts, every other one stored.
    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (name, bytes)) in parts.iter().enumerate() {
            let method = if index % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            writer
                .start_file(
                    *name,
                    SimpleFileOptions::default().compression_method(method).large_file(index % 3 == 1),
                )
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Each part with its bytes.
    fn parts(file: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ZipFault> {
        let mut reader = Cursor::new(file);
        entries(&mut reader)?
            .into_iter()
            .map(|entry| Ok((entry.name.clone(), read(&mut reader, &entry, 1 << 20)?)))
            .collect()
    }

    const PARTS: &[(&str, &[u8])] = &[
        ("a.xml", b"<a>aaaaaaaaaaaaaaaaaaaa</a>"),
        ("b/c.bin", b"\x00\xff"),
        ("empty", b""),
        ("z\u{fc}.txt", b"words"),
    ];

    #[test]
    fn parts_are_read_as_the_zip_crate_writes_and_reads_them() {
        let file = zip(PARTS);
        let mut oracle = ZipArchive::new(Cursor::new(&file)).unwrap();
        let mut expected = Vec::new();
        for index in 0..oracle.len() {
            let mut part = oracle.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            expected.push((part.name().unwrap().into_owned(), bytes));
        }
        assert_eq!(parts(&file).unwrap(), expected);
        let streamed: Vec<u8> = {
            let mut reader = Cursor::new(&file);
            let first = &entries(&mut reader).unwrap()[0];
            let mut bytes = Vec::new();
            open(reader, first).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(streamed, PARTS[0].1);
    }

    #[test]
    fn what_stands_before_the_file_shifts_it() {
        let file = [b"#!/bin/sh\n".as_slice(), &zip(PARTS)].concat();
        assert_eq!(parts(&file).unwrap().len(), PARTS.len());
    }

    #[test]
    fn a_comment_that_looks_like_an_end_does_not_hide_the_end() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a", SimpleFileOptions::default()).unwrap();
        writer.set_comment("PK\u{5}\u{6} and more").unwrap();
        let file = writer.finish().unwrap().into_inner();
        assert_eq!(parts(&file).unwrap().len(), 1);
    }

    #[test]
    fn faults_have_their_names() {
        let file = zip(PARTS);
        let end = memmem::rfind(&file, END).unwrap();
        let patched = |at: usize, bytes: &[u8]| {
            let mut file = file.clone();
            file[at..at + bytes.len()].copy_from_slice(bytes);
            parts(&file).unwrap_err().to_string()
        };
        let first = memmem::find(&file, CENTRAL).unwrap();
        assert_eq!(parts(b"words").unwrap_err().to_string(), "no ZIP file, or one broken off");
        assert_eq!(patched(end + 12, &[0xff, 0xff, 0xff, 0xfe]), "ZIP directory of more than 16777216 bytes");
        assert_eq!(patched(end + 10, &[9, 0]), "ZIP directory damaged");
        assert_eq!(patched(first + 8, &[1, 0]), "a.xml is encrypted");
        assert_eq!(
            patched(first + 10, &[93, 0]),
            "a.xml is packed by a method that newscheck does not know (93)"
        );
        assert_eq!(patched(first + 16, &[0; 4]), "a.xml is damaged");
        assert_eq!(patched(first + 20, &[0xff, 0xff, 0xff, 0x0f]), "ZIP file whose parts overlap");
        assert_eq!(patched(first + 42, &[0xff, 0xff, 0xff, 0x0f]), "a.xml is damaged");
    }

    #[test]
    fn counts_and_places_beyond_the_file_reserve_nothing() {
        let end64 = [END64, &[0; 28], &u64::MAX.to_le_bytes(), &[0xff; 2], &[0; 6], &[0; 8]].concat();
        let locator = [LOCATOR64, &[0; 4], &0u64.to_le_bytes(), &[1, 0, 0, 0]].concat();
        let end = [END, &[0; 4], &[0xff; 12], &[0; 2]].concat();
        assert!(parts(&[end64.clone(), locator.clone(), end.clone()].concat()).is_err());
        assert!(parts(&[locator.clone(), end.clone()].concat()).is_err());
        assert!(parts(&end).is_err());
    }

    #[test]
    fn bombs_are_not_unpacked() {
        let spaces = vec![b' '; 9 << 20];
        let file = zip(&[("a", &spaces)]);
        let mut reader = Cursor::new(&file);
        let entry = &entries(&mut reader).unwrap()[0];
        let fault = |limit| read(&mut Cursor::new(&file), entry, limit).unwrap_err().to_string();
        assert_eq!(
            (fault(1 << 30), fault(1000)),
            ("a unpacks to more than 200 times its size".into(), "a unpacks to more than 1000 bytes".into())
        );
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(at in 0usize..1000, byte: u8, cut in 0usize..1000, noise in proptest::collection::vec(any::<u8>(), 0..100)) {
            let mut file = zip(PARTS);
            let length = file.len();
            file[at % length] = byte;
            let _ = parts(&file);
            file.truncate(length - cut % length);
            let _ = parts(&file);
            let _ = parts(&[noise.as_slice(), END, &noise].concat());
        }
    }
}
