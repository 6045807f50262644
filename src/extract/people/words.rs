//! The words of bylines in all languages: those that open one, join names and stand beside them, also within
//! a word of scripts that write no spaces. It does not tell names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::timestamp;
use crate::lexicon::all;
use crate::lexicon::set::WordSet;

/// The bytes of the words that open a byline (`By `, `Text: `), if a name may follow them.
pub fn byline_words(text: &str) -> Option<usize> {
    one_opener(text).or_else(|| words_and_pictures(text))
}

fn one_opener(text: &str) -> Option<usize> {
    let first = text.chars().next()?.to_lowercase().next()?;
    let openers = OPENERS_BY_FIRST.get(&first)?;
    // Lower-casing keeps the length of every opener: each is ASCII, Cyrillic or without case.
    let lower = text[..text.floor_char_boundary(32)].to_lowercase();
    let opener =
        openers.iter().filter(|opener| lower.starts_with(**opener)).max_by_key(|opener| opener.len())?;
    let rest = text.get(opener.len()..)?;
    let gap = rest.trim_start_matches([':', '：', '/', '／', '|', '・', ' ', '\u{a0}', '.']);
    let is_parted = opener.ends_with([':', '/']) || gap.len() < rest.len();
    let after_word = is_parted || !gap.is_ascii() && !is_rest_of_sentence(gap);
    (after_word && !gap.is_empty()).then(|| text.len() - gap.len())
}

/// The bytes of a label that says that who wrote took the pictures, too: `Text & Fotos: `.
fn words_and_pictures(text: &str) -> Option<usize> {
    let (label, _) = text[..text.floor_char_boundary(32)].split_once(':')?;
    let mut words = label.split_whitespace();
    let (opener, joiner, pictures) = (words.next()?, words.next()?, words.next()?);
    let joins = matches!(joiner, "&" | "+") || WORDS.joiners.contains(&joiner.to_lowercase());
    let is_label = words.next().is_none()
        && joins
        && super::is_of_picture(pictures)
        && WORDS.openers.contains(&format!("{}:", opener.to_lowercase()));
    is_label.then(|| text.len() - text[label.len() + 1..].trim_start().len())
}

/// Whether some words are those that open a byline and no others: `Written by`.
pub fn is_opener(words: &str) -> bool {
    !words.is_empty() && byline_words(&format!("{words} A")).is_some_and(|at| at > words.len())
}

/// Whether what stands right behind the opening words of a byline is a sentence about an author, in scripts
/// without spaces: `作者用了三个观点来介绍造桥。`
fn is_rest_of_sentence(words: &str) -> bool {
    /// Letters of a name with a place and a verb behind it.
    const LONGEST: usize = 8;
    words.trim_end().ends_with(['。', '：', ':'])
        || words.chars().take_while(|letter| letter.is_alphabetic()).count() > LONGEST
}

/// The words of bylines in all languages.
pub(super) struct Words {
    pub(super) openers: WordSet,
    pub(super) joiners: WordSet,
    pub(super) particles: WordSet,
    pub(super) desks: WordSet,
    pub(super) organisations: WordSet,
    pub(super) roles: WordSet,
    pub(super) beside: WordSet,
}

/// The words, each set built once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    openers: WordSet::new(openers()),
    joiners: WordSet::of(|language| language.bylines.joiners),
    particles: WordSet::of(|language| language.bylines.particles),
    desks: WordSet::of(|language| language.bylines.desks),
    organisations: WordSet::of(|language| language.bylines.organisations),
    roles: WordSet::of(|language| language.bylines.roles),
    beside: WordSet::of(|language| language.bylines.beside),
});

fn openers() -> impl Iterator<Item = &'static str> {
    // The bar stands between the words of a list and cannot be in one.
    all(|language| language.bylines.openers).chain(["文|"])
}

static OPENERS_BY_FIRST: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut index: HashMap<char, Vec<&str>> = HashMap::new();
    for opener in openers() {
        opener.chars().next().into_iter().for_each(|first| index.entry(first).or_default().push(opener));
    }
    index
});

/// Whether a word stands beside names and is none: words of datelines and forms.
pub(super) fn is_no_name(word: &str) -> bool {
    let word = word.trim_matches(|mark: char| !mark.is_alphanumeric()).to_lowercase();
    WORDS.beside.contains(&word) || timestamp::is_event(&word)
}

/// Whether a word names what somebody is: `correspondent`, `Editor-in-Chief`.
pub(super) fn is_role(word: &str) -> bool {
    let word = word.to_lowercase();
    WORDS.roles.contains(&word) || word.split('-').any(|part| WORDS.roles.contains(part))
}

/// The bytes before a name that another word leads to, in scripts without spaces: `海鸥社记者李四`.
pub(super) fn desk_of_reporter(words: &str) -> usize {
    let begins_so = words.chars().next().is_some_and(is_caseless);
    let first = words.split_whitespace().next().unwrap_or_default();
    let leads = |at: usize| {
        let skip = byline_words(&first[at..])?;
        let is_word = skip > 1 && first[at..at + skip].chars().all(is_caseless);
        (is_word && first[at..at + skip].chars().count() > 1).then_some(at + skip)
    };
    let inside = first.char_indices().skip(1).find_map(|(at, _)| leads(at));
    inside.filter(|&at| begins_so && first[at..].chars().count() >= 2).unwrap_or(0)
}

/// Whether a letter is of a script without capitals.
pub(super) fn is_caseless(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}

/// The bytes of a word without the role at its end, in scripts without spaces: `홍길동기자`.
pub(super) fn without_role(word: &str) -> usize {
    stem(word, |ending| is_role(ending) || WORDS.beside.contains(ending)).unwrap_or(word.len())
}

/// Whether a word is a place and that somebody reports from it, in scripts without spaces: `台南報導`.
pub(super) fn is_report(word: &str) -> bool {
    stem(word, |ending| WORDS.beside.contains(ending)).is_some()
}

/// The bytes of a word of a script without capitals before an ending of some kind.
fn stem(word: &str, is_ending: impl Fn(&str) -> bool) -> Option<usize> {
    if !word.chars().all(is_caseless) || word.len() > LONGEST_STEM {
        return None;
    }
    let stems = word.char_indices().skip(2).map(|(at, _)| at);
    stems.into_iter().find(|&at| is_ending(&word[at..]))
}

/// Bytes of the longest word that may be a name and an ending.
const LONGEST_STEM: usize = 48;
