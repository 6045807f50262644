//! Tells addresses that are called those of an error, and those that speak of errors.

use crate::address::parts::parts;

/// What sites call the page that they show where there is none.
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

/// What stands for an error as the value of a parameter.
const VALUES: &[&str] = &["404", "notfound", "not-found", "not_found"];

/// Whether an address is called that of an error.
pub fn names_error(url: &str) -> bool {
    let Some(parts) = parts(url) else { return false };
    let is_any = |known: &[&str], word: &str| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let by_path = |segment: &str| is_any(NAMES, segment.split('.').next().unwrap_or_default());
    let by_value = ["error", "err", "status", "code", "errorcode"];
    parts.segments().any(by_path)
        || parts.parameters().any(|given| {
            is_any(&["aspxerrorpath", "404"], given.name)
                || is_any(&by_value, given.name) && is_any(VALUES, given.value)
        })
}

/// Whether an address has the words of an error among others: `/wiki/HTTP_404`, `/glossary/not-found`.
pub fn speaks_of_errors(url: &str) -> bool {
    let Some(path) = parts(url).map(|parts| parts.path.to_ascii_lowercase()) else { return false };
    let mut words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.any(|word| matches!(word, "404" | "410" | "notfound"))
        || ["not-found", "not_found"].iter().any(|words| path.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_from_pages_about_them() {
        let table = [
            ("https://example.org/404", true, true),
            ("https://example.org/error/404.html", true, true),
            ("https://example.org/Not-Found?from=x", true, true),
            ("https://example.org/seite-nicht-gefunden.html", true, false),
            ("https://example.org/oops.aspx?aspxerrorpath=/story.aspx", true, false),
            ("https://example.org/?error=404", true, false),
            ("https://example.org/?Status=NotFound", true, false),
            ("https://example.org/?error=none", false, false),
            ("https://example.org/wiki/HTTP_404", false, true),
            ("https://example.org/glossary/page-not-found-explained", false, true),
            ("https://example.org/errors-of-judgement", false, false),
            ("https://example.org/story?id=404", false, false),
            ("no address", false, false),
        ];
        for (url, names, speaks) in table {
            assert_eq!((names_error(url), speaks_of_errors(url)), (names, speaks), "{url}");
        }
    }
}
