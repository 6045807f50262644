//! What a comparison of a cited sentence with the text of its source found. All places are byte ranges: in
//! the claim as it was given, or in the source's text as it was given.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::timestamp::Timestamp;
use crate::text::ByteSpan;

/// What a comparison amounts to, the gravest first. It is about words: none says true or false.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceVerdict {
    /// A quotation is in no part of the source.
    QuoteNotFound,
    /// A quotation is in the source in other words.
    QuoteAltered,
    /// The source has another figure at this place.
    FigureDiffers,
    /// A near copy of a passage with a negation or an opposite more or less.
    PolarityDiffers,
    /// A near copy of a passage with another name, or with two that changed places.
    NameDiffers,
    /// A figure is in no part of the source.
    FigureNotFound,
    /// Little of what the claim says is in the source.
    ClaimNotFound,
    /// Neither found nor missed.
    Unsure,
    /// The claim's words are in the source.
    Supported,
    /// It was not compared; the reason stands beside.
    NotChecked,
}

/// Why a claim was not compared with a source.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Uncompared {
    /// The claim has fewer than four words of content and no quotation or figure.
    ShortClaim,
    /// The claim has no quotation or figure, and its words are not compared: they are not in English.
    OnlyWords,
    /// The source has fewer than 30 words.
    ShortSource,
    /// The source is in another language than the article.
    OtherLanguage,
    /// There is no text of the source.
    NoSource,
    /// The source is a wall: log-in, consent, captcha, subscription.
    Blocked,
    /// The source is the beginning of an article that goes on behind a wall.
    Teaser,
    /// The source says that something went wrong, or that there is no such page.
    ErrorPage,
    /// The source could not be read.
    Unreadable,
    /// The citation leads to no address.
    NoAddress,
    /// The article cites itself.
    Itself,
}

/// One claim compared with one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What it amounts to.
    pub verdict: EvidenceVerdict,
    /// Why it was not compared: set exactly for `NotChecked`.
    pub reason: Option<Uncompared>,
    /// How much of the claim's words the source carries, in thousandths; absent where it was not reckoned.
    pub score: Option<u16>,
    /// The parts of the source that the claim is about, in its order; never empty where a verdict is shown
    /// that rests on a place of the source.
    pub passages: Vec<ByteSpan>,
    /// The one of them that shares most with the claim, as an index.
    pub best: Option<usize>,
    /// The claim's quotations.
    pub quotes: Vec<QuoteCheck>,
    /// The claim's figures.
    pub figures: Vec<FigureCheck>,
    /// The claim's names.
    pub names: Vec<NameCheck>,
    /// Differences that turn the meaning of a near copy.
    pub turns: Vec<Turn>,
    /// The claim's words that the source does not carry.
    pub missing: Vec<ByteSpan>,
}

/// What became of a quotation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteFound {
    /// Word for word.
    Verbatim,
    /// In pieces, in order, with gaps that the quotation shows.
    Elided,
    /// With other function words or inflections.
    Near,
    /// With other words of content, figures, modals or negations.
    Altered,
    /// Nowhere.
    Missing,
    /// Too short for a finding, or a title; nowhere.
    ShortMissing,
}

/// A quotation of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteCheck {
    /// The words between the quotation marks, in the claim.
    pub span: ByteSpan,
    /// What became of it.
    pub found: QuoteFound,
    /// Likeness of the best place, in thousandths.
    pub likeness: u16,
    /// The best place in the source.
    pub passage: Option<ByteSpan>,
    /// What differs there, in order. An empty range on one side is a word that only the other has.
    pub edits: Vec<Difference>,
    /// Whether what the quotation leaves out holds a negation.
    pub hides_negation: bool,
    /// The speaker that the claim names and the one that the source names there, where both were found and
    /// differ.
    pub speakers: Option<Difference>,
}

/// Words of the claim and those that stand in their place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// In the claim.
    pub claim: ByteSpan,
    /// In the source.
    pub source: ByteSpan,
}

/// What became of a figure.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FigureFound {
    /// The source has it, or what it is a rounding of.
    Present,
    /// It is too small or too loose to be looked for: `two`, `a dozen`.
    Soft,
    /// The source has another one in its place.
    Differs,
    /// The source has none like it.
    Missing,
}

