//! Cuts the blocks of a document into lines, and a list that was written as one line into its entries.

use crate::extract::urls::{self, is_web_url};
use crate::lexicon::headings::is_reference_heading;
use crate::model::Document;
use crate::text::span::clamp;

/// Bytes within which a one-line list begins: its heading is short.
const ONE_LINE_HEAD: usize = 60;

/// One line of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) block: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The lines of all blocks in order.
pub(super) fn of(document: &Document<'_>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(document.blocks.len() + 16);
    for (index, block) in document.blocks.iter().enumerate() {
        let block_index = clamp(index);
        let mut start = 0;
        for &next in &block.breaks {
            push(
                &mut lines,
                document,
                Line { block: block_index, start, end: next.saturating_sub(1).max(start) },
            );
            start = next;
        }
        push(&mut lines, document, Line { block: block_index, start, end: clamp(block.text.len()) });
    }
    lines
}

/// Takes a line, parted at the entries of a list that was written as one line: `Sources: [1] https://...
/// [2] https://...`.
fn push(lines: &mut Vec<Line>, document: &Document<'_>, line: Line) {
    let block = &document.blocks[line.block as usize];
    let words = &block.text[line.start as usize..line.end as usize];
    let is_linked = |at: usize| {
        let at = line.start as usize + at;
        let after = block.links.partition_point(|link| link.range.end <= at);
        block.links.get(after).is_some_and(|link| link.range.start <= at + 1 && is_web_url(&link.url))
    };
    let is_below_heading = || {
        let above = lines.last().filter(|_| words.starts_with('['));
        above.is_some_and(|above| {
            // The line before, or the block before where a list is one paragraph.
            let block = &document.blocks[above.block as usize];
            is_reference_heading(&block.text[above.start as usize..above.end as usize])
        })
    };
    let mut start = line.start;
    for entry in entries_in_one_line(words, &is_below_heading, &is_linked) {
        let at = line.start + clamp(entry);
        if at > start {
            let before = words[(start - line.start) as usize..entry].trim_end_matches(SEPARATORS);
            lines.push(Line { start, end: start + clamp(before.len()), ..line });
        }
        start = at;
    }
    lines.push(Line { start, ..line });
}

/// What stands between the entries of a one-line list.
const SEPARATORS: [char; 6] = [' ', ',', ';', '|', '·', '•'];

/// Where the entries of a one-line list begin. None if the line is no such list. `headed` says whether a
/// heading of lists is the line before it, `is_linked` whether a link begins at the label at an
/// offset.
fn entries_in_one_line(
    words: &str,
    headed: &dyn Fn() -> bool,
    is_linked: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let head = &words.as_bytes()[..words.len().min(ONE_LINE_HEAD)];
    if let Some(first) = memchr::memchr(b'[', head)
        && matches!(words.as_bytes()[first + 1..], [b'0'..=b'9', ..] | [b'[', b'0'..=b'9', ..])
    {
        return bracketed_entries(words, first, headed, is_linked);
    }
    match memchr::memchr2(b':', 0xEF, head) {
        Some(colon) => numbered_entries(words, colon),
        None => Vec::new(),
    }
}

/// At each `[n]` before an address; below a heading, at each that links one, and at each that goes on
/// from the one before and has words behind it.
fn bracketed_entries(
    words: &str,
    first: usize,
    is_below_heading: &dyn Fn() -> bool,
    is_linked: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let bytes = words.as_bytes();
    // One label at the start is an entry by itself, as most lines of lists are.
    if first == 0 && memchr::memchr(b'[', &bytes[1..]).is_none() {
        return Vec::new();
    }
    if first > 0 && !heads_list(&words[..first]) {
        return Vec::new();
    }
    let headed = first > 0 || is_below_heading();
    let label = |at: usize| {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let rest = words[at + 1 + digits..].strip_prefix(']')?;
        let number = words[at + 1..at + 1 + digits].parse::<u32>().ok()?;
        // `[[1]](https://...)`
        let start = at - usize::from(at > 0 && bytes[at - 1] == b'[' && rest.starts_with(']'));
        let parted = start == 0 || bytes[start - 1] == b' ';
        parted.then_some((start, number, rest))
    };
    let labels: Vec<(usize, u32, &str)> = memchr::memchr_iter(b'[', bytes).filter_map(label).collect();
    let addressed: Vec<usize> =
        labels.iter().filter(|(.., rest)| urls::opens_with_url(rest)).map(|(at, ..)| *at).collect();
    if addressed.first() == Some(&first) && (headed || addressed.len() > 1) {
        return addressed;
    }
    if headed && !labels.is_empty() && labels.iter().all(|(at, ..)| is_linked(*at)) {
        return labels.into_iter().map(|(at, ..)| at).collect();
    }
    let told = |index: usize| {
        let end = labels.get(index + 1).map_or(words.len(), |next| next.0);
        words[labels[index].0..end].split(']').nth(1).is_some_and(|words| words.trim().len() > 3)
    };
    let is_list = headed
        && labels.len() > 1
        && labels.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1)
        && (0..labels.len()).all(told);
    if is_list { labels.into_iter().map(|(at, ..)| at).collect() } else { Vec::new() }
}

/// `Sources: 1. Deal 2. Crew`, `Sources: 1: Deal, 2: Crew`: at each number that goes on from the one
/// before.
fn numbered_entries(words: &str, colon: usize) -> Vec<usize> {
    let after = words[colon..].chars().next().map_or(0, char::len_utf8);
    let rest = words[colon + after..].trim_start();
    if !["1. ", "1) ", "1: "].iter().any(|first| rest.starts_with(first))
        || !heads_list(&words[..colon + after])
    {
        return Vec::new();
    }
    let mark = rest.as_bytes()[1] as char;
    let mut from = words.len() - rest.len();
    let mut entries = vec![from];
    for number in 2..1000 {
        let opening = format!(" {number}{mark} ");
        let Some(next) = words[from..].find(&opening) else { break };
        from += next + 1;
        entries.push(from);
    }
    if entries.len() > 1 { entries } else { Vec::new() }
}

fn heads_list(words: &str) -> bool {
    let heading = words.trim_end();
    heading.ends_with([':', '：']) && is_reference_heading(heading)
}
