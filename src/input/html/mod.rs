//! HTML and XHTML: the page's own text as blocks with exact positions, its notes by their links, and what its
//! metadata offers. Bytes become text in `decode`; what is headline, date or reference is decided in
//! `extract`.

mod block_trees;
pub mod blocks;
mod bylines;
mod cards;
pub mod content;
mod dated;
pub mod elsewhere;
pub mod embedded;
pub mod explanation;
pub mod features;
pub mod holder;
mod inner_links;
pub mod judge;
mod labelled;
pub mod lenient;
pub mod linked_data;
mod margin;
pub mod mentions;
pub mod meta_names;
pub mod metadata;
mod names;
pub mod nearby;
pub mod nested;
mod note_extent;
mod note_labels;
pub mod notes;
pub mod numbers;
pub mod outline;
pub mod preformatted;
mod raised;
pub mod reasons;
pub mod requisites;
pub mod rows;
pub mod saved;
pub mod script;
mod settings;
mod teasers;
mod together;
pub mod visibility;
pub mod vocabulary;
pub mod weighing;
mod wrapped;
mod written;

use url::Url;

use crate::input::{Emit, LoadOptions, Loaded, Loader, RawInput, load_text};
use crate::markup::{MAX_NODES, Page, Tag};
use crate::model::{
    Block, BlockKind, Demand, Document, FieldName, Format, InputFault, InputFaultKind, Source,
};

use blocks::Writer;
use content::{Content, Verdict};
use notes::Notes;
use numbers::Numbers;
use outline::{Outline, Segment};
use rows::{Rows, between_cells};
use settings::Settings;
use teasers::Teasers;
use weighing::kind;
use wrapped::Wrapped;

/// Reads HTML.
pub struct HtmlLoader;

impl Loader for HtmlLoader {
    fn format(&self) -> Format {
        Format::Html
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognizes(&self, head: &str) -> bool {
        let start = head.trim_start();
        let opens =
            |name: &str| start.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        if opens("<!doctype html") || opens("<html") || opens("<head") || opens("<body") {
            return true;
        }
        let lower = head.to_ascii_lowercase();
        (opens("<?xml") || opens("<!--") || opens("<"))
            && ["<html", "<head", "<body", "<article", "<p>", "<div", "<h1"]
                .iter()
                .any(|tag| lower.contains(tag))
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        load_text(input, options, Format::Html, emit, |text, source| document(text, source, options));
    }
}

/// The document of a decoded page. A page of more than [`MAX_NODES`] nodes is not read.
pub fn document<'d>(text: &'d str, source: Source, options: &LoadOptions) -> Loaded<'d> {
    let mut document = Document::new(source, text);
    let Ok(page) = Page::parse(text) else { return Err((document.source, too_many_nodes())) };
    // A container knows better than its page where that is from.
    let saved = saved::find(text, &page).filter(|_| document.source.address.is_none());
    if let Some(saved) = &saved {
        document.source.address = Some(saved.address.value.clone());
        document.source.captured.clone_from(&saved.captured);
    }
    let outline = Outline::new(&page);
    if let Some(plain) = preformatted::document(&document.source, text, &outline) {
        return Ok(plain);
    }
    let notes = Notes::find(&outline);
    let teasers = Teasers::find(&outline);
    let metadata = metadata::read(
        &page,
        &outline,
        &teasers,
        document.source.address.as_deref().and_then(|address| Url::parse(address).ok()),
    );
    document.candidates = metadata.candidates;
    document.candidates.extend(saved.map(|saved| saved.address));
    document.mentions = metadata.mentions;
    let writer = Writer { outline: &outline, notes: &notes, base: metadata.base };
    let titles: Vec<&str> = document
        .candidates
        .iter()
        .filter(|candidate| candidate.field == FieldName::Headline)
        .map(|candidate| candidate.value.as_str())
        .collect();
    let content = judge::choose(&outline, &titles);
    let settings = Settings::new(&outline, &content, &titles);
    document.mentions.extend(mentions::find(&settings));
    if options.demand.has(Demand::ARTICLE) {
        document.bylines = bylines::find(&settings, &teasers);
    }
    let shown = write(&writer, &content);
    let held = embedded::body(text, &shown, &titles)
        .or_else(|| elsewhere::body(text, &outline, writer.base.as_ref(), &titles, &shown));
    let mut origin = None;
    document.blocks = match held {
        Some(held) => {
            origin = Some((held.keys, held.from));
            held.blocks.into_iter().chain(shown.into_iter().filter(|block| block.definition)).collect()
        }
        None => shown,
    };
    if options.demand.has(Demand::EXPLANATION) {
        document.body_choice =
            Some(Box::new(explanation::explain(&document, &writer, &content, &titles, origin)));
    }
    Ok(document)
}

