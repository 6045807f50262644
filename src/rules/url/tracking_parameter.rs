//! Finds parameters in cited addresses that tell only where the writer came from.

use crate::address::parts;
use crate::address::tracking::is_tracking;
use crate::address::wrappers::may_wrap;
use crate::model::{Document, Edit, Fix, Format, Severity};
use crate::rules::places::without;
use crate::rules::places::{By, Cited, each_suspect};
use crate::rules::{Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

/// Bytes of an entry in which an address is looked for to mend it.
const MAX_ENTRY: usize = 8192;

rule! {
    /// ## What it finds
    ///
    /// Parameters of cited addresses that tell the site, or an advertiser, where the reader came from: `utm_source` and its like,
    /// `fbclid`, `gclid`, `mc_cid`. Only names that never choose the page count: `ref`, `id` and `source` pass. Addresses around another
    /// address (captures, redirects) pass too: a capture may exist under the full address only.
    ///
    /// ## Why it matters
    ///
    /// Readers are counted as if they came from the newsletter or chat in which the writer found the page, the address is longer than
    /// it need be, and one source looks like two.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/harbour-closed?utm_source=newsletter&utm_medium=email
    /// ```
    ///
    /// ## How to fix
    ///
    /// Remove the parameters; the address leads to the same page without them. `--fix` does so.
    pub static TRACKING_PARAMETER: Rule = Rule {
        code: "URL003",
        name: "tracking-parameter",
        default_severity: Severity::Info,
        needs: Needs::Citations,
        summary: "a cited address with parameters that track its readers",
        check,
    }
}

/// One finding for each address with such parameters.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, trackers, |cited, names| {
        let mut draft = cited.draft(
            &format!("tracks its readers by {names}"),
            "remove what tracks: the page is the same without it",
        );
        if sink.takes_fixes() {
            draft.fix = fix(subject.document, &cited);
        }
        sink.report(draft);
    });
}

/// The names of an address's tracking parameters, for a message.
fn trackers(url: &str) -> Option<String> {
    memchr::memchr(b'?', url.as_bytes())?;
    let parts = parts(url)?;
    parts.parameters().find(is_tracking)?;
    if may_wrap(&parts.lower_host()) {
        return None;
    }
    Some(words::list(parts.parameters().filter(is_tracking).map(|parameter| words::brief(parameter.name))))
}

/// Takes the parameters out wherever the address stands in its entry, or behind its marker.
fn fix(document: &Document<'_>, cited: &Cited<'_>) -> Option<Fix> {
    let edits = literal_places(document, cited).into_iter();
    let edits: Vec<Edit> =
        edits.flat_map(|span| without(span.slice(document.text), span.start as usize, is_tracking)).collect();
    (!edits.is_empty()).then_some(Fix { edits, safe: true })
}

/// Where an address stands in the source, as itself and in HTML with `&amp;`, ascending.
pub(crate) fn literal_places(document: &Document<'_>, cited: &Cited<'_>) -> Vec<ByteSpan> {
    let text = document.text;
    let within = match cited.by {
        By::Reference(reference) => match document.source.format {
            Format::Html => with_tags(text, reference.place.span),
            Format::Markdown => with_destination(text, reference.place.span),
            _ => reference.place.span,
        },
        // `[1](url)`: the address follows its marker.
        By::Citation(_) if text[cited.span.end as usize..].starts_with('(') => {
            let start = cited.span.end as usize + 1;
            let end = start + cited.url.len();
            return if text.get(start..end) == Some(cited.url) {
                vec![ByteSpan::new(start, end)]
            } else {
                Vec::new()
            };
        }
        By::Citation(_) => return Vec::new(),
    };
    if within.len() > MAX_ENTRY {
        return Vec::new();
    }
    let mut places = Vec::new();
    let escaped = (document.source.format == Format::Html && cited.url.contains('&'))
        .then(|| cited.url.replace('&', "&amp;"));
    for literal in std::iter::once(cited.url).chain(escaped.as_deref()) {
        let found = within.slice(text).match_indices(literal).map(|(at, _)| within.start as usize + at);
        places.extend(
            found
                .map(|start| ByteSpan::new(start, start + literal.len()))
                .filter(|span| is_whole(text, *span)),
        );
    }
    places.sort_unstable();
    places
}

/// A place in HTML with the tags right around it: an entry that is one link has its address in front of its
/// first letter.
fn with_tags(text: &str, place: ByteSpan) -> ByteSpan {
    let (mut start, mut end) = (place.start as usize, place.end as usize);
    while place.start as usize - start < MAX_ENTRY {
        let before = text[..start].trim_end();
        let Some(open) = before.ends_with('>').then(|| before.rfind('<')).flatten() else { break };
        start = open;
    }
    while end - (place.end as usize) < MAX_ENTRY {
        let after = text[end..].trim_start();
        let Some(close) = after.starts_with("</").then(|| after.find('>')).flatten() else { break };
        end = text.len() - after.len() + close + 1;
    }
    ByteSpan::new(start, end)
}

/// A place in Markdown with the address of the link that ends it: its last letter may be one of the link.
fn with_destination(text: &str, place: ByteSpan) -> ByteSpan {
    let after = &text[place.end as usize..];
    let line =
        after.bytes().take(MAX_ENTRY).position(|byte| byte == b'\n').unwrap_or(after.len().min(MAX_ENTRY));
    let close = after.as_bytes()[..line].iter().position(|&byte| byte == b')');
    match close.filter(|_| after.starts_with("](")) {
        Some(close) => ByteSpan::new(place.start as usize, place.end as usize + close + 1),
        None => place,
    }
}

