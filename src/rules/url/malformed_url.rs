//! Finds cited addresses that no client could open. It does not open any; a sound address may still be dead.

use url::{Host, Url};

use crate::model::{Document, Reference, Severity, Target};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, places, rule, words};
use crate::text::ByteSpan;

/// Slips of the hand for `http` and `https`.
const MISSPELT: &[&str] = &[
    "hhtp", "hhtps", "hhttp", "hhttps", "hptt", "htp", "htpp", "htpps", "htps", "httpp", "httpps", "httpss",
    "httsp", "htttp", "htttps", "thtp", "thtps", "ttp", "ttps",
];

rule! {
    /// ## What it finds
    ///
    /// Addresses of references, and links on markers, that cannot be right: no host (`https:///story`), a host without a dot, two
    /// schemes (`http://https://...`), a misspelt scheme (`htp://`, `https:/`), a space, a control character or an angle bracket inside,
    /// a port that is no number. `localhost` and IP addresses pass.
    ///
    /// ## Why it matters
    ///
    /// The source is named and cannot be reached. Such an address was never opened by anyone from this text.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] http://https://example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Copy the address again from the browser's address bar.
    pub static MALFORMED_URL: Rule = Rule {
        code: "URL001",
        name: "malformed-url",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "a cited address that no client can open",
        check,
    }
}

/// One finding for each malformed address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for reference in &subject.article.references {
        check_reference(subject.document, reference, sink);
    }
    for citation in &subject.article.citations {
        let Target::Url { references, url } = &citation.target else { continue };
        // A link inside the page or the site (`#note`, `/story`, `mailto:`) is no address of a source.
        if !references.is_empty() || !(is_web(url) || has_misspelt_scheme(url)) {
            continue;
        }
        let Some(fault) = fault(url) else { continue };
        sink.report(Draft {
            label: Some(citation.label.to_string()),
            ..draft(citation.place.span, url, fault)
        });
    }
}

fn check_reference(document: &Document<'_>, reference: &Reference, sink: &mut Sink<'_>) {
    let mut rest = reference.place.span;
    let mut report = |url: &str, fault: &str| {
        let span = places::find(document, &mut rest, url).unwrap_or(reference.place.span);
        let label = reference.label.as_ref().map(ToString::to_string);
        sink.report(Draft { label, ..draft(span, url, fault) });
    };
    for url in &reference.urls {
        if let Some(fault) = fault(url) {
            report(url, fault);
        }
    }
    if let Some(attempt) = attempt(reference) {
        report(attempt, "has a misspelt scheme");
    }
}

fn draft(span: ByteSpan, url: &str, fault: &str) -> Draft {
    Draft {
        span: Some(span),
        message: format!("address {} {fault}", words::brief(url)),
        help: Some("copy the address again from its source".to_owned()),
        url: Some(url.to_owned()),
        ..Draft::default()
    }
}

/// What is wrong with an address, as the rest of a sentence about it. `None` for a sound one.
fn fault(url: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(if has_misspelt_scheme(url) { "has a misspelt scheme" } else { "has no scheme" });
    };
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if is_plain_host(&rest[..host_end])
        && rest.as_bytes()[host_end..].iter().all(|&byte| is_plain(byte))
        && is_known(scheme)
    {
        return None;
    }
    fault_in_parts(url, &rest[..host_end])
}

/// The slow half of [`fault`]: for what is not plainly sound.
fn fault_in_parts(url: &str, authority: &str) -> Option<&'static str> {
    if has_misspelt_scheme(url) {
        return Some("has a misspelt scheme");
    }
    if let Some(fault) = url.chars().find_map(forbidden) {
        return Some(fault);
    }
    if matches!(authority.trim_end_matches(':').to_ascii_lowercase().as_str(), "http" | "https" | "ftp") {
        return Some("has two schemes");
    }
    // Before the host may stand a user with an `@` of its own.
    let host = authority.rsplit('@').next().unwrap_or(authority);
    if host.is_empty() || host.starts_with(':') && !host.starts_with("::") {
        return Some("has no host");
    }
    match Url::parse(url) {
        Err(url::ParseError::InvalidPort) => Some("has a port that is no number"),
        Err(url::ParseError::EmptyHost) => Some("has no host"),
        Err(_) => Some("has a host that cannot exist"),
        Ok(parsed) => match parsed.host() {
            None => Some("has no host"),
            Some(Host::Domain(domain)) => fault_of_domain(domain),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => None,
        },
    }
}

