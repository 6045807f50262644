//! Proposes every run of lines that may be a reference list, in one pass over the lines. It does not
//! decide which of them are; see `choose`.

use crate::extract::references::openings::{Opening, Style, bracketed, bullet, is_number_of_page};
use crate::extract::references::reader::{LONG_LINE, RawEntry, Reader, is_name_of_group};
use crate::extract::urls;
use crate::lexicon::headings::is_reference_heading;
use crate::lexicon::trailers::opens_in_text;
use crate::model::{BlockKind, Format, Label};

/// Lines below a labelled entry within which the next label must follow for them to belong to it.
const MOST_BELOW: usize = 8;

/// Labels that may be missing below a line that stands between two groups of a list.
const LEFT_OUT: u32 = 4;

/// Bytes of a paragraph below an entry: a note on the source is no longer.
const LONGEST_NOTE: usize = 600;

/// Bytes of an unlabelled entry that is a paragraph of its own.
const LONGEST_PARAGRAPH: usize = 600;

/// What stands above a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Nothing that heads it.
    #[default]
    None,
    /// A heading of the markup, in words that are not known.
    Unknown,
    /// A line of text that is the heading of reference lists.
    Line,
    /// A heading of the markup that is the heading of reference lists.
    Block,
}

/// A run of lines that may be a reference list.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The line of its heading.
    pub(super) heading: Option<usize>,
    /// What that is.
    pub(super) headed: Heading,
    pub(super) entries: Vec<RawEntry>,
    /// Its lines, the heading's not among them.
    pub(super) from: usize,
    pub(super) next: usize,
}

impl Candidate {
    /// The style of its labels.
    pub(super) fn style(&self) -> Style {
        self.entries
            .iter()
            .find(|entry| entry.label.is_some())
            .map_or(self.entries.first().map_or(Style::Plain, |entry| entry.style), |entry| entry.style)
    }
}

/// All candidates of a document, in order; none shares a line with another.
pub(super) fn propose(reader: &Reader<'_>) -> Vec<Candidate> {
    let mut proposer = Proposer { reader, found: Vec::new(), definitions_under: None };
    let mut at = 0;
    while at < reader.lines.len() {
        at = proposer.step(at);
    }
    proposer.found
}

struct Proposer<'a> {
    reader: &'a Reader<'a>,
    found: Vec<Candidate>,
    /// The kind of the heading above, while definitions stand under one.
    definitions_under: Option<BlockKind>,
}

enum Class {
    Entry(Opening),
    Continuation,
    Skip,
    End,
}

fn plain() -> Class {
    Class::Entry(Opening::default())
}

/// The entries of a run so far.
struct Run {
    entries: Vec<RawEntry>,
    style: Option<Style>,
    /// The kind of the heading above, if there is one.
    heading: Option<BlockKind>,
    /// Where the heading is an item: columns that its entries stand in at least.
    margin: Option<usize>,
}

impl<'a> Proposer<'a> {
    /// Looks for a candidate at a line; gives the line to go on with.
    fn step(&mut self, at: usize) -> usize {
        let reader = self.reader;
        let block = reader.block(at);
        if block.definition {
            return self.take_definition(at, None);
        }
        if let Some(next) =
            self.definitions_under.take().and_then(|heading| self.take_rest_of_definitions(at, heading))
        {
            return next;
        }
        // A record says itself what is body: nothing in it is a list.
        if block.kind == BlockKind::Code
            || reader.document.source.format == Format::Record && !reader.heads_definitions(at)
        {
            return at + 1;
        }
        if reader.is_heading(at) || self.heads_with_words(at) {
            if reader.heads_definitions(at) {
                self.definitions_under = Some(block.kind);
                return self.take_definition(at + 1, Some(at));
            }
            let (run, next) = self.collect(at + 1, Some(block.kind));
            if reader.is_list_under_heading(&run.entries, at) {
                let headed = if block.kind == BlockKind::Heading { Heading::Block } else { Heading::Line };
                self.push(Some(at), headed, run, at + 1, next);
                return next;
            }
            // Numbered lines below a line of that word: the text has to show whether they are a list.
            let is_labelled = run.entries.len() > 1 && run.entries.iter().all(|entry| entry.label.is_some());
            if is_labelled {
                self.push(Some(at), Heading::Unknown, run, at + 1, next);
                return next;
            }
        }
        if reader.may_open_run(at, self.last_raised()) {
            let (run, next) = self.collect(at, None);
            if !run.entries.is_empty() {
                let above = reader.heading_above(at);
                let headed = if above.is_some() { Heading::Unknown } else { Heading::None };
                self.push(above, headed, run, at, next);
            }
            return next.max(at + 1);
        }
        at + 1
    }

