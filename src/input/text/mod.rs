//! Plain text and reStructuredText: lines to blocks. It does not look for citations or references; see
//! `extract`.

pub mod blocks;
pub mod lines;
pub mod pages;
mod rst;

use crate::input::{Emit, LoadOptions, Loader, RawInput, load_text};
use crate::model::{Block, BlockKind, Document, Format, Source, TextRange};
use crate::text::LineIndex;
use crate::text::span::clamp;

use blocks::{Traits, block_of};
use lines::{Line, Lines};
use pages::{is_paged, without_page_furniture};
use rst::{definition_label, directive, number_notes};

/// Reads plain text.
pub struct TextLoader;

impl Loader for TextLoader {
    fn format(&self) -> Format {
        Format::Text
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        true
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        load_text(input, options, Format::Text, emit, |text, source| Ok(document(text, source)));
    }
}

/// Reads reStructuredText: as text with `[1]_` markers and `.. [1]` entries.
pub struct RstLoader;

impl Loader for RstLoader {
    fn format(&self) -> Format {
        Format::Rst
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst"]
    }

    fn recognizes(&self, head: &str) -> bool {
        head.lines().any(|line| line.starts_with(".. [") || (line.starts_with(".. ") && line.contains("::")))
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        load_text(input, options, Format::Rst, emit, |text, source| Ok(rst_document(text, source)));
    }
}

/// The document of a decoded plain text.
pub fn document<'d>(text: &'d str, source: Source) -> Document<'d> {
    read(text, source, Dialect::Plain)
}

/// The document of a decoded reStructuredText.
pub fn rst_document<'d>(text: &'d str, source: Source) -> Document<'d> {
    read(text, source, Dialect::Rst)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Plain,
    Rst,
}

fn read<'d>(text: &'d str, source: Source, dialect: Dialect) -> Document<'d> {
    let traits = Traits::of(text);
    let mut reader = Reader {
        text,
        dialect,
        traits,
        blocks: Vec::with_capacity(24),
        group: Vec::with_capacity(16),
        fence: None,
        nest: None,
    };
    if is_paged(text) {
        without_page_furniture(text).into_iter().for_each(|line| reader.line(line));
        reader.end_group();
        let mut document = Document::new(source, text);
        document.blocks = reader.blocks;
        return document;
    }
    let mut starts = Vec::with_capacity(64);
    let mut lines = Lines::new(text);
    starts.push(0);
    while let Some(line) = lines.next() {
        if !lines.done {
            starts.push(clamp(lines.at));
        }
        reader.line(line);
    }
    reader.end_group();
    let mut document = Document::new(source, text).with_lines(LineIndex::from_starts(starts, text));
    document.blocks = reader.blocks;
    if dialect == Dialect::Rst {
        number_notes(&mut document);
    }
    document
}

/// Groups lines into blocks.
struct Reader<'d> {
    text: &'d str,
    dialect: Dialect,
    traits: Traits,
    blocks: Vec<Block<'d>>,
    /// The lines of the paragraph being read.
    group: Vec<Line>,
    /// Set inside a fenced code block: the fence that opened it.
    fence: Option<&'d str>,
    /// Set inside an indented construct of reStructuredText: lines that are indented deeper belong to it.
    nest: Option<Nest>,
}

/// An indented construct of reStructuredText.
#[derive(Clone, Debug)]
struct Nest {
    indent: usize,
    kind: NestKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum NestKind {
    /// A literal block or a code directive.
    Literal,
    /// A comment or a target: not text.
    Comment,
    /// A footnote or citation with its label: everything in it is one block.
    Definition(String),
}

impl<'d> Reader<'d> {
    fn line(&mut self, line: Line) {
        if let Some(fence) = self.fence {
            return self.fenced_line(line, fence);
        }
        if self.nest.is_some() && self.nested_line(line) {
            return;
        }
        if line.is_blank() {
            return self.end_group();
        }
        match self.text.as_bytes()[line.start] {
            b'`' | b'~' if self.opens_fence(line) => {}
            b'=' | b'-' | b'~' | b'^' | b'"' | b'#' | b'*' | b'+' if self.is_underline(line) => {
                self.underline()
            }
            b'_' if self.is_rule(line) => self.end_group(),
            b'#' if atx_level(line.words(self.text)) > 0 => self.atx_heading(line),
            b'.' if self.dialect == Dialect::Rst && self.explicit_markup(line) => {}
            _ => {
                self.group.push(line);
                self.open_literal(line);
            }
        }
    }

