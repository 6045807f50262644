//! A captured page as a reader saw it, whole in itself: its styles, images and fonts are taken out of the
//! archive and written into it, its links lead to captures, and nothing in it runs. It keeps elements and
//! attributes that show something and drops the rest. A page that loads nothing can be shown without an
//! origin of its own, and tells no other page what the archive holds.

use std::cell::Cell;
use std::fmt::Write as _;

use data_encoding::BASE64;
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::{Element, Node};
use url::Url;

use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::input::html::requisites::candidates;
use crate::input::page;
use crate::markup::Page;
use crate::markup::attributes::Attributes;
use crate::render::xml::escaped;
use crate::serve::loopback::Answer;
use crate::serve::pages;
use crate::text::decode::{Declaration, decode};
use crate::warc::http::MediaType;

/// Elements that run, load other pages or speak for the page as a whole: left out with what is in them.
const DROPPED: &[&str] = &[
    "script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "template",
    "portal", "meta", "source", "track",
];

/// Elements without an end tag (HTML, section 13.1.2).
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "wbr"];

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

/// Bytes that are written into one page.
const INLINED: usize = 64 << 20;

/// How deep style sheets name others.
const SHEETS: u8 = 3;

/// The capture as a page, a picture or its text.
pub(super) fn whole(archive: &Archive, capture: &CaptureRow) -> Result<Answer, ArchiveError> {
    let payload = archive.payload(capture)?;
    let kind = payload.mime.clone().unwrap_or_default();
    let body = payload.unpacked().bytes;
    let media = MediaType::parse(&kind);
    let text = |declaration| decode(&body, Declaration::header(media.charset.as_deref(), declaration)).0;
    Ok(match &*media.essence {
        _ if page::is_html(&kind) => {
            let moment = moment_of(&capture.at);
            let find = |url: &str| part(archive, &moment, url).ok().flatten();
            let shown = replayed(&text(Declaration::Html), &capture.url, &moment, &find);
            Answer::captured("text/html; charset=utf-8", shown.into_bytes())
        }
        shown if is_picture(shown) || shown == "application/pdf" => {
            Answer::captured(shown, body.into_owned())
        }
        shown if shown.starts_with("text/") || shown == "application/json" => Answer::captured(
            "text/plain; charset=utf-8",
            text(Declaration::Nowhere).into_owned().into_bytes(),
        ),
        // Whatever it is, no browser shows it on this page's own authority.
        _ => Answer::captured("application/octet-stream", body.into_owned()),
    })
}

fn is_picture(essence: &str) -> bool {
    essence.starts_with("image/")
}

fn is_font(essence: &str) -> bool {
    essence.starts_with("font/")
        || essence.starts_with("application/font")
        || essence.starts_with("application/x-font")
}

/// Where a link on a replayed page leads: `20261124160000/https://example.org/` is the capture of that
/// address nearest to that moment.
pub(super) fn nearest(archive: &Archive, path: &str) -> Result<Option<Answer>, ArchiveError> {
    let Some((moment, url)) = path.split_once('/').filter(|(moment, _)| moment.len() == MOMENT) else {
        return Ok(None);
    };
    Ok(Some(match nearest_capture(archive, moment, url)? {
        Some(capture) => Answer::see(format!("/capture/{}", capture.id)),
        None => pages::fault(404, &format!("{url} is not in the archive.")),
    }))
}

/// The capture of an address nearest to a moment, behind redirects.
fn nearest_capture(archive: &Archive, moment: &str, url: &str) -> Result<Option<CaptureRow>, ArchiveError> {
    let mut url = url.to_owned();
    for _ in 0..REDIRECTS {
        let distance = |capture: &CaptureRow| {
            moment.parse::<i64>().unwrap_or(0).abs_diff(moment_of(&capture.at).parse().unwrap_or(0))
        };
        let Some(capture) = archive.captures(&url)?.into_iter().min_by_key(distance) else { return Ok(None) };
        match capture.redirect.clone().filter(|_| matches!(capture.status, Some(300..=399))) {
            Some(target) => url = target,
            None => return Ok(Some(capture)),
        }
    }
    Ok(None)
}

