//! The block of some lines. Most texts are tidy, and then it is a copy of theirs: what a whole text lacks is
//! found out once.

use std::borrow::Cow;

use crate::input::block::{BlockBuilder, needs_collapsing};
use crate::input::text::lines::Line;
use crate::model::{Block, BlockKind};
use crate::text::span::clamp;
use crate::text::{ByteSpan, OffsetMap};

/// What a whole text lacks, so that no line of it has to be searched for it.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// It is ASCII with line feeds and no other controls, and has no space beside a space: between its ends,
    /// no line needs collapsing.
    pub is_tidy: bool,
    /// Whether it has backticks anywhere.
    pub has_backticks: bool,
}

impl Traits {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // One pass without branches, which compilers turn into vector code.
        let other = |byte: u8| u8::from(byte >= 0x80) | (u8::from(byte < b' ') & u8::from(byte != b'\n'));
        let spaces = |(&a, &b): (&u8, &u8)| u8::from(a == b' ') & u8::from(b == b' ');
        let untidy = bytes
            .iter()
            .zip(bytes.get(1..).unwrap_or_default())
            .fold(0, |found, pair| found | other(*pair.0) | spaces(pair));
        let last = bytes.last().map_or(0, |&byte| other(byte));
        Self { is_tidy: untidy | last == 0, has_backticks: memchr::memchr(b'`', bytes).is_some() }
    }

    /// Whether a line without white space around it has white space that collapsing would change.
    pub fn needs_collapsing(self, words: &str) -> bool {
        !self.is_tidy && needs_collapsing(words)
    }
}

/// The block of some lines. Its text is borrowed where the source already has the collapsed form.
pub fn block_of<'d>(text: &'d str, traits: Traits, lines: &[Line], kind: BlockKind) -> Block<'d> {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let span = ByteSpan::new(first.start, last.end);
    if let [only] = lines
        && !traits.needs_collapsing(only.words(text))
    {
        return Block {
            kind,
            text: Cow::Borrowed(only.words(text)),
            map: OffsetMap::starting_at(only.start),
            span,
            ..Block::default()
        };
    }
    if let Some(breaks) = in_step(text, traits, lines) {
        return Block {
            kind,
            text: Cow::Owned(text[first.start..last.end].replace('\n', " ")),
            map: OffsetMap::starting_at(first.start),
            breaks,
            span,
            ..Block::default()
        };
    }
    let mut builder = BlockBuilder::default();
    let mut end = first.start;
    for line in lines {
        builder.line_break(end);
        builder.push(line.words(text), line.start);
        end = line.end;
    }
    builder.finish(kind, span)
}

/// The line breaks of lines that follow each other with one LF between and nothing to collapse, so that text
/// and source run in step.
fn in_step(text: &str, traits: Traits, lines: &[Line]) -> Option<Vec<u32>> {
    let mut breaks = Vec::with_capacity(lines.len() - 1);
    let mut end = lines[0].end;
    for (index, line) in lines.iter().enumerate() {
        if traits.needs_collapsing(line.words(text))
            || (index > 0 && (line.start != end + 1 || text.as_bytes()[end] != b'\n'))
        {
            return None;
        }
        if index > 0 {
            breaks.push(clamp(line.start - lines[0].start));
        }
        end = line.end;
    }
    Some(breaks)
}
