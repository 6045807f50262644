//! Rules about what cited sources say: quotations, figures, names and claims against their texts. They run
//! where texts of sources are at hand, and judge words, not truth.

pub mod claim_not_found;
pub mod figure_differs;
pub mod figure_not_found;
pub mod name_differs;
pub mod polarity_differs;
pub mod quote_altered;
pub mod quote_not_found;
pub mod title_differs;
pub mod wrong_citation;

use crate::model::{
    CheckedCitation, CheckedClaim, Comparison, Difference, Evidence, EvidenceVerdict, FigureCheck,
    QuoteCheck, QuoteFound, Severity, SourcePage, Turn, TurnKind,
};
use crate::rules::passages::{place, said, shown};
use crate::rules::{Draft, Rule, Subject, words};
use crate::text::ByteSpan;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &quote_not_found::QUOTE_NOT_FOUND,
    &quote_altered::QUOTE_ALTERED,
    &figure_not_found::FIGURE_NOT_FOUND,
    &figure_differs::FIGURE_DIFFERS,
    &claim_not_found::CLAIM_NOT_FOUND,
    &wrong_citation::WRONG_CITATION,
    &title_differs::TITLE_DIFFERS,
    &polarity_differs::POLARITY_DIFFERS,
    &name_differs::NAME_DIFFERS,
];

/// A claim that is judged, and what it takes to speak of it.
#[derive(Clone, Copy)]
struct Case<'a> {
    subject: &'a Subject<'a>,
    evidence: &'a Evidence,
    claim: &'a CheckedClaim,
}

/// The claims that can be judged: all of their sources were compared, since one may have what another lacks.
fn cases<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = Case<'a>> {
    let claims = subject
        .evidence
        .into_iter()
        .flat_map(move |evidence| evidence.claims.iter().map(move |claim| Case { subject, evidence, claim }));
    claims.filter(|case| case.claim.is_whole())
}

/// The claims in which no other reference's source has what their own ones lack.
fn own_cases<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = Case<'a>> {
    cases(subject).filter(|case| case.claim.elsewhere.is_none())
}

impl<'a> Case<'a> {
    /// The sources of the claim with what was found in each.
    fn compared(self) -> impl Iterator<Item = (&'a SourcePage, &'a CheckedCitation)> {
        let sources = &self.evidence.sources;
        self.claim.sources.iter().filter_map(move |checked| Some((&*sources[checked.source?], checked)))
    }

    /// Each quotation as the source has it that comes nearest to it.
    fn quotes(self) -> Vec<(&'a SourcePage, &'a CheckedCitation, &'a QuoteCheck)> {
        self.nearest(|comparison| &comparison.quotes, |quote| (quote.found, 1000 - quote.likeness.min(1000)))
    }

    /// Each figure as the source has it that comes nearest to it. What a quotation has otherwise than the
    /// source is told of the quotation, whole.
    fn figures(self) -> Vec<(&'a SourcePage, &'a CheckedCitation, &'a FigureCheck)> {
        let mut figures = self.nearest(|comparison| &comparison.figures, |figure| (figure.found, 0));
        let quotes = self.quotes();
        figures.retain(|(.., figure)| {
            let holds = |quote: ByteSpan| quote.start <= figure.span.start && figure.span.end <= quote.end;
            let is_told = |found| matches!(found, QuoteFound::Altered | QuoteFound::Missing);
            !quotes.iter().any(|(.., quote)| is_told(quote.found) && holds(quote.span))
        });
        figures
    }

