//! What the rules make of the segments of a page: which are the article's own text, and why the rest is not.
//! A fitted model has the last word; see `judge`.
//!
//! Three steps: weigh every segment by what stands in it, find the element that holds the article, and drop
//! what is not the article's inside it. Every step works on names (`vocabulary`), shares of linked text, and
//! where things stand.

use std::collections::HashSet;
use std::ops::Range;

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::{self, Marks};
use crate::lexicon::headings::is_reference_heading;
use crate::markup::Tag;
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

/// A share of the page's text above which an element holds the article, whatever its names say.
const HOLDS_ARTICLE: f32 = 0.65;

/// A share of its parent's text above which a child holds the article.
const HOLDS_PARENT: f32 = 0.6;

/// A share of its text that stands right in an element above which the element holds the article.
const OWN_TEXT: f32 = 0.15;

/// What a caption is worth: a gallery's many are less than the text beside it.
const CAPTION: f32 = 0.25;

/// Blocks between headline and text that may be standfirsts.
const MAX_STANDFIRSTS: usize = 3;

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

/// A page with the worth of its parts.
pub(super) struct Weighed<'a, 'p> {
    pub(super) outline: &'a Outline<'p>,
    titles: Vec<String>,
    /// By segment: the marks around it that count.
    marks: Vec<Marks>,
    /// By segment: how much it speaks for being article text, whatever stands around it; by item, the sums.
    pub(super) plain: Vec<f32>,
    pub(super) plain_sums: Vec<f32>,
    /// By segment: how much it speaks for being article text.
    worths: Vec<f32>,
    /// By item: the worth of all text in it.
    sums: Vec<f32>,
    /// The segments of lists that lead to other articles.
    teasers: Vec<Range<usize>>,
}

