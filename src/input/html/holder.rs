//! Finds the element of a page that holds the article. What in it is the article's text is decided in
//! `content`.

use crate::input::html::vocabulary::Marks;
use crate::input::html::weighing::{NAMED, PARAGRAPH, Weighed, is_boilerplate};
use crate::markup::Tag;
use crate::markup::attributes::Attributes;

/// A share of its parent's text above which a child holds the article.
const HOLDS_PARENT: f32 = 0.6;

/// A share of its text that stands right in an element above which the element holds the article.
const OWN_TEXT: f32 = 0.15;

/// The worth of a part of an article that has a paragraph or more.
const PART: f32 = 100.0;

/// The share of the page's text above which an element named for the article's text is believed.
const NAME_BELIEVED: f32 = 0.5;

/// The share of such an element's text above which a child still holds the article: what is beside the child
/// was named, too, so it takes more to leave it out.
const HOLDS_NAMED: f32 = 0.9;

/// The worth of a text below the headline that comes before more text elsewhere: some sentences, which no
/// teaser has.
const TITLED: f32 = 300.0;

/// The share of the text beside it that it has at least: a page with a short note under its headline and a
/// long story elsewhere is the story's.
const TITLED_BESIDE: f32 = 0.2;

/// The share of its parent's text from which the text below the headline is gone into, though it is not most.
const TITLED_WITHIN: f32 = 0.3;

/// The worth of an `<article>`, and of one among several that bears the headline itself: less is a teaser.
const ARTICLE: f32 = 250.0;
const OWN_ARTICLE: f32 = 200.0;

/// The share of the page's text from which the `<article>` with the headline holds it.
const HOLDS_PAGE: f32 = 0.5;

/// The share of their parent's text that several articles side by side have together.
const SIDE_BY_SIDE: f32 = 0.6;

/// The characters that the other parts of a named text have, and the share of a part's worth that the others
/// of an unnamed one have: less is a label or an empty frame.
const OTHER_PARTS_CHARS: f32 = 40.0;
const OTHER_PARTS: f32 = 0.15;

/// Levels outward from parts to the article that they are of, through frames that hold nothing else.
const FRAMES: usize = 10;

/// Levels above a part among which the whole is looked for.
const PART_LEVELS: usize = 4;

/// The share of linked text above which a segment is a line of links.
const OF_LINKS: f32 = 0.5;

impl Weighed<'_, '_> {
    /// The element that holds the article: from the body inward, while one child holds most of what its
    /// parent does, as far as the element that is named for the article's text.
    pub(super) fn container(&self) -> Option<usize> {
        let items = &self.outline.items;
        let total = self.sums[0];
        if total <= 0.0 {
            // A page of a few words: whatever stands on it.
            return (!self.outline.segments.is_empty()).then_some(0);
        }
        let title = self.title().map(|at| self.segment(at).start);
        let mut at = self.titled_article().unwrap_or(0);
        let is_scope = |item: &usize| {
            items[*item].tag.is_container() && !matches!(items[*item].tag, Tag::Ul | Tag::Ol | Tag::Dl)
        };
        loop {
            let named = items[at].marks.has(Marks::BODY) && self.sums[at] > NAME_BELIEVED * total;
            let needed = if named { HOLDS_NAMED } else { HOLDS_PARENT };
            let children = || self.outline.children(at).filter(is_scope);
            let best = children().fold(None, |best: Option<usize>, child| match best {
                Some(best) if self.sums[best] >= self.sums[child] => Some(best),
                _ => Some(child),
            });
            let Some(best) = best else { break };
            if self.has_parts(at, best, title) {
                break;
            }
            // Text under the page's headline comes before more text elsewhere.
            let titled =
                title.and_then(|title| children().find(|&child| self.holds(child, title))).filter(|&child| {
                    let rest = self.sums[at] - self.sums[child];
                    child != best && self.sums[child] > TITLED && self.sums[child] > TITLED_BESIDE * rest
                });
            if let Some(titled) = titled {
                at = titled;
                continue;
            }
            let under_title = title.is_some_and(|title| self.holds(best, title))
                && self.sums[best] > TITLED
                && self.sums[best] > TITLED_WITHIN * self.sums[at];
            if under_title && self.text_of_its_own(at) == 0.0 {
                at = best;
                continue;
            }
            if self.text_of_its_own(at) > OWN_TEXT * self.sums[at] {
                break;
            }
            if self.sums[best] > needed * self.sums[at] {
                at = best;
                continue;
            }
            match self.main_article(children()) {
                Some(article) if !named => at = article,
                _ => break,
            }
        }
        Some(self.whole_of_parts(at))
    }

