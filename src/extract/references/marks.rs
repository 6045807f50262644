//! Takes the marks of candidates from the document: what their entries look like, and which of their labels
//! its markers cite. It does not choose; see `choose`.

use std::collections::{HashMap, HashSet};

use crate::extract::citations::{self, Surroundings, notations};
use crate::extract::over;
use crate::extract::references::candidates::{Candidate, Heading};
use crate::extract::references::choose::Marks;
use crate::extract::references::lines::Line;
use crate::extract::references::openings::{count_up, is_numbered_key};
use crate::extract::references::reader::{RawEntry, Reader};
use crate::extract::urls;
use crate::lexicon::headings::names_sources;
use crate::lexicon::trailers::opens_in_text;
use crate::model::{Block, BlockKind, Format, Label, TextRange};

/// Bytes from which an entry without address is as long as a paragraph.
const LONG_ENTRY: usize = 300;

/// No candidate: where a marker of running text stands.
const TEXT: usize = usize::MAX;

/// The markers of a document as far as candidates explain them.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// Each marker's line and the candidate that holds the line, in document order.
    markers: Vec<(usize, usize, Label)>,
    /// For each label the line of its first marker, and two candidates in which it is cited at most.
    cited: HashMap<Label, (usize, usize, Option<usize>)>,
    /// The labels that markers of notes cite, `[^1]`, and those that others do.
    of_notes: HashSet<Label>,
    of_others: HashSet<Label>,
    /// Lines of entries in whose words markers stand.
    citing: HashSet<usize>,
    /// The last line of running text with a marker.
    last: usize,
    /// Bytes of all lines.
    bytes: usize,
}

impl Census {
    /// Reads the markers of a document whose lists may be these.
    pub(super) fn take(reader: &Reader<'_>, candidates: &[Candidate]) -> Self {
        let mut census = Self { bytes: bytes_of(&reader.lines), ..Self::default() };
        let labels: HashSet<&Label> = candidates.iter().flat_map(labels_of).collect();
        let openings: HashMap<usize, &RawEntry> = candidates
            .iter()
            .flat_map(|candidate| &candidate.entries)
            .filter(|entry| entry.label.is_some())
            .map(|entry| (entry.first, entry))
            .collect();
        let highest = labels.iter().filter_map(|label| label.number()).max().unwrap_or(0);
        let has_names = labels.iter().any(|label| label.number().is_none());
        let mut line = 0;
        for (index, block) in reader.document.blocks.iter().enumerate() {
            let first = line;
            while reader.lines.get(line).is_some_and(|next| next.block as usize == index) {
                line += 1;
            }
            if block.kind == BlockKind::Code || block.definition {
                continue;
            }
            let surroundings = Surroundings {
                defined: &|label| labels.contains(label),
                has_names,
                footnotes: reader.document.source.format == Format::Markdown,
                code: &block.code,
                highest,
                ..Surroundings::default()
            };
            let mut at = first;
            for marker in citations::find(&block.text, surroundings).markers {
                while at + 1 < line && reader.lines[at + 1].start as usize <= marker.range.start {
                    at += 1;
                }
                let column = marker.range.start - (reader.lines[at].start as usize).min(marker.range.start);
                if openings.get(&at).is_none_or(|entry| !opens(entry, column, &marker.labels)) {
                    let is_of_note = is_marker_of_note(block, &marker.range);
                    let kind = if is_of_note { &mut census.of_notes } else { &mut census.of_others };
                    kind.extend(marker.labels.iter().cloned());
                    census.note(at, marker.labels, candidates);
                }
            }
        }
        if census.markers.is_empty() && highest > 0 {
            census.read_other_notations(reader, candidates, &labels);
        }
        census
    }

    /// Reads the markers of a text that has none in brackets.
    fn read_other_notations(
        &mut self,
        reader: &Reader<'_>,
        candidates: &[Candidate],
        labels: &HashSet<&Label>,
    ) {
        let mut candidates_left = candidates.iter().peekable();
        let mut lines = Vec::new();
        let mut parts = Vec::new();
        for (at, line) in reader.lines.iter().enumerate() {
            while candidates_left.next_if(|candidate| candidate.next <= at).is_some() {}
            if candidates_left.peek().is_none_or(|next| at < next.from) {
                lines.push(at);
                parts.push((line.block as usize, line.start as usize..line.end as usize));
            }
        }
        let found = notations::find(
            reader.document,
            &parts,
            labels.len(),
            true,
            &|label| labels.contains(label),
            &|_| false,
        );
        for (part, marker) in found {
            self.note(lines[part], marker.labels, candidates);
        }
    }

    fn note(&mut self, line: usize, labels: Vec<Label>, candidates: &[Candidate]) {
        let after = candidates.partition_point(|candidate| candidate.next <= line);
        let home = if candidates.get(after).is_some_and(|next| next.from <= line) { after } else { TEXT };
        if home == TEXT {
            self.last = line;
        } else {
            self.citing.insert(line);
        }
        for label in labels {
            let (_, one, other) = self.cited.entry(label.clone()).or_insert((line, home, None));
            if *one != home {
                *other = Some(home);
            }
            self.markers.push((line, home, label));
        }
    }

