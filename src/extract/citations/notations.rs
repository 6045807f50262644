//! Reads markers of a text that has no plain numbers in brackets: raised ones (`<sup>1</sup>`, `¹`, `^1^`),
//! numbers behind a word (`(Ref. 1)`, `[web:1]`) or in parentheses, and numbers that were raised and stand
//! behind a word's end as they are ("said.2"). A notation counts only if its numbers run through the labels.

use std::collections::HashSet;

use crate::extract::citations::words::names_source;
use crate::extract::citations::{BEYOND, Marker};
use crate::extract::{over, urls};
use crate::model::{Block, BlockKind, Document, Label, TextRange};
use crate::text::digits;

/// Letters of the word that a number stands behind: `Fig.3` and `v.2` are no citations.
const WORD: usize = 3;

/// Bytes of a word for sources in a parenthesis.
const LONGEST_WORD: usize = 20;

/// Labels of one raised run.
const MOST_IN_A_RUN: usize = 30;

/// A notation without brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    /// `<sup>1,3</sup>`
    Markup,
    /// `¹ ²`
    Raised,
    /// `^1,3^`, as Pandoc raises.
    Caret,
    /// `(Ref. 1)`, `[web:1]`: a word for sources before it, or any word that runs through the list.
    Named,
    /// `(1, 3)`
    Parenthesised,
    /// `said.2`
    Glued,
}

impl Notation {
    /// Whether a number says by its notation that it is one of notes.
    fn is_sure(self) -> bool {
        matches!(self, Self::Markup | Self::Raised | Self::Caret | Self::Named)
    }

    /// Whether a space may stand within a run.
    fn has_spaces(self) -> bool {
        matches!(self, Self::Named | Self::Parenthesised)
    }
}

/// The markers of parts of a document in the first notation whose numbers run through the labels, by part.
/// `labels` is how many labels the list has; `bare` says that numbers may stand as they are; `is_read` tells
/// markers that were read already, which say nothing for or against a notation.
pub fn find(
    document: &Document<'_>,
    parts: &[(usize, TextRange)],
    labels: usize,
    bare: bool,
    defined: &dyn Fn(&Label) -> bool,
    is_read: &dyn Fn(&(usize, Marker)) -> bool,
) -> Vec<(usize, Marker)> {
    let has_markup = memchr::memmem::find(document.text.as_bytes(), b"<sup").is_some();
    let notations = [
        Notation::Markup,
        Notation::Raised,
        Notation::Caret,
        Notation::Named,
        Notation::Parenthesised,
        Notation::Glued,
    ];
    let may_be = |notation: &Notation| match notation {
        Notation::Markup => has_markup,
        Notation::Raised => true,
        Notation::Caret => memchr::memchr(b'^', document.text.as_bytes()).is_some(),
        Notation::Named | Notation::Parenthesised | Notation::Glued => bare,
    };
    for notation in notations.into_iter().filter(may_be) {
        let mut found = Vec::new();
        for (index, (block, range)) in parts.iter().enumerate() {
            let block = &document.blocks[*block];
            if block.kind != BlockKind::Code {
                let reader = Reader { document, block, text: &block.text[range.clone()], start: range.start };
                let markers = reader.markers(notation).map(|marker| (index, marker));
                found.extend(markers.filter(|marker| !is_read(marker)));
            }
        }
        let closes = |(index, marker): &(usize, Marker)| {
            let (block, range) = &parts[*index];
            closes_words(&document.blocks[*block].text[range.start + marker.range.end..range.end])
        };
        // Points of an enumeration, `(1) to dredge`, open what they number.
        let is_enumeration = notation == Notation::Parenthesised
            && found.iter().filter(|marker| closes(marker)).count() * 2 < found.len();
        let missing = missing(&found, notation, defined);
        if !is_enumeration && runs_through(&found, notation, labels, defined, &missing) {
            let is_meant = |label: &Label| defined(label) || missing.contains(label);
            found.retain(|(_, marker)| marker.labels.iter().all(is_meant));
            return found;
        }
    }
    Vec::new()
}

