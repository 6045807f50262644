//! What became of a cited address when it was asked for. It does not ask; see `fetch`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Links by the address as it is cited.
pub type Links = BTreeMap<String, Link>;

/// What a cited address is worth. The order is the order of reports.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LinkVerdict {
    /// It leads to a page.
    Alive,
    /// It leads to a page that has moved for good: `final_url` is its new address.
    Moved,
    /// There is no such page or host: 404, 410, an unknown host name.
    Dead,
    /// The server answers with success, and its page says that there is none.
    #[serde(rename = "soft-404")]
    Soft404,
    /// The server does not show the page to this client: 401, 403, 429, a captcha. It may well be there.
    Blocked,
    /// The connection cannot be trusted: an expired certificate, another host's.
    TlsFault,
    /// No answer worth judging after all attempts: a time-out, a reset, 5xx. It may come back.
    Unreachable,
    /// The answer cannot be read to its end: cut off, without end, undecodable.
    Broken,
    /// Newscheck does not ask: a private address, a scheme that is no http, credentials in the URL.
    Refused,
}

impl LinkVerdict {
    /// Every verdict in order.
    pub const ALL: [Self; 9] = [
        Self::Alive,
        Self::Moved,
        Self::Dead,
        Self::Soft404,
        Self::Blocked,
        Self::TlsFault,
        Self::Unreachable,
        Self::Broken,
        Self::Refused,
    ];

    /// Its name in reports: `soft-404`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Moved => "moved",
            Self::Dead => "dead",
            Self::Soft404 => "soft-404",
            Self::Blocked => "blocked",
            Self::TlsFault => "tls-fault",
            Self::Unreachable => "unreachable",
            Self::Broken => "broken",
            Self::Refused => "refused",
        }
    }

    /// Whether it says that the page is there.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Alive | Self::Moved)
    }

    /// Whether it says that there is no such page.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Dead | Self::Soft404)
    }

    /// Whether it says either: the other verdicts leave it open.
    pub fn is_settled(self) -> bool {
        self.is_live() || self.is_gone()
    }
}

/// What became of one cited address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Link {
    /// The address as it is cited.
    pub url: String,
    /// The verdict.
    pub verdict: LinkVerdict,
    /// Why, in a few words: `404 Not Found`.
    pub reason: String,
    /// The last HTTP status, if a server answered.
    pub status: Option<u16>,
    /// Where the redirects ended, if the address redirects.
    pub final_url: Option<String>,
    /// Every address asked, in order, with what it answered.
    pub hops: Vec<Hop>,
    /// How often the chain was asked, retries included.
    pub attempts: u32,
    /// When, as RFC 3339 in UTC.
    pub checked_at: String,
    /// Whether an earlier run found this out.
    pub from_cache: bool,
    /// Captures in web archives, the nearest to the article's date first; asked for only with `--memento`.
    pub captures: Vec<LinkCapture>,
    /// What a web archive said of it, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lookup: Option<CaptureLookup>,
}

/// What `newscheck links` lists: the addresses, each once and sorted, with what is known of each.
#[derive(Clone, Debug, Default)]
pub struct LinkList {
    /// The addresses; without a link it was not asked for, or not in time.
    pub links: BTreeMap<String, Option<Link>>,
    /// Whether addresses were asked for.
    pub online: bool,
    /// Hosts contacted, sorted.
    pub hosts: Vec<String>,
    /// The proxy that asked for us.
    pub proxy: Option<String>,
    /// Whether every input was read and, online, there is a verdict on every address.
    pub complete: bool,
}

impl LinkList {
    /// How many links have each verdict.
    pub fn counts(&self) -> BTreeMap<LinkVerdict, usize> {
        let mut counts = BTreeMap::new();
        for link in self.links.values().flatten() {
            *counts.entry(link.verdict).or_default() += 1;
        }
        counts
    }
}

/// One address on the way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Hop {
    /// The address asked.
    pub url: String,
    /// The HTTP status, or null without an answer.
    pub status: Option<u16>,
}

/// A capture of an address in a web archive, which was seen to open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LinkCapture {
    /// Its address in the archive.
    pub url: String,
    /// When it was captured, as RFC 3339 in UTC.
    pub captured_at: String,
}

/// What a web archive said of an address (RFC 7089).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CaptureLookup {
    /// It has captures of it.
    Captured,
    /// It has none of it, and others of its host.
    HostCaptured,
    /// It has none of it and none of its host.
    NeverCaptured,
    /// It could not be asked.
    Failed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_records() {
        for verdict in LinkVerdict::ALL {
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.name());
        }
    }
}
