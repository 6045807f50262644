//! Follows an address from hop to hop, one request each. It does not say what the end is worth; see
//! `verdict`.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use reqwest::header::{HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use url::Url;

use super::client::{Answer, Ask, Connections, Whose};
use super::fault::Fault;
use super::judgement::Judgement;
use super::reading::{self, Reading};
use super::schedule::{Schedule, Slot, retry_after};
use super::{Validators, host_of};
use crate::address::pages::same_page;
use crate::model::exchange::ResponseHead;
use crate::model::link::Hop;

/// Requests of one chain: as browsers do, 20 redirects are followed.
const MOST_HOPS: usize = 21;

/// How long a host is left alone that is asked too much and names no time: most limits are by the second.
const UNNAMED_WAIT: Duration = Duration::from_secs(1);

/// A shorter wait than this is none.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// The way of one address, as far as it was followed.
#[derive(Default)]
pub(super) struct Trail {
    pub(super) hops: Vec<Hop>,
    /// The answers in order; only the last where exchanges are not kept.
    pub(super) answers: Vec<Answer>,
    /// Where the last redirect leads, without one nothing.
    pub(super) target: Option<Url>,
    /// Whether every redirect so far is for good.
    pub(super) permanent: bool,
    /// The status of the last answer.
    pub(super) status: Option<u16>,
    /// Whether the last host named a time, before which it gets no request.
    pub(super) host_waits: bool,
    /// What the last answer's body says.
    pub(super) reading: Reading,
}

impl Trail {
    /// Notes a request that got no answer; how the chain ends with it. One that was not sent is no hop.
    fn unanswered(&mut self, url: &Url, end: End) -> End {
        self.status = None;
        if !matches!(end, End::Fault(Fault::Refused(_)) | End::PutOff(None)) {
            self.hops.push(Hop { url: url.to_string(), status: None });
        }
        end
    }

    /// The last address asked, if it answered.
    pub(super) fn reached(&self) -> Option<Url> {
        let mut url = self.answers.last().and_then(|_| Url::parse(&self.hops.last()?.url).ok())?;
        // An application's own address is in the fragment.
        url.set_fragment(self.target.as_ref().and_then(Url::fragment));
        Some(url)
    }
}

/// How a chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With an answer that is no redirect: the last one.
    Answer,
    /// With a request that got none.
    Fault(Fault),
    /// With an address that was asked before.
    Loop,
    /// With more hops than are followed.
    TooLong,
    /// With a redirect that does not say where to.
    NoLocation,
    /// With a time to come back that is longer than is waited for.
    PutOff(Option<Duration>),
    /// With an address that its host does not want to be asked for.
    Forbidden(Judgement),
}

/// Why an address is not to be asked for; none where it may be.
pub(super) type Objection<'c> = &'c dyn Fn(Url) -> LocalBoxFuture<'c, Option<Judgement>>;

/// What following needs.
pub(super) struct Follower<'c> {
    pub(super) connections: &'c Connections,
    pub(super) schedule: &'c Schedule,
    /// The longest time that a server may name.
    pub(super) patience: Duration,
    pub(super) keep_all: bool,
    pub(super) whose: Whose,
    /// Says why a host does not want an address to be asked for, if that is to be asked on the way.
    pub(super) objection: Option<Objection<'c>>,
}

