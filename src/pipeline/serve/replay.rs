//! A captured page as a reader saw it: its addresses lead to captures, and nothing in it runs. It keeps elements and attributes that show
//! something and drops the rest.

use std::fmt::Write as _;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::{Element, Node};
use url::Url;

use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::input::decode::{Declaration, decode};
use crate::input::html::parse::Page;
use crate::pipeline::archive::history;
use crate::pipeline::page_text;
use crate::pipeline::serve::{Answer, escaped, pages};
use crate::warc::http::MediaType;

/// Elements that run, load other pages or speak for the page as a whole: left out with what is in them.
const DROPPED: &[&str] =
    &["script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "template", "portal", "meta"];

/// Elements without an end tag (HTML, section 13.1.2).
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "source", "track", "wbr"];

/// Attributes that are kept as they are.
const KEPT: &[&str] = &[
    "alt",
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "color",
    "cols",
    "colspan",
    "d",
    "datetime",
    "dir",
    "fill",
    "height",
    "id",
    "lang",
    "media",
    "name",
    "open",
    "rel",
    "role",
    "rows",
    "rowspan",
    "scope",
    "sizes",
    "span",
    "start",
    "stroke",
    "title",
    "type",
    "valign",
    "value",
    "viewbox",
    "width",
];

/// Redirects in an archive that are followed.
const REDIRECTS: usize = 10;

/// Letters in a moment: `20261124160000`.
const MOMENT: usize = 14;

/// The capture as a page, a picture or its text.
pub(super) fn whole(archive: &Archive, capture: &CaptureRow) -> Result<Answer, ArchiveError> {
    let payload = archive.payload(capture)?;
    let kind = payload.mime.clone().unwrap_or_default();
    let body = payload.unpacked().bytes;
    let media = MediaType::parse(&kind);
    let moment = moment_of(&capture.at);
    Ok(match &*media.essence {
        _ if page_text::is_html(&kind) => {
            let (text, _) = decode(&body, Declaration::header(media.charset.as_deref(), Declaration::Html));
            Answer::captured("text/html; charset=utf-8", page(&text, &capture.url, &moment).into_bytes())
        }
        "text/css" => {
            let (text, _) = decode(&body, Declaration::header(media.charset.as_deref(), Declaration::Nowhere));
            Answer::captured("text/css; charset=utf-8", sheet(&text, &capture.url, &moment).into_bytes())
        }
        shown if shown.starts_with("image/") || shown.starts_with("font/") || shown.starts_with("application/font") => {
            Answer::captured(shown, body.into_owned())
        }
        "application/pdf" => Answer::captured("application/pdf", body.into_owned()),
        shown if shown.starts_with("text/") || shown == "application/json" => {
            let (text, _) = decode(&body, Declaration::header(media.charset.as_deref(), Declaration::Nowhere));
            Answer::captured("text/plain; charset=utf-8", text.into_owned().into_bytes())
        }
        _ => Answer::captured("application/octet-stream", body.into_owned()),
    })
}

/// The capture of an address nearest to a moment: `20261124160000/https://example.org/`.
pub(super) fn nearest(archive: &Archive, path: &str) -> Result<Option<Answer>, ArchiveError> {
    let Some((moment, url)) = path.split_once('/').filter(|(moment, _)| moment.len() == MOMENT) else { return Ok(None) };
    let mut url = url.to_owned();
    for _ in 0..REDIRECTS {
        let captures = archive.captures(&url)?;
        let distance = |capture: &CaptureRow| moment.parse::<i64>().unwrap_or(0).abs_diff(moment_of(&capture.at).parse().unwrap_or(0));
        let Some(capture) = captures.into_iter().min_by_key(distance) else { break };
        match capture.redirect.clone().filter(|_| matches!(capture.status, Some(300..=399))) {
            Some(target) => url = target,
            None if capture.mime.as_deref().is_some_and(page_text::is_html) => {
                return Ok(Some(Answer::see(format!("/capture/{}", capture.id))));
            }
            None => return whole(archive, &capture).map(Some),
        }
    }
    let captures = history::pages(archive, &url)?;
    Ok(Some(match captures.last() {
        Some(capture) => Answer::see(format!("/capture/{}", capture.id)),
        None => pages::fault(404, &format!("{url} is not in the archive.")),
    }))
}

/// `2026-11-24T16:00:00Z` as `20261124160000`.
pub(super) fn moment_of(at: &str) -> String {
    at.chars().filter(char::is_ascii_digit).take(MOMENT).collect()
}

/// A page with its addresses led to captures.
fn page(text: &str, address: &str, moment: &str) -> String {
    let Ok(page) = Page::parse(text) else { return "<p>The page is too large to be shown.</p>".to_owned() };
    let Ok(address) = Url::parse(address) else { return String::new() };
    let elements = || page.tree.nodes().filter_map(|node| node.value().as_element());
    let based = elements().find(|element| element.name() == "base").and_then(|element| address.join(element.attr("href")?).ok());
    let lead = Lead { base: based.unwrap_or(address), moment };
    let mut out = "<!doctype html>\n".to_owned();
    let mut dropped = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if dropped > 0 || DROPPED.contains(&element.name()) => dropped += 1,
                Node::Element(element) => {
                    open(element, &lead, &mut out);
                    if element.name() == "style" {
                        out.push_str(&lead.sheet(inside(text, page.span(node.id()).start as usize)));
                    }
                }
                // The words of a style are written with its tag.
                Node::Text(words) if dropped == 0 && !is_style(node.parent()) => out.push_str(&escaped(words)),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if dropped > 0 => dropped -= 1,
                Node::Element(element) if !VOID.contains(&element.name()) => {
                    let _ = write!(out, "</{}>", element.name());
                }
                _ => {}
            },
        }
    }
    out
}

