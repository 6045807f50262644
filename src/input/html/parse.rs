//! Parses a page with html5ever into scraper's tree, and remembers the source bytes of every element and
//! every piece of text. It does not say what the page's article is; see `content`.
//!
//! html5ever keeps no positions. The source is therefore fed in chunks cut before each `<` and `&` and after
//! each `>` and character reference, so that whatever a chunk causes stands in it. Scripts, styles and
//! comments are stepped over without being fed: they are half of most pages and no part of any article. Tags
//! and texts that are spelled plainly go to the tree builder without the tokenizer; see `plain`.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::{HashMap, VecDeque};
use std::hash::{Hash, Hasher};

use ego_tree::{NodeId, Tree};
use html5ever::data::NAMED_ENTITIES;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name};
use scraper::{Html, HtmlTreeSink, Node};

use crate::input::html::plain::Plain;
use crate::text::ByteSpan;
use crate::text::span::clamp;

/// Elements beyond this depth are not opened: Blink's limit. The tree builder is quadratic in depth.
const MAX_DEPTH: usize = 512;

/// Nodes that a page may have.
pub const MAX_NODES: usize = 2_000_000;

/// Attributes that a tag may have. The tokenizer compares each with all before it.
pub const MAX_ATTRIBUTES: usize = 1_000;

/// Bytes of a tag above which its attributes are counted: no more than [`MAX_ATTRIBUTES`] fit into less.
const LONG_TAG: usize = 2 * MAX_ATTRIBUTES;

/// Bytes that a character reference may have, `&` and `;` included.
const MAX_REFERENCE: usize = 40;

/// A parsed page with positions.
pub struct Page {
    /// The tree.
    pub tree: Tree<Node>,
    spans: Vec<ByteSpan>,
    pieces: Pieces,
}

/// The page has more than [`MAX_NODES`] nodes, or a tag more than [`MAX_ATTRIBUTES`] attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// A piece of a text node that runs in step with the source, or that the source spells otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the node's text, in bytes.
    pub at: u32,
    /// The source bytes. In step with the text unless `decoded`.
    pub source: ByteSpan,
    /// Whether the source spells it otherwise: a character reference, a carriage return.
    pub decoded: bool,
}

impl Page {
    /// Parses a decoded page.
    pub fn parse(source: &str) -> Result<Self, TooLarge> {
        let builder = TreeBuilder::new(PositionedTree::new(), TreeBuilderOpts::default());
        let tokenizer =
            Tokenizer::new(Positioned { builder, tokens: Tokens::new(source) }, Default::default());
        feed(source, &tokenizer)?;
        tokenizer.end();
        let tree = tokenizer.sink.builder.sink;
        for node in tree.open.take() {
            tree.end_at(node, clamp(source.len()));
        }
        let (spans, pieces) = (tree.spans.into_inner(), tree.pieces.into_inner());
        Ok(Self { tree: tree.inner.finish().tree, spans, pieces })
    }

    /// The source bytes of an element from its start tag to its end, end tag included where it has one. Empty
    /// for one that the parser made up (`<tbody>`, `<html>`).
    pub fn span(&self, node: NodeId) -> ByteSpan {
        self.spans.get(index(node)).copied().unwrap_or_default()
    }

    /// The pieces of a text node, ascending.
    pub fn pieces(&self, node: NodeId) -> impl Iterator<Item = Piece> + '_ {
        self.pieces.of(index(node))
    }
}

