//! Chapters as a page's parser reads them: empty elements get their end tags, and links to notes in other
//! parts lead to where those are put. It does not know what a note is; see `input::html`.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::markup::Page;
use crate::markup::attributes::Attributes;

/// A link to a place in another part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The part's name.
    pub part: String,
    /// The id of the element.
    pub id: String,
}

/// Elements that HTML has without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Bytes of the words of a link that is a marker: `[12]`, `12`, `*`.
const LONGEST_MARKER: usize = 8;

/// A chapter with what it refers to in other parts. `other` tells for an address the part and the id.
pub fn read(text: &str, other: impl Fn(&str) -> Option<(String, String)>) -> (String, Vec<Reference>) {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut references = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &text.as_bytes()[from..]).map(|at| from + at) {
        out.push_str(&text[from..at]);
        let end = end_of(text, at);
        let tag = &text[at..end];
        from = end;
        let name = name(tag);
        if name.is_empty() {
            out.push_str(tag);
        } else if tag.ends_with("/>") && !VOID.contains(&name) {
            let open = tag[..tag.len() - 2].trim_end();
            out.push_str(open);
            out.push_str("></");
            out.push_str(name);
            out.push('>');
        } else if name == "a"
            && let Some((part, id, at)) = noteref(tag, (&out, &text[end..]), &other)
        {
            let (before, behind, reference) = (&tag[..at.start], &tag[at.end..], Reference { part, id });
            out.push_str(before);
            out.push('#');
            out.push_str(&reference.id);
            out.push_str(behind);
            references.push(reference);
        } else {
            out.push_str(tag);
        }
    }
    out.push_str(&text[from..]);
    (out, references)
}

/// The end of what begins with `<`: a tag with its quoted values, a comment, a section of characters. One
/// that does not end is to the end of the text.
fn end_of(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    for (opens, closes) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if let Some(inside) = rest.strip_prefix(opens) {
            return inside.find(closes).map_or(text.len(), |end| at + opens.len() + end + closes.len());
        }
    }
    let mut quote = None;
    for (offset, byte) in rest.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return at + offset + 1,
            // A stray bracket begins anew.
            (None, b'<') => return at + offset,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The name of a start tag as written; empty for all else.
fn name(tag: &str) -> &str {
    let inside = tag.strip_prefix('<').unwrap_or("");
    let end = inside.find(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>')).unwrap_or(0);
    if inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) { &inside[..end] } else { "" }
}

/// A link that refers to a note in another part: the part, the id, and where in the tag its address stands.
/// `around` is what stands before the tag and behind it.
fn noteref(
    tag: &str,
    (before, behind): (&str, &str),
    other: &impl Fn(&str) -> Option<(String, String)>,
) -> Option<(String, String, Range<usize>)> {
    let at = tag.match_indices("href").find_map(|(at, _)| {
        let value = tag[at + 4..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let start = tag.len() - value.len() + 1;
        let length = tag[start..].find(quote)?;
        tag[..at].ends_with(char::is_whitespace).then_some(start..start + length)
    })?;
    let says = ["noteref", "doc-noteref"].iter().any(|word| tag.contains(word));
    if says || follows_words(before) && is_marker(behind) {
        let (part, id) = other(&tag[at.clone()])?;
        return Some((part, id, at));
    }
    None
}

/// Whether words stand before a link, or it is raised: a number that opens its line is one of a table of
/// contents.
fn follows_words(before: &str) -> bool {
    let before = before.trim_end();
    let tag = before.rfind('<').map_or("", |at| &before[at..]);
    before.ends_with(|letter: char| letter != '>') || tag.starts_with("<sup")
}

/// Whether what follows a link's tag is a marker and the link's end, elements aside: `<sup>12</sup></a>`.
fn is_marker(behind: &str) -> bool {
    let window = &behind[..behind.floor_char_boundary(200)];
    let Some(end) = window.find("</a") else { return false };
    let mut words = String::new();
    let mut inside = false;
    for letter in window[..end].chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => words.push(letter),
            _ => {}
        }
    }
    let words = words.trim();
    let core = words.trim_matches(['[', ']', '(', ')', '.']);
    words.len() <= LONGEST_MARKER
        && !core.is_empty()
        && (core.chars().all(char::is_numeric) || core.chars().all(|mark| matches!(mark, '*' | '†' | '‡')))
}