/// The raised numbers of parts of a document that link to other pages, by part: each is a marker that has its
/// source with it.
pub fn linked(document: &Document<'_>, parts: &[(usize, TextRange)]) -> Vec<(usize, Marker)> {
    let mut found = Vec::new();
    if memchr::memmem::find(document.text.as_bytes(), b"<sup").is_none() {
        return found;
    }
    for (index, (block, range)) in parts.iter().enumerate() {
        let block = &document.blocks[*block];
        let reader = Reader { document, block, text: &block.text[range.clone()], start: range.start };
        for link in over(&block.links, |link| &link.range, range) {
            let is_inside = link.range.start >= range.start && link.range.end <= range.end;
            let run =
                link.range.start.saturating_sub(range.start)..link.range.end.saturating_sub(range.start);
            let digits = is_inside && reader.text[run.clone()].bytes().all(|byte| byte.is_ascii_digit());
            let labels = digits.then(|| reader.accepted(&run, Notation::Markup)).flatten();
            let leads_away = |labels: &Vec<Label>| {
                urls::is_web_url(&link.url)
                    && !labels.iter().any(|label| urls::leads_to_note(&link.url, label))
            };
            if let Some(labels) = labels.filter(leads_away) {
                found.push((index, Marker { range: run, labels, url: Some(link.url.clone()) }));
            }
        }
    }
    found
}

/// Raised numbers without an entry that go on from those before them, `¹`, `²`, `³` above a list of two, or
/// are not far from the list's labels.
fn missing(
    found: &[(usize, Marker)],
    notation: Notation,
    defined: &dyn Fn(&Label) -> bool,
) -> HashSet<Label> {
    let mut missing = HashSet::new();
    if !notation.is_sure() {
        return missing;
    }
    let labels = || found.iter().flat_map(|(_, marker)| &marker.labels);
    let Some(last) = labels().filter(|label| defined(label)).filter_map(Label::number).max() else {
        return missing;
    };
    let mut highest = 0;
    for label in labels() {
        let Some(number) = label.number() else { continue };
        let is_meant = defined(label);
        if !is_meant && (number == highest + 1 || number <= last.saturating_add(BEYOND)) {
            missing.insert(label.clone());
        }
        if is_meant || missing.contains(label) {
            highest = highest.max(number);
        }
    }
    missing
}

/// Whether markers name most labels of the list, few others, and first appear in about the list's order.
fn runs_through(
    found: &[(usize, Marker)],
    notation: Notation,
    labels: usize,
    defined: &dyn Fn(&Label) -> bool,
    missing: &HashSet<Label>,
) -> bool {
    let (mut seen, mut strange) = (HashSet::new(), 0);
    let (mut highest, mut risen) = (None, 0);
    for label in found.iter().flat_map(|(_, marker)| &marker.labels) {
        if !defined(label) {
            strange += usize::from(!missing.contains(label));
        } else if seen.insert(label) {
            risen += usize::from(highest < Some(label));
            highest = highest.max(Some(label));
        }
    }
    let is_bare = matches!(notation, Notation::Glued | Notation::Parenthesised);
    let share = if is_bare { 2 } else { 3 };
    let in_order = !is_bare || risen * 3 >= seen.len() * 2;
    !seen.is_empty() && seen.len() * share >= labels && strange * 4 <= seen.len() && in_order
}

struct Reader<'a> {
    document: &'a Document<'a>,
    block: &'a Block<'a>,
    text: &'a str,
    /// Where `text` begins in the block's text.
    start: usize,
}

