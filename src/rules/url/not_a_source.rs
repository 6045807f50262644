//! Finds cited addresses of what is no source: searches, chats with an AI, files on the writer's machine.

use crate::model::{Reference, Severity};
use crate::rules::address::{Parts, is_plain_host, is_under, opening, parts};
use crate::rules::places::{self, each_suspect};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses of search results (of search engines, and of a site's own search), of chats with an AI and answers that it wrote,
    /// and of files and extensions on the writer's machine (`file:`, `chrome-extension:`).
    ///
    /// ## Why it matters
    ///
    /// A search shows other pages to each reader and every day; a chat repeats what it read elsewhere or makes it up; a local file is
    /// nobody else's. None of them can bear out what is cited from it.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://www.google.com/search?q=harbour+closed
    /// [2] https://chatgpt.com/share/67a1b2c3
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the page that the search found, or the source that the answer was made from.
    pub static NOT_A_SOURCE: Rule = Rule {
        code: "URL006",
        name: "not-a-source",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a cited address of a search, a chat or a local file",
        check,
    }
}

/// A search, as the rest of a sentence about its address.
const SEARCH: &str = "is a search, not a source";

/// A chat or answer.
const CHAT: &str = "is an AI's answer, not a source";

/// A file or extension.
const LOCAL: &str = "is on the writer's own machine";

/// Search engines: the domain (`google.` stands for all of its countries), where their result pages begin,
/// and what holds the words.
const ENGINES: &[(&str, &str, &[&str])] = &[
    ("baidu.com", "/s", &["wd", "word"]),
    ("bing.com", "/search", &["q"]),
    ("bing.com", "/news/search", &["q"]),
    ("duckduckgo.com", "/", &["q"]),
    ("ecosia.org", "/search", &["q"]),
    ("google.", "/search", &["q"]),
    ("google.", "/scholar", &["q"]),
    ("kagi.com", "/search", &["q"]),
    ("naver.com", "/search", &["query"]),
    ("qwant.com", "/", &["q"]),
    ("search.brave.com", "/search", &["q"]),
    ("search.yahoo.com", "/search", &["p"]),
    ("search.yahoo.co.jp", "/search", &["p"]),
    ("startpage.com", "/", &["query", "q"]),
    ("yandex.com", "/search", &["text"]),
    ("yandex.ru", "/search", &["text"]),
];

/// Services that answer in an AI's words, and where answers and chats stand on them.
const CHATS: &[(&str, &[&str])] = &[
    ("aistudio.google.com", &["/app/prompts", "/prompts"]),
    ("bard.google.com", &["/chat", "/share"]),
    ("chat.deepseek.com", &["/"]),
    ("chat.mistral.ai", &["/"]),
    ("chat.openai.com", &["/"]),
    ("chat.qwen.ai", &["/"]),
    ("chatgpt.com", &["/c/", "/g/", "/s/", "/share/"]),
    ("claude.ai", &["/chat/", "/public/", "/share/"]),
    ("copilot.microsoft.com", &["/"]),
    ("g.co", &["/gemini/"]),
    ("gemini.google.com", &["/app", "/share"]),
    ("grok.com", &["/c/", "/chat", "/share"]),
    ("kimi.com", &["/share"]),
    ("meta.ai", &["/"]),
    ("perplexity.ai", &["/page/", "/search"]),
    ("phind.com", &["/search"]),
    ("poe.com", &["/s/"]),
    ("x.com", &["/i/grok"]),
    ("you.com", &["/search"]),
];

/// What a site calls its own search, and the parameters that hold the words.
const SEARCHES: &[&str] =
    &["search", "suche", "recherche", "buscar", "busca", "busqueda", "cerca", "zoeken", "sok", "szukaj"];
const WORDS: &[&str] = &[
    "q",
    "query",
    "s",
    "search",
    "searchterm",
    "searchTerm",
    "search_query",
    "keyword",
    "keywords",
    "term",
    "text",
];

/// Schemes of what stands on a machine or in a browser.
const LOCAL_SCHEMES: &[&str] = &[
    "file:",
    "blob:",
    "chrome:",
    "chrome-extension:",
    "moz-extension:",
    "safari-web-extension:",
    "view-source:",
];

/// One finding for each such address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, fault, |cited, fault| sink.report(cited.draft(fault, help(fault))));
    for reference in &subject.article.references {
        let Some(url) = local_file(reference) else { continue };
        let mut rest = reference.place.span;
        sink.report(Draft {
            span: Some(places::find(subject.document, &mut rest, url).unwrap_or(reference.place.span)),
            message: format!("address {} {LOCAL}", words::brief(url)),
            help: Some(help(LOCAL).to_owned()),
            label: reference.label.as_ref().map(ToString::to_string),
            url: Some(url.to_owned()),
            ..Draft::default()
        });
    }
}

/// Whether an address is a page beyond doubt: no query, on a host that is no chat's.
fn is_page(host: &str, rest: &str) -> bool {
    let bare = host.strip_prefix("www.").unwrap_or(host);
    memchr::memchr(b'?', rest.as_bytes()).is_none()
        && is_plain_host(host)
        && CHATS.iter().all(|(known, _)| *known != bare)
}

fn help(fault: &str) -> &'static str {
    match fault {
        SEARCH => "cite the page that the search found",
        CHAT => "cite the source that the answer was made from",
        _ => "cite where others find it",
    }
}

