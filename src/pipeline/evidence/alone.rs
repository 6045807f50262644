//! What do sources say of a claim that stands by itself, without an article? Puts it together with each
//! source and has them compared.

use std::sync::Arc;

use crate::evidence::{Claim, SourceFacts, SourceIndex, compare_all};
use crate::extract::language;
use crate::model::{Comparison, EvidenceVerdict, SourcePage, Uncompared};
use crate::pipeline::evidence::primary;

/// A source that is ready for comparisons.
pub struct Ready {
    /// What it says.
    pub page: Arc<SourcePage>,
    index: SourceIndex,
}

impl Ready {
    /// Makes a source ready.
    pub fn new(page: Arc<SourcePage>) -> Self {
        let facts = SourceFacts { published: page.published.as_ref(), language: page.language.as_deref() };
        let index = SourceIndex::new(&page.text, facts);
        Self { page, index }
    }

    /// Why a text in a language is not compared with it; none where it is.
    fn left_out(&self, language: Option<&str>) -> Option<Uncompared> {
        let own = self.page.language.as_deref().map(primary);
        let is_other = own.zip(language.map(primary)).is_some_and(|(own, other)| own != other);
        self.page.uncompared.or(is_other.then_some(Uncompared::OtherLanguage))
    }
}

/// What a claim and its sources amount to, and what each of them says, in order. Where one is left out and
/// the others do not carry the claim, it was not compared.
pub fn compare(claim: &Claim<'_>, sources: &[&Ready]) -> (EvidenceVerdict, Vec<Comparison>) {
    let words = if claim.context.len() > claim.text.len() { claim.context } else { claim.text };
    let guess = language::guess(words).map(|guess| guess.tag);
    let left_out: Vec<Option<Uncompared>> = sources.iter().map(|source| source.left_out(guess)).collect();
    let compared = sources.iter().zip(&left_out).filter(|(_, left_out)| left_out.is_none());
    let indexes: Vec<&SourceIndex> = compared.map(|(source, _)| &source.index).collect();
    let joint = compare_all(claim, &indexes);
    let is_whole = left_out.iter().all(Option::is_none);
    let verdict = match joint.verdict {
        EvidenceVerdict::Supported => EvidenceVerdict::Supported,
        verdict if is_whole => verdict,
        _ => EvidenceVerdict::NotChecked,
    };
    let mut by_source = joint.by_source.into_iter();
    let each = left_out.into_iter().map(|reason| match reason {
        Some(reason) => Comparison::left_out(reason),
        None => by_source.next().unwrap_or_else(|| Comparison::left_out(Uncompared::NoSource)),
    });
    (verdict, each.collect())
}
