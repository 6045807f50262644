//! Finds cited addresses that another site gives in place of the source's own.

use crate::model::Severity;
use crate::rules::address::{opening, parts};
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses of services that give a short address for any other: `bit.ly`, `t.co`, `tinyurl.com`, `ow.ly` and their like. A
    /// site's own short addresses (`youtu.be`, `doi.org`) pass: they say where they lead.
    ///
    /// ## Why it matters
    ///
    /// The reader cannot see what is cited, and the source is lost with the service: several have closed, and their addresses are dead
    /// or lead elsewhere.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://bit.ly/3xYzAbC
    /// ```
    ///
    /// ## How to fix
    ///
    /// Open it, and cite the address that it leads to.
    pub static SHORTENED_URL: Rule = Rule {
        code: "URL004",
        name: "shortened-url",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a cited address that hides the source behind a shortener",
        check,
    }
}

/// Services that shorten any address, sorted. Their own front pages are no shortened addresses.
const HOSTS: &[&str] = &[
    "adf.ly",
    "amzn.to",
    "bit.do",
    "bit.ly",
    "bitly.com",
    "bl.ink",
    "buff.ly",
    "cutt.ly",
    "dlvr.it",
    "fb.me",
    "flip.it",
    "goo.gl",
    "ht.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnk.to",
    "lnkd.in",
    "n9.cl",
    "ow.ly",
    "po.st",
    "qr.ae",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.at",
    "shrtm.nu",
    "snip.ly",
    "soo.gd",
    "su.pr",
    "t.co",
    "t.ly",
    "t1p.de",
    "tiny.cc",
    "tiny.one",
    "tiny.pl",
    "tinyurl.com",
    "tr.im",
    "trib.al",
    "urlz.fr",
    "v.gd",
    "wp.me",
    "x.co",
];

/// The longest of [`HOSTS`].
const LONGEST: usize = 11;

/// One finding for each shortened address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(
        subject,
        |url| is_shortened(url).then_some(()),
        |cited, ()| {
            sink.report(
                cited.draft("does not show where it leads", "open it, and cite the address that it leads to"),
            );
        },
    );
}

fn is_shortened(url: &str) -> bool {
    let bare = |host: &'_ str| host.strip_prefix("www.").map_or(host.len(), str::len);
    if opening(url).is_some_and(|(host, _)| bare(host) > LONGEST) {
        return false;
    }
    let Some(parts) = parts(url) else { return false };
    let host = parts.host.strip_prefix("www.").unwrap_or(parts.host);
    host.len() <= LONGEST
        && parts.path.len() > 1
        && HOSTS.binary_search(&host.to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{HOSTS, LONGEST, SHORTENED_URL, is_shortened};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn the_hosts_are_sorted_and_as_short_as_said() {
        assert!(HOSTS.is_sorted());
        assert_eq!(HOSTS.iter().map(|host| host.len()).max(), Some(LONGEST));
    }

    #[test]
    fn shorteners_are_told_from_short_hosts() {
        let table = [
            ("https://bit.ly/3xYz", true),
            ("http://T.CO/abc", true),
            ("https://www.tinyurl.com/abc", true),
            ("https://bit.ly/", false),
            ("https://bit.ly", false),
            ("https://youtu.be/abc", false),
            ("https://doi.org/10.1000/a", false),
            ("https://rabbit.ly/a", false),
            ("https://x.com/a", false),
            ("", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_shortened(url), expected, "{url}");
        }
    }

    #[test]
    fn the_finding_names_the_address() {
        let found = findings(&SHORTENED_URL, "References\n[1] Dam, https://bit.ly/3xYz");
        assert_eq!(lines(&found), ["2:10 address https://bit.ly/3xYz does not show where it leads"]);
    }
}
