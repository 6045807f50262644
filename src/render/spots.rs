//! Where citation markers and findings stand in the text of an article's paragraphs, in bytes of that text.
//! It reads no source.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Article, Citation, FileReport, Finding, Location};
use crate::text::spaces::single_spaced;

/// Bytes of a paragraph in which a finding's words are looked for.
const LOOKED_AT: usize = 64 * 1024;

/// A marker in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Its bytes in the paragraph's text.
    pub range: Range<usize>,
    /// The article's citations at it: one for each label.
    pub citations: Range<usize>,
}

/// Where a finding stands in what a report shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// In a paragraph; without bytes where its words are not in the text as they stand in the source.
    Body(usize, Option<Range<usize>>),
    /// In an entry of the reference list.
    Reference(usize),
    /// Elsewhere, or in no place.
    Elsewhere,
}

/// What stands in a paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spots {
    /// The markers in order; none overlap.
    pub markers: Vec<Marker>,
    /// The bytes of findings, with their index in the report, by start.
    pub findings: Vec<(Range<usize>, usize)>,
    /// Findings in it whose words are not in the text.
    pub unplaced: Vec<usize>,
}

/// What stands in each paragraph of an article, and where each finding of the report stands.
pub(crate) fn spots_of(report: &FileReport, article: &Article) -> (Vec<Spots>, Vec<Spot>) {
    let mut paragraphs = vec![Spots::default(); article.body.len()];
    let mut at_source = BTreeMap::new();
    mark(article, &mut paragraphs, &mut at_source);
    let spots: Vec<Spot> = report.findings.iter().map(|finding| spot(finding, article, &at_source)).collect();
    for (index, spot) in spots.iter().enumerate() {
        match spot {
            Spot::Body(paragraph, Some(range)) => {
                paragraphs[*paragraph].findings.push((range.clone(), index))
            }
            Spot::Body(paragraph, None) => paragraphs[*paragraph].unplaced.push(index),
            Spot::Reference(_) | Spot::Elsewhere => {}
        }
    }
    paragraphs
        .iter_mut()
        .for_each(|spots| spots.findings.sort_by_key(|(range, index)| (range.start, *index)));
    (paragraphs, spots)
}

/// Markers by where they start in the source: paragraph and bytes in it.
type AtSource = BTreeMap<u32, (usize, Range<usize>)>;

/// Turns the citations' code points into bytes, walking each paragraph once.
fn mark(article: &Article, paragraphs: &mut [Spots], at_source: &mut AtSource) {
    let mut walk: Option<(usize, Walk<'_>)> = None;
    for (index, citation) in article.citations.iter().enumerate() {
        let Some(paragraph) = citation.paragraph.filter(|paragraph| *paragraph < paragraphs.len()) else {
            continue;
        };
        if walk.as_ref().is_none_or(|(walked, _)| *walked != paragraph) {
            walk = Some((paragraph, Walk::new(&article.body[paragraph].text)));
        }
        let markers = &mut paragraphs[paragraph].markers;
        if let Some(last) = markers
            .last_mut()
            .filter(|last| is_same_marker(&article.citations[last.citations.start], citation))
        {
            last.citations.end = index + 1;
            continue;
        }
        let Some(range) = walk.as_mut().and_then(|(_, walk)| walk.range(citation.start, citation.end)) else {
            continue;
        };
        if markers.last().is_none_or(|last| last.range.end <= range.start) {
            at_source.insert(citation.place.span.start, (paragraph, range.clone()));
            markers.push(Marker { range, citations: index..index + 1 });
        }
    }
}

fn is_same_marker(one: &Citation, other: &Citation) -> bool {
    (one.paragraph, one.start, one.end) == (other.paragraph, other.start, other.end)
}

/// Turns ascending code points of a text into bytes.
struct Walk<'t> {
    text: &'t str,
    code_point: u32,
    byte: usize,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, code_point: 0, byte: 0 }
    }

    /// None where the range goes backwards, is empty or ends behind the text.
    fn range(&mut self, start: u32, end: u32) -> Option<Range<usize>> {
        let start = self.byte_of(start)?;
        let end = self.byte_of(end)?;
        (start < end).then_some(start..end)
    }

    fn byte_of(&mut self, code_point: u32) -> Option<usize> {
        let mut ahead = code_point.checked_sub(self.code_point)?;
        let mut characters = self.text[self.byte..].chars();
        while ahead > 0 {
            self.byte += characters.next()?.len_utf8();
            self.code_point += 1;
            ahead -= 1;
        }
        Some(self.byte)
    }
}

fn spot(finding: &Finding, article: &Article, at_source: &AtSource) -> Spot {
    let Some(location) = finding.location else { return Spot::Elsewhere };
    if let Some((paragraph, range)) = at_source.get(&location.span.start) {
        return Spot::Body(*paragraph, Some(range.clone()));
    }
    let after =
        article.references.partition_point(|reference| reference.place.span.start <= location.span.start);
    if let Some(reference) =
        after.checked_sub(1).filter(|&index| location.span.start < article.references[index].place.span.end)
    {
        return Spot::Reference(reference);
    }
    let after = article.body.partition_point(|block| block.place.span.start <= location.span.start);
    match after.checked_sub(1).filter(|&index| location.span.start < article.body[index].place.span.end) {
        Some(paragraph) => Spot::Body(paragraph, words_in(article, paragraph, finding, location)),
        None => Spot::Elsewhere,
    }
}

/// The finding's words in a paragraph: where they stand in the source if source and text run in step, else
/// where they come first.
fn words_in(
    article: &Article,
    paragraph: usize,
    finding: &Finding,
    location: Location,
) -> Option<Range<usize>> {
    let block = &article.body[paragraph];
    let words = finding.snippet.as_str();
    if words.is_empty() {
        return None;
    }
    let start = (location.span.start - block.place.span.start) as usize;
    if block.text.get(start..).is_some_and(|text| text.starts_with(words)) {
        return Some(start..start + words.len());
    }
    let head = &block.text[..block.text.floor_char_boundary(LOOKED_AT.min(block.text.len()))];
    let folded = single_spaced(words);
    head.find(&folded).map(|start| start..start + folded.len()).filter(|range| !range.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};

    #[test]
    fn markers_and_findings_have_their_bytes() {
        let text = "Dämme halten\n\nDer Dämm hält [1, 3], sagen „Fachleute“ [2].\n\nNoch ein Satz [1].\n\nQuellen\n[1] https://example.org/a\n[2] htps://example.org/b\n";
        let report = check(text.as_bytes(), &Options::default());
        let article = report.article().unwrap();
        let (paragraphs, spots) = spots_of(&report, article);
        let words = |paragraph: usize, range: &Range<usize>| &article.body[paragraph].text[range.clone()];
        let markers: Vec<(&str, usize)> = paragraphs[0]
            .markers
            .iter()
            .map(|marker| (words(0, &marker.range), marker.citations.len()))
            .collect();
        assert_eq!(markers, [("[1, 3]", 2), ("[2]", 1)]);
        for (finding, spot) in report.findings.iter().zip(&spots) {
            match (finding.code, spot) {
                ("CIT001", Spot::Body(0, Some(range))) => assert_eq!(words(0, range), "[1, 3]"),
                ("URL001", spot) => assert_eq!(*spot, Spot::Reference(1)),
                ("CIT001", spot) => panic!("{spot:?}"),
                _ => {}
            }
        }
        assert!(report.findings.iter().any(|finding| finding.code == "CIT001"));
    }
}
