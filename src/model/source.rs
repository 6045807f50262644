//! Where an article came from: its file, its place in a container, its format and its encoding.

use serde::{Deserialize, Serialize};

use crate::model::format::Format;
use crate::text::decode::Encoding;

/// One source of one article: a whole file, standard input, or a member of a container.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path as it was given or found, with `/` between folders; what is not Unicode in it is replaced.
    /// `-` is standard input.
    pub path: String,
    /// The path's own bytes where it is not Unicode.
    pub path_bytes: Option<Vec<u8>>,
    /// The path from the folder of the configuration that holds for it, which fingerprints are made with: the
    /// same from whatever folder newscheck is run. Absent where it is `path` itself.
    pub project_path: Option<String>,
    /// Set when the file holds several articles and this is one of them.
    pub member: Option<Member>,
    /// How the bytes were read.
    pub format: Format,
    /// The character encoding the bytes were decoded from.
    pub encoding: Encoding,
    /// Lower-case hexadecimal SHA-256 of the article's bytes, where it was asked for.
    pub sha256: Option<String>,
    /// When a web page was saved or captured, where its file says so: RFC 3339, or as written where it is no
    /// known form.
    pub captured: Option<String>,
    /// The address that the file gives for the page: relative links are resolved against it.
    pub address: Option<String>,
}

impl Source {
    /// The path's own bytes in Base64 where it is not Unicode.
    pub fn path_base64(&self) -> Option<String> {
        self.path_bytes.as_deref().map(|bytes| data_encoding::BASE64.encode(bytes))
    }

    /// Whether spans of the decoded source are byte ranges of the file that edits can be made at: a text
    /// format in UTF-8, and no member of a container.
    pub fn is_editable(&self) -> bool {
        self.format.is_text()
            && self.member.is_none()
            && self.encoding.name == "UTF-8"
            && !self.encoding.lossy
            && self.encoding.doubt.is_none()
    }

    /// The path, and `#id` or `#index` for a member: how messages name the article. Where the id is a random
    /// number, the address is the name.
    pub fn display_name(&self) -> String {
        self.name_at(&self.path)
    }

    /// The name that fingerprints and baselines have for it: as [`Source::display_name`], from the folder of
    /// the configuration.
    pub fn project_name(&self) -> String {
        self.name_at(self.project_path.as_deref().unwrap_or(&self.path))
    }

    fn name_at(&self, path: &str) -> String {
        let Some(member) = &self.member else { return path.to_owned() };
        match (&member.id, &member.url) {
            (Some(id), Some(url)) if id.starts_with("urn:uuid:") => format!("{path}#{url}"),
            (Some(id), _) => format!("{path}#{id}"),
            (None, _) => format!("{path}#{}", member.index),
        }
    }
}

/// An article's place in a container (ndjson, a record array, a web archive). Its lines count in its own
/// decoded text.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Member {
    /// 0-based position among the container's articles; for ndjson, the 0-based line.
    pub index: usize,
    /// The id the container gives, passed through; for a web archive, the record's id without angle brackets.
    pub id: Option<String>,
    /// The URL the container gives.
    pub url: Option<String>,
    /// The capture date the container gives, as written.
    pub date: Option<String>,
    /// The file inside the container that holds the record: `archive/data.warc.gz`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first byte of the record in its file, compressed as it is: where a reader can seek to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// The bytes of the record in its file, compressed as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// The digest of the payload as the record gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload_digest: Option<String>,
    /// Whether the record's bytes have the digests it gives; absent where it gives none that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest_check: Option<DigestCheck>,
}

/// Whether bytes have the digests that are given for them.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum DigestCheck {
    /// Every one.
    Match,
    /// Not every one.
    Mismatch,
}

/// An input that could not be read as an article. Data, not an error: the run goes on and reports it as an
/// INP finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{message}")]
pub struct InputFault {
    /// Which rule reports it.
    pub kind: InputFaultKind,
    /// One line without a full stop: the thing, then the cause.
    pub message: String,
    /// The member of the container that is at fault, where it is only one.
    pub member: Option<Box<Member>>,
    /// What to do instead, where that is known better than for all faults of the kind.
    pub help: Option<&'static str>,
}

impl InputFault {
    /// A fault of a whole input.
    pub fn new(kind: InputFaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), member: None, help: None }
    }
}

/// The kinds of [`InputFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputFaultKind {
    /// INP001: missing, forbidden, too large, broken off, or a bad line of ndjson.
    Unreadable,
    /// INP002: the bytes are no format that newscheck knows.
    UnknownFormat,
    /// INP003: newscheck itself failed on this input.
    Internal,
}

impl InputFaultKind {
    /// The code of the rule that reports it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "INP001",
            Self::UnknownFormat => "INP002",
            Self::Internal => "INP003",
        }
    }
}
