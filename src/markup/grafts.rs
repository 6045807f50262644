//! Puts where a browser shows it what a page declares elsewhere: the content of shadow roots with what their
//! slots take, and parts that a streamed page sends after the place that waits for them. It runs no script:
//! what belongs where is told by names alone.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef, Tree};
use memchr::memmem::find;
use scraper::Node;
use scraper::node::Element;

use crate::markup::attributes::Attributes;
use crate::markup::tree::MAX_DEPTH;

/// Bytes that are read for the ends of what stands in for awaited parts, as a multiple of the page's.
const MAX_READ: usize = 4;

/// Where a node stands in the source: an element from begin to end, a text's first piece.
pub(super) type Extent<'e> = &'e dyn Fn(NodeId) -> Option<(usize, usize)>;

/// Settles a tree; `templates` are its `<template>` elements in document order.
pub(super) fn settle(tree: &mut Tree<Node>, templates: &[NodeId], source: &str, extent: Extent<'_>) {
    let mut hosts: HashSet<NodeId> = HashSet::new();
    for &template in templates {
        let is_shadow = element(tree, template).is_some_and(is_shadow_root);
        let host = tree.get(template).and_then(|node| Some(node.parent()?.id()));
        if let Some(host) = host.filter(|host| is_shadow && hosts.insert(*host)) {
            attach(tree, template, host);
        }
    }
    let awaited: Vec<Awaited> =
        templates.iter().filter_map(|&template| Awaited::of(element(tree, template)?, template)).collect();
    if !awaited.is_empty() {
        deliver(tree, &awaited, source, extent);
    }
}

fn element(tree: &Tree<Node>, node: NodeId) -> Option<&Element> {
    tree.get(node)?.value().as_element()
}

/// The children of a node; those of a template stand in a fragment.
fn children(tree: &Tree<Node>, parent: NodeId) -> Vec<NodeId> {
    let parent = tree.get(parent).map(|node| node.first_child().filter(is_fragment).unwrap_or(node));
    parent.into_iter().flat_map(|node| node.children()).map(|child| child.id()).collect()
}

fn is_fragment(node: &NodeRef<'_, Node>) -> bool {
    node.value().is_fragment()
}

fn detach(tree: &mut Tree<Node>, node: NodeId) {
    if let Some(mut node) = tree.get_mut(node) {
        node.detach();
    }
}

/// Whether a node stands no deeper than pages may: what is put into it may be as deep again.
fn has_room(tree: &Tree<Node>, node: NodeId) -> bool {
    tree.get(node).is_some_and(|node| node.ancestors().take(MAX_DEPTH + 1).count() <= MAX_DEPTH)
}

/// A declarative shadow root (HTML Standard, 4.12.3), or one by the attribute's name before it was one.
fn is_shadow_root(template: &Element) -> bool {
    let mode = template.value_of("shadowrootmode").or_else(|| template.value_of("shadowroot"));
    mode.is_some_and(|mode| matches!(mode.trim(), "open" | "closed"))
}

/// Puts the content of a shadow root right into its host, and what the host holds into its slots. What no
/// slot takes is not shown, nor is what a slot holds that takes something.
fn attach(tree: &mut Tree<Node>, template: NodeId, host: NodeId) {
    // One of the body would stand in place of the page: no page that readers were meant to see has it.
    if !has_room(tree, host) || element(tree, host).is_none_or(|host| matches!(host.name(), "body" | "html"))
    {
        return;
    }
    let slots = slots(tree, template);
    let mut taken: HashSet<NodeId> = HashSet::new();
    for child in children(tree, host).into_iter().filter(|&child| child != template) {
        let name = element(tree, child).and_then(|element| element.value_of("slot")).unwrap_or("").trim();
        let slot = slots.get(name).copied();
        let is_blank = || {
            tree.get(child).and_then(|node| node.value().as_text()).is_some_and(|text| text.trim().is_empty())
        };
        let slot = slot.filter(|slot| taken.contains(slot) || !is_blank());
        detach(tree, child);
        let Some(slot) = slot.filter(|slot| has_room(tree, *slot)) else { continue };
        if taken.insert(slot) {
            children(tree, slot).into_iter().for_each(|own| detach(tree, own));
        }
        if let Some(mut slot) = tree.get_mut(slot) {
            slot.append_id(child);
        }
    }
    put_before(tree, template, template);
}