fn fault_of_domain(domain: &str) -> Option<&'static str> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if domain.split('.').any(str::is_empty) {
        return Some("has a host with an empty part");
    }
    // Names in a private network have no dot, but no reader outside can open them.
    (!domain.contains('.') && domain != "localhost").then_some("has a host without a dot")
}

fn forbidden(character: char) -> Option<&'static str> {
    match character {
        '<' | '>' => Some("has an angle bracket inside"),
        _ if character.is_whitespace() => Some("has a space inside"),
        _ if character.is_control() => Some("has a control character inside"),
        _ => None,
    }
}

/// Whether a host is sound beyond doubt: letters, digits and hyphens with single dots between them, not only
/// digits at the end.
fn is_plain_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with("xn--")
    };
    host.len() < 254
        && host.split('.').all(is_label)
        && host
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// Whether a byte of path, query or fragment needs no closer look.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>')
}

fn is_known(scheme: &str) -> bool {
    ["https", "http", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

fn is_web(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| is_known(scheme))
}

/// In an entry without any address: the word that was meant as one.
fn attempt(reference: &Reference) -> Option<&str> {
    if reference.url.is_some() {
        return None;
    }
    let words = reference.text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')'));
    words
        .filter(|word| has_misspelt_scheme(word))
        .map(|word| word.trim_end_matches(['.', ',', ';', '"', '”']))
        .next()
}

/// Whether a word opens like `http://` or `https://` with a slip of the hand: `htp://`, `https:/`, `http//`,
/// `http:\\`, `http;//`.
fn has_misspelt_scheme(word: &str) -> bool {
    // Longer than any spelling of `https`: words are not read to their end.
    let letters = word.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let (scheme, rest) = word.split_at(letters);
    if !rest.starts_with([':', ';', '/']) {
        return false;
    }
    let scheme = scheme.to_ascii_lowercase();
    let is_right = matches!(scheme.as_str(), "http" | "https");
    let is_near = MISSPELT.contains(&scheme.as_str());
    match is_right {
        true => {
            let opens = ["//", ":\\", ";//", ":/"].iter().any(|opening| rest.starts_with(opening));
            // Three letters are no address yet: `http:/` is spoken of in articles on addresses.
            opens && !rest.starts_with("://") && rest.len() > 3
        }
        false => is_near && rest.starts_with(":/"),
    }
}

#[cfg(test)]
mod tests {
    use super::{MALFORMED_URL, fault, has_misspelt_scheme, is_plain_host};
    use crate::model::Target;
    use crate::rules::testing::{findings, findings_with, lines};

    #[test]
    fn a_malformed_address_says_what_is_wrong() {
        let table = [
            ("https:///story", "has no host"),
            ("https://", "has no host"),
            ("https://?q=1", "has no host"),
            ("http://:80/story", "has no host"),
            ("http://https://example.org/a", "has two schemes"),
            ("https://http//example.org/a", "has two schemes"),
            ("https://HTTPS://example.org/a", "has two schemes"),
            ("https://example/a", "has a host without a dot"),
            ("https://example..org/a", "has a host with an empty part"),
            ("https://.example.org/a", "has a host with an empty part"),
            ("https://example.org:8x/a", "has a port that is no number"),
            ("https://example.org/a b", "has a space inside"),
            ("https://example.org/a\u{7}b", "has a control character inside"),
            ("https://example.org/<id>", "has an angle bracket inside"),
            ("https://exa mple.org/", "has a space inside"),
            ("https://[::1/a", "has a host that cannot exist"),
            ("https://300.1.1.1/a", "has a host that cannot exist"),
            ("example.org/a", "has no scheme"),
            ("htp://example.org/a", "has a misspelt scheme"),
            ("https:/example.org/a", "has a misspelt scheme"),
        ];
        for (url, expected) in table {
            assert_eq!(fault(url), Some(expected), "{url}");
        }
    }

