//! Where a page may name its authors: in the short lines at the ends of its text, in links to their pages and
//! in elements that say so, each with whole numbers of where it stands. Who is an author is for
//! `extract::authors`.

use scraper::node::Element;

use crate::input::html::nearby;
use crate::input::html::settings::{Settings, count_alike, span};
use crate::input::html::teasers::Teasers;
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{Mention, MentionKind};

/// Lines, and elements, that are kept.
const MOST: usize = 60;

/// Letters of the longest line, and bytes of the longest words of an element.
const LONGEST_LINE: u32 = 160;
const LONGEST: usize = 200;

/// The places of a page.
pub(super) fn find(settings: &Settings<'_, '_>, teasers: &Teasers) -> Vec<Mention> {
    let mut mentions = lines(settings, teasers);
    elements(settings, teasers, &mut mentions);
    count_alike(&mut mentions);
    mentions
}

/// The short lines at the ends of the text.
fn lines(settings: &Settings<'_, '_>, teasers: &Teasers) -> Vec<Mention> {
    let outline = settings.outline;
    let inside = |block: u32| block as usize + 1..outline.items[block as usize].end as usize;
    let is_short = |at: &usize| {
        let segment = &outline.segments[*at];
        (2..=LONGEST_LINE).contains(&segment.chars)
            && !teasers.hold(segment.start as usize)
            && !nearby::leads_to_networks(outline, inside(segment.block))
    };
    let line = |at: usize| {
        let segment = outline.segments[at];
        let words = settings.lines(at)?;
        let items = segment.start as usize..segment.end as usize;
        Some(Mention {
            kind: MentionKind::Text,
            key: String::new(),
            words,
            label: settings.label(at),
            span: span(outline, items),
            setting: Some(Box::new(settings.of(segment.start as usize, at))),
        })
    };
    (0..outline.segments.len()).filter(is_short).filter_map(line).take(MOST).collect()
}

/// The elements that say that they name an author.
fn elements(settings: &Settings<'_, '_>, teasers: &Teasers, mentions: &mut Vec<Mention>) {
    let outline = settings.outline;
    let from = mentions.len();
    for (item, entry) in outline.items.iter().enumerate() {
        if mentions.len() - from >= MOST {
            break;
        }
        if entry.tag == Tag::Text || teasers.hold(item) {
            continue;
        }
        let Some(element) = outline.element(item) else { continue };
        let Some((kind, key)) = told(element, entry.tag, entry.marks) else { continue };
        let is_other = || {
            nearby::is_quoted(outline, item)
                || nearby::leads_to_networks(outline, item + 1..entry.end as usize)
        };
        if kind == MentionKind::Named && is_other() {
            continue;
        }
        let given = element.value_of("content").filter(|_| kind == MentionKind::Property);
        let end = entry.end as usize;
        let long = given.is_none() && entry.chars > 2 * LONGEST as u32;
        let words = given.map_or_else(|| outline.parted_lines(item + 1..end), str::to_owned);
        if long || words.trim().is_empty() || words.len() > LONGEST {
            continue;
        }
        let (at, label) = settings.labelled(item);
        let span = outline.page.span(entry.node);
        mentions.push(Mention {
            kind,
            key: key.to_owned(),
            words,
            label,
            span: Some(span).filter(|span| !span.is_empty()),
            setting: at.map(|at| Box::new(settings.of(item, at))),
        });
    }
}

/// Whether an element says that it names an author, and how.
fn told(element: &Element, tag: Tag, marks: Marks) -> Option<(MentionKind, &'static str)> {
    let has = |name: &str, word: &str| {
        element.value_of(name).is_some_and(|value| value.split_ascii_whitespace().any(|one| one == word))
    };
    if tag == Tag::A && has("rel", "author") {
        return Some((MentionKind::Link, "rel:author"));
    }
    if has("itemprop", "author") || has("itemprop", "creator") {
        return Some((MentionKind::Property, "itemprop:author"));
    }
    if has("typeof", "sioc:UserAccount") {
        return Some((MentionKind::Property, "typeof:sioc:UserAccount"));
    }
    if tag == Tag::A && element.value_of("href").is_some_and(nearby::leads_to_a_person) {
        return Some((MentionKind::Link, "href"));
    }
    if !marks.has(Marks::BYLINE) {
        return None;
    }
    let named = |word: &str| {
        ["class", "id"]
            .iter()
            .filter_map(|name| element.value_of(name))
            .any(|names| names.to_ascii_lowercase().contains(word))
    };
    Some((MentionKind::Named, if named("byline") { "class:byline" } else { "class:author" }))
}
