//! Cuts the leading blocks of a text into the units that have a role: blocks, or their lines where these were
//! broken on purpose. What each unit is, is for `roles` to say.

use std::ops::Range;

use crate::extract::{labels, matter};
use crate::model::{Block, BlockKind, Document, FieldName};

/// Lines of a block that are looked at one by one.
pub const MOST_LINES: usize = 16;

/// Columns before a centred line, and by how many columns the middles of such lines differ.
const LEAST_INDENT: usize = 4;
const OFF_CENTRE: usize = 2;

/// A line or paragraph of the front.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The index of its block.
    pub block: usize,
    /// The bytes of the block's text.
    pub range: Range<usize>,
    /// The kind of its block.
    pub kind: BlockKind,
    /// The level of a heading.
    pub level: u8,
}

/// Cuts a block into units: its lines where they were broken on purpose.
pub fn cut(document: &Document<'_>, index: usize, stands_alone: impl Fn(&str) -> bool) -> Vec<Unit> {
    let block = &document.blocks[index];
    let unit = |range| Unit { block: index, range, kind: block.kind, level: block.level };
    let whole = block.breaks.is_empty() || block.breaks.len() > MOST_LINES || block.kind == BlockKind::Code;
    if whole || is_form(block) || is_header_block(document, index) {
        return vec![unit(0..block.text.len())];
    }
    let lines = lines(block);
    let width = lines.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    let markup = document.source.format.has_markup();
    if !markup && is_centred(document, block, &lines) {
        return vec![unit(0..block.text.len())];
    }
    // The next word would have fitted, or one of the lines stands for itself.
    let is_deliberate = |line: &Range<usize>, next: &Range<usize>| {
        let (words, behind) = (&block.text[line.clone()], &block.text[next.clone()]);
        let first = behind.split(' ').next().map_or(0, str::len);
        markup || words.len() + 1 + first <= width || stands_alone(words) || stands_alone(behind)
    };
    let mut start = 0;
    let mut units = Vec::new();
    for two in lines.windows(2) {
        if is_deliberate(&two[0], &two[1]) {
            units.push(unit(start..two[0].end));
            start = two[1].start;
        }
    }
    units.push(unit(start..block.text.len()));
    units
}

/// Whether the lines of a block stand in the middle of the page one below the other, as a title is set.
fn is_centred(document: &Document<'_>, block: &Block<'_>, lines: &[Range<usize>]) -> bool {
    // Twice the column of a line's middle.
    let middle = |line: &Range<usize>| {
        let span = block.source_span(line.clone());
        let before = &document.text[..span.start as usize];
        let indent = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        (indent >= LEAST_INDENT).then(|| 2 * indent + line.len())
    };
    let middles: Option<Vec<usize>> = lines.iter().map(middle).collect();
    let bounds = middles.as_ref().and_then(|middles| middles.iter().max().zip(middles.iter().min()));
    bounds.is_some_and(|(right, left)| right - left <= 2 * OFF_CENTRE)
}

/// Whether the first block is header lines such as `Title: ...`, one after the other, set as code or not, or
/// the head of a mail.
pub fn is_header_block(document: &Document<'_>, index: usize) -> bool {
    if matter::mail::is_head(document, index) {
        return true;
    }
    let block = &document.blocks[index];
    let open = index == 0
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::Code)
        && (1..=40).contains(&block.breaks.len());
    if !open || !matter::is_header(&block.text) {
        return false;
    }
    let headers =
        lines(block).into_iter().map(|line| matter::is_header(&block.text[line])).collect::<Vec<_>>();
    headers[1]
        && headers.iter().filter(|&&header| header).count() * 5 >= headers.len() * 3
        && has_title_header(block)
}

fn has_title_header(block: &Block<'_>) -> bool {
    let keys = lines(block)
        .into_iter()
        .filter_map(|line| block.text[line].split_once(':').map(|(key, _)| key.to_owned()));
    keys.map(|key| matter::field(&key)).any(|field| field == Some(FieldName::Headline))
}

/// The lines of a block's text, without the space between them.
pub fn lines(block: &Block<'_>) -> Vec<Range<usize>> {
    let mut lines = Vec::with_capacity(block.breaks.len() + 1);
    let mut start = 0;
    for &line in &block.breaks {
        lines.push(start..(line as usize).saturating_sub(1).max(start));
        start = line as usize;
    }
    lines.push(start..block.text.len());
    lines
}

/// Whether a block is a form in which labels are no template's: `Name: Jane`, `Title: Officer`.
fn is_form(block: &Block<'_>) -> bool {
    let second = block.breaks.first().map(|&next| &block.text[next as usize..]);
    matter::is_header(&block.text)
        && second.is_some_and(matter::is_header)
        && labels::at_start(&block.text).is_none()
}
