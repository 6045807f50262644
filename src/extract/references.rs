//! Finds the reference lists of a document and their entries. It does not decide which citation leads to
//! which entry; see `resolve`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::extract::over;
use crate::extract::urls::{self, FoundUrl};
use crate::extract::vocabulary::TRAILERS;
use crate::model::{Block, BlockKind, Document, Format, Hyperlink, Label, TextRange};
use crate::text::ByteSpan;
use crate::text::headings::is_reference_heading;
use crate::text::span::clamp;

/// What was found: entries, and which parts of the document they and what follows them take.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The entries in document order.
    pub entries: Vec<Entry>,
    /// Parts of blocks that are no body: entries, their headings, and what follows the last list. Ascending.
    pub taken: Vec<Part>,
    /// The heading of the first list.
    pub heading: Option<ByteSpan>,
}

/// A part of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The block's index in the document.
    pub block: usize,
    /// The part of its text.
    pub range: TextRange,
}

/// One entry as found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its label; absent for a bare URL line and for unlabelled lists.
    pub label: Option<Label>,
    /// Its words without the label; more than one part where it runs over several blocks.
    pub parts: Vec<Part>,
    /// The literal addresses in it.
    pub urls: Vec<String>,
    /// An address that its words link to by a definition elsewhere: `[title][key]` in Markdown.
    pub linked: Option<String>,
    /// All of it in the source, label included.
    pub span: ByteSpan,
    /// How its label is written.
    style: Style,
}

/// Finds the reference lists of a document. Linear in its size.
pub fn find(document: &Document<'_>) -> Lists {
    let lines = lines_of(document);
    let mut finder = Finder { document, lines, lists: Lists::default(), definitions_under: None };
    finder.run();
    finder.drop_numbered_lists_beside_bracketed_ones();
    finder.take_trailer();
    finder.lists
}

/// One line of a block.
#[derive(Clone, Copy, Debug)]
struct Line {
    block: u32,
    start: u32,
    end: u32,
}

fn lines_of(document: &Document<'_>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(document.blocks.len() + 16);
    for (index, block) in document.blocks.iter().enumerate() {
        let block_index = clamp(index);
        let mut start = 0;
        for &next in &block.breaks {
            push_line(
                &mut lines,
                block,
                Line { block: block_index, start, end: next.saturating_sub(1).max(start) },
            );
            start = next;
        }
        push_line(&mut lines, block, Line { block: block_index, start, end: clamp(block.text.len()) });
    }
    lines
}

/// Takes a line, parted at the entries of a list that was written as one line: `Sources: [1] https://... [2]
/// https://...`.
fn push_line(lines: &mut Vec<Line>, block: &Block<'_>, line: Line) {
    let words = &block.text[line.start as usize..line.end as usize];
    let mut start = line.start;
    for entry in entries_in_one_line(words) {
        let at = line.start + clamp(entry);
        if at > start {
            lines.push(Line { start, end: at - 1, ..line });
        }
        start = at;
    }
    lines.push(Line { start, ..line });
}

/// Where the entries of a one-line list begin: at each `[n]` before an address. None if the line is no such
/// list.
fn entries_in_one_line(words: &str) -> Vec<usize> {
    let bytes = words.as_bytes();
    let opens_label = |at: &usize| matches!(&bytes[*at..], [b'[', b'0'..=b'9', ..]);
    let Some(first) = memchr::memchr(b'[', &bytes[..bytes.len().min(60)]).filter(opens_label) else {
        return Vec::new();
    };
    let headed = first > 0;
    let heading = words[..first].trim_end();
    if headed && !(heading.ends_with([':', '：']) && is_reference_heading(heading)) {
        return Vec::new();
    }
    let opens_entry = |at: &usize| {
        let label = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let parted = *at == 0 || bytes[at - 1] == b' ';
        parted && label > 0 && words[at + 1 + label..].strip_prefix(']').is_some_and(urls::opens_with_url)
    };
    let entries: Vec<usize> = memchr::memchr_iter(b'[', bytes).filter(opens_entry).collect();
    if entries.first() == Some(&first) && (headed || entries.len() > 1) { entries } else { Vec::new() }
}

/// The style of a list's entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `[1] text`
    Bracketed,
    /// `1. text`, or an ordered list of the markup.
    Numbered,
    /// Items without labels.
    Plain,
    /// Definitions by markup: `[^1]:`, `.. [1]`, notes that markers link to.
    Definition,
}

/// The start of an entry in a line.
struct Opening {
    label: Option<Label>,
    style: Style,
    /// Where its words begin in the line.
    words: usize,
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lines: Vec<Line>,
    lists: Lists,
    /// The kind of the heading above, while definitions stand under one.
    definitions_under: Option<BlockKind>,
}

