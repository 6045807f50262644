//! What the fitted model of blocks (`block_trees`) looks at: one row of whole numbers for each segment of a
//! page. It says nothing of what the numbers mean for the article; that is fitted.
//!
//! Shares are in thousandths. All sums are of the weights that `content` gives, in one order, so that the
//! same page gives the same row on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::vocabulary::Marks;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;

/// Numbers of a row.
pub const WIDTH: usize = FIRST_MARK + 2 * GROUPS.len() + OTHERS;

/// A segment's numbers.
pub type Row = [i32; WIDTH];

/// Where the numbers of the groups of marks begin in a row.
pub(super) const FIRST_MARK: usize = 42;

/// Numbers behind those of the marks.
const OTHERS: usize = 58;

/// Elements outward from a segment whose names count.
const FAR: usize = 14;

/// Elements outward from a segment whose text share counts.
const NEAR: usize = 6;

/// Segments before and after one that count as its neighbours.
pub(super) const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// Marks that are asked for together.
pub(super) const GROUPS: [Marks; 12] = [
    Marks::BODY,
    Marks::ARTICLE,
    Marks(Marks::NAVIGATION.0 | Marks::FOOTER.0 | Marks::HEADER.0),
    Marks(Marks::RELATED.0 | Marks::PROMO.0),
    Marks::COMMENTS,
    Marks(Marks::SHARE.0 | Marks::PRINT.0 | Marks::WIDGET.0 | Marks::TAGS.0),
    Marks(Marks::SIGNUP.0 | Marks::ADVERT.0 | Marks::LEGAL.0 | Marks::ASSISTIVE.0),
    Marks::ASIDE,
    Marks(Marks::CAPTION.0 | Marks::MEDIA.0),
    Marks(Marks::BYLINE.0 | Marks::DATE.0 | Marks::AUTHOR_BOX.0),
    Marks(Marks::STANDFIRST.0 | Marks::HEADLINE.0),
    Marks::EMBED,
];

/// What a page's rows are made of.
pub struct Given<'a, 'p> {
    /// The page.
    pub outline: &'a Outline<'p>,
    /// By segment: how much it speaks for being text, whatever its names say.
    pub worths: &'a [f32],
    /// By item: the sum of those in it.
    pub sums: &'a [f32],
    /// By item: the same of all elements of its name, where they are the article's pieces.
    pub held: &'a [f32],
    /// By segment: a number for what the hand-set rules make of it, 0 if they keep it.
    pub verdicts: &'a [u8],
    /// The segment that is the page's headline.
    pub title: Option<usize>,
    /// By segment: whether it has the words of a headline that the metadata offers.
    pub titled: &'a dyn Fn(usize) -> bool,
}

/// What a page's rows share.
pub struct Features<'a, 'p> {
    given: Given<'a, 'p>,
    total: f32,
    /// By item: segments in it.
    counts: Vec<u32>,
    /// By item: the text right in it, and half of what stands one element further in.
    density: Vec<f32>,
    /// The densest item, and by item how far it is above that one, or `u32::MAX`.
    densest: usize,
    above: Vec<u32>,
    /// By item: the worth of what the hand-set rules keep in it.
    kept: Vec<f32>,
    /// By segment: its signature, then what all of one signature hold: segments, worth, kept segments.
    signatures: Vec<u64>,
    alike: HashMap<u64, (u32, f32, u32), BuildHasherDefault<DefaultHasher>>,
    texts: Vec<Text>,
    /// By segment: the worth before it, and the worth of what is kept before it.
    before: Vec<(f32, f32)>,
}

/// What a segment's words are like.
#[derive(Clone, Copy, Default)]
struct Text {
    letters: i32,
    words: i32,
    sentences: i32,
    ends: bool,
    digits: i32,
    commas: i32,
    capitals: i32,
    opens_upper: bool,
    colon: bool,
    bars: i32,
}

