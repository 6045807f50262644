//! Says who may ask when: so many connections a host, so many in all, and no request to a host before the
//! time it named. It sends nothing; see `client`.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::rc::{Rc, Weak};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

/// Answers in a row by which a host says to come back later than is waited for, after which it is left
/// alone.
const PATIENCE_OF_HOST: u32 = 10;

/// How long a request counts against the connections of a host that is asked too much: one that hangs is
/// no burden to it, and must not hold up the others. All connections count against the most that a host
/// ever gets.
const BURDEN: Duration = Duration::from_millis(1500);

/// The first pause before a request is sent again.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause before a request is sent again.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Who waits for whom.
pub(super) struct Schedule {
    state: RefCell<State>,
    starts: mpsc::UnboundedSender<(usize, Slot)>,
    own: Weak<Schedule>,
}

struct State {
    hosts: Vec<Host>,
    numbers: HashMap<String, usize>,
    /// Hosts that may have a place and someone to take it.
    ready: VecDeque<usize>,
    active: usize,
    connections: usize,
    host_connections: usize,
}

struct Host {
    most: usize,
    /// When each request under way began.
    active: Vec<Instant>,
    not_before: Option<Instant>,
    /// Those on their way: a redirect, another attempt. They go first.
    waiting: VecDeque<oneshot::Sender<Slot>>,
    /// Requests that have not begun.
    queue: VecDeque<usize>,
    listed: bool,
    lessened: Option<Instant>,
    put_off: u32,
    /// Answers that were given as they should.
    answered: u64,
}

/// A place for one request to a host. It is free again when this is dropped.
pub(super) struct Slot {
    schedule: Weak<Schedule>,
    host: usize,
    since: Instant,
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(schedule) = self.schedule.upgrade() {
            schedule.leave(self.host, self.since);
        }
    }
}

/// Whoever a free place goes to.
enum Next {
    Waiting(oneshot::Sender<Slot>, usize),
    Start(usize, usize),
}

impl Schedule {
    /// A schedule, and where it says which request begins.
    pub(super) fn new(
        connections: usize,
        host_connections: usize,
    ) -> (Rc<Self>, mpsc::UnboundedReceiver<(usize, Slot)>) {
        let (starts, started) = mpsc::unbounded_channel();
        let state = State {
            hosts: Vec::new(),
            numbers: HashMap::new(),
            ready: VecDeque::new(),
            active: 0,
            connections: connections.max(1),
            host_connections: host_connections.max(1),
        };
        let schedule = Rc::new_cyclic(|own| Self { state: RefCell::new(state), starts, own: own.clone() });
        (schedule, started)
    }

    /// Puts a request into its host's queue.
    pub(super) fn queue(&self, host: &str, request: usize) {
        let mut state = self.state.borrow_mut();
        let number = state.number(host);
        state.hosts[number].queue.push_back(request);
        state.list(number);
    }

    /// Gives the free places away.
    pub(super) fn pump(&self) {
        while let Some((next, since)) = self.next() {
            let slot = |host| Slot { schedule: self.own.clone(), host, since };
            match next {
                // Whoever no longer waits gives the place back by dropping it.
                Next::Waiting(waiting, host) => drop(waiting.send(slot(host))),
                Next::Start(request, host) => drop(self.starts.send((request, slot(host)))),
            }
        }
    }

    /// Whoever the next free place goes to, and when.
    fn next(&self) -> Option<(Next, Instant)> {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        let now = Instant::now();
        while state.active < state.connections {
            // Hosts take turns: one with a thousand addresses does not keep the others waiting.
            let number = state.ready.pop_front()?;
            let host = &mut state.hosts[number];
            host.listed = false;
            if !host.has_place(now, state.host_connections) {
                continue;
            }
            let next = match host.waiting.pop_front() {
                // Chains under way end before new ones begin, so that few bodies are held at a time.
                Some(waiting) => Next::Waiting(waiting, number),
                None => match host.queue.pop_front() {
                    Some(request) => Next::Start(request, number),
                    None => continue,
                },
            };
            host.active.push(now);
            state.active += 1;
            state.list(number);
            return Some((next, now));
        }
        None
    }

    /// Gives away the places that have become free by the passing of time.
    pub(super) fn tick(&self) {
        {
            let mut state = self.state.borrow_mut();
            for number in 0..state.hosts.len() {
                if state.hosts[number].most < state.host_connections {
                    state.list(number);
                }
            }
        }
        self.pump();
    }

    /// Waits for a place.
    pub(super) async fn enter(&self, host: &str) -> Option<Slot> {
        let (sender, receiver) = oneshot::channel();
        {
            let mut state = self.state.borrow_mut();
            let number = state.number(host);
            state.hosts[number].waiting.push_back(sender);
            state.list(number);
        }
        self.pump();
        receiver.await.ok()
    }

