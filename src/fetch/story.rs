//! Tells a page that speaks of others from one that speaks of itself: a short article on an outage has the
//! words of an outage, under a headline and with more to say. Long texts are told by their length alone.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::LazyLock;

use super::heard::{Heard, List};
use super::page::Page;
use super::phrases::{is_written_without_spaces, missing_in, span_of};
use super::wording::Wording;
use crate::lexicon::all;
use crate::lexicon::language::{Language, Words};
use crate::lexicon::set::WordSet;

/// Words by which a headline says something of its own where the page is marked as an article.
const OF_ARTICLE: usize = 2;

/// The same where only the title bears the headline out.
const OF_TITLE: usize = 3;

/// Words beside a phrase up to which a sentence is a notice: "This story is not available in your region".
const NOTICE: usize = 4;

/// Words outside of such phrases from which on a text tells something.
const TELLING: usize = 8;

/// Words of a text that is more than a notice with its hints.
const WRITTEN: usize = 15;

/// Words of which errors are made.
static FILLERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.not_found.fillers));

/// Words of phrases on pages, that a headline and a text share for no reason of their own: `video`, `story`.
static OF_PHRASES: LazyLock<WordSet> = LazyLock::new(|| {
    let lists: [fn(&'static Language) -> Words; 3] = [
        |language| language.not_found.phrases,
        |language| language.walls.regions,
        |language| language.walls.passing,
    ];
    WordSet::new(lists.into_iter().flat_map(all).flat_map(words))
});

/// A page, and what it tells of others once that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Teller {
    page: Page,
    /// Its title, headings and text in lower case.
    plain: OnceCell<String>,
    heard: OnceCell<Heard>,
    story: OnceCell<Option<Story>>,
}

impl From<Page> for Teller {
    fn from(page: Page) -> Self {
        Self { page, ..Self::default() }
    }
}

impl Deref for Teller {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Teller {
    /// Its title, headings and text in lower case, in lines.
    pub(super) fn plain(&self) -> &str {
        let lines = || plain(&format!("{}\n{}\n{}", self.title, self.headings.join("\n"), self.text));
        self.plain.get_or_init(lines)
    }

    /// The phrases of a list that it has anywhere, whoever says them.
    pub(super) fn heard(&self, list: List) -> impl Iterator<Item = &'static str> {
        self.heard.get_or_init(|| Heard::in_text(self.plain())).of(list)
    }

    /// Those by which pages speak of themselves that stand anywhere on it.
    pub(super) fn telling(&self) -> impl Iterator<Item = &'static str> {
        self.heard.get_or_init(|| Heard::in_text(self.plain())).telling()
    }

    /// What its words are worth that are said without a phrase.
    pub(super) fn wording(&self) -> Wording {
        let text = self.plain();
        Wording::of(self.heard.get_or_init(|| Heard::in_text(text)), text)
    }

    /// Whether it has a phrase of a list anywhere.
    pub(super) fn hears(&self, list: List) -> bool {
        self.heard(list).next().is_some()
    }

    /// The story of the page, if it has one.
    pub(super) fn story(&self) -> Option<&Story> {
        self.story.get_or_init(|| Story::of(&self.page)).as_ref()
    }

    /// Whether it tells a phrase of somebody else.
    pub(super) fn tells(&self, phrase: &str) -> bool {
        self.story().is_some_and(|story| story.tells(phrase))
    }

    /// The headline in lower case, where it tells something below it.
    pub(super) fn headline(&self) -> Option<&str> {
        self.story().filter(|story| story.has_text()).map(|story| story.headline.as_str())
    }

    /// Whether it is marked as an article twice, by its data and by its one `article`, and has text in it:
    /// what it is titled with may be a word by which others say that they are gone.
    pub(super) fn is_written(&self) -> bool {
        self.is_article
            && self.page.is_one_article()
            && is_led_by_article(&self.page)
            && weight(&plain(&self.article.text)) >= WRITTEN
    }

    /// Whether it tells something under a headline of its own.
    pub(super) fn has_story(&self) -> bool {
        self.story().is_some_and(Story::has_text)
    }
}