impl<'a> Finder<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            at = self.step(at);
        }
    }

    /// Where markers `[1]` have a list of their own, a list that counts `1.` from the same labels is further
    /// reading, not theirs.
    fn drop_numbered_lists_beside_bracketed_ones(&mut self) {
        if self.lists.entries.iter().all(|entry| entry.style != Style::Numbered) {
            return;
        }
        let own = |entry: &&Entry| {
            matches!(entry.style, Style::Bracketed | Style::Definition)
                && entry.label.as_ref().is_some_and(|label| label.number().is_some())
        };
        let labels: HashSet<Label> =
            self.lists.entries.iter().filter(own).filter_map(|entry| entry.label.clone()).collect();
        let clashes = |entry: &Entry| {
            entry.style == Style::Numbered && entry.label.as_ref().is_some_and(|label| labels.contains(label))
        };
        if labels.is_empty() || !self.lists.entries.iter().any(clashes) {
            return;
        }
        let dropped = self.lists.entries.extract_if(.., |entry| entry.style == Style::Numbered);
        let freed: HashSet<usize> =
            dropped.flat_map(|entry| entry.parts.into_iter().map(|part| part.block)).collect();
        self.lists.taken.retain(|part| !freed.contains(&part.block));
    }

    /// Looks for a list at a line; gives the line to go on with.
    fn step(&mut self, at: usize) -> usize {
        let block = self.block(at);
        if block.definition {
            return self.take_definition(at);
        }
        if let Some(next) =
            self.definitions_under.take().and_then(|heading| self.take_rest_of_definitions(at, heading))
        {
            return next;
        }
        // A record says itself what is body: nothing in it is a list.
        if block.kind == BlockKind::Code
            || self.document.source.format == Format::Record && !self.heads_definitions(at)
        {
            return at + 1;
        }
        if self.is_heading(at) {
            if self.heads_definitions(at) {
                self.lists.heading = self.lists.heading.or(Some(self.span(at, 0)));
                self.take_line(at);
                self.definitions_under = Some(block.kind);
                return at + 1;
            }
            let (entries, next) = self.collect(at + 1, Some(block.kind));
            if self.is_list_under_heading(&entries, at) {
                self.lists.heading = self.lists.heading.or(Some(self.span(at, 0)));
                self.take_line(at);
                self.take_entries(entries, at + 1, next);
                return next;
            }
        }
        if self.may_open_run(at) {
            let (entries, next) = self.collect(at, None);
            if self.is_run(&entries, next) {
                self.take_entries(entries, at, next);
            }
            return next.max(at + 1);
        }
        at + 1
    }

    fn heads_definitions(&self, at: usize) -> bool {
        at + 1 < self.lines.len() && self.block(at + 1).definition
    }

    fn block(&self, at: usize) -> &'a Block<'a> {
        &self.document.blocks[self.lines[at].block as usize]
    }

    fn words(&self, at: usize) -> &'a str {
        let line = self.lines[at];
        &self.block(at).text[line.start as usize..line.end as usize]
    }

    /// The source span of a line from `from` bytes after its start.
    fn span(&self, at: usize, from: usize) -> ByteSpan {
        let line = self.lines[at];
        self.block(at).source_span(line.start as usize + from..line.end as usize)
    }

    fn is_first_of_block(&self, at: usize) -> bool {
        self.lines[at].start == 0
    }

    /// Columns of white space before the line in the source, with tab stops of eight; text formats only.
    fn indent(&self, at: usize) -> usize {
        let start = self.block(at).map.to_source(self.lines[at].start as usize) as usize;
        let before = &self.document.text.as_bytes()[..start];
        let margin = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |at| at + 1);
        before[margin..]
            .iter()
            .fold(0, |column, &byte| if byte == b'\t' { (column / 8 + 1) * 8 } else { column + 1 })
    }

    fn is_plain_text(&self) -> bool {
        matches!(self.document.source.format, Format::Text | Format::Rst)
    }

    fn is_heading(&self, at: usize) -> bool {
        let words = self.words(at);
        let labelled = matches!(words.as_bytes(), [b'[', b'0'..=b'9', ..]);
        words.len() <= 100 && !labelled && is_reference_heading(words)
    }

    /// Whether a line begins inside inline code that runs over several lines.
    fn starts_in_code(&self, at: usize) -> bool {
        let start = self.lines[at].start as usize;
        let code = &self.block(at).code;
        let after = code.partition_point(|range| range.end <= start);
        code.get(after).is_some_and(|range| range.start < start)
    }

    /// Whether a line looks like the first entry of a list that has no heading.
    fn may_open_run(&self, at: usize) -> bool {
        if self.starts_in_code(at) {
            return false;
        }
        let words = self.words(at);
        match words.as_bytes().first() {
            Some(b'[' | b'\\' | b'-' | b'*' | 0xE3 | 0xEF) => bracketed(words)
                .is_some_and(|opening| opening.label.is_some_and(|label| label.number().is_some())),
            Some(b'0'..=b'9') => {
                self.is_first_of_block(at)
                    && numbered(words).is_some_and(|opening| opening.label == Some(Label::Number(1)))
            }
            _ => {
                self.is_first_of_block(at)
                    && self.block(at).label.as_deref() == Some("1")
                    && self.block(at).kind == BlockKind::ListItem
            }
        }
    }

    /// Collects entries from a line on. `heading` is the kind of the heading above, if there is one.
    fn collect(&self, from: usize, heading: Option<BlockKind>) -> (Vec<RawEntry>, usize) {
        let mut entries: Vec<RawEntry> = Vec::new();
        let mut style = None;
        let mut at = from;
        while at < self.lines.len() {
            match self.classify(at, &entries, style, heading) {
                Class::Entry(opening) => {
                    style = style.or(opening.label.is_some().then_some(opening.style));
                    entries.push(RawEntry {
                        label: opening.label,
                        first: at,
                        last: at,
                        words: opening.words,
                        style: opening.style,
                    });
                }
                Class::Continuation => {
                    if let Some(entry) = entries.last_mut() {
                        entry.last = at;
                    }
                }
                Class::Skip => {}
                Class::End => break,
            }
            at += 1;
        }
        (entries, at)
    }

    fn classify(
        &self,
        at: usize,
        entries: &[RawEntry],
        style: Option<Style>,
        heading: Option<BlockKind>,
    ) -> Class {
        let (block, words) = (self.block(at), self.words(at));
        if block.definition {
            return Class::End;
        }
        if words.is_empty() {
            return Class::Skip;
        }
        if let Some(opening) = self.opening(at, style, heading.is_some()) {
            return Class::Entry(opening);
        }
        if is_trailer(words)
            && (block.kind == BlockKind::Heading || words.len() < 60)
            && (self.is_first_of_block(at) || !self.is_indented(at, entries))
        {
            return Class::End;
        }
        if block.kind == BlockKind::Heading {
            let subheading = heading.is_some() && self.is_heading(at) && self.next_opens(at, heading);
            return if subheading { Class::Skip } else { Class::End };
        }
        let Some(last) = entries.last() else {
            return self.classify_first(at, heading);
        };
        if self.introduces_entries(at, style) {
            return Class::Skip;
        }
        if urls::is_url_only(words) && block.kind != BlockKind::Code {
            return self.classify_url_line(at, last, entries);
        }
        if self.lines[at].block == self.lines[at - 1].block {
            return self.classify_wrapped(at, last, entries);
        }
        self.classify_block(at, last, style, heading, entries)
    }

    /// A line that opens no labelled entry right after the heading.
    fn classify_first(&self, at: usize, heading: Option<BlockKind>) -> Class {
        let Some(heading) = heading else { return Class::End };
        let (block, words) = (self.block(at), self.words(at));
        if urls::is_url_only(words) {
            return Class::Entry(plain_opening());
        }
        let item = block.kind == BlockKind::ListItem || bullet(words) > 0;
        if item && (heading == BlockKind::Heading || urls::has_url(words) || !block.links.is_empty()) {
            return Class::Entry(plain_opening());
        }
        if heading == BlockKind::Heading
            && (urls::has_url(words) || !block.links.is_empty())
            && words.len() < 600
        {
            return Class::Entry(plain_opening());
        }
        if self.introduces_entries(at, None) { Class::Skip } else { Class::End }
    }

    /// Whether a line such as "White papers:" stands before a labelled entry.
    fn introduces_entries(&self, at: usize, style: Option<Style>) -> bool {
        let words = self.words(at);
        let introduces = words.len() < 200
            && words.ends_with([':', '：'])
            && self.is_first_of_block(at)
            && at + 1 < self.lines.len();
        introduces && self.opening(at + 1, style, true).is_some()
    }

    /// A line that is a URL and nothing else: the address of the entry above if that has words and no address
    /// yet, or if the line is indented below it; else an entry of its own without a label.
    fn classify_url_line(&self, at: usize, last: &RawEntry, entries: &[RawEntry]) -> Class {
        let awaits = !self.entry_has_url(last)
            && !self.entry_words(last).is_empty()
            && self.lines[at].block == self.lines[at - 1].block;
        let below = awaits
            || self.is_indented(at, entries)
            || (!self.entry_has_url(last) && last.last + 1 == at && self.entry_words(last).is_empty());
        if below && !((last.style == Style::Plain) && self.is_first_of_block(at)) {
            Class::Continuation
        } else {
            Class::Entry(plain_opening())
        }
    }

    /// A further line of the same block.
    fn classify_wrapped(&self, at: usize, last: &RawEntry, entries: &[RawEntry]) -> Class {
        let bare = last.first + 1 == at && urls::is_url_only(self.entry_words(last));
        if bare && !self.is_indented(at, entries) && self.is_plain_text() {
            return Class::End;
        }
        if (last.style == Style::Plain) && bullet(self.words(at)) > 0 {
            return Class::Entry(plain_opening());
        }
        if (last.style == Style::Plain)
            && self.is_first_plain_line_list(last)
            && urls::has_url(self.words(at))
        {
            return Class::Entry(plain_opening());
        }
        Class::Continuation
    }

    /// Whether an unlabelled list has an entry a line: its last entry has its own address already.
    fn is_first_plain_line_list(&self, last: &RawEntry) -> bool {
        self.entry_has_url(last)
    }

    /// The first line of a further block that opens no labelled entry.
    fn classify_block(
        &self,
        at: usize,
        last: &RawEntry,
        style: Option<Style>,
        heading: Option<BlockKind>,
        entries: &[RawEntry],
    ) -> Class {
        let (block, words) = (self.block(at), self.words(at));
        if self.is_plain_text() && self.is_indented(at, entries) {
            return Class::Continuation;
        }
        let item = block.kind == BlockKind::ListItem || bullet(words) > 0;
        if style.is_some() {
            let below_item = block.kind == BlockKind::ListItem
                && self.block(last.first).kind == BlockKind::ListItem
                && block.label.is_none();
            return if below_item { Class::Continuation } else { Class::End };
        }
        let linked = urls::has_url(words) || !block.links.is_empty();
        let alike = (last.style == Style::Plain)
            && heading.is_some()
            && (item || (linked && words.len() < 600 && heading == Some(BlockKind::Heading)));
        if alike { Class::Entry(plain_opening()) } else { Class::End }
    }

    /// Whether a line is indented deeper than the label of the last entry.
    fn is_indented(&self, at: usize, entries: &[RawEntry]) -> bool {
        entries.last().is_some_and(|last| self.is_plain_text() && self.indent(at) > self.indent(last.first))
    }

    /// The labelled entry that a line opens, in the list's style.
    fn opening(&self, at: usize, style: Option<Style>, headed: bool) -> Option<Opening> {
        let (block, words) = (self.block(at), self.words(at));
        if block.kind == BlockKind::Code || block.kind == BlockKind::Heading || self.starts_in_code(at) {
            return None;
        }
        if style != Some(Style::Numbered)
            && let Some(opening) = bracketed(words)
        {
            let number = opening.label.as_ref().is_some_and(|label| label.number().is_some());
            let keyed =
                headed && opening.label.as_ref().is_some_and(|label| is_key(label, &words[opening.words..]));
            if number || keyed {
                return Some(opening);
            }
        }
        if style == Some(Style::Bracketed) {
            return None;
        }
        if self.is_first_of_block(at)
            && block.kind == BlockKind::ListItem
            && let Some(label) = &block.label
        {
            return Some(Opening { label: Some(Label::new(label)), style: Style::Numbered, words: 0 });
        }
        numbered(words)
    }

    fn next_opens(&self, at: usize, heading: Option<BlockKind>) -> bool {
        let next = at + 1;
        next < self.lines.len()
            && (self.opening(next, None, true).is_some()
                || matches!(self.classify_first(next, heading), Class::Entry(_)))
    }

    fn entry_words(&self, entry: &RawEntry) -> &'a str {
        &self.words(entry.first)[entry.words..]
    }

    fn entry_has_url(&self, entry: &RawEntry) -> bool {
        (entry.first..=entry.last).any(|at| self.line_has_url(at))
    }

    fn line_has_url(&self, at: usize) -> bool {
        let line = self.lines[at];
        urls::has_url(self.words(at))
            || !over(&self.block(at).links, |link| &link.range, &(line.start as usize..line.end as usize))
                .is_empty()
    }

    fn is_list_under_heading(&self, entries: &[RawEntry], heading: usize) -> bool {
        let Some(first) = entries.first() else { return false };
        // A line of running text that happens to be the word "Notes" needs a labelled or linked line below
        // it.
        let strong = first.label.is_some() || self.entry_has_url(first);
        let numbered_prose = first.label.is_some()
            && bracketed(self.words(first.first)).is_none()
            && self.block(heading).kind != BlockKind::Heading;
        (strong || self.block(heading).kind == BlockKind::Heading)
            && (!numbered_prose || entries.iter().any(|entry| self.entry_has_url(entry)))
    }

    /// Whether labelled lines without a heading are a reference list: see the cases.
    fn is_run(&self, entries: &[RawEntry], next: usize) -> bool {
        let labelled: Vec<&RawEntry> = entries.iter().filter(|entry| entry.label.is_some()).collect();
        let Some(first) = labelled.first() else { return false };
        let with_url = labelled.iter().filter(|entry| self.entry_has_url(entry)).count();
        let ascending = labelled.windows(2).all(|pair| pair[0].label <= pair[1].label);
        let closing = self.is_closing(next);
        if bracketed(self.words(first.first)).is_none() {
            return closing
                && ascending
                && labelled.len() >= 2
                && with_url == labelled.len()
                && self.has_bracketed_number();
        }
        let opens_with_url = labelled.iter().all(|entry| urls::opens_with_url(self.entry_words(entry)));
        let mostly_urls = with_url * 2 >= labelled.len() && labelled.len() >= 2 && ascending;
        let single = labelled.len() == 1 && with_url == 1 && closing && self.is_first_of_block(first.first);
        let from_one = first.label.as_ref().and_then(Label::number).is_some_and(|number| number <= 2);
        opens_with_url || mostly_urls || single || (closing && labelled.len() >= 2 && ascending && from_one)
    }

    /// Whether nothing but scraps follows.
    fn is_closing(&self, next: usize) -> bool {
        let rest = next..self.lines.len();
        let mut scraps = rest.take(40).map(|at| (self.words(at), self.block(at).kind));
        scraps.all(|(words, kind)| words.len() < 80 || is_trailer(words) || kind == BlockKind::Code)
    }

    /// Whether some block has `[` and a digit, as a marker has.
    fn has_bracketed_number(&self) -> bool {
        let opens = |bytes: &[u8]| {
            memchr::memchr_iter(b'[', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        };
        self.document.blocks.iter().any(|block| block.kind != BlockKind::Code && opens(block.text.as_bytes()))
    }

    fn take_line(&mut self, at: usize) {
        let line = self.lines[at];
        let mut range = line.start as usize..line.end as usize;
        let block = line.block as usize;
        if let Some(last) = self.lists.taken.last_mut()
            && last.block == block
            && last.range.end + 1 >= range.start
        {
            last.range.end = range.end;
            return;
        }
        if range.start > 0 {
            range.start -= 1;
        }
        self.lists.taken.push(Part { block, range });
    }

    fn take_entries(&mut self, raw: Vec<RawEntry>, from: usize, next: usize) {
        self.lists.entries.reserve(raw.len());
        for entry in raw {
            let found = self.entry(entry);
            self.lists.entries.push(found);
        }
        for at in from..next {
            self.take_line(at);
        }
    }

    fn entry(&self, raw: RawEntry) -> Entry {
        let mut parts: Vec<Part> = Vec::with_capacity(1);
        for at in raw.first..=raw.last {
            let line = self.lines[at];
            let skip = if at == raw.first { raw.words } else { 0 };
            let (block, range) = (line.block as usize, line.start as usize + skip..line.end as usize);
            match parts.last_mut() {
                Some(last) if last.block == block => last.range.end = range.end,
                _ if range.is_empty() && at < raw.last => {}
                _ => parts.push(Part { block, range }),
            }
        }
        let (start, end) = (self.opening_source(&raw), self.span(raw.last, 0).end);
        // The source of a page may have the last block first.
        let span = ByteSpan { start: start.min(end), end: start.max(end) };
        let (urls, linked) = self.urls(&parts);
        Entry { label: raw.label, parts, urls, linked, span, style: raw.style }
    }

    /// Where the entry begins in the source, its label included.
    fn opening_source(&self, raw: &RawEntry) -> u32 {
        let from_markup = self.is_first_of_block(raw.first) && self.block(raw.first).label.is_some();
        if from_markup { self.block(raw.first).span.start } else { self.span(raw.first, 0).start }
    }

    /// The addresses of an entry in order, links of the markup and literal ones, and the first that stands
    /// elsewhere.
    fn urls(&self, parts: &[Part]) -> (Vec<String>, Option<String>) {
        let mut urls = Vec::new();
        let mut elsewhere = None;
        for part in parts {
            let block = &self.document.blocks[part.block];
            let links = over(&block.links, |link| &link.range, &part.range);
            let literal = urls::find(&block.text[part.range.clone()]);
            if links.is_empty() {
                urls.extend(literal.map(|found| found.url));
                continue;
            }
            let mut found: Vec<FoundUrl> = literal.collect();
            for url in &mut found {
                url.range = url.range.start + part.range.start..url.range.end + part.range.start;
            }
            let mut linked: Vec<FoundUrl> = Vec::new();
            for (index, link) in links.iter().enumerate().filter(|(_, link)| urls::is_web_url(&link.url)) {
                let next = links.get(index + 1).map_or(block.text.len(), |next| next.range.start);
                if self.document.source.format == Format::Markdown && !self.spells(block, link, next) {
                    elsewhere = elsewhere.or_else(|| Some(link.url.clone()));
                } else {
                    linked.push(FoundUrl { range: link.range.clone(), url: link.url.clone() });
                }
            }
            // The words of a link may be an address as well: the link's own counts.
            found.retain(|literal| over(&linked, |link| &link.range, &literal.range).is_empty());
            found.append(&mut linked);
            found.sort_by_key(|url| url.range.start);
            urls.extend(found.into_iter().map(|found| found.url));
        }
        (without_repeats(urls), elsewhere)
    }

    /// Whether the source says a link's address itself, before the words at `next`: a link by reference gives
    /// it elsewhere.
    fn spells(&self, block: &Block<'_>, link: &Hyperlink, next: usize) -> bool {
        let start = block.map.to_source(link.range.start);
        let end = if next < block.text.len() { block.map.to_source(next) } else { block.span.end };
        ByteSpan { start, end: end.max(start) }.slice(self.document.text).contains(&link.url)
    }

    fn take_definition(&mut self, at: usize) -> usize {
        let block_index = self.lines[at].block as usize;
        let block = self.block(at);
        let part = Part { block: block_index, range: 0..block.text.len() };
        let (urls, linked) = self.urls(std::slice::from_ref(&part));
        let label = block.label.as_deref().map(Label::new);
        self.lists.taken.push(part.clone());
        self.lists.entries.push(Entry {
            label,
            parts: vec![part],
            urls,
            linked,
            span: block.span,
            style: Style::Definition,
        });
        let mut next = at + 1;
        while next < self.lines.len() && self.lines[next].block as usize == block_index {
            next += 1;
        }
        next
    }

    /// Takes the labelled entries that go on where the definitions under a heading end: a page may link some
    /// markers and not others.
    fn take_rest_of_definitions(&mut self, at: usize, heading: BlockKind) -> Option<usize> {
        let (entries, next) = self.collect(at, Some(heading));
        entries.first().filter(|first| first.label.is_some())?;
        self.take_entries(entries, at, next);
        self.definitions_under = Some(heading);
        Some(next)
    }

    /// Takes the scraps after the last list: comment boxes, share bars, newsletters. Text that reads like an
    /// article's goes on as body.
    fn take_trailer(&mut self) {
        let Some(last) = self.lists.taken.last().map(|part| (part.block, part.range.end)) else { return };
        let from = self.lines.partition_point(|line| (line.block as usize, line.end as usize) <= last);
        let mut trailing = false;
        for at in from..self.lines.len() {
            let (words, block) = (self.words(at), self.block(at));
            if block.definition {
                continue;
            }
            if !trailing && words.len() < 80 && is_trailer(words) {
                trailing = true;
            }
            if !trailing && (block.text.len() >= 80 || block.kind == BlockKind::Heading || has_marker(words))
            {
                return;
            }
            self.take_line(at);
        }
    }
}

