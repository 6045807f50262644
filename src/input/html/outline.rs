//! A page as one flat list of elements and texts in document order, cut into segments of running text.
//! It says how much text and how many links stand where; it does not choose.

use std::collections::HashSet;
use std::ops::Range;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use crate::input::html::names::{Names, marks_of};
use crate::input::html::vocabulary::Marks;
use crate::markup::Page;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::text::spaces::single_spaced;
use crate::text::span::clamp;

/// Bytes of words that are parted: what names or dates stand in is shorter.
const MOST_PARTED: usize = 2000;

/// The flat page.
pub struct Outline<'p> {
    /// The page it is of.
    pub page: &'p Page,
    /// Elements and texts in document order. The first is the root.
    pub items: Vec<Item>,
    /// Runs of inline content in document order.
    pub segments: Vec<Segment>,
    /// Positions of the `h1` elements, ascending.
    pub headings: Vec<u32>,
    reveal: Reveal,
    /// The source bytes of what was left out as kept from programs that read aloud.
    unread: usize,
    /// The paragraphs that were left out for the same reason.
    hushed: Vec<NodeId>,
    /// Those of them that are taken in.
    alone: HashSet<NodeId>,
    /// The ids of what its buttons open.
    collapsed: HashSet<&'p str>,
}

/// What is taken in though the page hides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reveal {
    Nothing,
    /// What is kept from programs that read aloud.
    Unread,
    Everything,
}

/// The weight of a line from which on it is prose and no label.
const PROSE: u32 = 60;

/// How often the text shown otherwise has to go into a part for the part to be most of the page's.
const MOST_OF_TEXT: usize = 2;

/// Levels outward from a box within a heading to the heading.
const BOXES_IN_HEADING: usize = 4;

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its node.
    pub node: NodeId,
    /// What it is.
    pub tag: Tag,
    /// Its parent's position in the list; its own for the root.
    pub parent: u32,
    /// The position after its last descendant.
    pub end: u32,
    /// What its names say. Texts have none.
    pub marks: Marks,
    /// For a text: its weight.
    pub chars: u32,
}

/// A run of inline content within one block element: what becomes one block of text.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// Its first item.
    pub start: u32,
    /// The item after its last.
    pub end: u32,
    /// The block element it stands in.
    pub block: u32,
    /// Its weight: letters and digits, with East Asian ones counted twice.
    pub chars: u32,
    /// The weight inside links.
    pub link_chars: u32,
}

impl Segment {
    /// The share of its text that is linked, 0 to 1.
    pub fn link_share(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.link_chars as f32 / self.chars as f32 }
    }
}

impl<'p> Outline<'p> {
    /// Flattens what a page shows. What is kept from programs that read aloud can be seen all the same: it
    /// counts where it holds nearly all of the page's text, as the page behind an open dialog does.
    pub fn new(page: &'p Page) -> Self {
        let mut outline = Self::with(page, Reveal::Nothing, HashSet::new());
        let alone = outline.said_nowhere_else();
        if !alone.is_empty() {
            outline = Self::with(page, Reveal::Nothing, alone);
        }
        let shown = outline.prose();
        if outline.unread < MOST_OF_TEXT * shown as usize + PROSE as usize {
            return outline;
        }
        let revealed = Self::with(page, Reveal::Unread, HashSet::new());
        if revealed.prose() > MOST_OF_TEXT as u32 * shown + PROSE { revealed } else { outline }
    }

    /// Flattens a page with all that its attributes hide.
    pub fn with_hidden(page: &'p Page) -> Self {
        Self::with(page, Reveal::Everything, HashSet::new())
    }

    /// The weight of the page's text in lines that are neither short nor mostly links.
    pub fn prose(&self) -> u32 {
        let lines = self.segments.iter();
        lines.filter(|line| line.chars >= PROSE && line.link_share() < 0.5).map(|line| line.chars).sum()
    }

    /// The paragraphs that are kept from programs that read aloud though they stand among others that are
    /// not, and have prose that the page has nowhere else: no program has them in other words.
    fn said_nowhere_else(&self) -> HashSet<NodeId> {
        if self.hushed.is_empty() {
            return HashSet::new();
        }
        let is_paragraph =
            |line: &&Segment| line.chars >= PROSE && self.items[line.block as usize].tag == Tag::P;
        let parent_of = |node: NodeId| Some(self.page.tree.get(node)?.parent()?.id());
        let paragraphs = self.segments.iter().filter(is_paragraph);
        let parents: HashSet<NodeId> =
            paragraphs.filter_map(|line| parent_of(self.items[line.block as usize].node)).collect();
        let said: HashSet<String> = self.segments.iter().map(|line| self.segment_text(line)).collect();
        let is_alone = |node: &NodeId| {
            let words = words_of(self.page, *node);
            weight(&words) >= PROSE
                && parent_of(*node).is_some_and(|parent| parents.contains(&parent))
                && !said.contains(&single_spaced(&words))
        };
        self.hushed.iter().copied().filter(is_alone).collect()
    }

