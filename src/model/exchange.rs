//! One HTTP request and what came back, as an archive keeps it. It does not know how either is written; see
//! `archive`.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::warc::Fields;
use crate::warc::http::{self, Body, Head};

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The address asked, in ASCII as RFC 3986 has it, without its fragment.
    pub url: String,
    /// When the request was sent.
    pub at: DateTime<Utc>,
    /// The address connected to; none behind a proxy.
    pub address: Option<IpAddr>,
    /// The protocol spoken.
    pub protocol: Protocol,
    /// What was asked.
    pub request: RequestHead,
    /// The body of the request; empty for GET.
    pub sent: Vec<u8>,
    /// The head of the answer.
    pub response: ResponseHead,
    /// The body as it was received: its content coding is kept, a transfer coding is removed.
    pub body: Vec<u8>,
    /// Why the body is not whole, if it is not.
    pub truncated: Option<Truncation>,
    /// How the connection was secured, if it was.
    pub tls: Option<Arc<Tls>>,
}

impl Exchange {
    /// The body without its content coding, at most `limit` bytes.
    pub fn unpacked(&self, limit: usize) -> Body<'_> {
        let text =
            |(name, value): &(String, Vec<u8>)| (name.clone(), String::from_utf8_lossy(value).into_owned());
        let fields = Fields::from_pairs(self.response.fields.iter().map(text).collect());
        http::decoded(
            Body { bytes: (&self.body).into(), fault: None },
            &Head { status: self.response.status, fields },
            limit,
        )
    }
}

/// A version of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// HTTP/1.0
    Http10,
    /// HTTP/1.1
    Http11,
    /// HTTP/2
    Http2,
}

/// The head of a request.
#[derive(Clone, Debug)]
pub struct RequestHead {
    /// `GET`.
    pub method: String,
    /// The path and query: `/a?b`.
    pub target: String,
    /// Header fields in order, `host` among them.
    pub fields: HeaderFields,
}

/// The head of an answer.
#[derive(Clone, Debug)]
pub struct ResponseHead {
    /// The status code.
    pub status: u16,
    /// The words after it: `Not Found`; the registered ones where the server sent none.
    pub reason: String,
    /// Header fields in order, names in lower case.
    pub fields: HeaderFields,
}

impl ResponseHead {
    /// The value of the first field with this name (in lower case), where it is text.
    pub fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        std::str::from_utf8(value).ok()
    }
}

/// Names and values. A value is bytes without line ends.
pub type HeaderFields = Vec<(String, Vec<u8>)>;

/// Why a body is not whole (ISO 28500, section 5.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truncation {
    /// It is longer than is kept.
    Length,
    /// It took longer than is waited.
    Time,
    /// The connection ended before it did.
    Disconnect,
}

impl Truncation {
    /// Its name in a WARC record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Time => "time",
            Self::Disconnect => "disconnect",
        }
    }
}

/// How a connection was secured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// `TLSv1.3`
    pub version: String,
    /// `TLS13_AES_256_GCM_SHA384`; empty where the client does not tell.
    pub cipher: String,
    /// The server's certificates in DER, its own first.
    pub chain: Vec<Vec<u8>>,
}
