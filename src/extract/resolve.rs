//! Decides what each citation leads to, and which citations lead to each reference.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lexicon::dates;
use crate::model::{Citation, Label, Reference, Target};
use crate::text::numerals::roman;
use crate::text::parts;

/// The entries by label. Indices are ascending within a label.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Sorted by label, then entry.
    labels: Vec<Label>,
    entries: Vec<usize>,
    has_names: bool,
    /// The shape that most names have, if it has a number: `Ruiz 2020`, `LAM94`.
    shape: Option<String>,
    /// How far the names count where all are Roman numerals from `i` on; 0 where they are none.
    romans: u32,
    /// The numbers of entries that have parts, ascending, and how many: `[2] a) ... b) ...`.
    parts: Vec<(u32, u32)>,
}

impl Index {
    /// Indexes the labels of entries, in their order.
    pub fn new(references: &[Reference]) -> Self {
        let mut pairs: Vec<(Label, usize)> = references
            .iter()
            .enumerate()
            .flat_map(|(entry, reference)| {
                reference.label.iter().chain(&reference.also).map(move |label| (label.clone(), entry))
            })
            .collect();
        pairs.sort();
        let has_names = pairs.last().is_some_and(|(label, _)| label.number().is_none());
        let (labels, entries): (Vec<Label>, _) = pairs.into_iter().unzip();
        let shape = if has_names { common_shape(&labels) } else { None };
        let romans = if has_names { romans(&labels) } else { 0 };
        let number = |reference: &Reference| reference.label.as_ref().and_then(Label::number);
        let mut parts: Vec<(u32, u32)> = references
            .iter()
            .filter_map(|reference| Some((number(reference)?, parts::count(&reference.text)?)))
            .collect();
        parts.sort_unstable();
        Self { labels, entries, has_names, shape, romans, parts }
    }

    /// The entries with a label, or of which it names a part: `2b` of `[2] a) ... b) ...`. Where all
    /// entries of a number are parts, `[2a]` and `[2b]`, it means each.
    pub fn entries(&self, label: &Label) -> &[usize] {
        let exact = self.exact(label);
        if !exact.is_empty() {
            return exact;
        }
        match (self.whole(label), label.number()) {
            (Some(whole), _) => self.exact(&whole),
            (None, Some(number)) => &self.entries[self.parts_labelled(number)],
            (None, None) => &[],
        }
    }

    /// Where the labels stand that name parts of a number.
    fn parts_labelled(&self, number: u32) -> Range<usize> {
        let start = self.labels.partition_point(|known| *known < Label::new(&parts::label(number, 0)));
        let names_part = |label: &&Label| {
            let Label::Name(name) = label else { return false };
            parts::named(name).is_some_and(|(whole, _)| whole == number)
        };
        start..start + self.labels[start..].iter().take_while(names_part).count()
    }

    fn exact(&self, label: &Label) -> &[usize] {
        let start = self.labels.partition_point(|known| known < label);
        // Sorted, so that lists with a label a million times cost no more than others.
        let count = self.labels[start..].partition_point(|known| known == label);
        &self.entries[start..start + count]
    }

    /// The entries that a label means in a section: those of its own list. Where the list lacks the label,
    /// the next list behind that has it is meant, or the last before.
    pub fn entries_in(&self, label: &Label, section: usize, references: &[Reference]) -> &[usize] {
        let entries = self.entries(label);
        let from = entries.partition_point(|&entry| references[entry].section < section);
        let from = if from == entries.len() {
            let Some(&last) = entries.last() else { return entries };
            entries.partition_point(|&entry| references[entry].section < references[last].section)
        } else {
            from
        };
        let own = references[entries[from]].section;
        let count = entries[from..].partition_point(|&entry| references[entry].section == own);
        &entries[from..from + count]
    }

    /// The highest number among the labels; 0 if there is none.
    pub fn highest(&self) -> u32 {
        let names = self.labels.partition_point(|label| label.number().is_some());
        names.checked_sub(1).and_then(|last| self.labels[last].number()).unwrap_or(0)
    }

    /// Whether some entry has this label, or a part that it names.
    pub fn defines(&self, label: &Label) -> bool {
        !self.entries(label).is_empty()
    }

    /// The label of the entry of which a label names a part.
    fn whole(&self, label: &Label) -> Option<Label> {
        if self.parts.is_empty() {
            return None;
        }
        let Label::Name(name) = label else { return None };
        let (number, part) = parts::named(name)?;
        let last = self.parts.partition_point(|&(other, _)| other <= number).checked_sub(1)?;
        let (other, count) = self.parts[last];
        (other == number && part < count).then_some(Label::Number(number))
    }

    /// Whether a name is written as most names of the list are, with a number in it: `[Ito 2019]` beside
    /// `[Ruiz 2020]`; or goes on where its Roman numerals end.
    pub fn is_like(&self, label: &Label) -> bool {
        let is_roman = |label: &Label| {
            let value = roman_of(label);
            value.is_some_and(|value| value <= self.romans + BEYOND)
        };
        self.shape.is_some() && shape(label) == self.shape || self.romans > 0 && is_roman(label)
    }

    /// Whether some label is no number.
    pub fn has_names(&self) -> bool {
        self.has_names
    }
}

/// How far beyond the last Roman numeral of a list one may be that was lost.
const BEYOND: u32 = 3;

fn roman_of(label: &Label) -> Option<u32> {
    let Label::Name(name) = label else { return None };
    roman(name)
}