/// The position of a node among all in order of creation. ego-tree keeps it private, but hashes it as it is.
pub fn index(node: NodeId) -> usize {
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

/// Feeds the source chunk by chunk.
fn feed(source: &str, tokenizer: &Tokenizer<Positioned<'_>>) -> Result<(), TooLarge> {
    let (plain, queue, bytes) = (Plain::new(source), BufferQueue::default(), source.as_bytes());
    let empty_comment = StrTendril::from("<!---->");
    let sink = &tokenizer.sink;
    let (mut at, mut uncounted, mut after_reference) = (0, LONG_TAG, false);
    while at < bytes.len() {
        // A carriage return takes the line feed after it along: the tokenizer has to see what follows one.
        let is_between = sink.tokens.between.get() && (at == 0 || bytes[at - 1] != b'\r');
        if let Some((token, end)) = is_between.then(|| plain_token(&plain, at)).flatten() {
            sink.tokens.begin(at, end);
            let result = sink.process_token(token, 0);
            debug_assert!(
                !matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext),
                "raw elements are the tokenizer's"
            );
            at = end;
        } else {
            let comment = if sink.tokens.between.get() { comment_end(bytes, at) } else { None };
            let end = comment.or_else(|| sink.tokens.kept_raw.take()).unwrap_or_else(|| chunk_end(bytes, at));
            sink.tokens.begin(at, end);
            let tag = sink.tokens.tag_start.get();
            let in_tag = !sink.tokens.whole.get() && bytes.get(tag + 1).is_some_and(u8::is_ascii_alphabetic);
            if !in_tag {
                uncounted = LONG_TAG;
            } else if end - tag > uncounted {
                if attributes(&bytes[tag..end]) > MAX_ATTRIBUTES {
                    return Err(TooLarge);
                }
                // The tag may go on over many chunks: it is counted again when it has doubled.
                uncounted = 2 * (end - tag);
            }
            // A comment parts texts, whatever it says.
            queue.push_back(if comment.is_some() { empty_comment.clone() } else { plain.words(at, end) });
            let is_reference = bytes[at] == b'&' && (sink.tokens.between.get() || after_reference);
            if matches!(bytes[at], b'<' | b'&') {
                sink.tokens.between.set(false);
                after_reference = is_reference;
            } else if after_reference && !bytes[at..end].iter().all(u8::is_ascii_alphanumeric) {
                // The tokenizer looks beyond a reference to see that it has ended.
                sink.tokens.between.set(true);
                after_reference = false;
            }
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
            at = end;
        }
        if sink.builder.sink.count.get() > MAX_NODES {
            return Err(TooLarge);
        }
        if let Some(raw) = sink.tokens.raw.take() {
            at = step_over(source, at, &raw, &sink.tokens);
        }
    }
    Ok(())
}

/// The token that begins at `at`, between two others, and where it ends; none for what the tokenizer has to
/// read.
fn plain_token(plain: &Plain, at: usize) -> Option<(Token, usize)> {
    let bytes = plain.bytes();
    match bytes[at] {
        b'&' => plain.reference(at).map(|(text, end)| (Token::CharacterTokens(text), end)),
        b'<' => match comment_end(bytes, at) {
            Some(end) => Some((Token::CommentToken(StrTendril::new()), end)),
            None => plain
                .tag(at)
                .filter(|(tag, _)| !is_raw(&tag.name))
                .map(|(tag, end)| (Token::TagToken(tag), end)),
        },
        _ => plain.text(at).map(|(text, end)| (Token::CharacterTokens(text), end)),
    }
}

/// How many attributes begin in a tag, or in its first bytes (HTML Standard, 13.2.5.32 to 39).
fn attributes(tag: &[u8]) -> usize {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    let is_between = |byte: u8| is_space(byte) || byte == b'/';
    let skip = |from: usize, ends: &dyn Fn(u8) -> bool| {
        tag[from..].iter().position(|&byte| ends(byte)).map_or(tag.len(), |found| from + found)
    };
    let mut at = skip(0, &is_between);
    let mut count = 0;
    loop {
        at = skip(at, &|byte| !is_between(byte));
        if at >= tag.len() || tag[at] == b'>' {
            return count;
        }
        count += 1;
        at = skip(at + 1, &|byte| is_between(byte) || byte == b'=' || byte == b'>');
        let value = skip(at, &|byte| !is_space(byte));
        if tag.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &|byte| !is_space(byte));
        at = match tag.get(at) {
            Some(&quote @ (b'"' | b'\'')) => (skip(at + 1, &|byte| byte == quote) + 1).min(tag.len()),
            _ => skip(at, &|byte| is_space(byte) || byte == b'>'),
        };
    }
}

