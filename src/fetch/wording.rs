//! How the words of a text speak of a page: of one that is gone, of a fault that passes, of one that is kept
//! back. It knows no phrases: the lists of the lexicon say which words stand in which of them, and a text
//! that nobody has listed is mostly made of the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::heard::{Heard, LISTS, List};
use super::phrases::{is_written_without_spaces, span_of};
use crate::lexicon::all;
use crate::lexicon::language::{Language, Words};

/// Ways in which a page is none, in the order of everything that is counted for each.
pub(super) const WAYS: usize = 3;

/// There is no such page.
pub(super) const MISSING: usize = 0;

/// There is one, but something fails at the moment.
pub(super) const FAILING: usize = 1;

/// There is one, and it is not shown: to nobody without a login, to no program, in no other country.
pub(super) const KEPT: usize = 2;

/// Letters by which words are the same: what follows is an ending in most languages.
const STEM: usize = 6;

/// Phrases that a stem is taken to have beside those it has been seen in, for each way: one that was seen
/// once tells less than one that was seen often.
const UNSEEN: f64 = 0.3;

/// In how many phrases of each way something stands.
type Counts = [u16; WAYS];

/// What is known of stems.
struct Stems {
    counts: HashMap<&'static str, Counts>,
    /// How many phrases there are.
    phrases: Counts,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let mut known = Stems { counts: HashMap::new(), phrases: Counts::default() };
    let lists = LISTS.iter().filter_map(|(list, words)| Some((way(*list)?, *words)));
    for (way, phrase) in lists.flat_map(|(way, words)| all(words).map(move |phrase| (way, phrase))) {
        known.phrases[way] += 1;
        for stem in distinct(phrase) {
            known.counts.entry(stem).or_default()[way] += 1;
        }
    }
    // Known, and of no way.
    let beside: [fn(&'static Language) -> Words; 2] =
        [|language| language.not_found.fillers, |language| language.not_found.things];
    for stem in beside.into_iter().flat_map(all).flat_map(stems) {
        known.counts.entry(stem).or_default();
    }
    known
});

/// The way that the phrases of a list speak of; none for lists of everyday words.
fn way(list: List) -> Option<usize> {
    match list {
        List::NotFound | List::Lacks => Some(MISSING),
        List::Passing => Some(FAILING),
        List::Titles
        | List::Says
        | List::Waits
        | List::Regions
        | List::Consent
        | List::Denied
        | List::Gates
        | List::Login => Some(KEPT),
        List::Excuses | List::Empty | List::Things | List::Sold => None,
    }
}

/// How the words of a text speak of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bearing {
    /// For each way how much more likely its phrases have these words than those of the others: log-odds.
    pub(super) odds: [f64; WAYS],
    /// Words that stand in phrases or beside them.
    pub(super) known: usize,
    /// All others: a page that tells something has many.
    pub(super) others: usize,
}

/// What stems are worth in one text. The phrases that stand in it are left out: what is said with them is
/// weighed elsewhere, and here only what the same words say without them.
#[derive(Default)]
pub(super) struct Wording {
    less: HashMap<&'static str, Counts>,
}

impl Wording {
    /// That of a text in lower case in which these phrases were heard.
    pub(super) fn of(heard: &Heard, text: &str) -> Self {
        let mut less: HashMap<&'static str, Counts> = HashMap::new();
        let stand = heard.known().filter(|(_, phrase)| span_of(text, phrase).is_some());
        for (way, phrase) in stand.filter_map(|(list, phrase)| Some((way(list)?, phrase))) {
            for stem in distinct(phrase) {
                less.entry(stem).or_default()[way] += 1;
            }
        }
        Self { less }
    }

    /// How a part of the text speaks of the page.
    pub(super) fn bearing(&self, text: &str) -> Bearing {
        let mut bearing = Bearing::default();
        for stem in distinct(text) {
            let Some(known) = STEMS.counts.get(stem) else {
                bearing.others += 1;
                continue;
            };
            bearing.known += 1;
            let less = self.less.get(stem).copied().unwrap_or_default();
            let counts: [u16; WAYS] = std::array::from_fn(|way| known[way].saturating_sub(less[way]));
            if counts.iter().all(|count| *count == 0) {
                continue;
            }
            let rate = |way: usize| (f64::from(counts[way]) + UNSEEN) / (f64::from(STEMS.phrases[way]) + 1.0);
            let all: f64 = (0..WAYS).map(rate).sum();
            for (way, odds) in bearing.odds.iter_mut().enumerate() {
                *odds += (rate(way) / all * WAYS as f64).ln();
            }
        }
        bearing
    }
}

/// Each stem of a text once.
fn distinct(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = stems(text).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The stems of a text in lower case: how its words begin, and of scripts without spaces every two letters.
fn stems(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().any(char::is_alphabetic)).flat_map(|word| {
        let pairs = word.contains(is_written_without_spaces);
        let step = if pairs { 2 } else { STEM };
        let starts = word.char_indices().map(|(at, _)| at).take(if pairs { usize::MAX } else { 1 });
        let piece = move |at: usize| {
            let rest = &word[at..];
            let end = rest.char_indices().nth(step).map_or(rest.len(), |(end, _)| end);
            (at == 0 || rest[..end].chars().count() == step).then_some(&rest[..end])
        };
        starts.filter_map(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_speak_of_a_page_in_sentences_that_are_not_listed() {
        let table = [
            ("the harbour story that you wanted was deleted and cannot be found any more", MISSING),
            ("our server has a technical problem at the moment, come again later", FAILING),
            ("readers have to register and log in before they can view this", KEPT),
            ("der gesuchte beitrag wurde leider entfernt", MISSING),
            ("wegen einer störung vorübergehend nicht erreichbar", FAILING),
        ];
        for (text, way) in table {
            let odds = Wording::of(&Heard::in_text(text), text).bearing(text).odds;
            assert!((0..WAYS).all(|other| odds[other] <= odds[way]), "{text}: {odds:?}");
        }
    }

    #[test]
    fn stems_are_how_words_begin() {
        let table: [(&str, &[&str]); 4] = [
            ("it's unavailable!", &["it", "s", "unavai"]),
            ("页面不存在", &["页面", "面不", "不存", "存在"]),
            ("404 x", &["x"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(stems(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
