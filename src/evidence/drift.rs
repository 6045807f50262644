//! The passage of a source that a sentence is about, and whether another version of the source still has it.
//! It does not say whether the passage bears the sentence out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::text::normalize::for_matching;
use crate::text::sentences;

/// Sentences on either side of the best one that belong to a passage.
const AROUND: usize = 1;

/// The share of a sentence's words, by weight, that a passage has at least: below it the source is not about
/// the sentence.
const ABOUT: f64 = 0.35;

/// The share of a passage's runs of words from which it still stands.
const STANDS: f64 = 0.9;

/// The share below which nothing of it is left.
const GONE: f64 = 0.4;

/// Words in a run.
const RUN: usize = 3;

/// Bytes of a source that are looked at.
const LONGEST: usize = 4 << 20;

/// What a source says on a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The sentence of the source that shares most, in bytes.
    pub core: Range<usize>,
    /// The same with its neighbours.
    pub around: Range<usize>,
}

/// What became of a passage in another version of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// It stands there.
    Stands,
    /// Part of it stands there.
    Changed,
    /// It is gone.
    Gone,
}

/// The place in `source` that `sentence` is about: the sentence there that shares most of its words, rare
/// ones weighing more, with its neighbours. None if no place shares enough.
///
/// ```
/// use newscheck::evidence::drift::find;
/// let source = "It was mild. The harbour closed on 3 May after the storm. Boats went south. All are well.";
/// let passage = find("The storm closed the harbour on 3 May [1].", source).unwrap();
/// assert_eq!(&source[passage.core], "The harbour closed on 3 May after the storm.");
/// let around = &source[passage.around];
/// assert!(around.starts_with("It was mild.") && around.ends_with("Boats went south."));
/// assert_eq!(find("Ministers met in the capital to discuss pensions.", source), None);
/// ```
pub fn find(sentence: &str, source: &str) -> Option<Passage> {
    let source = clipped(source);
    let claim: HashSet<String> = content_words(sentence).collect();
    let ranges = sentences_of(source);
    let found: Vec<HashSet<String>> = ranges
        .iter()
        .map(|range| content_words(&source[range.clone()]).filter(|word| claim.contains(word)).collect())
        .collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for word in found.iter().flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let weight = |word: &str| {
        // As in BM25: a word of every sentence weighs next to nothing.
        (1.0 + ranges.len() as f64 / (0.5 + frequency.get(word).copied().unwrap_or(0) as f64)).ln()
    };
    let all: f64 = claim.iter().map(|word| weight(word)).sum();
    let score = |words: &HashSet<String>| words.iter().map(|word| weight(word)).sum::<f64>();
    // One shared word, however rare, may be a name that stands anywhere in the source.
    let best = found.iter().enumerate().filter(|(_, words)| words.len() >= 2);
    let (best, shared) = best
        .map(|(index, words)| (index, score(words)))
        // Of equals the first: summaries at the end repeat what was said.
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    if shared < ABOUT * all {
        return None;
    }
    let first = best.saturating_sub(AROUND);
    let last = (best + AROUND).min(ranges.len() - 1);
    Some(Passage { core: ranges[best].clone(), around: ranges[first].start..ranges[last].end })
}

/// Whether a passage still stands in another version of its source, by the runs of three words that both
/// have.
///
/// ```
/// use newscheck::evidence::drift::{Drift, drift};
/// let passage = "The harbour closed on 3 May after the storm.";
/// assert_eq!(drift(passage, "The harbour closed on 3 May, after the storm. More soon."), Drift::Stands);
/// assert_eq!(drift(passage, "The harbour closed on 5 May after the storm."), Drift::Changed);
/// assert_eq!(drift(passage, "This page has been removed."), Drift::Gone);
/// ```
pub fn drift(passage: &str, later: &str) -> Drift {
    let wanted = runs(passage);
    if wanted.is_empty() {
        return Drift::Stands;
    }
    let there = runs(clipped(later));
    let kept = wanted.iter().filter(|run| there.contains(*run)).count() as f64 / wanted.len() as f64;
    match kept {
        kept if kept >= STANDS => Drift::Stands,
        kept if kept >= GONE => Drift::Changed,
        _ => Drift::Gone,
    }
}

fn clipped(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// The sentences of a text of several lines: a line end ends one, too.
fn sentences_of(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        ranges.extend(sentences::split(line).into_iter().map(|range| start + range.start..start + range.end));
        start += line.len();
    }
    ranges
}

/// Numbers, and words of four letters and more, in lower case.
fn content_words(text: &str) -> impl Iterator<Item = String> {
    words(text).filter(|word| {
        // Shorter words are articles, prepositions and the like in most languages.
        word.chars().count() > 3 || word.starts_with(|letter: char| letter.is_numeric()) || is_wide(word)
    })
}

/// Scripts without spaces have no words to count letters of.
fn is_wide(word: &str) -> bool {
    word.chars().any(|letter| {
        ('\u{3040}'..='\u{9fff}').contains(&letter) || ('\u{ac00}'..='\u{d7a3}').contains(&letter)
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let plain = for_matching(text);
    let words: Vec<String> = plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.into_iter()
}

/// Every run of [`RUN`] words; of a shorter text, the whole of it.
fn runs(text: &str) -> HashSet<Vec<String>> {
    let words: Vec<String> = words(text).collect();
    match words.len() {
        0 => HashSet::new(),
        short if short < RUN => HashSet::from([words]),
        _ => words.windows(RUN).map(<[String]>::to_vec).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "Council news\nThe mayor opened the new bridge on Tuesday.\nIt cost 12 million euros, twice the plan.\nTrains run again.\n";

    #[test]
    fn the_passage_is_the_best_sentence_with_its_neighbours() {
        let place = find("The bridge cost 12 million euros, officials said [2].", SOURCE).unwrap();
        assert_eq!(
            &SOURCE[place.around],
            "The mayor opened the new bridge on Tuesday.\nIt cost 12 million euros, twice the plan.\nTrains run again."
        );
    }

    #[test]
    fn one_common_word_makes_no_passage() {
        for claim in ["A bridge too far.", "", "[1]", "The and of."] {
            assert_eq!(find(claim, SOURCE), None, "{claim}");
        }
        assert_eq!(find("The bridge cost 12 million euros.", ""), None);
    }

    #[test]
    fn a_changed_figure_is_a_change_and_a_changed_quote_mark_is_none() {
        let table = [
            ("It cost 12 million euros, “twice” the plan.", Drift::Stands),
            ("IT COST 12 million euros - twice the plan", Drift::Stands),
            ("It cost 15 million euros, twice the plan.", Drift::Changed),
            ("Nothing is known of the cost.", Drift::Gone),
            ("", Drift::Gone),
        ];
        for (later, expected) in table {
            assert_eq!(drift("It cost 12 million euros, \"twice\" the plan.", later), expected, "{later}");
        }
        assert_eq!(drift("", "anything"), Drift::Stands);
    }
}
