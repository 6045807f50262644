//! Cuts a dateline into numbers, words and marks, whatever the script of its digits and letters.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::extract::timestamp::words::{self, Meaning};
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

/// A word in the form in which words are compared: lower case, without accents, dots and apostrophes. Words
/// of more than 48 bytes are cut.
#[derive(Clone, Copy)]
pub(super) struct Folded {
    bytes: [u8; 48],
    length: u8,
}

impl Folded {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }

    fn push(&mut self, character: char) {
        let length = usize::from(self.length);
        if let Some(room) = self.bytes.get_mut(length..length + character.len_utf8()) {
            character.encode_utf8(room);
            self.length += character.len_utf8() as u8;
        }
    }
}

/// Folds a word: `Août` is `aout`, `p.m` is `pm`, `أبريل` is `ابريل`.
pub(super) fn fold(word: &str) -> Folded {
    let mut folded = Folded { bytes: [0; 48], length: 0 };
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| !matches!(byte, b'.' | b'\''));
        letters.for_each(|byte| folded.push(byte.to_ascii_lowercase() as char));
        return folded;
    }
    let mut base = ' ';
    for lower in word.chars().flat_map(char::to_lowercase) {
        decompose_canonical(lower, |character| {
            // The breve of й and the diaeresis of ё are no accents: й and и are two letters.
            if canonical_combining_class(character) == 0 {
                base = character;
            }
            if is_kept(character, base) {
                folded.push(plain(character));
            }
        });
    }
    folded
}

fn is_kept(character: char, base: char) -> bool {
    let cyrillic = ('\u{400}'..'\u{530}').contains(&base);
    match character {
        '\u{300}'..='\u{36f}' => cyrillic,
        '.' | '\'' | '’' | 'ʼ' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{9bc}' => false,
        _ => !is_invisible(character),
    }
}

/// One letter for letters that stand for each other.
fn plain(character: char) -> char {
    match character {
        'ı' => 'i',
        'ł' => 'l',
        'đ' => 'd',
        'ø' => 'o',
        'ς' => 'σ',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        _ => character,
    }
}

/// The value of a decimal digit of any script that news is written in.
pub(super) fn digit(character: char) -> Option<u32> {
    if character < '\u{660}' {
        return character.to_digit(10);
    }
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= character)?;
    Some(character as u32 - *zero as u32).filter(|&value| value < 10)
}

/// The zero of each script, ascending: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Oriya,
/// Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer, full-width.
const ZEROS: [char; 16] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{ff10}',
];

/// Marks of direction and joining, which are seen by nobody.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || canonical_combining_class(character) > 0 || matches!(character, 'º' | 'ª')
}

fn is_eastern(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
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
        return words::eastern_prefix(text)
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
        !is_eastern(character) || (at > 0 && words::eastern_prefix(&text[at..]).is_some())
    };
    text.char_indices()
        .take(32)
        .find(|&(at, character)| ends(at, character))
        .map_or_else(|| text.char_indices().nth(32).map_or(text.len(), |(at, _)| at), |(at, _)| at)
}

fn meaning(word: &str) -> Meaning {
    if word.chars().next().is_some_and(is_eastern) {
        return words::eastern_prefix(word).map(|(_, meaning)| meaning).unwrap_or_default();
    }
    words::meaning(fold(word).as_str())
}