    /// Whether a line that begins as a heading and says more stands above labelled entries with
    /// addresses: `Source: Conversation with a chatbot`, then `(1) ...`.
    fn heads_with_words(&self, at: usize) -> bool {
        let reader = self.reader;
        let next = at + 1;
        let words = reader.words(at);
        if next >= reader.lines.len() || words.len() > LONG_LINE || !words.contains([':', '：']) {
            return false;
        }
        let opening = || reader.opening(next, None, true).filter(|opening| opening.number() == Some(1));
        let heads = || words.split_once([':', '：']).is_some_and(|(head, _)| is_reference_heading(head));
        !reader.line_has_url(at) && reader.line_has_url(next) && opening().is_some() && heads()
    }

    fn push(&mut self, heading: Option<usize>, headed: Heading, mut run: Run, from: usize, next: usize) {
        if run.style == Some(Style::Caret) {
            // The numbers were lost in copying: the order is what is left of them.
            for (number, entry) in (1..).zip(&mut run.entries) {
                entry.label = Some(Label::Number(number));
                entry.style = Style::Caret;
            }
        }
        self.found.push(Candidate { heading, headed, entries: run.entries, from, next });
    }

    /// Takes the definitions of the markup that stand together.
    fn take_definition(&mut self, from: usize, heading: Option<usize>) -> usize {
        let reader = self.reader;
        let mut entries = Vec::new();
        let mut at = from;
        while at < reader.lines.len() && reader.block(at).definition {
            let first = at;
            while at + 1 < reader.lines.len() && reader.is_same_block(at + 1, first) {
                at += 1;
            }
            let label = reader.block(first).label.as_deref().map(Label::new);
            let facts = reader.block(first).entry.as_deref();
            let also =
                facts.map_or(Vec::new(), |facts| facts.also.iter().map(|name| Label::new(name)).collect());
            let (words, style) = (0, Style::Definition);
            entries.push(RawEntry { label, also, first, last: at, words, style });
            at += 1;
        }
        let headed = match heading.map(|at| reader.block(at).kind) {
            None => Heading::None,
            Some(BlockKind::Heading) => Heading::Block,
            Some(_) => Heading::Line,
        };
        self.found.push(Candidate { heading, headed, entries, from, next: at });
        at
    }

    /// Takes the labelled entries that go on where the definitions under a heading end: a page may link
    /// some markers and not others.
    fn take_rest_of_definitions(&mut self, at: usize, heading: BlockKind) -> Option<usize> {
        let (run, next) = self.collect(at, Some(heading));
        run.entries.first().filter(|first| first.label.is_some())?;
        let headed = if heading == BlockKind::Heading { Heading::Block } else { Heading::Line };
        self.push(None, headed, run, at, next);
        self.definitions_under = Some(heading);
        Some(next)
    }

    /// The last entry before, if its label is raised.
    fn last_raised(&self) -> Option<&RawEntry> {
        self.found.last().filter(|last| last.style() == Style::Raised)?.entries.last()
    }

    /// Collects entries from a line on. `heading` is the kind of the heading above, if there is one.
    fn collect(&self, from: usize, heading: Option<BlockKind>) -> (Run, usize) {
        let margin = heading.and_then(|_| self.margin(from));
        let mut run = Run { entries: Vec::new(), style: None, heading, margin };
        let (mut at, mut taken) = (from, from);
        while at < self.reader.lines.len() {
            match self.classify(at, &run) {
                Class::Entry(opening) => {
                    let is_labelled = opening.label.is_some() || opening.style == Style::Caret;
                    run.style = run.style.or(is_labelled.then_some(opening.style));
                    run.entries.push(RawEntry {
                        label: opening.label,
                        also: opening.also,
                        first: at,
                        last: at,
                        words: opening.words,
                        style: opening.style,
                    });
                }
                Class::Continuation => {
                    if let Some(entry) = run.entries.last_mut() {
                        entry.last = at;
                    }
                }
                Class::Skip => {
                    at += 1;
                    continue;
                }
                Class::End => break,
            }
            at += 1;
            taken = at;
        }
        // Words above a group that did not come belong to the text.
        let end = if run.entries.is_empty() { at } else { taken };
        (run, end)
    }

