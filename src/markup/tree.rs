//! Where each node of a page comes from: scraper's tree, and beside it the source of every element and every
//! piece of text. Where the tokens stand it is told; see `tokens`.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use ego_tree::{NodeId, Tree};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name};
use scraper::{Html, HtmlTreeSink, Node};

use crate::markup::pieces::{Piece, Pieces, set};
use crate::markup::tokens::{Place, Receiver, is_raw};
use crate::text::ByteSpan;
use crate::text::span::clamp;

/// Elements beyond this depth are not opened: Blink's limit. The tree builder is quadratic in depth.
pub(super) const MAX_DEPTH: usize = 512;

/// Nodes that a page may have.
pub const MAX_NODES: usize = 2_000_000;

/// Builds a tree of tokens, and tells it where each stands.
pub(super) struct Building {
    builder: TreeBuilder<NodeId, PositionedTree>,
    /// How many start tags of a name were dropped for their depth and not ended.
    dropped: RefCell<HashMap<LocalName, u32>>,
}

/// A tree with the sources of its nodes.
pub(super) struct Built {
    pub(super) tree: Tree<Node>,
    /// By number of a node: the source bytes of an element or a comment.
    pub(super) spans: Vec<ByteSpan>,
    pub(super) pieces: Pieces,
    /// The `<template>` elements in document order.
    pub(super) templates: Vec<NodeId>,
}

impl Building {
    pub(super) fn new() -> Self {
        let builder = TreeBuilder::new(PositionedTree::new(), TreeBuilderOpts::default());
        Self { builder, dropped: RefCell::default() }
    }

    /// The tree of a source of so many bytes, whose end closes what is still open.
    pub(super) fn finish(self, length: usize) -> Built {
        let tree = self.builder.sink;
        for node in tree.open.take() {
            tree.end_at(node, clamp(length));
        }
        let (spans, pieces) = (tree.spans.into_inner(), tree.pieces.into_inner());
        let templates = tree.templates.into_inner();
        Built { tree: tree.inner.finish().tree, spans, pieces, templates }
    }
}

impl Receiver for Building {
    type Handle = NodeId;

    /// A start tag beyond the depth limit is dropped, and its end tag.
    fn drops(&self, tag: &Tag) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        if tag.kind == TagKind::StartTag {
            let too_deep = self.builder.sink.open.borrow().len() >= MAX_DEPTH
                && !is_void(&tag.name)
                && !is_raw(&tag.name);
            if too_deep {
                *dropped.entry(tag.name.clone()).or_default() += 1;
            }
            return too_deep;
        }
        match dropped.get_mut(&tag.name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    fn take(&self, token: Token, place: Place, line: u64) -> TokenSinkResult<NodeId> {
        let tree = &self.builder.sink;
        match &token {
            Token::CharacterTokens(text) => tree.texts.borrow_mut().push(text.clone(), place),
            Token::NullCharacterToken => {
                tree.texts.borrow_mut().push(StrTendril::from("\u{fffd}"), Place { decoded: true, ..place });
            }
            Token::TagToken(tag) => tree.tag.set((place.source, tag.kind)),
            Token::CommentToken(_) => tree.comment.set(place.source),
            _ => {}
        }
        let is_text = matches!(token, Token::CharacterTokens(_) | Token::NullCharacterToken);
        let is_nul = matches!(token, Token::NullCharacterToken);
        let ended = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => Some(tag.name.clone()),
            _ => None,
        };
        let result = self.builder.process_token(token, line);
        if is_nul {
            tree.texts.borrow_mut().forget_last();
        }
        if let Some(name) = ended {
            tree.ended(&name, tree.tag.get().0);
        }
        if !is_text {
            tree.texts.borrow_mut().clear();
        }
        result
    }

    fn is_full(&self) -> bool {
        self.builder.sink.count.get() > MAX_NODES
    }

    fn is_in_foreign_content(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn end(&self) {
        self.builder.end();
    }
}

/// The position of a node among all in order of creation. ego-tree keeps it private, but hashes it as it is.
pub fn index(node: NodeId) -> usize {
    // A hasher that gives back what it is fed.
    struct Plain(u64);
    impl Hasher for Plain {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            self.0 = bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
        }
        fn write_usize(&mut self, number: usize) {
            self.0 = number as u64;
        }
    }
    let mut plain = Plain(0);
    node.hash(&mut plain);
    usize::try_from(plain.finish()).unwrap_or(usize::MAX).wrapping_sub(1)
}

