//! Where on a page some words stand: by the headline, by the text and among the elements around them, as
//! whole numbers that fitted models weigh. It does not say what the words are; see `mentions` and `bylines`.

use std::collections::HashMap;

use crate::input::html::content::{Content, Verdict};
use crate::input::html::dated::{self, told};
use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::mention::{MARKS, NOWHERE, WIDTH};
use crate::model::{Mention, MentionKind, Setting};
use crate::text::ByteSpan;

/// Bytes of a label.
const LONGEST_LABEL: usize = 60;

/// Elements outward whose marks count.
const FAR: usize = 14;

/// Marks that are asked for together.
const GROUPS: [Marks; MARKS] = [
    Marks::COMMENTS,
    Marks(Marks::RELATED.0 | Marks::PROMO.0),
    Marks::NAVIGATION,
    Marks::FOOTER,
    Marks::HEADER,
    Marks::ASIDE,
    Marks(Marks::BYLINE.0 | Marks::AUTHOR_BOX.0),
    Marks::DATE,
    Marks(Marks::ARTICLE.0 | Marks::BODY.0),
    Marks(Marks::ADVERT.0 | Marks::SIGNUP.0 | Marks::LEGAL.0),
    Marks::WIDGET,
    Marks::TAGS,
    Marks(Marks::CAPTION.0 | Marks::EMBED.0),
    Marks::MEDIA,
    Marks(Marks::HEADLINE.0 | Marks::STANDFIRST.0),
];

/// Tells the settings of a page's places.
pub(super) struct Settings<'a, 'p> {
    pub(super) outline: &'a Outline<'p>,
    content: &'a Content,
    /// The segments of the headline, the first and the last text of the article.
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// By segment: letters and linked letters of all before it.
    before: Vec<(u32, u32)>,
}

impl<'a, 'p> Settings<'a, 'p> {
    pub(super) fn new(outline: &'a Outline<'p>, content: &'a Content, titles: &[&str]) -> Self {
        let is_text = |at: &usize| {
            let segment = &outline.segments[*at];
            matches!(content.verdicts[*at], Verdict::Kept(_))
                && segment.chars > 60
                && segment.link_share() < 0.5
        };
        let all = 0..outline.segments.len();
        let first = all.clone().find(is_text);
        let last = all.rev().find(is_text);
        let mut before = Vec::with_capacity(outline.segments.len() + 1);
        let mut sum = (0u32, 0u32);
        for segment in &outline.segments {
            before.push(sum);
            sum = (sum.0 + segment.chars, sum.1 + segment.link_chars);
        }
        before.push(sum);
        Self { outline, content, title: title(outline, titles, first), first, last, before }
    }

    /// The words of a short line right before a segment.
    pub(super) fn label(&self, at: usize) -> String {
        let Some(before) = at.checked_sub(1).map(|before| &self.outline.segments[before]) else {
            return String::new();
        };
        let words = if before.chars <= 40 { self.outline.segment_text(before) } else { String::new() };
        words[..words.floor_char_boundary(LONGEST_LABEL)].to_owned()
    }

    /// The segment that an item stands in or before, and the words right before it.
    pub(super) fn labelled(&self, item: usize) -> (Option<usize>, String) {
        let segments = &self.outline.segments;
        let at = segments.partition_point(|segment| (segment.end as usize) <= item);
        let at = at.min(segments.len().saturating_sub(1));
        let label = match segments.get(at) {
            Some(segment) if (segment.start as usize) < item => {
                let words = self.outline.parted_text(segment.start as usize..item);
                let from = words.len().saturating_sub(LONGEST_LABEL);
                words[words.ceil_char_boundary(from)..].to_owned()
            }
            Some(_) => self.label(at),
            None => return (None, String::new()),
        };
        (Some(at), label)
    }

    /// Whether a segment is within a few of the headline, of the first or of the last text.
    fn is_at_an_end(&self, at: usize) -> bool {
        let within = |other: Option<usize>, before: usize, behind: usize| {
            other.is_some_and(|other| at + before >= other && at <= other + behind)
        };
        within(self.title, 5, 12) || within(self.first, 6, 2) || within(self.last, 1, 10)
    }

    /// The lines of a segment that may name an author: those behind the headline where it stands in one
    /// with them, and else all.
    pub(super) fn lines(&self, at: usize) -> Option<String> {
        let segment = self.outline.segments[at];
        let lines = self.outline.parted_lines(segment.start as usize..segment.end as usize);
        if self.title != Some(at) {
            return Some(lines).filter(|_| self.is_at_an_end(at));
        }
        let is_heading = self.outline.items[segment.block as usize].tag.heading_level() > 0;
        lines.split_once('\n').filter(|_| !is_heading).map(|(_, behind)| behind.to_owned())
    }

