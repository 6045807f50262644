//! What strings in a page's scripts hold once they are undone: JSON in a string (`JSON.parse("...")`), and
//! the rows that React's servers push piece by piece (`self.__next_f.push([1, "..."])`). What it means is
//! decided in `embedded`.

use std::ops::Range;

use crate::input::html::script::{Kind, Value, decoded, string_at};
use crate::text::OffsetMap;

/// A text that strings of a page hold, with its map to the page.
pub struct Inner {
    /// The text.
    pub text: String,
    /// From the text to the page.
    pub map: OffsetMap,
    /// Where JSON is in the text.
    pub json: Vec<Range<usize>>,
    /// Where whole texts are in it, as they are.
    pub texts: Vec<Range<usize>>,
}

/// Bytes of a string that is undone for its JSON.
const LEAST: usize = 600;

/// What React's servers push with.
const PUSH: &str = "__next_f.push(";

/// What reads JSON from a string.
const PARSE: &str = "JSON.parse(";

/// The texts that the strings of a page's scripts hold; `values` are those of its scripts. No byte of the
/// page is undone for more than one of each kind.
pub fn texts(page: &str, values: &[Value]) -> Vec<Inner> {
    let mut inner: Vec<Inner> = pushed(page, values).into_iter().collect();
    let mut end = 0;
    for value in values.iter().filter(|value| value.kind == Kind::String) {
        let inside = value.span.start + 1..value.span.end - 1;
        let opens = page[inside.clone()].trim_start();
        if inside.len() >= LEAST && opens.starts_with(['{', '[']) && inside.start >= end {
            end = inside.end;
            inner.push(of_json(page, inside));
        }
    }
    let mut from = 0;
    while let Some(found) = page[from..].find(PARSE) {
        from += found + PARSE.len();
        if let Some(inside) = string_at(page, from).filter(|inside| inside.len() >= LEAST) {
            from = inside.end;
            inner.push(of_json(page, inside));
        }
    }
    inner
}

fn of_json(page: &str, inside: Range<usize>) -> Inner {
    let (text, map) = decoded(page, inside);
    let json = std::iter::once(0..text.len()).collect();
    Inner { text, map, json, texts: Vec::new() }
}

/// The rows that a page pushes, as one text.
fn pushed(page: &str, values: &[Value]) -> Option<Inner> {
    let (mut text, mut map) = (String::new(), OffsetMap::default());
    for (at, value) in values.iter().enumerate() {
        if value.kind != Kind::Array || !page[..value.span.start].ends_with(PUSH) {
            continue;
        }
        let mut inside = values[at + 1..value.end].iter();
        let Some(string) = inside.find(|value| value.kind == Kind::String) else { continue };
        let (piece, of_piece) = decoded(page, string.span.start + 1..string.span.end - 1);
        for (offset, character) in piece.char_indices() {
            let source = of_piece.span(offset, offset + character.len_utf8());
            map.push(text.len(), source.start as usize);
            text.push(character);
            if source.len() != character.len_utf8() {
                map.push_spelled(text.len(), source.end as usize);
            }
        }
    }
    if text.is_empty() {
        return None;
    }
    let (json, texts) = rows(&text);
    Some(Inner { text, map, json, texts })
}

/// The rows of a pushed text: those of JSON, `5:{...}` up to a line's end, and those of text, `5:T1a,` with
/// the number of bytes in hexadecimal digits.
fn rows(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut json, mut texts) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let label = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let of_text = rest[label..].strip_prefix(":T").and_then(|row| {
            let (length, _) = row.split_once(',').filter(|(length, _)| length.len() <= 8)?;
            Some((at + label + 3 + length.len(), usize::from_str_radix(length, 16).ok()?))
        });
        if let Some((start, length)) = of_text {
            let mut end = start.saturating_add(length).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            texts.push(start..end);
            at = end;
            continue;
        }
        let end = at + rest.find('\n').map_or(rest.len(), |found| found + 1);
        let start = at + rest.find(['{', '[']).filter(|found| at + found < end).unwrap_or(end - at);
        json.push(start..end);
        at = end;
    }
    (json, texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::html::script::values;

    #[test]
    fn pushed_pieces_are_one_text_of_rows() {
        let page = r#"<script>self.__next_f.push([1,"1:[\"a\"]\n2:T8,h\u00e9"])</script><script>self.__next_f.push([1,"llo!\"3:{\"b\":1}\n"])</script>"#;
        let inner = texts(page, &values(page)).remove(0);
        let shown = |ranges: &[Range<usize>]| -> Vec<String> {
            ranges.iter().map(|range| inner.text[range.clone()].to_owned()).collect()
        };
        assert_eq!(shown(&inner.json), ["[\"a\"]\n", "{\"b\":1}\n"]);
        assert_eq!(shown(&inner.texts), ["héllo!\""]);
        let accent = inner.text.find('é').expect("it is there");
        assert_eq!(inner.map.span(accent, accent + 2).slice(page), "\\u00e9");
        let last = inner.text.find("llo").expect("it is there");
        assert_eq!(inner.map.span(last, last + 3).slice(page), "llo");
    }

    #[test]
    fn json_in_a_string_is_undone() {
        let long = "word ".repeat(150);
        for page in [
            format!(r#"<script>f(JSON.parse("{{\"a\": \"{long}\"}}"))</script>"#),
            format!(r#"<script>f(JSON.parse('{{"a": "{long}"}}'))</script>"#),
            format!(r#"<script>{{"a": "{{\"a\": \"{long}\"}}"}}</script>"#),
        ] {
            let inner = texts(&page, &values(&page));
            assert_eq!(inner[0].text, format!("{{\"a\": \"{long}\"}}"), "{page}");
        }
        assert!(texts("JSON.parse(\"", &[]).is_empty());
    }
}