/// A style, picture or font that a page needs.
struct Part {
    /// Its address behind redirects.
    url: String,
    /// Its `Content-Type`.
    kind: String,
    body: Vec<u8>,
}

fn part(archive: &Archive, moment: &str, url: &str) -> Result<Option<Part>, ArchiveError> {
    let Some(capture) =
        nearest_capture(archive, moment, url)?.filter(|capture| matches!(capture.status, None | Some(200)))
    else {
        return Ok(None);
    };
    let payload = archive.payload(&capture)?;
    let kind = payload.mime.clone().unwrap_or_default();
    Ok(Some(Part { url: capture.url, kind, body: payload.unpacked().bytes.into_owned() }))
}

/// `2026-11-24T16:00:00Z` as `20261124160000`.
fn moment_of(at: &str) -> String {
    at.chars().filter(char::is_ascii_digit).take(MOMENT).collect()
}

/// A page with what it needs written into it. `find` gives the parts.
fn replayed(text: &str, address: &str, moment: &str, find: &dyn Fn(&str) -> Option<Part>) -> String {
    let Ok(page) = Page::parse(text) else { return "<p>The page is too large to be shown.</p>".to_owned() };
    let Ok(address) = Url::parse(address) else { return String::new() };
    let elements = || page.tree.nodes().filter_map(|node| node.value().as_element());
    let based = elements()
        .find(|element| element.name() == "base")
        .and_then(|element| address.join(element.value_of("href")?).ok());
    let room = Cell::new(INLINED);
    let lead = Lead { base: based.unwrap_or(address), moment, find, room: &room, depth: 0 };
    let mut out = "<!doctype html>\n".to_owned();
    let mut dropped = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if dropped > 0 || DROPPED.contains(&element.name()) => dropped += 1,
                Node::Element(element) if element.name() == "link" => {
                    out.push_str(&lead.linked_sheet(element))
                }
                Node::Element(element) => {
                    open(element, &lead, &mut out);
                    if element.name() == "style" {
                        out.push_str(&lead.sheet(inside(text, page.span(node.id()).start as usize)));
                    }
                }
                // The words of a style are written with its tag.
                Node::Text(words) if dropped == 0 && !is_style(node.parent()) => {
                    out.push_str(&escaped(words))
                }
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if dropped > 0 => dropped -= 1,
                Node::Element(element) if !VOID.contains(&element.name()) => {
                    let _ = write!(out, "</{}>", name_of(element));
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
    // As a parser ends it, whatever quotes are open: what comes after is markup.
    let end = rest.as_bytes().windows(7).position(|window| window.eq_ignore_ascii_case(b"</style"));
    &rest[..end.unwrap_or(0)]
}

/// A tag's name, of letters that end no tag.
fn name_of(element: &Element) -> String {
    element.name().chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

fn open(element: &Element, lead: &Lead<'_>, out: &mut String) {
    let _ = write!(out, "<{}", name_of(element));
    let mut write = |name: &str, value: &str| {
        let _ = write!(out, " {name}=\"{}\"", escaped(value));
    };
    for (attribute, value) in element.attrs() {
        match attribute {
            _ if KEPT.contains(&attribute) => write(attribute, value),
            "style" => write(attribute, &lead.sheet(value)),
            "href" if matches!(element.name(), "a" | "area") => {
                lead.to(value).into_iter().for_each(|led| write(attribute, &led))
            }
            "href" | "xlink:href" if value.starts_with('#') => write(attribute, value),
            "poster" | "background" => lead.picture(value).into_iter().for_each(|led| write(attribute, &led)),
            _ => {}
        }
    }
    if let Some(picture) = lead.shown_picture(element) {
        write(if element.name() == "image" { "href" } else { "src" }, &picture);
    }
    out.push('>');
}

/// A style in which no tag begins or ends, wherever it stands: inside SVG a style is markup. `<` of
/// conditions such as `width < 600px` stays.
fn tagless(style: &str) -> String {
    let mut safe = String::with_capacity(style.len());
    let mut letters = style.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = letter == '<'
            && letters
                .peek()
                .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        match begins {
            true => safe.push_str("\\3c "),
            false => safe.push(letter),
        }
    }
    safe
}

/// Leads links to the captures near a moment, and writes parts of the page into it.
#[derive(Clone)]
struct Lead<'m> {
    base: Url,
    moment: &'m str,
    find: &'m dyn Fn(&str) -> Option<Part>,
    /// Bytes that may still be written into the page.
    room: &'m Cell<usize>,
    depth: u8,
}

