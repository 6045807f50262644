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
    /// The element that holds it.
    pub container: u32,
}

/// Chooses.
pub fn choose(outline: &Outline<'_>) -> Content {
    let Some(container) = container(outline) else { return Content::default() };
    let end = outline.items[container as usize].end;
    let mut content = Content { container, ..Content::default() };
    let inside = outline.segments.iter().enumerate().filter(|(_, segment)| segment.start >= container && segment.start < end);
    for (at, segment) in inside {
        if is_kept(outline, segment, container) {
            content.segments.push((at, kind(outline, segment)));
        }
    }
    content
}

/// How much a segment speaks for being article text.
fn worth(outline: &Outline<'_>, segment: &Segment) -> f32 {
    let tag = outline.items[segment.block as usize].tag;
    let chars = segment.chars as f32;
    if segment.marks.has(Marks::BOILERPLATE) || segment.link_share() > 0.5 {
        return 0.0;
    }
    let factor = match tag {
        Tag::P | Tag::Pre | Tag::Blockquote => 1.0,
        Tag::Li | Tag::Dd | Tag::Cell => 0.4,
        _ if tag.heading_level() > 0 => 0.0,
        _ if chars >= 80.0 => 0.8,
        _ => 0.0,
    };
    if chars < 20.0 { 0.0 } else { factor * chars * (1.0 - segment.link_share()) }
}

/// The element that holds the article: from the body inward while one child holds most of what its parent does.
fn container(outline: &Outline<'_>) -> Option<u32> {
    let mut sums = vec![0f32; outline.items.len()];
    for segment in &outline.segments {
        sums[segment.block as usize] += worth(outline, segment);
    }
    for at in (1..outline.items.len()).rev() {
        let parent = outline.items[at].parent as usize;
        sums[parent] += sums[at];
    }
    let mut at = 0u32;
    loop {
        let item = &outline.items[at as usize];
        let mut best: Option<u32> = None;
        let mut child = at + 1;
        while child < item.end {
            let next = outline.items[child as usize].end.max(child + 1);
            if outline.items[child as usize].tag != Tag::Text && best.is_none_or(|best| sums[child as usize] > sums[best as usize]) {
                best = Some(child);
            }
            child = next;
        }
        match best {
            Some(best) if sums[best as usize] > 0.6 * sums[at as usize] && outline.items[best as usize].tag != Tag::P => at = best,
            _ => break,
        }
    }
    (sums[at as usize] > 0.0).then_some(at)
}

fn is_kept(outline: &Outline<'_>, segment: &Segment, container: u32) -> bool {
    let around = outline.items[container as usize].marks;
    let marks = Marks(segment.marks.0 & !around.0);
    if marks.has(Marks::BOILERPLATE) {
        return false;
    }
    let tag = outline.items[segment.block as usize].tag;
    if tag.heading_level() > 0 || matches!(tag, Tag::Caption) {
        return true;
    }
    segment.link_share() < 0.6
}

fn kind(outline: &Outline<'_>, segment: &Segment) -> BlockKind {
    let mut quoted = false;
    for at in outline.ancestors(segment.block as usize).take(4) {
        let tag = outline.items[at].tag;
        match tag {
            _ if tag.heading_level() > 0 => return BlockKind::Heading,
            Tag::Li | Tag::Dt | Tag::Dd => return BlockKind::ListItem,
            Tag::Pre => return BlockKind::Code,
            Tag::Caption => return BlockKind::Caption,
            Tag::Blockquote => quoted = true,
            _ => {}
        }
    }
    match quoted {
        true => BlockKind::Quote,
        false if segment.marks.has(Marks::CAPTION) => BlockKind::Caption,
        false => BlockKind::Paragraph,
    }
}
