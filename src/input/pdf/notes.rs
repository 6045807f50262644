//! Footnotes: lines at the foot of a column that open with a raised sign which the text above shows. They
//! are no part of the text around them, and their signs are citations.

use std::collections::{HashMap, HashSet};

use crate::input::pdf::lines::Line;
use crate::input::pdf::links::{Link, Target};
use crate::input::pdf::paragraphs::{Looks, Paragraph};
use crate::input::pdf::words;

/// Letters of a note's sign.
const SIGN: usize = 4;

/// Notes are smaller than the text by at least this part.
const SMALLER: f64 = 0.97;

/// How far a link's place may be from the line it leads to, in parts of the size; links to a page that are
/// looked at.
const NEAR: f64 = 2.5;
const AIMS: usize = 500;

/// A footnote.
#[derive(Debug)]
pub struct Note {
    /// Its sign: `3`, `*`.
    pub label: String,
    /// The name by which its marks lead to it.
    pub anchor: String,
    /// The page on which it begins.
    pub page: usize,
    /// Its lines; the first one opens with the sign.
    pub paragraph: Paragraph,
}

/// Footnotes by their signs.
pub struct Notes {
    /// The notes in the order of the pages.
    pub notes: Vec<Note>,
    by_label: HashMap<String, Vec<usize>>,
}

/// The signs in what is raised: `1`, `2` of `1, 2`; none where something else stands there.
pub fn signs(raised: &str) -> Option<Vec<&str>> {
    let signs: Vec<&str> =
        raised.split([',', ';', ' ']).map(|sign| sign.trim()).filter(|sign| !sign.is_empty()).collect();
    let is_sign = |sign: &&str| {
        let digits = sign.len() < SIGN && sign.bytes().all(|byte| byte.is_ascii_digit());
        digits || ["*", "**", "***", "†", "‡", "§", "¶"].contains(sign)
    };
    (!signs.is_empty() && signs.iter().all(is_sign)).then_some(signs)
}

/// The sign that a line opens with: a raised one, or one to which a link leads.
fn opening<'l>(line: &'l Line, aims: &[Aim]) -> Option<&'l str> {
    let raised = line.raised.first().filter(|raised| raised.start == 0 && raised.end < line.text.len());
    if let Some(raised) = raised {
        return match signs(&line.text[raised.clone()])?[..] {
            [sign] => Some(sign),
            _ => None,
        };
    }
    let aimed = aims.iter().find(|aim| {
        let near = aim.y.is_none_or(|y| (y - line.y).abs() < NEAR * line.size);
        let rest = line.text.strip_prefix(&*aim.sign);
        near && rest.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()))
    });
    aimed.map(|aim| &line.text[..aim.sign.len()])
}

/// A sign that leads to a place of a page.
struct Aim {
    sign: String,
    y: Option<f64>,
}

/// By page: the signs that lead there.
fn aims(lines: &[Line], links: &[Vec<Link>]) -> HashMap<usize, Vec<Aim>> {
    let mut aims: HashMap<usize, Vec<Aim>> = HashMap::new();
    for line in lines {
        for (range, number) in &line.linked {
            let link = links.get(line.page).and_then(|links| links.get(*number));
            let Some(Target::Inside(spot)) = link.map(|link| &link.target) else { continue };
            // A sign that opens its line leads back to the text.
            let found = signs(&line.text[range.clone()]).unwrap_or_default();
            let of = aims.entry(spot.page).or_default();
            if let ([sign], true) = (&found[..], range.start > 0 && of.len() < AIMS) {
                of.push(Aim { sign: (*sign).to_owned(), y: spot.y });
            }
        }
    }
    aims
}

/// Takes the footnotes out of lines.
pub fn take(lines: Vec<Line>, looks: &Looks, links: &[Vec<Link>]) -> (Vec<Line>, Notes) {
    let (shown, aims) = (shown(&lines, links), aims(&lines, links));
    let (mut text, mut notes) = (Vec::new(), Vec::<Note>::new());
    let mut rest = lines.into_iter().peekable();
    while let Some(first) = rest.next() {
        let place = (first.page, first.column);
        let mut column = vec![first];
        while let Some(line) = rest.next_if(|line| (line.page, line.column) == place) {
            column.push(line);
        }
        let aims = aims.get(&place.0).map_or(&[][..], Vec::as_slice);
        let is_small = |line: &Line| line.size < SMALLER * looks.size;
        let is_start = |line: &Line| {
            is_small(line)
                && opening(line, aims).is_some_and(|sign| shown.contains(&(place.0, sign.to_owned())))
        };
        let start = column.iter().position(is_start).unwrap_or(column.len());
        let foot = if column[start..].iter().all(is_small) { column.split_off(start) } else { Vec::new() };
        text.extend(column);
        for line in foot {
            match (opening(&line, aims).map(str::to_owned), notes.last_mut()) {
                (Some(label), _) => notes.push(Note {
                    label,
                    anchor: format!("footnote {}", notes.len() + 1),
                    page: line.page,
                    paragraph: Paragraph { lines: vec![line] },
                }),
                (None, Some(note)) => note.paragraph.lines.push(line),
                (None, None) => text.push(line),
            }
        }
    }
    let mut by_label: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, note) in notes.iter().enumerate() {
        by_label.entry(note.label.clone()).or_default().push(at);
    }
    (text, Notes { notes, by_label })
}

/// The signs that the text of each page shows behind words.
fn shown(lines: &[Line], links: &[Vec<Link>]) -> HashSet<(usize, String)> {
    let mut shown = HashSet::new();
    for line in lines {
        for mark in words::marks(line, links).into_iter().filter(|mark| mark.start > 0) {
            for sign in signs(&line.text[mark]).into_iter().flatten() {
                shown.insert((line.page, sign.to_owned()));
            }
        }
    }
    shown
}

impl Notes {
    /// The note that a sign on a page leads to: one of the same page, or else the last one before it or the
    /// first one behind it.
    pub fn of(&self, sign: &str, page: usize) -> Option<&Note> {
        let places = self.by_label.get(sign)?;
        let behind = places.partition_point(|&at| self.notes[at].page < page);
        let here = places.get(behind).filter(|&&at| self.notes[at].page == page);
        let near = here.or_else(|| places.get(behind.checked_sub(1)?)).or_else(|| places.get(behind));
        near.map(|&at| &self.notes[at])
    }
}
