//! Writes paragraphs out as a text of their own, in which positions count: DOCX and PDF have none.

pub mod draft;

use std::borrow::Cow;
use std::ops::Range;

use crate::input::written::draft::{Draft, Role};
use crate::model::{Block, BlockKind, Candidate, Document, FieldName, Provenance, Source};
use crate::text::{ByteSpan, OffsetMap};

/// The text, and where each paragraph stands in it.
#[derive(Debug, Default)]
pub struct Written {
    text: String,
    places: Vec<Place>,
    drafts: Vec<Draft>,
}

#[derive(Debug)]
struct Place {
    start: usize,
    words: Range<usize>,
}

impl Written {
    /// Writes paragraphs in their order.
    pub fn new(drafts: Vec<Draft>) -> Self {
        let mut written = Self::default();
        for draft in drafts {
            written.write(draft);
        }
        written
    }

    fn write(&mut self, mut draft: Draft) {
        if let Some(last) = self.drafts.last() {
            let one_list = last.kind == draft.kind
                && matches!(draft.kind, BlockKind::ListItem | BlockKind::Table | BlockKind::Code);
            self.text.push_str(if one_list { "\n" } else { "\n\n" });
        }
        let start = self.text.len();
        if !draft.shown.is_empty() {
            self.text.push_str(&draft.shown);
            self.text.push(' ');
        }
        let words = self.text.len();
        let mut from = 0;
        for &line in &draft.breaks {
            let line = line as usize;
            self.text.push_str(&draft.text[from..line - 1]);
            self.text.push('\n');
            from = line;
        }
        self.text.push_str(&draft.text[from..]);
        if draft.breaks.is_empty() {
            // The block borrows its words from the text.
            draft.text = String::new();
        }
        self.places.push(Place { start, words: words..self.text.len() });
        self.drafts.push(draft);
    }

    /// The document, and what its styles offer for its fields.
    pub fn document(&mut self, source: Source) -> Document<'_> {
        let mut document = Document::new(source, &self.text);
        for (draft, place) in std::mem::take(&mut self.drafts).into_iter().zip(&self.places) {
            let words = &self.text[place.words.clone()];
            document.candidates.extend(candidate(
                draft.role,
                words,
                ByteSpan::new(place.words.start, place.words.end),
            ));
            if draft.role == Role::Author {
                // A name alone in its paragraph reads as a headline or a standfirst; its style says that it
                // is neither.
                continue;
            }
            document.blocks.push(Block {
                kind: draft.kind,
                level: draft.level,
                text: if draft.breaks.is_empty() { Cow::Borrowed(words) } else { Cow::Owned(draft.text) },
                map: OffsetMap::starting_at(place.words.start),
                breaks: draft.breaks,
                code: draft.code,
                links: draft.links,
                notes: draft.notes,
                anchors: draft.anchors,
                label: draft.label,
                definition: draft.definition,
                entry: None,
                span: ByteSpan::new(place.start, place.words.end),
            });
        }
        document
    }
}

fn candidate(role: Role, words: &str, span: ByteSpan) -> Option<Candidate> {
    let (field, key) = match role {
        Role::Title => (FieldName::Headline, "style:Title"),
        Role::Author => (FieldName::Author, "style:Author"),
        Role::Date => (FieldName::Published, "style:Date"),
        _ => return None,
    };
    Some(Candidate {
        field,
        value: words.replace('\n', " "),
        provenance: Provenance::Markup,
        key: key.to_owned(),
        span: Some(span),
    })
}
