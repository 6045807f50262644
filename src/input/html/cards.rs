//! Lines and boxes between the paragraphs of an article that say no more than that there is another one: a
//! label and a link, `Read also: Harbour closed`, or a card with a title.

use std::collections::HashMap;
use std::ops::Range;

use scraper::node::Element;

use crate::input::html::content::Verdict;
use crate::input::html::nearby::host;
use crate::input::html::outline::Segment;
use crate::input::html::weighing::{PARAGRAPH, Weighed, block_tag};
use crate::input::html::written::is_over;
use crate::lexicon::headings::is_reference_heading;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{BlockKind, DropReason};

/// Characters of the longest label before a link to another article.
const LONGEST_LABEL: usize = 35;

/// The weight of the longest line of a label and a title, and levels outward from its words to it.
const LONGEST_LINE: u32 = 250;
const TO_LINE: usize = 16;

/// The share of linked text of a line that is a link.
const LINK: f32 = 0.9;

/// Lines and letters of the largest card, and levels outward from its words to its box.
const CARD_LINES: usize = 4;
const CARD_LETTERS: u32 = 180;
const TO_CARD: usize = 6;

/// Letters of the shortest sentence beside a card.
const SENTENCE: u32 = 25;

/// The site that an address leads to, where it names one: its host without `www.`.
pub(super) fn site(address: &str) -> Option<&str> {
    host(address).map(|host| host.strip_prefix("www.").unwrap_or(host))
}

impl Weighed<'_, '_> {
    /// Drops lines and boxes between paragraphs that lead to another article of the same site and say no
    /// more than its title.
    pub(super) fn drop_cards(&self, verdicts: &mut [Verdict]) {
        let mut own: Option<Option<&str>> = None;
        let mut next = 0;
        for at in 0..verdicts.len() {
            if at < next || !matches!(verdicts[at], Verdict::Kept(_)) {
                continue;
            }
            let is_line = verdicts[at] == Verdict::Kept(BlockKind::Paragraph);
            let part = match self.card(at) {
                _ if is_line && self.announces(at) => at..at + 1,
                Some(part) => part,
                None => continue,
            };
            next = part.end;
            let all = || self.addresses(0..self.outline.items.len());
            let is_own = self.leads_within(part.clone(), *own.get_or_insert_with(|| self.own_site(all())));
            if is_own && self.is_in_text(&part, verdicts) {
                verdicts[part].fill(Verdict::Dropped(DropReason::Linked));
            }
        }
    }

    /// Whether a paragraph is a label and a link, set apart by bold letters, by a label that is part of the
    /// link, or by a class that the paragraphs beside it do not have.
    fn announces(&self, at: usize) -> bool {
        let (outline, segment) = (self.outline, self.segment(at));
        let block = segment.block as usize;
        if block_tag(outline, segment) != Tag::P
            || segment.link_chars == 0
            || segment.chars > LONGEST_LINE
            || outline.segments_in(block).len() > 1
        {
            return false;
        }
        let words = self.text(at);
        let Some((label, title)) = words.split_once([':', '：']) else { return false };
        let is_label = (1..=LONGEST_LABEL).contains(&label.chars().count()) && !is_reference_heading(label);
        if !is_label || title.ends_with(['.', '!', '…', '。']) {
            return false;
        }
        let is_within = |item: usize, test: &dyn Fn(usize) -> bool| {
            let mut inside = outline.ancestors(item).skip(1).take(TO_LINE).take_while(|&item| item > block);
            inside.any(test)
        };
        let is_linked = |&item: &usize| is_within(item, &|item| outline.items[item].tag == Tag::A);
        let is_bold = |item: usize| {
            outline.element(item).is_some_and(|element| matches!(element.name(), "b" | "strong"))
        };
        let written: Vec<usize> = (segment.start as usize..segment.end as usize)
            .filter(|&item| outline.items[item].chars > 0)
            .collect();
        let (before, link) = written.split_at(written.iter().take_while(|item| !is_linked(item)).count());
        let before: String = before.iter().map(|&item| outline.text(item)).collect();
        let is_label_and_link =
            link.iter().all(is_linked) && (before.is_empty() || before.trim_end().ends_with([':', '：']));
        is_label_and_link
            && (before.is_empty()
                || written.iter().all(|&item| is_within(item, &is_bold))
                || self.has_class_of_its_own(at))
    }

    /// Whether the paragraph that a line is has a class, and none that the lines beside it have.
    fn has_class_of_its_own(&self, at: usize) -> bool {
        let class = |at: usize| {
            let block = self.outline.element(self.segment(at).block as usize);
            block.and_then(|block| block.value_of("class")).unwrap_or("").trim()
        };
        let beside = [at.checked_sub(1), Some(at + 1).filter(|&next| next < self.outline.segments.len())];
        !class(at).is_empty() && beside.into_iter().flatten().all(|other| class(other) != class(at))
    }

