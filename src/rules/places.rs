//! Where the addresses of an article stand in its source. It does not judge them.

use crate::model::{Article, Document, Label};
use crate::text::ByteSpan;

/// Hands on every cited address with its label and place: those of the references, then those of markers that carry a link of their
/// own, in document order.
pub(crate) fn each_cited<'a>(document: &Document<'_>, article: &'a Article, mut each: impl FnMut(&'a str, Option<&'a Label>, ByteSpan)) {
    for reference in &article.references {
        let mut rest = reference.place.span;
        for url in reference.addresses() {
            let span = find(document, &mut rest, url).unwrap_or(reference.place.span);
            each(url, reference.label.as_ref(), span);
        }
    }
    for citation in article.citations.iter().filter(|citation| citation.target.references().is_empty()) {
        if let Some(url) = citation.target.url() {
            each(url, Some(&citation.label), citation.place.span);
        }
    }
}

/// The next place of an address in what is left of its entry, which it shortens: each byte is searched once. In HTML the address
/// may stand in an attribute with entities and is not found.
pub(crate) fn find(document: &Document<'_>, rest: &mut ByteSpan, url: &str) -> Option<ByteSpan> {
    let at = rest.slice(document.text).find(url);
    let span = at.map(|at| ByteSpan::new(rest.start as usize + at, rest.start as usize + at + url.len()));
    rest.start = span.map_or(rest.end, |span| span.end);
    span
}