/// How many Roman numerals a list has, if it has nothing else and begins with the first two.
fn romans(labels: &[Label]) -> u32 {
    let values: Option<HashSet<u32>> = labels.iter().map(roman_of).collect();
    let values = values.filter(|values| values.contains(&1) && values.contains(&2));
    values.and_then(|values| values.into_iter().max()).unwrap_or(0)
}

/// The shape of at least two names of a list, if most have it.
fn common_shape(labels: &[Label]) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let names = labels.iter().filter(|label| label.number().is_none());
    for shape in names.filter_map(shape) {
        *counts.entry(shape).or_default() += 1;
    }
    let (shape, count) = counts.into_iter().max()?;
    (count > 1 && count * 2 > labels.len()).then_some(shape)
}

/// A name with `a` for a run of letters and `0` for each digit; none without both, or with a month, as dates
/// that were put in have it.
fn shape(label: &Label) -> Option<String> {
    let Label::Name(name) = label else { return None };
    let mut shape = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            _ if character.is_ascii_digit() => shape.push('0'),
            _ if !character.is_alphabetic() => shape.push(character),
            _ if shape.ends_with('a') => {}
            _ => shape.push('a'),
        }
    }
    let words = || name.split(' ').filter(|word| word.chars().all(char::is_alphabetic));
    (shape.contains('a')
        && shape.contains('0')
        && !words().any(|word| dates::meaning(&dates::key(word)).month != 0))
    .then_some(shape)
}

/// Entries with one label that a citation names: a list of a million lines with the same label is no list.
const MOST_MEANT: usize = 64;

/// The entries of a label as a citation names them.
pub fn bounded(entries: &[usize]) -> Vec<usize> {
    entries[..entries.len().min(MOST_MEANT)].to_vec()
}

/// What a label leads to.
pub fn target(label: &Label, entries: &[usize], references: &[Reference]) -> Target {
    if entries.is_empty() {
        return Target::Dangling;
    }
    if let &[entry] = entries
        && let Some(url) = address_of_part(label, &references[entry])
    {
        let references = vec![entry];
        return url.map_or(Target::NoUrl { references: references.clone() }, |url| Target::Url {
            references,
            url: url.to_owned(),
        });
    }
    let entries = &entries[..entries.len().min(MOST_MEANT)];
    let mut urls = entries.iter().filter_map(|&entry| references[entry].url.as_deref());
    let Some(first) = urls.next() else { return Target::NoUrl { references: entries.to_vec() } };
    if urls.all(|url| url == first) {
        return Target::Url { references: entries.to_vec(), url: first.to_owned() };
    }
    Target::Ambiguous { references: entries.to_vec() }
}

/// The address of the part of an entry that a label names, if it has one; none where it names no part, or the
/// addresses do not stand in the entry's words.
fn address_of_part<'r>(label: &Label, reference: &'r Reference) -> Option<Option<&'r str>> {
    let (Label::Name(name), Some(number)) = (label, reference.label.as_ref()?.number()) else { return None };
    let words = parts::of(name, number, &reference.text)?;
    let mut urls = reference.urls.iter().map(String::as_str);
    let all_stand = !reference.urls.is_empty() && urls.clone().all(|url| reference.text.contains(url));
    all_stand.then(|| urls.find(|url| words.contains(url)))
}

/// Writes into each reference which citations lead to it.
pub fn link_back(citations: &[Citation], references: &mut [Reference]) {
    for (position, citation) in citations.iter().enumerate() {
        for &entry in citation.target.references() {
            references[entry].citations.push(position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn reference(label: &str, url: Option<&str>) -> Reference {
        Reference {
            label: Some(Label::new(label)),
            also: Vec::new(),
            text: String::new(),
            urls: Vec::new(),
            url: url.map(str::to_owned),
            place: Place::default(),
            citations: Vec::new(),
            linked: false,
            section: 0,
        }
    }

    #[test]
    fn a_label_leads_to_what_its_entries_say() {
        let references = [
            reference("1", Some("a")),
            reference("1", Some("a")),
            reference("2", None),
            reference("3", Some("a")),
            reference("3", Some("b")),
        ];
        let index = Index::new(&references);
        let status = |label: &str| {
            let label = Label::new(label);
            target(&label, index.entries(&label), &references).status()
        };
        assert_eq!(
            [status("1"), status("2"), status("3"), status("4")],
            ["resolved", "no-url", "ambiguous", "dangling"]
        );
    }

    #[test]
    fn a_part_of_an_entry_leads_to_it() {
        let mut references =
            [reference("1", None), reference("2", None), reference("3b", None), reference("3c", None)];
        references[1].text = "a) A. Ito, x:a b) B. Ruiz c) C. Lund, x:c".to_owned();
        references[1].urls = vec!["x:a".to_owned(), "x:c".to_owned()];
        references[1].url = Some("x:a".to_owned());
        let index = Index::new(&references);
        let table: &[(&str, &[usize], Option<&str>)] = &[
            ("2", &[1], Some("x:a")),
            ("2a", &[1], Some("x:a")),
            ("2b", &[1], None),
            ("2c", &[1], Some("x:c")),
            ("2d", &[], None),
            ("1a", &[], None),
            ("3b", &[2], None),
            ("3", &[2, 3], None),
            ("02a", &[], None),
        ];
        for (label, expected, url) in table {
            let label = Label::new(label);
            let entries = index.entries(&label);
            assert_eq!((entries, index.defines(&label)), (*expected, !expected.is_empty()), "{label}");
            assert_eq!(target(&label, entries, &references).url(), *url, "{label}");
        }
    }
}
