//! Finds footnote and reference markup: markers that link to notes further down, and the elements that hold
//! the notes. A marker is resolved by its link, never by the number it shows.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::input::html::outline::Outline;
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::text::span::clamp;

/// The notes of a page.
#[derive(Debug, Default)]
pub struct Notes {
    /// By the item of the link: its marker.
    pub markers: HashMap<u32, Marker>,
    /// By the item of the element that holds an entry: the entry.
    pub entries: BTreeMap<u32, Entry>,
    /// Links from entries back into the text: no part of the entry's words.
    pub backlinks: HashMap<u32, ()>,
}

/// A link that cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The label as shown, without brackets.
    pub label: String,
    /// The name by which the entry is known: the fragment of the link.
    pub target: String,
}

/// An element that holds a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The fragments that lead to it.
    pub anchors: Vec<String>,
    /// Its number in an ordered list.
    pub number: Option<u32>,
}

/// A link within the page.
struct InnerLink<'p> {
    item: u32,
    fragment: &'p str,
    /// Its words without brackets.
    label: Option<String>,
    /// Whether its markup says that it is a marker: superscript, brackets, class or role.
    marked: bool,
    /// The item it leads to.
    target: Option<u32>,
}

impl Notes {
    /// Finds the notes of a page.
    pub fn find(outline: &Outline<'_>) -> Self {
        let mut notes = Self::default();
        let links = inner_links(outline);
        if links.iter().any(|link| link.label.is_some() && link.marked) {
            notes.take_markers(outline, &links);
            notes.take_backlinks(&links);
        }
        notes.complete_lists(outline);
        notes
    }

    /// Whether an item stands in an entry.
    pub fn entry_around(&self, outline: &Outline<'_>, item: u32) -> Option<u32> {
        let (&entry, _) = self.entries.range(..=item).next_back()?;
        (outline.items[entry as usize].end > item).then_some(entry)
    }

