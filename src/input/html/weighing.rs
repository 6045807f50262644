//! How much each part of a page speaks for being an article's text, and what the names around it say in
//! earnest. It chooses nothing; see `content`.

use std::collections::HashMap;
use std::ops::Range;

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::input::html::written::is_over;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::BlockKind;

/// A share of the page's text above which an element holds the article, whatever its names say.
const HOLDS_ARTICLE: f32 = 0.65;

/// A share of the worth of an article's pieces that other text before the first of them stays below.
const BEFORE_PIECES: f32 = 0.1;

/// Marks that say something against the text in what bears them.
pub(super) const NAMED: Marks = Marks(
    Marks::BOILERPLATE.0
        | Marks::ASIDE.0
        | Marks::BYLINE.0
        | Marks::DATE.0
        | Marks::CAPTION.0
        | Marks::HEADLINE.0
        | Marks::HEADER.0
        | Marks::MEDIA.0,
);

/// Marks of what is beside an article: the page's headline stands in none of it.
const OF_OTHERS: Marks = Marks(
    Marks::RELATED.0
        | Marks::COMMENTS.0
        | Marks::SHARE.0
        | Marks::ADVERT.0
        | Marks::SIGNUP.0
        | Marks::ASIDE.0
        | Marks::FOOTER.0
        | Marks::AUTHOR_BOX.0
        | Marks::TAGS.0
        | Marks::PROMO.0
        | Marks::WIDGET.0,
);

/// The worth of a paragraph.
pub(super) const PARAGRAPH: f32 = 60.0;

/// The worth of all text of a page below which the model is not asked: a few lines have too little around
/// them to be told by, and no page that it was fitted to was so short.
pub(super) const LEAST_TEXT: f32 = 600.0;

/// The worth of text that a page has behind its dialogs: two sentences.
const BEHIND_DIALOG: f32 = 200.0;

/// The weight that a form stays below which only asks for something: others hold what they are about, or the
/// whole page.
const FORM: u32 = 500;

/// The weight that the box of a form stays below, its lines and elements, and the boxes that it may stand in.
const BOX: u32 = 300;
const FEW_LINES: usize = 4;
const FEW_ITEMS: usize = 100;
const MOST_BOXES: usize = 3;

/// The worth of a story: less is a teaser.
const STORY: f32 = 250.0;

/// Classes that name a whole story.
const STORIES: &[&str] = &["article", "story", "post", "hentry"];

/// Segments at the start of a story among which its headline is: there may be a kicker or a date before it.
const STORY_HEAD: usize = 3;

/// The worth of an article behind which other stories are told by their headlines, and the share of it in
/// what a story holds on average. Where there is less, they are the article's parts: posts of a live report,
/// entries of a list.
const OWN_STORY: f32 = 500.0;
const OWN_SHARE: f32 = 0.6;

/// What a caption is worth: a gallery's many are less than the text beside it.
const CAPTION: f32 = 0.25;

/// Letters of the longest line before a teaser's link, and how many such lines there may be.
const LABEL: u32 = 40;
const LABELS: usize = 3;

/// A page with the worth of its parts.
pub(super) struct Weighed<'a, 'p> {
    pub(super) outline: &'a Outline<'p>,
    titles: Vec<String>,
    /// By segment: the marks around it that count.
    pub(super) marks: Vec<Marks>,
    /// By segment: how much it speaks for being article text, whatever stands around it; by item, the sums.
    pub(super) plain: Vec<f32>,
    pub(super) plain_sums: Vec<f32>,
    /// By segment: how much it speaks for being article text.
    pub(super) worths: Vec<f32>,
    /// By item: the worth of all text in it.
    pub(super) sums: Vec<f32>,
    /// The segments of lists that lead to other articles.
    pub(super) teasers: Vec<Range<usize>>,
    /// By item: the worth of all text in it, or in all elements of its name where they are the article's
    /// pieces.
    pub(super) held: Vec<f32>,
    /// By segment: whether it stands in a dialog, a form or another story.
    apart: Vec<bool>,
}

impl<'a, 'p> Weighed<'a, 'p> {
    pub(super) fn new(outline: &'a Outline<'p>, titles: &[&str]) -> Self {
        let page = Self::by_worth(outline, titles, worth);
        // Where the elements tell of no paragraph, the sentences do.
        let tells_of_none = page.sums[0] < PARAGRAPH && page.plain_sums[0] < LEAST_TEXT;
        if tells_of_none { Self::by_worth(outline, titles, worth_of_sentence) } else { page }
    }

