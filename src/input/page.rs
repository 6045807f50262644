//! One page as a server sent it: its type and charset are what the server says. It does not fetch; see `fetch`.

use crate::input::decode::{Declaration, decode};
use crate::input::{Emit, LoadOptions, document, sha256_hex, warc};
use crate::model::{Format, InputFault, InputFaultKind, Source};
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
        None => warc::sniffed(&page.body),
    };
    let source = Source {
        sha256: options.sha256.then(|| sha256_hex(&page.body)),
        captured: Some(page.captured.clone()),
        address: Some(page.url.clone()),
        ..source.clone()
    };
    let Some(format) = options.format.or_else(|| warc::format_of(&media)) else {
        let message = format!("a page of type {}, which newscheck does not read", media.essence);
        return emit(Err((source, InputFault { kind: InputFaultKind::UnknownFormat, message, member: None })));
    };
    let otherwise = if format == Format::Html { Declaration::Html } else { Declaration::Nowhere };
    let (words, encoding) = decode(&page.body, Declaration::header(media.charset.as_deref(), otherwise));
    emit(document(format, &words, Source { format, encoding, ..source }, options).map(|mut document| {
        document.candidates.push(warc::address(&page.url));
        document
    }));
}
