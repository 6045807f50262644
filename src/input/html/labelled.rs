//! Lines that open with labels in brackets, `[1]` or `[Ito20]`: the lines of a list are kept together,
//! whatever is linked in them. Which blocks are the lists of an article is told in `extract::references`.

use std::collections::HashSet;
use std::ops::Range;

use crate::input::html::content::{LINE_CHARS, Verdict};
use crate::input::html::vocabulary;
use crate::input::html::weighing::{Weighed, kind};
use crate::markup::Tag;
use crate::text::digits;

/// Labels of a list that its text is searched for.
const LABELS_LOOKED_FOR: usize = 16;

/// A segment whose lines open with labels in brackets.
struct Labelled {
    at: usize,
    opening: Opening,
}

#[derive(PartialEq)]
enum Opening {
    /// From the first to the last.
    Numbers(u32, u32),
    Key(String),
}

impl Labelled {
    fn is_followed_by(&self, next: &Self) -> bool {
        let counts_up = match (&self.opening, &next.opening) {
            (Opening::Numbers(_, last), Opening::Numbers(first, _)) => last + 1 == *first,
            (Opening::Key(_), Opening::Key(_)) => true,
            _ => false,
        };
        self.at + 1 == next.at && counts_up
    }

    fn labels(&self) -> Vec<String> {
        match &self.opening {
            Opening::Numbers(first, last) => {
                (*first..=*last).take(LABELS_LOOKED_FOR).map(|label| format!("[{label}]")).collect()
            }
            Opening::Key(key) => vec![format!("[{key}]")],
        }
    }
}

impl Weighed<'_, '_> {
    /// Keeps lines that open with labels in brackets, `[1]`, `[2]`, one behind the other, where one of them
    /// is kept or the text cites several, and such with keys, where most are.
    pub(super) fn keep_labelled_lines(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let labelled: Vec<Labelled> = range.clone().filter_map(|at| self.labels_of(at)).collect();
        let has_several = |run: &&[Labelled]| run.len() > 1 || run[0].labels().len() > 1;
        for run in labelled.chunk_by(Labelled::is_followed_by).filter(has_several) {
            let is_kept = |labelled: &&Labelled| matches!(verdicts[labelled.at], Verdict::Kept(_));
            let kept = run.iter().filter(is_kept).count();
            let is_kept = match run[0].opening {
                Opening::Numbers(..) => kept > 0,
                Opening::Key(_) => kept * 2 > run.len(),
            };
            if kept == run.len() || !is_kept && !self.is_cited(run, range.clone(), verdicts) {
                continue;
            }
            for &Labelled { at, .. } in run {
                if matches!(verdicts[at], Verdict::Dropped(_)) {
                    verdicts[at] = Verdict::Kept(kind(self.outline, self.segment(at)));
                }
            }
        }
    }

    /// Whether the kept text of a range, beside them, cites a third of the labels of a run of lines.
    fn is_cited(&self, run: &[Labelled], range: Range<usize>, verdicts: &[Verdict]) -> bool {
        let labels = run.iter().flat_map(Labelled::labels);
        let mut open: HashSet<String> = labels.take(LABELS_LOOKED_FOR).collect();
        let count = open.len();
        let is_beside = |at: usize| at < run[0].at || at > run[0].at + run.len() - 1;
        let kept = range.filter(|&at| matches!(verdicts[at], Verdict::Kept(_)) && is_beside(at));
        kept.map(|at| self.text(at))
            .filter(|words| words.contains('['))
            .for_each(|words| open.retain(|label| !words.contains(label.as_str())));
        (count - open.len()) * 3 >= count
    }

    /// The numbers in brackets that the lines of a segment open with, as far as they count up; or that it
    /// opens with a key.
    fn labels_of(&self, at: usize) -> Option<Labelled> {
        let segment = self.segment(at);
        let range = segment.start as usize..segment.end as usize;
        let is_words = |&item: &usize| {
            self.outline.items[item].tag == Tag::Text && !self.outline.text(item).trim().is_empty()
        };
        let first = range.clone().find(is_words)?;
        if !self.outline.text(first).trim_start().starts_with('[') {
            return None;
        }
        let text = self.text(at);
        let Some(first) = number(&text) else {
            let (key, _) = text.trim_start().strip_prefix('[')?.split_once("] ")?;
            return vocabulary::is_key(key).then(|| Labelled { at, opening: Opening::Key(key.to_owned()) });
        };
        let numbers = self.lines(range);
        let numbers = numbers.iter().filter_map(|line| number(line));
        let last = numbers.fold(first, |last, number| if number == last + 1 { number } else { last });
        Some(Labelled { at, opening: Opening::Numbers(first, last) })
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

/// The number in brackets that a line opens with.
fn number(line: &str) -> Option<u32> {
    let (number, _) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    digits::number(number.trim())
}
