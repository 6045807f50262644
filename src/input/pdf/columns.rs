//! The columns of pages: where text stands on both sides of a gap for several lines, these are columns, read
//! one after the other between the lines that cross the gap.

use crate::input::pdf::bidi;
use crate::input::pdf::lines::{ACROSS, Line, Run, lines, middle_size};
use crate::input::pdf::links::Link;

/// Lines that must stand on both sides of a gap to make it one between columns.
const LINES: f64 = 5.0;

/// How wide a column is at least, in parts of the size, and how much of it has text.
const WIDTH: f64 = 8.0;
const FILLED: f64 = 0.5;

/// Height of the strips in which pages are looked at, in points; strips of a page.
const STRIP: f64 = 4.0;
const STRIPS: usize = 2000;

/// Places that are tried on a page, and gaps that it may have.
const TRIED: usize = 48;
const GAPS: usize = 4;

/// How far the lines of other columns are from a heading that stands alone, in parts of the size.
const APART: f64 = 1.3;

/// Sets of gaps of other pages that are tried on a page.
const KNOWN: usize = 8;

/// How far the gaps of two pages may stand from each other to be the same, in points.
const SAME: f64 = 6.0;

/// The runs and links of a page.
pub struct Sheet {
    /// The runs in the order in which they are drawn.
    pub runs: Vec<Run>,
    /// The links.
    pub links: Vec<Link>,
}

/// The lines of pages in the order in which they are read.
pub fn read(sheets: Vec<Sheet>) -> Vec<Line> {
    let mut gaps: Vec<Vec<f64>> = sheets.iter().map(|sheet| find(&sheet.runs)).collect();
    let mut known: Vec<Vec<f64>> = gaps.iter().filter(|gaps| !gaps.is_empty()).cloned().collect();
    known.dedup_by(|a, b| a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| (a - b).abs() < SAME));
    known.truncate(KNOWN);
    for (sheet, gaps) in sheets.iter().zip(&mut gaps) {
        if gaps.is_empty() {
            *gaps = known.iter().find(|known| is_kept(&sheet.runs, known)).cloned().unwrap_or_default();
        }
    }
    let mut read = Vec::new();
    for (page, (sheet, gaps)) in sheets.into_iter().zip(gaps).enumerate() {
        let right = runs_right(&sheet.runs);
        let placed = in_order(sheet.runs, &gaps, right, &sheet.links);
        read.extend(placed.into_iter().map(|line| Line { page, ..line }));
    }
    mirror(&mut read);
    read
}

/// Whether the text of a page keeps out of gaps that other pages have: it stands in the same columns.
fn is_kept(runs: &[Run], gaps: &[f64]) -> bool {
    let across = runs.iter().filter(|run| gaps.iter().any(|gap| run.x0 < *gap && *gap < run.x1)).count();
    !runs.is_empty() && across * 10 < runs.len()
}

fn runs_right(runs: &[Run]) -> bool {
    let letters = runs.iter().flat_map(|run| &run.glyphs).flat_map(|glyph| glyph.text.chars());
    let (right, left): (Vec<char>, Vec<char>) =
        letters.filter(|letter| letter.is_alphabetic()).partition(|letter| bidi::is_right(*letter));
    right.len() > left.len()
}

/// The middles of the gaps between columns, from left to right.
fn find(runs: &[Run]) -> Vec<f64> {
    let mut found = Vec::new();
    let all: Vec<&Run> = runs.iter().collect();
    split(&all, &mut found);
    found.sort_by(f64::total_cmp);
    found
}

