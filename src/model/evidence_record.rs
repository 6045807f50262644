//! What cited sources say, as it is written: a record for each citation of each covered sentence. Fields are
//! added, never changed. Offsets count code points from 0: those of claims in the text of their paragraph,
//! those of passages in the text of the source as newscheck reads it.

use serde::{Deserialize, Serialize};

use crate::model::article::Article;
use crate::model::evidence::{
    CheckedCitation, CheckedClaim, Comparison, Difference, Elsewhere, Evidence, EvidenceVerdict, FigureCheck,
    FigureFound, NameCheck, Opinion, QuoteCheck, QuoteFound, SourcePage, Turn, TurnKind, Uncompared,
};
use crate::text::ByteSpan;
use crate::text::span::count_code_points;

/// One citation of a sentence that it covers.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EvidenceRecord {
    /// 0-based index of the citation.
    pub citation: usize,
    /// Its label.
    pub label: String,
    /// How it covers the sentence.
    pub covers: Covers,
    /// The sentence, with the markers that belong to it.
    pub claim: ClaimRecord,
    /// What the comparison with this source amounts to.
    pub verdict: EvidenceVerdict,
    /// What the comparison with all sources of the sentence amounts to.
    pub together: EvidenceVerdict,
    /// How much of the sentence's words the source carries, 0 to 1; it is no probability that it is true.
    pub score: Option<f64>,
    /// Why it was not compared; null where it was.
    pub reason: Option<Uncompared>,
    /// What told the reason, where that is known.
    pub told: Option<String>,
    /// The source that was compared with, or that is none to compare with.
    pub source: Option<SourceRecord>,
    /// The passages of the source on the sentence, in its order.
    pub passages: Vec<Words>,
    /// 0-based index of the passage that shares most with it.
    pub best: Option<usize>,
    /// Its quotations.
    pub quotes: Vec<QuoteRecord>,
    /// Its figures.
    pub figures: Vec<FigureRecord>,
    /// Its names.
    pub names: Vec<NameRecord>,
    /// What turns the meaning of a near copy.
    pub turns: Vec<TurnRecord>,
    /// Its words that the source does not carry.
    pub missing: Vec<Words>,
    /// Another reference whose source carries it.
    pub elsewhere: Option<ElsewhereRecord>,
    /// What the user's judge says; it never changes the verdict.
    pub opinion: Option<Opinion>,
}

/// One claim compared with one source, without the article that it is from. Places of the claim count in the
/// claim as it was given.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PairRecord {
    /// What the comparison amounts to.
    pub verdict: EvidenceVerdict,
    /// How much of the claim's words the source carries, 0 to 1; it is no probability that it is true.
    pub score: Option<f64>,
    /// Why it was not compared; null where it was.
    pub reason: Option<Uncompared>,
    /// The passages of the source on the claim, in its order.
    pub passages: Vec<Words>,
    /// 0-based index of the passage that shares most with it.
    pub best: Option<usize>,
    /// Its quotations.
    pub quotes: Vec<QuoteRecord>,
    /// Its figures.
    pub figures: Vec<FigureRecord>,
    /// Its names.
    pub names: Vec<NameRecord>,
    /// What turns the meaning of a near copy.
    pub turns: Vec<TurnRecord>,
    /// Its words that the source does not carry.
    pub missing: Vec<Words>,
}

/// How a citation covers a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// The marker stands in it or right behind it.
    Marked,
    /// It stands before the marked one: only quotations and figures are looked for.
    Before,
}

/// A cited sentence.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClaimRecord {
    /// 0-based index of the body block.
    pub paragraph: usize,
    /// First code point in the block's text.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// Its words.
    pub text: String,
}

/// The text of a source.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceRecord {
    /// The address that is cited.
    pub url: Option<String>,
    /// Where its text was read: a file, an address, `archive`.
    pub origin: String,
    /// When it was captured, as RFC 3339 in UTC.
    pub captured_at: Option<String>,
    /// What it calls itself.
    pub title: Option<String>,
    /// Whether only a part of it was read.
    pub part: bool,
}

/// Words with their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Words {
    /// First code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// They.
    pub text: String,
}