/// A headline that says something of its own, and the text below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Story {
    /// In lower case.
    headline: String,
    /// How words of the headline begin that may come again in its text.
    subjects: Vec<String>,
    /// The text in lower case, line by line.
    lines: Vec<String>,
    /// Whether the page says that it is an article.
    is_marked: bool,
}

impl Story {
    /// The story of a page, if it has one. Its headline stands in its `article`, or in its title as well.
    fn of(page: &Page) -> Option<Self> {
        let is_marked = page.is_marked_as_article();
        let (section, least) = if is_marked && is_led_by_article(page) {
            (&page.article, OF_ARTICLE)
        } else {
            (&page.below, if page.is_article { OF_ARTICLE } else { OF_TITLE })
        };
        let is_marked = least == OF_ARTICLE;
        let headline = plain(section.headings.first()?);
        if !is_marked && !plain(&page.title).contains(&headline) || weight(&headline) < least {
            return None;
        }
        let lines = plain(&section.text).lines().map(str::to_owned).collect();
        Some(Self { headline: headline.clone(), subjects: subjects(&headline).collect(), lines, is_marked })
    }

    /// Whether a phrase is told of somebody else, where it stands or in all that an article says. Other pages
    /// go on with what else there is to see.
    fn tells(&self, phrase: &str) -> bool {
        self.tells_within(phrase) || self.is_marked && self.has_text()
    }

    /// Whether a phrase is told of somebody else where it stands: it is quoted, or speaks of what the
    /// headline speaks of, or has much else beside it.
    pub(super) fn tells_within(&self, phrase: &str) -> bool {
        let is_full = |sentence: String| {
            sentence.match_indices(phrase).any(|(at, _)| is_quoted(&sentence, at, phrase))
                || sentence.contains(phrase) && weight(&sentence) > NOTICE
        };
        let of_others = |line: &String| {
            subjects(line).any(|word| self.subjects.contains(&word))
                || weight(line) >= TELLING
                || sentences(line).any(is_full)
        };
        self.lines.iter().filter(|line| line.contains(phrase)).any(of_others)
    }

    /// Whether a title or heading is that of an article that tells something.
    pub(super) fn is_headed(&self, heading: &str) -> bool {
        self.is_marked && plain(heading).starts_with(&self.headline) && self.has_text()
    }

    /// Whether it tells something besides such phrases.
    fn has_text(&self) -> bool {
        self.lines.iter().map(|line| weight(line)).sum::<usize>() >= TELLING
    }
}

/// Whether the `article` of a page is what it is about: no `h1` stands outside of it, other than the name of
/// the site. A page of errors may show an article, too.
fn is_led_by_article(page: &Page) -> bool {
    let title = plain(&page.title);
    let is_site = |heading: &String| weight(heading) > 1 && title.contains(heading);
    let inside = |heading: &String| page.article.headings.contains(heading);
    !page.article.headings.is_empty()
        && (page.below.headings.iter().any(inside)
            || page.below.headings.iter().map(|one| plain(one)).all(|one| is_site(&one)))
}

/// A text in lower case with plain apostrophes, and without the dot that a Turkish capital leaves above.
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.to_lowercase().replace('’', "'").replace("i\u{307}", "i")
}

/// A text without the phrases by which pages speak of themselves.
fn without_phrases(text: &str) -> Cow<'_, str> {
    let (mut rest, heard) = (Cow::Borrowed(text), Heard::in_text(text));
    for phrase in heard.telling() {
        while let Some(span) = span_of(&rest, phrase) {
            rest.to_mut().replace_range(span, " ");
        }
    }
    if heard.of(List::Lacks).next().is_some() {
        while let Some(span) = missing_in(&rest) {
            rest.to_mut().replace_range(span, " ");
        }
    }
    rest
}

