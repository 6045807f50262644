//! Says which paragraphs cite nothing, and where words of a paragraph stand. It does not judge what they say.

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
    let mut cited = vec![false; article.body.len() + 1];
    let mut cites_at_all = false;
    for paragraph in article.citations.iter().filter_map(|citation| citation.paragraph) {
        if let Some(cited) = cited.get_mut(paragraph) {
            (*cited, cites_at_all) = (true, true);
        }
    }
    let body = if cites_at_all { &article.body[..] } else { &[][..] };
    body.iter().enumerate().filter_map(move |(index, paragraph)| {
        let is_text = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
        let is_uncited = is_text && !cited[index];
        is_uncited.then(|| Uncited { paragraph, next_is_cited: cited[index + 1] })
    })
}

/// Where words of a paragraph stand in the source, or the paragraph where the source spells them otherwise.
pub(crate) fn span_of(document: &Document<'_>, paragraph: &Paragraph, range: Range<usize>) -> ByteSpan {
    let place = paragraph.place.span;
    let words = &paragraph.text[range];
    let at = place.slice(document.text).find(words);
    at.map_or(place, |at| ByteSpan::new(place.start as usize + at, place.start as usize + at + words.len()))
}
