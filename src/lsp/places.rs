//! What stands at a place of a document: a marker, or an entry of the reference list.

use crate::model::{Article, Citation, Reference};
use crate::text::ByteSpan;

/// What stands at a place. Indices are those of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A marker: its citations, one for each label.
    Marker(Vec<usize>),
    /// An entry.
    Entry(usize),
}

/// What stands at a byte. The end of a marker still is the marker: a cursor stands there after typing.
pub fn at(article: &Article, offset: usize) -> Option<Standing> {
    let holds = |span: ByteSpan| (span.start as usize..=span.end as usize).contains(&offset);
    let holding = |citation: &Citation| holds(citation.place.span) && !citation.place.span.is_empty();
    // Of two markers that touch it is the second.
    let last = article
        .citations
        .iter()
        .filter(|citation| holding(citation))
        .map(|citation| citation.place.span)
        .max();
    if let Some(span) = last {
        let citations = article.citations.iter().enumerate();
        return Some(Standing::Marker(
            citations.filter(|(_, citation)| citation.place.span == span).map(|(index, _)| index).collect(),
        ));
    }
    let entry = article.references.iter().position(|reference| holds(reference.place.span));
    entry.map(Standing::Entry)
}

impl Standing {
    /// The entries that it is, or leads to.
    pub fn entries(&self, article: &Article) -> Vec<usize> {
        let mut entries = match self {
            Self::Entry(entry) => vec![*entry],
            Self::Marker(citations) => citations
                .iter()
                .flat_map(|&index| article.citations[index].target.references().to_vec())
                .collect(),
        };
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// The citations of its labels: by its entries, or where there is none by the same label.
    pub fn uses(&self, article: &Article) -> Vec<usize> {
        let entries = self.entries(article);
        let mut uses: Vec<usize> =
            entries.iter().flat_map(|&entry| article.references[entry].citations.clone()).collect();
        if let Self::Marker(own) = self
            && entries.is_empty()
        {
            let labels: Vec<_> = own.iter().map(|&index| &article.citations[index].label).collect();
            let same =
                article.citations.iter().enumerate().filter(|(_, other)| labels.contains(&&other.label));
            uses.extend(same.map(|(index, _)| index));
        }
        uses.sort_unstable();
        uses.dedup();
        uses
    }
}

/// The places of some markers, each once.
pub fn markers(article: &Article, citations: &[usize]) -> Vec<ByteSpan> {
    let mut spans: Vec<ByteSpan> =
        citations.iter().map(|&index| article.citations[index].place.span).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Where the addresses of an entry stand in the text, as far as they stand there letter by letter.
pub fn addresses<'a>(reference: &'a Reference, text: &str) -> Vec<(ByteSpan, &'a str)> {
    let entry = reference.place.span;
    let words = entry.slice(text);
    let mut from = 0;
    let mut found = Vec::new();
    for url in &reference.urls {
        let Some(at) = words.get(from..).and_then(|rest| rest.find(url.as_str())) else { continue };
        let start = entry.start as usize + from + at;
        found.push((ByteSpan::new(start, start + url.len()), url.as_str()));
        from += at + url.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, parse};

    #[test]
    fn a_place_is_a_marker_or_an_entry() {
        let text = "Rain\n\nIt rained [1][2, 3]. So [9].\n\nReferences\n[1] A. https://example.org/a\n\
            [2] B. https://example.org/b\n[3] C.\n";
        let article = &parse(text.as_bytes(), &Options::default())[0];
        let of = |words: &str| at(article, text.find(words).unwrap());
        let table = [
            ("[1]", Some(Standing::Marker(vec![0]))),
            ("[2, 3]", Some(Standing::Marker(vec![1, 2]))),
            (", 3].", Some(Standing::Marker(vec![1, 2]))),
            (". So", Some(Standing::Marker(vec![1, 2]))),
            ("rained", None),
            ("B. https", Some(Standing::Entry(1))),
        ];
        for (words, expected) in table {
            assert_eq!(of(words), expected, "{words}");
        }
        let marker = of("[2, 3]").unwrap();
        assert_eq!((marker.entries(article), marker.uses(article)), (vec![1, 2], vec![1, 2]));
        assert_eq!(of("[9]").unwrap().uses(article), [3]);
        let addresses = addresses(&article.references[0], text);
        assert_eq!(addresses.len(), 1);
        assert_eq!(addresses[0].0.slice(text), addresses[0].1);
    }
}
