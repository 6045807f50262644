//! Takes addresses apart without copying them. It does not judge them: RFC 3986 is followed as far as the
//! rules need it.

use std::borrow::Cow;
use std::ops::Range;

/// The parts of an address `scheme://user@host:port/path?query#fragment`, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'u> {
    /// Before `://`.
    pub scheme: &'u str,
    /// Before the last `@` of the authority.
    pub user: Option<&'u str>,
    /// The host, with the brackets of an IPv6 address.
    pub host: &'u str,
    /// The digits after the host's colon.
    pub port: Option<&'u str>,
    /// From the slash after the host to the query or fragment; may be empty.
    pub path: &'u str,
    /// After the first `?`.
    pub query: Option<&'u str>,
    /// After the first `#`.
    pub fragment: Option<&'u str>,
}

/// The parts of an address; `None` where it has no `://` or no host.
pub fn parts(url: &str) -> Option<Parts<'_>> {
    let colon = memchr::memchr(b':', url.as_bytes())?;
    let rest = url[colon + 1..].strip_prefix("//")?;
    let end = memchr::memchr3(b'/', b'?', b'#', rest.as_bytes()).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (user, place) = match memchr::memrchr(b'@', authority.as_bytes()) {
        Some(at) => (Some(&authority[..at]), &authority[at + 1..]),
        None => (None, authority),
    };
    let (host, port) = host_and_port(place);
    let (rest, fragment) = cut(rest, b'#');
    let (path, query) = cut(rest, b'?');
    (!host.is_empty()).then_some(Parts { scheme: &url[..colon], user, host, port, path, query, fragment })
}

/// What stands between the scheme and the first slash of an address of the web as nearly all are written, and
/// what follows: enough to tell quickly that a rule has nothing to say. The first part may hold more than a
/// host.
pub fn opening(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("http")?;
    let rest = rest.strip_prefix("s://").or_else(|| rest.strip_prefix("://"))?;
    Some(rest.split_at(memchr::memchr(b'/', rest.as_bytes()).unwrap_or(rest.len())))
}

/// Whether a host is nothing but lower-case letters, digits, dots and hyphens: no user, port, query, bracket.
pub fn is_plain_host(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

impl<'u> Parts<'u> {
    /// Whether the scheme is `http` or `https`.
    pub fn is_web(&self) -> bool {
        self.scheme.eq_ignore_ascii_case("https") || self.scheme.eq_ignore_ascii_case("http")
    }

    /// The host in lower case.
    pub fn lower_host(&self) -> Cow<'u, str> {
        let host = self.host.strip_suffix('.').unwrap_or(self.host);
        match host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(host.to_ascii_lowercase()),
            false => Cow::Borrowed(host),
        }
    }

    /// The parameters of the query, in order.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'u>> {
        self.query.into_iter().flat_map(parameters)
    }

    /// The folders and the page of the path, without those that are empty.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &'u str> {
        self.path.split('/').filter(|segment| !segment.is_empty())
    }

    /// The fragment by which a script of the site chooses the page: `#!story`, `#/news/1`.
    pub fn page_fragment(&self) -> Option<&'u str> {
        self.fragment.filter(|fragment| fragment.starts_with(['!', '/']))
    }

    /// The value of the first parameter with one of some names.
    pub fn value(&self, names: &[&str]) -> Option<&'u str> {
        self.parameters().find(|parameter| names.contains(&parameter.name)).map(|parameter| parameter.value)
    }
}

/// A parameter of a query: `name=value`, or `name` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter<'u> {
    /// Before the first `=`.
    pub name: &'u str,
    /// After it.
    pub value: &'u str,
    /// Where it stands in the query, as written.
    pub range: Range<usize>,
}

