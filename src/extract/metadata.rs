//! What markup, metadata and the text's own lines offer for each field, weighed: one ordered table says what
//! is trusted most, and why. It does not read the lines of the text; see `front`. Headlines need more than a
//! rank; see `headline`.

use std::borrow::Cow;
use std::ops::Range;

use crate::address::wrappers::{Wrapper, wrapped};
use crate::extract::offer::{NEAR, Offer};
use crate::extract::timestamp::{Event, Hints};
use crate::extract::{dateline, people, ranks};
use crate::model::{Candidate, Document, Field, FieldName, Provenance, Verdict};

/// Bytes of the longest value that is looked at.
const LONGEST_VALUE: usize = 8192;

/// Offers for a field that are weighed: what comes after them is trusted less.
const MOST_OFFERS: usize = 64;

/// An offer in its place among the offers for its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The offer.
    pub offer: Offer<'a>,
    /// 0 is trusted most; the row of the table of ranks.
    pub rank: usize,
    /// Why it has this rank, in a few words.
    pub reason: &'static str,
    /// What became of it.
    pub verdict: Verdict,
    /// What counted beside the rank, in a few words.
    pub note: Option<&'static str>,
}

/// The offers of a document, ordered by field, rank and place.
#[derive(Clone, Debug, Default)]
pub struct Ballot<'a> {
    ranked: Vec<Ranked<'a>>,
}

impl<'a> Ballot<'a> {
    /// Ranks the candidates of the document's markup together with what was read in its text. Among equals
    /// the one nearest to the headline is trusted most.
    pub fn new(document: &'a Document<'_>, read: Vec<Offer<'a>>, hints: Hints<'_>) -> Self {
        let mut offers = read;
        for candidate in document.candidates.iter().filter(|candidate| candidate.value.len() <= LONGEST_VALUE)
        {
            offer(candidate, hints, &mut offers);
        }
        let anchor = anchor(document);
        let mut ranked: Vec<Ranked<'a>> =
            offers.into_iter().filter(|offer| !offer.value.trim().is_empty()).map(ranked).collect();
        ranked.sort_by_key(|ranked| (ranked.offer.field, ranked.rank, distance(&ranked.offer, anchor)));
        let mut seen = (None, 0);
        ranked.retain(|ranked| {
            seen = if seen.0 == Some(ranked.offer.field) {
                (seen.0, seen.1 + 1)
            } else {
                (Some(ranked.offer.field), 1)
            };
            seen.1 <= MOST_OFFERS
        });
        Self { ranked }
    }

    /// The offers for a field, the most trusted first.
    pub fn of(&self, field: FieldName) -> &[Ranked<'a>] {
        &self.ranked[self.range(field)]
    }

    /// The offers for a field, to be judged.
    pub fn of_mut(&mut self, field: FieldName) -> &mut [Ranked<'a>] {
        let range = self.range(field);
        &mut self.ranked[range]
    }

    /// Adds an offer that is trusted least; gives its place among those for its field.
    pub fn add(&mut self, offer: Offer<'a>, reason: &'static str) -> usize {
        let range = self.range(offer.field);
        let ranked = Ranked { offer, rank: usize::MAX, reason, verdict: Verdict::Outranked, note: None };
        self.ranked.insert(range.end, ranked);
        range.len()
    }

    /// Every offer with its rank and verdict: what explains a record.
    pub fn into_ranked(self) -> Vec<Ranked<'a>> {
        self.ranked
    }

    fn range(&self, field: FieldName) -> Range<usize> {
        let start = self.ranked.partition_point(|ranked| ranked.offer.field < field);
        let end = self.ranked.partition_point(|ranked| ranked.offer.field <= field);
        start..end
    }
}