impl<'a> Reader<'a> {
    fn markers(self, notation: Notation) -> impl Iterator<Item = Marker> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let run = self.run(from, notation)?;
                from = run.end;
                if let Some(labels) = self.accepted(&run, notation) {
                    // Signs around it are a part of it.
                    let (before, behind) = match notation {
                        Notation::Caret | Notation::Parenthesised => (1, 1),
                        Notation::Named => (named(&self.text[..run.start]).map_or(0, |(open, _)| open), 1),
                        _ => (0, 0),
                    };
                    return Some(Marker { range: run.start - before..run.end + behind, labels, url: None });
                }
            }
        })
    }

    /// The next run of digits of a notation, commas and dashes among them.
    fn run(&self, from: usize, notation: Notation) -> Option<TextRange> {
        let is_digit = |character: char| match notation {
            Notation::Raised => digits::raised(character).is_some(),
            _ => character.is_ascii_digit(),
        };
        let is_inside = |character: char| is_digit(character) || character == ' ' && notation.has_spaces();
        let start = from + self.text[from..].find(is_digit)?;
        let mut end = start;
        let mut rest = self.text[start..].char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            if notation == Notation::Markup && at > 0 && self.ends_sup(start + at) {
                break;
            }
            if is_digit(character) {
                end = start + at + character.len_utf8();
            } else if !(matches!(character, ',' | '-' | '–' | '⁻' | '˒' | '·') || is_inside(character))
                || !rest.peek().is_some_and(|(_, next)| is_inside(*next))
            {
                break;
            }
        }
        Some(start..end)
    }

    fn accepted(&self, run: &TextRange, notation: Notation) -> Option<Vec<Label>> {
        let before = &self.text[..run.start];
        let at = self.start + run.start;
        let code = self.block.code.partition_point(|code| code.end <= at);
        let in_code = self.block.code.get(code).is_some_and(|code| code.start <= at);
        let stands = match notation {
            Notation::Markup => {
                let is_behind_raised = || run.start > 0 && self.ends_sup(run.start);
                self.is_in_sup(run) && (is_behind_raised() || !is_power(before, &self.text[run.clone()]))
            }
            Notation::Raised => !is_power(before, &self.text[run.clone()]),
            Notation::Caret => {
                let raised = before.strip_suffix('^');
                self.text[run.end..].starts_with('^')
                    && raised.is_some_and(|before| !is_power(before, &self.text[run.clone()]))
            }
            Notation::Named => {
                named(before).is_some_and(|(_, close)| self.text[run.end..].starts_with(close))
            }
            Notation::Parenthesised => {
                let words = before.strip_suffix('(').filter(|_| self.text[run.end..].starts_with(')'));
                // What opens a paragraph is its number; `f(1)` is code.
                words.is_some_and(|words| words.ends_with(' ') || ends_a_word(words))
            }
            Notation::Glued => ends_a_word(before) && ends_here(&self.text[run.end..]),
        };
        if in_code || !stands {
            return None;
        }
        labels(&self.text[run.clone()])
    }

    /// Whether raised text ends in the source right before a letter: `<sup>4</sup><sup>8</sup>` is two runs.
    fn ends_sup(&self, at: usize) -> bool {
        let source = |at: usize| self.block.map.to_source(self.start + at) as usize;
        let before = self.text[..at].char_indices().next_back().map_or(0, |(before, _)| before);
        let between = self.document.text.get(source(before)..source(at)).unwrap_or_default();
        between.contains("</sup")
    }

    /// Whether the source has `<sup>` right before the digits.
    fn is_in_sup(&self, run: &TextRange) -> bool {
        let source = self.block.map.to_source(self.start + run.start) as usize;
        let before = self.document.text.get(..source).unwrap_or_default();
        let tail = &before[before.floor_char_boundary(before.len().saturating_sub(200))..];
        tail.rfind("<sup").is_some_and(|open| !tail[open..].contains("</sup"))
    }
}

/// The labels of a run: `1,3–5`.
fn labels(run: &str) -> Option<Vec<Label>> {
    let ascii = digits::in_ascii(run);
    let mut labels = Vec::new();
    for item in ascii.split([',', '˒', '·']) {
        let item = item.trim();
        let (low, high) = item.split_once(['-', '–', '⁻']).unwrap_or((item, item));
        let (low, high) = (digits::number(low)?, digits::number(high)?);
        let is_short = (1..1000).contains(&low) && low <= high && ((high - low) as usize) < MOST_IN_A_RUN;
        labels.extend(is_short.then_some(low..=high)?.map(Label::Number));
    }
    Some(labels)
}

/// Units that are squared or cubed.
const UNITS: [&str; 11] = ["m", "mm", "cm", "dm", "km", "nm", "ft", "yd", "mi", "ha", "in"];

/// Whether digits raised behind a text are a power or the like: `10⁶`, `km²`, `x²`. A year is raised to no
/// power.
fn is_power(before: &str, raised: &str) -> bool {
    let word = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    if word.ends_with(char::is_numeric) {
        return !digits::number(word).is_some_and(|year| (1800..2100).contains(&year));
    }
    let raised = digits::in_ascii(raised);
    let is_variable = word.len() == 1 && word.is_ascii() && raised != "1";
    is_variable || UNITS.contains(&word) && matches!(&*raised, "2" | "3")
}

/// Bytes of a bracket and a word before a number that a text ends in, `(Ref. `, `[web:`, and what closes it.
fn named(before: &str) -> Option<(usize, char)> {
    let tail = &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_WORD))..];
    let open = tail.rfind(['(', '['])?;
    let word = &tail[open + 1..];
    let (is_meant, close) = match tail[open..].starts_with('(') {
        true => (word.ends_with(' ') && names_source(word.trim_end()), ')'),
        false => {
            let name = word.strip_suffix(':').unwrap_or_default();
            (!name.is_empty() && name.chars().all(char::is_alphabetic), ']')
        }
    };
    is_meant.then_some((word.len() + 1, close))
}

