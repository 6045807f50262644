//! Finds where a run of words stands in a longer one, word for word or nearly so, and how the two differ.
//! Words are whole numbers; what they mean is for those who ask.

use std::collections::HashMap;
use std::ops::Range;

/// Words that stand at more places than this lead nowhere.
const COMMON: usize = 60;

/// Diagonals are counted in buckets of this many.
const BUCKET: usize = 8;

/// Buckets that are tried.
const TRIED: usize = 4;

/// What a word counts for its own bucket; for those beside it, 1.
const OWN_VOTES: usize = 2;

/// The widest band on either side of a diagonal.
const WIDEST: usize = 64;

/// A place in the longer run that is like the shorter one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Of the longer run.
    pub(super) range: Range<usize>,
    /// Words that are to be put in, left out or replaced.
    pub(super) cost: usize,
    /// What differs, in order: words of the shorter run, and those of the longer in their place.
    pub(super) edits: Vec<(Range<usize>, Range<usize>)>,
}

/// Where each word of the longer run stands, in order.
pub(super) type Places<'a> = &'a dyn Fn(u32) -> &'a [u32];

/// Every place where a run stands word for word, in time that grows with the sum of both lengths.
pub(super) fn occurrences(wanted: &[u32], words: &[u32]) -> Vec<usize> {
    if wanted.is_empty() || wanted.len() > words.len() {
        return Vec::new();
    }
    // Knuth, Morris and Pratt: how much of the run is its own beginning.
    let mut fallback = vec![0; wanted.len()];
    let mut length = 0;
    for at in 1..wanted.len() {
        while length > 0 && wanted[at] != wanted[length] {
            length = fallback[length - 1];
        }
        length += usize::from(wanted[at] == wanted[length]);
        fallback[at] = length;
    }
    let mut found = Vec::new();
    let mut matched = 0;
    for (at, word) in words.iter().enumerate() {
        while matched > 0 && (matched == wanted.len() || *word != wanted[matched]) {
            matched = fallback[matched - 1];
        }
        matched += usize::from(*word == wanted[matched]);
        if matched == wanted.len() {
            found.push(at + 1 - matched);
        }
    }
    found
}

/// The place that is most like a run; none where fewer than `least` rare words of it stand anywhere in order.
pub(super) fn nearest(wanted: &[u32], words: &[u32], places: Places<'_>, least: usize) -> Option<Place> {
    let mut best: Option<Place> = None;
    for diagonal in diagonals(wanted, places, least) {
        let place = along(wanted, words, diagonal);
        if best.as_ref().is_none_or(|best| place.cost < best.cost) {
            best = Some(place);
        }
    }
    best
}

/// The diagonals with most words in common, as the place of the run's first word; it may be before the
/// beginning.
fn diagonals(wanted: &[u32], places: Places<'_>, least: usize) -> Vec<isize> {
    let mut votes: HashMap<isize, usize> = HashMap::new();
    for (at, word) in wanted.iter().enumerate() {
        for &place in Some(places(*word)).filter(|places| places.len() <= COMMON).into_iter().flatten() {
            let bucket = (place as isize - at as isize).div_euclid(BUCKET as isize);
            // A word that is put in moves what follows to the next bucket.
            *votes.entry(bucket).or_default() += OWN_VOTES;
            *votes.entry(bucket + 1).or_default() += 1;
            *votes.entry(bucket - 1).or_default() += 1;
        }
    }
    let mut votes: Vec<(isize, usize)> = votes.into_iter().collect();
    let order = |a: &(isize, usize), b: &(isize, usize)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if votes.len() > TRIED {
        votes.select_nth_unstable_by(TRIED, order);
        votes.truncate(TRIED);
    }
    votes.sort_by(order);
    // A diagonal with half the words of the best has no better place.
    let best = votes.first().map_or(0, |(_, votes)| *votes);
    votes.retain(|(_, votes)| 2 * votes > best && *votes >= OWN_VOTES * least);
    votes.into_iter().map(|(bucket, _)| bucket * BUCKET as isize + BUCKET as isize / 2).collect()
}

const SAME: u8 = 0;
const REPLACED: u8 = 1;
const DROPPED: u8 = 2;
const ADDED: u8 = 3;

