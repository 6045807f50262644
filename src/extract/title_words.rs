//! Tells whether a line reads as a headline, by its own letters. What it is in its text is for `roles` to
//! say.

use std::ops::Range;

/// Bytes of the longest headline.
pub const LONGEST_HEADLINE: usize = 300;

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