/// Whether an address ends where its place does, and is no part of a longer one.
fn is_whole(text: &str, place: ByteSpan) -> bool {
    let (before, after) = (&text[..place.start as usize], &text[place.end as usize..]);
    let mut next = after.chars();
    let ends = match next.next() {
        None => true,
        Some('.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '\'') => {
            !next.next().is_some_and(char::is_alphanumeric)
        }
        Some(after) => {
            after.is_whitespace()
                || matches!(after, '<' | '>' | '"' | ')' | ']' | '}' | '`' | '|' | '\\' | '”' | '»')
        }
    };
    ends && !before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '/' | '=' | '%'))
}

#[cfg(test)]
mod tests {
    use super::TRACKING_PARAMETER;
    use crate::model::{Format, Target};
    use crate::rules::testing::{findings, findings_with, fixed, lines};
    use crate::text::ByteSpan;

    #[test]
    fn the_parameters_are_named() {
        let table: &[(&str, &[&str])] = &[
            ("https://example.org/a?b=1", &[]),
            ("https://example.org/a#?utm_source=x", &[]),
            ("https://web.archive.org/web/2020/https://example.org/a?utm_source=x", &[]),
            ("https://www.google.com/url?q=https://example.org/a&utm_source=x", &[]),
            (
                "https://example.org/a?utm_source=x&b=1&fbclid=y",
                &[
                    "2:5 address https://example.org/a?utm_source=x&b=1&fbclid=y tracks its readers by utm_source, fbclid",
                ],
            ),
        ];
        for (url, expected) in table {
            assert_eq!(
                lines(&findings(&TRACKING_PARAMETER, &format!("References\n[1] {url}"))),
                *expected,
                "{url}"
            );
        }
    }

    #[test]
    fn the_fix_takes_them_out_of_every_spelling_in_the_entry() {
        let table = [
            ("[1] Dam, https://example.org/a?utm_source=x of May", "[1] Dam, https://example.org/a of May"),
            ("[1] https://example.org/a?utm_source=x&b=1#c", "[1] https://example.org/a?b=1#c"),
            (
                "[1] https://example.org/a?utm_source=x https://example.org/a?utm_source=x",
                "[1] https://example.org/a https://example.org/a",
            ),
        ];
        for (entry, expected) in table {
            let text = format!("A [1].\nReferences\n{entry}");
            assert_eq!(
                fixed(&text, &findings(&TRACKING_PARAMETER, &text)),
                format!("A [1].\nReferences\n{expected}")
            );
        }
    }

    #[test]
    fn in_html_the_entities_go_too() {
        let text = "References\n[1] <a href=\"https://example.org/a?b=1&amp;utm_source=x\">https://example.org/a?b=1&utm_source=x</a>";
        let found = findings_with(&TRACKING_PARAMETER, text, |article, _| {
            article.references[0].urls = vec!["https://example.org/a?b=1&utm_source=x".to_owned()];
        });
        assert_eq!(fixed(text, &found).matches("utm").count(), 1, "a text has no entities");
        let found =
            crate::rules::testing::findings_as(&TRACKING_PARAMETER, text, Format::Html, |article, _| {
                article.references[0].urls = vec!["https://example.org/a?b=1&utm_source=x".to_owned()];
            });
        assert_eq!(
            fixed(text, &found),
            "References\n[1] <a href=\"https://example.org/a?b=1\">https://example.org/a?b=1</a>"
        );
    }

    #[test]
    fn the_address_of_a_link_that_ends_an_entry_belongs_to_it() {
        let table = [
            (
                "1. Dam, [site](https://example.org/a?utm_source=x)\n",
                "Dam, [site](https://example.org/a?utm_source=x)",
            ),
            ("1. Dam, [site](https://example.org/a\n)", "Dam, [site"),
            ("1. Dam, [site", "Dam, [site"),
        ];
        for (source, expected) in table {
            let place = ByteSpan::new(3, source.find("site").unwrap() + 4);
            assert_eq!(super::with_destination(source, place).slice(source), expected, "{source}");
        }
    }

    #[test]
    fn the_tags_around_an_entry_belong_to_it() {
        let table = [
            ("<ol><li><a href=\"/a?b\">Dam</a></li></ol>", "<ol><li><a href=\"/a?b\">Dam</a></li></ol>"),
            ("<p>One.</p>\n<li>See <i>Dam</i> of May</li>", "<i>Dam</i>"),
            ("a > Dam < b", "Dam"),
            ("Dam", "Dam"),
        ];
        for (source, expected) in table {
            let start = source.find("Dam").unwrap();
            let place = super::with_tags(source, ByteSpan::new(start, start + 3));
            assert_eq!(place.slice(source), expected, "{source}");
        }
    }

    #[test]
    fn a_longer_address_keeps_its_words() {
        let text = "A [1].\nReferences\n[1] https://example.org/a?utm_source=x or https://example.org/a?utm_source=xyz";
        let found = findings(&TRACKING_PARAMETER, text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            fixed(text, &found[..1]),
            "A [1].\nReferences\n[1] https://example.org/a or https://example.org/a?utm_source=xyz"
        );
    }

    #[test]
    fn the_link_of_a_marker_is_mended_behind_it() {
        let text = "A [1](https://example.org/a?utm_source=x).";
        let found = findings_with(&TRACKING_PARAMETER, text, |article, _| {
            article.citations[0].target =
                Target::Url { references: Vec::new(), url: "https://example.org/a?utm_source=x".to_owned() };
        });
        assert_eq!(fixed(text, &found), "A [1](https://example.org/a).");
    }
}
