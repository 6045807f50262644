//! HTML and XHTML: the page's own text as blocks with exact positions, its notes by their links, and what its metadata offers.
//! Bytes become text in `decode`; what is headline, date or reference is decided in `extract`.

pub mod blocks;
pub mod content;
pub mod embedded;
pub mod explanation;
pub mod metadata;
pub mod nearby;
pub mod notes;
pub mod numbers;
pub mod outline;
pub mod parse;
pub mod plain;
pub mod script;
pub mod tag;
pub mod vocabulary;

use url::Url;

use crate::input::decode::Declaration;
use crate::input::{Emit, LoadOptions, Loaded, Loader, RawInput, load_text};
use crate::model::{Block, BlockKind, Document, FieldName, Format, InputFault, InputFaultKind, Source};

use blocks::Writer;
use content::{Content, Verdict};
use notes::Notes;
use numbers::Numbers;
use outline::{Outline, Segment};
use parse::Page;
use tag::Tag;

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
        let opens = |name: &str| start.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        if opens("<!doctype html") || opens("<html") || opens("<head") || opens("<body") {
            return true;
        }
        let lower = head.to_ascii_lowercase();
        (opens("<?xml") || opens("<!--") || opens("<"))
            && ["<html", "<head", "<body", "<article", "<p>", "<div", "<h1"].iter().any(|tag| lower.contains(tag))
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        load_text(input, options, Format::Html, Declaration::Html, |text, source| document(text, source, options), emit);
    }
}

/// The document of a decoded page. A page of more than [`parse::MAX_NODES`] nodes is not read.
pub fn document<'d>(text: &'d str, source: Source, options: &LoadOptions) -> Loaded<'d> {
    let mut document = Document::new(source, text);
    let Ok(page) = Page::parse(text) else { return Err((document.source, too_many_nodes())) };
    let outline = Outline::new(&page);
    let notes = Notes::find(&outline);
    let metadata = metadata::read(&page, &outline, document.source.address.as_deref().and_then(|address| Url::parse(address).ok()));
    document.candidates = metadata.candidates;
    let writer = Writer { outline: &outline, notes: &notes, base: metadata.base };
    let titles: Vec<&str> = document
        .candidates
        .iter()
        .filter(|candidate| candidate.field == FieldName::Headline)
        .map(|candidate| candidate.value.as_str())
        .collect();
    let content = content::choose(&outline, &titles);
    let shown = write(&writer, &content);
    let mut keys = None;
    document.blocks = match embedded::body(text, &shown) {
        Some(held) => {
            keys = Some(held.keys);
            held.blocks.into_iter().chain(shown.into_iter().filter(|block| block.definition)).collect()
        }
        None => shown,
    };
    if options.explain {
        document.body_choice = Some(Box::new(explanation::of(&document, &writer, &content, keys)));
    }
    Ok(document)
}

fn too_many_nodes() -> InputFault {
    let message = format!("a page of more than {} elements and texts", parse::MAX_NODES);
    InputFault { kind: InputFaultKind::Unreadable, message, member: None }
}

/// The blocks of the article and of the notes, in document order.
fn write<'d>(writer: &Writer<'_, '_>, content: &Content) -> Vec<Block<'d>> {
    let (outline, notes) = (writer.outline, writer.notes);
    let numbers = Numbers::of(outline);
    let mut blocks = Vec::new();
    let mut entry: Option<(u32, Vec<Segment>)> = None;
    let mut row: Option<(usize, Vec<Segment>)> = None;
    let has_tables = outline.items.iter().any(|item| item.tag == Tag::Tr);
    for (at, (segment, verdict)) in outline.segments.iter().zip(&content.verdicts).enumerate() {
        let around = notes.entry_around(outline, segment.start);
        if entry.as_ref().map(|(item, _)| *item) != around
            && let Some((item, segments)) = entry.take()
        {
            blocks.extend(writer.entry(item, &segments));
        }
        let in_row = if has_tables && around.is_none() && matches!(verdict, Verdict::Kept(_)) { row_of(outline, segment) } else { None };
        if row.as_ref().map(|(item, _)| *item) != in_row
            && let Some((_, cells)) = row.take()
        {
            blocks.extend(writer.joined(&cells, BETWEEN_CELLS, BlockKind::Table));
        }
        if let Some(item) = around {
            entry.get_or_insert_with(|| (item, Vec::new())).1.push(*segment);
            continue;
        }
        if let Some(item) = in_row {
            row.get_or_insert_with(|| (item, Vec::new())).1.push(*segment);
            continue;
        }
        match verdict {
            Verdict::Kept(kind) => blocks.extend(writer.segment(segment, *kind).map(|mut block| {
                block.label = numbers.before(outline, at).map(|number| number.to_string());
                block
            })),
            // A marker is the article's wherever it stands: in a table of facts, say.
            Verdict::Dropped(_) if cites(notes, segment) => blocks.extend(writer.segment(segment, BlockKind::Table)),
            Verdict::Dropped(_) => {}
        }
    }
    if let Some((item, segments)) = entry {
        blocks.extend(writer.entry(item, &segments));
    }
    if let Some((_, cells)) = row {
        blocks.extend(writer.joined(&cells, BETWEEN_CELLS, BlockKind::Table));
    }
    blocks
}

/// Whether a marker that leads to a note stands in a segment.
fn cites(notes: &Notes, segment: &Segment) -> bool {
    (segment.start..segment.end).any(|item| notes.markers.contains_key(&item))
}

/// What stands between the cells of a row.
const BETWEEN_CELLS: &str = "|";

/// Letters and digits of a cell in several paragraphs, from which on its table is there for the layout.
const LAYOUT_CELL: u32 = 200;

/// The row of a table of data that a segment stands in: of several cells, none of which holds long text in paragraphs of its own.
fn row_of(outline: &Outline<'_>, segment: &Segment) -> Option<usize> {
    let row = outline
        .ancestors(segment.start as usize)
        .take_while(|&at| outline.items[at].tag != Tag::Table)
        .find(|&at| outline.items[at].tag == Tag::Tr)?;
    let texts = |cell: usize| &outline.segments[outline.segments_in(cell)];
    let cells = || outline.children(row).filter(|&child| outline.items[child].tag == Tag::Cell && !texts(child).is_empty());
    let is_layout = |cell: usize| texts(cell).len() > 1 && texts(cell).iter().map(|text| text.chars).sum::<u32>() > LAYOUT_CELL;
    (cells().count() > 1 && !cells().any(is_layout)).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_too_many_nodes_is_refused() {
        let page = "<i>".repeat(2) + &"<br>".repeat(parse::MAX_NODES + 2);
        let refused = document(&page, Source::default(), &LoadOptions::default()).expect_err("it has more than two million nodes");
        assert!(refused.1.message.contains("more than 2000000"), "{}", refused.1.message);
    }

    #[test]
    fn of_links_in_links_the_inner_one_counts() {
        let page = "<p>The <a href='https://e.org/a'>tide <marquee><a href='https://e.org/b'>rose</a></marquee> again</a> that night.</p>";
        let document = document(page, Source::default(), &LoadOptions::default()).expect("few nodes");
        let block = &document.blocks[0];
        let links: Vec<(&str, &str)> = block.links.iter().map(|link| (&block.text[link.range.clone()], &*link.url)).collect();
        assert_eq!(links, [("rose", "https://e.org/b")]);
    }

    #[test]
    fn code_in_code_is_one_range() {
        let document = document("<p>The <code>a <code>b[1]</code> c[2]</code> rose.</p>", Source::default(), &LoadOptions::default())
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
