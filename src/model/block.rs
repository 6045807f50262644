//! The blocks of a document: kinds, text with exact positions, links and markers in it.

use std::borrow::Cow;

use crate::text::{ByteSpan, OffsetMap};

/// A half-open byte range in a block's `text`.
pub type TextRange = std::ops::Range<usize>;

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