impl<'a, 'p> Features<'a, 'p> {
    /// Counts a page.
    pub fn new(given: Given<'a, 'p>) -> Self {
        let outline = given.outline;
        let items = &outline.items;
        let mut counts = vec![0u32; items.len()];
        let mut density = vec![0f32; items.len()];
        let mut kept = vec![0f32; items.len()];
        let mut alike: HashMap<u64, (u32, f32, u32), _> = HashMap::default();
        let mut signatures = Vec::with_capacity(outline.segments.len());
        let mut before = Vec::with_capacity(outline.segments.len());
        let (mut all, mut all_kept) = (0f32, 0f32);
        for (at, segment) in outline.segments.iter().enumerate() {
            let (block, worth) = (segment.block as usize, given.worths[at]);
            let is_kept = given.verdicts[at] == 0;
            let parent = items[block].parent as usize;
            counts[block] += 1;
            density[parent] += worth;
            density[items[parent].parent as usize] += worth / 2.0;
            if !is_prose_element(items[block].tag) {
                density[block] += worth;
            }
            let signature = signature(outline, block);
            signatures.push(signature);
            let group = alike.entry(signature).or_default();
            group.0 += 1;
            group.1 += worth;
            before.push((all, all_kept));
            all += worth;
            if is_kept {
                group.2 += 1;
                kept[block] += worth;
                all_kept += worth;
            }
        }
        for at in (1..items.len()).rev() {
            let parent = items[at].parent as usize;
            counts[parent] += counts[at];
            kept[parent] += kept[at];
        }
        let densest =
            (0..items.len()).fold(0, |best, at| if density[at] > density[best] { at } else { best });
        let mut above = vec![u32::MAX; items.len()];
        for (steps, at) in outline.ancestors(densest).enumerate() {
            above[at] = steps as u32;
        }
        let texts = outline.segments.iter().map(|segment| text(outline, segment)).collect();
        Self {
            given,
            total: all.max(1.0),
            counts,
            density,
            densest,
            above,
            kept,
            signatures,
            alike,
            texts,
            before,
        }
    }

    /// The row of a segment.
    pub fn row(&self, at: usize) -> Row {
        let mut row = [0; WIDTH];
        let mut out = row.iter_mut();
        let mut push = |value: i32| {
            if let Some(place) = out.next() {
                *place = value;
            }
        };
        self.words(at, &mut push);
        self.place(at, &mut push);
        self.names(at, &mut push);
        self.around(at, &mut push);
        self.kept(at, &mut push);
        self.neighbours(at, &mut push);
        row
    }

    /// 20 numbers: the segment's own words and tag.
    fn words(&self, at: usize, push: &mut impl FnMut(i32)) {
        let (segment, text) = (&self.given.outline.segments[at], &self.texts[at]);
        let per_letter = |count: i32| count * 1000 / text.letters.max(1);
        push(text.letters);
        push(text.words);
        push(linked(segment));
        push(text.sentences);
        push(text.ends.into());
        push(text.letters * 10 / text.words.max(1));
        push(per_letter(text.digits));
        push(text.commas);
        push(per_letter(text.capitals));
        push(text.opens_upper.into());
        push(text.colon.into());
        push(text.bars);
        let tag = self.given.outline.items[segment.block as usize].tag;
        push((tag == Tag::P).into());
        push((tag == Tag::Div).into());
        push((tag == Tag::Li).into());
        push(tag.heading_level().into());
        push((tag == Tag::Cell).into());
        push((tag == Tag::Blockquote).into());
        push(matches!(tag, Tag::Caption | Tag::Figure).into());
        push(matches!(tag, Tag::Section | Tag::Article | Tag::Main).into());
    }

    /// 10 numbers: where it stands on the page, and by the headline.
    fn place(&self, at: usize, push: &mut impl FnMut(i32)) {
        let count = self.given.outline.segments.len();
        push((at * 1000 / count.max(1)) as i32);
        push(at as i32);
        push((count - at) as i32);
        push(self.share(self.before[at].0));
        push(self.share(self.given.worths[at]));
        push((self.given.titled)(at).into());
        push(self.given.title.is_some().into());
        push(self.given.title.map_or(0, |title| at as i32 - title as i32));
        push(self.given.title.is_some_and(|title| at <= title).into());
        push(self.share(self.given.sums[self.densest]));
    }

