//! The words in which messages name labels, numbers and addresses: one line each and bounded, whatever the
//! article holds.

use crate::model::{Label, Reference};

/// Code points of a label or address in a message.
const LONGEST: usize = 80;

/// Items of a list in a message.
const MOST: usize = 8;

/// A label as its marker: `[2]`.
pub(crate) fn marker(label: &Label) -> String {
    format!("[{}]", brief(&label.to_string()))
}

/// An entry by its label: `reference [2]`, or `reference without a label`.
pub(crate) fn entry(reference: &Reference) -> String {
    match &reference.label {
        Some(label) => format!("reference {}", marker(label)),
        None => "reference without a label".to_owned(),
    }
}

/// An entry in the middle of a sentence: `[2]`, or `the one on line 7`.
pub(crate) fn entry_or_line(reference: &Reference) -> String {
    match &reference.label {
        Some(label) => marker(label),
        None => format!("the one on line {}", reference.place.at.line),
    }
}

/// The text on one line, shortened to 80 code points.
pub(crate) fn brief(text: &str) -> String {
    let mut words: String =
        text.chars().take(LONGEST + 1).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if let Some((cut, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(cut);
        words.push('…');
    }
    words
}

/// The whole text on one line.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A count with its noun: `1 place`, `2 places`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The first items joined by commas, and how many there are beyond: `[1], [7] and 5 more`.
pub(crate) fn list(mut items: impl Iterator<Item = String>) -> String {
    let mut words = items.by_ref().take(MOST).collect::<Vec<_>>().join(", ");
    let rest = items.count();
    if rest > 0 {
        words.push_str(&format!(" and {rest} more"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_shown_as_markers_on_one_line() {
        let table = [("2", "[2]"), ("note 1", "[note 1]"), ("a\u{1b}b", "[a b]")];
        for (label, expected) in table {
            assert_eq!(marker(&Label::new(label)), expected);
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(brief(&"ü".repeat(81)), format!("{}…", "ü".repeat(80)));
        assert_eq!(brief(&"ü".repeat(80)), "ü".repeat(80));
    }

    #[test]
    fn a_list_names_eight_and_counts_the_rest() {
        let items = |count: u32| (1..=count).map(|number| number.to_string());
        assert_eq!(list(items(8)), "1, 2, 3, 4, 5, 6, 7, 8");
        assert_eq!(list(items(10)), "1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
    }
}