    /// Whether there is any marker.
    pub(super) fn cites(&self) -> bool {
        !self.markers.is_empty()
    }

    /// Whether running text between two lines has a marker.
    pub(super) fn has_marker_within(&self, from: usize, to: usize) -> bool {
        let first = self.markers.partition_point(|marker| marker.0 < from);
        self.markers[first..].iter().take_while(|marker| marker.0 < to).any(|marker| marker.1 == TEXT)
    }

    /// How many of these labels, which are sorted, running text between two lines cites.
    fn cited_within(&self, from: usize, to: usize, labels: &[Label]) -> usize {
        let first = self.markers.partition_point(|marker| marker.0 < from);
        let within = self.markers[first..].iter().take_while(|marker| marker.0 < to);
        let in_text = within.filter(|marker| marker.1 == TEXT && labels.binary_search(&marker.2).is_ok());
        in_text.map(|marker| &marker.2).collect::<HashSet<_>>().len()
    }

    /// The marks of a candidate by its place among them.
    pub(super) fn marks(&self, reader: &Reader<'_>, candidates: &[Candidate], index: usize) -> Marks {
        let candidate = &candidates[index];
        let mut marks = own_marks(reader, candidate);
        let is_cited = |label: &&Label| {
            self.cited.get(*label).is_some_and(|(_, one, other)| *one != index || other.is_some())
        };
        let kind = if marks.has_notes { &self.of_notes } else { &self.of_others };
        // Links that lead to notes cite them.
        let is_linked = is_linked(reader, candidate);
        let is_own = |label: &&Label| is_linked || kind.contains(*label);
        marks.own = marks.labels.iter().filter(is_own).count();
        marks.is_most = bytes_of(&reader.lines[candidate.from..candidate.next]) * 2 > self.bytes;
        marks.cited = marks.labels.iter().filter(is_cited).cloned().collect();
        let is_above = |label: &Label| self.cited.get(label).is_some_and(|(line, ..)| *line < candidate.from);
        marks.before = marks.cited.iter().any(is_above);
        let above = index.checked_sub(1).map_or(0, |before| candidates[before].next);
        marks.near = self.cited_within(above, candidate.from, &marks.labels);
        marks.after = !self.markers.is_empty() && self.last >= candidate.next;
        let lines_cite =
            |entry: &&RawEntry| (entry.first..=entry.last).any(|line| self.citing.contains(&line));
        if !self.citing.is_empty() {
            marks.citing = candidate.entries.iter().filter(lines_cite).count();
        }
        marks
    }
}

/// Whether what stands at a column of an entry's first line is its label, or that again: `1. [1] Title`.
fn opens(entry: &RawEntry, column: usize, labels: &[Label]) -> bool {
    column < entry.words || column == entry.words && entry.label.as_slice() == labels
}

/// Whether a marker of a block's text is one of a note: a key `[^1]`, or a link to the note.
fn is_marker_of_note(block: &Block<'_>, range: &TextRange) -> bool {
    block.text[range.clone()].starts_with("[^") || !over(&block.notes, |note| &note.range, range).is_empty()
}

/// Whether a candidate has notes, to which markers of their own lead by the markup: by a key `[^1]`, or by a
/// link to an element of a page.
pub(super) fn has_notes(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    let is_key = |block: &Block<'_>| block.span.slice(reader.document.text).starts_with("[^");
    let is_markdown = reader.document.source.format == Format::Markdown;
    is_linked(reader, candidate) || is_markdown && first_definition(reader, candidate).is_some_and(is_key)
}

/// Whether links of a page lead to the entries of a candidate.
fn is_linked(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    first_definition(reader, candidate).is_some_and(|block| !block.anchors.is_empty())
}

fn first_definition<'r>(reader: &'r Reader<'_>, candidate: &Candidate) -> Option<&'r Block<'r>> {
    let block = reader.block(candidate.entries.first()?.first);
    block.definition.then_some(block)
}

fn bytes_of(lines: &[Line]) -> usize {
    lines.iter().map(|line| (line.end - line.start) as usize).sum()
}

/// The labels of a candidate.
pub(super) fn labels_of(candidate: &Candidate) -> impl Iterator<Item = &Label> {
    candidate.entries.iter().flat_map(|entry| entry.label.iter().chain(&entry.also))
}

