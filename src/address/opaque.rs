//! Tells addresses that stand for another page and do not spell which: short ones, identifiers, captures by
//! number. What they lead to only their servers know.

use crate::address::hosts::without_www;
use crate::address::parts::{opening, parts};
use crate::address::shorteners::is_shortened;

/// Services that send on to a page that the address does not spell, and where such addresses begin on them.
const SERVICES: &[(&str, &str)] = &[
    ("archive.fo", "/"),
    ("archive.is", "/"),
    ("archive.li", "/"),
    ("archive.md", "/"),
    ("archive.ph", "/"),
    ("archive.today", "/"),
    ("archive.vn", "/"),
    ("doi.org", "/10."),
    ("dx.doi.org", "/10."),
    ("hdl.handle.net", "/"),
    ("n2t.net", "/"),
    ("nbn-resolving.org", "/"),
    ("news.google.com", "/rss/articles/"),
    ("perma.cc", "/"),
    ("purl.org", "/"),
    ("vertexaisearch.cloud.google.com", "/grounding-api-redirect/"),
];

/// Whether an address stands for another page without spelling it.
pub fn is_opaque(url: &str) -> bool {
    let Some((host, _)) = opening(url) else { return false };
    let host = without_www(host);
    let is_service = SERVICES.iter().any(|(known, _)| host.eq_ignore_ascii_case(known));
    if !is_service {
        return is_shortened(url);
    }
    parts(url).is_some_and(|parts| {
        SERVICES.iter().any(|(known, path)| host.eq_ignore_ascii_case(known) && parts.path.starts_with(path))
    })
}

#[cfg(test)]
mod tests {
    use super::is_opaque;

    #[test]
    fn addresses_that_do_not_spell_their_page() {
        let table = [
            ("https://doi.org/10.1000/182", true),
            ("https://www.doi.org/the-identifier", false),
            ("https://perma.cc/AB12-CD34", true),
            ("https://archive.ph/aB3dE", true),
            ("https://bit.ly/3xYz", true),
            ("https://vertexaisearch.cloud.google.com/grounding-api-redirect/AUZI", true),
            ("https://news.google.com/topstories", false),
            ("https://example.org/10.1000/182", false),
            ("mailto:a@example.org", false),
        ];
        for (url, expected) in table {
            assert_eq!(is_opaque(url), expected, "{url}");
        }
    }
}
