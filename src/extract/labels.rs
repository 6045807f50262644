//! Labels that templates, forms and language models put before the parts of an article: `Title: ...`,
//! `**Summary:** ...`. Only known labels count: a speaker in a transcript or a line of a recipe has none
//! of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{LANGUAGES, all, each};

/// What a label says follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Title,
    /// A standfirst.
    Summary,
    /// The body.
    Body,
    /// Names of authors.
    Author,
    /// A date.
    Date,
    /// What belongs to a form and not to the article: keywords, a slug, a description for search engines.
    Form,
}

/// A label at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What follows it.
    pub part: Part,
    /// The label without marks of emphasis, from its first letter on.
    pub start: usize,
    /// What stands behind the label, without white space and marks of emphasis; may be empty.
    pub rest: Range<usize>,
}

/// Bytes within which a label ends.
const LONGEST: usize = 48;

/// The known label that a line begins with.
///
/// ```
/// use newscheck::extract::labels::{Part, at_start};
/// let line = "**Title:** Harbour opens again";
/// let label = at_start(line).expect("a label");
/// assert_eq!((label.part, &line[label.rest]), (Part::Title, "Harbour opens again"));
/// assert_eq!(at_start("Title fights: three tonight"), None);
/// ```
pub fn at_start(line: &str) -> Option<Label> {
    let start = line.len() - line.trim_start_matches(['*', '_', '#', '+', ':', ' ', '[', '<']).len();
    let colon = start + colon(&line[start..])?;
    let words = line.get(start..colon)?.trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let part = part(words)?;
    let after = colon + if line.as_bytes()[colon] == b':' { 1 } else { '：'.len_utf8() };
    let marks = ['*', '_', ' ', '\u{a0}'];
    let rest_start = line.len() - line[after..].trim_start_matches(marks).len();
    // `[Title: ...]` loses its bracket only where the label had one.
    let rest = match line[..start].contains(['[', '<']) {
        true => line[rest_start..].trim_end_matches([' ', '*', '_', ']', '>']),
        false => line[rest_start..].trim_end_matches([' ', '*', '_']),
    };
    Some(Label { part, start, rest: rest_start..rest_start + rest.len() })
}

/// Bytes of what a language model says before an article.
const LONGEST_PREAMBLE: usize = 300;

/// Whether a line is one with which a language model opens an answer that has the article below: it
/// begins so and ends as a sentence or with a colon.
///
/// ```
/// use newscheck::extract::labels::opens_answer;
/// assert!(opens_answer("Certainly! Here is the article you asked for:"));
/// assert!(!opens_answer("Here is what the harbour says") && !opens_answer("Surely not."));
/// ```
pub fn opens_answer(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', ' ']);
    if line.len() > LONGEST_PREAMBLE || !line.ends_with([':', '：', '.', '!', '。', '！', '।']) {
        return false;
    }
    let lower = line.to_lowercase();
    let opens = |opening: &str| {
        let is_word = opening.ends_with(|last: char| last.is_alphabetic() && !is_wide(last));
        lower.strip_prefix(opening).is_some_and(|rest| !is_word || !rest.starts_with(char::is_alphanumeric))
    };
    all(|language| language.labels.preamble).any(opens)
}

/// Whether a letter is of a script that has no spaces between words, or none before endings.
pub(super) fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{d7a3}')
}

/// The first colon of a line, where a label ends before it.
fn colon(line: &str) -> Option<usize> {
    let head = &line.as_bytes()[..line.len().min(LONGEST)];
    let narrow = memchr::memchr(b':', head);
    if head.is_ascii() {
        return narrow;
    }
    let wide = memchr::memmem::find(head, "：".as_bytes());
    narrow.into_iter().chain(wide).min()
}

fn part(words: &str) -> Option<Part> {
    // A label begins with a capital; `title:` inside code or data does not count.
    if words.chars().next().is_none_or(char::is_lowercase) {
        return None;
    }
    let mut lower = [0; LONGEST];
    if !words.is_ascii() {
        return INDEX.get(words.to_lowercase().as_str()).copied();
    }
    let lower = lower.get_mut(..words.len())?;
    lower.copy_from_slice(words.as_bytes());
    lower.make_ascii_lowercase();
    INDEX.get(std::str::from_utf8(lower).ok()?).copied()
}

static INDEX: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    let labels = LANGUAGES.iter().map(|language| &language.labels).flat_map(|labels| {
        [
            (Part::Title, labels.title),
            (Part::Summary, labels.summary),
            (Part::Body, labels.body),
            (Part::Author, labels.author),
            (Part::Date, labels.date),
            (Part::Form, labels.form),
        ]
    });
    labels.flat_map(|(part, words)| each(words).map(move |word| (word, part))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_labels_and_what_follows_them() {
        let table = [
            ("Title: Harbour opens", Some((Part::Title, "Harbour opens"))),
            ("**Title:** Harbour opens", Some((Part::Title, "Harbour opens"))),
            ("**Title**: Harbour opens", Some((Part::Title, "Harbour opens"))),
            ("**Title: Harbour opens**", Some((Part::Title, "Harbour opens"))),
            ("# Headline: Harbour opens", Some((Part::Title, "Harbour opens"))),
            ("[Title: Harbour opens]", Some((Part::Title, "Harbour opens"))),
            ("TL;DR: It opened.", Some((Part::Summary, "It opened."))),
            ("Body:", Some((Part::Body, ""))),
            ("Meta Description: About a harbour", Some((Part::Form, "About a harbour"))),
            ("标题：港口重新开放", Some((Part::Title, "港口重新开放"))),
            ("Titre : Le port rouvre", Some((Part::Title, "Le port rouvre"))),
            (":Author: Ada Lund", Some((Part::Author, "Ada Lund"))),
            ("#+TITLE: Harbour opens", Some((Part::Title, "Harbour opens"))),
            ("title: harbour", None),
            ("Titles: three tonight", None),
            ("Mayor: We open the harbour.", None),
            ("Flour: 200 g", None),
            ("The title: a story", None),
            ("Title", None),
            (":", None),
            ("", None),
        ];
        for (line, expected) in table {
            let found = at_start(line).map(|label| (label.part, line[label.rest].to_owned()));
            assert_eq!(found, expected.map(|(part, rest)| (part, rest.to_owned())), "{line}");
        }
    }
}