    fn classify(&self, at: usize, run: &Run) -> Class {
        let reader = self.reader;
        let (block, words) = (reader.block(at), reader.words(at));
        if block.definition {
            return Class::End;
        }
        if words.is_empty() {
            return Class::Skip;
        }
        if run.margin.is_some_and(|margin| reader.is_first_of_block(at) && reader.margin(at) < margin) {
            return Class::End;
        }
        // A section that is headed "8. References" is no eighth entry of a list of sections.
        if block.kind != BlockKind::Heading && !run.entries.is_empty() && reader.is_heading(at) {
            return Class::End;
        }
        if let Some(opening) = self.opening(at, run) {
            return Class::Entry(opening);
        }
        if opens_in_text(words)
            && (block.kind == BlockKind::Heading || words.len() < 60)
            && (reader.is_first_of_block(at) || !self.is_indented(at, run))
        {
            return Class::End;
        }
        if block.kind == BlockKind::Heading {
            return if self.is_subheading(at, run) { Class::Skip } else { Class::End };
        }
        let Some(last) = run.entries.last() else {
            return self.classify_first(at, run.heading);
        };
        if self.introduces_entries(at, run.style) {
            return Class::Skip;
        }
        if urls::is_url_only(words) && block.kind != BlockKind::Code {
            return self.classify_url_line(at, last, run);
        }
        if reader.is_same_block(at, at - 1) {
            return self.classify_wrapped(at, last, run);
        }
        self.classify_block(at, last, run)
    }

    /// Columns before the first line below a heading that is an item itself, such as "- Sources:".
    fn margin(&self, from: usize) -> Option<usize> {
        let reader = self.reader;
        let above = from.checked_sub(1).filter(|_| from < reader.lines.len())?;
        (reader.has_columns() && reader.block(above).kind == BlockKind::ListItem).then(|| reader.margin(from))
    }

    /// The labelled entry that a line opens in a run. A number without words must go on from the label
    /// before.
    fn opening(&self, at: usize, run: &Run) -> Option<Opening> {
        let Some(opening) = self.reader.opening(at, run.style, run.heading.is_some()) else {
            return self.in_another_frame(at, run);
        };
        let is_alone = opening.style == Style::Numbered && self.reader.words(at).len() == opening.words;
        if opening.style == Style::Bare || is_alone && opening.words > 0 {
            let last = run.entries.last().and_then(|last| last.label.as_ref()?.number());
            return (opening.number() == Some(last.unwrap_or(0) + 1)).then_some(opening);
        }
        Some(opening)
    }

    /// The entry that a line opens with the number that comes next, in another frame than those before:
    /// `[1] Deal`, then `**2.** Crew`. The list must not have that number in its own frame further down.
    fn in_another_frame(&self, at: usize, run: &Run) -> Option<Opening> {
        let is_frame = |style: Style| {
            matches!(style, Style::Bracketed | Style::Numbered | Style::Parenthesised | Style::Dashed)
        };
        let (style, last) = (run.style.filter(|&style| is_frame(style))?, run.entries.last()?);
        let may_open = run.heading == Some(BlockKind::Heading)
            && self.reader.is_first_of_block(at)
            && !self.is_indented(at, run);
        if !may_open {
            return None;
        }
        let opening = self.reader.opening(at, None, true).filter(|opening| is_frame(opening.style))?;
        let end = self.reader.lines.len().min(at + 1 + MOST_BELOW);
        let goes_on = || {
            let mut own = (at + 1..end).filter_map(|line| self.reader.opening(line, Some(style), true));
            own.any(|own| own.number() == opening.number())
        };
        (last.is_followed_by(opening.number()) && !goes_on()).then_some(opening)
    }

    /// Whether a heading within a list parts it and the list goes on: another heading of lists, or one
    /// before the label that follows the last.
    fn is_subheading(&self, at: usize, run: &Run) -> bool {
        let Some(heading) = run.heading else { return false };
        if self.reader.is_heading(at) {
            return self.goes_on_below(at, run, heading);
        }
        let next = at + 1;
        if heading != BlockKind::Heading || next >= self.reader.lines.len() {
            return false;
        }
        let number = self.reader.opening(next, run.style, true).and_then(|opening| opening.number());
        match run.entries.last() {
            None => number == Some(1),
            Some(last) => number.is_some() && last.is_followed_by(number),
        }
    }

