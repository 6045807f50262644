//! Compares a claim with its sources: each quotation, figure and name, the words that are missing, and what
//! they amount to together.

use super::figures;
use super::pairing::Pairing;
use super::passages::Passages;
use super::quantities::{self, Quantity};
use super::quotations;
use super::score;
use super::source::SourceIndex;
use super::statement::{MOST_QUANTITIES, Statement};
use super::tokens::{Kind, Text};
use super::turns;
use super::verdict::{self, Grounds};
use crate::model::{Comparison, EvidenceVerdict, NameCheck, QuoteFound, Uncompared};
use crate::text::span::ByteSpan;

/// Words of content that a claim has at least, and words that a source has.
const SHORTEST_CLAIM: usize = 4;
const SHORTEST_SOURCE: usize = 30;

/// From this chance, in thousandths, that the source does not carry a word, it is marked.
const MARKED: u16 = 250;

/// Function words between two marked words of at most this many tokens are marked with them.
const BETWEEN: usize = 5;

/// How much of a claim is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// All its words.
    #[default]
    Whole,
    /// Its quotations and figures: for sentences that a marker covers less surely.
    QuotesAndFigures,
}

/// A cited statement.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim<'a> {
    /// Its words; citation markers among them are passed over.
    pub text: &'a str,
    /// What the article says before it, without the headline.
    pub context: &'a str,
    /// The article's headline.
    pub title: &'a str,
    /// How much of it is compared. With a source that is not in English it is never more than quotations and
    /// figures.
    pub reach: Reach,
}

/// What a claim and all its sources amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Of all sources together: a claim is carried if one carries it, and each quotation and figure may come
    /// from any of them.
    pub verdict: EvidenceVerdict,
    /// For each source what it alone says.
    pub by_source: Vec<Comparison>,
}

/// Compares a claim with one source.
///
/// ```
/// use newscheck::evidence::{Claim, SourceFacts, SourceIndex, compare};
/// use newscheck::model::EvidenceVerdict;
/// let text = "“We will keep the ferry,” the mayor said. The ferry carried 41,000 people last year, she \
///     said, and it is the only way to the northern islands in the winter months.";
/// let source = SourceIndex::new(text, SourceFacts::default());
/// let verdict = |text| compare(&Claim { text, ..Claim::default() }, &source).verdict;
/// assert_eq!(verdict("The mayor said: “We will sell the ferry.”"), EvidenceVerdict::QuoteAltered);
/// assert_eq!(verdict("The ferry carried 57,000 people last year [2]."), EvidenceVerdict::FigureDiffers);
/// ```
pub fn compare(claim: &Claim<'_>, source: &SourceIndex) -> Comparison {
    let statement = Statement::new(claim.text, claim.context, claim.title, source.language.as_deref());
    compared(claim, &statement, source)
}

/// Whether a text has a quotation or a figure that is looked for in a source: all of it that is compared
/// where its words are not. `language` is its BCP 47 tag; English where it is not known.
pub fn has_quotation_or_figure(text: &str, language: Option<&str>) -> bool {
    let is_firm = |quantity: &Quantity| !quantity.soft;
    quotations::spoken_in(text).next().is_some()
        || quantities::find(&Text::new(text, language), MOST_QUANTITIES).iter().any(is_firm)
}

/// Compares a claim with several sources.
pub fn compare_all(claim: &Claim<'_>, sources: &[&SourceIndex]) -> Joint {
    let mut by_source: Vec<Comparison> = Vec::with_capacity(sources.len());
    let mut last: Option<(Option<&str>, Statement)> = None;
    for source in sources {
        let language = source.language.as_deref();
        let statement = match last.take().filter(|(known, _)| *known == language) {
            Some((_, statement)) => statement,
            None => Statement::new(claim.text, claim.context, claim.title, language),
        };
        by_source.push(compared(claim, &statement, source));
        last = Some((language, statement));
    }
    Joint { verdict: verdict::joint(&by_source), by_source }
}

fn compared(claim: &Claim<'_>, statement: &Statement, source: &SourceIndex) -> Comparison {
    let pairing = Pairing::new(statement, source);
    let quotes = quotations::check(claim.text, &statement.text, source);
    let figures = figures::check(&pairing);
    let mut comparison = Comparison {
        verdict: EvidenceVerdict::Unsure,
        reason: None,
        score: None,
        passages: Vec::new(),
        best: None,
        quotes,
        figures,
        names: Vec::new(),
        turns: Vec::new(),
        missing: Vec::new(),
    };
    let is_english = source.language.as_deref().is_none_or(|tag| tag.starts_with("en"));
    let mut grounds = Grounds::default();
    if source.is_shorter_than(SHORTEST_SOURCE) {
        comparison.reason = Some(Uncompared::ShortSource);
    } else if claim.reach == Reach::Whole && is_english {
        grounds = of_words(&mut comparison, &pairing);
    } else {
        (comparison.passages, comparison.best) = places(&comparison, source);
        if comparison.quotes.is_empty() && comparison.figures.is_empty() {
            comparison.reason = Some(Uncompared::OnlyWords);
        }
    }
    comparison.verdict = verdict::of(claim.text, &comparison, grounds);
    if comparison.verdict == EvidenceVerdict::Supported {
        // A copy is carried whatever its words weigh.
        comparison.score = comparison.score.map(|score| score.max(verdict::SUPPORTED));
    }
    comparison.reason = comparison.reason.filter(|_| comparison.verdict == EvidenceVerdict::NotChecked);
    comparison
}

