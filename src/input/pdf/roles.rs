//! What the paragraphs of a document are: headings by their looks, entries of numbered lists by their
//! numbers, footnotes. It makes drafts of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::pdf::labels;
use crate::input::pdf::lines::Line;
use crate::input::pdf::links::Link;
use crate::input::pdf::notes::{self, Notes};
use crate::input::pdf::paragraphs::{self, Looks, Paragraph};
use crate::input::pdf::words::{Vocabulary, Words};
use crate::input::written::draft::Draft;
use crate::model::{BlockKind, Hyperlink, NoteLink};
use crate::text::span::clamp;

/// How much larger than the text a heading is, and how many letters it has at most.
const LARGER: f64 = 1.12;
const HEADING: usize = 240;

/// Lines of a bold heading.
const LINES: usize = 3;

/// A draft, and from where on its text stands on which page, from 1.
pub type Paged = (Draft, Vec<(usize, u32)>);

/// The drafts of a document's lines.
pub fn drafts(lines: Vec<Line>, links: &[Vec<Link>]) -> Vec<Paged> {
    let looks = Looks::new(&lines);
    let vocabulary = Vocabulary::new(&lines);
    let (lines, notes) = notes::take(lines, &looks, links);
    let paragraphs = paragraphs::paragraphs(lines, &looks);
    let levels = Levels::new(&paragraphs, &looks);
    let words: Vec<Words> = paragraphs.iter().map(|paragraph| vocabulary.join(paragraph, links)).collect();
    let listed = listed(&words);
    let labels: BTreeSet<u32> = listed.iter().flatten().copied().collect();
    let mut drafts = Vec::with_capacity(paragraphs.len() + notes.notes.len());
    for ((paragraph, words), label) in paragraphs.iter().zip(words).zip(listed) {
        let level = levels.of(paragraph);
        let draft = match label.filter(|_| level == 0) {
            Some(label) => {
                let start = labels::opening(&words.text).map_or(0, |(_, start)| start);
                let draft = Draft {
                    kind: BlockKind::ListItem,
                    shown: words.text[..start].trim_end().to_owned(),
                    label: Some(label.to_string()),
                    anchors: vec![entry(label)],
                    ..Draft::default()
                };
                written(draft, words, start, &notes, &labels)
            }
            None => {
                let kind = if level > 0 { BlockKind::Heading } else { BlockKind::Paragraph };
                written(Draft { kind, level, ..Draft::default() }, words, 0, &notes, &labels)
            }
        };
        drafts.push(draft);
    }
    for note in &notes.notes {
        let words = vocabulary.join(&note.paragraph, links);
        let draft = Draft {
            label: Some(note.label.clone()),
            shown: format!("[{}]", note.label),
            definition: true,
            anchors: vec![note.anchor.clone()],
            ..Draft::default()
        };
        drafts.push(written(draft, words, note.label.len(), &notes, &labels));
    }
    drafts.retain(|(draft, _)| !draft.text.is_empty());
    drafts
}

/// The name by which marks lead to an entry of a numbered list.
fn entry(label: u32) -> String {
    format!("entry {label}")
}

/// By paragraph: its number, where it is an entry of a numbered list that counts from 1 in full stops.
/// Lists with brackets read the same without.
fn listed(words: &[Words]) -> Vec<Option<u32>> {
    let mut listed = vec![None; words.len()];
    let openings: Vec<Option<u32>> = words
        .iter()
        .map(|words| {
            labels::opening(&words.text)
                .filter(|_| !words.text.starts_with(['[', '(']))
                .map(|(label, _)| label)
        })
        .collect();
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while openings.get(end).copied().flatten() == Some((end - at + 1) as u32) {
            end += 1;
        }
        if end - at > 1 {
            listed[at..end].copy_from_slice(&openings[at..end]);
        }
        at = end.max(at + 1);
    }
    listed
}

/// Which looks are headings, the largest first.
struct Levels {
    size: f64,
    looks: Vec<(i64, bool)>,
}

impl Levels {
    fn new(paragraphs: &[Paragraph], looks: &Looks) -> Self {
        let mut levels = Self { size: looks.size, looks: Vec::new() };
        let found: BTreeSet<(i64, bool)> =
            paragraphs.iter().filter(|paragraph| levels.is_heading(paragraph)).map(look).collect();
        levels.looks = found.into_iter().rev().collect();
        levels
    }

    fn is_heading(&self, paragraph: &Paragraph) -> bool {
        let first = paragraph.first();
        let letters = paragraph.lines.iter().map(|line| line.text.len()).sum::<usize>();
        let words = paragraph.lines.iter().any(|line| line.text.chars().any(char::is_alphabetic));
        if letters > HEADING || !words {
            return false;
        }
        let bold = paragraph.lines.iter().all(|line| line.bold) && paragraph.lines.len() <= LINES;
        let ended = paragraph.lines.last().is_some_and(|line| line.text.ends_with(['.', ',', ';']));
        first.size > LARGER * self.size || (bold && !ended && first.size > 0.9 * self.size)
    }

    /// The level of a paragraph as a heading from 1; 0 if it is none.
    fn of(&self, paragraph: &Paragraph) -> u8 {
        if !self.is_heading(paragraph) {
            return 0;
        }
        let place = self.looks.iter().position(|known| *known == look(paragraph)).unwrap_or(0);
        u8::try_from(place + 1).unwrap_or(6).min(6)
    }
}

fn look(paragraph: &Paragraph) -> (i64, bool) {
    let first = paragraph.first();
    ((first.size * 2.0).round() as i64, first.bold)
}

/// The draft of words from a place on, with its links and the marks of notes.
fn written(draft: Draft, words: Words, from: usize, notes: &Notes, labels: &BTreeSet<u32>) -> Paged {
    let from = words.text.len() - words.text[from..].trim_start().len();
    let moved = |range: &Range<usize>| (range.start >= from).then(|| range.start - from..range.end - from);
    let mut draft = draft;
    for (range, page) in &words.marks {
        let Some(at) = moved(range) else { continue };
        let text = &words.text[range.clone()];
        let Some(signs) = notes::signs(text) else { continue };
        let mut end = 0;
        for sign in signs {
            let start = end + text[end..].find(sign).unwrap_or(0);
            end = start + sign.len();
            let number = sign.parse().ok().filter(|label| labels.contains(label)).map(entry);
            let Some(target) = notes.of(sign, *page).map(|note| note.anchor.clone()).or(number) else {
                continue;
            };
            draft.notes.push(NoteLink {
                range: at.start + start..at.start + end,
                label: sign.to_owned(),
                target,
            });
        }
    }
    for (range, url) in words.links {
        if let Some(range) = moved(&range).filter(|_| url.contains(':')) {
            draft.links.push(Hyperlink { range, url });
        }
    }
    draft.text = words.text[from..].to_owned();
    let page = |(start, page): (usize, usize)| (start.saturating_sub(from), clamp(page + 1));
    (draft, words.pages.into_iter().map(page).collect())
}