/// A quotation.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct QuoteRecord {
    /// The words between the quotation marks.
    pub claim: Words,
    /// What became of it.
    pub found: QuoteFound,
    /// Likeness of the best place, 0 to 1.
    pub likeness: f64,
    /// The best place.
    pub source: Option<Words>,
    /// What differs there, in order.
    pub differences: Vec<DifferenceRecord>,
    /// Whether what the quotation leaves out holds a negation.
    pub hides_negation: bool,
    /// The speakers, where both are named and differ.
    pub speakers: Option<DifferenceRecord>,
}

/// Words of the claim and those in their place in the source; one may be empty.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DifferenceRecord {
    /// Of the claim.
    pub claim: Words,
    /// Of the source.
    pub source: Words,
}

/// A figure.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FigureRecord {
    /// Its words.
    pub claim: Words,
    /// What became of it.
    pub found: FigureFound,
    /// The figure that matches it, or the one in its place.
    pub source: Option<Words>,
}

/// A name.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NameRecord {
    /// Its words.
    pub claim: Words,
    /// Whether the source has it.
    pub present: bool,
}

/// What turns the meaning of a near copy.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TurnRecord {
    /// How.
    pub kind: TurnKind,
    /// The clause of the claim.
    pub claim: Words,
    /// The clause of the source.
    pub source: Words,
    /// The words that differ.
    pub differences: Vec<DifferenceRecord>,
}

/// Another reference.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ElsewhereRecord {
    /// 0-based index of the reference.
    pub reference: usize,
    /// Its source's score, 0 to 1.
    pub score: Option<f64>,
    /// The passages of its source.
    pub passages: Vec<Words>,
}

/// The records of an article's evidence, in document order.
pub fn records(evidence: &Evidence, article: &Article) -> Vec<EvidenceRecord> {
    let pages: Vec<Counted<'_>> = evidence.sources.iter().map(|page| Counted::new(&page.text)).collect();
    let mut records = Vec::new();
    for claim in &evidence.claims {
        let block = Counted::new(&article.body[claim.paragraph].text);
        for checked in &claim.sources {
            let page = checked.source.map(|source| (&*evidence.sources[source], &pages[source]));
            let elsewhere = claim.elsewhere.as_ref().map(|found| elsewhere(found, &pages[found.source]));
            records.push(record(article, claim, checked, &block, page, elsewhere));
        }
    }
    records
}

fn record(
    article: &Article,
    claim: &CheckedClaim,
    checked: &CheckedCitation,
    block: &Counted<'_>,
    page: Option<(&SourcePage, &Counted<'_>)>,
    elsewhere: Option<ElsewhereRecord>,
) -> EvidenceRecord {
    let citation = &article.citations[checked.citation];
    let whole = block.words(claim.span);
    let empty = Counted::new("");
    let page_words = page.map_or(&empty, |(_, counted)| counted);
    let sides = Sides { start: claim.span.start, block, page: page_words };
    let PairRecord { verdict, score, reason, passages, best, quotes, figures, names, turns, missing } =
        sides.pair(&checked.comparison);
    EvidenceRecord {
        citation: checked.citation,
        label: citation.label.to_string(),
        covers: if claim.is_before { Covers::Before } else { Covers::Marked },
        claim: ClaimRecord {
            paragraph: claim.paragraph,
            start: whole.start,
            end: whole.end,
            text: whole.text,
        },
        verdict,
        together: claim.verdict,
        score,
        reason,
        told: page.and_then(|(page, _)| page.told.clone()).filter(|_| reason.is_some()),
        source: page.map(|(page, _)| SourceRecord {
            url: citation.target.url().map(str::to_owned),
            origin: page.origin.clone(),
            captured_at: page.captured_at.clone(),
            title: page.titles.first().cloned(),
            part: page.is_part,
        }),
        passages,
        best,
        quotes,
        figures,
        names,
        turns,
        missing,
        elsewhere,
        opinion: claim.opinion.clone(),
    }
}

/// The record of a comparison of a claim with the text of a source.
pub fn of_pair(claim: &str, source: &str, comparison: &Comparison) -> PairRecord {
    Sides { start: 0, block: &Counted::new(claim), page: &Counted::new(source) }.pair(comparison)
}

fn elsewhere(found: &Elsewhere, page: &Counted<'_>) -> ElsewhereRecord {
    ElsewhereRecord {
        reference: found.reference,
        score: found.comparison.score.map(share),
        passages: found.comparison.passages.iter().map(|span| page.words(*span)).collect(),
    }
}

/// Thousandths as a number from 0 to 1.
fn share(thousandths: u16) -> f64 {
    f64::from(thousandths) / 1000.0
}

/// The two texts of a comparison, and the byte of the first at which the claim begins.
struct Sides<'s> {
    start: u32,
    block: &'s Counted<'s>,
    page: &'s Counted<'s>,
}