/// Compares the words of a claim: passages, score, names, turns, and what is missing.
fn of_words(comparison: &mut Comparison, pairing: &Pairing<'_>) -> Grounds {
    let passages = Passages::new(pairing);
    let doubts = score::doubts(pairing, &passages);
    let reading = turns::read(pairing);
    let sentence = |at: &u32| pairing.source.text.span(pairing.source.sentences[*at as usize].clone());
    comparison.passages = passages.shown.iter().map(sentence).collect();
    comparison.best = passages.best.and_then(|best| passages.shown.iter().position(|&shown| shown == best));
    comparison.names = names(pairing);
    // What a quotation has word for word is no turn, whatever else the claim is beside it.
    let quoted: Vec<ByteSpan> = comparison
        .quotes
        .iter()
        .filter(|quote| quote.found <= QuoteFound::Elided)
        .map(|quote| quote.span)
        .collect();
    let in_quote =
        |span: ByteSpan| quoted.iter().any(|quote| quote.start <= span.start && span.end <= quote.end);
    comparison.turns = reading.turns;
    comparison.turns.retain(|turn| !turn.differences.iter().all(|difference| in_quote(difference.claim)));
    let mut items = pairing.claim.items.iter().map(|item| pairing.claim.text.span(item.tokens.clone()));
    let is_quoted = !quoted.is_empty() && items.all(in_quote);
    comparison.missing = missing(pairing, &doubts);
    let is_short = pairing.met.len() < SHORTEST_CLAIM;
    if is_short && comparison.quotes.is_empty() && comparison.figures.is_empty() {
        comparison.reason = Some(Uncompared::ShortClaim);
    }
    let row =
        score::row(&doubts, score::of_claim(pairing, &passages, &comparison.quotes, &comparison.figures));
    let logit = score::logit(&row);
    comparison.score = Some(score::chance(logit.into(), 1000));
    Grounds { is_carried: reading.is_carried || is_quoted }
}

/// The sentences of the source in which the quotations and figures stand, and which of them has the first
/// quotation, or else the most figures.
fn places(comparison: &Comparison, source: &SourceIndex) -> (Vec<ByteSpan>, Option<usize>) {
    let around = |span: ByteSpan| source.sentences_around(span);
    let quotes: Vec<ByteSpan> =
        comparison.quotes.iter().filter_map(|quote| quote.passage).map(around).collect();
    let figures: Vec<ByteSpan> =
        comparison.figures.iter().filter_map(|figure| figure.passage).map(around).collect();
    let mut places: Vec<ByteSpan> = quotes.iter().chain(&figures).copied().collect();
    places.sort_unstable();
    places.dedup();
    let count = |place: &ByteSpan| figures.iter().filter(|figure| *figure == place).count();
    // Of equals the first.
    let fullest = places.iter().max_by_key(|place| (count(place), std::cmp::Reverse(place.start)));
    let best = quotes.first().or(fullest).and_then(|best| places.binary_search(best).ok());
    (places, best)
}

/// The names of a claim: runs of words with capitals, of which none opens a sentence.
fn names(pairing: &Pairing<'_>) -> Vec<NameCheck> {
    let claim = pairing.claim;
    let mut names: Vec<(NameCheck, usize)> = Vec::new();
    for item in (0..pairing.met.len()).filter(|&item| score::is_name(pairing, item)) {
        let tokens = claim.items[item].tokens.clone();
        let span = claim.text.span(tokens.clone());
        let present = pairing.met[item].found > 0;
        match names.last_mut() {
            Some((name, end)) if *end == tokens.start => {
                name.span.end = span.end;
                name.present &= present;
                *end = tokens.end;
            }
            _ => names.push((NameCheck { span, present }, tokens.end)),
        }
    }
    names.into_iter().map(|(name, _)| name).collect()
}

/// The words that the source does not carry, and the function words between them.
fn missing(pairing: &Pairing<'_>, doubts: &[u16]) -> Vec<ByteSpan> {
    let claim = pairing.claim;
    let mut missing: Vec<std::ops::Range<usize>> = Vec::new();
    let mut last = 0;
    for (item, _) in doubts.iter().enumerate().filter(|(_, doubt)| **doubt >= MARKED) {
        let tokens = claim.items[item].tokens.clone();
        match missing.last_mut() {
            Some(run) if last + 1 == item && words(pairing, run.end..tokens.start) <= BETWEEN => {
                run.end = tokens.end
            }
            _ => missing.push(tokens),
        }
        last = item;
    }
    missing.into_iter().map(|run| claim.text.span(run)).collect()
}

fn words(pairing: &Pairing<'_>, tokens: std::ops::Range<usize>) -> usize {
    pairing.claim.text.tokens[tokens].iter().filter(|token| token.kind != Kind::Sign).count()
}
