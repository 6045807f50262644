//! A loaded document: decoded text, blocks with exact positions, and what its markup says of itself.
//! It does not say what is headline, body or reference; `extract` does.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::model::article::{Place, Provenance};
use crate::model::explanation::BodyChoice;
use crate::model::source::{InputFault, Source};
use crate::text::{ByteSpan, LineCol, LineIndex, OffsetMap};

/// A half-open byte range in a block's `text`.
pub type TextRange = std::ops::Range<usize>;

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
    /// What was wrong with the input and left something to read: a digest that does not match, a body broken
    /// off.
    pub faults: Vec<InputFault>,
    /// How the text of a web page was chosen, where it was asked for.
    pub body_choice: Option<Box<BodyChoice>>,
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
            faults: Vec::new(),
            body_choice: None,
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
        Place { span, at: self.line_col(span.start) }
    }
}

/// What a block is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading of any level.
    Heading,
    /// One item of a list.
    ListItem,
    /// Quoted text.
    Quote,
    /// The caption of a figure or table.
    Caption,
    /// A table, or one row of it.
    Table,
    /// Preformatted text: no citation is looked for in it.
    Code,
}

/// One block of text with its positions. `text` is decoded and has single spaces for every run of white
/// space, and is otherwise as written: not Unicode-normalised.
#[derive(Clone, Debug, Default)]
pub struct Block<'d> {
    /// What it is.
    pub kind: BlockKind,
    /// A heading's level from 1; 0 where it has none.
    pub level: u8,
    /// The collapsed text; borrowed where the source already has this form.
    pub text: Cow<'d, str>,
    /// From offsets in `text` to offsets in the decoded source.
    pub map: OffsetMap,
    /// Offsets in `text` at which a further line begins: hard-wrapped lines of text formats, `<br>` in HTML.
    /// Ascending, never 0.
    pub breaks: Vec<u32>,
    /// Ranges of inline code, where brackets are no citations. Ascending.
    pub code: Vec<TextRange>,
    /// Hyperlinks, ascending by range. A citation with its own URL (`[1](url)`) is one whose range holds the
    /// marker.
    pub links: Vec<Hyperlink>,
    /// Markers that lead to a note by a link (`<sup><a href="#note-3">`), ascending by range: resolved by the
    /// link, not by the number.
    pub notes: Vec<NoteLink>,
    /// The names by which a [`NoteLink`] can lead here: ids of the element and of those inside it.
    pub anchors: Vec<String>,
    /// The label that the markup gives this block as an entry: `3` for the third item of an ordered list, `1`
    /// for `[^1]:` and `[1]: url`.
    pub label: Option<String>,
    /// Whether the label came from a definition (`[^1]:`, `.. [1]`, `[1]: url`, `<ol class="references">`),
    /// so that the block is a reference wherever it stands; a number of an ordered list is no definition.
    pub definition: bool,
    /// What a record says of this block as an entry beyond its label.
    pub entry: Option<Box<EntryFacts>>,
    /// The source bytes of the whole block, label and markup included.
    pub span: ByteSpan,
}

/// What a record says of an entry and its text cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFacts {
    /// Further labels.
    pub also: Vec<String>,
    /// The section whose list it is in.
    pub section: usize,
    /// Whether the body links one of its addresses.
    pub linked: bool,
}

impl Block<'_> {
    /// The source span of a range of `text`.
    pub fn source_span(&self, range: TextRange) -> ByteSpan {
        self.map.span(range.start, range.end)
    }
}

/// A link in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The linked words in the block's text.
    pub range: TextRange,
    /// The address, made absolute where the page's address is known.
    pub url: String,
}

/// A marker that leads to a note by its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLink {
    /// The marker in the block's text, brackets included where they are shown.
    pub range: TextRange,
    /// The label as shown, without brackets: `3`, `a`, `note 1`.
    pub label: String,
    /// The anchor it leads to.
    pub target: String,
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

/// The fields a [`Candidate`] can be for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// The article's own headline.
    Headline,
    /// When it was first published.
    Published,
    /// When it was last changed.
    Modified,
    /// One author, or a byline that names several.
    #[serde(rename = "authors")]
    Author,
    /// The publishing organisation or site.
    Publisher,
    /// A BCP 47 language tag.
    Language,
    /// The canonical address.
    Url,
    /// The standfirst or description.
    Summary,
    /// The page's type as it declares it (`article`, `website`, `NewsArticle`).
    PageType,
}

impl FieldName {
    /// The name of the field in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Author => "authors",
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Url => "url",
            Self::Summary => "summary",
            Self::PageType => "page_type",
        }
    }
}
