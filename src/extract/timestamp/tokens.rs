//! Cuts a dateline into numbers, words and marks, whatever the script of its digits and letters.

use unicode_normalization::char::canonical_combining_class;

use crate::lexicon::dates::{self, Meaning, is_eastern};
use crate::text::digits::value as digit;
use crate::text::fold::{fold, is_invisible};
use crate::text::span::clamp;

/// No dateline is longer: what follows is not looked at.
const MAX_BYTES: usize = 512;

/// A piece of a dateline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A decimal number in any script; one of more than 18 digits has the value of none.
    Number { value: u64, digits: u8 },
    /// A word with what it can mean.
    Word(Meaning),
    /// Any other character.
    Mark(char),
}

/// The tokens of the first 512 bytes of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let mut tokens = Vec::with_capacity(24);
    let mut at = 0;
    let mut spaced = false;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if character.is_whitespace() || is_invisible(character) {
            spaced |= character.is_whitespace();
            at += character.len_utf8();
            continue;
        } else if digit(character).is_some() {
            number_length(rest)
        } else if is_letter(character) {
            word_length(rest)
        } else {
            character.len_utf8()
        };
        let word = &rest[..length];
        let kind = match (digit(character), is_letter(character)) {
            (Some(_), _) => number(word),
            (None, true) => Kind::Word(meaning(word)),
            (None, false) => Kind::Mark(character),
        };
        tokens.push(Token { kind, start: clamp(at), end: clamp(at + length), spaced });
        spaced = false;
        at += length;
    }
    tokens
}

fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic();
    }
    character.is_alphabetic() || canonical_combining_class(character) > 0 || matches!(character, 'º' | 'ª')
}

fn number_length(text: &str) -> usize {
    text.find(|character| digit(character).is_none()).unwrap_or(text.len())
}

fn number(word: &str) -> Kind {
    let digits = word.chars().count();
    if digits > 18 {
        return Kind::Mark('#');
    }
    let value = word.chars().filter_map(digit).fold(0u64, |value, digit| value * 10 + u64::from(digit));
    Kind::Number { value, digits: digits as u8 }
}

/// The bytes of the word at the start of a text. Words of East Asian scripts are cut by the vocabulary,
/// others where letters end; `ETUpdated` and `readUpdated` are two words each, `p.m` and `เม.ย` one.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let Some((_, first)) = characters.next() else { return 0 };
    if is_eastern(first) {
        return dates::eastern_prefix(text)
            .map_or_else(|| unknown_eastern_length(text), |(length, _)| length);
    }
    let (mut last, mut letters, mut end) = (first, 1, first.len_utf8());
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let goes_on = match character {
            '.' => letters <= 2 && next.is_some_and(is_letter),
            // `d'abril` is two words, `п'ятниця` and `jum'at` are one.
            '\'' | '’' | 'ʼ' => next.is_some_and(is_letter) && !(letters == 1 && first.is_ascii()),
            _ if is_invisible(character) => next.is_some_and(is_letter),
            _ if is_eastern(character) => false,
            _ => is_letter(character) && !is_seam(last, character, next, letters),
        };
        if !goes_on {
            break;
        }
        letters = if is_letter(character) { letters + 1 } else { 0 };
        last = character;
        end = at + character.len_utf8();
    }
    end
}

/// Whether two words were glued between `last` and `character`: `am|ET`, `ET|Updated`.
fn is_seam(last: char, character: char, next: Option<char>, letters: usize) -> bool {
    let after_small = last.is_lowercase() && character.is_uppercase();
    let after_large = letters >= 2
        && last.is_uppercase()
        && character.is_uppercase()
        && next.is_some_and(char::is_lowercase);
    after_small || after_large
}

/// A run of letters that begins no known word, up to where one begins.
fn unknown_eastern_length(text: &str) -> usize {
    let ends = |at: usize, character: char| {
        !is_eastern(character) || (at > 0 && dates::eastern_prefix(&text[at..]).is_some())
    };
    text.char_indices()
        .take(32)
        .find(|&(at, character)| ends(at, character))
        .map_or_else(|| text.char_indices().nth(32).map_or(text.len(), |(at, _)| at), |(at, _)| at)
}

fn meaning(word: &str) -> Meaning {
    if word.chars().next().is_some_and(is_eastern) {
        return dates::eastern_prefix(word).map(|(_, meaning)| meaning).unwrap_or_default();
    }
    dates::meaning(fold(word).as_str())
}
