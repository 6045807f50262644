//! The roles of the leading lines of a text: front matter, headline, dateline, byline, standfirst,
//! residue. What follows is body. It gathers what the lines offer for each field; which offer is the
//! field's value is decided in `front`.

mod above;
mod residue;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::extract::labels::{self, Part};
use crate::extract::offer::Offer;
use crate::extract::timestamp::{self, Event, Found, Hints};
use crate::extract::title_words::{LONGEST_HEADLINE, is_headline_like, only_title, without_emphasis};
use crate::extract::units::{self, Unit, lines};
use crate::extract::{dateline, matter, people};
use crate::model::{BlockKind, Candidate, Document, FieldName, Mark, MarkKind, Provenance};
use crate::text::normalize::for_matching;

/// What a part of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Fields that the text states of itself: front matter, header lines.
    Metadata,
    /// The headline.
    Headline,
    /// A line of date, time and reading minutes.
    Dateline,
    /// A line that names authors.
    Byline,
    /// The standfirst.
    Summary,
    /// What a template or tool left behind: a `Title:` line.
    Residue,
    /// The body.
    Body,
}

/// A part of a block that is no body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The index of the block.
    pub block: usize,
    /// The bytes of the block's text.
    pub range: Range<usize>,
    /// What they are.
    pub role: Role,
}

/// What the leading lines are and offer.
#[derive(Debug)]
pub struct Leading<'a> {
    /// The parts of the text that are no body, in document order.
    pub pieces: Vec<Piece>,
    /// Residue and impossible dates.
    pub marks: Vec<Mark>,
    /// What the lines offer for each field.
    pub offers: Vec<Offer<'a>>,
    /// The language that the document declares.
    pub language: Option<&'a str>,
}

/// Blocks that the front is looked for in.
pub const MOST_BLOCKS: usize = 16;

/// Bytes of the longest standfirst.
const LONGEST_SUMMARY: usize = 1200;

/// Units above the headline: kickers. Lines of a title page's columns.
const MOST_ABOVE: usize = 8;
const MOST_COLUMNS: usize = 24;

/// Blocks of what a language model says before its text.
const MOST_TALK: usize = 256;

/// Reads the leading lines of a document. `end` is the index of the first block that is no text of the
/// article.
pub fn read<'a>(document: &'a Document<'_>, end: usize) -> Leading<'a> {
    let mut reader = Reader::new(document, end);
    reader.read();
    reader.residue();
    reader.pieces.sort_by_key(|piece| (piece.block, piece.range.start));
    Leading { pieces: reader.pieces, marks: reader.marks, offers: reader.offers, language: reader.language }
}

/// What a unit reads as.
enum Reads {
    /// Front matter or header lines.
    Metadata,
    /// A known label with what follows it.
    Label(labels::Label),
    /// Dates, times, reading minutes, and names with them.
    Dateline(Vec<Found>),
    /// Names.
    Byline,
    /// A heading of the markup.
    Heading,
    /// A short line without a full stop.
    Line,
    /// A sentence or more.
    Sentences,
    /// A list item, a table, code.
    Other,
}

struct Reader<'a, 'd> {
    document: &'a Document<'d>,
    end: usize,
    language: Option<&'a str>,
    units: Vec<Unit>,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    offers: Vec<Offer<'a>>,
    has_headline: bool,
    /// The headlines that markup and metadata offer, for comparison: where there are some, only they are
    /// headlines in the text.
    titles: Vec<String>,
    /// The block that is the title by its level, once it matters.
    only_title: OnceCell<Option<usize>>,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(document: &'a Document<'d>, end: usize) -> Self {
        let language = declared_language(document);
        let end = end.min(document.blocks.len());
        let (pieces, marks, offers) = (Vec::with_capacity(8), Vec::new(), Vec::with_capacity(4));
        let titles = titles(document);
        let has_headline = !titles.is_empty();
        Self {
            document,
            end,
            language,
            units: Vec::with_capacity(8),
            pieces,
            marks,
            offers,
            has_headline,
            titles,
            only_title: OnceCell::new(),
        }
    }