    /// 12 numbers of the tags around it, then two for each group of marks: what the nearest element of that
    /// name does not hold of the page, and how far it is.
    fn names(&self, at: usize, push: &mut impl FnMut(i32)) {
        let outline = self.given.outline;
        let mut tags = [0i32; 12];
        let mut near = [(-500i32, 0i32); GROUPS.len()];
        for (depth, item) in
            outline.ancestors(outline.segments[at].start as usize).skip(1).take(FAR).enumerate()
        {
            let found = match outline.items[item].tag {
                Tag::Li => Some(0),
                Tag::Ul | Tag::Ol | Tag::Dl => Some(1),
                Tag::Table => Some(2),
                Tag::Figure => Some(3),
                Tag::Aside => Some(4),
                Tag::Footer => Some(5),
                Tag::Header => Some(6),
                Tag::Article => Some(7),
                Tag::Main => Some(8),
                Tag::Blockquote => Some(9),
                Tag::A => Some(10),
                Tag::Section => Some(11),
                _ => None,
            };
            if let Some(found) = found {
                tags[found] = (FAR - depth) as i32;
            }
            let marks = outline.items[item].marks;
            if marks == Marks::NONE {
                continue;
            }
            for (group, place) in GROUPS.iter().zip(&mut near) {
                if place.1 == 0 && marks.has(*group) {
                    *place = (1000 - self.share(self.given.held[item]), (FAR - depth) as i32);
                }
            }
        }
        tags.into_iter().for_each(&mut *push);
        near.into_iter().flat_map(|(share, depth)| [share, depth]).for_each(push);
    }

    /// 19 numbers: what the elements around it hold, how dense they are, and what is built alike.
    fn around(&self, at: usize, push: &mut impl FnMut(i32)) {
        let outline = self.given.outline;
        let block = outline.segments[at].block as usize;
        let mut item = block;
        for _ in 0..NEAR {
            push(self.share(self.given.sums[item]));
            push(self.counts[item] as i32);
            item = outline.items[item].parent as usize;
        }
        // Beyond thirty steps the number says far, as the rows say on which the trees were fitted.
        let meets = outline.ancestors(block).take(30).enumerate();
        let (steps, above) = meets
            .filter(|(_, item)| self.above[*item] != u32::MAX)
            .map(|(s, i)| (s, self.above[i]))
            .next()
            .unwrap_or((30, 30));
        push(steps as i32);
        push(above as i32);
        let parent = outline.items[block].parent as usize;
        push((self.density[parent] * 1000.0 / self.density[self.densest].max(1.0)) as i32);
        let (count, worth, kept) = self.alike.get(&self.signatures[at]).copied().unwrap_or_default();
        push(count as i32);
        push(self.share(worth));
        push((count as usize * 1000 / outline.segments.len()) as i32);
        push((kept * 1000 / count.max(1)) as i32);
    }

    /// 7 numbers: what the hand-set rules say of it and of what is around it.
    fn kept(&self, at: usize, push: &mut impl FnMut(i32)) {
        let outline = self.given.outline;
        let all = self.kept[0].max(1.0);
        push(self.given.verdicts[at].into());
        push((self.before[at].1 * 1000.0 / all) as i32);
        let mut item = outline.segments[at].block as usize;
        for _ in 0..3 {
            item = outline.items[item].parent as usize;
            push((self.kept[item] * 1000.0 / self.given.sums[item].max(1.0)) as i32);
        }
        let near = at.saturating_sub(5)..(at + 6).min(outline.segments.len());
        push(near.filter(|&near| self.given.verdicts[near] == 0).count() as i32);
        push(self.share(all));
    }

