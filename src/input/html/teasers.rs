//! Tells the teasers of a page: boxes that lead to other articles, several of them built alike or each an
//! article of its own. Who is named in one beside the link wrote another text than the page's.

use std::collections::HashMap;

use crate::input::html::nearby::leads_to_a_person;
use crate::input::html::outline::{Outline, Segment};
use crate::markup::Tag;
use crate::markup::attributes::Attributes;

/// The weight of a link that has the words of a headline, as a heading and otherwise, and elements between it
/// and its box.
const HEADING: u32 = 8;
const HEADLINE: u32 = 15;
const DEEP: usize = 5;

/// Such links in a box: the headline, and the section or the first words as well.
const MOST_LINKS: u8 = 2;

/// The weight of a paragraph, and how many make a text.
const PARAGRAPH: u32 = 100;
const TEXT: usize = 3;

/// The teasers of a page.
pub struct Teasers {
    /// By item: whether it stands in a teaser and is not its link.
    inside: Vec<bool>,
}

impl Teasers {
    pub fn find(outline: &Outline<'_>) -> Self {
        let mut links = vec![Links::default(); outline.items.len()];
        let mut leading = Vec::new();
        let mut last = None;
        for (at, segment) in outline.segments.iter().enumerate() {
            let Some(link) = link(outline, segment).filter(|link| last != Some(*link)) else { continue };
            last = Some(link);
            leading.push(at);
            let is_heading = outline.items[segment.block as usize].tag.heading_level() > 0;
            for around in outline.ancestors(link).take(DEEP) {
                links[around].count = links[around].count.saturating_add(1);
                links[around].headings |= is_heading;
            }
        }
        let mut inside = boxes(outline, &links);
        for at in 1..inside.len() {
            inside[at] |= inside[outline.items[at].parent as usize];
        }
        for segment in leading.into_iter().map(|at| outline.segments[at]) {
            inside[segment.start as usize..segment.end as usize].fill(false);
        }
        Self { inside }
    }

    /// Whether an item is beside the link of a teaser.
    pub fn hold(&self, item: usize) -> bool {
        self.inside.get(item).is_some_and(|&inside| inside)
    }
}

/// The links within an element that have the words of a headline, and whether a heading is one.
#[derive(Clone, Copy, Default)]
struct Links {
    count: u8,
    headings: bool,
}

/// By item: whether it is the box of a teaser.
fn boxes(outline: &Outline<'_>, links: &[Links]) -> Vec<bool> {
    let class = |at: usize| outline.element(at).and_then(|element| element.value_of("class")).unwrap_or("");
    let kind = |at: usize| (outline.items[at].parent, outline.items[at].tag, class(at));
    let may_be = |at: usize| {
        let tag = outline.items[at].tag;
        // A container that says nothing is like every other.
        let says =
            matches!(tag, Tag::Li | Tag::Article | Tag::Tr | Tag::Cell) || !class(at).trim().is_empty();
        (1..=MOST_LINKS).contains(&links[at].count) && (tag.is_block() || tag == Tag::A) && says
    };
    let mut alike: HashMap<(u32, Tag, &str), u32> = HashMap::new();
    for at in (1..outline.items.len()).filter(|&at| may_be(at)) {
        *alike.entry(kind(at)).or_default() += 1;
    }
    let is_box = |at: usize| {
        let is_article =
            outline.items[at].tag == Tag::Article && links[at].headings && !outline.headings.is_empty();
        at > 0
            && may_be(at)
            && (is_article || alike.get(&kind(at)).is_some_and(|&count| count > 1))
            && !holds_headline(outline, at)
            && !is_text(outline, at)
    };
    (0..outline.items.len()).map(is_box).collect()
}

