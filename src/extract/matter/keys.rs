//! What the keys of front matter and header lines are for, and the offer that a value makes. It does not find
//! keys and values.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::offer::Offer;
use crate::model::{FieldName, Provenance};
use crate::text::ByteSpan;
use crate::text::spaces::single_spaced;

/// The field that a key of front matter is for.
pub fn field(key: &str) -> Option<FieldName> {
    Some(match plain(key).as_str() {
        "title" | "headline" | "fulltitle" => FieldName::Headline,
        "date" | "published" | "publishdate" | "pubdate" | "datepublished" | "publishedat"
        | "publisheddate" | "publishedon" | "publishedtime" | "created" | "publicationdate" => {
            FieldName::Published
        }
        "updated" | "lastmod" | "modified" | "updatedat" | "lastmodified" | "lastmodifiedat"
        | "datemodified" | "dateupdated" | "lastupdated" => FieldName::Modified,
        "author" | "authors" | "byline" | "writer" | "creator" | "creators" => FieldName::Author,
        "description" | "summary" | "excerpt" | "abstract" | "standfirst" | "subtitle" => FieldName::Summary,
        "lang" | "language" | "locale" => FieldName::Language,
        "canonical" | "canonicalurl" | "url" | "source" | "sourceurl" | "link" | "originalurl"
        | "articleurl" | "pageurl" | "weburl" => FieldName::Url,
        "publisher" | "site" | "sitename" | "publication" | "publicationtitle" | "outlet" | "newspaper"
        | "website" => FieldName::Publisher,
        _ => return None,
    })
}

/// A key without case and joints.
pub fn plain(key: &str) -> String {
    key.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// Whether a line has the form of a header: a word or two, a colon (or two, as some notes have it) and a
/// space.
pub fn is_header(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let value = value.strip_prefix(':').unwrap_or(value);
    let words = key.split(' ').count();
    key.len() <= 30
        && words <= 2
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '))
        && key.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
        && (value.is_empty() || value.starts_with([' ', '\t']))
}

/// The offer of the words in a range, without white space, quotes and link brackets around them.
pub fn offer<'a>(text: &'a str, field: FieldName, key: &str, range: Range<usize>) -> Option<Offer<'a>> {
    let mut range = trimmed(text, range);
    let is_single = text[range.clone()].starts_with('\'');
    for quote in ['"', '\''] {
        let words = &text[range.clone()];
        if words.len() > 1 && words.starts_with(quote) && words.ends_with(quote) {
            range = range.start + 1..range.end - 1;
        }
    }
    let range = unlinked(text, field, range);
    let value = text.get(range.clone()).filter(|value| !value.is_empty())?;
    let value =
        if value.contains(['\n', '\r', '\\']) { Cow::Owned(folded(value)) } else { Cow::Borrowed(value) };
    let value = if is_single && value.contains("''") { Cow::Owned(value.replace("''", "'")) } else { value };
    let (key, span) = (Cow::Owned(key.to_owned()), Some(ByteSpan::new(range.start, range.end)));
    Some(Offer { field, value, provenance: Provenance::Markup, key, span, timestamp: None })
}

/// The words of a link that a note is written with: `[[Name]]`, `[[folder/Name|shown]]`, `[Name](address)`;
/// of the latter the address where one is asked for.
fn unlinked(text: &str, field: FieldName, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let inside = |inner: &str| {
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        trimmed(text, start..start + inner.len())
    };
    if let Some(inner) = words.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        let shown = inner.rsplit_once('|').map(|(_, shown)| shown);
        let is_single = !inner.contains("[[");
        let name = shown.unwrap_or_else(|| inner.rsplit('/').next().unwrap_or(inner));
        return if is_single { inside(name) } else { range };
    }
    let link = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
    match link {
        Some((_, address)) if field == FieldName::Url => inside(address),
        Some((name, _)) if !name.contains('[') => inside(name),
        _ => range,
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// A value of several lines in one, with escaped characters as themselves.
fn folded(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        let rest = letters.as_str();
        match letters.next() {
            Some('n' | 't' | 'r') => plain.push(' '),
            Some('u') => {
                let code = rest.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                match code.and_then(char::from_u32) {
                    Some(letter) => {
                        plain.push(letter);
                        letters = rest[5..].chars();
                    }
                    None => plain.push_str("\\u"),
                }
            }
            Some(escaped @ ('"' | '\'' | '\\' | '/')) => plain.push(escaped),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    single_spaced(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_escapes_are_undone() {
        use FieldName::{Author, Headline, Url};
        let table = [
            (Author, "\"[[Ruth Okafor]]\"", "Ruth Okafor"),
            (Author, "[[people/Ruth Okafor]]", "Ruth Okafor"),
            (Author, "[[r-okafor|Ruth Okafor]]", "Ruth Okafor"),
            (Author, "[Ruth Okafor](https://example.org/r)", "Ruth Okafor"),
            (Url, "[read](https://example.org/a_(b))", "https://example.org/a_(b)"),
            (Headline, "[Video] A weir (and why)", "[Video] A weir (and why)"),
            (Headline, "\"The \\\"wet\\\" weir \\u00e9t\\u00E9\"", "The \"wet\" weir été"),
            (Headline, "A \\u12 weir\\", "A \\u12 weir\\"),
        ];
        for (field, text, value) in table {
            let offer = offer(text, field, "key", 0..text.len()).expect("there are words");
            assert_eq!(offer.value, value, "{text}");
        }
    }
}