/// The parameters of a query, in order. `&amp;`, as HTML source has it, parts them too.
pub fn parameters(query: &str) -> impl Iterator<Item = Parameter<'_>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = memchr::memchr(b'&', &query.as_bytes()[start..]).map_or(query.len(), |at| start + at);
        let separator = if query[end..].starts_with("&amp;") { 5 } else { 1 };
        next = (end < query.len()).then_some(end + separator);
        let (name, value) = query[start..end].split_once('=').unwrap_or((&query[start..end], ""));
        Some(Parameter { name, value, range: start..end })
    })
}

/// The bytes that `%XX` and `+` of a query stand for; `None` where they are no UTF-8.
pub fn decoded(value: &str) -> Option<String> {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes
            .get(at + 1..at + 3)
            .filter(|_| byte == b'%')
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(meant) => {
                out.push(meant);
                at += 3;
            }
            None => {
                out.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

fn host_and_port(place: &str) -> (&str, Option<&str>) {
    let from = if place.starts_with('[') { memchr::memchr(b']', place.as_bytes()).unwrap_or(0) } else { 0 };
    match memchr::memrchr(b':', &place.as_bytes()[from..]) {
        Some(colon) => (&place[..from + colon], Some(&place[from + colon + 1..])),
        None => (place, None),
    }
}

fn cut(text: &str, mark: u8) -> (&str, Option<&str>) {
    match memchr::memchr(mark, text.as_bytes()) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_apart() {
        let one = parts("https://me:pw@Example.org:8080/a/b?c=d&e#f?g").unwrap();
        assert_eq!(
            (one.scheme, one.user, one.host, one.port),
            ("https", Some("me:pw"), "Example.org", Some("8080"))
        );
        assert_eq!((one.path, one.query, one.fragment), ("/a/b", Some("c=d&e"), Some("f?g")));
        let six = parts("http://[2001:db8::1]:80?q").unwrap();
        assert_eq!((six.host, six.port, six.path, six.query), ("[2001:db8::1]", Some("80"), "", Some("q")));
        assert_eq!(parts("http://[2001:db8::1]/").unwrap().port, None);
        for none in ["", "example.org/a", "mailto:a@example.org", "https:///a", "https://", "a://:80/"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }

    #[test]
    fn an_opening_is_read_quickly() {
        let table = [
            ("https://example.org/a/b?c", Some(("example.org", "/a/b?c"))),
            ("http://example.org", Some(("example.org", ""))),
            ("https://me@example.org:80?q", Some(("me@example.org:80?q", ""))),
            ("HTTPS://example.org/", None),
            ("ftp://example.org/", None),
            ("httpx://example.org/", None),
        ];
        for (url, expected) in table {
            assert_eq!(opening(url), expected, "{url}");
        }
    }

    #[test]
    fn a_query_parts_at_ampersands_of_both_spellings() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("a=1&b=2", &[("a", "1"), ("b", "2")]),
            ("a=1&amp;b", &[("a", "1"), ("b", "")]),
            ("", &[("", "")]),
            ("&a=b=c", &[("", ""), ("a", "b=c")]),
            ("a&", &[("a", ""), ("", "")]),
        ];
        for (query, expected) in table {
            let found: Vec<(&str, &str)> =
                parameters(query).map(|parameter| (parameter.name, parameter.value)).collect();
            assert_eq!(found, *expected, "{query}");
        }
    }

    #[test]
    fn percent_signs_are_decoded_where_they_spell_text() {
        let table = [
            ("https%3A%2F%2Fexample.org%2Fa+b", Some("https://example.org/a b")),
            ("%zz%", Some("%zz%")),
            ("%ff", None),
        ];
        for (value, expected) in table {
            assert_eq!(decoded(value).as_deref(), expected, "{value}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_address_panics(url in ".{0,40}", after in "(https?://)?[\\[\\]@:/?#&=%a-zé]{0,40}") {
            for url in [url, after] {
                let Some(parts) = parts(&url) else { continue };
                let _ = (parts.lower_host(), parts.parameters().count(), parts.query.and_then(decoded));
            }
        }
    }
}
