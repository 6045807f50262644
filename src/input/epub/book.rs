//! What a book says of itself (EPUB 3.3, OCF and package documents): its chapters in their order, its
//! authors, date and language, and which parts are encrypted.

use std::collections::{HashMap, HashSet};

use crate::input::package::xml::{Xml, XmlFault};
use crate::input::package::{Package, resolved};
use crate::model::{Candidate, FieldName, Provenance};
use crate::zip::ZipFault;

/// The part that leads to the others, by which a book is known.
pub const CONTAINER: &str = "META-INF/container.xml";

/// The part that names what is encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Parts and chapters that are noted, and values of its metadata.
const MOST_PARTS: usize = 100_000;
const MOST_FACTS: usize = 100;

/// An open book.
pub struct Book<'b> {
    package: Package<'b>,
    described: Described,
    encrypted: HashSet<String>,
}

/// What the package document says.
#[derive(Debug, Default)]
struct Described {
    /// By id: the part's name, and whether it holds a chapter.
    parts: HashMap<String, (String, bool)>,
    /// The ids of the chapters in their order.
    spine: Vec<String>,
    facts: Vec<Candidate>,
}

impl<'b> Book<'b> {
    /// Opens a book whose parts together may unpack to `limit` bytes.
    pub fn open(bytes: &'b [u8], limit: u64) -> Result<Self, String> {
        let mut package = Package::open(bytes, limit).map_err(|fault| fault.to_string())?;
        let mut part = |name: &str| package.part(name).map_err(|fault| fault.to_string());
        let container = part(CONTAINER)?.ok_or_else(|| format!("no EPUB book: no part {CONTAINER} in it"))?;
        let root = first_root(&container).map_err(|fault| format!("{CONTAINER}: {fault}"))?;
        let root = root.ok_or_else(|| format!("{CONTAINER} names no package document"))?;
        let text = part(&root)?.ok_or_else(|| format!("no part {root} in it, which describes the book"))?;
        let folder = root.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut described = Described::default();
        described.read(&text, &folder).map_err(|fault| format!("{root}: {fault}"))?;
        // A damaged list of what is encrypted names what it names before the damage.
        let mut encrypted = HashSet::new();
        if let Some(text) = part(ENCRYPTION)? {
            let _ = read_encrypted(&text, &mut encrypted);
        }
        Ok(Self { package, described, encrypted })
    }

    /// The names of the parts of the book's order, as it names them: one may be named more than once.
    pub fn chapters(&self) -> Vec<String> {
        let parts = self.described.spine.iter().filter_map(|id| self.described.parts.get(id));
        parts.filter(|(_, chapter)| *chapter).map(|(name, _)| name.clone()).collect()
    }

    /// What the book says of its authors, date and so on.
    pub fn facts(&self) -> &[Candidate] {
        &self.described.facts
    }

    /// A part as text; else why it is none, and whether nothing more can be read.
    pub fn text(&mut self, name: &str) -> Result<String, (String, bool)> {
        if self.encrypted.contains(name) {
            return Err((format!("{name} is encrypted (a copy with digital rights management)"), false));
        }
        match self.package.part(name) {
            Ok(Some(text)) => Ok(text),
            Ok(None) => Err((format!("no part {name} in it, which its order names"), false)),
            Err(fault) => Err((fault.to_string(), matches!(fault, ZipFault::TooLarge(..)))),
        }
    }

    /// The other part, and the place in it, that a link of a part leads to.
    pub fn other(&self, part: &str, href: &str) -> Option<(String, String)> {
        let (path, id) = href.split_once('#')?;
        if path.is_empty() || id.is_empty() || path.contains(':') {
            return None;
        }
        let folder = part.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let name = resolved(&folder, &unescaped(path));
        (name != part).then(|| (name, id.to_owned()))
    }
}

/// The name of a part in an address without its percent-encoding.
fn unescaped(path: &str) -> String {
    url::form_urlencoded::parse(format!("p={}", path.replace('+', "%2B")).as_bytes())
        .next()
        .map_or_else(|| path.to_owned(), |(_, value)| value.into_owned())
}

fn first_root(text: &str) -> Result<Option<String>, XmlFault> {
    let mut xml = Xml::new(text);
    while let Some(tag) = xml.next_start()? {
        if let Some(path) = tag.attribute("full-path").filter(|_| tag.name() == "rootfile") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn read_encrypted(text: &str, encrypted: &mut HashSet<String>) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    while let Some(tag) = xml.next_start()? {
        if let Some(uri) = tag.attribute("URI").filter(|_| tag.name() == "CipherReference")
            && encrypted.len() < MOST_PARTS
        {
            encrypted.insert(resolved("", &unescaped(&uri)));
        }
    }
    Ok(())
}

impl Described {
    fn read(&mut self, text: &str, folder: &str) -> Result<(), XmlFault> {
        let mut xml = Xml::new(text);
        while let Some(tag) = xml.next_start()? {
            match tag.name() {
                "item" if self.parts.len() < MOST_PARTS => {
                    let (Some(id), Some(href)) = (tag.attribute("id"), tag.attribute("href")) else {
                        continue;
                    };
                    let kind = tag.attribute("media-type").unwrap_or_default().to_ascii_lowercase();
                    let properties = tag.attribute("properties").unwrap_or_default();
                    // The table of contents is no chapter.
                    let contents = properties.split_ascii_whitespace().any(|word| word == "nav");
                    let chapter = matches!(kind.as_str(), "application/xhtml+xml" | "text/html") && !contents;
                    self.parts.insert(id, (resolved(folder, &unescaped(&href)), chapter));
                }
                "itemref" if self.spine.len() < MOST_PARTS => self.spine.extend(tag.attribute("idref")),
                name => {
                    let Some((field, key)) = fact(name) else { continue };
                    let value = xml.text_inside()?.trim().to_owned();
                    if !value.is_empty() && self.facts.len() < MOST_FACTS {
                        self.facts.push(Candidate {
                            field,
                            value,
                            provenance: Provenance::MetaTag,
                            key: key.to_owned(),
                            span: None,
                        });
                    }
                }
            }
        }
        Ok(())
    }
}

/// What an element of the package's metadata tells. The book's title is no chapter's headline.
fn fact(name: &str) -> Option<(FieldName, &'static str)> {
    match name {
        "creator" => Some((FieldName::Author, "dc.creator")),
        "date" => Some((FieldName::Published, "dc.date")),
        "language" => Some((FieldName::Language, "dc.language")),
        "publisher" => Some((FieldName::Publisher, "dc.publisher")),
        _ => None,
    }
}