/// What an address leads to instead of a source.
fn fault(url: &str) -> Option<&'static str> {
    if opening(url).is_some_and(|(host, rest)| is_page(host, rest)) {
        return None;
    }
    let Some(parts) = parts(url) else {
        return is_local(url).then_some(LOCAL);
    };
    if !parts.scheme.eq_ignore_ascii_case("https") && !parts.scheme.eq_ignore_ascii_case("http") {
        return is_local(url).then_some(LOCAL);
    }
    if parts.path.len() <= 1 && parts.query.is_none() {
        return None;
    }
    let host = parts.lower_host();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if is_chat(host, parts.path) {
        return Some(CHAT);
    }
    let is_search = parts.query.is_some() && (is_engine(host, &parts) || is_own_search(&parts));
    is_search.then_some(SEARCH)
}

fn is_chat(host: &str, path: &str) -> bool {
    let Ok(at) = CHATS.binary_search_by_key(&host, |(known, _)| known) else { return false };
    path.len() > 1 && CHATS[at].1.iter().any(|opening| path.starts_with(opening))
}

fn is_engine(host: &str, parts: &Parts<'_>) -> bool {
    let is_host = |known: &str| match known.strip_suffix('.') {
        // `scholar.google.com`, `google.co.uk`; `google` is followed by at most two labels.
        Some(name) => host.split('.').rev().skip(1).take(2).any(|label| label == name),
        None => is_under(host, known),
    };
    let engines = ENGINES
        .iter()
        .filter(|(_, path, _)| parts.path.starts_with(path) || *path == "/" && parts.path.is_empty());
    engines.filter(|(known, ..)| is_host(known)).any(|(.., names)| has_words(parts, names))
}

/// `/search?q=...`, and `/?s=...` of WordPress.
fn is_own_search(parts: &Parts<'_>) -> bool {
    let last = parts.path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let name = last.split('.').next().unwrap_or("");
    match parts.path.len() {
        0 | 1 => has_words(parts, &["s"]),
        // A dictionary's search shows one entry.
        _ if parts.host.contains("dict") || parts.path.contains("/word/") => false,
        _ => SEARCHES.contains(&name.to_ascii_lowercase().as_str()) && has_words(parts, WORDS),
    }
}

fn has_words(parts: &Parts<'_>, names: &[&str]) -> bool {
    parts.value(names).is_some_and(|value| !value.is_empty())
}

fn is_local(url: &str) -> bool {
    LOCAL_SCHEMES
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// In an entry without any address: the local file that it names.
fn local_file(reference: &Reference) -> Option<&str> {
    if reference.url.is_some() {
        return None;
    }
    let at = reference.text.find("file:///")?;
    reference.text[at..]
        .split_whitespace()
        .next()
        .map(|word| word.trim_end_matches(['.', ',', ';', ')', '>', '"']))
}

#[cfg(test)]
mod tests {
    use super::{CHAT, CHATS, LOCAL, NOT_A_SOURCE, SEARCH, fault};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn the_services_are_sorted() {
        assert!(CHATS.is_sorted_by_key(|(host, _)| host));
    }

    #[test]
    fn searches_chats_and_files_are_told_from_pages() {
        let table = [
            ("https://www.google.com/search?q=dam", Some(SEARCH)),
            ("https://www.google.co.uk/search?hl=en&q=dam", Some(SEARCH)),
            ("https://scholar.google.com/scholar?q=dam", Some(SEARCH)),
            ("https://www.bing.com/search?q=dam", Some(SEARCH)),
            ("https://duckduckgo.com/?q=dam", Some(SEARCH)),
            ("https://uk.search.yahoo.com/search?p=dam", Some(SEARCH)),
            ("https://www.baidu.com/s?wd=dam", Some(SEARCH)),
            ("https://example.org/search?q=dam", Some(SEARCH)),
            ("https://example.org/en/search.html?query=dam", Some(SEARCH)),
            ("https://example.org/?s=dam", Some(SEARCH)),
            ("https://chatgpt.com/share/67a1", Some(CHAT)),
            ("https://chat.openai.com/share/67a1", Some(CHAT)),
            ("https://www.perplexity.ai/search/dam-67a1", Some(CHAT)),
            ("https://g.co/gemini/share/67a1", Some(CHAT)),
            ("https://x.com/i/grok/share/67a1", Some(CHAT)),
            ("file:///home/desk/dam.pdf", Some(LOCAL)),
            ("chrome-extension://abc/viewer.html?file=a.pdf", Some(LOCAL)),
            ("https://www.google.com/search/howsearchworks/", None),
            ("https://www.google.com/search?q=", None),
            ("https://books.google.com/books?id=abc", None),
            ("https://scholar.google.com/scholar_case?case=1", None),
            ("https://chatgpt.com/", None),
            ("https://openai.com/index/dam?q=1", None),
            ("https://example.org/research?q=dam", None),
            ("https://example.org/search/dam", None),
            ("https://dictionary.example.org/search?q=dam", None),
            ("https://example.org/?p=12", None),
            ("https://x.com/desk/status/1", None),
            ("mailto:desk@example.org", None),
        ];
        for (url, expected) in table {
            assert_eq!(fault(url), expected, "{url}");
        }
    }

    #[test]
    fn a_local_file_is_found_in_an_entry_without_an_address() {
        let found = findings(&NOT_A_SOURCE, "A [1].\nReferences\n[1] Notes, file:///home/desk/dam.pdf.");
        assert_eq!(lines(&found), ["3:12 address file:///home/desk/dam.pdf is on the writer's own machine"]);
    }
}