    /// The lines of the box around a line that holds a link standing alone and little else.
    fn card(&self, at: usize) -> Option<Range<usize>> {
        let items = &self.outline.items;
        let outward = self.outline.ancestors(self.segment(at).block as usize).take(TO_CARD);
        let of_box = |item: &usize| {
            matches!(items[*item].tag, Tag::Div | Tag::Section | Tag::Article | Tag::Aside | Tag::Figure)
        };
        let small = |item: &usize| {
            let part = self.outline.segments_in(*item);
            part.len() <= CARD_LINES
                && self.outline.segments[part].iter().map(|line| line.chars).sum::<u32>() <= CARD_LETTERS
        };
        let card = outward.take_while(small).filter(of_box).last()?;
        let part = self.outline.segments_in(card);
        let lines = &self.outline.segments[part.clone()];
        let is_link = |line: &&Segment| line.link_share() > LINK;
        let is_title = |line: &&Segment| line.link_share() > LINK || line.link_chars == 0;
        let of_card = |line: &&Segment| {
            let tag = block_tag(self.outline, line);
            !matches!(
                tag,
                Tag::Li | Tag::Cell | Tag::Caption | Tag::Dd | Tag::Dt | Tag::Blockquote | Tag::Pre
            )
        };
        let is_sentence = |line: &Segment| line.link_chars == 0 && is_over(&self.outline.segment_text(line));
        let is_card = lines.len() > 1
            && lines.iter().any(|line| is_link(&line))
            && lines.iter().all(|line| is_title(&line) && of_card(&line))
            && !lines.iter().any(is_sentence);
        is_card.then_some(part)
    }

    /// Whether the links of some lines are one, to another page of the same site.
    fn leads_within(&self, part: Range<usize>, own: Option<&str>) -> bool {
        let lines = &self.outline.segments[part];
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
        // A link's element stands before its first words.
        let outward = self.outline.ancestors(first.start as usize).take(TO_LINE);
        let from = outward.take_while(|&item| item > first.block as usize).last();
        let from = from.unwrap_or(first.start as usize);
        let mut addresses = self.addresses(from..last.end as usize);
        let Some(address) = addresses.next().map(str::trim) else { return false };
        let is_page = match site(address) {
            Some(site) => own == Some(site),
            None => !address.starts_with('#') && !address.split('/').any(|part| part.contains(':')),
        };
        is_page && addresses.all(|other| other.trim() == address)
    }

    /// The page's site: that of the address that it says to be its own, else the one that most of some links
    /// lead to, if most name one.
    pub(super) fn own_site<'a>(&'a self, links: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let said = |element: &'a Element| match element.name() {
            "link" => element.value_of("href").filter(|_| element.value_of("rel") == Some("canonical")),
            "meta" => element.value_of("content").filter(|_| element.value_of("property") == Some("og:url")),
            _ => None,
        };
        let mut elements =
            self.outline.page.tree.root().descendants().filter_map(|node| node.value().as_element());
        elements.find_map(|element| site(said(element)?)).or_else(|| {
            let mut sites: HashMap<Option<&str>, usize> = HashMap::new();
            links.for_each(|address| *sites.entry(site(address)).or_default() += 1);
            sites.into_iter().max_by_key(|&(site, count)| (count, std::cmp::Reverse(site)))?.0
        })
    }

    /// The addresses of the links among some items.
    pub(super) fn addresses(&self, items: Range<usize>) -> impl Iterator<Item = &str> {
        let links = items.filter(|&item| self.outline.items[item].tag == Tag::A);
        links.filter_map(|link| self.outline.element(link)?.value_of("href"))
    }

    /// Whether the lines before and behind some lines are paragraphs of the article. Beside a single line,
    /// one of them may be something else of it: a heading, an item.
    fn is_in_text(&self, part: &Range<usize>, verdicts: &[Verdict]) -> bool {
        let is_prose = |at: usize| {
            let line = self.segment(at);
            let is_sentence = || line.chars >= SENTENCE && line.link_share() < 0.5 && is_over(&self.text(at));
            verdicts[at] == Verdict::Kept(BlockKind::Paragraph)
                && (self.worths[at] > PARAGRAPH || is_sentence())
        };
        let is_other = |at: usize| {
            part.len() == 1 && matches!(verdicts[at], Verdict::Kept(kind) if kind != BlockKind::Paragraph)
        };
        if part.start == 0 || part.end == verdicts.len() {
            return false;
        }
        let (before, behind) = (part.start - 1, part.end);
        is_prose(before) && (is_prose(behind) || is_other(behind)) || is_other(before) && is_prose(behind)
    }
}
