//! Finds cited addresses that lead into a private network. It does not resolve names.

use crate::address::private::{Private, private_host};
use crate::model::Severity;
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses on the writer's own machine (`localhost`, `127.0.0.1`, `::1`), in private and link-local networks (`10.0.0.0/8`,
    /// `172.16.0.0/12`, `192.168.0.0/16`, `100.64.0.0/10`, `169.254.0.0/16`, `fc00::/7`, `fe80::/10`), and under names that the public
    /// DNS does not have: `.local`, `.internal`, `.home.arpa`, `.lan`, `.intranet`, `.corp`, `.home`,
    /// `.private`, `.localdomain`. Names and networks kept for documentation pass. A host without any dot is URL001.
    ///
    /// ## Why it matters
    ///
    /// Nobody outside that network can open the source, and the address tells how the network is built.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] http://cms.newsroom.local/preview/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the public address of the page.
    pub static PRIVATE_HOST: Rule = Rule {
        code: "URL002",
        name: "private-host",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a cited address that only its writer's network knows",
        check,
    }
}

/// One finding for each private address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, privacy, |cited, where_to| {
        sink.report(cited.draft(where_to, "cite the public address of the page"))
    });
}

/// Where a private address leads, as the rest of a sentence about it.
fn privacy(url: &str) -> Option<&'static str> {
    match private_host(url)? {
        Private::Machine => Some("leads to the reader's own machine"),
        Private::Network => Some("leads into a private network"),
        Private::Nobody => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PRIVATE_HOST, privacy};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn what_is_kept_for_documentation_passes() {
        let (own, network) =
            (Some("leads to the reader's own machine"), Some("leads into a private network"));
        let table = [
            ("http://localhost/a", own),
            ("http://[::1]:80/", own),
            ("http://10.1.2.3/", network),
            ("http://x.localdomain/", network),
            ("http://192.0.2.1/", None),
            ("http://[2001:db8::1]/", None),
            ("https://example.org/", None),
        ];
        for (url, expected) in table {
            assert_eq!(privacy(url), expected, "{url}");
        }
    }

    #[test]
    fn the_finding_stands_at_the_address() {
        let found = findings(
            &PRIVATE_HOST,
            "A [1].\nReferences\n[1] Draft, http://cms.local/a and http://example.org/b",
        );
        assert_eq!(lines(&found), ["3:12 address http://cms.local/a leads into a private network"]);
    }
}
