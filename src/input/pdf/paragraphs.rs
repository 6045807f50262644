//! Lines to paragraphs: where one ends is told by gaps, indents, short lines and looks, measured over the
//! whole document. It does not know what a paragraph is; see `roles`.

use std::collections::HashMap;

use crate::input::pdf::labels;
use crate::input::pdf::lines::{ACROSS, Line};

/// Sizes that differ by more than this part are two.
const SIZE: f64 = 0.1;

/// An indent in parts of the size, from and to.
const INDENT: f64 = 0.7;
const DEEP: f64 = 6.0;

/// More than this part of the usual distance between lines is a gap.
const GAP: f64 = 1.25;

/// What a word must have of room beside itself to have fitted into a line, in parts of the size.
const ROOM: f64 = 0.6;

/// Lines of a column from which its edges are taken for what they are.
const LINES: usize = 8;

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Paragraph {
    /// Its first line.
    pub fn first(&self) -> &Line {
        &self.lines[0]
    }

    fn last(&self) -> &Line {
        &self.lines[self.lines.len() - 1]
    }
}

/// The looks of a document: what is usual in it.
pub struct Looks {
    /// The size of most letters.
    pub size: f64,
    /// Whether paragraphs begin with an indent.
    indented: bool,
    /// Distances between lines in parts of their size.
    leading: f64,
    /// By page and column: where lines begin and end.
    edges: HashMap<(usize, usize), (f64, f64)>,
}

impl Looks {
    /// Measures lines in the order in which they are read.
    pub fn new(lines: &[Line]) -> Self {
        let mut looks = Self { size: body_size(lines), indented: false, leading: 1.2, edges: edges(lines) };
        looks.leading = looks.usual_leading(lines);
        looks.indented = looks.is_indented(lines);
        looks
    }

    fn usual_leading(&self, lines: &[Line]) -> f64 {
        let mut found: Vec<f64> = lines
            .windows(2)
            .filter(|pair| is_near(pair[0].size, self.size) && is_one_column(&pair[0], &pair[1]))
            .map(|pair| (pair[0].y - pair[1].y) / self.size)
            .filter(|leading| (0.8..3.0).contains(leading))
            .collect();
        found.sort_by(f64::total_cmp);
        // Lines of a paragraph stand closer than paragraphs, and are more.
        found.get(found.len() * 2 / 5).copied().unwrap_or(1.2)
    }

    fn is_indented(&self, lines: &[Line]) -> bool {
        let (mut indented, mut outdented) = (0, 0);
        for triple in lines.windows(3) {
            let [before, line, after] = triple else { continue };
            if !is_near(line.size, self.size) || !is_one_column(before, line) || !is_one_column(line, after) {
                continue;
            }
            let shift = |a: &Line, b: &Line| (a.start() - b.start()) / self.size;
            if (INDENT..DEEP).contains(&shift(line, before)) && (INDENT..DEEP).contains(&shift(line, after)) {
                indented += 1;
            }
            if (INDENT..DEEP).contains(&shift(before, line)) && (INDENT..DEEP).contains(&shift(after, line)) {
                outdented += 1;
            }
        }
        indented > outdented
    }

    fn edges(&self, line: &Line) -> (f64, f64) {
        let (x0, x1) = self.edges.get(&(line.page, line.column)).copied().unwrap_or((line.x0, line.x1));
        if line.right { (-x1, -x0) } else { (x0, x1) }
    }

    /// Whether the first word of the next line would have fitted into a line: it was ended on purpose.
    fn is_short(&self, line: &Line, next: &Line) -> bool {
        let (_, end) = self.edges(line);
        line.end() + next.first_word + ROOM * line.size < end
    }

    /// Whether a line begins further in than its column.
    fn is_indent(&self, line: &Line) -> bool {
        let (start, _) = self.edges(line);
        (INDENT..DEEP).contains(&((line.start() - start) / line.size))
    }
}

fn is_near(size: f64, other: f64) -> bool {
    (size - other).abs() < SIZE * size.max(other)
}

fn is_one_column(line: &Line, next: &Line) -> bool {
    line.page == next.page && line.column == next.column && next.y < line.y
}

