//! Lines that are datelines: dates and times, and little else but names and the words around them.

use std::ops::Range;

use crate::extract::citations;
use crate::extract::labels::is_wide;
use crate::extract::people;
use crate::extract::timestamp::{self, Found, Hints};

/// Bytes of the longest dateline.
pub const LONGEST: usize = 240;

/// Words that may stand beside the dates of a dateline: a place, an agency.
const MOST_OTHERS: usize = 3;

/// The dates of a line that is a dateline; none of them for one that only tells a reading time or how long
/// ago.
///
/// ```
/// use newscheck::extract::dateline::dates;
/// use newscheck::extract::timestamp::Hints;
/// let count = |line: &str| dates(line, Hints::default()).map(|found| found.len());
/// assert_eq!(count("By Jane Doe | April 26, 2025"), Some(1));
/// assert_eq!(count("2 min read"), Some(0));
/// assert_eq!(count("The harbour opened on April 26, 2025 after seven weeks."), None);
/// ```
pub fn dates(line: &str, hints: Hints<'_>) -> Option<Vec<Found>> {
    dates_among(line, hints, MOST_OTHERS)
}

/// The dates of a line where its place says already that it is likely a dateline: a section, tags and the
/// like may stand in it.
pub fn dates_in_place(line: &str, hints: Hints<'_>) -> Option<Vec<Found>> {
    dates_among(line, hints, 3 * MOST_OTHERS)
}

fn dates_among(line: &str, hints: Hints<'_>, most_others: usize) -> Option<Vec<Found>> {
    if line.len() > LONGEST || !line.chars().any(timestamp::is_digit) {
        return None;
    }
    let read = timestamp::read(line, hints);
    // Text that cites is no dateline, though a word of it may mean "ago".
    let is_ago = || read.relative && citations::labels_of(line).is_empty();
    // Names of several authors are words too, but no more than that.
    if (read.found.is_empty() && !is_ago()) || read.others > 4 * MOST_OTHERS {
        return None;
    }
    // A sentence may be short and hold a date: only one of nothing else is a dateline.
    let sentence = line.ends_with(['.', '。', '!', '?']);
    let named = || {
        [before(line, &read.found), after(line, &read.found)]
            .into_iter()
            .any(|part| people::is_byline(&line[part]))
    };
    let few = read.others <= if sentence { 0 } else { most_others };
    let signed = || !sentence && (named() || signature(line, &read.found).is_some());
    (few || signed()).then_some(read.found)
}

/// The name in `Jane Doe, Bay City | 26 April 2025`: a name and a place, and a mark before the date.
pub fn signature(line: &str, found: &[Found]) -> Option<Range<usize>> {
    let range = before(line, found);
    let gap = &line[range.end..found.first()?.range.start];
    let (name, place) = line[range.clone()].split_once(", ")?;
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = name.split_whitespace().count();
    let usable = gap.contains(['|', '•', '·'])
        && (2..=4).contains(&words)
        && place.split_whitespace().count() <= 3
        && place.split_whitespace().all(is_capital)
        && matches!(people::named(name).as_slice(), [only] if only.len() == name.len());
    usable.then(|| range.start..range.start + name.len())
}

/// The date that opens a text, as press releases and agencies have it: `(26.04.2025) The harbour ...`,
/// `LONDON, April 26, 2025 (AGENCY) -- The harbour ...`.
pub fn opening_date(text: &str, hints: Hints<'_>) -> Option<Found> {
    let head = &text[..text.floor_char_boundary(LONGEST_OPENING)];
    if !head.chars().any(timestamp::is_digit) {
        return None;
    }
    let found = timestamp::read(head, hints).found.into_iter().next()?;
    let lead = head[..found.range.start].trim_end_matches([' ', ',', '-', '–', '—', '(', '/', '|']);
    let rest = head[found.range.end..].trim_start_matches([')', ' ', ',', ':']);
    if lead.is_empty() {
        if found.event == timestamp::Event::Unsaid && goes_on_in_the_date(&head[found.range.end..]) {
            return None;
        }
        let sentence = rest
            .chars()
            .find(|character| character.is_alphabetic())
            .is_none_or(|first| !first.is_lowercase());
        return (sentence && !rest.starts_with(['.', '-', '–'])).then_some(found);
    }
    // Agencies set the place in capitals before the date.
    let place = lead.chars().filter(|character| character.is_alphabetic()).all(char::is_uppercase)
        && lead.len() <= 60;
    // Between date and dash stands at most the agency's name.
    let dashed = rest.trim_start_matches('(').find(['-', '–', '—']).is_some_and(|at| at <= 40)
        || rest.starts_with(['/', '(']);
    (place && dashed).then_some(found)
}

/// Whether a sentence goes on right behind a date, in scripts without spaces: `2012年1月1日起，`. A word for
/// a report stands alone: `2012年1月1日讯（记者李四）`.
pub fn goes_on_in_the_date(behind: &str) -> bool {
    let letters = behind.chars().take_while(|&letter| is_wide(letter) && letter.is_alphabetic()).count();
    let mark = behind.chars().nth(letters);
    letters > 0
        && !mark.is_some_and(|mark| mark.is_whitespace() || matches!(mark, '(' | '（' | '：' | ':' | '】'))
}

/// Bytes within which an opening date stands.
const LONGEST_OPENING: usize = 120;

/// What stands before the first date, without separators.
pub fn before(line: &str, found: &[Found]) -> Range<usize> {
    trimmed(line, 0..found.first().map_or(0, |found| found.range.start))
}

/// What stands behind the last date, without separators.
pub fn after(line: &str, found: &[Found]) -> Range<usize> {
    trimmed(line, found.last().map_or(line.len(), |found| found.range.end)..line.len())
}

/// A range without separators and white space at its ends.
fn trimmed(words: &str, range: Range<usize>) -> Range<usize> {
    let marks = [' ', '|', '•', '·', ',', '-', '–', '—', ';', '/', '\u{a0}'];
    let inside = &words[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start_matches(marks).len());
    let end = range.start + inside.trim_end_matches(marks).len();
    start..end.max(start)
}
