//! Markdown: the parser says what is heading, list, code and link; the text stays as written, so that
//! brackets keep their places. It does not look for citations; see `extract`.

mod code;
mod leaf;
mod links;
mod pandoc;
mod source;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::input::block::BlockBuilder;
use crate::input::markdown::code::element;
use crate::input::markdown::leaf::{Leaf, push_lines};
use crate::input::markdown::links::{OpenLink, is_label};
use crate::input::markdown::source::{NOTHING, as_meant};
use crate::input::{Emit, LoadOptions, Loader, RawInput, load_text, matter};
use crate::model::{Block, BlockKind, Document, Format, Hyperlink, InputFault, InputFaultKind, Source};
use crate::text::ByteSpan;

/// Reads Markdown.
pub struct MarkdownLoader;

impl Loader for MarkdownLoader {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognizes(&self, head: &str) -> bool {
        let heading = |line: &str| line.starts_with("# ") || line.starts_with("## ");
        let footnote = |line: &str| line.starts_with("[^") && line.contains("]:");
        head.lines().any(|line| heading(line) || footnote(line)) || head.contains("](http")
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        load_text(input, options, Format::Markdown, emit, |text, source| Ok(document(text, source)));
    }
}

/// The document of a decoded Markdown text.
pub fn document<'d>(text: &'d str, source: Source) -> Document<'d> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let matter = matter::find(text);
    let marks = pandoc::marks(text);
    let parsed = as_meant(text, matter.end, &marks.blank);
    let mut reader = Reader { text: &parsed, entries: marks.entries, ..Reader::default() };
    if matter.end > 0 {
        reader.metadata(text, 0..matter.end);
    }
    reader.read(Parser::new_ext(&parsed, options).into_offset_iter());
    let (bare, linked) = (reader.bare, reader.linked);
    let is_only_linked = |label: &str| linked.contains(label) && !bare.contains(label);
    let found = links::definitions(&parsed, reader.covered, is_only_linked);
    let mut document = Document::new(source, text);
    document.blocks = reader.blocks;
    if !found.is_empty() {
        document.blocks.extend(found);
        document.blocks.sort_by_key(|block| block.span.start);
    }
    document.faults.extend(matter.fault.map(|message| InputFault::new(InputFaultKind::Unreadable, message)));
    document
}

#[derive(Default)]
struct Reader<'t, 'd> {
    /// The text as the parser sees it.
    text: &'t str,
    blocks: Vec<Block<'d>>,
    /// The block whose inline content is being read.
    leaf: Option<Leaf>,
    /// Open lists, outermost first: what their next item is numbered.
    lists: Vec<Option<Numbering>>,
    /// The label and start of the item whose first block is still to come.
    item: Option<ItemStart>,
    /// Depth of open items.
    items: usize,
    /// Open block quotes.
    quotes: usize,
    /// The footnote definition being read: label, and its block so far.
    footnote: Option<(String, Leaf)>,
    /// Open links and images.
    links: Vec<OpenLink>,
    /// Open images: their alternative text is dropped.
    images: usize,
    /// Source ranges that blocks came from, for finding definitions between them.
    covered: Vec<Range<usize>>,
    /// Labels that `[text][1]` uses, and labels that a bare marker uses.
    linked: BTreeSet<String>,
    bare: BTreeSet<String>,
    /// The entries that Pandoc wrote.
    entries: Vec<pandoc::Entry>,
    /// Raw source up to here was pushed as it is: events before it are inside it.
    verbatim_to: usize,
}

#[derive(Clone, Copy)]
struct Numbering {
    first: u64,
    next: u64,
}

struct ItemStart {
    label: Option<String>,
    start: usize,
}

