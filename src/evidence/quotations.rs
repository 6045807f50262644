//! Looks the quotations of a claim up in a source: word for word, in pieces, or in other words. It does not
//! say whether a difference matters; see `claim`.

use std::ops::Range;

use super::align::{Place, nearest, occurrences};
use super::source::SourceIndex;
use super::speakers::speaker;
use super::spoken::{Spoken, joined};
use super::tokens::{Case, Kind, Text};
use crate::lexicon::comparing::english;
use crate::model::{Difference, QuoteCheck, QuoteFound};
use crate::text::quotes::{self, Quotation};
use crate::text::span::ByteSpan;

/// Words of the shortest quotation that is looked for; a shorter one may be a word that is only held at arm's
/// length.
const SHORTEST: usize = 4;

/// What opens the title of a work in Chinese, Japanese and Korean. Within speech these marks quote, too, but
/// then they are part of the outer quotation.
const TITLE_MARKS: [char; 2] = ['《', '『'];

/// Tokens that an ellipsis leaves out at most.
const WIDEST_GAP: usize = 80;

/// Pieces of a quotation that are looked for, and places of one of them.
const MOST_PIECES: usize = 16;
const MOST_PLACES: usize = 50_000;

/// Likeness in thousandths below which a quotation is not in the source.
const LIKE: usize = 600;

/// Likeness from which other function words or inflections are no alteration.
const NEAR: usize = 800;

/// The quotations of a claim, each looked up in a source.
pub(super) fn check(claim: &str, text: &Text, source: &SourceIndex) -> Vec<QuoteCheck> {
    let found = spoken_in(claim).map(|quotation| {
        let span = ByteSpan::new(quotation.inner.start, quotation.inner.end);
        let first = text.tokens.partition_point(|token| token.start < span.start);
        let end = text.tokens.partition_point(|token| token.end <= span.end).max(first);
        let quote = Quote { span, tokens: first..end, words: quotation.words };
        let mut check = looked_up(&quote, text, source);
        if matches!(check.found, QuoteFound::Altered | QuoteFound::Near) {
            check.speakers = other_speaker(&quote, &check, text, source);
        }
        check
    });
    found.collect()
}

/// The quotations of a claim: what stands between the marks that set off titles of works is none, nor is the
/// value of an attribute in markup that is shown.
pub(super) fn spoken_in(claim: &str) -> impl Iterator<Item = Quotation> {
    let is_title = |quotation: &Quotation| claim[quotation.outer.start..].starts_with(TITLE_MARKS);
    let is_value = |quotation: &Quotation| {
        let inner = &claim[quotation.inner.start..quotation.inner.end];
        let is_address = inner.contains("://") && !inner.contains(char::is_whitespace);
        is_address || claim[..quotation.outer.start].ends_with('=')
    };
    quotes::find(claim).into_iter().filter(move |quotation| !is_title(quotation) && !is_value(quotation))
}

/// The speakers of a quotation and of its passage, where both are named and no word of the names is the
/// same.
fn other_speaker(quote: &Quote, check: &QuoteCheck, text: &Text, source: &SourceIndex) -> Option<Difference> {
    let passage = check.passage?;
    let first = source.text.tokens.partition_point(|token| token.start < passage.start);
    let end = source.text.tokens.partition_point(|token| token.end <= passage.end);
    let own = speaker(text, quote.tokens.clone())?;
    let there = speaker(&source.text, first..end)?;
    let is_same = |at: usize| there.clone().any(|other| source.text.word(other) == text.word(at));
    let differs = !own.clone().any(is_same);
    differs.then(|| Difference { claim: text.span(own), source: source.text.span(there) })
}

struct Quote {
    span: ByteSpan,
    tokens: Range<usize>,
    words: usize,
}

/// A stretch between two omissions, in the source's words.
struct Piece {
    spoken: Spoken,
    ids: Vec<u32>,
}

fn looked_up(quote: &Quote, text: &Text, source: &SourceIndex) -> QuoteCheck {
    let spoken = source.spoken();
    let pieces: Vec<Piece> = pieces(text, quote.tokens.clone())
        .into_iter()
        .map(|tokens| {
            let own = Spoken::new(text, tokens);
            Piece { ids: spoken.translated(&own), spoken: own }
        })
        .filter(|piece| !piece.ids.is_empty())
        .collect();
    let too_many = pieces.len() > MOST_PIECES;
    let mut check = QuoteCheck {
        span: quote.span,
        found: QuoteFound::Missing,
        likeness: 0,
        passage: None,
        edits: Vec::new(),
        hides_negation: false,
        speakers: None,
    };
    if pieces.is_empty() || too_many {
        check.found = QuoteFound::ShortMissing;
    } else if let Some(places) = in_order(&pieces, &spoken.sequence) {
        check.found = if pieces.len() == 1 { QuoteFound::Verbatim } else { QuoteFound::Elided };
        check.likeness = 1000;
        check.hides_negation = places.windows(2).any(|pair| denies(source, pair[0].end..pair[1].start));
        check.passage =
            places.first().zip(places.last()).map(|(first, last)| span(source, first.start..last.end));
    } else if quote.words < SHORTEST {
        check.found = QuoteFound::ShortMissing;
    } else {
        altered(&mut check, &pieces, text, source);
        // The name of a work is cited in many ways; it is no speech that is put in other words.
        if is_title(text, quote.tokens.clone()) {
            check.found = match check.found {
                QuoteFound::Missing => QuoteFound::ShortMissing,
                QuoteFound::Altered => QuoteFound::Near,
                found => found,
            };
        }
    }
    check
}

