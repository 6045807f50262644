//! The labels of footnotes and endnotes, counted in the order in which the text refers to them.

use std::collections::HashMap;

use crate::input::docx::numbering::NumberFormat;

/// The labels of notes in the order in which the text refers to them.
#[derive(Debug)]
pub struct Notes {
    /// Kind and id of each note that was referred to.
    pub referred: Vec<(NoteKind, String)>,
    labels: HashMap<(NoteKind, String), String>,
    footnotes: u32,
    endnotes: u32,
    /// How footnotes are numbered.
    pub footnote_format: NumberFormat,
    /// How endnotes are numbered.
    pub endnote_format: NumberFormat,
}

impl Default for Notes {
    fn default() -> Self {
        let (footnote_format, endnote_format) = (NumberFormat::Decimal, NumberFormat::LowerRoman);
        Self {
            referred: Vec::new(),
            labels: HashMap::new(),
            footnotes: 0,
            endnotes: 0,
            footnote_format,
            endnote_format,
        }
    }
}

/// The kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// At the foot of a page.
    Footnote,
    /// At the end of the document.
    Endnote,
}

impl NoteKind {
    /// The name by which a marker leads to a note.
    pub fn anchor(self, id: &str) -> String {
        match self {
            Self::Footnote => format!("footnote {id}"),
            Self::Endnote => format!("endnote {id}"),
        }
    }
}

impl Notes {
    /// The label of a note, which is counted when it is first referred to. A mark of the author's own is not
    /// counted.
    pub fn refer(&mut self, kind: NoteKind, id: &str, own: Option<String>) -> String {
        let key = (kind, id.to_owned());
        if let Some(label) = self.labels.get(&key) {
            return label.clone();
        }
        let label = own.unwrap_or_else(|| {
            let (count, format) = match kind {
                NoteKind::Footnote => (&mut self.footnotes, self.footnote_format),
                NoteKind::Endnote => (&mut self.endnotes, self.endnote_format),
            };
            *count += 1;
            format.write(*count)
        });
        self.referred.push(key.clone());
        self.labels.insert(key, label.clone());
        label
    }

    /// The label of a note that was referred to.
    pub fn label(&self, kind: NoteKind, id: &str) -> Option<&str> {
        self.labels.get(&(kind, id.to_owned())).map(String::as_str)
    }
}