    fn take_markers(&mut self, outline: &Outline<'_>, links: &[InnerLink<'_>]) {
        for link in links.iter().filter(|link| link.marked) {
            let (Some(label), Some(target)) = (&link.label, link.target) else { continue };
            // Notes follow the text; a link upward is the way back.
            if target <= link.item {
                continue;
            }
            let Some(holder) = holder(outline, target) else { continue };
            if outline.items[holder as usize].end > link.item && holder <= link.item {
                continue;
            }
            let entry = self.entries.entry(holder).or_default();
            if !entry.anchors.iter().any(|anchor| anchor == link.fragment) {
                entry.anchors.push(link.fragment.to_owned());
            }
            self.markers.insert(link.item, Marker { label: label.clone(), target: link.fragment.to_owned() });
        }
        self.drop_markers_within_a_list(outline);
        if !self.entries.is_empty() {
            self.take_dangling(outline, links);
        }
    }

    /// An entry that points to another of its own list cites nothing; a note that points into the list of
    /// sources does.
    fn drop_markers_within_a_list(&mut self, outline: &Outline<'_>) {
        let by_anchor: HashMap<&str, u32> = self
            .entries
            .iter()
            .flat_map(|(&item, entry)| entry.anchors.iter().map(move |anchor| (anchor.as_str(), item)))
            .collect();
        let list = |entry: u32| outline.items[entry as usize].parent;
        let within = |item: u32, marker: &Marker| {
            let (around, target) = (self.entry_around(outline, item), by_anchor.get(marker.target.as_str()));
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
    fn take_dangling(&mut self, outline: &Outline<'_>, links: &[InnerLink<'_>]) {
        for link in links.iter().filter(|link| link.marked && link.target.is_none()) {
            let Some(label) = &link.label else { continue };
            let alike = self.markers.values().any(|known| same_shape(&known.target, link.fragment));
            if alike && self.entry_around(outline, link.item).is_none() {
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
            .keys()
            .filter(|&&entry| outline.items[entry as usize].tag == Tag::Li)
            .map(|&entry| outline.items[entry as usize].parent)
            .collect();
        lists.extend((0..clamp(outline.items.len())).filter(|&item| is_reference_list(outline, item)));
        lists.sort_unstable();
        lists.dedup();
        for list in lists {
            let Some(element) = outline.element(list as usize) else { continue };
            let ordered = outline.items[list as usize].tag == Tag::Ol;
            let mut number =
                element.attr("start").and_then(|start| start.trim().parse::<u32>().ok()).unwrap_or(1);
            for child in children(outline, list) {
                if outline.items[child as usize].tag != Tag::Li {
                    continue;
                }
                if let Some(value) = outline
                    .element(child as usize)
                    .and_then(|item| item.attr("value"))
                    .and_then(|value| value.trim().parse().ok())
                {
                    number = value;
                }
                let entry = self.entries.entry(child).or_default();
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

/// Every link to a fragment, in document order.
fn inner_links<'p>(outline: &Outline<'p>) -> Vec<InnerLink<'p>> {
    let mut links = Vec::new();
    for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.tag == Tag::A) {
        let Some(fragment) = outline.element(at).and_then(|element| element.attr("href")).and_then(fragment)
        else {
            continue;
        };
        let words = words(outline, at);
        let (label, bracketed) = label(&words);
        let marked = bracketed || is_marked(outline, at, item.end);
        links.push(InnerLink { item: clamp(at), fragment, label, marked, target: None });
    }
    if links.iter().any(|link| link.label.is_some()) {
        let mut anchors = anchors(outline);
        pair_by_names(&links, &mut anchors);
        for link in &mut links {
            link.target = anchors.get(link.fragment).copied();
        }
        mark_what_is_linked_back(outline, &mut links);
    }
    links
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
fn mark_what_is_linked_back(outline: &Outline<'_>, links: &mut [InnerLink<'_>]) {
    /// Ways back that one note has.
    const MOST_BACK: usize = 16;
    let back: Vec<(u32, u32)> = links
        .iter()
        .filter_map(|link| Some((link.item, link.target.filter(|&target| target < link.item)?)))
        .collect();
    for link in links.iter_mut().filter(|link| !link.marked && link.label.is_some()) {
        let Some(target) = link.target.filter(|&target| target > link.item) else { continue };
        let Some(holder) = holder(outline, target) else { continue };
        let end = outline.items[holder as usize].end;
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
        let name = element.attr("name").filter(|_| item.tag == Tag::A);
        for anchor in element.attr("id").into_iter().chain(name) {
            anchors.entry(Cow::Borrowed(anchor)).or_insert(clamp(at));
        }
    }
    anchors
}

/// The words of an element, shortened: a label is short.
fn words(outline: &Outline<'_>, item: usize) -> String {
    let mut words = String::new();
    for at in item + 1..outline.items[item].end as usize {
        if outline.items[at].tag == Tag::Text {
            words.push_str(outline.text(at));
        }
        if words.len() > 40 {
            break;
        }
    }
    words.trim().to_owned()
}

/// The label that a marker's words show, and whether brackets stood around it.
fn label(words: &str) -> (Option<String>, bool) {
    let inside = words
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .or_else(|| words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')));
    let bracketed = inside.is_some_and(|_| words.starts_with('['));
    let core = inside.unwrap_or(words).trim();
    // No page has ten thousand notes; longer numbers are of years, pages or votes.
    let number = core.len() <= 4 && !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit());
    let letter = core.chars().count() <= 2
        && core.chars().all(|character| {
            character.is_ascii_lowercase() || matches!(character, '*' | '†' | '‡' | '§' | '¶' | 'α'..='ω')
        });
    let roman = core.len() <= 6 && core.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
    let named =
        core.rsplit_once(|character: char| character.is_whitespace()).is_some_and(|(name, number)| {
            // `note 3`, `Anmerkung 3`: one word, not the end of a sentence.
            name.chars().count() <= 12
                && number.len() <= 4
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    let is_label = !core.is_empty() && (number || letter || roman || named);
    (is_label.then(|| core.split_whitespace().collect::<Vec<_>>().join(" ")), bracketed)
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
    ["class", "role", "rel", "epub:type"].iter().any(|name| element.attr(name).is_some_and(says))
}

/// The element that holds a note: the nearest list item, paragraph, definition, cell or box around its
/// anchor.
fn holder(outline: &Outline<'_>, anchor: u32) -> Option<u32> {
    // An anchor in a note has a few inline elements above it, not more.
    let found = outline.ancestors(anchor as usize).take(6).find(|&at| {
        let tag = outline.items[at].tag;
        tag.is_block() && !matches!(tag, Tag::Hr)
    })?;
    // An anchor right inside a paragraph of a list item stands for the item.
    let parent = outline.items[found].parent as usize;
    let outer = (matches!(outline.items[found].tag, Tag::P | Tag::Div)
        && outline.items[parent].tag == Tag::Li)
        .then_some(parent);
    let holder = outer.unwrap_or(found);
    let weight: u32 =
        outline.items[holder..outline.items[holder].end as usize].iter().map(|item| item.chars).sum();
    // A whole section is no note.
    (weight < 4000 && holder != 0).then_some(clamp(holder))
}

/// Whether two fragments are alike but for digits: `fn-3` and `fn-12`.
fn same_shape(a: &str, b: &str) -> bool {
    let shape = |text: &str| {
        text.split(|character: char| character.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (shape(a), shape(b));
    !a.is_empty() && (a == b || a.first() == b.first())
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_are_numbers_letters_signs_and_named_numbers() {
        let table = [
            ("[1]", Some("1"), true),
            ("12", Some("12"), false),
            ("[note 3]", Some("note 3"), true),
            ("[a]", Some("a"), true),
            ("†", Some("†"), false),
            ("(2)", Some("2"), false),
            ("^", None, false),
            ("read more", None, false),
            ("↩", None, false),
        ];
        for (words, expected, bracketed) in table {
            assert_eq!(label(words), (expected.map(str::to_owned), bracketed), "{words}");
        }
    }
}
