//! A page as its tags and texts in order, without a tree: what a glance at a page needs. It takes no more
//! memory than the page, however deep its elements stand, and does not mend what is wrongly nested.

use std::cell::{Cell, RefCell};

use html5ever::local_name;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};

use crate::markup::chunks::{TooLarge, feed};
use crate::markup::tokens::{Place, Receiver};

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub enum Part<'t> {
    /// Text, or the next piece of one, with its character references undone.
    Text(&'t str),
    /// The start of an element.
    Start(Element<'t>),
    /// The end of an element, by its name.
    End(&'t str),
}

/// An element by its start tag.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t>(&'t Tag);

impl<'t> Element<'t> {
    /// Its name in lower case.
    pub fn name(&self) -> &'t str {
        &self.0.name
    }

    /// The value of an attribute, without white space around it, if it has it.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        let found = self.0.attrs.iter().find(|attribute| *attribute.name.local == *name)?;
        Some(found.value.trim())
    }

    /// Whether it is written as one without an end: `<svg/>`. It means so in SVG and MathML alone.
    pub fn is_closed(&self) -> bool {
        self.0.self_closing
    }
}

/// Hands the parts of a decoded page to `take`, in order. Scripts are text only where they are JSON, and
/// styles, frames and what is shown without scripts are empty. A page that is too large is read as far as it
/// is not.
pub fn read(page: &str, take: &mut dyn FnMut(Part<'_>)) -> Result<(), TooLarge> {
    feed(page, List { take: RefCell::new(take), foreign: Cell::new(0) }).map(|_| ())
}

struct List<'t> {
    take: RefCell<&'t mut dyn FnMut(Part<'_>)>,
    /// Open elements of SVG and MathML.
    foreign: Cell<u32>,
}

impl List<'_> {
    fn start(&self, tag: &Tag) -> TokenSinkResult<()> {
        if is_foreign(tag) {
            self.foreign.set(self.foreign.get() + u32::from(!tag.self_closing));
        }
        if self.foreign.get() > 0 {
            return TokenSinkResult::Continue;
        }
        match tag.name {
            local_name!("title") | local_name!("textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
            local_name!("script") => TokenSinkResult::RawData(RawKind::ScriptData),
            local_name!("style")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp") => TokenSinkResult::RawData(RawKind::Rawtext),
            local_name!("plaintext") => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Receiver for List<'_> {
    type Handle = ();

    fn take(&self, token: Token, _place: Place, _line: u64) -> TokenSinkResult<()> {
        let take = &mut *self.take.borrow_mut();
        match &token {
            Token::CharacterTokens(text) => take(Part::Text(text)),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                take(Part::Start(Element(tag)));
                return self.start(tag);
            }
            Token::TagToken(tag) => {
                if is_foreign(tag) {
                    self.foreign.set(self.foreign.get().saturating_sub(1));
                }
                take(Part::End(&tag.name));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn is_in_foreign_content(&self) -> bool {
        self.foreign.get() > 0
    }
}

fn is_foreign(tag: &Tag) -> bool {
    matches!(tag.name, local_name!("svg") | local_name!("math"))
}

#[cfg(test)]
mod tests {
    use html5ever::TokenizerResult;
    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{BufferQueue, TokenSink, Tokenizer};
    use proptest::prelude::*;

    use super::*;
    use crate::markup::samples::PARTS;

    /// The parts as words, neighbouring texts joined, without what scripts and the like say.
    #[derive(Default)]
    struct Shape {
        parts: Vec<String>,
        raw: bool,
    }

    impl Shape {
        fn take(&mut self, part: Part<'_>) {
            match part {
                Part::Text(_) if self.raw => {}
                Part::Text(text) => match self.parts.last_mut().filter(|last| last.starts_with('"')) {
                    Some(last) => last.push_str(text),
                    None => self.parts.push(format!("\"{text}")),
                },
                Part::Start(element) => {
                    self.raw = matches!(
                        element.name(),
                        "script" | "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp"
                    );
                    let attributes = element.0.attrs.iter();
                    let attributes = attributes.map(|one| format!(" {}={}", one.name.local, one.value));
                    self.parts.push(format!("<{}{}", element.name(), attributes.collect::<String>()));
                }
                Part::End(name) => {
                    self.raw = false;
                    self.parts.push(format!("</{name}"));
                }
            }
        }
    }

    fn parts(page: &str) -> Vec<String> {
        let mut shape = Shape::default();
        read(page, &mut |part| shape.take(part)).expect("few attributes");
        shape.parts
    }

    /// Hands all tokens of a page that is fed whole to a list.
    struct Whole<'t>(List<'t>);

    impl TokenSink for Whole<'_> {
        type Handle = ();

        fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
            self.0.take(token, Place::default(), line)
        }

        fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
            self.0.is_in_foreign_content()
        }
    }

    fn parts_of_whole(page: &str) -> Vec<String> {
        let mut shape = Shape::default();
        let mut take = |part: Part<'_>| shape.take(part);
        let list = List { take: RefCell::new(&mut take), foreign: Cell::new(0) };
        let tokenizer = Tokenizer::new(Whole(list), Default::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(page));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.end();
        drop(tokenizer);
        shape.parts
    }

    #[test]
    fn a_page_is_its_tags_and_texts() {
        let table: &[(&str, &[&str])] = &[
            ("<title>TROUV&Eacute;E <b></title>x", &["<title", "\"TROUVÉE <b>", "</title", "\"x"]),
            ("<p A=' b&amp;c '>1 < 2<br/>", &["<p a= b&c ", "\"1 < 2", "<br"]),
            ("<noscript><p>n</p></noscript><!-- <p> -->t", &["<noscript", "</noscript", "\"t"]),
            (
                "<svg><style/><p>x</svg><style>p{}</style>",
                &["<svg", "<style", "<p", "\"x", "</svg", "<style", "</style"],
            ),
            ("<script type=text/json>{\"<p>\"}</script>", &["<script type=text/json", "</script"]),
        ];
        for (page, expected) in table {
            assert_eq!(parts(page), *expected, "{page}");
        }
    }

    #[test]
    fn what_comes_before_a_tag_that_is_too_large_is_read() {
        let page = format!("<h1>Here</h1><p {}>there</p>", "a=b ".repeat(2000));
        let mut shape = Shape::default();
        assert_eq!(read(&page, &mut |part| shape.take(part)), Err(TooLarge));
        assert_eq!(shape.parts, ["<h1", "\"Here", "</h1"]);
    }

    proptest! {
        #[test]
        fn any_page_has_the_parts_that_it_has_when_read_whole(
            chosen in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)
        ) {
            let page = chosen.concat();
            prop_assert_eq!(parts(&page), parts_of_whole(&page), "{:?}", page);
        }
    }
}
