//! Builds a block's collapsed text together with its map back to the source. Every loader of a text format
//! ends here.

use std::borrow::Cow;

use crate::model::{Block, BlockKind};
use crate::text::{ByteSpan, OffsetMap};

/// Collects pieces of source text into one collapsed text: every run of white space becomes one space.
#[derive(Debug, Default)]
pub struct BlockBuilder {
    text: String,
    map: OffsetMap,
    breaks: Vec<u32>,
    pending: Option<Pending>,
}

/// White space that is written only if more text follows.
#[derive(Clone, Copy, Debug)]
struct Pending {
    source: usize,
    line_break: bool,
}

impl BlockBuilder {
    /// Appends source text that stands at `source` as it is.
    pub fn push(&mut self, piece: &str, source: usize) {
        let words = piece.trim_start();
        let start = piece.len() - words.len();
        let words = words.trim_end();
        if start > 0 {
            self.space(source);
        }
        // Most text has single spaces: it is one copy, not one for each word.
        if needs_collapsing(words) {
            self.push_spaced(words, source + start);
        } else {
            self.word(words, source + start);
        }
        if start + words.len() < piece.len() {
            self.space(source + start + words.len());
        }
    }

    fn push_spaced(&mut self, piece: &str, source: usize) {
        let mut start = 0;
        for (at, character) in piece.char_indices() {
            let is_space = character.is_whitespace();
            if is_space || is_unseen(character) {
                self.word(&piece[start..at], source + start);
                start = at + character.len_utf8();
            }
            if is_space {
                self.space(source + at);
            }
        }
        self.word(&piece[start..], source + start);
    }

    /// Appends text that the source spells otherwise (an entity, say): all of it maps to the one place.
    pub fn push_decoded(&mut self, piece: &str, source: ByteSpan) {
        for character in piece.chars() {
            if character.is_whitespace() {
                self.space(source.start as usize);
            } else if !is_unseen(character) {
                self.word(character.encode_utf8(&mut [0; 4]), source.start as usize);
                self.map.push_spelled(self.text.len(), source.end as usize);
            }
        }
        self.map.push(self.text.len(), source.end as usize);
    }

    /// Appends white space that stands at `source`.
    pub fn space(&mut self, source: usize) {
        if !self.text.is_empty() && self.pending.is_none() {
            self.pending = Some(Pending { source, line_break: false });
        }
    }

    /// Appends a line break that stands at `source`.
    pub fn line_break(&mut self, source: usize) {
        if !self.text.is_empty() {
            let source = self.pending.map_or(source, |pending| pending.source);
            self.pending = Some(Pending { source, line_break: true });
        }
    }

    /// Where the next word will begin in the text.
    pub fn position(&self) -> usize {
        self.text.len() + usize::from(self.pending.is_some())
    }

    /// The length of the text so far, without white space at the end.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The text so far, without white space at the end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing but white space was appended.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The block.
    pub fn finish<'d>(self, kind: BlockKind, span: ByteSpan) -> Block<'d> {
        Block {
            kind,
            text: Cow::Owned(self.text),
            map: self.map,
            breaks: self.breaks,
            span,
            ..Block::default()
        }
    }

    /// The text, its map and its line breaks, without white space at the end.
    pub fn into_parts(self) -> (String, OffsetMap, Vec<u32>) {
        (self.text, self.map, self.breaks)
    }

    /// Appends a text that was built before; gives where it begins.
    pub fn append(&mut self, text: &str, map: &OffsetMap, breaks: &[u32]) -> usize {
        let begin = self.position();
        let mut breaks = breaks.iter().peekable();
        for (at, character) in text.char_indices() {
            let source = map.to_source(at) as usize;
            if breaks.next_if(|&&line| line as usize == at).is_some() {
                self.line_break(source);
            }
            if character == ' ' {
                self.space(source);
            } else {
                self.word(character.encode_utf8(&mut [0; 4]), source);
            }
        }
        begin
    }

