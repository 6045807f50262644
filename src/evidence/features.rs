//! The row of numbers that the model of words is asked with, for each word and quantity of a claim: how it
//! stands in the source, and how its neighbours do. Shares are in thousandths.

use super::pairing::{Met, NEAR, Pairing, is_within};
use super::passages::Passages;
use super::tokens::{Case, Kind};
use crate::lexicon::comparing::english;

/// Numbers in a row.
pub(super) const WIDTH: usize = 29;

/// Their names, in order.
pub const NAMES: [&str; WIDTH] = [
    "ls30",
    "run",
    "in_src",
    "adjok",
    "in_b1",
    "qm",
    "cap",
    "ls12",
    "srcfreq",
    "qml",
    "idf",
    "nbS",
    "clU",
    "isprepnext",
    "clB",
    "idfrel",
    "isverbish",
    "in_title",
    "gapd",
    "cbD",
    "samesent",
    "inCB",
    "lsL",
    "hyph",
    "firstc",
    "nbU",
    "ttlname",
    "cwlen",
    "generic",
];

/// The longest common run that counts.
const LONGEST_RUN: u32 = 12;

/// Places of a word whose surroundings are looked at.
const PLACES: usize = 60;

/// Words on either side whose support counts.
const SUPPORT: usize = 4;

/// Tokens within which they must stand.
const CLOSE: u32 = 12;
const FAR: u32 = 30;

/// The widest gap between neighbours, and what stands for none.
const GAP: u32 = 60;
const NO_GAP: u32 = 99;

/// How far a clause's best sentence may be from what is shown.
const AWAY: u32 = 150;

/// What is known of all words of a claim together.
struct Whole {
    /// By item: how well it stands in the sentences that are shown.
    shown: Vec<u64>,
    /// By item: its clause.
    clauses: Vec<usize>,
    /// By clause: its best sentence, and the share of its weight there.
    homes: Vec<(Option<u32>, u64)>,
    runs: Vec<u32>,
    heaviest: u64,
    /// Tokens of the source before its third sentence.
    head: u32,
}

/// The rows of the words and quantities of a claim.
pub(super) fn rows(pairing: &Pairing<'_>, passages: &Passages) -> Vec<[i32; WIDTH]> {
    let whole = Whole::new(pairing, passages);
    (0..pairing.met.len()).map(|at| row(pairing, passages, &whole, at)).collect()
}

impl Whole {
    fn new(pairing: &Pairing<'_>, passages: &Passages) -> Self {
        let shown = pairing.met.iter().enumerate().map(|(item, met)| {
            let part = passages.part(item, passages.shown.iter().copied());
            if met.found < 1000 { part.min(u64::from(met.found)) } else { part }
        });
        let clauses = clauses(pairing);
        let count = clauses.last().map_or(0, |last| last + 1);
        let homes = (0..count).map(|clause| home(pairing, passages, &clauses, clause)).collect();
        Self {
            shown: shown.collect(),
            clauses,
            homes,
            runs: pairing.runs().to_vec(),
            heaviest: pairing.met.iter().map(|met| u64::from(met.weight)).max().unwrap_or(1).max(1),
            head: pairing.source.sentences.get(1).map_or(0, |second| second.end as u32),
        }
    }
}

/// For each item the number of its clause: one ends at a comma or a joining word, once it has two items.
fn clauses(pairing: &Pairing<'_>) -> Vec<usize> {
    let claim = pairing.claim;
    let ends = |at: usize| {
        let word = claim.text.word(at);
        match claim.text.tokens[at].kind {
            Kind::Sign => matches!(word, "," | ";" | ":" | "-" | "(" | ")"),
            _ => english::joins_clauses(word),
        }
    };
    let (mut clause, mut first) = (0, 0);
    let mut clauses = Vec::with_capacity(claim.items.len());
    for (at, item) in claim.items.iter().enumerate() {
        if at > 0 && (claim.items[at - 1].tokens.end..item.tokens.start).any(ends) && at - first >= 2 {
            clause += 1;
            first = at;
        }
        clauses.push(clause);
    }
    clauses
}

/// The best sentence of a clause, the whole claim breaking ties, and the share of its weight there.
fn home(pairing: &Pairing<'_>, passages: &Passages, clauses: &[usize], clause: usize) -> (Option<u32>, u64) {
    let weight = |item: usize| u64::from(pairing.met[item].weight);
    let all: u64 = (0..clauses.len()).filter(|&item| clauses[item] == clause).map(weight).sum();
    let worth = |items: &std::collections::BTreeMap<usize, u64>| {
        let points = |own: bool| -> u64 {
            let wanted = items.iter().filter(|(item, _)| !own || clauses[**item] == clause);
            wanted.map(|(&item, &part)| weight(item) * part / 1000).sum()
        };
        (points(true), points(false))
    };
    let scored = passages.shared.iter().map(|(&at, items)| (worth(items), at));
    let best = scored.max_by_key(|&((own, whole), at)| (20 * own + whole, u32::MAX - at));
    best.map_or((None, 0), |((own, _), at)| (Some(at), 1000 * own / all.max(1)))
}