    /// The numbers of a place: an item and the segment that it stands in.
    pub(super) fn of(&self, item: usize, at: usize) -> Setting {
        let (outline, segments) = (self.outline, &self.outline.segments);
        let mut numbers = [0; WIDTH];
        let mut next = 0;
        let mut push = |number: i32| {
            numbers[next] = number;
            next += 1;
        };
        let segment = &segments[at];
        let from = |other: Option<usize>| other.map_or(NOWHERE, |other| at as i32 - other as i32);
        // 5: where it stands.
        push((at * 1000 / segments.len().max(1)) as i32);
        push(from(self.title));
        push(from(self.first));
        push(from(self.last));
        push(self.share_before(at));
        // 8: the segment and its neighbours.
        push(segment.chars as i32);
        push(linked(segment));
        push(matches!(self.content.verdicts[at], Verdict::Kept(_)).into());
        push(outline.items[segment.block as usize].tag.heading_level().into());
        push(matches!(outline.items[segment.block as usize].tag, Tag::Li | Tag::Cell).into());
        push((outline.items[segment.block as usize].tag == Tag::P).into());
        push(at.checked_sub(1).map_or(-1, |before| segments[before].chars as i32));
        push(segments.get(at + 1).map_or(-1, |behind| behind.chars as i32));
        // 6: what the elements around it hold.
        let mut around = segment.block as usize;
        for _ in 0..3 {
            around = outline.items[around].parent as usize;
            let (letters, linked) = self.held(around);
            push(letters.min(30_000) as i32);
            push((u64::from(linked) * 1000 / u64::from(letters.max(1))) as i32);
        }
        // 4: what its own names say, and whether it stands with the text.
        let (published, modified) = self.said(item);
        push(published.into());
        push(modified.into());
        push(
            self.content
                .container
                .is_some_and(|container| (container..outline.items[container].end as usize).contains(&item))
                .into(),
        );
        push(outline.ancestors(item).take(4).any(|at| outline.items[at].tag == Tag::A).into());
        // 2, filled in when all are known: how many are built alike, and which of them it is.
        push(self.signature(segment.block as usize));
        push(0);
        // 1 and those of the marks.
        push(self.is_apart(item, at).into());
        self.marks(item).into_iter().for_each(push);
        numbers
    }

    /// Thousandths of the page's text before a segment.
    fn share_before(&self, at: usize) -> i32 {
        let all = self.before.last().map_or(0, |all| all.0);
        (u64::from(self.before[at].0) * 1000 / u64::from(all.max(1))) as i32
    }

    /// Letters in an element, and those that are linked.
    fn held(&self, item: usize) -> (u32, u32) {
        let range = self.outline.segments_in(item);
        let (from, to) = (self.before[range.start], self.before[range.end]);
        (to.0 - from.0, to.1 - from.1)
    }

    /// Whether the names of an element or of the one around it speak of publication, and of change.
    fn said(&self, item: usize) -> (bool, bool) {
        let mut said = (false, false);
        for element in self.outline.ancestors(item).take(2).filter_map(|at| self.outline.element(at)) {
            for name in ["class", "id", "itemprop"].iter().filter_map(|name| element.value_of(name)) {
                let (published, modified) = told(name);
                said = (said.0 || published, said.1 || modified);
            }
            said.0 |= element.value_of("pubdate").is_some();
        }
        said
    }

    /// Whether a place is in a caption, a quotation, a table of facts, in what is embedded or in readers'
    /// comments, or behind the text in a list of other articles or of dated texts, and the headline is not.
    fn is_apart(&self, item: usize, at: usize) -> bool {
        let others = Marks::RELATED | Marks::PROMO | Marks::NAVIGATION | Marks::ASIDE;
        let behind = self.last.is_some_and(|last| last < at);
        self.outline.ancestors(item).take(FAR).take_while(|&at| !self.holds_title(at)).any(|at| {
            let entry = &self.outline.items[at];
            let marks = entry.marks;
            entry.tag == Tag::Caption
                || entry.tag == Tag::Blockquote && !self.holds_text(at)
                || marks.has(Marks::COMMENTS | Marks::EMBED)
                || behind && (marks.has(others) || dated::is_one_of_several(self.outline, at))
                || !self.holds_text(at) && dated::is_table_of_facts(self.outline, at)
        })
    }

    /// Whether the article's first text stands in an element.
    fn holds_text(&self, at: usize) -> bool {
        let first = self.first.map(|first| self.outline.segments[first].start as usize);
        first.is_some_and(|first| (at..self.outline.items[at].end as usize).contains(&first))
    }

