//! Where each token of a page stands in its source. The tokenizer keeps no positions: what it gives is found
//! again in the chunk that was fed to it; see `chunks`.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{LocalName, local_name};

use crate::markup::entities::reference_length;
use crate::text::ByteSpan;

/// Where a token stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Its source bytes.
    pub(super) source: ByteSpan,
    /// Whether the source spells a text otherwise: a character reference, a carriage return.
    pub(super) decoded: bool,
}

/// Takes the tokens of a page with their places: to build a tree of them, or as they come.
pub(super) trait Receiver {
    /// What the tokenizer hands back for a script.
    type Handle;

    /// Whether a tag is passed over.
    fn drops(&self, _tag: &Tag) -> bool {
        false
    }

    /// Takes a token; says how the tokenizer reads on.
    fn take(&self, token: Token, place: Place, line: u64) -> TokenSinkResult<Self::Handle>;

    /// Whether it has had as much as it may hold.
    fn is_full(&self) -> bool {
        false
    }

    /// Whether what is open is SVG or MathML.
    fn is_in_foreign_content(&self) -> bool;

    /// The page has ended.
    fn end(&self) {}
}

/// A raw element that was just opened.
pub(super) struct Raw {
    pub(super) name: LocalName,
    /// Whether its text is of use: JSON.
    pub(super) kept: bool,
}

/// What is known of the chunk being fed and of the tokens in it.
pub(super) struct Tokens<'s> {
    source: &'s str,
    chunk: Cell<(usize, usize)>,
    /// Where the tag being read began.
    pub(super) tag_start: Cell<usize>,
    /// Whether a token has come since.
    pub(super) whole: Cell<bool>,
    /// Up to where text tokens have used the chunk.
    cursor: Cell<usize>,
    /// Character references, and `<` that are text, whose tokens are still to come: with the chunk after
    /// them.
    references: RefCell<VecDeque<(usize, usize)>>,
    /// Whether the tokenizer is surely between two tokens, in markup, and has no more to say of what it was
    /// fed.
    pub(super) between: Cell<bool>,
    pub(super) raw: Cell<Option<Raw>>,
    pub(super) kept_raw: Cell<Option<usize>>,
}

impl<'s> Tokens<'s> {
    pub(super) fn new(source: &'s str) -> Self {
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
        }
    }

    /// A chunk is about to be fed.
    pub(super) fn begin(&self, start: usize, end: usize) {
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

    /// Where a tag or a comment stands that ends with the chunk.
    fn markup(&self) -> Place {
        let end = self.chunk.get().1;
        let start = self.tag_start.get().max(self.cursor.get()).min(end);
        Place { source: ByteSpan::new(start, end), decoded: false }
    }

    /// Where a text token stands.
    fn locate(&self, text: &str) -> Place {
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
    fn locate_reference(&self, text: &str, start: usize, end: usize) -> Place {
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

    fn take(&self, start: usize, end: usize, decoded: bool) -> Place {
        self.cursor.set(end);
        Place { source: ByteSpan::new(start, end), decoded }
    }
}

/// Stands between the tokenizer and who takes its tokens, and tells where each stands.
pub(super) struct Positioned<'s, R> {
    pub(super) receiver: R,
    pub(super) tokens: Tokens<'s>,
}

impl<R: Receiver> TokenSink for Positioned<'_, R> {
    type Handle = R::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<R::Handle> {
        let tokens = &self.tokens;
        let mut opened = None;
        if !matches!(token, Token::ParseError(_) | Token::CharacterTokens(_) | Token::NullCharacterToken) {
            tokens.between.set(true);
            tokens.references.borrow_mut().clear();
        }
        // Text before a tag that is being read leaves it open.
        let mut whole = true;
        let place = match &token {
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CharacterTokens(text) => {
                let place = tokens.locate(text);
                whole = tokens.whole.get() || place.source.end as usize > tokens.tag_start.get();
                place
            }
            Token::TagToken(tag) if self.receiver.drops(tag) => {
                tokens.whole.set(true);
                return TokenSinkResult::Continue;
            }
            Token::TagToken(tag) => {
                opened = (tag.kind == TagKind::StartTag && is_raw(&tag.name))
                    .then(|| Raw { name: tag.name.clone(), kept: is_json(tag) });
                tokens.markup()
            }
            Token::CommentToken(_) => tokens.markup(),
            Token::NullCharacterToken => tokens.locate("\0"),
            _ => Place::default(),
        };
        tokens.whole.set(whole);
        let result = self.receiver.take(token, place, line);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            tokens.between.set(false);
        }
        if matches!(result, TokenSinkResult::RawData(RawKind::Rawtext | RawKind::ScriptData)) {
            tokens.raw.set(opened);
        }
        result
    }

    fn end(&self) {
        self.receiver.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.receiver.is_in_foreign_content()
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

/// Elements whose text has no tags: dropping the start tag would read it as markup.
pub(super) fn is_raw(name: &LocalName) -> bool {
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