/// Each address once, where it stands first.
fn without_repeats(mut urls: Vec<String>) -> Vec<String> {
    if urls.len() > 1 {
        let mut seen = HashSet::new();
        urls.retain(|url| seen.insert(url.clone()));
    }
    urls
}

/// Whether a line has a numbered marker.
fn has_marker(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && bytes.get(at + 1 + digits) == Some(&b']')
    })
}

/// An entry by its lines.
#[derive(Clone, Debug)]
struct RawEntry {
    label: Option<Label>,
    first: usize,
    last: usize,
    /// Where its words begin in its first line.
    words: usize,
    style: Style,
}

enum Class {
    Entry(Opening),
    Continuation,
    Skip,
    End,
}

fn plain_opening() -> Opening {
    Opening { label: None, style: Style::Plain, words: 0 }
}

/// The length of a bullet and the space after it; 0 if there is none.
fn bullet(words: &str) -> usize {
    ["- ", "* ", "• ", "– ", "· ", "+ "]
        .iter()
        .find(|bullet| words.starts_with(**bullet))
        .map_or(0, |bullet| bullet.len())
}

/// An entry that opens with a label in brackets: `[1] text`, `\[1] text`, `- [1]: text`, `【1】text`, `**[1]**
/// text`.
fn bracketed(words: &str) -> Option<Opening> {
    let mut at = bullet(words);
    let bold = words[at..].starts_with("**");
    at += if bold { 2 } else { 0 };
    at += usize::from(words[at..].starts_with('\\'));
    let open = ["[", "【", "［"].iter().position(|open| words[at..].starts_with(open))?;
    let (open, close) = [("[", "]"), ("【", "】"), ("［", "］")][open];
    at += open.len();
    let inner_length = words[at..]
        .char_indices()
        .take(48)
        .find(|(index, _)| words[at + index..].starts_with(close))
        .map(|(index, _)| index)?;
    let inner = words[at..at + inner_length].trim_end_matches('\\');
    let name = inner.strip_prefix(['^', '#']).unwrap_or(inner).trim();
    at += inner_length + close.len();
    let link = words[at..].starts_with('(');
    at += if bold && words[at..].starts_with("**") { 2 } else { 0 };
    at += usize::from(words[at..].starts_with([':', '.']));
    let label = Label::new(name);
    let numeric = name.len() <= 6 && label.number().is_some();
    let rest = &words[at..];
    let parted = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || (numeric && !rest.starts_with([',', ';', '.', '-', '–', '[', ')', ']', '/', '_']));
    if name.is_empty() || name.contains(['[', ']']) || !parted || (link && !numeric) {
        return None;
    }
    at += rest.len() - rest.trim_start().len();
    Some(Opening { label: Some(label), style: Style::Bracketed, words: at })
}

