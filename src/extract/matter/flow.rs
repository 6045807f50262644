//! Values in brackets, of YAML, TOML and JSON: `["a", {name = "b"}]`. It is lenient: what is not closed ends
//! with its text.

use std::ops::Range;

/// A word or a quoted text among values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Its key, and before it the keys of the maps around that, outermost first; byte ranges without quotes.
    pub keys: Vec<Range<usize>>,
    /// Its bytes without quotes.
    pub range: Range<usize>,
}

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `{name: "a"}`, with `#` comments.
    Yaml,
    /// `{name = "a"}`, with `#` comments.
    Toml,
    /// `{"name": "a"}`.
    Json,
}

/// Values within values that are followed.
const DEPTH: usize = 16;

/// Values that are read.
const MOST: usize = 2000;

/// The scalars of the value that begins at the start of a range, and where it ends.
pub fn scalars(text: &str, range: Range<usize>, dialect: Dialect) -> (Vec<Scalar>, usize) {
    let mut reader =
        Reader { text, dialect, at: range.start, end: range.end, open: Vec::new(), found: vec![] };
    while reader.at < reader.end && reader.found.len() < MOST {
        reader.step();
        if reader.open.is_empty() {
            break;
        }
    }
    (reader.found, reader.at)
}

struct Reader<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    end: usize,
    /// Open brackets: whether one is a map's, and the key before the value to come.
    open: Vec<(bool, Option<Range<usize>>)>,
    found: Vec<Scalar>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..self.end];
        let Some(first) = rest.chars().next() else { return };
        match first {
            '[' | '{' => {
                if self.open.len() < DEPTH {
                    self.open.push((first == '{', None));
                }
                self.at += 1;
            }
            ']' | '}' => {
                self.open.pop();
                self.at += 1;
            }
            ',' => {
                if let Some((_, key)) = self.open.last_mut() {
                    *key = None;
                }
                self.at += 1;
            }
            '#' if self.dialect != Dialect::Json => self.at += rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => {
                let (inside, next) = quoted(rest, first);
                let range = self.at + inside.start..self.at + inside.end;
                self.at += next;
                self.take(range);
            }
            _ if first.is_whitespace() || first == self.assigns() => self.at += first.len_utf8(),
            _ => self.bare(rest.len()),
        }
    }

    fn assigns(&self) -> char {
        if self.dialect == Dialect::Toml { '=' } else { ':' }
    }

    /// Words without quotes: to the next comma, bracket, or in a map to the sign behind its key.
    fn bare(&mut self, length: usize) {
        let rest = &self.text[self.at..self.at + length];
        let is_key = self.open.last().is_some_and(|(is_map, key)| *is_map && key.is_none());
        let assigns = self.assigns();
        let ends = |letter: char| matches!(letter, ',' | ']' | '}' | '\n') || is_key && letter == assigns;
        let words = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end();
        let range = self.at..self.at + words.len();
        self.at = range.end;
        self.take(range);
    }

    /// A key, or a value.
    fn take(&mut self, range: Range<usize>) {
        let behind = self.text[self.at..self.end].trim_start();
        let assigns = behind.starts_with(self.assigns());
        if let Some((true, key @ None)) = self.open.last_mut() {
            *key = Some(range);
            if assigns {
                self.at = self.end - behind.len() + 1;
            }
            return;
        }
        let keys = self.open.iter().filter_map(|(_, key)| key.clone()).collect();
        self.found.push(Scalar { keys, range });
    }
}

/// The inside of a text in quotes, and where what follows it begins. TOML has quotes of three.
fn quoted(rest: &str, quote: char) -> (Range<usize>, usize) {
    let three: String = [quote; 3].iter().collect();
    if let Some(inside) = rest.strip_prefix(&three) {
        let length = inside.find(&three).unwrap_or(inside.len());
        return (3..3 + length, (length + 6).min(rest.len()));
    }
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if letter == quote => return (1..at, at + 1),
            _ => {}
        }
    }
    (1..rest.len(), rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_with_their_keys() {
        let table = [
            (Dialect::Yaml, "[Jane Doe, 'John Roe' ] x", "Jane Doe;John Roe;"),
            (Dialect::Yaml, "[[Jane Doe]]", "Jane Doe;"),
            (Dialect::Yaml, "{name: Jane, at: [a, b]}", "name=Jane;at=a;at=b;"),
            (Dialect::Toml, "[\n  \"a]\", # b\n  {name = 'c'},\n]", "a];name=c;"),
            (Dialect::Json, r#"{"a": {"b": ["c\"d", 5]}, "e": "f"}"#, r#"a.b=c\"d;a.b=5;e=f;"#),
            (Dialect::Json, "{\"a\": \"b", "a=b;"),
            (Dialect::Toml, "\"\"\"\nlong\n\"\"\"", "\nlong\n;"),
            (Dialect::Yaml, "]", ""),
            (Dialect::Yaml, "\"", ";"),
        ];
        for (dialect, text, expected) in table {
            let (found, end) = scalars(text, 0..text.len(), dialect);
            let mut shown = String::new();
            for scalar in found {
                let keys: Vec<&str> = scalar.keys.iter().map(|key| &text[key.clone()]).collect();
                let keys = keys.join(".");
                let assigns = if keys.is_empty() { "" } else { "=" };
                shown.push_str(&format!("{keys}{assigns}{};", &text[scalar.range]));
            }
            assert_eq!(shown, expected, "{text}");
            assert!(end <= text.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}:=,\"'#\\\\aé \n]{0,60}") {
            for dialect in [Dialect::Yaml, Dialect::Toml, Dialect::Json] {
                let (found, end) = scalars(&text, 0..text.len(), dialect);
                proptest::prop_assert!(end <= text.len());
                proptest::prop_assert!(found.iter().all(|scalar| text.get(scalar.range.clone()).is_some()));
            }
        }
    }
}
