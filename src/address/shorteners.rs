//! Knows the services that give a short address for any other. A site's own short addresses are none.

use crate::address::hosts::without_www;
use crate::address::parts::{opening, parts};

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

/// Whether an address is one that a service gives in place of another.
pub fn is_shortened(url: &str) -> bool {
    if opening(url).is_some_and(|(host, _)| without_www(host).len() > LONGEST) {
        return false;
    }
    let Some(parts) = parts(url) else { return false };
    parts.path.len() > 1 && HOSTS.binary_search(&without_www(&parts.lower_host())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
