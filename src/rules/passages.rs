//! Where words of a claim stand in the article's source, and how passages of sources are shown. It compares
//! nothing.

use crate::model::{CheckedClaim, Citation, SourcePage, SourcePassage};
use crate::rules::{Subject, uncited};
use crate::text::ByteSpan;
use crate::text::span::count_code_points;

/// Code points of a passage on either side of its point.
const AROUND: usize = 90;

/// Code points of the point itself.
const POINT: usize = 160;

/// Bytes of a passage that a finding carries.
const LONGEST: usize = 2000;

/// Where a range of a claim's words stands in the decoded source.
pub(crate) fn place(subject: &Subject<'_>, claim: &CheckedClaim, at: ByteSpan) -> ByteSpan {
    let paragraph = &subject.article.body[claim.paragraph];
    let start = (claim.span.start + at.start) as usize;
    let end = ((claim.span.start + at.end) as usize).min(paragraph.text.len());
    let range = start.min(end)..end;
    let own = paragraph.place.span;
    for block in subject.document.blocks.iter().filter(|block| block.span.overlaps(own)) {
        for (at, words) in block.text.match_indices(paragraph.text.as_str()) {
            if block.source_span(at..at + words.len()) == own {
                return block.source_span(at + range.start..at + range.end);
            }
        }
    }
    uncited::span_of(subject.document, paragraph, range)
}

/// A passage of a source for a report.
pub(crate) fn shown(page: &SourcePage, citation: &Citation, span: ByteSpan) -> SourcePassage {
    let start = page.text.floor_char_boundary(span.start as usize);
    let end = page.text.floor_char_boundary((span.end as usize).min(start + LONGEST));
    let text = &page.text[start..end.max(start)];
    let first = count_code_points(&page.text.as_bytes()[..start]);
    SourcePassage {
        url: citation.target.url().map(str::to_owned),
        origin: page.origin.clone(),
        captured_at: page.captured_at.clone(),
        start: first,
        end: first + count_code_points(text.as_bytes()),
        text: text.to_owned(),
    }
}

/// Words of a source with some of what stands around them, on one line.
pub(crate) fn said(text: &str, span: ByteSpan) -> String {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary(span.end as usize).max(start);
    let point = &text[start..end];
    let from = back(text, start, AROUND);
    let (to, cut) = match point.char_indices().nth(POINT) {
        Some((at, _)) => (start + at, true),
        None => (forward(text, end, AROUND), false),
    };
    let before = if from > 0 && !text[..from].ends_with('\n') { "…" } else { "" };
    let after = if cut || to < text.len() && !text[to..].starts_with('\n') { "…" } else { "" };
    let shown: Vec<&str> = text[from..to].split_whitespace().collect();
    let line: String = shown.join(" ").chars().filter(|letter| !letter.is_control()).collect();
    format!("{before}{line}{after}")
}

/// So many code points back, to where a word begins, and no further than the line.
fn back(text: &str, from: usize, most: usize) -> usize {
    let line = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let mut letters = text[line..from].char_indices().rev();
    match letters.nth(most) {
        None => line,
        Some((at, _)) => {
            let rest = &text[line + at..from];
            line + at + rest.find(char::is_whitespace).map_or(0, |space| space + 1)
        }
    }
}

/// So many code points on, to where a word ends, and no further than the line.
fn forward(text: &str, from: usize, most: usize) -> usize {
    let line = text[from..].find('\n').map_or(text.len(), |at| from + at);
    match text[from..line].char_indices().nth(most) {
        None => line,
        Some((at, _)) => from + text[from..from + at].rfind(char::is_whitespace).unwrap_or(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_one_line_with_words_around_its_point() {
        let text = "First line.\nIt cost 4 million, he said.\nLast line.";
        let at = text.find("4 million").unwrap();
        assert_eq!(said(text, ByteSpan::new(at, at + 9)), "It cost 4 million, he said.");
        let long = format!("{}POINT {}", "word ".repeat(60), "word ".repeat(60));
        let at = long.find("POINT").unwrap();
        let shown = said(&long, ByteSpan::new(at, at + 5));
        assert!(shown.starts_with("…word") && shown.ends_with("word…") && shown.contains("POINT"), "{shown}");
        assert!(shown.chars().count() < 220);
        assert!(said(&"x".repeat(10_000), ByteSpan::new(0, 10_000)).chars().count() < 170);
    }
}
