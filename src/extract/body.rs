//! Cuts the body into paragraphs and gathers the citations in it. It does not look for the reference list;
//! see `references`.

use std::cell::{LazyCell, OnceCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::extract::citations::{self, FoundMark, Marker, Surroundings, notations};
use crate::extract::references::{Entry, Lists, Part};
use crate::extract::resolve::{self, Index};
use crate::extract::roles::{Piece, Role};
use crate::extract::{implausible, over, uses};
use crate::model::article::BodyLink;
use crate::model::{
    Article, Block, BlockKind, Citation, Demand, Document, Format, Label, Mark, MarkKind, NoteLink,
    Paragraph, Reference, Target, TextRange,
};
use crate::text::ByteSpan;
use crate::text::notes::auto_numbered;
use crate::text::span::CodePoints;

/// Bytes of a label that an entry shows.
const LONGEST_SHOWN: usize = 8;

/// Fills body, links, citations, references and marks of an article.
pub fn fill(
    article: &mut Article,
    document: &Document<'_>,
    mut lists: Lists,
    front: &[Piece],
    demand: Demand,
) {
    let notes = Notes::new(document, &lists);
    article.references = lists.entries.drain(..).map(|entry| reference(document, entry)).collect();
    let mut index = Index::new(&article.references);
    if !notes.by_anchor.is_empty() {
        if document.source.format != Format::Record {
            notes.relabel(document, &mut article.references);
        }
        index = Index::new(&article.references);
    }
    article.citations.reserve(article.references.len() * 2);
    let mut gather = Gather {
        document,
        demand,
        index: &index,
        notes: &notes,
        lists: &lists,
        section: 0,
        article,
        paragraph: 0,
        labels: 0,
        is_full: false,
        elements: OnceCell::new(),
        forms: OnceCell::new(),
        numbered: None,
    };
    let pieces = pieces(document, &lists, front);
    for (part, role) in &pieces {
        gather.piece(part, *role);
    }
    gather.markers_in_notes(&lists);
    markers_without_brackets(article, document, &lists, &pieces, &index);
    implausible::drop(article, document, &index);
    resolve::link_back(&article.citations, &mut article.references);
    uses::note(article, document, &pieces);
}

/// Where the citations stand that were read, ascending.
struct Taken<'d> {
    document: &'d Document<'d>,
    spans: Vec<ByteSpan>,
}

impl<'d> Taken<'d> {
    fn new(article: &Article, document: &'d Document<'d>) -> Self {
        let mut spans: Vec<ByteSpan> = article.citations.iter().map(|citation| citation.place.span).collect();
        spans.sort_unstable();
        Self { document, spans }
    }

    /// Whether a marker in one of `parts` is one of them, or a piece of one.
    fn holds(&self, parts: &[(usize, TextRange)], (piece, marker): &(usize, Marker)) -> bool {
        let (block, range) = &parts[*piece];
        let marker = range.start + marker.range.start..range.start + marker.range.end;
        let span = self.document.blocks[*block].source_span(marker);
        let next = self.spans.partition_point(|taken| taken.end <= span.start);
        self.spans.get(next).is_some_and(|taken| taken.start < span.end)
    }
}

/// The markers that stand in no brackets and were not read yet, by part.
fn find_without_brackets(
    article: &Article,
    document: &Document<'_>,
    parts: &[(usize, TextRange)],
    index: &Index,
) -> Vec<(usize, Marker)> {
    let mut cited: Vec<&Label> = article.citations.iter().map(|citation| &citation.label).collect();
    cited.sort_unstable();
    let is_cited = |label: &Label| cited.binary_search(&label).is_ok();
    let labels = || article.references.iter().filter_map(|reference| reference.label.as_ref());
    let open = labels().filter(|label| label.number().is_some() && !is_cited(label)).count();
    // Where most entries are cited in brackets, a number without them is a number.
    let is_number = index.highest() == 0 || open == 0 || open * 4 < labels().count();
    let taken = LazyCell::new(|| Taken::new(article, document));
    let is_read = |marker: &(usize, Marker)| taken.holds(parts, marker);
    let mut found = notations::linked(document, parts);
    found.retain(|marker| !is_read(marker));
    if found.is_empty() && !is_number {
        let defined = |label: &Label| index.defines(label) && !is_cited(label);
        found = notations::find(document, parts, open, cited.is_empty(), &defined, &is_read);
    }
    found
}