    /// Of each part of the claim, which all comparisons have in one order, the best of all sources.
    fn nearest<T, K: Ord>(
        self,
        parts: impl Fn(&'a Comparison) -> &'a Vec<T>,
        rank: impl Fn(&T) -> K,
    ) -> Vec<(&'a SourcePage, &'a CheckedCitation, &'a T)> {
        let most = self.compared().map(|(_, checked)| parts(&checked.comparison).len()).max().unwrap_or(0);
        let best = |index: usize| {
            let found = self
                .compared()
                .filter_map(|(page, checked)| Some((page, checked, parts(&checked.comparison).get(index)?)));
            found.min_by_key(|(.., part)| rank(part))
        };
        (0..most).filter_map(best).collect()
    }

    /// The differences that turn the meaning of near copies, where no source carries the claim.
    fn turns(self, verdict: EvidenceVerdict) -> Vec<(&'a SourcePage, &'a CheckedCitation, &'a Turn)> {
        if self.claim.verdict != verdict {
            return Vec::new();
        }
        let is_of = |turn: &Turn| match turn.kind {
            TurnKind::Negation | TurnKind::Opposite => verdict == EvidenceVerdict::PolarityDiffers,
            TurnKind::Name | TurnKind::Swapped => verdict == EvidenceVerdict::NameDiffers,
        };
        // Of several sources that one speaks which is a near copy.
        let first = self.compared().find(|(_, checked)| checked.comparison.turns.iter().any(is_of));
        let turns = first.into_iter().flat_map(|(page, checked)| {
            checked.comparison.turns.iter().map(move |turn| (page, checked, turn))
        });
        turns.filter(|(.., turn)| is_of(turn)).collect()
    }

    /// The words of a range of the claim.
    fn words(self, span: ByteSpan) -> String {
        words::brief(span.slice(&self.claim.text).trim())
    }

    /// `source [1]`, `sources [1], [3]`
    fn sources(self) -> String {
        let citations = &self.subject.article.citations;
        let mut labels: Vec<String> = Vec::new();
        for checked in &self.claim.sources {
            let label = words::marker(&citations[checked.citation].label);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let noun = if labels.len() == 1 { "source" } else { "sources" };
        format!("{noun} {}", words::list(labels.into_iter()))
    }

    /// `source [1]`
    fn source(self, checked: &CheckedCitation) -> String {
        format!("source {}", words::marker(&self.subject.article.citations[checked.citation].label))
    }

    /// A finding at some words of the claim, on what a source says at `passage`.
    fn draft(self, at: ByteSpan, checked: &CheckedCitation, passage: Option<ByteSpan>) -> Draft {
        let citation = &self.subject.article.citations[checked.citation];
        let page = checked.source.map(|source| &*self.evidence.sources[source]);
        let holds = |whole: &&ByteSpan| {
            passage.is_some_and(|point| whole.start <= point.start && point.end <= whole.end)
        };
        let around = checked.comparison.passages.iter().find(holds).copied();
        let passage = around.or(passage).or_else(|| best_passage(&checked.comparison));
        Draft {
            span: Some(place(self.subject, self.claim, at)),
            label: Some(citation.label.to_string()),
            url: citation.target.url().map(str::to_owned),
            passage: page.zip(passage).map(|(page, span)| shown(page, citation, span)),
            ..Draft::default()
        }
    }

    /// The severity that what is missing has at most: what stands before the marked sentence may be the
    /// article's own.
    fn missing_weighs(self) -> Option<Severity> {
        self.claim.is_before.then_some(Severity::Info)
    }

    /// The whole claim.
    fn whole(self) -> ByteSpan {
        ByteSpan::new(0, self.claim.text.len())
    }
}

/// The passage that shares most with the claim.
fn best_passage(comparison: &Comparison) -> Option<ByteSpan> {
    let best = comparison.best.and_then(|best| comparison.passages.get(best));
    best.or(comparison.passages.first()).copied()
}

/// `the source says: …`, around some words of it.
fn says(page: &SourcePage, span: Option<ByteSpan>) -> Option<String> {
    Some(format!("the source says: {}", said(&page.text, span?)))
}

/// Words of the claim and the source that differ, for a message: `“sell” for “keep”`.
fn difference(case: Case<'_>, page: &SourcePage, difference: &Difference) -> String {
    let claim = difference.claim.slice(&case.claim.text).trim();
    let source = difference.source.slice(&page.text).trim();
    match (claim.is_empty(), source.is_empty()) {
        (false, false) => format!("“{}” for “{}”", words::brief(claim), words::brief(source)),
        (true, _) => format!("without “{}”", words::brief(source)),
        (_, true) => format!("with “{}”", words::brief(claim)),
    }
}