    fn by_worth(outline: &'a Outline<'p>, titles: &[&str], worth: fn(&Outline<'_>, &Segment) -> f32) -> Self {
        let plain: Vec<f32> = outline.segments.iter().map(|segment| worth(outline, segment)).collect();
        let plain_sums = sums(outline, &plain);
        let titles =
            titles.iter().map(|title| plain_words(title)).filter(|title| !title.is_empty()).collect();
        let mut page = Self {
            outline,
            titles,
            marks: Vec::new(),
            held: held(outline, &plain, &plain_sums),
            plain,
            plain_sums,
            worths: Vec::new(),
            sums: Vec::new(),
            teasers: teaser_lists(outline),
            apart: vec![false; outline.segments.len()],
        };
        page.marks = page.effective_marks();
        let stories = page.other_stories();
        for part in dialogs(outline, &page.plain_sums).into_iter().chain(forms(outline)).chain(stories) {
            page.apart[part].fill(true);
        }
        page.worths = (0..outline.segments.len()).map(|at| page.weigh(at)).collect();
        page.sums = sums(outline, &page.worths);
        page
    }

    fn weigh(&self, at: usize) -> f32 {
        let around = self.marks[at];
        let is_other = is_boilerplate(self.outline, self.segment(at), around)
            || self.is_apart(at)
            || self.teasers.iter().any(|list| list.contains(&at));
        match () {
            () if is_other => 0.0,
            () if around.has(Marks::CAPTION) => CAPTION * self.plain[at],
            () => self.plain[at],
        }
    }

    /// Whether a segment stands in a dialog, a form or another story.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.apart[at]
    }

