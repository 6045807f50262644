//! Finds the address that another one stands for: an archive's capture of it, a redirect to it. It does not
//! ask any server, and opaque short addresses stay as they are.

use crate::address::hosts::{is_under, without_www};
use crate::address::parts::{Parts, decoded, parts};

/// What stood around an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// A capture in a web archive.
    Archive,
    /// A page that sends on or shows the other one.
    Redirect,
    /// A cache of AMP pages.
    Amp,
}

/// The hosts of archive.today.
const ARCHIVE_TODAY: &[&str] =
    &["archive.today", "archive.is", "archive.ph", "archive.li", "archive.md", "archive.vn", "archive.fo"];

/// Hosts and paths that carry the address meant in a parameter, and its names.
const REDIRECTS: &[(&str, &str, &[&str])] = &[
    ("duckduckgo.com", "/l/", &["uddg"]),
    ("l.facebook.com", "/l.php", &["u"]),
    ("l.instagram.com", "/", &["u"]),
    ("linkedin.com", "/redir/redirect", &["url"]),
    ("lm.facebook.com", "/l.php", &["u"]),
    ("out.reddit.com", "/", &["url"]),
    ("t.umblr.com", "/redirect", &["z"]),
    ("youtube.com", "/redirect", &["q"]),
];

/// Whether a host in lower case may stand around another address; quick, and right where it says no.
pub fn may_wrap(host: &str) -> bool {
    let host = without_www(host);
    matches!(host, "web.archive.org" | "r.jina.ai")
        || host.starts_with("google.")
        || host.starts_with("archive.")
        || host.ends_with(".cdn.ampproject.org")
        || host.ends_with(".safelinks.protection.outlook.com")
        || REDIRECTS.iter().any(|(known, ..)| host == *known)
}

/// The address inside another one.
pub fn wrapped(url: &str) -> Option<(String, Wrapper)> {
    let parts = parts(url)?;
    let host = parts.lower_host();
    if !may_wrap(&host) {
        return None;
    }
    let host = without_www(&host);
    let (inner, wrapper) = inside_path(url, &parts, host).or_else(|| inside_query(&parts, host))?;
    Some((complete(&inner)?, wrapper))
}

/// `web.archive.org/web/2020id_/https://...`: the rest of the address is the other one, query and fragment
/// included.
fn inside_path(url: &str, parts: &Parts<'_>, host: &str) -> Option<(String, Wrapper)> {
    let before = parts.path.as_ptr() as usize - url.as_ptr() as usize;
    let rest = &url[before..];
    if host == "web.archive.org" || host == "archive.org" {
        let (time, inner) = rest.strip_prefix("/web/")?.split_once('/')?;
        return is_wayback_time(time).then(|| (inner.to_owned(), Wrapper::Archive));
    }
    if ARCHIVE_TODAY.contains(&host) {
        let (time, inner) = rest.strip_prefix('/')?.split_once('/')?;
        let is_time = time == "newest"
            || time == "oldest"
            // A year at least: shorter paths are its short links.
            || time.len() >= 4 && time.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
        return is_time.then(|| (inner.to_owned(), Wrapper::Archive));
    }
    if host == "r.jina.ai" {
        return Some((rest.strip_prefix('/')?.to_owned(), Wrapper::Redirect));
    }
    let openings = match host.starts_with("google.") {
        true => [("/amp/s/", "https"), ("/amp/", "http")],
        false if host.ends_with(".cdn.ampproject.org") => [("/c/s/", "https"), ("/c/", "http")],
        false => return None,
    };
    let (inner, scheme) =
        openings.iter().find_map(|(opening, scheme)| Some((rest.strip_prefix(opening)?, scheme)))?;
    Some((format!("{scheme}://{inner}"), Wrapper::Amp))
}

fn inside_query(parts: &Parts<'_>, host: &str) -> Option<(String, Wrapper)> {
    let names: &[&str] = if host.starts_with("google.") {
        &["q", "url"][..usize::from(parts.path == "/url") * 2]
    } else if is_under(host, "safelinks.protection.outlook.com") {
        &["url"]
    } else {
        let (_, path, names) = REDIRECTS.iter().find(|(known, ..)| host == *known)?;
        if parts.path.starts_with(path) { names } else { &[] }
    };
    Some((decoded(parts.value(names)?)?, Wrapper::Redirect))
}

/// `20200131120000`, `2020`, `20200131120000if_`, `*`.
fn is_wayback_time(time: &str) -> bool {
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let flags = &time[digits..];
    time == "*"
        || (1..=14).contains(&digits)
            // `if_`, `id_`, `im_`, `js_`, `mp_`: what the archive is to leave as it was.
            && flags.len() <= 4
            && flags.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// The address with a scheme; `None` where it is none.
fn complete(inner: &str) -> Option<String> {
    let scheme = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (scheme, rest) = inner.split_at(scheme);
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let (scheme, rest) = match rest.strip_prefix(":/").filter(|_| is_web) {
        // `https:/example.org`: servers fold double slashes of a path.
        Some(rest) => (scheme, rest.strip_prefix('/').unwrap_or(rest)),
        None => ("http", inner),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let is_host = host.contains('.') && !host.contains([' ', '@']);
    is_host.then(|| format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_inside_is_found() {
        use Wrapper::{Amp, Archive, Redirect};
        let table = [
            (
                "https://web.archive.org/web/20200131120000/https://example.org/a?b#c",
                "https://example.org/a?b#c",
                Archive,
            ),
            ("http://web.archive.org/web/2020id_/http://example.org/a", "http://example.org/a", Archive),
            ("https://web.archive.org/web/2020/https:/example.org/a", "https://example.org/a", Archive),
            ("https://web.archive.org/web/2020/example.org/a", "http://example.org/a", Archive),
            ("https://web.archive.org/web/*/https://example.org/a", "https://example.org/a", Archive),
            ("https://archive.ph/20200131120000/https://example.org/a", "https://example.org/a", Archive),
            (
                "https://archive.today/2023.04.05-123456/https://example.org/a",
                "https://example.org/a",
                Archive,
            ),
            (
                "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa&usg=x",
                "https://example.org/a",
                Redirect,
            ),
            ("https://www.google.de/url?q=https://example.org/a", "https://example.org/a", Redirect),
            ("https://www.google.com/amp/s/example.org/a", "https://example.org/a", Amp),
            ("https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a", Amp),
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&h=x",
                "https://example.org/a",
                Redirect,
            ),
            (
                "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa",
                "https://example.org/a",
                Redirect,
            ),
            (
                "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fexample.org%2Fa",
                "https://example.org/a",
                Redirect,
            ),
            (
                "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fexample.org%2Fa",
                "https://example.org/a",
                Redirect,
            ),
            ("https://r.jina.ai/https://example.org/a", "https://example.org/a", Redirect),
        ];
        for (url, inner, wrapper) in table {
            assert_eq!(wrapped(url), Some((inner.to_owned(), wrapper)), "{url}");
        }
    }

    #[test]
    fn what_names_no_other_address_stays() {
        let table = [
            "https://example.org/web/2020/https://example.org/a",
            "https://web.archive.org/about/",
            "https://web.archive.org/web/2020/",
            "https://web.archive.org/web/collections/https://example.org",
            "https://archive.ph/AbCdE",
            "https://archive.org/details/book",
            "https://www.google.com/search?q=https://example.org/a",
            "https://www.google.com/url?q=dam",
            "https://news.google.com/articles/CBMi",
            "https://duckduckgo.com/?q=dam",
            "https://r.jina.ai/",
        ];
        for url in table {
            assert_eq!(wrapped(url), None, "{url}");
        }
    }
}
