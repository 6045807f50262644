//! What a PDF file states of itself: its information dictionary and its XMP metadata (ISO 32000-2, 14.3).

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{LANG, METADATA};
use hayro_syntax::object::{Dict, Stream};

use crate::input::package::xml::{Xml, XmlFault};
use crate::input::pdf::bounds::Budget;
use crate::input::pdf::strings;
use crate::model::{Candidate, FieldName, Provenance};
use crate::text::spaces::single_spaced;

/// Bytes of a value.
const LONGEST: usize = 2000;

/// What the file offers for the fields of an article. When a file was made says nothing of when the article
/// was published; the date that a publisher states does.
pub fn read(pdf: &Pdf, budget: &mut Budget) -> Vec<Candidate> {
    let mut found = Vec::new();
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let stream = root.as_ref().and_then(|root| root.get::<Stream<'_>>(METADATA));
    if let Some(bytes) = stream.and_then(|stream| budget.unpack(&stream).map(|bytes| bytes.into_owned())) {
        let text = crate::text::decode::decode(&bytes, crate::text::decode::Declaration::Nowhere).0;
        // What stands before damage is kept.
        let _ = read_xmp(&text, &mut found);
    }
    let info = pdf.metadata();
    for (field, key, value) in
        [(FieldName::Headline, "Title", &info.title), (FieldName::Author, "Author", &info.author)]
    {
        let value = value.as_deref().map(strings::text).unwrap_or_default();
        add(&mut found, field, key, &value);
    }
    let language = root.and_then(|root| root.get::<hayro_syntax::object::String<'_>>(LANG));
    if let Some(language) = language {
        add(&mut found, FieldName::Language, "Lang", &strings::text(language.as_bytes()));
    }
    found
}

fn read_xmp(text: &str, found: &mut Vec<Candidate>) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    while let Some(tag) = xml.next_start()? {
        let (field, key) = match tag.name() {
            "title" => (FieldName::Headline, "dc:title"),
            "creator" => (FieldName::Author, "dc:creator"),
            "publicationDate" => (FieldName::Published, "prism:publicationDate"),
            "modificationDate" => (FieldName::Modified, "prism:modificationDate"),
            "publisher" => (FieldName::Publisher, "dc:publisher"),
            _ => continue,
        };
        let value = xml.text_inside()?;
        add(found, field, key, &value);
    }
    Ok(())
}

fn add(found: &mut Vec<Candidate>, field: FieldName, key: &str, value: &str) {
    let value = single_spaced(value);
    let useless =
        value.is_empty() || value.len() > LONGEST || field == FieldName::Headline && is_file_name(&value);
    let known = found.iter().any(|other| other.field == field && other.value == value);
    if useless || known {
        return;
    }
    found.push(Candidate { field, value, provenance: Provenance::Markup, key: key.to_owned(), span: None });
}

/// Whether a title is what programs write where nobody gave one.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    let ends =
        [".doc", ".docx", ".odt", ".indd", ".qxd", ".tex", ".dvi", ".pdf", ".html", ".rtf", ".txt", ".pages"];
    lower.starts_with("microsoft word")
        || matches!(&*lower, "untitled" | "title" | "pdf" | "document" | "document1")
        || (ends.iter().any(|end| lower.ends_with(end)))
}