    fn fenced_line(&mut self, line: Line, fence: &str) {
        let words = line.words(self.text);
        if words.len() >= fence.len()
            && words.starts_with(fence)
            && words.bytes().all(|byte| byte == fence.as_bytes()[0])
        {
            self.fence = None;
            self.end_group_as(BlockKind::Code);
        } else if !line.is_blank() {
            self.group.push(line);
        }
    }

    /// A line while an indented construct is open. False when the line is outside, which closes the
    /// construct.
    fn nested_line(&mut self, line: Line) -> bool {
        let Some(nest) = &mut self.nest else { return false };
        if line.is_blank() {
            return true;
        }
        if line.indent > nest.indent {
            // A literal block ends where the indentation of its first line does, which may be deeper than its
            // paragraph's.
            if nest.kind == NestKind::Literal && self.group.is_empty() {
                nest.indent = line.indent - 1;
            }
            self.group.push(line);
            return true;
        }
        self.close_nest();
        false
    }

    fn close_nest(&mut self) {
        match self.nest.take().map(|nest| nest.kind) {
            Some(NestKind::Literal) => self.end_group_as(BlockKind::Code),
            Some(NestKind::Comment) => self.group.clear(),
            Some(NestKind::Definition(label)) => self.end_definition(label),
            None => {}
        }
    }

    /// Whether the line opens a fenced code block: three or more backticks or tildes.
    fn opens_fence(&mut self, line: Line) -> bool {
        let words = line.words(self.text);
        let length = words.bytes().take_while(|byte| *byte == words.as_bytes()[0]).count();
        if self.dialect == Dialect::Rst || length < 3 || words[length..].contains('`') {
            return false;
        }
        self.end_group();
        self.fence = Some(&words[..length]);
        true
    }

    /// Whether the line underlines the one before as a heading: one punctuation mark, at least three times.
    fn is_underline(&self, line: Line) -> bool {
        self.is_rule(line) && self.group.len() <= 1
    }

    /// Whether the line is one mark, at least three times: two may be a dash or the start of an option.
    fn is_rule(&self, line: Line) -> bool {
        let words = line.words(self.text);
        words.len() >= 3 && words.bytes().all(|byte| byte == words.as_bytes()[0])
    }

    fn underline(&mut self) {
        if !self.group.is_empty() {
            self.end_group_as(BlockKind::Heading);
        }
    }

    fn atx_heading(&mut self, line: Line) {
        self.end_group();
        let level = atx_level(line.words(self.text));
        let words = line.words(self.text)[level..].trim_end_matches('#').trim_end();
        let start = line.start + level + (words.len() - words.trim_start().len());
        let end = line.start + level + words.len();
        if start < end {
            self.group.push(Line { start, end, ..line });
            self.end_group_as(BlockKind::Heading);
            if let Some(block) = self.blocks.last_mut() {
                block.level = u8::try_from(level).unwrap_or(6);
            }
        }
    }

    /// Explicit markup of reStructuredText, which begins with two dots: definitions, directives, targets,
    /// comments.
    fn explicit_markup(&mut self, line: Line) -> bool {
        let words = line.words(self.text);
        let Some(rest) = words.strip_prefix("..") else { return false };
        if !(rest.is_empty() || rest.starts_with(' ')) {
            return false;
        }
        let rest = rest.trim_start();
        self.end_group();
        if let Some((label, text)) = definition_label(rest) {
            self.nest = Some(Nest { indent: line.indent, kind: NestKind::Definition(label) });
            if !text.is_empty() {
                self.group.push(Line { start: line.end - text.len(), ..line });
            } else {
                self.group.push(Line { start: line.end, ..line });
            }
            return true;
        }
        let kind = match directive(rest) {
            Some(
                "code" | "code-block" | "sourcecode" | "math" | "parsed-literal" | "highlight"
                | "literalinclude" | "kernel-doc" | "csv-table",
            ) => NestKind::Literal,
            Some(_) => return true,
            None => NestKind::Comment,
        };
        self.nest = Some(Nest { indent: line.indent, kind });
        true
    }

