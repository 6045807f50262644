//! The short lines around a page's headline, where dates and names stand when no markup tells of them.
//! It offers them as candidates; whether a line is a dateline or a byline is for `extract` to say.

use std::collections::HashSet;
use std::ops::Range;

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::FieldName;
use crate::text::span::clamp;

/// Lines before and behind a headline that are offered.
const BEFORE: usize = 4;
const BEHIND: usize = 12;

/// Headings that are taken for the headline, the first ones of a page.
const MOST_ANCHORS: usize = 3;

/// The weight of the longest line.
const LONGEST: u32 = 140;

/// Parts of a page in which a line is not about its article.
const ELSEWHERE: Marks = Marks(
    Marks::COMMENTS.0
        | Marks::RELATED.0
        | Marks::NAVIGATION.0
        | Marks::ADVERT.0
        | Marks::SIGNUP.0
        | Marks::PROMO.0
        | Marks::WIDGET.0,
);

/// The lines near the headline in document order: what each may tell, and its segment.
pub fn lines(outline: &Outline<'_>) -> Vec<(FieldName, Segment)> {
    let mut lines: Vec<(FieldName, Segment)> = Vec::new();
    let mut taken = 0;
    for anchor in anchors(outline) {
        let at = outline.segments.partition_point(|segment| segment.start < clamp(anchor));
        let behind = outline.segments.partition_point(|segment| segment.start < outline.items[anchor].end);
        for position in at.saturating_sub(BEFORE).max(taken)..(behind + BEHIND).min(outline.segments.len()) {
            if (at..behind).contains(&position) {
                continue;
            }
            lines.extend(line(outline, position, position > behind + BEHIND / 2 || position < at));
            taken = position + 1;
        }
    }
    lines
}

/// Whether an item stands in the comments, in a list of other articles or the like. Marks of elements that
/// hold the headline as well are those of the page and say nothing, nor do the marks `besides`.
pub fn is_elsewhere(outline: &Outline<'_>, item: usize, besides: Marks) -> bool {
    let elsewhere = Marks(ELSEWHERE.0 & !besides.0);
    let holds = |at: usize| {
        outline
            .headings
            .get(outline.headings.partition_point(|&heading| heading < clamp(at)))
            .is_some_and(|&heading| heading < outline.items[at].end)
    };
    // Bounded, since each line asks: pages of text do not stand deeper in what is not theirs.
    outline.ancestors(item).take(64).any(|at| outline.items[at].marks.has(elsewhere) && !holds(at))
}

/// Whether some words are nothing but links, each to another host: where an author is found elsewhere.
pub fn leads_to_networks(outline: &Outline<'_>, items: Range<usize>) -> bool {
    let mut hosts: HashSet<&str> = HashSet::new();
    let mut at = items.start;
    while at < items.end {
        let item = &outline.items[at];
        match item.tag {
            Tag::A => match outline.element(at).and_then(|link| host(link.value_of("href")?)) {
                Some(host) if hosts.insert(host) => {}
                _ => return false,
            },
            Tag::Text if item.chars > 0 => return false,
            _ => {}
        }
        at = if item.tag == Tag::A { item.end as usize } else { at + 1 };
    }
    hosts.len() > 1
}

/// Whether a part of an address is what sites call the pages of those who write.
pub fn leads_to_a_person(href: &str) -> bool {
    const PARTS: [&str; 27] = [
        "author",
        "authors",
        "autor",
        "autores",
        "autoren",
        "auteur",
        "auteurs",
        "autore",
        "autori",
        "autorzy",
        "people",
        "person",
        "profile",
        "profiles",
        "profil",
        "by",
        "staff",
        "user",
        "users",
        "contributor",
        "contributors",
        "journalist",
        "reporter",
        "columnist",
        "writers",
        "redakteur",
        "team",
    ];
    let path = href.split(['?', '#']).next().unwrap_or("");
    let mut parts = path.split('/').peekable();
    // The last part is who it is.
    std::iter::from_fn(|| parts.next().filter(|_| parts.peek().is_some_and(|next| !next.is_empty())))
        .any(|part| PARTS.contains(&part))
}

/// The host that a link names.
pub(super) fn host(href: &str) -> Option<&str> {
    let rest = ["https://", "http://", "//"].iter().find_map(|start| href.trim().strip_prefix(start))?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// Whether an item stands in a quotation: who is named there has said something, and written nothing.
pub fn is_quoted(outline: &Outline<'_>, item: usize) -> bool {
    outline.ancestors(item).take(6).any(|at| outline.items[at].tag == Tag::Blockquote)
}

/// The headings that may be the headline (`h1`, else what is marked as headline, else `h2`), and where the
/// text seems to begin.
fn anchors(outline: &Outline<'_>) -> Vec<usize> {
    let of = |test: &dyn Fn(usize) -> bool| {
        (0..outline.items.len()).filter(|&at| test(at)).take(MOST_ANCHORS).collect::<Vec<_>>()
    };
    let mut anchors: Vec<usize> = outline.headings.iter().take(MOST_ANCHORS).map(|&at| at as usize).collect();
    if anchors.is_empty() {
        anchors = of(&|at| outline.items[at].marks.has(Marks::HEADLINE));
    }
    if anchors.is_empty() {
        anchors = of(&|at| outline.items[at].tag == Tag::H2);
    }
    let is_text = |segment: &&Segment| {
        // Long and nearly without links, as a text's first paragraph is; a teaser is a link or short.
        segment.chars >= 100
            && segment.link_share() < 0.3
            && outline.items[segment.block as usize].tag == Tag::P
    };
    let opening = outline
        .segments
        .iter()
        .filter(is_text)
        .take(20)
        .find(|segment| !is_elsewhere(outline, segment.start as usize, Marks::NONE));
    anchors.extend(opening.map(|segment| segment.start as usize));
    anchors.sort_unstable();
    anchors
}

/// What a short line may tell: a date where it has a digit; a name where it stands close.
fn line(outline: &Outline<'_>, position: usize, far: bool) -> impl Iterator<Item = (FieldName, Segment)> {
    let segment = outline.segments[position];
    let usable =
        (1..=LONGEST).contains(&segment.chars) && !is_elsewhere(outline, segment.start as usize, Marks::NONE);
    let digits =
        || (segment.start..segment.end).any(|at| outline.text(at as usize).chars().any(char::is_numeric));
    let date = (usable && digits()).then_some((FieldName::Published, segment));
    let name = (usable && !far).then_some((FieldName::Author, segment));
    date.into_iter().chain(name)
}
