//! Tells a page that says "not found" with status 200 from a page. Words, shape and address are weighed together; where they leave
//! a doubt, the same host is asked for a page that cannot exist. The request itself is `session`'s.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use url::Url;

use super::page::Page;
use super::redirects::{same_page, site_of};

/// What a page with status 200 looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A page.
    Page,
    /// No page: why.
    NotFound(String),
    /// One or the other: what speaks against a page, and whether that counts even if what does not exist looks otherwise.
    Doubtful { reason: String, strong: bool },
}

/// What is known of an answer with status 200.
#[derive(Clone, Copy)]
pub(super) struct Reached<'p> {
    /// The address asked first.
    pub(super) cited: &'p Url,
    /// The address that answered.
    pub(super) reached: &'p Url,
    /// The page, if it is one of text.
    pub(super) page: Option<&'p Page>,
    /// Whether it is HTML.
    pub(super) is_html: bool,
}

/// Judges a page by its words, its shape and its address.
pub(super) fn likeness(answer: Reached<'_>) -> Likeness {
    let Reached { cited, reached, page, is_html } = answer;
    let redirected = !same_page(cited, reached);
    if redirected && names_error(reached) && !names_error(cited) {
        return Likeness::NotFound(format!("redirects to {}", reached.path()));
    }
    if redirected && is_deep(cited) && !is_deep(reached) && !is_short_link(cited, reached) {
        return Likeness::NotFound("redirects to the front page".to_owned());
    }
    let Some(page) = page else { return Likeness::Page };
    if page.says_status_404 {
        return Likeness::NotFound("tells search engines that it is no page".to_owned());
    }
    let words = Words::of(page);
    let article = page.reads_as_article();
    let doubtful = |reason: String| Likeness::Doubtful { reason, strong: false };
    // An address with the words in it is about them.
    if let Some(said) = words.clear(page).filter(|_| !article && !speaks_of_errors(cited)) {
        return Likeness::NotFound(format!("says \"{said}\""));
    }
    if is_html && wants_file(cited) && (redirected || wants_file(reached)) {
        if words.excuse && !article && !page.has_embedded {
            return Likeness::NotFound("a page that excuses itself where a file was asked for".to_owned());
        }
        return doubtful("a page of HTML where a file was asked for".to_owned());
    }
    if let Some(said) = words.any(page) {
        let strong = !speaks_of_errors(cited)
            && words.title.is_some()
            && words.heading.is_some()
            && !page.is_marked_as_article()
            && page.long_paragraphs < 8;
        return Likeness::Doubtful { reason: format!("says \"{said}\""), strong };
    }
    if page.named_error && !article {
        return doubtful("its markup is named for an error".to_owned());
    }
    if redirected && (loses_its_name(cited, reached) || is_search(reached) && !is_search(cited)) {
        return doubtful(format!("redirects to {}", reached.path()));
    }
    if is_deep(reached) && calls_itself_front_page(page, reached) {
        return doubtful("calls itself the front page".to_owned());
    }
    Likeness::Page
}

/// Whether a page in doubt may be the front page in the wrong place: it says so, or comes where a file was asked for.
pub(super) fn may_be_front_page(answer: Reached<'_>) -> bool {
    let Reached { cited, reached, page, is_html } = answer;
    let says_so = page.is_some_and(|page| calls_itself_front_page(page, reached));
    is_deep(cited) && is_deep(reached) && (says_so || is_html && wants_file(cited))
}

/// Whether a page and what came for an address that cannot exist are the same.
pub(super) fn is_same(one: (&Url, Option<&Page>), other: (&Url, Option<&Page>), sibling: &Url) -> bool {
    let (page, others) = match (one.1, other.1) {
        (Some(page), Some(others)) => (page, others),
        (None, None) => return one.0 == other.0,
        _ => return false,
    };
    // Both were sent to one place.
    if same_page(one.0, other.0) && !same_page(other.0, sibling) {
        return true;
    }
    let (page, others) = (shingles(&page.text), shingles(&others.text));
    let common = page.intersection(&others).count();
    let all = page.len() + others.len() - common;
    all == 0 || common * 100 >= all * 85
}