    fn with(page: &'p Page, reveal: Reveal, alone: HashSet<NodeId>) -> Self {
        let (items, segments, headings) = Default::default();
        let collapsed = collapsed(page);
        let hushed = Vec::new();
        let mut outline =
            Self { page, items, segments, headings, reveal, unread: 0, hushed, alone, collapsed };
        outline.flatten();
        let is_headline = |(at, item): (usize, &Item)| (item.tag == Tag::H1).then(|| clamp(at));
        outline.headings = outline.items.iter().enumerate().filter_map(is_headline).collect();
        outline.cut();
        outline
    }

    /// The element of an item; none for a text.
    pub fn element(&self, item: usize) -> Option<&'p Element> {
        self.node(item)?.value().as_element()
    }

    /// The text of an item; empty for an element.
    pub fn text(&self, item: usize) -> &'p str {
        self.node(item).and_then(|node| node.value().as_text()).map_or("", |text| text)
    }

    /// The words of a segment, single-spaced.
    pub fn segment_text(&self, segment: &Segment) -> String {
        let mut words = String::new();
        for at in segment.start as usize..segment.end as usize {
            match self.items[at].tag {
                Tag::Text => words.push_str(self.text(at)),
                Tag::Br => words.push(' '),
                _ => {}
            }
        }
        single_spaced(&words)
    }

    /// The words of some items, single-spaced, with a space wherever an element ends or begins that is more
    /// than an emphasis: a name and a day that stand in two elements are two words.
    pub fn parted_text(&self, items: Range<usize>) -> String {
        single_spaced(&self.parted(items))
    }

    /// The same in lines: a line break wherever a block ends or begins.
    pub fn parted_lines(&self, items: Range<usize>) -> String {
        let parted = self.parted(items);
        let lines = parted.split('\n').map(single_spaced);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn parted(&self, items: Range<usize>) -> String {
        let mut words = String::new();
        let mut last = None;
        for at in items.filter(|&at| self.items[at].tag == Tag::Text) {
            words.extend(last.and_then(|last| self.boundary(last, at)));
            let text = self.text(at);
            words.extend(text.chars().map(|letter| if letter == '\n' { ' ' } else { letter }));
            last = Some(at);
            if words.len() > MOST_PARTED {
                break;
            }
        }
        words
    }

    /// What parts two texts: the beginning or end of a block or of another element that is no emphasis.
    fn boundary(&self, before: usize, behind: usize) -> Option<char> {
        let emphasis =
            ["b", "i", "em", "strong", "u", "s", "sup", "sub", "small", "big", "font", "mark", "wbr", "abbr"];
        let is_emphasis = |at: &usize| {
            let name = self.element(*at).map_or("", Element::name);
            emphasis.contains(&name)
        };
        let ended: Vec<usize> =
            self.ancestors(before).skip(1).take_while(|&at| self.items[at].end as usize <= behind).collect();
        // One emphasis right behind another shows a name beside a role, not letters of a word.
        let is_beside = !ended.is_empty() && before + 1 < behind && self.is_next_line(before, behind);
        let mut parted = None;
        for at in (before + 1..behind).chain(ended).filter(|at| !is_emphasis(at)) {
            if self.items[at].tag.is_block() || self.items[at].tag == Tag::Br {
                return Some('\n');
            }
            parted = Some(' ');
        }
        parted.or(is_beside.then_some('\n'))
    }

    /// Whether a text stands apart from the one before it by its looks alone: it has a capital right behind a
    /// small letter, and the one before is of several words.
    fn is_next_line(&self, before: usize, behind: usize) -> bool {
        let words = self.text(before);
        words.ends_with(char::is_lowercase)
            && words.trim().contains(char::is_whitespace)
            && self.text(behind).starts_with(char::is_uppercase)
    }

    /// The items from one on outward to the root, itself first.
    pub fn ancestors(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(item), |&at| {
            let parent = self.items[at].parent as usize;
            (parent != at).then_some(parent)
        })
    }

    /// The segments in an element, by their positions.
    pub fn segments_in(&self, item: usize) -> Range<usize> {
        let end = self.items[item].end;
        let from = self.segments.partition_point(|segment| (segment.start as usize) < item);
        let to = self.segments.partition_point(|segment| segment.start < end);
        from..to
    }

    /// The children of an item, in order.
    pub fn children(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.items[item].end as usize;
        let mut next = item + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = (self.items[child].end as usize).max(child + 1);
            Some(child)
        })
    }

    fn node(&self, item: usize) -> Option<NodeRef<'p, Node>> {
        self.page.tree.get(self.items.get(item)?.node)
    }

    fn flatten(&mut self) {
        let mut names = Names::new();
        let mut parents: Vec<u32> = Vec::new();
        // How deep in elements of code the walk is: the names there are those of its colours.
        let mut in_code = 0usize;
        let root = self.page.tree.root();
        self.items.push(Item {
            node: root.id(),
            tag: Tag::Div,
            parent: 0,
            end: 0,
            marks: Marks::NONE,
            chars: 0,
        });
        parents.push(0);
        let mut next = root.first_child();
        let mut current = root;
        loop {
            let Some(node) = next else {
                // The current element's children are done: close it and go on with its next sibling.
                let Some(closed) = parents.pop() else { return };
                self.items[closed as usize].end = clamp(self.items.len());
                in_code -= usize::from(self.items[closed as usize].tag == Tag::Pre);
                let Some(parent) = current.parent() else { return };
                next = current.next_sibling();
                current = parent;
                continue;
            };
            next = match self.item_of(node, parents.last().copied().unwrap_or(0), &mut names) {
                Some(mut item) if item.tag != Tag::Text => {
                    if in_code > 0 {
                        item.marks = Marks::NONE;
                    }
                    in_code += usize::from(item.tag == Tag::Pre);
                    parents.push(clamp(self.items.len()));
                    self.items.push(item);
                    current = node;
                    node.first_child()
                }
                other => {
                    if let Some(item) = other {
                        self.items.push(Item { end: clamp(self.items.len() + 1), ..item });
                    }
                    node.next_sibling()
                }
            };
        }
    }

    fn item_of(&mut self, node: NodeRef<'p, Node>, parent: u32, names: &mut Names<'p>) -> Option<Item> {
        let plain = Item { node: node.id(), tag: Tag::Text, parent, end: 0, marks: Marks::NONE, chars: 0 };
        match node.value() {
            Node::Text(text) => Some(Item { chars: weight(text), ..plain }),
            Node::Element(element) => {
                let tag = Tag::of(&element.name.local);
                if tag == Tag::Void {
                    return None;
                }
                let marks = if tag == Tag::Br { Marks::NONE } else { self.marks_of(element, tag, names) };
                if marks.has(Marks::HIDDEN) && self.reveal < Reveal::Everything {
                    return None;
                }
                let is_taken_in = self.reveal >= Reveal::Unread && tag.is_block();
                if marks.has(Marks::UNREAD) && !is_taken_in && !self.alone.contains(&node.id()) {
                    self.hushed.extend((tag == Tag::P).then_some(node.id()));
                    self.unread += self.page.span(node.id()).len();
                    return None;
                }
                let marks = Marks(marks.0 & !(Marks::HIDDEN | Marks::UNREAD).0);
                Some(Item { tag, marks, ..plain })
            }
            _ => None,
        }
    }

    /// What an element's names say of it, but that it is hidden where a button of the page opens it.
    fn marks_of(&self, element: &'p Element, tag: Tag, names: &mut Names<'p>) -> Marks {
        let marks = marks_of(element, tag, names);
        let is_part_of_page =
            !matches!(tag, Tag::Nav | Tag::Aside | Tag::Header | Tag::Footer) && element.name() != "form";
        let opens = || element.value_of("id").is_some_and(|id| self.collapsed.contains(id));
        if is_part_of_page && !self.collapsed.is_empty() && marks.has(Marks::HIDDEN) && opens() {
            return Marks(marks.0 & !Marks::HIDDEN.0);
        }
        marks
    }

    /// Cuts the list into segments: at block elements and at two line breaks in a row.
    fn cut(&mut self) {
        let mut cutter = Cutter::default();
        for at in 0..self.items.len() {
            cutter.close(at, &mut self.segments);
            let item = &self.items[at];
            let is_no_link = item.tag == Tag::A && self.element(at).is_some_and(names_a_place);
            if !is_no_link {
                cutter.item(at, item, &mut self.segments);
            }
            if item.tag == Tag::Text && item.chars == 0 && !self.text(at).trim().is_empty() {
                cutter.breaks = 0;
            }
        }
        cutter.end(&mut self.segments);
        self.settle_headings();
    }

    /// Words that lie in a box within a heading are the heading's where it has no others.
    fn settle_headings(&mut self) {
        let heading_of = |at: usize| {
            let block = self.segments[at].block as usize;
            let mut outward = self.ancestors(block).take(BOXES_IN_HEADING);
            let heading = outward.find(|&item| self.items[item].tag.heading_level() > 0)?;
            let is_box = self.items[block].tag != Tag::P;
            (is_box && heading != block && self.segments_in(heading).len() == 1)
                .then_some((at, clamp(heading)))
        };
        let boxed: Vec<(usize, u32)> = (0..self.segments.len()).filter_map(heading_of).collect();
        for (at, heading) in boxed {
            self.segments[at].block = heading;
        }
    }
}

