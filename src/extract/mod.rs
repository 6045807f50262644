//! A document to an article. Total: it never fails, and leaves empty what it does not find.

pub mod authors;
pub mod body;
pub mod citations;
pub mod dateline;
pub mod days;
pub mod explanation;
pub mod front;
pub mod headline;
pub mod implausible;
pub mod labels;
pub mod language;
pub mod matter;
pub mod metadata;
pub mod offer;
pub mod people;
pub mod ranks;
pub mod references;
pub mod resolve;
pub mod roles;
pub mod suppressions;
pub mod timestamp;
pub mod title_words;
pub mod units;
pub mod urls;
pub mod uses;

use crate::model::{Article, Candidate, Demand, Document, FieldName, Format, TextRange};

/// The article of a document, as far as it is asked for: what nobody asks for stays empty.
pub fn extract(document: &Document<'_>, demand: Demand) -> Article {
    let lists = references::find(document);
    let mut article = Article { source: document.source.clone(), ..Article::default() };
    article.reference_heading = lists.heading.map(|span| document.place(span));
    let pieces =
        if demand.has(Demand::TEXT) { describe(document, &lists, &mut article, demand) } else { Vec::new() };
    body::fill(&mut article, document, lists, &pieces, demand);
    article.marks.sort_by_key(|mark| mark.place);
    article.suppressions = suppressions::find(document);
    article
}

/// Fills what the front and the metadata say; gives the parts of the text that are no body.
fn describe(
    document: &Document<'_>,
    lists: &references::Lists,
    article: &mut Article,
    demand: Demand,
) -> Vec<roles::Piece> {
    let end = match document.source.format {
        Format::Record => blocks_before_body(document),
        _ => lists.taken.first().map_or(document.blocks.len(), |part| part.block),
    };
    let (pieces, ballot) = front::read(document, end, demand, article);
    if demand.has(Demand::EXPLANATION) {
        let offers = front::explain(ballot, article);
        article.explanation = Some(Box::new(explanation::explain(document, offers)));
    }
    pieces
}

/// The blocks of a record that stand before its body: one for each field of the front that it has. The rest
/// is body by its own word.
fn blocks_before_body(document: &Document<'_>) -> usize {
    let has_block = |candidate: &&Candidate| {
        matches!(candidate.field, FieldName::Headline | FieldName::Published | FieldName::Summary)
    };
    document.candidates.iter().filter(has_block).count().min(document.blocks.len())
}

/// The items that share a character with a range. Their own ranges ascend and do not nest.
pub(crate) fn over<'t, T>(items: &'t [T], range_of: impl Fn(&T) -> &TextRange, range: &TextRange) -> &'t [T] {
    let from = items.partition_point(|item| range_of(item).end <= range.start);
    let to = items.partition_point(|item| range_of(item).start < range.end);
    items.get(from..to).unwrap_or_default()
}
