//! Texts that are set in pages: their lines without what each page repeats.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::input::text::lines::{Line, Lines};
use crate::lexicon::headings::is_reference_heading;

/// Lines at the head and at the foot of a page that may be repeated on others.
const EDGE: usize = 2;

/// Whether a text has form feeds or `[Page 12]` footers.
pub fn is_paged(text: &str) -> bool {
    memchr::memchr(b'\x0c', text.as_bytes()).is_some() || has_footers(text)
}

fn has_footers(text: &str) -> bool {
    static FOOTER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("[Page "));
    FOOTER.find(text.as_bytes()).is_some()
}

/// The lines of a paged text without form feeds and what its pages repeat. A paragraph that runs over a page
/// break is whole again.
pub fn without_page_furniture(text: &str) -> Vec<Line> {
    if has_footers(text) { without_footers(text) } else { without_repeated_edges(text) }
}

/// The lines of a text with form feeds and no known footers, such as a PDF gives: without the lines at the
/// head and foot of a page that another page has, too, but for a number that counts the pages.
fn without_repeated_edges(text: &str) -> Vec<Line> {
    let mut pages: Vec<Vec<Line>> = vec![Vec::new()];
    for line in Lines::new(text) {
        if has_form_feed(text, line) {
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push(line);
        }
    }
    let mut pages_with: HashMap<(&str, i64), usize> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let mut keys: Vec<_> = edges(page).filter_map(|line| furniture(text, line, number)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|key| *pages_with.entry(key).or_default() += 1);
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut last_page = 0;
    for (number, page) in pages.iter().enumerate() {
        let is_repeated = |line: Line| furniture(text, line, number).is_some_and(|key| pages_with[&key] > 1);
        let dropped: Vec<usize> =
            edges(page).filter(|&line| is_repeated(line)).map(|line| line.start).collect();
        let kept = page.iter().filter(|line| line.is_blank() || !dropped.contains(&line.start));
        let start = lines.len();
        append_page(text, &mut lines, last_page, kept.copied().skip_while(|line| line.is_blank()));
        last_page = start;
    }
    lines
}

/// The first and the last lines of a page that have words.
fn edges(page: &[Line]) -> impl Iterator<Item = Line> {
    let filled = || page.iter().filter(|line| !line.is_blank()).copied();
    let foot = page.iter().rev().filter(|line| !line.is_blank()).copied().take(EDGE);
    let head_end = filled().nth(EDGE).map_or(usize::MAX, |next| next.start);
    filled().take(EDGE).chain(foot.filter(move |line| line.start >= head_end))
}

/// What a line at the edge of a page has that others may repeat: its words without a number at either end,
/// and how far that number is from the page's. Headings of lists and their entries are none.
fn furniture(text: &str, line: Line, page: usize) -> Option<(&str, i64)> {
    let words = line.words(text);
    if words.starts_with('[') || is_reference_heading(words) {
        return None;
    }
    let frame = |end: char| end.is_whitespace() || matches!(end, '-' | '–' | '—' | '|');
    let words = words.trim_matches(frame);
    let behind = words.trim_end_matches(|end: char| end.is_ascii_digit());
    let before = words.trim_start_matches(|end: char| end.is_ascii_digit());
    let (rest, number) = if behind.len() < words.len() {
        (behind, &words[behind.len()..])
    } else {
        (before, &words[..words.len() - before.len()])
    };
    // No book has more pages.
    if number.len() > 4 {
        return Some((words, i64::MAX));
    }
    let page = i64::try_from(page).unwrap_or(i64::MAX);
    Some((rest.trim_matches(frame), number.parse::<i64>().map_or(i64::MAX, |number| number - page)))
}

/// Appends the lines of a page, apart from those before unless a paragraph goes on. The page before begins at
/// `last_page`.
fn append_page(text: &str, lines: &mut Vec<Line>, last_page: usize, page: impl Iterator<Item = Line>) {
    let filled = lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1);
    lines.truncate(filled);
    let mut page = page.peekable();
    if let Some(&next) = page.peek() {
        let before = lines.get(last_page..).unwrap_or_default();
        let paragraph = before.iter().rposition(|line| line.is_blank()).map_or(0, |blank| blank + 1);
        let is_note =
            |line: &Line| line.words(text).starts_with(|first: char| first == '[' || first.is_ascii_digit());
        let has_notes = before[paragraph..].iter().any(is_note);
        let goes_on = |last: &Line| {
            let is_open = !last.words(text).ends_with(['.', '!', '?', ':', '"', '”', '。']);
            let is_within =
                next.words(text).starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase());
            is_open && is_within
        };
        if has_notes || !lines.last().is_some_and(goes_on) {
            lines.push(Line { end: next.start, ..next });
        }
    }
    lines.extend(page);
}

/// The lines of an RFC, say, without its `[Page 12]` footers, form feeds and running headers.
fn without_footers(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut breaks = PageBreak::None;
    for line in Lines::new(text) {
        let form_feed = has_form_feed(text, line);
        if form_feed || is_page_footer(line.words(text)) {
            breaks =
                if form_feed && !line.is_blank() { PageBreak::InHeader(1) } else { PageBreak::BeforeHeader };
            let filled = lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1);
            lines.truncate(filled);
            continue;
        }
        breaks = match (breaks, line.is_blank()) {
            (PageBreak::None, _) => {
                lines.push(line);
                PageBreak::None
            }
            (PageBreak::InHeader(_), true) => PageBreak::AfterHeader,
            (waiting, true) => waiting,
            (PageBreak::BeforeHeader, false) => PageBreak::InHeader(1),
            (PageBreak::InHeader(1), false) => PageBreak::InHeader(2),
            (PageBreak::InHeader(_) | PageBreak::AfterHeader, false) => {
                if !lines.last().is_some_and(|last| runs_on(text, *last, line)) {
                    lines.push(Line { end: line.start, ..line });
                }
                lines.push(line);
                PageBreak::None
            }
        };
    }
    lines
}

/// Where in a page break the reading is.
#[derive(Clone, Copy)]
enum PageBreak {
    None,
    BeforeHeader,
    /// In a running header, which has this many lines so far.
    InHeader(u8),
    AfterHeader,
}

/// Whether a form feed stands in the line or in the white space before it.
fn has_form_feed(text: &str, line: Line) -> bool {
    memchr::memchr(b'\x0c', &text.as_bytes()[line.start - line.margin..line.end]).is_some()
}

fn is_page_footer(words: &str) -> bool {
    let Some(inner) = words.strip_suffix(']') else { return false };
    inner.rfind("[Page ").is_some_and(|at| inner[at + 6..].bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a paragraph that ends a page with `last` goes on with `next`.
fn runs_on(text: &str, last: Line, next: Line) -> bool {
    let ended = last.words(text).ends_with(['.', ':', '!', '?', '"', '”', ']', '>']);
    !ended && next.indent >= last.indent && !next.words(text).starts_with(['[', 'o', '-', '*'])
}
