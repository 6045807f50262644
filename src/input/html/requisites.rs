//! What a page needs to be shown: the addresses of its styles, images and fonts. It does not fetch them.

use std::collections::BTreeSet;

use scraper::node::Element;
use url::Url;

use crate::markup::Page;
use crate::markup::attributes::Attributes;

/// Addresses that a page or a style asks for at most.
const MOST: usize = 2_000;

/// The addresses of the styles, images and fonts that a page names, absolute, sorted, each once. Scripts,
/// frames and media that play are left out: an archive shows what a reader reads.
///
/// ```
/// use newscheck::input::html::requisites::of_page;
/// let page = r#"<link rel=stylesheet href=/a.css><img src=b srcset="c 2x"><p style="a: url(e.gif)">"#;
/// let found = of_page(page, "https://example.org/news/1");
/// assert_eq!(found.into_iter().next().as_deref(), Some("https://example.org/a.css"));
/// ```
pub fn of_page(text: &str, address: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (Ok(page), Ok(address)) = (Page::parse(text), Url::parse(address)) else { return found };
    let elements = || page.tree.nodes().filter_map(|node| node.value().as_element());
    let based = elements()
        .find(|element| element.name() == "base")
        .and_then(|element| address.join(element.value_of("href")?).ok());
    let base = based.unwrap_or(address);
    let mut take = |words: &str| take(words, &base, &mut found);
    for element in elements() {
        named_by(element, &mut take);
        if let Some(style) = element.value_of("style") {
            addresses_in(style, &mut take);
        }
    }
    sheets_in(text).for_each(|sheet| addresses_in(sheet, &mut take));
    found
}

/// The addresses that a style sheet names: of images, fonts and further sheets.
pub fn of_style(text: &str, address: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Ok(base) = Url::parse(address) {
        addresses_in(text, &mut |words| take(words, &base, &mut found));
    }
    found
}

/// The contents of the `style` elements, of which the tree keeps none.
fn sheets_in(text: &str) -> impl Iterator<Item = &str> {
    memchr::memmem::find_iter(text.as_bytes(), "<style").map(|at| {
        let sheet = &text[at..];
        &sheet[..memchr::memmem::find(sheet.as_bytes(), b"</style").unwrap_or(sheet.len())]
    })
}

fn take(words: &str, base: &Url, found: &mut BTreeSet<String>) {
    if found.len() >= MOST || words.is_empty() {
        return;
    }
    let Ok(mut url) = base.join(words) else { return };
    if matches!(url.scheme(), "http" | "https") {
        url.set_fragment(None);
        found.insert(url.into());
    }
}

/// The addresses that an element names by its attributes.
fn named_by(element: &Element, take: &mut dyn FnMut(&str)) {
    let attr = |name| element.value_of(name).map(str::trim);
    match element.name() {
        "link" => {
            let shown = ["stylesheet", "icon", "apple-touch-icon", "mask-icon"];
            let wanted = attr("rel").is_some_and(|rel| {
                rel.split_ascii_whitespace().any(|word| shown.contains(&&*word.to_ascii_lowercase()))
            });
            let font = attr("as").is_some_and(|kind| matches!(kind, "font" | "style" | "image"));
            attr("href").filter(|_| wanted || font).into_iter().for_each(&mut *take);
        }
        "img" | "source" | "input" | "image" => {
            ["src", "data-src", "href", "xlink:href"].into_iter().filter_map(attr).for_each(&mut *take);
            ["srcset", "data-srcset"]
                .into_iter()
                .filter_map(attr)
                .for_each(|set| candidates(set).for_each(&mut *take));
        }
        "video" => attr("poster").into_iter().for_each(take),
        "body" | "table" | "td" => attr("background").into_iter().for_each(take),
        _ => {}
    }
}

/// The addresses of `srcset` (HTML, section 4.8.4.2.1).
pub fn candidates(set: &str) -> impl Iterator<Item = &str> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([',', ' ', '\t', '\n', '\r']);
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        if address.is_empty() {
            return None;
        }
        // An address that ends in a comma has no descriptor behind it.
        let bare = address.trim_end_matches(',');
        rest = if bare.len() < address.len() {
            after
        } else {
            after.find(',').map_or("", |comma| &after[comma..])
        };
        Some(bare)
    })
}

/// The addresses in `url(...)` and `@import "..."` of a style.
fn addresses_in(style: &str, take: &mut dyn FnMut(&str)) {
    for at in memchr::memmem::find_iter(style.as_bytes(), "url(") {
        let inside = style[at + 4..].trim_start();
        let (open, close) = match inside.chars().next() {
            Some(quote @ ('"' | '\'')) => (1, quote),
            _ => (0, ')'),
        };
        if let Some(end) = inside[open..].find(close) {
            take(inside[open..open + end].trim());
        }
    }
    for at in memchr::memmem::find_iter(style.as_bytes(), "@import") {
        let inside = style[at + 7..].trim_start();
        if let Some(quote @ ('"' | '\'')) = inside.chars().next()
            && let Some(end) = inside[1..].find(quote)
        {
            take(&inside[1..=end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_images_and_fonts_are_needed_and_scripts_are_not() {
        let page = r#"<html><head><base href="/base/">
            <link rel="preload stylesheet" href="a.css"><link rel=canonical href=/canonical><link rel=preload as=font href=//cdn.example.net/f.woff2>
            <style>@import 'more.css'; p { background: url( "p.png" ) } q { background: url(q.png) } r { background: url(data:image/png;base64,AA==) }</style>
            <script src=s.js></script></head>
            <body><img src="i.jpg#x" srcset="i1.jpg 1x, /i2.jpg 2x,i3.jpg"><picture><source srcset="w.webp 100w"></picture>
            <video poster=v.jpg src=v.mp4></video><iframe src=frame.html></iframe><div style="background-image:url(d.gif)"></div></body></html>"#;
        let found = of_page(page, "https://example.org/news/1");
        let short: Vec<&str> =
            found.iter().map(|url| url.trim_start_matches("https://example.org/")).collect();
        let expected = [
            "https://cdn.example.net/f.woff2",
            "base/a.css",
            "base/d.gif",
            "base/i.jpg",
            "base/i1.jpg",
            "base/i3.jpg",
            "base/more.css",
            "base/p.png",
            "base/q.png",
            "base/v.jpg",
            "base/w.webp",
            "i2.jpg",
        ];
        assert_eq!(short, expected);
    }

    #[test]
    fn a_style_names_its_fonts() {
        let style = "@font-face { src: url(f.woff2) format('woff2'), url('/g.ttf') } @import \"x.css\"; a { b: url( }";
        let found: Vec<String> = of_style(style, "https://example.org/css/a.css").into_iter().collect();
        assert_eq!(
            found,
            ["https://example.org/css/f.woff2", "https://example.org/css/x.css", "https://example.org/g.ttf"]
        );
    }
}
