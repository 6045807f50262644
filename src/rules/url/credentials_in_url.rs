//! Finds cited addresses that give away a password or a key.

use crate::address::{Parameter, Parts, parts};
use crate::model::Severity;
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses with a user and a password before the host (`https://desk:secret@...`), and with a key or token in the query
    /// under a name that leaves no doubt: `access_token`, `api_key`, `client_secret`, `password` and few others. Words that stand for a
    /// password (`user:password@`, `api_key=YOUR_KEY`) and `anonymous` pass, and so do signatures of addresses that expire.
    ///
    /// ## Why it matters
    ///
    /// Whoever reads the article can use the account. Published once, a secret is in every archive and cannot be taken back.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://desk:hunter22@example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Remove it from the address, and change it where it is used.
    pub static CREDENTIALS_IN_URL: Rule = Rule {
        code: "URL007",
        name: "credentials-in-url",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "a cited address that gives away a password or a key",
        check,
    }
}

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

/// One finding for each address with a secret.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, secret, |cited, (host, secret)| {
        let mut draft = cited.draft("", "remove it from the address, and change it where it is used");
        // The secret itself is not repeated.
        draft.message = format!("address on {} gives away {secret}", crate::rules::words::brief(host));
        sink.report(draft);
    });
}

/// The host and what an address gives away.
fn secret(url: &str) -> Option<(&str, String)> {
    memchr::memchr2(b'@', b'?', url.as_bytes())?;
    let parts = parts(url)?;
    if has_password(&parts) {
        return Some((parts.host, "a password".to_owned()));
    }
    let parameter = parts.parameters().find(is_secret)?;
    Some((parts.host, format!("a secret in {}", parameter.name.to_ascii_lowercase())))
}

fn has_password(parts: &Parts<'_>) -> bool {
    let Some((user, password)) = parts.user.and_then(|user| user.split_once(':')) else { return false };
    let stands_for_one = ["password", "passwd", "pass", "pwd", "pw", "secret", "token", "x-oauth-basic"];
    !password.is_empty()
        && !is_placeholder(password)
        && user != "anonymous"
        && !stands_for_one.contains(&password.to_ascii_lowercase().as_str())
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
    use super::{CREDENTIALS_IN_URL, secret};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn secrets_are_told_from_words_that_stand_for_one() {
        let table = [
            ("https://desk:hunter22@example.org/a", Some("a password")),
            ("ftp://desk:hunter22@ftp.example.org/a", Some("a password")),
            ("https://example.org/a?api_key=f3a9c1d27b", Some("a secret in api_key")),
            ("https://example.org/a?b=1&Access_Token=f3a9c1d27b", Some("a secret in access_token")),
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
            assert_eq!(secret(url).map(|(_, words)| words).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_message_does_not_repeat_the_secret() {
        let found = findings(&CREDENTIALS_IN_URL, "References\n[1] https://desk:hunter22@example.org/a");
        assert_eq!(lines(&found), ["2:5 address on example.org gives away a password"]);
    }
}
