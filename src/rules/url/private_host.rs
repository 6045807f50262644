//! Finds cited addresses that lead into a private network. It does not resolve names.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::Host;

use crate::model::Severity;
use crate::rules::address::{is_plain_host, is_under, opening, parts};
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses on the writer's own machine (`localhost`, `127.0.0.1`, `::1`), in private and link-local networks (`10.0.0.0/8`,
    /// `172.16.0.0/12`, `192.168.0.0/16`, `100.64.0.0/10`, `169.254.0.0/16`, `fc00::/7`, `fe80::/10`), and under names that the public
    /// DNS does not have: `.local`, `.internal`, `.home.arpa`, `.lan`, `.intranet`, `.corp`, `.home`, `.private`. Names and networks kept
    /// for documentation pass. A host without any dot is URL001.
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

/// Names that RFC 6761, 6762 (with its appendix G) and 8375 and ICANN's resolution of 2024 keep out of the
/// public DNS.
const DOMAINS: &[&str] =
    &["localhost", "local", "internal", "home.arpa", "lan", "intranet", "corp", "home", "private"];

/// One finding for each private address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, privacy, |cited, where_to| {
        sink.report(cited.draft(where_to, "cite the public address of the page"))
    });
}

/// Where a private address leads, as the rest of a sentence about it.
fn privacy(url: &str) -> Option<&'static str> {
    const OWN: &str = "leads to the reader's own machine";
    const NETWORK: &str = "leads into a private network";
    if opening(url).is_some_and(|(host, _)| is_public(host)) {
        return None;
    }
    let host = parts(url)?.lower_host();
    let is_number = host.ends_with(|last: char| last.is_ascii_digit() || last == ']');
    if !is_number {
        return DOMAINS
            .iter()
            .find(|domain| is_under(&host, domain))
            .map(|domain| if *domain == "localhost" { OWN } else { NETWORK });
    }
    let (is_own, is_private) = match Host::parse(&host).ok()? {
        Host::Domain(_) => return None,
        Host::Ipv4(address) => (is_own_v4(address), is_private_v4(address)),
        Host::Ipv6(address) => match address.to_ipv4_mapped() {
            Some(address) => (is_own_v4(address), is_private_v4(address)),
            None => (address.is_loopback() || address.is_unspecified(), is_private_v6(address)),
        },
    };
    if is_own { Some(OWN) } else { is_private.then_some(NETWORK) }
}

/// Whether a host is public beyond doubt: letters after its last dot, and none of those that end a private
/// name.
fn is_public(host: &str) -> bool {
    let Some(dot) = memchr::memrchr(b'.', host.as_bytes()) else { return false };
    let last = &host[dot + 1..];
    let is_letters = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let ends_private = matches!(
        last,
        "localhost" | "local" | "internal" | "arpa" | "lan" | "intranet" | "corp" | "home" | "private"
    );
    is_letters && !ends_private && is_plain_host(host)
}

fn is_own_v4(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.octets()[0] == 0
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // RFC 6598: shared between carriers and their customers.
    let is_shared = first == 100 && (64..128).contains(&second);
    address.is_private() || address.is_link_local() || is_shared
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_unique_local() || address.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::{DOMAINS, PRIVATE_HOST, is_public, privacy};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        let (own, network) =
            (Some("leads to the reader's own machine"), Some("leads into a private network"));
        let table = [
            ("http://localhost/a", own),
            ("http://LOCALHOST:8000", own),
            ("http://app.localhost/", own),
            ("http://127.0.0.1/a", own),
            ("http://127.1/a", own),
            ("http://[::1]:80/", own),
            ("http://[::ffff:127.0.0.1]/", own),
            ("http://10.1.2.3/", network),
            ("http://172.16.0.1/", network),
            ("http://192.168.1.1/", network),
            ("http://169.254.169.254/", network),
            ("http://100.64.0.1/", network),
            ("http://[fd00::1]/", network),
            ("http://[fe80::1]/", network),
            ("http://cms.local/", network),
            ("http://wiki.corp.internal./a", network),
            ("http://nas.home.arpa/", network),
            ("http://nas.local?from=a.com", network),
            ("http://172.32.0.1/", None),
            ("http://100.128.0.1/", None),
            ("http://192.0.2.1/", None),
            ("http://[2001:db8::1]/", None),
            ("https://example.org/", None),
            ("https://story.example/", None),
            ("https://notlocal/", None),
            ("https://thelocal.se/", None),
            ("no address", None),
        ];
        for (url, expected) in table {
            assert_eq!(privacy(url), expected, "{url}");
        }
    }

    #[test]
    fn every_private_name_is_looked_at() {
        for domain in DOMAINS {
            assert!(!is_public(&format!("cms.{domain}")), "{domain}");
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
