//! Chooses the article's own text among the segments of a page: the rules' verdict is one of the numbers by
//! which a fitted model decides. It builds no blocks; see `blocks`.

use std::collections::HashMap;
use std::ops::Range;

use crate::input::html::block_trees::TREES;
use crate::input::html::content::{Content, Verdict};
use crate::input::html::features::{self, Features, Given};
use crate::input::html::outline::Outline;
use crate::input::html::reasons::words;
use crate::input::html::weighing::{LEAST_TEXT, Weighed, block_tag, kind};
use crate::markup::Tag;
use crate::model::{BlockKind, DropReason};
use crate::trees;

/// Thousandths of a line's text that are linked in a line of links.
const LINK_LINE: i32 = 800;

/// Letters and digits of the longest line of links that the model is not asked about.
const LONGEST_LINK_LINE: u32 = 100;

/// Reasons that are given for a verdict.
const REASONS: usize = 3;

/// Chooses. `titles` are the headlines that the page's metadata offers.
pub fn choose(outline: &Outline<'_>, titles: &[&str]) -> Content {
    let page = Weighed::new(outline, titles);
    let mut content = page.by_rules();
    let Some(container) = content.container else { return content };
    let is_judged = page.plain_sums[0] >= LEAST_TEXT;
    if is_judged {
        page.judge(&mut content.verdicts);
    }
    page.keep_linked_headings(outline.segments_in(container), &mut content.verdicts);
    let all = 0..outline.segments.len();
    if is_judged {
        page.drop_repeated(all.clone(), &mut content.verdicts);
        page.keep_reference_lists(outline.segments_in(container), &mut content.verdicts);
        page.keep_labelled_lines(outline.segments_in(container), &mut content.verdicts);
    }
    page.drop_pulled_quotes(&mut content.verdicts);
    page.drop_cards(&mut content.verdicts);
    page.keep_link_lists(&mut content.verdicts);
    page.drop_last_label(&mut content.verdicts);
    if is_judged {
        page.drop_empty_headings(all, &mut content.verdicts);
    }
    content
}

/// What the rules alone make of every segment of a page, and its row of numbers: what the model of blocks is
/// fitted to.
pub fn rows(outline: &Outline<'_>, titles: &[&str]) -> Vec<(Verdict, features::Row)> {
    let page = Weighed::new(outline, titles);
    let verdicts = page.by_rules().verdicts;
    let numbers = numbers(&verdicts);
    let titled = |at| page.is_title(at);
    let features = Features::new(page.given(&numbers, &titled));
    (0..outline.segments.len()).map(|at| (verdicts[at], features.row(at))).collect()
}

/// Why the model of blocks decides as it does: of each of some segments, what speaks most for its verdict, in
/// plain words and at most `REASONS` of them.
pub fn reasons(outline: &Outline<'_>, titles: &[&str], segments: &[usize]) -> Vec<Vec<String>> {
    let page = Weighed::new(outline, titles);
    let numbers = numbers(&page.by_rules().verdicts);
    let titled = |at| page.is_title(at);
    let features = Features::new(page.given(&numbers, &titled));
    let of = |&at: &usize| {
        let row = features.row(at);
        let is_text = trees::sum(TREES, &row) > 0;
        let speaking = trees::contributions(TREES, &row).into_iter().filter(|(_, sum)| (*sum > 0) == is_text);
        speaking.filter_map(|(feature, _)| words(feature, row[feature])).take(REASONS).collect()
    };
    segments.iter().map(of).collect()
}

/// What the rules alone make of every segment.
pub fn by_rules(outline: &Outline<'_>, titles: &[&str]) -> Vec<Verdict> {
    Weighed::new(outline, titles).by_rules().verdicts
}

fn numbers(verdicts: &[Verdict]) -> Vec<u8> {
    verdicts.iter().map(|verdict| verdict.number()).collect()
}

