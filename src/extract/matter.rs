//! Fields that a text states of itself before its first words: YAML front matter, and header lines such as
//! `Title: ...`. A small part of YAML is read: plain and quoted values, lists, and folded blocks at the top
//! level.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::offer::Offer;
use crate::model::{Document, FieldName, Provenance};
use crate::text::ByteSpan;

/// Lines of front matter that are read.
const MOST_LINES: usize = 200;

/// The fields of the front matter that stands in a span of the source, its fences included.
pub fn yaml<'a>(document: &Document<'a>, span: ByteSpan) -> Vec<Offer<'a>> {
    let mut reader = Reader { text: document.text, key: None, block: None, offers: Vec::new() };
    let mut at = span.start as usize;
    for line in span.slice(document.text).split_inclusive('\n').take(MOST_LINES) {
        reader.line(line, at);
        at += line.len();
    }
    reader.end_block();
    reader.offers
}

/// The fields of header lines, as far as they are known: byte ranges of lines in the source.
pub fn headers<'a>(document: &Document<'a>, lines: impl Iterator<Item = ByteSpan>) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for span in lines {
        let line = span.slice(document.text);
        let Some((key, value)) = line.split_once(':') else { continue };
        let Some(field) = field(key.trim()) else { continue };
        let start = span.start as usize + key.len() + 1;
        offers.extend(offer(document.text, field, key.trim(), start..start + value.len()));
    }
    offers
}

/// Whether a line has the form of a header: a word or two, a colon and a space.
pub fn is_header(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let words = key.split(' ').count();
    key.len() <= 30
        && words <= 2
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '))
        && key.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
        && (value.is_empty() || value.starts_with([' ', '\t']))
}

/// The field that a key of front matter is for.
pub fn field(key: &str) -> Option<FieldName> {
    let plain: String = key
        .chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    Some(match plain.as_str() {
        "title" | "headline" => FieldName::Headline,
        "date" | "published" | "publishdate" | "pubdate" | "datepublished" | "publishedat"
        | "publishedtime" | "created" | "publicationdate" => FieldName::Published,
        "updated" | "lastmod" | "modified" | "updatedat" | "lastmodified" | "datemodified"
        | "lastupdated" => FieldName::Modified,
        "author" | "authors" | "byline" | "writer" => FieldName::Author,
        "description" | "summary" | "excerpt" | "abstract" | "standfirst" | "subtitle" => FieldName::Summary,
        "lang" | "language" | "locale" => FieldName::Language,
        "canonical" | "canonicalurl" | "url" | "source" | "sourceurl" | "link" | "originalurl" => {
            FieldName::Url
        }
        "publisher" | "site" | "sitename" | "publication" | "outlet" => FieldName::Publisher,
        _ => return None,
    })
}

struct Reader<'a> {
    text: &'a str,
    /// The last key at the top level, with its field.
    key: Option<(&'a str, FieldName)>,
    /// The lines of a folded block so far.
    block: Option<Range<usize>>,
    offers: Vec<Offer<'a>>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &str, at: usize) {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let range = start..start + words.len();
        if words.is_empty() || words.starts_with(['#', '-']) && words.trim_matches('-').is_empty() {
            return;
        }
        if line.starts_with([' ', '\t']) || words.starts_with("- ") {
            return self.continuation(words, range);
        }
        self.end_block();
        let Some((key, value)) = words.split_once(':') else { return };
        let key = &self.text[start..start + key.len()];
        self.key = field(key.trim_matches(['"', '\''])).map(|field| (key, field));
        let value_start = range.end - value.trim_start().len();
        match value.trim() {
            "" => {}
            ">" | "|" | ">-" | "|-" | ">+" | "|+" => self.block = Some(range.end..range.end),
            value if value.starts_with('[') => self.list(value_start..range.end),
            _ => self.value(value_start..range.end),
        }
    }

    /// An indented line or a list item: a further value of the last key, or a line of its folded block.
    fn continuation(&mut self, words: &str, range: Range<usize>) {
        if let Some(block) = &mut self.block {
            if block.start == block.end {
                block.start = range.start;
            }
            block.end = range.end;
            return;
        }
        let Some(item) = words.strip_prefix("- ").or(Some(words).filter(|words| words.starts_with("name:")))
        else {
            return;
        };
        let item = item.trim_start();
        let item = item.strip_prefix("name:").map_or(item, str::trim_start);
        if !item.is_empty() && !is_header(item) {
            self.value(range.end - item.len()..range.end);
        }
    }

    /// `[Jane Doe, "John Roe"]`.
    fn list(&mut self, range: Range<usize>) {
        let inside = self.text[range.clone()].trim_start_matches('[').trim_end_matches(']');
        let mut at = range.start + 1;
        for item in inside.split(',') {
            self.value(at..at + item.len());
            at += item.len() + 1;
        }
    }

    fn value(&mut self, range: Range<usize>) {
        let Some((key, field)) = self.key else { return };
        self.offers.extend(offer(self.text, field, key, range));
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take().filter(|block| block.start < block.end) {
            self.value(block);
        }
    }
}

/// The offer of the words in a range, without white space and quotes around them.
fn offer<'a>(text: &'a str, field: FieldName, key: &str, range: Range<usize>) -> Option<Offer<'a>> {
    let words = &text[range.clone()];
    let mut start = range.start + (words.len() - words.trim_start().len());
    let mut end = range.start + words.trim_end().len();
    for quote in ['"', '\''] {
        if end > start + 1 && text[start..end].starts_with(quote) && text[start..end].ends_with(quote) {
            (start, end) = (start + 1, end - 1);
        }
    }
    let value = text.get(start..end).filter(|value| !value.is_empty())?;
    let value =
        if value.contains(['\n', '\r', '\\']) { Cow::Owned(folded(value)) } else { Cow::Borrowed(value) };
    let span = Some(ByteSpan::new(start, end));
    Some(Offer {
        field,
        value,
        provenance: Provenance::Markup,
        key: Cow::Owned(key.to_owned()),
        span,
        timestamp: None,
    })
}

/// A value of several lines in one, with escaped quotes as quotes.
fn folded(value: &str) -> String {
    value.replace("\\\"", "\"").replace("\\'", "'").split_whitespace().collect::<Vec<_>>().join(" ")
}