/// A figure of a claim: a number, a sum of money, a share, a year, a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCheck {
    /// Its words in the claim.
    pub span: ByteSpan,
    /// What became of it.
    pub found: FigureFound,
    /// In the source: the figure that matches it, or the one in its place.
    pub passage: Option<ByteSpan>,
}

/// A name of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCheck {
    /// Its words in the claim.
    pub span: ByteSpan,
    /// Whether the source has it. A name that it lacks is a note, never a finding.
    pub present: bool,
}

/// How a near copy was turned.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TurnKind {
    /// A negation more or less.
    Negation,
    /// A word in the place of its opposite.
    Opposite,
    /// A name in the place of another.
    Name,
    /// Two names or things that changed places.
    Swapped,
}

/// A difference that turns the meaning of a near copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// How.
    pub kind: TurnKind,
    /// The words that differ; two for `Swapped`.
    pub differences: Vec<Difference>,
    /// The clause of the claim.
    pub claim: ByteSpan,
    /// The clause of the source that it is a near copy of.
    pub source: ByteSpan,
}

impl EvidenceVerdict {
    /// The name as reports have it: `quote-not-found`.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuoteNotFound => "quote-not-found",
            Self::QuoteAltered => "quote-altered",
            Self::FigureDiffers => "figure-differs",
            Self::PolarityDiffers => "polarity-differs",
            Self::NameDiffers => "name-differs",
            Self::FigureNotFound => "figure-not-found",
            Self::ClaimNotFound => "claim-not-found",
            Self::Unsure => "unsure",
            Self::Supported => "supported",
            Self::NotChecked => "not-checked",
        }
    }
}

impl Uncompared {
    /// Why, in a few words: `the source is behind a wall`.
    pub fn words(self) -> &'static str {
        match self {
            Self::ShortClaim => "too few words to compare",
            Self::OnlyWords => "no quotation or figure to look for",
            Self::ShortSource => "the source has too few words",
            Self::OtherLanguage => "the source is in another language",
            Self::NoSource => "no text of the source",
            Self::Blocked => "the source is behind a wall",
            Self::Teaser => "only the beginning of the source is free to read",
            Self::ErrorPage => "the source is an error page",
            Self::Unreadable => "the source could not be read",
            Self::NoAddress => "no source to look up",
            Self::Itself => "the article cites itself",
        }
    }
}

impl Comparison {
    /// Of a claim that was not compared.
    pub fn left_out(reason: Uncompared) -> Self {
        Self {
            verdict: EvidenceVerdict::NotChecked,
            reason: Some(reason),
            score: None,
            passages: Vec::new(),
            best: None,
            quotes: Vec::new(),
            figures: Vec::new(),
            names: Vec::new(),
            turns: Vec::new(),
            missing: Vec::new(),
        }
    }
}

/// The text of a cited source as it was read, or why there is none to compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourcePage {
    /// Where it came from: a file, an address, `archive`.
    pub origin: String,
    /// When it was captured, as RFC 3339 in UTC, where that is known.
    pub captured_at: Option<String>,
    /// What it calls itself, the most trusted first.
    pub titles: Vec<String>,
    /// When it was first published.
    #[serde(skip)]
    pub published: Option<Timestamp>,
    /// Its language: a BCP 47 tag.
    pub language: Option<String>,
    /// Its words, a block a line.
    pub text: String,
    /// Whether words are missing from `text`: it was longer than is read.
    pub is_part: bool,
    /// Why it is not compared with.
    pub uncompared: Option<Uncompared>,
    /// What told that, in a few words.
    pub told: Option<String>,
}

/// The texts of cited sources, as far as they are at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcePages {
    /// By the label of the citation. They go before those by address.
    pub by_label: BTreeMap<String, Arc<SourcePage>>,
    /// By cited address, the oldest capture first.
    pub by_url: BTreeMap<String, Vec<Arc<SourcePage>>>,
}

/// What the sources of an article say of its cited sentences.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The sources that were looked up and found, in the order in which they are first cited.
    pub sources: Vec<Arc<SourcePage>>,
    /// The cited sentences in document order.
    pub claims: Vec<CheckedClaim>,
    /// The references whose source was found, with what it calls itself.
    pub references: Vec<CheckedReference>,
    /// Why sentences were compared by their quotations and figures alone, where they were: the language of
    /// the article.
    pub only_figures: Option<String>,
}

