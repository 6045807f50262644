//! What paragraph and character styles mean: headings, quotes, captions, code, and the few that name a field.
//! Styles are told by their names, which are the same in every language, not by their ids.

use std::collections::HashMap;

use crate::input::package::xml::{Xml, XmlFault};
use crate::input::written::draft::Role;

/// The longest chain of styles that are based on each other.
const CHAIN: usize = 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The language of text that names none.
    pub language: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: ListPlace,
}

/// A paragraph's place in a list: which list, at what level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPlace {
    /// The list's id; `0` takes a paragraph out of its style's list.
    pub list: Option<String>,
    /// The level from 0.
    pub level: Option<u8>,
}

impl Styles {
    /// Reads the styles part.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut styles = Self::default();
        let (mut xml, mut id) = (Xml::new(text), None);
        while let Some(tag) = xml.next_start()? {
            if tag.name() == "style" {
                id = tag.attribute("styleId");
                styles.by_id.extend(id.clone().map(|id| (id, Style::default())));
                continue;
            }
            let Some(style) = id.as_ref().and_then(|id| styles.by_id.get_mut(id)) else {
                if tag.name() == "lang" {
                    styles.language = styles.language.or_else(|| tag.value());
                }
                continue;
            };
            match tag.name() {
                "name" => style.name = tag.value().unwrap_or_default(),
                "basedOn" => style.based_on = tag.value(),
                "outlineLvl" => style.outline = tag.value().and_then(|level| level.parse().ok()),
                "numId" => style.list.list = tag.value(),
                "ilvl" => style.list.level = tag.value().and_then(|level| level.parse().ok()),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// What a style means: it, or the first that it is based on and that means something.
    pub fn role(&self, id: &str) -> Role {
        let unknown = || if self.by_id.contains_key(id) { Role::Plain } else { role_of_name(id) };
        let named = self.chain(id).map(|style| role_of_name(&style.name)).find(|role| *role != Role::Plain);
        let outlined = || self.chain(id).find_map(|style| style.outline).and_then(outlined);
        named.or_else(outlined).unwrap_or_else(unknown)
    }

    /// The list that a style puts its paragraphs into.
    pub fn list(&self, id: &str) -> ListPlace {
        let list = self.chain(id).find_map(|style| style.list.list.clone());
        ListPlace { list, level: self.chain(id).find_map(|style| style.list.level) }
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.by_id.get(id);
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_ref()?)).take(CHAIN)
    }
}

/// The heading of an outline level, which counts from 0; 9 is body text.
pub fn outlined(level: u8) -> Option<Role> {
    (level < 9).then(|| Role::Heading(level + 1))
}

fn role_of_name(name: &str) -> Role {
    let plain: String = name
        .chars()
        .filter(|character| !matches!(character, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    if let Some(level) = plain
        .strip_prefix("heading")
        .and_then(|level| level.parse().ok())
        .filter(|level| (1..=9).contains(level))
    {
        return Role::Heading(level);
    }
    if plain.strip_prefix("toc").is_some_and(|level| level == "heading" || level.parse::<u8>().is_ok())
        || plain == "tableoffigures"
    {
        return Role::Contents;
    }
    match &*plain {
        "title" => Role::Title,
        "quote" | "intensequote" | "blocktext" | "blockquote" | "quotations" | "quotation" => Role::Quote,
        "caption" | "imagecaption" | "tablecaption" | "figurecaption" => Role::Caption,
        "htmlpreformatted" | "preformattedtext" | "sourcecode" | "macrotext" | "macro" | "verbatimchar"
        | "htmlcode" | "sourcetext" => Role::Code,
        "author" => Role::Author,
        "date" => Role::Date,
        _ => Role::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_mean_what_their_names_or_those_below_them_say() {
        let styles = Styles::read(
            "<w:styles xmlns:w='x'><w:docDefaults><w:lang w:val='de-DE'/></w:docDefaults>\
            <w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>\
            <w:style w:styleId='Mine'><w:name w:val='My Heading'/><w:basedOn w:val='berschrift2'/></w:style>\
            <w:style w:styleId='Out'><w:name w:val='Outlined'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
            <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
            <w:style w:styleId='List'><w:name w:val='List'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr></w:pPr></w:style>\
            <w:style w:styleId='Title'><w:name w:val='Normal'/></w:style></w:styles>",
        )
        .unwrap();
        let table = [
            ("berschrift2", Role::Heading(2)),
            ("Mine", Role::Heading(2)),
            ("Out", Role::Heading(1)),
            ("Loop", Role::Plain),
            ("Title", Role::Plain),
            ("Heading3", Role::Heading(3)),
            ("none", Role::Plain),
        ];
        for (id, role) in table {
            assert_eq!(styles.role(id), role, "{id}");
        }
        assert_eq!(styles.list("List"), ListPlace { list: Some("7".into()), level: Some(1) });
        assert_eq!(styles.language.as_deref(), Some("de-DE"));
    }

    #[test]
    fn names_are_known_in_their_variants() {
        let table = [
            ("Title", Role::Title),
            ("heading 9", Role::Heading(9)),
            ("heading 10", Role::Plain),
            ("Intense Quote", Role::Quote),
            ("toc 1", Role::Contents),
            ("TOC Heading", Role::Contents),
            ("caption", Role::Caption),
            ("HTML Preformatted", Role::Code),
            ("Subtitle", Role::Plain),
        ];
        for (name, role) in table {
            assert_eq!(role_of_name(name), role, "{name}");
        }
    }
}
