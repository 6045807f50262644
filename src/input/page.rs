//! One page as a server sent it: its type and charset are what the server says. It does not fetch; see
//! `fetch`.

use crate::input::{Emit, LoadOptions, document};
use crate::model::{Candidate, FieldName, Format, InputFault, InputFaultKind, Provenance, Source};
use crate::text::decode::{Declaration, decode};
use crate::warc::http::MediaType;

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebPage {
    /// The address it was found at, behind all redirects.
    pub url: String,
    /// When, as RFC 3339 in UTC.
    pub captured: String,
    /// The server's `Content-Type`.
    pub content_type: Option<String>,
    /// The body without content coding.
    pub body: Vec<u8>,
}

/// Reads a page and emits the one document in it, or why there is none.
pub fn load(page: &WebPage, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>) {
    let media = match &page.content_type {
        Some(given) => MediaType::parse(given),
        None => sniffed(&page.body),
    };
    let source = Source {
        sha256: options.sha256(&page.body),
        captured: Some(page.captured.clone()),
        address: Some(page.url.clone()),
        ..source.clone()
    };
    let Some(format) = options.format.or_else(|| Format::of_page(&media.essence)) else {
        let message = format!("a page of type {}, which newscheck does not read", media.essence);
        return emit(Err((source, InputFault::new(InputFaultKind::UnknownFormat, message))));
    };
    let declaration = Declaration::header(media.charset.as_deref(), format.declaration());
    let (words, encoding) = decode(&page.body, declaration);
    emit(document(format, &words, Source { format, encoding, ..source }, options).map(|mut document| {
        document.candidates.push(address(&page.url, "address"));
        document
    }));
}

/// Whether a `Content-Type` is one of HTML.
pub fn is_html(content_type: &str) -> bool {
    Format::of_page(&MediaType::parse(content_type).essence) == Some(Format::Html)
}

/// The media type of a payload that has none given (WHATWG MIME Sniffing, section 7.1): HTML or unknown.
pub fn sniffed(payload: &[u8]) -> MediaType {
    const STARTS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    let text = payload.strip_prefix(b"\xef\xbb\xbf").unwrap_or(payload).trim_ascii_start();
    let known =
        |start: &&[u8]| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    let essence = if STARTS.iter().any(known) { "text/html".to_owned() } else { String::new() };
    MediaType { essence, charset: None }
}

/// What the place that a page was found at says of its address; `key` names what said so.
pub fn address(url: &str, key: &str) -> Candidate {
    Candidate {
        field: FieldName::Url,
        value: url.to_owned(),
        provenance: Provenance::Url,
        key: key.to_owned(),
        span: None,
    }
}
