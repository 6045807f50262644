//! Is a claim a near copy of a passage, and what differs there? It does not say what a difference means; see
//! `turns`.

use std::ops::Range;

use super::align::nearest;
use super::pairing::Pairing;
use super::spoken::Spoken;
use super::tokens::Text;
use crate::text::span::ByteSpan;

/// Equal words beside a difference that are looked at on each side, and those that a near copy has together.
const SIDE: usize = 3;
const SIDES: usize = 5;

/// Words on each side of which most are equal, and how many, in hundredths.
const AROUND: usize = 7;
const EQUAL: usize = 80;

/// Rare words that a claim and a passage have in common in order, before they are laid beside each other.
const LEAST: usize = 3;

/// Differences of a passage that may still be a copy.
const MOST_EDITS: usize = 64;

/// The share of a claim's words, in hundredths, that are equal in a copy of the whole.
const COPIED: usize = 75;

/// A claim beside the passage that it is most like.
pub(super) struct Copy<'a> {
    /// The claim's words.
    pub(super) own: &'a Spoken,
    /// The passage, in the source's spoken words.
    pub(super) place: Range<usize>,
    /// What differs, in order.
    pub(super) edits: Vec<Edit>,
    /// Whether most of the claim's words are equal.
    pub(super) is_whole: bool,
}

/// Words of the claim and those in their place in the source.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) own: Range<usize>,
    pub(super) other: Range<usize>,
    /// Whether the words around it are a near copy.
    pub(super) is_copied: bool,
}

/// The passage that a claim is most like.
pub(super) fn find<'a>(pairing: &Pairing<'a>) -> Option<Copy<'a>> {
    let own = pairing.claim.spoken();
    let spoken = pairing.source.spoken();
    let wanted = spoken.translated(own);
    let least = LEAST.min(wanted.len().div_ceil(2));
    let place = nearest(&wanted, &spoken.sequence, &|word| spoken.places(word), least)?;
    let is_whole = 100 * place.cost <= (100 - COPIED) * own.words.len();
    let edits: Vec<(Range<usize>, Range<usize>)> = place.edits;
    if edits.len() > MOST_EDITS {
        return None;
    }
    let judged = (0..edits.len()).map(|at| Edit {
        own: edits[at].0.clone(),
        other: edits[at].1.clone(),
        is_copied: is_copied(pairing, own, &edits, at, &place.range),
    });
    let judged = judged.collect();
    Some(Copy { own, place: place.range, edits: judged, is_whole })
}

/// Whether both neighbours of an edit are equal, and most words around it.
fn is_copied(
    pairing: &Pairing<'_>,
    own: &Spoken,
    edits: &[(Range<usize>, Range<usize>)],
    at: usize,
    place: &Range<usize>,
) -> bool {
    let (edit, other) = &edits[at];
    let before = at.checked_sub(1).map(|before| &edits[before]);
    let behind = edits.get(at + 1);
    let left = edit.start - before.map_or(0, |(own, _)| own.end);
    let right = behind.map_or(own.words.len(), |(own, _)| own.start) - edit.end;
    // Where a sentence begins or ends on both sides at once, that is as good as equal words.
    let opens =
        before.is_none() && opens_sentence(pairing, if edit.start == 0 { other.start } else { place.start });
    let closes = behind.is_none()
        && closes_sentence(pairing, if edit.end == own.words.len() { other.end } else { place.end });
    let left_side = if opens { SIDE } else { left.min(SIDE) };
    let right_side = if closes { SIDE } else { right.min(SIDE) };
    let around = edit.start.saturating_sub(AROUND)..(edit.end + AROUND).min(own.words.len());
    let (mut all, mut changed) = (around.len() - edit.len(), 0);
    for (index, (own, other)) in edits.iter().enumerate() {
        let within = own.start.max(around.start)..own.end.min(around.end);
        if index == at || own.end < around.start || own.start > around.end {
            continue;
        }
        changed += within.len().max(other.len());
        all += other.len().saturating_sub(within.len());
    }
    left_side >= 1
        && right_side >= 1
        && left_side + right_side >= SIDES
        && 100 * changed <= (100 - EQUAL) * all
}

/// Whether a spoken word of the source is the first of its sentence.
fn opens_sentence(pairing: &Pairing<'_>, word: usize) -> bool {
    let source = pairing.source;
    let Some(token) = source.spoken().words.get(word).map(|word| word.first as usize) else { return false };
    let sentence = source.sentence_of[token];
    let before = word.checked_sub(1).and_then(|before| source.spoken().words.get(before));
    before.is_none_or(|before| source.sentence_of[before.last as usize] != sentence)
}

/// Whether a sentence of the source ends before a spoken word.
fn closes_sentence(pairing: &Pairing<'_>, word: usize) -> bool {
    word >= pairing.source.spoken().words.len() || opens_sentence(pairing, word)
}

/// The bytes of some spoken words of a text; empty, at the next, where there are none.
pub(super) fn span(spoken: &Spoken, text: &Text, words: Range<usize>) -> ByteSpan {
    let token = |at: usize| spoken.words.get(at);
    match words.end.checked_sub(1).and_then(token) {
        Some(last) if !words.is_empty() => {
            let first = token(words.start).map_or(last.first, |first| first.first);
            text.span(first as usize..last.last as usize + 1)
        }
        last => {
            let next =
                token(words.start).map(|next| text.span(next.first as usize..next.last as usize + 1).start);
            let end = last.map(|last| text.span(last.first as usize..last.last as usize + 1).end);
            let at = next.or(end).unwrap_or_default();
            ByteSpan { start: at, end: at }
        }
    }
}
