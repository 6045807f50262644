//! What several rules ask of an article: which labels are missing, which entries are never cited, where two addresses are one.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::model::{Article, Label, Reference, Target};
use crate::rules::words;
use crate::text::ByteSpan;

/// A label that is cited and that no reference has.
pub(crate) struct Missing<'a> {
    /// The label.
    pub(crate) label: &'a Label,
    /// The markers that cite it, in document order, each once.
    pub(crate) places: Vec<ByteSpan>,
}

/// The missing labels, in the order in which they first appear.
pub(crate) fn missing(article: &Article) -> Vec<Missing<'_>> {
    let mut found: Vec<Missing<'_>> = Vec::new();
    let mut by_label: HashMap<&Label, usize> = HashMap::new();
    for citation in article.citations.iter().filter(|citation| citation.target == Target::Dangling) {
        let index = *by_label.entry(&citation.label).or_insert_with(|| {
            found.push(Missing { label: &citation.label, places: Vec::new() });
            found.len() - 1
        });
        let places = &mut found[index].places;
        // `[2, 2]` cites twice in one place.
        if places.last() != Some(&citation.place.span) {
            places.push(citation.place.span);
        }
    }
    found
}

/// The entries that no citation leads to and that one could lead to, in document order. A list without any label under a text
/// without any marker is a plain list of sources: nothing in it is unused.
pub(crate) fn unused(article: &Article) -> impl Iterator<Item = &Reference> {
    let is_plain = article.citations.is_empty() && article.references.iter().all(|reference| reference.label.is_none());
    article.references.iter().filter(move |reference| !is_plain && reference.citations.is_empty())
}

/// The labels of the list for a message, sorted and bounded: `[1], [7]`. `None` when no entry has one.
pub(crate) fn labels(article: &Article) -> Option<String> {
    let labels: BTreeSet<&Label> = article.references.iter().filter_map(|reference| reference.label.as_ref()).collect();
    (!labels.is_empty()).then(|| words::list(labels.into_iter().map(words::marker)))
}

/// The form in which two spellings of one address are equal: scheme and host in lower case, no default port, no fragment (but
/// `#!` and `#/`, which name pages), no closing slash. The scheme, `www.`, path and query are kept: they can make another page.
///
/// ```text
/// HTTPS://Example.org:443/a/#part -> https://example.org/a
/// ```
pub(crate) fn canonical(url: &str) -> Cow<'_, str> {
    let fragment = memchr::memchr(b'#', url.as_bytes()).filter(|&at| !url[at + 1..].starts_with(['!', '/']));
    let url = fragment.map_or(url, |at| &url[..at]);
    let url = url.strip_suffix('/').unwrap_or(url);
    let Some(scheme_end) = memchr::memchr_iter(b':', url.as_bytes()).find(|&at| url[at + 1..].starts_with("//")) else {
        return Cow::Borrowed(url);
    };
    let scheme = &url[..scheme_end];
    let rest = &url[scheme_end + 3..];
    let (host, path) = rest.split_at(memchr::memchr2(b'/', b'?', rest.as_bytes()).unwrap_or(rest.len()));
    let bare = default_port(scheme).and_then(|port| host.strip_suffix(port)).unwrap_or(host);
    let is_lower = |name: &str| !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_canonical = bare.len() == host.len() && is_lower(scheme) && is_lower(host);
    match is_canonical {
        true => Cow::Borrowed(url),
        false => Cow::Owned(format!("{}://{}{path}", scheme.to_ascii_lowercase(), bare.to_ascii_lowercase())),
    }
}

fn default_port(scheme: &str) -> Option<&'static str> {
    match scheme.len() {
        5 if scheme.eq_ignore_ascii_case("https") => Some(":443"),
        4 if scheme.eq_ignore_ascii_case("http") => Some(":80"),
        3 if scheme.eq_ignore_ascii_case("ftp") => Some(":21"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spellings_of_one_address_have_one_form() {
        let table = [
            ("https://example.org/a", "https://example.org/a"),
            ("HTTPS://Example.ORG/A", "https://example.org/A"),
            ("https://example.org:443/a", "https://example.org/a"),
            ("http://example.org:80", "http://example.org"),
            ("https://example.org:80/a", "https://example.org:80/a"),
            ("https://example.org/a/", "https://example.org/a"),
            ("https://example.org/a/#part", "https://example.org/a"),
            ("https://example.org/#/page", "https://example.org/#/page"),
            ("https://example.org/#!page", "https://example.org/#!page"),
            ("https://example.org?Q=1", "https://example.org?Q=1"),
            ("https://EXAMPLE.org?u=http://A", "https://example.org?u=http://A"),
            ("", ""),
            ("#", ""),
            ("://", ":/"),
            ("no address", "no address"),
        ];
        for (url, expected) in table {
            assert_eq!(canonical(url), expected, "{url}");
        }
    }

    #[test]
    fn pages_that_may_differ_keep_their_own_form() {
        let table = [
            ("http://example.org/a", "https://example.org/a"),
            ("https://www.example.org/a", "https://example.org/a"),
            ("https://example.org/a?p=1", "https://example.org/a?p=2"),
            ("https://example.org/A", "https://example.org/a"),
        ];
        for (one, other) in table {
            assert_ne!(canonical(one), canonical(other));
        }
    }
}