/// A cited sentence and what its sources say of it.
#[derive(Clone, Debug)]
pub struct CheckedClaim {
    /// 0-based index of the body block it stands in.
    pub paragraph: usize,
    /// Its bytes in the block's text, with the markers that belong to it.
    pub span: ByteSpan,
    /// Its words; all ranges of the comparisons are of this text. Markers in it are blanked.
    pub text: String,
    /// Whether it stands before the sentence with the marker: its quotations and figures alone are looked
    /// for.
    pub is_before: bool,
    /// What all its sources together amount to.
    pub verdict: EvidenceVerdict,
    /// What each of them says: one for each citation, in order.
    pub sources: Vec<CheckedCitation>,
    /// Another reference whose source carries it where its own ones do not.
    pub elsewhere: Option<Elsewhere>,
    /// What the user's own judge says of it, where it was asked.
    pub opinion: Option<Opinion>,
}

/// One citation of a claim.
#[derive(Clone, Debug)]
pub struct CheckedCitation {
    /// 0-based index of the article's citation.
    pub citation: usize,
    /// 0-based index of its source in [`Evidence::sources`]; absent where there is none.
    pub source: Option<usize>,
    /// What was found.
    pub comparison: Comparison,
}

/// Another reference that a claim may belong to.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// 0-based index of the article's reference.
    pub reference: usize,
    /// 0-based index of its source in [`Evidence::sources`].
    pub source: usize,
    /// What was found there.
    pub comparison: Comparison,
}

/// A reference whose source is at hand.
#[derive(Clone, Debug)]
pub struct CheckedReference {
    /// 0-based index of the article's reference.
    pub reference: usize,
    /// 0-based index of its source in [`Evidence::sources`].
    pub source: usize,
    /// The title that the reference states, where the page has another.
    pub other_title: Option<String>,
}

/// What a program of the user's says of a claim that was neither found nor missed. It never changes the
/// verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Opinion {
    /// The command.
    pub judge: String,
    /// Lower-case hexadecimal SHA-256 of the files that the command names.
    pub sha256: String,
    /// Its score, 0 to 1; absent where it gave no answer.
    pub score: Option<f64>,
    /// Its words, or why there is no answer.
    pub note: Option<String>,
}

/// How many citations were compared with what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Coverage {
    /// With the whole text of a source.
    pub whole: usize,
    /// With a part: the text was cut, or only the sentence's quotations and figures were compared.
    pub part: usize,
    /// With nothing.
    pub nothing: usize,
}

impl Evidence {
    /// What became of each citation of an article with so many: the comparison of its own sentence, none for
    /// a marker that belongs to no sentence.
    pub fn by_citation(&self, citations: usize) -> Vec<Option<(&CheckedClaim, &CheckedCitation)>> {
        let mut found = vec![None; citations];
        for claim in self.claims.iter().filter(|claim| !claim.is_before) {
            for checked in &claim.sources {
                if let Some(place) = found.get_mut(checked.citation) {
                    *place = Some((claim, checked));
                }
            }
        }
        found
    }

    /// How many of an article's citations were compared with what.
    pub fn coverage(&self, citations: usize) -> Coverage {
        let mut coverage = Coverage::default();
        for found in self.by_citation(citations) {
            match found.map(|(_, checked)| checked) {
                Some(checked) if checked.comparison.reason.is_none() => {
                    let cut = checked.source.is_some_and(|source| self.sources[source].is_part);
                    if cut || self.only_figures.is_some() { coverage.part += 1 } else { coverage.whole += 1 }
                }
                _ => coverage.nothing += 1,
            }
        }
        coverage
    }

    /// Why each citation that was not compared was not, and how many there are for each reason.
    pub fn left_out(&self, citations: usize) -> BTreeMap<Uncompared, usize> {
        let mut reasons = BTreeMap::new();
        for found in self.by_citation(citations) {
            let reason = match found {
                Some((_, checked)) => checked.comparison.reason,
                None => Some(Uncompared::ShortClaim),
            };
            if let Some(reason) = reason {
                *reasons.entry(reason).or_default() += 1;
            }
        }
        reasons
    }
}

impl CheckedClaim {
    /// Whether every one of its sources was compared: what one lacks another may have.
    pub fn is_whole(&self) -> bool {
        !self.sources.is_empty() && self.sources.iter().all(|checked| checked.comparison.reason.is_none())
    }
}
