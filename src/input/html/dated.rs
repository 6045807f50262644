//! Tells the places of a page that name a day each: the rows of a table of facts, and boxes built alike
//! behind the text, as readers' replies and lists of other texts are. None of their days is the article's.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::input::html::outline::{Outline, Segment};
use crate::markup::Tag;
use crate::markup::attributes::Attributes;

/// Boxes beside one that are looked at.
const MOST_BESIDE: usize = 64;

/// Segments of a box that are looked at.
const MOST_INSIDE: usize = 40;

/// Figures of a day, and the weight of the longest line that is read for one.
const FIGURES: usize = 5;
const LONGEST_LINE: u32 = 80;

/// The weight of a line that is more than a name or a label beside a day.
const TEXT: u32 = 15;

/// What names that speak of publication have in them, and those that speak of change.
const OF_PUBLICATION: [&str; 4] = ["publi", "posted", "created", "issued"];
const OF_CHANGE: [&str; 4] = ["updat", "modif", "edited", "revis"];

static TELLING: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = OF_PUBLICATION.into_iter().chain(OF_CHANGE);
    let built = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
    built.expect("eight short words are within every limit")
});

/// Whether a name speaks of publication, and whether of change.
pub(super) fn told(name: &str) -> (bool, bool) {
    let mut told = (false, false);
    for found in TELLING.find_overlapping_iter(name) {
        match found.pattern().as_usize() < OF_PUBLICATION.len() {
            true => told.0 = true,
            false => told.1 = true,
        }
    }
    told
}

/// Whether a table says that its cells are facts: it has a row of nothing but headings, or a caption.
pub(super) fn is_table_of_facts(outline: &Outline<'_>, item: usize) -> bool {
    if outline.items[item].tag != Tag::Table {
        return false;
    }
    let is_heading =
        |cell: usize| outline.element(cell).is_some_and(|element| matches!(element.name(), "th"));
    let is_row_of_headings = |row: usize| {
        let cells = outline.children(row).filter(|&cell| outline.items[cell].tag == Tag::Cell);
        let (all, headings) =
            cells.fold((0, 0), |(all, headings), cell| (all + 1, headings + usize::from(is_heading(cell))));
        all > 1 && all == headings
    };
    let opening = (item + 1..outline.items[item].end as usize).take(MOST_BESIDE);
    opening.into_iter().any(|at| match outline.items[at].tag {
        Tag::Caption => outline.items[at].parent as usize == item,
        Tag::Tr => is_row_of_headings(at),
        _ => false,
    })
}

/// Whether a box is one of several of its name side by side, each of which has a day and text of its own.
pub(super) fn is_one_of_several(outline: &Outline<'_>, item: usize) -> bool {
    let tag = outline.items[item].tag;
    let class = |at: usize| outline.element(at).and_then(|element| element.value_of("class")).unwrap_or("");
    let parent = outline.items[item].parent as usize;
    if parent == item || !tag.is_block() || !is_dated_text(outline, item) {
        return false;
    }
    let beside = outline.children(parent).take(MOST_BESIDE);
    beside
        .filter(|&other| other != item && outline.items[other].tag == tag && class(other) == class(item))
        .any(|other| is_dated_text(outline, other))
}

/// Whether a box has a day in one line and text in another, and does not say that the day is of publication.
fn is_dated_text(outline: &Outline<'_>, item: usize) -> bool {
    let segments = || outline.segments_in(item).take(MOST_INSIDE).map(|at| &outline.segments[at]);
    let has_time = |segment: &Segment| {
        let inside = (segment.start..segment.end).flat_map(|at| outline.ancestors(at as usize).take(2));
        inside.into_iter().any(|at| outline.items[at].tag == Tag::Time)
    };
    let is_day = |segment: &Segment| {
        segment.chars <= LONGEST_LINE && (has_time(segment) || figures(outline, segment) >= FIGURES)
    };
    let says_so = |segment: &Segment| {
        outline.ancestors(segment.start as usize).take_while(|&at| at >= item).any(|at| {
            let element = outline.element(at);
            let names = ["class", "id", "itemprop"];
            names.iter().filter_map(|name| element?.value_of(name)).any(|name| told(name).0)
        })
    };
    let mut days = segments().filter(|segment| is_day(segment));
    let has_day = days.next().is_some_and(|day| !says_so(day) && !days.any(says_so));
    has_day && segments().any(|segment| !is_day(segment) && segment.chars > TEXT)
}

fn figures(outline: &Outline<'_>, segment: &Segment) -> usize {
    let letters = (segment.start..segment.end).flat_map(|at| outline.text(at as usize).chars());
    letters.filter(|letter| letter.is_numeric()).count()
}
