//! Tells what an address gives away: a password before its host, a key or token in its query. Words that
//! stand for a secret are none.

use std::borrow::Cow;
use std::ops::Range;

use crate::address::parts::{Parameter, Parts, parts};

/// Names whose value is a secret, in lower case.
const NAMES: &[&str] = &[
    "access_token",
    "api_key",
    "apikey",
    "api-key",
    "auth_token",
    "client_secret",
    "id_token",
    "passwd",
    "password",
    "refresh_token",
    "secret_key",
];

/// The shortest key or token that is taken for a real one.
const SHORTEST: usize = 8;

/// What an address gives away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret<'u> {
    /// The host.
    pub host: &'u str,
    /// The parameter that holds it; a password has none.
    pub parameter: Option<&'u str>,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// Whether the value under a name, in lower case, is a secret.
pub fn is_name(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The first secret of an address.
///
/// ```
/// use newscheck::address::secrets::secret;
/// let found = secret("https://desk:hunter22@example.org/a").expect("there is a password");
/// assert_eq!((found.host, found.range), ("example.org", 13..21));
/// assert_eq!(secret("https://user:password@example.org/a"), None);
/// ```
pub fn secret(url: &str) -> Option<Secret<'_>> {
    memchr::memchr2(b'@', b'?', url.as_bytes())?;
    let parts = parts(url)?;
    let at = |words: &str| {
        let start = words.as_ptr() as usize - url.as_ptr() as usize;
        start..start + words.len()
    };
    if let Some(password) = password(&parts) {
        return Some(Secret { host: parts.host, parameter: None, range: at(password) });
    }
    let parameter = parts.parameters().find(is_secret)?;
    Some(Secret { host: parts.host, parameter: Some(parameter.name), range: at(parameter.value) })
}

/// A text in which the secrets of addresses are stars, as many as they have bytes.
///
/// ```
/// use newscheck::address::secrets::masked;
/// assert_eq!(masked("at https://desk:hunter22@example.org/a."), "at https://desk:********@example.org/a.");
/// assert_eq!(masked("see https://example.org/a?b=c."), "see https://example.org/a?b=c.");
/// ```
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    // A secret stands before an `@` or behind a `?`. Every address of a report comes here, and few have one.
    if memchr::memchr2(b'@', b'?', text.as_bytes()).is_none() {
        return masked;
    }
    let mut from = 0;
    while let Some(colon) = memchr::memmem::find(&text.as_bytes()[from..], b"://").map(|at| from + at) {
        let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let scheme =
            text.as_bytes()[from..colon].iter().rev().take(16).take_while(|byte| is_scheme(byte)).count();
        let start = colon - scheme;
        let rest = &text[start..];
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '<' | '>' | '`');
        let end = start + rest.find(ends).unwrap_or(rest.len());
        mask(&mut masked, &text[start..end], start);
        from = end.max(colon + 3);
    }
    masked
}

/// Masks every secret of an address that stands at an offset.
fn mask(masked: &mut Cow<'_, str>, url: &str, start: usize) {
    let Some(parts) = parts(url) else { return };
    let values = parts.parameters().filter(is_secret).map(|parameter| parameter.value);
    for words in password(&parts).into_iter().chain(values) {
        let at = start + (words.as_ptr() as usize - url.as_ptr() as usize);
        masked.to_mut().replace_range(at..at + words.len(), &"*".repeat(words.len()));
    }
}

fn password<'u>(parts: &Parts<'u>) -> Option<&'u str> {
    let (user, password) = parts.user.and_then(|user| user.split_once(':'))?;
    let stands_for_one = ["password", "passwd", "pass", "pwd", "pw", "secret", "token", "x-oauth-basic"];
    let is_meant = !password.is_empty()
        && !is_placeholder(password)
        && user != "anonymous"
        && !stands_for_one.contains(&password.to_ascii_lowercase().as_str());
    is_meant.then_some(password)
}

fn is_secret(parameter: &Parameter<'_>) -> bool {
    let is_named = || NAMES.iter().any(|name| name.eq_ignore_ascii_case(parameter.name));
    parameter.value.len() >= SHORTEST
        && parameter.name.len() >= 6
        && is_named()
        && !is_placeholder(parameter.value)
}

/// Words that stand for a secret: `YOUR_API_KEY`, `{key}`, `$TOKEN`, `xxxxxxxx`, `DEMO_KEY`.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_marked =
        value.contains(['{', '<', '$', '[', '*', '…']) || lower.contains("%7b") || lower.contains("%3c");
    let is_word =
        ["your", "my_", "demo", "example", "insert", "redacted"].iter().any(|word| lower.contains(word));
    is_marked || is_word || lower.bytes().all(|byte| matches!(byte, b'x' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{masked, secret};

    #[test]
    fn secrets_are_told_from_words_that_stand_for_one() {
        let table = [
            ("https://desk:hunter22@example.org/a", Some((None, "hunter22"))),
            ("ftp://desk:hunter22@ftp.example.org/a", Some((None, "hunter22"))),
            ("https://example.org/a?api_key=f3a9c1d27b", Some((Some("api_key"), "f3a9c1d27b"))),
            ("https://example.org/a?b=1&Access_Token=f3a9c1d27b", Some((Some("Access_Token"), "f3a9c1d27b"))),
            ("https://example.org/a?api_key=YOUR_API_KEY", None),
            ("https://example.org/a?api_key={api_key}", None),
            ("https://example.org/a?api_key=short", None),
            ("https://user:password@example.org/a", None),
            ("ftp://anonymous:guest@ftp.example.org/", None),
            ("https://desk@example.org/a", None),
            ("https://desk:@example.org/a", None),
            ("https://example.org/@desk:hunter22", None),
            ("https://example.org/a?X-Amz-Signature=f3a9c1d27bf3a9c1d27b", None),
            ("https://example.org/a?token=f3a9c1d27b", None),
            ("https://example.org/password?page=password", None),
        ];
        for (url, expected) in table {
            let found = secret(url).map(|secret| (secret.parameter, &url[secret.range]));
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn texts_show_stars_for_secrets_and_keep_their_length() {
        let table = [
            ("[1] <ftp://a:b1b1b1@c.org>", "[1] <ftp://a:******@c.org>"),
            (
                "https://a:b1b1b1@c.org/?api_key=f3a9c1d27b&x=1 https://c.org/?password=12345678",
                "https://a:******@c.org/?api_key=**********&x=1 https://c.org/?password=********",
            ),
            ("https://a:böse@c.org", "https://a:*****@c.org"),
            ("a://b://c", "a://b://c"),
            ("://", "://"),
        ];
        for (text, expected) in table {
            assert_eq!(masked(text), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_keeps_its_length(text in "(https?://|ftp://|[a-z@:/?=&é .]{0,6}|password=|hunter22){0,8}") {
            proptest::prop_assert_eq!(masked(&text).len(), text.len());
        }
    }
}