/// The slots of a shadow root by name, the first of each; those of shadow roots within it are not its own.
fn slots(tree: &Tree<Node>, template: NodeId) -> HashMap<String, NodeId> {
    let mut slots = HashMap::new();
    let mut open = children(tree, template);
    open.reverse();
    while let Some(node) = open.pop() {
        let Some(found) = element(tree, node).filter(|found| found.name() != "template") else { continue };
        if found.name() == "slot" {
            slots.entry(found.value_of("name").unwrap_or("").trim().to_owned()).or_insert(node);
        }
        let first = open.len();
        open.extend(children(tree, node));
        open[first..].reverse();
    }
    slots
}

/// Puts the children of `parent` before `place`.
fn put_before(tree: &mut Tree<Node>, place: NodeId, parent: NodeId) {
    for child in children(tree, parent) {
        if let Some(mut place) = tree.get_mut(place) {
            place.insert_id_before(child);
        }
    }
}

/// A place that waits for a part.
struct Awaited {
    place: NodeId,
    /// The id of the part.
    part: String,
    /// How the comment begins that ends what stands in for the part, if anything may.
    until: Option<String>,
}

impl Awaited {
    /// React waits at `B:3` or `P:3` for `S:3`, each behind a prefix of the page's own; Solid at `pl-3` for
    /// `3`.
    fn of(template: &Element, place: NodeId) -> Option<Self> {
        let id = template.value_of("id")?;
        if let Some(part) = id.strip_prefix("pl-") {
            return Some(Self { place, part: part.to_owned(), until: Some(format!("<!--{id}-->")) });
        }
        let (kind, number) = id.rsplit_once(':')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit());
        let prefix = kind.strip_suffix(['B', 'P']).filter(|_| is_number)?;
        let until = kind.ends_with('B').then(|| "<!--/$".to_owned());
        Some(Self { place, part: format!("{prefix}S:{number}"), until })
    }
}

/// Puts parts that stand hidden elsewhere into the places that wait for them.
fn deliver(tree: &mut Tree<Node>, awaited: &[Awaited], source: &str, extent: Extent<'_>) {
    let wanted: HashSet<&str> = awaited.iter().map(|awaited| awaited.part.as_str()).collect();
    let mut parts: HashMap<String, NodeId> = HashMap::new();
    for node in tree.nodes() {
        let Some(id) = node.value().as_element().and_then(|element| element.value_of("id")) else { continue };
        if wanted.contains(id) {
            parts.entry(id.to_owned()).or_insert(node.id());
        }
    }
    let mut budget = source.len() * MAX_READ;
    for Awaited { place, part, until } in awaited {
        let Some(&part) = parts.get(part) else { continue };
        let is_around = |place: NodeId| {
            place == part
                || tree.get(place).is_some_and(|node| node.ancestors().any(|outer| outer.id() == part))
        };
        let is_hidden = element(tree, part)
            .is_some_and(|part| part.value_of("hidden").is_some() || part.name() == "template");
        if !is_hidden || !has_room(tree, *place) || is_around(*place) {
            continue;
        }
        let end = until.as_ref().and_then(|until| {
            let from = extent(*place)?.1;
            let rest = source.get(from..from + budget.min(source.len() - from))?;
            let end = stand_in_end(rest, until);
            budget -= end.unwrap_or(rest.len());
            end.map(|end| from + end)
        });
        if let Some(end) = end {
            remove_after(tree, *place, end, extent);
        }
        put_before(tree, *place, part);
    }
}

/// Where the comment begins that ends what stands in for a part. Parts within it have their own.
fn stand_in_end(rest: &str, until: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0u32);
    loop {
        at += find(&rest.as_bytes()[at..], b"<!--")?;
        let comment = &rest[at..];
        if comment.starts_with(until) {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        } else if until == "<!--/$" && comment.starts_with("<!--$") {
            depth += 1;
        }
        at += 4;
    }
}

/// Removes the siblings after a node that begin before `end`.
fn remove_after(tree: &mut Tree<Node>, node: NodeId, end: usize, extent: Extent<'_>) {
    while let Some(next) = tree.get(node).and_then(|node| Some(node.next_sibling()?.id())) {
        if extent(next).is_none_or(|(start, _)| start >= end) && !is_comment(tree, next) {
            return;
        }
        detach(tree, next);
    }
}

