//! A block in the making: its words, what of them is code and what links, until it is whole.

use std::ops::Range;

use crate::input::block::BlockBuilder;
use crate::input::markdown::code::{code_element, with_formulas};
use crate::model::{Block, BlockKind, Hyperlink, TextRange};
use crate::text::ByteSpan;

/// A block in the making.
#[derive(Default)]
pub(super) struct Leaf {
    pub(super) builder: BlockBuilder,
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    pub(super) span: Range<usize>,
    pub(super) code: Vec<TextRange>,
    /// The element of code that is open, and where its words begin.
    pub(super) open_code: Option<(&'static str, usize)>,
    pub(super) links: Vec<Hyperlink>,
    pub(super) label: Option<String>,
}

impl Leaf {
    pub(super) fn finish<'d>(mut self, text: &str) -> Block<'d> {
        self.settle();
        let end = self.span.end.min(text.len());
        let kept = text.get(self.span.start..end).map_or(0, |words| words.trim_end().len());
        let span = ByteSpan::new(self.span.start, self.span.start + kept);
        let block = self.builder.finish(self.kind, span);
        let code = with_formulas(self.code, &block, text);
        Block { level: self.level, code, links: self.links, label: self.label, ..block }
    }

    /// Appends another leaf as a further line.
    pub(super) fn append(&mut self, mut other: Leaf) {
        other.settle();
        if self.builder.is_empty() {
            let span = self.span.clone();
            *self = Leaf { span, kind: BlockKind::Paragraph, ..other };
            return;
        }
        let (text, map, breaks) = other.builder.into_parts();
        self.builder.line_break(map.to_source(0) as usize);
        let shift = self.builder.append(&text, &map, &breaks);
        let moved = |range: TextRange| range.start + shift..range.end + shift;
        self.code.extend(other.code.into_iter().map(moved));
        self.links.extend(other.links.into_iter().map(|link| Hyperlink { range: moved(link.range), ..link }));
    }

    /// Notes where elements of code begin and end.
    pub(super) fn tag(&mut self, tag: &str) {
        match (self.open_code, code_element(tag)) {
            (None, Some(name)) if !tag.starts_with("</") && !tag.ends_with("/>") => {
                self.open_code = Some((name, self.builder.position()));
            }
            (Some((open, _)), Some(name)) if tag.starts_with("</") && name == open => self.end_code(),
            _ => {}
        }
    }

    /// Ends the open element of code; spans of code inside it are part of it.
    fn end_code(&mut self) {
        let Some((_, start)) = self.open_code.take() else { return };
        let end = self.builder.len();
        if start < end {
            self.code.truncate(self.code.partition_point(|inner| inner.start < start));
            self.code.push(start..end);
        }
    }

    /// Ends what the block leaves open: `<pre>` is code up to there, another tag alone is a word about it.
    fn settle(&mut self) {
        if self.open_code.is_some_and(|(name, _)| name == "pre") {
            self.end_code();
        }
        self.open_code = None;
    }
}

/// Appends text line by line, as it stands.
pub(super) fn push_lines(builder: &mut BlockBuilder, text: &str, start: usize) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        builder.line_break(start + at);
        builder.push(line, start + at);
        at += line.len();
    }
}