    /// A paragraph of reStructuredText that ends in `::` is followed by a literal block.
    fn open_literal(&mut self, line: Line) {
        if self.dialect == Dialect::Rst && self.text[..line.end].ends_with("::") {
            let indent = self.group.first().map_or(line.indent, |first| first.indent);
            self.end_group();
            self.nest = Some(Nest { indent, kind: NestKind::Literal });
        }
    }

    fn end_group(&mut self) {
        if self.nest.is_some() {
            self.close_nest();
        }
        self.end_group_as(BlockKind::Paragraph);
    }

    fn end_group_as(&mut self, kind: BlockKind) {
        if self.group.is_empty() {
            return;
        }
        let kind = if kind == BlockKind::Paragraph && is_code(self.text, &self.group) {
            BlockKind::Code
        } else {
            kind
        };
        let mut block = block_of(self.text, self.traits, &self.group, kind);
        if kind != BlockKind::Code && self.traits.has_backticks {
            block.code = code_spans(&block.text, self.dialect);
        }
        self.blocks.push(block);
        self.group.clear();
    }

    fn end_definition(&mut self, label: String) {
        self.end_group_as(BlockKind::Paragraph);
        if let Some(block) = self.blocks.last_mut() {
            let begin =
                self.text[..block.span.start as usize].rfind("..").unwrap_or(block.span.start as usize);
            block.span.start = clamp(begin);
            block.label = Some(label);
            block.definition = true;
        }
    }
}

/// Whether the lines of a paragraph are code: a grammar (`Name ::= CHOICE {`), or mostly lines that end as
/// statements do and are no items or parts of a sentence.
fn is_code(text: &str, lines: &[Line]) -> bool {
    if lines.len() < 2 {
        return false;
    }
    let is_statement = |line: &&Line| {
        let words = line.words(text);
        words.ends_with(['{', '}']) || words.ends_with(';') && !is_item(words) && !is_spoken(words)
    };
    let statements = lines.iter().filter(is_statement).count();
    // Three of five: comments and blank expressions stand between statements.
    statements * 5 >= lines.len() * 3 || lines.iter().any(|line| has_production(line.words(text)))
}

/// Whether a line is an item of a list: `- boats;`, `a) boats;`, `2. boats;`.
fn is_item(words: &str) -> bool {
    let rest = words.trim_start_matches(['-', '–', '—', '•', '·', '*']);
    let mark = words.split(' ').next().unwrap_or_default();
    let label = mark.trim_start_matches('(').strip_suffix(['.', ')']).unwrap_or_default();
    let is_label = (1..=3).contains(&label.chars().count()) && label.chars().all(char::is_alphanumeric);
    rest.len() < words.len() && rest.starts_with(' ') || is_label
}

/// Whether a line has as many words in a row as a sentence has, and a declaration has not.
fn is_spoken(words: &str) -> bool {
    const MANY: usize = 5;
    let mut row = 0;
    words.split(' ').any(|word| {
        let is_word =
            word.trim_end_matches([',', ';']).chars().all(|letter| letter.is_alphabetic() || letter == '’');
        row = if is_word && !word.is_empty() { row + 1 } else { 0 };
        row >= MANY
    })
}

/// Whether a line has the `::=` of a grammar.
fn has_production(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b"::= "))
}

/// The level of a `## heading` line; 0 if it is none.
fn atx_level(words: &str) -> usize {
    let level = words.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&level) && words[level..].starts_with([' ', '\t']) { level } else { 0 }
}