/// Takes the markers that stand in no brackets, if the text has some in another notation for labels that no
/// bracket cites.
fn markers_without_brackets(
    article: &mut Article,
    document: &Document<'_>,
    lists: &Lists,
    pieces: &[(Part, Role)],
    index: &Index,
) {
    let parts: Vec<(usize, TextRange)> =
        pieces.iter().map(|(part, _)| (part.block, part.range.clone())).collect();
    let found = find_without_brackets(article, document, &parts, index);
    if found.is_empty() {
        return;
    }
    let mut paragraphs = Vec::with_capacity(pieces.len());
    let mut count = 0;
    for (_, role) in pieces {
        paragraphs.push((*role == Role::Body).then_some(count));
        count += usize::from(*role == Role::Body);
    }
    let mut counting: Option<(usize, CodePoints<'_>)> = None;
    for (piece, marker) in found {
        let (part, _) = &pieces[piece];
        let block = &document.blocks[part.block];
        // A piece's markers come in its order, and a long one has many: they are counted to only once.
        if counting.as_ref().is_none_or(|(of, _)| *of != piece) {
            counting = Some((piece, CodePoints::new(&block.text[part.range.clone()])));
        }
        let Some((_, points)) = &mut counting else { continue };
        let (start, end) = (points.at(marker.range.start), points.at(marker.range.end));
        let range = part.range.start + marker.range.start..part.range.start + marker.range.end;
        let section = lists.section_of(part.block);
        for label in marker.labels {
            let entries = index.entries_in(&label, section, &article.references);
            article.citations.push(Citation {
                marker: block.text[range.clone()].into(),
                target: match &marker.url {
                    Some(url) => Target::Url { references: resolve::bounded(entries), url: url.clone() },
                    None => resolve::target(&label, entries, &article.references),
                },
                label,
                paragraph: paragraphs[piece],
                start,
                end,
                place: document.place(block.source_span(range.clone())),
            });
        }
    }
    article.citations.sort_by_key(|citation| citation.place);
}

/// What is left of the blocks when the lists are taken away, cut where the front's parts begin and end, with
/// each piece's role.
fn pieces(document: &Document<'_>, lists: &Lists, front: &[Piece]) -> Vec<(Part, Role)> {
    let mut parts = Vec::with_capacity(document.blocks.len() + front.len());
    let mut taken = lists.taken.iter().peekable();
    let mut front = front.iter().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        let mut start = 0;
        loop {
            let next = (
                taken.peek().filter(|part| part.block == index),
                front.peek().filter(|piece| piece.block == index),
            );
            let (range, role) = match next {
                (Some(part), piece) if piece.is_none_or(|piece| part.range.start <= piece.range.start) => {
                    let range = part.range.clone();
                    taken.next();
                    (range, None)
                }
                (_, Some(piece)) => {
                    let (range, role) = (piece.range.clone(), piece.role);
                    front.next();
                    (range, Some(role))
                }
                _ => break,
            };
            push_part(&mut parts, block, index, start..range.start, Role::Body);
            if let Some(role) = role {
                push_part(&mut parts, block, index, start.max(range.start)..range.end, role);
            }
            start = range.end.max(start);
        }
        push_part(&mut parts, block, index, start..block.text.len(), Role::Body);
    }
    parts
}

/// A part of a block without the space that parts it from the one before; none if nothing is left.
fn push_part(
    parts: &mut Vec<(Part, Role)>,
    block: &Block<'_>,
    index: usize,
    range: Range<usize>,
    role: Role,
) {
    if range.start >= range.end {
        return;
    }
    // Two parts of a block are parted by one space, which belongs to neither.
    let skip = usize::from(range.start > 0 && block.text.as_bytes()[range.start] == b' ');
    if range.start + skip < range.end {
        parts.push((Part { block: index, range: range.start + skip..range.end }, role));
    }
}

fn reference(document: &Document<'_>, entry: Entry) -> Reference {
    let mut parts =
        entry.parts.iter().map(|part| document.blocks[part.block].text[part.range.clone()].trim());
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push(' ');
        text.push_str(part);
    }
    // A literal address is what the reader sees; the link behind a title comes next, what can only be derived
    // last.
    let url = entry.urls.first().cloned().or(entry.linked).or_else(|| super::urls::derived(&text));
    Reference {
        label: entry.label,
        also: entry.also,
        text,
        urls: entry.urls,
        url,
        place: document.place(entry.span),
        citations: Vec::new(),
        linked: entry.used,
        section: entry.section,
    }
}

