//! A paragraph as it is collected from runs, links and notes, before it has a place in a text.

use crate::input::block::BlockBuilder;
use crate::model::{BlockKind, Hyperlink, NoteLink, TextRange};

/// What a paragraph is by its style or its looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing but its looks.
    #[default]
    Plain,
    /// The document's title.
    Title,
    /// A heading of a level from 1.
    Heading(u8),
    /// Quoted text.
    Quote,
    /// The caption of a figure or table.
    Caption,
    /// Preformatted text, or code in a line.
    Code,
    /// The author's name.
    Author,
    /// The date of the document.
    Date,
    /// A line of a table of contents.
    Contents,
}

impl Role {
    /// The kind of block that it is, and the level of a heading.
    pub fn block(self) -> (BlockKind, u8) {
        match self {
            Self::Title => (BlockKind::Heading, 1),
            Self::Heading(level) => (BlockKind::Heading, level),
            Self::Quote => (BlockKind::Quote, 0),
            Self::Caption => (BlockKind::Caption, 0),
            Self::Code => (BlockKind::Code, 0),
            Self::Plain | Self::Author | Self::Date | Self::Contents => (BlockKind::Paragraph, 0),
        }
    }
}

/// Words of a table's cell above which the table is there for its layout.
const CELL: usize = 400;

/// A paragraph, or a row of a table.
#[derive(Debug, Default)]
pub struct Draft {
    /// What it is.
    pub kind: BlockKind,
    /// A heading's level.
    pub level: u8,
    /// What its style means.
    pub role: Role,
    /// What is shown before it: the number of a list's item.
    pub shown: String,
    /// Its label as an entry.
    pub label: Option<String>,
    /// Whether it is a note, which is a reference wherever it stands.
    pub definition: bool,
    /// Its text, line breaks and the ranges in it.
    pub text: String,
    /// Offsets at which a further line begins.
    pub breaks: Vec<u32>,
    /// Inline code.
    pub code: Vec<TextRange>,
    /// Links to other places on the web.
    pub links: Vec<Hyperlink>,
    /// Markers that lead to notes.
    pub notes: Vec<NoteLink>,
    /// Names by which a marker can lead here.
    pub anchors: Vec<String>,
    /// Its place among the paragraphs as they begin.
    pub order: usize,
}

impl Draft {
    /// Makes a paragraph of a list of sources an entry, unless it is a heading: a number or name in
    /// brackets, or a number and a full stop, that its words begin with is its label.
    pub fn enter(&mut self) {
        if self.kind == BlockKind::Heading {
            self.definition = false;
            return;
        }
        self.kind = BlockKind::ListItem;
        let Some((label, length)) = opening_label(&self.text).filter(|_| self.label.is_none()) else {
            return;
        };
        self.shown = self.text[..length].trim_end().to_owned();
        self.label = Some(label.to_owned());
        let moved = |range: &mut TextRange| {
            *range = range.start.saturating_sub(length)..range.end.saturating_sub(length);
        };
        self.breaks.retain(|&at| at as usize > length);
        self.breaks.iter_mut().for_each(|at| *at -= crate::text::span::clamp(length));
        self.code.iter_mut().for_each(moved);
        self.links.iter_mut().for_each(|link| moved(&mut link.range));
        self.notes.iter_mut().for_each(|note| moved(&mut note.range));
        self.links.retain(|link| !link.range.is_empty());
        self.notes.retain(|note| !note.range.is_empty());
        self.code.retain(|code| !code.is_empty());
        self.text.drain(..length);
    }

    /// Adds another draft's text on a line of its own, or behind ` | ` as a further cell.
    pub fn append(&mut self, other: Draft, between: Between) {
        let shift = match (self.text.is_empty(), between) {
            (true, _) => 0,
            (false, Between::Lines) => {
                self.text.push(' ');
                self.breaks.push(crate::text::span::clamp(self.text.len()));
                self.text.len()
            }
            (false, Between::Cells) => {
                self.text.push_str(" | ");
                self.text.len()
            }
        };
        let moved = |range: TextRange| range.start + shift..range.end + shift;
        self.text.push_str(&other.text);
        self.breaks
            .extend(other.breaks.into_iter().map(|at| at.saturating_add(crate::text::span::clamp(shift))));
        self.code.extend(other.code.into_iter().map(moved));
        self.links.extend(other.links.into_iter().map(|link| Hyperlink { range: moved(link.range), ..link }));
        self.notes.extend(other.notes.into_iter().map(|note| NoteLink { range: moved(note.range), ..note }));
        self.anchors.extend(other.anchors);
    }
}

