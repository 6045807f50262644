//! Drops citations that cannot be ones by what the whole document shows: paragraph numbers of judgments,
//! intervals of numbers, and numbers that stand where no citation does. It looks only where a label has no
//! entry.

mod places;
mod standing;
pub mod weighing;
mod weights;

use std::collections::HashSet;

use crate::extract::citations::BEYOND;
use crate::extract::resolve::Index;
use crate::lexicon::headings::is_reference_heading;
use crate::model::{Article, Block, BlockKind, Citation, Document, Label, MarkKind, Paragraph, Target};
use crate::text::brackets;

/// Numbered paragraphs from which on a document is one of those that number them all.
const MANY_PARAGRAPHS: usize = 5;

/// Bytes beyond which a block is text of the document, not a line of something.
const LONG_BLOCK: usize = 80;

/// Steps of a range that cites many.
const MANY_IN_A_RANGE: u32 = 4;

/// Bytes of a heading of reference lists.
const LONGEST_HEADING: usize = 100;

/// The row of a document's bracketed numbers, to which the weights of [`weighing`] are fitted.
pub fn row(document: &Document<'_>) -> Option<weighing::Row> {
    weighing::row(document.blocks.iter().filter(|block| block.kind != BlockKind::Code))
}

/// Bytes of the longest paragraph that is looked at letter by letter, and how many markers are.
const LONG_PARAGRAPH: usize = 20_000;
const MOST_LOOKED_AT: usize = 1000;

/// Bytes of a letter in brackets.
const LETTER: usize = 3;

/// Drops them from an article, and what seems to be wrong with them.
pub fn drop(article: &mut Article, document: &Document<'_>, index: &Index) {
    drop_citations(article, document, index);
    // Where nothing is cited, no marker is written wrongly.
    if article.citations.is_empty() && article.references.is_empty() {
        article.marks.retain(|mark| !is_about_markers(mark.kind));
    }
}

/// Whether a mark tells of a marker that is written wrongly.
fn is_about_markers(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::ReversedRange | MarkKind::HugeRange | MarkKind::EmptyItem | MarkKind::Unclosed)
}

fn drop_citations(article: &mut Article, document: &Document<'_>, index: &Index) {
    let dangles =
        |citation: &Citation| citation.target == Target::Dangling && citation.label.number().is_some();
    if document.cites || !article.citations.iter().any(dangles) {
        return;
    }
    let blocks = || document.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    // A heading alone says that the document had a list.
    let heads_list =
        |block: &Block<'_>| block.text.len() <= LONGEST_HEADING && is_reference_heading(&block.text);
    if article.references.is_empty()
        && !blocks().any(heads_list)
        && (standing::are_no_citations(blocks()) || weighing::are_no_citations(blocks()))
    {
        article.citations.retain(|citation| !dangles(citation) || !brackets::are_numbers(&citation.marker));
        // Letters in brackets are what the numbers are.
        article.marks.retain(|mark| mark.kind != MarkKind::Placeholder || mark.text.len() > LETTER);
    }
    drop_far_ranges(article, index);
    if !article.references.is_empty() {
        let defines = |number| index.defines(&Label::Number(number));
        let has_names_alone = index.highest() == 0 && index.has_names();
        let are_others = has_names_alone || standing::are_of_another_kind(blocks(), defines);
        let body = &article.body;
        let mut few = MOST_LOOKED_AT;
        article.citations.retain(|citation| {
            // A list of names alone has no numbers, and no ranges of them.
            let is_doubtful = if has_names_alone { brackets::are_numbers } else { brackets::is_number };
            if !dangles(citation) || !is_doubtful(&citation.marker) {
                return true;
            }
            few = few.saturating_sub(1);
            !(are_others || few > 0 && opens_word(citation, body))
        });
    }
    let names_cases = blocks().any(names_a_case);
    let paragraphs = paragraphs(blocks());
    let has_intervals =
        article.citations.iter().any(|citation| dangles(citation) && is_pair(&citation.marker))
            && blocks().any(has_interval);
    article.citations.retain(|citation| {
        // The key of a note, `[^4]`, numbers no paragraph.
        let is_key = citation.marker.starts_with("[^");
        let is_number = !is_key && (names_cases || paragraphs.contains(&citation.label));
        let is_interval = has_intervals && is_pair(&citation.marker) && !has_entry(&citation.marker, index);
        !dangles(citation) || !(is_number || is_interval)
    });
}

/// Drops ranges that begin far beyond all that is cited otherwise and listed, or that have many labels and do
/// not begin next to it: `[45–67] years`. Labels count up from the first.
fn drop_far_ranges(article: &mut Article, index: &Index) {
    let is_range = |citation: &Citation| {
        citation.marker.contains(brackets::DASHES) && brackets::are_numbers(&citation.marker)
    };
    let others = article.citations.iter().filter(|citation| !is_range(citation));
    let cited = others.filter_map(|citation| citation.label.number()).max().unwrap_or(0);
    let highest = cited.max(index.highest());
    let is_far = |citation: &Citation| {
        let inside = citation.marker.trim_matches(['[', ']']);
        let numbers = || brackets::parts(inside).flatten();
        let (low, high) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
        low > highest.saturating_add(BEYOND)
            || low > highest.saturating_add(1) && high - low >= MANY_IN_A_RANGE
    };
    article.citations.retain(|citation| !is_range(citation) || !is_far(citation));
}

