//! Tells a page that says "not found" with status 200 from a page. Words, shape and address are weighed
//! together; where they leave a doubt, the same host is asked for a page that cannot exist. The request
//! itself is `session`'s.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use url::Url;

use super::ends::{is_short_link, last_segment, leads_to_error, leads_to_list, loses_its_name, own_error};
use super::page::Page;
use super::phrases::{is_written_without_spaces, phrases_in};
use super::story::{Teller, plain};
use super::unused::default_page;
use crate::address::errors::speaks_of_errors;
use crate::address::front_page::{front_page, is_deep};
use crate::address::hosts::site_of;
use crate::address::pages::same_page;
use crate::address::search::is_search;
use crate::lexicon::all;
use crate::lexicon::set::WordSet;

/// What a whole title or heading may say.
static BARE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.not_found.bare));

/// Words that stand beside the phrases in an error.
static FILLERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.not_found.fillers));

/// Words of the name of a site.
const SITE_NAME: usize = 5;

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
    let article = page.reads_as_article();
    let doubtful = |reason: String| Likeness::Doubtful { reason, strong: false };
    // An address with the words in it is about them.
    if let Some(said) = words.clear(page).filter(|_| !article && !speaks_of_errors(cited.as_str())) {
        return Likeness::NotFound(format!("says \"{said}\""));
    }
    if let Some(title) = default_page(page) {
        return Likeness::NotFound(format!("is headed \"{title}\""));
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
            // An article about errors has the words in both places as well, and more text than any error
            // page.
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

/// What a page says that lists what it has found, and has found nothing.
fn finds_nothing(page: &Page) -> Option<&'static str> {
    if page.prose >= 800 || page.long_paragraphs > 0 {
        return None;
    }
    let start = plain(&page.text.chars().take(250).collect::<String>());
    all(|language| language.not_found.empty).find(|words| start.contains(words))
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

/// Whether a page and what came for an address that cannot exist are the same.
pub(super) fn is_same(one: (&Url, Option<&Teller>), other: (&Url, Option<&Teller>), sibling: &Url) -> bool {
    let (page, others) = match (one.1, other.1) {
        (Some(page), Some(others)) => (page, others),
        (None, None) => return one.0 == other.0,
        _ => return false,
    };
    // Both were sent to one place.
    if same_page(one.0, other.0) && !same_page(other.0, sibling) {
        return true;
    }
    // What searches repeat of an address tells nothing.
    let asked: BTreeSet<String> = [one.0, other.0, sibling].into_iter().flat_map(words_of).collect();
    let (page, others) = (shingles(&page.text, &asked), shingles(&others.text, &asked));
    let common = page.intersection(&others).count();
    let all = page.len() + others.len() - common;
    // Two answers of one template differ in what is new on the site: 85 in 100 runs of words are enough.
    all == 0 || common * 100 >= all * 85
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

/// An address beside this one that cannot exist: its last part, or the values of its query, are replaced.
pub(super) fn sibling(url: &Url) -> Url {
    let mut hasher = DefaultHasher::new();
    url.as_str().hash(&mut hasher);
    let token = hasher.finish();
    let mut sibling = url.clone();
    sibling.set_fragment(None);
    let last = last_segment(url);
    let extension =
        // A longer end behind a dot is a part of the name: `vol.1-harbours`.
        last.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| extension.len() <= 5);
    let script = extension.is_some_and(|extension| {
        matches!(extension, "php" | "asp" | "aspx" | "cgi" | "jsp" | "do" | "cfm" | "pl")
    });
    // The page is chosen by the query: another path would ask for another program, not for another page.
    if url.query().is_some() && (script || last.is_empty() || last == "index.html") {
        let query: Vec<(String, String)> =
            url.query_pairs().map(|(name, value)| (name.into_owned(), other_value(&value, token))).collect();
        sibling.query_pairs_mut().clear().extend_pairs(query);
        return sibling;
    }
    sibling.set_query(None);
    let extension = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
    // Derived from the address, so that a run asks for the same page as the last one, and no word of a
    // language.
    let name = format!("zq{:x}-{:x}{extension}", token >> 32, token & 0xffff_ffff);
    if let Ok(mut segments) = sibling.path_segments_mut() {
        let folder = segments.pop_if_empty().pop().push(&name);
        if !last.is_empty() && url.path().ends_with('/') {
            folder.push("");
        }
    }
    sibling
}

fn other_value(value: &str, token: u64) -> String {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Ten digits: beyond the ids that a site may have given, and still a number to programs that
        // check.
        return format!("9{:09}", token % 1_000_000_000);
    }
    format!("zq{token:x}")
}