/// Where the chunk that begins at `at` ends.
fn chunk_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'&' {
        let reference = bytes[at + 1..]
            .iter()
            .take(MAX_REFERENCE)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
            .count();
        let end = at + 1 + reference;
        return if bytes.get(end) == Some(&b';') { end + 1 } else { end };
    }
    let skip = usize::from(bytes[at] == b'<');
    match memchr::memchr3(b'<', b'>', b'&', &bytes[at + skip..]) {
        None => bytes.len(),
        Some(found) if bytes[at + skip + found] == b'>' => at + skip + found + 1,
        Some(found) => at + skip + found,
    }
}

/// Where the comment that begins at `at` ends, if one does.
fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] != b'<' || !bytes[at..].starts_with(b"<!--") {
        return None;
    }
    // `<!-->` is a whole comment, and `--!>` ends one too (HTML Standard, 13.2.5.43 to 51).
    let mut from = at + 2;
    loop {
        let dashes = from + memchr::memmem::find(&bytes[from..], b"--")?;
        let rest = &bytes[dashes + 2..];
        if rest.starts_with(b">") {
            return Some(dashes + 3);
        }
        if rest.starts_with(b"!>") && dashes >= at + 4 {
            return Some(dashes + 4);
        }
        from = dashes + 1;
    }
}

/// Steps over the text of a raw element that begins at `at`, or has it fed in one chunk where it is kept;
/// gives where to go on.
fn step_over(source: &str, at: usize, raw: &Raw, tokens: &Tokens<'_>) -> usize {
    let Some(close) = raw_end(source.as_bytes(), at, raw.name.as_bytes()) else {
        return if raw.kept { at } else { source.len() };
    };
    if raw.kept {
        if close > at {
            tokens.kept_raw.set(Some(close));
        }
        return at;
    }
    // `<!--<script>` in a script changes where it ends (HTML Standard, 13.2.5.17): the tokenizer knows.
    if &*raw.name == "script" && memchr::memmem::find(&source.as_bytes()[at..close], b"<!--").is_some() {
        return at;
    }
    close
}

/// Where the end tag of a raw element begins.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(&bytes[from..], b"</").map(|found| from + found).find(|&at| {
        let rest = &bytes[at + 2..];
        let named = rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name);
        named
            && rest
                .get(name.len())
                .is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'))
    })
}

/// A raw element that was just opened.
struct Raw {
    name: LocalName,
    /// Whether its text is of use: JSON.
    kept: bool,
}

/// What is known of the chunk being fed and of the tokens in it.
struct Tokens<'s> {
    source: &'s str,
    chunk: Cell<(usize, usize)>,
    /// Where the tag being read began.
    tag_start: Cell<usize>,
    /// Whether a token has come since.
    whole: Cell<bool>,
    /// Up to where text tokens have used the chunk.
    cursor: Cell<usize>,
    /// Character references, and `<` that are text, whose tokens are still to come: with the chunk after
    /// them.
    references: RefCell<VecDeque<(usize, usize)>>,
    /// Whether the tokenizer is surely between two tokens, in markup, and has no more to say of what it was
    /// fed.
    between: Cell<bool>,
    raw: Cell<Option<Raw>>,
    kept_raw: Cell<Option<usize>>,
    /// How many start tags of a name were dropped for their depth and not ended.
    dropped: RefCell<HashMap<LocalName, u32>>,
}

