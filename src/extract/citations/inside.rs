//! Reads what the inside of a bracket says: labels, a fault, a place kept for a citation, or nothing of the
//! kind.

use crate::extract::citations::{MAX_INSIDE, MAX_RANGE, Scan, words};
use crate::model::{Label, MarkKind};
use crate::text::digits::{self, number};
use crate::text::parts;

/// How far beyond the list's highest label a number may lie and still be a label that was lost.
pub const BEYOND: u32 = 10;

/// The label of `[#]_`: the next of the notes that reStructuredText numbers.
pub const NEXT: &str = "#";

/// What the inside of a bracket says.
pub(super) enum Inside {
    Labels(Vec<Label>),
    Fault(MarkKind, Vec<Label>),
    Nothing,
}

/// What an item of a list of numbers is.
pub(super) enum Item {
    Good,
    Fault(MarkKind),
    NoMarker,
}

fn is_year(number: u32) -> bool {
    (1000..2200).contains(&number)
}

impl Scan<'_> {
    /// `1`, `1, 2`, `1-3`, `1; 4–6`, `2a, b`.
    pub(super) fn numbers(&self, inside: &str, open: usize) -> Inside {
        let mut labels = Vec::with_capacity(1);
        let mut fault = None;
        let mut items = 0;
        for item in inside.split([',', ';', '，', '、', '；', '،']) {
            items += 1;
            match self.number_item(item.trim(), &mut labels) {
                Item::Good => {}
                Item::Fault(kind) => fault = fault.or(Some(kind)),
                Item::NoMarker => return Inside::Nothing,
            }
        }
        if labels.len() > 1
            && (items > 1 && self.is_interval(inside, open, &labels)
                || self.is_spread(open, &labels)
                || labels.iter().all(|label| label.number().is_some_and(|number| self.is_beyond(number))))
        {
            return Inside::Nothing;
        }
        match fault {
            Some(kind) if !labels.is_empty() || kind != MarkKind::EmptyItem => Inside::Fault(kind, labels),
            Some(_) => Inside::Nothing,
            None => Inside::Labels(labels),
        }
    }

    /// One number or range of a list.
    pub(super) fn number_item(&self, item: &str, labels: &mut Vec<Label>) -> Item {
        if item.is_empty() {
            return Item::Fault(MarkKind::EmptyItem);
        }
        let item = item.strip_prefix('^').unwrap_or(item);
        if let Some(number) = number(item) {
            return self.take_number(number, item, labels);
        }
        let ends = item.split_once(['-', '–', '—', '‐', '‑', '−', '~', '〜']);
        if item.ends_with(|last: char| last.is_ascii_lowercase()) {
            let taken = self.take_parts(ends.unwrap_or((item, item)), labels);
            return taken.map_or(Item::NoMarker, |()| Item::Good);
        }
        let Some((low, high)) = ends else { return Item::NoMarker };
        let (Some(low), Some(high)) = (number(low.trim()), number(high.trim().trim_start_matches('^')))
        else {
            return Item::NoMarker;
        };
        // `[1-1]` is a score.
        let is_score = low == high && !(self.around.defined)(&Label::Number(low));
        if low == 0 || is_score {
            return Item::NoMarker;
        }
        if high < low {
            // A score of a match, where neither can be a label of the list.
            let is_fault = high <= self.around.highest || self.around.highest == 0;
            return if is_fault { Item::Fault(MarkKind::ReversedRange) } else { Item::NoMarker };
        }
        if self.is_beyond(low) {
            return Item::NoMarker;
        }
        if high - low >= MAX_RANGE {
            let years = (1000..10_000).contains(&low) && (1000..10_000).contains(&high);
            return if years { Item::NoMarker } else { Item::Fault(MarkKind::HugeRange) };
        }
        if is_year(low) && is_year(high) && !(self.around.defined)(&Label::Number(low)) {
            return Item::NoMarker;
        }
        labels.extend((low..=high).map(Label::Number));
        Item::Good
    }

    /// Whether a range that begins here cannot be one of the list's: far beyond all of its labels.
    fn is_beyond(&self, low: u32) -> bool {
        self.around.highest > 0 && low > self.around.highest.saturating_add(BEYOND)
    }

    /// Parts of an entry, or entries that are labelled so: `2a`, `2a-c`, and `b` behind `2a`, where the list
    /// has each.
    fn take_parts(&self, (low, high): (&str, &str), labels: &mut Vec<Label>) -> Option<()> {
        let before = match labels.last() {
            Some(Label::Name(name)) => parts::named(name).map(|(number, _)| number),
            _ => None,
        };
        // The number stands before the first of several letters.
        let part = |end: &str, before: Option<u32>| match end.trim().as_bytes() {
            &[letter @ b'a'..=b'z'] => Some((before?, u32::from(letter - b'a'))),
            _ => parts::named(end.trim()),
        };
        let (number, from) = part(low, before)?;
        let (other, to) = part(high, Some(number))?;
        let read: Vec<Label> = (from..=to).map(|part| Label::new(&parts::label(number, part))).collect();
        let is_meant = number == other && from <= to && read.iter().all(|label| (self.around.defined)(label));
        is_meant.then(|| labels.extend(read))
    }

    fn take_number(&self, number: u32, written: &str, labels: &mut Vec<Label>) -> Item {
        let padded = written.len() > 1 && written.starts_with('0');
        let label = if padded { Label::new(written) } else { Label::Number(number) };
        // Zero, padded numbers, years and long numbers are labels only where the list has them: `[0]`,
        // `[007]`, `[2024]`, `[12345]`.
        let doubtful = number == 0 || padded || number >= 1000;
        if doubtful && !(self.around.defined)(&label) {
            return Item::NoMarker;
        }
        labels.push(label);
        Item::Good
    }

    /// `54 [45–67]`: a measured number before the bounds between which it lies, where the list lacks one of
    /// them.
    fn is_spread(&self, open: usize, labels: &[Label]) -> bool {
        let (Some(Label::Number(low)), Some(Label::Number(high))) = (labels.first(), labels.last()) else {
            return false;
        };
        let Some(before) = self.text[..open].strip_suffix(' ') else { return false };
        let digits = before.bytes().rev().take(9).take_while(u8::is_ascii_digit).count();
        let measured = number(&before[before.len() - digits..]);
        measured.is_some_and(|measured| (*low..=*high).contains(&measured))
            && !(labels.iter().all(|label| (self.around.defined)(label)))
    }

    /// `[0, 1]` after words such as "range": a mathematical interval, if the list lacks one of its numbers.
    fn is_interval(&self, inside: &str, open: usize, labels: &[Label]) -> bool {
        let before = self.text[..open].trim_end();
        let word = before
            .rsplit(|character: char| character.is_whitespace() || character == '(')
            .next()
            .unwrap_or("");
        let word = word.to_lowercase();
        // `intervalle`, `Intervall`, `intervalo`
        let mathematical = word.contains("interval")
            || matches!(
                word.as_str(),
                "range" | "within" | "between" | "∈" | "=" | "∩" | "∪" | "ranges" | "in"
            );
        let two = inside.split(',').count() == 2;
        two && mathematical
            && (word != "in" || before.ends_with("∈"))
            && !labels.iter().all(|label| (self.around.defined)(label))
    }

    /// `^1`, `^name`, `#name`, `cite: 3`, `note 1`, `RFC2119`, and places kept for a citation.
    pub(super) fn names(&mut self, inside: &str, open: usize, end: usize) -> Inside {
        match inside.as_bytes()[0] {
            b'^' => return self.footnote(&inside[1..]),
            b'#' => return self.rst_name(&inside[1..], end),
            b'c' | b'C' => {
                if let Some(numbers) = cite_prefix(inside) {
                    return self.numbers(numbers, open);
                }
            }
            _ => {}
        }
        // `[n]o line` is a letter that was changed.
        let opens_word = self.text[end..].starts_with(char::is_alphabetic);
        if is_placeholder(inside) && !self.follows_word(open) && !self.is_linked(end) && !opens_word {
            return Inside::Fault(MarkKind::Placeholder, Vec::new());
        }
        let is_text_of_link = || self.is_linked(end) && !self.has_label_behind(end);
        if !self.around.has_names || inside.len() > 60 || is_text_of_link() {
            return Inside::Nothing;
        }
        let whole = Label::new(inside);
        if (self.around.defined)(&whole) {
            return Inside::Labels(vec![whole]);
        }
        let named = words::names(inside, self.around.defined);
        named.or_else(|| self.alike(inside)).map_or(Inside::Nothing, Inside::Labels)
    }

    /// Names of which some have no entry and all are written as those of the list.
    fn alike(&self, inside: &str) -> Option<Vec<Label>> {
        let labels: Vec<Label> = inside.split([',', ';']).map(Label::new).collect();
        let is_meant = |label: &Label| (self.around.alike)(label) || (self.around.defined)(label);
        labels.iter().all(is_meant).then_some(labels)
    }

    /// Whether a label of the list stands in brackets of its own at `end`: `[S1][S2]` are two markers.
    fn has_label_behind(&self, end: usize) -> bool {
        let behind = &self.text[end..self.text.floor_char_boundary(end + MAX_INSIDE)];
        let inside = behind.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        inside.is_some_and(|(inside, _)| inside.len() <= 60 && (self.around.defined)(&Label::new(inside)))
    }

    fn footnote(&self, name: &str) -> Inside {
        // `[^1^]` as some chatbots write it.
        let name = name.strip_suffix('^').unwrap_or(name);
        let items: Vec<&str> = name
            .split([',', ' '])
            .map(|item| item.trim().trim_start_matches('^'))
            .filter(|item| !item.is_empty())
            .collect();
        let whole = Label::new(name);
        if self.around.has_names && (self.around.defined)(&whole) {
            return Inside::Labels(vec![whole]);
        }
        let valid = !items.is_empty()
            && items.iter().all(|item| {
                item.chars().all(|character| {
                    character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+')
                })
            });
        // `[^0-9]` is a class of a pattern.
        let is_class = matches!(*name.as_bytes(), [from, b'-', to] if from < to);
        if !valid || is_class {
            return Inside::Nothing;
        }
        let labels: Vec<Label> = if (self.around.defined)(&whole) {
            vec![whole]
        } else {
            items.iter().map(|item| Label::new(item)).collect()
        };
        // `[^a-z]` is a character class unless the document has such a footnote.
        let sure = labels
            .iter()
            .all(|label| label.number().is_some_and(|number| number > 0) || (self.around.defined)(label));
        if sure || (self.around.footnotes && labels.len() == 1) {
            Inside::Labels(labels)
        } else {
            Inside::Nothing
        }
    }

    fn rst_name(&self, name: &str, end: usize) -> Inside {
        let valid = name
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+'));
        let marked = self.bytes.get(end) == Some(&b'_');
        let name = if name.is_empty() { NEXT } else { name };
        if valid && marked { Inside::Labels(vec![Label::new(name)]) } else { Inside::Nothing }
    }

    /// The label that a marker of Copilot leads to, and the bytes of it behind the marker: `[^1^][5]` shows 1
    /// and leads to 5.
    pub(super) fn linked_behind(&self, open: usize, end: usize) -> Option<(Label, usize)> {
        let shown = self.text[open..end].strip_prefix("[^")?.strip_suffix("^]")?;
        let behind = self.text[end..].strip_prefix('[')?;
        let length = behind.bytes().take_while(u8::is_ascii_digit).count();
        let label = Label::Number(number(&behind[..length])?);
        let is_meant = behind[..length] == *shown || (self.around.defined)(&label);
        (is_meant && behind[length..].starts_with(']')).then_some((label, length + 2))
    }

    /// A number in digits of any script, about as far as the list's labels go: `[३]`, `〔3〕`.
    pub(super) fn number_of_list(&self, inside: &str) -> Option<Label> {
        let is_number = inside.chars().all(|digit| digits::value(digit).is_some());
        let number = number(&digits::in_ascii(inside)).filter(|_| is_number && self.around.highest > 0)?;
        (1..=self.around.highest.saturating_add(BEYOND)).contains(&number).then_some(Label::Number(number))
    }

    /// Labels among words, where the list defines them: `[1, p. 5]`, `[Source 1]`, `[1†L20]`.
    pub(super) fn words(&self, inside: &str, end: usize) -> Inside {
        if let Some(label) =
            Some(inside).filter(|inside| !inside.is_ascii()).and_then(|inside| self.number_of_list(inside))
        {
            return Inside::Labels(vec![label]);
        }
        let opens_with_number = inside.starts_with(|first: char| first.is_ascii_digit());
        let is_linked = self.bytes.get(end) == Some(&b'[') && !inside.is_ascii() && !opens_with_number;
        if self.around.highest == 0 || is_linked {
            return Inside::Nothing;
        }
        let labelled = match inside.split_once(['†', '‡']) {
            Some((label, _)) if number(label.trim()).is_some() => {
                return Inside::Labels(vec![Label::new(label)]);
            }
            Some(_) => return Inside::Nothing,
            None => words::labels(inside, self.around.defined).or_else(|| self.in_known_form(inside)),
        };
        labelled.map_or(Inside::Nothing, Inside::Labels)
    }
}

