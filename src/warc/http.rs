//! HTTP responses as records hold them: status and fields, and the body without its chunks and content
//! codings. What a body unpacks to is bounded. It does not decode characters.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use crate::warc::fields::Fields;

/// Bytes of a head beyond which it is taken for none.
pub const HEAD_LIMIT: usize = 256 * 1024;

/// How many times its packed size a body may have, once it is larger than [`DENSE`].
const RATIO: usize = 200;

/// Bytes to which a body of any size may unpack.
const DENSE: usize = 8 * 1024 * 1024;

/// Content codings of one body that are undone; more are no sane server's.
const CODINGS: usize = 4;

/// The first bytes of a zstd frame.
const ZSTD_MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The largest window of a zstd body (RFC 9659, section 3).
const ZSTD_WINDOW: u64 = 8 * 1024 * 1024;

/// The longest line that is taken for the size of a chunk.
const SIZE_LINE: usize = 1024;

/// The head of an HTTP response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The status code: 200.
    pub status: u16,
    /// The header fields.
    pub fields: Fields,
}

impl Head {
    /// Reads a status line and the fields below it; none if the first line is no status line.
    pub fn parse(head: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', head).unwrap_or(head.len());
        let line = std::str::from_utf8(head[..end].strip_prefix(b"HTTP/")?).ok()?;
        let status = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, fields: Fields::parse(&head[end..]) })
    }

    /// The media type of the body.
    pub fn content_type(&self) -> Option<MediaType> {
        self.fields.get("Content-Type").map(MediaType::parse)
    }
}

/// A media type: what a `Content-Type` field says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaType {
    /// Type and subtype, lower case: `text/html`.
    pub essence: String,
    /// The `charset` parameter.
    pub charset: Option<String>,
}

impl MediaType {
    /// Reads the value of a `Content-Type` field. A list of several, as proxies make it, counts as its
    /// first.
    ///
    /// ```
    /// use newscheck::warc::http::MediaType;
    /// let kind = MediaType::parse("Text/HTML; charset=\"utf-8\"");
    /// assert_eq!((kind.essence.as_str(), kind.charset.as_deref()), ("text/html", Some("utf-8")));
    /// ```
    pub fn parse(value: &str) -> Self {
        let mut parts = value.split([';', ',']);
        let essence = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Self { essence, charset }
    }
}

/// A body, or as much of it as could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body<'p> {
    /// Its bytes.
    pub bytes: Cow<'p, [u8]>,
    /// Why they are not all.
    pub fault: Option<BodyFault>,
}

/// Why a body could not be read, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// A chunk or the last chunk is missing.
    #[error("chunked body broken off")]
    BrokenChunks,
    /// The data are damaged or broken off.
    #[error("{0} body damaged or broken off")]
    Damaged(&'static str),
    /// A coding that is not undone here.
    #[error("{0} body, which newscheck cannot unpack")]
    Unknown(&'static str),
    /// It unpacks to more than the limit.
    #[error("body unpacks to more than {0} bytes")]
    TooLarge(usize),
    /// It unpacks to more than `RATIO` times its size: a decompression bomb.
    #[error("body unpacks to more than {RATIO} times its size")]
    TooDense,
}

/// The payload without its chunks. Many archives hold bodies whose chunks were undone while the field
/// that names them stayed.
pub fn unchunked<'p>(payload: &'p [u8], head: &Head) -> Body<'p> {
    let chunked = head
        .fields
        .get("Transfer-Encoding")
        .is_some_and(|codings| names(codings).any(|coding| coding == "chunked"));
    // Without a size at its start the chunks were undone before it was archived.
    if !chunked || chunk_size(payload).is_none() {
        return Body { bytes: Cow::Borrowed(payload), fault: None };
    }
    let (mut body, mut rest) = (Vec::with_capacity(payload.len()), payload);
    while let Some((size, line)) = chunk_size(rest) {
        if size == 0 {
            return Body { bytes: Cow::Owned(body), fault: None };
        }
        rest = &rest[line..];
        let end = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        body.extend_from_slice(&rest[..end]);
        rest = &rest[end..];
        // Some servers and archives write LF alone.
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Body { bytes: Cow::Owned(body), fault: Some(BodyFault::BrokenChunks) }
}

/// The size of a chunk and the length of the line that says it.
fn chunk_size(rest: &[u8]) -> Option<(u64, usize)> {
    let end = memchr::memchr(b'\n', &rest[..rest.len().min(SIZE_LINE)])?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let valid = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    valid.then(|| u64::from_str_radix(digits, 16).ok().map(|size| (size, end + 1)))?
}