/// The cheapest way to make a stretch of `words` near a diagonal of the run, both ends free.
fn along(wanted: &[u32], words: &[u32], diagonal: isize) -> Place {
    let band = BUCKET + (wanted.len() / 6).min(WIDEST - BUCKET);
    let width = 2 * band + 1;
    let base = diagonal - band as isize;
    let word = |row: usize, column: usize| {
        let at = base + row as isize + column as isize;
        usize::try_from(at).ok().and_then(|at| words.get(at)).copied()
    };
    let mut steps = vec![SAME; wanted.len() * width];
    let mut costs: Vec<u32> = vec![0; width];
    for (row, &own) in wanted.iter().enumerate() {
        let mut next = vec![u32::MAX; width];
        for column in 0..width {
            // The cell is reached with the run's words up to this row, and those of the other up to here.
            let same = word(row, column) == Some(own);
            let mut best = (costs[column] + u32::from(!same), if same { SAME } else { REPLACED });
            if column + 1 < width && costs[column + 1] + 1 < best.0 {
                best = (costs[column + 1] + 1, DROPPED);
            }
            if column > 0 && next[column - 1] + 1 < best.0 {
                best = (next[column - 1] + 1, ADDED);
            }
            next[column] = best.0;
            steps[row * width + column] = best.1;
        }
        costs = next;
    }
    // Of equals the last: its last word stands in the place of another, where the first would leave it out.
    let end = (0..width).min_by_key(|&column| (costs[column], width - column)).unwrap_or(band);
    traced(wanted.len(), words.len(), width, base, &steps, end, costs[end] as usize)
}

/// Follows the steps back from the last row.
fn traced(
    rows: usize,
    length: usize,
    width: usize,
    base: isize,
    steps: &[u8],
    end: usize,
    cost: usize,
) -> Place {
    let clamped = |row: usize, column: usize| {
        usize::try_from(base + row as isize + column as isize).unwrap_or(0).min(length)
    };
    let (mut row, mut column) = (rows, end);
    let last = clamped(row, column);
    let mut edits: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    while row > 0 {
        let step = steps[(row - 1) * width + column];
        let (own, other) = match step {
            DROPPED => (row - 1..row, clamped(row, column)..clamped(row, column)),
            ADDED => (row..row, clamped(row, column).saturating_sub(1)..clamped(row, column)),
            _ => (row - 1..row, clamped(row - 1, column)..clamped(row, column)),
        };
        match step {
            DROPPED => (row, column) = (row - 1, column + 1),
            ADDED => column -= 1,
            _ => row -= 1,
        }
        if step == SAME {
            continue;
        }
        match edits.last_mut() {
            Some(edit) if edit.0.start == own.end && edit.1.start == other.end => {
                *edit = (own.start..edit.0.end, other.start..edit.1.end);
            }
            _ => edits.push((own, other)),
        }
    }
    edits.reverse();
    let first = clamped(0, column);
    Place { range: first.min(last)..last, cost, edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::tokens::postings;

    fn words(text: &str) -> Vec<u32> {
        text.bytes().map(u32::from).collect()
    }

    #[test]
    fn runs_are_found_as_a_plain_search_finds_them() {
        for (wanted, text) in [("aba", "ababa cababa"), ("a", "aaa"), ("abc", "ab"), ("aab", "aaab")] {
            let (wanted, text) = (words(wanted), words(text));
            let naive: Vec<usize> = (0..text.len()).filter(|&at| text[at..].starts_with(&wanted)).collect();
            assert_eq!(occurrences(&wanted, &text), naive);
        }
        assert_eq!(occurrences(&[], &words("a")), [0; 0]);
    }

    #[test]
    fn the_nearest_place_is_shown_with_what_differs() {
        let table = [
            ("quick brown", "the quick brown fox", 0, vec![]),
            ("quick crown", "the quick brown fox", 1, vec![(6..7, 10..11)]),
            ("quickbrown", "the quick brown fox", 1, vec![(5..5, 9..10)]),
            ("the quick", "quick", 4, vec![(0..4, 0..0)]),
        ];
        for (wanted, text, cost, edits) in table {
            let (own, other) = (words(wanted), words(text));
            let (starts, places) = postings(other.iter().copied(), 256);
            let at = |word: u32| &places[starts[word as usize] as usize..starts[word as usize + 1] as usize];
            let place = nearest(&own, &other, &at, 1).unwrap();
            assert_eq!((place.cost, place.edits), (cost, edits), "{wanted} in {text}");
        }
        assert_eq!(nearest(&words("xyz"), &words("the quick"), &|_| &[], 1), None);
    }

    #[test]
    fn one_repeated_word_is_no_labour() {
        let (own, other) = (vec![7; 10_000], vec![7; 1_000_000]);
        assert_eq!(occurrences(&own, &other).len(), 990_001);
        let places: Vec<u32> = (0..other.len() as u32).collect();
        assert_eq!(nearest(&own, &other, &|_| &places, 1), None);
    }
}
