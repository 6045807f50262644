//! Finds the phrases by which sites say that there is no such page. What they mean for a page is
//! `soft404`'s.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::all;

/// Characters between two parts of one phrase.
const NEAR: usize = 40;

/// What ends a sentence.
const ENDS: [char; 6] = ['.', '!', '?', '\n', '。', '！'];

/// The phrases that a text in lower case has, not within words, with where they begin.
pub(super) fn phrases_in(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    static BY_LETTER: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_letter: HashMap<char, Vec<&'static str>> = HashMap::new();
        for phrase in all(|language| language.not_found.phrases) {
            by_letter.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
        }
        by_letter
    });
    let mut before = ' ';
    text.char_indices().flat_map(move |(at, letter)| {
        let starts =
            !std::mem::replace(&mut before, letter).is_alphanumeric() || is_written_without_spaces(letter);
        let here = if starts { BY_LETTER.get(&letter).map_or(&[][..], Vec::as_slice) } else { &[] };
        let here = here.iter().copied().filter(move |phrase| {
            text[at..].strip_prefix(phrase).is_some_and(|after| ends_here(phrase, after))
        });
        here.map(move |phrase| (at, phrase))
    })
}

/// Where a text in lower case says something. Words with `…` between them are said in their order, in one
/// sentence and not far apart.
pub(super) fn span_of(text: &str, words: &str) -> Option<Range<usize>> {
    let Some((first, second)) = words.split_once('…') else {
        return text.find(words).map(|at| at..at + words.len());
    };
    text.match_indices(first).find_map(|(at, _)| {
        let rest = &text[at + first.len()..];
        let found = rest.find(second)?;
        let is_near = rest[..found].chars().count() <= NEAR && !rest[..found].contains(ENDS);
        is_near.then(|| at..at + first.len() + found + second.len())
    })
}

/// Whether a phrase ends where a word does.
fn ends_here(phrase: &str, after: &str) -> bool {
    phrase.chars().next_back().is_some_and(is_written_without_spaces)
        || !after.starts_with(char::is_alphanumeric)
}

/// Whether words of this script have no edges, or endings of their own: Thai, Chinese, Japanese, Korean.
pub(super) fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::span_of;

    #[test]
    fn words_with_a_gap_are_said_in_one_sentence() {
        let table = [
            ("it is not available in your country.", Some("not available in your country")),
            ("it is not available. in your country it rains", None),
            ("in your country it is not available", None),
            ("not available to anyone who had hoped to see it from within your country", None),
        ];
        for (text, said) in table {
            assert_eq!(span_of(text, "not available…your country").map(|span| &text[span]), said, "{text}");
        }
    }
}
