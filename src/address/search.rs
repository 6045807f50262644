//! Tells addresses of searches, on search engines and on a site itself.

use crate::address::hosts::{is_under, without_www};
use crate::address::parts::{Parts, parts};

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

/// What a site calls its own search, and the parameters that hold the words.
const NAMES: &[&str] =
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

/// Whether an address is that of a search, with words or before there are any.
pub fn is_search(url: &str) -> bool {
    parts(url).is_some_and(|parts| parts.segments().any(is_name) || has_results(&parts))
}

/// Whether an address is that of what a search found.
pub fn has_results(parts: &Parts<'_>) -> bool {
    parts.query.is_some() && (is_engine(without_www(&parts.lower_host()), parts) || is_own_search(parts))
}

/// Whether a folder or page is called a search: `suche`, `Search.php`.
fn is_name(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
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
    match parts.path.len() {
        0 | 1 => has_words(parts, &["s"]),
        // A dictionary's search shows one entry.
        _ if parts.host.contains("dict") || parts.path.contains("/word/") => false,
        _ => parts.segments().next_back().is_some_and(is_name) && has_words(parts, WORDS),
    }
}

fn has_words(parts: &Parts<'_>, names: &[&str]) -> bool {
    parts.value(names).is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_told_from_pages() {
        // Whether it is a search, and whether it has found something.
        let table = [
            ("https://www.google.com/search?q=dam", true, true),
            ("https://www.google.co.uk/search?hl=en&q=dam", true, true),
            ("https://scholar.google.com/scholar?q=dam", true, true),
            ("https://duckduckgo.com/?q=dam", true, true),
            ("https://uk.search.yahoo.com/search?p=dam", true, true),
            ("https://www.baidu.com/s?wd=dam", true, true),
            ("https://example.org/search?q=dam", true, true),
            ("https://example.org/en/Search.html?query=dam", true, true),
            ("https://example.org/busqueda/?q=dam", true, true),
            ("https://example.org/szukaj?q=dam", true, true),
            ("https://example.org/?s=dam", true, true),
            ("https://example.org/search/dam", true, false),
            ("https://example.org/search.php", true, false),
            ("https://example.org/search?q=", true, false),
            ("https://dictionary.example.org/search?q=dam", true, false),
            ("https://books.google.com/books?id=abc", false, false),
            ("https://scholar.google.com/scholar_case?case=1", false, false),
            ("https://example.org/research?q=dam", false, false),
            ("https://example.org/?p=12", false, false),
        ];
        for (url, search, results) in table {
            assert_eq!((is_search(url), has_results(&parts(url).unwrap())), (search, results), "{url}");
        }
    }
}
