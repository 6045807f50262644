//! Turns segments of a page into blocks of text with exact positions, links, code and note markers. It does
//! not choose segments.

use std::collections::HashSet;
use std::ops::Range;

use url::Url;

use crate::address::wrappers::wrapped;
use crate::input::block::BlockBuilder;
use crate::input::html::notes::Notes;
use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::block::EntryFacts;
use crate::model::{Block, BlockKind, Hyperlink, NoteLink, TextRange};
use crate::text::ByteSpan;

/// Digits of the longest count of comments.
const LONGEST_COUNT: usize = 6;

/// Writes blocks of one page.
pub struct Writer<'a, 'p> {
    /// The page.
    pub outline: &'a Outline<'p>,
    /// Its notes.
    pub notes: &'a Notes,
    /// What relative addresses are relative to.
    pub base: Option<Url>,
}

/// An open inline element that means something.
struct Open {
    end: u32,
    start: usize,
    what: What,
}

enum What {
    Link(String),
    Note { label: String, target: String },
    Code,
}

/// A block in the making.
#[derive(Default)]
struct Draft {
    builder: BlockBuilder,
    open: Vec<Open>,
    links: Vec<Hyperlink>,
    notes: Vec<NoteLink>,
    code: Vec<TextRange>,
    span: Option<ByteSpan>,
    /// The note in the margin that is being written: others in its range are left out.
    note: Option<u32>,
}

impl Writer<'_, '_> {
    /// The block of a segment; none if it has no words.
    pub fn segment<'d>(&self, segment: &Segment, kind: BlockKind) -> Option<Block<'d>> {
        let mut draft = Draft::default();
        self.write(segment.start..segment.end, segment.block, &mut draft);
        let mut block = self.finish(draft, kind)?;
        if kind == BlockKind::Heading {
            let levels = self
                .outline
                .ancestors(segment.start as usize)
                .map(|at| self.outline.items[at].tag.heading_level());
            block.level = levels.take(8).find(|&level| level > 0).unwrap_or(0);
        }
        Some(block)
    }

    /// One block of several segments, with a line break between.
    pub fn joined<'d>(&self, segments: &[Segment], separator: &str, kind: BlockKind) -> Option<Block<'d>> {
        let mut draft = Draft::default();
        for segment in segments {
            if let Some(span) = draft.span.filter(|_| !draft.builder.is_empty()) {
                let at = span.end as usize;
                match separator {
                    "" => draft.builder.line_break(at),
                    " " => draft.builder.space(at),
                    _ => {
                        draft.builder.space(at);
                        draft.builder.push_decoded(separator, ByteSpan::new(at, at));
                        draft.builder.space(at);
                    }
                }
            }
            self.write(segment.start..segment.end, segment.block, &mut draft);
        }
        self.finish(draft, kind)
    }

    /// The block of an entry: everything in it but the way back, as one.
    pub fn entry<'d>(&self, item: u32, segments: &[Segment]) -> Option<Block<'d>> {
        let entry = self.notes.entries.get(&item)?;
        let mut block = self.joined(segments, "", BlockKind::ListItem)?;
        let span = self.outline.page.span(self.outline.items[item as usize].node);
        if !span.is_empty() && self.outline.items[item as usize].end == entry.end {
            block.span = span;
        }
        if self.is_encyclopedic(item) {
            let external = self.external(item);
            block.links.retain(|link| {
                external.contains(&*link.url) || external.is_empty() && self.leads_elsewhere(&link.url)
            });
        }
        block.anchors = entry.anchors.clone();
        block.label = entry.number.map(|number| number.to_string());
        block.definition = true;
        Some(block)
    }

    /// The notes in the margin of a segment, as blocks of their own.
    pub fn margin<'d>(&self, segment: &Segment) -> Vec<Block<'d>> {
        let mut blocks = Vec::new();
        for (&item, entry) in self.notes.margin.range(segment.start..segment.end) {
            let mut draft = Draft { note: Some(item), ..Draft::default() };
            self.write(item + 1..entry.end, item, &mut draft);
            let Some(mut block) = self.finish(draft, BlockKind::ListItem) else { continue };
            block.anchors.clone_from(&entry.anchors);
            block.definition = true;
            block.entry =
                entry.is_unmarked.then(|| Box::new(EntryFacts { linked: true, ..EntryFacts::default() }));
            blocks.push(block);
        }
        blocks
    }

    /// Whether an entry is MediaWiki's: its links within the encyclopedia explain words, those marked
    /// `external` are sources.
    fn is_encyclopedic(&self, item: u32) -> bool {
        self.outline
            .element(item as usize)
            .and_then(|element| element.value_of("id"))
            .is_some_and(|id| id.starts_with("cite_note"))
    }