/// The body without its content codings, at most `limit` bytes. Many archives hold bodies whose coding
/// was undone while the field that names it stayed: a body that does not have the coding counts as it is.
pub fn decoded<'p>(mut body: Body<'p>, head: &Head, limit: usize) -> Body<'p> {
    let codings: Vec<String> =
        head.fields.get("Content-Encoding").map(|codings| names(codings).collect()).unwrap_or_default();
    // They are named in the order in which they were applied (RFC 9110, 8.4): the last is undone first.
    for coding in codings.iter().rev().take(CODINGS) {
        let Some(coding) = Coding::of(coding, &body.bytes) else { continue };
        let (unpacked, fault) = coding.unpack(&body.bytes, limit);
        body.fault = body.fault.or(fault);
        body.bytes = unpacked.map_or(body.bytes, Cow::Owned);
    }
    body
}

/// The start of a body without its content codings, at most `keep` bytes, as a browser reads it: a body
/// that does not have a coding that its field names is damaged. The rest is unpacked too, but not held,
/// to find damage and what unpacks to more than `limit` bytes.
pub fn unpacked_start<'p>(packed: &'p [u8], codings: &str, keep: usize, limit: usize) -> Body<'p> {
    let codings: Vec<String> = names(codings).collect();
    let mut body = Body { bytes: Cow::Borrowed(packed), fault: None };
    for (index, name) in codings.iter().enumerate().rev().take(CODINGS) {
        // `identity` and what nobody knows are no codings to undo.
        let Some(known) = CODING_NAMES.iter().find(|known| *known == name) else { continue };
        if body.bytes.is_empty() {
            break;
        }
        let Some(coding) = Coding::of(name, &body.bytes) else {
            return Body { bytes: Cow::Owned(Vec::new()), fault: Some(BodyFault::Damaged(known)) };
        };
        // What an outer coding unpacks to is only a means: it is held as far as any body may be dense.
        let keep = if index == 0 { keep } else { DENSE.min(limit) };
        let mut unpacked = Unpacked::new(&body.bytes, keep, limit);
        let fault = unpacked.undo(coding, &body.bytes);
        body = Body { bytes: Cow::Owned(unpacked.bytes), fault: body.fault.or(fault) };
    }
    body.bytes = match body.bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..bytes.len().min(keep)]),
        bytes => bytes,
    };
    body
}

/// Names of the codings that are undone, and of one that is not.
const CODING_NAMES: &[&str] = &["gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress"];

fn names(codings: &str) -> impl Iterator<Item = String> {
    codings.split(',').map(|coding| coding.trim().to_ascii_lowercase())
}

/// A content coding.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Gzip,
    Zlib,
    Deflate,
    Brotli,
    Zstd,
    Unknown(&'static str),
}

impl Coding {
    /// The coding of a name, if the bytes may have it.
    fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        match (name, bytes) {
            ("gzip" | "x-gzip" | "deflate", [0x1f, 0x8b, ..]) => Some(Self::Gzip),
            // RFC 9110, 8.4.1.2: deflate means zlib, but some send it raw.
            ("deflate", [first, second, ..])
                if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0 =>
            {
                Some(Self::Zlib)
            }
            ("deflate", _) => Some(Self::Deflate),
            ("br", _) => Some(Self::Brotli),
            ("zstd", [0x28, 0xb5, 0x2f, 0xfd, ..]) => Some(Self::Zstd),
            ("compress" | "x-compress", [0x1f, 0x9d, ..]) => Some(Self::Unknown("compress")),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib | Self::Deflate => "deflate",
            Self::Brotli => "brotli",
            Self::Zstd => "zstd",
            Self::Unknown(name) => name,
        }
    }

    /// What the bytes unpack to, and why that is not all; no bytes where they have no such coding.
    fn unpack(self, bytes: &[u8], limit: usize) -> (Option<Vec<u8>>, Option<BodyFault>) {
        let mut unpacked = Unpacked::new(bytes, usize::MAX, limit);
        match unpacked.undo(self, bytes) {
            Some(BodyFault::Damaged(_))
                // These two have no magic number: text that does not unpack was not packed.
                if matches!(self, Self::Deflate | Self::Brotli) && looks_like_text(bytes) =>
            {
                (None, None)
            }
            fault @ (None | Some(BodyFault::Damaged(_))) => (Some(unpacked.bytes), fault),
            fault => (Some(Vec::new()), fault),
        }
    }
}