impl Follower<'_> {
    /// Asks an address, and then those it redirects to. `slot` is a place for the first request, if there
    /// is one already.
    pub(super) async fn follow(
        &self,
        start: &Url,
        validators: Option<&Validators>,
        mut slot: Option<Slot>,
        trail: &mut Trail,
    ) -> End {
        let mut seen = BTreeSet::new();
        let mut url = start.clone();
        url.set_fragment(None);
        let mut fields = conditions(validators);
        loop {
            let cookies = self.cookies(&url);
            // With other cookies the same address may be another page: a wall that sets one and sends
            // back.
            if !seen.insert((url.to_string(), cookies.clone())) {
                return End::Loop;
            }
            if trail.hops.len() >= MOST_HOPS {
                return End::TooLong;
            }
            let place = match slot.take() {
                Some(slot) => Some(slot),
                None => self.schedule.enter(&host_of(&url)).await,
            };
            let ask = Ask { url: &url, fields: &fields, whose: self.whose_is(&url, start) };
            let answer = match self.ask(ask, place).await {
                Ok(answer) => answer,
                Err(end) => return trail.unanswered(&url, end),
            };
            fields.clear();
            trail.reading = match answer.exchange.response.status {
                300..=399 => Reading::default(),
                _ => reading::read(&answer, self.connections.max_body(), start.as_str()),
            };
            let step = step(&url, &answer.exchange.response, &trail.reading, self.cookies(&url) != cookies);
            if let Some(wait) = self.take(answer, &url, trail) {
                return End::PutOff(Some(wait));
            }
            match step {
                Step::None => return End::Answer,
                Step::Nowhere => return End::NoLocation,
                Step::To { url: next, permanent } => {
                    trail.permanent = permanent && (trail.target.is_none() || trail.permanent);
                    url = next.clone();
                    url.set_fragment(None);
                    trail.target = Some(next);
                    if let Some(objection) = self.objection
                        && let Some(judgement) = objection(url.clone()).await
                    {
                        trail.status = None;
                        return End::Forbidden(judgement);
                    }
                }
            }
        }
    }

    /// The cookies that an address would be sent now.
    fn cookies(&self, url: &Url) -> Option<Vec<u8>> {
        self.connections.cookies(url).map(|cookies| cookies.as_bytes().to_vec())
    }

    /// What a host on the way from a start is to the user's own fields.
    fn whose_is(&self, url: &Url, start: &Url) -> Whose {
        let has_left = self.whose == Whose::Cited && host_of(url) != host_of(start);
        if has_left { Whose::Other } else { self.whose }
    }

    /// Takes an answer into the trail; the time to come back, if the host named one that is not waited
    /// for.
    fn take(&self, answer: Answer, url: &Url, trail: &mut Trail) -> Option<Duration> {
        let head = &answer.exchange.response;
        trail.hops.push(Hop { url: url.to_string(), status: Some(head.status) });
        trail.status = Some(head.status);
        let put_off = self.put_off(head);
        trail.host_waits =
            asks_to_wait(head) && self.named_wait(head).is_some_and(|wait| wait >= SHORTEST_WAIT);
        if !self.keep_all {
            trail.answers.clear();
        }
        trail.answers.push(answer);
        put_off
    }

    /// Sends one request in its place, and tells the schedule how the host took it.
    async fn ask(&self, ask: Ask<'_>, slot: Option<Slot>) -> Result<Answer, End> {
        if slot.as_ref().is_some_and(|slot| self.schedule.is_put_off(slot)) {
            return Err(End::PutOff(None));
        }
        let answer = self.connections.ask(ask).await.map_err(End::Fault)?;
        // The connection goes back to the pool in a task of its own: without these the next request would
        // open another.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        let head = &answer.exchange.response;
        if let Some(slot) = &slot {
            match (asks_to_wait(head), self.put_off(head)) {
                (true, Some(_)) => {
                    self.schedule.put_off(slot);
                    let _ = self.schedule.slow_down(slot, Duration::ZERO);
                }
                (true, None) => self.slow_down(slot, head),
                (false, _) if head.status < 500 => self.schedule.speed_up(slot),
                _ => {}
            }
        }
        Ok(answer)
    }

    /// A host asks to wait, for a time that it names or not. One that does so again and again, and
    /// answers nobody in between, is left alone in the end.
    fn slow_down(&self, slot: &Slot, head: &ResponseHead) {
        let named = self.named_wait(head);
        let unnamed = if head.status == 429 { UNNAMED_WAIT } else { Duration::ZERO };
        let is_news = self.schedule.slow_down(slot, named.unwrap_or(unnamed));
        if is_news && named.is_none() && head.status == 429 {
            self.schedule.put_off(slot);
        }
    }

    /// The time to come back, if it is longer than is waited for.
    fn put_off(&self, head: &ResponseHead) -> Option<Duration> {
        self.named_wait(head).filter(|wait| asks_to_wait(head) && *wait > self.patience)
    }

    fn named_wait(&self, head: &ResponseHead) -> Option<Duration> {
        retry_after(head.field("retry-after")?, head.field("date"), self.connections.now())
    }
}

/// Whether a host says that it is asked too much, or cannot answer now.
fn asks_to_wait(head: &ResponseHead) -> bool {
    matches!(head.status, 429 | 503) || limits(head)
}

/// Whether a 403 says when to come back, as a 429 does.
pub(super) fn limits(head: &ResponseHead) -> bool {
    head.status == 403 && head.field("retry-after").is_some()
}

/// The fields that ask for a page only if it has changed.
fn conditions(validators: Option<&Validators>) -> Vec<(HeaderName, HeaderValue)> {
    let Some(validators) = validators else { return Vec::new() };
    let fields = [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)];
    let value = |value: &Option<String>| HeaderValue::from_str(value.as_deref()?).ok();
    fields.into_iter().filter_map(|(name, text)| Some((name, value(text)?))).collect()
}

/// Where an answer leads.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    None,
    Nowhere,
    To { url: Url, permanent: bool },
}

