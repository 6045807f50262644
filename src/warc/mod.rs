//! The web archive formats WARC (ISO 28500) and ARC: records, their digests, and the HTTP messages in them. A
//! codec: it knows bytes and nothing of articles. It does not decide which records are worth reading; see
//! `input::warc`.

mod arc;
pub mod digest;
pub mod fields;
pub mod http;
pub mod package;
pub mod reader;
pub mod record;
mod stream;
pub mod writer;
mod zstd;

pub use digest::{Digest, DigestReader, Verifier, sha256_label};
pub use fields::Fields;
pub use reader::{Block, Cause, Extent, Fault, Reader};
pub use record::{Header, Kind};
pub use writer::{Draft, Packing};

/// Whether bytes begin a WARC or ARC file, packed or not. Of a file that begins with a dictionary nothing
/// more is known than that only WARC has such.
///
/// ```
/// assert!(newscheck::warc::starts(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
/// assert!(newscheck::warc::starts(b"filedesc://a.arc 0.0.0.0 20010203040506 text/plain 76\n"));
/// assert!(!newscheck::warc::starts(b"WARC files are archives [1]."));
/// ```
pub fn starts(bytes: &[u8]) -> bool {
    if bytes.starts_with(&zstd::DICTIONARY) {
        return true;
    }
    let mut stream = stream::Stream::new(bytes);
    if !stream.next_unit().unwrap_or(false) {
        return false;
    }
    let start = stream.fill().unwrap_or_default();
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    arc::starts(start) || Header::parse(line).is_some()
}
