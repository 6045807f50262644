//! Does a difference between a claim and the passage that it is a near copy of turn the meaning? A negation
//! more or less, an opposite, another name, two that changed places. Never outside near copies: there, words
//! such as these say nothing.

use std::ops::Range;

use super::align::occurrences;
use super::copies::{self, Copy, Edit};
use super::matching;
use super::pairing::Pairing;
use super::spoken::joined;
use super::stems;
use super::tokens::{Case, Kind, Text};
use crate::lexicon::comparing::{english, numerals, opposites};
use crate::model::{Difference, Turn, TurnKind};

/// Words of the longest name.
const LONGEST_NAME: usize = 5;

/// Letters of a name that may be another's beginning.
const SHORT_NAME: usize = 3;

/// Words on each side of a difference that are looked for elsewhere.
const ELSEWHERE: usize = 2;

/// Words of the source that a claim may leave out and still be a copy.
const LEFT_OUT: usize = 2;

/// What a claim is beside the passage that it is most like.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The differences that turn the meaning.
    pub(super) turns: Vec<Turn>,
    /// Whether the claim is a copy of the passage as a whole, without a difference that says anything.
    pub(super) is_carried: bool,
}

/// A word that differs, on either side.
struct Side<'a> {
    word: &'a str,
    stem: &'a str,
    token: usize,
    text: &'a Text,
}

/// Reads a claim beside a source.
pub(super) fn read(pairing: &Pairing<'_>) -> Reading {
    let Some(copy) = copies::find(pairing) else { return Reading::default() };
    let mut turns = swapped(pairing, &copy);
    if turns.is_empty() {
        for edit in copy.edits.iter().filter(|edit| edit.is_copied) {
            let kind = kind(pairing, &copy, edit).filter(|_| !stands_elsewhere(pairing, &copy, edit));
            turns.extend(kind.map(|kind| turn(pairing, &copy, kind, &[edit])));
        }
    }
    // A negation and an opposite in one sentence may mean the same together as neither.
    let denials =
        turns.iter().filter(|turn| matches!(turn.kind, TurnKind::Negation | TurnKind::Opposite)).count();
    if denials > 1 {
        turns.retain(|turn| !matches!(turn.kind, TurnKind::Negation | TurnKind::Opposite));
    }
    let is_carried =
        copy.is_whole && turns.is_empty() && copy.edits.iter().all(|edit| is_idle(pairing, &copy, edit));
    Reading { turns, is_carried }
}

fn turn(pairing: &Pairing<'_>, copy: &Copy<'_>, kind: TurnKind, edits: &[&Edit]) -> Turn {
    let (claim, source) = (&pairing.claim.text, &pairing.source.text);
    let spoken = pairing.source.spoken();
    let differences = edits.iter().map(|edit| Difference {
        claim: copies::span(copy.own, claim, edit.own.clone()),
        source: copies::span(spoken, source, edit.other.clone()),
    });
    Turn {
        kind,
        differences: differences.collect(),
        claim: copies::span(copy.own, claim, 0..copy.own.words.len()),
        source: copies::span(spoken, source, copy.place.clone()),
    }
}

/// The words of both sides of an edit that the other lacks.
fn sides<'a>(pairing: &'a Pairing<'_>, copy: &'a Copy<'_>, edit: &Edit) -> (Vec<Side<'a>>, Vec<Side<'a>>) {
    let spoken = pairing.source.spoken();
    let (claim, source) = (&pairing.claim.text, &pairing.source.text);
    fn side<'a>(text: &'a Text, spoken: &'a super::spoken::Spoken, words: &Range<usize>) -> Vec<Side<'a>> {
        let words = spoken.words.get(words.clone()).into_iter().flatten();
        words
            .map(|word| {
                let token = word.first as usize;
                let stem = &text.stems[text.form(token).stem as usize];
                Side { word: spoken.text(*word), stem, token, text }
            })
            .collect()
    }
    let mut own = side(claim, copy.own, &edit.own);
    let mut other = side(source, spoken, &edit.other);
    let kept: Vec<&str> = own.iter().map(|side| side.stem).collect();
    own.retain(|side| {
        !other.iter().any(|there| there.stem == side.stem && (there.word == side.word || !negates(side)))
    });
    other.retain(|side| !kept.contains(&side.stem) || negates(side));
    (own, other)
}

