//! The parts of a packed document, DOCX or EPUB, and how those of DOCX refer to each other (ISO 29500-2).

pub mod xml;

use std::collections::HashMap;
use std::io::Cursor;

use crate::input::package::xml::{Xml, XmlFault};
use crate::text::decode::{Declaration, decode};
use crate::zip::{self, Entry, ZipFault};

/// A DOCX file, open.
pub struct Package<'b> {
    bytes: Cursor<&'b [u8]>,
    entries: Vec<Entry>,
    /// Bytes to which further parts may unpack.
    left: u64,
    limit: u64,
}

/// What a part refers to.
#[derive(Debug, Default)]
pub struct Relations {
    /// Parts by the last word of their relation's type: `styles`, `footnotes`.
    parts: HashMap<String, String>,
    /// Addresses outside the file by id.
    pub links: HashMap<String, String>,
}

impl Relations {
    /// The part of a kind.
    pub fn part(&self, kind: &str) -> Option<&str> {
        self.parts.get(kind).map(String::as_str)
    }
}

impl<'b> Package<'b> {
    /// Opens a file whose parts together may unpack to `limit` bytes.
    pub fn open(bytes: &'b [u8], limit: u64) -> Result<Self, ZipFault> {
        let mut bytes = Cursor::new(bytes);
        let entries = zip::entries(&mut bytes)?;
        Ok(Self { bytes, entries, left: limit, limit })
    }

    /// A part as text; none if there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ZipFault> {
        // Names of parts are equal without regard to case (ISO 29500-2).
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let bytes = zip::read(&mut self.bytes, entry, self.left).map_err(|fault| match fault {
            ZipFault::TooLarge(name, _) => ZipFault::TooLarge(name, self.limit),
            other => other,
        })?;
        // The limit is for all parts together: many may each be as large as one.
        self.left -= bytes.len() as u64;
        Ok(Some(decode(&bytes, Declaration::Html).0.into_owned()))
    }

    /// What a part refers to; the file itself with an empty name. What is damaged refers to nothing.
    pub fn relations(&mut self, part: &str) -> Relations {
        let (folder, name) = part
            .rsplit_once('/')
            .map_or((String::new(), part), |(folder, name)| (format!("{folder}/"), name));
        let text = self.part(&format!("{folder}_rels/{name}.rels")).ok().flatten().unwrap_or_default();
        let mut relations = Relations::default();
        // What was read before a fault stands.
        let _ = relations.read(&text, &folder);
        relations
    }
}

impl Relations {
    fn read(&mut self, text: &str, folder: &str) -> Result<(), XmlFault> {
        let mut xml = Xml::new(text);
        while let Some(tag) = xml.next_start()? {
            let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            else {
                continue;
            };
            if tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External")) {
                self.links.insert(id, target);
            } else {
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                self.parts.entry(kind).or_insert_with(|| resolved(folder, &target));
            }
        }
        Ok(())
    }
}

/// The name of a part that is referred to from a folder.
pub fn resolved(folder: &str, target: &str) -> String {
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_part() {
        let table = [
            ("word/", "styles.xml", "word/styles.xml"),
            ("word/", "/word/x.xml", "word/x.xml"),
            ("word/", "../a/./b.xml", "a/b.xml"),
            ("", "../../a", "a"),
        ];
        for (folder, target, name) in table {
            assert_eq!(resolved(folder, target), name);
        }
    }

    #[test]
    fn relations_are_parts_and_addresses() {
        let mut relations = Relations::default();
        let text = "<Relationships><Relationship Id='a' Type='http://x/relationships/styles' Target='styles.xml'/>\
            <Relationship Id='b' Type='http://x/relationships/hyperlink' Target='https://example.org/?a&amp;b' TargetMode='External'/><damaged";
        assert!(relations.read(text, "word/").is_err());
        assert_eq!(relations.part("styles"), Some("word/styles.xml"));
        assert_eq!(relations.links.get("b").map(String::as_str), Some("https://example.org/?a&b"));
    }
}
