//! Word documents (DOCX, ISO 29500): paragraphs by their styles, footnotes and endnotes as citations, links,
//! lists and tables. The document is written out as a text of its own, in which positions count.

pub mod links;
pub mod notes;
pub mod numbering;
pub mod story;
pub mod styles;

use crate::input::package::xml::{Space, Xml, XmlFault};
use crate::input::package::{Package, Relations};
use crate::input::written::Written;
use crate::input::written::draft::Draft;
use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::{Candidate, FieldName, Format, InputFault, InputFaultKind, Provenance, Source};
use notes::{NoteKind, Notes};
use numbering::{NumberFormat, Numbering};
use story::Context;
use styles::Styles;

/// Reads Word documents.
pub struct DocxLoader;

impl Loader for DocxLoader {
    fn format(&self) -> Format {
        Format::Docx
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    /// Sniffing knows a document by the names in its ZIP file.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"PK"]
    }

    /// The name of a document's main part.
    fn is_part(&self, name: &str) -> bool {
        name.starts_with("word/document") && name.ends_with(".xml")
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let sha256 = options.sha256(input.bytes);
        let source = Source { format: Format::Docx, sha256, ..input.source.clone() };
        match Word::read(input.bytes, options.unpacked_limit()) {
            Ok(word) => {
                let mut written = Written::new(word.drafts);
                let mut document = written.document(source);
                document.candidates.extend(word.properties);
                document.faults = word.faults;
                emit(Ok(document));
            }
            Err(message) => emit(Err((source, unreadable(message)))),
        }
    }
}

/// What a file holds.
struct Word {
    drafts: Vec<Draft>,
    properties: Vec<Candidate>,
    faults: Vec<InputFault>,
}

impl Word {
    fn read(bytes: &[u8], limit: u64) -> Result<Self, String> {
        let mut reader = Reader {
            package: Package::open(bytes, limit).map_err(|fault| fault.to_string())?,
            faults: Vec::new(),
        };
        let root = reader.package.relations("");
        // The name is a custom, the relation is what counts: some programs write `document2.xml`.
        let name = root.part("officeDocument").unwrap_or("word/document.xml").to_owned();
        let text = reader.package.part(&name).map_err(|fault| fault.to_string())?;
        let text = text.ok_or_else(|| format!("no Word document: no part {name} in it"))?;
        let relations = reader.package.relations(&name);
        let styles = reader.read(&relations, "styles", Styles::read).unwrap_or_default();
        let mut numbering = reader.read(&relations, "numbering", Numbering::read).unwrap_or_default();
        let settings = reader.text(&relations, "settings").map(|(_, text)| text);
        let mut notes = Notes::default();
        for part in settings.iter().chain([&text]) {
            // A fault in the document shows when its text is read; settings are no text.
            let _ = read_note_formats(part, &mut notes);
        }
        let context = Context {
            styles: &styles,
            numbering: &mut numbering,
            notes: &mut notes,
            links: &relations.links,
        };
        let mut drafts = story::read_body(&text, context).map_err(|fault| format!("{name}: {fault}"))?;
        for kind in [NoteKind::Footnote, NoteKind::Endnote] {
            drafts.extend(reader.notes(kind, &relations, &styles, &mut numbering, &mut notes));
        }
        let properties = reader.read(&root, "core-properties", read_properties).unwrap_or_default();
        let language = styles.language.map(|language| candidate(FieldName::Language, "w:lang", language));
        Ok(Self {
            drafts,
            properties: properties.into_iter().chain(language).collect(),
            faults: reader.faults,
        })
    }
}

/// Reads the parts beside the document's text. A damaged one is a fault, and the document is read without it.
struct Reader<'b> {
    package: Package<'b>,
    faults: Vec<InputFault>,
}

