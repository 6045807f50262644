//! Tells addresses of a site's front page from those of one page of many.

use crate::address::parts::{Parts, opening, parts};
use crate::address::tracking::is_tracking;

/// What sites call their front page.
const HOMES: &[&str] = &["index", "home", "default", "main", "homepage", "welcome", "start", "startseite"];

/// Parameters whose value chooses a page.
const PAGES: &[&str] = &["p", "id", "page_id", "article", "story", "aid", "post"];

/// Languages (ISO 639-1) and countries that sites have editions for: `/en`, `/de-at`, `/uk`.
const EDITIONS: &[&str] = &[
    "ar", "at", "au", "az", "be", "bg", "bn", "br", "bs", "ca", "ch", "cn", "cs", "cy", "da", "de", "dk",
    "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gb", "gl", "gu", "he", "hi", "hr", "hu",
    "hy", "id", "ie", "in", "is", "it", "ja", "jp", "ka", "kk", "kn", "ko", "kr", "ku", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "mt", "mx", "nb", "nl", "nn", "no", "nz", "pa", "pl", "ps", "pt", "ro", "ru",
    "se", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "us", "uz", "vi",
    "za", "zh",
];

/// The parts of an address that leads to a front page: a host, with at most an edition or an index page
/// behind it.
pub fn front_page(url: &str) -> Option<Parts<'_>> {
    // Nearly all addresses: the rest is not taken apart for them.
    if opening(url).is_some_and(|(_, rest)| has_folder(rest)) {
        return None;
    }
    let parts = parts(url)?;
    let names_page =
        || parts.parameters().any(|parameter| !parameter.range.is_empty() && !is_tracking(&parameter));
    let has_view = parts.fragment.is_some_and(|fragment| !fragment.is_empty());
    (parts.is_web() && !has_view && is_root(&parts) && !names_page()).then_some(parts)
}

/// Whether an address names one page of a site, rather than the site.
pub fn is_deep(url: &str) -> bool {
    parts(url).is_some_and(|parts| {
        !is_root(&parts)
            || parts.page_fragment().is_some()
            || parts.parameters().any(|given| PAGES.contains(&given.name) && !given.value.is_empty())
    })
}

/// Whether a path is that of a front page, in one edition of several.
fn is_root(parts: &Parts<'_>) -> bool {
    let mut segments = parts.segments();
    match (segments.next(), segments.next(), segments.next()) {
        (None, ..) => true,
        (Some(first), None, _) => is_home(first) || is_edition(first),
        (Some(first), Some(second), None) => is_edition(first) && is_home(second),
        _ => false,
    }
}

/// Whether what follows a host begins with a folder or page of its own; quick, and right where it says so.
fn has_folder(rest: &str) -> bool {
    let Some(path) = rest.strip_prefix('/') else { return false };
    let first = &path[..memchr::memchr3(b'/', b'?', b'#', path.as_bytes()).unwrap_or(path.len())];
    !(first.is_empty() || is_edition(first) || is_home(first))
}

fn is_home(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    HOMES.iter().any(|home| home.eq_ignore_ascii_case(name))
}

fn is_edition(segment: &str) -> bool {
    if segment.len() != 2 && segment.len() != 5 {
        return false;
    }
    let (language, region) = segment.split_once(['-', '_']).unwrap_or((segment, "us"));
    let is_region = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_region && EDITIONS.contains(&&*language.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_pages_are_told_from_pages() {
        let table = [
            ("https://example.org", true),
            ("https://example.org/", true),
            ("https://www.example.org/?utm_source=x", true),
            ("https://example.org/en", true),
            ("https://example.org/en-us/", true),
            ("https://example.org/index.html", true),
            ("https://example.org/home", true),
            ("https://example.org/welcome", true),
            ("https://example.org/Start.aspx", true),
            ("https://example.org/main", true),
            ("https://example.org/de/home", true),
            ("https://example.org//de-at//startseite.html", true),
            ("https://example.org/#", true),
            ("https://example.org/?p=12", false),
            ("https://example.org/#!/story", false),
            ("https://example.org/xx", false),
            ("https://example.org/en-usa", false),
            ("https://example.org/harbour", false),
            ("https://example.org/welcome-home", false),
            ("https://example.org/en/harbour", false),
            ("https://example.org/home/en", false),
            ("ftp://example.org/", false),
            ("example.org", false),
        ];
        for (url, expected) in table {
            assert_eq!(front_page(url).is_some(), expected, "{url}");
        }
    }

    #[test]
    fn one_page_of_a_site_is_deep() {
        let table = [
            ("https://example.org/harbour", true),
            ("https://example.org/?p=12", true),
            ("https://example.org/en/?id=12", true),
            ("https://example.org/#/news/1", true),
            ("https://example.org/#!story", true),
            ("https://example.org/?p=", false),
            ("https://example.org/?lang=en", false),
            ("https://example.org/#top", false),
            ("https://example.org/en/welcome", false),
            ("https://example.org", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_deep(url), expected, "{url}");
        }
    }
}
