//! The outline of a document, and what of it folds: headline, sections, reference list.

use lsp_types::{DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind};

use crate::lsp::text::Text;
use crate::model::{Article, BlockKind};
use crate::text::ByteSpan;
use crate::text::spaces::single_spaced;

/// Code points of a name in the outline.
const LONGEST: usize = 120;

/// The headline, the sections, and the reference list with its entries.
pub fn symbols(text: &Text, article: &Article) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    if let Some((headline, place)) = article.headline.as_ref().and_then(|field| Some((field, field.place?))) {
        symbols.push(symbol(text, &headline.value, SymbolKind::STRING, place.span, place.span, Vec::new()));
    }
    let end = list(article).map_or(text.as_str().len() as u32, |span| span.start);
    let headings: Vec<(&str, ByteSpan)> = article
        .body
        .iter()
        .filter(|block| block.kind == BlockKind::Heading)
        .map(|block| (block.text.as_str(), block.place.span))
        .collect();
    for (index, (name, span)) in headings.iter().enumerate() {
        let next = headings.get(index + 1).map_or(end, |(_, next)| next.start);
        let whole = ByteSpan { start: span.start, end: next.max(span.end) };
        symbols.push(symbol(text, name, SymbolKind::MODULE, whole, *span, Vec::new()));
    }
    if let Some(whole) = list(article) {
        let entry = |reference: &crate::model::Reference| {
            let label = reference.label.as_ref().map(|label| format!("[{label}] ")).unwrap_or_default();
            let span = reference.place.span;
            symbol(text, &format!("{label}{}", reference.text), SymbolKind::CONSTANT, span, span, Vec::new())
        };
        let entries = article.references.iter().map(entry).collect();
        let heading = article.reference_heading.map(|place| place.span);
        let name = heading.map_or("References", |span| span.slice(text.as_str()));
        let name = name.trim_matches(|letter: char| !letter.is_alphanumeric());
        symbols.push(symbol(text, name, SymbolKind::ARRAY, whole, heading.unwrap_or(whole), entries));
    }
    symbols
}

/// The reference list with its heading: one range, where a document has one list.
pub fn list(article: &Article) -> Option<ByteSpan> {
    let entries = article.references.iter().map(|reference| reference.place.span);
    let (first, last) = (entries.clone().min()?, entries.map(|span| span.end).max()?);
    let heading =
        article.reference_heading.map(|place| place.span.start).filter(|&start| start <= first.start);
    Some(ByteSpan { start: heading.unwrap_or(first.start), end: last })
}

/// The reference list folds.
pub fn folds(text: &Text, article: &Article) -> Vec<FoldingRange> {
    let Some(span) = list(article) else { return Vec::new() };
    let range = text.range(span);
    let fold = FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        kind: Some(FoldingRangeKind::Region),
        ..FoldingRange::default()
    };
    Vec::from_iter((range.end.line > range.start.line).then_some(fold))
}

#[expect(deprecated, reason = "the protocol's struct has a field that it deprecates")]
fn symbol(
    text: &Text,
    name: &str,
    kind: SymbolKind,
    whole: ByteSpan,
    own: ByteSpan,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let name: String = single_spaced(name).chars().take(LONGEST).collect();
    DocumentSymbol {
        // A client takes no empty name.
        name: if name.is_empty() { "-".to_owned() } else { name },
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: text.range(whole),
        selection_range: text.range(own),
        children: (!children.is_empty()).then_some(children),
    }
}