/// The stretches of a quotation between ellipses and brackets. A bracket inside a word changes a letter.
fn pieces(text: &Text, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    let mut at = tokens.start;
    while at < tokens.end {
        let next = if text.is_sign(at, "[") {
            let close = (at..tokens.end.min(at + 12)).find(|&close| text.is_sign(close, "]"));
            close.map(|close| close + 1)
        } else if text.is_sign(at, "…") {
            Some(at + 1)
        } else if text.is_sign(at, ".") {
            let stops = (at..tokens.end).take_while(|&stop| text.is_sign(stop, ".")).count();
            (stops > 1).then_some(at + stops)
        } else {
            None
        };
        match next {
            Some(next) => {
                found.push(start..at);
                (start, at) = (next, next);
            }
            None => at += 1,
        }
    }
    found.push(start..tokens.end);
    found.retain(|piece| !piece.is_empty());
    found
}

/// The places of all pieces word for word, one behind the other with gaps of at most [`WIDEST_GAP`].
fn in_order(pieces: &[Piece], words: &[u32]) -> Option<Vec<Range<usize>>> {
    // By piece: its places that can be reached, each with the place of the piece before.
    let mut reached: Vec<Vec<(usize, usize)>> = Vec::new();
    for piece in pieces {
        if piece.ids.contains(&u32::MAX) {
            return None;
        }
        let mut places = occurrences(&piece.ids, words);
        places.truncate(MOST_PLACES);
        let Some(before) = reached.last() else {
            reached.push(places.into_iter().map(|place| (place, 0)).collect());
            continue;
        };
        let length = pieces[reached.len() - 1].ids.len();
        let mut next = 0;
        let mut kept = Vec::new();
        for place in places {
            // The nearest place before this one: both lists are in order.
            while next < before.len() && before[next].0 + length <= place {
                next += 1;
            }
            let nearest = next.checked_sub(1).filter(|&at| place - (before[at].0 + length) <= WIDEST_GAP);
            kept.extend(nearest.map(|at| (place, at)));
        }
        reached.push(kept);
    }
    let mut at = 0;
    let mut places: Vec<Range<usize>> = Vec::new();
    for (piece, reached) in pieces.iter().zip(&reached).rev() {
        let &(place, before) = reached.get(at)?;
        places.push(place..place + piece.ids.len());
        at = before;
    }
    places.reverse();
    Some(places)
}

/// Whether some spoken words of the source deny.
fn denies(source: &SourceIndex, words: Range<usize>) -> bool {
    let spoken = source.spoken();
    spoken.words.get(words).into_iter().flatten().any(|word| negates(spoken.text(*word), source))
}

fn negates(word: &str, source: &SourceIndex) -> bool {
    let index = crate::lexicon::comparing::numerals::of(source.language.as_deref());
    index.sense(word).negates
}

/// The bytes of some spoken words of the source.
fn span(source: &SourceIndex, words: Range<usize>) -> ByteSpan {
    let spoken = &source.spoken().words;
    let Some(last) = words.end.checked_sub(1).and_then(|last| spoken.get(last)) else {
        return ByteSpan::default();
    };
    match spoken.get(words.start).filter(|_| !words.is_empty()) {
        Some(first) => source.text.span(first.first as usize..last.last as usize + 1),
        None => {
            let end = source.text.span(last.first as usize..last.last as usize + 1).end;
            ByteSpan { start: end, end }
        }
    }
}