/// An address beside this one that cannot exist: its last part, or the values of its query, are replaced.
pub(super) fn sibling(url: &Url) -> Url {
    let mut hasher = DefaultHasher::new();
    url.as_str().hash(&mut hasher);
    let token = hasher.finish();
    let mut sibling = url.clone();
    sibling.set_fragment(None);
    let last = last_segment(url);
    let extension = last.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| extension.len() <= 5);
    let script = extension.is_some_and(|extension| matches!(extension, "php" | "asp" | "aspx" | "cgi" | "jsp" | "do" | "cfm" | "pl"));
    if url.query().is_some() && (script || last.is_empty() || last == "index.html") {
        let query: Vec<(String, String)> = url.query_pairs().map(|(name, value)| (name.into_owned(), other_value(&value, token))).collect();
        sibling.query_pairs_mut().clear().extend_pairs(query);
        return sibling;
    }
    sibling.set_query(None);
    let extension = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
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
    fn of(page: &Page) -> Self {
        let title = said_by_title(&page.title);
        let heading = page.headings.iter().take(6).find(|heading| says_not_found(heading)).cloned();
        // In an article's text the words say nothing.
        let start =
            (page.prose < 3000 && !page.reads_as_article()).then(|| page.text.chars().take(1500).collect::<String>().to_lowercase());
        let text = start.as_deref().and_then(|start| phrases_in(start).next());
        let start = start.filter(|_| page.prose < 800).unwrap_or_default();
        let excuse = EXCUSES.iter().any(|excuse| start.contains(excuse));
        Self { title, heading, text, excuse }
    }

    /// Words that leave no doubt in a page that is no article.
    fn clear(&self, page: &Page) -> Option<&str> {
        let (title, heading) = (self.title.as_deref(), self.heading.as_deref());
        let short = page.prose < 700;
        match (title, heading) {
            (Some(said), Some(_)) => return Some(said),
            (Some(said), None) | (None, Some(said)) if self.text.is_some() || short || page.named_error => return Some(said),
            _ => {}
        }
        let (at, said) = self.text?;
        let few = (at < 250 && page.prose < 1500 || page.prose < 400) && page.long_paragraphs == 0;
        (few || page.named_error).then_some(said)
    }

    fn any(&self, page: &Page) -> Option<&str> {
        let text = self.text.filter(|_| page.prose < 1500 && page.long_paragraphs < 2).map(|(_, said)| said);
        self.title.as_deref().or(self.heading.as_deref()).or(text)
    }
}

/// The part of a title that says that there is no such page. One that only says `404` counts beside no more than a site's name.
fn said_by_title(title: &str) -> Option<String> {
    let words = |text: &str| text.split_whitespace().count();
    let mut parts = title.split(['|', '–', '—', '·', '»', '«', '•']).flat_map(|part| part.split(" - ")).map(str::trim);
    let said = parts.find(|part| says_not_found(part))?;
    let has_phrase = phrases_in(&said.to_lowercase()).next().is_some();
    (has_phrase || words(title) <= words(said) + SITE_NAME).then(|| said.to_owned())
}

/// Whether a title or heading says little else than that there is no such page.
fn says_not_found(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    !text.is_empty() && (BARE.contains(&text) || phrases_in(text).any(|(at, phrase)| says_little_else(text, at, phrase)))
}

/// Whether few words stand beside a phrase, other than those that errors are made of. Where words are not set apart, letters count.
fn says_little_else(text: &str, at: usize, phrase: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + phrase.len()..]);
    if phrase.chars().any(is_written_without_spaces) {
        return before.chars().count() + after.chars().count() <= 12;
    }
    let words = |text: &str| -> usize {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
        words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).count()
    };
    words(before) + words(after) <= if phrase.is_ascii() { 2 } else { 3 }
}

/// The phrases that a text in lower case has, not within words, with where they begin.
fn phrases_in(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    static BY_LETTER: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_letter: HashMap<char, Vec<&'static str>> = HashMap::new();
        for phrase in PHRASES {
            by_letter.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
        }
        by_letter
    });
    let mut before = ' ';
    text.char_indices().flat_map(move |(at, letter)| {
        let starts = !std::mem::replace(&mut before, letter).is_alphanumeric() || is_written_without_spaces(letter);
        let here = if starts { BY_LETTER.get(&letter).map_or(&[][..], Vec::as_slice) } else { &[] };
        let here = here.iter().copied().filter(move |phrase| text[at..].strip_prefix(phrase).is_some_and(|after| ends_here(phrase, after)));
        here.map(move |phrase| (at, phrase))
    })
}

