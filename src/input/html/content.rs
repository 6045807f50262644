//! What the rules make of the segments of a page: which are the article's own text, and why the rest is not.
//! A fitted model has the last word; see `judge`.
//!
//! Three steps: weigh every segment by what stands in it, find the element that holds the article, and drop
//! what is not the article's inside it. Every step works on names (`vocabulary`), shares of linked text, and
//! where things stand.

use std::collections::HashSet;
use std::ops::Range;

use crate::input::html::rows;
use crate::input::html::vocabulary::{self, Marks};
use crate::input::html::weighing::{PARAGRAPH, Weighed, block_tag, is_boilerplate, kind};
use crate::lexicon::headings::is_reference_heading;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{BlockKind, DropReason};

/// What becomes of each segment, in document order.
#[derive(Debug, Default)]
pub struct Content {
    /// One verdict a segment.
    pub verdicts: Vec<Verdict>,
    /// The item of the element that holds the article; none for a page without text.
    pub container: Option<usize>,
}

/// What becomes of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the article's text.
    Kept(BlockKind),
    /// It is not, for this reason.
    Dropped(DropReason),
}

/// Blocks between headline and text that may be standfirsts.
const MAX_STANDFIRSTS: usize = 3;

/// The characters of a standfirst, and the share of it that is linked at most: below are labels and dates,
/// above is text, and what is linked is a teaser.
const STANDFIRST_CHARS: Range<u32> = 50..900;
const STANDFIRST_LINKED: f32 = 0.4;

/// Levels outward from words in a figure to the figure.
const TO_FIGURE: usize = 8;

/// Segments before the article's element, and levels above it, among which the headline is looked for.
const LEAD_SEGMENTS: usize = 60;
const LEAD_LEVELS: usize = 7;

/// The characters of a line of names or dates at most: longer ones are text in an element of an odd name.
const BYLINE_CHARS: u32 = 120;

/// The characters from which a paragraph is a sentence even where most of it is linked, and the share that is
/// linked at most.
const SENTENCE_CHARS: u32 = 70;
const SENTENCE_LINKED: f32 = 0.8;

/// The share of linked text above which a segment, and a heading, leads elsewhere. A heading may be a link to
/// the article itself.
const LINKED: f32 = 0.6;
const LINKED_HEADING: f32 = 0.8;
const LINKED_WHOLLY: f32 = 0.9;

/// The characters below which the words of a segment are looked at: for the wordings of furniture, of
/// credits, and of all others.
const FURNITURE_CHARS: u32 = 100;
const CREDIT_CHARS: u32 = 90;
const WORDING_CHARS: u32 = 250;

/// The share of the article's text that a small `<article>` within it stays below, if it leads to another
/// one.
const TEASER: f32 = 0.1;

/// The worth of a list of text, in which an item may be nothing but a link.
const LIST_OF_TEXT: f32 = 200.0;

/// The text before the headline inside the article's element stays below this worth, and below this share of
/// the whole: what is above it by then is the article's.
const BEFORE_HEADLINE: f32 = 300.0;
const BEFORE_HEADLINE_SHARE: f32 = 0.3;

/// The characters below which a line is a heading, a date or a title.
pub(super) const LINE_CHARS: u32 = 60;

/// The segments at the end among which are the lines that sign off, and notes on the author; their characters
/// at most.
const LAST: usize = 5;
const SIGN_OFF_CHARS: u32 = 160;
const LAST_BIOGRAPHY: usize = 3;
const BIOGRAPHY_CHARS: u32 = 700;

/// The share of the article's text behind which a heading such as "Related" ends it.
const OVER: f32 = 0.8;

/// The characters from which a segment that stands there twice is a repetition: short ones may recur.
const REPEATED_CHARS: u32 = 100;

impl Verdict {
    /// 0 for what is kept, a caption apart, else the reason's number.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Kept(BlockKind::Caption) => 1,
            Self::Kept(_) => 0,
            Self::Dropped(reason) => 2 + reason as u8,
        }
    }
}