/// What a candidate tells of itself.
fn own_marks(reader: &Reader<'_>, candidate: &Candidate) -> Marks {
    let entries = &candidate.entries;
    let labelled: Vec<&RawEntry> = entries.iter().filter(|entry| entry.label.is_some()).collect();
    let mut marks = Marks {
        style: candidate.style(),
        headed: candidate.headed,
        hinted: candidate.headed == Heading::Unknown
            && candidate.heading.is_some_and(|heading| names_sources(reader.words(heading))),
        told: candidate.headed == Heading::Unknown
            && candidate.heading.is_some_and(|heading| reader.is_heading(heading)),
        entries: entries.len(),
        labelled: labelled.len(),
        opens_with_address: !labelled.is_empty()
            && labelled.iter().all(|entry| urls::opens_with_url(reader.entry_words(entry))),
        ascending: labelled.windows(2).all(|pair| pair[0].label <= pair[1].label),
        counting: count_up(labelled.iter().filter_map(|entry| entry.label.as_ref())),
        keyed: labelled.iter().all(|entry| entry.label.as_ref().is_some_and(is_numbered_key)),
        has_notes: has_notes(reader, candidate),
        trails: candidate.from > 0 && candidate.headed < Heading::Line && {
            opens_in_text(reader.words(candidate.from - 1))
        },
        begins_block: entries.first().is_some_and(|first| reader.is_first_of_block(first.first)),
        closing: reader.is_closing(candidate.next),
        labels: labels_of(candidate).cloned().collect(),
        ..Marks::default()
    };
    marks.labels.sort_unstable();
    marks.labels.dedup();
    for entry in entries {
        let has_address = reader.entry_has_url(entry);
        marks.addressed += usize::from(has_address && (entry.label.is_some() || labelled.is_empty()));
        let words = || (entry.first..=entry.last).map(|line| reader.words(line));
        let is_source = has_address || words().any(looks_like_source);
        marks.sources += usize::from(is_source);
        marks.documents += usize::from(is_source || marks.keyed && words().any(names_document));
        marks.long += usize::from(!has_address && words().map(str::len).sum::<usize>() > LONG_ENTRY);
    }
    // Words that announce sources of water are no heading.
    let is_markup = |heading: usize| reader.block(heading).kind == BlockKind::Heading;
    marks.hinted &= candidate.heading.is_some_and(is_markup) || marks.sources * 2 >= marks.labelled;
    marks
}

/// Whether words without address look like a source: an identifier, a title in quotes, a site's name, or a
/// year where lists have it.
fn looks_like_source(words: &str) -> bool {
    const SITES: [&str; 7] = [".com", ".org", ".net", ".gov", ".edu", ".int", ".eu"];
    const TITLES: [(char, char); 6] =
        [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('《', '》'), ('「', '」')];
    urls::derived(words).is_some()
        || ["ISBN", "ISSN", "PMID", "DOI"].iter().any(|id| words.contains(id))
        || SITES.iter().any(|site| words.contains(site))
        || TITLES.iter().any(|(open, close)| {
            words.split_once(*open).and_then(|(_, rest)| rest.find(*close)).is_some_and(|length| length > 8)
        })
        || has_year_of_a_source(words)
}

/// Whether words that are no sentence have the number of a document: `ECSS-E-ST-40C`, `ISO 13849-1`.
fn names_document(words: &str) -> bool {
    if words.ends_with('.') {
        return false;
    }
    let is_capital = |letter: u8| letter.is_ascii_uppercase();
    let is_digit = |digit: u8| digit.is_ascii_digit();
    let mut is_behind_capitals = false;
    words.split([' ', ',', ';', '(', ')', '|']).filter(|word| !word.is_empty()).any(|word| {
        let has = |wanted: &dyn Fn(u8) -> bool| word.bytes().any(wanted);
        let is_code = has(&is_digit) && has(&|byte| matches!(byte, b'-' | b'/')) && has(&is_capital);
        let is_number = is_behind_capitals && word.starts_with(|first: char| first.is_ascii_digit());
        is_behind_capitals = word.len() > 1 && word.bytes().all(is_capital);
        is_code || is_number
    })
}

/// `(2020)`, `, 2020`, `2020;105`, `2020.` at the end, `(May 2020)`.
fn has_year_of_a_source(words: &str) -> bool {
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + next;
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = end;
        let year = words[start..end].parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year));
        if end - start != 4 || !year {
            continue;
        }
        let before = words[..start].trim_end();
        let after = bytes.get(end);
        let is_listed = before.ends_with([',', '(', ';', '[', '.'])
            || matches!(after, Some(b';' | b':' | b')' | b']' | b',' | b'.'))
            || after.is_none();
        if is_listed {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::looks_like_source;

    #[test]
    fn sources_are_told_from_remarks() {
        for words in [
            "Lund, L. (2020). Boats. Bay Press.",
            "Lund L. Boats. Bay Med J 2010;105:1-9.",
            "\"Night ferry sails again\", Bay News",
            "bay-news.com, harbour pages",
            "doi:10.1000/182",
            "Berg, Ports, Bay City, 1998",
        ] {
            assert!(looks_like_source(words), "{words}");
        }
        for words in ["Only day boats sail.", "In 2024 the boats were painted", "The \"old\" pier"] {
            assert!(!looks_like_source(words), "{words}");
        }
    }
}