/// Looks for a place in other words.
fn altered(check: &mut QuoteCheck, pieces: &[Piece], text: &Text, source: &SourceIndex) {
    let spoken = source.spoken();
    let (mut cost, mut length) = (0, 0);
    let mut grave = false;
    let mut range: Option<Range<usize>> = None;
    for piece in pieces {
        length += piece.ids.len();
        let Some(place) = nearest(&piece.ids, &spoken.sequence, &|word| spoken.places(word), 1) else {
            cost += piece.ids.len();
            continue;
        };
        // What is only joined or parted (`anti-war`, `antiwar`) is the same.
        let edits: Vec<_> =
            place.edits.iter().filter(|(own, other)| !reads_alike(piece, own, source, other)).collect();
        cost += if edits.is_empty() { 0 } else { place.cost };
        for (own, other) in edits {
            grave |= is_grave(piece, own, source, other);
            check.edits.push(Difference {
                claim: own_span(text, piece, own.clone()),
                source: span(source, other.clone()),
            });
        }
        range = Some(wider(range, &place));
    }
    let likeness = 1000 - (1000 * cost.min(length)).div_ceil(length.max(1));
    check.likeness = likeness as u16;
    check.found = match () {
        () if likeness < LIKE => QuoteFound::Missing,
        () if check.edits.is_empty() && pieces.len() == 1 => QuoteFound::Verbatim,
        () if !grave && likeness >= NEAR => QuoteFound::Near,
        () => QuoteFound::Altered,
    };
    check.passage = range.filter(|_| likeness >= LIKE).map(|range| span(source, range));
}

/// The range of all pieces, where they are near each other; else of the first.
fn wider(range: Option<Range<usize>>, place: &Place) -> Range<usize> {
    match range {
        None => place.range.clone(),
        Some(range) if place.range.start >= range.end && place.range.start - range.end <= WIDEST_GAP => {
            range.start..place.range.end
        }
        Some(range) => range,
    }
}

fn own_span(text: &Text, piece: &Piece, words: Range<usize>) -> ByteSpan {
    let spoken = &piece.spoken.words;
    match spoken.get(words.clone()) {
        Some([first, .., last]) => text.span(first.first as usize..last.last as usize + 1),
        Some([only]) => text.span(only.first as usize..only.last as usize + 1),
        _ => {
            let at = spoken.get(words.start).map_or_else(
                || spoken.last().map_or(0, |last| text.span(last.first as usize..last.last as usize + 1).end),
                |next| text.span(next.first as usize..next.last as usize + 1).start,
            );
            ByteSpan { start: at, end: at }
        }
    }
}

fn reads_alike(piece: &Piece, own: &Range<usize>, source: &SourceIndex, other: &Range<usize>) -> bool {
    let spoken = source.spoken();
    let there = spoken.words.get(other.clone()).into_iter().flatten();
    joined(piece.spoken.words[own.clone()].iter().map(|word| piece.spoken.text(*word)))
        == joined(there.map(|word| spoken.text(*word)))
}

/// Whether an edit touches a negation, a number, a modal or a word of content.
fn is_grave(piece: &Piece, own: &Range<usize>, source: &SourceIndex, other: &Range<usize>) -> bool {
    let spoken = source.spoken();
    let own: Vec<&str> =
        piece.spoken.words[own.clone()].iter().map(|word| piece.spoken.text(*word)).collect();
    let other: Vec<&str> =
        spoken.words.get(other.clone()).into_iter().flatten().map(|word| spoken.text(*word)).collect();
    let weighs =
        |word: &&&str| negates(word, source) || english::is_modal(word) || !english::is_function_word(word);
    let stems = |words: &[&str]| words.iter().filter(weighs).map(|word| stem(word)).collect::<Vec<String>>();
    stems(&own) != stems(&other)
}

fn stem(word: &str) -> String {
    let stemmer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
    if word.is_ascii() && word.len() <= 32 { stemmer.stem(word).into_owned() } else { word.to_owned() }
}

/// Whether most words of some tokens are capitals: the name of a work, and not what somebody said.
fn is_title(text: &Text, tokens: Range<usize>) -> bool {
    let words = tokens.filter(|&at| text.tokens[at].kind == Kind::Word && !text.form(at).function);
    let (capitals, all) = words.fold((0, 0), |(capitals, all), at| {
        (capitals + usize::from(text.tokens[at].case != Case::Lower), all + 1)
    });
    all > 0 && 3 * capitals >= 2 * all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_values_of_attributes_are_no_quotations() {
        let spoken = |claim: &'static str| -> Vec<&str> {
            spoken_in(claim).map(|quotation| &claim[quotation.inner.start..quotation.inner.end]).collect()
        };
        let table: &[(&str, &[&str])] = &[
            ("The weir “holds for another year”, she said.", &["holds for another year"]),
            (
                "<a href=\"https://example.org/a/3.svg\" title=\"how the weir holds\">“It holds”</a>",
                &["It holds"],
            ),
            ("It stands at \"https://example.org/weir/7\".", &[]),
            ("《堤坝还能用很多年》", &[]),
        ];
        for (claim, expected) in table {
            assert_eq!(spoken(claim), *expected, "{claim}");
        }
    }
}
