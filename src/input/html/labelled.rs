//! Lists whose entries open with labels, `[1]`, `2.`, `[Ito20]`, or are numbered by their list: they are kept
//! together where the text cites them, whatever is linked in them. Which blocks are the lists of an article
//! is told in `extract::references`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::input::html::cards::site;
use crate::input::html::content::{LINE_CHARS, Verdict};
use crate::input::html::rows;
use crate::input::html::vocabulary::{self, Marks};
use crate::input::html::weighing::{Weighed, block_tag, kind};
use crate::lexicon::headings::is_reference_heading;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::DropReason;
use crate::text::digits;

/// Labels of a list that its text is searched for.
const LABELS_LOOKED_FOR: u32 = 16;

/// Digits of the largest label, and of a number of a marker.
const DIGITS: usize = 4;

/// Numbers of the longest range of a marker.
const RANGE: u32 = 100;

/// A segment that opens with a label, and those behind it that belong to its entry.
struct Labelled {
    at: Range<usize>,
    opening: Opening,
}

#[derive(PartialEq)]
enum Opening {
    /// Numbers in brackets, from the first to the last.
    Framed(u32, u32),
    /// Other numbers: `1.`, `(1)`, raised ones, and those of an `<ol>`.
    Plain(u32, u32),
    Key(String),
}

impl Labelled {
    fn is_followed_by(&self, next: &Self) -> bool {
        let counts_up = match (&self.opening, &next.opening) {
            (Opening::Framed(_, last), Opening::Framed(first, _))
            | (Opening::Plain(_, last), Opening::Plain(first, _)) => last + 1 == *first,
            (Opening::Key(_), Opening::Key(_)) => true,
            _ => false,
        };
        self.at.end == next.at.start && counts_up
    }

    fn labels(&self) -> Vec<String> {
        match &self.opening {
            Opening::Framed(first, last) | Opening::Plain(first, last) => {
                (*first..=*last).take(LABELS_LOOKED_FOR as usize).map(|label| label.to_string()).collect()
            }
            Opening::Key(key) => vec![key.clone()],
        }
    }
}

/// What decides whether runs of entries are lists of the article's sources.
struct Lists<'w> {
    weighed: &'w Weighed<'w, 'w>,
    /// The first and the last kept segment of the article's element that cites each label of the runs.
    cited: HashMap<String, (usize, usize)>,
    /// The page's site, if it says or its links beside the runs tell which.
    own: Option<&'w str>,
    /// The first labels of the lists that were found.
    found: HashSet<Vec<String>>,
}

impl Weighed<'_, '_> {
    /// Keeps the entries of a list with labels one behind the other, and its heading: numbers in brackets
    /// where one of them is kept or the text cites a third of them, keys where most are kept or a third is
    /// cited, other numbers where the text before them cites half. Those of a list outside `range`, the
    /// article's element, or in what is named as something else, are kept where the text cites half of them;
    /// other numbers than those in brackets where it cites all and most of their links lead to other sites.
    pub(super) fn keep_labelled_lines(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let labelled = self.labelled();
        let has_several = |run: &&[Labelled]| run.len() > 1 || run[0].labels().len() > 1;
        let runs: Vec<&[Labelled]> =
            labelled.chunk_by(Labelled::is_followed_by).filter(has_several).collect();
        let is_dropped = |at: usize| matches!(verdicts[at], Verdict::Dropped(_));
        if !runs.iter().any(|run| list_of(run).any(is_dropped)) {
            return;
        }
        let named = Verdict::Dropped(DropReason::Named);
        let is_beside = |run: &&[Labelled]| {
            !range.contains(&list_of(run).start) || list_of(run).any(|at| verdicts[at] == named)
        };
        let (beside, inside): (Vec<_>, Vec<_>) = runs.iter().copied().partition(is_beside);
        let mut lists = Lists::new(self, range.clone(), &runs, verdicts);
        for run in inside {
            lists.keep(run, verdicts, Lists::is_inside);
        }
        for run in beside {
            lists.keep(run, verdicts, Lists::is_beside);
        }
    }
}

impl<'w> Lists<'w> {
    fn new(
        weighed: &'w Weighed<'w, 'w>,
        range: Range<usize>,
        runs: &[&[Labelled]],
        verdicts: &[Verdict],
    ) -> Self {
        let wanted: HashSet<String> = runs.iter().flat_map(|run| labels_of(run)).collect();
        let mut cited = HashMap::new();
        for at in range.filter(|&at| matches!(verdicts[at], Verdict::Kept(_))) {
            weighed.each_cited(at, |label| {
                if let Some(label) = wanted.get(label) {
                    cited.entry(label.clone()).or_insert((at, at)).1 = at;
                }
            });
        }
        let ends = runs.iter().map(|run| weighed.items_of(list_of(run)));
        let mut next = 0;
        let mut beside: Vec<Range<usize>> =
            ends.map(|items| std::mem::replace(&mut next, items.end)..items.start).collect();
        beside.push(next..weighed.outline.items.len());
        let own = weighed.own_site(beside.into_iter().flat_map(|items| weighed.addresses(items)));
        Self { weighed, cited, own, found: HashSet::new() }
    }

