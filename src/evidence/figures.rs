//! Looks the quantities of a claim up in a source: the same, a rounding of it, another in its place, or none.

use std::ops::Range;

use super::matching::{is_year_of, matches, present};
use super::pairing::{Pairing, is_within};
use super::quantities::{self, Kind, Quantity};
use super::tokens::Text;
use crate::model::{FigureCheck, FigureFound};

/// Tokens on either side of a figure whose words tell its place, and how near they are to another.
const BESIDE: usize = 6;
const BESIDE_OTHER: u32 = 8;

/// The share of those words, in thousandths, that a figure in the same place has beside it.
const SAME_PLACE: u64 = 600;

/// The same for a near copy, where the figure itself stands elsewhere in the source.
const COPIED: usize = 7;
const COPIED_OTHER: u32 = 9;
const SAME_COPY: u64 = 800;

/// How much better than any place of the figure itself the other place must be.
const BETTER: u64 = 300;

/// Equal tokens beside both figures: on each side as many are counted.
const SIDE: usize = 3;
const SIDES: usize = 5;
const BETTER_SIDES: usize = 2;

/// The quantities of a claim, each looked up in a source.
pub(super) fn check(pairing: &Pairing<'_>) -> Vec<FigureCheck> {
    let (claim, source) = (pairing.claim, pairing.source);
    let checks = claim.quantities.iter().map(|quantity| {
        let span = claim.text.span(quantity.tokens.clone());
        let check = |found, tokens: Option<Range<usize>>| FigureCheck {
            span,
            found,
            passage: tokens.map(|tokens| source.text.span(tokens)),
        };
        let place = present(claim, quantity, source);
        if quantity.soft {
            return check(FigureFound::Soft, place);
        }
        if place.is_none() && !is_year_of(quantity, source) {
            let other = in_its_place(pairing, quantity);
            return match other {
                Some(_) => check(FigureFound::Differs, other),
                // What a sentence says of its source's address is no figure of it.
                None if quantities::is_in_address(&claim.text, quantity) => check(FigureFound::Soft, None),
                None => check(FigureFound::Missing, None),
            };
        }
        match copied_wrongly(pairing, quantity) {
            Some(other) => check(FigureFound::Differs, Some(other)),
            None => check(FigureFound::Present, place),
        }
    });
    checks.collect()
}

/// Of the words of content within `reach` tokens of a quantity: their number, and the share by weight, in
/// thousandths, that stands within `reach_other` tokens of another.
fn beside(pairing: &Pairing<'_>, quantity: &Quantity, reach: usize) -> Vec<usize> {
    let items = pairing.claim.items.iter().enumerate();
    let near = items.filter(|(_, item)| {
        let (own, there) = (&quantity.tokens, &item.tokens);
        item.quantity.is_none() && there.start < own.end + reach && own.start < there.end + reach
    });
    near.map(|(index, _)| index).collect()
}

/// The share of some words by weight, in thousandths, that stands near a quantity of the source.
fn share(pairing: &Pairing<'_>, words: &[usize], other: &Quantity, reach: u32) -> u64 {
    let (mut all, mut there) = (0, 0);
    let (first, last) = (other.tokens.start as u32, other.tokens.end as u32 - 1);
    for word in words.iter().map(|&word| &pairing.met[word]) {
        let weight = u64::from(word.rarity);
        all += weight;
        let is_there = is_within(&word.places, first, reach) || is_within(&word.places, last, reach);
        there += if is_there { weight } else { 0 };
    }
    (1000 * there).checked_div(all).unwrap_or(0)
}

fn is_of_kind(own: &Quantity, other: &Quantity) -> bool {
    let kind = match (own.kind, other.kind) {
        (Kind::Money(_), Kind::Money(_)) => true,
        (Kind::Percent | Kind::Points, Kind::Percent | Kind::Points) => true,
        (one, two) => one == two,
    };
    kind && own.unit.zip(other.unit).is_none_or(|(one, two)| one == two)
}