impl<'a, 'p> Weighed<'a, 'p> {
    pub(super) fn new(outline: &'a Outline<'p>, titles: &[&str]) -> Self {
        let plain: Vec<f32> = outline.segments.iter().map(|segment| worth(outline, segment)).collect();
        let plain_sums = sums(outline, &plain);
        let marks = effective_marks(outline, &plain_sums);
        let teasers = teaser_lists(outline);
        let weigh = |(at, worth): (usize, &f32)| match marks[at] {
            around if is_boilerplate(outline, &outline.segments[at], around) => 0.0,
            _ if teasers.iter().any(|list| list.contains(&at)) => 0.0,
            around if around.has(Marks::CAPTION) => CAPTION * worth,
            _ => *worth,
        };
        let worths: Vec<f32> = plain.iter().enumerate().map(weigh).collect();
        let sums = sums(outline, &worths);
        let titles =
            titles.iter().map(|title| plain_words(title)).filter(|title| !title.is_empty()).collect();
        Self { outline, titles, marks, plain, plain_sums, worths, sums, teasers }
    }

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
        self.drop_empty_headings(range, &mut content.verdicts);
        content
    }

    /// The element that holds the article: from the body inward, while one child holds most of what its
    /// parent does, as far as the element that is named for the article's text.
    fn container(&self) -> Option<usize> {
        let items = &self.outline.items;
        let total = self.sums[0];
        if total <= 0.0 {
            // A page of a few words: whatever stands on it.
            return (!self.outline.segments.is_empty()).then_some(0);
        }
        let title = (0..self.outline.segments.len())
            .find(|&at| self.heading_level(at) > 0 && self.is_title(at))
            .map(|at| self.segment(at).start);
        let mut at = self.titled_article().unwrap_or(0);
        let is_scope = |item: &usize| {
            items[*item].tag.is_container() && !matches!(items[*item].tag, Tag::Ul | Tag::Ol | Tag::Dl)
        };
        loop {
            let named = items[at].marks.has(Marks::BODY) && self.sums[at] > 0.5 * total;
            let needed = if named { 0.9 } else { HOLDS_PARENT };
            let children = || self.outline.children(at).filter(is_scope);
            let best = children().fold(None, |best: Option<usize>, child| match best {
                Some(best) if self.sums[best] >= self.sums[child] => Some(best),
                _ => Some(child),
            });
            let Some(best) = best else { break };
            // Text under the page's headline comes before more text elsewhere.
            let titled =
                title.and_then(|title| children().find(|&child| self.holds(child, title))).filter(|&child| {
                    let rest = self.sums[at] - self.sums[child];
                    child != best && self.sums[child] > 300.0 && self.sums[child] > 0.2 * rest
                });
            if let Some(titled) = titled {
                at = titled;
                continue;
            }
            let under_title = title.is_some_and(|title| self.holds(best, title))
                && self.sums[best] > 300.0
                && self.sums[best] > 0.3 * self.sums[at];
            if under_title && self.text_of_its_own(at) == 0.0 {
                at = best;
                continue;
            }
            if self.text_of_its_own(at) > OWN_TEXT * self.sums[at] {
                break;
            }
            if self.sums[best] > needed * self.sums[at] {
                at = best;
                continue;
            }
            match self.main_article(children()) {
                Some(article) if !named => at = article,
                _ => break,
            }
        }
        Some(self.whole_of_parts(at))
    }

    /// The parent of an element that is one of several of the same name: an article's text in parts.
    fn whole_of_parts(&self, item: usize) -> usize {
        let items = &self.outline.items;
        let class =
            |item: usize| self.outline.element(item).and_then(|element| element.attr("class")).unwrap_or("");
        let (mut whole, mut at) = (item, item);
        for _ in 0..4 {
            let parent = items[at].parent as usize;
            if parent == at || items[at].tag == Tag::Article {
                break;
            }
            let alike = |other: &usize| {
                *other != at && items[*other].tag == items[at].tag && class(*other) == class(at)
            };
            let others = || self.outline.children(parent).filter(alike);
            let split = if items[at].marks.has(Marks::BODY | Marks::ARTICLE) {
                self.chars_in(others()) > 40.0
            } else {
                at == whole && others().map(|other| self.sums[other]).sum::<f32>() > 0.15 * self.sums[at]
            };
            if split && !class(at).is_empty() {
                whole = parent;
            } else if self.sums[parent] > self.sums[at] {
                break;
            }
            at = parent;
        }
        whole
    }

    /// The characters of the text in some elements that is no boilerplate.
    fn chars_in(&self, items: impl Iterator<Item = usize>) -> f32 {
        let segments = items.flat_map(|item| self.outline.segments_in(item));
        let text = segments.filter(|&at| {
            !is_boilerplate(self.outline, self.segment(at), self.marks[at])
                && self.segment(at).link_share() < 0.5
        });
        text.map(|at| self.segment(at).chars as f32).sum()
    }

    /// The segments between the headline and the element that holds the article: where standfirsts stand.
    fn lead(&self, container: usize) -> Range<usize> {
        let first = self.outline.segments_in(container).start;
        let is_headline =
            |at: &usize| self.heading_level(*at) == 1 || (self.heading_level(*at) > 0 && self.is_title(*at));
        let headline = self.outline.ancestors(container).skip(1).take(7).find_map(|scope| {
            let from = self.outline.segments_in(scope).start;
            (from.max(first.saturating_sub(60))..first).rev().find(is_headline)
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
        let prose = segment.chars >= 50 && segment.chars < 900 && segment.link_share() < 0.4;
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

    fn holds(&self, item: usize, inner: u32) -> bool {
        item <= inner as usize && inner < self.outline.items[item].end
    }

    /// The worth of the paragraphs that stand right in an element.
    fn text_of_its_own(&self, item: usize) -> f32 {
        let items = &self.outline.items;
        let right_in = |at: &usize| {
            let block = self.outline.segments[*at].block as usize;
            block == item || items[block].parent as usize == item
        };
        self.outline.segments_in(item).filter(right_in).map(|at| self.worths[at]).sum()
    }

    /// The `<article>` around the page's headline, if it holds the text or stands among others like it.
    fn titled_article(&self) -> Option<usize> {
        let items = &self.outline.items;
        let mut titles =
            (0..self.outline.segments.len()).filter(|&at| self.heading_level(at) > 0 && self.is_title(at));
        let title = titles.next()?;
        let article = self
            .outline
            .ancestors(self.segment(title).block as usize)
            .find(|&at| items[at].tag == Tag::Article && self.sums[at] > 250.0)?;
        let holds = self.sums[article] > 0.5 * self.sums[0];
        let among_others = || {
            self.outline
                .children(items[article].parent as usize)
                .any(|child| child != article && items[child].tag == Tag::Article && self.sums[child] > 250.0)
        };
        (holds || among_others()).then_some(article)
    }

    /// Among several articles side by side: the one under the page's headline, else the first.
    fn main_article(&self, children: impl Iterator<Item = usize>) -> Option<usize> {
        let items = &self.outline.items;
        let articles: Vec<usize> = children
            .filter(|&child| {
                self.sums[child] > 0.0
                    && (items[child].tag == Tag::Article || items[child].marks.has(Marks::ARTICLE))
            })
            .collect();
        let whole: f32 = articles.iter().map(|&article| self.sums[article]).sum();
        let parent = items[*articles.first()?].parent as usize;
        if articles.len() < 2 || whole < 0.6 * self.sums[parent] {
            return None;
        }
        let own = |article: &usize| {
            let segments = self.outline.segments_in(*article);
            segments.into_iter().filter(|&at| self.heading_level(at) > 0).any(|at| self.is_title(at))
        };
        articles.iter().copied().find(|article| own(article) && self.sums[*article] > 200.0)
    }

    pub(super) fn segment(&self, at: usize) -> &Segment {
        &self.outline.segments[at]
    }

    pub(super) fn heading_level(&self, at: usize) -> u8 {
        let block = self.segment(at).block as usize;
        let own = self.outline.items[block].tag.heading_level();
        if own > 0 {
            own
        } else {
            self.outline.items[self.outline.items[block].parent as usize].tag.heading_level()
        }
    }

    /// What a segment is by itself.
    fn verdict(&self, at: usize, container: usize) -> Verdict {
        let segment = self.segment(at);
        let marks = self.marks[at];
        let own = Marks(marks.0 & !self.outline.items[container].marks.0);
        if is_boilerplate(self.outline, segment, marks) || own.has(Marks::ASIDE) {
            return Verdict::Dropped(DropReason::Named);
        }
        if self.is_teaser(at, container) {
            return Verdict::Dropped(DropReason::Named);
        }
        let kind = kind(self.outline, segment);
        if kind == BlockKind::Caption || marks.has(Marks::MEDIA) && self.worths[at] == 0.0 {
            return Verdict::Kept(BlockKind::Caption);
        }
        if marks.has(Marks::BYLINE | Marks::DATE) && segment.chars < 120 {
            return Verdict::Dropped(DropReason::Byline);
        }
        let sentence =
            segment.chars > 70 && segment.link_share() < 0.8 && block_tag(self.outline, segment) == Tag::P;
        if kind != BlockKind::Heading && segment.link_share() > 0.6 && !sentence && !self.is_among_text(at) {
            return Verdict::Dropped(DropReason::Linked);
        }
        if kind == BlockKind::Heading && segment.link_share() > 0.8 {
            return Verdict::Dropped(DropReason::Linked);
        }
        if segment.chars < 250 {
            let words = self.text(at);
            if segment.chars < 100 && vocabulary::is_furniture(&words) || vocabulary::is_disclosure(&words) {
                return Verdict::Dropped(DropReason::Phrase);
            }
            if kind == BlockKind::Paragraph && segment.chars < 90 && vocabulary::is_credit(&words) {
                return Verdict::Kept(BlockKind::Caption);
            }
        }
        Verdict::Kept(kind)
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
                && self.sums[item] < 0.1 * self.sums[container]
                && self.links_away(item)
        };
        inside.into_iter().any(small)
    }

    /// Whether the first heading in an element is a link.
    fn links_away(&self, item: usize) -> bool {
        let mut headings = self
            .outline
            .segments_in(item)
            .filter(|&at| self.heading_level(at) > 0 || self.segment(at).link_share() > 0.9);
        headings.next().is_some_and(|at| self.segment(at).link_share() > 0.8)
    }

    /// Whether a line of links is the end of a sentence or an item among items of text.
    fn is_among_text(&self, at: usize) -> bool {
        let segment = self.segment(at);
        let list = self.outline.items[segment.block as usize].parent as usize;
        self.outline.items[segment.block as usize].tag == Tag::Li && self.sums[list] > 200.0
    }

    pub(super) fn text(&self, at: usize) -> String {
        self.outline.segment_text(self.segment(at))
    }

    pub(super) fn is_title(&self, at: usize) -> bool {
        // Most of a page is longer than any headline and need not be read for it: no letter weighs more than
        // it has bytes, and half of a line may be marks.
        if self.titles.iter().all(|title| self.segment(at).chars as usize > 2 * title.len()) {
            return false;
        }
        let words = plain_words(&self.text(at));
        words.len() >= 8
            && self.titles.iter().any(|title| {
                *title == words || (title.starts_with(&words) && words.len() * 5 > title.len() * 3)
            })
    }

    /// Drops the headline with all before it, and lines of author and date below it.
    fn drop_head(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let whole: f32 = range.clone().map(|at| self.worths[at]).sum();
        let mut before = 0.0;
        let mut from = range.start;
        for at in range.clone() {
            if before > 0.3 * whole || before > 300.0 {
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
            if self.worths[at] > 60.0 {
                return;
            }
            if !matches!(
                verdict,
                Verdict::Kept(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
            ) {
                continue;
            }
            if self.segment(at).chars < 60 && (vocabulary::is_dateline(&self.text(at)) || self.is_title(at)) {
                *verdict = Verdict::Dropped(DropReason::Byline);
            }
        }
    }

    /// Drops what follows a heading such as "Related stories", if the article is over there.
    fn drop_tail(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let whole: f32 = range.clone().map(|at| self.worths[at]).sum();
        let mut before = 0.0;
        let kept = range.clone().rev().filter(|&at| matches!(verdicts[at], Verdict::Kept(_)));
        for (from_end, at) in kept.take(5).enumerate().collect::<Vec<_>>() {
            let chars = self.segment(at).chars;
            let signs_off = chars < 160 && vocabulary::is_sign_off(&self.text(at));
            if signs_off || from_end < 3 && chars < 700 && vocabulary::is_biography(&self.text(at)) {
                verdicts[at] = Verdict::Dropped(DropReason::After);
            }
        }
        for at in range.clone() {
            let segment = self.segment(at);
            if before > 0.8 * whole
                && segment.chars < 60
                && matches!(verdicts[at], Verdict::Kept(_))
                && vocabulary::opens_trailer(&self.text(at), self.heading_level(at) > 0)
            {
                for verdict in &mut verdicts[at..range.end] {
                    *verdict = Verdict::Dropped(DropReason::After);
                }
                return;
            }
            before += self.worths[at];
        }
    }

    pub(super) fn drop_repeated(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let mut seen: HashSet<String> = HashSet::new();
        for at in range {
            if self.segment(at).chars < 100 || !matches!(verdicts[at], Verdict::Kept(_)) {
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
                continue;
            }
            let list = self.list_of(heading + 1);
            let numbered = list.is_none_or(|list| self.outline.items[list].tag == Tag::Ol);
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
        self.segment(at).chars < 60
            && !self.marks[at].has(Marks::BOILERPLATE)
            && is_reference_heading(&self.text(at))
    }

    /// The items of the list right below a heading, or the labelled lines up to the next heading.
    fn entries_below(&self, heading: usize, list: Option<usize>) -> Vec<usize> {
        let below = heading + 1..self.outline.segments.len();
        if list.is_some() {
            return below.take_while(|&at| self.list_of(at) == list).collect();
        }
        let lines = below.take_while(|&at| self.heading_level(at) == 0 && !self.heads_references(at));
        lines.filter(|&at| vocabulary::opens_entry(&self.text(at))).collect()
    }

    /// The list that a segment stands in.
    fn list_of(&self, at: usize) -> Option<usize> {
        let start = self.outline.segments.get(at)?.start as usize;
        self.outline
            .ancestors(start)
            .skip(1)
            .find(|&item| matches!(self.outline.items[item].tag, Tag::Ol | Tag::Ul | Tag::Dl))
    }

    /// A heading belongs to the text below it: without any, it headed something that was dropped.
    pub(super) fn drop_empty_headings(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let mut text_below = false;
        let mut level_below = u8::MAX;
        for at in range.rev() {
            match verdicts[at] {
                Verdict::Kept(BlockKind::Heading) => {
                    let level = self.heading_level(at);
                    if !text_below && level_below <= level {
                        verdicts[at] = Verdict::Dropped(DropReason::EmptyHeading);
                        continue;
                    }
                    text_below = false;
                    level_below = level;
                }
                Verdict::Kept(BlockKind::Caption) => {}
                Verdict::Kept(_) => text_below = true,
                Verdict::Dropped(_) => {}
            }
            if !text_below && level_below == u8::MAX {
                level_below = 0;
            }
        }
    }
}

/// Whether the names around a segment say that it is no text of an article. A widget may hold prose: page
/// builders call every box one.
fn is_boilerplate(outline: &Outline<'_>, segment: &Segment, marks: Marks) -> bool {
    let prose = block_tag(outline, segment) == Tag::P && segment.chars > 60 && segment.link_share() < 0.3;
    let belied = if prose { Marks::WIDGET } else { Marks::NONE };
    marks.has(Marks(Marks::BOILERPLATE.0 & !belied.0))
}

/// The segments of lists of at least three items, most of which begin with a line that is a link and go on
/// with a few words: each leads to another article.
fn teaser_lists(outline: &Outline<'_>) -> Vec<Range<usize>> {
    let leads_away = |item: usize| {
        let mut lines = outline.segments[outline.segments_in(item)].iter();
        let linked = lines.next().is_some_and(|line| line.link_share() > 0.9 && line.chars >= 15);
        let rest: usize = lines.map(|line| line.chars as usize).sum();
        linked && rest > 0 && rest < 600
    };
    let lists = (0..outline.items.len()).filter(|&item| outline.items[item].tag == Tag::Ul);
    let of_teasers = lists.filter(|&list| {
        let items = || outline.children(list).filter(|&item| outline.items[item].tag == Tag::Li);
        let leading = items().filter(|&item| leads_away(item)).count();
        leading >= 3 && leading * 3 >= items().count() * 2
    });
    of_teasers.map(|list| outline.segments_in(list)).collect()
}

pub(super) fn block_tag(outline: &Outline<'_>, segment: &Segment) -> Tag {
    outline.items[segment.block as usize].tag
}

/// Letters and digits in lower case, nothing else: for comparing headlines and texts.
pub fn plain_words(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How much a segment speaks for being article text, whatever stands around it.
fn worth(outline: &Outline<'_>, segment: &Segment) -> f32 {
    let tag = outline.items[segment.block as usize].tag;
    let chars = segment.chars as f32;
    if segment.link_share() > 0.5 || chars < 20.0 {
        return 0.0;
    }
    let factor = match tag {
        Tag::P | Tag::Pre | Tag::Blockquote => 1.0,
        Tag::Li | Tag::Dd | Tag::Cell => 0.4,
        _ if tag.heading_level() > 0 => 0.0,
        _ if chars >= 80.0 => 0.8,
        _ => 0.0,
    };
    factor * chars * (1.0 - segment.link_share())
}

/// By item: the sum over all segments in it.
fn sums(outline: &Outline<'_>, worths: &[f32]) -> Vec<f32> {
    let mut sums = vec![0f32; outline.items.len()];
    for (segment, worth) in outline.segments.iter().zip(worths) {
        sums[segment.block as usize] += worth;
    }
    for at in (1..outline.items.len()).rev() {
        sums[outline.items[at].parent as usize] += sums[at];
    }
    sums
}

/// By segment: the marks of all elements around it, but for those that what they hold belies: a page-wide
/// `with-sidebar` says nothing of the text in it, nor does an `author-name` on the whole article.
fn effective_marks(outline: &Outline<'_>, sums: &[f32]) -> Vec<Marks> {
    let total = sums.first().copied().unwrap_or_default();
    let mut of_items: Vec<Marks> = Vec::with_capacity(outline.items.len());
    for (at, item) in outline.items.iter().enumerate() {
        let around = if at == 0 { Marks::NONE } else { of_items[item.parent as usize] };
        of_items.push(around | Marks(item.marks.0 & !belied(sums[at], total).0));
    }
    outline
        .segments
        .iter()
        .map(|segment| of_items[outline.items[segment.start as usize].parent as usize])
        .collect()
}

/// The marks that an element cannot have in earnest when it holds this much of a page's text.
fn belied(held: f32, total: f32) -> Marks {
    let mut belied = Marks::NONE;
    if held > 200.0 && held > 0.1 * total {
        belied |=
            Marks::BYLINE | Marks::DATE | Marks::CAPTION | Marks::HEADLINE | Marks::TAGS | Marks::HEADER;
    }
    if held > 0.4 * total {
        belied |= Marks::SHARE
            | Marks::SIGNUP
            | Marks::PROMO
            | Marks::WIDGET
            | Marks::ADVERT
            | Marks::MEDIA
            | Marks::ASIDE
            | Marks::ASSISTIVE
            | Marks::AUTHOR_BOX;
    }
    if held > HOLDS_ARTICLE * total {
        belied |= Marks::BOILERPLATE;
    }
    belied
}

/// What a segment is by the elements around it.
pub fn kind(outline: &Outline<'_>, segment: &Segment) -> BlockKind {
    let mut quoted = false;
    for at in outline.ancestors(segment.start as usize).skip(1).take(8) {
        let item = &outline.items[at];
        match item.tag {
            _ if item.tag.heading_level() > 0 => return BlockKind::Heading,
            Tag::Li | Tag::Dt | Tag::Dd => {
                return if quoted { BlockKind::Quote } else { BlockKind::ListItem };
            }
            Tag::Pre => return BlockKind::Code,
            Tag::Caption | Tag::Figure => return BlockKind::Caption,
            Tag::Blockquote => quoted = true,
            _ => {}
        }
        if item.marks.has(Marks::CAPTION) && segment.chars < 600 {
            return BlockKind::Caption;
        }
    }
    if quoted { BlockKind::Quote } else { BlockKind::Paragraph }
}
