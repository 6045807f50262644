//! Where markers lead, and where entries are used: definition, references, links, highlights.

use lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentLink, Location, Position, Range, Uri};

use crate::lsp::places;
use crate::lsp::text::Text;
use crate::model::Article;

/// The entries that a marker leads to; of an entry, itself.
pub fn definition(text: &Text, article: &Article, uri: &Uri, position: Position) -> Vec<Location> {
    let standing = places::at(article, text.offset(position));
    let entries = standing.map(|standing| standing.entries(article)).unwrap_or_default();
    let location =
        |entry: usize| Location { uri: uri.clone(), range: text.range(article.references[entry].place.span) };
    entries.into_iter().map(location).collect()
}

/// The markers that lead where the marker leads, or to the entry; with the entries themselves first, where
/// they are asked for.
pub fn references(
    text: &Text,
    article: &Article,
    uri: &Uri,
    position: Position,
    with_entries: bool,
) -> Vec<Location> {
    let Some(standing) = places::at(article, text.offset(position)) else { return Vec::new() };
    let entries = standing.entries(article).into_iter().filter(|_| with_entries);
    let spans = entries.map(|entry| article.references[entry].place.span);
    let all = spans.chain(places::markers(article, &standing.uses(article)));
    all.map(|span| Location { uri: uri.clone(), range: text.range(span) }).collect()
}

/// The same, as an editor marks them while the cursor stands there.
pub fn highlights(text: &Text, article: &Article, position: Position) -> Vec<DocumentHighlight> {
    let Some(standing) = places::at(article, text.offset(position)) else { return Vec::new() };
    let highlight = |span, kind| DocumentHighlight { range: text.range(span), kind: Some(kind) };
    let entries = standing.entries(article).into_iter().map(|entry| article.references[entry].place.span);
    let entries = entries.map(|span| highlight(span, DocumentHighlightKind::WRITE));
    let uses = places::markers(article, &standing.uses(article));
    entries.chain(uses.into_iter().map(|span| highlight(span, DocumentHighlightKind::READ))).collect()
}

/// The addresses of entries, and the markers that lead to one.
pub fn links(text: &Text, article: &Article) -> Vec<DocumentLink> {
    let link = |range: Range, url: &str| {
        let target = url.parse().ok()?;
        Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
    };
    let listed = article.references.iter().flat_map(|reference| places::addresses(reference, text.as_str()));
    let mut links: Vec<DocumentLink> = listed.filter_map(|(span, url)| link(text.range(span), url)).collect();
    // A marker of several labels leads to several places: it is no link.
    for labels in article.citations.chunk_by(|one, other| one.place.span == other.place.span) {
        if let [only] = labels
            && let Some(url) = only.target.url().filter(|url| url.contains("://"))
        {
            links.extend(link(text.range(only.place.span), url));
        }
    }
    links
}