    /// The addresses in an entry that are marked as leading elsewhere.
    fn external(&self, item: u32) -> HashSet<&str> {
        let links = item..self.outline.items[item as usize].end;
        let elements = links.filter_map(|at| self.outline.element(at as usize));
        let marked = elements.filter(|element| {
            element
                .value_of("class")
                .is_some_and(|class| class.split_ascii_whitespace().any(|word| word == "external"))
        });
        marked.filter_map(|element| element.value_of("href")).map(str::trim).collect()
    }

    /// Whether an address leads out of an encyclopedia: copies of its pages mark no link.
    fn leads_elsewhere(&self, url: &str) -> bool {
        let host = |url: &Url| url.host_str().map(str::to_owned);
        let same = |url: &Url| self.base.as_ref().is_some_and(|base| host(base) == host(url));
        Url::parse(url).is_ok_and(|url| !same(&url) && !url.path().starts_with("/wiki/"))
    }

    fn write(&self, items: Range<u32>, block: u32, draft: &mut Draft) {
        let before: Vec<usize> = self
            .outline
            .ancestors(items.start as usize)
            .skip(1)
            .take_while(|&at| at != block as usize)
            .collect();
        let mut at = items.start as usize;
        for outer in before.into_iter().rev() {
            // Segments begin with their first words, which may be those of a link back.
            if self.is_dropped(outer, draft.note) {
                at = self.outline.items[outer].end as usize;
                break;
            }
            self.open(outer, draft);
        }
        while at < items.end as usize {
            close(at, draft);
            if self.is_dropped(at, draft.note) {
                at = self.outline.items[at].end as usize;
                continue;
            }
            match self.outline.items[at].tag {
                Tag::Text => self.text(at, draft),
                Tag::Br => draft.builder.line_break(self.source_of(at)),
                _ => self.open(at, draft),
            }
            at += 1;
        }
        close(usize::MAX, draft);
    }

    /// Links back from a note, and `^` beside them; notes in the margin but for the one that is written.
    fn is_dropped(&self, at: usize, note: Option<u32>) -> bool {
        let item = &self.outline.items[at];
        let position = crate::text::span::clamp(at);
        if note != Some(position) && self.notes.margin.contains_key(&position)
            || self.notes.switches.contains(&position)
        {
            return true;
        }
        match item.tag {
            Tag::A if self.is_permalink(at) => true,
            Tag::A | Tag::Inline if item.marks.has(Marks::COMMENTS | Marks::SHARE) && self.is_count(at) => {
                true
            }
            Tag::Inline if item.marks.has(Marks::ASSISTIVE) && self.is_said_beside_words(at) => true,
            Tag::A => self.notes.backlinks.contains_key(&position) && self.is_way_back(at),
            Tag::Inline => self
                .outline
                .element(at)
                .and_then(|element| element.value_of("class"))
                .is_some_and(|class| class.contains("backlink")),
            _ => false,
        }
    }

    /// Whether what programs read aloud of a link stands beside what it shows: `, opens a new tab`. Where the
    /// shown words are kept from these programs, they are said instead.
    fn is_said_beside_words(&self, at: usize) -> bool {
        let items = &self.outline.items;
        let Some(link) = self.outline.ancestors(at).skip(1).take(4).find(|&at| items[at].tag == Tag::A)
        else {
            return false;
        };
        let said = at..items[at].end as usize;
        (link..items[link].end as usize).any(|other| !said.contains(&other) && items[other].chars > 0)
    }

    /// Whether a link in a heading leads to the heading and has no words: `¶`, `#`.
    fn is_permalink(&self, at: usize) -> bool {
        let item = &self.outline.items[at];
        let is_within = || {
            self.outline
                .element(at)
                .and_then(|element| element.value_of("href"))
                .is_some_and(|href| href.starts_with('#'))
        };
        let in_heading =
            || self.outline.ancestors(at).take(4).any(|at| self.outline.items[at].tag.heading_level() > 0);
        let has_words =
            || (at..item.end as usize).any(|at| self.outline.text(at).contains(char::is_alphanumeric));
        is_within()
            && in_heading()
            && !has_words()
            && !self.notes.markers.contains_key(&crate::text::span::clamp(at))
    }