/// What a body unpacks to, as much of it as is held.
struct Unpacked {
    bytes: Vec<u8>,
    /// Bytes that are held.
    keep: usize,
    /// Bytes so far, held or not.
    length: usize,
    /// Bytes beyond which nothing is unpacked.
    most: usize,
    limit: usize,
}

impl Unpacked {
    fn new(packed: &[u8], keep: usize, limit: usize) -> Self {
        // Pages pack to a tenth of their size, seldom to a hundredth; deflate alone can reach 1,032.
        let most = limit.min(DENSE.max(packed.len().saturating_mul(RATIO)));
        Self { bytes: Vec::new(), keep, length: 0, most, limit }
    }

    /// Unpacks, and says why that is not all.
    fn undo(&mut self, coding: Coding, packed: &[u8]) -> Option<BodyFault> {
        let whole = match coding {
            Coding::Gzip => self.gzip(packed),
            Coding::Zlib => self.read(&mut ZlibDecoder::new(packed)),
            Coding::Deflate => self.read(&mut DeflateDecoder::new(packed)),
            Coding::Brotli => self.read(&mut brotli_decompressor::Decompressor::new(packed, 4096)),
            Coding::Zstd => self.zstd(packed),
            Coding::Unknown(name) => return Some(BodyFault::Unknown(name)),
        };
        match (whole, self.length > self.most) {
            (_, true) if self.most == self.limit => Some(BodyFault::TooLarge(self.limit)),
            (_, true) => Some(BodyFault::TooDense),
            (false, false) => Some(BodyFault::Damaged(coding.name())),
            (true, false) => None,
        }
    }

    /// Reads to the end or the limit; false if the data are damaged.
    fn read(&mut self, reader: &mut dyn Read) -> bool {
        // A byte more than may be is read, which tells a body that is full from one that is too large.
        let room = self.most.saturating_add(1).saturating_sub(self.length);
        let held = self.keep.saturating_sub(self.bytes.len()).min(room);
        let before = self.bytes.len();
        let whole = reader.take(held as u64).read_to_end(&mut self.bytes).is_ok();
        let read = self.bytes.len() - before;
        self.length += read;
        if !whole || read < held || held == room {
            return whole;
        }
        let mut rest = reader.take((room - held) as u64);
        let passed = std::io::copy(&mut rest, &mut std::io::sink());
        self.length += (room - held) - usize::try_from(rest.limit()).unwrap_or(0);
        passed.is_ok()
    }

    /// Reads every gzip member; what follows the last is passed over.
    fn gzip(&mut self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        while rest.starts_with(&[0x1f, 0x8b]) && self.length <= self.most {
            let mut member = GzDecoder::new(rest);
            if !self.read(&mut member) {
                // Browsers do not miss the sum and length at the end.
                return lacks_only_trailer(rest, self.most);
            }
            rest = member.into_inner();
        }
        true
    }

    /// Reads every frame; what follows the last is passed over. A window is no larger than RFC 9659
    /// allows.
    fn zstd(&mut self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        while rest.starts_with(ZSTD_MAGIC) && self.length <= self.most {
            let Ok(mut frame) = StreamingDecoder::new_with_max_window_size(&mut rest, ZSTD_WINDOW) else {
                return false;
            };
            if !self.read(&mut frame) {
                return false;
            }
        }
        true
    }
}

/// Whether a gzip member's data end as they should, and only what stands behind them is missing. At most
/// `most` bytes are unpacked to find out.
fn lacks_only_trailer(member: &[u8], most: usize) -> bool {
    const TRAILER: usize = 8;
    let Some(data) = gzip_header(member).and_then(|length| member.get(length..)) else { return false };
    let mut decoder = DeflateDecoder::new(data);
    let passed = std::io::copy(&mut (&mut decoder).take(most as u64 + 1), &mut std::io::sink());
    passed.is_ok_and(|length| length <= most as u64) && decoder.into_inner().len() < TRAILER
}

/// The length of a gzip member's header (RFC 1952, section 2.3).
fn gzip_header(member: &[u8]) -> Option<usize> {
    let flags = *member.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        let length = u16::from_le_bytes([*member.get(at)?, *member.get(at + 1)?]);
        at += 2 + usize::from(length);
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += memchr::memchr(0, member.get(at..)?)? + 1;
        }
    }
    Some(if flags & 2 != 0 { at + 2 } else { at })
}

