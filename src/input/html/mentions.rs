//! Where a page may name a day, whatever it is the day of: in visible text, elements, attributes and scripts,
//! each with whole numbers of where it stands. What the words mean, and which day is the article's,
//! is for `extract::days`.

use scraper::Node;
use scraper::node::Element;

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::settings::{Settings, count_alike, span};
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{Mention, MentionKind};

/// Mentions of one kind of place that are kept.
const MOST: usize = 160;

/// Bytes of a mention's words.
const LONGEST: usize = 400;

/// Bytes of scripts in which days are looked for.
const MOST_SCRIPT: usize = 2 << 20;

/// The places of a page.
pub(super) fn find(settings: &Settings<'_, '_>) -> Vec<Mention> {
    let outline = settings.outline;
    let finder = Finder { settings, outline };
    let mut mentions = finder.texts();
    finder.elements(&mut mentions);
    sources(outline, &mut mentions);
    count_alike(&mut mentions);
    mentions
}

struct Finder<'s, 'a, 'p> {
    settings: &'s Settings<'a, 'p>,
    outline: &'a Outline<'p>,
}

impl Finder<'_, '_, '_> {
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
                label: self.settings.label(at),
                span: span(self.outline, segment.start as usize..segment.end as usize),
                setting: Some(Box::new(self.settings.of(segment.start as usize, at))),
            });
        }
        mentions
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
            let (at, label) = self.settings.labelled(item);
            let span = self.outline.page.span(entry.node);
            mentions.push(Mention {
                kind,
                key: key.to_owned(),
                words: words[..words.floor_char_boundary(LONGEST)].to_owned(),
                label,
                span: Some(span).filter(|span| !span.is_empty()),
                setting: at.map(|at| Box::new(self.settings.of(item, at))),
            });
        }
    }
}

/// The day that an element states beside its words, or that a `time` has as its words.
fn stated(element: &Element) -> Option<(MentionKind, &str, &str)> {
    let kind = if element.value_of("itemprop").is_some_and(|name| name.contains("date")) {
        MentionKind::Property
    } else if element.name() == "time" {
        MentionKind::Time
    } else {
        MentionKind::Attribute
    };
    let is_dated = |value: &str| value.bytes().filter(u8::is_ascii_digit).count() >= 6 && value.len() <= 80;
    let known = ["datetime", "content", "title"];
    let plain =
        known.iter().find_map(|name| Some((*name, element.value_of(name).filter(|value| is_dated(value))?)));
    let data = || {
        element.attrs().find(|(name, value)| {
            name.starts_with("data-")
                && ["date", "time", "publi"].iter().any(|word| name.contains(word))
                && is_dated(value)
        })
    };
    plain.or_else(data).map(|(key, value)| (kind, key, value))
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
                    .value_of("content")
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
