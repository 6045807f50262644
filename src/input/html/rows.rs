//! Tells the rows of tables of data, which are read as one block each, from those of tables that are there
//! for the layout.

use std::collections::HashMap;

use crate::input::html::outline::{Outline, Segment};
use crate::markup::Tag;

/// What stands between the cells of a row: a space, as a reader sees it; behind the label of an entry, of
/// whose words it is none, a bar.
pub fn between_cells(first: &str) -> &'static str {
    if is_label(first) { "|" } else { " " }
}

/// Whether the words of a cell are the label of its row: `3`, `[3]`, `↑3`, `[AD-1]`.
pub fn is_label(cell: &str) -> bool {
    if let Some(key) = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
        && key.starts_with(|first: char| first.is_ascii_uppercase())
    {
        return key.len() <= LONGEST_KEY && key.ends_with(|last: char| last.is_ascii_digit());
    }
    let marks = ['↑', '^', ' '];
    let label = cell.trim_matches(marks).trim_start_matches(['[', '(', '#', '^']);
    let label = label.trim_end_matches([']', ')', '.', ':']);
    (1..=3).contains(&label.chars().count()) && label.chars().all(char::is_numeric)
}

/// Bytes of a key in brackets that is a label.
const LONGEST_KEY: usize = 12;

/// Letters and digits of a cell in several paragraphs, from which on its table is there for the layout.
const LAYOUT_CELL: u32 = 200;

/// The rows of a page's tables.
pub struct Rows<'a, 'p> {
    outline: &'a Outline<'p>,
    has_tables: bool,
    /// By row: whether it is one of data.
    known: HashMap<usize, bool>,
}

impl<'a, 'p> Rows<'a, 'p> {
    /// The rows of a page.
    pub fn new(outline: &'a Outline<'p>) -> Self {
        Self {
            outline,
            has_tables: outline.items.iter().any(|item| item.tag == Tag::Tr),
            known: HashMap::new(),
        }
    }

    /// The row of data that a segment stands in.
    pub fn around(&mut self, segment: &Segment) -> Option<usize> {
        if !self.has_tables {
            return None;
        }
        let (outline, start) = (self.outline, segment.start as usize);
        let row = outline
            .ancestors(start)
            .take_while(|&at| outline.items[at].tag != Tag::Table)
            .find(|&at| outline.items[at].tag == Tag::Tr)?;
        self.known.entry(row).or_insert_with(|| is_of_data(outline, row)).then_some(row)
    }
}

/// Whether a row has several cells, none of which holds long text in paragraphs of its own.
fn is_of_data(outline: &Outline<'_>, row: usize) -> bool {
    let texts = |cell: usize| &outline.segments[outline.segments_in(cell)];
    let cells = || {
        outline
            .children(row)
            .filter(|&child| outline.items[child].tag == Tag::Cell && !texts(child).is_empty())
    };
    let is_layout = |cell: usize| {
        texts(cell).len() > 1 && texts(cell).iter().map(|text| text.chars).sum::<u32>() > LAYOUT_CELL
    };
    cells().nth(1).is_some() && !cells().any(is_layout)
}