impl Reader<'_> {
    /// The name and text of a part.
    fn text(&mut self, relations: &Relations, kind: &str) -> Option<(String, String)> {
        let name = relations.part(kind)?;
        match self.package.part(name) {
            Ok(text) => text.map(|text| (name.to_owned(), text)),
            Err(fault) => {
                self.faults.push(unreadable(fault.to_string()));
                None
            }
        }
    }

    fn read<T>(
        &mut self,
        relations: &Relations,
        kind: &str,
        read: impl FnOnce(&str) -> Result<T, XmlFault>,
    ) -> Option<T> {
        let (name, text) = self.text(relations, kind)?;
        read(&text).map_err(|fault| self.faults.push(unreadable(format!("{name}: {fault}")))).ok()
    }

    /// The notes of a kind that the text refers to, in the order of their labels. Word shows no others.
    fn notes(
        &mut self,
        kind: NoteKind,
        relations: &Relations,
        styles: &Styles,
        numbering: &mut Numbering,
        notes: &mut Notes,
    ) -> Vec<Draft> {
        let part = if kind == NoteKind::Footnote { "footnotes" } else { "endnotes" };
        let Some((name, text)) = self.text(relations, part) else { return Vec::new() };
        let own = self.package.relations(&name);
        let referred: Vec<String> =
            notes.referred.iter().filter(|(of, _)| *of == kind).map(|(_, id)| id.clone()).collect();
        let context = Context { styles, numbering, notes, links: &own.links };
        let mut written = match story::read_notes(&text, context) {
            Ok(written) => written,
            Err(fault) => {
                self.faults.push(unreadable(format!("{name}: {fault}")));
                return Vec::new();
            }
        };
        let note = |id: String| {
            let label = notes.label(kind, &id)?.to_owned();
            // Each once, however often it is referred to.
            let mut draft = written.remove(&id)?;
            draft.anchors.push(kind.anchor(&id));
            Some(Draft { shown: format!("[{label}]"), label: Some(label), ..draft })
        };
        referred.into_iter().filter_map(note).collect()
    }
}

/// How a document numbers its notes, as its settings or its sections say; the last section is the one of the
/// whole document.
fn read_note_formats(text: &str, notes: &mut Notes) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    while let Some(tag) = xml.next_start()? {
        let format = match (tag.space, tag.name()) {
            (Space::Word, "footnotePr") => &mut notes.footnote_format,
            (Space::Word, "endnotePr") => &mut notes.endnote_format,
            _ => continue,
        };
        let depth = xml.depth();
        while let Some(tag) = xml.next_inside(depth)? {
            if let Some(name) = tag.value().filter(|_| tag.name() == "numFmt") {
                *format = NumberFormat::of(&name);
            }
        }
    }
    Ok(())
}

/// The core properties (ISO 29500-2, clause 8). When a file was made says nothing of when the article was
/// published.
fn read_properties(text: &str) -> Result<Vec<Candidate>, XmlFault> {
    let mut xml = Xml::new(text);
    let mut properties = Vec::new();
    while let Some(tag) = xml.next_start()? {
        let (field, key) = match tag.name() {
            "title" => (FieldName::Headline, "dc:title"),
            "creator" => (FieldName::Author, "dc:creator"),
            "modified" => (FieldName::Modified, "dcterms:modified"),
            "language" => (FieldName::Language, "dc:language"),
            _ => continue,
        };
        let value = xml.text_inside()?;
        let nobody = field == FieldName::Author && is_nobody(value.trim());
        if !nobody && !value.trim().is_empty() {
            properties.push(candidate(field, key, value.trim().to_owned()));
        }
    }
    Ok(properties)
}

/// Whether a creator is what programs write where they know none.
fn is_nobody(name: &str) -> bool {
    const NOBODY: [&str; 9] = [
        "user",
        "windows user",
        "microsoft office user",
        "author",
        "admin",
        "administrator",
        "unknown",
        "python-docx",
        "un-named",
    ];
    NOBODY.contains(&&*name.to_lowercase())
}

fn candidate(field: FieldName, key: &str, value: String) -> Candidate {
    Candidate { field, value, provenance: Provenance::Markup, key: key.to_owned(), span: None }
}

fn unreadable(message: String) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}
