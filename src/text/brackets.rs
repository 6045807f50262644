//! Finds numbers in brackets in a text: single ones, lists and ranges of them. It does not know whether they
//! cite.

use std::ops::Range;

use crate::text::digits;

/// Bytes of the longest inside that is looked at.
const LONGEST: usize = 200;

/// The brackets of a text that hold numbers and nothing else, ascending.
///
/// ```
/// use newscheck::text::brackets::numbers;
/// let text = "so [2], [3~5] and [4, 7]; [sic], [0.5]";
/// let found: Vec<&str> = numbers(text).map(|range| &text[range]).collect();
/// assert_eq!(found, ["[2]", "[3~5]", "[4, 7]"]);
/// ```
pub fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(move |open| {
        let inside = text.as_bytes()[open + 1..].iter().take(LONGEST).position(|&byte| byte == b']')?;
        let range = open..open + inside + 2;
        are_numbers(&text[range.clone()]).then_some(range)
    })
}

/// Whether a bracket holds numbers and nothing else.
pub fn are_numbers(bracket: &str) -> bool {
    inside(bracket).is_some_and(|inside| parts(inside).all(|number| number.is_some()))
}

/// Whether a bracket holds one number.
pub fn is_number(bracket: &str) -> bool {
    inside(bracket).is_some_and(|inside| digits::number(inside).is_some())
}

/// What stands between the ends of a range.
pub const DASHES: [char; 6] = ['-', '–', '—', '−', '~', '〜'];

/// The numbers of a list or range, none for what is no number.
pub fn parts(inside: &str) -> impl Iterator<Item = Option<u32>> + Clone {
    inside.split([',', ';']).flat_map(|item| item.split(DASHES)).map(|number| digits::number(number.trim()))
}

fn inside(bracket: &str) -> Option<&str> {
    bracket.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
}