/// Ranges between paired runs of backticks, the backticks included. In reStructuredText only double ones mean
/// code.
fn code_spans(text: &str, dialect: Dialect) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'`', &bytes[at..]) {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|&&byte| byte == b'`').count();
        at = start + length;
        if dialect == Dialect::Rst && length < 2 {
            continue;
        }
        match open {
            Some((begin, opened)) if opened == length => {
                spans.push(begin..at);
                open = None;
            }
            Some(_) => {}
            None => open = Some((start, length)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::block::needs_collapsing;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        document(text, Source::default())
            .blocks
            .into_iter()
            .map(|block| (block.kind, block.text.into_owned()))
            .collect()
    }

    #[test]
    fn the_space_between_lines_stands_at_the_end_of_the_first() {
        let source = "one\r\n\u{3000}two";
        let document = document(source, Source::default());
        assert_eq!(
            (
                &*document.blocks[0].text,
                document.blocks[0].map.to_source(3),
                document.blocks[0].map.to_source(4)
            ),
            ("one two", 3, 8)
        );
    }

    #[test]
    fn blank_lines_part_paragraphs_and_breaks_remember_lines() {
        let document = document("one\ntwo\r\n\r\n \n  three\tfour", Source::default());
        let texts: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
        assert_eq!(texts, ["one two", "three four"]);
        assert_eq!(document.blocks[0].breaks, [4]);
    }

    #[test]
    fn underlines_and_hashes_make_headings() {
        use BlockKind::{Heading, Paragraph};
        assert_eq!(blocks("Title\n=====\ntext"), [(Heading, "Title".into()), (Paragraph, "text".into())]);
        assert_eq!(blocks("## Two ##\ntext"), [(Heading, "Two".into()), (Paragraph, "text".into())]);
        assert_eq!(blocks("#1 in the charts"), [(Paragraph, "#1 in the charts".into())]);
    }

    #[test]
    fn a_line_of_underscores_parts_what_stands_around_it() {
        use BlockKind::Paragraph;
        assert_eq!(blocks("a\n___\n[1] b"), [(Paragraph, "a".into()), (Paragraph, "[1] b".into())]);
    }

    #[test]
    fn fenced_lines_are_code() {
        assert_eq!(
            blocks("a\n```\nx[1]\n\ny\n```\nb").iter().map(|block| block.0).collect::<Vec<_>>(),
            [BlockKind::Paragraph, BlockKind::Code, BlockKind::Paragraph]
        );
    }

    #[test]
    fn statements_are_code_and_items_that_end_alike_are_none() {
        let kind = |source: &str| blocks(source).first().map(|block| block.0);
        for code in ["int a[2];\nreturn a;", "if (a) {\n  unsigned long long count;\n}"] {
            assert_eq!(kind(code), Some(BlockKind::Code), "{code}");
        }
        for text in [
            "a = b;",
            "- Lund: 6 boats, all sold [2];\n- Berg: 11 boats, 4 afloat [1];\n- Holm: none.",
            "a) boats;\nb) piers;",
            "(1) boats;\n(2) piers;\n(3) nets.",
            "The boats were sold to the town in May;\nthe piers were left to the sea and the wind;",
        ] {
            assert_eq!(kind(text), Some(BlockKind::Paragraph), "{text}");
        }
    }

    #[test]
    fn an_unclosed_fence_runs_to_the_end() {
        assert_eq!(blocks("a\n```\nx[1]").last().map(|block| block.1.clone()), Some("x[1]".into()));
    }

    #[test]
    fn page_furniture_is_dropped_and_the_paragraph_goes_on() {
        let text = "   A long\n   sentence that\n\n\nDoe          Informational        [Page 1]\n\x0c\nRFC 1    Title     May 1999\n\n\n   goes on.\n\n   Next.";
        assert_eq!(
            blocks(text).into_iter().map(|block| block.1).collect::<Vec<_>>(),
            ["A long sentence that goes on.", "Next."]
        );
    }

    #[test]
    fn rst_definitions_are_one_block_with_their_label() {
        let document = rst_document(
            ".. [1] Title\n   https://example.org/\n\n   More.\n.. [#name]\n   Other\n\nBody",
            Source::default(),
        );
        let found: Vec<_> =
            document.blocks.iter().map(|block| (block.label.as_deref(), &*block.text)).collect();
        assert_eq!(
            found,
            [(Some("1"), "Title https://example.org/ More."), (Some("name"), "Other"), (None, "Body")]
        );
        assert!(document.blocks[0].definition);
        assert_eq!(document.blocks[0].span.start, 0);
    }

    #[test]
    fn rst_literal_blocks_and_comments_are_no_text() {
        let document =
            rst_document("See::\n\n    a[0] = 1\n\n.. a comment [2]\n   more\n\nBody", Source::default());
        let found: Vec<_> = document.blocks.iter().map(|block| (block.kind, &*block.text)).collect();
        assert_eq!(
            found,
            [(BlockKind::Paragraph, "See::"), (BlockKind::Code, "a[0] = 1"), (BlockKind::Paragraph, "Body")]
        );
    }

    #[test]
    fn backticks_mark_code() {
        assert_eq!(code_spans("a `b` ``c`d`` `e", Dialect::Plain), [2..5, 6..13]);
    }

    #[test]
    fn single_backticks_are_no_code_in_rst() {
        assert_eq!(code_spans(":ref:`[1] <a>` ``x[1]``", Dialect::Rst), [TextRange { start: 15, end: 23 }]);
    }

    #[test]
    fn footers_without_form_feeds_are_furniture_too() {
        let text = "   [3] Title,\n       1985.\n\n\nDoe                 [Page 4]\n\n\n\nRFC 9         June 1985\nA Title\n\n\n   [4] Title.\n";
        assert_eq!(
            blocks(text).into_iter().map(|block| block.1).collect::<Vec<_>>(),
            ["[3] Title, 1985.", "[4] Title."]
        );
    }

    #[test]
    fn what_several_pages_repeat_at_their_edges_is_furniture_and_the_rest_is_text() {
        let text = "Piers\n\nThe pier is [1]\n\n- 7 -\n\x0cPiers\n\nlong [2].\n\n[2] Fell.\n\n- 8 -\n\x0cIt sank.\n\nSources\n\n9\n\x0cSources\n\n[1] Lund.\n";
        assert_eq!(
            blocks(text).into_iter().map(|block| block.1).collect::<Vec<_>>(),
            ["The pier is [1] long [2].", "[2] Fell.", "It sank.", "Sources", "Sources", "[1] Lund."]
        );
    }

    #[test]
    fn brackets_may_be_written_as_html_refers_to_them() {
        let read = document("AT&T sank &#91;1&#93;, as told.\nIt rose&#x5B;2&#x5D;", Source::default());
        let block = &read.blocks[0];
        assert_eq!(block.text, "AT&T sank [1], as told. It rose[2]");
        assert_eq!(block.source_span(10..13).slice(read.text), "&#91;1&#93;");
    }

    #[test]
    fn the_line_index_is_the_one_the_text_gives() {
        for text in ["", "a", "a\n", "a\r\nb\rc\n\n", "é\nü"] {
            let (made, read) = (LineIndex::new(text), document(text, Source::default()));
            assert_eq!(format!("{made:?}"), format!("{:?}", read.lines()), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_holds_for_a_text_holds_for_its_lines(text in "[a-c `\t\n\r\u{1f}\u{7f}é語\u{a0}]{0,60}") {
            let traits = Traits::of(&text);
            for line in Lines::new(&text) {
                let words = line.words(&text);
                prop_assert_eq!(traits.needs_collapsing(words), needs_collapsing(words));
                prop_assert!(traits.has_backticks || !words.contains('`'));
            }
        }

        #[test]
        fn every_word_maps_back_to_itself(text in "[a-c \t\n\r\u{c}é語\\[\\]1#=`.]{0,200}") {
            for read in [document, rst_document] {
                let document = read(&text, Source::default());
                for block in &document.blocks {
                    for (at, character) in block.text.char_indices().filter(|(_, character)| *character != ' ') {
                        let source = block.map.to_source(at) as usize;
                        prop_assert!(text[source..].starts_with(character));
                    }
                }
            }
        }
    }
}