/// Collects segments in one pass over the items.
#[derive(Default)]
struct Cutter {
    /// Open block elements: position and end.
    blocks: Vec<(u32, u32)>,
    /// The ends of open links.
    links: Vec<u32>,
    open: Option<Segment>,
    /// Line breaks since the last word.
    breaks: u32,
}

impl Cutter {
    fn close(&mut self, at: usize, segments: &mut Vec<Segment>) {
        while self.blocks.last().is_some_and(|(_, end)| *end as usize <= at) {
            self.end(segments);
            self.blocks.pop();
        }
        while self.links.last().is_some_and(|end| *end as usize <= at) {
            self.links.pop();
        }
    }

    fn item(&mut self, at: usize, item: &Item, segments: &mut Vec<Segment>) {
        match item.tag {
            Tag::Text => self.text(at, item),
            Tag::Br => {
                self.breaks += 1;
                if self.breaks == 2 {
                    self.end(segments);
                }
            }
            Tag::A => self.links.push(item.end),
            tag if tag.is_block() => {
                self.end(segments);
                self.blocks.push((clamp(at), item.end));
            }
            _ => {}
        }
    }

    fn text(&mut self, at: usize, item: &Item) {
        if item.chars == 0 && self.open.is_none() {
            return;
        }
        let block = self.blocks.last().map_or(0, |block| block.0);
        let start = clamp(at);
        let segment = self.open.get_or_insert(Segment { start, end: start, block, chars: 0, link_chars: 0 });
        segment.end = clamp(at + 1);
        segment.chars += item.chars;
        if !self.links.is_empty() {
            segment.link_chars += item.chars;
        }
        if item.chars > 0 {
            self.breaks = 0;
        }
    }

