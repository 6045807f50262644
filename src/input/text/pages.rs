//! Texts that are set in pages: their lines without what each page repeats.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::input::text::lines::{Line, Lines};

/// Whether a text has form feeds or `[Page 12]` footers.
pub fn is_paged(text: &str) -> bool {
    static FOOTER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("[Page "));
    memchr::memchr(b'\x0c', text.as_bytes()).is_some() || FOOTER.find(text.as_bytes()).is_some()
}

/// The lines of a paged text (an RFC, say) without its `[Page 12]` footers, form feeds and running headers.
/// A paragraph that runs over a page break is whole again.
pub fn without_page_furniture(text: &str) -> Vec<Line> {
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