fn is_style(node: Option<NodeRef<'_, Node>>) -> bool {
    node.and_then(|node| node.value().as_element()).is_some_and(|element| element.name() == "style")
}

/// What stands in a style element whose tag begins here.
fn inside(text: &str, from: usize) -> &str {
    let (_, rest) = text.get(from..).and_then(|rest| rest.split_once('>')).unwrap_or_default();
    let end = rest.as_bytes().windows(7).position(|window| window.eq_ignore_ascii_case(b"</style"));
    &rest[..end.unwrap_or(0)]
}

fn open(element: &Element, lead: &Lead<'_>, out: &mut String) {
    // A tag name of the parser is letters, digits and marks that end no tag.
    let name: String = element.name().chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let _ = write!(out, "<{name}");
    let sheet = element.name() != "link" || element.attr("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
    for (attribute, value) in element.attrs() {
        let value = match attribute {
            _ if KEPT.contains(&attribute) => Some(value.to_owned()),
            "style" => Some(lead.sheet(value)),
            "href" if sheet => lead.to(value),
            "src" | "poster" | "background" | "xlink:href" => lead.to(value),
            "srcset" => Some(lead.set(value)),
            _ => None,
        };
        if let Some(value) = value {
            let _ = write!(out, " {attribute}=\"{}\"", escaped(&value));
        }
    }
    out.push('>');
}

/// A style sheet with its addresses led to captures.
fn sheet(text: &str, address: &str, moment: &str) -> String {
    Url::parse(address).map(|base| Lead { base, moment }.sheet(text)).unwrap_or_default()
}

/// Leads addresses to the captures near a moment.
struct Lead<'m> {
    base: Url,
    moment: &'m str,
}

impl Lead<'_> {
    /// The address of the capture; none for what is no web address, such as `javascript:`. Places in the page and embedded pictures stay.
    fn to(&self, words: &str) -> Option<String> {
        let words = words.trim();
        if words.starts_with('#') || words.to_ascii_lowercase().starts_with("data:image/") {
            return Some(words.to_owned());
        }
        let url = self.base.join(words).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some(format!("/at/{}/{url}", self.moment))
    }

    fn set(&self, words: &str) -> String {
        let led = words.split(", ").filter_map(|candidate| {
            let mut parts = candidate.trim().splitn(2, char::is_whitespace);
            let address = self.to(parts.next()?)?;
            Some(format!("{address} {}", parts.next().unwrap_or("")).trim_end().to_owned())
        });
        led.collect::<Vec<_>>().join(", ")
    }

    /// A style with the addresses in `url(...)` led to captures. `</` is taken apart: a style ends no element.
    fn sheet(&self, style: &str) -> String {
        let mut out = String::new();
        let mut rest = style;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            out.push_str(before);
            let Some(end) = after.find(')') else {
                rest = after;
                break;
            };
            let words = after[..end].trim().trim_matches(['"', '\'']);
            let led = self.to(words).unwrap_or_default();
            let _ = write!(out, "\"{}\"", led.replace('"', "%22"));
            rest = &after[end..];
        }
        out.push_str(rest);
        out.replace("</", "<\\/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replayed(text: &str) -> String {
        page(text, "https://example.org/news/1", "20261124160000")
    }

    #[test]
    fn addresses_lead_to_captures() {
        let page = replayed(
            "<link rel=stylesheet href=/a.css><img src=b.png srcset='c.png 2x, /d.png'><a href='?q#x'>more</a><a href=#top>top</a>\
             <p style='background: url(e.gif)'>x</p><style>p { background: url('f.gif') }</style>",
        );
        let at = "/at/20261124160000/https://example.org";
        for led in [
            "/a.css\"",
            "/news/b.png\"",
            "/news/c.png 2x, /at/20261124160000/https://example.org/d.png\"",
            "/news/1?q#x\"",
            "/news/e.gif&quot;)",
            "/news/f.gif\")",
        ] {
            assert!(page.contains(&format!("{at}{led}")), "{led}: {page}");
        }
        assert!(page.contains("href=\"#top\""));
    }

    #[test]
    fn nothing_in_it_runs() {
        let page = replayed(
            "<script>evil()</script><body onload=evil()><img src=x onerror=evil()><a href=' JavaScript:evil()'>a</a><iframe src=/evil></iframe>\
             <meta http-equiv=refresh content='0;url=/evil'><base href=https://evil.example/><svg><script>evil()</script><a xlink:href='javascript:evil()'>\
             <style>a { background: url(javascript:evil()) } </style></svg><object data=/evil></object><noscript><p>no</p></noscript>\
             <form action=/evil><button formaction=/evil>go</button></form><p title='\"><script>evil()</script>'>&lt;script&gt;evil()</p>",
        );
        for word in
            ["<script", "onload", "onerror", "<iframe", "<meta", "<base", "<object", "<noscript", "action=", "formaction", "avascript:"]
        {
            assert!(!page.contains(word), "{word}: {page}");
        }
        assert!(page.contains("&lt;script&gt;evil()"), "words stay: {page}");
    }

    #[test]
    fn a_deep_page_is_shown_in_time() {
        let deep = "<div>".repeat(100_000);
        assert!(replayed(&deep).len() < 100_000);
    }
}
