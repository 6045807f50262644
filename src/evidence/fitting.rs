//! The rows of numbers that the models of words and of claims are fitted to: see `tools/fit/evidence.py`.

use super::claim::Claim;
use super::features;
use super::figures;
use super::pairing::Pairing;
use super::passages::Passages;
use super::quotations;
use super::score;
use super::source::SourceIndex;
use super::statement::Statement;
use crate::text::span::ByteSpan;

pub use features::NAMES as WORD_NAMES;
pub use score::NAMES as CLAIM_NAMES;

/// The rows of a claim and its source.
#[derive(Clone, Debug)]
pub struct Rows {
    /// For each word and quantity its place in the claim, and its row.
    pub words: Vec<(ByteSpan, [i32; features::WIDTH])>,
    /// The row of the claim, without what its words say.
    pub claim: [i64; score::WIDTH - 3],
}

/// The rows of a claim and a source.
pub fn rows(claim: &Claim<'_>, source: &SourceIndex) -> Rows {
    let statement = Statement::new(claim.text, claim.context, claim.title, source.language.as_deref());
    let pairing = Pairing::new(&statement, source);
    let passages = Passages::new(&pairing);
    let quotes = quotations::check(claim.text, &statement.text, source);
    let figures = figures::check(&pairing);
    let spans = statement.items.iter().map(|item| statement.text.span(item.tokens.clone()));
    Rows {
        words: spans.zip(features::rows(&pairing, &passages)).collect(),
        claim: score::of_claim(&pairing, &passages, &quotes, &figures),
    }
}

/// The stems of a source's words of content, each once: what their weights are reckoned from.
pub fn stems(source: &str) -> Vec<String> {
    let text = super::tokens::Text::new(source, None);
    let content =
        text.forms.iter().filter(|form| !form.function && form.text.starts_with(char::is_alphabetic));
    let stems: std::collections::BTreeSet<&str> =
        content.map(|form| &*text.stems[form.stem as usize]).collect();
    stems.into_iter().map(str::to_owned).collect()
}