/// Whether a figure of the source is one of the claim's others.
fn is_another(pairing: &Pairing<'_>, quantity: &Quantity, other: &Quantity) -> bool {
    let others = pairing.claim.quantities.iter().filter(|own| own.tokens != quantity.tokens);
    others.into_iter().any(|own| matches(own, other))
}

/// The figure of the source that stands in the place of one that the source lacks.
fn in_its_place(pairing: &Pairing<'_>, quantity: &Quantity) -> Option<Range<usize>> {
    if quantity.kind == Kind::Label {
        return None;
    }
    let words = beside(pairing, quantity, BESIDE);
    let others =
        pairing.source.quantities.iter().filter(|other| is_of_kind(quantity, other) && !words.is_empty());
    let shares = others.map(|other| (share(pairing, &words, other, BESIDE_OTHER), other));
    let fitting =
        shares.filter(|(share, other)| *share >= SAME_PLACE && !is_another(pairing, quantity, other));
    // Of equals the first.
    fitting
        .min_by_key(|(share, other)| (1000 - share, other.tokens.start))
        .map(|(_, other)| other.tokens.clone())
}

/// The figure of the source that a near copy has changed, although the changed one stands elsewhere.
fn copied_wrongly(pairing: &Pairing<'_>, quantity: &Quantity) -> Option<Range<usize>> {
    let words = beside(pairing, quantity, COPIED);
    if words.len() < 2 {
        return None;
    }
    let of_kind = || pairing.source.quantities.iter().filter(|other| is_of_kind(quantity, other));
    let candidates = of_kind().filter_map(|other| {
        let (left, right) = sides(pairing, quantity, other);
        let fits = left >= 1 && right >= 1 && left + right >= SIDES && !matches(quantity, other);
        let share = if fits { share(pairing, &words, other, COPIED_OTHER) } else { 0 };
        let fits = share >= SAME_COPY && !is_another(pairing, quantity, other);
        fits.then_some((share, left + right, other))
    });
    let (copied, equal, other) = candidates.max_by_key(|(share, equal, _)| (*share, *equal))?;
    let own = pairing.source.quantities.iter().filter(|other| matches(quantity, other));
    let (mut best, mut best_sides) = (0, 0);
    for own in own {
        let (left, right) = sides(pairing, quantity, own);
        best = best.max(share(pairing, &words, own, COPIED_OTHER));
        best_sides = best_sides.max(left + right);
    }
    (best + BETTER <= copied && best_sides + BETTER_SIDES <= equal).then(|| other.tokens.clone())
}

/// How many tokens before and behind two quantities are equal, up to [`SIDE`]; where a sentence begins or
/// ends on both sides, all.
fn sides(pairing: &Pairing<'_>, own: &Quantity, other: &Quantity) -> (usize, usize) {
    let source = pairing.source;
    let ends = |text: &Text, at: usize| [".", "!", "?"].iter().any(|sign| text.is_sign(at, sign));
    let own_edge = |at: Option<usize>| {
        at.is_none_or(|at| at >= pairing.claim.text.tokens.len() || ends(&pairing.claim.text, at))
    };
    let sentence = |at: usize| source.sentence_of.get(at).copied();
    let home = sentence(other.tokens.start);
    let other_edge = |at: Option<usize>| at.is_none_or(|at| sentence(at) != home || ends(&source.text, at));
    let equal = |own: &dyn Fn(usize) -> Option<usize>, other: &dyn Fn(usize) -> Option<usize>| {
        for step in 0..SIDE {
            let (one, two) = (own(step), other(step));
            match (own_edge(one), other_edge(two)) {
                (true, true) => return SIDE,
                (false, false) if one.zip(two).is_some_and(|(one, two)| pairing.is_same(one, two)) => {}
                _ => return step,
            }
        }
        SIDE
    };
    let left = equal(&|step| own.tokens.start.checked_sub(step + 1), &|step| {
        other.tokens.start.checked_sub(step + 1)
    });
    let right = equal(&|step| Some(own.tokens.end + step), &|step| Some(other.tokens.end + step));
    (left, right)
}
