//! What an address says of the page behind it: that it is deep in a site, its front page, a page for errors,
//! a file. It asks nobody.

use url::Url;

use super::redirects::site_of;
use crate::text::editions::EDITIONS;

/// Whether an address names one page of a site, rather than the site.
pub(super) fn is_deep(url: &Url) -> bool {
    // An application's own addresses stand in the fragment: `/#/news/1`.
    if !is_root(url) || url.fragment().is_some_and(|fragment| fragment.starts_with(['/', '!'])) {
        return true;
    }
    let mut query = url.query_pairs();
    query.any(|(name, value)| {
        matches!(&*name, "p" | "id" | "page_id" | "article" | "story" | "aid" | "post") && !value.is_empty()
    })
}

pub(super) fn is_front_page(url: &Url) -> bool {
    is_root(url) && url.query().is_none()
}

/// Whether a path is that of a front page, in one language or edition of several.
pub(super) fn is_root(url: &Url) -> bool {
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty());
    let (first, second) = (segments.next(), segments.next());
    let is_home = |segment: &str| {
        let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(
            name.as_str(),
            "index" | "home" | "default" | "main" | "homepage" | "welcome" | "start" | "startseite"
        )
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
pub(super) fn is_short_link(cited: &Url, reached: &Url) -> bool {
    let segments: Vec<&str> = cited.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let code =
        |segment: &&str| segment.len() <= 12 && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
    site_of(cited) != site_of(reached) && segments.len() == 1 && segments.iter().all(code)
}

/// Whether an address is called that of an error.
pub(super) fn names_error(url: &Url) -> bool {
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
pub(super) fn speaks_of_errors(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let mut words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.any(|word| word == "404" || word == "410" || word == "notfound")
        || ["not-found", "not_found"].iter().any(|words| path.contains(words))
}

/// Whether an address is that of a file which is no page.
pub(super) fn wants_file(url: &Url) -> bool {
    const ENDINGS: &[&str] = &[
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "zip", "jpg", "jpeg", "png", "gif", "mp3",
        "mp4", "epub",
    ];
    last_segment(url)
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Whether a redirect leads up and away: nothing of the last part of the address is left in it.
pub(super) fn loses_its_name(cited: &Url, reached: &Url) -> bool {
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
pub(super) fn is_search(url: &Url) -> bool {
    let is = |segment: &str| {
        matches!(
            segment,
            "search" | "suche" | "recherche" | "buscar" | "busca" | "cerca" | "zoeken" | "sok" | "search.php"
        )
    };
    url.path().split('/').any(is)
}

pub(super) fn last_segment(url: &Url) -> &str {
    url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