    fn leave(&self, number: usize, since: Instant) {
        {
            let mut state = self.state.borrow_mut();
            state.active -= 1;
            let active = &mut state.hosts[number].active;
            if let Some(at) = active.iter().position(|began| *began == since) {
                active.swap_remove(at);
            }
            state.list(number);
        }
        self.pump();
    }

    /// A host says that it is asked too much: it gets no request for a while, if it named one, and fewer
    /// connections from now on. Whether that is news: answers to requests sent before the last one say
    /// nothing new.
    pub(super) fn slow_down(&self, slot: &Slot, pause: Duration) -> bool {
        let until = Instant::now() + pause;
        let is_news;
        {
            let mut state = self.state.borrow_mut();
            let host = &mut state.hosts[slot.host];
            is_news = host.lessened.is_none_or(|lessened| slot.since > lessened);
            if is_news {
                // Halved at once and raised one by one: what TCP does, and for the same reason.
                host.most = (host.most / 2).max(1);
                host.lessened = Some(Instant::now());
            }
            if pause.is_zero() || host.not_before.is_some_and(|time| time >= until) {
                return is_news;
            }
            host.not_before = Some(until);
        }
        let (schedule, number) = (self.own.clone(), slot.host);
        tokio::task::spawn_local(async move {
            tokio::time::sleep_until(until).await;
            if let Some(schedule) = schedule.upgrade() {
                schedule.state.borrow_mut().list(number);
                schedule.pump();
            }
        });
        is_news
    }

    /// A host answered as it should: it may have one more connection, as many as it had at first.
    pub(super) fn speed_up(&self, slot: &Slot) {
        let mut state = self.state.borrow_mut();
        let most = state.host_connections;
        let host = &mut state.hosts[slot.host];
        host.put_off = 0;
        host.answered += 1;
        if host.most < most && host.lessened.is_none_or(|lessened| slot.since > lessened) {
            host.most += 1;
            state.list(slot.host);
        }
    }

    /// How many answers a host has given as it should.
    pub(super) fn answered(&self, host: &str) -> u64 {
        let state = self.state.borrow();
        state.numbers.get(host).map_or(0, |&number| state.hosts[number].answered)
    }

    /// A host says to come back later than is waited for.
    pub(super) fn put_off(&self, slot: &Slot) {
        self.state.borrow_mut().hosts[slot.host].put_off += 1;
    }

    /// Whether a host has said so again and again.
    pub(super) fn is_put_off(&self, slot: &Slot) -> bool {
        self.state.borrow().hosts[slot.host].put_off >= PATIENCE_OF_HOST
    }

    /// The requests that have not begun, which now never will.
    pub(super) fn give_up(&self) -> Vec<usize> {
        self.state.borrow_mut().hosts.iter_mut().flat_map(|host| std::mem::take(&mut host.queue)).collect()
    }
}

impl Host {
    fn has_place(&self, now: Instant, connections: usize) -> bool {
        let burden = || self.active.iter().filter(|began| now - **began < BURDEN).count();
        let waits = self.not_before.is_some_and(|time| time > now);
        !waits && self.active.len() < connections && (self.most == connections || burden() < self.most)
    }
}

impl State {
    fn number(&mut self, host: &str) -> usize {
        if let Some(number) = self.numbers.get(host) {
            return *number;
        }
        let number = self.hosts.len();
        self.hosts.push(Host {
            most: self.host_connections,
            active: Vec::new(),
            not_before: None,
            waiting: VecDeque::new(),
            queue: VecDeque::new(),
            listed: false,
            lessened: None,
            put_off: 0,
            answered: 0,
        });
        self.numbers.insert(host.to_owned(), number);
        number
    }

    fn list(&mut self, number: usize) {
        let host = &mut self.hosts[number];
        if !(host.listed || host.waiting.is_empty() && host.queue.is_empty()) {
            host.listed = true;
            self.ready.push_back(number);
        }
    }
}

/// The pause before attempt number `attempt` (the first is 1), between half and all of a time that
/// doubles.
pub(super) fn backoff(attempt: u32) -> Duration {
    // Requests that failed together must not come back together: half of the pause is drawn by lot.
    let longest = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(attempt.min(16))).min(LONGEST_PAUSE);
    // A fresh RandomState has fresh keys.
    let share = f64::from(RandomState::new().hash_one(attempt) as u32) / f64::from(u32::MAX);
    longest.mul_f64(0.5 + share / 2.0)
}

/// How long `Retry-After` says to wait: seconds, or a date (RFC 9110, sections 10.2.3 and 5.6.7), which
/// is taken by the server's own clock where it gives one.
pub(super) fn retry_after(value: &str, servers_date: Option<&str>, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits that are no number here are a very long time, not none.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let now = servers_date.and_then(http_date).unwrap_or(now);
    Some((http_date(value)? - now).to_std().unwrap_or_default())
}