/// The link that a line is, with the words of a headline and to no person's page.
fn link(outline: &Outline<'_>, segment: &Segment) -> Option<usize> {
    let is_heading = outline.items[segment.block as usize].tag.heading_level() > 0;
    if segment.chars < if is_heading { HEADING } else { HEADLINE } || segment.link_share() < 0.9 {
        return None;
    }
    let is_link = |at: &usize| outline.items[*at].tag == Tag::A;
    let link = (segment.start as usize..segment.end as usize)
        .find(is_link)
        .or_else(|| outline.ancestors(segment.start as usize).take(DEEP).find(is_link))?;
    let href = outline.element(link)?.value_of("href")?;
    let is_elsewhere = ["#", "mailto:", "javascript:"].iter().all(|start| !href.trim().starts_with(start));
    (is_elsewhere && !leads_to_a_person(href)).then_some(link)
}

fn holds_headline(outline: &Outline<'_>, item: usize) -> bool {
    let after = outline.headings.partition_point(|&heading| (heading as usize) < item);
    outline.headings.get(after).is_some_and(|&heading| heading < outline.items[item].end)
}

/// Whether a box has a text of its own.
fn is_text(outline: &Outline<'_>, item: usize) -> bool {
    let segments = &outline.segments[outline.segments_in(item)];
    let is_paragraph = |segment: &&Segment| segment.chars >= PARAGRAPH && segment.link_share() < 0.3;
    segments.iter().filter(is_paragraph).take(TEXT).count() == TEXT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Page;

    /// The texts of a page that stand in teasers.
    fn held(page: &str) -> Vec<String> {
        let page = Page::parse(page).unwrap_or_else(|_| panic!("a page of few nodes"));
        let outline = Outline::new(&page);
        let teasers = Teasers::find(&outline);
        let texts = (0..outline.items.len()).filter(|&at| outline.items[at].tag == Tag::Text);
        texts.filter(|&at| teasers.hold(at)).map(|at| outline.text(at).trim().to_owned()).collect()
    }

    #[test]
    fn who_is_named_beside_a_link_to_another_article_stands_in_a_teaser() {
        let table: &[(&str, &[&str])] = &[
            (
                "<ul><li><a href=/a>Night ferries come back in May</a><p>Max Quay</p></li>\
                 <li><a href=/b>Pier of the north is rebuilt</a><p>Jo Fell</p></li></ul>",
                &["Max Quay", "Jo Fell"],
            ),
            (
                "<a class=c href=/a><h3>Night ferries come back in May</h3><p>Max Quay</p></a>\
                 <a class=c href=/b><h3>Pier of the north is rebuilt</h3><p>Jo Fell</p></a>",
                &["Max Quay", "Jo Fell"],
            ),
            (
                "<article><h3><a href=/a>Night ferries come back in May</a></h3><p>Max Quay</p></article>",
                &["Max Quay"],
            ),
            // One box alone, and boxes of different names.
            ("<div><a href=/a>Night ferries come back in May</a><p>Max Quay</p></div>", &[]),
            (
                "<div class=a><a href=/a>Night ferries come back in May</a><p>Max Quay</p></div>\
                 <div class=b><a href=/b>Pier of the north is rebuilt</a><p>Jo Fell</p></div>",
                &[],
            ),
            // Authors with links to their pages, or that are links.
            (
                "<ul><li><a href=/author/ih>Ina Holm of the harbour</a><p>Reporter</p></li>\
                 <li><a href=/author/pl>Per Lund of the ferries</a><p>Editor</p></li></ul>",
                &[],
            ),
            (
                "<ul><li><a href=/ih>Ina Holm-Andersson</a></li><li><a href=/pl>Per Lund-Gustafsson</a></li></ul>",
                &[],
            ),
        ];
        for (boxes, expected) in table {
            assert_eq!(held(&format!("<h1>Harbour closed again</h1>{boxes}")), *expected, "{boxes}");
        }
    }

    #[test]
    fn what_holds_the_headline_or_a_text_is_no_teaser() {
        let text =
            "<p>The harbour stayed closed for another week because the dredgers had not come back from \
            the north, and nobody could say when they would.</p>"
                .repeat(3);
        let one = |inside: &str| {
            format!("<section><a href=/a>Night ferries come back in May</a><p>Ina Holm</p>{inside}</section>")
        };
        let page = format!("{}{}", one("<h1>Harbour closed again</h1>"), one(&text));
        assert_eq!(held(&page), [""; 0]);
    }
}
