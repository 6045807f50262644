//! The older format ARC (Internet Archive, 1996): its lines before each document, as headers of WARC records.
//! It does not read documents; see `reader`.

use std::net::IpAddr;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::warc::fields::Fields;
use crate::warc::record::{Header, Kind};
use crate::warc::writer::target_uri;

/// What an ARC file begins with: its own name as an address.
const START: &[u8] = b"filedesc://";

/// An ARC file that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Arc {
    /// The first line, which names the file.
    first: Vec<u8>,
    documents: u64,
}

/// What a line says of the document behind it.
#[derive(Debug, PartialEq, Eq)]
struct Line<'l> {
    url: &'l str,
    address: &'l str,
    /// 14 digits.
    date: String,
    mime: &'l str,
    length: u64,
}

/// Whether bytes begin an ARC file.
pub(super) fn starts(bytes: &[u8]) -> bool {
    bytes.starts_with(START)
}

impl Arc {
    /// Whether the first line of a file was read.
    pub(super) fn has_begun(&self) -> bool {
        !self.first.is_empty()
    }

    /// Whether a line may stand before a document: the first of a file names it, the others are like it.
    pub(super) fn is_line(&self, line: &[u8]) -> bool {
        (starts(line) || self.has_begun()) && parse(line).is_some()
    }

