//! Counts the items of ordered lists as a browser shows them. It does not say which lists are reference
//! lists.

use std::collections::HashMap;

use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::text::span::clamp;

/// The numbers of list items by their position in the outline.
pub struct Numbers(HashMap<u32, u32>);

impl Numbers {
    /// Counts the items of every ordered list on a page.
    pub fn of(outline: &Outline<'_>) -> Self {
        let lists = (0..outline.items.len()).filter(|&at| outline.items[at].tag == Tag::Ol);
        Self(lists.flat_map(|list| counted(outline, list)).collect())
    }

    /// The number of a list item.
    pub fn of_item(&self, item: u32) -> Option<u32> {
        self.0.get(&item).copied()
    }

    /// The number that stands before the segment at a position: that of its list item, where it is the first
    /// in it.
    pub fn before(&self, outline: &Outline<'_>, at: usize) -> Option<u32> {
        let start = outline.segments[at].start as usize;
        let item = outline.ancestors(start).find(|&at| outline.items[at].tag == Tag::Li)?;
        let is_first = at == 0 || (outline.segments[at - 1].start as usize) < item;
        self.of_item(clamp(item)).filter(|_| is_first)
    }
}

/// The items of an ordered list with their numbers (HTML Standard, 4.4.5 and 4.4.8). A reversed list counts
/// towards its end: none.
fn counted(outline: &Outline<'_>, list: usize) -> Vec<(u32, u32)> {
    let attribute =
        |item: usize, name: &str| outline.element(item).and_then(|element| element.value_of(name));
    if attribute(list, "reversed").is_some() {
        return Vec::new();
    }
    let number =
        |item: usize, name: &str| attribute(item, name).and_then(|value| value.trim().parse::<u32>().ok());
    let mut next = number(list, "start").unwrap_or(1);
    let mut counted = Vec::new();
    for item in outline.children(list).filter(|&child| outline.items[child].tag == Tag::Li) {
        let own = number(item, "value").unwrap_or(next);
        counted.push((clamp(item), own));
        next = own.saturating_add(1);
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Page;

    /// Each segment's words with the number before it: `3.b`.
    fn shown(html: &str) -> Vec<String> {
        let page = Page::parse(html).unwrap();
        let outline = Outline::new(&page);
        let numbers = Numbers::of(&outline);
        let segments = outline.segments.iter().enumerate();
        let number = |at| numbers.before(&outline, at).map(|number| format!("{number}.")).unwrap_or_default();
        segments.map(|(at, segment)| number(at) + &outline.segment_text(segment)).collect()
    }

    #[test]
    fn items_are_counted_as_a_browser_counts_them() {
        let table: &[(&str, &[&str])] = &[
            ("<ol><li>a<li>b</ol>", &["1.a", "2.b"]),
            ("<ol start=3><li>a<li value=7>b<li>c</ol>", &["3.a", "7.b", "8.c"]),
            ("<ol><li><p>a<p>b<li>c</ol>", &["1.a", "b", "2.c"]),
            ("<ul><li>a</ul><ol reversed><li>b</ol>", &["a", "b"]),
            ("<ol><li>a<ul><li>b</ul><li>c</ol>", &["1.a", "b", "2.c"]),
        ];
        for (html, expected) in table {
            assert_eq!(shown(html), *expected, "{html}");
        }
    }
}