/// Whether a number behind a space is the beginning of a word, as in `[60]fullerene`. In a text that writes
/// spaces, what was cited stands before its marker, and a new sentence has a capital.
fn opens_word(citation: &Citation, body: &[Paragraph]) -> bool {
    let paragraph = citation.paragraph.and_then(|at| body.get(at));
    let Some(text) = paragraph.map(|paragraph| &paragraph.text).filter(|text| text.len() <= LONG_PARAGRAPH)
    else {
        return false;
    };
    let (start, length) = (citation.start as usize, citation.end.saturating_sub(citation.start) as usize);
    let mut letters = text.chars();
    let before = start.checked_sub(1).and_then(|at| letters.nth(at));
    let after = letters.nth(length);
    matches!(before, Some(' ' | '\u{a0}' | '(')) && after.is_some_and(char::is_lowercase)
}

/// The labels of blocks `[14] ...`, most of them long: a judgment numbers its paragraphs.
fn paragraphs<'b, 'd: 'b>(blocks: impl Iterator<Item = &'b Block<'d>>) -> HashSet<Label> {
    let mut labels = HashSet::new();
    let mut long = 0;
    for block in blocks {
        let number = block.text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some(label) =
            number.map(|(number, _)| Label::new(number)).filter(|label| label.number().is_some())
        else {
            continue;
        };
        long += usize::from(block.text.len() > LONG_BLOCK);
        labels.insert(label);
    }
    // Half may be short: orders and headings of a judgment are numbered with the rest.
    if labels.len() >= MANY_PARAGRAPHS && long * 2 >= labels.len() { labels } else { HashSet::new() }
}

/// Whether an interval's bound is a label of the list.
fn has_entry(marker: &str, index: &Index) -> bool {
    bounds(marker).into_iter().flatten().any(|bound| index.defines(&Label::new(bound)))
}

/// Whether a marker has the form of an interval: `[2, 5]`.
fn is_pair(marker: &str) -> bool {
    let inside = marker.trim_matches(['[', ']']);
    inside.split(',').count() == 2 && !inside.contains(['-', '–'])
}

fn bounds(marker: &str) -> Option<[&str; 2]> {
    let (low, high) = marker.trim_matches(['[', ']']).split_once(',')?;
    Some([low.trim(), high.trim()])
}

/// A neutral citation: `[2024] EWHC 99`. What has one is about law, and numbers in brackets are paragraphs.
fn names_a_case(block: &Block<'_>) -> bool {
    let bytes = block.text.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| match &bytes[at + 1..] {
        [y1 @ (b'1' | b'2'), y2, y3, y4, b']', b' ', c1, c2, ..] => {
            [y1, y2, y3, y4].iter().all(|digit| digit.is_ascii_digit())
                && c1.is_ascii_uppercase()
                && c2.is_ascii_uppercase()
        }
        _ => false,
    })
}

/// An interval that can be nothing else: `[0.1, 0.9]`, `[0, 1]`, `[0, 10)`.
fn has_interval(block: &Block<'_>) -> bool {
    let text = block.text.as_ref();
    memchr::memchr_iter(b'[', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        // Two numbers with decimals have room in it.
        let Some(length) = rest.bytes().take(24).position(|byte| matches!(byte, b']' | b')' | b'[')) else {
            return false;
        };
        let inside = &rest[..length];
        let Some((low, high)) = inside.split_once(',') else { return false };
        let is_number = |bound: &str| {
            !bound.is_empty()
                && bound.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
                && bound.bytes().any(|byte| byte.is_ascii_digit())
        };
        let (low, high) = (low.trim(), high.trim());
        // Nobody cites source 0 or 0.5, and no marker opens square and closes round.
        let sure = inside.contains('.') || low == "0" || rest.as_bytes()[length] == b')';
        is_number(low) && is_number(high) && sure
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::text;
    use crate::model::{Demand, Source};

    #[test]
    fn paragraphs_that_are_numbered_are_not_cited() {
        let words =
            "The harbour board had known of the state of the piles since the spring, and did nothing.";
        for (opens, expected) in [(true, 0), (false, 6)] {
            let number = |at: usize| if opens { format!("[{at}] ") } else { String::new() };
            let text: String = (1..=6).map(|at| format!("{}{words} See [{at}].\n\n", number(at))).collect();
            let source = format!("A judgment\n\n{text}");
            let article = extract(&text::document(&source, Source::default()), Demand::ARTICLE);
            assert_eq!(article.citations.len(), expected, "{source}");
        }
    }
}
