//! Tells a page that says "not found" with status 200 from a page. Words, shape and address are weighed
//! together; where they leave a doubt, the same host is asked for a page that cannot exist. The request
//! itself is `session`'s.

use std::sync::LazyLock;

use url::Url;

use super::ends::{is_short_link, last_segment, leads_to_error, leads_to_list, loses_its_name, own_error};
use super::heard::List;
use super::page::Page;
use super::parked::parked;
use super::phrases::{is_written_without_spaces, missing_in, phrases_in, span_of};
use super::story::{Teller, plain, weight};
use super::unused::default_page;
use crate::address::errors::speaks_of_errors;
use crate::address::front_page::{front_page, is_deep};
use crate::address::hosts::site_of;
use crate::address::pages::same_page;
use crate::address::search::is_search;
use crate::lexicon::set::WordSet;

/// What a whole title or heading may say.
static BARE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.not_found.bare));

/// Words that stand beside the phrases in an error.
static FILLERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.not_found.fillers));

/// Words of the name of a site.
const SITE_NAME: usize = 5;

/// Words with which a sentence goes on that says so: where else to look, or why.
const GOES_ON: usize = 14;

/// Words before what a page says of itself.
const FIRST: usize = 8;

/// Words of an excuse or the name of a site, in a heading.
const EXCUSE: usize = 3;

/// The same below a headline that speaks of something else.
const BELOW_HEADLINE: usize = 4;

/// What a page with status 200 looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A page.
    Page,
    /// No page: why.
    NotFound(String),
    /// One or the other: what speaks against a page, and whether that counts even if what does not exist
    /// looks otherwise.
    Doubtful { reason: String, strong: bool },
    /// A list that may be what the site shows at every address.
    List,
}

/// What is known of an answer with status 200.
#[derive(Clone, Copy)]
pub(super) struct Reached<'p> {
    /// The address asked first.
    pub(super) cited: &'p Url,
    /// The address that answered.
    pub(super) reached: &'p Url,
    /// The page, if it is one of text.
    pub(super) page: Option<&'p Teller>,
    /// Whether it is HTML.
    pub(super) is_html: bool,
}

/// Judges a page by its words, its shape and its address.
pub(super) fn likeness(answer: Reached<'_>) -> Likeness {
    let Reached { cited, reached, page, is_html } = answer;
    let redirected = !same_page(cited, reached);
    // Where it leads tells more than what the page there says: it is read first.
    if let Some(reason) = leads_away(answer) {
        return Likeness::NotFound(reason);
    }
    let Some(page) = page else { return Likeness::Page };
    let words = Words::of(page);
    let article = page.reads_as_article() || words.are_bare() && page.is_written();
    let doubtful = |reason: String| Likeness::Doubtful { reason, strong: false };
    // An address with the words in it is about them.
    if let Some(said) = words.clear(page).filter(|_| !article && !speaks_of_errors(cited.as_str())) {
        return Likeness::NotFound(format!("says \"{said}\""));
    }
    if let Some(reason) = without_site(page) {
        return Likeness::NotFound(reason);
    }
    // A server that lost a file often sends its page of errors, or its front page, under the file's
    // address.
    if is_html && wants_file(cited) && (redirected || wants_file(reached)) {
        if words.excuse && !article && !page.has_embedded {
            return Likeness::NotFound("a page that excuses itself where a file was asked for".to_owned());
        }
        return doubtful("a page of HTML where a file was asked for".to_owned());
    }
    if let Some(said) = words.any(page) {
        let strong = !speaks_of_errors(cited.as_str())
            && words.title.is_some()
            && words.heading.is_some()
            && !page.is_marked_as_article()
            // An article about errors has them in both places, too, and more text than an error page.
            && page.long_paragraphs < 8;
        return Likeness::Doubtful { reason: format!("says \"{said}\""), strong };
    }
    // Themes name the body for the error even where the words are a joke or in a language without a
    // table.
    if page.named_error && !article {
        return doubtful("its markup is named for an error".to_owned());
    }
    if redirected
        && (loses_its_name(cited, reached) || is_search(reached.as_str()) && !is_search(cited.as_str()))
    {
        return doubtful(format!("redirects to {}", reached.path()));
    }
    if is_deep(reached.as_str()) && calls_itself_front_page(page, reached) {
        return doubtful("calls itself the front page".to_owned());
    }
    if is_nobodys(answer, page) {
        return doubtful("has next to nothing to say".to_owned());
    }
    if page.is_marked_as_article() || !is_html || !is_deep(cited.as_str()) || is_search(cited.as_str()) {
        return Likeness::Page;
    }
    if let Some(said) = finds_nothing(page) {
        return doubtful(format!("says \"{said}\""));
    }
    if page.leads_to_many() && page.story().is_none() { Likeness::List } else { Likeness::Page }
}

