//! Chooses the part of a message that is the article: the page that it says it is, else the part with the
//! most words. An advertisement's frame may stand before it, a covering letter beside it.

use crate::input::html::shown_text;
use crate::input::mhtml::part::{End, Part, essence, is_html, parameter};
use crate::model::Format;
use crate::text::decode::{Declaration, decode};
use crate::warc::Fields;

/// How deep a page may stand in parts of parts.
const DEPTH: u8 = 8;

/// Texts that are weighed: the largest, where there are more.
const WEIGHED: usize = 24;

/// Letters that make an article of the part that the message says it starts with.
const ENOUGH: usize = 100;

/// The part that is the article.
#[derive(Clone)]
pub struct Chosen<'b> {
    /// The part.
    pub part: Part<'b>,
    /// What it is.
    pub format: Format,
    /// The fields of the message that it stands in.
    pub message: Fields,
}

/// A part that may be the article.
struct Text<'b> {
    chosen: Chosen<'b>,
    /// Whether its message says that it starts with it.
    named: bool,
}

/// The article among the parts of a message.
pub fn choose(top: Part<'_>) -> Option<Chosen<'_>> {
    let mut texts = texts(top);
    if texts.len() <= 1 {
        return texts.pop().map(|text| text.chosen);
    }
    if let Some(named) = texts.iter().find(|text| text.named && text.letters() >= ENOUGH) {
        return Some(named.chosen.clone());
    }
    let mut sizes: Vec<usize> = texts.iter().map(|text| text.chosen.part.body.len()).collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    let least = sizes.get(WEIGHED - 1).copied().unwrap_or(0);
    texts.retain(|text| text.chosen.part.body.len() >= least);
    // A page says more than its plain twin. Among equals the first is meant.
    let weight = |text: &Text<'_>| text.letters() * if text.chosen.format == Format::Html { 2 } else { 1 };
    let weights: Vec<usize> = texts.iter().map(weight).collect();
    let heaviest = weights.iter().copied().max()?;
    let at = weights.iter().position(|&weight| weight == heaviest)?;
    Some(texts.swap_remove(at).chosen)
}

/// The parts that are texts, in order.
fn texts(top: Part<'_>) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    let message = top.fields.clone();
    let location = location(&message);
    let mut waiting = vec![(top, message, false, 0)];
    while let Some((part, message, named, depth)) = waiting.pop() {
        let kind = essence(part.content_type());
        let boundary = parameter(part.content_type(), "boundary").filter(|boundary| !boundary.is_empty());
        if let Some(boundary) = boundary.filter(|_| kind.starts_with("multipart/") && depth < DEPTH) {
            let start = parameter(part.content_type(), "start");
            for (bytes, end) in part.parts(&boundary).into_iter().rev() {
                let inner = Part::parse(bytes, end);
                let named = named
                    || start.is_some() && inner.fields.get("Content-ID") == start.as_deref()
                    || location.is_some() && self::location(&inner.fields) == location;
                waiting.push((inner, message.clone(), named, depth + 1));
            }
        } else if kind == "message/rfc822" && depth < DEPTH && !is_encoded(&part) {
            let inner = Part::parse(part.body, if part.end == End::File { End::Boundary } else { part.end });
            let message = inner.fields.clone();
            waiting.push((inner, message, named, depth + 1));
        } else if let Some(format) = format_of(&part, &kind) {
            found.push(Text { chosen: Chosen { part, format, message }, named });
        }
    }
    found
}

fn is_encoded(part: &Part<'_>) -> bool {
    part.fields.get("Content-Transfer-Encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("base64"))
}

/// Where a message or a part says that it is from.
fn location(fields: &Fields) -> Option<String> {
    let place = fields.get("Snapshot-Content-Location").or_else(|| fields.get("Content-Location"))?;
    Some(place.split_whitespace().collect())
}

/// The format of a part that is a text, by its type, or by its file name where that says little.
fn format_of(part: &Part<'_>, kind: &str) -> Option<Format> {
    if is_html(kind) {
        return Some(Format::Html);
    }
    let disposition = part.fields.get("Content-Disposition").unwrap_or("");
    let name = parameter(disposition, "filename").or_else(|| parameter(part.content_type(), "name"));
    let ending = name.and_then(|name| Some(name.rsplit_once('.')?.1.to_ascii_lowercase()));
    match (kind, ending.as_deref()) {
        ("text/plain" | "application/octet-stream", Some("html" | "htm" | "xhtml")) => Some(Format::Html),
        ("text/markdown", _) => Some(Format::Markdown),
        ("text/plain" | "application/octet-stream", Some("md" | "markdown")) => Some(Format::Markdown),
        ("text/plain", _) | ("application/octet-stream", Some("txt")) => Some(Format::Text),
        _ => None,
    }
}

impl Text<'_> {
    /// The letters that a reader sees.
    fn letters(&self) -> usize {
        let part = &self.chosen.part;
        let charset = parameter(part.content_type(), "charset");
        let declaration = Declaration::header(charset.as_deref(), self.chosen.format.declaration());
        let body = part.content().0;
        let words = decode(&body, declaration).0;
        let count = |words: &str| words.chars().filter(|letter| letter.is_alphanumeric()).count();
        match self.chosen.format {
            Format::Html => count(&shown_text(&words)),
            // What is quoted is not said here.
            _ => words.lines().filter(|line| !line.starts_with('>')).map(count).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), lines in "(Content-Type: multipart/related; boundary=b|--b|--|=|start=|;|\"|\r|\n|\r\n|text/html|Content-Type: message/rfc822|name=a.md){0,30}") {
            for bytes in [bytes, lines.into_bytes()] {
                if let Some(page) = choose(Part::parse(&bytes, End::File)) {
                    prop_assert!(page.part.content().0.len() <= bytes.len());
                }
            }
        }
    }
}