impl Sides<'_> {
    fn pair(&self, found: &Comparison) -> PairRecord {
        PairRecord {
            verdict: found.verdict,
            score: found.score.map(share),
            reason: found.reason,
            passages: found.passages.iter().map(|span| self.page.words(*span)).collect(),
            best: found.best,
            quotes: found.quotes.iter().map(|quote| self.quote(quote)).collect(),
            figures: found.figures.iter().map(|figure| self.figure(figure)).collect(),
            names: found.names.iter().map(|name| self.name(name)).collect(),
            turns: found.turns.iter().map(|turn| self.turn(turn)).collect(),
            missing: found.missing.iter().map(|span| self.of_claim(*span)).collect(),
        }
    }

    fn of_claim(&self, span: ByteSpan) -> Words {
        let start = self.start;
        self.block.words(ByteSpan { start: start + span.start, end: start + span.end })
    }

    fn quote(&self, quote: &QuoteCheck) -> QuoteRecord {
        QuoteRecord {
            claim: self.of_claim(quote.span),
            found: quote.found,
            likeness: share(quote.likeness),
            source: quote.passage.map(|span| self.page.words(span)),
            differences: quote.edits.iter().map(|edit| self.difference(edit)).collect(),
            hides_negation: quote.hides_negation,
            speakers: quote.speakers.map(|speakers| self.difference(&speakers)),
        }
    }

    fn difference(&self, difference: &Difference) -> DifferenceRecord {
        DifferenceRecord {
            claim: self.of_claim(difference.claim),
            source: self.page.words(difference.source),
        }
    }

    fn figure(&self, figure: &FigureCheck) -> FigureRecord {
        FigureRecord {
            claim: self.of_claim(figure.span),
            found: figure.found,
            source: figure.passage.map(|span| self.page.words(span)),
        }
    }

    fn name(&self, name: &NameCheck) -> NameRecord {
        NameRecord { claim: self.of_claim(name.span), present: name.present }
    }

    fn turn(&self, turn: &Turn) -> TurnRecord {
        TurnRecord {
            kind: turn.kind,
            claim: self.of_claim(turn.claim),
            source: self.page.words(turn.source),
            differences: turn.differences.iter().map(|edit| self.difference(edit)).collect(),
        }
    }
}

/// Bytes between two places of a text that are counted beforehand.
const STEP: usize = 4096;

/// A text whose code points are counted at every [`STEP`] bytes.
struct Counted<'t> {
    text: &'t str,
    counts: Vec<u32>,
}

impl<'t> Counted<'t> {
    fn new(text: &'t str) -> Self {
        let mut counts = vec![0];
        for piece in text.as_bytes().chunks(STEP) {
            counts.push(counts[counts.len() - 1] + count_code_points(piece));
        }
        Self { text, counts }
    }

    fn at(&self, byte: usize) -> u32 {
        let step = byte / STEP;
        self.counts[step] + count_code_points(&self.text.as_bytes()[step * STEP..byte])
    }

    fn words(&self, span: ByteSpan) -> Words {
        let end = self.text.floor_char_boundary((span.end as usize).min(self.text.len()));
        let start = self.text.floor_char_boundary(span.start as usize).min(end);
        Words { start: self.at(start), end: self.at(end), text: self.text[start..end].to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "ü漢x".repeat(3000);
        let counted = Counted::new(&text);
        for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
            assert_eq!(counted.at(byte) as usize, text[..byte].chars().count());
        }
        let words = counted.words(ByteSpan::new(0, 5));
        assert_eq!((words.start, words.end, &*words.text), (0, 2, "ü漢"));
    }
}