impl<'s> Tokens<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            chunk: Cell::default(),
            tag_start: Cell::default(),
            whole: Cell::new(true),
            cursor: Cell::default(),
            references: RefCell::default(),
            between: Cell::new(true),
            raw: Cell::default(),
            kept_raw: Cell::default(),
            dropped: RefCell::default(),
        }
    }

    fn begin(&self, start: usize, end: usize) {
        let mut references = self.references.borrow_mut();
        if references.is_empty() {
            // A tag that was begun and gives text is none: the `</` of `<title>a </<b`.
            self.cursor.set(if self.whole.get() { start } else { self.tag_start.get() });
        }
        self.chunk.set((start, end));
        let first = self.source.as_bytes()[start];
        // In a tag, too: what seems one may be text, `</b&amp;` in a title. Should it be a tag after all, its
        // token clears them.
        if first == b'&' {
            references.push_back((start, end));
        }
        if self.whole.get() && first == b'<' {
            // Before anything else `<` is text, whose token comes with the next chunk (HTML Standard,
            // 13.2.5.6).
            if self
                .source
                .as_bytes()
                .get(start + 1)
                .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
            {
                self.tag_start.set(start);
                self.whole.set(false);
            } else {
                references.push_back((start, start + 1));
            }
        }
    }

    /// The source of a text token, and whether the source spells it otherwise.
    fn locate(&self, text: &str) -> (ByteSpan, bool) {
        let reference = self.references.borrow().front().copied();
        if let Some((start, end)) = reference {
            let cursor = self.cursor.get();
            // What follows a sign that begins no reference, before the next sign: the `b` of `&b&c`.
            if self.source.get(cursor..start).is_some_and(|between| between.starts_with(text)) {
                return self.take(cursor, cursor + text.len(), false);
            }
            self.references.borrow_mut().pop_front();
            return self.locate_reference(text, start, end);
        }
        let (cursor, end) = (self.cursor.get(), self.chunk.get().1.max(self.cursor.get()));
        let rest = self.source.get(cursor..end).unwrap_or("");
        if rest.starts_with(text) {
            return self.take(cursor, cursor + text.len(), false);
        }
        if text == "\u{fffd}" && rest.starts_with('\0') {
            return self.take(cursor, cursor + 1, true);
        }
        if text == "\n" && rest.starts_with('\r') {
            let length = if rest.starts_with("\r\n") { 2 } else { 1 };
            return self.take(cursor, cursor + length, true);
        }
        match rest.find(text) {
            Some(found) => self.take(cursor + found, cursor + found + text.len(), false),
            None => self.take(cursor, end, true),
        }
    }

    /// The source of the token that a character reference gives.
    fn locate_reference(&self, text: &str, start: usize, end: usize) -> (ByteSpan, bool) {
        let spelled = &self.source[start..end];
        if spelled == text || (text.len() > 1 && self.source[start..].starts_with(text)) {
            return self.take(start, start + text.len(), false);
        }
        match reference_length(spelled) {
            Some(length) => self.take(start, start + length, true),
            None if text == "&" => self.take(start, start + 1, false),
            None => self.take(start, end, true),
        }
    }

    fn take(&self, start: usize, end: usize, decoded: bool) -> (ByteSpan, bool) {
        self.cursor.set(end);
        (ByteSpan::new(start, end), decoded)
    }
}

/// The bytes of the character reference that a word begins with: of the longest name that is known, with or
/// without `;` (HTML Standard, 13.2.5.72 to 80).
fn reference_length(word: &str) -> Option<usize> {
    let Some(number) = word.strip_prefix("&#") else {
        let is_name =
            |end: &usize| NAMED_ENTITIES.get(&word[1..*end]).is_some_and(|characters| characters.0 != 0);
        return (2..=word.len()).rev().find(is_name);
    };
    let (marked, is_digit): (_, fn(&u8) -> bool) = match number.as_bytes().first() {
        Some(b'x' | b'X') => (3, u8::is_ascii_hexdigit),
        _ => (2, u8::is_ascii_digit),
    };
    let end = marked + word.bytes().skip(marked).take_while(is_digit).count();
    (end > marked).then_some(end + usize::from(word.as_bytes().get(end) == Some(&b';')))
}

/// Stands between tokenizer and tree builder, and tells the tree where each token stands.
struct Positioned<'s> {
    builder: TreeBuilder<NodeId, PositionedTree>,
    tokens: Tokens<'s>,
}

