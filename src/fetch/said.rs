//! The words by which a short page speaks of itself: in its title and headings, at the start of its text.

use super::page::Page;
use super::story::{Story, is_told, weight};
use crate::lexicon::all;
use crate::lexicon::language::{Language, Words};

/// Characters of text up to which a page may speak of nothing but itself.
pub(super) const SHORT: usize = 400;

/// Bytes within which a page that speaks of itself does so.
const FIRST_WORDS: usize = 160;

/// Words beside a phrase, in a text that says nothing else.
const LITTLE: usize = 6;

/// The words of a short page by which it speaks of itself, in lower case.
pub(super) struct Said<'p> {
    /// What it tells of others.
    story: Option<&'p Story>,
    /// Title, headings, and the start of the text.
    pub(super) lines: Vec<String>,
    /// How many of them are the title and headings.
    heads: usize,
}

impl<'p> Said<'p> {
    pub(super) fn of(page: &Page, story: Option<&'p Story>, title: &str) -> Self {
        let plain = |text: &str| text.to_lowercase().replace('’', "'");
        let mut lines = vec![title.to_owned()];
        lines.extend(page.headings.iter().take(2).map(|heading| plain(heading)));
        let heads = lines.len();
        lines.push(plain(&page.text.chars().take(SHORT).collect::<String>()));
        Self { story, lines, heads }
    }

    /// Whether a title or heading says it and little else, or the text begins with a sentence of it.
    pub(super) fn heads(&self, known: fn(&'static Language) -> Words) -> bool {
        // What goes on without a space is the same word: an ending.
        let ends = |rest: &str| {
            let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
            is_rest_of_title(rest) || is_rest_of_title(&rest[word..]) && rest.starts_with(char::is_alphabetic)
        };
        let says = |line: &String| self.own(known).any(|words| line.strip_prefix(words).is_some_and(ends));
        let opens = |words: &str| words.len() > 14 && words.contains(' ') && self.text().starts_with(words);
        self.lines[..self.heads].iter().any(says) || self.own(known).any(opens)
    }

    /// Whether a title, a heading or the text says it within its first words.
    pub(super) fn begins(
        &self,
        known: fn(&'static Language) -> Words,
        is_told: impl Fn(&str) -> bool,
    ) -> bool {
        let is_own = |words: &&str| !is_told(words);
        let own = |line: &String, words: &str| line.find(words).is_some_and(|at| at < FIRST_WORDS);
        let says = |line: &String| all(known).filter(|words| own(line, words)).any(|words| is_own(&words));
        self.lines.iter().any(says)
    }

    /// What a title or heading says and little else, or the text in two of these ways: a short notice may
    /// name a fault of somebody else.
    pub(super) fn mainly(&self, known: fn(&'static Language) -> Words) -> Option<&'static str> {
        let little_else = |line: &String, words: &str| {
            line.split_once(words).is_some_and(|(before, after)| {
                let others = before.split_whitespace().chain(after.split_whitespace());
                others.filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 2
            })
        };
        let headed =
            |words: &&'static str| self.lines[..self.heads].iter().any(|line| little_else(line, words));
        let found = self.own(known).find(headed);
        let mut said = self.own(known).filter(|words| self.text().contains(words));
        // A phrase within a phrase is said once.
        let is_other = |one: &str, other: &str| !one.contains(other) && !other.contains(one);
        let twice = || said.next().filter(|one| said.any(|other| is_other(one, other)));
        found.or_else(twice).or_else(|| self.own(known).find(|words| self.only_says(words)))
    }

    /// Whether a sentence of the text is a phrase and nothing else, and the others say little.
    fn only_says(&self, words: &str) -> bool {
        let heads = &self.lines[1..self.heads];
        let is_headed = !heads.is_empty() && !heads.iter().any(|line| line.contains(words));
        let most = if is_headed { LITTLE } else { 2 * LITTLE };
        let is_it =
            |sentence: &str| sentence.contains(words) && weight(&sentence.replacen(words, " ", 1)) == 0;
        self.text().split_inclusive(['.', '!', '?', '。', '！']).any(is_it) && weight(self.text()) <= most
    }

    /// The phrases that the page may say of itself.
    fn own(&self, known: fn(&'static Language) -> Words) -> impl Iterator<Item = &'static str> {
        let is_said = |words: &&'static str| self.lines.iter().any(|line| line.contains(words));
        all(known).filter(is_said).filter(|words| !is_told(self.story, words))
    }

    pub(super) fn text(&self) -> &str {
        self.lines.last().map_or("", String::as_str)
    }
}

/// Whether what follows a known beginning of a title is the site's name or nothing: "Access denied: what
/// guards say" is an article's.
pub(super) fn is_rest_of_title(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '…', '!', '?']).trim_start();
    rest.is_empty() || rest.starts_with(['|', '-', '–', '—', '·', '•'])
}
