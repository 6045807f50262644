//! Finds footnote and reference markup: markers that link to notes further down, and the elements that hold
//! the notes. A marker is resolved by its link, never by the number it shows.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::input::html::inner_links::{self, InnerLink, same_shape};
use crate::input::html::margin;
use crate::input::html::note_extent::Extents;
use crate::input::html::outline::{Outline, Segment};
use crate::input::html::raised;
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::text::span::clamp;

/// The notes of a page.
#[derive(Debug, Default)]
pub struct Notes {
    /// By the item of the link: its marker.
    pub markers: HashMap<u32, Marker>,
    /// By the first item of an entry: the entry.
    pub entries: BTreeMap<u32, Entry>,
    /// Notes that stand within a sentence, by the element that holds them: no part of the sentence.
    pub margin: BTreeMap<u32, Entry>,
    /// Links from entries back into the text: no part of the entry's words.
    pub backlinks: HashMap<u32, ()>,
    /// What only shows and hides a note.
    pub switches: HashSet<u32>,
}

/// A link that cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The label as shown, without brackets.
    pub label: String,
    /// The name by which the entry is known: the fragment of the link.
    pub target: String,
}

/// A part of the page that is a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The fragments that lead to it.
    pub anchors: Vec<String>,
    /// Its number in an ordered list.
    pub number: Option<u32>,
    /// The item behind its last.
    pub end: u32,
    /// The element whose entries are one list.
    list: u32,
    /// Whether it is an element, not a part of one.
    is_element: bool,
    /// Whether the text shows it without a mark that names it.
    pub is_unmarked: bool,
}

impl Notes {
    /// Finds the notes of a page.
    pub fn find(outline: &Outline<'_>) -> Self {
        let mut notes = Self::default();
        let mut links = inner_links::find(outline);
        let extents = Extents::new(outline);
        if links.iter().any(|link| link.label.is_some()) {
            inner_links::follow(outline, &extents, &mut links);
            if links.iter().any(|link| link.label.is_some() && link.marked) {
                notes.take_markers(outline, &extents, &links);
                notes.take_backlinks(&links);
            }
        }
        notes.take_margin(outline, &extents);
        notes.take_raised(outline, &extents);
        notes.complete_lists(outline);
        notes
    }

    /// The entry that an item stands in, by its first item.
    pub fn entry_around(&self, item: u32) -> Option<u32> {
        let (&first, entry) = self.entries.range(..=item).next_back()?;
        (entry.end > item).then_some(first)
    }

