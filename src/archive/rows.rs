//! What goes into an archive and what comes out of it, as plain data.

use chrono::{DateTime, Utc};

use crate::model::ArticleRecord;
use crate::warc::http::{self, Body, Head};

/// Bytes to which a body may unpack before its text is extracted.
pub(super) const UNPACKED: usize = 64 << 20;

/// Who writes to an archive, when and with what. It is written into each file: the command line must be free
/// of secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunNote {
    /// Who is responsible for what is captured, as given.
    pub operator: Option<String>,
    /// The command as it was typed.
    pub command_line: String,
    /// The version of newscheck: `0.1.0`.
    pub version: String,
    /// When the run began.
    pub at: DateTime<Utc>,
}

/// What a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// Its title.
    pub title: Option<String>,
    /// Its text, a paragraph a line.
    pub text: String,
}

/// An article to be archived as it was read.
#[derive(Clone, Copy, Debug)]
pub struct ArticleCapture<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their media type, with the charset where it is known: `text/html; charset=utf-8`.
    pub mime: &'a str,
    /// What was read from them. Its address, if it has one, is that of the capture.
    pub record: &'a ArticleRecord,
    /// When it was read.
    pub at: DateTime<Utc>,
}

/// What is known of an exchange beyond its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remarks<'r> {
    /// The page that needs it, of styles and images.
    pub via: Option<&'r str>,
    /// Why its page is not what its address stands for: the verdict's name, and what told it.
    pub verdict: Option<(&'r str, &'r str)>,
}

/// A file that the user saved.
#[derive(Clone, Debug)]
pub struct Attachment<'a> {
    /// The address it stands for.
    pub url: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their media type, with the charset where it is known.
    pub mime: &'a str,
    /// The name of the file, without folders.
    pub file_name: Option<&'a str>,
    /// When it was attached.
    pub at: DateTime<Utc>,
    /// What it says.
    pub page: Option<PageText>,
}

/// A capture in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureRow {
    /// Its number in the catalogue; captures that came later have greater ones.
    pub id: i64,
    /// The id of its record: `urn:uuid:...`.
    pub record_id: String,
    /// What sort of record it is.
    pub kind: CaptureKind,
    /// The address captured, in ASCII.
    pub url: String,
    /// The method of its request, where that is another than GET: it answers what was sent, and is not the
    /// page that its address stands for.
    pub method: Option<String>,
    /// What was sent, as parameters.
    pub sent: Option<String>,
    /// When: `2026-11-24T16:00:00Z`.
    pub at: String,
    /// The HTTP status; none for files.
    pub status: Option<u16>,
    /// The media type without parameters.
    pub mime: Option<String>,
    /// The digest of the payload: `sha256:` and hexadecimal, or what an imported record has.
    pub digest: String,
    /// The bytes of the payload as it was received; of a revisit those of the capture it refers to.
    pub size: u64,
    /// Why the payload is not whole: `length`, `time`, `disconnect`; `segment` if others hold the rest.
    pub truncated: Option<String>,
    /// The ETag field.
    pub etag: Option<String>,
    /// The Last-Modified field.
    pub last_modified: Option<String>,
    /// Where it redirects to.
    pub redirect: Option<String>,
    /// The capture that holds the payload, of a revisit.
    pub original: Option<i64>,
    /// The page that needs it, of a page's styles and images.
    pub via: Option<String>,
    /// Whether the user supplied it.
    pub user_supplied: bool,
    /// Whether it was imported although a digest that its record states is not that of its bytes.
    pub unverified: bool,
    /// Why it is not what its address stands for, where its run judged so: the verdict's name, such as
    /// `blocked` for a wall, `soft-404` or `unreachable` for a passing fault.
    pub verdict: Option<String>,
    /// What told that, in a few words.
    pub reason: Option<String>,
    /// The name of its data file.
    pub file: String,
    /// Where its record begins there.
    pub offset: u64,
    /// The length of its record there.
    pub length: u64,
}

/// What sort of record a capture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaptureKind {
    /// What a server sent.
    Response,
    /// It is as an earlier capture has it.
    Revisit,
    /// A file: an article as read, or what the user attached.
    Resource,
}

impl CaptureKind {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "revisit" => Self::Revisit,
            "resource" => Self::Resource,
            _ => Self::Response,
        }
    }

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Revisit => "revisit",
            Self::Resource => "resource",
        }
    }
}

/// An article in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// Its number in the catalogue.
    pub id: i64,
    /// The capture that holds its bytes.
    pub capture: i64,
    /// The SHA-256 of its bytes in lower-case hexadecimal.
    pub sha256: String,
    /// The file, as it was given or found.
    pub path: String,
    /// Its own address.
    pub url: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// When it was published, as its record says.
    pub published: Option<String>,
    /// When its bytes were captured.
    pub at: String,
    /// Its record as JSON (`newscheck/article/1`).
    pub record: String,
}

/// The last successful capture of an address, for asking whether it has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCapture {
    /// When: `2026-11-24T16:00:00Z`.
    pub at: String,
    /// The digest of its payload.
    pub digest: String,
    /// Its ETag field, for `If-None-Match`.
    pub etag: Option<String>,
    /// Its Last-Modified field, for `If-Modified-Since`.
    pub last_modified: Option<String>,
}

/// What a capture holds; for a revisit the payload is that of the capture it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// The head of the HTTP answer as bytes; empty for files.
    pub head: Vec<u8>,
    /// The body as it was received, its content coding kept; chunks, as imported records may have them, are
    /// undone.
    pub body: Vec<u8>,
    /// Its media type with parameters.
    pub mime: Option<String>,
}

impl Payload {
    /// The body without its content coding.
    pub fn unpacked(&self) -> Body<'_> {
        match Head::parse(&self.head) {
            Some(head) => http::decoded(Body { bytes: (&self.body).into(), fault: None }, &head, UNPACKED),
            None => Body { bytes: (&self.body).into(), fault: None },
        }
    }
}

/// What opening an archive put right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Records that were on the disk and not yet in the catalogue.
    pub indexed: usize,
    /// What was dropped: the end of a record that was being written when its process ended.
    pub dropped: Vec<Dropped>,
    /// Data files that are gone or have shrunk. It is told each time the archive is opened, until
    /// [`check`](crate::archive::check()) repairs it.
    pub lost: Vec<Lost>,
}

/// A data file of which less is there than the catalogue knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The file's name.
    pub file: String,
    /// Bytes that it had.
    pub had: u64,
    /// Bytes that it has; none where it is gone.
    pub has: Option<u64>,
}

impl std::fmt::Display for Lost {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, had, has } = self;
        match has {
            None => write!(formatter, "{file} is gone: {had} bytes of captures are lost")?,
            Some(has) => {
                write!(formatter, "{file} has {has} bytes, not {had}: the captures behind them are lost")?;
            }
        }
        write!(formatter, "; put the file back, or have `newscheck archive check --repair` forget them")
    }
}

/// Bytes that were dropped from a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The file's name.
    pub file: String,
    /// The first byte.
    pub offset: u64,
    /// How many.
    pub length: u64,
    /// What was wrong with them.
    pub cause: String,
}