    /// Reads unit by unit until the body begins.
    fn read(&mut self) {
        let mut at = 0;
        while let Some(unit) = self.unit(at) {
            let reads = self.reads(&unit);
            let goes_on = match reads {
                Reads::Line | Reads::Sentences if at == 0 && self.is_address(&unit) => self.address(&unit),
                Reads::Heading | Reads::Line | Reads::Sentences if at == 0 && self.is_above_head() => {
                    self.put(&unit, Role::Metadata)
                }
                Reads::Heading | Reads::Line if at == 0 && self.is_above_release(&unit) => {
                    self.put(&unit, Role::Metadata)
                }
                Reads::Line | Reads::Sentences if at == 0 && self.is_preamble(&unit) => {
                    self.put(&unit, Role::Residue)
                }
                Reads::Metadata => self.metadata(&unit),
                Reads::Label(label) => self.label(&unit, label),
                Reads::Dateline(found) => self.dateline(&unit, found),
                Reads::Byline => self.byline(&unit),
                Reads::Heading | Reads::Line => self.title(&unit, at),
                Reads::Sentences => self.sentences(&unit, at),
                Reads::Other => false,
            };
            if !goes_on {
                return self.opening(&unit);
            }
            at += 1;
        }
    }

    /// A paragraph of the front: a headline with a full stop, a standfirst, or something above a headline
    /// of the markup.
    fn sentences(&mut self, unit: &Unit, at: usize) -> bool {
        if self.is_offered(unit) {
            return self.put(unit, Role::Headline);
        }
        if !self.has_headline {
            return self.is_above_title(unit, at);
        }
        self.standfirst(unit, at)
    }

    /// The date that opens the body, where no dateline stood before it.
    fn opening(&mut self, unit: &Unit) {
        if unit.kind != BlockKind::Paragraph || self.has(FieldName::Published) {
            return;
        }
        if self.stated(unit) {
            return;
        }
        if let Some(found) = dateline::opening_date(self.words(unit), self.hints()) {
            self.date(unit, Found { impossible: None, ..found });
        }
    }

    /// Takes the day that a block of fields states, as `Topic: ...`, then `Date: 26 April 2025`. Whether one
    /// does.
    fn stated(&mut self, unit: &Unit) -> bool {
        let block = &self.document.blocks[unit.block];
        if block.breaks.is_empty() || block.breaks.len() > units::MOST_LINES {
            return false;
        }
        let is_date = |words: &str| labels::at_start(words).is_some_and(|label| label.part == Part::Date);
        let stated = lines(block).into_iter().find(|line| is_date(&block.text[line.clone()]));
        let Some(line) = stated else { return false };
        let found = self.dates(&block.text[line.clone()]).and_then(|found| found.into_iter().next());
        let line = Unit { range: line, ..unit.clone() };
        if let Some(found) = found {
            self.date(&line, found);
        }
        true
    }

    /// The unit at an index. Units are cut as they are asked for.
    fn unit(&mut self, at: usize) -> Option<Unit> {
        while self.units.len() <= at {
            let block = self.units.last().map_or(0, |last| last.block + 1);
            // With metadata there is no need to look for a title far below.
            let most = if self.has_headline { 0 } else { self.only_title().map_or(0, |title| title + 1) };
            if block >= self.end || block >= MOST_BLOCKS.max(most) {
                return None;
            }
            let alone = |words: &str| {
                labels::at_start(words).is_some() || people::is_byline(words) || self.dates(words).is_some()
            };
            let units = units::cut(self.document, block, alone);
            self.units.extend(units);
        }
        Some(self.units[at].clone())
    }

