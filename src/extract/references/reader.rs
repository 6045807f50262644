//! A document by its lines: what each says, where it stands, how it opens. It groups none of them; see
//! `candidates`.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::extract::over;
use crate::extract::references::lines::{self, Line};
use crate::extract::references::openings::{
    Opening, Style, alone, bracketed, framed, is_key, is_numbered_key, keyed, keyed_apart,
    may_open_with_numbered_key, numbered, raised_by_markup, row,
};
use crate::extract::urls;
use crate::lexicon::headings::is_reference_heading;
use crate::lexicon::trailers::opens_in_text;
use crate::model::{Block, BlockKind, Document, Format, Label};
use crate::text::{ByteSpan, brackets, digits};

/// Lines after a list that are looked at for text that goes on: comments and the like are short.
const SCRAPS: usize = 40;

/// Bytes from which a line is text of an article, not a scrap of what follows it.
pub(super) const LONG_LINE: usize = 80;

/// Bytes of a number or a key in brackets.
const LONGEST_KEY: usize = 20;

/// Bytes of a line that may have been broken at a margin.
const BROKEN_LINE: usize = 40;

/// An entry by its lines.
#[derive(Clone, Debug)]
pub(super) struct RawEntry {
    pub(super) label: Option<Label>,
    pub(super) also: Vec<Label>,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Where its words begin in its first line.
    pub(super) words: usize,
    pub(super) style: Style,
}

impl RawEntry {
    /// The last number of its labels.
    pub(super) fn last_number(&self) -> Option<u32> {
        self.also.last().or(self.label.as_ref()).and_then(Label::number)
    }

    /// Whether a number is the one after its labels.
    pub(super) fn is_followed_by(&self, number: Option<u32>) -> bool {
        self.last_number().zip(number).is_some_and(|(last, number)| last.checked_add(1) == Some(number))
    }
}

