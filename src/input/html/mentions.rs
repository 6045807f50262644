//! Where a page may name a day, whatever it is the day of: in visible text, elements, attributes and scripts,
//! each with whole numbers of where it stands. What the words mean, and which day is the article's,
//! is for `extract::days`.

use std::collections::HashMap;

use scraper::Node;
use scraper::node::Element;

use crate::input::html::content::{Content, Verdict};
use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::model::mention::MARKS;
use crate::model::{Mention, MentionKind, Setting};
use crate::text::ByteSpan;

/// Mentions of one kind of place that are kept.
const MOST: usize = 160;

/// Bytes of a mention's words.
const LONGEST: usize = 400;

/// Bytes of a label.
const LONGEST_LABEL: usize = 60;

/// Bytes of scripts in which days are looked for.
const MOST_SCRIPT: usize = 2 << 20;

/// Elements outward whose marks count.
const FAR: usize = 14;

/// What stands for the distance to something that a page does not have.
const NOWHERE: i32 = 9999;

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

/// The places of a page. `is_title` tells by segment whether it has the words of the headline.
pub fn find(outline: &Outline<'_>, content: &Content, titles: &[&str]) -> Vec<Mention> {
    let finder = Finder::new(outline, content, titles);
    let mut mentions = finder.texts();
    finder.elements(&mut mentions);
    sources(outline, &mut mentions);
    count_alike(&mut mentions);
    mentions
}

struct Finder<'a, 'p> {
    outline: &'a Outline<'p>,
    content: &'a Content,
    /// The segments of the headline, the first and the last text of the article.
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// By segment: letters and linked letters of all before it.
    before: Vec<(u32, u32)>,
}

impl<'a, 'p> Finder<'a, 'p> {
    fn new(outline: &'a Outline<'p>, content: &'a Content, titles: &[&str]) -> Self {
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

    /// The lines of visible text that have figures enough for a day.
    fn texts(&self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for (at, segment) in self.outline.segments.iter().enumerate() {
            if mentions.len() >= MOST || !has_figures(self.outline, segment) {
                continue;
            }
            let words = self.outline.parted_text(segment.start as usize..segment.end as usize);
            mentions.push(Mention {
                kind: MentionKind::Text,
                key: String::new(),
                words: words[..words.floor_char_boundary(LONGEST)].to_owned(),
                label: self.label(at),
                span: span(self.outline, segment.start as usize..segment.end as usize),
                setting: Some(Box::new(self.setting(segment.start as usize, at))),
            });
        }
        mentions
    }

    /// The words of a short line right before a segment.
    fn label(&self, at: usize) -> String {
        let Some(before) = at.checked_sub(1).map(|before| &self.outline.segments[before]) else {
            return String::new();
        };
        let words = if before.chars <= 40 { self.outline.segment_text(before) } else { String::new() };
        words[..words.floor_char_boundary(LONGEST_LABEL)].to_owned()
    }

    /// The days that elements state beside their words.
    fn elements(&self, mentions: &mut Vec<Mention>) {
        let from = mentions.len();
        for (item, entry) in self.outline.items.iter().enumerate() {
            if entry.tag == Tag::Text || mentions.len() - from >= MOST {
                continue;
            }
            let Some(element) = self.outline.element(item) else { continue };
            let Some((kind, key, words)) = stated(element) else { continue };
            let at = self.outline.segments.partition_point(|segment| (segment.end as usize) <= item);
            let at = at.min(self.outline.segments.len().saturating_sub(1));
            let segment = self.outline.segments.get(at);
            let label = match segment {
                Some(segment) if (segment.start as usize) < item => {
                    let words = self.outline.parted_text(segment.start as usize..item);
                    let from = words.len().saturating_sub(LONGEST_LABEL);
                    words[words.ceil_char_boundary(from)..].to_owned()
                }
                Some(_) => self.label(at),
                None => String::new(),
            };
            let span = self.outline.page.span(entry.node);
            mentions.push(Mention {
                kind,
                key: key.to_owned(),
                words: words[..words.floor_char_boundary(LONGEST)].to_owned(),
                label,
                span: Some(span).filter(|span| !span.is_empty()),
                setting: segment.map(|_| Box::new(self.setting(item, at))),
            });
        }
    }

    /// The numbers of a place: an item and the segment that it stands in.
    fn setting(&self, item: usize, at: usize) -> Setting {
        let (outline, segments) = (self.outline, &self.outline.segments);
        let mut numbers = [0; crate::model::mention::WIDTH];
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
            for name in ["class", "id", "itemprop"].iter().filter_map(|name| element.attr(name)) {
                let (published, modified) = told(name);
                said = (said.0 || published, said.1 || modified);
            }
            said.0 |= element.attr("pubdate").is_some();
        }
        said
    }

