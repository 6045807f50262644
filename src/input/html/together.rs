//! What follows for a segment from what was decided of others: a quotation that repeats the text, the items
//! of a list, a label or a heading over what is left out. It is asked last; see `judge`.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;

use crate::input::html::content::Verdict;
use crate::input::html::weighing::{Weighed, kind};
use crate::input::html::written::is_over;
use crate::lexicon::headings::is_reference_heading;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{BlockKind, DropReason};

/// Words in a row by which a repetition is known, and those of the shortest quotation that is looked at.
const RUN: usize = 5;
const SHORTEST_QUOTE: usize = 6;

/// The share of linked text above which an item is a link.
const LINK: f32 = 0.8;

/// The weight of the shortest heading that is a text of its own.
const SENTENCE: u32 = 70;

/// Levels outward from a line to the list that it is an item of.
const TO_LIST: usize = 4;

/// Items of the shortest list.
const LEAST_ITEMS: usize = 3;

/// The weight of the longest label.
const LONGEST_LABEL: u32 = 60;

/// Elements beside a heading that are looked at, and headings over pictures that make a list of them.
const MOST_BESIDE: usize = 1000;
const PICTURES: usize = 3;

impl Weighed<'_, '_> {
    /// Drops quotations set apart whose words stand in the text as well, all in the same order: they are to
    /// be seen, and the text says them.
    pub(super) fn drop_pulled_quotes(&self, verdicts: &mut [Verdict]) {
        let is_quote = |at: &usize| verdicts[*at] == Verdict::Kept(BlockKind::Quote);
        let quotes: Vec<usize> = (0..verdicts.len()).filter(is_quote).collect();
        if quotes.is_empty() {
            return;
        }
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let runs = |at: usize| {
            let words = words(&self.text(at));
            let count = words.len();
            let runs: Vec<u64> = words.windows(RUN).map(|run| hasher.hash_one(run)).collect();
            (count, runs)
        };
        let said: HashSet<u64> = (0..verdicts.len())
            .filter(|&at| matches!(verdicts[at], Verdict::Kept(BlockKind::Paragraph | BlockKind::ListItem)))
            .flat_map(|at| runs(at).1)
            .collect();
        for at in quotes {
            let (count, runs) = runs(at);
            if count >= SHORTEST_QUOTE && runs.iter().all(|run| said.contains(run)) {
                verdicts[at] = Verdict::Dropped(DropReason::Repeated);
            }
        }
    }

    /// Keeps the links of a list to other pages where most of its links are kept: such a list is the
    /// article's as a whole.
    pub(super) fn keep_link_lists(&self, verdicts: &mut [Verdict]) {
        let is_list = |item: &usize| matches!(self.outline.items[*item].tag, Tag::Ul | Tag::Ol);
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..verdicts.len() {
            let mut outward = self.outline.ancestors(self.segment(at).block as usize).take(TO_LIST);
            if let Some(list) = outward.find(is_list) {
                lists.entry(list).or_default().push(at);
            }
        }
        for inside in lists.into_values() {
            let count = inside.len();
            let is_link = |at: &usize| self.segment(*at).link_share() > LINK;
            let links: Vec<usize> = inside.into_iter().filter(is_link).collect();
            let kept = links.iter().filter(|&&at| matches!(verdicts[at], Verdict::Kept(_))).count();
            let is_of_links = count >= LEAST_ITEMS && links.len() * 2 > count;
            let is_kept = kept * 2 > links.len() && kept < links.len();
            if !is_of_links || !is_kept || links.iter().any(|&at| self.place_of(at).is_some()) {
                continue;
            }
            for at in links {
                if matches!(verdicts[at], Verdict::Dropped(_)) {
                    verdicts[at] = Verdict::Kept(kind(self.outline, self.segment(at)));
                }
            }
        }
    }