fn row(pairing: &Pairing<'_>, passages: &Passages, whole: &Whole, at: usize) -> [i32; WIDTH] {
    let claim = pairing.claim;
    let (item, met) = (&claim.items[at], &pairing.met[at]);
    let is_word = item.quantity.is_none();
    let flag = |is: bool| u64::from(is);
    let close = support(pairing, &met.places, at, CLOSE);
    let near_close = support(pairing, &met.near, at, CLOSE);
    let clause = whole.clauses[at];
    let (home, home_share) = whole.homes[clause];
    let in_home = passages.part(at, home);
    let away = home.map_or(AWAY, |home| {
        passages.shown.iter().map(|&shown| shown.abs_diff(home)).min().unwrap_or(AWAY).min(AWAY)
    });
    let neighbours: Vec<usize> =
        (at.saturating_sub(2)..(at + 3).min(pairing.met.len())).filter(|&other| other != at).collect();
    let mean = |of: &dyn Fn(usize) -> u64| {
        neighbours.iter().map(|&other| of(other)).sum::<u64>() / (neighbours.len() as u64).max(1)
    };
    let word = claim.text.word(item.tokens.start);
    let token = claim.text.tokens[item.tokens.start];
    let next = item.tokens.end;
    let in_source = is_word && !met.places.is_empty();
    let length = (pairing.source.text.tokens.len() as u64).max(1);
    let values = [
        support(pairing, &met.places, at, FAR),
        item.tokens.clone().map(|token| u64::from(whole.runs[token].min(LONGEST_RUN))).max().unwrap_or(0),
        flag(in_source),
        adjacent(pairing, at),
        flag(is_word && passages.part(at, passages.best) == 1000),
        if is_word { 1000 } else { u64::from(met.found) },
        flag(is_word && token.kind == Kind::Word && token.case != Case::Lower && at > 0),
        close,
        if is_word { 1_000_000 * met.places.len() as u64 / length } else { 0 },
        if is_word { 1000 } else { whole.shown[at] },
        u64::from(met.rarity),
        mean(&|other| u64::from(pairing.met[other].found)),
        in_clause(pairing, whole, clause),
        flag(next < claim.text.tokens.len() && english::is_preposition(claim.text.word(next))),
        home_share,
        1000 * u64::from(met.weight) / whole.heaviest,
        flag(is_word && token.kind == Kind::Word && (word.ends_with("ed") || word.ends_with("ing"))),
        flag(is_word && met.places.first().is_some_and(|&first| first < whole.head)),
        gap(pairing, at).into(),
        away.into(),
        flag(item.in_title),
        in_home,
        close.max(near_close),
        flag(
            item.tokens.start > 0 && claim.text.is_sign(item.tokens.start - 1, "-")
                || claim.text.is_sign(next, "-"),
        ),
        flag(at == 0),
        mean(&|other| whole.shown[other]),
        flag(item.in_title && in_source),
        word.chars().count() as u64,
        flag(english::is_general(word)),
    ];
    values.map(|value| i32::try_from(value).unwrap_or(i32::MAX))
}

/// The share of the weight of a clause's items that stands in what is shown.
fn in_clause(pairing: &Pairing<'_>, whole: &Whole, clause: usize) -> u64 {
    let (mut all, mut there) = (0, 0);
    for (item, met) in pairing.met.iter().enumerate().filter(|(item, _)| whole.clauses[*item] == clause) {
        all += u64::from(met.weight);
        there += u64::from(met.weight) * whole.shown[item] / 1000;
    }
    1000 * there / all.max(1)
}

/// Of the items beside one, the greatest share by weight that stands near one of some places.
fn support(pairing: &Pairing<'_>, places: &[u32], at: usize, reach: u32) -> u64 {
    let from = at.saturating_sub(SUPPORT);
    let beside: Vec<&Met> = pairing.met[from..(at + SUPPORT + 1).min(pairing.met.len())]
        .iter()
        .enumerate()
        .filter(|(other, _)| from + other != at)
        .map(|(_, met)| met)
        .collect();
    let all: u64 = beside.iter().map(|met| u64::from(met.weight)).sum();
    let there = |place: u32| -> u64 {
        beside.iter().map(|met| u64::from(met.weight) * u64::from(met.within(place, reach)) / 1000).sum()
    };
    places.iter().take(PLACES).map(|&place| 1000 * there(place) / all.max(1)).max().unwrap_or(0)
}

/// Whether a neighbour stands beside it in the source as it does in the claim.
fn adjacent(pairing: &Pairing<'_>, at: usize) -> u64 {
    let met = &pairing.met[at];
    let places = if met.places.is_empty() { &met.near } else { &met.places };
    let mut best = 0;
    for (step, worth) in [(1, 1000), (2, u64::from(NEAR))] {
        for other in [at.checked_sub(step), Some(at + step)].into_iter().flatten() {
            let Some(other) = pairing.met.get(other) else { continue };
            let others = if other.places.is_empty() { &other.near } else { &other.places };
            let near = |reach: u32| places.iter().take(PLACES).any(|&place| is_within(others, place, reach));
            if best < worth && near(8) {
                best = worth;
            } else if best < 400 && near(25) {
                best = 400;
            }
        }
    }
    best
}

/// How far the nearest items before and behind that stand in the source are from each other there.
fn gap(pairing: &Pairing<'_>, at: usize) -> u32 {
    let before = pairing.met[..at].iter().rev().find(|met| !met.places.is_empty());
    let behind = pairing.met[at + 1..].iter().find(|met| !met.places.is_empty());
    let Some((before, behind)) = before.zip(behind) else { return NO_GAP };
    let distance = |&place: &u32| {
        let next = behind.places.partition_point(|&other| other < place);
        let around = [next.checked_sub(1), Some(next)].into_iter().flatten();
        around.filter_map(|at| behind.places.get(at)).map(|other| other.abs_diff(place)).min()
    };
    let least = before.places.iter().take(80).filter_map(distance).min();
    least.map_or(NO_GAP, |least| least.min(GAP))
}