impl Lead<'_> {
    /// A web address; none for what is none, such as `javascript:`.
    fn absolute(&self, words: &str) -> Option<Url> {
        self.base.join(words.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    }

    /// Where a link leads. Places in the page stay.
    fn to(&self, words: &str) -> Option<String> {
        if words.trim_start().starts_with('#') {
            return Some(words.trim().to_owned());
        }
        Some(format!("/at/{}/{}", self.moment, self.absolute(words)?))
    }

    /// The part of the page at an address, if it is of such a type and there is room for it.
    fn part(&self, words: &str, wanted: impl Fn(&str) -> bool) -> Option<Part> {
        let mut url = self.absolute(words)?;
        url.set_fragment(None);
        let part = (self.find)(url.as_str()).filter(|part| wanted(&MediaType::parse(&part.kind).essence))?;
        // The same picture a thousand times counts a thousand times: it is written so.
        self.room.set(self.room.get().checked_sub(part.body.len())?);
        Some(part)
    }

    /// A picture or a font as an address that holds it.
    fn data(&self, words: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
        if words.trim_start().to_ascii_lowercase().starts_with("data:image/") {
            return Some(words.trim().to_owned());
        }
        let part = self.part(words, wanted)?;
        Some(format!("data:{};base64,{}", MediaType::parse(&part.kind).essence, BASE64.encode(&part.body)))
    }

    fn picture(&self, words: &str) -> Option<String> {
        self.data(words, is_picture)
    }

    /// The first captured picture of those that an element offers: the one that a script would have put
    /// there, its own, one of its sizes.
    fn shown_picture(&self, element: &Element) -> Option<String> {
        if !matches!(element.name(), "img" | "input" | "image") {
            return None;
        }
        let own =
            ["data-src", "src", "href", "xlink:href"].into_iter().filter_map(|name| element.value_of(name));
        let sizes = ["data-srcset", "srcset"]
            .into_iter()
            .filter_map(|name| element.value_of(name))
            .flat_map(candidates);
        own.chain(sizes).find_map(|words| self.picture(words))
    }

    /// A style sheet that a `link` names, as a `style`.
    fn linked_sheet(&self, element: &Element) -> String {
        let is_sheet = element
            .value_of("rel")
            .is_some_and(|rel| rel.to_ascii_lowercase().split_whitespace().any(|word| word == "stylesheet"));
        let sheet = element.value_of("href").filter(|_| is_sheet).and_then(|href| self.sheet_at(href));
        let Some(sheet) = sheet else { return String::new() };
        format!("<style media=\"{}\">{sheet}</style>", escaped(element.value_of("media").unwrap_or("all")))
    }

    /// The sheet at an address with what it needs written into it.
    fn sheet_at(&self, words: &str) -> Option<String> {
        // Sheets may name each other in a circle.
        if self.depth >= SHEETS {
            return None;
        }
        let part = self.part(words, |essence| essence == "text/css")?;
        let charset = MediaType::parse(&part.kind).charset;
        let (text, _) = decode(&part.body, Declaration::header(charset.as_deref(), Declaration::Nowhere));
        let base = Url::parse(&part.url).ok()?;
        Some(Self { base, depth: self.depth + 1, ..self.clone() }.sheet(&text))
    }

    /// A style with the pictures, fonts and sheets in `url(...)` written into it.
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
            let shown = if before.trim_end_matches("url(").trim_end().ends_with("@import") {
                self.sheet_at(words)
                    .map(|sheet| format!("data:text/css;base64,{}", BASE64.encode(sheet.as_bytes())))
            } else {
                self.data(words, |essence| is_picture(essence) || is_font(essence))
            };
            let _ = write!(out, "\"{}\"", shown.unwrap_or_default().replace('"', "%22"));
            rest = &after[end..];
        }
        out.push_str(rest);
        tagless(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(url: &str) -> Option<Part> {
        let (kind, body) = match url.strip_prefix("https://example.org/")? {
            "a.css" => (
                "text/css",
                "@import url(b.css); p { background: url('news/e.gif') } @font-face { src: url(f.woff2) }",
            ),
            "b.css" => ("text/css", "@import url(b.css); h1 { color: red } </style><script>"),
            "news/e.gif" => ("image/gif", "GIF89a"),
            "f.woff2" => ("font/woff2", "wOF2"),
            "news/page" => ("text/html", "<p>"),
            _ => return None,
        };
        Some(Part { url: url.to_owned(), kind: kind.to_owned(), body: body.as_bytes().to_vec() })
    }

    fn shown(text: &str) -> String {
        replayed(text, "https://example.org/news/1", "20261124160000", &find)
    }

    #[test]
    fn links_lead_to_captures() {
        let page = shown("<a href='?q#x'>more</a><a href=#top>top</a><a href='mailto:a@example.org'>a</a>");
        assert!(
            page.contains("<a href=\"/at/20261124160000/https://example.org/news/1?q#x\">more</a>"),
            "{page}"
        );
        assert!(page.contains("<a href=\"#top\">top</a><a>a</a>"), "{page}");
    }

    #[test]
    fn what_a_page_needs_is_written_into_it() {
        let gif = format!("data:image/gif;base64,{}", BASE64.encode(b"GIF89a"));
        let font = format!("data:font/woff2;base64,{}", BASE64.encode(b"wOF2"));
        let table = [
            ("<img src=e.gif>".to_owned(), format!("<img src=\"{gif}\">")),
            ("<img src=missing.gif data-src=e.gif>".to_owned(), format!("<img src=\"{gif}\">")),
            ("<img src=missing.gif srcset='no.gif, e.gif 2x'>".to_owned(), format!("<img src=\"{gif}\">")),
            ("<img src=page>".to_owned(), "<img>".to_owned()),
            (
                "<p style='background: url(e.gif)'>x</p>".to_owned(),
                format!("background: url(&quot;{gif}&quot;)"),
            ),
            (
                "<style>p { background: url( \"e.gif\" ) }</style>".to_owned(),
                format!("<style>p {{ background: url(\"{gif}\") }}</style>"),
            ),
            (
                "<link rel=stylesheet href=/a.css media=print>".to_owned(),
                format!("url(\"{gif}\") }} @font-face {{ src: url(\"{font}\") }}</style>"),
            ),
            (
                "<link rel=stylesheet href=/a.css media=print>".to_owned(),
                "<style media=\"print\">@import url(\"data:text/css;base64,".to_owned(),
            ),
        ];
        for (text, expected) in table {
            let page = shown(&text);
            assert!(page.contains(&expected), "{text}: {page}");
        }
    }

    #[test]
    fn nothing_in_it_runs_and_nothing_is_loaded() {
        let page = shown(
            "<script>evil()</script><body onload=evil()><img src=//evil.example/x onerror=evil()><a href=' JavaScript:evil()'>a</a>\
             <iframe src=/evil></iframe><meta http-equiv=refresh content='0;url=/evil'><base href=https://evil.example/>\
             <svg><script>evil()</script><a xlink:href='javascript:evil()'><style>a { background: url(javascript:evil()) } </style></svg>\
             <object data=/evil></object><noscript><p>no</p></noscript><link rel=stylesheet href=https://example.org/b.css>\
             <form action=/evil><button formaction=/evil>go</button></form><p title='\"><script>evil()</script>'>&lt;script&gt;evil()</p>",
        );
        for word in [
            "<script",
            "onload",
            "onerror",
            "<iframe",
            "<meta",
            "<base",
            "<object",
            "<noscript",
            "action=",
            "avascript:",
            "evil.example",
        ] {
            assert!(!page.contains(word), "{word}: {page}");
        }
        assert!(page.contains("&lt;script&gt;evil()"), "words stay: {page}");
    }

    #[test]
    fn a_deep_page_is_shown_in_time() {
        let deep = "<div>".repeat(100_000);
        assert!(shown(&deep).len() < 100_000);
    }
}
