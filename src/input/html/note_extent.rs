//! Tells which part of a page is a note, from the anchors that marks lead to: an element, the lines from
//! one break to the next, or what stands below a number of its own. It does not look for the marks.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::input::html::note_labels::label;
use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::text::span::clamp;

/// The weight of a note: a whole section is none.
const HEAVIEST: u32 = 4000;

/// The weight of an element that holds a note's number and nothing else.
const HEAVIEST_NUMBER: u32 = 6;

/// Elements around an anchor that are looked at: in a note it has a few inline ones above it, not more.
const MOST_AROUND: usize = 6;

/// A page with what its parts weigh.
pub(super) struct Extents<'o, 'p> {
    outline: &'o Outline<'p>,
    /// The weight of all items before each; few pages have notes.
    before: OnceCell<Vec<u32>>,
}

impl<'o, 'p> Extents<'o, 'p> {
    pub(super) fn new(outline: &'o Outline<'p>) -> Self {
        Self { outline, before: OnceCell::new() }
    }

    /// The letters and digits of a range of items.
    pub(super) fn weight(&self, items: Range<u32>) -> u32 {
        let sum = |sum: &mut u32, weight| {
            let before = *sum;
            *sum = sum.saturating_add(weight);
            Some(before)
        };
        let weights = || self.outline.items.iter().map(|item| item.chars).chain([0]);
        let before = self.before.get_or_init(|| weights().scan(0, sum).collect());
        before[items.end as usize] - before[items.start as usize]
    }

    /// The nearest list item, paragraph, definition, cell or box around an anchor.
    pub(super) fn holder(&self, anchor: u32) -> Option<u32> {
        let items = &self.outline.items;
        let found = self.outline.ancestors(anchor as usize).take(MOST_AROUND).find(|&at| {
            let tag = items[at].tag;
            tag.is_block() && !matches!(tag, Tag::Hr)
        })?;
        // An anchor right inside a paragraph of a list item stands for the item.
        let parent = items[found].parent as usize;
        let outer =
            (matches!(items[found].tag, Tag::P | Tag::Div) && items[parent].tag == Tag::Li).then_some(parent);
        let holder = outer.unwrap_or(found);
        (holder != 0).then_some(clamp(holder))
    }

    /// Whether a range of items is no more than a note.
    pub(super) fn is_note(&self, items: Range<u32>) -> bool {
        items.start < items.end && self.weight(items) < HEAVIEST
    }

    /// The end of the note that a holder is: its own, or behind the text that stands below the number
    /// that is all it holds. `is_holder` says whether another note begins at an item.
    pub(super) fn end_of(&self, holder: u32, is_holder: &dyn Fn(u32) -> bool) -> u32 {
        let items = &self.outline.items;
        let own = items[holder as usize];
        if self.weight(holder..own.end) > HEAVIEST_NUMBER || !self.is_number(holder) {
            return own.end;
        }
        let limit = items[own.parent as usize].end;
        let mut end = own.end;
        let mut text = 0;
        while end < limit {
            let next = items[end as usize];
            let goes_on = match own.tag {
                Tag::Dt => next.tag == Tag::Dd,
                Tag::Cell => true,
                tag if tag.heading_level() > 0 => next.tag != Tag::Hr && next.tag.heading_level() == 0,
                _ => next.tag.is_block() && next.tag.heading_level() == 0 && text == 0,
            };
            let is_blank = next.tag == Tag::Text && self.weight(end..next.end) == 0;
            if !goes_on && !is_blank || is_holder(end) {
                break;
            }
            text += u32::from(!is_blank);
            end = next.end;
        }
        end
    }

    fn is_number(&self, holder: u32) -> bool {
        let items = holder as usize + 1..self.outline.items[holder as usize].end as usize;
        let words: String = items.map(|at| self.outline.text(at)).collect();
        let words = words.trim();
        label(words).0.or_else(|| label(words.trim_end_matches(['.', ':', ')'])).0).is_some()
    }

    /// The notes within a holder, by their anchors: each from the line that the anchor stands in to the
    /// next note. Anchors ascend.
    pub(super) fn parts(&self, holder: u32, anchors: &[u32]) -> BTreeMap<u32, Range<u32>> {
        let starts = self.line_starts(holder, anchors);
        let mut parts = BTreeMap::new();
        for (index, &anchor) in anchors.iter().enumerate() {
            let next = starts[index..].iter().find(|&&start| start > starts[index]);
            let last =
                starts.iter().rposition(|&start| start == starts[index]).map_or(anchor, |at| anchors[at]);
            let end = self.part_end(holder, last, next.copied());
            parts.insert(anchor, starts[index]..end);
        }
        parts
    }

    /// Where the line of each anchor begins: behind the break or block before it.
    fn line_starts(&self, holder: u32, anchors: &[u32]) -> Vec<u32> {
        let items = &self.outline.items;
        let (mut at, mut start) = (holder + 1, holder + 1);
        let mut starts = Vec::with_capacity(anchors.len());
        for &anchor in anchors {
            while at < anchor {
                let item = items[at as usize];
                let is_apart = item.tag.is_block() && item.end <= anchor;
                if is_apart || item.tag == Tag::Br {
                    start = item.end.max(at + 1);
                }
                at = if is_apart { item.end } else { at + 1 };
            }
            starts.push(start);
        }
        starts
    }

    /// Where the note of an anchor ends: at the next one, at a block, or, in a box of other things, at
    /// two breaks in a row.
    fn part_end(&self, holder: u32, anchor: u32, next: Option<u32>) -> u32 {
        let items = &self.outline.items;
        let limit = next.unwrap_or(items[holder as usize].end);
        let is_box = items[holder as usize].tag.is_container();
        let mut breaks = 0;
        for at in anchor..limit {
            let item = items[at as usize];
            breaks = match item.tag {
                Tag::Br => breaks + 1,
                Tag::Text if item.chars == 0 => breaks,
                _ => 0,
            };
            if item.tag.is_block() || (next.is_none() && is_box && breaks > 1) {
                return at;
            }
        }
        limit
    }
}
