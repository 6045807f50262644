//! The tokens of one line as dates and times look at them: numbers, words, phrases and marks by their places.
//! It reads no dates; see `grammar`, and `clocks` for times.

use std::ops::Range;

use crate::extract::timestamp::Hints;
use crate::extract::timestamp::tokens::{Kind, Token};
use crate::lexicon::dates::*;
use crate::text::fold::fold;

/// Reads dates and times at given tokens.
pub(super) struct Grammar<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) hints: Hints<'t>,
}

impl<'t> Grammar<'t> {
    /// What the word at a token means, or it and the next together.
    pub(super) fn phrase(&self, at: usize) -> Option<(Meaning, usize)> {
        let word = self.word(at)?;
        if word.has(COMPOUND) && self.word(at + 1).is_some() {
            let two = format!("{} {}", fold(self.slice(at)).as_str(), fold(self.slice(at + 1)).as_str());
            let together = meaning(&two);
            if together.is_known() {
                return Some((together, at + 2));
            }
        }
        Some((word, at + 1))
    }

    /// The number at a token and its count of figures.
    pub(super) fn number(&self, at: usize) -> Option<(u64, u8)> {
        match self.tokens.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The word at a token.
    pub(super) fn word(&self, at: usize) -> Option<Meaning> {
        match self.tokens.get(at)?.kind {
            Kind::Word(meaning) => Some(meaning),
            _ => None,
        }
    }

    /// Whether the mark at a token is one of these.
    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    /// The characters of a token; none beyond the end.
    pub(super) fn slice(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// The bytes of a range of tokens.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<u32> {
        match self.tokens.get(tokens.start..tokens.end) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.start..only.end,
            _ => 0..0,
        }
    }
}

/// Whether a word is of a script of East Asia.
pub(super) fn is_eastern_word(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first >= '\u{3000}')
}
