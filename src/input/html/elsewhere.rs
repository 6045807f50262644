//! The text of a page that shows next to none: in a frame that the page itself holds, in what it says to
//! readers without scripts, or hidden. What scripts hold comes before these; see `embedded`.

use std::collections::HashSet;

use scraper::node::Element;
use url::Url;

use crate::input::html::blocks::Writer;
use crate::input::html::embedded::{Held, is_prose, moved};
use crate::input::html::explanation::path;
use crate::input::html::judge;
use crate::input::html::notes::Notes;
use crate::input::html::outline::Outline;
use crate::input::html::vocabulary::Marks;
use crate::input::html::write;
use crate::markup::attributes::Attributes;
use crate::markup::{Page, Tag, attribute};
use crate::model::{Block, TextOrigin};
use crate::text::{ByteSpan, OffsetMap};

/// The weight of prose that a page shows from which on it has a text of its own: two sentences.
const SHOWN: u32 = 200;

/// How often what is shown goes into a text found elsewhere.
const FAR_MORE: usize = 3;

/// Bytes and paragraphs of a text found elsewhere: a request to switch scripts on is shorter.
const LEAST: usize = 300;
const LEAST_PARAGRAPHS: usize = 2;

/// Frames and notices that are read, in document order: a page of one text has one or two.
const MOST_PARTS: usize = 8;

/// The text of a page that shows none but the blocks `seen`; `titles` are the headlines that its metadata
/// offers.
pub fn body<'d>(
    text: &str,
    outline: &Outline<'_>,
    base: Option<&Url>,
    titles: &[&str],
    seen: &[Block<'_>],
) -> Option<Held<'d>> {
    let shown = outline.prose();
    if shown >= SHOWN {
        return None;
    }
    let seen: HashSet<&str> = seen.iter().filter(is_prose).map(|block| &*block.text).collect();
    let page = outline.page;
    let elements = page.tree.nodes().filter_map(|node| Some((node, node.value().as_element()?)));
    let parts = elements.filter_map(|(node, element)| {
        let (inner, map, from) = part(text, element, page.span(node.id()))?;
        let read = Page::parse(&inner).ok()?;
        let (blocks, _) = blocks(&Outline::new(&read), base, titles);
        let blocks: Vec<Block<'d>> = blocks.into_iter().map(|block| moved(block, &map)).collect();
        Some(Held { blocks, keys: element.name().to_owned(), from })
    });
    let is_longer = |held: &Held<'_>| {
        // Short lines are no prose by their weight, and are the page's text all the same.
        let known = held.blocks.iter().filter(is_prose).map(|block| &*block.text);
        let known: usize = known.filter(|words| seen.contains(words)).map(str::len).sum();
        is_text(held) && bytes(&held.blocks) > FAR_MORE * known.max(shown as usize)
    };
    let longest = parts.take(MOST_PARTS).filter(is_longer).max_by_key(|held| bytes(&held.blocks));
    longest.or_else(|| hidden(page, base, titles).filter(is_longer))
}

/// The markup within an element that holds a document of its own.
fn part(text: &str, element: &Element, span: ByteSpan) -> Option<(String, OffsetMap, TextOrigin)> {
    match element.name() {
        "iframe" => {
            let inner = element.value_of("srcdoc")?;
            let map = attribute::map_of(text, span, "srcdoc", inner)?;
            Some((inner.to_owned(), map, TextOrigin::Frame))
        }
        "noscript" => {
            let whole = text.get(span.start as usize..span.end as usize)?;
            let start = whole.find('>')? + 1;
            let end = whole.rfind("</").filter(|end| *end > start)?;
            let map = OffsetMap::starting_at(span.start as usize + start);
            Some((whole[start..end].to_owned(), map, TextOrigin::Noscript))
        }
        _ => None,
    }
}

/// What a page hides, where it stands in an element for an article.
fn hidden<'d>(page: &Page, base: Option<&Url>, titles: &[&str]) -> Option<Held<'d>> {
    let outline = Outline::with_hidden(page);
    let (blocks, container) = blocks(&outline, base, titles);
    let container = container?;
    let is_article = |at: usize| {
        let item = &outline.items[at];
        let after = outline.headings.partition_point(|heading| (*heading as usize) < at);
        item.tag == Tag::Main
            || item.marks.has(Marks::BODY | Marks::ARTICLE)
            || outline.headings.get(after).is_some_and(|heading| *heading < item.end)
    };
    let held = Held { blocks, keys: path(&outline, container), from: TextOrigin::Hidden };
    outline.ancestors(container).any(is_article).then_some(held)
}

/// The article's blocks on a page of its own, and the element that holds them.
fn blocks<'d>(outline: &Outline<'_>, base: Option<&Url>, titles: &[&str]) -> (Vec<Block<'d>>, Option<usize>) {
    let notes = Notes::find(outline);
    let content = judge::choose(outline, titles);
    (write(&Writer { outline, notes: &notes, base: base.cloned() }, &content), content.container)
}

fn bytes(blocks: &[Block<'_>]) -> usize {
    blocks.iter().filter(is_prose).map(|block| block.text.len()).sum()
}

fn is_text(held: &Held<'_>) -> bool {
    bytes(&held.blocks) >= LEAST && held.blocks.iter().filter(is_prose).count() >= LEAST_PARAGRAPHS
}
