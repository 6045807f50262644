//! Pairs raised numbers that link nothing: those behind words with those that a paragraph or line begins
//! with. The latter open notes, whatever else the paragraph looks like.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::input::html::note_extent::Extents;
use crate::input::html::note_labels::words;
use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::text::span::clamp;

/// A note that opens with a raised number, and the marks that show it.
pub(super) struct Found {
    /// The number.
    pub(super) number: u32,
    /// The element that raises it in the note.
    pub(super) opening: u32,
    /// The elements that raise it in the text.
    pub(super) marks: Vec<u32>,
    /// The items of the note.
    pub(super) extent: Range<u32>,
}

/// A raised number.
#[derive(Clone, Copy)]
struct Raised {
    item: u32,
    number: u32,
    opens: bool,
}

/// The notes of a page that open with raised numbers, in order: those that some mark above them shows.
pub(super) fn find(outline: &Outline<'_>, extents: &Extents<'_, '_>) -> Vec<Found> {
    let raised = numbers(outline);
    if !raised.iter().any(|raised| raised.opens) {
        return Vec::new();
    }
    let shown: HashSet<u32> = raised.iter().filter(|mark| !mark.opens).map(|mark| mark.number).collect();
    let mut open: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut notes: Vec<(Raised, Vec<u32>)> = Vec::new();
    for raised in raised {
        match raised.opens {
            true => notes.extend(open.remove(&raised.number).map(|marks| (raised, marks))),
            false => open.entry(raised.number).or_default().push(raised.item),
        }
    }
    // Verses are numbered so as well: few of them open a paragraph and stood before.
    if notes.len() * 2 < shown.len() {
        return Vec::new();
    }
    let mut by_holder: BTreeMap<u32, Vec<(Raised, Vec<u32>)>> = BTreeMap::new();
    for (note, marks) in notes {
        if let Some(holder) = extents.holder(note.item) {
            by_holder.entry(holder).or_default().push((note, marks));
        }
    }
    let holders: HashSet<u32> = by_holder.keys().copied().collect();
    let mut found = Vec::new();
    for (holder, notes) in by_holder {
        let end = extents.end_of(holder, &|item| holders.contains(&item));
        let holds_marks = notes.iter().flat_map(|(_, marks)| marks).any(|mark| (holder..end).contains(mark));
        let anchors: Vec<u32> = notes.iter().map(|(note, _)| note.item).collect();
        let is_parted = holds_marks || anchors.len() > 1;
        let parts = if is_parted { extents.parts(holder, &anchors) } else { BTreeMap::new() };
        for (Raised { item: opening, number, .. }, marks) in notes {
            let extent = parts.get(&opening).cloned().unwrap_or(holder..end);
            if extents.is_note(extent.clone()) {
                found.push(Found { number, opening, marks, extent });
            }
        }
    }
    found
}

/// The raised numbers that stand in no link.
fn numbers(outline: &Outline<'_>) -> Vec<Raised> {
    let mut found = Vec::new();
    // Whether words stood before in the block or line.
    let mut is_behind_words = false;
    for (at, item) in outline.items.iter().enumerate() {
        match item.tag {
            Tag::Text => is_behind_words |= item.chars > 0,
            Tag::Br => is_behind_words = false,
            Tag::Sup => {
                let shown = words(outline, at);
                let number = shown.trim_matches(['.', ')', '(', '[', ']']).parse::<u32>().ok();
                let inside = at..item.end as usize;
                let near = outline.ancestors(at).take(4).take_while(|&at| !outline.items[at].tag.is_block());
                let is_linked = inside.chain(near).any(|at| outline.items[at].tag == Tag::A);
                if let Some(number) = number.filter(|number| (1..1000).contains(number) && !is_linked) {
                    found.push(Raised { item: clamp(at), number, opens: !is_behind_words });
                }
            }
            tag if tag.is_block() => is_behind_words = false,
            _ => {}
        }
    }
    found
}