    fn reads(&self, unit: &Unit) -> Reads {
        let block = &self.document.blocks[unit.block];
        let words = self.words(unit);
        match unit.kind {
            BlockKind::Code if self.is_front_matter(unit.block) => return Reads::Metadata,
            BlockKind::Paragraph | BlockKind::Code if units::is_header_block(self.document, unit.block) => {
                return Reads::Metadata;
            }
            BlockKind::ListItem if self.has_headline => {
                let label = labels::at_start(words);
                let is_of_front = |label: &labels::Label| matches!(label.part, Part::Author | Part::Date);
                return label.filter(is_of_front).map_or(Reads::Other, Reads::Label);
            }
            BlockKind::Code | BlockKind::Table | BlockKind::ListItem | BlockKind::Caption => {
                return Reads::Other;
            }
            _ if block.definition => return Reads::Other,
            _ => {}
        }
        if let Some(label) = labels::at_start(words) {
            return Reads::Label(label);
        }
        if unit.kind != BlockKind::Heading {
            if words.len() <= dateline::LONGEST {
                if let Some(found) = self.dates(words) {
                    return Reads::Dateline(found);
                }
                if people::is_byline(words) {
                    return Reads::Byline;
                }
            }
            return if is_headline_like(words) { Reads::Line } else { Reads::Sentences };
        }
        match self.has_headline.then(|| timestamp::read(words, self.hints())) {
            // `### Published 26 April 2025`: nothing else stands in it.
            Some(line)
                if line.others == 0 && line.found.iter().any(|found| found.event == Event::Published) =>
            {
                Reads::Dateline(line.found)
            }
            _ => Reads::Heading,
        }
    }

    /// Whether a block is front matter: it is the very start of the text, which no code is without its
    /// fence.
    fn is_front_matter(&self, index: usize) -> bool {
        index == 0 && self.document.blocks[0].span.start == 0 && matter::opens(self.document.text)
    }