/// Whether a name in brackets at the start of a line is a key such as `RFC2119`, `note 1` or `Knuth84`, not
/// words.
fn is_key(label: &Label, rest: &str) -> bool {
    let Label::Name(name) = label else { return true };
    let word = |character: char| {
        character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+' | '/' | '&' | '\'')
    };
    let one_word = name.chars().all(word);
    let note = name.split_once(' ').is_some_and(|(kind, number)| {
        kind.chars().all(char::is_alphabetic) && number.chars().all(|digit| digit.is_ascii_digit())
    });
    (one_word || note) && !matches!(&**name, "x" | "X") && !rest.starts_with('(')
}

/// An entry that opens with a number: `1. text`, `2) text`, `3、text`.
fn numbered(words: &str) -> Option<Opening> {
    let start = bullet(words);
    let digits = words[start..].bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let mark = words[start + digits..]
        .chars()
        .next()
        .filter(|mark| matches!(mark, '.' | ')' | '、' | '．' | '。' | '）'))?;
    let at = start + digits + mark.len_utf8();
    let rest = &words[at..];
    let parted = rest.starts_with(char::is_whitespace) || (!mark.is_ascii() && !rest.is_empty());
    let label = Label::new(&words[start..start + digits]);
    let year = label.number().is_some_and(|number| (1900..2100).contains(&number));
    (parted && !year).then(|| Opening {
        label: Some(label),
        style: Style::Numbered,
        words: at + (rest.len() - rest.trim_start().len()),
    })
}

