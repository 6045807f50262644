//! Finds citations that lead to a site's front page. It does not ask what stands there.

use crate::address::front_page::EDITIONS;
use crate::model::{Citation, Reference, Severity};
use crate::rules::address::{Parts, opening, parts, registrable};
use crate::rules::places::{By, Cited, each_suspect};
use crate::rules::tracking::is_tracking;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

/// Citing markers that are looked at for a site's name.
const MOST: usize = 8;

/// The longest path that counts: `/de-at/startseite.html`.
const LONGEST: usize = 24;

/// Words before a marker in which a site can be named.
const WORDS: usize = 4;

rule! {
    /// ## What it finds
    ///
    /// Citations whose address is only a host, with at most a language or an index page behind it: `https://example.org/`,
    /// `https://example.org/en/`, `https://example.org/index.html`. Where the words right before the marker name the site or the entry
    /// (`the Example project [1]`), the site itself is what is cited, and nothing is found. Entries that no marker leads to pass.
    ///
    /// ## Why it matters
    ///
    /// A front page shows something else tomorrow, so nobody can find there what it is cited for. A made-up source is often a real
    /// site's front page.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March, the paper reported [1].
    ///
    /// References
    /// [1] https://example.org/
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the page on which it stands.
    pub static FRONT_PAGE_SOURCE: Rule = Rule {
        code: "URL005",
        name: "front-page-source",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "a citation that leads to a site's front page",
        check,
    }
}

/// One finding for each cited front page.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, front_page, |cited, parts| {
        if !names_site(subject, &cited, &parts) {
            sink.report(cited.draft("is a front page", "cite the page on which it stands"));
        }
    });
}

/// The parts of an address that leads to a front page.
fn front_page(url: &str) -> Option<Parts<'_>> {
    if opening(url).is_some_and(|(_, rest)| is_deep(rest)) {
        return None;
    }
    let parts = parts(url)?;
    if parts.path.len() > LONGEST || !is_root(parts.path) {
        return None;
    }
    let is_web = parts.scheme.eq_ignore_ascii_case("https") || parts.scheme.eq_ignore_ascii_case("http");
    let names_page =
        parts.parameters().any(|parameter| !parameter.range.is_empty() && !is_tracking(&parameter));
    let has_view = parts.fragment.is_some_and(|fragment| !fragment.is_empty());
    (is_web && !names_page && !has_view).then_some(parts)
}

fn is_root(path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    match (segments.next(), segments.next(), segments.next()) {
        (None, ..) => true,
        (Some(first), None, _) => is_home(first) || is_edition(first),
        (Some(first), Some(second), None) => is_edition(first) && is_home(second),
        _ => false,
    }
}

/// Whether what follows a host begins with a folder or page of its own; quick, and right where it says so.
fn is_deep(rest: &str) -> bool {
    let Some(path) = rest.strip_prefix('/') else { return false };
    let first = &path[..memchr::memchr3(b'/', b'?', b'#', path.as_bytes()).unwrap_or(path.len())];
    !(first.is_empty() || is_edition(first) || is_home(first))
}

fn is_home(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    ["index", "home", "default", "homepage", "startseite"].iter().any(|home| home.eq_ignore_ascii_case(name))
}

fn is_edition(segment: &str) -> bool {
    if segment.len() != 2 && segment.len() != 5 {
        return false;
    }
    let (language, region) = segment.split_once(['-', '_']).unwrap_or((segment, "us"));
    let is_region = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_region && EDITIONS.contains(&&*language.to_ascii_lowercase())
}

/// Whether some citing sentence names the site or the entry right before its marker, or nothing cites it.
fn names_site(subject: &Subject<'_>, cited: &Cited<'_>, parts: &Parts<'_>) -> bool {
    let site = letters(site_label(&parts.lower_host()));
    let (citations, entry): (&[usize], Option<&Reference>) = match cited.by {
        By::Reference(reference) => (&reference.citations, Some(reference)),
        By::Citation(citation) => return names(&words_before(subject, citation), &site, None),
    };
    let title =
        entry.map(|entry| letters(entry.text.split(['(', ',', ':', '.', '–', '<']).next().unwrap_or("")));
    let citing = citations.iter().take(MOST).map(|&index| &subject.article.citations[index]);
    citations.is_empty()
        || citing
            .map(|citation| words_before(subject, citation))
            .any(|words| names(&words, &site, title.as_deref()))
}

fn names(words: &str, site: &str, title: Option<&str>) -> bool {
    let has_title = title.is_some_and(|title| title.len() > 2 && words.contains(title));
    site.len() > 2 && words.contains(site) || has_title
}

/// The label of a host that names its owner: `example` of `www.example.co.uk`.
fn site_label(host: &str) -> &str {
    let own = registrable(host).unwrap_or(host);
    own.split('.').next().unwrap_or(own)
}

/// The letters of the last words before a marker.
fn words_before(subject: &Subject<'_>, citation: &Citation) -> String {
    let Some(paragraph) = citation.paragraph.and_then(|index| subject.article.body.get(index)) else {
        return String::new();
    };
    let end =
        paragraph.text.char_indices().nth(citation.start as usize).map_or(paragraph.text.len(), |(at, _)| at);
    let words: Vec<&str> = paragraph.text[..end]
        .split_whitespace()
        .rev()
        .filter(|word| word.contains(char::is_alphabetic))
        .take(WORDS)
        .collect();
    words.iter().rev().map(|word| letters(word)).collect()
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .take(100)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{FRONT_PAGE_SOURCE, front_page};
    use crate::rules::testing::{findings_with, lines};

    #[test]
    fn front_pages_are_told_from_pages() {
        let table = [
            ("https://example.org", true),
            ("https://example.org/", true),
            ("https://www.example.org/?utm_source=x", true),
            ("https://example.org/en", true),
            ("https://example.org/en-us/", true),
            ("https://example.org/index.html", true),
            ("https://example.org/de/home", true),
            ("https://example.org/#", true),
            ("https://example.org/?p=12", false),
            ("https://example.org/#!/story", false),
            ("https://example.org/xx", false),
            ("https://example.org/harbour", false),
            ("https://example.org/en/harbour", false),
            ("ftp://example.org/", false),
            ("example.org", false),
        ];
        for (url, expected) in table {
            assert_eq!(front_page(url).is_some(), expected, "{url}");
        }
    }

    fn found(sentence: &str, entry: &str) -> Vec<String> {
        let text = format!("{sentence}\nReferences\n[1] {entry}");
        lines(&findings_with(&FRONT_PAGE_SOURCE, &text, |article, _| {
            let marker = sentence.find('[').unwrap_or(0);
            article.citations.iter_mut().for_each(|citation| citation.start = u32::try_from(marker).unwrap());
        }))
    }

    #[test]
    fn a_site_that_the_sentence_names_is_what_is_cited() {
        let reported = ["3:5 address https://harbour-times.example/ is a front page"];
        assert_eq!(found("The harbour closed in March [1].", "https://harbour-times.example/"), reported);
        assert!(
            found("It runs on the Harbour Times project [1].", "https://harbour-times.example/").is_empty()
        );
        assert!(found("It uses Dam [1].", "Dam, a library (https://harbour-times.example/)").is_empty());
        assert_eq!(
            found(
                "The Harbour Times said on Monday that the dam would hold [1].",
                "https://harbour-times.example/"
            ),
            reported
        );
        assert!(found("No marker.", "https://harbour-times.example/").is_empty());
    }
}
