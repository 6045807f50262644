//! A document to an article. Total: it never fails, and leaves empty what it does not find.

pub mod body;
pub mod citations;
pub mod dateline;
pub mod front;
pub mod headline;
pub mod labels;
pub mod language;
pub mod matter;
pub mod metadata;
pub mod people;
pub mod ranks;
pub mod references;
pub mod resolve;
pub mod roles;
pub mod timestamp;
pub mod urls;
pub mod vocabulary;

use crate::model::{Article, Document};

/// How much to extract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Citations and references only: headline, dates and people stay empty.
    Citations,
    /// Everything.
    Full,
}

/// The article of a document.
pub fn extract(document: &Document<'_>, depth: Depth) -> Article {
    let lists = references::find(document);
    let mut article = Article { source: document.source.clone(), ..Article::default() };
    article.reference_heading = lists.heading.map(|span| document.place(span));
    let pieces = match depth {
        Depth::Citations => Vec::new(),
        Depth::Full => describe(document, &lists, &mut article),
    };
    body::fill(&mut article, document, lists, &pieces, depth);
    article.marks.sort_by_key(|mark| mark.place);
    article
}

/// Fills what the front and the metadata say; gives the parts of the text that are no body.
fn describe(document: &Document<'_>, lists: &references::Lists, article: &mut Article) -> Vec<roles::Piece> {
    let end = lists.taken.first().map_or(document.blocks.len(), |part| part.block);
    let front = front::read(document, end);
    article.page_type = front.page_type;
    article.headline = front.headline;
    article.published = front.published;
    article.modified = front.modified;
    article.authors = front.authors;
    article.publisher = front.publisher;
    article.language = front.language;
    article.url = front.url;
    article.summary = front.summary;
    article.marks = front.marks;
    front.pieces
}