/// Why a page is one that stands where there is no site.
fn without_site(page: &Teller) -> Option<String> {
    let headed = default_page(page).map(|title| format!("is headed \"{title}\""));
    headed.or_else(|| parked(page).map(str::to_owned))
}

/// What a page says that lists what it has found, and has found nothing.
fn finds_nothing(page: &Teller) -> Option<&'static str> {
    if page.prose >= 800 || page.long_paragraphs > 0 || !page.hears(List::Empty) {
        return None;
    }
    let start = plain(&page.text.chars().take(250).collect::<String>());
    page.heard(List::Empty).find(|words| start.contains(words))
}

/// Why an answer is no page for where it leads, or for what it says that it is.
fn leads_away(answer: Reached<'_>) -> Option<String> {
    let Reached { cited, reached, page, .. } = answer;
    let redirected = !same_page(cited, reached);
    if leads_to_error(cited, reached) {
        return Some(format!("redirects to {}", reached.path()));
    }
    if redirected && is_deep(cited.as_str()) && !is_deep(reached.as_str()) && !is_short_link(cited, reached) {
        return Some("redirects to the front page".to_owned());
    }
    let page = page?;
    if redirected && leads_to_list(cited, reached, page) {
        return Some(format!("redirects to {}", reached.path()));
    }
    // What leads on was followed: this leads to itself, or to no page.
    if page.script_target.is_some() && page.is_blank() {
        return Some("only leads on by a script".to_owned());
    }
    if let Some(own) = own_error(page, cited, reached) {
        return Some(format!("says that its address is {own}"));
    }
    // Sites that are drawn by scripts cannot send a status; this is what they tell search engines in its
    // place.
    page.says_status_404.then(|| "tells search engines that it is no page".to_owned())
}

/// Whether a page has so little to say, and nothing of its own, that it may be what the site shows for
/// any address.
fn is_nobodys(answer: Reached<'_>, page: &Page) -> bool {
    let is_thin = answer.is_html && (1..THIN).contains(&page.prose) && page.long_paragraphs == 0;
    // What runs scripts and leads nowhere may be a test for people in words that are not known.
    let is_thin = is_thin && !page.is_dead_end();
    let has_nothing = page.is_unlisted || page.headings.is_empty() && page.title.is_empty();
    is_thin && has_nothing && is_deep(answer.cited.as_str()) && !page.is_shell() && !page.has_embedded
}

/// Characters of text below which a page is compared with what its site shows for any address.
const THIN: usize = 250;

/// Whether a page in doubt may be the front page in the wrong place: it says so, or comes where a file
/// was asked for.
pub(super) fn may_be_front_page(answer: Reached<'_>) -> bool {
    let Reached { cited, reached, page, is_html } = answer;
    let says_so = page.is_some_and(|page| calls_itself_front_page(page, reached));
    is_deep(cited.as_str()) && is_deep(reached.as_str()) && (says_so || is_html && wants_file(cited))
}

