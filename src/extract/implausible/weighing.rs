//! Weighs by where the bracketed numbers of a document stand whether they may be citations, for documents
//! that no rule tells. The weights are fitted by `tools/fit/brackets.py`.

use std::collections::HashSet;

use super::places::{Bracket, brackets_of, lines};
use super::weights::{BIAS, WEIGHTS};
use crate::model::Block;
use crate::text::brackets;

/// Bytes of a line from which on a number behind them stands in running text.
const PROSE: usize = 40;

/// Bytes of a line from which on it was broken because it was full.
const FULL: usize = 55;

/// Bytes of a document below which nothing is weighed: a line or two can be anything.
const LEAST: usize = 1000;

/// The numbers of a row: what share of the bracketed numbers stand so, in thousandths, if nothing else is
/// said. How much text there is and how its lines are broken is no matter.
pub const NAMES: [&str; 21] = [
    "at the end of a sentence",
    "at the end of a part of a sentence",
    "beside another bracket",
    "at the end of a line",
    "at the start of a line",
    "right behind a letter or digit of ASCII",
    "right behind something",
    "behind a word with a capital",
    "behind some text in their line",
    "behind a digit",
    "before a digit",
    "lists of numbers",
    "different numbers that come one after the other, of all different ones",
    "different numbers, of the highest",
    "whether the first is 1",
    "root of the highest, 5000 at most",
    "years",
    "numbers that come again",
    "brackets that hold something else, of all brackets",
    "brackets that hold a quantity, of all brackets",
    "right behind something and at the end of words",
];

/// The row of a document's bracketed numbers, as [`NAMES`] says.
pub type Row = [i32; NAMES.len()];

/// The bracketed numbers of a document by where they stand.
#[derive(Debug, Default)]
struct Numbers {
    /// Lists and ranges of numbers count as one.
    all: usize,
    /// How many stand so, by their place in [`NAMES`].
    places: [usize; NAMES.len()],
    /// Whether the first is 1.
    begins_at_one: bool,
    /// The different numbers.
    distinct: HashSet<u32>,
    highest: u32,
    /// Different numbers that were one more than the highest before them.
    in_order: usize,
    /// Numbers in all, those of lists too.
    count: usize,
    /// Brackets that hold something else, and those of them that hold a quantity.
    others: usize,
    quantities: usize,
    bytes: usize,
}

/// Whether the bracketed numbers of these blocks are more likely something else than citations.
pub(super) fn are_no_citations<'b, 'd: 'b>(blocks: impl Iterator<Item = &'b Block<'d>>) -> bool {
    row(blocks).is_some_and(|row| {
        let weighed = row.into_iter().zip(WEIGHTS).map(|(number, weight)| i64::from(number) * weight);
        weighed.sum::<i64>() + BIAS <= 0
    })
}

/// The row of these blocks; nothing where they have no number in brackets, or hardly any text.
pub(super) fn row<'b, 'd: 'b>(blocks: impl Iterator<Item = &'b Block<'d>>) -> Option<Row> {
    let numbers = Numbers::of(blocks);
    (numbers.all > 0 && numbers.bytes >= LEAST).then(|| numbers.row())
}

const ENDING: usize = 0;
const PAUSING: usize = 1;
const CHAINED: usize = 2;
const LINE_END: usize = 3;
const OPENING: usize = 4;
const GLUED_TO_LETTER: usize = 5;
const GLUED: usize = 6;
const BEHIND_NAME: usize = 7;
const IN_PROSE: usize = 8;
const BEHIND_DIGIT: usize = 9;
const BEFORE_DIGIT: usize = 10;
const LISTS: usize = 11;
const YEARS: usize = 16;
const GLUED_AT_END: usize = 20;