/// How many words a text has beside such phrases and what errors are made of; two letters are one in scripts
/// that are written without spaces.
pub(super) fn weight(text: &str) -> usize {
    let rest = without_phrases(text);
    let own = words(&rest).filter(|word| word.chars().any(char::is_alphabetic) && !FILLERS.contains(word));
    own.map(|word| match word.chars().filter(|letter| is_written_without_spaces(*letter)).count() {
        0 => 1,
        letters => letters.div_ceil(2),
    })
    .sum()
}

/// How the words of a text begin by which it may be told what it is about.
fn subjects(text: &str) -> impl Iterator<Item = String> {
    let telling =
        |word: &&str| word.chars().count() > 3 && !OF_PHRASES.contains(word) && !FILLERS.contains(word);
    // Five letters: what follows is an ending in most languages.
    words(text).filter(telling).map(|word| word.chars().take(5).collect())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The sentences of a line in lower case, where no capital tells that one begins.
fn sentences(line: &str) -> impl Iterator<Item = String> {
    let mut found = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(last) = found.last_mut() {
            last.push(letter);
        }
        let ends = match letter {
            '。' | '！' | '？' | '।' => true,
            '.' | '!' | '?' | '…' | '؟' => letters.peek().is_none_or(|next| next.is_whitespace()),
            _ => false,
        };
        if ends {
            found.push(String::new());
        }
    }
    found.into_iter()
}

/// Whether a phrase stands in quotation marks that begin or end with it.
fn is_quoted(sentence: &str, at: usize, phrase: &str) -> bool {
    let opens =
        |letter: char| matches!(letter, '"' | '“' | '„' | '«' | '‘' | '\'' | '»' | '「' | '『' | '《');
    let closes = |letter: char| matches!(letter, '"' | '”' | '“' | '»' | '«' | '\'' | '」' | '』' | '》');
    // French has spaces within its marks.
    let (start, end) =
        (&sentence[..at], sentence[at + phrase.len()..].trim_start_matches(['.', ',', '!', '。']));
    let first = |text: &str| text.chars().next();
    if start.trim_end().ends_with('«') || first(end.trim_start()) == Some('»') {
        return true;
    }
    let (before, after) = (start.chars().next_back(), first(end));
    before.is_some_and(opens) || after.is_some_and(closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_others_is_told_from_what_a_page_says_of_itself() {
        let phrase = "video has been removed";
        let table = [
            (
                "Network takes down a speech",
                "The video has been removed, the network said. It was shown twice.",
                true,
            ),
            ("Network takes down a speech", "“This video has been removed”, it says.", true),
            ("Network takes down a speech", "The network is sorry: this video has been removed.", true),
            ("Network takes down a speech", "This video has been removed.", false),
            ("Network takes down a speech", "Sorry, this video has been removed by its owner. Bye.", false),
            (
                "Video removed",
                "The video has been removed from the portal of the town hall, said the mayor.",
                false,
            ),
        ];
        for (headline, text, is_told) in table {
            let markup = format!("<article><h1>{headline}</h1><p>{text}</p></article>");
            let page = Teller::from(Page::html(&markup));
            assert_eq!(page.tells(phrase), is_told, "{headline}: {text}");
        }
    }

    #[test]
    fn a_headline_stands_in_an_article_or_in_the_title_too() {
        let table = [
            ("<title>Bridge</title><article><h1>Bridge open again</h1></article>", true),
            ("<title>Bridge open again | The Paper</title><h1>Bridge open again</h1>", true),
            ("<title>The Paper</title><h1>Bridge open again</h1>", false),
            ("<title>Ferry times</title><h1>Ferry times</h1>", false),
            ("<title>Session expired</title><article><h1>Your session has expired</h1></article>", false),
            ("<title>速報</title><article><h1>配信サイトで障害</h1></article>", true),
            ("<title>Bridge</title>", false),
        ];
        for (markup, is_story) in table {
            assert_eq!(Story::of(&Page::html(markup)).is_some(), is_story, "{markup}");
        }
    }

    #[test]
    fn sentences_end_at_stops() {
        let found: Vec<String> = sentences("It is 3.5 m. Is it? 速報。了").collect();
        assert_eq!(found, ["It is 3.5 m.", " Is it?", " 速報。", "了"]);
    }
}
