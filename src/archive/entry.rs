//! What the catalogue knows of a record. It is derived from the record alone, in the same way when the record
//! is written and when its file is read again, so that a catalogue can be rebuilt.

use url::Url;

use crate::archive::PageText;
use crate::archive::sent::Sent;
use crate::model::ArticleRecord;
use crate::warc::http::Head;
use crate::warc::writer::{FIELDS_TYPE, target_uri};
use crate::warc::{Header, Kind};

/// The media type of an article's record.
pub(super) const RECORD_TYPE: &str = "application/json";

/// What the address of an article's record begins with; its SHA-256 follows.
pub(super) const RECORD_URN: &str = "urn:newscheck:record:";

/// What the address of a chain of certificates begins with; host and port follow.
pub(super) const CHAIN_URN: &str = "urn:newscheck:tls:";

/// What the address of a seal begins with; the SHA-256 of its statement follows.
pub(super) const SEAL_URN: &str = "urn:newscheck:seal:";

/// Fields with digests, and what they are called in a record that was imported although its bytes have
/// another.
pub(super) const UNVERIFIED: [(&str, &str); 2] = [
    ("WARC-Block-Digest", "newscheck-Unverified-Block-Digest"),
    ("WARC-Payload-Digest", "newscheck-Unverified-Payload-Digest"),
];

/// Bytes of notes that are kept; those of newscheck are much shorter.
const NOTE_LIMIT: usize = 8 * 1024;

/// A record of a data file.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where it begins in its file.
    pub offset: u64,
    /// The length of its gzip member.
    pub length: u64,
    /// Its type: `response`.
    pub kind: String,
    /// `urn:uuid:...`
    pub record_id: String,
    /// The record it belongs to: what it describes, was captured with, was made of, or goes on; of an answer
    /// the request that it names. Of metadata about no record, as chains of certificates and seals are, the
    /// address that they are about.
    pub concerns: Option<String>,
    /// The block of a metadata record that consists of fields.
    pub note: Option<String>,
    /// What it sent, if it is a request other than GET.
    pub sent: Option<Sent>,
    /// What was captured, if it is a capture.
    pub capture: Option<CaptureEntry>,
    /// The article that it describes.
    pub article: Option<Box<ArticleRecord>>,
    /// Title and text of the page.
    pub page: Option<PageText>,
}

/// What was captured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CaptureEntry {
    pub url: String,
    pub at: String,
    pub status: Option<u16>,
    pub mime: Option<String>,
    pub digest: String,
    pub size: u64,
    pub truncated: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub redirect: Option<String>,
    pub refers_to: Option<Refers>,
    pub unverified: bool,
}

/// Which capture a revisit refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refers {
    pub record_id: Option<String>,
    pub url: Option<String>,
    pub at: Option<String>,
    /// Whether the server said that nothing had changed.
    pub not_modified: bool,
}

/// The block of a record, in parts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BlockParts<'b> {
    /// The head of an HTTP message; empty if the block is none.
    pub head: &'b [u8],
    /// What follows, or as much of it as is kept in memory.
    pub payload: &'b [u8],
    /// Its whole length.
    pub size: u64,
}

impl Entry {
    /// Describes a record. The digest is that of its payload, for records that do not name one. Where it
    /// stands is not known yet, nor its text.
    pub(super) fn of(header: &Header, block: BlockParts<'_>, digest: impl FnOnce() -> String) -> Self {
        let kind = header.kind();
        let concerns =
            header.fields.get("WARC-Refers-To").or_else(|| header.fields.get("WARC-Concurrent-To"));
        let origin = header.fields.get("WARC-Segment-Origin-ID").filter(|_| kind == Kind::Continuation);
        // Metadata that name no record are about an address.
        let own = header.target_uri().filter(|_| kind == Kind::Metadata);
        let about = match kind {
            Kind::Request | Kind::Metadata => concerns.or(own),
            Kind::Conversion => concerns,
            Kind::Response | Kind::Revisit => header.fields.get("WARC-Concurrent-To"),
            Kind::Continuation => origin,
            _ => None,
        };
        Self {
            offset: 0,
            length: 0,
            kind: kind.name().to_owned(),
            record_id: header.id().unwrap_or("").to_owned(),
            concerns: about.map(without_brackets),
            note: note(header, block.payload),
            sent: if kind == Kind::Request { Sent::read(block.head, block.payload) } else { None },
            capture: capture(header, block, digest),
            article: article(header, block.payload),
            page: None,
        }
    }