/// What a reader sees of a page, article or not: a block of text a line.
pub fn shown_text(text: &str) -> String {
    let Ok(page) = Page::parse(text) else { return String::new() };
    let outline = Outline::new(&page);
    let lines =
        outline.segments.iter().map(|segment| outline.segment_text(segment)).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The segments of a page: words, a line for each paragraph that a line break parts, what the hand-set rules
/// make of them, and the numbers of their row.
pub fn rows(text: &str) -> Vec<(String, String, features::Row)> {
    let Ok(page) = Page::parse(text) else { return Vec::new() };
    let outline = Outline::new(&page);
    let candidates = metadata::read(&page, &outline, &Teasers::find(&outline), None).candidates;
    let titles: Vec<&str> = candidates
        .iter()
        .filter(|candidate| candidate.field == FieldName::Headline)
        .map(|candidate| candidate.value.as_str())
        .collect();
    let rows = judge::rows(&outline, &titles).into_iter();
    let wrapped = Wrapped::of(&outline);
    let words = |segment: &Segment| {
        let lines = lines(&outline, segment, kind(&outline, segment), &wrapped);
        let lines = lines.map(|line| outline.segment_text(&line));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let with_words = outline.segments.iter().zip(rows);
    with_words.map(|(segment, (verdict, row))| (words(segment), format!("{verdict:?}"), row)).collect()
}

fn too_many_nodes() -> InputFault {
    let message = format!("a page of more than {} elements and texts", MAX_NODES);
    InputFault::new(InputFaultKind::Unreadable, message)
}

/// What several segments make up together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// A note, by its item.
    Entry(u32),
    /// A row of a table, by its item.
    Row(usize),
}

/// The blocks of the article and of the notes, in document order.
fn write<'d>(writer: &Writer<'_, '_>, content: &Content) -> Vec<Block<'d>> {
    let (outline, notes) = (writer.outline, writer.notes);
    let numbers = Numbers::of(outline);
    let wrapped = Wrapped::of(outline);
    let mut rows = Rows::new(outline);
    let mut blocks = Vec::new();
    let mut open: Option<(Whole, Vec<Segment>)> = None;
    let segments = outline.segments.iter().zip(&content.verdicts).enumerate();
    let parts = segments
        .flat_map(|(at, (segment, verdict))| notes.parts(segment).map(move |part| (at, part, verdict)));
    for (at, segment, verdict) in parts {
        // A marker is the article's wherever it stands: in a table of facts, say.
        let kind = match verdict {
            Verdict::Kept(kind) => Some(*kind),
            Verdict::Dropped(_) => cites(notes, &segment).then_some(BlockKind::Table),
        };
        let whole = match (notes.entry_around(segment.start), kind, &open) {
            (Some(item), ..) => Some(Whole::Entry(item)),
            (None, Some(_), _) => rows.around(&segment).map(Whole::Row),
            // What is dropped from a row does not end it.
            (None, None, Some((Whole::Row(row), _))) if segment.start < outline.items[*row].end => {
                Some(Whole::Row(*row))
            }
            (None, None, _) => None,
        };
        if open.as_ref().map(|(whole, _)| *whole) != whole {
            blocks.extend(open.take().and_then(|open| written(writer, open)));
        }
        if let Some(whole) = whole {
            let segments = &mut open.get_or_insert_with(|| (whole, Vec::new())).1;
            if kind.is_some() || matches!(whole, Whole::Entry(_)) {
                segments.push(segment);
            }
            continue;
        }
        let Some(kind) = kind else { continue };
        let first = blocks.len();
        let lines = lines(outline, &segment, kind, &wrapped);
        blocks.extend(lines.filter_map(|line| writer.segment(&line, kind)));
        if let (Some(block), Verdict::Kept(_)) = (blocks.get_mut(first), verdict) {
            block.label = numbers.before(outline, at).map(|number| number.to_string());
        }
        blocks.extend(writer.margin(&segment));
    }
    blocks.extend(open.and_then(|open| written(writer, open)));
    blocks
}

fn written<'d>(writer: &Writer<'_, '_>, (whole, segments): (Whole, Vec<Segment>)) -> Option<Block<'d>> {
    match whole {
        Whole::Entry(item) => writer.entry(item, &segments),
        Whole::Row(_) => {
            let first = segments.first().map(|cell| writer.outline.segment_text(cell)).unwrap_or_default();
            writer.joined(&segments, between_cells(&first), BlockKind::Table)
        }
    }
}

/// The lines of a paragraph, parted at its line breaks: what a reader sees as paragraphs of their own. A
/// heading, an item, a cell or code of several lines stays whole, as do lines that a margin broke.
fn lines<'a>(
    outline: &'a Outline<'_>,
    segment: &'a Segment,
    kind: BlockKind,
    wrapped: &Wrapped,
) -> impl Iterator<Item = Segment> + 'a {
    let parted = matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
    let joined = wrapped.joined(outline, segment);
    let is_break = move |at: &u32| {
        parted && outline.items[*at as usize].tag == Tag::Br && joined.binary_search(at).is_err()
    };
    let ends = (segment.start..segment.end).filter(is_break).chain([segment.end]);
    ends.scan(segment.start, |start, end| {
        let line = Segment { start: *start, end, ..*segment };
        *start = end + 1;
        Some(line)
    })
}