impl TokenSink for Positioned<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let tree = &self.builder.sink;
        let mut opened = None;
        if !matches!(token, Token::ParseError(_) | Token::CharacterTokens(_) | Token::NullCharacterToken) {
            self.tokens.between.set(true);
            self.tokens.references.borrow_mut().clear();
        }
        // Text before a tag that is being read leaves it open.
        let mut whole = true;
        match &token {
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CharacterTokens(text) => {
                let (source, decoded) = self.tokens.locate(text);
                whole = self.tokens.whole.get() || source.end as usize > self.tokens.tag_start.get();
                tree.texts.borrow_mut().tokens.push(TextToken {
                    text: text.clone(),
                    used: 0,
                    source,
                    decoded,
                });
            }
            Token::TagToken(tag) => {
                if self.drops(tag) {
                    self.tokens.whole.set(true);
                    return TokenSinkResult::Continue;
                }
                let end = self.tokens.chunk.get().1;
                let start = self.tokens.tag_start.get().max(self.tokens.cursor.get()).min(end);
                tree.tag.set((ByteSpan::new(start, end), tag.kind));
                opened = (tag.kind == TagKind::StartTag && is_raw(&tag.name))
                    .then(|| Raw { name: tag.name.clone(), kept: is_json(tag) });
            }
            Token::NullCharacterToken => {
                let (source, _) = self.tokens.locate("\0");
                let text = StrTendril::from("\u{fffd}");
                tree.texts.borrow_mut().tokens.push(TextToken { text, used: 0, source, decoded: true });
            }
            _ => {}
        }
        self.tokens.whole.set(whole);
        let is_text = matches!(token, Token::CharacterTokens(_) | Token::NullCharacterToken);
        let ended = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => Some(tag.name.clone()),
            _ => None,
        };
        let is_nul = matches!(token, Token::NullCharacterToken);
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
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.tokens.between.set(false);
        }
        if matches!(result, TokenSinkResult::RawData(RawKind::Rawtext | RawKind::ScriptData)) {
            self.tokens.raw.set(opened);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Positioned<'_> {
    /// Whether a tag is dropped: a start tag beyond the depth limit, and its end tag.
    fn drops(&self, tag: &Tag) -> bool {
        let mut dropped = self.tokens.dropped.borrow_mut();
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
}

/// Whether a script holds JSON.
fn is_json(tag: &Tag) -> bool {
    tag.name == local_name!("script")
        && tag
            .attrs
            .iter()
            .any(|attribute| &*attribute.name.local == "type" && attribute.value.contains("json"))
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

/// Elements whose text has no tags: dropping the start tag would read it as markup.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
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
        let near = self.next..(self.next + LATE_TEXTS).min(last);
        let (at, taken) = near.chain([last]).find_map(|at| Some((at, self.tokens[at].take(text)?)))?;
        self.next = at;
        Some(taken)
    }
}

/// scraper's tree, and beside it where each node comes from.
struct PositionedTree {
    inner: HtmlTreeSink,
    /// The source of the tag being processed, and whether it opens or ends.
    tag: Cell<(ByteSpan, TagKind)>,
    texts: RefCell<Texts>,
    spans: RefCell<Vec<ByteSpan>>,
    pieces: RefCell<Pieces>,
    /// Open elements, outermost first, as far as tokens and tree tell.
    open: RefCell<Vec<NodeId>>,
    count: Cell<usize>,
}