impl Numbers {
    fn of<'b, 'd: 'b>(blocks: impl Iterator<Item = &'b Block<'d>>) -> Self {
        let mut numbers = Self::default();
        for line in blocks.flat_map(|block| lines(block, FULL)).filter(|line| !line.is_empty()) {
            brackets_of(line).for_each(|bracket| numbers.take(&bracket));
            numbers.bytes += line.len();
        }
        numbers
    }

    fn take(&mut self, bracket: &Bracket<'_>) {
        match bracket.number() {
            Some(number) => self.take_numbers([number].into_iter(), bracket),
            None if bracket.is_list() => {
                self.take_numbers(brackets::parts(bracket.inside).flatten(), bracket);
            }
            None => {
                self.others += 1;
                self.quantities += usize::from(is_quantity(bracket.inside));
            }
        }
    }

    /// Takes a bracket that holds these numbers.
    fn take_numbers(&mut self, numbers: impl Iterator<Item = u32>, bracket: &Bracket<'_>) {
        let (mut count, mut last) = (0, 0);
        for number in numbers {
            self.begins_at_one |= self.count == 0 && number == 1;
            self.count += 1;
            if self.distinct.insert(number) {
                self.in_order += usize::from(number == self.highest + 1);
            }
            self.highest = self.highest.max(number);
            (count, last) = (count + 1, number);
        }
        self.all += 1;
        let (before, after) = (bracket.before.trim_end(), bracket.after);
        self.note(LISTS, count > 1);
        self.note(YEARS, count == 1 && (1500..2100).contains(&last));
        self.note(OPENING, before.is_empty());
        self.note(LINE_END, after.is_empty());
        self.note(CHAINED, after.trim_start().starts_with('[') || before.ends_with(']'));
        if before.is_empty() {
            return;
        }
        let word = bracket.word_before();
        let ends_sentence = after.starts_with(['.', '!', '?', '。', '।', '۔', '؟'])
            || before.ends_with(['.', '!', '?', '。', '।', '۔', '؟', '”', '»', '"', '」']);
        let is_pausing = !ends_sentence && bracket.closes_words() && !after.trim_start().starts_with('[');
        let next = after.trim_start().chars().next().filter(|_| after.starts_with(char::is_whitespace));
        self.note(ENDING, ends_sentence);
        self.note(PAUSING, is_pausing);
        self.note(GLUED_TO_LETTER, bracket.is_element());
        let is_glued = before.len() == bracket.before.len();
        self.note(GLUED, is_glued);
        self.note(GLUED_AT_END, is_glued && (after.is_empty() || bracket.closes_words()));
        self.note(BEHIND_NAME, word.starts_with(char::is_uppercase));
        self.note(IN_PROSE, before.len() >= PROSE);
        self.note(BEHIND_DIGIT, word.ends_with(char::is_numeric));
        self.note(BEFORE_DIGIT, next.is_some_and(char::is_numeric));
    }

    fn note(&mut self, place: usize, stands: bool) {
        self.places[place] += usize::from(stands);
    }

    /// The row of numbers that the model reads.
    fn row(&self) -> Row {
        let share = |part: usize, whole: usize| (part * 1000 / whole.max(1)).min(1000) as i32;
        let mut row: Row = std::array::from_fn(|place| share(self.places[place], self.all));
        let brackets = self.all + self.others;
        row[12] = share(self.in_order, self.distinct.len());
        row[13] = share(self.distinct.len(), self.highest as usize);
        row[14] = i32::from(self.begins_at_one);
        row[15] = self.highest.min(5000).isqrt() as i32;
        row[17] = share(self.count - self.distinct.len(), self.count);
        row[18] = share(self.others, brackets);
        row[19] = share(self.quantities, brackets);
        row
    }
}

/// Whether a bracket holds a quantity: `0`, `+1`, `-2`, `4.2`, `1 + 1`, `14:05`, `i+1`, `74%`.
fn is_quantity(inside: &str) -> bool {
    inside.bytes().any(|byte| byte.is_ascii_digit())
        && inside.bytes().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b' ' | b':' | b',' | b'%' | b'/')
        })
}
