//! The words of a paragraph: its lines put together, words that hyphens and addresses that line ends part
//! made whole again.

use std::collections::HashSet;
use std::ops::Range;

use crate::input::pdf::lines::Line;
use crate::input::pdf::links::Link;
use crate::input::pdf::paragraphs::Paragraph;

/// Part of the lines that end with a hyphen from which on hyphens part words.
const HYPHENATED: f64 = 0.02;

/// The text of a paragraph.
#[derive(Debug, Default)]
pub struct Words {
    /// The text, with single spaces.
    pub text: String,
    /// What may mark notes in it, raised or linked to a place of the file, with the page it stands on.
    /// Ascending.
    pub marks: Vec<(Range<usize>, usize)>,
    /// From where on it stands on which page, from 0.
    pub pages: Vec<(usize, usize)>,
    /// What is linked in it, with the addresses.
    pub links: Vec<(Range<usize>, String)>,
}

/// What is known of the words of a document.
pub struct Vocabulary {
    words: HashSet<String>,
    hyphenates: bool,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Space,
    Nothing,
    /// The hyphen goes.
    Hyphen,
}

impl Vocabulary {
    /// The words of lines, but for those that a line end may part.
    pub fn new(lines: &[Line]) -> Self {
        let mut words = HashSet::new();
        let mut parted = 0;
        for line in lines {
            let count = line.text.split(' ').count();
            for word in line.text.split(' ').take(count - 1).skip(1) {
                words.insert(bare(word));
            }
            let mut letters = line.text.chars().rev();
            let hyphen = matches!(letters.next(), Some('-' | '\u{2010}' | '\u{ad}'));
            parted += usize::from(hyphen && letters.next().is_some_and(char::is_alphabetic));
        }
        Self { words, hyphenates: parted > 1 && parted as f64 >= HYPHENATED * lines.len() as f64 }
    }

    /// Puts the lines of a paragraph together; `links` has those of each page.
    pub fn join(&self, paragraph: &Paragraph, links: &[Vec<Link>]) -> Words {
        let mut words = Words::default();
        let mut last: Option<&Line> = None;
        for line in &paragraph.lines {
            if let Some(last) = last {
                match self.between(&words, last, line, links) {
                    Between::Space => words.text.push(' '),
                    Between::Nothing => {}
                    Between::Hyphen => {
                        words.text.pop();
                    }
                }
            }
            let start = words.text.len();
            if words.pages.last().is_none_or(|(_, page)| *page != line.page) {
                words.pages.push((start, line.page));
            }
            words.text.push_str(&line.text);
            for mark in marks(line, links) {
                words.marks.push((mark.start + start..mark.end + start, line.page));
            }
            for (range, number) in &line.linked {
                let link = links.get(line.page).and_then(|links| links.get(*number));
                let Some(url) = link.and_then(Link::url) else { continue };
                words.link(range.start + start..range.end + start, url);
            }
            last = Some(line);
        }
        words
    }

    fn between(&self, words: &Words, last: &Line, next: &Line, links: &[Vec<Link>]) -> Between {
        let text = words.text.as_str();
        let Some(end) = text.chars().next_back() else { return Between::Nothing };
        let Some(start) = next.text.chars().next() else { return Between::Nothing };
        if end == '\u{ad}' {
            return Between::Hyphen;
        }
        if let Some(joined) = is_one_address(words, last, next, links) {
            return if joined { Between::Nothing } else { Between::Space };
        }
        if is_unspaced(end) && is_unspaced(start) {
            return Between::Nothing;
        }
        if matches!(end, '-' | '\u{2010}') && text.chars().rev().nth(1).is_some_and(char::is_alphabetic) {
            return self.hyphen(text, &next.text);
        }
        // A dash that stands between two words without spaces stands so at the end of a line too.
        if matches!(end, '—' | '/') && !text[..text.len() - end.len_utf8()].ends_with(' ') {
            return Between::Nothing;
        }
        Between::Space
    }