    /// 32 numbers: five of each neighbour, and whether the next ones are built alike.
    fn neighbours(&self, at: usize, push: &mut impl FnMut(i32)) {
        let segments = &self.given.outline.segments;
        for offset in NEIGHBOURS {
            let Some(other) = at.checked_add_signed(offset).filter(|&other| other < segments.len()) else {
                (0..5).for_each(|_| push(-1));
                continue;
            };
            push(self.texts[other].letters);
            push(linked(&segments[other]));
            push(self.texts[other].sentences);
            push(self.given.verdicts[other].into());
            push((self.signatures[other] == self.signatures[at]).into());
        }
        let parent = |at: usize| self.given.outline.items[segments[at].block as usize].parent;
        push((at > 0 && parent(at) == parent(at - 1)).into());
        push((at + 1 < segments.len() && parent(at) == parent(at + 1)).into());
    }

    fn share(&self, worth: f32) -> i32 {
        (worth * 1000.0 / self.total) as i32
    }
}

/// Thousandths of a segment's text that are linked.
pub fn linked(segment: &Segment) -> i32 {
    (u64::from(segment.link_chars) * 1000 / u64::from(segment.chars.max(1))) as i32
}

fn is_prose_element(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Li | Tag::Cell | Tag::Tr | Tag::Blockquote | Tag::Pre | Tag::Dd)
}

/// What a segment's words are like, letter by letter.
fn text(outline: &Outline<'_>, segment: &Segment) -> Text {
    let mut text = Text::default();
    let mut last = ' ';
    // Whether a sentence would be over if white space came now.
    let mut closes = false;
    for at in segment.start as usize..segment.end as usize {
        if outline.items[at].tag != Tag::Text {
            continue;
        }
        for letter in outline.text(at).chars() {
            if letter.is_whitespace() {
                if closes {
                    text.sentences += 1;
                    closes = false;
                }
                last = ' ';
                continue;
            }
            if last == ' ' {
                text.words += 1;
            }
            text.letters += 1;
            match letter {
                '.' | '!' | '?' | '…' => closes = true,
                '。' | '！' | '？' => {
                    text.sentences += 1;
                    closes = false;
                }
                '"' | '\'' | '”' | '’' | '»' | ')' => {}
                ',' | '，' | '、' => {
                    text.commas += 1;
                    closes = false;
                }
                '|' => text.bars += 1,
                _ => {
                    closes = false;
                    text.digits += i32::from(letter.is_ascii_digit());
                    let upper = letter.is_uppercase();
                    text.capitals += i32::from(upper);
                    if text.letters == 1 {
                        text.opens_upper = upper;
                    }
                }
            }
            text.colon = letter == ':';
            last = letter;
        }
    }
    text.ends = closes || matches!(last, '。' | '！' | '？');
    text.sentences += i32::from(closes);
    text
}

/// A number for the tags and classes of an element and the two around it.
fn signature(outline: &Outline<'_>, block: usize) -> u64 {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let around = outline.ancestors(block).take(3).map(|item| {
        let class = outline.element(item).and_then(|element| element.value_of("class")).unwrap_or("");
        // The start of a class tells enough, and some are generated without end.
        (outline.items[item].tag, class.get(..40).unwrap_or(class))
    });
    hasher.hash_one(around.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use crate::input::html::block_trees::TREES;
    use crate::input::html::rows;
    use crate::trees::are_sound;

    use super::*;

    #[test]
    fn the_table_asks_for_numbers_that_a_row_has() {
        assert_eq!(TREES.len(), 80);
        assert!(are_sound(TREES, WIDTH));
    }

    #[test]
    fn a_row_tells_words_links_and_neighbours() {
        let page = "<body><p>One, two. <a href=/x>Three</a>: 4!</p><p>Five</p></body>";
        let rows = rows(page);
        assert_eq!(rows.len(), 2);
        let (words, _, row) = &rows[0];
        assert_eq!(words, "One, two. Three: 4!");
        // Letters, words, thousandths linked, sentences, whether it ends one.
        assert_eq!(row[..5], [16, 4, 416, 2, 1]);
        // Of the next segment: letters, thousandths linked, sentences.
        let next = WIDTH - 2 - 3 * 5;
        assert_eq!(row[next..next + 3], [4, 0, 0]);
        // A neighbour that is not there.
        assert_eq!(row[next - 5..next], [-1; 5]);
        assert!(row[WIDTH - 1] == 1 && row[WIDTH - 2] == 0, "only the next one has the same parent");
    }
}