/// Whether an address is that of a file which is no page.
fn wants_file(url: &Url) -> bool {
    const ENDINGS: &[&str] = &[
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "zip", "jpg", "jpeg", "png", "gif", "mp3",
        "mp4", "epub",
    ];
    last_segment(url)
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The signs in a page's words.
struct Words {
    title: Option<String>,
    heading: Option<String>,
    /// A phrase of the text, and where it begins.
    text: Option<(usize, String)>,
    /// Whether a short text has a word of excuse.
    excuse: bool,
}

impl Words {
    fn of(page: &Teller) -> Self {
        let is_told = |said: &str| page.story().is_some_and(|story| story.is_headed(said));
        let title = said_by_title(&page.title).filter(|_| !is_told(&page.title));
        // Further down stand the headings of what a page of errors proposes to read.
        let says = |heading: &&String| says_not_found(heading) && !is_told(heading);
        let heading = page.headings.iter().take(6).find(says).cloned();
        // In an article's text the words say nothing.
        // Above that an error page has no reason to go on, and its words stand at the start.
        let start = (page.prose < 3000 && !page.reads_as_article())
            .then(|| plain(&page.text.chars().take(1500).collect::<String>()));
        let own = |found: &(usize, &'static str)| !page.tells(found.1);
        let heard = start.as_deref().filter(|_| page.hears(List::NotFound));
        let text =
            heard.and_then(|start| phrases_in(start).find(own)).map(|(at, said)| (at, said.to_owned()));
        let text = text.or_else(|| missing_in_text(page, start.as_deref()?));
        // Words of excuse are everyday ones: only a page with little else says them of itself.
        let start = start.filter(|_| page.prose < 800).unwrap_or_default();
        let excuse = page.heard(List::Excuses).any(|excuse| start.contains(excuse));
        Self { title, heading, text, excuse }
    }

    /// Words that leave no doubt in a page that is no article.
    fn clear(&self, page: &Teller) -> Option<&str> {
        let (title, heading) = (self.title.as_deref(), self.heading.as_deref());
        // A title or a heading alone may quote: it is believed on a page that has hardly room for a
        // story.
        let short = page.prose < 700;
        match (title, heading) {
            (Some(said), Some(_)) => return Some(said),
            (Some(said), None) | (None, Some(said)) if self.text.is_some() || short || page.named_error => {
                return Some(said);
            }
            _ => {}
        }
        let (at, said) = self.text.as_ref()?;
        // A phrase in the text is believed at its start, or where the text is hardly more than it.
        let few = *at < 250 && page.prose < 1500 || page.prose < 400;
        // One that goes on for longer is its own where nothing else heads the page.
        let few = few && (page.long_paragraphs == 0 || page.long_paragraphs == 1 && !has_headline(page));
        (few && begins_with(page, said) || page.named_error).then_some(said)
    }

    /// Whether they are everyday words alone, that a text may be titled with: "Gone".
    fn are_bare(&self) -> bool {
        let is_bare = |said: &Option<String>| {
            said.as_deref().is_none_or(|said| {
                BARE.contains(plain(said).trim_matches(|letter: char| !letter.is_alphanumeric()))
            })
        };
        self.text.is_none() && is_bare(&self.title) && is_bare(&self.heading)
    }

    fn any(&self, page: &Page) -> Option<&str> {
        // More text, or paragraphs as articles have them, is an article that tells of such pages.
        let text = self.text.as_ref().filter(|_| page.prose < 1500 && page.long_paragraphs < 2);
        let text = text.map(|(_, said)| &**said);
        self.title.as_deref().or(self.heading.as_deref()).or(text)
    }
}

/// Where the start of a text says that a part of the site is not there, if it says it of the page: its
/// sentence goes on with little else, and nothing on the page tells of a wall or a fault that passes.
fn missing_in_text(page: &Teller, start: &str) -> Option<(usize, String)> {
    const OTHERS: [List; 6] =
        [List::Passing, List::Regions, List::Gates, List::Denied, List::Says, List::Waits];
    let says = |list| page.heard(list).any(|words| span_of(page.plain(), words).is_some());
    if !page.hears(List::Lacks) || OTHERS.into_iter().any(says) {
        return None;
    }
    let is_long = |heading: &String| heading.split_whitespace().count() > EXCUSE;
    if page.below.headings.first().is_some_and(is_long) && has_headline(page) {
        return None;
    }
    let own = |line: &str| {
        let span = missing_in(line)?;
        let rest = line[span.end..].split(['.', '!', '?', '。', '！', '।']).next().unwrap_or_default();
        (weight(rest) <= GOES_ON && !page.tells(&line[span.clone()])).then(|| line[span].to_owned())
    };
    let said = plain(&page.unlinked.text).lines().find_map(own)?;
    Some((start.find(&said)?, said))
}

/// Whether a page begins with what it says of itself: pages that list or tell say other things first, those
/// with a headline of their own sooner.
fn begins_with(page: &Teller, said: &str) -> bool {
    let most = if has_headline(page) { BELOW_HEADLINE } else { FIRST };
    let sections = [&page.unlinked, &page.main, &page.article, &page.below];
    let texts = sections.into_iter().map(|section| plain(&section.text));
    let before = |text: String| text.find(said).map(|at| weight(&text[..at]));
    texts.filter_map(before).min().is_none_or(|words| words <= most)
}

/// Whether a page has a headline that its title bears out and that says more than a word of excuse.
fn has_headline(page: &Page) -> bool {
    let Some(heading) = page.below.headings.first().map(|heading| plain(heading)) else { return false };
    let says_more = weight(&heading) > 1 || heading.split_whitespace().count() > EXCUSE;
    says_more && plain(&page.title).contains(&heading) && !says_not_found(&heading)
}

/// The part of a title that says that there is no such page. One that only says `404` counts beside no
/// more than a site's name.
fn said_by_title(title: &str) -> Option<String> {
    let words = |text: &str| text.split_whitespace().count();
    let mut parts =
        title.split(['|', '–', '—', '·', '»', '«', '•']).flat_map(|part| part.split(" - ")).map(str::trim);
    let said = parts.find(|part| says_not_found(part))?;
    let has_phrase = phrases_in(&plain(said)).next().is_some();
    (has_phrase || words(title) <= words(said) + SITE_NAME).then(|| said.to_owned())
}

/// Whether a title or heading says little else than that there is no such page.
fn says_not_found(text: &str) -> bool {
    let text = plain(text);
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    !text.is_empty()
        && (BARE.contains(text)
            || phrases_in(text).any(|(at, phrase)| says_little_else(text, at, phrase))
            || missing_in(text).is_some_and(|span| says_little_else(text, span.start, &text[span.clone()])))
}

/// Whether few words stand beside a phrase, other than those that errors are made of. Where words are not
/// set apart, letters count.
fn says_little_else(text: &str, at: usize, phrase: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + phrase.len()..]);
    // Twelve letters are about as much as two or three words in scripts without spaces.
    if phrase.chars().any(is_written_without_spaces) {
        return before.chars().count() + after.chars().count() <= 12;
    }
    let words = |text: &str| -> usize {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
        words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).count()
    };
    // English says it in the fewest words; others need an article or a verb more.
    words(before) + words(after) <= if phrase.is_ascii() { 2 } else { 3 }
}