    /// Whether a place is in a caption, in what is embedded or in readers' comments, or behind the text in a
    /// list of other articles, and the headline is not.
    fn is_apart(&self, item: usize, at: usize) -> bool {
        let others = Marks::RELATED | Marks::PROMO | Marks::NAVIGATION | Marks::ASIDE;
        let behind = self.last.is_some_and(|last| last < at);
        self.outline.ancestors(item).take(FAR).take_while(|&at| !self.holds_title(at)).any(|at| {
            let entry = &self.outline.items[at];
            let marks = entry.marks;
            entry.tag == Tag::Caption
                || marks.has(Marks::COMMENTS | Marks::EMBED)
                || behind && marks.has(others)
        })
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
            let class = self.outline.element(item).and_then(|element| element.attr("class")).unwrap_or("");
            (self.outline.items[item].tag, class.get(..40).unwrap_or(class))
        });
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        hasher.hash_one(around.collect::<Vec<_>>()) as i32
    }
}

/// Where a setting has the signature of its place, and then how many are like it and which of them it is.
const ALIKE: usize = 23;

fn count_alike(mentions: &mut [Mention]) {
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
        let words = plain(&outline.segment_text(segment));
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

fn plain(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The day that an element states beside its words, or that a `time` has as its words.
fn stated(element: &Element) -> Option<(MentionKind, &str, &str)> {
    let kind = if element.attr("itemprop").is_some_and(|name| name.contains("date")) {
        MentionKind::Property
    } else if element.name() == "time" {
        MentionKind::Time
    } else {
        MentionKind::Attribute
    };
    let is_dated = |value: &str| value.bytes().filter(u8::is_ascii_digit).count() >= 6 && value.len() <= 80;
    let known = ["datetime", "content", "title"];
    let plain =
        known.iter().find_map(|name| Some((*name, element.attr(name).filter(|value| is_dated(value))?)));
    let data = || {
        element.attrs().find(|(name, value)| {
            name.starts_with("data-")
                && ["date", "time", "publi"].iter().any(|word| name.contains(word))
                && is_dated(value)
        })
    };
    plain.or_else(data).map(|(key, value)| (kind, key, value))
}

/// Whether a name speaks of publication, and whether of change.
fn told(name: &str) -> (bool, bool) {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    (has(&["publi", "posted", "created", "issued"]), has(&["updat", "modif", "edited", "revis"]))
}

/// What the page's scripts say.
fn sources(outline: &Outline<'_>, mentions: &mut Vec<Mention>) {
    let mut left = MOST_SCRIPT;
    for node in outline.page.tree.root().descendants() {
        match node.value() {
            Node::Element(element) if element.name() == "script" => {
                let attributes =
                    element.attrs().map(|(_, value)| value).filter(|value| value.len() > LONGEST);
                for text in attributes {
                    script(text, mentions);
                }
                for text in node.children().filter_map(|child| child.value().as_text()) {
                    if text.len() > left {
                        continue;
                    }
                    left -= text.len();
                    script(text, mentions);
                }
            }
            Node::Element(element) if element.name() == "meta" => {
                let content = element
                    .attr("content")
                    .filter(|content| content.starts_with('{') && content.len() > LONGEST);
                content.into_iter().for_each(|content| script(content, mentions));
            }
            _ => {}
        }
    }
}

/// The days `2025-04-26...` that a script has as values, with their keys.
fn script(text: &str, mentions: &mut Vec<Mention>) {
    let mut from = 0;
    let mut count = 0;
    while let Some(at) = next_day(text, from) {
        from = at + 10;
        let Some(before) = text[..at].strip_suffix(['"', '\'']) else { continue };
        let before = before.trim_end_matches('\\').trim_end();
        let Some(before) = before.strip_suffix([':', '=']) else { continue };
        let before = before.trim_end().trim_end_matches(['"', '\'', '\\']);
        let start = before.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '-');
        let key = &before
            [start.map_or(0, |start| start + before[start..].chars().next().map_or(1, char::len_utf8))..];
        let value = text[at..].split(['"', '\'', '\\']).next().unwrap_or("");
        if !key.is_empty() && key.len() <= 40 && value.len() <= 40 {
            mentions.push(plain_mention(MentionKind::Script, key, value));
            count += 1;
            if count >= 40 {
                return;
            }
        }
    }
}

/// Where `2025-04-26` or `2025/04/26` stands next in a text.
fn next_day(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_day = |at: &usize| {
        let Some(day) = bytes.get(*at..*at + 10) else { return false };
        let digits = |range: std::ops::Range<usize>| day[range].iter().all(u8::is_ascii_digit);
        matches!(&day[..2], b"19" | b"20")
            && digits(0..4)
            && digits(5..7)
            && digits(8..10)
            && matches!(day[4], b'-' | b'/')
            && day[7] == day[4]
            && (*at == 0 || !bytes[*at - 1].is_ascii_digit())
    };
    memchr::memchr2_iter(b'1', b'2', bytes.get(from..)?).map(|at| from + at).find(is_day)
}

fn plain_mention(kind: MentionKind, key: &str, words: &str) -> Mention {
    Mention {
        kind,
        key: key.to_owned(),
        words: words.to_owned(),
        label: String::new(),
        span: None,
        setting: None,
    }
}

/// Whether a segment has figures enough to name a day.
fn has_figures(outline: &Outline<'_>, segment: &Segment) -> bool {
    let texts = (segment.start..segment.end).map(|at| outline.text(at as usize));
    texts.flat_map(str::chars).filter(|letter| letter.is_numeric()).take(3).count() == 3
}

fn linked(segment: &Segment) -> i32 {
    (u64::from(segment.link_chars) * 1000 / u64::from(segment.chars.max(1))) as i32
}

/// Where the words of some items stand in the source.
fn span(outline: &Outline<'_>, items: std::ops::Range<usize>) -> Option<ByteSpan> {
    let texts = items.filter(|&at| outline.items[at].tag == Tag::Text);
    let pieces = texts.flat_map(|at| outline.page.pieces(outline.items[at].node));
    pieces
        .map(|piece| piece.source)
        .reduce(|all, next| ByteSpan { start: all.start, end: next.end.max(all.end) })
}

#[cfg(test)]
mod tests {
    use crate::input::LoadOptions;
    use crate::model::mention::{FROM_TITLE, is_apart};
    use crate::model::{Mention, MentionKind, Source};

    fn mentions(page: &str) -> Vec<Mention> {
        let document = crate::input::html::document(page, Source::default(), &LoadOptions::default())
            .unwrap_or_else(|_| panic!("a page of few nodes"));
        document.mentions
    }

    #[test]
    fn every_kind_of_place_is_found() {
        let page = "<head><meta name=harbour:day content=2025-04-20><meta property=og:image content='https://example.org/2025/04/21/a.jpg'>\
            <script type=application/ld+json>{\"publishedOn\": \"2025-04-22T10:00:00Z\"}</script></head>\
            <body><h1>Harbour closed again</h1><span>Ina Holm</span><span>24 April 2025</span>\
            <time datetime=2025-04-25>Friday</time><b itemprop=datePublished content=2025-04-26></b>\
            <i data-publish-time='2025-04-27 10:00'></i></body>";
        let found: Vec<(MentionKind, String, String)> =
            mentions(page).into_iter().map(|mention| (mention.kind, mention.key, mention.words)).collect();
        let expected = [
            (MentionKind::Meta, "harbour:day", "2025-04-20"),
            (MentionKind::Image, "og:image", "https://example.org/2025/04/21/a.jpg"),
            (MentionKind::Text, "", "Ina Holm 24 April 2025 Friday"),
            (MentionKind::Time, "datetime", "2025-04-25"),
            (MentionKind::Property, "content", "2025-04-26"),
            (MentionKind::Attribute, "data-publish-time", "2025-04-27 10:00"),
            (MentionKind::Script, "publishedOn", "2025-04-22T10:00:00Z"),
        ];
        let expected: Vec<_> =
            expected.iter().map(|&(kind, key, words)| (kind, key.to_owned(), words.to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_setting_tells_the_way_from_the_headline_and_other_texts() {
        let page = "<body><p>26 April 2025</p><h1>Harbour closed again</h1><p>27 April 2025</p>\
            <ul class=comments><li>28 April 2025</li></ul></body>";
        let settings: Vec<(i32, bool)> = mentions(page)
            .iter()
            .filter_map(|mention| mention.setting.as_deref())
            .map(|setting| (setting[FROM_TITLE], is_apart(setting)))
            .collect();
        assert_eq!(settings, [(-1, false), (1, false), (2, true)]);
    }
}