    #[test]
    fn sound_addresses_pass() {
        let table = [
            "https://example.org",
            "HTTP://EXAMPLE.ORG/",
            "https://user@example.org:8080/a?b=c#d",
            "ftp://ftp.example.org/file",
            "http://localhost:8000/a",
            "http://127.0.0.1/a",
            "http://[2001:db8::1]/a",
            "https://bücher.example/straße",
            "https://例え.jp/記事",
            "https://xn--bcher-kva.example/",
            "https://example.org./a",
            "https://web.archive.org/web/2020/https://example.org/a",
            "https://example.org/a_(b)|{c}\\_d",
            "https://1und1.example/a",
        ];
        for url in table {
            assert_eq!(fault(url), None, "{url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_the_fast_path_passes_the_slow_path_passes(host in "[a-zA-Z0-9.-]{1,12}", tail in "(/[!-~]{0,8})?") {
            let url = format!("https://{host}{tail}");
            if is_plain_host(&host) && fault(&url).is_none() {
                proptest::prop_assert_eq!(super::fault_in_parts(&url, &host), None);
            }
        }

        #[test]
        fn no_address_panics(url in ".{0,40}", after in "(https?://)?.{0,40}") {
            let _ = (fault(&url), fault(&after), fault(&format!("https://{url}")));
        }
    }

    #[test]
    fn a_repeated_address_is_found_at_each_place() {
        let found = findings(&MALFORMED_URL, "References\n[1] https:///a https:///a");
        assert_eq!(
            lines(&found),
            ["2:5 address https:///a has no host", "2:16 address https:///a has no host"]
        );
    }

    #[test]
    fn a_slip_in_the_scheme_is_seen() {
        for word in [
            "htp://example.org",
            "https:/example.org",
            "http//example.org",
            "http:\\\\example.org",
            "ttps://example.org",
            "https;//a.org",
        ] {
            assert!(has_misspelt_scheme(word), "{word}");
        }
        for word in [
            "https://example.org",
            "http",
            "http:",
            "https:/",
            "the",
            "ftp://example.org",
            "sftp://a.org",
            "html://a",
            "",
            "htp",
        ] {
            assert!(!has_misspelt_scheme(word), "{word}");
        }
    }

    #[test]
    fn the_finding_stands_at_the_address() {
        let text = "A.\nReferences\n[1] Title, https:///story\n[2] see htp://example.org/x.\n[3] https://example.org/";
        let found = findings(&MALFORMED_URL, text);
        assert_eq!(
            lines(&found),
            [
                "3:12 address https:///story has no host",
                "4:9 address htp://example.org/x has a misspelt scheme"
            ]
        );
    }

    #[test]
    fn a_marker_with_its_own_link_is_checked() {
        let table: &[(&str, &[&str])] = &[
            ("https:///a", &["1:3 address https:///a has no host"]),
            ("https:/example.org", &["1:3 address https:/example.org has a misspelt scheme"]),
            ("https://example.org/a", &[]),
            ("#note", &[]),
            ("notes.html", &[]),
            ("mailto:desk@example.org", &[]),
        ];
        for (url, expected) in table {
            let found = findings_with(&MALFORMED_URL, "A [1].", |article, _| {
                article.citations[0].target = Target::Url { references: Vec::new(), url: (*url).to_owned() };
            });
            assert_eq!(lines(&found), *expected, "{url}");
        }
    }
}
