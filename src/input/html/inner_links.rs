//! Finds the links within a page and where they lead, and tells which of them look like marks of notes.
//! What they lead to is for `notes`.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::input::html::note_extent::Extents;
use crate::input::html::note_labels::{label, words};
use crate::input::html::numbers::Numbers;
use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::text::span::clamp;

/// A link within the page.
pub(super) struct InnerLink<'p> {
    pub(super) item: u32,
    pub(super) fragment: &'p str,
    /// Its words without brackets.
    pub(super) label: Option<String>,
    /// Whether its markup says that it is a marker: superscript, brackets, class or role.
    pub(super) marked: bool,
    /// The item it leads to.
    pub(super) target: Option<u32>,
}

/// Every link to a fragment, in document order.
pub(super) fn find<'p>(outline: &Outline<'p>) -> Vec<InnerLink<'p>> {
    let mut links = Vec::new();
    for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.tag == Tag::A) {
        let Some(fragment) =
            outline.element(at).and_then(|element| element.value_of("href")).and_then(fragment)
        else {
            continue;
        };
        let words = words(outline, at);
        let (label, bracketed) = label(&words);
        let marked = bracketed || is_marked(outline, at, item.end);
        links.push(InnerLink { item: clamp(at), fragment, label, marked, target: None });
    }
    links
}

/// Finds where links lead, and which of them are marks since what they lead to leads back.
pub(super) fn follow<'p>(outline: &Outline<'p>, extents: &Extents<'_, '_>, links: &mut [InnerLink<'p>]) {
    let mut anchors = anchors(outline);
    pair_by_names(links, &mut anchors);
    for link in links.iter_mut() {
        link.target = anchors.get(link.fragment).copied();
    }
    mark_what_is_linked_back(outline, extents, links);
    mark_what_shows_its_number(outline, links);
}

/// A link is a marker if it shows the number of the item of an ordered list that it leads down to: `(2)` to
/// the second.
fn mark_what_shows_its_number(outline: &Outline<'_>, links: &mut [InnerLink<'_>]) {
    let mut numbers: Option<Numbers> = None;
    for link in links.iter_mut().filter(|link| !link.marked) {
        let number = link.label.as_deref().and_then(|label| label.parse::<u32>().ok());
        let Some((number, target)) = number.zip(link.target.filter(|&target| target > link.item)) else {
            continue;
        };
        let around = std::iter::once(target as usize).chain(outline.ancestors(target as usize).take(2));
        let item = around.into_iter().find(|&at| outline.items[at].tag == Tag::Li);
        let numbers = numbers.get_or_insert_with(|| Numbers::of(outline));
        link.marked = item.and_then(|item| numbers.of_item(clamp(item))) == Some(number);
    }
}

/// Word processors lose the ids and keep the names: `#_ftn1` leads to where `#_ftnref1` leads back from.
fn pair_by_names<'p>(links: &[InnerLink<'p>], anchors: &mut HashMap<Cow<'p, str>, u32>) {
    let mut first: HashMap<&str, u32> = HashMap::new();
    for link in links {
        first.entry(link.fragment).or_insert(link.item);
    }
    for back in links.iter().filter(|link| link.fragment.contains("ref")) {
        let name = back.fragment.replacen("ref", "", 1);
        let Some(&marker) = first.get(name.as_str()).filter(|&&marker| marker < back.item) else { continue };
        anchors.entry(Cow::Owned(name)).or_insert(back.item);
        anchors.entry(Cow::Borrowed(back.fragment)).or_insert(marker);
    }
}

/// A link is a marker if what it leads to leads back to it, whatever their names are.
fn mark_what_is_linked_back(outline: &Outline<'_>, extents: &Extents<'_, '_>, links: &mut [InnerLink<'_>]) {
    /// Ways back that one note has.
    const MOST_BACK: usize = 16;
    let back: Vec<(u32, u32)> = links
        .iter()
        .filter_map(|link| Some((link.item, link.target.filter(|&target| target < link.item)?)))
        .collect();
    for link in links.iter_mut().filter(|link| !link.marked && link.label.is_some()) {
        let Some(target) = link.target.filter(|&target| target > link.item) else { continue };
        let Some(holder) = extents.holder(target) else { continue };
        let end = outline.items[holder as usize].end;
        if !extents.is_note(holder..end) {
            continue;
        }
        let first = back.partition_point(|(item, _)| *item < holder);
        let mut ways = back[first..].iter().take(MOST_BACK).take_while(|(item, _)| *item < end);
        link.marked = ways.any(|&(_, to)| to <= link.item && link.item < outline.items[to as usize].end);
    }
}

fn fragment(href: &str) -> Option<&str> {
    href.split_once('#').map(|(_, fragment)| fragment).filter(|fragment| !fragment.is_empty())
}

/// Where each id and `<a name>` stands; the first of equals.
fn anchors<'p>(outline: &Outline<'p>) -> HashMap<Cow<'p, str>, u32> {
    let mut anchors = HashMap::new();
    for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.tag != Tag::Text) {
        let Some(element) = outline.element(at) else { continue };
        let name = element.value_of("name").filter(|_| item.tag == Tag::A);
        for anchor in element.value_of("id").into_iter().chain(name) {
            anchors.entry(Cow::Borrowed(anchor)).or_insert(clamp(at));
        }
    }
    anchors
}

/// Whether markup says that a link is a marker.
fn is_marked(outline: &Outline<'_>, item: usize, end: u32) -> bool {
    // `sup`, `span` and the like stand right around a link; what is further out is its sentence.
    let parents = outline.ancestors(item).take(4).take_while(|&at| !outline.items[at].tag.is_block());
    let mut near = parents.chain(item + 1..(item + 3).min(end as usize));
    near.any(|at| outline.items[at].tag == Tag::Sup || outline.element(at).is_some_and(names_a_marker))
}

fn names_a_marker(element: &scraper::node::Element) -> bool {
    let says = |value: &str| {
        value.split_ascii_whitespace().any(|word| {
            let word = word.to_ascii_lowercase();
            [
                "noteref",
                "doc-noteref",
                "footnote",
                "footnote-ref",
                "footnote-link",
                "reference",
                "fn",
                "fnref",
                "easy-footnote",
                "citation",
                "cite",
            ]
            .contains(&word.as_str())
                || word.contains("footnote")
        })
    };
    ["class", "role", "rel", "epub:type"].iter().any(|name| element.value_of(name).is_some_and(says))
}

/// Whether two fragments are alike but for digits: `fn-3` and `fn-12`.
pub(super) fn same_shape(a: &str, b: &str) -> bool {
    let shape = |text: &str| {
        text.split(|character: char| character.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (shape(a), shape(b));
    !a.is_empty() && (a == b || a.first() == b.first())
}
