//! Glyphs to lines: runs of glyphs that stand beside each other, and lines of such runs, with the words in
//! them and what is raised or linked. It does not know columns; see `columns`.

use std::ops::Range;

use crate::input::pdf::bidi;
use crate::input::pdf::glyphs::Glyph;
use crate::input::pdf::links::Link;

/// Gaps in parts of the size: more than the first is a space; than the second too, where a line has spaces of
/// its own; more than the third ends a run, or the fourth behind a space.
const SPACE: f64 = 0.15;
const WIDE_SPACE: f64 = 0.35;
const APART: f64 = 1.0;
const FAR_APART: f64 = 1.8;

/// How far glyphs of one line may stand above or below each other, in parts of the size.
const LEVEL: f64 = 0.3;

/// Smaller than this part of its line's size, and this part of it higher, a glyph is raised.
const SMALL: f64 = 0.88;
const RAISED: f64 = 0.12;

/// Smaller than this part of a letter, text has it as the large one that it begins with; letters of such, and
/// how far the text is from it, in parts of its size.
const CAP: f64 = 0.6;
const CAPS: usize = 2;
const CAP_GAP: f64 = 1.2;

/// Sizes in a row that are told apart.
const SIZES: usize = 64;

/// Runs of a row that a further one is compared with.
const BESIDE: usize = 64;

/// Glyphs that stand beside each other.
#[derive(Clone, Debug)]
pub struct Run {
    /// The glyphs in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Its edges in points.
    pub x0: f64,
    /// See `x0`.
    pub x1: f64,
    /// Its baseline.
    pub y: f64,
    /// Its size.
    pub size: f64,
}

impl Run {
    fn new(glyph: Glyph) -> Self {
        Self { x0: glyph.x0, x1: glyph.x1, y: glyph.y, size: glyph.size, glyphs: vec![glyph] }
    }

    /// Whether a glyph goes on in this run: beside its end or its start.
    fn takes(&self, glyph: &Glyph) -> bool {
        if self.is_cap(glyph.size) && glyph.text.starts_with(char::is_alphabetic) {
            return false;
        }
        let size = self.size.max(glyph.size);
        let apart =
            if self.glyphs.last().is_some_and(is_blank) || is_blank(glyph) { FAR_APART } else { APART };
        let behind = glyph.x0 - self.x1;
        let before = self.x0 - glyph.x1;
        let beside = behind.max(before);
        self.is_level(glyph.y, glyph.size) && beside > -size && beside < apart * size
    }

    /// Whether it is the large letter that a text of some size begins with.
    fn is_cap(&self, size: f64) -> bool {
        let letters = || self.glyphs.iter().flat_map(|glyph| glyph.text.chars());
        size < CAP * self.size && self.glyphs.len() <= CAPS && letters().any(char::is_alphabetic)
    }

    fn is_level(&self, y: f64, size: f64) -> bool {
        let (higher, least) = (y - self.y, self.size.min(size));
        if higher.abs() <= LEVEL * least {
            return true;
        }
        // A small sign that is raised or lowered, or the line that such a one began.
        (size < SMALL * self.size && higher > -LEVEL * self.size && higher < 0.8 * self.size)
            || (self.size < SMALL * size && higher < LEVEL * size && higher > -0.8 * size)
    }

    fn take(&mut self, glyph: Glyph) {
        if !is_blank(&glyph) || self.glyphs.iter().all(is_blank) {
            self.x0 = self.x0.min(glyph.x0);
            self.x1 = self.x1.max(glyph.x1);
        }
        if self.size < SMALL * glyph.size {
            (self.y, self.size) = (glyph.y, glyph.size);
        }
        self.glyphs.push(glyph);
    }

    fn has_words(&self) -> bool {
        self.glyphs.iter().any(|glyph| !is_blank(glyph))
    }

    /// Whether this is another run drawn once more, a little aside: what is to look bold.
    fn repeats(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 0.1 * self.size;
        near(self.x0, other.x0)
            && near(self.y, other.y)
            && self.glyphs.len() == other.glyphs.len()
            && self.glyphs.iter().zip(&other.glyphs).all(|(one, two)| one.text == two.text)
    }
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty()
}

/// The runs of a page in the order in which they are drawn.
pub fn runs(glyphs: Vec<Glyph>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut() {
            Some(run) if run.takes(&glyph) => run.take(glyph),
            _ => {
                // Blanks before a run say nothing of where it begins.
                if !is_blank(&glyph) {
                    runs.push(Run::new(glyph));
                }
            }
        }
    }
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.into_iter().filter(Run::has_words) {
        if !kept.iter().rev().take(3).any(|other| run.repeats(other)) {
            kept.push(run);
        }
    }
    kept
}

