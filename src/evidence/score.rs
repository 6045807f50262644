//! How much of a claim does a source carry? The sum of weighed numbers about the claim as a whole, and of
//! what the model of words says of each word. Whole numbers alone: the same score on every machine.

use super::claim_weights::{BIAS, WEIGHTS};
use super::features;
use super::pairing::{Pairing, is_within};
use super::passages::Passages;
use super::tokens::{Case, Kind};
use super::word_trees::TREES;
use crate::model::{FigureCheck, FigureFound, QuoteCheck};
use crate::trees;

/// Numbers of a claim that are weighed: three of its words, and those of [`of_claim`].
pub(super) const WIDTH: usize = 24;

/// Their names, in order.
pub const NAMES: [&str; WIDTH] = [
    "p1",
    "p3",
    "mean",
    "scb",
    "winb",
    "g1",
    "g3",
    "covUs",
    "cov_full",
    "cov_s1",
    "cov_w3",
    "cov_g3",
    "bigram",
    "lcs",
    "ent_cov",
    "ent_miss",
    "num_cov",
    "num_miss",
    "num_local",
    "num_contra",
    "qsim",
    "unm_mass",
    "claim",
    "source",
];

/// The leaves of the trees are in ten-thousandths of a log-odd, the weights give millionths.
const LEAVES: i64 = 10_000;
const WEIGHED: i64 = 1_000_000;

/// Names that are counted as missing, and weight of what is missing.
const MOST_NAMES: u64 = 3;
const MOST_MASS: u64 = 4_000;

/// Chances in millionths at log-odds of 0, 1/4, 1/2 and so on.
const CHANCES: [i64; 41] = [
    500_000, 562_177, 622_459, 679_179, 731_059, 777_300, 817_574, 851_953, 880_797, 904_651, 924_142,
    939_913, 952_574, 962_673, 970_688, 977_023, 982_014, 985_936, 989_013, 991_423, 993_307, 994_780,
    995_930, 996_827, 997_527, 998_073, 998_499, 998_829, 999_089, 999_290, 999_447, 999_569, 999_665,
    999_739, 999_796, 999_842, 999_877, 999_904, 999_925, 999_942, 999_955,
];

/// The chance in thousandths that belongs to log-odds in `1 / scale`.
pub(super) fn chance(odds: i64, scale: i64) -> u16 {
    let above = {
        let quarters = 4 * odds.abs();
        let step = (quarters / scale).min(CHANCES.len() as i64 - 1) as usize;
        let next = CHANCES[(step + 1).min(CHANCES.len() - 1)];
        CHANCES[step] + (next - CHANCES[step]) * (quarters % scale) / scale
    };
    let chance = if odds < 0 { 1_000_000 - above } else { above };
    ((chance + 500) / 1000) as u16
}

/// For each item of a claim the chance in thousandths that the source does not carry it.
pub(super) fn doubts(pairing: &Pairing<'_>, passages: &Passages) -> Vec<u16> {
    let rows = features::rows(pairing, passages);
    rows.iter().map(|row| chance(trees::sum(TREES, row).into(), LEAVES)).collect()
}

/// The log-odds of a row of a claim, in thousandths.
pub(super) fn logit(row: &[i64; WIDTH]) -> i32 {
    let sum: i64 = row.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    ((sum / 1000 + BIAS) / (WEIGHED / 1000)).clamp(-20_000, 20_000) as i32
}

/// The row of a claim, whose words are doubted so.
pub(super) fn row(doubts: &[u16], claim: [i64; WIDTH - 3]) -> [i64; WIDTH] {
    let mut sorted: Vec<i64> = doubts.iter().map(|&doubt| i64::from(doubt)).collect();
    sorted.sort_unstable_by(|one, two| two.cmp(one));
    let sum: i64 = sorted.iter().sum();
    let mut row = [0; WIDTH];
    row[0] = sorted.first().copied().unwrap_or(0);
    row[1] = sorted.iter().take(3).sum();
    row[2] = sum / (sorted.len() as i64).max(1);
    row[3..].copy_from_slice(&claim);
    row
}

