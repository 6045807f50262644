//! Looks for captures of dead links in a web archive (RFC 7089), and proposes only one that opens.

use std::rc::Rc;

use chrono::{DateTime, SecondsFormat, Utc};
use tokio::sync::OnceCell;
use url::Url;

use super::asking::Run;
use super::client::{TIME_MAP, Whose};
use super::redirects::{End, Trail};
use super::schedule::http_date;
use super::soft404::{self, Likeness, Reached};
use crate::address::hosts::site_of;
use crate::model::link::{CaptureLookup, LinkCapture};
use crate::warc::http::unpacked_start;

/// Captures that are tried, the nearest first.
const TRIES: usize = 3;

/// Bytes of a TimeMap that are read: such lists repeat themselves, and unpack to several times what is
/// held.
const UNPACKED_TIME_MAP: usize = 4 * TIME_MAP;

/// What an archive has of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Captures {
    pub(super) found: Vec<LinkCapture>,
    pub(super) lookup: Option<CaptureLookup>,
}

impl Captures {
    /// The archive could not be asked.
    pub(super) fn failed() -> Self {
        Self { found: Vec::new(), lookup: Some(CaptureLookup::Failed) }
    }
}

/// A web archive that knows the captures of an address by time (a TimeGate and its TimeMaps, RFC 7089).
pub(super) struct TimeArchive<'a> {
    /// The address before `timemap/link/`.
    pub(super) base: &'a Url,
    pub(super) run: &'a Run<'a>,
}

/// A capture that an archive lists.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Memento {
    url: Url,
    at: DateTime<Utc>,
}

/// How a capture opened.
enum Opened {
    Well,
    /// It is of an error, or of a page that says "not found".
    OfAnError,
    /// The archive did not show it.
    Not,
}

impl TimeArchive<'_> {
    /// The capture nearest to a date that opens; without a date, the first.
    pub(super) async fn look_up(&self, url: &Url, near: Option<DateTime<Utc>>) -> Captures {
        let Some(mut mementos) = self.time_map(url).await else { return Captures::failed() };
        match near {
            Some(near) => mementos.sort_by_key(|memento| (memento.at - near).abs()),
            None => mementos.sort_by_key(|memento| memento.at),
        }
        // The nearest may be of the error that the article's readers saw: the next ones are tried, but
        // not all.
        let mut failed = false;
        for memento in mementos.into_iter().take(TRIES) {
            match self.open(url, &memento).await {
                Opened::Well => {
                    let captured_at = memento.at.to_rfc3339_opts(SecondsFormat::Secs, true);
                    let found = vec![LinkCapture { url: memento.url.into(), captured_at }];
                    return Captures { found, lookup: Some(CaptureLookup::Captured) };
                }
                Opened::OfAnError => {}
                Opened::Not => failed = true,
            }
        }
        if failed {
            return Captures::failed();
        }
        Captures { found: Vec::new(), lookup: Some(self.host(url).await) }
    }

    /// Whether the archive has captures of the host; asked once a run.
    async fn host(&self, url: &Url) -> CaptureLookup {
        let Ok(front) = url.join("/") else { return CaptureLookup::Failed };
        let known = Rc::clone(self.run.hosts.borrow_mut().entry(site_of(url).to_owned()).or_default());
        let look_up = || async {
            match self.time_map(&front).await {
                None => CaptureLookup::Failed,
                Some(mementos) if mementos.is_empty() => CaptureLookup::NeverCaptured,
                Some(_) => CaptureLookup::HostCaptured,
            }
        };
        *OnceCell::get_or_init(&*known, look_up).await
    }

    /// The captures of an address that the archive lists; none if it could not be asked.
    async fn time_map(&self, url: &Url) -> Option<Vec<Memento>> {
        let mut asked = url.clone();
        // Archives know addresses as servers are asked for them.
        asked.set_fragment(None);
        let base = self.base.as_str().trim_end_matches('/');
        let map = Url::parse(&format!("{base}/timemap/link/{asked}")).ok()?;
        let mut trail = Trail::default();
        let end = self.run.ask(&map, Whose::Third, &mut trail).await;
        match (end, trail.status?) {
            // The archive has no captures: that is an answer, and no failure.
            (End::Answer, 404) => Some(Vec::new()),
            (End::Answer, 200) => {
                let exchange = &trail.answers.last()?.exchange;
                let coding = exchange.response.field("content-encoding").unwrap_or_default();
                let body = unpacked_start(&exchange.body, coding, UNPACKED_TIME_MAP, UNPACKED_TIME_MAP);
                let text = String::from_utf8_lossy(&body.bytes);
                // A page, a list of another kind, or nothing is no TimeMap: it says nothing of the
                // address.
                is_time_map(&text).then(|| mementos(&map, &text))
            }
            _ => None,
        }
    }

    /// Opens a capture: an archived error is none (the archive replays its status), nor is an archived
    /// page that says "not found".
    async fn open(&self, url: &Url, memento: &Memento) -> Opened {
        let mut trail = Trail::default();
        let end = self.run.ask(&memento.url, Whose::Third, &mut trail).await;
        let (End::Answer, Some(status), Some(answer)) = (end, trail.status, trail.answers.last()) else {
            return Opened::Not;
        };
        // An error with this field is the archived page's own, one without it is the archive's.
        let archived = answer.exchange.response.field("memento-datetime").is_some();
        match status {
            200..=299 => {
                let (page, is_html) = (trail.reading.page.as_ref(), trail.reading.is_html);
                let like = soft404::likeness(Reached { cited: url, reached: url, page, is_html });
                let error = matches!(like, Likeness::NotFound(_)) || trail.reading.wall.is_some();
                if error { Opened::OfAnError } else { Opened::Well }
            }
            404 | 410 => Opened::OfAnError,
            _ if archived => Opened::OfAnError,
            _ => Opened::Not,
        }
    }
}