fn is_comment(tree: &Tree<Node>, node: NodeId) -> bool {
    tree.get(node).is_some_and(|node| node.value().is_comment())
}

#[cfg(test)]
mod tests {
    use crate::markup::Page;
    use crate::markup::attributes::Attributes;

    /// The words of a page's body outside templates and hidden parts.
    fn words(source: &str) -> String {
        let page = Page::parse(source).expect("few nodes");
        let is_shown = |node: &ego_tree::NodeRef<'_, scraper::Node>| {
            node.ancestors().filter_map(|outer| outer.value().as_element()).all(|outer| {
                outer.value_of("hidden").is_none() && !matches!(outer.name(), "template" | "head" | "script")
            })
        };
        let mut nodes: Vec<_> = page
            .tree
            .root()
            .traverse()
            .filter_map(|edge| match edge {
                ego_tree::iter::Edge::Open(node) => Some(node),
                ego_tree::iter::Edge::Close(_) => None,
            })
            .collect();
        nodes.retain(|node| node.value().is_text() && is_shown(node));
        let texts: Vec<&str> =
            nodes.iter().filter_map(|node| node.value().as_text()).map(|text| text.trim()).collect();
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn shadow_roots_are_shown_with_what_their_slots_take() {
        let table = [
            ("<x-a><template shadowrootmode=open><p>one</p></template></x-a><p>two", "one two"),
            ("<x-a><template shadowroot='open'>one</template></x-a>", "one"),
            ("<x-a><template shadowrootmode=none>one</template></x-a>", ""),
            (
                "<x-a><template shadowrootmode=open><h2>one</h2><slot>own</slot><i>four</i></template> <p>two</p>three</x-a>",
                "one two three four",
            ),
            ("<x-a><template shadowrootmode=open><slot>own</slot></template> </x-a>", "own"),
            (
                "<x-a><template shadowrootmode=closed><slot name=b></slot><slot name=a></slot></template><p slot=a>two<p slot=b>one<p>three</x-a>",
                "one two",
            ),
            (
                "<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>one<slot></slot></template><slot></slot></x-b></template>two</x-a>",
                "one two",
            ),
            ("<x-a><template>no</template>yes</x-a>", "yes"),
        ];
        for (page, expected) in table {
            assert_eq!(words(page), expected, "{page}");
        }
    }

    #[test]
    fn streamed_parts_are_shown_where_they_are_awaited() {
        let table = [
            (
                "<main>a<!--$?--><template id=\"B:0\"></template><p>wait</p><!--/$-->d</main><div hidden id=\"S:0\"><p>b<p>c</div>",
                "a b c d",
            ),
            (
                "<!--$?--><template id=\"B:0\"></template><p>wait<!--$?--><i>more</i><!--/$--></p><!--/$--><p>d<div hidden id=\"S:0\">b<template id=\"P:1a\"></template></div><div hidden id=\"S:1a\">c</div>",
                "b c d",
            ),
            ("<template id=\":r-B:0\"></template><div hidden id=\":r-S:0\">b</div>", "b"),
            ("<template id=pl-7></template>wait<!--pl-7-->c<template id=7>b</template>", "b c"),
            // Not hidden, or not there.
            ("<template id=\"B:0\"></template>c<div id=\"S:0\">b</div>", "c b"),
            ("<template id=\"B:0\"></template>c<div hidden id=\"S:1\">b</div>", "c"),
            // Nothing ends what stands in.
            ("<template id=\"B:0\"></template>c<div hidden id=\"S:0\">b", "b c"),
        ];
        for (page, expected) in table {
            assert_eq!(words(&format!("<body>{page}")), expected, "{page}");
        }
    }

    #[test]
    fn parts_within_themselves_and_many_that_wait_do_no_harm() {
        let page =
            "<div hidden id=\"S:0\">a<template id=\"B:0\"></template></div><template id=\"B:0\"></template>";
        assert_eq!(words(page), "a");
        let many = "<template id=\"B:0\"></template>".repeat(20_000);
        assert_eq!(words(&many), "");
        let deep = "<x-a><template shadowrootmode=open><slot></slot></template>".repeat(400) + "end";
        assert!(Page::parse(&deep).is_ok());
    }
}
