//! What the names in a page's markup tell of it. What they are worth is weighed where the page is judged.

use crate::markup::list::Element;

/// Where frameworks draw applications.
pub(super) const MOUNTS: &[&str] =
    &["root", "app", "app-root", "__next", "__nuxt", "___gatsby", "svelte", "main-app"];

/// What frameworks note in the data of a page that there is not.
pub(super) const FRAMEWORKS: &[&str] = &[
    "\"page\":\"/404\"",
    "\"page\":\"/_error\"",
    "window.pagePath=\"/404.html\"",
    "window.pagePath=\"/404/\"",
    "error:{statusCode:404",
    "\"error\":{\"statusCode\":404",
    "data-dgst=\"NEXT_NOT_FOUND\"",
];

/// Elements that must be closed: what is hidden in another kind may have no end.
pub(super) const CLOSED: &[&str] = &[
    "div", "section", "span", "dialog", "article", "aside", "main", "header", "footer", "h1", "h2", "h3",
    "h4", "ul", "ol", "table", "form", "strong", "em", "b", "i", "a", "button",
];

/// Elements within a line.
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
];

/// Whether an element of a site's own is called that of an error page, behind the site's mark:
/// `app-not-found`.
pub(super) fn is_error_element(name: &str) -> bool {
    name.split_once('-').is_some_and(|(_, rest)| {
        [name, rest]
            .into_iter()
            .any(|name| names_error(name.trim_end_matches("-page").trim_end_matches("-component")))
    })
}

/// Whether one of the names is that of markup that frameworks have for programs that failed: Rails, Django,
/// Symfony, Whoops, Werkzeug.
pub(super) fn names_failure(names: &str) -> bool {
    const NAMES: &[&str] = &[
        "rails-default-error-page",
        "browserTraceback",
        "pastebinTraceback",
        "exception-message-wrapper",
        "exc-title-primary",
        "traceback-pastebin",
        // WordPress, for what it cannot go on with: a lost database, a plug-in that failed.
        "wp-die-message",
    ];
    !names.is_empty() && names.split_ascii_whitespace().any(|name| NAMES.contains(&name))
}

/// Whether the address of a script is one on the same site that is named for a test of browsers:
/// `/__arcsjs/challenge.min.js`.
pub(super) fn is_check(source: &str) -> bool {
    const NAMES: &[&str] = &["antibot", "botcheck", "browsercheck", "captcha", "challenge", "checkbrowser"];
    let is_own = !source.starts_with("//") && !source.contains("://");
    let name =
        source.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase().replace(['-', '_'], "");
    is_own && NAMES.iter().any(|known| name.rsplit('/').next().is_some_and(|last| last.starts_with(known)))
}

/// Whether one of the names is that of an error page, or of a style for it: `notFound_wrap__k2Jd`.
pub(super) fn names_error(names: &str) -> bool {
    const NAMES: &[&str] = &[
        "error404",
        "error-404",
        "error_404",
        "page404",
        "page-404",
        "page_404",
        "not-found",
        "not_found",
        "notfound",
        "page-not-found",
        "pagenotfound",
        "page-error404",
        "path-404",
        "status-404",
        "http-404",
    ];
    names.split_ascii_whitespace().map(str::to_ascii_lowercase).any(|name| {
        let styled =
            || name.split_once("__").map(|(block, _)| [block, block.split('_').next().unwrap_or(block)]);
        NAMES.contains(&name.as_str())
            || styled().is_some_and(|parts| parts.iter().any(|one| NAMES.contains(one)))
    })
}

/// Whether an element is not shown at first: closed (HTML standard, 15.3.3), out of sight by its style,
/// or kept from programs that read aloud.
pub(super) fn is_hidden(element: Element<'_>) -> bool {
    const OUT_OF_SIGHT: [&str; 5] =
        ["display:none", "visibility:hidden", "clip:rect(0", "clip:rect(1px", "clip-path:inset("];
    let is_styled = |style: &str| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        OUT_OF_SIGHT.iter().any(|words| style.contains(words))
    };
    element.attribute("hidden").is_some()
        || element.attribute("aria-hidden") == Some("true")
        || element.name() == "dialog" && element.attribute("open").is_none()
        || element.attribute("style").is_some_and(is_styled)
}
