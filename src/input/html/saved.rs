//! Where a saved page says that it was saved from, and when: the comments, fields and scripts that browsers,
//! savers and archives put around a page. It reads the page's head and the comments behind its end, for
//! comments within the text are the author's own.

use ego_tree::NodeId;
use memchr::{memchr, memmem};
use scraper::Node;
use scraper::node::Element;
use url::Url;

use crate::input::moment::{moment, moment_in};
use crate::markup::Page;
use crate::markup::attributes::Attributes;
use crate::model::{Candidate, FieldName, Provenance};
use crate::text::ByteSpan;

/// What a page says of where it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The address, as a candidate for the article's own.
    pub address: Candidate,
    /// The moment, as RFC 3339.
    pub captured: Option<String>,
}

/// What savers say that they did.
const DEEDS: &[&str] = &[
    "archived",
    "captured",
    "clipped",
    "copied",
    "downloaded",
    "exported",
    "fetched",
    "mirrored",
    "retrieved",
    "saved",
    "scraped",
    "snapshot",
];

/// Words that lead to the address.
const LEADS: &[&str] = &["from", "url", "uri", "source", "address", "location", "page", "of"];

/// Fields of `<meta>` and of `<html>` for the address, and beside them those for the moment.
const FIELDS: &[(&str, &str)] = &[
    ("savepage-url", "savepage-date"),
    ("source-url", "created"),
    ("data-scrapbook-source", "data-scrapbook-create"),
];

/// Scripts of replayed captures: what stands before the address of the page.
const SCRIPTS: &[&str] = &["__wm.wombat(\"", "wbinfo.url = \""];

/// Leads of a comment that are followed, and comments that are read.
const LEADS_TRIED: usize = 16;
const COMMENTS: usize = 64;

/// Bytes of a comment or script that are looked at.
const LOOKED_AT: usize = 16 * 1024;

/// The first place of a page that says where it was saved from.
pub fn find(source: &str, page: &Page) -> Option<Saved> {
    let around = Around::new(page);
    let said = |comment: &NodeId| in_comment(source, page.span(*comment));
    let in_scripts = || around.scripts.iter().find_map(|script| in_script(source, page.span(*script)));
    (around.before.iter().take(COMMENTS).find_map(said))
        .or_else(|| in_fields(page))
        .or_else(|| around.behind.iter().rev().take(COMMENTS).find_map(said))
        .or_else(in_scripts)
}

/// What stands around the text of a page.
#[derive(Default)]
struct Around {
    /// The comments before its body, and those behind it.
    before: Vec<NodeId>,
    behind: Vec<NodeId>,
    /// The scripts of its head.
    scripts: Vec<NodeId>,
}

impl Around {
    fn new(page: &Page) -> Self {
        let mut around = Self::default();
        let mut has_body = false;
        let mut open = vec![page.tree.root().children()];
        while let Some(nodes) = open.last_mut() {
            let Some(node) = nodes.next() else {
                open.pop();
                continue;
            };
            match node.value() {
                Node::Comment(_) if has_body => around.behind.push(node.id()),
                Node::Comment(_) => around.before.push(node.id()),
                Node::Element(element) => match element.name() {
                    "html" | "head" => open.push(node.children()),
                    "script" => around.scripts.push(node.id()),
                    name => has_body |= name == "body",
                },
                _ => {}
            }
        }
        around
    }
}

/// `saved from url=(0031)https://...`, `url: https://...` below `Page saved with`, `Mirrored from host/path`.
fn in_comment(source: &str, span: ByteSpan) -> Option<Saved> {
    let words = span.slice(source).strip_suffix("-->")?;
    let words = &words[..words.floor_char_boundary(LOOKED_AT)];
    let lower = words.to_ascii_lowercase();
    let deed = DEEDS.iter().filter_map(|deed| word(&lower, deed)).min()?;
    let leads = std::iter::successors(next_lead(&lower, deed), |&lead| next_lead(&lower, lead));
    for lead in leads.take(LEADS_TRIED) {
        let gap = words[lead..].trim_start_matches(|character: char| {
            character.is_ascii_digit() || character.is_whitespace() || "=:()'\"".contains(character)
        });
        let start = words.len() - gap.len();
        let end = gap
            .find(|character: char| character.is_whitespace() || "\"'<>".contains(character))
            .map_or(words.len(), |length| start + length);
        if let Some(address) = address(&words[start..end], source) {
            let place = span.start as usize + start;
            let span = ByteSpan::new(place, span.start as usize + end);
            let captured = moment_in(&words[end..]);
            return Some(saved(address, "comment", Some(span), captured));
        }
    }
    None
}