/// Notes that markers lead to by a link: anchors to entries.
struct Notes<'d> {
    by_anchor: HashMap<&'d str, usize>,
}

impl<'d> Notes<'d> {
    fn new(document: &'d Document<'_>, lists: &Lists) -> Self {
        let mut by_anchor = HashMap::new();
        if document.blocks.iter().all(|block| block.notes.is_empty()) {
            return Self { by_anchor };
        }
        for (position, entry) in lists.entries.iter().enumerate() {
            for part in &entry.parts {
                for anchor in &document.blocks[part.block].anchors {
                    // As browsers do: of elements with one id the first is meant.
                    by_anchor.entry(anchor.as_str()).or_insert(position);
                }
            }
        }
        Self { by_anchor }
    }

    /// Gives each entry the label that the first marker leading to it shows.
    fn relabel(&self, document: &Document<'_>, references: &mut [Reference]) {
        let mut labelled = vec![false; references.len()];
        for note in document.blocks.iter().flat_map(|block| &block.notes) {
            let Some(&entry) = self.by_anchor.get(note.target.as_str()) else { continue };
            if !labelled[entry] {
                labelled[entry] = true;
                references[entry].label = Some(Label::new(&note.label));
            }
        }
        label_the_rest(references);
    }
}

/// Gives entries that no marker leads to the labels that they show, where those before them show theirs:
/// `(1) Deal`, `(2) Crew`, and nothing links to `(3) Weir`.
fn label_the_rest(references: &mut [Reference]) {
    const FRAMES: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("", ". "), ("", " ")];
    let mut shown = None;
    for reference in references {
        let show = |(open, close): (&str, &str)| -> Option<Label> {
            let (label, _) = reference.text.strip_prefix(open)?.split_once(close)?;
            (!label.is_empty() && label.len() <= LONGEST_SHOWN).then(|| Label::new(label))
        };
        match (&reference.label, shown) {
            (Some(label), _) => shown = FRAMES.into_iter().find(|&frame| show(frame).as_ref() == Some(label)),
            (None, Some(frame)) => {
                reference.label = show(frame).filter(|label| label.number().is_some() || frame.0 == "[")
            }
            (None, None) => {}
        }
    }
}

struct Gather<'a, 'd> {
    document: &'a Document<'d>,
    demand: Demand,
    index: &'a Index,
    notes: &'a Notes<'a>,
    lists: &'a Lists,
    /// The section that is being read.
    section: usize,
    article: &'a mut Article,
    /// The index of the next body paragraph.
    paragraph: usize,
    /// The weight of the labels read so far.
    labels: usize,
    /// Whether the article has more labels than are read: said once.
    is_full: bool,
    /// Whether the document shows elements of lists, once that matters.
    elements: OnceCell<bool>,
    /// The forms of brackets in which the document cites, once they matter.
    forms: OnceCell<HashSet<String>>,
    /// The labels of the notes that reStructuredText numbers, `.. [#]`, from the next one on.
    numbered: Option<std::vec::IntoIter<Label>>,
}

impl Gather<'_, '_> {
    fn piece(&mut self, part: &Part, role: Role) {
        let block = &self.document.blocks[part.block];
        self.section = self.lists.section_of(part.block);
        let paragraph = (role == Role::Body).then_some(self.paragraph);
        if block.kind != BlockKind::Code {
            self.markers(block, &part.range, paragraph);
        }
        if paragraph.is_none() {
            return;
        }
        self.paragraph += 1;
        if self.demand.has(Demand::TEXT) {
            let place = self.document.place(block.source_span(part.range.clone()));
            self.article.body.push(Paragraph {
                kind: block.kind,
                text: block.text[part.range.clone()].to_owned(),
                place,
            });
        }
    }