    /// Whether an element of an article holds its text in several children, of which `best` holds most: each
    /// has paragraphs, and no name that says something else.
    fn has_parts(&self, item: usize, best: usize, title: Option<u32>) -> bool {
        let items = &self.outline.items;
        let is_article = |at: usize| {
            matches!(items[at].tag, Tag::Article | Tag::Main)
                || items[at].marks.has(Marks::BODY)
                || title.is_some_and(|title| self.holds(at, title))
        };
        let is_part = |other: &usize| {
            let is_alike = items[*other].tag == items[best].tag
                && !items[*other].marks.has(NAMED)
                && self.share_a_name(*other, best);
            let segments = || self.outline.segments_in(*other);
            let of_links = || segments().filter(|&at| self.segment(at).link_share() > OF_LINKS).count();
            let of_prose = || segments().filter(|&at| self.worths[at] >= PARAGRAPH).count();
            is_alike && self.sums[*other] >= PART && of_prose() > of_links()
        };
        // What holds nothing besides is a frame.
        let is_frame = |&(outward, at): &(usize, usize)| outward < 3 || self.sums[at] == self.sums[item];
        let mut around = self.outline.ancestors(item).take(FRAMES).enumerate().take_while(is_frame);
        around.any(|(_, at)| is_article(at))
            && is_part(&best)
            && self.outline.children(item).any(|other| other != best && is_part(&other))
    }

    /// Whether two elements have a class in common, or none at all.
    fn share_a_name(&self, one: usize, other: usize) -> bool {
        let classes = |item: usize| {
            let class =
                self.outline.element(item).and_then(|element| element.value_of("class")).unwrap_or("");
            class.split_ascii_whitespace()
        };
        classes(one).any(|class| classes(other).any(|same| same == class))
            || classes(one).chain(classes(other)).next().is_none()
    }

    /// The parent of an element that is one of several of the same name: an article's text in parts.
    fn whole_of_parts(&self, item: usize) -> usize {
        let items = &self.outline.items;
        let class = |item: usize| {
            self.outline.element(item).and_then(|element| element.value_of("class")).unwrap_or("")
        };
        let (mut whole, mut at) = (item, item);
        for _ in 0..PART_LEVELS {
            let parent = items[at].parent as usize;
            if parent == at || items[at].tag == Tag::Article {
                break;
            }
            let alike = |other: &usize| {
                *other != at && items[*other].tag == items[at].tag && class(*other) == class(at)
            };
            let others = || self.outline.children(parent).filter(alike);
            let split = if items[at].marks.has(Marks::BODY | Marks::ARTICLE) {
                self.chars_in(others()) > OTHER_PARTS_CHARS
            } else {
                at == whole
                    && others().map(|other| self.sums[other]).sum::<f32>() > OTHER_PARTS * self.sums[at]
            };
            if split && !class(at).is_empty() {
                whole = parent;
            } else if self.sums[parent] > self.sums[at] {
                break;
            }
            at = parent;
        }
        whole
    }

    /// The characters of the text in some elements that is no boilerplate.
    fn chars_in(&self, items: impl Iterator<Item = usize>) -> f32 {
        let segments = items.flat_map(|item| self.outline.segments_in(item));
        let text = segments.filter(|&at| {
            !is_boilerplate(self.outline, self.segment(at), self.marks[at])
                && self.segment(at).link_share() < OF_LINKS
        });
        text.map(|at| self.segment(at).chars as f32).sum()
    }

    /// The worth of the paragraphs that stand right in an element.
    fn text_of_its_own(&self, item: usize) -> f32 {
        let items = &self.outline.items;
        let right_in = |at: &usize| {
            let block = self.outline.segments[*at].block as usize;
            block == item || items[block].parent as usize == item
        };
        self.outline.segments_in(item).filter(right_in).map(|at| self.worths[at]).sum()
    }

    /// The `<article>` around the page's headline, if it holds the text or stands among others like it.
    fn titled_article(&self) -> Option<usize> {
        let items = &self.outline.items;
        let title = self.title()?;
        let article = self
            .outline
            .ancestors(self.segment(title).block as usize)
            .find(|&at| items[at].tag == Tag::Article && self.sums[at] > ARTICLE)?;
        let holds = self.sums[article] > HOLDS_PAGE * self.sums[0];
        let among_others = || {
            self.outline.children(items[article].parent as usize).any(|child| {
                child != article && items[child].tag == Tag::Article && self.sums[child] > ARTICLE
            })
        };
        (holds || among_others()).then_some(article)
    }

    /// Among several articles side by side: the one under the page's headline, else the first.
    fn main_article(&self, children: impl Iterator<Item = usize>) -> Option<usize> {
        let items = &self.outline.items;
        let articles: Vec<usize> = children
            .filter(|&child| {
                self.sums[child] > 0.0
                    && (items[child].tag == Tag::Article || items[child].marks.has(Marks::ARTICLE))
            })
            .collect();
        let whole: f32 = articles.iter().map(|&article| self.sums[article]).sum();
        let parent = items[*articles.first()?].parent as usize;
        if articles.len() < 2 || whole < SIDE_BY_SIDE * self.sums[parent] {
            return None;
        }
        let own = |article: &usize| {
            let segments = self.outline.segments_in(*article);
            segments.into_iter().filter(|&at| self.heading_level(at) > 0).any(|at| self.is_title(at))
        };
        articles.iter().copied().find(|article| own(article) && self.sums[*article] > OWN_ARTICLE)
    }
}
