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
    /// Whether it has brackets written as HTML refers to them: `&#91;1&#93;`.
    pub has_references: bool,
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
        Self {
            is_tidy: untidy | last == 0,
            has_backticks: memchr::memchr(b'`', bytes).is_some(),
            has_references: next_reference(text).is_some(),
        }
    }

    /// Whether a line without white space around it is written otherwise than its block has it.
    pub fn needs_collapsing(self, words: &str) -> bool {
        !self.is_tidy && needs_collapsing(words) || self.has_references && next_reference(words).is_some()
    }
}

/// Brackets as HTML refers to them, and as they are meant.
const REFERENCES: [(&str, &str); 6] =
    [("&#91;", "["), ("&#93;", "]"), ("&#x5B;", "["), ("&#x5D;", "]"), ("&lsqb;", "["), ("&rsqb;", "]")];

/// The first of them in some words: where, as it is written, as it is meant.
fn next_reference(words: &str) -> Option<(usize, &'static str, &'static str)> {
    memchr::memchr_iter(b'&', words.as_bytes()).find_map(|at| {
        let rest = &words[at..];
        REFERENCES.iter().find(|(name, _)| rest.starts_with(name)).map(|&(name, meant)| (at, name, meant))
    })
}

/// Appends the words of a line that begins at `at`.
fn push(builder: &mut BlockBuilder, traits: Traits, mut words: &str, mut at: usize) {
    while traits.has_references
        && let Some((before, name, meant)) = next_reference(words)
    {
        let (start, end) = (at + before, at + before + name.len());
        builder.push(&words[..before], at);
        builder.push_decoded(meant, ByteSpan::new(start, end));
        words = &words[before + name.len()..];
        at = end;
    }
    builder.push(words, at);
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
        push(&mut builder, traits, line.words(text), line.start);
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
