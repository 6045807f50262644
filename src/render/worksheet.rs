//! The worksheet of an article: a row for each sentence of its body, with what a checker has to look up. It
//! judges nothing; see `html` and `worksheet_csv` for its looks.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::lexicon::figures;
use crate::model::{Article, BlockKind, FileReport, Target};
use crate::render::spots::{self, Spots};
use crate::text::normalize::for_matching;
use crate::text::{quotes, sentences};

/// Quotes, figures, markers and codes that a row lists; a hostile sentence has more.
const LISTED: usize = 100;

/// A sentence and what is to be looked up for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The same for the same words, whatever is edited elsewhere and whatever the file is called: `s` (digits
    /// alone would be a number to a spreadsheet) and twelve hexadecimal digits, told apart by an ordinal
    /// where sentences are equal.
    pub id: String,
    /// From 1 in the article.
    pub number: usize,
    /// The line on which its paragraph begins.
    pub line: u32,
    /// The sentence.
    pub sentence: String,
    /// What is quoted in it.
    pub quotes: Vec<String>,
    /// The figures in it, dates too.
    pub figures: Vec<String>,
    /// Its markers.
    pub markers: Vec<String>,
    /// The labels at them.
    pub labels: Vec<String>,
    /// Where they lead, without repetition.
    pub urls: Vec<String>,
    /// The codes of findings at it.
    pub findings: Vec<&'static str>,
}

/// The rows of an article in order.
pub(crate) fn rows(report: &FileReport, article: &Article) -> Vec<Row> {
    let (paragraphs, _) = spots::spots_of(report, article);
    let mut rows: Vec<Row> = Vec::new();
    let mut equal: HashMap<String, usize> = HashMap::new();
    for (paragraph, block) in article.body.iter().enumerate() {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem | BlockKind::Caption
        ) {
            continue;
        }
        let quoted = quotes::find(&block.text);
        let ranges = sentences::split(&block.text);
        let mut codes = codes(report, &paragraphs[paragraph], &ranges);
        for (range, codes) in ranges.iter().zip(&mut codes) {
            let mut row = row(article, &paragraphs[paragraph], &block.text, range.clone());
            row.quotes = overlapping(&quoted, range)
                .map(|quote| block.text[quote.inner.clone()].to_owned())
                .take(LISTED)
                .collect();
            row.findings = std::mem::take(codes).into_iter().collect();
            (row.number, row.line) = (rows.len() + 1, block.place.at.line);
            row.id = identity(&row.sentence, &mut equal);
            rows.push(row);
        }
    }
    rows
}

/// The codes of findings by the sentence in which they begin. Those whose words are not in the text count for
/// the first.
fn codes(report: &FileReport, spots: &Spots, sentences: &[Range<usize>]) -> Vec<BTreeSet<&'static str>> {
    let mut codes = vec![BTreeSet::new(); sentences.len()];
    let placed = spots
        .findings
        .iter()
        .map(|(found, index)| (sentences.partition_point(|range| range.end <= found.start), *index));
    for (sentence, index) in placed.chain(spots.unplaced.iter().map(|index| (0, *index))) {
        if let Some(codes) = codes.get_mut(sentence) {
            codes.insert(report.findings[index].code);
        }
    }
    codes
}

fn overlapping<'q>(
    quoted: &'q [quotes::Quotation],
    range: &Range<usize>,
) -> impl Iterator<Item = &'q quotes::Quotation> {
    let from = quoted.partition_point(|quote| quote.outer.end <= range.start);
    let end = range.end;
    quoted[from..].iter().take_while(move |quote| quote.outer.start < end)
}

/// What a sentence has of its own; its place among the others comes later.
fn row(article: &Article, spots: &Spots, text: &str, range: Range<usize>) -> Row {
    let sentence = &text[range.clone()];
    let mut row = Row { sentence: sentence.to_owned(), ..Row::default() };
    row.figures =
        figures::find(sentence).map(|figure| sentence[figure.range].to_owned()).take(LISTED).collect();
    let from = spots.markers.partition_point(|marker| marker.range.end <= range.start);
    for marker in
        spots.markers[from..].iter().take_while(|marker| marker.range.start < range.end).take(LISTED)
    {
        row.markers.push(text[marker.range.clone()].to_owned());
        for citation in article.citations[marker.citations.clone()].iter().take(LISTED) {
            row.labels.push(citation.label.to_string());
            for url in targets(article, &citation.target) {
                if row.urls.len() < LISTED && !row.urls.iter().any(|known| known == url) {
                    row.urls.push(url.to_owned());
                }
            }
        }
    }
    row
}

/// The addresses that a citation may lead to.
fn targets<'a>(article: &'a Article, target: &'a Target) -> impl Iterator<Item = &'a str> {
    let entries =
        target.references().iter().filter_map(|&index| article.references.get(index)?.url.as_deref());
    let own = target.url().filter(|_| target.references().is_empty());
    entries.chain(own)
}

fn identity(sentence: &str, equal: &mut HashMap<String, usize>) -> String {
    let mut hash = Sha256::new();
    hash.update(for_matching(sentence));
    let digits = format!("s{}", HEXLOWER.encode(&hash.finalize()[..6]));
    let ordinal = equal.entry(digits.clone()).or_default();
    *ordinal += 1;
    if *ordinal == 1 { digits } else { format!("{digits}-{ordinal}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};

    const ARTICLE: &str = "Harbour closes\n\nThe harbour closed on 3 May [1]. “We had no choice at all,” the master said [2]. It cost $3 million.\n\n\
                           It cost $3 million.\n\nReferences\n[1] https://example.org/harbour\n";

    fn of(text: &str) -> Vec<Row> {
        let report = check(text.as_bytes(), &Options::default());
        rows(&report, report.article().unwrap())
    }

    #[test]
    fn a_row_has_what_is_to_be_looked_up() {
        let rows = of(ARTICLE);
        assert_eq!(
            rows.iter().map(|row| (row.number, row.line)).collect::<Vec<_>>(),
            [(1, 3), (2, 3), (3, 3), (4, 5)]
        );
        assert_eq!(
            (&*rows[0].figures, &*rows[0].markers, &*rows[0].urls),
            (
                &["3 May".to_owned()][..],
                &["[1]".to_owned()][..],
                &["https://example.org/harbour".to_owned()][..]
            )
        );
        assert_eq!(
            (&*rows[1].quotes, &*rows[1].labels),
            (&["We had no choice at all,".to_owned()][..], &["2".to_owned()][..])
        );
        assert!(rows[1].findings.contains(&"CIT001") && rows[0].findings.is_empty(), "{rows:?}");
        assert_eq!(rows[2].figures, ["$3 million"]);
    }

    #[test]
    fn a_row_keeps_its_id_when_something_else_changes() {
        let (before, after) =
            (of(ARTICLE), of(&ARTICLE.replace("The harbour closed on 3 May", "Nothing closed on 4 May")));
        let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&before)[1..], ids(&after)[1..]);
        assert_ne!(ids(&before)[0], ids(&after)[0]);
        assert_eq!(ids(&before)[3], format!("{}-2", ids(&before)[2]), "equal sentences are told apart");
    }
}