/// The elements of some ids as they stand in a part, by where they begin, each the whole note: the item or
/// paragraph around it, if the id is that of a mark in it.
pub fn entries<'t>(page: &Page, text: &'t str, ids: &HashSet<String>) -> BTreeMap<u32, &'t str> {
    let mut found = BTreeMap::new();
    for node in page.tree.root().descendants() {
        let Some(element) = node.value().as_element() else { continue };
        let Some(id) = element.value_of("id").filter(|id| ids.contains(*id)) else {
            continue;
        };
        let is_whole = |name: &str| matches!(name, "li" | "p" | "aside" | "dd" | "div" | "section" | "tr");
        let around = std::iter::once(node)
            .chain(node.ancestors().take(6))
            .find(|above| above.value().as_element().is_some_and(|element| is_whole(element.name())));
        let span = page.span(around.unwrap_or(node).id());
        // One that the parser made up, or moved elsewhere, has no place.
        if span.slice(text).contains(id) {
            found.insert(span.start, span.slice(text));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_get_their_ends_and_nothing_else_changes() {
        let table = [
            ("<p>One<br/>two <a id='p4'/>three</p>", "<p>One<br/>two <a id='p4'></a>three</p>"),
            ("<title/><img src='a>b.png' />", "<title></title><img src='a>b.png' />"),
            ("<!-- <a/> --><![CDATA[<b/>]]><?x <i/>?>", "<!-- <a/> --><![CDATA[<b/>]]><?x <i/>?>"),
            ("1 < 2 <b", "1 < 2 <b"),
            ("<p title=\"a", "<p title=\"a"),
        ];
        for (text, expected) in table {
            assert_eq!(read(text, |_| None).0, expected);
        }
    }

    #[test]
    fn markers_that_link_to_another_part_lead_to_the_note() {
        let other = |href: &str| href.split_once('#').map(|(part, id)| (part.to_owned(), id.to_owned()));
        let table = [
            ("shut <a href=\"n.xhtml#f1\">[1]</a>", "shut <a href=\"#f1\">[1]</a>", 1),
            ("<li><a href=\"n.xhtml#f1\">1</a>", "<li><a href=\"n.xhtml#f1\">1</a>", 0),
            (
                "shut<a class='x' href='n.xhtml#f1'><sup>12</sup></a>",
                "shut<a class='x' href='#f1'><sup>12</sup></a>",
                1,
            ),
            (
                "<a epub:type=\"noteref\" href=\"n.xhtml#f1\">note</a>",
                "<a epub:type=\"noteref\" href=\"#f1\">note</a>",
                1,
            ),
            ("<a href=\"n.xhtml#f1\">the next chapter</a>", "<a href=\"n.xhtml#f1\">the next chapter</a>", 0),
        ];
        for (text, expected, count) in table {
            let (words, references) = read(text, other);
            assert_eq!((words.as_str(), references.len()), (expected, count));
        }
    }

    #[test]
    fn a_note_is_the_whole_item_around_its_id() {
        let text = "<ol><li><p><a id='f1'></a>Deal, 2026.</p></li><li id='f2'>Vote.</li><li>Other.</li></ol>";
        let page = Page::parse(text).expect("few nodes");
        let ids = HashSet::from(["f1".to_owned(), "f2".to_owned()]);
        let entries: Vec<&str> = entries(&page, text, &ids).into_values().collect();
        assert_eq!(entries, ["<p><a id='f1'></a>Deal, 2026.</p>", "<li id='f2'>Vote.</li>"]);
    }
}