/// Where the first of the words that lead to an address ends, from a place on.
fn next_lead(lower: &str, from: usize) -> Option<usize> {
    LEADS.iter().filter_map(|lead| word(&lower[from..], lead).map(|end| from + end)).min()
}

/// Where a word ends that stands for itself.
fn word(text: &str, word: &str) -> Option<usize> {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, word)
        .find(|&at| {
            !is_letter(at.checked_sub(1).and_then(|before| bytes.get(before)))
                && !is_letter(bytes.get(at + word.len()))
        })
        .map(|at| at + word.len())
}

/// The fields of the document's `<html>` and `<meta>` elements.
fn in_fields(page: &Page) -> Option<Saved> {
    let root = page.tree.root().children().find(|node| node.value().is_element())?;
    let head = root.children().find(|node| node.value().as_element().is_some_and(|one| one.name() == "head"));
    let metas = || head.iter().flat_map(|head| head.children());
    let element = root.value().as_element()?;
    FIELDS.iter().find_map(|(key, moment_key)| {
        let value = |name: &str, attribute: &str, element: &Element| {
            let is_it = element.value_of("name").is_some_and(|own| own.eq_ignore_ascii_case(name));
            is_it.then(|| element.value_of(attribute).map(str::to_owned)).flatten()
        };
        let of_meta = |name: &str| {
            metas().find_map(|node| Some((value(name, "content", node.value().as_element()?)?, node.id())))
        };
        let (found, node) = match element.value_of(key) {
            Some(found) => (found.to_owned(), root.id()),
            None => of_meta(key)?,
        };
        let when =
            element.value_of(moment_key).map(str::to_owned).or_else(|| of_meta(moment_key).map(|two| two.0));
        let span = Some(page.span(node)).filter(|span| !span.is_empty());
        let captured = when.and_then(|when| compact_moment(&when).or_else(|| moment_in(&when)));
        Some(saved(web_address(found.trim())?, key, span, captured))
    })
}

/// `20260505081112000`, in UTC.
fn compact_moment(digits: &str) -> Option<String> {
    let digits = digits.get(..14).filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let part = |from: usize, to: usize| &digits[from..to];
    let (day, time) = ((part(0, 4), part(4, 6), part(6, 8)), (part(8, 10), part(10, 12), part(12, 14)));
    moment(&format!("{}-{}-{}T{}:{}:{}Z", day.0, day.1, day.2, time.0, time.1, time.2))
}

/// The address that the script of a replayed capture names.
fn in_script(source: &str, span: ByteSpan) -> Option<Saved> {
    let script = span.slice(source).as_bytes();
    let script = &script[..script.len().min(LOOKED_AT)];
    let (at, opening) = SCRIPTS
        .iter()
        .find_map(|opening| memmem::find(script, opening.as_bytes()).map(|at| (at, opening)))?;
    let start = at + opening.len();
    let end = start + memchr(b'"', &script[start..])?;
    let place = ByteSpan::new(span.start as usize + start, span.start as usize + end);
    let address = web_address(source.get(place.start as usize..place.end as usize)?)?;
    Some(saved(address, "script", Some(place), None))
}

/// A web address as savers write it. One without its scheme has the one that the page itself has for its
/// host.
fn address(words: &str, source: &str) -> Option<String> {
    let words = words.trim_end_matches([',', ';']);
    if words.contains("://") {
        return web_address(words);
    }
    let host = words.split_once('/')?.0;
    let is_host = host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
    let holds =
        |scheme: &str| memmem::find(source.as_bytes(), format!("{scheme}{host}").as_bytes()).is_some();
    let address = web_address(&format!("https://{words}")).filter(|_| is_host)?;
    Some(if holds("http://") && !holds("https://") { format!("http://{words}") } else { address })
}

