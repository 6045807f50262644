//! Says which paragraphs cite nothing, and where words of a paragraph stand. It does not judge what they say.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::{Article, BlockKind, Document, Paragraph};
use crate::text::ByteSpan;

/// A paragraph without citation.
pub(crate) struct Uncited<'a> {
    /// It.
    pub(crate) paragraph: &'a Paragraph,
    /// Whether the next one holds a citation.
    pub(crate) next_is_cited: bool,
}

/// The paragraphs of running text that cite nothing; none of an article that cites nothing at all.
pub(crate) fn paragraphs(article: &Article) -> impl Iterator<Item = Uncited<'_>> {
    let cited: HashSet<usize> = article.citations.iter().filter_map(|citation| citation.paragraph).collect();
    let body = if cited.is_empty() { &[][..] } else { &article.body[..] };
    body.iter().enumerate().filter_map(move |(index, paragraph)| {
        let is_text = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
        let is_uncited = is_text && !cited.contains(&index);
        is_uncited.then(|| Uncited { paragraph, next_is_cited: cited.contains(&(index + 1)) })
    })
}

/// Where words of a paragraph stand in the source, or the paragraph where the source spells them otherwise.
pub(crate) fn span_of(document: &Document<'_>, paragraph: &Paragraph, range: Range<usize>) -> ByteSpan {
    let place = paragraph.place.span;
    let words = &paragraph.text[range];
    let at = place.slice(document.text).find(words);
    at.map_or(place, |at| ByteSpan::new(place.start as usize + at, place.start as usize + at + words.len()))
}