/// Reads a date in any of the three forms of HTTP (RFC 9110, section 5.6.7). The day of the week is not
/// held against it.
pub(super) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Some((_, date)) = text.split_once(',') {
        let later =
            || NaiveDateTime::parse_from_str(date.trim(), "%d-%b-%y %H:%M:%S GMT").map(|date| date.and_utc());
        return DateTime::parse_from_rfc2822(date.trim()).map(|date| date.to_utc()).or_else(|_| later()).ok();
    }
    let (_, date) = text.split_once(' ')?;
    NaiveDateTime::parse_from_str(date.trim(), "%b %e %H:%M:%S %Y").ok().map(|date| date.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = at("2025-11-06T08:49:30Z");
        let table = [
            ("120", None, Some(120)),
            (" 0 ", None, Some(0)),
            ("Thu, 06 Nov 2025 08:49:37 GMT", None, Some(7)),
            ("Thursday, 06-Nov-25 08:49:37 GMT", None, Some(7)),
            ("Thu Nov  6 08:49:37 2025", None, Some(7)),
            ("Thu, 06 Nov 2025 08:49:37 GMT", Some("Thu, 06 Nov 2025 08:49:35 GMT"), Some(2)),
            ("Thu, 06 Nov 2025 08:49:20 GMT", None, Some(0)),
            ("99999999999999999999999", None, Some(u64::MAX)),
            ("-1", None, None),
            ("soon", None, None),
            ("", None, None),
        ];
        for (value, date, seconds) in table {
            assert_eq!(retry_after(value, date, now), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn pauses_double_and_differ() {
        for attempt in 0..40 {
            let (pause, longest) = (backoff(attempt), Duration::from_secs(30));
            assert!(pause >= Duration::from_millis(250) && pause <= longest, "{attempt}: {pause:?}");
        }
        assert!(backoff(3) > backoff(0));
        assert!((0..20).any(|_| backoff(5) != backoff(5)));
    }

    fn started(receiver: &mut mpsc::UnboundedReceiver<(usize, Slot)>) -> Vec<(usize, Slot)> {
        std::iter::from_fn(|| receiver.try_recv().ok()).collect()
    }

    #[test]
    fn no_host_gets_more_than_its_connections_and_all_not_more_than_theirs() {
        let (schedule, mut receiver) = Schedule::new(5, 2);
        (0..4).for_each(|request| schedule.queue("a", request));
        (4..8).for_each(|request| schedule.queue("b", request));
        (8..12).for_each(|request| schedule.queue("c", request));
        schedule.pump();
        let first = started(&mut receiver);
        assert_eq!(first.iter().map(|(request, _)| *request).collect::<Vec<_>>(), [0, 4, 8, 1, 5]);
        drop(first);
        assert_eq!(started(&mut receiver).len(), 5, "every place that is free is given away");
    }

    #[test]
    fn those_on_their_way_go_before_those_that_have_not_begun() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.unwrap().block_on(on_their_way());
    }

    async fn on_their_way() {
        let (schedule, mut receiver) = Schedule::new(5, 1);
        schedule.queue("a", 0);
        schedule.queue("a", 1);
        schedule.pump();
        let first = started(&mut receiver);
        let entering = schedule.enter("a");
        tokio::pin!(entering);
        assert!(tokio::time::timeout(Duration::from_millis(1), &mut entering).await.is_err());
        drop(first);
        assert!(started(&mut receiver).is_empty());
        drop(entering.await);
        assert_eq!(started(&mut receiver).len(), 1);
    }

    #[test]
    fn a_host_that_is_asked_too_much_gets_fewer_connections_and_later_more() {
        let (schedule, mut receiver) = Schedule::new(50, 4);
        (0..40).for_each(|request| schedule.queue("a", request));
        let local = tokio::task::LocalSet::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let run = async {
            schedule.pump();
            let first = started(&mut receiver);
            assert_eq!(first.len(), 4);
            for (_, slot) in &first {
                let _ = schedule.slow_down(slot, Duration::from_millis(300));
            }
            drop(first);
            assert!(started(&mut receiver).is_empty(), "the host named a time");
            tokio::time::sleep(Duration::from_millis(400)).await;
            let second = started(&mut receiver);
            assert_eq!(second.len(), 2, "half as many as before");
            tokio::time::sleep(BURDEN / 2).await;
            schedule.tick();
            assert!(started(&mut receiver).is_empty());
            tokio::time::sleep(BURDEN).await;
            schedule.tick();
            let third = started(&mut receiver);
            assert_eq!(third.len(), 2, "those that hang hold nobody up");
            drop(third);
            tokio::time::sleep(Duration::from_millis(1)).await;
            second.iter().for_each(|(_, slot)| schedule.speed_up(slot));
            drop(second);
            let last = started(&mut receiver);
            assert!(last.len() >= 2, "as many as at first");
        };
        local.block_on(&runtime.unwrap(), run);
    }
}