/// Whether a page says that its own address is that of the site's front page.
fn calls_itself_front_page(page: &Page, reached: &Url) -> bool {
    let mut own = page.own.iter().filter_map(|own| reached.join(own).ok());
    own.any(|own| site_of(&own) == site_of(reached) && front_page(own.as_str()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn judged(cited: &str, reached: &str, markup: &str) -> Likeness {
        let page = Page::html(markup).into();
        likeness(Reached { cited: &url(cited), reached: &url(reached), page: Some(&page), is_html: true })
    }

    fn name(likeness: &Likeness) -> &'static str {
        match likeness {
            Likeness::Page => "page",
            Likeness::NotFound(_) => "not found",
            Likeness::List => "list",
            Likeness::Doubtful { .. } => "doubtful",
        }
    }

    fn article(title: &str, words: &str) -> String {
        let paragraph = format!("<p>{}</p>", format!("{words} ").repeat(1 + 200 / words.len()));
        format!(
            "<title>{title} - The Paper</title><article><h1>{title}</h1>{}</article>",
            paragraph.repeat(5)
        )
    }

    #[test]
    fn a_page_that_says_that_there_is_none_is_none() {
        for markup in [
            "<title>Page not found</title><h1>404</h1>",
            "<title>404 Not Found</title><p>nginx</p>",
            "<title>Not found | The Paper</title><p>Try the search.</p>",
            "<title>The Paper</title><h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location.</p>",
            "<title>Sorry, this page isn't available - The Paper</title>",
            "<title>The Paper</title><body class='error404'><p>The page you requested has gone.</p>",
            "<title>The Paper</title><p>This article is no longer available.</p>",
            "<title>Seite nicht gefunden – Die Zeitung</title><h1>Hoppla</h1>",
            "<title>Fehler 404 - Die Zeitung</title><p>Die gewünschte Seite gibt es nicht.</p>",
            "<title>Le Journal</title><h1>Page introuvable</h1>",
            "<title>Página no encontrada | El Diario</title>",
            "<title>Pagina non trovata - Il Giornale</title>",
            "<title>Página não encontrada</title>",
            "<title>Pagina niet gevonden</title>",
            "<title>Nie znaleziono strony</title>",
            "<title>Sidan hittades inte</title>",
            "<title>PAGE NON TROUVÉE</title>",
            "<title>PAGE NON TROUV&Eacute;E</title>",
            "<title>P&#xC1;GINA N&Atilde;O ENCONTRADA</title>",
            "<title>Страница не найдена</title>",
            "<title>Sayfa bulunamadı</title>",
            "<title>页面不存在</title>",
            "<title>お探しのページが見つかりません</title>",
            "<title>페이지를 찾을 수 없습니다</title>",
            "<title>الصفحة غير موجودة</title>",
        ] {
            let found = judged("https://a.org/2024/story.html", "https://a.org/2024/story.html", markup);
            assert_eq!(name(&found), "not found", "{markup}: {found:?}");
        }
    }

    #[test]
    fn an_article_about_what_was_not_found_is_a_page() {
        let words =
            "The search went on through the night and the missing hikers were not found, the police said.";
        for title in [
            "Missing hikers not found after three weeks",
            "404 Page Not Found: a short history of a famous error",
            "404 – the story behind the most famous error of the web",
            "Page not found guilty of forging his master's will",
            "Why a website shows 404 page not found, and how to fix the error",
            "Body found in the river",
            "Lost city does not exist, archaeologists say",
            "Error in count was found, the ministry says",
        ] {
            let found = judged(
                "https://a.org/2024/story.html",
                "https://a.org/2024/story.html",
                &article(title, words),
            );
            assert_eq!(name(&found), "page", "{title}: {found:?}");
        }
        let short = "<title>Police: body not found - The Paper</title><h1>Police: body of missing man not found</h1><p>No trace on Monday.</p>";
        assert_eq!(name(&judged("https://a.org/s", "https://a.org/s", short)), "page");
    }

    #[test]
    fn an_error_page_with_much_else_on_it_is_none() {
        let teaser = format!(
            "<div>{}</div>",
            "What else is read today in the paper, with a line or two of every story. ".repeat(2)
        )
        .repeat(4);
        let found = judged(
            "https://a.org/a",
            "https://a.org/a",
            &format!("<title>Page not found - The Paper</title><h1>Page not found</h1>{teaser}"),
        );
        assert_eq!(found, Likeness::Doubtful { reason: "says \"Page not found\"".to_owned(), strong: true });
        let links = "<p><a href=/a>What else is read today</a></p>".repeat(50);
        let found = judged(
            "https://a.org/a",
            "https://a.org/a",
            &format!("<title>The Paper</title><p>The page you requested has gone.</p>{links}"),
        );
        assert_eq!(name(&found), "not found", "{found:?}");
    }

    #[test]
    fn an_article_with_the_title_of_an_error_is_in_doubt() {
        let found = judged(
            "https://a.org/404-explained",
            "https://a.org/404-explained",
            &article("404 page not found", "A status of HTTP."),
        );
        assert_eq!(name(&found), "doubtful", "{found:?}");
    }

    #[test]
    fn where_a_redirect_ends_tells() {
        let page = article("Bread costs more", "The price of bread rose by two per cent in March.");
        let table = [
            ("https://a.org/2024/story.html", "https://a.org/", "not found"),
            ("https://a.org/2024/story.html", "https://www.a.org/index.html", "not found"),
            ("https://a.org/2024/story.html", "https://a.org/en/", "not found"),
            ("https://a.org/?p=123", "https://a.org/", "not found"),
            ("https://a.org/2024/story.html", "https://b.org/", "not found"),
            ("https://a.org/2024/story.html", "https://a.org/404", "not found"),
            ("https://a.org/2024/story.html", "https://a.org/error/404.html", "not found"),
            ("https://a.org/2024/story.html", "https://a.org/not-found?from=x", "not found"),
            (
                "https://a.org/2024/story.aspx",
                "https://a.org/oops.aspx?aspxerrorpath=/2024/story.aspx",
                "not found",
            ),
            ("https://a.org/2024/news/story.html", "https://a.org/news", "doubtful"),
            ("https://a.org/2024/bread-costs-more", "https://a.org/bread-costs-more-17", "page"),
            ("https://sho.rt/aB3x", "https://a.org/", "page"),
            ("https://a.org/", "https://www.a.org/", "page"),
            ("https://a.org/en", "https://a.org/", "page"),
            ("https://a.org/story", "https://a.org/story/", "page"),
            ("http://a.org/story", "https://www.a.org/story", "page"),
        ];
        for (cited, reached, likeness) in table {
            let found = judged(cited, reached, &page);
            assert_eq!(name(&found), likeness, "{cited} to {reached}: {found:?}");
        }
    }

    #[test]
    fn a_file_that_is_a_page_is_in_doubt() {
        let found = judged(
            "https://a.org/report.pdf",
            "https://a.org/report.pdf",
            "<title>The Ministry</title><p>Welcome</p>",
        );
        assert_eq!(name(&found), "doubtful", "{found:?}");
        let excuse = "<title>The Ministry</title><p>This document has been removed.</p>";
        assert_eq!(
            name(&judged("https://a.org/report.pdf", "https://a.org/report.pdf", excuse)),
            "not found"
        );
        let found = judged("https://a.org/report.pdf", "https://a.org/report.pdf", "<title>404</title>");
        assert_eq!(name(&found), "not found", "{found:?}");
    }

    #[test]
    fn a_shell_without_words_is_a_page() {
        let shell = "<title>The Paper</title><div id=root></div><noscript>You need to enable JavaScript.</noscript><script src=/app.js></script>";
        assert_eq!(judged("https://a.org/story", "https://a.org/story", shell), Likeness::Page);
    }
}
