//! What hosts have in common: a domain, an owner, a site under `www.` and under its mobile name.

use std::borrow::Cow;

use psl::Psl as _;
use url::Url;

/// A host in lower case without `www.`.
pub fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The host of an address, by which sites are told apart: without `www.`.
pub fn site_of(url: &Url) -> &str {
    without_www(url.host_str().unwrap_or_default().trim_end_matches('.'))
}

/// Whether a host in lower case is a domain or stands under it.
pub fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The registrable domain of a host in lower case, by the Public Suffix List: `example.co.uk` of
/// `www.example.co.uk`. None for IP addresses and for suffixes themselves.
pub fn registrable(host: &str) -> Option<&str> {
    let domain = psl::List.domain(host.as_bytes()).filter(|domain| domain.suffix().is_known())?;
    std::str::from_utf8(domain.as_bytes()).ok()
}

/// A form in which a site shows its pages under a host of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `m.example.org`, `mobile.example.org`, `en.m.wikipedia.org`.
    Mobile,
    /// `amp.example.org`.
    Amp,
}

/// The host, without `www.`, whose pages another one shows in some form; `None` where it shows its own.
pub fn shown_by(host: &str) -> Option<(Cow<'_, str>, Form)> {
    let host = without_www(host);
    let (first, rest) = host.split_once('.')?;
    if rest.contains('.') {
        match first {
            "m" | "mobile" => return Some((Cow::Borrowed(rest), Form::Mobile)),
            "amp" => return Some((Cow::Borrowed(rest), Form::Amp)),
            _ => {}
        }
    }
    let at = host.as_bytes().windows(3).position(|part| part == b".m.")?;
    let (before, after) = (&host[..at], &host[at + 3..]);
    after.contains('.').then(|| (Cow::Owned(format!("{before}.{after}")), Form::Mobile))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registrable_domain_knows_private_suffixes() {
        let table = [
            ("www.example.co.uk", Some("example.co.uk")),
            ("alice.github.io", Some("alice.github.io")),
            ("a.b.example.org", Some("example.org")),
            ("org", None),
            ("10.0.0.1", None),
            ("", None),
            ("..", None),
        ];
        for (host, expected) in table {
            assert_eq!(registrable(host), expected, "{host}");
        }
    }

    #[test]
    fn a_domain_ends_at_a_dot() {
        let table = [
            ("example.org", "example.org", true),
            ("news.example.org", "example.org", true),
            ("myexample.org", "example.org", false),
            ("org", "example.org", false),
        ];
        for (host, domain, expected) in table {
            assert_eq!(is_under(host, domain), expected, "{host} {domain}");
        }
    }

    #[test]
    fn a_site_is_one_with_and_without_www() {
        let table = [
            ("https://www.example.org/a", "example.org"),
            ("https://WWW.Example.org./", "example.org"),
            ("https://news.example.org:8080/", "news.example.org"),
            ("https://wwwx.example.org/", "wwwx.example.org"),
            ("mailto:a@example.org", ""),
        ];
        for (url, expected) in table {
            assert_eq!(site_of(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn mobile_and_amp_hosts_show_the_pages_of_another() {
        let table = [
            ("m.example.org", Some(("example.org", Form::Mobile))),
            ("www.mobile.example.org", Some(("example.org", Form::Mobile))),
            ("amp.example.org", Some(("example.org", Form::Amp))),
            ("en.m.wikipedia.org", Some(("en.wikipedia.org", Form::Mobile))),
            ("m.com", None),
            ("a.m.com", None),
            ("amplify.example.org", None),
            ("www.example.org", None),
            ("localhost", None),
        ];
        for (host, expected) in table {
            let found = shown_by(host);
            assert_eq!(found.as_ref().map(|(shown, form)| (&**shown, *form)), expected, "{host}");
        }
    }
}