impl<'p> Weighed<'_, 'p> {
    /// Asks the fitted model of every segment whether it is the article's text; the rules' verdict is one of
    /// its numbers. What the format itself says stays: captions, code, the headline, markers. Lines of links
    /// among what is dropped anyway are not asked about.
    fn judge(&self, verdicts: &mut [Verdict]) {
        let numbers = numbers(verdicts);
        let titled = |at| self.is_title(at);
        let features = Features::new(self.given(&numbers, &titled));
        let judged: Vec<Verdict> = (0..verdicts.len())
            .map(|at| match verdicts[at] {
                stays @ Verdict::Kept(BlockKind::Caption | BlockKind::Code) => stays,
                // Whoever loses a marker or an entry calls its citation dangling, or its source unused.
                stays @ Verdict::Kept(_) if has_label(&self.text(at)) => stays,
                // The cells of a row stand together.
                stays @ Verdict::Kept(_) if block_tag(self.outline, self.segment(at)) == Tag::Cell => stays,
                // A dialog and another story have the looks of text.
                dropped @ Verdict::Dropped(_) if self.is_apart(at) => dropped,
                dropped @ Verdict::Dropped(_) if self.is_link_among_dropped(at, verdicts) => dropped,
                verdict => self.judged(at, verdict, trees::sum(TREES, &features.row(at)) > 0),
            })
            .collect();
        // A page of which nothing would be left is one that the model does not know.
        if judged.iter().any(|verdict| matches!(verdict, Verdict::Kept(_))) {
            verdicts.copy_from_slice(&judged);
        }
    }

    /// Keeps the headings that are links where most of those of one level beside each other stand over text
    /// of the article: the places that it names, say. Those that lead elsewhere stand over nothing that is
    /// kept.
    fn keep_linked_headings(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let kind_of = |at: usize| {
            let block = &self.outline.items[self.segment(at).block as usize];
            (block.parent, block.tag)
        };
        let is_linked_heading = |at: &usize| {
            block_tag(self.outline, self.segment(*at)).heading_level() > 0
                && features::linked(self.segment(*at)) >= LINK_LINE
        };
        let is_over_text = |at: usize| {
            let is_paragraph = matches!(verdicts.get(at + 1), Some(Verdict::Kept(BlockKind::Paragraph)));
            is_paragraph && kind_of(at + 1).0 == kind_of(at).0
        };
        // By the element around them and their level: how many there are, and those of them over text.
        let mut kinds: HashMap<(u32, Tag), (usize, Vec<usize>)> = HashMap::new();
        for at in range.filter(is_linked_heading) {
            let kind = kinds.entry(kind_of(at)).or_default();
            kind.0 += 1;
            kind.1.extend(is_over_text(at).then_some(at));
        }
        for (count, over_text) in kinds.into_values() {
            if over_text.len() > 1 && over_text.len() * 2 > count {
                over_text.into_iter().for_each(|at| verdicts[at] = Verdict::Kept(BlockKind::Heading));
            }
        }
    }

    fn judged(&self, at: usize, verdict: Verdict, is_text: bool) -> Verdict {
        match (verdict, is_text) {
            (Verdict::Kept(_), false) => Verdict::Dropped(DropReason::Unlike),
            (Verdict::Dropped(reason), true) => match kind(self.outline, self.segment(at)) {
                BlockKind::Caption => verdict,
                _ if reason == DropReason::Head && self.is_title(at) => verdict,
                kind => Verdict::Kept(kind),
            },
            _ => verdict,
        }
    }

    fn is_link_among_dropped(&self, at: usize, verdicts: &[Verdict]) -> bool {
        let is_dropped = |near: Option<usize>| {
            near.and_then(|near| verdicts.get(near)).is_none_or(|near| near.number() > 1)
        };
        let segment = self.segment(at);
        is_dropped(at.checked_sub(1))
            && is_dropped(Some(at + 1))
            && features::linked(segment) >= LINK_LINE
            && segment.chars < LONGEST_LINK_LINE
    }

    /// What the numbers of the model are made of.
    fn given<'b>(&'b self, verdicts: &'b [u8], titled: &'b dyn Fn(usize) -> bool) -> Given<'b, 'p> {
        Given {
            outline: self.outline,
            worths: &self.plain,
            sums: &self.plain_sums,
            held: &self.held,
            verdicts,
            title: self.title(),
            titled,
        }
    }
}

/// Whether some words have a number in brackets: a marker, or an entry's label.
fn has_label(words: &str) -> bool {
    let mut opened = words.split(['[', '【', '［']).skip(1);
    opened.any(|inside| inside.trim_start_matches('^').starts_with(char::is_numeric))
}