    fn word(&mut self, word: &str, source: usize) {
        if word.is_empty() {
            return;
        }
        // White space is written when a word follows: a text never ends with it.
        if let Some(pending) = self.pending.take() {
            self.map.push(self.text.len(), pending.source);
            self.text.push(' ');
            if pending.line_break {
                self.breaks.push(crate::text::span::clamp(self.text.len()));
            }
        }
        self.map.push(self.text.len(), source);
        self.text.push_str(word);
    }
}

/// Whether a character says where a word may or may not be parted, and is not of the word: a soft hyphen, a
/// word joiner, the mark of byte order. A space of no width parts words and stays.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{2060}' | '\u{feff}')
}

/// Whether a line has what collapsing would change: anything but words with single spaces between them.
pub fn needs_collapsing(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    // One pass without branches, which compilers turn into vector code.
    let spaces = |(&a, &b): (&u8, &u8)| u8::from((a <= b' ') & (b <= b' '));
    let others = |byte: u8| u8::from(byte < b' ') | u8::from(byte >= 0x80);
    let found =
        bytes.iter().zip(&bytes[1..]).fold(others(last), |found, (a, b)| found | spaces((a, b)) | others(*a));
    if found == 0 {
        return first == b' ' || last == b' ';
    }
    let mut after_space = true;
    for character in line.chars() {
        let space = character.is_whitespace();
        if space && (after_space || character != ' ') || is_unseen(character) {
            return true;
        }
        after_space = space;
    }
    after_space
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_of_space_become_one_and_keep_their_places() {
        let mut builder = BlockBuilder::default();
        builder.push("  one \t two", 10);
        builder.line_break(21);
        builder.push("three  ", 22);
        let block = builder.finish(BlockKind::Paragraph, ByteSpan::new(10, 29));
        assert_eq!(block.text, "one two three");
        assert_eq!(block.breaks, [8]);
        assert_eq!((block.map.to_source(0), block.map.to_source(4), block.map.to_source(8)), (12, 18, 22));
    }

    #[test]
    fn characters_that_are_not_seen_are_not_of_a_word() {
        let mut builder = BlockBuilder::default();
        builder.push("har\u{ad}bour\u{2060}", 0);
        builder.push_decoded("\u{ad}", ByteSpan::new(12, 17));
        builder.push("s \u{feff}a\u{200b}b", 17);
        let block = builder.finish(BlockKind::Paragraph, ByteSpan::new(0, 27));
        assert_eq!(block.text, "harbours a\u{200b}b");
        assert_eq!((block.map.to_source(3), block.map.to_source(7), block.map.to_source(9)), (5, 17, 22));
    }

    #[test]
    fn decoded_text_maps_to_its_entity() {
        let mut builder = BlockBuilder::default();
        builder.push("a", 0);
        builder.push_decoded("&", ByteSpan::new(1, 6));
        builder.push("b", 6);
        let block = builder.finish(BlockKind::Paragraph, ByteSpan::new(0, 7));
        assert_eq!(block.text, "a&b");
        assert_eq!((block.map.to_source(1), block.map.to_source(2)), (1, 6));
        assert_eq!(block.map.span(1, 2), ByteSpan::new(1, 6), "all of the entity");
    }

    proptest! {
        #[test]
        fn text_is_collapsed_alike_in_one_piece_and_word_by_word(
            pieces in proptest::collection::vec("[a-z \t\u{a0}é語]{0,12}", 0..6),
        ) {
            let (mut whole, mut by_word) = (BlockBuilder::default(), BlockBuilder::default());
            let mut source = 0;
            for piece in &pieces {
                whole.push(piece, source);
                by_word.push_spaced(piece, source);
                source += piece.len();
            }
            prop_assert_eq!(whole.into_parts(), by_word.into_parts());
        }

        #[test]
        fn the_fast_check_agrees_with_collapsing(line in "[a-z \t\u{a0}é語\u{3000}]{0,150}") {
            let mut builder = BlockBuilder::default();
            builder.push_spaced(&line, 0);
            let collapsed = builder.finish(BlockKind::Paragraph, ByteSpan::default()).text;
            if !line.is_empty() {
                prop_assert_eq!(needs_collapsing(&line), collapsed != line);
            }
        }
    }
}
