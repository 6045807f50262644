//! A page that is one preformatted text: what browsers make of plain text that they show and save. It is read
//! as plain text; see `input::text`.

use crate::input::html::embedded::moved;
use crate::input::html::outline::Outline;
use crate::input::text;
use crate::markup::Tag;
use crate::model::{Document, Format, Source};
use crate::text::OffsetMap;

/// The document of a page that is one preformatted text; `None` where the page is more than that.
pub fn document<'d>(source: &Source, page: &'d str, outline: &Outline<'_>) -> Option<Document<'d>> {
    let [only] = &outline.segments[..] else { return None };
    let block = &outline.items[only.block as usize];
    // The only text of the only element: plain text has no markup of its own.
    if block.tag != Tag::Pre
        || only.end != only.start + 1
        || block.end != only.end
        || only.start != only.block + 1
    {
        return None;
    }
    let at = only.start as usize;
    let words = outline.text(at);
    let mut map = OffsetMap::default();
    let mut pieces = outline.page.pieces(outline.items[at].node).peekable();
    while let Some(piece) = pieces.next() {
        map.push(piece.at as usize, piece.source.start as usize);
        if piece.decoded {
            let end = pieces.peek().map_or(words.len(), |next| next.at as usize);
            map.push_spelled(end, piece.source.end as usize);
        }
    }
    let mut document = Document::new(Source { format: Format::Text, ..source.clone() }, page);
    let blocks = text::document(words, Source::default()).blocks;
    document.blocks = blocks.into_iter().map(|block| moved(block, &map)).collect();
    Some(document)
}