/// Whether a line belongs to what follows an article.
fn is_trailer(words: &str) -> bool {
    static BY_INITIAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut trailers = TRAILERS.to_vec();
        trailers.sort_unstable();
        trailers
    });
    if words.len() > 200 {
        return false;
    }
    let core = words.trim_start_matches(|character: char| !character.is_alphanumeric());
    let Some(initial) = core.chars().next().and_then(|first| first.to_lowercase().next()) else {
        return false;
    };
    let from = BY_INITIAL.partition_point(|trailer| trailer.chars().next() < Some(initial));
    let mut alike = BY_INITIAL[from..].iter().take_while(|trailer| trailer.starts_with(initial)).peekable();
    if alike.peek().is_none() {
        return false;
    }
    let head = core.char_indices().nth(40).map_or(core, |(end, _)| &core[..end]);
    let lower = if head.is_ascii() { head.to_ascii_lowercase() } else { head.to_lowercase() };
    alike.any(|trailer| {
        lower.strip_prefix(trailer).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{markdown, text};
    use crate::model::Source;

    /// The entries of a text: label and first address.
    fn entries(source: &str) -> Vec<(String, String)> {
        listed(&text::document(source, Source::default()))
    }

    fn listed(document: &Document<'_>) -> Vec<(String, String)> {
        let shown = |entry: Entry| {
            (
                entry.label.map(|label| label.to_string()).unwrap_or_default(),
                entry.urls.first().cloned().unwrap_or_default(),
            )
        };
        find(document).entries.into_iter().map(shown).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(label, url)| ((*label).to_owned(), (*url).to_owned())).collect()
    }

    #[test]
    fn lists_in_plain_text() {
        const A: &str = "https://example.org/a";
        const B: &str = "https://example.org/b";
        let both: &[(&str, &str)] = &[("1", A), ("2", B)];
        let table: &[(&str, &[(&str, &str)])] = &[
            ("Text [1].\n\nReferences\n[1] https://example.org/a\n[2] https://example.org/b\n", both),
            (
                "Text [1].\n\n[1] https://example.org/a\n[2] https://example.org/b\n\nComments\nNo comments",
                both,
            ),
            ("Text [1].\n\nSources:\n- [1] A: https://example.org/a\n- [2] B: https://example.org/b", both),
            ("Text [1].\n\n参考文献：\n[1] https://example.org/a - 标题\n[2] https://example.org/b", both),
            (
                "Text [1].\n\nReferences\n[1] A title\nhttps://example.org/a\n[2] B\nhttps://example.org/b",
                both,
            ),
            ("Text [1].\n\nNotes\n\n[1]\nhttps://example.org/a\n\n[2] B,\n    https://example.org/b", both),
            (
                "Text [1].\n\nReferences:\n\n1. A. https://example.org/a\n2. B.\n   https://example.org/b",
                both,
            ),
            ("Text [1].\n\nReferences: [1] https://example.org/a [2] https://example.org/b", both),
            (
                "Text [1].\n\n9.1. Normative References\n\n   [1] A. https://example.org/a\n\n9.2. Informative References\n\n   [2] B. https://example.org/b",
                both,
            ),
            (
                "Text [1].\n\nReferences\n[1] https://example.org/a\nhttps://example.org/b\n",
                &[("1", A), ("", B)],
            ),
            ("Text [1].\n\nReferences\n[1] A book\n[2] https://example.org/b", &[("1", ""), ("2", B)]),
            (
                "Text [K1].\n\nReferences\n\n[K1] A. https://example.org/a\n[RFC2] B. https://example.org/b",
                &[("K1", A), ("RFC2", B)],
            ),
            (
                "[1] says more than [2].\n\nMore text, no list at all, but enough words to be a paragraph of an article.",
                &[],
            ),
            ("Notes\n\nThis is a section called notes, with running text in it.", &[]),
            ("1. First do this.\n2. Then do https://example.org/a\n", &[]),
        ];
        for (source, expected) in table {
            assert_eq!(entries(source), pairs(expected), "{source}");
        }
    }

    #[test]
    fn lists_in_markdown() {
        let table: &[(&str, &[(&str, &str)])] = &[
            (
                "T [1].\n\n**References**\n\n1. [A](https://example.org/a)\n2. B <https://example.org/b>\n",
                &[("1", "https://example.org/a"), ("2", "https://example.org/b")],
            ),
            (
                "T [1].\n\n### Sources\n\n- [A](https://example.org/a)\n- B\n",
                &[("", "https://example.org/a"), ("", "")],
            ),
            (
                "T [1].\n\n## References\n\n1. A book\n\n## Sources\n\n[1] https://example.org/a\n",
                &[("1", "https://example.org/a")],
            ),
        ];
        for (source, expected) in table {
            assert_eq!(
                listed(&markdown::document(source, Source { format: Format::Markdown, ..Source::default() })),
                pairs(expected),
                "{source}"
            );
        }
    }

    #[test]
    fn what_follows_the_list_is_taken_and_further_text_is_not() {
        let taken = |source: &str| {
            let document = text::document(source, Source::default());
            let lists = find(&document);
            lists
                .taken
                .iter()
                .map(|part| document.blocks[part.block].text[part.range.clone()].to_owned())
                .collect::<Vec<_>>()
        };
        let list = "Text [1].\n\nReferences\n[1] https://example.org/a\n\n";
        assert_eq!(taken(&format!("{list}Comments\n\nAdd a public comment...\n")).len(), 3);
        assert_eq!(taken(&format!("{list}Next Part\n=========\n\nMore of the article [1].\n")).len(), 1);
    }

    #[test]
    fn an_entrys_span_holds_its_label_and_last_line() {
        let source = "Text [1].\n\nReferences\n  [1] A,\n      B.\n";
        let document = text::document(source, Source::default());
        assert_eq!(find(&document).entries[0].span.slice(source), "[1] A,\n      B.");
    }
}