/// A document by its lines.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lines: Vec<Line>,
    /// The names that stand in brackets, once they matter.
    bracketed_names: OnceCell<HashMap<String, (usize, usize)>>,
    /// Whether anything is raised by markup.
    has_raised: OnceCell<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self {
            document,
            lines: lines::of(document),
            bracketed_names: OnceCell::new(),
            has_raised: OnceCell::new(),
        }
    }

    /// The names that stand in brackets, each with where it first does and where it last does.
    fn bracketed_names(&self) -> &HashMap<String, (usize, usize)> {
        let text = self.document.text;
        self.bracketed_names.get_or_init(|| {
            let mut names = HashMap::new();
            for open in memchr::memchr_iter(b'[', text.as_bytes()) {
                let behind = &text.as_bytes()[open + 1..];
                let length = behind.iter().take(40).position(|&byte| byte == b']');
                let inside = length.and_then(|length| text.get(open + 1..open + 1 + length));
                let items = inside.into_iter().flat_map(|inside| inside.split([',', ';']).map(str::trim));
                for name in items.filter(|item| !item.starts_with(|first: char| first.is_ascii_digit())) {
                    names.entry(name.to_owned()).or_insert((open, open)).1 = open;
                }
            }
            names
        })
    }

    /// Whether the next line opens with a caret: this one lost its own.
    pub(super) fn opens_caret_below(&self, at: usize) -> bool {
        let next = at + 1;
        next < self.lines.len() && self.words(next).starts_with(['^', '↑']) && {
            self.opening(next, None, true).is_some_and(|opening| opening.style == Style::Caret)
        }
    }

    /// Whether the paragraph of a line, below an entry, cites one that comes later: it is text between two
    /// lists.
    pub(super) fn cites_beyond(&self, at: usize, entry: &RawEntry) -> bool {
        let (text, last) = (&self.block(at).text, entry.last_number());
        let mut inside = brackets::numbers(text).map(|range| &text[range.start + 1..range.end - 1]);
        let raises_beyond = |last: u32| {
            let mut runs =
                text.split(|letter| digits::raised(letter).is_none()).filter(|run| !run.is_empty());
            entry.style == Style::Raised
                && runs.any(|run| digits::number(&digits::in_ascii(run)).is_some_and(|number| number > last))
        };
        last.is_some_and(|last| {
            inside.any(|inside| brackets::parts(inside).flatten().any(|number| number > last))
                || raises_beyond(last)
        })
    }

    /// Whether a key such as `A` or `S1` stands in brackets somewhere: `[A]`, `[S1, S2]`.
    fn cites_key(&self, key: &Label) -> bool {
        matches!(key, Label::Name(name) if self.bracketed_names().contains_key(&**name))
    }

    /// Whether a line opens with a name in brackets that stood in brackets before, `[i] Deal`, `[Fell] Weir`,
    /// or with a key that stands there before or later, `[AD1] Deal`.
    pub(super) fn opens_with_cited_name(&self, at: usize, opening: &Opening) -> bool {
        let Some(label @ Label::Name(name)) = &opening.label else { return false };
        let is_numbered = is_numbered_key(label);
        let is_cited = |&(first, last): &(usize, usize)| {
            let line = self.span(at, 0);
            first < line.start as usize || is_numbered && last >= line.end as usize
        };
        is_key(label, &self.words(at)[opening.words..])
            && self.bracketed_names().get(&**name).is_some_and(is_cited)
    }

    /// The entry that a line opens with a key, if the key stands in brackets in another line: `AD1 Deal`, or
    /// a row of a table.
    pub(super) fn opens_with_key(&self, at: usize) -> Option<Opening> {
        let words = self.words(at);
        let is_row = self.block(at).kind == BlockKind::Table;
        if !is_row && !may_open_with_numbered_key(words) {
            return None;
        }
        let opening = if is_row { row(words) } else { keyed(words).or_else(|| keyed_apart(words)) };
        let is_label = |label: &Label| is_numbered_key(label) || is_row && words.starts_with('[');
        opening.filter(|opening| {
            opening.label.as_ref().is_some_and(is_label)
                && (opening.number().is_some() || self.opens_with_cited_name(at, opening))
        })
    }

    pub(super) fn block(&self, at: usize) -> &'a Block<'a> {
        &self.document.blocks[self.lines[at].block as usize]
    }

    pub(super) fn words(&self, at: usize) -> &'a str {
        let line = self.lines[at];
        &self.block(at).text[line.start as usize..line.end as usize]
    }

    /// The source span of a line from `from` bytes after its start.
    pub(super) fn span(&self, at: usize, from: usize) -> ByteSpan {
        let line = self.lines[at];
        self.block(at).source_span(line.start as usize + from..line.end as usize)
    }

    pub(super) fn is_first_of_block(&self, at: usize) -> bool {
        self.lines[at].start == 0
    }

    pub(super) fn is_same_block(&self, at: usize, other: usize) -> bool {
        self.lines[at].block == self.lines[other].block
    }

    /// Columns of white space before the line in the source, with tab stops of eight; text formats only.
    pub(super) fn indent(&self, at: usize) -> usize {
        let start = self.block(at).map.to_source(self.lines[at].start as usize) as usize;
        let before = &self.document.text.as_bytes()[..start];
        let margin = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |at| at + 1);
        before[margin..]
            .iter()
            .fold(0, |column, &byte| if byte == b'\t' { (column / 8 + 1) * 8 } else { column + 1 })
    }

    /// Columns of white space before the source's line in which a line begins, with tab stops of four; text
    /// formats only.
    pub(super) fn margin(&self, at: usize) -> usize {
        let start = self.block(at).map.to_source(self.lines[at].start as usize) as usize;
        let before = &self.document.text.as_bytes()[..start.min(self.document.text.len())];
        let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
        before[line..]
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .fold(0, |column, &byte| if byte == b'\t' { (column / 4 + 1) * 4 } else { column + 1 })
    }

    /// Whether the source's columns are those that readers see.
    pub(super) fn has_columns(&self) -> bool {
        matches!(self.document.source.format, Format::Markdown | Format::Text | Format::Rst)
    }

    pub(super) fn is_plain_text(&self) -> bool {
        matches!(self.document.source.format, Format::Text | Format::Rst)
    }

    pub(super) fn is_heading(&self, at: usize) -> bool {
        let words = self.words(at);
        let labelled = matches!(words.as_bytes(), [b'[', b'0'..=b'9', ..]);
        words.len() <= 100 && !labelled && is_reference_heading(words)
    }

    /// Whether entries below a heading of lists are one.
    pub(super) fn is_list_under_heading(&self, entries: &[RawEntry], heading: usize) -> bool {
        let Some(first) = entries.first() else { return false };
        // A line of running text that happens to be the word "Notes" needs a labelled or linked line
        // below it.
        let is_labelled = first.label.is_some() || first.style == Style::Caret;
        let is_heading = self.block(heading).kind == BlockKind::Heading;
        let strong = is_labelled || self.entry_has_url(first);
        let numbered_prose =
            is_labelled && !matches!(first.style, Style::Bracketed | Style::Caret) && !is_heading;
        (strong || is_heading) && (!numbered_prose || entries.iter().any(|entry| self.entry_has_url(entry)))
    }

    /// Whether a line begins inside inline code that runs over several lines.
    pub(super) fn starts_in_code(&self, at: usize) -> bool {
        let start = self.lines[at].start as usize;
        let code = &self.block(at).code;
        let after = code.partition_point(|range| range.end <= start);
        code.get(after).is_some_and(|range| range.start < start)
    }

    /// Whether the line after `at` is a definition of the markup.
    pub(super) fn heads_definitions(&self, at: usize) -> bool {
        at + 1 < self.lines.len() && self.block(at + 1).definition
    }

    /// Whether nothing but scraps follows.
    pub(super) fn is_closing(&self, next: usize) -> bool {
        let is_scrap = |at: usize| {
            let words = self.words(at);
            words.len() < LONG_LINE && !self.is_broken(at)
                || opens_in_text(words)
                || self.block(at).kind == BlockKind::Code
        };
        (next..self.lines.len()).take(SCRAPS).all(is_scrap)
    }

    /// Whether a line of text was broken at a margin: the next one goes on within the sentence.
    fn is_broken(&self, at: usize) -> bool {
        let next = at + 1;
        self.words(at).len() >= BROKEN_LINE
            && next < self.lines.len()
            && self.is_same_block(next, at)
            && self.words(next).starts_with(char::is_lowercase)
    }

    pub(super) fn entry_words(&self, entry: &RawEntry) -> &'a str {
        self.words(entry.first).get(entry.words..).unwrap_or_default()
    }

    pub(super) fn entry_has_url(&self, entry: &RawEntry) -> bool {
        (entry.first..=entry.last).any(|at| self.line_has_url(at))
    }

    /// Whether the first line of an entry has an address behind its label.
    pub(super) fn opens_with_address(&self, entry: &RawEntry) -> bool {
        let line = self.lines[entry.first];
        let range = line.start as usize + entry.words..line.end as usize;
        urls::has_url(self.entry_words(entry))
            || !over(&self.block(entry.first).links, |link| &link.range, &range).is_empty()
    }

    pub(super) fn line_has_url(&self, at: usize) -> bool {
        let line = self.lines[at];
        urls::has_url(self.words(at))
            || !over(&self.block(at).links, |link| &link.range, &(line.start as usize..line.end as usize))
                .is_empty()
    }

    /// The labelled entry that a line opens, in the list's style.
    pub(super) fn opening(&self, at: usize, style: Option<Style>, headed: bool) -> Option<Opening> {
        let (block, words) = (self.block(at), self.words(at));
        if block.kind == BlockKind::Code || self.starts_in_code(at) {
            return None;
        }
        if block.kind == BlockKind::Heading {
            let may_be_entry = headed && matches!(style, None | Some(Style::Bracketed));
            return bracketed(words).filter(|opening| may_be_entry && opening.number().is_some());
        }
        if block.kind == BlockKind::Table {
            let may_be_row = self.is_first_of_block(at) && style.is_none_or(|style| style == Style::Table);
            return if may_be_row { self.row(at, headed, style.is_some()) } else { None };
        }
        // Keys that the text cites stay entries of one list in whatever frames they stand.
        let may_be_key = headed && matches!(style, None | Some(Style::Bracketed | Style::Keyed));
        let is_cited = |opening: &Opening| opening.label.as_ref().is_some_and(|key| self.cites_key(key));
        if matches!(style, None | Some(Style::Bracketed))
            && let Some(opening) = bracketed(words)
        {
            let rest = &words[opening.words..];
            let keyed = opening.label.as_ref().is_some_and(|label| {
                is_key(label, rest) && (headed || style.is_some() && is_numbered_key(label))
            });
            if opening.number().is_some() || keyed || !headed && self.opens_with_cited_name(at, &opening) {
                return Some(opening);
            }
        } else if may_be_key
            && let Some(opening) = bracketed(words)
            && is_cited(&opening)
        {
            return Some(opening);
        }
        if matches!(style, None | Some(Style::Raised))
            && let Some(opening) = self.raised_by_markup(at)
        {
            return Some(opening);
        }
        if matches!(style, None | Some(Style::Numbered)) {
            if self.is_first_of_block(at)
                && block.kind == BlockKind::ListItem
                && let Some(label) = &block.label
            {
                let label = Some(Label::new(label));
                return Some(Opening { label, style: Style::Numbered, ..Opening::default() });
            }
            if let Some(opening) = numbered(words) {
                return Some(opening);
            }
        }
        let keyed = || keyed(words).filter(|opening| may_be_key && is_cited(opening));
        if let Some(opening) = keyed().or_else(|| self.key(at, style, headed)) {
            return Some(opening);
        }
        let is_alone = matches!(style, None | Some(Style::Bare)) && !headed && self.is_first_of_block(at);
        let framed = framed(words, headed).or_else(|| alone(words).filter(|_| is_alone))?;
        style.is_none_or(|style| style == framed.style).then_some(framed)
    }

    /// The entry that a row of a table is. `goes_on` says that rows before it are entries.
    pub(super) fn row(&self, at: usize, headed: bool, goes_on: bool) -> Option<Opening> {
        if self.block(at).kind != BlockKind::Table {
            return None;
        }
        if !headed && !goes_on {
            // Below a row of names, the numbers are those of a table of facts.
            let is_headless = at.checked_sub(1).is_none_or(|head| self.block(head).kind != BlockKind::Table);
            let is_first = |row: &Opening| is_headless && row.number() == Some(1) && self.line_has_url(at);
            return self.opens_with_key(at).or_else(|| row(self.words(at)).filter(is_first));
        }
        let is_meant = |label: &Label| {
            label.number().is_some() || self.cites_key(label) || goes_on && is_numbered_key(label)
        };
        row(self.words(at)).filter(|row| row.label.as_ref().is_some_and(is_meant))
    }

    /// The entry that a line opens with a key that the text cites, or with any in a list of such keys.
    fn key(&self, at: usize, style: Option<Style>, headed: bool) -> Option<Opening> {
        if !matches!(style, None | Some(Style::Keyed)) {
            return None;
        }
        let words = self.words(at);
        let is_meant = |opening: &Opening| {
            let label = opening.label.as_ref();
            style.is_some() && label.is_some_and(is_numbered_key)
                || headed && label.is_some_and(|key| self.cites_key(key))
        };
        let opening = keyed(words).or_else(|| keyed_apart(words)).filter(is_meant);
        opening.or_else(|| self.opens_with_key(at))
    }

    /// The entry that a line opens with a number that the markup raises: `<sup>1</sup> text`.
    pub(super) fn raised_by_markup(&self, at: usize) -> Option<Opening> {
        let (line, block) = (self.lines[at], self.block(at));
        let has_markup = *self
            .has_raised
            .get_or_init(|| memchr::memmem::find(self.document.text.as_bytes(), b"<sup").is_some());
        let raises = || {
            let source = block.map.to_source(line.start as usize) as usize;
            let before = self.document.text.get(..source).unwrap_or_default();
            let tail = &before[before.floor_char_boundary(before.len().saturating_sub(200))..];
            tail.rfind("<sup").is_some_and(|open| !tail[open..].contains("</sup"))
        };
        if has_markup { raised_by_markup(self.words(at), raises) } else { None }
    }

    /// The lines of scraps from a line on. Text that reads like an article's goes on as body: then there are
    /// none.
    pub(super) fn trailing(&self, from: usize) -> Vec<usize> {
        let mut lines = Vec::new();
        let mut trailing = false;
        for at in from..self.lines.len() {
            let (words, block) = (self.words(at), self.block(at));
            if block.definition {
                continue;
            }
            if !trailing && words.len() < LONG_LINE && opens_in_text(words) {
                trailing = true;
            }
            let is_text = block.text.len() >= LONG_LINE || block.kind == BlockKind::Heading;
            if !trailing && (is_text || has_marker(words)) {
                break;
            }
            lines.push(at);
        }
        lines
    }
}

/// Whether a line has a marker with a number or a key: `[3]`, `[AD1]`.
fn has_marker(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| {
        let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        let length = bytes[at + 1..].iter().take(LONGEST_KEY).take_while(is_key).count();
        let inside = &bytes[at + 1..at + 1 + length];
        let is_number = inside.iter().all(u8::is_ascii_digit);
        let is_numbered = inside.first().is_some_and(|first| first.is_ascii_uppercase() || is_number)
            && inside.last().is_some_and(u8::is_ascii_digit);
        is_numbered && bytes.get(at + 1 + length) == Some(&b']')
    })
}

/// Whether a line may be the words above a group of entries.
pub(super) fn is_name_of_group(words: &str) -> bool {
    words.len() < LONG_LINE && !words.ends_with(['.', '!', '?'])
}
