//! Text whose lines were broken at a margin before it came to be a page: each ends in `<br>`, and a blank
//! line parts paragraphs. What becomes of other line breaks is decided in `lines`.

use std::collections::HashMap;

use crate::input::html::outline::{Outline, Segment};
use crate::markup::Tag;

/// The columns of a margin.
const MARGINS: std::ops::RangeInclusive<usize> = 40..=100;

/// Line breaks from which on a margin is told by them, and the share of them that it explains at least: of
/// four, three.
const LEAST_BREAKS: usize = 4;

/// Letters of the longest word.
const LONGEST_WORD: usize = 30;

/// The margins of a page's text.
pub(super) struct Wrapped {
    /// By element: the columns of its longest line, where its lines were broken at a margin.
    margins: HashMap<u32, usize>,
}

/// A line: its columns and those of its first word.
#[derive(Clone, Copy)]
struct Line {
    width: usize,
    first: usize,
}

impl Wrapped {
    /// Measures a page.
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let mut margins: HashMap<u32, usize> = HashMap::new();
        let is_broken = |segment: &&Segment| breaks(outline, segment).next().is_some();
        let broken: Vec<(u32, Vec<Line>)> = outline
            .segments
            .iter()
            .filter(is_broken)
            .map(|segment| (segment.block, lines(outline, segment)))
            .collect();
        for (block, lines) in &broken {
            let longest = lines.iter().map(|line| line.width).max().unwrap_or(0);
            let margin = margins.entry(*block).or_default();
            *margin = longest.max(*margin);
        }
        let mut explained: HashMap<u32, (usize, usize)> = HashMap::new();
        for (block, lines) in &broken {
            let margin = margins.get(block).copied().unwrap_or(0);
            let counts = explained.entry(*block).or_default();
            for pair in lines.windows(2) {
                counts.0 += usize::from(has_no_room(pair[0], pair[1], margin));
                counts.1 += 1;
            }
        }
        margins.retain(|block, margin| {
            let (explained, all) = explained.get(block).copied().unwrap_or_default();
            MARGINS.contains(margin) && all >= LEAST_BREAKS && explained * 4 >= all * 3
        });
        Self { margins }
    }

    /// The line breaks of a segment that a margin explains.
    pub(super) fn joined(&self, outline: &Outline<'_>, segment: &Segment) -> Vec<u32> {
        let Some(&margin) = self.margins.get(&segment.block) else { return Vec::new() };
        let lines = lines(outline, segment);
        let pairs = breaks(outline, segment).zip(lines.windows(2));
        pairs.filter(|(_, pair)| has_no_room(pair[0], pair[1], margin)).map(|(at, _)| at).collect()
    }
}

/// Whether the first word of a line would have gone over the margin in the line before.
fn has_no_room(line: Line, next: Line, margin: usize) -> bool {
    line.width > 0 && (1..=LONGEST_WORD).contains(&next.first) && line.width + 1 + next.first > margin
}

/// The line breaks of a segment.
fn breaks(outline: &Outline<'_>, segment: &Segment) -> impl Iterator<Item = u32> {
    (segment.start..segment.end).filter(|&at| outline.items[at as usize].tag == Tag::Br)
}

/// The lines of a segment.
fn lines(outline: &Outline<'_>, segment: &Segment) -> Vec<Line> {
    let ends = breaks(outline, segment).chain([segment.end]);
    let parts = ends.scan(segment.start, |start, end| {
        let part = Segment { start: *start, end, ..*segment };
        *start = end + 1;
        Some(part)
    });
    let measured = parts.map(|part| {
        let words = outline.segment_text(&part);
        let first = words.split(' ').next().unwrap_or("").chars().count();
        Line { width: words.trim().chars().count(), first }
    });
    measured.collect()
}