/// The redirect of an answer (RFC 9110, section 15.4), or of a page that leads on at once. `again` says
/// that the answer set a cookie, with which the same page may be another.
fn step(from: &Url, head: &ResponseHead, reading: &Reading, again: bool) -> Step {
    if matches!(head.status, 200..=299) {
        let next = reading.refresh.as_deref().and_then(|target| resolve(from, target.as_bytes()));
        let next = next
            .filter(|next| matches!(next.scheme(), "http" | "https") && (again || !same_page(from, next)));
        return next.map_or(Step::None, |url| Step::To { url, permanent: false });
    }
    if !matches!(head.status, 300 | 301 | 302 | 303 | 307 | 308) {
        return Step::None;
    }
    let location =
        head.fields.iter().find(|(name, value)| name == "location" && !value.trim_ascii().is_empty());
    match location.and_then(|(_, value)| resolve(from, value)) {
        Some(url) => Step::To { url, permanent: matches!(head.status, 301 | 308) },
        // 300 may offer a list of pages in place of one address: it is the answer then.
        None if head.status == 300 => Step::None,
        None => Step::Nowhere,
    }
}

/// The address that a `Location` means. Bytes that are no UTF-8 are escaped as they are; a fragment is
/// inherited (RFC 9110, 10.2.2).
pub(super) fn resolve(from: &Url, location: &[u8]) -> Option<Url> {
    let location = location.trim_ascii();
    let mut to = match std::str::from_utf8(location) {
        Ok(text) => from.join(text).ok()?,
        Err(_) => {
            let escaped = location.iter().map(|byte| match byte {
                0x80.. => format!("%{byte:02X}"),
                _ => char::from(*byte).to_string(),
            });
            from.join(&escaped.collect::<String>()).ok()?
        }
    };
    if to.fragment().is_none() {
        to.set_fragment(from.fragment());
    }
    Some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(status: u16, location: Option<&[u8]>) -> ResponseHead {
        let fields =
            location.map(|location| ("location".to_owned(), location.to_vec())).into_iter().collect();
        ResponseHead { status, reason: String::new(), fields }
    }

    #[test]
    fn locations_are_resolved_as_browsers_do() {
        let from = Url::parse("https://example.org/a/b?c#part").unwrap();
        let table: &[(&[u8], &str)] = &[
            (b"https://example.com/x", "https://example.com/x#part"),
            (b"//example.com/x", "https://example.com/x#part"),
            (b"/x", "https://example.org/x#part"),
            (b"x", "https://example.org/a/x#part"),
            (b"?x", "https://example.org/a/b?x#part"),
            (b"../x#other", "https://example.org/x#other"),
            (b"  /x  ", "https://example.org/x#part"),
            (b"/a b", "https://example.org/a%20b#part"),
            ("/näher".as_bytes(), "https://example.org/n%C3%A4her#part"),
            (b"/n\xe4her", "https://example.org/n%E4her#part"),
            (b"/x%zz", "https://example.org/x%zz#part"),
            (b"https:\\\\example.com\\x", "https://example.com/x#part"),
        ];
        for (location, url) in table {
            let found = resolve(&from, location).map(String::from);
            assert_eq!(found.as_deref(), Some(*url), "{:?}", String::from_utf8_lossy(location));
        }
        assert_eq!(resolve(&from, b"http://[bad"), None);
    }

    #[test]
    fn only_redirects_lead_on() {
        let from = Url::parse("https://example.org/").unwrap();
        let to = |permanent| Step::To { url: Url::parse("https://example.org/x").unwrap(), permanent };
        for (status, permanent) in
            [(301, true), (308, true), (300, false), (302, false), (303, false), (307, false)]
        {
            assert_eq!(
                step(&from, &head(status, Some(b"/x")), &Reading::default(), false),
                to(permanent),
                "{status}"
            );
        }
        for status in [200, 201, 304, 305, 404] {
            assert_eq!(
                step(&from, &head(status, Some(b"/x")), &Reading::default(), false),
                Step::None,
                "{status}"
            );
        }
        assert_eq!(step(&from, &head(302, None), &Reading::default(), false), Step::Nowhere);
        assert_eq!(step(&from, &head(302, Some(b" ")), &Reading::default(), false), Step::Nowhere);
        assert_eq!(step(&from, &head(300, None), &Reading::default(), false), Step::None);
        let refresh = |target: &str| Reading { refresh: Some(target.to_owned()), ..Reading::default() };
        assert_eq!(step(&from, &head(200, None), &refresh("/x"), false), to(false));
        assert_eq!(
            step(&from, &head(200, None), &refresh("/"), false),
            Step::None,
            "a page that loads itself again"
        );
        assert_ne!(
            step(&from, &head(200, None), &refresh("/"), true),
            Step::None,
            "a page that set a cookie first"
        );
        assert_eq!(step(&from, &head(200, None), &refresh("app://x"), false), Step::None);
    }
}