/// Whether a text is a list of links in which one says what it is to the address asked about.
fn is_time_map(text: &str) -> bool {
    const RELATIONS: [&str; 4] = ["original", "timegate", "timemap", "memento"];
    let Some((_, after)) = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .strip_prefix('<')
        .and_then(|rest| rest.split_once('>'))
    else {
        return false;
    };
    let relation = parameter(&after[..entry_end(after)], "rel").unwrap_or_default();
    after.trim_start().starts_with(';')
        && (relation.split_ascii_whitespace().any(|rel| RELATIONS.contains(&rel)) || relation == "self")
}

/// Reads a TimeMap (RFC 7089, section 5; link-format, RFC 6690, section 2).
fn mementos(base: &Url, map: &str) -> Vec<Memento> {
    let mut found = Vec::new();
    let mut rest = map;
    while let Some((target, after)) = rest.split_once('<').and_then(|(_, after)| after.split_once('>')) {
        let end = entry_end(after);
        let parameters = &after[..end];
        rest = &after[end..];
        // `rel` may be `first memento` or `memento last`.
        let is_memento = parameter(parameters, "rel")
            .is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "memento"));
        let at = parameter(parameters, "datetime").as_deref().and_then(http_date);
        if let (true, Some(at), Ok(url)) = (is_memento, at, base.join(target)) {
            found.push(Memento { url, at });
        }
    }
    found
}

/// Where an entry's parameters end: at a comma outside of quotes.
fn entry_end(parameters: &str) -> usize {
    let mut quoted = false;
    let end = parameters.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b',' && !quoted
    });
    end.unwrap_or(parameters.len())
}

fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    let mut rest = parameters;
    while let Some((_, after)) = rest.split_once(';') {
        let (name, value) = after.split_once('=')?;
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(value) => value.split_once('"').unwrap_or((value, "")),
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value.trim().to_owned());
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_are_read_from_a_time_map() {
        let map = "<http://a.org/x,y?z>; rel=\"original\",\n\
            <https://archive.example/web/timemap/link/http://a.org/>; rel=\"self\"; type=\"application/link-format\"; \
            from=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n\
            <https://archive.example/web/http://a.org/>; rel=\"timegate\",\n\
            <https://archive.example/web/20000620180259/http://a.org/x,y?z>; rel=\"first memento\"; datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n\
            </web/2020/http://a.org/>;datetime=\"Sat, 20 Jun 2020 18:02:59 GMT\";rel=memento,\n\
            <https://archive.example/web/2/x>; rel=\"memento\"; datetime=\"never\"\n";
        let found =
            mementos(&Url::parse("https://archive.example/web/timemap/link/http://a.org/").unwrap(), map);
        let found: Vec<_> = found
            .iter()
            .map(|memento| (memento.url.as_str(), memento.at.format("%Y-%m-%d").to_string()))
            .collect();
        let first =
            ("https://archive.example/web/20000620180259/http://a.org/x,y?z", "2000-06-20".to_owned());
        assert_eq!(
            found,
            [first, ("https://archive.example/web/2020/http://a.org/", "2020-06-20".to_owned())]
        );
    }

    #[test]
    fn a_page_is_no_time_map() {
        for map in [
            "<http://a.org/>; rel=\"original\",\n<http://b.org/>; rel=\"timegate\"",
            " <http://a.org/>;rel=self; type=\"application/link-format\"",
        ] {
            assert!(is_time_map(map), "{map}");
        }
        for map in [
            "",
            "<html><p>Busy</p></html>",
            "<!DOCTYPE html>",
            "{}",
            "<http://a.org/>; rel=\"next\"",
            "Too many requests",
        ] {
            assert!(!is_time_map(map), "{map}");
        }
    }

    #[test]
    fn no_time_map_is_too_broken() {
        let base = Url::parse("https://archive.example/").unwrap();
        for map in [
            "",
            "<",
            "<>",
            "<a>;",
            "<a>;rel",
            "<a>;rel=\"memento",
            "<a>;rel=\"memento\";datetime=",
            "not found",
        ] {
            assert_eq!(mementos(&base, map), [], "{map}");
        }
    }
}