    /// A line that opens no labelled entry right after the heading.
    fn classify_first(&self, at: usize, heading: Option<BlockKind>) -> Class {
        let Some(heading) = heading else { return Class::End };
        let (block, words) = (self.reader.block(at), self.reader.words(at));
        if block.kind == BlockKind::Table {
            let heads_rows =
                at + 1 < self.reader.lines.len() && self.reader.opening(at + 1, None, true).is_some();
            return if heads_rows { Class::Skip } else { Class::End };
        }
        if urls::is_url_only(words) {
            return plain();
        }
        if self.reader.opens_caret_below(at) {
            return Class::Entry(Opening { style: Style::Caret, ..Opening::default() });
        }
        let linked = || urls::has_url(words) || !block.links.is_empty();
        let item = block.kind == BlockKind::ListItem || bullet(words) > 0;
        if item && (heading == BlockKind::Heading || linked()) {
            return plain();
        }
        if heading == BlockKind::Heading && words.len() < LONGEST_PARAGRAPH && linked() {
            return plain();
        }
        if self.introduces_entries(at, None) || heading == BlockKind::Heading && self.heads_first_group(at) {
            Class::Skip
        } else {
            Class::End
        }
    }

    /// Whether a short line, such as `**Official**`, stands between a heading and the first entry.
    fn heads_first_group(&self, at: usize) -> bool {
        let (reader, next) = (self.reader, at + 1);
        reader.block(at).kind == BlockKind::Paragraph
            && is_name_of_group(reader.words(at))
            && reader.is_first_of_block(at)
            && next < reader.lines.len()
            && reader.is_first_of_block(next)
            && reader.opening(next, None, true).is_some_and(|opening| opening.number() == Some(1))
    }

    /// Whether a line such as "White papers:" stands before a labelled entry.
    fn introduces_entries(&self, at: usize, style: Option<Style>) -> bool {
        let words = self.reader.words(at);
        let introduces = words.len() < 200
            && words.ends_with([':', '：'])
            && self.reader.is_first_of_block(at)
            && at + 1 < self.reader.lines.len();
        introduces && self.reader.opening(at + 1, style, true).is_some()
    }

    /// A line that is a URL and nothing else: the address of the entry above if that has words and no
    /// address yet, or only such ones, or if the line is indented below it; else an entry of its own
    /// without a label.
    fn classify_url_line(&self, at: usize, last: &RawEntry, run: &Run) -> Class {
        let reader = self.reader;
        let has_words = !reader.entry_words(last).is_empty();
        let is_told_below = has_words
            && !reader.opens_with_address(last)
            && (last.first + 1..=last.last)
                .all(|line| urls::is_url_only(reader.words(line)) || !reader.line_has_url(line));
        let is_near = reader.is_same_block(at, at - 1) || last.label.is_some();
        let below = (is_told_below && is_near)
            || self.is_indented(at, run)
            || (!has_words && last.last + 1 == at && !reader.entry_has_url(last));
        if below && !((last.style == Style::Plain) && reader.is_first_of_block(at)) {
            Class::Continuation
        } else {
            plain()
        }
    }

    /// A further line of the same block.
    fn classify_wrapped(&self, at: usize, last: &RawEntry, run: &Run) -> Class {
        let reader = self.reader;
        let bare = last.first + 1 == at && urls::is_url_only(reader.entry_words(last));
        if bare && !self.is_indented(at, run) && reader.is_plain_text() {
            return Class::End;
        }
        if (last.style == Style::Plain) && bullet(reader.words(at)) > 0 {
            return plain();
        }
        // An unlabelled list has an entry a line if its last entry has its own address already.
        if (last.style == Style::Plain) && reader.entry_has_url(last) && urls::has_url(reader.words(at)) {
            return plain();
        }
        Class::Continuation
    }

