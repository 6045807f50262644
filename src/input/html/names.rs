//! What the names of an element say of it: its tag, role, classes, id and the like. Whether that is so in
//! earnest is for `weighing` to say.

use std::sync::LazyLock;

use scraper::node::Element;

use crate::input::html::visibility::{hides, show_on_some_screens};
use crate::input::html::vocabulary::{Marks, NAMES, STEMS, WORDS};
use crate::lexicon::set::WordMap;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;

/// What the names of a page say. It has a few hundred of them again and again: those that were looked up last
/// are kept.
pub(super) struct Names<'p>(Box<[(&'p str, Marks)]>);

/// How many names are kept, each in the place that its letters give it.
const KEPT: usize = 1 << 10;

impl<'p> Names<'p> {
    pub(super) fn new() -> Self {
        Self(vec![("", Marks::NONE); KEPT].into())
    }

    /// What class names or an id say.
    fn marks_of_names(&mut self, names: &'p str) -> Marks {
        single_names(names).fold(Marks::NONE, |marks, name| marks | self.marks_of_name(name))
    }

    fn marks_of_name(&mut self, name: &'p str) -> Marks {
        // FNV-1a.
        let mixed = name
            .bytes()
            .fold(0x811C_9DC5u32, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let kept = &mut self.0[mixed as usize % KEPT];
        if kept.0 != name {
            *kept = (name, marks_of_name(name.as_bytes()));
        }
        kept.1
    }
}

/// What an element's tag, role, class and id say of it.
pub(super) fn marks_of<'p>(element: &'p Element, tag: Tag, names: &mut Names<'p>) -> Marks {
    if matches!(element.name(), "html" | "body") {
        // Their classes are switches for the page as a whole: `with-sidebar`, `has-captions`.
        return Marks::NONE;
    }
    let mut marks = match tag {
        Tag::Nav => Marks::NAVIGATION,
        Tag::Aside => Marks::ASIDE,
        Tag::Footer => Marks::FOOTER,
        Tag::Header => Marks::HEADER,
        Tag::Article => Marks::ARTICLE,
        Tag::Caption => Marks::CAPTION,
        Tag::Address => Marks::BYLINE,
        _ if matches!(element.name(), "label" | "fieldset" | "legend") => Marks::WIDGET,
        // One that is not open is not shown (HTML Standard, 15.3.3).
        _ if element.name() == "dialog" && element.value_of("open").is_none() => Marks::HIDDEN,
        _ if element.name() == "dialog" => Marks::SIGNUP | Marks::DIALOG,
        _ => Marks::NONE,
    };
    for (name, value) in &element.attrs {
        marks |= match &*name.local {
            "class" => of_classes(value, names),
            "id" => names.marks_of_names(value),
            "itemprop" => of_itemprop(value),
            "role" => of_role(value),
            // Hidden until it is searched for: collapsed (HTML Standard, 6.1).
            "hidden" if !value.trim().eq_ignore_ascii_case("until-found") => Marks::HIDDEN,
            "aria-hidden" if value.trim() == "true" => Marks::UNREAD,
            "aria-modal" if value.trim() == "true" => Marks::DIALOG,
            "style" if hides(value) => Marks::HIDDEN,
            "data-component" | "data-testid" | "data-type" | "data-module" | "data-component-name" => {
                names.marks_of_names(value)
            }
            _ => Marks::NONE,
        };
    }
    if element.name().contains('-') {
        // Elements of a page's own are named for what they are: `site-footer`. Styles show and hide them.
        marks |= Marks(marks_of_name(element.name().as_bytes()).0 & !Marks::HIDDEN.0);
    }
    if tag.heading_level() > 0 {
        // A heading may be an entry of a table of contents; it is not the table.
        marks.0 &= !Marks::NAVIGATION.0;
    }
    if marks.has(Marks::BODY) {
        // A part of the text that a table of contents leads to is named for it.
        marks.0 &= !Marks::NAVIGATION.0;
    }
    if marks.has(Marks::EMBED) {
        marks.0 &= !(Marks::SHARE.0 | Marks::PRINT.0 | Marks::WIDGET.0 | Marks::MEDIA.0);
    }
    marks
}

fn of_classes<'p>(classes: &'p str, names: &mut Names<'p>) -> Marks {
    let marks = names.marks_of_names(classes);
    if marks.has(Marks::HIDDEN) && show_on_some_screens(classes) {
        return Marks(marks.0 & !Marks::HIDDEN.0) | Marks::SOMETIMES;
    }
    marks
}

fn of_itemprop(value: &str) -> Marks {
    let mut marks = Marks::NONE;
    for word in value.split_ascii_whitespace() {
        marks |= match word {
            "articleBody" | "reviewBody" | "text" => Marks::BODY,
            "headline" => Marks::HEADLINE,
            "author" | "creator" => Marks::BYLINE,
            "datePublished" | "dateModified" => Marks::DATE,
            "caption" => Marks::CAPTION,
            "comment" => Marks::COMMENTS,
            "keywords" => Marks::TAGS,
            _ => Marks::NONE,
        };
    }
    marks
}

fn of_role(value: &str) -> Marks {
    match value.trim() {
        "navigation" | "menu" | "menubar" | "search" => Marks::NAVIGATION,
        "complementary" => Marks::ASIDE,
        "contentinfo" => Marks::FOOTER,
        "banner" => Marks::HEADER,
        "dialog" | "alertdialog" => Marks::SIGNUP | Marks::DIALOG,
        "alert" => Marks::SIGNUP,
        "article" => Marks::ARTICLE,
        "doc-endnotes" | "doc-bibliography" | "doc-footnote" => Marks::REFERENCES,
        _ => Marks::NONE,
    }
}

