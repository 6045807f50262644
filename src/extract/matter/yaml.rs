//! The fields of YAML front matter. A small part of YAML is read: plain and quoted values, lists, maps in one
//! line, and folded blocks at the top level.

use std::ops::Range;

use crate::extract::matter::flow::{Dialect, scalars};
use crate::extract::matter::keys::{field, is_header, offer};
use crate::extract::offer::Offer;
use crate::model::FieldName;

/// Lines of front matter that are read.
const MOST_LINES: usize = 200;

/// The fields of the front matter in a range of a text, its fences included.
pub fn fields<'a>(text: &'a str, range: Range<usize>) -> Vec<Offer<'a>> {
    let mut reader = Reader { text, key: None, block: None, flow_to: 0, end: range.end, offers: Vec::new() };
    let mut at = range.start;
    for line in text[range].split_inclusive('\n').take(MOST_LINES) {
        reader.line(line, at);
        at += line.len();
    }
    reader.end_block();
    reader.offers
}

struct Reader<'a> {
    text: &'a str,
    /// The last key at the top level, with its field.
    key: Option<(&'a str, FieldName)>,
    /// The lines of a folded block so far.
    block: Option<Range<usize>>,
    /// Where a value in brackets ends that was read.
    flow_to: usize,
    /// Where the front matter ends.
    end: usize,
    offers: Vec<Offer<'a>>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &str, at: usize) {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let range = start..start + words.len();
        let is_fence = words.starts_with('-') && words.trim_matches('-').is_empty();
        if range.end <= self.flow_to || words.is_empty() || words.starts_with('#') || is_fence {
            return;
        }
        if line.starts_with([' ', '\t']) || words.starts_with("- ") {
            return self.continuation(words, range);
        }
        self.end_block();
        let Some((key, value)) = words.split_once(':') else { return };
        let key = &self.text[start..start + key.len()];
        let key = key.trim_matches(['"', '\'', ' ']);
        self.key = field(key).map(|field| (key, field));
        let value_start = range.end - value.trim_start().len();
        match value.trim() {
            "" => {}
            ">" | "|" | ">-" | "|-" | ">+" | "|+" => self.block = Some(range.end..range.end),
            value if value.starts_with(['[', '{']) && !value.contains("](") => self.flow(value_start),
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
        if item.starts_with(['[', '{']) && !item.contains("](") && !item.starts_with("[[") {
            self.flow(range.end - item.len());
        } else if !item.is_empty() && !is_header(item) {
            self.value(range.end - item.len()..range.end);
        }
    }

    /// `[Jane Doe, "John Roe"]`, `{name: Jane Doe}`, over as many lines as it takes.
    fn flow(&mut self, start: usize) {
        let (found, end) = scalars(self.text, start..self.end, Dialect::Yaml);
        let line = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
        let is_closed = self.text[..end].ends_with([']', '}']);
        self.flow_to = if is_closed { end } else { line };
        for scalar in found.into_iter().filter(|scalar| is_closed || scalar.range.end <= line) {
            if scalar.keys.last().is_none_or(|key| &self.text[key.clone()] == "name") {
                self.value(scalar.range);
            }
        }
    }

    fn value(&mut self, range: Range<usize>) {
        let Some((key, field)) = self.key else { return };
        let words = &self.text[range.clone()];
        // A comment begins with a sign between spaces; `Pier #4` has none.
        let is_plain = !words.starts_with(['"', '\'']) && self.block.is_none();
        let length = words.find(" # ").filter(|_| is_plain).unwrap_or(words.len());
        self.offers.extend(offer(self.text, field, key, range.start..range.start + length));
    }

    fn end_block(&mut self) {
        if let Some(block) = self.block.take().filter(|block| block.start < block.end) {
            self.value(block);
        }
    }
}
