//! The header of a WARC record: its version, its named fields, and what kind of record it is. It does not
//! read blocks; see `reader`.

use crate::warc::digest::Digest;
use crate::warc::fields::Fields;

/// The header of a record, of any version from 0.17 to 1.1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The version as written after `WARC/`: `1.0`.
    pub version: String,
    /// The named fields.
    pub fields: Fields,
}

/// What a record is (ISO 28500, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It describes the records that follow.
    Warcinfo,
    /// What a server sent, with its protocol's head.
    Response,
    /// A file without a protocol's head.
    Resource,
    /// What was sent to a server.
    Request,
    /// It describes another record.
    Metadata,
    /// It says that a server sent what an earlier record holds.
    Revisit,
    /// Another form of what an earlier record holds.
    Conversion,
    /// A further part of an earlier record.
    Continuation,
    /// A type that the standard does not know.
    Other,
}

/// The kinds that the standard knows.
const KINDS: [Kind; 8] = [
    Kind::Warcinfo,
    Kind::Response,
    Kind::Resource,
    Kind::Request,
    Kind::Metadata,
    Kind::Revisit,
    Kind::Conversion,
    Kind::Continuation,
];

impl Kind {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Request => "request",
            Self::Metadata => "metadata",
            Self::Revisit => "revisit",
            Self::Conversion => "conversion",
            Self::Continuation => "continuation",
            Self::Other => "other",
        }
    }
}

impl Header {
    /// Reads a head: the version line and the fields. None if the first line names no WARC version.
    ///
    /// ```
    /// use newscheck::warc::{Header, Kind};
    /// let header = Header::parse(b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\n").unwrap();
    /// assert_eq!((header.kind(), header.content_length()), (Kind::Resource, Some(3)));
    /// ```
    pub fn parse(head: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', head).unwrap_or(head.len());
        let version = std::str::from_utf8(head[..end].strip_prefix(b"WARC/")?).ok()?.trim();
        let digits = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        digits.then(|| Self { version: version.to_owned(), fields: Fields::parse(&head[end..]) })
    }

    /// What the record is.
    pub fn kind(&self) -> Kind {
        let name = self.fields.get("WARC-Type").unwrap_or("");
        KINDS.iter().find(|kind| kind.name().eq_ignore_ascii_case(name)).copied().unwrap_or(Kind::Other)
    }

    /// The record's id without angle brackets: `urn:uuid:...`.
    pub fn id(&self) -> Option<&str> {
        self.fields.get("WARC-Record-ID").map(without_brackets)
    }

    /// The address of what was captured, without the angle brackets that some writers put around it.
    pub fn target_uri(&self) -> Option<&str> {
        self.fields.get("WARC-Target-URI").map(without_brackets)
    }

    /// The moment of capture as written.
    pub fn date(&self) -> Option<&str> {
        self.fields.get("WARC-Date")
    }

    /// The bytes of the block; none if the field is missing or no number.
    pub fn content_length(&self) -> Option<u64> {
        let digits = self.fields.get("Content-Length")?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    /// The media type of the block.
    pub fn content_type(&self) -> Option<&str> {
        self.fields.get("Content-Type")
    }

    /// The digest of the block, if its algorithm is known.
    pub fn block_digest(&self) -> Option<Digest> {
        self.fields.get("WARC-Block-Digest").and_then(Digest::parse)
    }

    /// The digest of the payload, if its algorithm is known.
    pub fn payload_digest(&self) -> Option<Digest> {
        self.fields.get("WARC-Payload-Digest").and_then(Digest::parse)
    }

    /// Whether the record is one of several that hold a block together (ISO 28500, section 7).
    pub fn is_segment(&self) -> bool {
        self.fields.get("WARC-Segment-Number").is_some()
    }

    /// Why the block was cut short when it was captured: `length`, `time`, `disconnect`.
    pub fn truncated(&self) -> Option<&str> {
        self.fields.get("WARC-Truncated")
    }
}

fn without_brackets(value: &str) -> &str {
    value.strip_prefix('<').and_then(|inside| inside.strip_suffix('>')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(fields: &str) -> Header {
        Header::parse(format!("WARC/1.0\r\n{fields}\r\n\r\n").as_bytes()).unwrap()
    }

    #[test]
    fn versions_from_0_17_on_are_read_and_other_first_lines_are_not() {
        let table: &[(&[u8], Option<&str>)] = &[
            (b"WARC/1.1\r\nA: b\r\n\r\n", Some("1.1")),
            (b"WARC/0.18\nA: b\n\n", Some("0.18")),
            (b"WARC/1.0", Some("1.0")),
            (b"WARC/\r\n\r\n", None),
            (b"WARC/next\r\n\r\n", None),
            (b"warc/1.0\r\n\r\n", None),
            (b"HTTP/1.1 200 OK\r\n\r\n", None),
            (b"", None),
        ];
        for (head, version) in table {
            assert_eq!(
                Header::parse(head).map(|header| header.version).as_deref(),
                *version,
                "{:?}",
                String::from_utf8_lossy(head)
            );
        }
    }

    #[test]
    fn kinds_are_known_in_any_case() {
        let table = [
            ("response", Kind::Response),
            ("Revisit", Kind::Revisit),
            ("x-own", Kind::Other),
            ("", Kind::Other),
        ];
        for (name, kind) in table {
            assert_eq!(header(&format!("WARC-Type: {name}")).kind(), kind, "{name}");
        }
    }

    #[test]
    fn brackets_around_ids_and_addresses_are_dropped() {
        let header = header("WARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <https://example.org/>");
        assert_eq!((header.id(), header.target_uri()), (Some("urn:uuid:1"), Some("https://example.org/")));
    }

    #[test]
    fn a_length_is_a_number_without_sign() {
        let table = [
            ("12", Some(12)),
            ("0", Some(0)),
            ("-1", None),
            ("+1", None),
            ("1e3", None),
            ("", None),
            ("99999999999999999999", None),
        ];
        for (length, expected) in table {
            assert_eq!(header(&format!("Content-Length: {length}")).content_length(), expected, "{length}");
        }
    }
}
