//! Writes records of WARC 1.1 (ISO 28500:2017), each alone or as a gzip member of its own. It makes no ids
//! and reads no clock: both are handed in. It does not decide which records a capture has; see
//! `archive::capture`.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::warc::digest::sha256_label;
use crate::warc::fields::Fields;
use crate::warc::record::{Header, Kind};

/// The version that is written.
const VERSION: &str = "1.1";

/// The media type of blocks made by [`fields_block`].
pub const FIELDS_TYPE: &str = "application/warc-fields";

/// A record to be written.
///
/// ```
/// use newscheck::warc::{Draft, Kind, Reader};
/// let at = "2026-11-24T16:00:00.5Z".parse().unwrap();
/// let draft = Draft::new(Kind::Resource, "urn:uuid:1", at).field("WARC-Target-URI", "https://example.org/");
/// let draft = draft.block("text/plain", &[b"Words"]);
/// let record = draft.to_bytes();
/// let header = Reader::new(&record[..]).next_record().unwrap().unwrap();
/// assert_eq!(header, draft.header());
/// assert_eq!((header.id(), header.date()), (Some("urn:uuid:1"), Some("2026-11-24T16:00:00Z")));
/// ```
#[derive(Clone, Debug)]
pub struct Draft<'b> {
    fields: Vec<(String, String)>,
    block: Vec<&'b [u8]>,
}

/// Bytes of a block from which its density counts.
const LARGE: usize = 1 << 20;

/// How many times its size a member of a large block may unpack to.
const DENSEST: u64 = 200;

/// How much time is spent on packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// For text.
    Tight,
    /// For blocks that are packed already.
    Quick,
}

impl<'b> Draft<'b> {
    /// A record without block. The id is a URI; of the moment the whole seconds are kept, which is all that
    /// indexes can tell apart.
    pub fn new(kind: Kind, id: &str, at: DateTime<Utc>) -> Self {
        let draft = Self { fields: Vec::new(), block: Vec::new() };
        draft
            .field("WARC-Type", kind.name())
            .field("WARC-Record-ID", bracketed(id))
            .field("WARC-Date", date(at))
    }

    /// Adds a field. Line ends in the value become spaces.
    pub fn field(mut self, name: &str, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.fields.push((name.to_owned(), one_line(&value)));
        self
    }