fn split(runs: &[&Run], found: &mut Vec<f64>) {
    if found.len() >= GAPS || runs.len() < 4 {
        return;
    }
    let size = middle_size(runs.iter().copied());
    let places = places(runs, size);
    let best = places.into_iter().filter_map(|x| weigh(runs, x, size).map(|weight| (weight, x)));
    let Some((_, x)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    found.push(x);
    let left: Vec<&Run> = runs.iter().filter(|run| run.x1 <= x).copied().collect();
    let right: Vec<&Run> = runs.iter().filter(|run| run.x0 >= x).copied().collect();
    split(&left, found);
    split(&right, found);
}

/// Where a gap may be: just before where several runs begin, just behind where several end.
fn places(runs: &[&Run], size: f64) -> Vec<f64> {
    let starts = runs.iter().map(|run| run.x0 - 0.3 * size);
    let ends = runs.iter().map(|run| run.x1 + 0.3 * size);
    let mut edges: Vec<f64> = starts.chain(ends).collect();
    edges.sort_by(f64::total_cmp);
    let mut groups: Vec<(usize, f64)> = Vec::new();
    for edge in edges {
        match groups.last_mut() {
            Some((count, first)) if edge - *first < 2.0 => *count += 1,
            _ => groups.push((1, edge)),
        }
    }
    groups.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    groups.into_iter().take(TRIED).map(|(_, first)| first + 1.0).collect()
}

/// How many strips have text on both sides of a place and none across; none if that is no gap between
/// columns.
fn weigh(runs: &[&Run], x: f64, size: f64) -> Option<f64> {
    let (left, right) =
        runs.iter().fold((f64::MAX, f64::MIN), |(x0, x1), run| (x0.min(run.x0), x1.max(run.x1)));
    if x - left < WIDTH * size || right - x < WIDTH * size {
        return None;
    }
    let top = runs.iter().map(|run| run.y + run.size).fold(f64::MIN, f64::max);
    let mut strips = vec![(0.0, 0.0, 0); STRIPS + 1];
    for run in runs {
        let strip = |y: f64| (((top - y) / STRIP).max(0.0) as usize).min(STRIPS - 1);
        // Each says what is added to the strips from there on.
        for (at, sign) in [(strip(run.y + 0.8 * run.size), 1.0), (strip(run.y) + 1, -1.0)] {
            if run.x1 <= x {
                strips[at].0 += sign * (run.x1 - run.x0);
            } else if run.x0 >= x {
                strips[at].1 += sign * (run.x1 - run.x0);
            } else {
                strips[at].2 += sign as i32;
            }
        }
    }
    for at in 1..=STRIPS {
        let before = strips[at - 1];
        strips[at] = (strips[at].0 + before.0, strips[at].1 + before.1, strips[at].2 + before.2);
    }
    let both: Vec<usize> =
        (0..STRIPS).filter(|&at| strips[at].0 > 1.0 && strips[at].1 > 1.0 && strips[at].2 == 0).collect();
    let (first, last) = (*both.first()?, *both.last()?);
    let crossed = strips[first..=last].iter().filter(|strip| strip.2 > 0).count();
    let filled = |width: f64, of: &dyn Fn(usize) -> f64| {
        both.iter().map(|&at| of(at)).sum::<f64>() / both.len() as f64 >= FILLED * width
    };
    let enough = both.len() as f64 * STRIP >= LINES * size && crossed < both.len();
    let full = filled(x - left, &|at| strips[at].0) && filled(right - x, &|at| strips[at].1);
    (enough && full).then_some(both.len() as f64)
}

/// The lines of a page: between two lines across all columns, the columns one after the other.
fn in_order(runs: Vec<Run>, gaps: &[f64], right: bool, links: &[Link]) -> Vec<Line> {
    if gaps.is_empty() {
        return lines(runs, links, right);
    }
    let size = middle_size(&runs);
    let column = |run: &Run| match gaps.iter().any(|gap| run.x0 < *gap && *gap < run.x1) {
        true => ACROSS,
        false => gaps.iter().filter(|gap| **gap <= run.x0).count(),
    };
    let mut columns: Vec<Vec<Run>> = vec![Vec::new(); gaps.len() + 1];
    let mut across = Vec::new();
    for run in runs {
        match column(&run) {
            ACROSS => across.push(run),
            column => columns[column].push(run),
        }
    }
    // What stands beside a run across the columns belongs to its line.
    across.sort_by(|a, b| a.y.total_cmp(&b.y));
    let levels: Vec<(f64, f64)> = across.iter().map(|run| (run.y, run.size)).collect();
    for runs in &mut columns {
        let (beside, kept) = std::mem::take(runs).into_iter().partition(|run: &Run| {
            let from = levels.partition_point(|(y, _)| *y < run.y - 0.1 * run.size);
            let level = levels[from..].iter().take(8).take_while(|(y, _)| *y < run.y + 0.1 * run.size);
            level.into_iter().any(|(_, size)| (size - run.size).abs() < 0.5)
        });
        *runs = kept;
        across.extend::<Vec<Run>>(beside);
    }
    let of = |(column, runs)| {
        lines(runs, links, right).into_iter().map(move |line| Line { column, ..line }).collect()
    };
    let mut columns: Vec<Vec<Line>> = columns.into_iter().enumerate().map(of).collect();
    let mut across: Vec<Line> = lines(across, links, right);
    alone(&mut columns, &mut across, size);
    let mut columns: Vec<std::vec::IntoIter<Line>> = columns.into_iter().map(Vec::into_iter).collect();
    if right {
        columns.reverse();
    }
    let mut read = Vec::new();
    for line in across {
        above(&mut columns, line.y, &mut read);
        read.push(Line { column: ACROSS, ..line });
    }
    above(&mut columns, f64::MIN, &mut read);
    read
}

/// Takes headings that stand alone between two parts of a page, in the place of one column: beside them there
/// is nothing, above them there are other columns, and below them too, or lines across all.
fn alone(columns: &mut [Vec<Line>], across: &mut Vec<Line>, size: f64) {
    let lowest = across.iter().map(|line| line.y).fold(f64::MAX, f64::min);
    let mut found = Vec::new();
    for at in 0..columns.len() {
        let is_alone = |line: &Line| {
            let (top, bottom) = (line.y + APART * line.size, line.y - APART * line.size);
            let mut others =
                columns.iter().enumerate().filter(|(column, _)| *column != at).map(|(_, lines)| lines);
            let beside = |lines: &Vec<Line>| {
                let from = lines.partition_point(|other| other.y >= top);
                (from, lines.get(from).map_or(f64::MIN, |next| next.y))
            };
            let is_heading = line.bold || line.size > 1.1 * size;
            let places: Vec<(usize, f64)> = others.by_ref().map(beside).collect();
            let below = lowest < line.y || places.iter().any(|(above, next)| *above > 0 && *next > f64::MIN);
            is_heading
                && below
                && places.iter().all(|(_, next)| *next < bottom)
                && places.iter().any(|(above, _)| *above > 0)
        };
        let alone: Vec<bool> = columns[at].iter().map(is_alone).collect();
        found.push(alone);
    }
    for (column, alone) in columns.iter_mut().zip(found) {
        let mut alone = alone.into_iter();
        let (taken, kept) = std::mem::take(column).into_iter().partition(|_| alone.next().unwrap_or(false));
        *column = kept;
        across.extend::<Vec<Line>>(taken);
    }
    across.sort_by(|a, b| b.y.total_cmp(&a.y));
}

/// Takes the lines of columns that stand above a place.
fn above(columns: &mut [std::vec::IntoIter<Line>], y: f64, read: &mut Vec<Line>) {
    for column in columns {
        let count = column.as_slice().iter().take_while(|line| line.y >= y).count();
        read.extend(column.by_ref().take(count));
    }
}

/// Turns the brackets of lines from right to left round where that makes more of them open before they
/// close: files name either the sign that is written or the one that is shown.
fn mirror(lines: &mut [Line]) {
    let mut balance = 0;
    for line in lines.iter() {
        for pair in line.mirrors.windows(2) {
            let signs = (line.text[pair[0]..].chars().next(), line.text[pair[1]..].chars().next());
            let (Some(one), Some(two)) = signs else { continue };
            if bidi::mirrored(one) == two {
                balance += if "([{<«".contains(one) { 1 } else { -1 };
            }
        }
    }
    if balance >= 0 {
        return;
    }
    for line in lines.iter_mut() {
        for at in std::mem::take(&mut line.mirrors) {
            let Some(sign) = line.text[at..].chars().next() else { continue };
            line.text.replace_range(at..at + sign.len_utf8(), bidi::mirrored(sign).encode_utf8(&mut [0; 4]));
        }
    }
}