    fn words(&self, unit: &Unit) -> &'a str {
        &self.document.blocks[unit.block].text[unit.range.clone()]
    }

    fn hints(&self) -> Hints<'a> {
        Hints { language: self.language, metadata: false }
    }

    fn dates(&self, words: &str) -> Option<Vec<Found>> {
        dateline::dates(words, self.hints())
    }

    fn metadata(&mut self, unit: &Unit) -> bool {
        let block = &self.document.blocks[unit.block];
        let offers = match block.kind {
            BlockKind::Code if self.is_front_matter(unit.block) => matter::fields(self.document, block.span),
            _ if matter::mail::is_head(self.document, unit.block) => {
                matter::mail::offers(self.document, unit.block)
            }
            _ => matter::headers(self.document, lines(block).into_iter().map(|line| block.source_span(line))),
        };
        self.has_headline |= offers.iter().any(|offer| offer.field == FieldName::Headline);
        if let Some(Cow::Borrowed(language)) =
            offers.iter().find(|offer| offer.field == FieldName::Language).map(|offer| &offer.value)
        {
            self.language = self.language.or(Some(language));
        }
        self.titles.extend(
            offers
                .iter()
                .filter(|offer| offer.field == FieldName::Headline)
                .map(|offer| for_matching(&offer.value)),
        );
        self.offers.extend(offers);
        self.put(unit, Role::Metadata)
    }

    fn dateline(&mut self, unit: &Unit, found: Vec<Found>) -> bool {
        let words = self.words(unit);
        for part in [dateline::before(words, &found), dateline::after(words, &found)] {
            if people::is_byline(&words[part.clone()]) {
                self.name_people(unit, part);
            }
        }
        if let Some(name) = dateline::signature(words, &found) {
            self.name_people(unit, name);
        }
        for found in found {
            self.date(unit, found);
        }
        self.put(unit, Role::Dateline)
    }

    fn date(&mut self, unit: &Unit, found: Found) {
        if let Some(range) = found.impossible {
            self.mark(unit, range, MarkKind::ImpossibleDate);
        }
        let Some(timestamp) = found.timestamp.filter(|_| found.event != Event::Accessed) else { return };
        let field = if found.event == Event::Modified { FieldName::Modified } else { FieldName::Published };
        let mut offer = self.offer(unit, found.range, field);
        offer.timestamp = Some(timestamp);
        self.offers.push(offer);
    }

    fn byline(&mut self, unit: &Unit) -> bool {
        self.name_people(unit, 0..unit.range.len());
        self.put(unit, Role::Byline)
    }

    fn name_people(&mut self, unit: &Unit, part: Range<usize>) {
        let offer = self.offer(unit, part, FieldName::Author);
        self.offers.push(offer);
    }

    /// A labelled line: the headline or the standfirst where these are still missing, else residue.
    fn label(&mut self, unit: &Unit, label: labels::Label) -> bool {
        let rest = label.rest.clone();
        let filled = !rest.is_empty();
        match label.part {
            Part::Title if !self.has_headline && filled => self.headline(unit, rest),
            Part::Summary if filled && !self.has(FieldName::Summary) && rest.len() <= LONGEST_SUMMARY => {
                let offer = self.offer(unit, rest, FieldName::Summary);
                self.offers.push(offer);
                self.put(unit, Role::Summary)
            }
            Part::Author if filled => {
                self.name_people(unit, rest);
                self.put(unit, Role::Byline)
            }
            Part::Date if filled => match self.dates(self.words(unit)) {
                Some(found) => self.dateline(unit, found),
                None => false,
            },
            Part::Body => self.body_label(unit, label),
            Part::Title if self.has_headline => self.put(unit, Role::Residue),
            Part::Form => self.put(unit, Role::Residue),
            _ => false,
        }
    }

    /// `Body:` is residue; what follows it on the line is body.
    fn body_label(&mut self, unit: &Unit, label: labels::Label) -> bool {
        let end = if label.rest.is_empty() { unit.range.len() } else { label.rest.start };
        let range = unit.range.start..unit.range.start + end;
        self.pieces.push(Piece { block: unit.block, range, role: Role::Residue });
        label.rest.is_empty()
    }

    /// A heading or a short line: the headline where it is still missing; else what stands between
    /// headline and dateline.
    fn title(&mut self, unit: &Unit, at: usize) -> bool {
        if self.is_offered(unit) {
            return self.put(unit, Role::Headline);
        }
        if self.has_headline {
            return self.standfirst(unit, at);
        }
        let heading = unit.kind == BlockKind::Heading;
        if heading && unit.level <= 1 {
            return self.headline(unit, 0..unit.range.len());
        }
        if self.is_above_title(unit, at) {
            return true;
        }
        // In HTML a paragraph is no headline unless markup or metadata say so.
        let is_followed = self.end < self.document.blocks.len() || self.unit(at + 1).is_some();
        let followed = heading || is_followed && !self.document.source.format.is_page();
        if !followed || !is_headline_like(self.words(unit)) {
            return false;
        }
        self.headline(unit, 0..unit.range.len())
    }

    /// Whether markup or metadata offer the unit's words as headline, alone or with the site's name.
    fn is_offered(&self, unit: &Unit) -> bool {
        let words = self.words(unit);
        if self.titles.is_empty()
            || words.len() > LONGEST_HEADLINE
            || self.pieces.iter().any(|piece| piece.role == Role::Headline)
        {
            return false;
        }
        let key = for_matching(words);
        self.titles.iter().any(|title| *title == key || (key.len() >= 12 && title.starts_with(&key)))
    }

    /// Whether a unit stands above the headline: a section, a kicker, the columns of a title page, what a
    /// language model says before its text.
    fn is_above_title(&mut self, unit: &Unit, at: usize) -> bool {
        self.only_title().is_some_and(|title| unit.block < title)
            || at < MOST_ABOVE && self.first_heading_ahead(at).is_some()
            || at < MOST_COLUMNS && self.is_tabular(unit)
    }

    /// The headline of the markup among the next units.
    fn first_heading_ahead(&mut self, at: usize) -> Option<usize> {
        (at + 1..at + 4).find(|&ahead| {
            self.unit(ahead).is_some_and(|unit| unit.kind == BlockKind::Heading && unit.level == 1)
        })
    }

    /// The block that is the title of the whole text by its level. Pages have levels that say little.
    fn only_title(&self) -> Option<usize> {
        let is_page = self.document.source.format.is_page();
        let found = || if is_page { None } else { only_title(&self.document.blocks[..self.end]) };
        *self.only_title.get_or_init(|| found().filter(|&title| title < MOST_TALK))
    }

    fn headline(&mut self, unit: &Unit, part: Range<usize>) -> bool {
        let part = without_emphasis(self.words(unit), part);
        if part.is_empty() {
            return false;
        }
        self.has_headline = true;
        let mut offer = self.offer(unit, part, FieldName::Headline);
        if unit.kind == BlockKind::Heading {
            (offer.provenance, offer.key) = (Provenance::Markup, Cow::Borrowed("h1"));
        }
        self.offers.push(offer);
        self.put(unit, Role::Headline)
    }

    /// A paragraph before the body: the standfirst where a dateline, a byline or a left-over title sets
    /// it apart.
    fn standfirst(&mut self, unit: &Unit, at: usize) -> bool {
        let words = self.words(unit);
        if self.is_own_summary(words) {
            return self.put(unit, Role::Summary);
        }
        let usable = self.has_headline
            && words.len() <= LONGEST_SUMMARY
            && unit.kind != BlockKind::Quote
            && !self.has(FieldName::Summary);
        if !usable || !self.is_set_apart(at) {
            return false;
        }
        let whole = 0..words.len();
        let offer = self.offer(unit, whole, FieldName::Summary);
        self.offers.push(offer);
        self.put(unit, Role::Summary)
    }

    /// Whether a record or front matter gives the words as its summary.
    fn is_own_summary(&self, words: &str) -> bool {
        let own = |candidate: &Candidate| {
            candidate.field == FieldName::Summary && candidate.provenance == Provenance::Markup
        };
        self.document.candidates.iter().take(64).any(|candidate| own(candidate) && candidate.value == words)
    }

    fn is_set_apart(&mut self, at: usize) -> bool {
        let Some(next) = self.unit(at + 1) else { return false };
        match self.reads(&next) {
            Reads::Dateline(_) | Reads::Byline => true,
            Reads::Label(label) => matches!(label.part, Part::Title | Part::Body | Part::Author | Part::Date),
            _ => false,
        }
    }

    /// Whether a line is one of a block set in columns, as on the title page of an RFC. What stands alone in
    /// its line there is the one column where the other ends.
    fn is_tabular(&self, unit: &Unit) -> bool {
        let block = &self.document.blocks[unit.block];
        let lines = block.span.slice(self.document.text).lines().take(MOST_COLUMNS);
        lines.map(str::trim).any(|line| line.contains("    ") || line.contains('\t'))
    }

    fn mark(&mut self, unit: &Unit, part: Range<usize>, kind: MarkKind) {
        let block = &self.document.blocks[unit.block];
        let range = unit.range.start + part.start..unit.range.start + part.end;
        let words = &block.text[range.clone()];
        let text = words.char_indices().nth(200).map_or(words, |(end, _)| &words[..end]).to_owned();
        self.marks.push(Mark { kind, place: self.document.place(block.source_span(range)), text });
    }

    fn put(&mut self, unit: &Unit, role: Role) -> bool {
        self.pieces.push(Piece { block: unit.block, range: unit.range.clone(), role });
        true
    }

    fn has(&self, field: FieldName) -> bool {
        self.offers.iter().any(|offer| offer.field == field)
    }

    /// The offer of a part of a unit.
    fn offer(&self, unit: &Unit, part: Range<usize>, field: FieldName) -> Offer<'a> {
        let block = &self.document.blocks[unit.block];
        let range = unit.range.start + part.start..unit.range.start + part.end;
        let span = Some(block.source_span(range.clone()));
        Offer {
            field,
            value: Cow::Borrowed(&block.text[range]),
            provenance: Provenance::Text,
            key: Cow::Borrowed(""),
            span,
            timestamp: None,
        }
    }
}

/// The language that the document declares.
fn declared_language<'a>(document: &'a Document<'_>) -> Option<&'a str> {
    let candidate = document
        .candidates
        .iter()
        .find(|candidate| candidate.field == FieldName::Language && candidate.value.len() >= 2)?;
    Some(&candidate.value)
}

/// The headlines that markup and metadata offer, in the form in which words are compared.
fn titles(document: &Document<'_>) -> Vec<String> {
    let headlines = document.candidates.iter().filter(|candidate| candidate.field == FieldName::Headline);
    headlines.take(32).map(|candidate| for_matching(&candidate.value)).collect()
}