impl Reader<'_, '_> {
    fn read(&mut self, events: OffsetIter<'_>) {
        for (event, range) in events {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag, range),
                Event::Text(words) => self.words(&words, range),
                Event::Code(words) => self.code(&words, range),
                Event::SoftBreak | Event::HardBreak => self.line_break(range.start),
                Event::FootnoteReference(_) => self.verbatim(range),
                Event::Html(html) => self.html(&html, range),
                Event::InlineHtml(tag) => self.inline_html(&tag, range),
                Event::Rule => self.covered.push(range),
                Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
        self.finish_leaf();
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_leaf(BlockKind::Paragraph, range),
            Tag::Heading { level, .. } => {
                self.open_leaf(BlockKind::Heading, range);
                if let Some(leaf) = &mut self.leaf {
                    leaf.level = level as u8;
                }
            }
            Tag::BlockQuote(_) => {
                self.finish_leaf();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                self.open_leaf(BlockKind::Code, range.clone());
                if fenced {
                    self.covered.push(range);
                }
            }
            Tag::HtmlBlock => self.open_leaf(BlockKind::Paragraph, range),
            Tag::List(first) => {
                self.finish_leaf();
                self.lists.push(first.map(|first| Numbering { first, next: first }));
            }
            Tag::Item => self.open_item(range),
            Tag::FootnoteDefinition(label) => self.open_footnote(&label, range),
            Tag::TableHead | Tag::TableRow => self.open_leaf(BlockKind::Table, range),
            Tag::TableCell => self.open_cell(range),
            Tag::Link { link_type, dest_url, id, .. } => self.open_link(link_type, &dest_url, &id, range),
            Tag::Image { link_type, id, .. } => {
                self.images += 1;
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed) {
                    self.linked.insert(id.to_string());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => self.finish_leaf(),
            TagEnd::BlockQuote(_) => {
                self.finish_leaf();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_leaf();
                self.item = None;
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => self.close_footnote(range),
            TagEnd::Link => self.close_link(range.end),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn open_leaf(&mut self, kind: BlockKind, range: Range<usize>) {
        self.finish_leaf();
        self.covered.push(range.clone());
        let kind = match kind {
            BlockKind::Paragraph if self.items > 0 => BlockKind::ListItem,
            BlockKind::Paragraph if self.quotes > 0 => BlockKind::Quote,
            kind => kind,
        };
        let item = self.item.take();
        let start = item.as_ref().map_or(range.start, |item| item.start);
        self.leaf = Some(Leaf {
            kind,
            span: start..range.end,
            label: item.and_then(|item| item.label),
            ..Leaf::default()
        });
    }

    /// The leaf for inline content, which a tight list item has without a paragraph of its own.
    fn leaf(&mut self, range: &Range<usize>) -> &mut Leaf {
        if self.leaf.is_none() {
            self.open_leaf(BlockKind::Paragraph, range.clone());
        }
        let leaf = self.leaf.get_or_insert_default();
        leaf.span.end = leaf.span.end.max(range.end);
        leaf
    }

    fn finish_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.covered.push(leaf.span.clone());
        if let Some((_, note)) = &mut self.footnote {
            return note.append(leaf);
        }
        if !leaf.builder.is_empty() {
            let mut block = leaf.finish(self.text);
            self.mark_entry(&mut block);
            self.blocks.push(block);
        }
    }

    /// Makes a block that Pandoc wrote as an entry of a list a definition.
    fn mark_entry(&mut self, block: &mut Block<'_>) {
        let start = block.span.start as usize;
        let next = self.entries.partition_point(|entry| entry.range.end <= start);
        if let Some(entry) = self.entries.get_mut(next).filter(|entry| entry.range.start <= start) {
            block.definition = true;
            block.label = entry.label.take();
        }
    }

    /// `---` front matter: one block of code that begins with its fence; `extract` reads its fields.
    fn metadata(&mut self, text: &str, range: Range<usize>) {
        self.covered.push(range.clone());
        let mut builder = BlockBuilder::default();
        push_lines(&mut builder, &text[range.clone()], range.start);
        self.blocks.push(builder.finish(BlockKind::Code, ByteSpan::new(range.start, range.end)));
    }

    fn open_item(&mut self, range: Range<usize>) {
        self.finish_leaf();
        self.items += 1;
        let typed = self.text[range.clone()].bytes().take_while(u8::is_ascii_digit).count();
        let typed: Option<u64> = self.text[range.start..range.start + typed].parse().ok();
        let label = match self.lists.last_mut() {
            Some(Some(numbering)) => {
                // Writers who type `1.` for every item mean the count; others mean what they typed.
                let label = typed
                    .filter(|&typed| typed != numbering.first || numbering.next == numbering.first)
                    .unwrap_or(numbering.next);
                numbering.next += 1;
                Some(label.to_string())
            }
            _ => None,
        };
        self.item = Some(ItemStart { label, start: range.start });
    }

    fn open_footnote(&mut self, label: &str, range: Range<usize>) {
        self.finish_leaf();
        self.covered.push(range.clone());
        let leaf = Leaf { span: range, ..Leaf::default() };
        // `[^1^]: ...` as some chatbots write it.
        let label = label.strip_suffix('^').filter(|label| !label.is_empty()).unwrap_or(label);
        self.footnote = Some((label.to_owned(), leaf));
    }

    fn close_footnote(&mut self, range: Range<usize>) {
        self.finish_leaf();
        let Some((label, mut leaf)) = self.footnote.take() else { return };
        let kept = self.text[range.clone()].trim_end().len();
        leaf.span = range.start..range.start + kept;
        leaf.label = Some(label);
        let mut block = leaf.finish(self.text);
        block.definition = true;
        self.blocks.push(block);
    }

    fn open_cell(&mut self, range: Range<usize>) {
        let leaf = self.leaf(&range);
        if !leaf.builder.is_empty() {
            leaf.builder.space(range.start);
            leaf.builder.push_decoded("|", ByteSpan::new(range.start, range.start));
            leaf.builder.space(range.start);
        }
    }

    fn open_link(&mut self, link_type: LinkType, url: &str, id: &str, range: Range<usize>) {
        let raw = &self.text[range.clone()];
        let reference = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        let inner =
            raw.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(inner, _)| inner);
        // All of the link's text is the label, outer brackets included: `[[1]](...)`.
        let after = raw.get(1 + inner.len()..).unwrap_or("").trim_start_matches(']');
        let label_like = is_label(inner) && (after.is_empty() || after.starts_with(['(', '[']));
        if reference && inner.is_empty() && is_label(id) {
            // The tail of a collapsed marker that is not defined, and a marker that is: `[9]` + `[][4]`.
            self.bare.insert(id.to_owned());
            self.verbatim(range.start + 2..range.end);
            return self.links.push(OpenLink { url: String::new(), start: 0, bracketed: false, end: 0 });
        }
        if reference && label_like && !self.inside_link() {
            // `[2]`, `[2][]`, `[2][3]`: markers, whatever the definitions make of them.
            self.bare.insert(inner.to_owned());
            let mut end = range.end;
            if link_type == LinkType::Reference && is_label(id) {
                self.bare.insert(id.to_owned());
            } else {
                end = range.start + inner.len() + 2;
            }
            self.verbatim(range.start..end);
            self.verbatim_to = range.end;
            return self.links.push(OpenLink { url: String::new(), start: 0, bracketed: false, end: 0 });
        }
        if reference {
            self.linked.insert(id.to_owned());
        }
        let bracketed = link_type == LinkType::Inline && label_like;
        let start = self.leaf(&(range.start..range.start)).builder.position();
        if bracketed {
            self.verbatim(range.start..range.start + 1);
        }
        self.links.push(OpenLink {
            url: url.to_owned(),
            start,
            bracketed,
            end: range.start + 1 + inner.len(),
        });
    }

    fn inside_link(&self) -> bool {
        self.links.iter().any(|link| !link.url.is_empty())
    }

    fn close_link(&mut self, end: usize) {
        let Some(link) = self.links.pop() else { return };
        if let Some(leaf) = &mut self.leaf {
            leaf.span.end = leaf.span.end.max(end);
        }
        if link.url.is_empty() {
            return;
        }
        if link.bracketed {
            self.verbatim_to = 0;
            self.verbatim(link.end..link.end + 1);
        }
        let Some(leaf) = &mut self.leaf else { return };
        let end = leaf.builder.len();
        if end > link.start {
            leaf.links.push(Hyperlink { range: link.start..end, url: link.url });
        }
    }

    /// Source text that is kept as it is, markup included.
    fn verbatim(&mut self, range: Range<usize>) {
        if self.images > 0 || range.end <= self.verbatim_to {
            return;
        }
        let words = &self.text[range.clone()];
        self.leaf(&range).builder.push(words, range.start);
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.images > 0 || range.end <= self.verbatim_to {
            return;
        }
        let source = &self.text[range.clone()];
        let code = self.leaf.as_ref().is_some_and(|leaf| leaf.kind == BlockKind::Code);
        let leaf = self.leaf(&range);
        if code {
            push_lines(&mut leaf.builder, source, range.start);
        } else if source == words {
            let mut at = range.start;
            for piece in words.split(NOTHING) {
                leaf.builder.push(piece, at);
                at += piece.len() + 1;
            }
        } else {
            leaf.builder.push_decoded(words, ByteSpan::new(range.start, range.end));
        }
    }

    fn code(&mut self, words: &str, range: Range<usize>) {
        if self.images > 0 || range.end <= self.verbatim_to {
            return;
        }
        let source = &self.text[range.clone()];
        let ticks = source.bytes().take_while(|&byte| byte == b'`').count();
        let leaf = self.leaf(&range);
        let start = leaf.builder.position();
        match source.find(words) {
            Some(at) => leaf.builder.push(words, range.start + at),
            None => {
                leaf.builder.push(source.get(ticks..source.len() - ticks).unwrap_or(""), range.start + ticks)
            }
        }
        let end = leaf.builder.len();
        if start < end {
            leaf.code.push(start..end);
        }
    }

    fn line_break(&mut self, at: usize) {
        if at >= self.verbatim_to
            && let Some(leaf) = &mut self.leaf
        {
            leaf.builder.line_break(at);
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if element(tag).eq_ignore_ascii_case("br") {
            self.line_break(range.start);
        } else if range.end > self.verbatim_to && self.images == 0 {
            self.leaf(&range).tag(tag);
        }
    }

    /// A block of HTML: its text without tags, comments, scripts and styles.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let source = &self.text[range.clone()];
        if source != html {
            return;
        }
        let leaf = self.leaf(&range);
        let mut at = 0;
        while let Some(open) = memchr::memchr(b'<', &source.as_bytes()[at..]) {
            leaf.builder.push(&source[at..at + open], range.start + at);
            let tag = &source[at + open..];
            let length = if tag.starts_with("<!--") {
                tag.find("-->").map(|end| end + 3)
            } else {
                tag.find('>').map(|end| end + 1)
            };
            let length = length.unwrap_or(tag.len());
            leaf.tag(&tag[..length]);
            at += open + length;
        }
        leaf.builder.push(&source[at..], range.start + at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<(BlockKind, Option<String>, String)> {
        let document = document(text, Source::default());
        document.blocks.into_iter().map(|block| (block.kind, block.label, block.text.into_owned())).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|block| block.2).collect()
    }

    #[test]
    fn brackets_stay_as_written_whatever_is_defined() {
        let table = [
            (
                "See [2][3] and [4].\n\n[3]: https://example.org/3\n[4]: https://example.org/4\n",
                "See [2][3] and [4].",
            ),
            ("See [1][].\n\n[1]: https://example.org/1\n", "See [1]."),
            (r"See \[1] and \[2\].", "See [1] and [2]."),
            ("A **bold**[1] *word* `a[0]`.", "A bold[1] word a[0]."),
            ("Tom &amp; Jerry [1]", "Tom & Jerry [1]"),
            ("![alt [9]](a.png) text", "text"),
            ("[a title](https://example.org/a) said", "a title said"),
            ("note[^n] here\n\n[^n]: The note.\n", "note[^n] here"),
        ];
        for (source, expected) in table {
            assert_eq!(texts(source)[0], expected, "{source}");
        }
    }

    #[test]
    fn code_and_links_end_with_their_words() {
        let document = document("a ``\nb [1\n`` [c ](https://example.org/c)", Source::default());
        let block = &document.blocks[0];
        let (code, link) = (&block.text[block.code[0].clone()], &block.text[block.links[0].range.clone()]);
        assert_eq!((&*block.text, code, link), ("a b [1 c", "b [1", "c"));
        assert_eq!(super::document("x `` ` ` ``", Source::default()).blocks[0].text, "x ` `");
    }

    #[test]
    fn a_label_within_the_words_of_a_link_is_no_label_of_it() {
        let document = document(
            "x [[1] a title](https://example.org/1) ![[1](https://example.org/2)](i.png)",
            Source::default(),
        );
        let block = &document.blocks[0];
        assert_eq!((&*block.text, block.links.len()), ("x [1] a title", 1));
        assert_eq!((&block.text[block.links[0].range.clone()], block.map.to_source(12)), ("[1] a title", 13));
    }

    #[test]
    fn a_label_that_is_a_link_keeps_its_brackets_and_address() {
        for source in
            ["[1](https://example.org/a)", "[[1]](https://example.org/a)", r"[\[1\]](https://example.org/a)"]
        {
            let document = document(source, Source::default());
            let block = &document.blocks[0];
            assert!(block.text.contains("[1]"), "{source}: {}", block.text);
            let link = &block.links[0];
            assert_eq!(link.url, "https://example.org/a");
            assert!(block.text[link.range.clone()].contains('1'), "{source}");
        }
    }

    #[test]
    fn numbered_definitions_are_entries_unless_only_links_use_them() {
        let both = "See [1].\n\n[1]: https://example.org/1 \"One\"\n[1]: https://example.org/twice\n[name]: https://example.org/n\n";
        let labels: Vec<_> = blocks(both).into_iter().filter_map(|block| block.1).collect();
        assert_eq!(labels, ["1", "1"]);
        assert_eq!(texts("A [link][1].\n\n[1]: https://example.org/1\n"), ["A link."]);
        let items = "See [1], [2].\n\n- [1]: https://example.org/1\n- [2]: [Two](https://example.org/2)\n\n> [3]: https://example.org/3\n";
        let items: Vec<_> = blocks(items).into_iter().filter_map(|block| block.1).collect();
        assert_eq!(items, ["1", "2", "3"]);
    }

    #[test]
    fn footnotes_are_one_block_each() {
        let source = "Text[^1].\n\n[^1]: First line\n    goes on.\n\n    More `code`.\n\nEnd.\n";
        let document = document(source, Source::default());
        let note = document.blocks.iter().find(|block| block.definition).expect("the footnote is a block");
        assert_eq!((note.label.as_deref(), &*note.text), (Some("1"), "First line goes on. More code."));
        assert_eq!(note.code.len(), 1);
        assert_eq!(&note.text[note.code[0].clone()], "code");
    }

    #[test]
    fn a_caret_at_the_end_of_a_footnotes_key_is_no_part_of_it() {
        let labels: Vec<_> =
            blocks("So[^1^].\n\n[^1^]: Note.\n[^a]: Note.\n").into_iter().map(|block| block.1).collect();
        assert_eq!(labels, [None, Some("1".to_owned()), Some("a".to_owned())]);
    }

    #[test]
    fn list_items_carry_the_number_they_show() {
        let labels =
            |source| blocks(source).into_iter().map(|block| block.1.unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(labels("1. a\n2. b\n4. c\n"), ["1", "2", "4"]);
        assert_eq!(labels("1. a\n1. b\n1. c\n"), ["1", "2", "3"]);
        assert_eq!(labels("- a\n- b\n"), ["", ""]);
    }

    #[test]
    fn an_items_span_holds_its_link() {
        let source = "1. [Title](https://example.org/a)\n2. b\n";
        let document = document(source, Source::default());
        assert_eq!(document.blocks[0].span.slice(source), "1. [Title](https://example.org/a)");
    }

    #[test]
    fn blocks_have_their_kinds() {
        use BlockKind::{Code, Heading, ListItem, Paragraph, Quote, Table};
        let source = "---\ntitle: T\n---\n\n# H\n\np\n\n> q\n\n- i\n\n```\nx[1]\n```\n\n| a | b |\n|---|---|\n| c | d |\n";
        let kinds: Vec<_> = blocks(source).into_iter().map(|block| block.0).collect();
        assert_eq!(kinds, [Code, Heading, Paragraph, Quote, ListItem, Code, Table, Table]);
    }

    proptest! {
        #[test]
        fn every_word_maps_back_to_itself(source in "[ab1\\[\\]\\(\\)!`*_>#:\n \\-\\^|é]{0,120}") {
            let document = document(&source, Source::default());
            for block in &document.blocks {
                prop_assert!(block.links.iter().all(|link| block.text.get(link.range.clone()).is_some()));
                for (at, character) in block.text.char_indices().filter(|(_, character)| !matches!(character, ' ' | '|')) {
                    let at = block.map.to_source(at) as usize;
                    prop_assert!(source[at..].starts_with(character), "{:?} at {} in {:?}", character, at, source);
                }
            }
        }
    }
}
