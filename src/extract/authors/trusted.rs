//! The authors by the order of trust: whom the most trusted place names that names anybody. On a web page all
//! places are weighed together; see the parent module.

use std::ops::Range;

use crate::extract::metadata::{Ballot, Ranked};
use crate::extract::offer::Offer;
use crate::extract::people;
use crate::extract::timestamp::{self, Hints};
use crate::model::{FieldName, Provenance, Verdict};
use crate::text::ByteSpan;

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The index among the ranked offers.
    pub index: usize,
    /// The offer, narrowed to the name.
    pub offer: Offer<'a>,
    /// The name.
    pub name: String,
}

/// The people that the most trusted place names; the names of the publisher are none. Organisations count
/// where no people are named, and pseudonyms where neither are.
pub(super) fn choose<'a>(ballot: &mut Ballot<'a>, publishers: &[String], hints: Hints<'_>) -> Vec<Named<'a>> {
    let offers = ballot.of_mut(FieldName::Author);
    // Whom a byline names is a person, though the site has the same name.
    let signed: Vec<String> = offers
        .iter()
        .filter(|ranked| people::byline_words(&ranked.offer.value).is_some())
        .flat_map(|ranked| {
            people_in(&ranked.offer.value, hints)
                .into_iter()
                .map(|range| people::key(&ranked.offer.value[range]))
        })
        .collect();
    let publishers: Vec<String> = publishers.iter().filter(|name| !signed.contains(name)).cloned().collect();
    let publishers = publishers.as_slice();
    let mut named = named_by(offers, publishers, |value| people_in(value, hints));
    let full = |name: &str| name.contains(char::is_whitespace) || !name.is_ascii();
    if named.iter().any(|named| named.offer.provenance == Provenance::Markup && full(&named.name)) {
        named.retain(|named| full(&named.name));
        for (index, ranked) in offers.iter_mut().enumerate() {
            if ranked.verdict == Verdict::Chosen && !named.iter().any(|named| named.index == index) {
                ranked.verdict = Verdict::Outranked;
            }
        }
    }
    if !named.is_empty() {
        return named;
    }
    let organisations =
        named_by(offers, publishers, |value| people::organisation(value).into_iter().collect());
    if !organisations.is_empty() {
        return organisations;
    }
    named_by(offers, publishers, |value| people::pseudonym(value).into_iter().collect())
}

/// The people in a value, whose dates are no names.
pub(super) fn people_in(value: &str, hints: Hints<'_>) -> Vec<Range<usize>> {
    if !value.chars().any(timestamp::is_digit) {
        return people::named(value);
    }
    let dates = timestamp::read(value, hints).found;
    let starts = std::iter::once(0).chain(dates.iter().map(|found| found.range.end));
    let ends = dates.iter().map(|found| before_lead(&value[..found.range.start])).chain([value.len()]);
    // Behind a date a name is named as one: `Jane Doe, 26 April 2025 A headline`.
    let opens = |start: usize, end: usize| {
        start == 0
            || people::byline_words(value[start..end].trim_start_matches([' ', '|', '/', ',', '-', '–', '—']))
                .is_some()
    };
    let parts = starts.zip(ends).filter(|&(start, end)| start < end && opens(start, end));
    parts
        .flat_map(|(start, end)| {
            people::named(&value[start..end])
                .into_iter()
                .map(move |range| start + range.start..start + range.end)
        })
        .collect()
}

/// The end of a text without the word that leads to a date behind it: `Par Jeanne Dupont Le 26/04/2025`.
fn before_lead(text: &str) -> usize {
    let words = text.trim_end();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    let leads = ["le", "il", "el", "on", "am", "op", "den", "em"];
    if leads.contains(&last.to_lowercase().as_str()) { words.len() - last.len() } else { text.len() }
}

/// The names that the first place gives that gives any, and places of its kind beside it.
fn named_by<'a>(
    offers: &mut [Ranked<'a>],
    publishers: &[String],
    names: impl Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Named<'a>> {
    let mut authors: Vec<Named<'a>> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut from: Option<Offer<'a>> = None;
    let mut rank = 0;
    for (index, ranked) in offers.iter_mut().enumerate() {
        let visible = ranked.offer.provenance == Provenance::Markup && ranked.offer.span.is_some();
        if from.as_ref().is_some_and(|from| {
            ranked.rank != rank
                || from.key != ranked.offer.key
                || (visible && !is_beside(from, &ranked.offer))
        }) {
            continue;
        }
        ranked.verdict = Verdict::Unreadable;
        if visible && ranked.offer.value.len() > LONGEST_BYLINE {
            continue;
        }
        let spelled = spelled(&ranked.offer, &names);
        // `Gull, Harbour` is one name where the site has it.
        if spelled.len() > 1 && publishers.contains(&people::key(&ranked.offer.value)) {
            ranked.verdict = Verdict::Implausible;
            continue;
        }
        for (range, name) in spelled {
            let key = people::key(&name);
            if publishers.contains(&key) || known.contains(&key) {
                let verdict = if known.contains(&key) { Verdict::Outranked } else { Verdict::Implausible };
                ranked.verdict = if ranked.verdict == Verdict::Unreadable { verdict } else { ranked.verdict };
                continue;
            }
            ranked.verdict = Verdict::Chosen;
            known.push(key);
            authors.push(Named { index, offer: part_of(&ranked.offer, range), name });
        }
        if ranked.verdict == Verdict::Chosen && from.is_none() {
            (from, rank) = (Some(ranked.offer.clone()), ranked.rank);
        }
    }
    authors
}

/// Whether an offer is a card for sharing, as its label tells.
pub(super) fn is_of_card(offer: &Offer<'_>) -> bool {
    offer.key.starts_with(CARD)
}

/// How the names of a card's values begin.
const CARD: &str = "twitter:data";

/// The names in an offer, and their places: as they stand there, but for one that metadata turn round.
pub(super) fn spelled(
    offer: &Offer<'_>,
    names: impl Fn(&str) -> Vec<Range<usize>>,
) -> Vec<(Range<usize>, String)> {
    let value = &*offer.value;
    let is_metadata = matches!(offer.provenance, Provenance::MetaTag | Provenance::JsonLd);
    if (is_metadata || offer.key == "dc:creator")
        && let Some(name) = people::turned(value)
    {
        return vec![(0..value.len(), name)];
    }
    names(value).into_iter().map(|range| (range.clone(), value[range].to_owned())).collect()
}

/// Whether two visible places stand so close that they name authors of one text.
fn is_beside(first: &Offer<'_>, second: &Offer<'_>) -> bool {
    first.span.zip(second.span).is_some_and(|(first, second)| first.start.abs_diff(second.start) <= BESIDE)
}

/// Bytes of the source between the bylines of one text.
const BESIDE: u32 = 1500;

/// Bytes of the longest visible byline.
const LONGEST_BYLINE: usize = 160;

/// The offer of a part of a value: its span is narrowed where source and value run in step.
pub(super) fn part_of<'a>(offer: &Offer<'a>, range: Range<usize>) -> Offer<'a> {
    let span = offer.span.map(|span| match span.len() == offer.value.len() {
        true => ByteSpan::new(span.start as usize + range.start, span.start as usize + range.end),
        false => span,
    });
    Offer { span, ..offer.clone() }
}