    /// Drops the last line where it announces what is not kept: a label with a colon over a line of links.
    pub(super) fn drop_last_label(&self, verdicts: &mut [Verdict]) {
        let is_kept = |at: &usize| matches!(verdicts[*at], Verdict::Kept(kind) if kind != BlockKind::Caption);
        let Some(last) = (0..verdicts.len()).rev().find(is_kept) else { return };
        let (label, next) = (self.segment(last), last + 1);
        let announces = verdicts[last] == Verdict::Kept(BlockKind::Paragraph)
            && label.chars < LONGEST_LABEL
            && next < verdicts.len()
            && self.segment(next).link_share() > LINK
            && matches!(verdicts[next], Verdict::Dropped(_));
        let words = if announces { self.text(last) } else { return };
        if words.ends_with([':', '：']) && !is_reference_heading(&words) {
            verdicts[last] = Verdict::Dropped(DropReason::After);
        }
    }

    /// The id of the place on the page that the link leads to with which a line opens.
    fn place_of(&self, at: usize) -> Option<&str> {
        let mut outward = self.outline.ancestors(self.segment(at).start as usize);
        let link = outward.find(|&item| self.outline.items[item].tag == Tag::A)?;
        let id = self.outline.element(link)?.value_of("href")?.trim().strip_prefix('#')?;
        (!id.is_empty()).then_some(id)
    }

    /// Whether a heading stands right over a picture, as others of its level beside it do: a list of things
    /// that are shown.
    fn heads_pictures(&self, at: usize) -> bool {
        let items = &self.outline.items;
        let heading = self.segment(at).block as usize;
        let is_pair =
            |one: usize, next: usize| items[one].tag == items[heading].tag && items[next].tag == Tag::Figure;
        let beside: Vec<usize> =
            self.outline.children(items[heading].parent as usize).take(MOST_BESIDE).collect();
        let pairs = beside.windows(2).filter(|pair| is_pair(pair[0], pair[1]));
        let (own, all) = pairs.fold((false, 0), |(own, all), pair| (own || pair[0] == heading, all + 1));
        own && all >= PICTURES
    }

    /// Whether a heading is a text of its own: a whole sentence.
    fn is_sentence(&self, at: usize) -> bool {
        let segment = self.segment(at);
        segment.chars >= SENTENCE && segment.link_share() < LINK && is_over(&self.text(at))
    }

    /// A heading belongs to the text below it: without any, it headed something that was dropped.
    pub(super) fn drop_empty_headings(&self, range: Range<usize>, verdicts: &mut [Verdict]) {
        let mut text_below = false;
        let mut level_below = u8::MAX;
        for at in range.rev() {
            match verdicts[at] {
                Verdict::Kept(BlockKind::Heading) if self.is_sentence(at) => text_below = true,
                Verdict::Kept(BlockKind::Heading) => {
                    let level = self.heading_level(at);
                    if !text_below && level_below <= level && !self.heads_pictures(at) {
                        verdicts[at] = Verdict::Dropped(DropReason::EmptyHeading);
                        continue;
                    }
                    text_below = false;
                    level_below = level;
                }
                Verdict::Kept(BlockKind::Caption) => {}
                Verdict::Kept(_) => text_below = true,
                Verdict::Dropped(_) => {}
            }
            if !text_below && level_below == u8::MAX {
                level_below = 0;
            }
        }
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::html::outline::Outline;
    use crate::markup::Page;

    #[test]
    fn links_to_other_pages_of_one_list_stay_together() {
        let kept = Verdict::Kept(BlockKind::ListItem);
        let dropped = Verdict::Dropped(DropReason::Linked);
        let settled = |address: &str, verdicts: [Verdict; 4]| {
            let items: String =
                (1..5).map(|at| format!("<li><a href='{address}{at}'>Lock {at}</a>")).collect();
            let page = Page::parse(&format!("<ul>{items}</ul>")).expect("few nodes");
            let outline = Outline::new(&page);
            let mut verdicts = verdicts;
            Weighed::new(&outline, &[]).keep_link_lists(&mut verdicts);
            verdicts
        };
        assert_eq!(settled("/n/", [kept, dropped, kept, kept]), [kept; 4]);
        for (address, verdicts) in [
            ("/n/", [kept, dropped, dropped, kept]),
            ("/n/", [dropped, dropped, dropped, kept]),
            ("#", [kept, dropped, kept, kept]),
        ] {
            assert_eq!(settled(address, verdicts), verdicts, "{address}");
        }
    }
}