    /// Keeps the entries of a run and the heading right before them where it `is_list` or all are kept.
    fn keep(
        &mut self,
        run: &[Labelled],
        verdicts: &mut [Verdict],
        is_list: impl Fn(&Self, &[Labelled], usize) -> bool,
    ) {
        let is_kept = |at: usize| matches!(verdicts[at], Verdict::Kept(_));
        let kept = run.iter().filter(|labelled| labelled.at.clone().all(is_kept)).count();
        if kept < run.len() && !is_list(self, run, kept) {
            return;
        }
        self.found.insert(run[0].labels());
        if kept == run.len() {
            return;
        }
        let weighed = self.weighed;
        let list = list_of(run);
        let heading = list.start.checked_sub(1).filter(|&before| {
            weighed.segment(before).chars < LINE_CHARS && is_reference_heading(&weighed.text(before))
        });
        for at in heading.into_iter().chain(list) {
            if matches!(verdicts[at], Verdict::Dropped(_)) {
                verdicts[at] = Verdict::Kept(kind(weighed.outline, weighed.segment(at)));
            }
        }
    }

    /// Whether entries in the article's element, some of them kept, are a list of its sources.
    fn is_inside(&self, run: &[Labelled], kept: usize) -> bool {
        let (is_kept, share) = match &run[0].opening {
            Opening::Framed(..) => (kept > 0, 1. / 3.),
            Opening::Key(_) => (kept * 2 > run.len(), 1. / 3.),
            Opening::Plain(..) => (false, 0.5),
        };
        is_kept || self.share_cited(run) >= share
    }

    /// Whether entries beside the article's element, or named as something else, are a list of its sources.
    fn is_beside(&self, run: &[Labelled], _: usize) -> bool {
        let of_others = |at: usize| self.weighed.is_apart(at) || self.weighed.marks[at].has(Marks::COMMENTS);
        if self.found.contains(&run[0].labels()) || list_of(run).any(of_others) {
            return false;
        }
        let share = self.share_cited(run);
        match run[0].opening {
            Opening::Plain(..) => share >= 1. && self.leads_away(list_of(run)),
            _ => share >= 0.5,
        }
    }

    /// Whether most links of some segments lead to other sites, or none leads anywhere.
    fn leads_away(&self, list: Range<usize>) -> bool {
        let is_away = |address: &&str| site(address).is_some_and(|site| self.own != Some(site));
        let addresses = self.weighed.addresses(self.weighed.items_of(list));
        let (away, within): (Vec<_>, Vec<_>) = addresses.partition(is_away);
        away.len() >= within.len()
    }

    /// The share of the labels of a run of entries that the kept text of the article's element, beside them,
    /// cites; of plain numbers, the text before them.
    fn share_cited(&self, run: &[Labelled]) -> f32 {
        let labels: HashSet<String> = labels_of(run).collect();
        let list = list_of(run);
        let is_plain = matches!(run[0].opening, Opening::Plain(..));
        let is_cited = |label: &&String| {
            self.cited
                .get(*label)
                .is_some_and(|&(first, last)| first < list.start || !is_plain && last >= list.end)
        };
        labels.iter().filter(is_cited).count() as f32 / labels.len() as f32
    }
}

impl Weighed<'_, '_> {
    /// The items that some segments stand in.
    fn items_of(&self, segments: Range<usize>) -> Range<usize> {
        self.segment(segments.start).block as usize..self.segment(segments.end - 1).end as usize
    }

    /// What a segment has in brackets and in raised numbers: numbers, those of a range, and other words.
    fn each_cited(&self, at: usize, mut cite: impl FnMut(&str)) {
        let mut each = |inside: &str| {
            for item in inside.split([',', ';', ' ']).map(|item| item.trim_start_matches('^')) {
                cite(item);
                let ends = item.split_once(['-', '–', '—']).map(|(a, b)| (label(a), label(b)));
                if let Some((Some(first), Some(last))) = ends {
                    (first..=last).take(RANGE as usize).for_each(|number| cite(&number.to_string()));
                }
            }
        };
        let segment = self.segment(at);
        let text = self.text(at);
        for behind in text.split('[').skip(1) {
            behind.split_once(']').into_iter().for_each(|(inside, _)| each(inside));
        }
        for item in segment.start as usize..segment.end as usize {
            if self.outline.items[item].tag == Tag::Sup {
                let inside = item..self.outline.items[item].end as usize;
                each(self.outline.parted_text(inside).trim_matches(['[', ']', '(', ')']));
            }
        }
    }

    /// The entries of the page that open with labels.
    fn labelled(&self) -> Vec<Labelled> {
        let mut found: Vec<Labelled> = Vec::new();
        let mut counts = HashMap::new();
        for at in 0..self.outline.segments.len() {
            let counted = self.counted(at, &mut counts);
            if let Some(opening) = self.opening(at).or(counted.map(|number| Opening::Plain(number, number))) {
                found.push(Labelled { at: at..at + 1, opening });
            } else if let Some(last) = found.last_mut()
                && last.at.end == at
                && self.goes_on(last.at.start, at)
            {
                last.at.end = at + 1;
            }
        }
        found
    }

