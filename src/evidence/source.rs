//! A source's text made ready for many claims: tokens, sentences, quantities, and where each stem stands.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::quantities::{self, Quantity};
use super::spoken::Spoken;
use super::tokens::{Kind, Text, postings};
use crate::model::{Timestamp, TimestampValue};
use crate::text::{ByteSpan, sentences};
use chrono::Datelike;

/// Bytes of a source that are looked at.
const LONGEST: usize = 32 << 20;

/// Tokens of a sentence: a longer one is cut, so that a passage can be shown and searched.
const LONGEST_SENTENCE: usize = 160;

/// Stems with the same first two letters that are kept: no text of a language has more.
const MOST_ALIKE: usize = 2_000;

/// Quantities that are compared with a claim's; of those behind them only the same digits are found.
const MOST_QUANTITIES: usize = 30_000;

/// What is known of a source beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct SourceFacts<'a> {
    /// When it was published: its year counts as standing in it.
    pub published: Option<&'a Timestamp>,
    /// The tag of its language; English where it is not known.
    pub language: Option<&'a str>,
}

/// A source made ready for many claims.
#[derive(Debug)]
pub struct SourceIndex {
    pub(super) text: Text,
    /// Ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// For each token its sentence.
    pub(super) sentence_of: Vec<u32>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) year: Option<u16>,
    pub(super) language: Option<String>,
    /// By stem: where its places begin in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// The stems by their first two letters.
    alike: HashMap<[u8; 2], Vec<u32>>,
    spoken: OnceLock<Spoken>,
}

impl SourceIndex {
    /// Reads a source. Of one of over 32 MiB the beginning.
    pub fn new(text: &str, facts: SourceFacts<'_>) -> Self {
        let clipped = &text[..text.floor_char_boundary(LONGEST)];
        let text = Text::new(clipped, facts.language);
        let sentences = sentences_of(clipped, &text);
        let mut sentence_of = vec![0; text.tokens.len()];
        for (index, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.clone()].fill(index as u32);
        }
        let stems = text.tokens.iter().map(|token| text.forms[token.form as usize].stem);
        let (starts, places) = postings(stems, text.stems.len());
        let year = facts.published.and_then(|time| u16::try_from(year_of(time.value)).ok());
        let quantities = quantities::find(&text, MOST_QUANTITIES);
        let language = facts.language.map(str::to_owned);
        let alike = alike(&text);
        Self {
            text,
            sentences,
            sentence_of,
            quantities,
            year,
            language,
            starts,
            places,
            alike,
            spoken: OnceLock::new(),
        }
    }

    /// Where a stem stands: tokens in order.
    pub(super) fn places(&self, stem: u32) -> &[u32] {
        let stem = stem as usize;
        &self.places[self.starts[stem] as usize..self.starts[stem + 1] as usize]
    }

    /// The stems that begin with the same two letters as another, of four letters at least.
    pub(super) fn stems_like(&self, stem: &str) -> &[u32] {
        let first = stem.as_bytes().first_chunk::<2>();
        first.and_then(|first| self.alike.get(first)).map_or(&[], Vec::as_slice)
    }

    /// The whole sentences that some bytes of the text are part of.
    pub(super) fn sentences_around(&self, span: ByteSpan) -> ByteSpan {
        let tokens = &self.text.tokens;
        let first = tokens.partition_point(|token| token.end <= span.start);
        let last = tokens.partition_point(|token| token.start < span.end).saturating_sub(1);
        let sentence = |token: usize| Some(&self.sentences[*self.sentence_of.get(token)? as usize]);
        match sentence(first).zip(sentence(last.max(first))) {
            Some((first, last)) => self.text.span(first.start..last.end),
            None => span,
        }
    }

    /// The words as they are spoken, for quotations.
    pub(super) fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| Spoken::new(&self.text, 0..self.text.tokens.len()).with_places())
    }

    /// Whether it has fewer words than this.
    pub(super) fn is_shorter_than(&self, words: usize) -> bool {
        self.text
            .tokens
            .iter()
            .filter(|token| token.kind != Kind::Sign)
            .nth(words.saturating_sub(1))
            .is_none()
    }
}

fn year_of(value: TimestampValue) -> i32 {
    match value {
        TimestampValue::Instant(time) => time.year(),
        TimestampValue::Civil(time) => time.year(),
        TimestampValue::Date(date) => date.year(),
    }
}

/// The sentences as ranges of tokens: a line end ends one, too, and so does a length that nobody reads.
fn sentences_of(text: &str, tokens: &Text) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut first = 0;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        for sentence in sentences::split(line.trim_end()) {
            let end = offset + sentence.end;
            let count = tokens.tokens[first..].partition_point(|token| (token.start as usize) < end);
            let mut rest = first..first + count;
            first = rest.end;
            while !rest.is_empty() {
                let piece = rest.start..rest.end.min(rest.start + LONGEST_SENTENCE);
                rest.start = piece.end;
                found.push(piece);
            }
        }
        offset += line.len();
    }
    found
}

fn alike(text: &Text) -> HashMap<[u8; 2], Vec<u32>> {
    let mut alike: HashMap<[u8; 2], Vec<u32>> = HashMap::new();
    for (id, stem) in text.stems.iter().enumerate().filter(|(_, stem)| stem.len() >= 4) {
        let Some(first) = stem.as_bytes().first_chunk::<2>() else { continue };
        let stems = alike.entry(*first).or_default();
        if stems.len() < MOST_ALIKE {
            stems.push(id as u32);
        }
    }
    alike
}
