//! Chooses the article's own text among the segments of a page. It builds no blocks; see `blocks`.

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::tag::Tag;
use crate::input::html::vocabulary::Marks;
use crate::model::BlockKind;

/// What the page's article is made of.
#[derive(Debug, Default)]
pub struct Content {
    /// Positions of segments in document order, and what each is.
    pub segments: Vec<(usize, BlockKind)>,
}

/// A share of the page's text above which an element holds the article, whatever its names say.
const HOLDS_ARTICLE: f32 = 0.65;

/// Chooses.
pub fn choose(outline: &Outline<'_>) -> Content {
    let page = Weighed::new(outline);
    let Some(container) = page.container() else { return Content::default() };
    Content { segments: page.kept(container) }
}

/// A page with the worth of its parts.
struct Weighed<'a, 'p> {
    outline: &'a Outline<'p>,
    /// By segment: the marks around it that count.
    marks: Vec<Marks>,
    /// By item: the worth of all text in it.
    sums: Vec<f32>,
}

impl<'a, 'p> Weighed<'a, 'p> {
    fn new(outline: &'a Outline<'p>) -> Self {
        let plain: Vec<f32> = outline.segments.iter().map(|segment| worth(outline, segment)).collect();
        let sums = sums(outline, &plain);
        let marks = effective_marks(outline, &sums);
        let weighed: Vec<f32> =
            plain.iter().zip(&marks).map(|(worth, marks)| if marks.has(Marks::BOILERPLATE) { 0.0 } else { *worth }).collect();
        let sums = self::sums(outline, &weighed);
        Self { outline, marks, sums }
    }

    /// The element that holds the article: from the body inward while one child holds most of what its parent does.
    fn container(&self) -> Option<usize> {
        let outline = self.outline;
        let mut at = 0usize;
        loop {
            let best =
                outline.children(at).filter(|&child| outline.items[child].tag != Tag::Text).fold(None, |best: Option<usize>, child| {
                    match best {
                        Some(best) if self.sums[best] >= self.sums[child] => Some(best),
                        _ => Some(child),
                    }
                });
            match best {
                Some(best) if self.sums[best] > 0.6 * self.sums[at] && outline.items[best].tag.is_container() => at = best,
                _ => break,
            }
        }
        (self.sums[at] > 0.0).then_some(at)
    }

    fn kept(&self, container: usize) -> Vec<(usize, BlockKind)> {
        let (start, end) = (container as u32, self.outline.items[container].end);
        let inside = |segment: &Segment| segment.start >= start && segment.start < end;
        let positions = (0..self.outline.segments.len()).filter(|&at| inside(&self.outline.segments[at]));
        positions.filter(|&at| self.is_kept(at)).map(|at| (at, kind(self.outline, &self.outline.segments[at]))).collect()
    }

    fn is_kept(&self, at: usize) -> bool {
        let segment = &self.outline.segments[at];
        if self.marks[at].has(Marks::BOILERPLATE) {
            return false;
        }
        let tag = self.outline.items[segment.block as usize].tag;
        if tag.heading_level() > 0 || matches!(tag, Tag::Caption) {
            return true;
        }
        segment.link_share() < 0.6
    }
}

/// How much a segment speaks for being article text, whatever stands around it.
fn worth(outline: &Outline<'_>, segment: &Segment) -> f32 {
    let tag = outline.items[segment.block as usize].tag;
    let chars = segment.chars as f32;
    if segment.link_share() > 0.5 || chars < 20.0 {
        return 0.0;
    }
    let factor = match tag {
        Tag::P | Tag::Pre | Tag::Blockquote => 1.0,
        Tag::Li | Tag::Dd | Tag::Cell => 0.4,
        _ if tag.heading_level() > 0 => 0.0,
        _ if chars >= 80.0 => 0.8,
        _ => 0.0,
    };
    factor * chars * (1.0 - segment.link_share())
}

/// By item: the sum over all segments in it.
fn sums(outline: &Outline<'_>, worths: &[f32]) -> Vec<f32> {
    let mut sums = vec![0f32; outline.items.len()];
    for (segment, worth) in outline.segments.iter().zip(worths) {
        sums[segment.block as usize] += worth;
    }
    for at in (1..outline.items.len()).rev() {
        sums[outline.items[at].parent as usize] += sums[at];
    }
    sums
}

/// By segment: the marks of all elements around it but for those that hold most of the page's text: a page-wide
/// `with-sidebar` says nothing of the text in it.
fn effective_marks(outline: &Outline<'_>, sums: &[f32]) -> Vec<Marks> {
    let total = sums.first().copied().unwrap_or_default();
    let mut of_items: Vec<Marks> = Vec::with_capacity(outline.items.len());
    for (at, item) in outline.items.iter().enumerate() {
        let around = if at == 0 { Marks::NONE } else { of_items[item.parent as usize] };
        let own = if sums[at] > HOLDS_ARTICLE * total { Marks(item.marks.0 & !Marks::BOILERPLATE.0) } else { item.marks };
        of_items.push(around | own);
    }
    outline.segments.iter().map(|segment| of_items[outline.items[segment.start as usize].parent as usize]).collect()
}

fn kind(outline: &Outline<'_>, segment: &Segment) -> BlockKind {
    let mut quoted = false;
    let mut caption = false;
    for at in outline.ancestors(segment.start as usize).skip(1).take(8) {
        let tag = outline.items[at].tag;
        match tag {
            _ if tag.heading_level() > 0 => return BlockKind::Heading,
            Tag::Li | Tag::Dt | Tag::Dd => return BlockKind::ListItem,
            Tag::Pre => return BlockKind::Code,
            Tag::Caption | Tag::Figure => return BlockKind::Caption,
            Tag::Blockquote => quoted = true,
            _ => {}
        }
        caption |= outline.items[at].marks.has(Marks::CAPTION);
    }
    match quoted {
        true => BlockKind::Quote,
        false if caption => BlockKind::Caption,
        false => BlockKind::Paragraph,
    }
}
