//! Where the words and quantities of a claim stand in a source.

use std::cell::OnceCell;

use super::matching;
use super::source::SourceIndex;
use super::statement::{Item, Statement};
use super::stems;

/// What a quantity weighs, in thousandths; one that is too common to be looked for weighs less.
const QUANTITY: u32 = 4_000;
const SOFT: u32 = 1_000;

/// How much a near stem counts, and a quantity that is rounded or only written so, in thousandths.
pub(super) const NEAR: u32 = 700;
const WRITTEN: u32 = 500;

/// Places of one word that are looked at.
const PLACES: usize = 300;

/// Near stems of one word, and places of all of them.
const NEAR_STEMS: usize = 40;
const NEAR_PLACES: usize = 120;

/// What of an item stands in the source.
#[derive(Clone, Debug)]
pub(super) struct Met {
    /// How rare it is, in thousandths; half where the source lacks it and the article has said it before.
    pub(super) weight: u32,
    /// How rare it is.
    pub(super) rarity: u32,
    /// The tokens of the source where it stands, in order.
    pub(super) places: Vec<u32>,
    /// Those of its near stems.
    pub(super) near: Vec<u32>,
    /// How well the best of them matches, in thousandths.
    pub(super) found: u32,
}

/// A claim beside a source.
pub(super) struct Pairing<'a> {
    pub(super) claim: &'a Statement,
    pub(super) source: &'a SourceIndex,
    /// For each stem of the claim that of the source.
    pub(super) stems: Vec<Option<u32>>,
    /// For each item of the claim.
    pub(super) met: Vec<Met>,
    /// Filled when the runs are first asked for.
    pub(super) runs: OnceCell<Vec<u32>>,
}

impl<'a> Pairing<'a> {
    /// Looks every item up.
    pub(super) fn new(claim: &'a Statement, source: &'a SourceIndex) -> Self {
        let stems: Vec<Option<u32>> = claim.text.stems.iter().map(|stem| source.text.stem_id(stem)).collect();
        let mut pairing = Self { claim, source, stems, met: Vec::new(), runs: OnceCell::new() };
        pairing.met = claim.items.iter().map(|item| pairing.met(item)).collect();
        pairing
    }

    fn met(&self, item: &Item) -> Met {
        if let Some(quantity) = self.claim.quantity(item) {
            let weight = if quantity.soft { SOFT } else { QUANTITY };
            let matching = self.source.quantities.iter().filter(|other| matching::matches(quantity, other));
            let places: Vec<u32> = matching.map(|other| other.tokens.start as u32).take(PLACES).collect();
            let found = match () {
                () if !places.is_empty() => 1000,
                () if matching::is_present(self.claim, quantity, self.source) => WRITTEN,
                () => 0,
            };
            return Met { weight, rarity: weight, places, near: Vec::new(), found };
        }
        let stem = self.claim.stem(item);
        let rarity = stems::weight(stem);
        if let Some(id) = self.stems[item.stem as usize] {
            let places = self.source.places(id).iter().copied().take(PLACES).collect();
            return Met { weight: rarity, rarity, places, near: Vec::new(), found: 1000 };
        }
        let mut near: Vec<u32> = self.near(stem);
        near.sort_unstable();
        near.truncate(NEAR_PLACES);
        let found = if near.is_empty() { 0 } else { NEAR };
        let weight = if item.in_context { rarity / 2 } else { rarity };
        Met { weight, rarity, places: Vec::new(), near, found }
    }

    /// The places of the stems that are nearly this one.
    fn near(&self, stem: &str) -> Vec<u32> {
        let alike = self.source.stems_like(stem).iter().copied();
        let near = alike.filter(|&other| stems::is_near(stem, &self.source.text.stems[other as usize]));
        near.take(NEAR_STEMS)
            .flat_map(|other| self.source.places(other).iter().copied().take(NEAR_STEMS))
            .collect()
    }

    /// Whether the token of the claim and the token of the source have one stem.
    pub(super) fn is_same(&self, own: usize, other: usize) -> bool {
        self.stems[self.claim.text.form(own).stem as usize] == Some(self.source.text.form(other).stem)
    }
}

impl Met {
    /// Whether it, or what is near it, stands within `reach` tokens of a place: how well, in thousandths.
    pub(super) fn within(&self, place: u32, reach: u32) -> u32 {
        if is_within(&self.places, place, reach) {
            1000
        } else if is_within(&self.near, place, reach) {
            NEAR
        } else {
            0
        }
    }
}

/// Whether one of some places in order is within `reach` of another.
pub(super) fn is_within(places: &[u32], place: u32, reach: u32) -> bool {
    let first = places.partition_point(|&other| other + reach < place);
    places.get(first).is_some_and(|&other| other <= place + reach)
}