/// Whether a text ends in a word, with the punctuation behind it if it has some.
fn ends_a_word(before: &str) -> bool {
    let core = before.trim_end_matches([
        '.', ',', ';', ':', '!', '?', '"', '”', '’', '\'', ')', '»', '。', '，', '、', '」',
    ]);
    let punctuated = core.len() < before.len();
    let letters = core.chars().rev().take(WORD).take_while(|last| last.is_alphabetic()).count();
    let is_wide = core.ends_with(|last: char| last.is_alphabetic() && !last.is_ascii());
    let is_small = core.ends_with(char::is_lowercase);
    let is_closed = before.ends_with(['"', '”', '’', ')', '»']);
    (punctuated && (letters >= WORD || is_wide || is_closed)) || (letters >= WORD && is_small)
}

/// Whether what stands before a text is the end of words: a sentence, a part of one, or a row of markers.
fn closes_words(after: &str) -> bool {
    let next = after.trim_start().chars().next();
    next.is_none_or(|next| {
        matches!(
            next,
            '.' | ',' | ';' | ':' | '!' | '?' | ')' | '(' | '"' | '”' | '»' | '。' | '，' | '、' | '；'
        )
    })
}

/// Whether nothing is glued to the digits from behind.
fn ends_here(after: &str) -> bool {
    let Some(next) = after.chars().next() else { return true };
    let following = after[next.len_utf8()..].chars().next();
    next.is_whitespace()
        || matches!(next, '"' | '”' | '»' | ')' | '。' | '，')
        || (matches!(next, '.' | ',' | ';' | ':') && following.is_none_or(char::is_whitespace))
        || (next.is_alphabetic() && !next.is_ascii())
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::markdown;
    use crate::model::{Demand, Source};

    /// The markers that are read in a text above a list of three, with their labels.
    fn read(text: &str) -> String {
        let source = format!(
            "# Sand\n\n{text}\n\n## Sources\n\n1. Pits. https://example.org/1\n2. Trade. \
             https://example.org/2\n3. Ports. https://example.org/3\n"
        );
        let article = extract(&markdown::document(&source, Source::default()), Demand::ARTICLE);
        assert_eq!(article.references.len(), 3, "{text}");
        let shown =
            article.citations.iter().map(|citation| format!("{}={}", citation.marker, citation.label));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_count_as_markers_in_the_notation_that_runs_through_the_list() {
        let table = [
            ("Prices doubled.<sup>1</sup> They fell.<sup>2,3</sup>", "1=1 2,3=2 2,3=3"),
            ("Prices doubled.<sup>1</sup><sup>3</sup> They fell.<sup>2</sup>", "1=1 3=3 2=2"),
            ("Prices doubled.¹ They fell.²˒³", "¹=1 ²˒³=2 ²˒³=3"),
            ("Prices doubled.^1^ They fell.^2,3^ A pit has 4 m^2^.", "^1^=1 ^2,3^=2 ^2,3^=3"),
            ("A pit takes 40 kW¹ and pays 3 %² of it to the EU³.", "¹=1 ²=2 ³=3"),
            ("So it is¹. It was so in 2021³, over 4 km² of x².", "¹=1 ³=3"),
            ("Prices doubled.^1^ Of x^2 and y^2 nobody spoke.", "^1^=1"),
            ("Prices doubled [web:1]. They fell [web:3][web:2].", "[web:1]=1 [web:3]=3 [web:2]=2"),
            ("Prices doubled (Ref. 3). See (step 2).", "(Ref. 3)=3"),
            ("Prices doubled (Ref. 1). They fell (refs. 2, 3).", "(Ref. 1)=1 (refs. 2, 3)=2 (refs. 2, 3)=3"),
            ("Prices doubled (1). They fell (2, 3), and rose (1) again.", "(1)=1 (2, 3)=2 (2, 3)=3 (1)=1"),
            ("Prices doubled(1)(2). They fell in May (2–3).", "(1)=1 (2)=2 (2–3)=2 (2–3)=3"),
            ("Prices doubled.¹ They fell.² They rose.³ They fell again.⁴", "¹=1 ²=2 ³=3 ⁴=4"),
            ("Prices doubled.¹ They fell.² They rose.³ A pit of 10⁴ stones has x⁶.", "¹=1 ²=2 ³=3"),
            ("The plan is (1) to dig, (2) to wash and (3) to sell. Call f(1).", ""),
            ("(1) Dig. (2) Wash. It cost (20). The year (2020) was wet.", ""),
            ("Prices doubled [1]. They fell (2).", "[1]=1"),
            ("Prices doubled.1 They fell.2 They rose.3", "1=1 2=2 3=3"),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
