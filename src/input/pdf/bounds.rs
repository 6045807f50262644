//! How much of a PDF file is read: its streams are packed, and what they unpack to is bounded before anything
//! is unpacked. It does not look into them.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{DECODE_PARMS, DP};
use hayro_syntax::object::{Dict, Stream};
use memchr::memmem::Finder;

/// Bytes that one stream may unpack to: pages and fonts have hundreds of kilobytes.
const LONGEST: u64 = 64 << 20;

/// Bytes that a byte of LZW, which packs best of all filters, may unpack to.
const MOST_PACKED: u64 = 4096;

/// Bytes of a file below which no stream of it can unpack to too much by one filter (deflate packs 1032 to
/// 1).
const HARMLESS: usize = (LONGEST / 1032) as usize;

/// Bytes at the end of a file in which it says where its tables are.
const TAIL: usize = 2048;

/// Bytes before a stream in which its dictionary stands.
const DICTIONARY: usize = 4096;

/// What may still be unpacked.
#[derive(Debug)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// As many bytes as an article may have once it is unpacked.
    pub fn new(bytes: u64) -> Self {
        Self { left: bytes }
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    fn take(&mut self, bytes: u64) -> bool {
        let enough = self.left >= bytes;
        self.left = self.left.saturating_sub(bytes);
        enough
    }

    /// The bytes of a stream; none of one that is damaged from its start, is a picture, or unpacks to too
    /// much.
    pub fn unpack<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let filters = stream.filters();
        let packed = stream.raw_data();
        if filters.is_empty() {
            return self.take(packed.len() as u64).then_some(packed);
        }
        if filters[..] == [Filter::FlateDecode] && !has_parameters(stream.dict()) {
            let bytes = inflate(&packed, LONGEST.min(self.left))?;
            return self.take(bytes.len() as u64).then_some(Cow::Owned(bytes));
        }
        if !self.fits(stream) {
            return None;
        }
        stream.decoded_data().ok()
    }

    /// Whether a stream that others unpack is bounded.
    pub fn fits(&mut self, stream: &Stream<'_>) -> bool {
        let packed = stream.raw_data();
        let filters = stream.filters();
        let expanding = filters.iter().filter(|filter| {
            matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
        });
        let most = match (expanding.count(), &filters[..]) {
            (0, _) => packed.len() as u64,
            (1, [Filter::FlateDecode]) => inflated(&packed, LONGEST),
            (1, _) => (packed.len() as u64).saturating_mul(MOST_PACKED),
            _ => u64::MAX,
        };
        most < LONGEST && self.take(most)
    }
}

fn has_parameters(dict: &Dict<'_>) -> bool {
    dict.contains_key(DECODE_PARMS) || dict.contains_key(DP)
}

/// Whether a stream of a file unpacks to too much by one filter. Tables and streams of objects are unpacked
/// as soon as a file is opened; which streams these are is not known before.
pub fn is_bomb(file: &[u8]) -> bool {
    let finder = Finder::new(b"stream");
    let mut counted = 0;
    for at in finder.find_iter(file) {
        let rest = &file[at + 6..];
        let start = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if start == 0 || file[..at].ends_with(b"end") {
            continue;
        }
        if is_packed_oddly(&file[at.saturating_sub(DICTIONARY)..at]) {
            return true;
        }
        if rest.len() < HARMLESS {
            continue;
        }
        counted += inflated(&rest[start..], LONGEST + 1);
        if counted > 4 * LONGEST {
            return true;
        }
    }
    has_chain(file)
}

/// Whether a stream is read as a table or as objects while a file is opened, and its dictionary, which ends
/// here, has it packed by anything else than deflate. Programs that write files pack these by deflate alone,
/// and what other filters unpack to cannot be counted beforehand. Such streams are known by the keys that
/// they must have, not by their type, which they may leave out.
fn is_packed_oddly(before: &[u8]) -> bool {
    let dictionary = with_plain_names(own_part(before));
    let has_key = |key: &[u8]| {
        memchr::memmem::find_iter(&dictionary, key)
            .any(|at| dictionary.get(at + key.len()).is_none_or(|next| !next.is_ascii_alphanumeric()))
    };
    if !has_key(b"/First") && !has_key(b"/W") {
        return false;
    }
    let Some(at) = memchr::memmem::find(&dictionary, b"/Filter") else { return false };
    let filter: Vec<u8> =
        dictionary[at + 7..].iter().filter(|byte| !byte.is_ascii_whitespace()).take(14).copied().collect();
    let whole = |name: &[u8]| filter.strip_prefix(name).is_some_and(|rest| matches!(rest, [b'/' | b'>', ..]));
    filter != b"[/FlateDecode]" && !whole(b"/FlateDecode")
}

/// The part of the bytes before a stream that is its own dictionary: from the last object that begins outside
/// of a comment and of text.
fn own_part(before: &[u8]) -> &[u8] {
    let begins = |at: &usize| {
        let line =
            before[..*at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1);
        memchr::memchr2(b'%', b'(', &before[line..*at]).is_none()
    };
    let from = memchr::memmem::rfind_iter(before, b" obj").find(begins);
    &before[from.map_or(0, |at| at + 4)..]
}

/// A dictionary with the letters of its names that are written by number, such as `/LZ#57Decode`, in clear.
fn with_plain_names(dictionary: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'#', dictionary).is_none() {
        return Cow::Borrowed(dictionary);
    }
    let digit = |at: usize| dictionary.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut plain = Vec::with_capacity(dictionary.len());
    let mut at = 0;
    while let Some(&byte) = dictionary.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(plain)
}

/// Whether a file ends as one does: not where it was broken off.
pub fn has_end(file: &[u8]) -> bool {
    let tail = &file[file.len().saturating_sub(TAIL)..];
    memchr::memmem::find(tail, b"startxref").is_some() || memchr::memmem::find(tail, b"%%EOF").is_some()
}

/// Whether two filters that expand follow each other anywhere: nobody packs twice what is to be read.
fn has_chain(file: &[u8]) -> bool {
    let finder = Finder::new(b"Decode");
    let names = finder.find_iter(file).map(|at| at + 6);
    names.into_iter().any(|end| {
        let next = file[end..].iter().position(|byte| !matches!(byte, b' ' | b'\r' | b'\n' | b'\t'));
        let Some(next) = next.map(|skipped| &file[end + skipped..]) else { return false };
        let before = &file[..end];
        let expands = [&b"/FlateDecode"[..], b"/LZWDecode", b"/RunLengthDecode"];
        expands.iter().any(|name| before.ends_with(name)) && expands.iter().any(|name| next.starts_with(name))
    })
}

/// Unpacks deflated bytes; of damaged ones what comes before the damage.
fn inflate(packed: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let whole = ZlibDecoder::new(packed).take(limit + 1).read_to_end(&mut bytes).is_ok();
    if !whole && bytes.is_empty() {
        let _ = DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut bytes);
    }
    (!bytes.is_empty() && bytes.len() as u64 <= limit).then_some(bytes)
}

/// The number of bytes that deflated bytes unpack to, as far as `limit`.
fn inflated(packed: &[u8], limit: u64) -> u64 {
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0;
    let mut decoder = ZlibDecoder::new(packed);
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        count += read as u64;
        if count > limit {
            break;
        }
    }
    count
}
