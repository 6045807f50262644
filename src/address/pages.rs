//! Says which addresses lead to one page. It compares words only: two addresses with one name are one page as
//! sites use them, and pages that may differ keep names of their own.

use std::borrow::Cow;

use url::Url;

use crate::address::hosts::{Form, shown_by, site_of, without_www};
use crate::address::parts::{Parameter, Parts, is_plain_host, opening, parts};
use crate::address::tracking::is_tracking;
use crate::address::wrappers::{Wrapper, may_wrap, wrapped};

/// Wrappers inside wrappers that are looked into.
const DEPTH: usize = 4;

/// A page by name, and what an address had beyond it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<'u> {
    /// Equal for addresses of one page: `example.org/a?b=1`.
    pub name: Cow<'u, str>,
    /// What was taken away.
    pub apart: Apart,
}

/// What an address had beyond the page's name, other than spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    archive: bool,
    redirect: bool,
    tracking: bool,
    amp: bool,
    mobile: bool,
    version: bool,
}

impl Apart {
    /// Whether the address shows a state of the page that the page itself may have lost: a capture, a
    /// version.
    pub fn is_a_state(self) -> bool {
        self.archive || self.version
    }

    /// What two addresses of one page differ in, for a message; `None` where only in spelling.
    pub fn differences(self, other: Self) -> Option<String> {
        let table = [
            (self.archive || other.archive, "the archive around it"),
            (self.redirect || other.redirect, "the redirect around it"),
            (self.tracking || other.tracking, "tracking parameters"),
            (self.amp || other.amp, "its AMP form"),
            (self.mobile || other.mobile, "its mobile host"),
            (self.version || other.version, "the version it names"),
        ];
        let words: Vec<&str> =
            table.into_iter().filter_map(|(holds, words)| holds.then_some(words)).collect();
        (!words.is_empty()).then(|| words.join(" and "))
    }
}

/// The name of an address's page.
pub fn canonical(url: &str) -> Cow<'_, str> {
    page(url).name
}

/// Whether two addresses differ by no more than the scheme, `www.`, a closing slash, the fragment: one page
/// as servers answer, where [`canonical`] says one page as readers take it.
pub fn same_page(one: &Url, other: &Url) -> bool {
    site_of(one) == site_of(other)
        && one.port() == other.port()
        && one.path().trim_end_matches('/') == other.path().trim_end_matches('/')
        && one.query().unwrap_or_default() == other.query().unwrap_or_default()
}

/// The page of an address. The name has the host in lower case without `www.` and default port, no `http`, no
/// closing slash, no fragment (but `#!` and `#/`, which name pages), and a query without tracking parameters
/// in the order of the names. Captures, redirects, AMP and mobile forms have the name of what they show.
///
/// ```text
/// HTTPS://www.Example.org:443/a/?b=1&utm_source=feed#part -> example.org/a?b=1
/// ```
pub fn page(url: &str) -> Page<'_> {
    // Most addresses need no copy: their name is a part of them.
    if let Some(name) = quick_name(url) {
        return Page { name: Cow::Borrowed(name), apart: Apart::default() };
    }
    if parts(url).is_none() {
        return Page { name: Cow::Borrowed(url.strip_suffix('/').unwrap_or(url)), apart: Apart::default() };
    }
    worked_out(url)
}

/// The name of an address that has nothing but scheme, host and path, and none of the forms that need a
/// closer look. Most have not.
fn quick_name(url: &str) -> Option<&str> {
    let (host, path) = opening(url)?;
    let is_path = memchr::memchr2(b'?', b'#', path.as_bytes()).is_none() && without_amp(path).is_none();
    if host.is_empty() || !is_plain_host(host) || host.ends_with('.') || !is_path || is_special(host) {
        return None;
    }
    let name = &url[url.len() - host.len() - path.len()..];
    let name = without_www(name);
    Some(name.strip_suffix('/').unwrap_or(name))
}

/// Whether a host stands for another one or spells its pages in several ways.
fn is_special(host: &str) -> bool {
    shown_by(host).is_some() || host.ends_with("doi.org") || host.ends_with("arxiv.org") || may_wrap(host)
}

fn worked_out(url: &str) -> Page<'static> {
    let mut apart = Apart::default();
    let mut current = Cow::Borrowed(url);
    // A capture of a redirect to a capture: somebody may have saved what a search engine linked.
    for _ in 0..DEPTH {
        let Some((inner, wrapper)) = wrapped(&current) else { break };
        match wrapper {
            Wrapper::Archive => apart.archive = true,
            Wrapper::Redirect => apart.redirect = true,
            Wrapper::Amp => apart.amp = true,
        }
        current = Cow::Owned(inner);
    }
    let name = match parts(&current) {
        Some(parts) => name(&parts, &mut apart),
        None => current.into_owned(),
    };
    Page { name: Cow::Owned(name), apart }
}

