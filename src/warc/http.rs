//! HTTP responses as records hold them: status and fields, and the body without its chunks and content codings. What a body unpacks
//! to is bounded. It does not decode characters.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use crate::warc::fields::Fields;

/// Bytes of a head beyond which it is taken for none.
pub const HEAD_LIMIT: usize = 256 * 1024;

/// How many times its packed size a body may have, once it is larger than [`DENSE`].
const RATIO: usize = 200;

/// Bytes to which a body of any size may unpack.
const DENSE: usize = 8 * 1024 * 1024;

/// Content codings of one body that are undone; more are no sane server's.
const CODINGS: usize = 4;

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
    /// Reads the value of a `Content-Type` field. A list of several, as proxies make it, counts as its first.
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

/// The payload without its chunks. Many archives hold bodies whose chunks were undone while the field that names them stayed.
pub fn unchunked<'p>(payload: &'p [u8], head: &Head) -> Body<'p> {
    let chunked = head.fields.get("Transfer-Encoding").is_some_and(|codings| names(codings).any(|coding| coding == "chunked"));
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

/// The body without its content codings, at most `limit` bytes. Many archives hold bodies whose coding was undone while the field
/// that names it stayed: a body that does not have the coding counts as it is.
pub fn decoded<'p>(mut body: Body<'p>, head: &Head, limit: usize) -> Body<'p> {
    let codings: Vec<String> = head.fields.get("Content-Encoding").map(|codings| names(codings).collect()).unwrap_or_default();
    for coding in codings.iter().rev().take(CODINGS) {
        let Some(coding) = Coding::of(coding, &body.bytes) else { continue };
        let (unpacked, fault) = coding.unpack(&body.bytes, limit);
        body.fault = body.fault.or(fault);
        body.bytes = unpacked.map_or(body.bytes, Cow::Owned);
    }
    body
}

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
    Unknown(&'static str),
}

impl Coding {
    /// The coding of a name, if the bytes may have it.
    fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        match (name, bytes) {
            ("gzip" | "x-gzip" | "deflate", [0x1f, 0x8b, ..]) => Some(Self::Gzip),
            // RFC 9110, 8.4.1.2: deflate means zlib, but some send it raw.
            ("deflate", [first, second, ..]) if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0 => Some(Self::Zlib),
            ("deflate", _) => Some(Self::Deflate),
            ("br", _) => Some(Self::Brotli),
            ("zstd", [0x28, 0xb5, 0x2f, 0xfd, ..]) => Some(Self::Unknown("zstd")),
            ("compress" | "x-compress", [0x1f, 0x9d, ..]) => Some(Self::Unknown("compress")),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib | Self::Deflate => "deflate",
            Self::Brotli => "brotli",
            Self::Unknown(name) => name,
        }
    }

    /// What the bytes unpack to, and why that is not all; no bytes where they have no such coding.
    fn unpack(self, bytes: &[u8], limit: usize) -> (Option<Vec<u8>>, Option<BodyFault>) {
        let mut unpacked = Unpacked { bytes: Vec::new(), most: limit.min(DENSE.max(bytes.len().saturating_mul(RATIO))) };
        let whole = match self {
            Self::Gzip => unpacked.gzip(bytes),
            Self::Zlib => unpacked.read(ZlibDecoder::new(bytes)),
            Self::Deflate => unpacked.read(DeflateDecoder::new(bytes)),
            Self::Brotli => unpacked.read(brotli_decompressor::Decompressor::new(bytes, 4096)),
            Self::Unknown(name) => return (Some(Vec::new()), Some(BodyFault::Unknown(name))),
        };
        let fault = match (whole, unpacked.bytes.len() > unpacked.most) {
            (_, true) if unpacked.most == limit => BodyFault::TooLarge(limit),
            (_, true) => BodyFault::TooDense,
            (true, false) => return (Some(unpacked.bytes), None),
            (false, false) if matches!(self, Self::Deflate | Self::Brotli) && looks_like_text(bytes) => return (None, None),
            (false, false) => return (Some(unpacked.bytes), Some(BodyFault::Damaged(self.name()))),
        };
        (Some(Vec::new()), Some(fault))
    }
}

/// What a body unpacks to, up to one byte more than it may.
struct Unpacked {
    bytes: Vec<u8>,
    most: usize,
}

impl Unpacked {
    /// Reads to the end or the limit; false if the data are damaged.
    fn read(&mut self, reader: impl Read) -> bool {
        let room = self.most.saturating_add(1).saturating_sub(self.bytes.len()) as u64;
        reader.take(room).read_to_end(&mut self.bytes).is_ok()
    }

    /// Reads every gzip member; what follows the last is passed over.
    fn gzip(&mut self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        while rest.starts_with(&[0x1f, 0x8b]) && self.bytes.len() <= self.most {
            let mut member = GzDecoder::new(rest);
            if !self.read(&mut member) {
                return false;
            }
            rest = member.into_inner();
        }
        true
    }
}

/// Whether the first bytes have no control characters, as packed data have.
fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.iter().take(256).all(|byte| *byte >= 0x20 || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const WORDS: &[u8] = b"<!doctype html><p>Bread costs more [1].</p>";

    /// The 11 bytes that brotli makes of `hello world` without compressing it (RFC 7932, section 9.2): one stored meta-block.
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
            assert_eq!(Head::parse(bytes).map(|head| head.status), *status, "{:?}", String::from_utf8_lossy(bytes));
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
            assert_eq!((&*found.bytes, &found.fault), (*body, fault), "{:?}", String::from_utf8_lossy(payload));
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
        assert_eq!(undone("deflate, gzip", &gzip(&zlib(WORDS))), (WORDS.to_vec(), None), "the last coding is undone first");
        assert_eq!(undone("gzip", &[gzip(b"one "), gzip(b"two"), b"junk".to_vec()].concat()), (b"one two".to_vec(), None));
    }

    #[test]
    fn a_body_without_its_coding_counts_as_it_is() {
        for coding in ["gzip", "deflate", "br", "zstd", "compress", "utf-8", ""] {
            assert_eq!(undone(coding, WORDS), (WORDS.to_vec(), None), "{coding}");
        }
    }

    #[test]
    fn what_can_be_unpacked_of_a_damaged_body_is() {
        let long: Vec<u8> = (0..9000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let packed = gzip(&long);
        let (bytes, fault) = undone("gzip", &packed[..packed.len() / 2]);
        assert!(!bytes.is_empty() && long.starts_with(&bytes));
        assert_eq!(fault, Some(BodyFault::Damaged("gzip")));
        assert_eq!(undone("zstd", b"\x28\xb5\x2f\xfd\0\0").1, Some(BodyFault::Unknown("zstd")));
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
}
