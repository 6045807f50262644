//! Lists: what number or letter stands before each item, as the numbering part defines it and the items count
//! it.

use std::collections::{HashMap, HashSet};

use crate::input::package::xml::{Xml, XmlFault};

/// Levels of a list (ISO 29500-1, 17.9.6).
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Lists by id: the definition they share and their own starts.
    lists: HashMap<String, List>,
    definitions: HashMap<String, [Level; LEVELS]>,
    /// The last number of each level, by definition.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    starts: [Option<u32>; LEVELS],
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    format: NumberFormat,
    start: u32,
    /// What is shown, with `%1` for the number of the first level.
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: NumberFormat::Decimal, start: 1, text: String::new() }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// `1`
    Decimal,
    /// `a`, `z`, `aa`, `bb`
    LowerLetter,
    /// `A`
    UpperLetter,
    /// `i`, `ii`, `iii`, `iv`
    LowerRoman,
    /// `I`
    UpperRoman,
    /// Not at all: a mark stands before each item.
    Bullet,
    /// Nothing stands before an item.
    None,
}

/// What stands before an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As it is shown: `1.`, `[3]`, `-` for any bullet; may be empty.
    pub shown: String,
    /// The number or letter alone, if it has one.
    pub label: Option<String>,
}

impl Numbering {
    /// Reads the numbering part.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut numbering = Self::default();
        let (mut xml, mut scope, mut level) = (Xml::new(text), Scope::None, 0);
        while let Some(tag) = xml.next_start()? {
            match tag.name() {
                "abstractNum" => {
                    scope = Scope::Definition(tag.attribute("abstractNumId").unwrap_or_default())
                }
                "num" => scope = Scope::List(tag.attribute("numId").unwrap_or_default()),
                "lvl" | "lvlOverride" => {
                    level = tag
                        .attribute("ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(0)
                        .min(LEVELS - 1)
                }
                name => numbering.property(&scope, level, name, tag.value().unwrap_or_default()),
            }
        }
        Ok(numbering)
    }

    fn property(&mut self, scope: &Scope, level: usize, name: &str, value: String) {
        match scope {
            Scope::None => {}
            Scope::Definition(id) => self.definitions.entry(id.clone()).or_default()[level].set(name, value),
            Scope::List(id) => {
                let list = self.lists.entry(id.clone()).or_default();
                match name {
                    "abstractNumId" => list.definition = value,
                    "startOverride" => list.starts[level] = value.parse().ok(),
                    _ => {}
                }
            }
        }
    }

    /// Counts an item of a list at a level; none if there is no such list.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Item> {
        let list = self.lists.get(id)?;
        let levels = self.definitions.get(&list.definition)?;
        let level = usize::from(level).min(LEVELS - 1);
        let counters = self.counters.entry(list.definition.clone()).or_default();
        // Lists of one definition count on from each other, unless one says where it starts.
        if self.begun.insert(id.to_owned()) {
            for (counter, _) in counters.iter_mut().zip(&list.starts).filter(|(_, start)| start.is_some()) {
                *counter = None;
            }
        }
        let start = list.starts[level].unwrap_or(levels[level].start);
        counters[level] = Some(counters[level].map_or(start, |last| last.saturating_add(1)));
        // A further item of an outer level begins the inner ones anew.
        counters[level + 1..].fill(None);
        let number = |at: usize| levels[at].format.write(counters[at].unwrap_or(levels[at].start));
        let shown = levels[level].shown(level, number);
        Some(Item { shown, label: Some(number(level)).filter(|label| !label.is_empty()) })
    }
}

enum Scope {
    None,
    Definition(String),
    List(String),
}

impl Level {
    fn set(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = NumberFormat::of(&value),
            "lvlText" => self.text = value,
            _ => {}
        }
    }

    /// What stands before an item, the numbers put in.
    fn shown(&self, level: usize, number: impl Fn(usize) -> String) -> String {
        match self.format {
            NumberFormat::Bullet => return "-".to_owned(),
            NumberFormat::None => return String::new(),
            _ => {}
        }
        let mut shown = String::new();
        let mut rest = self.text.chars();
        while let Some(character) = rest.next() {
            let digit = rest.clone().next().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0);
            match (character, digit) {
                ('%', Some(digit)) => {
                    rest.next();
                    // Deeper levels than the item's own have no number yet.
                    shown.push_str(&number((digit as usize - 1).min(level)));
                }
                _ => shown.push(character),
            }
        }
        shown
    }
}

impl NumberFormat {
    /// The format of a name (ISO 29500-1, 17.18.59); one that is not known counts in digits.
    pub fn of(name: &str) -> Self {
        match name {
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// A number in this format.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_ascii_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_ascii_uppercase(),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// `a` to `z`, then `aa`, `bb`; beyond some hundred, digits.
fn letters(number: u32) -> String {
    // Word writes twenty letters in a row and more, which nobody reads as a label.
    let Some(at) = number.checked_sub(1).filter(|at| *at < 26 * 20) else { return number.to_string() };
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    std::iter::repeat_n(letter, at as usize / 26 + 1).collect()
}

fn roman(number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..5000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut written) = (number, String::new());
    for (value, digits) in DIGITS {
        while left >= value {
            written.push_str(digits);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<n>\
        <abstractNum abstractNumId='0'>\
          <lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='[%1]'/></lvl>\
          <lvl ilvl='1'><start val='1'/><numFmt val='lowerLetter'/><lvlText val='%1.%2)'/></lvl></abstractNum>\
        <abstractNum abstractNumId='1'><lvl ilvl='0'><numFmt val='bullet'/><lvlText val='o'/></lvl></abstractNum>\
        <num numId='1'><abstractNumId val='0'/></num>\
        <num numId='2'><abstractNumId val='1'/></num>\
        <num numId='3'><abstractNumId val='0'/><lvlOverride ilvl='0'><startOverride val='7'/></lvlOverride></num></n>";

    #[test]
    fn items_count_by_level_and_go_on_across_lists_of_one_definition() {
        let mut numbering = Numbering::read(LISTS).unwrap();
        let mut next = |list: &str, level| {
            numbering.next(list, level).map(|item| (item.shown, item.label.unwrap_or_default()))
        };
        let item = |shown: &str, label: &str| Some((shown.to_owned(), label.to_owned()));
        assert_eq!(next("1", 0), item("[1]", "1"));
        assert_eq!(next("1", 1), item("1.a)", "a"));
        assert_eq!(next("1", 1), item("1.b)", "b"));
        assert_eq!(next("1", 0), item("[2]", "2"));
        assert_eq!(next("1", 1), item("2.a)", "a"));
        assert_eq!(next("2", 0), item("-", ""));
        assert_eq!(next("3", 0), item("[7]", "7"), "a start of its own");
        assert_eq!(next("3", 0), item("[8]", "8"));
        assert_eq!(next("9", 0), None);
    }

    #[test]
    fn numbers_are_written_in_their_format() {
        let table = [
            (NumberFormat::Decimal, 12, "12"),
            (NumberFormat::LowerLetter, 26, "z"),
            (NumberFormat::LowerLetter, 28, "bb"),
            (NumberFormat::UpperLetter, 3, "C"),
            (NumberFormat::LowerRoman, 4, "iv"),
            (NumberFormat::UpperRoman, 1994, "MCMXCIV"),
            (NumberFormat::LowerRoman, 0, "0"),
            (NumberFormat::LowerLetter, u32::MAX, "4294967295"),
        ];
        for (format, number, written) in table {
            assert_eq!(format.write(number), written);
        }
    }
}