fn name(parts: &Parts<'_>, apart: &mut Apart) -> String {
    let lower = parts.lower_host();
    let host = own_host(&lower, apart);
    if let Some(name) = identifier(&host, parts, apart) {
        return name;
    }
    let path = without_amp(parts.path);
    apart.amp |= path.is_some();
    let path = path.unwrap_or(Cow::Borrowed(parts.path));
    let mut name = String::with_capacity(64);
    if !parts.is_web() {
        name.push_str(&parts.scheme.to_ascii_lowercase());
        name.push_str("://");
    }
    if let Some(user) = parts.user {
        name.extend([user, "@"]);
    }
    name.push_str(&host);
    if let Some(port) = parts.port.filter(|port| !is_default_port(port, parts.scheme)) {
        name.extend([":", port]);
    }
    name.push_str(path.strip_suffix('/').unwrap_or(&path));
    push_query(&mut name, parts, apart);
    if let Some(fragment) = parts.page_fragment() {
        name.extend(["#", fragment]);
    }
    name
}

fn is_default_port(port: &str, scheme: &str) -> bool {
    let default = match scheme.len() {
        5 if scheme.eq_ignore_ascii_case("https") => "443",
        4 if scheme.eq_ignore_ascii_case("http") => "80",
        3 if scheme.eq_ignore_ascii_case("ftp") => "21",
        _ => return false,
    };
    port == default || port.is_empty()
}

/// The host without `www.`, of the site whose pages it shows.
fn own_host<'h>(host: &'h str, apart: &mut Apart) -> Cow<'h, str> {
    let Some((shown, form)) = shown_by(host) else { return Cow::Borrowed(without_www(host)) };
    match form {
        Form::Mobile => apart.mobile = true,
        Form::Amp => apart.amp = true,
    }
    shown
}

/// The name of a page that its site spells in several ways: a DOI, whose case means nothing, and a preprint,
/// whose abstract, text and versions are one source.
fn identifier(host: &str, parts: &Parts<'_>, apart: &mut Apart) -> Option<String> {
    match host {
        "doi.org" | "dx.doi.org" if parts.path.starts_with("/10.") => {
            // DOI Handbook, 2.4: names are equal without regard to case.
            Some(format!("doi.org{}", parts.path.to_ascii_lowercase()))
        }
        "arxiv.org" | "export.arxiv.org" => {
            let id =
                ["/abs/", "/pdf/", "/html/"].iter().find_map(|opening| parts.path.strip_prefix(opening))?;
            let id = id.trim_end_matches('/');
            let id = id.strip_suffix(".pdf").unwrap_or(id);
            let digits = id.trim_end_matches(|last: char| last.is_ascii_digit());
            let bare = digits
                .strip_suffix('v')
                .filter(|bare| digits.len() < id.len() && bare.ends_with(|last: char| last.is_ascii_digit()));
            apart.version |= bare.is_some();
            Some(format!("arxiv.org/abs/{}", bare.unwrap_or(id)))
        }
        _ => None,
    }
}

/// The path without what makes it the AMP form: `/story/amp`, `/story.amp.html`, `/story.amp`. `None` where
/// nothing does.
fn without_amp(path: &str) -> Option<Cow<'_, str>> {
    let bare = path.strip_suffix('/').unwrap_or(path);
    if let Some(story) =
        // A site may have a page of that name at its root: a story stands before it.
        bare.strip_suffix("/amp").or_else(|| bare.strip_suffix(".amp")).filter(|story| story.len() > 1)
    {
        return Some(Cow::Borrowed(story));
    }
    bare.strip_suffix(".amp.html").map(|story| Cow::Owned(format!("{story}.html")))
}

fn push_query(name: &mut String, parts: &Parts<'_>, apart: &mut Apart) {
    let mut kept: Vec<Parameter<'_>> = Vec::new();
    for parameter in parts.parameters() {
        if parameter.range.is_empty() {
            continue;
        }
        let (is_amp, is_tracker) = (asks_for_amp(&parameter), is_tracking(&parameter));
        apart.amp |= is_amp;
        apart.tracking |= is_tracker;
        if !is_amp && !is_tracker {
            kept.push(parameter);
        }
    }
    // Repeated names keep their order: it can matter.
    kept.sort_by_key(|parameter| parameter.name);
    let query = parts.query.unwrap_or("");
    for (index, parameter) in kept.iter().enumerate() {
        name.push(if index == 0 { '?' } else { '&' });
        name.push_str(&query[parameter.range.clone()]);
    }
}

