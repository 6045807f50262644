//! Says which paragraphs cite nothing, and where words of a paragraph stand. It does not judge what they say.

use std::ops::Range;

use crate::model::{Article, Document, Paragraph};
use crate::text::ByteSpan;

/// Whether each paragraph of the body holds a citation; `None` for an article that cites nothing at all.
pub(crate) fn cited_paragraphs(article: &Article) -> Option<Vec<bool>> {
    let mut cited = vec![false; article.body.len()];
    for index in article.citations.iter().filter_map(|citation| citation.paragraph) {
        if let Some(paragraph) = cited.get_mut(index) {
            *paragraph = true;
        }
    }
    cited.contains(&true).then_some(cited)
}

/// Whether a paragraph holds a citation; those beyond the last do not.
pub(crate) fn is_cited(cited: &[bool], index: usize) -> bool {
    cited.get(index).copied().unwrap_or(false)
}

/// Where words of a paragraph stand in the source, or the paragraph where the source spells them otherwise.
pub(crate) fn span_of(document: &Document<'_>, paragraph: &Paragraph, range: Range<usize>) -> ByteSpan {
    let place = paragraph.place.span;
    let words = &paragraph.text[range];
    let at = place.slice(document.text).find(words);
    at.map_or(place, |at| ByteSpan::new(place.start as usize + at, place.start as usize + at + words.len()))
}