/// A text token that the tree builder may still place, whole or in parts.
struct TextToken {
    text: StrTendril,
    used: usize,
    source: ByteSpan,
    decoded: bool,
}

impl TextToken {
    /// Takes a text out of what is left of the token: its source, and whether the source spells it otherwise.
    fn take(&mut self, text: &str) -> Option<(ByteSpan, bool)> {
        let rest = &self.text[self.used..];
        let found = match rest.strip_prefix('\n') {
            _ if rest.len() < text.len() => None,
            _ if rest.starts_with(text) => Some(0),
            // The tree builder drops the line feed after `<pre>`.
            Some(rest) if rest == text => Some(1),
            _ => rest.find(text),
        }?;
        let start = self.used + found;
        self.used = start + text.len();
        let from = self.source.start as usize;
        let source = if self.decoded { self.source } else { ByteSpan::new(from + start, from + self.used) };
        Some((source, self.decoded))
    }
}

/// Text tokens since the last other token, in order. The tree builder places each at once, or all in order at
/// the next other token (in tables), or drops it.
#[derive(Default)]
struct Texts {
    tokens: Vec<TextToken>,
    /// Those before were placed or dropped.
    next: usize,
}

/// Tokens that are looked at for a text that is placed late.
const LATE_TEXTS: usize = 16;

impl Texts {
    fn push(&mut self, text: StrTendril, place: Place) {
        self.tokens.push(TextToken { text, used: 0, source: place.source, decoded: place.decoded });
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.next = 0;
    }

    /// Forgets the last token if it was dropped: no part of it was placed.
    fn forget_last(&mut self) {
        self.tokens.pop_if(|token| token.used == 0);
    }

    /// Takes a text that is about to be placed: its source, and whether the source spells it otherwise.
    fn take(&mut self, text: &str) -> Option<(ByteSpan, bool)> {
        let last = self.tokens.len().checked_sub(1)?;
        // Text in a table is placed before it, after more tokens: the last token first would take another's
        // words.
        let near = self.next..(self.next + LATE_TEXTS).min(last);
        let (at, taken) = near.chain([last]).find_map(|at| Some((at, self.tokens[at].take(text)?)))?;
        self.next = at;
        Some(taken)
    }
}

/// scraper's tree, and beside it where each node comes from.
pub(super) struct PositionedTree {
    inner: HtmlTreeSink,
    /// The source of the tag being processed, and whether it opens or ends.
    tag: Cell<(ByteSpan, TagKind)>,
    /// The source of the comment being processed.
    comment: Cell<ByteSpan>,
    texts: RefCell<Texts>,
    spans: RefCell<Vec<ByteSpan>>,
    pieces: RefCell<Pieces>,
    /// Open elements, outermost first, as far as tokens and tree tell.
    open: RefCell<Vec<NodeId>>,
    count: Cell<usize>,
    templates: RefCell<Vec<NodeId>>,
}

