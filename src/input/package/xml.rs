//! The XML of a document's parts, event by event, without what could hurt: no document type, no entities but
//! the five of XML, no nesting without end. It does not know what the elements mean.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::reader::Reader;

/// Elements that may be open at a time.
const DEPTH: usize = 10_000;

/// Prefixes that are told apart.
const SPACES: usize = 64;

/// Why a part cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum XmlFault {
    /// It is not well-formed.
    #[error("XML damaged at byte {0}")]
    Damaged(u64),
    /// It has a document type declaration, which no document of Office has.
    #[error("XML with a document type declaration")]
    DocumentType,
    /// It names an entity that XML does not define.
    #[error("XML with an undefined entity")]
    Entity,
    /// Its elements nest too deep.
    #[error("XML nested deeper than {DEPTH} elements")]
    Depth,
}

/// The namespaces that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML.
    Word,
    /// Markup compatibility: alternatives for old readers.
    Compat,
    /// Mathematics.
    Math,
    /// Any other.
    Other,
}

impl Space {
    /// The namespace of a URI, as transitional or strict documents name it (ISO 29500, parts 1 and 4).
    fn of(uri: &[u8]) -> Self {
        match uri {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compat,
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"
            | b"http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            _ => Self::Other,
        }
    }
}

/// An event.
#[derive(Debug)]
pub enum Event<'x> {
    /// An element begins. An empty one ends at once.
    Start(Tag<'x>),
    /// The element that was opened last ends.
    End(Space, String),
    /// Characters.
    Text(Cow<'x, str>),
    /// The part ends.
    Eof,
}

/// The start tag of an element.
#[derive(Debug)]
pub struct Tag<'x> {
    /// Its namespace.
    pub space: Space,
    start: BytesStart<'x>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        let name = std::str::from_utf8(self.start.local_name().into_inner());
        name.unwrap_or("")
    }

    /// The value of the first attribute with this name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attribute = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name.as_bytes())?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The `val` attribute, which most properties have.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a property that is on or off is on: it is unless it says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Reads a part.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    /// Prefixes as they were bound, the last first looked at.
    spaces: Vec<(Vec<u8>, Space)>,
    open: Vec<Space>,
}

impl<'x> Xml<'x> {
    /// Reads decoded XML.
    pub fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        // Every element ends then, and no caller has to know two forms of one.
        reader.config_mut().expand_empty_elements = true;
        Self { reader, spaces: Vec::new(), open: Vec::new() }
    }

    /// The next event.
    pub fn event(&mut self) -> Result<Event<'x>, XmlFault> {
        loop {
            let position = self.reader.buffer_position();
            let damaged = |_| XmlFault::Damaged(position);
            match self.reader.read_event().map_err(|_| XmlFault::Damaged(position))? {
                Raw::Start(start) => return self.start(start),
                Raw::End(end) => {
                    let name = String::from_utf8_lossy(end.local_name().into_inner()).into_owned();
                    return Ok(Event::End(self.open.pop().unwrap_or(Space::Other), name));
                }
                Raw::Text(text) => return text.decode().map(Event::Text).map_err(damaged),
                Raw::CData(text) => return text.decode().map(Event::Text).map_err(damaged),
                Raw::GeneralRef(reference) => {
                    return character(&reference).map(|text| Event::Text(text.into()));
                }
                // Only there could entities be defined that grow or that name files.
                Raw::DocType(_) => return Err(XmlFault::DocumentType),
                Raw::Eof => return Ok(Event::Eof),
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
            }
        }
    }

    /// Passes over the element that was opened last.
    pub fn skip(&mut self) -> Result<(), XmlFault> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            if let Event::Eof = self.event()? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The next start tag of the element that was opened when `depth` elements were open; none at its end.
    pub fn next_inside(&mut self, depth: usize) -> Result<Option<Tag<'x>>, XmlFault> {
        loop {
            match self.event()? {
                Event::Start(tag) => return Ok(Some(tag)),
                Event::End(..) if self.open.len() < depth => return Ok(None),
                Event::Eof => return Ok(None),
                Event::End(..) | Event::Text(_) => {}
            }
        }
    }

    /// The characters inside the element that was opened last, up to its end.
    pub fn text_inside(&mut self) -> Result<String, XmlFault> {
        let depth = self.open.len();
        let mut text = String::new();
        while self.open.len() >= depth {
            match self.event()? {
                Event::Text(words) => text.push_str(&words),
                Event::Eof => break,
                Event::Start(_) | Event::End(..) => {}
            }
        }
        Ok(text)
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next start tag anywhere; none at the end.
    pub fn next_start(&mut self) -> Result<Option<Tag<'x>>, XmlFault> {
        self.next_inside(0)
    }

    fn start(&mut self, start: BytesStart<'x>) -> Result<Event<'x>, XmlFault> {
        for attribute in start.attributes().with_checks(false).flatten() {
            if let Some(prefix) = attribute.key.into_inner().strip_prefix(b"xmlns") {
                self.bind(prefix.strip_prefix(b":").unwrap_or(prefix), Space::of(&attribute.value));
            }
        }
        let prefix = start.name().prefix().map(|prefix| prefix.into_inner().to_vec()).unwrap_or_default();
        let space =
            self.spaces.iter().find(|(known, _)| *known == prefix).map_or(Space::Other, |(_, space)| *space);
        if self.open.len() >= DEPTH {
            return Err(XmlFault::Depth);
        }
        self.open.push(space);
        Ok(Event::Start(Tag { space, start }))
    }

    /// Binds a prefix from here on. Only those that matter are kept, so that there are few of them.
    fn bind(&mut self, prefix: &[u8], space: Space) {
        // The scope of a binding is not kept: Word binds all at the root, and one prefix means one thing.
        if let Some(bound) = self.spaces.iter_mut().find(|(known, _)| known == prefix) {
            bound.1 = space;
        } else if space != Space::Other && self.spaces.len() < SPACES {
            self.spaces.push((prefix.to_vec(), space));
        }
    }
}