    fn markers(&mut self, block: &Block<'_>, range: &Range<usize>, paragraph: Option<usize>) {
        let text = &block.text[range.clone()];
        let surroundings = Surroundings {
            defined: &|label| self.index.defines(label),
            alike: &|label| self.index.is_like(label),
            elements: &|| *self.elements.get_or_init(|| citations::shows_elements(self.document)),
            is_form: &|form| {
                let forms = || citations::forms(self.document, &|label| self.index.defines(label));
                self.forms.get_or_init(forms).contains(form)
            },
            has_names: self.index.has_names(),
            highest: self.index.highest(),
            footnotes: self.document.source.format == Format::Markdown,
            code: &block.code,
        };
        let mut found = if range.start == 0 {
            citations::find(text, surroundings)
        } else {
            find_in_part(text, range.start, block, surroundings)
        };
        if found.markers.is_empty()
            && found.marks.is_empty()
            && block.notes.is_empty()
            && block.links.is_empty()
        {
            return;
        }
        let mut points = CodePoints::new(text);
        let notes = over(&block.notes, |note| &note.range, range).iter();
        let mut notes =
            notes.filter(|note| note.range.start >= range.start && note.range.end <= range.end).peekable();
        for marker in &found.markers {
            let place = range.start + marker.range.start..range.start + marker.range.end;
            let inside = over(&block.notes, |note| &note.range, &place);
            let mut between = self.between_notes(inside, marker);
            while let Some(note) = notes.next_if(|note| note.range.start < place.end) {
                if let Some(between) = between.take_if(|_| inside.last() == Some(note)) {
                    self.marker(block, &between, range, &mut CodePoints::new(text), paragraph);
                }
                self.note(block, note, range, &mut points, paragraph);
            }
            self.labels += citations::weight(marker);
            if self.labels > citations::MAX_LABELS {
                found.marks.push(FoundMark { range: marker.range.clone(), kind: MarkKind::TooMany });
                break;
            }
            if inside.is_empty() {
                self.marker(block, marker, range, &mut points, paragraph);
            }
        }
        for note in notes {
            self.note(block, note, range, &mut points, paragraph);
        }
        self.push_marks(block, range, found.marks);
        if let Some(paragraph) = paragraph
            && self.demand.has(Demand::TEXT)
        {
            self.links(block, range, paragraph);
        }
    }

    fn push_marks(&mut self, block: &Block<'_>, part: &Range<usize>, marks: Vec<FoundMark>) {
        for mark in marks {
            if mark.kind == MarkKind::TooMany && std::mem::replace(&mut self.is_full, true) {
                continue;
            }
            let range = part.start + mark.range.start..part.start + mark.range.end;
            self.article.marks.push(Mark {
                kind: mark.kind,
                place: self.document.place(block.source_span(range.clone())),
                text: block.text[range].to_owned(),
            });
        }
    }

    /// The labels of `[3–5]` that have no link of their own, where the first and the last have one.
    fn between_notes(&self, notes: &[NoteLink], marker: &Marker) -> Option<Marker> {
        let is_linked = |label: &Label| notes.iter().any(|note| Label::new(&note.label) == *label);
        let (first, last) = (marker.labels.first()?, marker.labels.last()?);
        if notes.len() < 2 || !is_linked(first) || !is_linked(last) {
            return None;
        }
        let between = marker.labels.iter().filter(|label| !is_linked(label) && self.index.defines(label));
        let labels: Vec<Label> = between.cloned().collect();
        (!labels.is_empty()).then(|| Marker { labels, ..marker.clone() })
    }

    /// Markers in entries that lead to entries of another list by their link: notes that cite sources.
    fn markers_in_notes(&mut self, lists: &Lists) {
        let before = self.article.citations.len();
        for part in &lists.taken {
            let block = &self.document.blocks[part.block];
            let mut points = CodePoints::new(&block.text);
            for note in over(&block.notes, |note| &note.range, &part.range) {
                self.note(block, note, &(0..block.text.len()), &mut points, None);
            }
        }
        if self.article.citations.len() > before {
            self.article.citations.sort_by_key(|citation| citation.place);
        }
    }

    fn marker(
        &mut self,
        block: &Block<'_>,
        marker: &Marker,
        part: &Range<usize>,
        points: &mut CodePoints<'_>,
        paragraph: Option<usize>,
    ) {
        let range = part.start + marker.range.start..part.start + marker.range.end;
        let own = marker.url.clone().or_else(|| own_address(block, &range));
        let shown = &block.text[range.clone()];
        let place = self.document.place(block.source_span(range));
        let (start, end) = (points.at(marker.range.start), points.at(marker.range.end));
        for label in &marker.labels {
            let label = &self.numbered(label);
            let entries = self.entries(label, shown.starts_with("[^"));
            // A copied page's marker leads to the page's own note: the entry is here.
            let is_note = |url: &String| !entries.is_empty() && super::urls::leads_to_note(url, label);
            let target = match own.as_ref().filter(|url| !is_note(url)) {
                // Its own address is where it leads; the entry of its label is used as well.
                Some(url) => Target::Url { references: resolve::bounded(entries), url: url.clone() },
                None => resolve::target(label, entries, &self.article.references),
            };
            self.article.citations.push(Citation {
                marker: shown.into(),
                label: label.clone(),
                paragraph,
                start,
                end,
                place,
                target,
            });
        }
    }

