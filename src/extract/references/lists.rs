//! What the reference lists of a document are: their entries, and what they take of the document.

use crate::model::{Label, TextRange};
use crate::text::ByteSpan;

/// What was found: entries, and which parts of the document they and what follows them take.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The entries in document order.
    pub entries: Vec<Entry>,
    /// Parts of blocks that are no body: entries, their headings, and what follows the last list. Ascending.
    pub taken: Vec<Part>,
    /// The heading of the first list.
    pub heading: Option<ByteSpan>,
    /// Where each section or answer has lists of its own whose labels start again: the last block of each
    /// section's lists, ascending. Empty where all lists are for the whole text.
    pub sections: Vec<usize>,
    /// Where notes and another list have the same labels, each for markers of its own kind.
    pub kinds: Option<Kinds>,
}

/// The sections of two kinds of lists, as far as an [`Entry`] has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// That of notes, to which their markers lead by the markup.
    pub notes: usize,
    /// That of all others.
    pub others: usize,
}

impl Kinds {
    /// The section that markers of a kind lead to.
    pub fn section(self, is_note: bool) -> usize {
        if is_note { self.notes } else { self.others }
    }
}

impl Lists {
    /// The section that a block of text belongs to: that of the next lists behind it, or of the last ones.
    pub fn section_of(&self, block: usize) -> usize {
        if let Some(kinds) = self.kinds {
            return kinds.others;
        }
        let ended = self.sections.partition_point(|&last| last < block);
        ended.min(self.sections.len().saturating_sub(1))
    }
}

/// A part of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The block's index in the document.
    pub block: usize,
    /// The part of its text.
    pub range: TextRange,
}

/// One entry as found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its label; absent for a bare URL line and for unlabelled lists.
    pub label: Option<Label>,
    /// Further labels of it: `[1] [3] Title`, `6–9. Title`.
    pub also: Vec<Label>,
    /// Its words without the label; more than one part where it runs over several blocks.
    pub parts: Vec<Part>,
    /// The literal addresses in it.
    pub urls: Vec<String>,
    /// An address that its words link to by a definition elsewhere: `[title][key]` in Markdown.
    pub linked: Option<String>,
    /// All of it in the source, label included.
    pub span: ByteSpan,
    /// The section whose list it is in; see [`Lists::sections`].
    pub section: usize,
    /// Whether a record says that the body links it.
    pub used: bool,
}
