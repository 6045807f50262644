//! Holds the cookies of a run and reads those that a browser saved (cookies.txt in Netscape's format).

use std::time::{SystemTime, UNIX_EPOCH};

use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use url::Url;

/// The cookies of a run.
#[derive(Debug, Default)]
pub(super) struct Cookies {
    jar: Jar,
}

impl Cookies {
    /// Reads saved cookies: domain, whether its subdomains too, path, whether over HTTPS only, expiry,
    /// name and value, with tabs between. The number of the first line that is none of these is the
    /// error.
    pub(super) fn read(saved: &str) -> Result<Self, usize> {
        let cookies = Self::default();
        for (index, line) in saved.lines().enumerate() {
            // curl marks so what scripts must not see: a cookie, though it looks like a comment.
            let line = line.strip_prefix("#HttpOnly_").unwrap_or(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            cookies.add_saved(line).ok_or(index + 1)?;
        }
        Ok(cookies)
    }

    fn add_saved(&self, line: &str) -> Option<()> {
        let mut columns = line.splitn(7, '\t');
        let mut next = || columns.next().map(str::trim);
        let (domain, subdomains, path, secure, expiry, name) =
            (next()?, next()?, next()?, next()?, next()?, next()?);
        let value = next().unwrap_or_default();
        let host = domain.trim_start_matches('.');
        let secure = secure.eq_ignore_ascii_case("true");
        let url = Url::parse(&format!("http{}://{host}/", if secure { "s" } else { "" })).ok()?;
        // Some browser extensions write seconds with a fraction.
        let expiry: u64 = expiry.split('.').next()?.parse().ok()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        // Zero is a cookie of the session, which this run continues.
        if expiry != 0 && expiry <= now {
            return Some(());
        }
        let domain =
            if subdomains.eq_ignore_ascii_case("true") { format!("; Domain={host}") } else { String::new() };
        let secure = if secure { "; Secure" } else { "" };
        self.jar.add_cookie_str(&format!("{name}={value}; Path={path}{domain}{secure}"), &url);
        Some(())
    }

    /// The `Cookie` field for an address.
    pub(super) fn of(&self, url: &Url) -> Option<HeaderValue> {
        self.jar.cookies(url)
    }

    /// Keeps what an answer sets.
    pub(super) fn keep(&self, answered: &HeaderMap, url: &Url) {
        let mut set = answered.get_all(SET_COOKIE).iter().peekable();
        if set.peek().is_some() {
            self.jar.set_cookies(&mut set, url);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_cookies_are_sent_where_they_belong() {
        let saved = "# Netscape HTTP Cookie File\n\n.example.org\tTRUE\t/\tTRUE\t4102444800\tsession\tabc\n\
            #HttpOnly_www.example.org\tFALSE\t/news\tFALSE\t0\tpaid\tyes=1\nexample.org\tTRUE\t/\tFALSE\t1\told\tx\n";
        let cookies = Cookies::read(saved).unwrap();
        let table = [
            ("https://example.org/", Some("session=abc")),
            ("https://a.example.org/", Some("session=abc")),
            ("http://example.org/", None),
            ("http://www.example.org/news/1", Some("paid=yes=1")),
            ("http://www.example.org/", None),
            ("https://example.com/", None),
        ];
        for (url, sent) in table {
            let found = cookies.of(&Url::parse(url).unwrap());
            assert_eq!(found.as_ref().and_then(|value| value.to_str().ok()), sent, "{url}");
        }
    }

    #[test]
    fn a_line_that_is_no_cookie_is_named() {
        assert_eq!(Cookies::read("# comment\nsession=abc\n").err(), Some(2));
    }
}