    /// Adds a field if there is a value.
    pub fn maybe(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    /// Adds a field whose value is the id of a record.
    pub fn reference(self, name: &str, id: &str) -> Self {
        self.field(name, bracketed(id))
    }

    /// Sets the block, which is the parts one behind the other, and the fields that describe it. Nothing may
    /// follow.
    pub fn block(mut self, content_type: &str, parts: &[&'b [u8]]) -> Self {
        self.block = parts.to_vec();
        let length: usize = parts.iter().map(|part| part.len()).sum();
        self.field("WARC-Block-Digest", sha256_label(parts))
            .field("Content-Type", content_type)
            .field("Content-Length", length.to_string())
    }

    /// The header as a reader finds it.
    pub fn header(&self) -> Header {
        Header { version: VERSION.to_owned(), fields: Fields::from_pairs(self.fields.clone()) }
    }

    /// The record's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head();
        self.block.iter().for_each(|part| bytes.extend_from_slice(part));
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes
    }

    /// Appends the record as a gzip member; gives the member's length. One that would unpack to very many
    /// times its size, as a body of zeros does, is not compressed: readers take it for a decompression bomb.
    pub fn pack(&self, packing: Packing, target: &mut Vec<u8>) -> io::Result<u64> {
        let start = target.len();
        let packed = self.pack_at(packing.level(), target)?;
        let unpacked: usize = self.block.iter().map(|part| part.len()).sum();
        // Half of what `stream` allows: other readers may be stricter.
        if unpacked < LARGE || unpacked as u64 / DENSEST < packed {
            return Ok(packed);
        }
        target.truncate(start);
        self.pack_at(Compression::none(), target)
    }

    fn pack_at(&self, level: Compression, target: &mut Vec<u8>) -> io::Result<u64> {
        let start = target.len();
        let mut encoder = GzEncoder::new(target, level);
        encoder.write_all(&self.head())?;
        self.block.iter().try_for_each(|part| encoder.write_all(part))?;
        encoder.write_all(b"\r\n\r\n")?;
        Ok((encoder.finish()?.len() - start) as u64)
    }

    fn head(&self) -> Vec<u8> {
        head_bytes(&self.header())
    }
}

impl Packing {
    /// The level of compression. Pages take 7 % more bytes at 4 than at 6, in half the time.
    pub fn level(self) -> Compression {
        match self {
            Self::Tight => Compression::new(4),
            // Pictures and what came packed gain nothing from a longer search.
            Self::Quick => Compression::new(1),
        }
    }
}

/// The bytes of a header, its blank line included.
pub fn head_bytes(header: &Header) -> Vec<u8> {
    let mut head = format!("WARC/{}\r\n", header.version).into_bytes();
    for (name, value) in header.fields.iter() {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// A block of type `application/warc-fields`; it ends with an empty line, without which some readers lose its
/// last field.
pub fn fields_block<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Vec<u8> {
    let lines = fields.into_iter().map(|(name, value)| format!("{name}: {}\r\n", one_line(value)));
    (lines.collect::<String>() + "\r\n").into_bytes()
}

/// The moment as records write it: UTC, in whole seconds.
pub fn date(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// An address as records name it: without fragment, everything that RFC 3986 does not allow in a URI
/// percent-encoded as UTF-8.
///
/// ```
/// use newscheck::warc::writer::target_uri;
/// assert_eq!(target_uri("https://example.org/a b|c?q=é#top"), "https://example.org/a%20b%7Cc?q=%C3%A9");
/// assert_eq!(target_uri("http://[::1]:8080/"), "http://[::1]:8080/");
/// ```
pub fn target_uri(url: &str) -> String {
    let url = url.split('#').next().unwrap_or("").trim();
    let mut uri = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=%".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn bracketed(id: &str) -> String {
    format!("<{id}>")
}

fn one_line(value: &str) -> String {
    if value.contains(['\r', '\n', '\0']) { value.replace(['\r', '\n', '\0'], " ") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warc::{Extent, Reader};
    use std::io::Read;

    fn draft<'b>(block: &[&'b [u8]]) -> Draft<'b> {
        let at = "2026-11-24T16:00:00Z".parse().unwrap();
        Draft::new(Kind::Response, "urn:uuid:1", at)
            .field("WARC-Target-URI", "https://example.org/")
            .block("text/plain", block)
    }

    #[test]
    fn a_record_is_written_byte_for_byte_as_the_standard_has_it() {
        let record = draft(&[b"ab", b"c"]).to_bytes();
        let expected = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-11-24T16:00:00Z\r\n\
            WARC-Target-URI: https://example.org/\r\n\
            WARC-Block-Digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r\n\
            Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n";
        assert_eq!(String::from_utf8(record).unwrap(), expected);
    }

    #[test]
    fn a_large_block_is_packed_no_denser_than_readers_allow() {
        const { assert!(DENSEST * 2 <= crate::warc::stream::RATIO) };
        let zeros = vec![0; LARGE + 1];
        for (block, dense) in [(&zeros[..], true), (&zeros[..LARGE / 2], false)] {
            let mut file = Vec::new();
            let packed = draft(&[block]).pack(Packing::Tight, &mut file).unwrap();
            assert_eq!(packed as usize, file.len());
            assert_eq!(file.len() as u64 * DENSEST > block.len() as u64, dense);
            let mut reader = Reader::new(&file[..]);
            reader.next_record().unwrap().unwrap();
            assert_eq!(reader.finish(), Ok(Some(Extent { offset: 0, length: packed })));
        }
    }

    #[test]
    fn members_are_found_where_they_were_put() {
        let mut file = Vec::new();
        let first = draft(&[b"one"]).pack(Packing::Tight, &mut file).unwrap();
        let second = draft(&[&[7; 300_000]]).pack(Packing::Quick, &mut file).unwrap();
        let mut reader = Reader::new(&file[..]);
        reader.next_record().unwrap().unwrap();
        assert_eq!(reader.finish(), Ok(Some(Extent { offset: 0, length: first })));
        let header = reader.next_record().unwrap().unwrap();
        let mut block = Vec::new();
        reader.block().read_to_end(&mut block).unwrap();
        assert!(header.block_digest().unwrap().is_of(&block) && block == [7; 300_000]);
        assert_eq!(reader.finish(), Ok(Some(Extent { offset: first, length: second })));
        assert!(reader.next_record().is_none());
    }

    #[test]
    fn no_value_can_begin_a_field_of_its_own() {
        let at = "2026-11-24T16:00:00Z".parse().unwrap();
        let header =
            Draft::new(Kind::Metadata, "urn:uuid:1", at).field("A", "b\r\nWARC-Type: response").header();
        let read = Header::parse(&head_bytes(&header)).unwrap();
        assert_eq!((read.kind(), read.fields.get("A")), (Kind::Metadata, Some("b  WARC-Type: response")));
    }

    #[test]
    fn a_block_of_fields_ends_with_an_empty_line() {
        assert_eq!(fields_block([("a", "1"), ("b", "2\n3")]), b"a: 1\r\nb: 2 3\r\n\r\n");
    }
}