impl PositionedTree {
    fn new() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            tag: Cell::new((ByteSpan::default(), TagKind::StartTag)),
            texts: RefCell::default(),
            spans: RefCell::default(),
            pieces: RefCell::default(),
            open: RefCell::default(),
            count: Cell::default(),
        }
    }

    /// Notes that an element was put below `parent`: what was open inside `parent` has ended.
    fn opened(&self, node: NodeId, parent: NodeId) {
        self.end_inside(parent);
        let tree = self.inner.0.borrow();
        let is_void = tree
            .tree
            .get(node)
            .and_then(|node| node.value().as_element())
            .is_some_and(|element| is_void(&element.name.local));
        if !is_void {
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

fn set<T: Default + Clone>(values: &mut Vec<T>, at: usize, value: T) {
    if values.len() <= at {
        values.resize(at + 1, T::default());
    }
    values[at] = value;
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
        let node = self.inner.create_element(name, attributes, flags);
        let span =
            if kind == TagKind::StartTag { span } else { ByteSpan { start: span.start, end: span.start } };
        set(&mut self.spans.borrow_mut(), index(node), span);
        self.count.set(self.count.get() + 1);
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.inner.create_comment(text)
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

/// The pieces of all text nodes: a linked list a node, since a node may grow after another was begun.
#[derive(Default)]
struct Pieces {
    all: Vec<(Piece, u32)>,
    /// By node: the first and the last piece, counted from 1.
    ends: Vec<(u32, u32)>,
}

impl Pieces {
    fn push(&mut self, node: usize, piece: Piece) {
        let (first, last) = self.ends.get(node).copied().unwrap_or_default();
        if let Some((before, _)) = self.all.get_mut((last as usize).wrapping_sub(1)) {
            let in_step = !before.decoded && !piece.decoded && before.source.end == piece.source.start;
            if in_step && before.at + (before.source.end - before.source.start) == piece.at {
                before.source.end = piece.source.end;
                return;
            }
        }
        self.all.push((piece, 0));
        let number = clamp(self.all.len());
        if let Some((_, next)) = self.all.get_mut((last as usize).wrapping_sub(1)) {
            *next = number;
        }
        set(&mut self.ends, node, (if first == 0 { number } else { first }, number));
    }

    fn of(&self, node: usize) -> impl Iterator<Item = Piece> + '_ {
        let mut next = self.ends.get(node).map_or(0, |ends| ends.0);
        std::iter::from_fn(move || {
            let (piece, following) = *self.all.get((next as usize).checked_sub(1)?)?;
            next = following;
            Some(piece)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree as lines of names and texts, without comments and without what scripts and styles say.
    fn shape(tree: &Tree<Node>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for edge in tree.root().traverse() {
            let ego_tree::iter::Edge::Open(node) = edge else { continue };
            let depth = node.ancestors().count();
            let raw = node.parent().and_then(|parent| parent.value().as_element()).is_some_and(|parent| {
                matches!(
                    parent.name(),
                    "script" | "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp"
                )
            });
            match node.value() {
                Node::Text(text) if !raw => lines.push(format!("{depth}\"{}", &**text)),
                Node::Element(element) => lines.push(format!(
                    "{depth}<{} {:?}",
                    element.name(),
                    element.attrs().collect::<Vec<_>>()
                )),
                _ => {}
            }
        }
        lines
    }

    fn check(source: &str) {
        let page = Page::parse(source).expect("few nodes");
        assert_eq!(shape(&page.tree), shape(&Html::parse_document(source).tree), "{source:?}");
        for node in page.tree.nodes() {
            let Some(text) = node.value().as_text() else { continue };
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (at, piece) in pieces.iter().enumerate() {
                let end = pieces.get(at + 1).map_or(text.len(), |next| next.at as usize);
                let words = &text[piece.at as usize..end];
                assert!(piece.source.end as usize <= source.len());
                if !piece.decoded {
                    assert_eq!(piece.source.slice(source), words, "{source:?}");
                }
            }
        }
    }

    #[test]
    fn the_tree_is_the_one_that_is_parsed_whole() {
        let pages = [
            "<p>One [1] &amp; two<sup><a href='#r2'>[2]</a></sup>\n<p>three",
            "<!DOCTYPE html><html><head><title>A &lt;b> <!-- no comment --></title><style>p{}</style></head><body>x<!-- <p> -->y",
            "<script>if (a < b && c > d) {}</script><p>text",
            "<script><!-- <script> </script> --></script>after",
            "<script type=application/ld+json>{\"a\": \"<b>&amp;\"}</script>after",
            "<table>foster<tr><td>cell</table>",
            "<a title=\"a>b<c\">x</a><b>1<p>2</b>3",
            "<pre>\n\n\n</pre><pre>\n\nline\r\nnext\rlast</pre>\r\n&#91;1&#93; &notin &ampx; &unknown;",
            "<textarea><p>&amp;</textarea><svg><style><b>x</b></style></svg>",
            "<noscript><p>n</noscript>a\0b<![CDATA[x]]><!--><p>--><!--->q",
            "<select><option>a<option>b</select><template><p>t</template>",
        ];
        for page in pages {
            check(page);
        }
    }

    #[test]
    fn a_character_reference_stands_where_it_is_spelled() {
        let source =
            "a&amp;&amp;b&#91;1&#93; &lt;x &ampy &unknown; & z &quotrg/&quot; &notit &#x5Bg&#; &#93rd";
        let page = Page::parse(source).expect("few nodes");
        let text = page.tree.nodes().find(|node| node.value().is_text()).expect("there is text");
        let words = text.value().as_text().expect("it is text").to_string();
        assert_eq!(words, "a&&b[1] <x &y &unknown; & z \"rg/\" ¬it [g&#; ]rd");
        let spelled: Vec<&str> = page
            .pieces(text.id())
            .filter(|piece| piece.decoded)
            .map(|piece| piece.source.slice(source))
            .collect();
        assert_eq!(
            spelled,
            ["&amp;", "&amp;", "&#91;", "&#93;", "&lt;", "&amp", "&quot", "&quot;", "&not", "&#x5B", "&#93"]
        );
    }

    #[test]
    fn a_reference_in_what_seems_a_tag_and_is_text_stands_where_it_is_spelled() {
        let source = "<title>a</b&#x41[1] <!-- &amp; --> </title><!-- &lt; --><i title='&amp;'>b&amp;[2]";
        let page = Page::parse(source).expect("few nodes");
        let texts = page
            .tree
            .nodes()
            .filter_map(|node| node.value().as_text().map(|text| (node.id(), text.to_string())));
        for (marker, (node, text)) in ["[1]", "[2]"].iter().zip(texts) {
            let at = text.find(marker).expect("it has its marker");
            let pieces: Vec<Piece> = page.pieces(node).collect();
            let piece =
                pieces.iter().rev().find(|piece| piece.at as usize <= at).expect("every text has a piece");
            assert!(
                source[piece.source.start as usize + at - piece.at as usize..].starts_with(marker),
                "{marker} of {text}: {pieces:?}"
            );
        }
    }

    #[test]
    fn a_sign_that_opens_no_tag_stands_where_it_is_written() {
        let source = "<title>a <<b> < </<[1]d></</i></title>4 <<b>5 <&amp; 6&b&c&&d &#&#x; < 7<<!-- c --><<<i class=\"x>y\">8 < <";
        let page = Page::parse(source).expect("few nodes");
        let mut words = String::new();
        for node in page.tree.nodes().filter(|node| node.value().is_text()) {
            let text = node.value().as_text().expect("it is text");
            words.push_str(text);
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.decoded) {
                let end = pieces.get(index + 1).map_or(text.len(), |next| next.at as usize);
                let shown = &text[piece.at as usize..end];
                assert!(
                    source[piece.source.start as usize..].starts_with(shown),
                    "{shown} is not at {piece:?}"
                );
            }
        }
        assert_eq!(words, "a <<b> < </<[1]d></</i>4 <5 <& 6&b&c&&d &#&#x; < 7<<<8 < <");
        let spans: Vec<&str> = page
            .tree
            .nodes()
            .filter(|node| {
                node.value().as_element().is_some_and(|element| matches!(element.name(), "b" | "i"))
            })
            .map(|node| page.span(node.id()).slice(source))
            .collect();
        assert!(
            spans.iter().all(|span| span.starts_with("<b>") || span.starts_with("<i class")),
            "{spans:?}"
        );
    }

    #[test]
    fn text_among_nul_characters_stands_where_it_is_written() {
        let nuls = "\0".repeat(40);
        let source = format!("<title>a{nuls}b</title><p>c{nuls}d</p><table>e{nuls}<svg>f\0</svg>{nuls}g");
        let page = Page::parse(&source).expect("few nodes");
        let mut words = String::new();
        for node in page.tree.nodes().filter(|node| node.value().is_text()) {
            let text = node.value().as_text().expect("it is text");
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (index, piece) in pieces.iter().enumerate() {
                let end = pieces.get(index + 1).map_or(text.len(), |next| next.at as usize);
                let shown = text[piece.at as usize..end].replace('\u{fffd}', "\0");
                assert!(
                    source[piece.source.start as usize..].starts_with(&shown),
                    "{shown:?} is not at {piece:?}"
                );
                words.push_str(&shown.replace('\0', ""));
            }
        }
        words = words.chars().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        assert_eq!(words, "abcdefg");
    }

    #[test]
    fn a_script_of_json_keeps_its_text() {
        let page = Page::parse("<script type=\"application/ld+json\">{\"a\": \"</b>\"}</script>")
            .expect("few nodes");
        let text: String =
            page.tree.nodes().filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
        assert_eq!(text, "{\"a\": \"</b>\"}");
    }

    #[test]
    fn elements_know_where_they_stand() {
        let source = "<div><p class=a>one</p>\n<p>two</div>";
        let page = Page::parse(source).expect("few nodes");
        let spans: Vec<&str> = page
            .tree
            .nodes()
            .filter(|node| {
                node.value().as_element().is_some_and(|element| matches!(element.name(), "p" | "div"))
            })
            .map(|node| page.span(node.id()).slice(source))
            .collect();
        assert_eq!(spans, [source, "<p class=a>one</p>", "<p>two"]);
    }

    #[test]
    fn attributes_are_counted_as_the_tokenizer_does() {
        let table = [
            ("<p>", 0),
            ("<p a b=c d = 'e f' g=\"h>i\"/>", 4),
            ("<p a=b", 1),
            ("<p / =a >", 1),
            ("<a href=x/y>b=c", 1),
            ("<p a='b", 1),
            ("<", 0),
        ];
        for (tag, expected) in table {
            assert_eq!(attributes(tag.as_bytes()), expected, "{tag}");
        }
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_refused_and_many_words_behind_a_sign_are_not() {
        let crowded = |count: usize| format!("<p title=\">\" {}>text</p>", "a=b ".repeat(count));
        assert!(Page::parse(&crowded(MAX_ATTRIBUTES - 1)).is_ok());
        assert!(Page::parse(&crowded(MAX_ATTRIBUTES)).is_err());
        assert!(Page::parse(&format!("<p>1 < 2 {}</p>", "and so on ".repeat(MAX_ATTRIBUTES))).is_ok());
    }

    #[test]
    fn depth_and_number_of_nodes_are_bounded() {
        let deep = "<div>".repeat(100_000) + "<p>text</p>" + &"</div>".repeat(100_000) + "<p>after</p>";
        let page = Page::parse(&deep).expect("few nodes");
        let deepest = page.tree.nodes().map(|node| node.ancestors().count()).max();
        assert!(deepest.is_some_and(|depth| depth <= MAX_DEPTH + 4), "{deepest:?}");
        let after = page
            .tree
            .nodes()
            .rfind(|node| node.value().as_element().is_some_and(|element| element.name() == "p"));
        assert!(
            after.is_some_and(|node| node.ancestors().count() < 5),
            "what follows stands where it should"
        );
    }

    proptest! {
        #[test]
        fn any_markup_gives_the_tree_that_is_parsed_whole(
            parts in proptest::collection::vec(proptest::sample::select(vec![
                "<p>", "</p>", "<div class='x'>", "</div>", "<b>", "</b>", "<a href=\"#n>1\">", "</a>", "<table>", "<tr>", "<td>", "</table>",
                "<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<!-- c -->", "<!--", "-->", "text", " ", "\n", "\r\n",
                "\r", "&amp;", "&#93;", "&lt", "&", "<", ">", "é", "語", "<br>", "<sup>", "</sup>", "<textarea>", "</textarea>", "<svg>", "</svg>",
                "<pre>", "</pre>", "<ul>", "<li>", "</ul>", "\"", "'", "=", "\0", "<![CDATA[", "]]>", "<DIV ID=A>", "</Div >", "<br/>", "&nbsp;", "&#39;", "&rsquo;", "<a b='&quot;&#8217;'>", "\n\n",
                "<a href='?a=1&amp;b=2&copy=3&lt;&x'>", "<a href=\"&copy\" href=b>", "<p class=x/y>", "<p a=b", "<p a = 'b'/c d>",
                "<p title=\"a\r\nb\">", "<plaintext>", "<select>", "<option value=1>", "</select>", "<math>", "<!doctype html>",
            ]), 0..40)
        ) {
            check(&parts.concat());
        }
    }
}