/// What is weighed of a claim beside the doubts about its words: shares in thousandths, counts in thousands.
pub(super) fn of_claim(
    pairing: &Pairing<'_>,
    passages: &Passages,
    quotes: &[QuoteCheck],
    figures: &[FigureCheck],
) -> [i64; WIDTH - 3] {
    let words =
        || pairing.met.iter().enumerate().filter(|(item, _)| pairing.claim.items[*item].quantity.is_none());
    let covered =
        |found: &dyn Fn(usize) -> u64| share(words().map(|(item, met)| (u64::from(met.weight), found(item))));
    let whole = |part: u64| if part == 1000 { 1000 } else { 0 };
    let in_sentences =
        |sentences: Vec<u32>| covered(&|item| whole(passages.part(item, sentences.iter().copied())));
    let window = passages.window.map_or(Vec::new(), |at| vec![at.saturating_sub(1), at, at + 1]);
    let chosen: Vec<u32> = passages.chosen.iter().take(3).map(|&(at, _)| at).collect();
    let gained = |count: usize| passages.chosen.iter().take(count).map(|&(_, gain)| gain).sum::<u64>();
    let missed: u64 = words().filter(|(_, met)| met.found == 0).map(|(_, met)| u64::from(met.weight)).sum();
    let (names, names_missed) = names(pairing);
    let [cov, miss, local, contra] = numbers(pairing, passages, figures);
    let likeness =
        quotes.iter().filter(|quote| quote.likeness > 0).map(|quote| u64::from(quote.likeness)).min();
    let values = [
        passages.best_share,
        passages.window_share,
        gained(1),
        gained(3),
        covered(&|item| passages.part(item, passages.shown.iter().copied())),
        covered(&|item| whole(u64::from(pairing.met[item].found))),
        in_sentences(passages.best.into_iter().collect()),
        in_sentences(window),
        in_sentences(chosen),
        pairs(pairing),
        run_share(pairing),
        names,
        names_missed,
        cov,
        miss,
        local,
        contra,
        likeness.unwrap_or(1000),
        (missed / 5).min(MOST_MASS),
        bits(pairing.claim.text.tokens.len() as u64),
        bits(pairing.source.text.tokens.len() as u64),
    ];
    values.map(|value| value as i64)
}

/// The mean of values in thousandths by their weights; 1,000 where nothing is weighed.
fn share(values: impl Iterator<Item = (u64, u64)>) -> u64 {
    let (mut all, mut sum) = (0, 0);
    for (weight, value) in values {
        all += weight;
        sum += weight * value;
    }
    sum.checked_div(all).unwrap_or(1000)
}

/// The logarithm to base 2 of one more than a number, in thousandths, straight between powers of two.
fn bits(number: u64) -> u64 {
    let number = number + 1;
    let power = u64::from(number.ilog2());
    1000 * power + 1000 * (number - (1 << power)) / (1 << power)
}

/// The share by weight of neighbours that stand within six tokens of each other in the source.
fn pairs(pairing: &Pairing<'_>) -> u64 {
    share(pairing.met.windows(2).map(|pair| {
        let near = pair[0].places.iter().any(|&place| is_within(&pair[1].places, place, 6));
        (u64::from(pair[0].weight + pair[1].weight), if near { 1000 } else { 0 })
    }))
}

/// The longest run of words in common, as a share of the claim's words.
fn run_share(pairing: &Pairing<'_>) -> u64 {
    let words = pairing.claim.text.tokens.iter().filter(|token| token.kind != Kind::Sign).count() as u64;
    let longest = pairing.runs().iter().copied().max().unwrap_or(0);
    1000 * u64::from(longest) / words.max(1)
}

/// Whether an item is of a name: a capital that opens no sentence.
pub(super) fn is_name(pairing: &Pairing<'_>, item: usize) -> bool {
    let first = pairing.claim.items[item].tokens.start;
    let token = pairing.claim.text.tokens[first];
    pairing.claim.items[item].quantity.is_none()
        && token.kind == Kind::Word
        && token.case != Case::Lower
        && first > 0
}

/// The share of the names by weight that the source has, and the number of those that it lacks.
fn names(pairing: &Pairing<'_>) -> (u64, u64) {
    let names =
        || (0..pairing.met.len()).filter(|&item| is_name(pairing, item)).map(|item| &pairing.met[item]);
    let found = share(names().map(|met| (u64::from(met.weight), u64::from(met.found))));
    let missed = names().filter(|met| met.found == 0).count() as u64;
    (found, 1000 * missed.min(MOST_NAMES))
}

/// Of the figures: the share that the source has, the number that it lacks, the share that stands in what is
/// shown, and whether one differs.
fn numbers(pairing: &Pairing<'_>, passages: &Passages, figures: &[FigureCheck]) -> [u64; 4] {
    let hard: Vec<usize> = (0..pairing.met.len())
        .filter(|&item| {
            pairing.claim.quantity(&pairing.claim.items[item]).is_some_and(|quantity| !quantity.soft)
        })
        .collect();
    let count = (hard.len() as u64).max(1);
    let met = |item: &&usize| pairing.met[**item].found > 0;
    let found = hard.iter().filter(met).count() as u64;
    let local =
        hard.iter().filter(|&&item| passages.part(item, passages.shown.iter().copied()) > 0).count() as u64;
    let differs = figures.iter().any(|figure| figure.found == FigureFound::Differs);
    let all = |part: u64| if hard.is_empty() { 1000 } else { 1000 * part / count };
    [all(found), 1000 * (hard.len() as u64 - found), all(local), 1000 * u64::from(differs)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_follow_the_odds() {
        let table = [
            (0, 500),
            (1_000, 731),
            (-1_000, 269),
            (-1_735, 150),
            (20_000, 1000),
            (-20_000, 0),
            (1_099, 750),
        ];
        for (odds, expected) in table {
            assert!(chance(odds, 1000).abs_diff(expected) <= 1, "{odds}: {}", chance(odds, 1000));
        }
        assert!((-9_000..9_000).all(|odds| chance(odds, 1000) <= chance(odds + 1, 1000)));
    }
}