/// A line of text in a column.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The page, from 0, and the column in it; lines over all columns have [`ACROSS`].
    pub page: usize,
    /// See `page`.
    pub column: usize,
    /// Its edges in points.
    pub x0: f64,
    /// See `x0`.
    pub x1: f64,
    /// Its baseline.
    pub y: f64,
    /// Its size: that of most of its letters.
    pub size: f64,
    /// Whether all of its letters are bold; its first one; its last one.
    pub bold: bool,
    /// See `bold`.
    pub bold_start: bool,
    /// See `bold`.
    pub bold_end: bool,
    /// Its words with single spaces between.
    pub text: String,
    /// What is raised in its text.
    pub raised: Vec<Range<usize>>,
    /// What is linked in its text, with the number of the link on its page.
    pub linked: Vec<(Range<usize>, usize)>,
    /// Where brackets stand among words that are read from right to left.
    pub mirrors: Vec<usize>,
    /// Whether it is read from right to left.
    pub right: bool,
    /// How wide its first word is.
    pub first_word: f64,
}

/// The column of lines that stand over all of a page.
pub const ACROSS: usize = usize::MAX;

impl Line {
    /// Where it begins, counted in the direction of reading.
    pub fn start(&self) -> f64 {
        if self.right { -self.x1 } else { self.x0 }
    }

    /// Where it ends, counted in the direction of reading.
    pub fn end(&self) -> f64 {
        if self.right { -self.x0 } else { self.x1 }
    }
}

/// The lines of runs that stand in one column, from top to bottom; `right` says that their page is read
/// from right to left.
pub fn lines(mut runs: Vec<Run>, links: &[Link], right: bool) -> Vec<Line> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let size = middle_size(&runs);
    let (caps, runs): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.is_cap(size));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.iter().rev().take(BESIDE).any(|other| is_one_row(other, &run)) => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().map(|row| line(row, links, right)).collect();
    for cap in caps {
        begin(&mut lines, cap, links, right);
    }
    lines
}

