//! Finds which phrases of the lexicon stand in a text, those of all lists and languages in one pass. What a
//! phrase means for a page is asked where the page is judged.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::lexicon::all;
use crate::lexicon::language::{Language, Words};

/// A list of phrases by which pages speak of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    NotFound,
    Titles,
    Says,
    Waits,
    Regions,
    Consent,
    Denied,
    Gates,
    Passing,
    Login,
    Excuses,
    Empty,
    Things,
    Lacks,
    Sold,
}

/// A list, and where a language has it.
pub(super) type Listed = (List, fn(&'static Language) -> Words);

/// The lists in their order.
pub(super) const LISTS: &[Listed] = &[
    (List::NotFound, |language| language.not_found.phrases),
    (List::Titles, |language| language.walls.titles),
    (List::Says, |language| language.walls.says),
    (List::Waits, |language| language.walls.waits),
    (List::Regions, |language| language.walls.regions),
    (List::Consent, |language| language.walls.consent),
    (List::Denied, |language| language.walls.denied),
    (List::Gates, |language| language.walls.gates),
    (List::Passing, |language| language.walls.passing),
    (List::Login, |language| language.walls.login),
    (List::Excuses, |language| language.not_found.excuses),
    (List::Empty, |language| language.not_found.empty),
    (List::Things, |language| language.not_found.things),
    (List::Lacks, |language| language.not_found.lacks),
    (List::Sold, |language| language.not_found.sold),
];

impl List {
    /// Whether its phrases are what pages say of themselves: those of the others are everyday words.
    fn is_telling(self) -> bool {
        use List::{Consent, Denied, Gates, NotFound, Passing, Regions, Says, Titles, Waits};
        matches!(self, NotFound | Titles | Says | Waits | Regions | Consent | Denied | Gates | Passing)
    }
}

/// Bytes of a phrase that the automaton knows: with all of them it would take more memory than hundreds of
/// connections.
const LONGEST_BEGINNING: usize = 12;

/// All phrases, and the automaton that finds how they begin.
struct Phrases {
    /// By list, then as the lexicon has them.
    known: Vec<(List, &'static str)>,
    beginnings: AhoCorasick,
    /// For each beginning the phrases that have it, as places in `known`.
    begun: Vec<Vec<u32>>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = LISTS.iter().flat_map(|(list, words)| all(*words).map(|phrase| (*list, phrase)));
    let known: Vec<(List, &'static str)> = lists.collect();
    let (mut places, mut firsts, mut begun) = (HashMap::new(), Vec::new(), Vec::<Vec<u32>>::new());
    for (number, (_, phrase)) in (0u32..).zip(&known) {
        let first = first_part(phrase);
        let first = &first[..first.floor_char_boundary(LONGEST_BEGINNING)];
        let place = *places.entry(first).or_insert(firsts.len());
        if place == firsts.len() {
            firsts.push(first);
            begun.push(Vec::new());
        }
        begun[place].push(number);
    }
    let beginnings = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(firsts)
        .expect("the phrases of the lexicon are few enough for an automaton");
    Phrases { known, beginnings, begun }
});

/// What stands before the first `…` of a phrase.
fn first_part(phrase: &str) -> &str {
    phrase.split('…').next().unwrap_or(phrase)
}

/// Where phrases stand in a text in lower case, with their numbers; of those with `…`, their first parts.
fn standing(text: &str) -> impl Iterator<Item = (usize, u32)> {
    PHRASES.beginnings.find_overlapping_iter(text).flat_map(move |one| {
        let (start, begun) = (one.start(), &PHRASES.begun[one.pattern().as_usize()]);
        let stands =
            move |number: &u32| text[start..].starts_with(first_part(PHRASES.known[*number as usize].1));
        begun.iter().copied().filter(stands).map(move |number| (start, number))
    })
}

/// The phrases that a text has; of those with `…` only their beginning was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard(Vec<u32>);

impl Heard {
    /// Listens to a text in lower case.
    pub(super) fn in_text(text: &str) -> Self {
        let mut heard: Vec<u32> = standing(text).map(|(_, number)| number).collect();
        heard.sort_unstable();
        heard.dedup();
        Self(heard)
    }

    /// Those of one list, as the lexicon has them.
    pub(super) fn of(&self, list: List) -> impl Iterator<Item = &'static str> {
        self.known().filter(move |(of, _)| *of == list).map(|(_, phrase)| phrase)
    }

    /// Those by which pages speak of themselves and that nobody says by chance.
    pub(super) fn telling(&self) -> impl Iterator<Item = &'static str> {
        self.known().filter(|(list, _)| list.is_telling()).map(|(_, phrase)| phrase)
    }

    /// All of them.
    pub(super) fn known(&self) -> impl Iterator<Item = (List, &'static str)> {
        self.0.iter().map(|number| PHRASES.known[*number as usize])
    }
}

/// Where the phrases of a list that have no `…` stand in a text in lower case: by place, then as the lexicon
/// has them.
pub(super) fn places(text: &str, list: List) -> Vec<(Range<usize>, &'static str)> {
    let phrase = |number: u32| PHRASES.known[number as usize];
    let is_of_list = |&(_, number): &(usize, u32)| {
        let (of, words) = phrase(number);
        of == list && !words.contains('…')
    };
    let mut found: Vec<(usize, u32)> = standing(text).filter(is_of_list).collect();
    found.sort_unstable();
    let place = |(start, number)| {
        let words = phrase(number).1;
        (start..start + words.len(), words)
    };
    found.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::super::phrases::span_of;
    use super::*;

    #[test]
    fn one_pass_finds_what_a_pass_for_each_phrase_finds() {
        let texts = [
            "",
            "the quay is shut until spring.",
            "sorry, the page you requested is not available in your country. access denied: please log in",
            "страница не найдена. доступ запрещен",
            "页面不存在，请稍后再试。请先登录",
            "404 not found: error 404 error, video has been removed; no results",
            "the requested url was rejected. please consult with your administrator",
        ];
        for text in texts {
            let heard = Heard::in_text(text);
            for (list, words) in LISTS {
                let found: Vec<_> =
                    heard.of(*list).filter(|phrase| span_of(text, phrase).is_some()).collect();
                let expected: Vec<_> = all(*words).filter(|phrase| span_of(text, phrase).is_some()).collect();
                assert_eq!(found, expected, "{list:?}: {text}");
            }
        }
    }
}