    fn holds_title(&self, at: usize) -> bool {
        let title = self.title.map(|title| self.outline.segments[title].start as usize);
        title.is_some_and(|title| (at..self.outline.items[at].end as usize).contains(&title))
    }

    /// For each group of marks how near the nearest element of that name is. Elements that hold the headline
    /// as well are the page's, and say nothing but that they hold an article.
    fn marks(&self, item: usize) -> [i32; MARKS] {
        let mut near = [0; MARKS];
        for (depth, at) in self.outline.ancestors(item).take(FAR).enumerate() {
            let entry = &self.outline.items[at];
            if self.holds_title(at) {
                break;
            }
            for (group, near) in GROUPS.iter().zip(&mut near) {
                if *near == 0 && entry.marks.has(*group) {
                    *near = (FAR - depth) as i32;
                }
            }
        }
        near
    }

    /// A number for the tags and classes of an element and the two around it.
    fn signature(&self, block: usize) -> i32 {
        use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
        let around = self.outline.ancestors(block).take(3).map(|item| {
            let class =
                self.outline.element(item).and_then(|element| element.value_of("class")).unwrap_or("");
            (self.outline.items[item].tag, class.get(..40).unwrap_or(class))
        });
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        hasher.hash_one(around.collect::<Vec<_>>()) as i32
    }
}

/// Where a setting has the signature of its place, and then how many are like it and which of them it is.
const ALIKE: usize = 23;

/// Counts what is built alike.
pub(super) fn count_alike(mentions: &mut [Mention]) {
    let mut counts: HashMap<(MentionKind, i32), i32> = HashMap::new();
    for mention in mentions.iter_mut() {
        let Some(setting) = &mut mention.setting else { continue };
        let count = counts.entry((mention.kind, setting[ALIKE])).or_default();
        setting[ALIKE + 1] = *count;
        *count += 1;
    }
    for mention in mentions {
        let Some(setting) = &mut mention.setting else { continue };
        setting[ALIKE] = counts.get(&(mention.kind, setting[ALIKE])).copied().unwrap_or_default();
    }
}

/// The segment of the headline: a heading, or else a line, that says what a title says; else the last `h1`
/// before the text.
fn title(outline: &Outline<'_>, titles: &[&str], first: Option<usize>) -> Option<usize> {
    let titles: Vec<String> =
        titles.iter().map(|title| plain(title)).filter(|title| title.len() >= 8).collect();
    let longest = titles.iter().map(String::len).max().unwrap_or(0);
    let is_titled = |at: usize| {
        let segment = &outline.segments[at];
        if segment.chars as usize > 2 * longest || segment.link_share() > 0.9 {
            return false;
        }
        let words = plain(&line_of_title(outline, segment));
        words.len() >= 8
            && titles.iter().any(|title| {
                *title == words || (title.starts_with(&words) && words.len() * 5 > title.len() * 3)
            })
    };
    let level = |at: usize| {
        outline
            .ancestors(outline.segments[at].start as usize)
            .take(6)
            .map(|at| outline.items[at].tag.heading_level())
            .find(|&level| level > 0)
    };
    let all = 0..outline.segments.len().min(600);
    let mut headings = all.clone().filter(|&at| level(at).is_some_and(|level| level <= 3));
    let titled = headings.find(|&at| is_titled(at)).or_else(|| all.clone().find(|&at| is_titled(at)));
    titled.or_else(|| {
        let mut tops = all.filter(|&at| level(at) == Some(1));
        let top = tops.next()?;
        Some(tops.take_while(|&at| first.is_some_and(|first| at < first)).last().unwrap_or(top))
    })
}

/// The words of a segment that may be a title: all of a heading, the first line of another block.
fn line_of_title(outline: &Outline<'_>, segment: &Segment) -> String {
    if outline.items[segment.block as usize].tag.heading_level() > 0 {
        return outline.segment_text(segment);
    }
    let mut lines = outline.parted_lines(segment.start as usize..segment.end as usize);
    lines.truncate(lines.find('\n').unwrap_or(lines.len()));
    lines
}

fn plain(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn linked(segment: &Segment) -> i32 {
    (u64::from(segment.link_chars) * 1000 / u64::from(segment.chars.max(1))) as i32
}

/// Where the words of some items stand in the source.
pub(super) fn span(outline: &Outline<'_>, items: std::ops::Range<usize>) -> Option<ByteSpan> {
    let texts = items.filter(|&at| outline.items[at].tag == Tag::Text);
    let pieces = texts.flat_map(|at| outline.page.pieces(outline.items[at].node));
    pieces
        .map(|piece| piece.source)
        .reduce(|all, next| ByteSpan { start: all.start, end: next.end.max(all.end) })
}