/// The label that the words of an entry begin with, and where the words behind it begin.
fn opening_label(text: &str) -> Option<(&str, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (label, rest) = match text.strip_prefix('[') {
        Some(inside) => inside.split_once(']').filter(|(label, _)| label.len() <= 12 && !label.is_empty())?,
        None => {
            let count = digits(text);
            let rest = text[count..].strip_prefix(['.', ')']).filter(|_| (1..=4).contains(&count))?;
            (&text[..count], rest)
        }
    };
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then(|| (label, text.len() - words.len()))
}

/// A row of a table as one draft, or what is in it where the table is there for its layout.
pub fn row(cells: Vec<Vec<Draft>>) -> Vec<Draft> {
    let long =
        |cell: &Vec<Draft>| cell.len() > 1 && cell.iter().map(|draft| draft.text.len()).sum::<usize>() > CELL;
    if cells.len() == 1 || cells.iter().any(long) {
        return cells.into_iter().flatten().collect();
    }
    let order = cells.iter().flatten().map(|draft| draft.order).min().unwrap_or(0);
    let mut row = Draft { kind: BlockKind::Table, order, ..Draft::default() };
    for cell in cells {
        let mut one = Draft::default();
        cell.into_iter().for_each(|draft| one.append(draft, Between::Lines));
        if !one.text.is_empty() {
            row.append(one, Between::Cells);
        }
    }
    if row.text.is_empty() { Vec::new() } else { vec![row] }
}

/// How two drafts become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The second stands on a line of its own.
    Lines,
    /// The second is a further cell of a row.
    Cells,
}

/// A paragraph that is still open.
#[derive(Debug, Default)]
pub struct Open {
    /// What is known of it.
    pub draft: Draft,
    /// Whether it is a drop cap: the first letters of the next paragraph.
    pub is_drop_cap: bool,
    builder: BlockBuilder,
    /// Bytes pushed: the builder wants a place for each.
    pushed: usize,
    last: Option<char>,
}

impl Open {
    /// A paragraph without words.
    pub fn new(draft: Draft) -> Self {
        Self { draft, ..Self::default() }
    }

    /// Appends words; white space is collapsed.
    pub fn push(&mut self, words: &str) {
        self.builder.push(words, self.pushed);
        self.pushed += words.len();
        self.last = words.chars().next_back().or(self.last);
    }

    /// Appends a line break.
    pub fn line_break(&mut self) {
        self.builder.line_break(self.pushed);
    }

    /// Appends the marker of a note, in brackets unless the author put some around it.
    pub fn marker(&mut self, label: &str, target: String) {
        let bracketed = self.last == Some('[');
        let start = self.position();
        if bracketed {
            self.push(label)
        } else {
            self.push(&format!("[{label}]"))
        }
        self.draft.notes.push(NoteLink { range: start..self.end(), label: label.to_owned(), target });
    }

    /// Where the next word will begin.
    pub fn position(&self) -> usize {
        self.builder.position()
    }

    /// Where the last word ends.
    pub fn end(&self) -> usize {
        self.builder.len()
    }

    /// The words from a place on.
    pub fn words_from(&self, start: usize) -> &str {
        self.builder.text().get(start..).unwrap_or("")
    }

    /// The paragraph, none if there is no word in it.
    pub fn close(self) -> Option<Draft> {
        let (text, _, breaks) = self.builder.into_parts();
        let mut draft = self.draft;
        draft.links.sort_by_key(|link| (link.range.start, link.range.end));
        draft.notes.sort_by_key(|note| note.range.start);
        (!text.is_empty()).then_some(Draft { text, breaks, ..draft })
    }
}
