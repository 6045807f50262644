//! What several rules ask of an article: which labels are missing, which entries are never cited.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Article, Label, Reference, Target};
use crate::rules::words;
use crate::text::ByteSpan;

/// A label that is cited and that no reference has.
pub(crate) struct Missing<'a> {
    /// The label.
    pub(crate) label: &'a Label,
    /// The markers that cite it, in document order, each once.
    pub(crate) places: Vec<ByteSpan>,
}

/// The missing labels, in the order in which they first appear.
pub(crate) fn missing(article: &Article) -> Vec<Missing<'_>> {
    let mut found: Vec<Missing<'_>> = Vec::new();
    let mut by_label: HashMap<&Label, usize> = HashMap::new();
    for citation in article.citations.iter().filter(|citation| citation.target == Target::Dangling) {
        let index = *by_label.entry(&citation.label).or_insert_with(|| {
            found.push(Missing { label: &citation.label, places: Vec::new() });
            found.len() - 1
        });
        let places = &mut found[index].places;
        // `[2, 2]` cites twice in one place.
        if places.last() != Some(&citation.place.span) {
            places.push(citation.place.span);
        }
    }
    found
}

/// The entries that no citation leads to and that one could lead to, in document order. An entry whose
/// address the body links is used. A list without any label under a text without any marker is a plain list
/// of sources: nothing in it is unused.
pub(crate) fn unused(article: &Article) -> impl Iterator<Item = &Reference> {
    let is_plain =
        article.citations.is_empty() && article.references.iter().all(|reference| reference.label.is_none());
    article.references.iter().filter(move |reference| !is_plain && !reference.is_used())
}

/// The labels of the list for a message, sorted and bounded: `[1], [7]`. `None` when no entry has one.
pub(crate) fn labels(article: &Article) -> Option<String> {
    let labels: BTreeSet<&Label> =
        article.references.iter().filter_map(|reference| reference.label.as_ref()).collect();
    (!labels.is_empty()).then(|| words::list(labels.into_iter().map(words::marker)))
}