/// Whether the first bytes have no control characters, as packed data have.
fn looks_like_text(bytes: &[u8]) -> bool {
    // Packed data look random: 256 bytes of them without a control character do not occur.
    bytes.iter().take(256).all(|byte| *byte >= 0x20 || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const WORDS: &[u8] = b"<!doctype html><p>Bread costs more [1].</p>";

    /// The 11 bytes that brotli makes of `hello world` without compressing it (RFC 7932, section 9.2):
    /// one stored meta-block.
    const BROTLI_HELLO: &[u8] = b"\x0b\x05\x80hello world\x03";

    fn head(fields: &str) -> Head {
        Head::parse(format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes()).unwrap()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn whole(bytes: &[u8]) -> Body<'_> {
        Body { bytes: Cow::Borrowed(bytes), fault: None }
    }

    /// What a body of a coding decodes to.
    fn undone(coding: &str, body: &[u8]) -> (Vec<u8>, Option<BodyFault>) {
        let head = head(&format!("Content-Encoding: {coding}"));
        let body = decoded(whole(body), &head, 100_000_000);
        (body.bytes.into_owned(), body.fault)
    }

    #[test]
    fn gzip_without_its_trailer_is_whole_and_without_its_end_is_not() {
        let packed = gzip(WORDS);
        for cut in 1..=8 {
            let (bytes, fault) = undone("gzip", &packed[..packed.len() - cut]);
            assert_eq!((bytes.as_slice(), fault), (WORDS, None), "{cut} bytes short");
        }
        assert!(undone("gzip", &packed[..packed.len() - 9]).1.is_some());
        let mut wrong = packed.clone();
        *wrong.last_mut().unwrap() ^= 1;
        assert!(undone("gzip", &wrong).1.is_some(), "a wrong length is damage");
    }

    #[test]
    fn status_lines_of_any_version_are_read() {
        let table: &[(&[u8], Option<u16>)] = &[
            (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n", Some(200)),
            (b"HTTP/1.0  404 Not Found\n\n", Some(404)),
            (b"HTTP/2 304\r\n\r\n", Some(304)),
            (b"HTTP/1.1\r\n\r\n", None),
            (b"HTTP/1.1 99999\r\n\r\n", None),
            (b"<!doctype html>", None),
            (b"", None),
        ];
        for (bytes, status) in table {
            assert_eq!(
                Head::parse(bytes).map(|head| head.status),
                *status,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn media_types_have_a_charset() {
        let table = [
            ("text/html", "text/html", None),
            ("Text/Html;Charset=ISO-8859-1", "text/html", Some("ISO-8859-1")),
            ("text/html; x=y; charset='utf-8'", "text/html", Some("utf-8")),
            ("text/html; charset=", "text/html", None),
            ("text/html, text/html; charset=utf-8", "text/html", Some("utf-8")),
            ("", "", None),
        ];
        for (value, essence, charset) in table {
            let kind = MediaType::parse(value);
            assert_eq!((kind.essence.as_str(), kind.charset.as_deref()), (essence, charset), "{value}");
        }
    }

    #[test]
    fn chunks_are_undone() {
        let chunked = head("Transfer-Encoding: Chunked");
        let table: &[(&[u8], &[u8], Option<BodyFault>)] = &[
            (b"5\r\nBread\r\n6;ext=1\r\n costs\r\n0\r\n\r\n", b"Bread costs", None),
            (b"5\nBread\n0\n\n", b"Bread", None),
            (b"0\r\nTrailer: x\r\n\r\n", b"", None),
            (b"5\r\nBre", b"Bre", Some(BodyFault::BrokenChunks)),
            (b"5\r\nBread\r\n", b"Bread", Some(BodyFault::BrokenChunks)),
            (b"ffffffffffffffff\r\nBread", b"Bread", Some(BodyFault::BrokenChunks)),
            (b"<p>never chunked</p>\r\n", b"<p>never chunked</p>\r\n", None),
            (b"", b"", None),
        ];
        for (payload, body, fault) in table {
            let found = unchunked(payload, &chunked);
            assert_eq!(
                (&*found.bytes, &found.fault),
                (*body, fault),
                "{:?}",
                String::from_utf8_lossy(payload)
            );
        }
        assert_eq!(unchunked(b"5\r\nBread\r\n", &head("A: b")).bytes.len(), 10, "no field, no chunks");
    }

    #[test]
    fn content_codings_are_undone() {
        for (coding, body) in [
            ("gzip", gzip(WORDS)),
            ("x-gzip", gzip(WORDS)),
            ("deflate", zlib(WORDS)),
            ("Deflate", deflate(WORDS)),
            ("identity", WORDS.to_vec()),
        ] {
            assert_eq!(undone(coding, &body), (WORDS.to_vec(), None), "{coding}");
        }
        assert_eq!(undone("br", BROTLI_HELLO), (b"hello world".to_vec(), None));
        assert_eq!(undone("zstd", &zstd(WORDS)), (WORDS.to_vec(), None));
        assert_eq!(undone("zstd", &[zstd(b"one "), zstd(b"two")].concat()), (b"one two".to_vec(), None));
        assert_eq!(
            undone("deflate, gzip", &gzip(&zlib(WORDS))),
            (WORDS.to_vec(), None),
            "the last coding is undone first"
        );
        assert_eq!(
            undone("gzip", &[gzip(b"one "), gzip(b"two"), b"junk".to_vec()].concat()),
            (b"one two".to_vec(), None)
        );
    }

    #[test]
    fn a_body_without_its_coding_counts_as_it_is() {
        for coding in ["gzip", "deflate", "br", "zstd", "compress", "utf-8", ""] {
            assert_eq!(undone(coding, WORDS), (WORDS.to_vec(), None), "{coding}");
        }
    }

    #[test]
    fn what_can_be_unpacked_of_a_damaged_body_is() {
        let long: Vec<u8> =
            (0..9000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let packed = gzip(&long);
        let (bytes, fault) = undone("gzip", &packed[..packed.len() / 2]);
        assert!(!bytes.is_empty() && long.starts_with(&bytes));
        assert_eq!(fault, Some(BodyFault::Damaged("gzip")));
        assert_eq!(undone("zstd", b"\x28\xb5\x2f\xfd\0\0").1, Some(BodyFault::Damaged("zstd")));
        assert_eq!(undone("compress", b"\x1f\x9d\x90").1, Some(BodyFault::Unknown("compress")));
        assert_eq!(undone("br", b"\x0b\x05\x80hel").1, Some(BodyFault::Damaged("brotli")));
    }

    #[test]
    fn bombs_are_not_unpacked() {
        let bomb = gzip(&vec![b' '; 1_000_000]).repeat(9);
        assert_eq!(undone("gzip", &bomb), (Vec::new(), Some(BodyFault::TooDense)));
        let body = decoded(whole(&bomb), &head("Content-Encoding: gzip"), 1000).fault;
        assert_eq!(body, Some(BodyFault::TooLarge(1000)));
        assert_eq!(undone("gzip", &bomb[..bomb.len() / 9]).1, None, "a dense page of sane size is none");
    }

    #[test]
    fn the_start_of_a_body_is_held_and_the_rest_still_looked_at() {
        let long: Vec<u8> =
            (0..9000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for (name, packed) in [
            ("gzip", gzip(&long)),
            ("deflate", zlib(&long)),
            ("deflate", deflate(&long)),
            ("zstd", zstd(&long)),
        ] {
            let found = unpacked_start(&packed, name, 1000, 1_000_000);
            assert_eq!((&*found.bytes, found.fault), (&long[..1000], None), "{name}");
            let found = unpacked_start(&packed[..packed.len() / 2], name, 1000, 1_000_000);
            assert_eq!(found.fault.map(|fault| matches!(fault, BodyFault::Damaged(_))), Some(true), "{name}");
            let found = unpacked_start(&packed, name, 1000, 30_000);
            assert_eq!((found.bytes.len(), found.fault), (1000, Some(BodyFault::TooLarge(30_000))), "{name}");
            assert_eq!(unpacked_start(&packed, name, long.len(), long.len()).fault, None, "{name}");
        }
        let bomb = gzip(&vec![b' '; 9_000_000]);
        assert_eq!(unpacked_start(&bomb, "gzip", 1000, 100_000_000).fault, Some(BodyFault::TooDense));
        assert_eq!(&*unpacked_start(&gzip(&zlib(WORDS)), "deflate, gzip", 1000, 1000).bytes, WORDS);
    }

    #[test]
    fn a_live_body_has_the_coding_that_it_says() {
        for name in ["gzip", "deflate", "br", "zstd"] {
            assert!(unpacked_start(WORDS, name, 1000, 1000).fault.is_some(), "{name}");
            assert_eq!(unpacked_start(b"", name, 1000, 1000).fault, None, "{name}");
        }
        for name in ["", "identity", "utf-8"] {
            assert_eq!(unpacked_start(WORDS, name, 1000, 1000), whole(WORDS), "{name}");
        }
        assert_eq!(unpacked_start(WORDS, "", 5, 1000).bytes.len(), 5);
    }
}