/// The longest name that is looked up.
const LONGEST: usize = 32;

/// What class names or an id say.
pub(super) fn marks_of_names(names: &str) -> Marks {
    single_names(names).fold(Marks::NONE, |marks, name| marks | marks_of_name(name.as_bytes()))
}

/// The names of a class or an id. Bounded: generated and utility classes come by the dozen.
fn single_names(names: &str) -> impl Iterator<Item = &str> {
    names.split_ascii_whitespace().take(24)
}

/// First words of names that say what a page or a box is set to, not what it is: `has-rail-right`,
/// `no-sidebar`.
const SETTINGS: [&[u8]; 5] = [b"has", b"with", b"without", b"no", b"not"];

/// Whether a name says what something is set to. What is not printed is furniture, and a name says so.
fn is_setting(name: &[u8]) -> bool {
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    let is_edge = |byte: &u8| !byte.is_ascii_lowercase();
    let end = name.iter().position(is_edge).unwrap_or(name.len());
    end < name.len() && SETTINGS.contains(&&name[..end]) && !name[end..].ends_with(b"print")
}

fn marks_of_name(name: &[u8]) -> Marks {
    if is_setting(name) {
        return Marks::NONE;
    }
    let (words, names) = (&*OF_WORDS, &*OF_NAMES);
    let mut marks = Marks::NONE;
    let mut whole = [0u8; LONGEST];
    let mut length = 0;
    let mut word = 0;
    let mut before = 0u8;
    // What stands before a colon is a state or a width in which the name counts: `print:w-full`.
    let mut of_state = false;
    let mut is_full = false;
    for &byte in name {
        if byte == b':' {
            (marks, length, word, before, of_state, is_full) = (Marks::NONE, 0, 0, 0, true, false);
            continue;
        }
        if is_full {
            continue;
        }
        let starts_word = byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        if !byte.is_ascii_alphanumeric() || starts_word {
            marks |= look_up(words, &whole[word.min(length)..length]);
            word = length;
        }
        if byte.is_ascii_alphanumeric() {
            if length == LONGEST {
                is_full = true;
                continue;
            }
            whole[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        before = byte;
    }
    if is_full {
        return marks;
    }
    marks |= look_up(words, &whole[word..length]);
    marks |= look_up(names, &whole[..length]);
    if of_state && marks.has(Marks::HIDDEN) {
        return if name.starts_with(b"print:") { Marks::ASSISTIVE } else { Marks::NONE };
    }
    let first = whole[..length].first();
    let stems = STEMS
        .iter()
        .filter(|(stem, _)| first == stem.as_bytes().first() && whole[..length].starts_with(stem.as_bytes()));
    stems.fold(marks, |marks, (_, of)| marks | *of)
}

/// What each word of names says, and what whole names say.
static OF_WORDS: LazyLock<WordMap<Marks>> = LazyLock::new(|| marks_by(WORDS));
static OF_NAMES: LazyLock<WordMap<Marks>> = LazyLock::new(|| marks_by(NAMES));

fn marks_by(rows: &'static [(&'static str, Marks)]) -> WordMap<Marks> {
    WordMap::new(rows.iter().copied(), |known, more| *known |= more)
}

fn look_up(table: &WordMap<Marks>, word: &[u8]) -> Marks {
    str::from_utf8(word).ok().and_then(|word| table.get(word)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_hyphens_underscores_and_capitals() {
        for name in ["related-links", "box_related", "boxRelated", "js-relatedBox"] {
            assert!(marks_of_names(name).has(Marks::RELATED), "{name}");
        }
        assert!(marks_of_names("entry-content clearfix").has(Marks::BODY));
        assert!(marks_of_names("articleBody").has(Marks::BODY));
        assert!(!marks_of_names("correlated unrelatedly").has(Marks::RELATED));
    }

    #[test]
    fn elements_of_a_page_s_own_are_named_for_what_they_are() {
        let of = |name: &str| {
            let page = crate::markup::Page::parse(&format!("<{name}>Text</{name}>")).expect("few nodes");
            let outline = crate::input::html::outline::Outline::new(&page);
            outline.items.iter().fold(Marks::NONE, |marks, item| marks | item.marks)
        };
        assert!(of("site-footer").has(Marks::FOOTER) && of("amp-sidebar").has(Marks::ASIDE));
        assert_eq!((of("x-hidden"), of("font")), (Marks::NONE, Marks::NONE));
    }

    #[test]
    fn a_name_behind_a_state_says_only_what_it_says_itself() {
        for name in ["print:max-w-small", "md:hidden", "[&_.comments]:mt-4", "group-hover:hidden"] {
            assert_eq!(marks_of_names(name), Marks::NONE, "{name}");
        }
        let long = format!("[&_.{}]:mt-4 form:sidebar", "comments-".repeat(8));
        assert_eq!(marks_of_names(&long), Marks::ASIDE);
        assert_eq!(marks_of_names("print:hidden"), Marks::ASSISTIVE);
    }

    #[test]
    fn what_a_box_is_set_to_says_nothing_of_what_it_is() {
        for name in ["has-rail-right", "with-sidebar", "noComments", "not-related", "lg:without-sidebar"] {
            assert_eq!(marks_of_names(name), Marks::NONE, "{name}");
        }
        for name in ["sidebar", "hasty-sidebar", "notes-sidebar", "with sidebar"] {
            assert_eq!(marks_of_names(name), Marks::ASIDE, "{name}");
        }
    }
}