    /// By segment: the marks of all elements around it, but for those that what they hold belies: a page-wide
    /// `with-sidebar` says nothing of the text in it, nor does an `author-name` on the whole article or a
    /// `teaser` around the page's headline.
    fn effective_marks(&self) -> Vec<Marks> {
        let items = &self.outline.items;
        let total = self.plain_sums.first().copied().unwrap_or_default();
        let title = self.title().map(|title| self.segment(title).start as usize);
        let mut of_items: Vec<Marks> = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let around = if at == 0 { Marks::NONE } else { of_items[item.parent as usize] };
            let holds_title = title.is_some_and(|title| (at..item.end as usize).contains(&title));
            let others = if holds_title { OF_OTHERS } else { Marks::NONE };
            of_items.push(around | Marks(item.marks.0 & !(belied(self.held[at], total) | others).0));
        }
        // What only the first words stand in may say what the line is, not that it is none of the article.
        let against = Marks::BOILERPLATE.0 | Marks::ASIDE.0;
        let of_segment = |segment: &Segment| {
            let texts = (segment.start..segment.end).map(|at| &items[at as usize]);
            let written = texts.filter(|item| item.chars > 0).map(|item| of_items[item.parent as usize].0);
            let opening = of_items[items[segment.start as usize].parent as usize].0;
            let all = written.fold(opening, |all, marks| all & marks);
            Marks(all & against | opening & !against)
        };
        self.outline.segments.iter().map(of_segment).collect()
    }

    /// The segments of stories that stand behind the article with headlines of their own, as pages append
    /// them for readers who go on.
    fn other_stories(&self) -> Vec<Range<usize>> {
        let outline = self.outline;
        let named = |at: &usize| {
            let item = &outline.items[*at];
            item.marks.has(Marks::ARTICLE) && self.plain_sums[*at] > STORY && is_story(outline, *at)
        };
        let is_headed = |at: &usize| {
            let mut first = outline.segments_in(*at).take(STORY_HEAD);
            first.any(|at| self.heading_level(at) > 0)
        };
        let Some(title) = self.title() else { return Vec::new() };
        // An article within the article is a part of it.
        let own = outline.ancestors(self.segment(title).block as usize);
        let own = own.filter(|&at| outline.items[at].tag == Tag::Article).last();
        let is_part = |at: usize| own.is_some_and(|own| at < outline.items[own].end as usize);
        // From the last to the first: what is a story within is known before what is around it.
        let mut found: Vec<usize> = Vec::new();
        for at in (self.segment(title).end as usize..outline.items.len()).rev() {
            if is_part(at) || !named(&at) {
                continue;
            }
            let is_inside = |story: &&usize| **story < outline.items[at].end as usize;
            let inside = found.iter().rev().take_while(is_inside).map(|&story| self.plain_sums[story]);
            let inside: f32 = inside.sum();
            // What holds a story of its own besides is one in parts.
            if inside < 0.5 * self.plain_sums[at] || self.plain_sums[at] - inside > STORY {
                found.truncate(found.len() - found.iter().rev().take_while(is_inside).count());
                found.extend(is_headed(&at).then_some(at));
            }
        }
        let mut stories: Vec<Range<usize>> =
            found.into_iter().rev().map(|story| outline.segments_in(story)).collect();
        let worth = |part: Range<usize>| self.plain[part].iter().sum::<f32>();
        let Some(first) = stories.first() else { return stories };
        let own = worth(title..first.start);
        let others: f32 = stories.iter().cloned().map(worth).sum();
        if own < OWN_STORY || own * (stories.len() as f32) < OWN_SHARE * others {
            stories.clear();
        }
        stories
    }

    /// The first heading with the words of a headline that the metadata offers.
    pub(super) fn title(&self) -> Option<usize> {
        (0..self.outline.segments.len()).find(|&at| self.heading_level(at) > 0 && self.is_title(at))
    }

    pub(super) fn holds(&self, item: usize, inner: u32) -> bool {
        item <= inner as usize && inner < self.outline.items[item].end
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

/// The same for a page whose text stands in no paragraphs: a short line that ends as sentences do is text.
fn worth_of_sentence(outline: &Outline<'_>, segment: &Segment) -> f32 {
    let is_box = matches!(block_tag(outline, segment), Tag::Div | Tag::Section);
    let is_short = segment.chars >= 20 && segment.link_share() == 0.0;
    match worth(outline, segment) {
        0.0 if is_box && is_short && is_over(&outline.segment_text(segment)) => 0.8 * segment.chars as f32,
        worth => worth,
    }
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

/// By item: the worth of all text in it. Of the pieces that an article is cut into, each in a box of one
/// name, it is the worth of all: the name says no more against them than one around them all would.
fn held(outline: &Outline<'_>, plain: &[f32], sums: &[f32]) -> Vec<f32> {
    let mut held = sums.to_vec();
    let name = |at: usize| {
        let class = outline.element(at).and_then(|element| element.value_of("class"))?;
        Some((outline.items[at].tag, class))
    };
    let mut pieces: HashMap<(Tag, &str), (f32, usize, u32)> = HashMap::new();
    let is_named = |at: &usize| outline.items[*at].marks.has(NAMED) && sums[*at] > 0.0;
    for at in (0..outline.items.len()).filter(is_named) {
        let Some(name) = name(at) else { continue };
        let group = pieces.entry(name).or_insert((0.0, at, 0));
        group.0 += sums[at];
        group.2 += 1;
    }
    pieces.retain(|_, (worth, first, count)| {
        let before = || plain[..outline.segments_in(*first).start].iter().sum::<f32>();
        *count > 1 && *worth > HOLDS_ARTICLE * sums[0] && before() < BEFORE_PIECES * *worth
    });
    if !pieces.is_empty() {
        for at in (0..outline.items.len()).filter(is_named) {
            if let Some((worth, ..)) = name(at).and_then(|name| pieces.get(&name)) {
                held[at] = worth.min(sums[0]);
            }
        }
    }
    held
}

/// Whether an element is an article by its tag, or by a whole class: words of others name its parts.
fn is_story(outline: &Outline<'_>, item: usize) -> bool {
    let class = || outline.element(item).and_then(|element| element.value_of("class")).unwrap_or("");
    let is_whole = |name: &str| STORIES.iter().any(|story| name.eq_ignore_ascii_case(story));
    outline.items[item].tag == Tag::Article || class().split_ascii_whitespace().any(is_whole)
}

/// The segments of dialogs: windows before a page, which no longer stand before it where they hold the page's
/// headline or all its text.
fn dialogs(outline: &Outline<'_>, sums: &[f32]) -> Vec<Range<usize>> {
    let is_dialog = |at: &usize| {
        let item = &outline.items[*at];
        item.marks.has(Marks::DIALOG) && sums[0] - sums[*at] > BEHIND_DIALOG && !has_headline(outline, *at)
    };
    // What is in another one is known with it.
    let mut end = 0;
    let is_outer = |at: &usize| {
        let is_outer = *at >= end && is_dialog(at);
        end = if is_outer { outline.items[*at].end as usize } else { end };
        is_outer
    };
    (0..outline.items.len()).filter(is_outer).map(|at| outline.segments_in(at)).collect()
}

/// The segments of forms that ask the reader for something and hold neither the page's headline nor much
/// text, with the few words that stand in one box with them.
fn forms(outline: &Outline<'_>) -> Vec<Range<usize>> {
    let weight = |part: Range<usize>| outline.segments[part].iter().map(|line| line.chars).sum::<u32>();
    let whole = weight(0..outline.segments.len());
    let is_form = |at: &usize| outline.element(*at).is_some_and(|element| element.name() == "form");
    let parts = (0..outline.items.len()).filter(is_form).filter(|&at| !has_headline(outline, at));
    let parts = parts.map(|at| outline.segments_in(box_of_form(outline, at)));
    parts.filter(|part| weight(part.clone()) < FORM && weight(part.clone()) < whole / 4).collect()
}

/// The box that a form stands in with a few words about it; else the form.
fn box_of_form(outline: &Outline<'_>, form: usize) -> usize {
    let is_box = |&item: &usize| {
        let inside = &outline.items[item..outline.items[item].end as usize];
        let part = outline.segments_in(item);
        // A page of forms within forms is read in linear time.
        if inside.len() > FEW_ITEMS || part.len() > FEW_LINES || has_headline(outline, item) {
            return false;
        }
        let weight = outline.segments[part].iter().map(|line| line.chars).sum::<u32>();
        weight < BOX && !inside.iter().any(|inner| matches!(inner.tag, Tag::Figure | Tag::Caption))
    };
    outline.ancestors(form).take_while(is_box).take(MOST_BOXES).last().unwrap_or(form)
}

/// Whether a page's headline stands in an element.
fn has_headline(outline: &Outline<'_>, item: usize) -> bool {
    let after = outline.headings.partition_point(|heading| (*heading as usize) < item);
    outline.headings.get(after).is_some_and(|heading| *heading < outline.items[item].end)
}

/// The marks that an element cannot have in earnest when it holds this much of a page's text.
fn belied(held: f32, total: f32) -> Marks {
    let mut belied = Marks::NONE;
    if held > 200.0 && held > 0.1 * total {
        belied |= Marks::BYLINE
            | Marks::DATE
            | Marks::CAPTION
            | Marks::HEADLINE
            | Marks::TAGS
            | Marks::HEADER
            | Marks::PRINT;
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

/// Whether the names around a segment say that it is no text of an article. A widget may hold prose: page
/// builders call every box one.
pub(super) fn is_boilerplate(outline: &Outline<'_>, segment: &Segment, marks: Marks) -> bool {
    let prose = block_tag(outline, segment) == Tag::P && segment.chars > 60 && segment.link_share() < 0.3;
    let belied = if prose { Marks::WIDGET } else { Marks::NONE };
    marks.has(Marks(Marks::BOILERPLATE.0 & !belied.0))
}

/// The segments of lists of at least three items, most of which lead to another article: a line that is a
/// link, perhaps behind a time and a name, and a few words.
fn teaser_lists(outline: &Outline<'_>) -> Vec<Range<usize>> {
    let leads_away = |part: &Range<usize>| {
        let lines = &outline.segments[part.clone()];
        let is_label = |line: &&Segment| line.chars < LABEL && line.link_share() <= 0.9;
        let labels = lines.iter().take(LABELS).take_while(is_label).count();
        let linked = lines.get(labels).is_some_and(|line| line.link_share() > 0.9 && line.chars >= 15);
        let rest: usize = lines.iter().skip(labels + 1).map(|line| line.chars as usize).sum();
        linked && (rest > 0 || labels > 0) && rest < 600
    };
    let lists = (0..outline.items.len()).filter(|&at| matches!(outline.items[at].tag, Tag::Ul | Tag::Dl));
    let of_teasers = lists.filter(|&list| {
        let parts = parts_of(outline, list);
        let leading = parts.iter().filter(|part| leads_away(part)).count();
        leading >= 3 && leading * 3 >= parts.len() * 2
    });
    of_teasers.map(|list| outline.segments_in(list)).collect()
}

/// The segments of each item of a list; of a list of terms, each term with what is said of it.
fn parts_of(outline: &Outline<'_>, list: usize) -> Vec<Range<usize>> {
    let end = outline.segments_in(list).end;
    let items = outline.children(list).filter(|&item| matches!(outline.items[item].tag, Tag::Li | Tag::Dt));
    let mut parts: Vec<Range<usize>> = items.map(|item| outline.segments_in(item)).collect();
    if outline.items[list].tag == Tag::Dl {
        let starts: Vec<usize> = parts.iter().map(|part| part.start).collect();
        let ends = starts.iter().copied().skip(1).chain([end]);
        parts = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    }
    parts
}

pub(super) fn block_tag(outline: &Outline<'_>, segment: &Segment) -> Tag {
    outline.items[segment.block as usize].tag
}

/// Letters and digits in lower case, nothing else: for comparing headlines and texts.
pub fn plain_words(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a heading is all that stands in an item of a list.
fn is_all_of_item(outline: &Outline<'_>, heading: usize) -> bool {
    let list_item = outline.items[heading].parent as usize;
    outline.items[list_item].tag == Tag::Li && outline.segments_in(list_item).len() == 1
}

/// What a segment is by the elements around it.
pub fn kind(outline: &Outline<'_>, segment: &Segment) -> BlockKind {
    let mut quoted = false;
    for at in outline.ancestors(segment.start as usize).skip(1).take(8) {
        let item = &outline.items[at];
        match item.tag {
            _ if item.tag.heading_level() > 0 && is_all_of_item(outline, at) => {}
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