fn asks_for_amp(parameter: &Parameter<'_>) -> bool {
    match parameter.name {
        "amp" => matches!(parameter.value, "" | "1" | "true"),
        "outputType" | "outputtype" => parameter.value == "amp",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_have_one_name() {
        let table = [
            ("https://example.org/a", "example.org/a"),
            ("http://www.example.org/a", "example.org/a"),
            ("HTTPS://Example.ORG/A", "example.org/A"),
            ("https://example.org:443/a", "example.org/a"),
            ("http://example.org:80", "example.org"),
            ("https://example.org:80/a", "example.org:80/a"),
            ("ftp://example.org:21/a", "ftp://example.org/a"),
            ("https://example.org/a/", "example.org/a"),
            ("https://example.org/a/#part", "example.org/a"),
            ("https://example.org/a#:~:text=dam", "example.org/a"),
            ("https://example.org/#/page", "example.org#/page"),
            ("https://example.org/#!page", "example.org#!page"),
            ("https://example.org?Q=1", "example.org?Q=1"),
            ("https://example.org/?b=2&a=1&utm_source=x", "example.org?a=1&b=2"),
            ("https://example.org/?a=2&a=1&&fbclid=x", "example.org?a=2&a=1"),
            ("https://EXAMPLE.org?u=http://A", "example.org?u=http://A"),
            ("", ""),
            ("#", "#"),
            ("://", ":/"),
            ("no address", "no address"),
        ];
        for (url, expected) in table {
            assert_eq!(canonical(url), expected, "{url}");
        }
    }

    #[test]
    fn other_forms_of_a_page_have_its_name() {
        let table = [
            (
                "https://web.archive.org/web/2020/https://www.example.org/a/?utm_source=x",
                "example.org/a",
                "the archive around it and tracking parameters",
            ),
            ("https://archive.ph/2020/https://example.org/a", "example.org/a", "the archive around it"),
            (
                "https://web.archive.org/web/2020/https://archive.ph/2019/https://example.org/a",
                "example.org/a",
                "the archive around it",
            ),
            (
                "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa",
                "example.org/a",
                "the redirect around it",
            ),
            ("https://www.google.com/amp/s/www.example.org/a", "example.org/a", "its AMP form"),
            ("https://example.org/a/amp/", "example.org/a", "its AMP form"),
            ("https://example.org/a.amp.html", "example.org/a.html", "its AMP form"),
            ("https://amp.example.org/a?amp=1&outputType=amp", "example.org/a", "its AMP form"),
            ("https://m.example.org/a", "example.org/a", "its mobile host"),
            ("https://en.m.wikipedia.org/wiki/Dam", "en.wikipedia.org/wiki/Dam", "its mobile host"),
            ("https://arxiv.org/pdf/2401.01234v2.pdf", "arxiv.org/abs/2401.01234", "the version it names"),
        ];
        for (url, expected, apart) in table {
            let page = page(url);
            assert_eq!(page.name, expected, "{url}");
            assert_eq!(page.apart.differences(Apart::default()).as_deref(), Some(apart), "{url}");
        }
        assert_eq!(canonical("https://arxiv.org/abs/2401.01234"), "arxiv.org/abs/2401.01234");
        assert_eq!(canonical("https://dx.doi.org/10.1000/ABC"), canonical("http://doi.org/10.1000/abc"));
    }

    #[test]
    fn pages_that_may_differ_keep_their_own_name() {
        let table = [
            ("https://example.org/a?p=1", "https://example.org/a?p=2"),
            ("https://example.org/A", "https://example.org/a"),
            ("https://example.org/a", "https://news.example.org/a"),
            ("https://example.org/a?id=1", "https://example.org/a"),
            ("https://example.org/amp", "https://example.org/"),
            ("https://example.org/?a=1&a=2", "https://example.org/?a=2&a=1"),
            ("https://m.com/a", "https://com/a"),
            ("https://example.org/a?ref=1", "https://example.org/a?ref=2"),
            ("ftp://example.org/a", "https://example.org/a"),
            ("https://archive.ph/AbCdE", "https://archive.ph/AbCdF"),
        ];
        for (one, other) in table {
            assert_ne!(canonical(one), canonical(other));
        }
    }

    #[test]
    fn a_server_has_one_page_for_addresses_that_hardly_differ() {
        let table = [
            ("http://www.example.org/a/", "https://example.org/a#part", true),
            ("https://example.org/a?", "https://example.org/a", true),
            ("https://example.org:443/a", "https://example.org/a", true),
            ("https://example.org:8443/a", "https://example.org/a", false),
            ("https://example.org/a?b", "https://example.org/a", false),
            ("https://m.example.org/a", "https://example.org/a", false),
            ("https://example.org/a?utm_source=x", "https://example.org/a", false),
        ];
        for (one, other, expected) in table {
            let parse = |url| Url::parse(url).unwrap();
            assert_eq!(same_page(&parse(one), &parse(other)), expected, "{one} {other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_fast_path_names_a_page_as_the_slow_one_does(host in "(www\\.)?[a-z]{1,3}(\\.m)?\\.[a-z]{2,3}", path in "(/[a-zA-Z.]{0,4}){0,3}(/amp)?", tail in "(#[a-z!]{0,2})?") {
            let url = format!("https://{host}{path}{tail}");
            proptest::prop_assert_eq!(page(&url), worked_out(&url));
        }

        #[test]
        fn no_address_panics(url in ".{0,40}", after in "(https://(web\\.archive\\.org/web/2020/|www\\.google\\.com/url\\?q=)?)[a-z.:/?#&=%é@\\[\\]]{0,40}") {
            let _ = (page(&url), page(&after));
        }
    }
}