impl Scan<'_> {
    /// Labels that no entry has, about as far as the list's go, in a form in which the document cites others:
    /// `[see 7]` beside `[see 2]` and `[see 4]`.
    fn in_known_form(&self, inside: &str) -> Option<Vec<Label>> {
        let last = self.around.highest.saturating_add(BEYOND);
        let is_near = |label: &Label| label.number().is_some_and(|number| (1..=last).contains(&number));
        let form = words::form(inside)?;
        words::labels(inside, &is_near).filter(|_| (self.around.is_form)(&form))
    }
}

/// The numbers of `cite: 3, 4` and `citation: 3`, as Gemini writes them.
fn cite_prefix(inside: &str) -> Option<&str> {
    let (word, rest) = inside.split_once(':')?;
    let known = ["cite", "citation", "cites"].iter().any(|prefix| word.trim().eq_ignore_ascii_case(prefix));
    let rest = rest.trim();
    (known && rest.starts_with(|first: char| first.is_ascii_digit())).then_some(rest)
}

/// Whether a bracket keeps a place for a citation that was never put in.
fn is_placeholder(inside: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "?",
        "??",
        "???",
        "n",
        "tk",
        "tktk",
        "citation needed",
        "citation",
        "cite",
        "cite needed",
        "needs citation",
        "source needed",
        "source?",
        "source",
        "sources needed",
        "reference needed",
        "ref",
        "ref needed",
        "reference",
        "add citation",
        "add source",
        "add reference",
        "insert citation",
        "insert source",
        "insert reference",
        "citation here",
        "source here",
        "ref?",
        "cite?",
        "insert link",
        "link needed",
        "to cite",
        "citation missing",
        "source tk",
        "cite tk",
        "#",
        "xx",
        "xxx",
    ];
    // `[N]` is a name that was taken out.
    inside.len() <= 20
        && inside != "N"
        && PLACEHOLDERS.iter().any(|placeholder| inside.trim().eq_ignore_ascii_case(placeholder))
}

#[cfg(test)]
mod tests {
    use crate::extract::citations::{Surroundings, find};
    use crate::model::Label;

    #[test]
    fn letters_behind_a_number_are_labels_where_the_list_has_them() {
        let table: &[(&str, &[&str], &[&str])] = &[
            ("iron[2a] and slag,[2b, 3]", &["2a", "2b", "3"], &["2a", "2b", "3"]),
            ("so [2a, b] and [2a–c; 4]", &["2a", "2b", "2c", "4"], &["2a", "2b", "2a", "2b", "2c", "4"]),
            ("in [2D] or [2d], m[1,b], [2a–9c], [2c–a]", &["1", "2a", "2b", "2c"], &[]),
        ];
        for (text, defined, expected) in table {
            let known: Vec<Label> = defined.iter().map(|label| Label::new(label)).collect();
            let defined = |label: &Label| known.contains(label);
            let found =
                find(text, Surroundings { defined: &defined, has_names: true, ..Surroundings::default() });
            let labels = found.markers.iter().flat_map(|marker| &marker.labels);
            assert_eq!(labels.map(Label::to_string).collect::<Vec<_>>(), *expected, "{text}");
        }
    }
}