    /// Ends the open segment.
    fn end(&mut self, segments: &mut Vec<Segment>) {
        self.breaks = 0;
        segments.extend(self.open.take().filter(|segment| segment.chars > 0));
    }
}

/// All words in a node.
fn words_of(page: &Page, node: NodeId) -> String {
    let inside = page.tree.get(node).into_iter().flat_map(|node| node.descendants());
    inside.filter_map(|node| node.value().as_text().map(|text| &**text)).collect()
}

/// The weight of a text: letters and digits; East Asian ones count twice, since a word has fewer of them.
fn weight(text: &str) -> u32 {
    let mut weight = 0u32;
    for &byte in text.as_bytes() {
        weight += match byte {
            // By first bytes, without decoding: the leading bytes of letters in UTF-8, East Asian from E3 on.
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xDF | 0xE0..=0xE1 => 1,
            0xE3..=0xED => 2,
            _ => 0,
        };
    }
    weight
}

/// The ids of what buttons of a page open (WAI-ARIA 1.2, 6.6: `aria-expanded`, `aria-controls`).
fn collapsed(page: &Page) -> HashSet<&str> {
    let elements = page.tree.values().filter_map(Node::as_element);
    let buttons = elements.filter(|element| element.value_of("aria-expanded").is_some());
    let ids = buttons.filter_map(|element| element.value_of("aria-controls"));
    ids.flat_map(str::split_ascii_whitespace).collect()
}

/// Whether an anchor is the end of links, and none itself.
fn names_a_place(anchor: &Element) -> bool {
    !anchor.attrs.is_empty() && anchor.attrs.iter().all(|(name, _)| matches!(&*name.local, "name" | "id"))
}
