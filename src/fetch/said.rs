//! The words by which a short page speaks of itself: in its title and headings, at the start of its text.

use super::heard::List;
use super::story::{Teller, plain, weight};

/// Characters of text up to which a page may speak of nothing but itself.
pub(super) const SHORT: usize = 400;

/// Bytes within which a page that speaks of itself does so.
const FIRST_WORDS: usize = 160;

/// Characters from which a phrase is a whole sentence, that nobody says by chance.
const SENTENCE: usize = 40;

/// Words beside a phrase, in a text that says nothing else.
const LITTLE: usize = 6;

/// The words of a short page by which it speaks of itself, in lower case.
pub(super) struct Said<'p> {
    page: &'p Teller,
    /// Title, headings, and the start of the text.
    pub(super) lines: Vec<String>,
    /// How many of them are the title and headings.
    heads: usize,
}

impl<'p> Said<'p> {
    pub(super) fn of(page: &'p Teller, title: &str) -> Self {
        let mut lines = vec![title.to_owned()];
        lines.extend(page.headings.iter().take(2).map(|heading| plain(heading)));
        let heads = lines.len();
        lines.push(plain(&page.text.chars().take(SHORT).collect::<String>()));
        Self { page, lines, heads }
    }

    /// Whether the title or the headline says it and nothing else.
    pub(super) fn is_titled(&self, list: List) -> bool {
        let headline = self.page.below.headings.first().map(|line| plain(line));
        let is_said = |line: &String, words: &str| line.strip_prefix(words).is_some_and(is_rest_of_title);
        let says = |line: &String| {
            self.page.heard(list).any(|words| is_said(line, words) && !self.page.tells(words))
        };
        self.lines.first().into_iter().chain(&headline).any(says)
    }

    /// Whether the text has a whole sentence of it among its first ones.
    pub(super) fn states(&self, list: List, is_told: impl Fn(&str) -> bool) -> bool {
        let is_sentence = |words: &&str| words.chars().count() >= SENTENCE;
        let said = |words: &&str| self.text().contains(*words) && !is_told(words);
        self.page.heard(list).filter(is_sentence).any(|words| said(&words))
    }

    /// Whether a title or heading says it and little else, or the text begins with a sentence of it.
    pub(super) fn heads(&self, list: List) -> bool {
        // What goes on without a space is the same word: an ending.
        let ends = |rest: &str| {
            let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
            is_rest_of_title(rest) || is_rest_of_title(&rest[word..]) && rest.starts_with(char::is_alphabetic)
        };
        let says = |line: &String| self.own(list).any(|words| line.strip_prefix(words).is_some_and(ends));
        let opens = |words: &str| words.len() > 14 && words.contains(' ') && self.text().starts_with(words);
        self.lines[..self.heads].iter().any(says) || self.own(list).any(opens)
    }

    /// Whether a title, a heading or the text says it within its first words.
    pub(super) fn begins(&self, list: List, is_told: impl Fn(&str) -> bool) -> bool {
        let is_own = |words: &&str| !is_told(words);
        let first = |line: &str, words: &str| line.find(words).is_some_and(|at| at < FIRST_WORDS);
        // A headline with its text speaks of others.
        let rest =
            |line: &str| self.page.headline().map_or(line.to_owned(), |told| line.replacen(told, "", 1));
        let own = |line: &str, words: &str| first(line, words) && first(&rest(line), words);
        let heard = || self.page.heard(list);
        let says = |line: &String| heard().filter(|words| own(line, words)).any(|words| is_own(&words));
        self.lines.iter().any(says)
    }

    /// What a title or heading says and little else, or the text in two of these ways: a short notice may
    /// name a fault of somebody else.
    pub(super) fn mainly(&self, list: List) -> Option<&'static str> {
        let little_else = |line: &String, words: &str| {
            line.split_once(words).is_some_and(|(before, after)| {
                let others = before.split_whitespace().chain(after.split_whitespace());
                others.filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 2
            })
        };
        // Below a headline with its text a heading is that of a part.
        let heads = |words: &str| self.lines[..self.heads].iter().position(|line| little_else(line, words));
        let headed =
            |words: &&'static str| heads(words).is_some_and(|first| first == 0 || !self.page.has_story());
        let found = self.own(list).find(headed);
        let mut said = self.own(list).filter(|words| self.text().contains(words));
        // A phrase within a phrase is said once.
        let is_other = |one: &str, other: &str| !one.contains(other) && !other.contains(one);
        let twice = || said.next().filter(|one| said.any(|other| is_other(one, other)));
        let only = |words: &&str| self.only_says(words) || self.main_only_says(words);
        found.or_else(twice).or_else(|| self.own(list).find(only))
    }

    /// Whether a sentence of the text is a phrase and nothing else, and the others say little.
    fn only_says(&self, words: &str) -> bool {
        let heads = &self.lines[1..self.heads];
        let is_headed = !heads.is_empty() && !heads.iter().any(|line| line.contains(words));
        says_nothing_else(self.text(), words, if is_headed { LITTLE } else { 2 * LITTLE })
    }

    /// The same of the main part of the page, whatever frame stands around it.
    fn main_only_says(&self, words: &str) -> bool {
        let main = &self.page.main;
        let text = plain(&format!("{}\n{}", main.headings.join("\n"), main.text));
        // A headline of its own is that of a page, of which a part has failed.
        let is_headed = main.headings.iter().any(|heading| weight(heading) > 0 && !text.starts_with(words));
        !is_headed && says_nothing_else(&text, words, 2 * LITTLE)
    }

    /// The phrases that the page may say of itself.
    fn own(&self, list: List) -> impl Iterator<Item = &'static str> {
        let is_said = |words: &&'static str| self.lines.iter().any(|line| line.contains(words));
        self.page.heard(list).filter(is_said).filter(|words| !self.page.tells(words))
    }

    pub(super) fn text(&self) -> &str {
        self.lines.last().map_or("", String::as_str)
    }
}

/// Whether a sentence of a text is a phrase and nothing else, and the others have few words.
fn says_nothing_else(text: &str, words: &str, most: usize) -> bool {
    let is_it = |sentence: &str| sentence.contains(words) && weight(&sentence.replacen(words, " ", 1)) == 0;
    text.split_inclusive(['.', '!', '?', '。', '！', '\n']).any(is_it) && weight(text) <= most
}

/// Whether what follows a known beginning of a title is the site's name or nothing: "Access denied: what
/// guards say" is an article's.
pub(super) fn is_rest_of_title(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '…', '!', '?']).trim_start();
    rest.is_empty() || rest.starts_with(['|', '-', '–', '—', '·', '•'])
}
