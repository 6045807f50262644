//! Finds cited addresses that give away a password or a key.

use crate::address::secrets::secret;
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

/// One finding for each address with a secret.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, secret, |cited, found| {
        let what = match found.parameter {
            None => "a password".to_owned(),
            Some(name) => format!("a secret in {}", name.to_ascii_lowercase()),
        };
        let mut draft = cited.draft("", "remove it from the address, and change it where it is used");
        draft.message = format!("address on {} gives away {what}", crate::rules::words::brief(found.host));
        sink.report(draft);
    });
}

#[cfg(test)]
mod tests {
    use super::CREDENTIALS_IN_URL;
    use crate::rules::testing::{findings, lines};

    #[test]
    fn nothing_of_a_finding_repeats_the_secret() {
        let found = findings(&CREDENTIALS_IN_URL, "References\n[1] https://desk:hunter22@example.org/a");
        assert_eq!(lines(&found), ["2:5 address on example.org gives away a password"]);
        assert_eq!(found[0].snippet, "https://desk:********@example.org/a");
        assert!(!format!("{found:?}").contains("hunter22"), "{found:?}");
    }
}