    /// A segment parted where entries begin and end in it.
    pub fn parts<'n>(&'n self, segment: &Segment) -> impl Iterator<Item = Segment> + 'n {
        let (segment, mut start) = (*segment, segment.start);
        let within = self.entries.range(segment.start + 1..segment.end.max(segment.start + 1));
        let starts = within.map(|(&first, _)| first);
        let around = self.entries.range(..=segment.start).next_back().map(|(_, entry)| entry.end);
        let ends = around.into_iter().filter(move |end| (segment.start + 1..segment.end).contains(end));
        ends.chain(starts).chain([segment.end]).filter_map(move |end| {
            let part = (end > start).then_some(Segment { start, end, ..segment });
            start = start.max(end);
            part
        })
    }

    fn take_markers(&mut self, outline: &Outline<'_>, extents: &Extents<'_, '_>, links: &[InnerLink<'_>]) {
        let mut by_holder: BTreeMap<u32, Vec<&InnerLink<'_>>> = BTreeMap::new();
        // Notes follow the text; a link upward is the way back.
        let marks = links.iter().filter(|link| link.marked && link.label.is_some());
        for link in marks.filter(|link| link.target.is_some_and(|target| target > link.item)) {
            let target = link.target.unwrap_or_default();
            if margin::is_within(outline, extents, link.item, target) {
                self.take_margin_note(outline, link, target);
            } else if let Some(holder) = extents.holder(target) {
                by_holder.entry(holder).or_default().push(link);
            }
        }
        let holders: HashSet<u32> = by_holder.keys().copied().collect();
        for (&holder, links) in &by_holder {
            self.take_holder(outline, extents, holder, links, &holders);
        }
        self.drop_markers_within_a_list();
        if !self.entries.is_empty() {
            self.take_dangling(links);
        }
    }

    /// Takes the notes of one holder: itself, or its parts where several notes stand in it or their marks do.
    fn take_holder(
        &mut self,
        outline: &Outline<'_>,
        extents: &Extents<'_, '_>,
        holder: u32,
        links: &[&InnerLink<'_>],
        holders: &HashSet<u32>,
    ) {
        let items = &outline.items;
        let holds_marks =
            links.iter().any(|link| holder <= link.item && link.item < items[holder as usize].end);
        let mut anchors: Vec<u32> = links.iter().filter_map(|link| link.target).collect();
        anchors.sort_unstable();
        anchors.dedup();
        let labels: HashSet<&str> = links.iter().filter_map(|link| link.label.as_deref()).collect();
        let parts = if holds_marks || (anchors.len() > 1 && labels.len() > 1) {
            extents.parts(holder, &anchors)
        } else {
            BTreeMap::new()
        };
        let starts: HashSet<u32> = parts.values().map(|part| part.start).collect();
        let is_parted = holds_marks || starts.len() > 1;
        let end = extents.end_of(holder, &|item| holders.contains(&item));
        for link in links {
            let part = link.target.and_then(|target| parts.get(&target)).filter(|_| is_parted);
            let extent = part.cloned().unwrap_or(holder..end);
            if extent.start <= link.item && link.item < extent.end || !extents.is_note(extent.clone()) {
                continue;
            }
            let list = if is_parted { holder } else { items[holder as usize].parent };
            self.take(link, extent, list, !is_parted);
        }
    }

    fn take(&mut self, link: &InnerLink<'_>, extent: Range<u32>, list: u32, is_element: bool) {
        let Some(label) = &link.label else { return };
        let entry = self.entries.entry(extent.start).or_default();
        (entry.end, entry.list, entry.is_element) = (extent.end, list, is_element);
        if !entry.anchors.iter().any(|anchor| anchor == link.fragment) {
            entry.anchors.push(link.fragment.to_owned());
        }
        self.markers.insert(link.item, Marker { label: label.clone(), target: link.fragment.to_owned() });
    }

    /// Takes a note that stands in the sentence that cites it.
    fn take_margin_note(&mut self, outline: &Outline<'_>, link: &InnerLink<'_>, note: u32) {
        let Some(label) = &link.label else { return };
        let target = link.fragment.to_owned();
        let entry = self.margin.entry(note).or_default();
        entry.end = outline.items[note as usize].end;
        entry.anchors.push(target.clone());
        self.markers.insert(link.item, Marker { label: label.clone(), target });
    }

    /// Takes the notes that a switch or a raised number right before them shows.
    fn take_margin(&mut self, outline: &Outline<'_>, extents: &Extents<'_, '_>) {
        for found in margin::find(outline, extents) {
            if self.margin.contains_key(&found.note) || self.entry_around(found.note).is_some() {
                continue;
            }
            let anchor = format!("margin {}", found.note);
            let end = outline.items[found.note as usize].end;
            match found.label {
                Some(label) => {
                    self.markers.insert(found.mark, Marker { label, target: anchor.clone() });
                }
                None => {
                    self.switches.insert(found.mark);
                }
            }
            let is_unmarked = self.switches.contains(&found.mark);
            self.margin
                .insert(found.note, Entry { anchors: vec![anchor], end, is_unmarked, ..Entry::default() });
        }
    }

    /// Takes the notes that open with raised numbers, linked or not.
    fn take_raised(&mut self, outline: &Outline<'_>, extents: &Extents<'_, '_>) {
        for found in raised::find(outline, extents) {
            let start = found.extent.start;
            let is_taken = |item: &u32| self.markers.contains_key(item) || self.margin.contains_key(item);
            let overlaps = self.entry_around(start).is_some()
                || self.entries.range(found.extent.clone()).next().is_some()
                || self.margin.range(found.extent.clone()).next().is_some();
            let marks: Vec<u32> = found.marks.into_iter().filter(|mark| !is_taken(mark)).collect();
            if overlaps || marks.is_empty() {
                continue;
            }
            let target = format!("raised {}", found.opening);
            for mark in marks {
                let label = found.number.to_string();
                self.markers.insert(mark, Marker { label, target: target.clone() });
            }
            self.switches.insert(found.opening);
            let list = outline.items[start as usize].parent;
            self.entries.insert(
                start,
                Entry { anchors: vec![target], end: found.extent.end, list, ..Entry::default() },
            );
        }
    }

    /// An entry that points to another of its own list cites nothing; a note that points into the list of
    /// sources does.
    fn drop_markers_within_a_list(&mut self) {
        let by_anchor: HashMap<&str, u32> = self
            .entries
            .iter()
            .flat_map(|(&item, entry)| entry.anchors.iter().map(move |anchor| (anchor.as_str(), item)))
            .collect();
        let list = |entry: u32| self.entries.get(&entry).map(|entry| entry.list);
        let within = |item: u32, marker: &Marker| {
            let (around, target) = (self.entry_around(item), by_anchor.get(marker.target.as_str()));
            matches!((around, target), (Some(around), Some(&target)) if list(around) == list(target))
        };
        let dropped: Vec<u32> = self
            .markers
            .iter()
            .filter(|(item, marker)| within(**item, marker))
            .map(|(item, _)| *item)
            .collect();
        for item in dropped {
            self.markers.remove(&item);
        }
    }

    /// Markers like those that lead to a note, and whose own note is missing.
    fn take_dangling(&mut self, links: &[InnerLink<'_>]) {
        for link in links.iter().filter(|link| link.marked && link.target.is_none()) {
            let Some(label) = &link.label else { continue };
            let alike = self.markers.values().any(|known| same_shape(&known.target, link.fragment));
            if alike && self.entry_around(link.item).is_none() {
                self.markers
                    .insert(link.item, Marker { label: label.clone(), target: link.fragment.to_owned() });
            }
        }
    }

    fn take_backlinks(&mut self, links: &[InnerLink<'_>]) {
        let back = links.iter().filter(|link| link.target.is_some_and(|target| target <= link.item));
        self.backlinks.extend(back.map(|link| (link.item, ())));
    }

    /// The other items of a list that holds notes are notes too, cited or not.
    fn complete_lists(&mut self, outline: &Outline<'_>) {
        let mut lists: Vec<u32> = self
            .entries
            .iter()
            .filter(|(item, entry)| entry.is_element && outline.items[**item as usize].tag == Tag::Li)
            .map(|(_, entry)| entry.list)
            .collect();
        lists.extend((0..clamp(outline.items.len())).filter(|&item| is_reference_list(outline, item)));
        lists.sort_unstable();
        lists.dedup();
        for list in lists {
            let Some(element) = outline.element(list as usize) else { continue };
            let ordered = outline.items[list as usize].tag == Tag::Ol;
            let mut number =
                element.value_of("start").and_then(|start| start.trim().parse::<u32>().ok()).unwrap_or(1);
            for child in children(outline, list) {
                if outline.items[child as usize].tag != Tag::Li {
                    continue;
                }
                if let Some(value) = outline
                    .element(child as usize)
                    .and_then(|item| item.value_of("value"))
                    .and_then(|value| value.trim().parse().ok())
                {
                    number = value;
                }
                let entry = self.entries.entry(child).or_default();
                (entry.end, entry.list) = (outline.items[child as usize].end, list);
                entry.number = ordered.then_some(number);
                number = number.saturating_add(1);
            }
        }
    }
}

/// Whether an element is a list of references by its name: `<ol class="references">`.
fn is_reference_list(outline: &Outline<'_>, item: u32) -> bool {
    let element = &outline.items[item as usize];
    element.tag == Tag::Ol && element.marks.has(Marks::REFERENCES)
}

/// The children of an item.
fn children<'o>(outline: &'o Outline<'_>, item: u32) -> impl Iterator<Item = u32> + 'o {
    let end = outline.items[item as usize].end;
    let mut next = item + 1;
    std::iter::from_fn(move || {
        let child = (next < end).then_some(next)?;
        next = outline.items[child as usize].end.max(child + 1);
        Some(child)
    })
}