fn negates(side: &Side<'_>) -> bool {
    numerals::of(None).sense(side.word).negates
}

/// Words that come and go with a negation.
fn goes_along(side: &Side<'_>) -> bool {
    matches!(
        side.word,
        "do" | "does"
            | "did"
            | "be"
            | "is"
            | "are"
            | "was"
            | "were"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "any"
            | "some"
            | "a"
            | "an"
            | "the"
            | "to"
            | "ever"
            | "yet"
            | "at"
            | "all"
            | "wo"
            | "ca"
    )
}

fn kind(pairing: &Pairing<'_>, copy: &Copy<'_>, edit: &Edit) -> Option<TurnKind> {
    let (own, other) = sides(pairing, copy, edit);
    let count = |sides: &[Side<'_>]| sides.iter().filter(|side| negates(side)).count();
    let only = |sides: &[Side<'_>]| sides.iter().all(|side| negates(side) || goes_along(side));
    if only(&own) && only(&other) && count(&own) % 2 != count(&other) % 2 {
        return Some(TurnKind::Negation);
    }
    if let ([one], [two]) = (&own[..], &other[..])
        && opposites::are_opposite(one.word, two.word)
    {
        return Some(TurnKind::Opposite);
    }
    (is_name(pairing, &own) && is_name(pairing, &other) && !mean_the_same(&own, &other))
        .then_some(TurnKind::Name)
}

/// Whether some words are a name, or a part of one.
fn is_name(pairing: &Pairing<'_>, sides: &[Side<'_>]) -> bool {
    let is_capital = |text: &Text, at: usize| {
        text.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower)
    };
    let capital = |side: &Side<'_>| {
        let (text, at) = (side.text, side.token);
        let is_title = english::is_honorific(side.word) && is_capital(text, at + 1);
        let form = text.form(at);
        let opens = at == 0 || text.tokens[at - 1].kind == Kind::Sign || starts_line(pairing, side);
        let is_plain = form.function || form.sense.month.is_some() || is_title;
        is_capital(text, at) && !is_plain && !(opens && is_written_small(pairing, side.word))
    };
    let inside = |side: &Side<'_>| matches!(side.word, "of" | "the" | "and" | "de" | "la" | "al" | "s");
    let words = sides.iter().filter(|side| !inside(side));
    let count = words.clone().count();
    (1..=LONGEST_NAME).contains(&count) && words.into_iter().all(capital)
}

/// Whether a word of the source is the first of its sentence.
fn starts_line(pairing: &Pairing<'_>, side: &Side<'_>) -> bool {
    let sentences = &pairing.source.sentence_of;
    std::ptr::eq(side.text, &pairing.source.text) && sentences[side.token] != sentences[side.token - 1]
}

/// Whether the source has a word without a capital, too: then one at the beginning of a sentence is no name.
fn is_written_small(pairing: &Pairing<'_>, word: &str) -> bool {
    let source = &pairing.source.text;
    let Some(form) = source.form_id(word) else { return false };
    let places = pairing.source.places(source.forms[form as usize].stem).iter().take(200);
    places.into_iter().any(|&at| {
        let token = source.tokens[at as usize];
        token.form == form && token.case == Case::Lower
    })
}