    /// Whether the words of an element are one number: how often a paragraph was commented on.
    fn is_count(&self, at: usize) -> bool {
        let texts = (at..self.outline.items[at].end as usize).flat_map(|at| self.outline.text(at).chars());
        let letters = texts.filter(|letter| !letter.is_whitespace()).take(LONGEST_COUNT + 1);
        let (digits, others): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii_digit);
        (1..=LONGEST_COUNT).contains(&digits.len()) && others.is_empty()
    }

    /// Whether a link's words only point: `^`, `↩`, `a`.
    fn is_way_back(&self, at: usize) -> bool {
        let texts = at + 1..self.outline.items[at].end as usize;
        texts.map(|text| self.outline.text(text).trim().chars().count()).sum::<usize>() <= 4
    }

    fn source_of(&self, at: usize) -> usize {
        self.outline.page.span(self.outline.items[at].node).start as usize
    }

    fn open(&self, at: usize, draft: &mut Draft) {
        let item = &self.outline.items[at];
        let marker = match item.tag {
            Tag::A | Tag::Sup | Tag::Inline => self.notes.markers.get(&crate::text::span::clamp(at)),
            _ => None,
        };
        let what = match (item.tag, marker) {
            (_, Some(marker)) => What::Note { label: marker.label.clone(), target: marker.target.clone() },
            (Tag::Code, _) => What::Code,
            (Tag::A, _) => match self.address(at) {
                Some(url) => What::Link(url),
                None => return,
            },
            _ => return,
        };
        draft.open.push(Open { end: item.end, start: draft.builder.position(), what });
        if let Some(marker) = marker
            && (at + 1..item.end as usize).all(|inner| self.outline.text(inner).trim().is_empty())
        {
            // A style sheet counts the marks: what readers see stands nowhere in the page.
            draft.builder.push_decoded(&marker.label, self.outline.page.span(item.node));
        }
    }

    /// The absolute address of a link; none for what leads nowhere else.
    fn address(&self, at: usize) -> Option<String> {
        let href = self.outline.element(at)?.value_of("href")?.trim();
        if href.is_empty() || href.starts_with('#') {
            return None;
        }
        if let Some(meant) = unwrapped(href) {
            return Some(meant);
        }
        // An absolute address stays as it is written.
        if href.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
            || href.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"))
        {
            return Some(href.to_owned());
        }
        self.base.as_ref()?.join(href).ok().map(String::from)
    }

    fn text(&self, at: usize, draft: &mut Draft) {
        let text = self.outline.text(at);
        let node = self.outline.items[at].node;
        let mut pieces = self.outline.page.pieces(node).peekable();
        while let Some(piece) = pieces.next() {
            let end = pieces.peek().map_or(text.len(), |next| next.at as usize);
            let words = text.get(piece.at as usize..end).unwrap_or("");
            if piece.decoded {
                draft.builder.push_decoded(words, piece.source);
            } else {
                draft.builder.push(words, piece.source.start as usize);
            }
            let span = draft.span.get_or_insert(piece.source);
            span.start = span.start.min(piece.source.start);
            span.end = span.end.max(piece.source.end);
        }
    }

    fn finish<'d>(&self, mut draft: Draft, kind: BlockKind) -> Option<Block<'d>> {
        close(usize::MAX, &mut draft);
        if draft.builder.is_empty() {
            return None;
        }
        let mut block = draft.builder.finish(kind, draft.span.unwrap_or_default());
        block.links = draft.links;
        block.notes = draft.notes;
        block.code = draft.code;
        block.span = block.source_span(0..block.text.len());
        block.notes.iter_mut().for_each(|note| take_in_brackets(&block.text, &mut note.range));
        Some(block)
    }
}

/// Widens a marker to the brackets that stand around its link: `[<a href="#n1">1</a>]`.
fn take_in_brackets(text: &str, range: &mut TextRange) {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if before.ends_with('[') && after.starts_with(']') {
        *range = range.start - 1..range.end + 1;
    }
}

/// The address that a word processor on the web meant: its exports lead all links over a page of its own.
fn unwrapped(href: &str) -> Option<String> {
    let is_export = href.contains(".google.com/url?") && href.contains("source=editors");
    if is_export { wrapped(href).map(|(url, _)| url) } else { None }
}

/// Closes the elements that end at or before an item.
fn close(at: usize, draft: &mut Draft) {
    while draft.open.last().is_some_and(|open| open.end as usize <= at) {
        let Some(open) = draft.open.pop() else { return };
        let range = open.start..draft.builder.len().max(open.start);
        if range.is_empty() {
            continue;
        }
        match open.what {
            // Ranges ascend and do not nest: what is inside ended first. Of links in links it leads on, of
            // code in code it is a part.
            What::Link(url) if draft.links.last().is_none_or(|inner| inner.range.end <= range.start) => {
                draft.links.push(Hyperlink { range, url });
            }
            What::Note { label, target }
                if draft.notes.last().is_none_or(|inner| inner.range.end <= range.start) =>
            {
                draft.notes.push(NoteLink { range, label, target });
            }
            What::Link(_) | What::Note { .. } => {}
            What::Code => {
                draft.code.truncate(draft.code.partition_point(|inner| inner.start < range.start));
                draft.code.push(range);
            }
        }
    }
}