    /// The header of a WARC record for a line, of which `document` is the start of what follows; none if the
    /// line is none.
    pub(super) fn header(&mut self, line: &[u8], document: &[u8]) -> Option<Header> {
        let parsed = parse(line)?;
        let named = starts(line);
        if named {
            self.first = line.to_vec();
        }
        self.documents += 1;
        let http = ["http://", "https://"].iter().any(|scheme| {
            parsed.url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let message = document.starts_with(b"HTTP/") || b"HTTP/".starts_with(document);
        let (kind, content_type) = match () {
            () if named => (Kind::Metadata, parsed.mime),
            () if http && message && parsed.length > 0 => {
                (Kind::Response, "application/http; msgtype=response")
            }
            () => (Kind::Resource, parsed.mime),
        };
        let date = &parsed.date;
        let date = format!(
            "{}-{}-{}T{}:{}:{}Z",
            &date[..4],
            &date[4..6],
            &date[6..8],
            &date[8..10],
            &date[10..12],
            &date[12..]
        );
        let mut fields = vec![
            ("WARC-Type", kind.name().to_owned()),
            ("WARC-Record-ID", format!("<{}>", self.id(line))),
            ("WARC-Date", date),
            ("WARC-Target-URI", target_uri(parsed.url)),
        ];
        let address = parsed.address.parse::<IpAddr>().ok().filter(|address| !address.is_unspecified());
        fields.extend(address.map(|address| ("WARC-IP-Address", address.to_string())));
        fields.push(("Content-Type", content_type.to_owned()));
        let length = if named { described(document, parsed.length) } else { parsed.length };
        fields.push(("Content-Length", length.to_string()));
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Some(Header { version: "1.1".to_owned(), fields: Fields::from_pairs(fields) })
    }

    /// An id that is the same whenever the same file is read: of the file's first line, the document's, and
    /// its place among the documents. ARC has none.
    fn id(&self, line: &[u8]) -> String {
        let mut hasher = Sha256::new();
        for part in [&self.first[..], line, &self.documents.to_be_bytes()] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        let digest = hasher.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        // A UUID of bytes of one's own choice (RFC 9562, section 5.8).
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = HEXLOWER.encode(&bytes);
        let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
        format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
    }
}

/// The length of the description that a file begins with. One that is given too long would hide the first
/// document: it ends where a line of one stands.
fn described(description: &[u8], length: u64) -> u64 {
    let most = usize::try_from(length).unwrap_or(usize::MAX).min(description.len());
    let starts = memchr::memchr_iter(b'\n', &description[..most]).map(|end| end + 1);
    let line =
        |start: usize| description[start..].split_inclusive(|&byte| byte == b'\n').next().unwrap_or(b"");
    starts
        .filter(|&start| start < most)
        .find(|&start| parse(line(start)).is_some())
        .map_or(length, |at| at as u64)
}

/// Reads a line: address, IP address, date, type, what version 2 has besides, length. An address may hold
/// spaces, as careless writers left them.
fn parse(line: &[u8]) -> Option<Line<'_>> {
    let line = std::str::from_utf8(line).ok()?.trim_end_matches(['\r', '\n']);
    let words: Vec<&str> = line.split(' ').collect();
    let [.., last] = words[..] else { return None };
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let length = is_number(last).then(|| last.parse().ok()).flatten()?;
    let is_address = |word: &str| word == "-" || word.parse::<IpAddr>().is_ok();
    let is_date = |word: &str| is_number(word) && matches!(word.len(), 12 | 14);
    // The last pair that fits: what comes before is the address.
    let at = (1..words.len().saturating_sub(3))
        .rev()
        .find(|&at| is_address(words[at]) && is_date(words[at + 1]))?;
    let url = line.get(..words[..at].iter().map(|word| word.len() + 1).sum::<usize>() - 1)?;
    let scheme = url.split_once(':')?.0;
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let date = format!("{:0<14}", words[at + 1]);
    let is_day = ("01".."13").contains(&&date[4..6]) && ("01".."32").contains(&&date[6..8]);
    (is_scheme && !scheme.is_empty() && is_day).then_some(Line {
        url,
        address: words[at],
        date,
        mime: words[at + 2],
        length,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_versions_are_read() {
        /// Address, date, type and length.
        type Line<'a> = (&'a str, &'a str, &'a str, u64);
        let table: [(&str, Option<Line<'_>>); 9] = [
            (
                "http://example.org/ 192.0.2.1 20010203040506 text/html 123\n",
                Some(("http://example.org/", "20010203040506", "text/html", 123)),
            ),
            (
                "http://example.org/ 192.0.2.1 20010203040506 text/html 200 ABC - 77 a.arc.gz 123\r\n",
                Some(("http://example.org/", "20010203040506", "text/html", 123)),
            ),
            (
                "http://example.org/a b 192.0.2.1 200102030405 text/html 123\n",
                Some(("http://example.org/a b", "20010203040500", "text/html", 123)),
            ),
            (
                "dns:example.org 192.0.2.1 20010203040506 text/dns 9\n",
                Some(("dns:example.org", "20010203040506", "text/dns", 9)),
            ),
            ("http://example.org/ 192.0.2.1 20010203040506 text/html -1\n", None),
            ("http://example.org/ 192.0.2.1 20011303040506 text/html 1\n", None),
            ("http://example.org/ example.org 20010203040506 text/html 1\n", None),
            ("<p>on 192.0.2.1 20010203040506 text/html 1\n", None),
            ("", None),
        ];
        for (line, expected) in table {
            let found = parse(line.as_bytes());
            let found = found.as_ref().map(|line| (line.url, &*line.date, line.mime, line.length));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_description_ends_before_the_first_document() {
        let about = "1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n";
        let line = "http://example.org/ 192.0.2.1 20010203040506 text/html 40\n";
        let table = [
            (about.to_owned(), about.len() as u64, about.len() as u64),
            (format!("{about}{line}"), about.len() as u64, about.len() as u64),
            (format!("{about}\n{line}"), about.len() as u64 + 11, about.len() as u64 + 1),
            (format!("{about}\n"), 5_000, 5_000),
            (String::new(), 9, 9),
        ];
        for (bytes, said, expected) in table {
            assert_eq!(described(bytes.as_bytes(), said), expected, "{bytes}");
        }
    }

    #[test]
    fn a_document_is_a_response_or_a_file() {
        let first = b"filedesc://a.arc 0.0.0.0 20010203040506 text/plain 76\n";
        let line = |url: &str| format!("{url} 192.0.2.1 20010203040506 text/html 40\n").into_bytes();
        let mut arc = Arc::default();
        assert!(!arc.is_line(&line("http://example.org/")), "no ARC file has begun");
        assert_eq!(arc.header(first, b"1 0 Archive\n").unwrap().kind(), Kind::Metadata);
        assert!(arc.is_line(&line("http://example.org/")) && !arc.is_line(b"<p>Words\n"));
        let response = arc.header(&line("http://example.org/"), b"HTTP/1.0 200 OK\r\n").unwrap();
        let file = arc.header(&line("http://example.org/"), b"<html>").unwrap();
        assert_eq!((response.kind(), file.kind()), (Kind::Response, Kind::Resource));
        assert_eq!(response.date(), Some("2001-02-03T04:05:06Z"));
        assert_ne!(response.id(), file.id(), "two documents of one line");
        let mut again = Arc::default();
        again.header(first, b"1 0 Archive\n");
        assert_eq!(again.header(&line("http://example.org/"), b"HTTP/").unwrap().id(), response.id());
    }
}