/// An address that can be one of the web. Browsers mark pages of no known place with made-up hosts.
fn web_address(words: &str) -> Option<String> {
    let url = Url::parse(words).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    (host.contains('.') && host != "internet.e-mail").then(|| words.to_owned())
}

fn saved(value: String, key: &str, span: Option<ByteSpan>, captured: Option<String>) -> Saved {
    let key = key.to_owned();
    Saved {
        address: Candidate { field: FieldName::Url, value, provenance: Provenance::Url, key, span },
        captured,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Option<(String, Option<String>)> {
        let page = Page::parse(source).expect("few nodes");
        let saved = find(source, &page)?;
        Some((saved.address.value, saved.captured))
    }

    const PAGE: &str = "https://news.example/2026/05/05/weir";

    #[test]
    fn savers_say_where_a_page_is_from() {
        let day = Some("2026-05-05T08:11:12Z");
        let table = [
            (
                "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://news.example/2026/05/05/weir \n saved date: Tue May 05 2026 08:11:12 GMT+0000 (Coordinated Universal Time)\n--><head></head><body><p>x",
                day,
            ),
            (
                "<!DOCTYPE html>\r\n<!-- saved from url=(0036)https://news.example/2026/05/05/weir -->\r\n<html><body>x",
                None,
            ),
            (
                "<!-- Saved from https://news.example/2026/05/05/weir at 2026-05-05T08:11:12Z using monolith v2.8.1 --><html><body>x",
                day,
            ),
            (
                "<html>\n<!-- Mirrored from news.example/2026/05/05/weir by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 05 May 2026 08:11:12 GMT -->\n<head></head><body>x",
                day,
            ),
            (
                "<html><head><style>a>b{}</style><meta name=\"savepage-url\" content=\"https://news.example/2026/05/05/weir\"><meta name=\"savepage-date\" content=\"Tue May 05 2026 10:11:12 GMT+0200 (CEST)\"></head><body>x",
                Some("2026-05-05T10:11:12+02:00"),
            ),
            (
                "<html data-scrapbook-source=\"https://news.example/2026/05/05/weir\" data-scrapbook-create=\"20260505081112000\"><body>x",
                day,
            ),
            ("<head><meta name=source-url content='https://news.example/2026/05/05/weir'></head>x", None),
            (
                "<html><body><p>x</p></body></html>\n<!-- Archived copy of https://news.example/2026/05/05/weir, made 2026-05-05T08:11:12Z -->",
                day,
            ),
            (
                "<head><script>\n__wm.wombat(\"https://news.example/2026/05/05/weir\",\"20260505081112\",\"https://archive.example/\");</script></head>x",
                None,
            ),
        ];
        for (source, captured) in table {
            assert_eq!(found(source), Some((PAGE.to_owned(), captured.map(str::to_owned))), "{source}");
        }
    }

    #[test]
    fn other_comments_say_nothing_of_it() {
        let table = [
            "<!-- saved from url=(0014)about:internet --><p>x",
            "<!-- saved from url=(0022)http://internet.e-mail --><p>x",
            "<!-- Saved from local source at 2026-05-05T08:11:12Z using monolith v2.8.1 --><p>x",
            "<!-- Theme from https://themes.example/paper --><html><body>x",
            "<html><body><p>x</p><!-- saved from https://news.example/a --><p>y</p></body></html>",
            "<html><body>x</body></html><!-- Served from: news.example @ 2026-05-05 by a cache -->",
            "<!-- This page was saved by hand, of course. --><p>x",
            "<!-- saved from url=(0031)https://news.example/weir",
            "<!-- saved from file:///home/me/weir.html --><p>x",
            "<script>",
            "<",
        ];
        for source in table {
            assert_eq!(found(source), None, "{source}");
        }
    }

    #[test]
    fn an_address_without_a_scheme_has_the_one_that_the_page_uses() {
        let page = |link: &str| {
            format!("<!-- Mirrored from news.example/weir by a copier --><a href='{link}'>x</a>")
        };
        for (link, address) in [
            ("http://news.example/", "http://news.example/weir"),
            ("https://news.example/", "https://news.example/weir"),
            ("index.html", "https://news.example/weir"),
        ] {
            assert_eq!(found(&page(link)).map(|found| found.0).as_deref(), Some(address));
        }
    }
}