    /// Whether the page in it can have a text of its own: it was sent with success and is no revisit.
    pub(super) fn may_have_text(&self) -> bool {
        let success =
            |capture: &CaptureEntry| capture.status.is_none_or(|status| (200..300).contains(&status));
        self.kind != Kind::Revisit.name() && self.capture.as_ref().is_some_and(success)
    }
}

/// The title and the text of an article, for searching.
pub(super) fn article_text(record: &ArticleRecord) -> PageText {
    let paragraphs: Vec<&str> = record.body.iter().map(|block| &*block.text).collect();
    PageText { title: record.headline.clone(), text: paragraphs.join("\n") }
}

/// The value of a field in a note.
pub(super) fn note_field<'n>(note: &'n str, name: &str) -> Option<&'n str> {
    note.lines()
        .find_map(|line| line.split_once(": ").filter(|(known, _)| *known == name).map(|(_, value)| value))
}

fn note(header: &Header, payload: &[u8]) -> Option<String> {
    let fields = header.kind() == Kind::Metadata && header.content_type() == Some(FIELDS_TYPE);
    fields.then(|| String::from_utf8_lossy(&payload[..payload.len().min(NOTE_LIMIT)]).into_owned())
}

fn article(header: &Header, payload: &[u8]) -> Option<Box<ArticleRecord>> {
    let about =
        header.kind() == Kind::Metadata && header.target_uri().is_some_and(|uri| uri.starts_with(RECORD_URN));
    if about { serde_json::from_slice(payload).ok() } else { None }
}

fn capture(header: &Header, block: BlockParts<'_>, digest: impl FnOnce() -> String) -> Option<CaptureEntry> {
    let kind = header.kind();
    if !matches!(kind, Kind::Response | Kind::Revisit | Kind::Resource) {
        return None;
    }
    let url = header.target_uri()?.to_owned();
    let http = Head::parse(block.head);
    let field = |name: &str| http.as_ref().and_then(|head| head.fields.get(name)).map(str::to_owned);
    let mime =
        if block.head.is_empty() { header.content_type().map(str::to_owned) } else { field("Content-Type") };
    let status = http.as_ref().map(|head| head.status);
    let refers = |name: &str| header.fields.get(name).map(without_brackets);
    let refers_to = Refers {
        record_id: refers("WARC-Refers-To"),
        url: refers("WARC-Refers-To-Target-URI"),
        at: refers("WARC-Refers-To-Date"),
        not_modified: header
            .fields
            .get("WARC-Profile")
            .is_some_and(|profile| profile.ends_with("server-not-modified")),
    };
    // The first part of a page says no more of all of it than one that was cut off.
    let segment = header.is_segment().then_some("segment");
    Some(CaptureEntry {
        at: header.date().unwrap_or("").to_owned(),
        status,
        mime: mime.and_then(|mime| essence(&mime)),
        digest: header.fields.get("WARC-Payload-Digest").map_or_else(digest, str::to_owned),
        size: block.size,
        truncated: header.truncated().or(segment).filter(|_| kind != Kind::Revisit).map(str::to_owned),
        etag: field("ETag"),
        last_modified: field("Last-Modified"),
        redirect: field("Location")
            .filter(|_| status.is_some_and(|status| status / 100 == 3))
            .and_then(|to| joined(&url, &to)),
        refers_to: (kind == Kind::Revisit).then_some(refers_to),
        unverified: UNVERIFIED.iter().any(|(_, name)| header.fields.get(name).is_some()),
        url,
    })
}

fn joined(base: &str, location: &str) -> Option<String> {
    Url::parse(base).and_then(|base| base.join(location)).ok().map(|url| target_uri(url.as_str()))
}

fn essence(mime: &str) -> Option<String> {
    let essence =
        mime.split(|letter: char| letter == ';' || letter.is_whitespace()).find(|part| !part.is_empty())?;
    Some(essence.to_ascii_lowercase())
}

fn without_brackets(value: &str) -> String {
    value.trim_start_matches('<').trim_end_matches('>').to_owned()
}
