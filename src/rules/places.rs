//! Where the addresses of an article stand in its source. It does not judge them.

use std::collections::HashSet;

use crate::address::{Parameter, tracking};
use crate::model::{Article, Citation, Document, Edit, Format, Label, Reference};
use crate::rules::{Draft, Subject, words};
use crate::text::ByteSpan;

/// A cited address that a rule has something to say of.
pub(crate) struct Cited<'a> {
    /// The address.
    pub(crate) url: &'a str,
    /// Where it stands, or what it stands in.
    pub(crate) span: ByteSpan,
    /// What cites it.
    pub(crate) by: By<'a>,
}

/// What cites an address.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    /// An entry of the list.
    Reference(&'a Reference),
    /// A marker with a link of its own.
    Citation(&'a Citation),
}

impl Cited<'_> {
    /// A finding on it: `address https://... ` and what is wrong with it.
    pub(crate) fn draft(&self, fault: &str, help: &str) -> Draft {
        Draft {
            span: Some(self.span),
            message: format!("address {} {fault}", words::brief(self.url)),
            help: Some(help.to_owned()),
            label: match self.by {
                By::Reference(reference) => reference.label.as_ref().map(ToString::to_string),
                By::Citation(citation) => Some(citation.label.to_string()),
            },
            url: Some(self.url.to_owned()),
            ..Draft::default()
        }
    }
}

/// Hands on the cited addresses that `suspects` has something to say of, with what it says: those of the
/// references, then those of markers that carry a link of their own, in document order. An address counts
/// once in an entry, and once for all such markers. Places are looked up for suspects only.
pub(crate) fn each_suspect<'a, T>(
    subject: &Subject<'a>,
    suspects: impl Fn(&'a str) -> Option<T>,
    mut each: impl FnMut(Cited<'a>, T),
) {
    let mut seen = HashSet::new();
    for reference in &subject.article.references {
        seen.clear();
        let (mut rest, mut sought) = (reference.place.span, 0);
        for (index, url) in reference.addresses().enumerate() {
            let Some(what) = suspects(url) else { continue };
            if !seen.insert(url) {
                continue;
            }
            // The addresses before it are looked up first: one that is repeated is found at its own place.
            let before = reference.urls.get(sought..index).unwrap_or_default();
            for earlier in before {
                find(subject.document, &mut rest, earlier);
            }
            sought = index + 1;
            let span = find(subject.document, &mut rest, url).unwrap_or(reference.place.span);
            each(Cited { url, span, by: By::Reference(reference) }, what);
        }
    }
    seen.clear();
    for citation in
        subject.article.citations.iter().filter(|citation| citation.target.references().is_empty())
    {
        let Some(url) = citation.target.url() else { continue };
        let Some(what) = suspects(url) else { continue };
        if seen.insert(url) {
            each(Cited { url, span: citation.place.span, by: By::Citation(citation) }, what);
        }
    }
}

/// Hands on every cited address with its label and place: those of the references, then those of markers that
/// carry a link of their own, in document order.
pub(crate) fn each_cited<'a>(
    document: &Document<'_>,
    article: &'a Article,
    mut each: impl FnMut(&'a str, Option<&'a Label>, ByteSpan),
) {
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

/// The edits that take some parameters out of an address as it stands in a source at `at`.
pub(crate) fn without(literal: &str, at: usize, takes: impl Fn(&Parameter<'_>) -> bool) -> Vec<Edit> {
    let cuts = tracking::without(literal, takes).into_iter();
    cuts.map(|cut| Edit { span: ByteSpan::new(at + cut.start, at + cut.end), insert: String::new() })
        .collect()
}

/// The next place of an address in what is left of its entry, which it shortens: each byte is searched a
/// fixed number of times. In HTML its ampersands may be spelled out; with other entities it is not found.
pub(crate) fn find(document: &Document<'_>, rest: &mut ByteSpan, url: &str) -> Option<ByteSpan> {
    let entry = rest.slice(document.text);
    let found = entry.find(url).map(|at| (at, url.len())).or_else(|| {
        let spelled = (document.source.format == Format::Html && url.contains('&'))
            .then(|| url.replace('&', "&amp;"))?;
        Some((entry.find(&spelled)?, spelled.len()))
    });
    let start = rest.start as usize;
    let span = found.map(|(at, length)| ByteSpan::new(start + at, start + at + length));
    rest.start = span.map_or(rest.end, |span| span.end);
    span
}