impl Weighed<'_, '_> {
    /// What the rules alone make of every segment.
    pub(super) fn by_rules(&self) -> Content {
        let mut content = Content {
            verdicts: vec![Verdict::Dropped(DropReason::Outside); self.outline.segments.len()],
            container: self.container(),
        };
        let Some(container) = content.container else { return content };
        let range = self.outline.segments_in(container);
        for at in range.clone() {
            content.verdicts[at] = self.verdict(at, container);
        }
        let standfirsts = self.lead(container).filter(|&at| self.is_standfirst(at)).enumerate();
        for (_, at) in standfirsts.filter(|(before, at)| *before < MAX_STANDFIRSTS || self.is_in_body(*at)) {
            content.verdicts[at] = Verdict::Kept(BlockKind::Paragraph);
        }
        self.drop_head(range.clone(), &mut content.verdicts);
        self.drop_tail(range.clone(), &mut content.verdicts);
        self.drop_repeated(range.clone(), &mut content.verdicts);
        self.keep_reference_lists(range.clone(), &mut content.verdicts);
        self.keep_labelled_lines(range.clone(), &mut content.verdicts);
        self.drop_empty_headings(range, &mut content.verdicts);
        content
    }

    /// The segments between the headline and the element that holds the article: where standfirsts stand.
    fn lead(&self, container: usize) -> Range<usize> {
        let first = self.outline.segments_in(container).start;
        let is_headline =
            |at: &usize| self.heading_level(*at) == 1 || (self.heading_level(*at) > 0 && self.is_title(*at));
        let headline = self.outline.ancestors(container).skip(1).take(LEAD_LEVELS).find_map(|scope| {
            let from = self.outline.segments_in(scope).start;
            (from.max(first.saturating_sub(LEAD_SEGMENTS))..first).rev().find(is_headline)
        });
        headline.map_or(first..first, |at| at + 1..first)
    }

    /// Whether a segment of the lead reads as a standfirst. A page's own `teaser` stands there too.
    fn is_standfirst(&self, at: usize) -> bool {
        let segment = self.segment(at);
        let others = (Marks::BOILERPLATE.0 & !Marks::RELATED.0)
            | (Marks::ASIDE | Marks::CAPTION | Marks::BYLINE | Marks::DATE | Marks::MEDIA).0;
        let named = || {
            self.outline
                .ancestors(segment.block as usize)
                .take(2)
                .any(|item| self.outline.items[item].marks.has(Marks::STANDFIRST))
        };
        let shape = match block_tag(self.outline, segment) {
            Tag::P | Tag::Div | Tag::Section => true,
            tag => matches!(tag.heading_level(), 2 | 3) && named(),
        };
        let prose = STANDFIRST_CHARS.contains(&segment.chars) && segment.link_share() < STANDFIRST_LINKED;
        shape
            && prose
            && !self.marks[at].has(Marks(others))
            && kind(self.outline, segment) != BlockKind::Caption
            && !vocabulary::is_dateline(&self.text(at))
    }

    /// Whether a segment stands in an element named for the article's text, though another one was found to
    /// hold it: the report above a live blog.
    fn is_in_body(&self, at: usize) -> bool {
        let block = self.segment(at).block as usize;
        self.outline.ancestors(block).take(6).any(|item| self.outline.items[item].marks.has(Marks::BODY))
    }

