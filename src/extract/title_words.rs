//! Tells whether a line reads as a headline, by its own letters, and which heading is the title of all by its
//! level. What a line is in its text is for `roles` to say.

use std::ops::Range;

use crate::lexicon::trailers::opens_as_heading;
use crate::model::{Block, BlockKind};

/// Bytes of the longest headline.
pub const LONGEST_HEADLINE: usize = 300;

/// Bytes of what a language model says before a text, where the text is not longer than that itself.
const LONGEST_TALK: usize = 4000;

/// Whether a line reads as a headline: short, no full stop, no marker, no address.
pub fn is_headline_like(words: &str) -> bool {
    let words = words.trim_matches(['*', '_']);
    let ends_as_sentence = words.ends_with(['.', '。', ',', ';', ':', '।'])
        && !words.ends_with("...")
        && !ends_as_abbreviation(words);
    let has_marker = || {
        memchr::memchr(b'[', words.as_bytes())
            .is_some_and(|at| words.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit))
    };
    words.len() <= LONGEST_HEADLINE
        && !ends_as_sentence
        && !has_marker()
        && words.chars().any(char::is_alphabetic)
        && !words.contains("://")
        && !words.starts_with(['-', '*', '>', '|', '{', '<', '•', '/', '\\', '@'])
}

/// Whether the last word is an abbreviation with its full stop: `U.S.`, `Inc.`
fn ends_as_abbreviation(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or("");
    let inner = last.trim_end_matches('.');
    inner.contains('.') || matches!(inner, "Inc" | "Corp" | "Ltd" | "Co" | "Jr" | "Sr" | "vs" | "etc")
}

/// A part of a line without marks of emphasis around it.
pub fn without_emphasis(words: &str, part: Range<usize>) -> Range<usize> {
    let inside = &words[part.clone()];
    let start = part.start + (inside.len() - inside.trim_start_matches(['*', '_', ' ']).len());
    let end = part.start + inside.trim_end_matches(['*', '_', ' ']).len();
    start..end.max(start)
}

/// The block that is the title of a text by its level: the first of its headings, alone of the first level,
/// with prose below it and nothing but prose above it: what a language model says of its search before it
/// writes. The headings of what follows a text are none.
pub fn only_title(blocks: &[Block<'_>]) -> Option<usize> {
    let mut headings = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Heading);
    let (title, _) =
        headings.next().filter(|(_, first)| first.level == 1 && !opens_as_heading(&first.text))?;
    let is_only = headings.all(|(_, heading)| heading.level != 1);
    let is_text = |block: &Block<'_>| block.kind == BlockKind::Paragraph;
    let is_prose = blocks[..title].iter().all(is_text) && blocks[title + 1..].iter().any(is_text);
    let bytes = |blocks: &[Block<'_>]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
    let talk = bytes(&blocks[..title]);
    let is_talk = talk <= LONGEST_TALK || 2 * talk <= bytes(blocks);
    (is_only && is_prose && is_talk).then_some(title)
}
