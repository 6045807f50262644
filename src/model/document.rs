//! A loaded document: decoded text, blocks with exact positions, and what its markup says of itself.
//! It does not say what is headline, body or reference; `extract` does.

use std::cell::OnceCell;

use crate::model::block::Block;
use crate::model::explanation::BodyChoice;
use crate::model::field::{FieldName, Place, Provenance};
use crate::model::mention::Mention;
use crate::model::source::{InputFault, Source};
use crate::text::{ByteSpan, LineCol, LineIndex};

/// One loaded article, before anything is concluded from it.
#[derive(Clone, Debug)]
pub struct Document<'d> {
    /// Where it came from.
    pub source: Source,
    /// The decoded source, without a byte order mark. All spans count in it.
    pub text: &'d str,
    /// Its blocks in document order.
    pub blocks: Vec<Block<'d>>,
    /// What markup and metadata say about headline, dates, authors and so on, in document order.
    pub candidates: Vec<Candidate>,
    /// Where a web page may name a day, in document order by kind of place.
    pub mentions: Vec<Mention>,
    /// Where a web page may name its authors, in document order by kind of place; empty where nobody asks for
    /// the whole article.
    pub bylines: Vec<Mention>,
    /// What was wrong with the input and left something to read: a digest that does not match, a body broken
    /// off.
    pub faults: Vec<InputFault>,
    /// How the text of a web page was chosen, where it was asked for.
    pub body_choice: Option<Box<BodyChoice>>,
    /// From which bytes of the text on it stands on which page, from 1; ascending bytes, none where the
    /// source is not set in pages.
    pub pages: Vec<(u32, u32)>,
    /// Whether the source says itself which of its numbers in brackets cite, as a record does.
    pub cites: bool,
    lines: OnceCell<LineIndex>,
}

impl<'d> Document<'d> {
    /// A document without blocks.
    pub fn new(source: Source, text: &'d str) -> Self {
        Self {
            source,
            text,
            blocks: Vec::new(),
            candidates: Vec::new(),
            mentions: Vec::new(),
            bylines: Vec::new(),
            faults: Vec::new(),
            body_choice: None,
            pages: Vec::new(),
            cites: false,
            lines: OnceCell::new(),
        }
    }

    /// The same document with a line index that its loader made on the way.
    pub fn with_lines(mut self, lines: LineIndex) -> Self {
        self.lines = OnceCell::from(lines);
        self
    }

    /// The line index of the decoded source; made at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// Line and column of a byte offset in the decoded source.
    pub fn line_col(&self, offset: u32) -> LineCol {
        self.lines().line_col(self.text, offset)
    }

    /// A span of the decoded source with its line and column.
    pub fn place(&self, span: ByteSpan) -> Place {
        Place { span, at: self.line_col(span.start), page: self.page(span.start) }
    }

    /// The page of a byte of the text, from 1; none where the source is not set in pages.
    pub fn page(&self, offset: u32) -> Option<u32> {
        let behind = self.pages.partition_point(|(from, _)| *from <= offset);
        self.pages.get(behind.saturating_sub(1)).map(|(_, page)| *page)
    }
}

/// A value that markup or metadata offers for one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The field it is for.
    pub field: FieldName,
    /// The value as written, entities decoded.
    pub value: String,
    /// What kind of place said so.
    pub provenance: Provenance,
    /// The exact key, such as `article:published_time` or `NewsArticle.datePublished`.
    pub key: String,
    /// Where it stands, if it has a place in the decoded source.
    pub span: Option<ByteSpan>,
}
