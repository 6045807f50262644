//! Reads the label that a mark or a note shows: a number, a letter, a sign, a word with a number.

use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::text::digits;
use crate::text::spaces::single_spaced;

/// The words of an element, shortened: a label is short.
pub(super) fn words(outline: &Outline<'_>, item: usize) -> String {
    let mut words = String::new();
    for at in item + 1..outline.items[item].end as usize {
        if outline.items[at].tag == Tag::Text {
            words.push_str(outline.text(at));
        }
        if words.len() > 40 {
            break;
        }
    }
    words.trim().to_owned()
}

/// The label that a marker's words show, and whether brackets stood around it.
pub(super) fn label(words: &str) -> (Option<String>, bool) {
    let inside = words
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .or_else(|| words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')));
    let bracketed = inside.is_some_and(|_| words.starts_with('['));
    let core = &*digits::in_ascii(inside.unwrap_or(words).trim());
    // No page has ten thousand notes; longer numbers are of years, pages or votes.
    let number = core.len() <= 4 && !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit());
    let letter = core.chars().count() <= 2
        && core.chars().all(|character| {
            character.is_ascii_lowercase() || matches!(character, '*' | '†' | '‡' | '§' | '¶' | 'α'..='ω')
        });
    let roman = core.len() <= 6 && core.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
    let named =
        core.rsplit_once(|character: char| character.is_whitespace()).is_some_and(|(name, number)| {
            // `note 3`, `Anmerkung 3`: one word, not the end of a sentence.
            name.chars().count() <= 12
                && number.len() <= 4
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    let is_label = !core.is_empty() && (number || letter || roman || named);
    (is_label.then(|| single_spaced(core)), bracketed)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_are_numbers_letters_signs_and_named_numbers() {
        let table = [
            ("[1]", Some("1"), true),
            ("12", Some("12"), false),
            ("[note 3]", Some("note 3"), true),
            ("[a]", Some("a"), true),
            ("†", Some("†"), false),
            ("(2)", Some("2"), false),
            ("(٢)", Some("2"), false),
            ("[१२]", Some("12"), true),
            ("^", None, false),
            ("read more", None, false),
            ("↩", None, false),
        ];
        for (words, expected, bracketed) in table {
            assert_eq!(label(words), (expected.map(str::to_owned), bracketed), "{words}");
        }
    }
}