    /// The label that a marker means: `[#]_` the next of the notes that are numbered.
    fn numbered(&mut self, label: &Label) -> Label {
        if !matches!(label, Label::Name(name) if &**name == citations::NEXT) {
            return label.clone();
        }
        let is_numbered = |reference: &&Reference| {
            auto_numbered(reference.place.span.slice(self.document.text)).is_some_and(str::is_empty)
        };
        let all =
            || self.article.references.iter().filter(is_numbered).filter_map(|entry| entry.label.clone());
        let next = self.numbered.get_or_insert_with(|| all().collect::<Vec<_>>().into_iter()).next();
        next.unwrap_or_else(|| label.clone())
    }

    /// The entries that a label means where the text is being read. `is_note` says whether its marker is that
    /// of a note.
    fn entries(&self, label: &Label, is_note: bool) -> &'_ [usize] {
        let section = match (self.lists.kinds, self.lists.sections.as_slice()) {
            (Some(kinds), _) => kinds.section(is_note),
            // What a record's headline cites is of its first list; markers in its body lead to their entries.
            (None, []) if self.document.source.format == Format::Record => 0,
            (None, []) => return self.index.entries(label),
            (None, _) => self.section,
        };
        self.index.entries_in(label, section, &self.article.references)
    }

    fn note(
        &mut self,
        block: &Block<'_>,
        note: &NoteLink,
        part: &Range<usize>,
        points: &mut CodePoints<'_>,
        paragraph: Option<usize>,
    ) {
        // A record names several entries of one label in one target, apart by spaces.
        let by_anchor = |anchor: &str| self.notes.by_anchor.get(anchor).copied();
        let entries: Vec<usize> = match by_anchor(&note.target) {
            Some(entry) => vec![entry],
            None => note.target.split_whitespace().filter_map(by_anchor).collect(),
        };
        let label = Label::new(&note.label);
        let target = resolve::target(&label, &entries, &self.article.references);
        let (start, end) = (points.at(note.range.start - part.start), points.at(note.range.end - part.start));
        let place = self.document.place(block.source_span(note.range.clone()));
        let marker = block.text[note.range.clone()].into();
        self.article.citations.push(Citation { marker, label, paragraph, start, end, place, target });
    }

    /// Hyperlinks that are no citations.
    fn links(&mut self, block: &Block<'_>, part: &Range<usize>, paragraph: usize) {
        let links = over(&block.links, |link| &link.range, part).iter();
        let inside = links.filter(|link| {
            link.range.start >= part.start && link.range.end <= part.end && !link.range.is_empty()
        });
        for link in inside.filter(|link| super::urls::is_web_url(&link.url)) {
            let text = &block.text[link.range.clone()];
            if !citations::labels_of(text).is_empty() {
                continue;
            }
            let place = self.document.place(block.source_span(link.range.clone()));
            self.article.links.push(BodyLink {
                text: text.to_owned(),
                url: link.url.clone(),
                paragraph,
                place,
            });
        }
    }
}

/// Finds markers in a part of a block that does not begin at its start: code ranges are moved along.
fn find_in_part(
    text: &str,
    start: usize,
    block: &Block<'_>,
    surroundings: Surroundings<'_>,
) -> citations::Found {
    let moved = block
        .code
        .iter()
        .filter(|range| range.end > start)
        .map(|range| range.start.saturating_sub(start)..range.end - start);
    let code: Vec<Range<usize>> = moved.collect();
    citations::find(text, Surroundings { code: &code, ..surroundings })
}

/// The address of the link that a marker stands in, if the link holds the marker and little else.
fn own_address(block: &Block<'_>, marker: &Range<usize>) -> Option<String> {
    let after = block.links.partition_point(|link| link.range.end <= marker.start);
    let link = block.links.get(after)?;
    let holds = link.range.start <= marker.start
        && link.range.end >= marker.end
        // Room for brackets and spaces around it.
        && link.range.len() <= marker.len() + 4;
    (holds && super::urls::is_web_url(&link.url)).then(|| link.url.clone())
}