/// Whether two names are one in another form: a slip, or its initials.
fn mean_the_same(own: &[Side<'_>], other: &[Side<'_>]) -> bool {
    let initials =
        |sides: &[Side<'_>]| sides.iter().filter_map(|side| side.word.chars().next()).collect::<String>();
    let joined = |sides: &[Side<'_>]| sides.iter().map(|side| side.word).collect::<String>();
    let short = |one: &[Side<'_>], two: &[Side<'_>]| two.len() > 1 && joined(one) == initials(two);
    let alike = |one: &Side<'_>, two: &Side<'_>| one.stem == two.stem || stems::is_near(one.stem, two.stem);
    let begins =
        |one: &Side<'_>, two: &Side<'_>| one.word.len() >= SHORT_NAME && two.word.starts_with(one.word);
    let begins = |one: &Side<'_>, two: &Side<'_>| begins(one, two) || begins(two, one);
    own.first().zip(other.first()).is_some_and(|(one, two)| begins(one, two))
        || short(own, other)
        || short(other, own)
        || joined(own) == joined(other)
        || own.iter().any(|one| other.iter().any(|two| alike(one, two)))
}

/// Whether the words of the claim around a difference stand elsewhere in the source as they are.
fn stands_elsewhere(pairing: &Pairing<'_>, copy: &Copy<'_>, edit: &Edit) -> bool {
    let spoken = pairing.source.spoken();
    let words =
        edit.own.start.saturating_sub(ELSEWHERE)..(edit.own.end + ELSEWHERE).min(copy.own.words.len());
    let wanted: Vec<u32> = spoken.translated(copy.own)[words].to_vec();
    !wanted.contains(&u32::MAX) && !occurrences(&wanted, &spoken.sequence).is_empty()
}

/// Two edits each of which has the other's words: names, or things, that changed places.
fn swapped(pairing: &Pairing<'_>, copy: &Copy<'_>) -> Vec<Turn> {
    let spoken = pairing.source.spoken();
    let own = |edit: &Edit| -> Vec<&str> {
        copy.own.words[edit.own.clone()].iter().map(|word| copy.own.text(*word)).collect()
    };
    let other = |edit: &Edit| -> Vec<&str> {
        spoken.words.get(edit.other.clone()).into_iter().flatten().map(|word| spoken.text(*word)).collect()
    };
    for (at, first) in copy.edits.iter().enumerate() {
        for second in &copy.edits[at + 1..] {
            let crossed =
                own(first) == other(second) && own(second) == other(first) && !own(first).is_empty();
            let between = first.own.end..second.own.start;
            // "A and B" is "B and A".
            let is_list =
                copy.own.words[between].iter().all(|word| matches!(copy.own.text(*word), "and" | "or"));
            let (one, two) = (sides(pairing, copy, first).0, sides(pairing, copy, second).0);
            if crossed && !is_list && is_name(pairing, &one) && is_name(pairing, &two) {
                return vec![turn(pairing, copy, TurnKind::Swapped, &[first, second])];
            }
        }
    }
    Vec::new()
}

/// Whether an edit says nothing: a figure that the source has in its place, function words, or words of the
/// source that are left out.
fn is_idle(pairing: &Pairing<'_>, copy: &Copy<'_>, edit: &Edit) -> bool {
    let (own, other) = sides(pairing, copy, edit);
    if joined(own.iter().map(|side| side.word)) == joined(other.iter().map(|side| side.word)) {
        return true;
    }
    let denies = own.iter().chain(&other).any(negates);
    let weighs = |side: &&Side<'_>| !side.text.form(side.token).function;
    let is_figure = |side: &Side<'_>| {
        let quantity = pairing.claim.quantities.iter().find(|quantity| quantity.tokens.contains(&side.token));
        quantity.is_some_and(|quantity| matching::is_present(pairing.claim, quantity, pairing.source))
    };
    let has_figure = own.iter().any(is_figure);
    let left_out =
        other.iter().filter(weighs).filter(|side| !(has_figure && is_quantity(pairing, side.token))).count();
    !denies && own.iter().filter(weighs).all(is_figure) && left_out <= LEFT_OUT
}

/// Whether a token of the source is of a quantity.
fn is_quantity(pairing: &Pairing<'_>, token: usize) -> bool {
    let quantities = &pairing.source.quantities;
    let at = quantities.partition_point(|quantity| quantity.tokens.end <= token);
    quantities.get(at).is_some_and(|quantity| quantity.tokens.contains(&token))
}