fn character(reference: &BytesRef<'_>) -> Result<String, XmlFault> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(|_| XmlFault::Entity)?;
    resolve_predefined_entity(&name).map(str::to_owned).ok_or(XmlFault::Entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Result<String, XmlFault> {
        let mut xml = Xml::new(text);
        let mut shown = String::new();
        loop {
            match xml.event()? {
                Event::Start(tag) => shown.push_str(&format!("<{:?}:{}>", tag.space, tag.name())),
                Event::End(_, name) => shown.push_str(&format!("</{name}>")),
                Event::Text(text) => shown.push_str(&text),
                Event::Eof => return Ok(shown),
            }
        }
    }

    const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    #[test]
    fn names_are_told_by_their_namespace() {
        let table = [
            (
                format!("<w:p {WORD}><w:t>a &amp; b&#233;</w:t><x:t/></w:p>"),
                "<Word:p><Word:t>a & bé</t><Other:t></t></p>",
            ),
            (format!("<p {}><t><![CDATA[<]]></t></p>", WORD.replace(":w", "")), "<Word:p><Word:t><</t></p>"),
            ("<v:p xmlns:v='http://purl.oclc.org/ooxml/wordprocessingml/main'/>".to_owned(), "<Word:p></p>"),
        ];
        for (text, expected) in table {
            assert_eq!(events(&text).unwrap(), expected);
        }
    }

    #[test]
    fn document_types_entities_and_depth_are_refused() {
        let table = [
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".to_owned(), "XML with a document type declaration"),
            ("<a>&b;</a>".to_owned(), "XML with an undefined entity"),
            ("<a><b></a>".to_owned(), "XML damaged at byte 6"),
            ("<a>".repeat(DEPTH + 1), "XML nested deeper than 10000 elements"),
        ];
        for (text, message) in table {
            assert_eq!(events(&text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn an_element_is_passed_over_whole() {
        let mut xml = Xml::new("<a><b x='1'><b/><c>d</c></b><e/></a>");
        let mut names = Vec::new();
        while let Some(tag) = xml.next_start().unwrap() {
            names.push(tag.name().to_owned());
            if tag.attribute("x").is_some() {
                xml.skip().unwrap();
            }
        }
        assert_eq!(names, ["a", "b", "e"]);
    }
}
