//! The text of an open document, and its places as editors count them: lines from 0, and within a line bytes
//! or units of UTF-16. It does not say what stands there.

use std::ops::Range;
use std::sync::OnceLock;

use lsp_types::{Position, Range as LspRange};

use crate::text::ByteSpan;
use crate::text::span::line_starts;

/// Bytes after which the units before are counted anew, so that a place in a long line is found at once.
const STRIDE: usize = 1024;

/// How columns are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// In bytes.
    Utf8,
    /// In units of UTF-16, as every client can.
    #[default]
    Utf16,
}

/// A text with its lines.
#[derive(Debug)]
pub struct Text {
    text: String,
    encoding: Encoding,
    /// Where each line starts.
    starts: Vec<usize>,
    /// Units of UTF-16 before every `STRIDE`-th byte; empty for ASCII text.
    units: OnceLock<Vec<usize>>,
}

impl Text {
    /// Finds the lines of a text: they end at LF, CRLF or CR.
    pub fn new(text: String, encoding: Encoding) -> Self {
        let starts = [0].into_iter().chain(line_starts(&text, 0)).collect();
        Self { text, encoding, starts, units: OnceLock::new() }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How its columns are counted.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Puts other words in a place. One behind the end is the end.
    pub fn replace(&mut self, range: LspRange, words: &str) {
        let Range { start, end } = self.bytes(range);
        self.text.replace_range(start..end, words);
        // A line break before the place may be half of one that is now whole.
        let line = self.line_of(start).saturating_sub(1);
        self.starts.truncate(line + 1);
        self.units = OnceLock::new();
        self.starts.extend(line_starts(&self.text, self.starts[line]));
    }

    /// The 0-based line of a byte.
    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a 0-based line, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let Some(&start) = self.starts.get(line) else { return self.text.len()..self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The byte of a place; one behind the end of its line is that end.
    pub fn offset(&self, position: Position) -> usize {
        let line = self.line(position.line as usize);
        let words = &self.text[line.clone()];
        let wanted = position.character as usize;
        let inside = match self.encoding {
            Encoding::Utf8 => words.floor_char_boundary(wanted),
            Encoding::Utf16 => {
                let mut before = 0;
                let place = words.char_indices().find(|(_, letter)| {
                    before += letter.len_utf16();
                    before > wanted
                });
                place.map_or(words.len(), |(at, _)| at)
            }
        };
        line.start + inside
    }

    /// The bytes of a range; one that is turned round is empty.
    pub fn bytes(&self, range: LspRange) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The place of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_of(offset);
        let start = self.starts[line];
        let character = match self.encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => self.units_before(offset) - self.units_before(start),
        };
        Position { line: line as u32, character: character as u32 }
    }

    /// The range of some bytes.
    pub fn range(&self, span: ByteSpan) -> LspRange {
        LspRange { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    fn units_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let units = self.units.get_or_init(|| match bytes.is_ascii() {
            true => Vec::new(),
            false => {
                let mut all = 0;
                let blocks = bytes.chunks(STRIDE).map(|block| {
                    let before = all;
                    all += utf16_units(block);
                    before
                });
                blocks.collect()
            }
        });
        match units.get(offset / STRIDE) {
            Some(before) => before + utf16_units(&bytes[offset / STRIDE * STRIDE..offset]),
            // ASCII, or the end of a text that ends with a block.
            None if units.is_empty() => offset,
            None => {
                units.last().copied().unwrap_or(0) + utf16_units(&bytes[(units.len() - 1) * STRIDE..offset])
            }
        }
    }
}

/// The units of UTF-16 of the characters that begin in some bytes of UTF-8.
fn utf16_units(bytes: &[u8]) -> usize {
    let of = |byte: &u8| match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    };
    bytes.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn places_are_counted_in_both_ways() {
        let words = "one\r\nzwölf 😀 [2]\rthree\n";
        // (place in bytes, in units of UTF-16, the byte)
        let table = [
            (at(0, 3), at(0, 3), 3),
            (at(1, 0), at(1, 0), 5),
            (at(1, 12), at(1, 9), 17),
            (at(1, 15), at(1, 12), 20),
            (at(2, 5), at(2, 5), 26),
            (at(3, 0), at(3, 0), 27),
        ];
        for (bytes, units, offset) in table {
            for (encoding, place) in [(Encoding::Utf8, bytes), (Encoding::Utf16, units)] {
                let text = Text::new(words.to_owned(), encoding);
                assert_eq!((text.offset(place), text.position(offset)), (offset, place), "{encoding:?}");
            }
        }
        let text = Text::new(words.to_owned(), Encoding::Utf16);
        let beyond = [(at(0, 99), 3), (at(99, 0), words.len()), (at(1, 7), 12)];
        for (place, offset) in beyond {
            assert_eq!(text.offset(place), offset, "{place:?}");
        }
    }

    #[test]
    fn places_in_a_long_line_are_found_by_blocks() {
        let words = "ä😀b".repeat(2_000);
        let text = Text::new(words.clone(), Encoding::Utf16);
        for (offset, _) in words.char_indices().step_by(97).chain([(words.len(), ' ')]) {
            let units = words[..offset].encode_utf16().count() as u32;
            assert_eq!(text.position(offset), at(0, units), "{offset}");
        }
    }

    proptest! {
        #[test]
        fn edits_leave_the_lines_of_a_new_text(
            words in "[a\r\n😀]{0,30}",
            edits in prop::collection::vec((0u32..6, 0u32..6, 0u32..6, 0u32..6, "[b\r\nä]{0,4}"), 0..8),
        ) {
            let mut text = Text::new(words, Encoding::Utf16);
            for (first, left, last, right, words) in edits {
                text.replace(LspRange { start: at(first, left), end: at(last, right) }, &words);
                let fresh = Text::new(text.as_str().to_owned(), Encoding::Utf16);
                prop_assert_eq!(&text.starts, &fresh.starts);
            }
        }
    }
}
