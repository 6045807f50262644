//! Finds notes in the margin: elements within a sentence that a switch, a raised number or a link right
//! before them shows. It takes no note out of its sentence; see `blocks`.

use crate::input::html::note_extent::Extents;
use crate::input::html::note_labels::{label, words};
use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::text::span::clamp;

/// The weight from which on an element holds a note and not only its number.
const LIGHTEST: u32 = 8;

/// A note in the margin.
pub(super) struct Found {
    /// The element that marks it.
    pub(super) mark: u32,
    /// What that shows; none for a sign that only says that there is a note.
    pub(super) label: Option<String>,
    /// The element that holds it.
    pub(super) note: u32,
}

/// The notes that a switch or a raised number right before them shows, in order.
pub(super) fn find(outline: &Outline<'_>, extents: &Extents<'_, '_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut counter = 0;
    for (at, item) in outline.items.iter().enumerate() {
        let is_label = || outline.element(at).is_some_and(|element| element.name() == "label");
        let shown = match item.tag {
            Tag::Inline if is_label() => by_switch(outline, at, &mut counter),
            Tag::Sup => by_number(outline, at),
            _ => None,
        };
        found.extend(shown.filter(|shown| {
            let end = outline.items[shown.note as usize].end;
            extents.weight(shown.note..end) >= LIGHTEST && extents.is_note(shown.note..end)
        }));
    }
    found
}

/// Whether what a mark links is an element with words of its own in the same paragraph.
pub(super) fn is_within(outline: &Outline<'_>, extents: &Extents<'_, '_>, mark: u32, target: u32) -> bool {
    let item = outline.items[target as usize];
    let around = |at: u32| outline.ancestors(at as usize).find(|&above| outline.items[above].tag.is_block());
    item.tag == Tag::Inline
        && extents.weight(target..item.end) >= LIGHTEST
        && extents.is_note(target..item.end)
        && around(mark) == around(target)
        && !(target..item.end).any(|inner| outline.items[inner as usize].tag == Tag::Br)
}

/// `<label for=n>1</label><input type=checkbox id=n><span>note</span>`: a box that is ticked shows the
/// element behind it. A label without words is counted by the style sheet.
fn by_switch(outline: &Outline<'_>, at: usize, counter: &mut u32) -> Option<Found> {
    let name = outline.element(at)?.value_of("for")?;
    let note = next_inline(outline, at)?;
    let label_node = outline.page.tree.get(outline.items[at].node)?;
    let between = label_node.next_siblings().take_while(|node| node.id() != outline.items[note].node);
    let is_switch = |element: &scraper::node::Element| {
        element.name() == "input"
            && element.value_of("id") == Some(name)
            && element.value_of("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
    };
    if !between.take(8).any(|node| node.value().as_element().is_some_and(is_switch)) {
        return None;
    }
    let shown = words(outline, at);
    let is_sign = shown.chars().count() <= 2 && !shown.chars().any(char::is_alphanumeric);
    let label = if shown.is_empty() {
        *counter += 1;
        Some(counter.to_string())
    } else {
        label(&shown).0.filter(|_| !is_sign)
    };
    (label.is_some() || is_sign).then(|| Found { mark: clamp(at), label, note: clamp(note) })
}

/// `<sup>1</sup><span><sup>1</sup> note</span>`: the element behind a raised number bears the same
/// number.
fn by_number(outline: &Outline<'_>, at: usize) -> Option<Found> {
    let shown = words(outline, at);
    let (Some(number), _) = label(&shown) else { return None };
    let note = next_inline(outline, at).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let element = outline.element(note)?;
    let bears = element.attrs().any(|(name, value)| name.starts_with("data-") && value.trim() == number) || {
        let opening = words(outline, note);
        let rest = opening.trim_start_matches(['[', '(']).strip_prefix(&*number);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    };
    bears.then(|| Found { mark: clamp(at), label: Some(number), note: clamp(note) })
}

/// The inline element right behind an item, white space aside.
fn next_inline(outline: &Outline<'_>, at: usize) -> Option<usize> {
    let item = outline.items[at];
    let mut next = item.end as usize;
    while outline.items.get(next).is_some_and(|text| text.tag == Tag::Text)
        && outline.text(next).trim().is_empty()
    {
        next += 1;
    }
    let found = outline.items.get(next)?;
    (found.tag == Tag::Inline && found.parent == item.parent).then_some(next)
}