    /// Whether the hyphen at the end of a line parts a word, or stands in it.
    fn hyphen(&self, text: &str, next: &str) -> Between {
        let before = text.rsplit(' ').next().unwrap_or_default();
        let after = next.split(' ').next().unwrap_or_default();
        let stem = before.trim_end_matches(['-', '\u{2010}']);
        if !after.starts_with(char::is_alphabetic) {
            return Between::Space;
        }
        if self.words.contains(&bare(&format!("{stem}{after}"))) {
            return Between::Hyphen;
        }
        if self.words.contains(&bare(&format!("{stem}-{after}"))) {
            return Between::Nothing;
        }
        let small = after.starts_with(char::is_lowercase);
        // `Zug-` and `und Busverkehr`, `two-` and `and three-year`: a word of its own follows.
        if small && (self.hyphenates || text.ends_with('\u{2010}')) {
            return Between::Hyphen;
        }
        if before.starts_with(char::is_alphabetic) && (small || after.starts_with(char::is_uppercase)) {
            return Between::Nothing;
        }
        Between::Space
    }
}

impl Words {
    /// Adds a link, to the last one where a line end parted it.
    fn link(&mut self, range: Range<usize>, url: &str) {
        match self.links.last_mut() {
            Some((last, known)) if known == url && self.text[last.end..range.start].trim().is_empty() => {
                last.end = range.end;
            }
            _ => self.links.push((range, url.to_owned())),
        }
    }
}

/// What is raised in a line, and what leads to a place of the file without brackets around it. Ascending.
pub fn marks(line: &Line, links: &[Vec<Link>]) -> Vec<Range<usize>> {
    let inside = |(range, number): &(Range<usize>, usize)| {
        let link = links.get(line.page)?.get(*number)?;
        let bracketed =
            line.text[..range.start].ends_with(['[', '(']) || line.text[range.end..].starts_with([']', ')']);
        let raised = line.raised.iter().any(|raised| raised.start < range.end && range.start < raised.end);
        (link.url().is_none() && !bracketed && !raised).then(|| range.clone())
    };
    let mut marks: Vec<Range<usize>> =
        line.linked.iter().filter_map(inside).chain(line.raised.clone()).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Whether an address goes on in the next line: none where none ends the line. Links say where theirs end.
fn is_one_address(words: &Words, last: &Line, next: &Line, links: &[Vec<Link>]) -> Option<bool> {
    let before = words.text.rsplit(' ').next().unwrap_or_default();
    let url = |line: &Line, number: usize| links.get(line.page)?.get(number)?.url();
    let goes_on = next.linked.first().filter(|(range, _)| range.start == 0);
    let next_url = goes_on.and_then(|(_, number)| url(next, *number));
    // A link whose words are the beginning of its address shows that.
    if let Some((range, known)) = words.links.last().filter(|(range, _)| range.end == words.text.len()) {
        let shown = words.text.get(range.clone()).unwrap_or_default();
        let bare = |url: &str| url.trim_start_matches("https://").trim_start_matches("http://").to_owned();
        if known.starts_with(shown) || bare(known).starts_with(shown) {
            return Some(next_url == Some(known));
        }
    }
    let inside = before.find("://").is_some_and(|at| at + 3 < before.len()) || before.starts_with("www.");
    if !inside {
        return before.ends_with("://").then_some(true);
    }
    if last.linked.last().is_some_and(|(range, _)| range.end == last.text.len()) && next_url.is_none() {
        return Some(false);
    }
    let after = next.text.split(' ').next().unwrap_or_default();
    let open = before.ends_with(['/', '-', '_', '.', '?', '=', '&', '%', '#', '+']);
    let part = after.contains(['/', '=', '&', '%', '_'])
        || after.trim_end_matches(['.', ',']).contains(['-', '.'])
        || after.bytes().any(|byte| byte.is_ascii_digit())
            && after.bytes().any(|byte| byte.is_ascii_alphabetic())
        || after == next.text && after.starts_with(|letter: char| letter.is_ascii_digit());
    Some(open && !after.contains("://") || part && !after.contains("://"))
}

/// Whether a script stands without spaces between its words.
fn is_unspaced(letter: char) -> bool {
    const SCRIPTS: [std::ops::RangeInclusive<char>; 7] = [
        '\u{e00}'..='\u{eff}',
        '\u{1000}'..='\u{109f}',
        '\u{1780}'..='\u{17ff}',
        '\u{2e80}'..='\u{a4cf}',
        '\u{f900}'..='\u{faff}',
        '\u{ff00}'..='\u{ffef}',
        '\u{20000}'..='\u{3ffff}',
    ];
    SCRIPTS.iter().any(|script| script.contains(&letter))
}