/// The offers that a candidate makes: itself, the dates of a visible line each by what it is the date of, the
/// day in an address.
fn offer<'a>(candidate: &'a Candidate, hints: Hints<'_>, offers: &mut Vec<Offer<'a>>) {
    let plain = Offer {
        field: candidate.field,
        value: Cow::Borrowed(candidate.value.as_str()),
        provenance: candidate.provenance,
        key: Cow::Borrowed(candidate.key.as_str()),
        span: candidate.span,
        timestamp: None,
    };
    let near = candidate.key == NEAR;
    match candidate.field {
        FieldName::Published | FieldName::Modified if near || candidate.key.starts_with("class:") => {
            let Some(found) = dateline::dates_in_place(&candidate.value, hints) else { return };
            for found in found.into_iter().filter(|found| found.event != Event::Accessed) {
                let field =
                    if found.event == Event::Modified { FieldName::Modified } else { candidate.field };
                offers.extend(found.timestamp.map(|timestamp| Offer {
                    field,
                    timestamp: Some(timestamp),
                    ..plain.clone()
                }));
            }
        }
        FieldName::Author if near && !people::is_byline(&candidate.value) => {}
        FieldName::Url => {
            // A capture's own address names the page, and begins with the day of the capture.
            let page = wrapped(&candidate.value).filter(|(_, wrapper)| *wrapper == Wrapper::Archive);
            let plain = match page {
                Some((page, _)) => Offer { value: Cow::Owned(page), ..plain },
                None => plain,
            };
            let dated = Offer { field: FieldName::Published, provenance: Provenance::Url, ..plain.clone() };
            offers.extend([plain, dated]);
        }
        _ => offers.push(plain),
    }
}

/// Where the headline stands: the last `h1` before the first block, else the first, else the first block.
fn anchor(document: &Document<'_>) -> Option<u32> {
    let first = document.blocks.first().map(|block| block.span.start);
    let mut headlines = document
        .candidates
        .iter()
        .filter(|candidate| candidate.key == "h1")
        .filter_map(|candidate| candidate.span);
    let opening = headlines.clone().take_while(|span| first.is_none_or(|first| span.start <= first)).last();
    opening.or_else(|| headlines.next()).map(|span| span.start).or(first)
}

/// How far an offer of visible markup stands from the headline; what stands before it counts twice. Metadata
/// have no distance.
fn distance(offer: &Offer<'_>, anchor: Option<u32>) -> u32 {
    match (offer.span, anchor) {
        (Some(span), Some(anchor)) if offer.provenance == Provenance::Markup && span.start >= anchor => {
            span.start - anchor
        }
        (Some(span), Some(anchor)) if offer.provenance == Provenance::Markup => {
            (anchor - span.start).saturating_mul(2)
        }
        _ => 0,
    }
}

/// The field's value with its evidence. The raw words are those of the source where the offer has a place in
/// it; in HTML, where markup stands between them, they are the words as shown.
pub fn field<T>(document: &Document<'_>, offer: &Offer<'_>, value: T) -> Field<T> {
    let exact = offer.span.filter(|_| !document.source.format.is_page());
    let raw = exact.map_or_else(|| offer.value.to_string(), |span| span.slice(document.text).to_owned());
    let place = offer.span.map(|span| document.place(span));
    Field { value, raw, provenance: offer.provenance, key: offer.key.to_string(), place }
}

/// The first offer for a field of words that a test accepts.
pub fn first<'b, 'a>(
    ballot: &'b mut Ballot<'a>,
    field: FieldName,
    accepts: impl Fn(&str) -> bool,
) -> Option<&'b Offer<'a>> {
    let offers = ballot.of_mut(field);
    let mut chosen = None;
    for (index, ranked) in offers.iter_mut().enumerate() {
        match (accepts(&ranked.offer.value), chosen) {
            (false, _) => ranked.verdict = Verdict::Unreadable,
            (true, None) => {
                ranked.verdict = Verdict::Chosen;
                chosen = Some(index);
            }
            (true, Some(_)) => {}
        }
    }
    chosen.map(|index| &offers[index].offer)
}

fn ranked(offer: Offer<'_>) -> Ranked<'_> {
    let (rank, reason) = ranks::rank_of(&offer);
    Ranked { offer, rank, reason, verdict: Verdict::Outranked, note: None }
}
