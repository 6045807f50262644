//! What do the findings of a comparison amount to, and those of several sources of one claim?

use crate::model::{Comparison, EvidenceVerdict, FigureFound, QuoteFound, TurnKind};
use crate::text::quotes;

/// Score in thousandths up to which little of a claim is in the source, and from which it is carried.
const NOT_FOUND: u16 = 240;
pub(super) const SUPPORTED: u16 = 700;

/// Words from which a quotation that is not word for word leaves a claim unsure.
const QUOTED: usize = 4;

/// What a verdict rests on beside what a comparison shows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Grounds {
    /// Whether the claim is a copy of a passage.
    pub(super) is_carried: bool,
}

/// The verdict of one comparison: the gravest of what it found; the score only where nothing else decides.
pub(super) fn of(claim: &str, comparison: &Comparison, grounds: Grounds) -> EvidenceVerdict {
    if let Some(finding) = finding(comparison) {
        return finding;
    }
    let is_loose = comparison.quotes.iter().any(|quote| {
        matches!(quote.found, QuoteFound::Near | QuoteFound::ShortMissing)
            && quotes::words(quote.span.slice(claim)) >= QUOTED
    });
    match comparison.score {
        _ if grounds.is_carried && !is_loose => EvidenceVerdict::Supported,
        _ if comparison.reason.is_some() => EvidenceVerdict::NotChecked,
        Some(score) if score <= NOT_FOUND => EvidenceVerdict::ClaimNotFound,
        Some(score) if score >= SUPPORTED && !is_loose => EvidenceVerdict::Supported,
        _ => EvidenceVerdict::Unsure,
    }
}

/// What a quotation, a figure or a turn shows.
fn finding(comparison: &Comparison) -> Option<EvidenceVerdict> {
    let quote = |found| comparison.quotes.iter().any(|quote| quote.found == found);
    let figure = |found| comparison.figures.iter().any(|figure| figure.found == found);
    let turn = |kinds: [TurnKind; 2]| comparison.turns.iter().any(|turn| kinds.contains(&turn.kind));
    match () {
        () if comparison.reason == Some(crate::model::Uncompared::ShortSource) => None,
        () if quote(QuoteFound::Missing) => Some(EvidenceVerdict::QuoteNotFound),
        () if quote(QuoteFound::Altered) => Some(EvidenceVerdict::QuoteAltered),
        () if figure(FigureFound::Differs) => Some(EvidenceVerdict::FigureDiffers),
        () if turn([TurnKind::Negation, TurnKind::Opposite]) => Some(EvidenceVerdict::PolarityDiffers),
        () if turn([TurnKind::Name, TurnKind::Swapped]) => Some(EvidenceVerdict::NameDiffers),
        () if figure(FigureFound::Missing) => Some(EvidenceVerdict::FigureNotFound),
        () => None,
    }
}

/// The verdict of several comparisons of one claim: that of the source that carries most of it, once each
/// quotation and figure was looked for in all of them.
pub(super) fn joint(by_source: &[Comparison]) -> EvidenceVerdict {
    let compared: Vec<&Comparison> =
        by_source.iter().filter(|comparison| comparison.verdict != EvidenceVerdict::NotChecked).collect();
    let Some(best) = compared.iter().max_by_key(|comparison| (comparison.verdict, comparison.score)) else {
        return EvidenceVerdict::NotChecked;
    };
    if compared.len() == 1 || best.verdict >= EvidenceVerdict::ClaimNotFound {
        return best.verdict;
    }
    let mut together = (*best).clone();
    for other in compared {
        for (quote, there) in together.quotes.iter_mut().zip(&other.quotes) {
            quote.found = quote.found.min(there.found);
        }
        for (figure, there) in together.figures.iter_mut().zip(&other.figures) {
            figure.found = figure.found.min(there.found);
        }
    }
    // A turn counts only against the best source: another may well say something else.
    finding(&together).unwrap_or(EvidenceVerdict::Unsure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Claim, SourceFacts, SourceIndex, compare_all};

    const FERRY: &str = "The council met on Monday. “We will keep the ferry,” the mayor told the council. The ferry to \
        the northern islands carried 41,000 people last year, and fares will not rise before the summer of 2026.";
    const BRIDGE: &str = "The bridge to the southern islands will cost 12 million euros, the ministry said on Friday. Work \
        begins in March and takes three years, and the road below it will be closed for most of that time.";

    #[test]
    fn figures_and_quotations_may_come_from_any_source() {
        let sources = [FERRY, BRIDGE].map(|text| SourceIndex::new(text, SourceFacts::default()));
        let table = [
            (
                "The ferry carried 41,000 people, and the bridge will cost 12 million euros.",
                EvidenceVerdict::Unsure,
            ),
            (
                "The ferry carried 41,000 people, and the bridge will cost 19 million euros.",
                EvidenceVerdict::FigureDiffers,
            ),
            ("“We will keep the ferry,” the mayor said.", EvidenceVerdict::Supported),
        ];
        for (text, expected) in table {
            let claim = Claim { text, ..Claim::default() };
            let joint = compare_all(&claim, &[&sources[0], &sources[1]]);
            assert_eq!(joint.verdict, expected, "{text}");
            assert_eq!(joint.by_source.len(), 2);
        }
        assert_eq!(compare_all(&Claim::default(), &[]).verdict, EvidenceVerdict::NotChecked);
    }
}