/// The size that half of the glyphs of runs are smaller than.
pub(super) fn middle_size<'r>(runs: impl IntoIterator<Item = &'r Run>) -> f64 {
    let mut sizes: Vec<(f64, usize)> = runs.into_iter().map(|run| (run.size, run.glyphs.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, count)| {
        seen += count;
        seen > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// Puts a large letter before the highest of the lines that stand beside it; where none does, it is a line.
fn begin(lines: &mut Vec<Line>, cap: Run, links: &[Link], right: bool) {
    let top = cap.y + 0.9 * cap.size;
    let first = lines.partition_point(|line| line.y > top);
    let last = lines.partition_point(|line| line.y > cap.y - LEVEL * cap.size);
    let beside = |line: &Line| (-1.0..CAP_GAP * line.size).contains(&(line.x0 - cap.x1));
    let count = lines[first..last]
        .iter()
        .take_while(|line| beside(line) && line.y > cap.y - LEVEL * line.size)
        .count();
    let own = line(vec![cap.clone()], links, right);
    if count == 0 {
        return lines.insert(last, own);
    }
    for line in &mut lines[first..first + count] {
        line.x0 = cap.x0;
    }
    let line = &mut lines[first];
    let length = own.text.len();
    line.text.insert_str(0, &own.text);
    line.raised.iter_mut().for_each(|range| *range = range.start + length..range.end + length);
    line.linked.iter_mut().for_each(|(range, _)| *range = range.start + length..range.end + length);
    line.mirrors.iter_mut().for_each(|at| *at += length);
}

fn is_one_row(run: &Run, other: &Run) -> bool {
    let gap = (other.x0 - run.x1).max(run.x0 - other.x1);
    let small = run.size < SMALL * other.size || other.size < SMALL * run.size;
    run.is_level(other.y, other.size) && (!small || gap < run.size.max(other.size))
}

fn line(mut row: Vec<Run>, links: &[Link], page: bool) -> Line {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let (size, y) = base(&row);
    let mut line = Line {
        x0: row.iter().map(|run| run.x0).fold(f64::MAX, f64::min),
        x1: row.iter().map(|run| run.x1).fold(f64::MIN, f64::max),
        y,
        size,
        ..Line::default()
    };
    let mut glyphs: Vec<Glyph> = row.into_iter().flat_map(|run| run.glyphs).collect();
    let right = glyphs.iter().any(|glyph| glyph.text.chars().any(bidi::is_right));
    if right {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    let gaps = spaces(&glyphs, size);
    write(&mut line, &glyphs, &gaps, links, page);
    line
}

/// Size and baseline of most letters of a row.
fn base(row: &[Run]) -> (f64, f64) {
    let mut weighed: Vec<(f64, f64, usize)> = Vec::new();
    for glyph in row.iter().flat_map(|run| &run.glyphs).filter(|glyph| !is_blank(glyph)) {
        match weighed.iter().position(|(size, _, _)| (size - glyph.size).abs() < 0.05 * size) {
            Some(known) => weighed[known].2 += 1,
            None if weighed.len() < SIZES => weighed.push((glyph.size, glyph.y, 1)),
            None => {}
        }
    }
    let most = weighed.iter().max_by(|a, b| a.2.cmp(&b.2).then(a.0.total_cmp(&b.0)));
    most.map_or((1.0, 0.0), |&(size, y, _)| (size, y))
}

/// Between which glyphs there is a space: each says so of the gap before it.
fn spaces(glyphs: &[Glyph], size: f64) -> Vec<bool> {
    let blanks = glyphs.iter().filter(|glyph| is_blank(glyph)).count();
    let least = if blanks * 14 >= glyphs.len() { WIDE_SPACE } else { SPACE } * size;
    let mut end = f64::MAX;
    let mut gaps = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        gaps.push(glyph.x0 - end > least);
        if !is_blank(glyph) {
            end = glyph.x1;
        }
    }
    gaps
}

fn write(line: &mut Line, glyphs: &[Glyph], gaps: &[bool], links: &[Link], page: bool) {
    // From left to right, blanks and gaps in their places.
    let mut cells: Vec<(String, Option<usize>)> = Vec::with_capacity(glyphs.len());
    for (at, glyph) in glyphs.iter().enumerate() {
        if gaps[at] || is_blank(glyph) {
            cells.push((" ".to_owned(), None));
        }
        if !is_blank(glyph) {
            cells.push((glyph.text.to_string(), Some(at)));
        }
    }
    let texts: Vec<&str> = cells.iter().map(|(text, _)| text.as_str()).collect();
    let order = bidi::order(&texts, page);
    let near: Vec<(usize, &Link)> =
        links.iter().enumerate().filter(|(_, link)| link.is_level(line.y)).collect();
    let (mut space, mut first) = (false, true);
    let (mut letters, mut bold) = (0, 0);
    for (at, mirror) in order {
        let (text, of) = &cells[at];
        let Some(glyph) = of.map(|of| &glyphs[of]) else {
            space = !line.text.is_empty();
            continue;
        };
        if std::mem::take(&mut space) {
            line.text.push(' ');
            first = false;
        }
        let start = line.text.len();
        if mirror && text.starts_with(|letter| bidi::mirrored(letter) != letter) {
            line.mirrors.push(start);
        }
        line.text.push_str(text);
        let range = start..line.text.len();
        if glyph.size < SMALL * line.size && glyph.y - line.y > RAISED * line.size {
            join(&mut line.raised, range.clone(), &line.text);
        }
        let middle = (glyph.x0 + glyph.x1) / 2.0;
        if let Some((number, _)) = near.iter().find(|(_, link)| link.x0 <= middle && middle <= link.x1) {
            let last = line.linked.last_mut();
            match last.filter(|(last, of)| of == number && line.text[last.end..start].trim().is_empty()) {
                Some((last, _)) => last.end = range.end,
                None => line.linked.push((range.clone(), *number)),
            }
        }
        if text.chars().any(char::is_alphabetic) {
            bold += usize::from(glyph.bold);
            line.bold_start |= letters == 0 && glyph.bold;
            line.bold_end = glyph.bold;
            letters += 1;
        }
        if first {
            line.first_word += (glyph.x1 - glyph.x0).max(0.0);
        }
    }
    line.bold = letters > 0 && bold == letters;
    line.right = if page { line.text.chars().any(bidi::is_right) } else { bidi::runs_right(&line.text) };
}

/// Adds a range, to the last one where nothing stands between them.
fn join(ranges: &mut Vec<Range<usize>>, range: Range<usize>, text: &str) {
    match ranges.last_mut() {
        Some(last) if text[last.end..range.start].trim().is_empty() => last.end = range.end,
        _ => ranges.push(range),
    }
}