/// Whether a phrase ends where a word does.
fn ends_here(phrase: &str, after: &str) -> bool {
    phrase.chars().next_back().is_some_and(is_written_without_spaces) || !after.starts_with(char::is_alphanumeric)
}

/// Whether words of this script have no edges, or endings of their own: Thai, Chinese, Japanese, Korean.
fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

/// Every run of three words, without digits: times and ids differ from answer to answer.
fn shingles(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> =
        text.split_whitespace().filter(|word| !word.contains(|letter: char| letter.is_ascii_digit())).map(str::to_lowercase).collect();
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    if words.len() < 3 { words.iter().map(|word| hash(std::slice::from_ref(word))).collect() } else { words.windows(3).map(hash).collect() }
}

/// Whether an address names one page of a site, rather than the site.
fn is_deep(url: &Url) -> bool {
    // An application's own addresses stand in the fragment: `/#/news/1`.
    if !is_root(url) || url.fragment().is_some_and(|fragment| fragment.starts_with(['/', '!'])) {
        return true;
    }
    let mut query = url.query_pairs();
    query.any(|(name, value)| matches!(&*name, "p" | "id" | "page_id" | "article" | "story" | "aid" | "post") && !value.is_empty())
}

/// Whether a page says that its own address is that of the site's front page.
fn calls_itself_front_page(page: &Page, reached: &Url) -> bool {
    let mut own = page.own.iter().filter_map(|own| reached.join(own).ok());
    own.any(|own| site_of(&own) == site_of(reached) && is_front_page(&own))
}

fn is_front_page(url: &Url) -> bool {
    is_root(url) && url.query().is_none()
}

/// Languages (ISO 639-1) and countries that sites have editions for: `/en`, `/de-at`, `/uk`.
const EDITIONS: &[&str] = &[
    "ar", "at", "au", "az", "be", "bg", "bn", "br", "bs", "ca", "ch", "cn", "cs", "cy", "da", "de", "dk", "el", "en", "eo", "es", "et",
    "eu", "fa", "fi", "fr", "ga", "gb", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "ie", "in", "is", "it", "ja", "jp", "ka", "kk",
    "kn", "ko", "kr", "ku", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "mx", "nb", "nl", "nn", "no", "nz", "pa", "pl", "ps", "pt",
    "ro", "ru", "se", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "us", "uz", "vi", "za", "zh",
];

/// Whether a path is that of a front page, in one language or edition of several.
fn is_root(url: &Url) -> bool {
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty());
    let (first, second) = (segments.next(), segments.next());
    let is_home = |segment: &str| {
        let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(name.as_str(), "index" | "home" | "default" | "main" | "homepage" | "welcome" | "start" | "startseite")
    };
    let is_language = |segment: &str| {
        let (language, region) = segment.split_once(['-', '_']).unwrap_or((segment, "us"));
        let is_region = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_region && EDITIONS.contains(&&*language.to_ascii_lowercase())
    };
    match (first, second) {
        (None, _) => true,
        (Some(first), None) => is_home(first) || is_language(first),
        (Some(first), Some(second)) => is_language(first) && is_home(second) && segments.next().is_none(),
    }
}

/// Whether an address is one that another site gives for a longer one.
fn is_short_link(cited: &Url, reached: &Url) -> bool {
    let segments: Vec<&str> = cited.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let code = |segment: &&str| segment.len() <= 12 && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
    site_of(cited) != site_of(reached) && segments.len() == 1 && segments.iter().all(code)
}

/// Whether an address is called that of an error.
fn names_error(url: &Url) -> bool {
    const NAMES: &[&str] = &[
        "404",
        "error",
        "errors",
        "error404",
        "error-404",
        "error_404",
        "404error",
        "404-error",
        "404-not-found",
        "not-found",
        "not_found",
        "notfound",
        "page-not-found",
        "page_not_found",
        "pagenotfound",
        "page-404",
        "page404",
        "errorpage",
        "error-page",
        "missing",
        "fehler",
        "seite-nicht-gefunden",
        "nicht-gefunden",
        "page-introuvable",
        "introuvable",
        "erreur",
        "erreur-404",
        "pagina-no-encontrada",
        "no-encontrado",
        "pagina-non-trovata",
        "pagina-nao-encontrada",
        "pagina-niet-gevonden",
        "niet-gevonden",
    ];
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty());
    let by_path = segments.any(|segment| {
        let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
        NAMES.contains(&name.as_str())
    });
    let by_query = || {
        url.query_pairs().any(|(name, value)| match &*name.to_ascii_lowercase() {
            "aspxerrorpath" | "404" => true,
            "error" | "err" | "status" | "code" | "errorcode" => {
                matches!(&*value.to_ascii_lowercase(), "404" | "notfound" | "not-found" | "not_found")
            }
            _ => false,
        })
    };
    by_path || by_query()
}