    /// What a segment is by itself.
    fn verdict(&self, at: usize, container: usize) -> Verdict {
        let segment = self.segment(at);
        let marks = self.marks[at];
        let own = Marks(marks.0 & !self.outline.items[container].marks.0);
        if self.is_apart(at) || is_boilerplate(self.outline, segment, marks) || own.has(Marks::ASIDE) {
            return Verdict::Dropped(DropReason::Named);
        }
        if self.is_teaser(at, container) {
            return Verdict::Dropped(DropReason::Named);
        }
        let kind = kind(self.outline, segment);
        if kind == BlockKind::Caption || marks.has(Marks::MEDIA) && self.worths[at] == 0.0 {
            if self.is_placeholder(at) {
                return Verdict::Dropped(DropReason::Phrase);
            }
            if self.is_on_picture(at) {
                return Verdict::Dropped(DropReason::Named);
            }
            return Verdict::Kept(BlockKind::Caption);
        }
        if marks.has(Marks::BYLINE | Marks::DATE) && segment.chars < BYLINE_CHARS {
            return Verdict::Dropped(DropReason::Byline);
        }
        let sentence = segment.chars > SENTENCE_CHARS
            && segment.link_share() < SENTENCE_LINKED
            && block_tag(self.outline, segment) == Tag::P;
        if kind != BlockKind::Heading && segment.link_share() > LINKED && !sentence && !self.is_among_text(at)
        {
            return Verdict::Dropped(DropReason::Linked);
        }
        if kind == BlockKind::Heading && segment.link_share() > LINKED_HEADING {
            return Verdict::Dropped(DropReason::Linked);
        }
        if segment.chars < WORDING_CHARS {
            let words = self.text(at);
            if segment.chars < FURNITURE_CHARS && vocabulary::is_furniture(&words)
                || vocabulary::is_disclosure(&words)
            {
                return Verdict::Dropped(DropReason::Phrase);
            }
            let is_cell = block_tag(self.outline, segment) == Tag::Cell;
            if kind == BlockKind::Paragraph && !is_cell && vocabulary::is_clock(&words) {
                return Verdict::Dropped(DropReason::Byline);
            }
            if kind == BlockKind::Paragraph && segment.chars < CREDIT_CHARS && vocabulary::is_credit(&words) {
                return Verdict::Kept(BlockKind::Caption);
            }
        }
        Verdict::Kept(kind)
    }

    /// Whether a line among pictures is a label that is no credit.
    fn is_placeholder(&self, at: usize) -> bool {
        let is_line = self.segment(at).chars < FURNITURE_CHARS;
        let words = if is_line { self.text(at) } else { return false };
        vocabulary::is_furniture(&words) && !vocabulary::is_credit(&words)
    }

    /// Whether words in a figure lie in what is pressed to see its picture.
    fn is_on_picture(&self, at: usize) -> bool {
        let items = &self.outline.items;
        let inside = self.outline.ancestors(self.segment(at).start as usize);
        let mut inside =
            inside.take(TO_FIGURE).take_while(|&item| !matches!(items[item].tag, Tag::Figure | Tag::Caption));
        inside.any(|item| {
            self.outline.element(item).is_some_and(|element| element.value_of("role") == Some("button"))
        })
    }

    /// Whether a segment stands in a list of other articles, or in a small `<article>` within the article
    /// that leads to another one.
    fn is_teaser(&self, at: usize, container: usize) -> bool {
        if self.teasers.iter().any(|list| list.contains(&at)) {
            return true;
        }
        let items = &self.outline.items;
        let inside =
            self.outline.ancestors(self.segment(at).block as usize).take_while(|&item| item > container);
        let small = |item: usize| {
            items[item].tag == Tag::Article
                && self.sums[item] < TEASER * self.sums[container]
                && self.links_away(item)
        };
        inside.into_iter().any(small)
    }

    /// Whether the first heading in an element is a link.
    fn links_away(&self, item: usize) -> bool {
        let mut headings = self
            .outline
            .segments_in(item)
            .filter(|&at| self.heading_level(at) > 0 || self.segment(at).link_share() > LINKED_WHOLLY);
        headings.next().is_some_and(|at| self.segment(at).link_share() > LINKED_HEADING)
    }

    /// Whether a line of links is the end of a sentence or an item among items of text.
    fn is_among_text(&self, at: usize) -> bool {
        let segment = self.segment(at);
        let list = self.outline.items[segment.block as usize].parent as usize;
        self.outline.items[segment.block as usize].tag == Tag::Li && self.sums[list] > LIST_OF_TEXT
    }

