//! The JSON in a page's scripts, flat and with its positions in the page. What it means is decided in
//! `embedded`.

use std::ops::Range;

use memchr::memmem;

use crate::input::block::BlockBuilder;
use crate::text::{ByteSpan, OffsetMap};

/// A value of a script's JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Its place in the page, quotes and brackets included.
    pub span: Range<usize>,
    /// The place of its key, without quotes; empty in arrays and at the top.
    pub key: Range<usize>,
    /// The position after the last value within it.
    pub end: usize,
}

/// Kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{...}`
    Object,
    /// `[...]`
    Array,
    /// `"..."`
    String,
    /// A number, `true`, `false` or `null`.
    Other,
}

/// Bytes of a page for each value that is read: fewer would be lists of figures, which would take more memory
/// than the page.
const PER_VALUE: usize = 8;

/// Values within values.
const MAX_DEPTH: usize = 200;

/// Bytes that are read in vain, as a multiple of the page's.
const MAX_WASTE: usize = 4;

/// The values of all scripts of a page, in document order, each before those within it. What is no JSON is
/// stepped over.
pub fn values(page: &str) -> Vec<Value> {
    values_in(page, scripts(page))
}

/// The values in parts of a text, likewise. The parts ascend.
pub fn values_in(page: &str, parts: impl Iterator<Item = Range<usize>>) -> Vec<Value> {
    let mut values = Vec::new();
    let mut waste = page.len() * MAX_WASTE;
    let most = page.len() / PER_VALUE;
    for script in parts {
        let mut at = script.start;
        while let Some(start) = next_start(page, &script, at) {
            let before = values.len();
            let mut scanner =
                Scanner { bytes: &page.as_bytes()[..script.end], at: start, most, values: &mut values };
            let read = scanner.value(0..0, 0);
            at = scanner.at;
            if read.is_none() {
                let Some(left) = waste.checked_sub(at - start) else { return values };
                waste = left;
                at = start + 1;
                values.truncate(before);
            }
            if values.len() >= most {
                return values;
            }
        }
    }
    values
}

/// The contents of the page's scripts.
fn scripts(page: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = page.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let tag = from + memmem::find(&bytes[from..], b"<script")?;
        let start = tag + memchr::memchr(b'>', &bytes[tag..])? + 1;
        let end = start + memmem::find(&bytes[start..], b"</script")?;
        from = end;
        Some(start..end)
    })
}

/// What is between the quotes of a string literal that begins at a place, white space aside.
pub fn string_at(page: &str, at: usize) -> Option<Range<usize>> {
    let mut scanner = Scanner { bytes: page.as_bytes(), at, most: 0, values: &mut Vec::new() };
    scanner.space();
    scanner.string()
}

/// Where JSON may begin from a place on: at the start of the script, or behind `=`, `(` or `return`.
fn next_start(page: &str, script: &Range<usize>, from: usize) -> Option<usize> {
    let bytes = page.as_bytes();
    memchr::memchr2_iter(b'{', b'[', &bytes[from..script.end]).map(|at| from + at).find(|&at| {
        let before = bytes[script.start..at].trim_ascii_end();
        before.last().is_none_or(|byte| matches!(byte, b'=' | b'(')) || before.ends_with(b"return")
    })
}

/// Reads one value: RFC 8259, and what object literals of scripts have beyond it: keys without quotes, single
/// quotes, names and `void 0` for values, a comma at the end.
struct Scanner<'b, 'v> {
    bytes: &'b [u8],
    at: usize,
    /// The number of values from which on no more are read.
    most: usize,
    values: &'v mut Vec<Value>,
}

impl Scanner<'_, '_> {
    fn value(&mut self, key: Range<usize>, depth: usize) -> Option<()> {
        self.space();
        if depth > MAX_DEPTH || self.values.len() >= self.most {
            return None;
        }
        let (start, index) = (self.at, self.values.len());
        let kind = match self.bytes.get(start)? {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' | b'\'' => Kind::String,
            byte if is_of_word(*byte) => Kind::Other,
            _ => return None,
        };
        self.values.push(Value { kind, span: start..start, key, end: index + 1 });
        match kind {
            Kind::Object => self.members(b'}', depth)?,
            Kind::Array => self.members(b']', depth)?,
            Kind::String => {
                self.string()?;
            }
            Kind::Other => {
                self.word();
                // `void 0`
                if &self.bytes[start..self.at] == b"void" {
                    self.space();
                    self.word();
                }
            }
        }
        let end = self.values.len();
        let value = self.values.get_mut(index)?;
        (value.span.end, value.end) = (self.at, end);
        Some(())
    }

    fn members(&mut self, close: u8, depth: usize) -> Option<()> {
        self.at += 1;
        self.space();
        if *self.bytes.get(self.at)? == close {
            self.at += 1;
            return Some(());
        }
        loop {
            self.space();
            // A comma at the end.
            if self.bytes.get(self.at) == Some(&close) {
                self.at += 1;
                return Some(());
            }
            let mut key = 0..0;
            if close == b'}' {
                key = match self.bytes.get(self.at)? {
                    b'"' | b'\'' => self.string()?,
                    _ => self.word(),
                };
                self.space();
                self.expect(b':')?;
            }
            self.value(key, depth + 1)?;
            self.space();
            match self.bytes.get(self.at)? {
                b',' => self.at += 1,
                byte if *byte == close => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    /// Steps over a string; gives the place of what is between its quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        let quote = *self.bytes.get(self.at).filter(|quote| matches!(quote, b'"' | b'\''))?;
        self.at += 1;
        let start = self.at;
        loop {
            let found = self.at + memchr::memchr2(quote, b'\\', self.bytes.get(self.at..)?)?;
            if self.bytes[found] == quote {
                self.at = found + 1;
                return Some(start..found);
            }
            self.at = found + 2;
        }
    }

    /// Steps over a name or a number; gives its place.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += self.bytes[start..].iter().take_while(|byte| is_of_word(**byte)).count();
        start..self.at
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (*self.bytes.get(self.at)? == byte).then(|| self.at += 1)
    }

    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'+' | b'-' | b'.' | b'!')
}

