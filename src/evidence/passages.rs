//! Which sentences of a source is a claim about? Those that share most of its words and quantities, rare
//! words weighing more.

use std::collections::BTreeMap;

use super::pairing::{NEAR, Pairing};

/// Sentences that are chosen one after the other.
const CHOSEN: usize = 4;

/// Of those, the ones that are shown.
const SHOWN: usize = 3;

/// A sentence near a chosen one is worth more, in hundredths.
const NEIGHBOUR: u64 = 115;

/// The share of all points, in thousandths, below which a sentence adds nothing.
const LEAST: u64 = 20;

/// What items a sentence has, and how well, in thousandths.
type Items = BTreeMap<usize, u64>;

/// The sentences of a source that a claim is about.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// For each sentence that shares anything what it shares.
    pub(super) shared: BTreeMap<u32, Items>,
    /// The sentence with most points.
    pub(super) best: Option<u32>,
    /// The middle of the three sentences with most points together.
    pub(super) window: Option<u32>,
    /// The sentences chosen one after the other, and what each added, in thousandths of all points.
    pub(super) chosen: Vec<(u32, u64)>,
    /// The sentences that are shown, in order.
    pub(super) shown: Vec<u32>,
    /// Points of `best` and of the window, in thousandths of all.
    pub(super) best_share: u64,
    pub(super) window_share: u64,
}

impl Passages {
    /// Finds them.
    pub(super) fn new(pairing: &Pairing<'_>) -> Self {
        let weights: Vec<u64> = pairing.met.iter().map(|met| u64::from(met.weight)).collect();
        let all = weights.iter().sum::<u64>().max(1);
        let shared = shared(pairing);
        let points =
            |items: &Items| items.iter().map(|(&item, &part)| weights[item] * part / 1000).sum::<u64>();
        // Of equals the first: summaries at the end repeat what was said.
        let best = shared.iter().max_by_key(|(at, items)| (points(items), u32::MAX - **at));
        let (best, best_points) = best.map_or((None, 0), |(at, items)| (Some(*at), points(items)));
        let window = windows(&shared, pairing.source.sentences.len() as u32)
            .into_iter()
            .map(|at| (points(&around(&shared, at)), shared.get(&at).map_or(0, points), at))
            .max_by_key(|(all, own, at)| (*all, *own, u32::MAX - *at));
        let chosen = choose(&shared, &weights, all);
        let mut passages = Self {
            best,
            window: window.map(|(_, _, at)| at),
            chosen,
            shown: Vec::new(),
            best_share: 1000 * best_points / all,
            window_share: window.map_or(0, |(points, _, _)| 1000 * points / all),
            shared,
        };
        passages.shown = passages.shown(pairing.source.sentences.len() as u32);
        passages
    }

    fn shown(&self, sentences: u32) -> Vec<u32> {
        let window = self.window.into_iter().flat_map(|at| [at.saturating_sub(1), at, at + 1]);
        let chosen = self.chosen.iter().take(SHOWN).map(|&(at, _)| at);
        let mut shown: Vec<u32> =
            chosen.chain(self.best).chain(window).filter(|&at| at < sentences).collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// How well an item stands in some sentences, in thousandths.
    pub(super) fn part(&self, item: usize, sentences: impl IntoIterator<Item = u32>) -> u64 {
        let parts = sentences.into_iter().filter_map(|at| self.shared.get(&at)?.get(&item).copied());
        parts.max().unwrap_or(0)
    }
}

/// For each sentence the items that stand in it.
fn shared(pairing: &Pairing<'_>) -> BTreeMap<u32, Items> {
    let mut shared: BTreeMap<u32, Items> = BTreeMap::new();
    for (item, met) in pairing.met.iter().enumerate() {
        for (places, part) in [(&met.places, 1000), (&met.near, u64::from(NEAR))] {
            for &place in places {
                let sentence = pairing.source.sentence_of[place as usize];
                let known = shared.entry(sentence).or_default().entry(item).or_default();
                *known = part.max(*known);
            }
        }
    }
    shared
}

/// The sentences that share anything, and their neighbours.
fn windows(shared: &BTreeMap<u32, Items>, sentences: u32) -> Vec<u32> {
    let mut middles: Vec<u32> = shared.keys().flat_map(|&at| [at.saturating_sub(1), at, at + 1]).collect();
    middles.sort_unstable();
    middles.dedup();
    middles.retain(|&at| at < sentences);
    middles
}

/// What a sentence and its neighbours share together.
fn around(shared: &BTreeMap<u32, Items>, at: u32) -> Items {
    let mut together = Items::new();
    for (_, items) in shared.range(at.saturating_sub(1)..=at + 1) {
        for (&item, &part) in items {
            let known = together.entry(item).or_default();
            *known = part.max(*known);
        }
    }
    together
}

/// Chooses one sentence after the other, each for what those before it lack.
fn choose(shared: &BTreeMap<u32, Items>, weights: &[u64], all: u64) -> Vec<(u32, u64)> {
    let mut left = weights.to_vec();
    let mut chosen: Vec<(u32, u64)> = Vec::new();
    for _ in 0..CHOSEN {
        let worth = |at: u32, items: &Items| {
            let points: u64 = items.iter().map(|(&item, &part)| left[item] * part / 1000).sum();
            let is_near = chosen.iter().any(|&(other, _)| at.abs_diff(other) <= 2);
            if is_near { points * NEIGHBOUR / 100 } else { points }
        };
        let best = shared.iter().map(|(&at, items)| (worth(at, items), at));
        let Some((points, at)) = best.max_by_key(|&(points, at)| (points, u32::MAX - at)) else { break };
        if points * 1000 < LEAST * all || points == 0 {
            break;
        }
        for (&item, &part) in &shared[&at] {
            left[item] -= left[item] * part / 1000;
        }
        chosen.push((at, 1000 * points / all));
    }
    chosen
}