impl PositionedTree {
    fn new() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            tag: Cell::new((ByteSpan::default(), TagKind::StartTag)),
            comment: Cell::default(),
            texts: RefCell::default(),
            spans: RefCell::default(),
            pieces: RefCell::default(),
            open: RefCell::default(),
            count: Cell::default(),
            templates: RefCell::default(),
        }
    }

    /// Notes that a node was put below `parent`: what was open inside `parent` has ended.
    fn opened(&self, node: NodeId, parent: NodeId) {
        self.end_inside(parent);
        let tree = self.inner.0.borrow();
        let opens = tree
            .tree
            .get(node)
            .and_then(|node| node.value().as_element())
            .is_some_and(|element| !is_void(&element.name.local));
        if opens {
            self.open.borrow_mut().push(node);
        }
    }

    /// Ends the open elements inside `parent` where the tag being processed begins.
    fn end_inside(&self, parent: NodeId) {
        let mut open = self.open.borrow_mut();
        if open.last() == Some(&parent) {
            return;
        }
        let Some(position) = open.iter().rposition(|&node| node == parent) else { return };
        let at = self.tag.get().0.start;
        for node in open.drain(position + 1..) {
            self.end_at(node, at);
        }
    }

    /// Ends the innermost open element of a name, and those inside it.
    fn ended(&self, name: &LocalName, tag: ByteSpan) {
        let mut open = self.open.borrow_mut();
        let named = |node: &NodeId| {
            self.inner
                .0
                .borrow()
                .tree
                .get(*node)
                .and_then(|node| node.value().as_element())
                .is_some_and(|element| element.name.local == *name)
        };
        let Some(position) = open.iter().rposition(named) else { return };
        for (at, node) in open.drain(position..).enumerate() {
            self.end_at(node, if at == 0 { tag.end } else { tag.start });
        }
    }

    fn end_at(&self, node: NodeId, at: u32) {
        if let Some(span) = self.spans.borrow_mut().get_mut(index(node)) {
            span.end = span.end.max(at);
        }
    }

    /// Notes where the text comes from that is about to be put into the text node `node` at `at`.
    fn place(&self, node: NodeId, at: usize, text: &str) {
        let mut texts = self.texts.borrow_mut();
        // Text that the tree builder made up stands where the last token does.
        let taken = texts.take(text);
        let (source, decoded) = taken
            .unwrap_or_else(|| (texts.tokens.last().map_or(self.tag.get().0, |token| token.source), true));
        self.pieces.borrow_mut().push(index(node), Piece { at: clamp(at), source, decoded });
    }

    fn note_text(
        &self,
        text: &str,
        existing: Option<(NodeId, usize)>,
        made: impl FnOnce() -> Option<NodeId>,
    ) {
        if let Some((node, at)) = existing {
            self.place(node, at, text);
        } else if let Some(node) = made() {
            self.count.set(self.count.get() + 1);
            self.place(node, 0, text);
        }
    }
}

/// The text node that text put after `node` would join: its id and its length.
fn joined(node: Option<ego_tree::NodeRef<'_, Node>>) -> Option<(NodeId, usize)> {
    let node = node?;
    node.value().as_text().map(|text| (node.id(), text.len()))
}

impl TreeSink for PositionedTree {
    type Handle = NodeId;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &NodeId) -> Ref<'a, QualName> {
        Ref::map(self.inner.0.borrow(), |html| {
            let element = html.tree.get(*target).and_then(|node| node.value().as_element());
            &element.expect("the tree builder asks only for names of elements that it made").name
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let (span, kind) = self.tag.get();
        let is_template = name.local == local_name!("template");
        let node = self.inner.create_element(name, attributes, flags);
        if is_template {
            self.templates.borrow_mut().push(node);
        }
        let span =
            if kind == TagKind::StartTag { span } else { ByteSpan { start: span.start, end: span.start } };
        set(&mut self.spans.borrow_mut(), index(node), span);
        self.count.set(self.count.get() + 1);
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let node = self.inner.create_comment(text);
        set(&mut self.spans.borrow_mut(), index(node), self.comment.get());
        node
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.inner.append_doctype_to_document(name, public_id, system_id);
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.inner.append(parent, NodeOrText::AppendNode(node));
                self.opened(node, *parent);
            }
            NodeOrText::AppendText(text) => {
                let last = |tree: &Html| joined(tree.tree.get(*parent).and_then(|node| node.last_child()));
                let existing = last(&self.inner.0.borrow());
                self.inner.append(parent, NodeOrText::AppendText(text.clone()));
                self.note_text(&text, existing, || last(&self.inner.0.borrow()).map(|(node, _)| node));
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.inner.append_before_sibling(sibling, NodeOrText::AppendNode(node));
                let parent =
                    self.inner.0.borrow().tree.get(node).and_then(|node| node.parent()).map(|node| node.id());
                if let Some(parent) = parent {
                    self.opened(node, parent);
                }
            }
            NodeOrText::AppendText(text) => {
                let before =
                    |tree: &Html| joined(tree.tree.get(*sibling).and_then(|node| node.prev_sibling()));
                let existing = before(&self.inner.0.borrow());
                self.inner.append_before_sibling(sibling, NodeOrText::AppendText(text.clone()));
                self.note_text(&text, existing, || before(&self.inner.0.borrow()).map(|(node, _)| node));
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.inner.0.borrow().tree.get(*element).and_then(|node| node.parent()).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attributes);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}