    /// The number that an `<ol>` gives to the item whose first segment this is.
    fn counted(&self, at: usize, counts: &mut HashMap<usize, (usize, u32)>) -> Option<u32> {
        let item = self.item_of(at)?;
        let list = self.outline.items[item].parent as usize;
        if self.outline.items[list].tag != Tag::Ol {
            return None;
        }
        let attribute = |item: usize, name: &str| -> Option<u32> {
            self.outline.element(item)?.value_of(name)?.parse().ok()
        };
        let first = || attribute(list, "start").unwrap_or(1);
        let next = match counts.get(&list) {
            Some((last, _)) if *last == item => return None,
            Some((_, number)) => number.saturating_add(1),
            None => first(),
        };
        let number = attribute(item, "value").unwrap_or(next);
        counts.insert(list, (item, number));
        Some(number)
    }

    /// The item of a list that a segment stands in, if no other block is between.
    fn item_of(&self, at: usize) -> Option<usize> {
        let block = self.segment(at).block as usize;
        self.outline.ancestors(block).take(2).find(|&item| self.outline.items[item].tag == Tag::Li)
    }

    /// Whether a segment belongs to the entry that another one opens: the next cell of its row, what a term
    /// is explained by, a further block of its item.
    fn goes_on(&self, opening: usize, at: usize) -> bool {
        let of = |at: usize| &self.outline.items[self.segment(at).block as usize];
        match (of(opening).tag, of(at).tag) {
            (Tag::Cell, Tag::Cell) => of(opening).parent == of(at).parent,
            (Tag::Dt, Tag::Dd) => true,
            _ => self.item_of(at).is_some_and(|item| self.item_of(opening) == Some(item)),
        }
    }

    /// The labels that the lines of a segment open with, as far as they count up.
    fn opening(&self, at: usize) -> Option<Opening> {
        let segment = self.segment(at);
        let range = segment.start as usize..segment.end as usize;
        let is_words = |&item: &usize| {
            self.outline.items[item].tag == Tag::Text && !self.outline.text(item).trim().is_empty()
        };
        let first = range.clone().find(is_words)?;
        let opens = |first: char| first.is_ascii_digit() || matches!(first, '[' | '(' | '^' | '↑');
        if !self.outline.text(first).trim_start().starts_with(opens) {
            return None;
        }
        let text = self.text(at);
        let is_apart = matches!(block_tag(self.outline, segment), Tag::Cell | Tag::Dt);
        if is_apart && rows::is_label(&text) {
            let number = label(text.trim_matches(|mark: char| !mark.is_ascii_digit()))?;
            return Some(Opening::Plain(number, number));
        }
        let Some((is_framed, first)) = number(&text) else {
            let (key, _) = text.trim_start().strip_prefix('[')?.split_once("] ")?;
            return vocabulary::is_key(key).then(|| Opening::Key(key.to_owned()));
        };
        let lines = self.lines(range);
        let numbers = lines.iter().filter_map(|line| number(line).map(|(_, number)| number));
        let last = numbers.fold(first, |last, number| if number == last + 1 { number } else { last });
        Some(if is_framed { Opening::Framed(first, last) } else { Opening::Plain(first, last) })
    }

    /// How the lines of a range of items begin, where it breaks them.
    fn lines(&self, range: Range<usize>) -> Vec<String> {
        let mut lines = vec![String::new()];
        for item in range {
            match (self.outline.items[item].tag, lines.last_mut()) {
                (Tag::Br, _) => lines.push(String::new()),
                (Tag::Text, Some(line)) if line.len() < LINE_CHARS as usize => {
                    line.push_str(self.outline.text(item));
                }
                _ => {}
            }
        }
        lines
    }
}

/// The labels of a run of entries that the text is searched for.
fn labels_of(run: &[Labelled]) -> impl Iterator<Item = String> {
    run.iter().flat_map(Labelled::labels).take(LABELS_LOOKED_FOR as usize)
}

/// The segments of a run of entries.
fn list_of(run: &[Labelled]) -> Range<usize> {
    run[0].at.start..run[run.len() - 1].at.end
}

/// The number that a line opens with, and whether it is in brackets: `[3]`, `[^3]:`, `3.`, `(3)`, `3 `.
fn number(line: &str) -> Option<(bool, u32)> {
    let line = line.trim_start();
    if let Some(inside) = line.strip_prefix('[') {
        let (number, _) = inside.split_once(']')?;
        return Some((true, label(number.trim().trim_start_matches('^'))?));
    }
    let line = line.trim_start_matches(['(', '^', '↑', ' ']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_closed = line[digits..].trim_start_matches(['.', ')', ':']).starts_with(' ');
    Some((false, label(&line[..digits]).filter(|_| is_closed)?))
}

fn label(digits: &str) -> Option<u32> {
    digits::number(digits.trim()).filter(|_| digits.trim().len() <= DIGITS)
}