/// Appends the words of a string value, as they stand between its quotes.
pub fn push_string(builder: &mut BlockBuilder, page: &str, inside: Range<usize>) {
    each_piece(page, inside, |piece, source| match piece {
        Piece::Verbatim(words) => builder.push(words, source.start as usize),
        Piece::Escaped(character) => builder.push_decoded(character.encode_utf8(&mut [0; 4]), source),
    });
}

/// The text of a string value, white space and all, with its map to the page.
pub fn decoded(page: &str, inside: Range<usize>) -> (String, OffsetMap) {
    let (mut text, mut map) = (String::with_capacity(inside.len()), OffsetMap::starting_at(inside.start));
    each_piece(page, inside, |piece, source| {
        map.push(text.len(), source.start as usize);
        match piece {
            Piece::Verbatim(words) => text.push_str(words),
            Piece::Escaped(character) => {
                text.push(character);
                map.push_spelled(text.len(), source.end as usize);
            }
        }
    });
    (text, map)
}

enum Piece<'p> {
    Verbatim(&'p str),
    Escaped(char),
}

/// The pieces between a string's quotes. A lone surrogate is U+FFFD.
fn each_piece<'p>(page: &'p str, inside: Range<usize>, mut take: impl FnMut(Piece<'p>, ByteSpan)) {
    let mut at = inside.start;
    while at < inside.end {
        let rest = &page[at..inside.end];
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if plain > 0 {
            take(Piece::Verbatim(&rest[..plain]), ByteSpan::new(at, at + plain));
            at += plain;
            continue;
        }
        let (character, length) = escape(rest);
        take(Piece::Escaped(character), ByteSpan::new(at, at + length));
        at += length;
    }
}

/// The character of an escape at the start of a text, and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let unit = |from: usize| text.get(from..from + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let Some(letter) = text[1..].chars().next() else { return ('\u{fffd}', 1) };
    let character = match letter {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'x' => {
            let byte = text.get(2..4).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            return byte.map_or(('x', 2), |byte| (char::from(byte), 4));
        }
        'u' => {
            let Some(first) = unit(2) else { return ('\u{fffd}', 2) };
            let second = text.get(6..8).filter(|begin| *begin == "\\u").and_then(|_| unit(8));
            let decode =
                |units: &[u16]| char::decode_utf16(units.iter().copied()).next().and_then(Result::ok);
            return match (decode(&[first]), second.and_then(|second| decode(&[first, second]))) {
                (Some(character), _) => (character, 6),
                (None, Some(character)) => (character, 12),
                (None, None) => ('\u{fffd}', 6),
            };
        }
        other => other,
    };
    (character, 1 + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(page: &str) -> Vec<&str> {
        values(page).iter().map(|value| &page[value.span.clone()]).collect()
    }

    #[test]
    fn json_is_found_in_scripts() {
        let table: &[(&str, &[&str])] = &[
            (
                "<script type=\"application/json\">{\"a\": [1, \"b\"]}</script>",
                &["{\"a\": [1, \"b\"]}", "[1, \"b\"]", "1", "\"b\""],
            ),
            (
                "<script>window.state = {\"a\": null};f({\"b\": -1.5e3})</script>",
                &["{\"a\": null}", "null", "{\"b\": -1.5e3}", "-1.5e3"],
            ),
            ("<script>if (a) { b = [c()] }</script>", &[]),
            (
                "<script>f(function(a){return {b: 'c', \"d\": void 0, $e: !1,}})</script>",
                &["{b: 'c', \"d\": void 0, $e: !1,}", "'c'", "void 0", "!1"],
            ),
            ("<script>{\"a\": \"b</script>", &[]),
            ("<p>{\"a\": 1}</p>", &[]),
            ("<script>{\"a\": \"\\\"}\"}", &[]),
        ];
        for (page, expected) in table {
            assert_eq!(texts(page), *expected, "{page}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let page = format!("<script>{}{}</script>", "[".repeat(100_000), "]".repeat(100_000));
        assert!(values(&page).is_empty());
    }

    #[test]
    fn strings_are_decoded_with_their_places() {
        let page = r#"<script>["a\u00e9\n\"\ud83d\ude00 \ud800 \q\x3c"]</script>"#;
        let value = &values(page)[1];
        let (text, map) = decoded(page, value.span.start + 1..value.span.end - 1);
        assert_eq!(text, "aé\n\"😀 \u{fffd} q<");
        let face = text.find('😀').expect("it is there");
        assert_eq!(map.span(face, face + 4).slice(page), r"\ud83d\ude00");
    }

    proptest! {
        #[test]
        fn strings_are_what_serde_says(text in "[a-z\"\\\\\n\té語😀/ ]{0,40}") {
            let page = format!("<script>[{}]</script>", serde_json::to_string(&text).expect("a string can be written"));
            let value = &values(&page)[1];
            prop_assert_eq!(decoded(&page, value.span.start + 1..value.span.end - 1).0, text);
        }

        #[test]
        fn no_script_makes_it_panic(script in "[\\[\\]{}\":,\\\\u0-9a-f é=(]{0,60}") {
            let page = format!("<script>{script}</script>");
            for value in values(&page) {
                prop_assert!(page.get(value.span.clone()).is_some());
                if value.kind == Kind::String {
                    decoded(&page, value.span.start + 1..value.span.end - 1);
                }
            }
        }
    }
}