/// Whether an address has the words of an error among others: `/wiki/HTTP_404`, `/glossary/not-found`.
fn speaks_of_errors(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let mut words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.any(|word| word == "404" || word == "410" || word == "notfound")
        || ["not-found", "not_found"].iter().any(|words| path.contains(words))
}

/// Whether an address is that of a file which is no page.
fn wants_file(url: &Url) -> bool {
    const ENDINGS: &[&str] =
        &["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "zip", "jpg", "jpeg", "png", "gif", "mp3", "mp4", "epub"];
    last_segment(url).rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Whether a redirect leads up and away: nothing of the last part of the address is left in it.
fn loses_its_name(cited: &Url, reached: &Url) -> bool {
    let depth = |url: &Url| url.path().split('/').filter(|segment| !segment.is_empty()).count();
    if !is_deep(cited) || depth(reached) >= depth(cited) || is_short_link(cited, reached) {
        return false;
    }
    let name = last_segment(cited).to_lowercase();
    let reached = reached.as_str().to_lowercase();
    !name
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word.len() > 2 && !matches!(word, "html" | "htm" | "php") && reached.contains(word))
}

/// Whether an address is that of a search.
fn is_search(url: &Url) -> bool {
    let is = |segment: &str| {
        matches!(segment, "search" | "suche" | "recherche" | "buscar" | "busca" | "cerca" | "zoeken" | "sok" | "search.php")
    };
    url.path().split('/').any(is)
}

fn last_segment(url: &Url) -> &str {
    url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Words of the name of a site.
const SITE_NAME: usize = 5;

/// Words that stand beside those of [`PHRASES`] in an error.
const FILLERS: &[&str] = &[
    "404",
    "410",
    "error",
    "http",
    "status",
    "code",
    "oops",
    "ooops",
    "whoops",
    "uh",
    "oh",
    "sorry",
    "hmm",
    "the",
    "this",
    "that",
    "a",
    "we",
    "we're",
    "you",
    "your",
    "page",
    "site",
    "here",
    "now",
    "right",
    "anymore",
    "longer",
    "no",
    "not",
    "found",
    "be",
    "been",
    "is",
    "isn't",
    "was",
    "has",
    "have",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "does",
    "doesn't",
    "exist",
    "exists",
    "available",
    "unavailable",
    "gone",
    "moved",
    "removed",
    "deleted",
    "or",
    "and",
    "for",
    "on",
    "in",
    "it",
    "to",
    "us",
    "requested",
    "looking",
    "can",
    "seems",
    "looks",
    "like",
    "afraid",
    "i'm",
    "fehler",
    "hoppla",
    "leider",
    "die",
    "der",
    "diese",
    "nicht",
    "erreur",
    "désolé",
    "cette",
    "la",
    "le",
    "lo",
    "sentimos",
    "esta",
    "que",
    "no",
    "errore",
    "spiacenti",
    "erro",
    "desculpe",
    "fout",
    "helaas",
    "deze",
    "de",
    "błąd",
    "ошибка",
    "помилка",
    "hata",
    "chyba",
    "hiba",
    "eroare",
];

/// Words of a short page that stands where a file should.
const EXCUSES: &[&str] = &[
    "not found",
    "error",
    "unavailable",
    "not available",
    "no longer",
    "does not exist",
    "doesn't exist",
    "removed",
    "deleted",
    "expired",
    "missing",
    "404",
    "cannot be",
    "can't be",
    "could not",
    "nicht gefunden",
    "nicht verfügbar",
    "nicht mehr",
    "fehler",
    "introuvable",
    "erreur",
    "n'existe",
    "n'est plus",
    "no encontrad",
    "no existe",
    "no disponible",
    "non trovat",
    "non disponibile",
    "não encontrad",
    "não existe",
    "niet gevonden",
    "niet beschikbaar",
    "не найден",
    "не существует",
    "bulunamad",
    "不存在",
    "找不到",
    "見つかりません",
    "찾을 수 없",
];

/// What a whole title or heading may say.
const BARE: &[&str] = &[
    "404",
    "404 error",
    "error 404",
    "404 not found",
    "http 404",
    "http status 404",
    "not found",
    "error",
    "oops",
    "whoops",
    "410",
    "gone",
    "account suspended",
    "410 gone",
    "no results found",
    "nothing found",
    "nothing here",
    "unavailable",
    "nicht gefunden",
    "fehler 404",
    "404 fehler",
    "introuvable",
    "erreur 404",
    "no encontrado",
    "no encontrada",
    "error 404 no encontrado",
    "non trovato",
    "non trovata",
    "errore 404",
    "não encontrado",
    "não encontrada",
    "erro 404",
    "niet gevonden",
    "fout 404",
    "nie znaleziono",
    "błąd 404",
    "hittades inte",
    "ikke fundet",
    "ikke funnet",
    "ei löytynyt",
    "не найдено",
    "не найдена",
    "ошибка 404",
    "помилка 404",
    "не знайдено",
    "bulunamadı",
    "hata 404",
    "nenalezeno",
    "chyba 404",
    "nem található",
    "δεν βρέθηκε",
    "未找到",
    "找不到",
    "غير موجود",
    "לא נמצא",
];

/// What is said of a page that does not exist, in lower case.
const PHRASES: &[&str] = &[
    // English
    "page not found",
    "404 not found",
    "error 404",
    "404 error",
    "file not found",
    "file or directory not found",
    "article not found",
    "story not found",
    "post not found",
    "content not found",
    "document not found",
    "resource not found",
    "page was not found",
    "page is not found",
    "page could not be found",
    "page cannot be found",
    "page can't be found",
    "page can’t be found",
    "page couldn't be found",
    "page couldn’t be found",
    "page you requested",
    "page you were looking for",
    "page you are looking for",
    "page you're looking for",
    "page you’re looking for",
    "article you are looking for",
    "article you were looking for",
    "page does not exist",
    "page doesn't exist",
    "page doesn’t exist",
    "page no longer exists",
    "page has been removed",
    "page may have been removed",
    "page has moved or no longer exists",
    "page is no longer available",
    "page isn't available",
    "page isn’t available",
    "page not available",
    "page unavailable",
    "article is no longer available",
    "article has been removed",
    "article no longer exists",
    "article does not exist",
    "story is no longer available",
    "story has been removed",
    "content is no longer available",
    "content is not available",
    "content isn't available",
    "content isn’t available",
    "content has been removed",
    "requested url was not found",
    "requested page",
    "we can't find that page",
    "we can’t find that page",
    "we can't find the page",
    "we can’t find the page",
    "we couldn't find that page",
    "we couldn’t find that page",
    "we couldn't find the page",
    "we couldn’t find the page",
    "we could not find the page",
    "can't find the page",
    "can’t find the page",
    "couldn't find this page",
    "couldn’t find this page",
    "nothing was found at this location",
    "there is nothing here",
    "there's nothing here",
    "there’s nothing here",
    "link you followed may be broken",
    "account has been suspended",
    "video unavailable",
    "video is unavailable",
    "video is no longer available",
    "video has been removed",
    "video does not exist",
    "topic does not exist",
    "thread does not exist",
    "post does not exist",
    "post has been deleted",
    "there is currently no text in this page",
    "wiki does not have an article with this exact name",
    "domain is for sale",
    "domain may be for sale",
    "domain name is for sale",
    "buy this domain",
    "domain is parked",
    // German
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "seite konnte nicht gefunden werden",
    "seite konnte leider nicht gefunden werden",
    "seite existiert nicht",
    "seite existiert leider nicht",
    "seite ist nicht mehr verfügbar",
    "seite nicht mehr verfügbar",
    "seite ist nicht verfügbar",
    "artikel nicht gefunden",
    "artikel wurde nicht gefunden",
    "artikel ist nicht mehr verfügbar",
    "artikel nicht mehr verfügbar",
    "gewünschte seite",
    "angeforderte seite",
    "gesuchte seite",
    "inhalt nicht gefunden",
    "inhalt ist nicht mehr verfügbar",
    // French
    "page introuvable",
    "page non trouvée",
    "page est introuvable",
    "page n'existe pas",
    "page n’existe pas",
    "page n'existe plus",
    "page n’existe plus",
    "page demandée",
    "page que vous cherchez",
    "page que vous recherchez",
    "page n'a pas été trouvée",
    "page n’a pas été trouvée",
    "page n'est plus disponible",
    "page n’est plus disponible",
    "article introuvable",
    "article n'existe plus",
    "article n’existe plus",
    "contenu introuvable",
    "contenu indisponible",
    "contenu n'est plus disponible",
    // Spanish
    "página no encontrada",
    "pagina no encontrada",
    "página no existe",
    "página que buscas",
    "página que busca",
    "página que estás buscando",
    "página solicitada",
    "no se ha encontrado la página",
    "no se encontró la página",
    "no hemos encontrado la página",
    "no encontramos la página",
    "no podemos encontrar la página",
    "página no disponible",
    "página ya no está disponible",
    "artículo no encontrado",
    "noticia no encontrada",
    "contenido no disponible",
    "contenido no encontrado",
    // Italian
    "pagina non trovata",
    "pagina non esiste",
    "pagina che stai cercando",
    "pagina che cerchi",
    "pagina richiesta",
    "pagina non è stata trovata",
    "pagina non disponibile",
    "pagina non è più disponibile",
    "articolo non trovato",
    "contenuto non trovato",
    "contenuto non disponibile",
    // Portuguese
    "página não encontrada",
    "pagina não encontrada",
    "página não existe",
    "página não foi encontrada",
    "página que você procura",
    "página que procura",
    "página que você está procurando",
    "página solicitada não",
    "página não está disponível",
    "página não está mais disponível",
    "conteúdo não encontrado",
    "conteúdo não disponível",
    "notícia não encontrada",
    // Dutch
    "pagina niet gevonden",
    "pagina bestaat niet",
    "pagina is niet gevonden",
    "pagina kon niet worden gevonden",
    "pagina kan niet worden gevonden",
    "pagina die je zoekt",
    "pagina die u zoekt",
    "opgevraagde pagina",
    "artikel niet gevonden",
    "artikel is niet meer beschikbaar",
    "pagina is niet meer beschikbaar",
    // Polish
    "nie znaleziono strony",
    "strona nie została znaleziona",
    "strona nie istnieje",
    "strony nie znaleziono",
    "strona, której szukasz",
    "artykuł nie istnieje",
    // Nordic
    "sidan hittades inte",
    "sidan kunde inte hittas",
    "sidan finns inte",
    "sidan du söker",
    "sidan du letar efter",
    "siden blev ikke fundet",
    "siden findes ikke",
    "siden kunne ikke findes",
    "siden finnes ikke",
    "siden ble ikke funnet",
    "fant ikke siden",
    "siden du leter etter",
    "siden du leder efter",
    "sivua ei löytynyt",
    "sivua ei löydy",
    "hakemaasi sivua",
    // Slavic, in Cyrillic
    "страница не найдена",
    "страница не существует",
    "страница удалена",
    "страницы не существует",
    "запрашиваемая страница",
    "страница, которую вы ищете",
    "материал не найден",
    "статья не найдена",
    "сторінку не знайдено",
    "сторінка не знайдена",
    "сторінки не існує",
    // Turkish
    "sayfa bulunamadı",
    "sayfa mevcut değil",
    "aradığınız sayfa",
    "içerik bulunamadı",
    // Czech, Slovak, Hungarian, Romanian, Greek
    "stránka nenalezena",
    "stránka nebyla nalezena",
    "stránka neexistuje",
    "požadovaná stránka",
    "stránka sa nenašla",
    "az oldal nem található",
    "a keresett oldal",
    "pagina nu a fost găsită",
    "pagina nu există",
    "pagina căutată",
    "η σελίδα δεν βρέθηκε",
    "η σελίδα που ζητήσατε",
    // Chinese, Japanese, Korean
    "页面不存在",
    "页面未找到",
    "找不到页面",
    "找不到该页",
    "无法找到该页",
    "您访问的页面",
    "页面已被删除",
    "文章不存在",
    "頁面不存在",
    "找不到頁面",
    "找不到網頁",
    "找不到您要的",
    "您所查詢的頁面",
    "ページが見つかりません",
    "ページは見つかりません",
    "ページは存在しません",
    "ページが存在しません",
    "お探しのページ",
    "指定されたページ",
    "記事が見つかりません",
    "ページは削除された",
    "페이지를 찾을 수 없",
    "존재하지 않는 페이지",
    "페이지가 존재하지 않",
    "요청하신 페이지",
    "기사를 찾을 수 없",
    // Arabic, Persian, Hebrew, Hindi
    "الصفحة غير موجودة",
    "الصفحة المطلوبة",
    "لم يتم العثور على الصفحة",
    "صفحه یافت نشد",
    "صفحه مورد نظر",
    "הדף לא נמצא",
    "העמוד לא נמצא",
    "העמוד המבוקש",
    "पृष्ठ नहीं मिला",
    "पेज नहीं मिला",
    // Indonesian, Vietnamese, Thai
    "halaman tidak ditemukan",
    "halaman yang anda cari",
    "không tìm thấy trang",
    "trang không tồn tại",
    "ไม่พบหน้า",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn judged(cited: &str, reached: &str, markup: &str) -> Likeness {
        let page = Page::html(markup);
        likeness(Reached { cited: &url(cited), reached: &url(reached), page: Some(&page), is_html: true })
    }

    fn name(likeness: &Likeness) -> &'static str {
        match likeness {
            Likeness::Page => "page",
            Likeness::NotFound(_) => "not found",
            Likeness::Doubtful { .. } => "doubtful",
        }
    }

    fn article(title: &str, words: &str) -> String {
        let paragraph = format!("<p>{}</p>", format!("{words} ").repeat(1 + 200 / words.len()));
        format!("<title>{title} - The Paper</title><article><h1>{title}</h1>{}</article>", paragraph.repeat(5))
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
        let words = "The search went on through the night and the missing hikers were not found, the police said.";
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
            let found = judged("https://a.org/2024/story.html", "https://a.org/2024/story.html", &article(title, words));
            assert_eq!(name(&found), "page", "{title}: {found:?}");
        }
        let short =
            "<title>Police: body not found - The Paper</title><h1>Police: body of missing man not found</h1><p>No trace on Monday.</p>";
        assert_eq!(name(&judged("https://a.org/s", "https://a.org/s", short)), "page");
    }

    #[test]
    fn an_error_page_with_much_else_on_it_is_none() {
        let teaser =
            format!("<div>{}</div>", "What else is read today in the paper, with a line or two of every story. ".repeat(2)).repeat(4);
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
        let found =
            judged("https://a.org/404-explained", "https://a.org/404-explained", &article("404 page not found", "A status of HTTP."));
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
            ("https://a.org/2024/story.aspx", "https://a.org/oops.aspx?aspxerrorpath=/2024/story.aspx", "not found"),
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
        let found = judged("https://a.org/report.pdf", "https://a.org/report.pdf", "<title>The Ministry</title><p>Welcome</p>");
        assert_eq!(name(&found), "doubtful", "{found:?}");
        let excuse = "<title>The Ministry</title><p>This document has been removed.</p>";
        assert_eq!(name(&judged("https://a.org/report.pdf", "https://a.org/report.pdf", excuse)), "not found");
        let found = judged("https://a.org/report.pdf", "https://a.org/report.pdf", "<title>404</title>");
        assert_eq!(name(&found), "not found", "{found:?}");
    }

    #[test]
    fn a_shell_without_words_is_a_page() {
        let shell =
            "<title>The Paper</title><div id=root></div><noscript>You need to enable JavaScript.</noscript><script src=/app.js></script>";
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
            assert!(sibling.as_str().starts_with(start) && sibling.as_str().ends_with(end), "{page}: {sibling}");
            assert_ne!(sibling.as_str(), page);
        }
    }

    #[test]
    fn pages_with_the_same_words_are_the_same() {
        let one = Page::html("<title>Not here</title><p>There is no such page. Request 1234 at 10:15.</p>");
        let other = Page::html("<title>Not here</title><p>There is no such page. Request 9876 at 10:16.</p>");
        let third = Page::html("<title>Bread</title><p>Bread costs more than it did.</p>");
        let (a, b) = (url("https://a.org/a"), url("https://a.org/zq"));
        assert!(is_same((&a, Some(&one)), (&b, Some(&other)), &b));
        assert!(!is_same((&a, Some(&third)), (&b, Some(&other)), &b));
        let section = url("https://a.org/news");
        assert!(is_same((&section, Some(&third)), (&section, Some(&one)), &b), "both were sent to one place");
    }
}