    /// Drops the headline with all before it, and lines of author and date below it.
    fn drop_head(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let whole: f32 = range.clone().map(|at| self.worths[at]).sum();
        let mut before = 0.0;
        let mut from = range.start;
        for at in range.clone() {
            if before > BEFORE_HEADLINE_SHARE * whole || before > BEFORE_HEADLINE {
                break;
            }
            if (self.heading_level(at) > 0 || self.marks[at].has(Marks::HEADLINE)) && self.is_title(at) {
                for verdict in &mut verdicts[from..=at] {
                    *verdict = Verdict::Dropped(DropReason::Head);
                }
                from = at + 1;
            }
            before += self.worths[at];
        }
        for (at, verdict) in verdicts.iter_mut().enumerate().take(range.end).skip(from) {
            if self.worths[at] > PARAGRAPH {
                return;
            }
            if !matches!(
                verdict,
                Verdict::Kept(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
            ) {
                continue;
            }
            if self.segment(at).chars < LINE_CHARS
                && (vocabulary::is_dateline(&self.text(at)) || self.is_title(at))
            {
                *verdict = Verdict::Dropped(DropReason::Byline);
            }
        }
    }

    /// Drops what follows a heading such as "Related stories", if the article is over there.
    fn drop_tail(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let whole: f32 = range.clone().map(|at| self.worths[at]).sum();
        let mut before = 0.0;
        let kept = range.clone().rev().filter(|&at| matches!(verdicts[at], Verdict::Kept(_)));
        for (from_end, at) in kept.take(LAST).enumerate().collect::<Vec<_>>() {
            let chars = self.segment(at).chars;
            let signs_off = chars < SIGN_OFF_CHARS && vocabulary::is_sign_off(&self.text(at));
            if signs_off
                || from_end < LAST_BIOGRAPHY
                    && chars < BIOGRAPHY_CHARS
                    && vocabulary::is_biography(&self.text(at))
            {
                verdicts[at] = Verdict::Dropped(DropReason::After);
            }
        }
        for at in range.clone() {
            let segment = self.segment(at);
            if before > OVER * whole
                && segment.chars < LINE_CHARS
                && matches!(verdicts[at], Verdict::Kept(_))
                && vocabulary::opens_trailer(&self.text(at), self.heading_level(at) > 0)
                && !self.heads_prose(at, range.end)
            {
                for verdict in &mut verdicts[at..range.end] {
                    *verdict = Verdict::Dropped(DropReason::After);
                }
                return;
            }
            before += self.worths[at];
        }
    }

    /// Whether all that follows a heading up to `end` is prose in the element in which heading and text
    /// stand: readers' comments and the like are boxes of their own.
    fn heads_prose(&self, heading: usize, end: usize) -> bool {
        let parent = |at: usize| self.outline.items[self.segment(at).block as usize].parent;
        let is_beside = |at: usize| parent(at) == parent(heading);
        let is_prose = |at: usize| self.heading_level(at) > 0 || self.worths[at] >= PARAGRAPH;
        let is_text = |at: usize| is_beside(at) && is_prose(at);
        self.heading_level(heading) > 0
            && heading > 0
            && is_text(heading - 1)
            && heading + 1 < end
            && (heading + 1..end).all(is_text)
    }

    pub(super) fn drop_repeated(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let mut seen: HashSet<String> = HashSet::new();
        for at in range {
            if self.segment(at).chars < REPEATED_CHARS || !matches!(verdicts[at], Verdict::Kept(_)) {
                continue;
            }
            if !seen.insert(self.text(at)) {
                verdicts[at] = Verdict::Dropped(DropReason::Repeated);
            }
        }
    }

    /// Keeps what stands below the heading of a reference list, though it is little but links: in the
    /// article's element, and numbered entries under a heading after it.
    pub(super) fn keep_reference_lists(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        for heading in range.start..verdicts.len() {
            if !self.heads_references(heading) {
                if range.contains(&heading) && self.is_list_with_heading(heading, verdicts[heading]) {
                    verdicts[heading] = Verdict::Kept(kind(self.outline, self.segment(heading)));
                }
                continue;
            }
            let list = self.list_of(heading + 1);
            let numbered = list.is_none_or(|list| matches!(self.outline.items[list].tag, Tag::Ol | Tag::Dl));
            let outside = !range.contains(&heading);
            if list.is_some() && list == self.list_of(heading)
                || outside && !(numbered && self.heading_level(heading) > 0)
            {
                continue;
            }
            let entries = self.entries_below(heading, list);
            if entries.is_empty() {
                continue;
            }
            verdicts[heading] = Verdict::Kept(BlockKind::Heading);
            for at in entries {
                verdicts[at] = Verdict::Kept(kind(self.outline, self.segment(at)));
            }
        }
    }

    fn heads_references(&self, at: usize) -> bool {
        self.segment(at).chars < LINE_CHARS
            && !self.marks[at].has(Marks::BOILERPLATE)
            && is_reference_heading(&self.text(at))
    }

    /// Whether a dropped segment is a reference list by itself: its first line is the heading of one, the
    /// next opens an entry.
    fn is_list_with_heading(&self, at: usize, verdict: Verdict) -> bool {
        let segment = self.segment(at);
        if !matches!(verdict, Verdict::Dropped(_)) || self.marks[at].has(Marks::BOILERPLATE) {
            return false;
        }
        let mut items = segment.start as usize..segment.end as usize;
        let Some(end) = items.find(|&item| self.outline.items[item].tag == Tag::Br) else { return false };
        let words = |range: Range<usize>| {
            let texts = range.filter(|&item| self.outline.items[item].tag == Tag::Text);
            texts.map(|item| self.outline.text(item)).collect::<String>()
        };
        let mut entry = || {
            items
                .find(|&item| self.outline.items[item].tag == Tag::Text && self.outline.items[item].chars > 0)
        };
        is_reference_heading(words(segment.start as usize..end).trim())
            && entry().is_some_and(|item| vocabulary::opens_entry(self.outline.text(item)))
    }

    /// The items of the list right below a heading, or the labelled lines and rows up to the next heading.
    fn entries_below(&self, heading: usize, list: Option<usize>) -> Vec<usize> {
        let below = heading + 1..self.outline.segments.len();
        if let Some(first) = list {
            // Some programs write a list for each item.
            let item = |list: usize| &self.outline.items[list];
            let goes_on = |list: usize| {
                list == first || item(list).tag == item(first).tag && item(list).parent == item(first).parent
            };
            return below.take_while(|&at| self.list_of(at).is_some_and(goes_on)).collect();
        }
        let parts = self.parts_below(heading);
        if !parts.is_empty() {
            return parts;
        }
        let lines = below.take_while(|&at| self.heading_level(at) == 0 && !self.heads_references(at));
        let row = |at: usize| {
            let block = self.segment(at).block as usize;
            (self.outline.items[block].tag == Tag::Cell).then(|| self.outline.items[block].parent)
        };
        let mut labelled = None;
        lines
            .filter(|&at| {
                let words = self.text(at);
                let opens = vocabulary::opens_entry(&words) || row(at).is_some() && rows::is_label(&words);
                if opens {
                    labelled = row(at);
                }
                opens || labelled.is_some() && row(at) == labelled
            })
            .collect()
    }

    /// The parts of a list right below its heading, each a heading of a lower level and a numbered list.
    fn parts_below(&self, heading: usize) -> Vec<usize> {
        let level = self.heading_level(heading);
        let mut parts = Vec::new();
        let mut at = heading + 1;
        while level > 0 && at < self.outline.segments.len() && self.heading_level(at) > level {
            let list = self.list_of(at + 1).filter(|&list| self.outline.items[list].tag == Tag::Ol);
            let entries = list.map_or(Vec::new(), |list| self.entries_below(at, Some(list)));
            let Some(last) = entries.last() else { break };
            let next = last + 1;
            parts.push(at);
            parts.extend(entries);
            at = next;
        }
        parts
    }

    /// The list that a segment stands in.
    fn list_of(&self, at: usize) -> Option<usize> {
        let start = self.outline.segments.get(at)?.start as usize;
        self.outline
            .ancestors(start)
            .skip(1)
            .find(|&item| matches!(self.outline.items[item].tag, Tag::Ol | Tag::Ul | Tag::Dl))
    }
}