    /// The first line of a further block that opens no labelled entry.
    fn classify_block(&self, at: usize, last: &RawEntry, run: &Run) -> Class {
        let reader = self.reader;
        let (block, words) = (reader.block(at), reader.words(at));
        if is_number_of_page(words) {
            return Class::Skip;
        }
        if reader.is_plain_text() && self.is_indented(at, run) {
            return Class::Continuation;
        }
        let item = block.kind == BlockKind::ListItem || bullet(words) > 0;
        if run.style.is_some() {
            let below_item = block.kind == BlockKind::ListItem
                && reader.block(last.first).kind == BlockKind::ListItem
                && block.label.is_none();
            return if below_item { Class::Continuation } else { self.classify_below(at, last, run, item) };
        }
        let linked = urls::has_url(words) || !block.links.is_empty();
        let alike = (last.style == Style::Plain)
            && run.heading.is_some()
            && (item
                || (linked && words.len() < LONGEST_PARAGRAPH && run.heading == Some(BlockKind::Heading)));
        if alike { plain() } else { Class::End }
    }

    /// A block below a labelled entry: bullets, a note or the words above a group, if the next label
    /// follows.
    fn classify_below(&self, at: usize, last: &RawEntry, run: &Run, item: bool) -> Class {
        let reader = self.reader;
        let (block, words) = (reader.block(at), reader.words(at));
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
            || bracketed(words).is_some_and(|opening| opening.number().is_some())
        {
            return Class::End;
        }
        if reader.cites_beyond(at, last) {
            return Class::End;
        }
        let announced =
            item && (reader.words(last.last).ends_with([':', '：']) || self.is_below_bullet(at, last));
        if announced {
            return Class::Continuation;
        }
        if last.style == Style::Caret && run.heading.is_some() && !item {
            return Class::End;
        }
        // A label alone in its paragraph heads the next one.
        let is_headed = last.last + 1 == at && last.first == last.last && reader.entry_words(last).is_empty();
        if words.len() > LONGEST_NOTE || !(is_headed || self.next_label_follows(at, last, run)) {
            return Class::End;
        }
        if is_headed {
            return Class::Continuation;
        }
        let is_group = !item && is_name_of_group(words) && !reader.line_has_url(at);
        if is_group { Class::Skip } else { Class::Continuation }
    }

    /// Whether the line before is a bullet that belongs to the last entry.
    fn is_below_bullet(&self, at: usize, last: &RawEntry) -> bool {
        let before = at - 1;
        let is_item = |line: usize| {
            self.reader.block(line).kind == BlockKind::ListItem || bullet(self.reader.words(line)) > 0
        };
        before > last.first && before <= last.last && is_item(before)
    }

    /// Whether the label after the last entry's opens one of the next lines; below a heading of lists one
    /// soon after it may, where entries were taken out.
    fn next_label_follows(&self, at: usize, last: &RawEntry, run: &Run) -> bool {
        let end = self.reader.lines.len().min(at + 1 + MOST_BELOW);
        let next = (at + 1..end).find_map(|line| {
            let kind = self.reader.block(line).kind;
            if kind == BlockKind::Heading {
                return Some(None);
            }
            let opening = self.reader.opening(line, run.style, run.heading.is_some())?;
            Some(opening.number().zip(Some(line)))
        });
        let may_leave_out = run.heading == Some(BlockKind::Heading) && run.style == Some(Style::Bracketed);
        next.flatten().is_some_and(|(number, line)| {
            let steps = last.last_number().and_then(|last| number.checked_sub(last));
            let most = if may_leave_out && self.reader.line_has_url(line) { LEFT_OUT + 1 } else { 1 };
            steps.is_some_and(|steps| (1..=most).contains(&steps))
        })
    }

    /// Whether a line is indented deeper than the label of the last entry.
    fn is_indented(&self, at: usize, run: &Run) -> bool {
        let reader = self.reader;
        reader.is_plain_text()
            && run.entries.last().is_some_and(|last| reader.indent(at) > reader.indent(last.first))
    }

    /// Whether below a further heading of lists the list goes on: with labels where it has some, without
    /// where it has none.
    fn goes_on_below(&self, at: usize, run: &Run, heading: BlockKind) -> bool {
        let next = at + 1;
        if next >= self.reader.lines.len() {
            return false;
        }
        let is_labelled = self.reader.opening(next, run.style, true).is_some();
        let is_plain = || matches!(self.classify_first(next, Some(heading)), Class::Entry(_));
        match (run.entries.is_empty(), run.style) {
            (true, _) => is_labelled || is_plain(),
            (false, Some(_)) => is_labelled,
            (false, None) => !is_labelled && is_plain(),
        }
    }
}