/// Whether a marker that leads to a note stands in a segment.
fn cites(notes: &Notes, segment: &Segment) -> bool {
    (segment.start..segment.end).any(|item| notes.markers.contains_key(&item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_too_many_nodes_is_refused() {
        let page = "<i>".repeat(2) + &"<br>".repeat(MAX_NODES + 2);
        let refused = document(&page, Source::default(), &LoadOptions::default())
            .expect_err("it has more than two million nodes");
        assert!(refused.1.message.contains("more than 2000000"), "{}", refused.1.message);
    }

    #[test]
    fn a_row_of_a_table_is_one_block_and_a_layout_is_none() {
        let text = "The harbour stayed closed for another week because the dredgers had not come back from the north in time.";
        let rows = "<tr><td>Depth</td><td>4 m [1]</td></tr><tr><td>Width</td><td><a href=/w>all widths</a></td><td>20 m</td></tr>";
        let twice = format!("{text} And again: {text}");
        let layout = format!("<tr><td><p>{twice}</p><p>{text} Then.</p></td><td>{text} Now.</td></tr>");
        let page =
            format!("<article><p>{text} First.</p><table>{rows}</table><table>{layout}</table></article>");
        let document = document(&page, Source::default(), &LoadOptions::default()).expect("few nodes");
        let blocks: Vec<(BlockKind, &str)> =
            document.blocks.iter().map(|block| (block.kind, &*block.text)).collect();
        let (first, then, now) = (format!("{text} First."), format!("{text} Then."), format!("{text} Now."));
        let paragraph = |words| (BlockKind::Paragraph, words);
        let row = |words| (BlockKind::Table, words);
        assert_eq!(
            blocks,
            [
                paragraph(&*first),
                row("Depth 4 m [1]"),
                row("Width 20 m"),
                paragraph(&*twice),
                paragraph(&*then),
                paragraph(&*now)
            ]
        );
    }

    #[test]
    fn a_line_break_parts_paragraphs_and_no_headings() {
        let text = "The harbour stayed closed for another week because the dredgers had not come back from the north.";
        let page = format!(
            "<article><h2>Harbour<br>closed</h2><p>{text}<br>Then <b>it<br/>opened</b>.<br><br>{text} Now.</p></article>"
        );
        let document = document(&page, Source::default(), &LoadOptions::default()).expect("few nodes");
        let blocks: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
        let now = format!("{text} Now.");
        assert_eq!(blocks, ["Harbour closed", text, "Then it", "opened.", &now]);
    }

    #[test]
    fn of_links_in_links_the_inner_one_counts() {
        let page = "<p>The <a href='https://e.org/a'>tide <marquee><a href='https://e.org/b'>rose</a></marquee> again</a> that night.</p>";
        let document = document(page, Source::default(), &LoadOptions::default()).expect("few nodes");
        let block = &document.blocks[0];
        let links: Vec<(&str, &str)> =
            block.links.iter().map(|link| (&block.text[link.range.clone()], &*link.url)).collect();
        assert_eq!(links, [("rose", "https://e.org/b")]);
    }

    #[test]
    fn code_in_code_is_one_range() {
        let document = document(
            "<p>The <code>a <code>b[1]</code> c[2]</code> rose.</p>",
            Source::default(),
            &LoadOptions::default(),
        )
        .expect("few nodes");
        let block = &document.blocks[0];
        let code: Vec<&str> = block.code.iter().map(|range| &block.text[range.clone()]).collect();
        assert_eq!(code, ["a b[1] c[2]"]);
    }

    #[test]
    fn pages_are_known_by_their_start() {
        for start in [
            "<!DOCTYPE html><p>",
            "  <HTML lang=de>",
            "<?xml version='1.0'?>\n<html xmlns=''>",
            "<div><p>Text</p></div>",
            "<!-- saved --><body>",
        ] {
            assert!(HtmlLoader.recognizes(start), "{start}");
        }
        for start in ["A headline\n\nText <b>bold</b>", "<1> is less", "# Title\n<div>"] {
            assert!(!HtmlLoader.recognizes(start), "{start}");
        }
    }
}