/// The size of most letters.
fn body_size(lines: &[Line]) -> f64 {
    let mut weights: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        *weights.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    let most = weights.into_iter().max_by_key(|&(size, weight)| (weight, size));
    most.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// Where the lines of each column of each page begin and end. A column of few lines takes its width from the
/// widest of its kind.
fn edges(lines: &[Line]) -> HashMap<(usize, usize), (f64, f64)> {
    let mut found: HashMap<(usize, usize), (f64, f64, usize)> = HashMap::new();
    for line in lines {
        let edges = found.entry((line.page, line.column)).or_insert((f64::MAX, f64::MIN, 0));
        *edges = (edges.0.min(line.x0), edges.1.max(line.x1), edges.2 + 1);
    }
    let mut widths: HashMap<usize, f64> = HashMap::new();
    for (&(_, column), &(x0, x1, _)) in &found {
        let width = widths.entry(column).or_insert(0.0);
        *width = width.max(x1 - x0);
    }
    let right = lines.iter().filter(|line| line.right).count() * 2 > lines.len();
    let widened = |((page, column), (x0, x1, count)): (_, (f64, f64, usize))| {
        let width = widths[&column];
        let edges = match (count < LINES && column != ACROSS, right) {
            (false, _) => (x0, x1),
            (true, false) => (x0, x1.max(x0 + width)),
            (true, true) => (x0.min(x1 - width), x1),
        };
        ((page, column), edges)
    };
    found.into_iter().map(widened).collect()
}

/// Puts lines together.
pub fn paragraphs(lines: Vec<Line>, looks: &Looks) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(open) if !ends(open, &line, looks) => open.lines.push(line),
            _ => found.push(Paragraph { lines: vec![line] }),
        }
    }
    found
}

/// Whether a paragraph ends before a line.
fn ends(open: &Paragraph, next: &Line, looks: &Looks) -> bool {
    let last = open.last();
    if !is_near(last.size, next.size) || last.right != next.right && !is_url(next) && !is_url(last) {
        return true;
    }
    if last.bold != next.bold && last.bold_end != next.bold_start {
        return true;
    }
    let heading = next.size > looks.size * (1.0 + SIZE) || (last.bold && next.bold);
    if labels::follows(&open.first().text, &next.text) {
        return true;
    }
    if !is_one_column(last, next) {
        return heading || ends_with_column(last, next, looks);
    }
    let usual = if is_near(last.size, looks.size) { looks.leading } else { looks.leading.max(1.3) };
    if last.y - next.y > GAP * usual * last.size.max(next.size) {
        return true;
    }
    if heading {
        return false;
    }
    if is_hyphenated(last) {
        return false;
    }
    looks.is_short(last, next) || shifts(open, next, looks)
}

/// Whether a paragraph ends with its column, where another one goes on.
fn ends_with_column(last: &Line, next: &Line, looks: &Looks) -> bool {
    if is_hyphenated(last) {
        return false;
    }
    if looks.is_short(last, next) || (looks.indented && looks.is_indent(next)) {
        return true;
    }
    let small = next.text.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_lowercase);
    let ended = last.text.trim_end_matches(CLOSING).ends_with(TERMINAL);
    !looks.indented && ended && !small
}

/// Signs behind the end of a sentence, and those that end one.
const CLOSING: [char; 8] = ['”', '"', '“', '’', '»', ')', ']', '」'];
const TERMINAL: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', ':'];

/// Whether a line begins further in, or further out, than a paragraph goes on.
fn shifts(open: &Paragraph, next: &Line, looks: &Looks) -> bool {
    let shift = (next.start() - open.last().start()) / next.size;
    let same_column = |line: &&Line| line.page == next.page && line.column == next.column;
    let lines = open.lines.iter().filter(same_column).count();
    match lines {
        // The second line: of a hanging paragraph it is further in, of an indented one further out.
        1 if open.lines.len() == 1 => {
            let first = open.first();
            (INDENT..DEEP).contains(&shift) && looks.indented && labels::opening(&first.text).is_none()
        }
        _ => shift.abs() > INDENT,
    }
}

fn is_hyphenated(line: &Line) -> bool {
    let mut letters = line.text.chars().rev();
    matches!(letters.next(), Some('-' | '\u{2010}' | '\u{ad}'))
        && letters.next().is_some_and(char::is_alphabetic)
}

fn is_url(line: &Line) -> bool {
    !line.text.contains(' ') && line.text.contains(['/', '.'])
}