/// The signs in a page's words.
struct Words {
    title: Option<String>,
    heading: Option<String>,
    /// A phrase of the text, and where it begins.
    text: Option<(usize, &'static str)>,
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
        let text = start.as_deref().and_then(|start| phrases_in(start).find(own));
        // Words of excuse are everyday ones: only a page with little else says them of itself.
        let start = start.filter(|_| page.prose < 800).unwrap_or_default();
        let excuse = all(|language| language.not_found.excuses).any(|excuse| start.contains(excuse));
        Self { title, heading, text, excuse }
    }

    /// Words that leave no doubt in a page that is no article.
    fn clear(&self, page: &Page) -> Option<&str> {
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
        let (at, said) = self.text?;
        // A phrase in the text is believed at its start, or where the text is hardly more than it.
        let few = (at < 250 && page.prose < 1500 || page.prose < 400) && page.long_paragraphs == 0;
        (few || page.named_error).then_some(said)
    }

    fn any(&self, page: &Page) -> Option<&str> {
        // More text, or paragraphs as articles have them, is an article that tells of such pages.
        let text = self.text.filter(|_| page.prose < 1500 && page.long_paragraphs < 2).map(|(_, said)| said);
        self.title.as_deref().or(self.heading.as_deref()).or(text)
    }
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
        && (BARE.contains(text) || phrases_in(text).any(|(at, phrase)| says_little_else(text, at, phrase)))
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

/// The words of the last part of an address.
fn words_of(url: &Url) -> impl Iterator<Item = String> {
    let words = last_segment(url).split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !word.is_empty())
}

/// Every run of three words, without digits and those of the addresses asked: times and ids differ from
/// answer to answer.
fn shingles(text: &str, asked: &BTreeSet<String>) -> BTreeSet<u64> {
    let is_asked = |word: &str| {
        let mut parts =
            word.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|part| asked.contains(part))
    };
    let words: Vec<String> = text
        .split_whitespace()
        .filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()))
        .map(str::to_lowercase)
        .filter(|word| !is_asked(word))
        .collect();
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    if words.len() < 3 {
        words.iter().map(|word| hash(std::slice::from_ref(word))).collect()
    } else {
        // Three words in a row are rare enough to be of one text, and short enough to survive a changed
        // name.
        words.windows(3).map(hash).collect()
    }
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

    #[test]
    fn siblings_cannot_exist() {
        let table = [
            ("https://a.org/2024/story.html?x=1#y", "https://a.org/2024/zq", ".html"),
            ("https://a.org/2024/story", "https://a.org/2024/zq", ""),
            ("https://a.org/2024/story/", "https://a.org/2024/zq", "/"),
            ("https://a.org/story.php?id=17", "https://a.org/story.php?id=9", ""),
            ("https://a.org/?p=17", "https://a.org/?p=9", ""),
            ("https://a.org/", "https://a.org/zq", ""),
        ];
        for (page, start, end) in table {
            let sibling = sibling(&url(page));
            assert!(
                sibling.as_str().starts_with(start) && sibling.as_str().ends_with(end),
                "{page}: {sibling}"
            );
            assert_ne!(sibling.as_str(), page);
        }
    }

    #[test]
    fn pages_with_the_same_words_are_the_same() {
        let one =
            Page::html("<title>Not here</title><p>There is no such page. Request 1234 at 10:15.</p>").into();
        let other =
            Page::html("<title>Not here</title><p>There is no such page. Request 9876 at 10:16.</p>").into();
        let third = Page::html("<title>Bread</title><p>Bread costs more than it did.</p>").into();
        let (a, b) = (url("https://a.org/a"), url("https://a.org/zq"));
        assert!(is_same((&a, Some(&one)), (&b, Some(&other)), &b));
        assert!(!is_same((&a, Some(&third)), (&b, Some(&other)), &b));
        let section = url("https://a.org/news");
        assert!(is_same((&section, Some(&third)), (&section, Some(&one)), &b), "both were sent to one place");
    }
}
