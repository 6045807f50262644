//! The brackets of a line and what stands around them.

use std::iter;

use crate::model::Block;
use crate::text::{brackets, digits};

/// Bytes of the longest inside of a bracket that is looked at.
const LONGEST: usize = 40;

/// Bytes of the longest word that is looked at.
const LONGEST_WORD: usize = 64;

/// A bracket in a line.
pub(super) struct Bracket<'l> {
    /// What stands before it in the line.
    pub(super) before: &'l str,
    pub(super) inside: &'l str,
    /// What stands behind it in the line.
    pub(super) after: &'l str,
}

/// The lines of a block without the white space around them. A line of at least `full` bytes was broken at a
/// margin and is joined with the next: what stands at its end stands within a sentence.
pub(super) fn lines<'b>(block: &'b Block<'_>, full: usize) -> impl Iterator<Item = &'b str> {
    let mut ends = block.breaks.iter().map(|&next| next as usize).chain([block.text.len()]).peekable();
    let (mut start, mut line) = (0, 0);
    iter::from_fn(move || {
        let mut end = ends.next()?;
        while end - line >= full && ends.peek().is_some() {
            line = end;
            end = ends.next()?;
        }
        let words = block.text.get(start..end).unwrap_or_default().trim();
        (start, line) = (end, end);
        Some(words)
    })
}

/// The brackets of a line that close soon.
pub(super) fn brackets_of(line: &str) -> impl Iterator<Item = Bracket<'_>> {
    memchr::memchr_iter(b'[', line.as_bytes()).filter_map(move |open| {
        let rest = &line[open + 1..];
        let length = rest.bytes().take(LONGEST).position(|byte| byte == b']')?;
        Some(Bracket { before: &line[..open], inside: &rest[..length], after: &rest[length + 1..] })
    })
}

impl<'l> Bracket<'l> {
    /// The number that it holds, from 1 on.
    pub(super) fn number(&self) -> Option<u32> {
        digits::number(self.inside).filter(|_| !self.inside.starts_with('0'))
    }

    /// Whether it holds a list or range of numbers, `1, 2`, `3–5`; `12-10` is a score.
    pub(super) fn is_list(&self) -> bool {
        let mut numbers = brackets::parts(self.inside);
        let ends = self.inside.split_once(brackets::DASHES).filter(|_| !self.inside.contains(','));
        let ends = ends.map(|(low, high)| (digits::number(low.trim()), digits::number(high.trim())));
        brackets::parts(self.inside).count() > 1
            && numbers.all(|number| number.is_some_and(|number| number > 0))
            && !matches!(ends, Some((Some(low), Some(high))) if low > high)
    }

    /// Whether it stands right behind a letter or digit of ASCII, as an index does.
    pub(super) fn is_element(&self) -> bool {
        self.before.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_')
    }

    /// Whether what stands before it ends a sentence, a part of one, or is one of several citations.
    pub(super) fn closes_words(&self) -> bool {
        self.after
            .trim_start()
            .starts_with(['.', ',', ';', ':', '!', '?', ')', '[', '"', '”', '»', '。', '，', '、', '।'])
    }

    /// Whether it stands before a sentence: behind another one, or at the start of its line but for a number
    /// in parentheses.
    pub(super) fn opens_sentence(&self) -> bool {
        let opens = self.after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_uppercase));
        let before = self.before.trim_end();
        let is_number = || {
            let inside = before.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            inside.is_some_and(|inside| {
                inside.len() <= 3 && inside.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
        };
        let ends = before.len() < self.before.len() && before.ends_with(['.', '!', '?', ':', ';']);
        opens && (before.is_empty() || ends || is_number())
    }

    /// The word before it, with the punctuation around it.
    pub(super) fn word_before(&self) -> &'l str {
        // What is glued together is looked at no further.
        let near = self.before.floor_char_boundary(self.before.len().saturating_sub(LONGEST_WORD));
        self.before[near..].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
    }
}
