//! One run: begins requests when the schedule lets them, asks again where that may help, and hands verdicts on.

use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::SecondsFormat;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout_at};
use url::Url;

use super::client::{Connections, Whose, host_of};
use super::redirects::{End, Follower, Trail};
use super::schedule::{Schedule, Slot, backoff};
use super::verdict::{self, Judgement};
use super::{FetchOptions, FetchRequest, Fetched, Keep, guard};
use crate::model::link::{Link, LinkVerdict};

/// Verdicts that wait for the caller before the run does.
pub(super) const RESULTS: usize = 64;

/// How often it is looked whether the run is interrupted.
const LOOK: Duration = Duration::from_millis(50);

/// A year: no deadline.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// What a run needs.
pub(super) struct Session<'r> {
    pub(super) requests: &'r [FetchRequest],
    /// Indices of requests for the same page.
    pub(super) groups: &'r [Vec<usize>],
    pub(super) options: &'r FetchOptions,
    pub(super) connections: &'r Connections,
}

/// What became of a page, before it is told of each address.
struct Outcome {
    judgement: Judgement,
    trail: Trail,
    attempts: u32,
}

impl Session<'_> {
    pub(super) async fn run(&self, results: mpsc::Sender<Fetched>) {
        let (schedule, mut starts) = Schedule::new(self.options.max_connections, self.options.host_connections);
        let deadline = Instant::now() + self.options.deadline.unwrap_or(FAR).min(FAR);
        let mut left = 0usize;
        for (group, members) in self.groups.iter().enumerate() {
            match guard::admit(&self.requests[members[0]].url, &self.options.allow_private) {
                Ok(url) => {
                    schedule.queue(&host_of(&url), group);
                    left += 1;
                }
                Err(refusal) => {
                    let judgement = Judgement::new(LinkVerdict::Refused, refusal.to_string());
                    self.hand_on(group, Outcome { judgement, trail: Trail::default(), attempts: 0 }, &results).await;
                }
            }
        }
        schedule.pump();
        let mut running = FuturesUnordered::new();
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut late = std::pin::pin!(tokio::time::sleep_until(deadline));
        while left > 0 {
            tokio::select! {
                Some((group, slot)) = starts.recv() => {
                    running.push(Box::pin(self.fetch(group, slot, &schedule, deadline, &results)));
                }
                Some(()) = running.next(), if !running.is_empty() => left -= 1,
                () = &mut late, if !late.is_elapsed() => {
                    for group in schedule.give_up() {
                        self.hand_on(group, Outcome { judgement: too_late(), trail: Trail::default(), attempts: 0 }, &results).await;
                        left -= 1;
                    }
                }
                () = results.closed() => return,
                _ = looks.tick() => {
                    if self.options.interrupted.load(Ordering::Relaxed) {
                        return;
                    }
                }
            }
        }
    }

    /// Finds out about one page, before the deadline.
    async fn fetch(&self, group: usize, slot: Slot, schedule: &Rc<Schedule>, deadline: Instant, results: &mpsc::Sender<Fetched>) {
        let mut outcome = Outcome { judgement: too_late(), trail: Trail::default(), attempts: 0 };
        if let Ok(judgement) = timeout_at(deadline, self.attempt(group, slot, schedule, deadline, &mut outcome)).await {
            outcome.judgement = judgement;
        }
        self.hand_on(group, outcome, results).await;
    }

    async fn attempt(&self, group: usize, slot: Slot, schedule: &Schedule, deadline: Instant, outcome: &mut Outcome) -> Judgement {
        let request = &self.requests[self.groups[group][0]];
        let Ok(url) = Url::parse(request.url.trim()) else { return too_late() };
        let mut slot = Some(slot);
        loop {
            outcome.attempts += 1;
            outcome.trail = Trail::default();
            let follower = Follower {
                connections: self.connections,
                schedule,
                patience: self.options.patience.min(deadline - Instant::now()),
                keep_all: self.options.keep == Keep::Exchanges,
                attempt: outcome.attempts,
                whose: Whose::Cited,
            };
            let end = follower.follow(&url, request.validators.as_ref(), slot.take(), &mut outcome.trail).await;
            if outcome.attempts >= verdict::attempts(&end, &outcome.trail, self.options.retries) {
                return verdict::judge(&end, &outcome.trail);
            }
            // After 429 and 503 the host's own queue waits.
            if !(end == End::Answer && matches!(outcome.trail.status, Some(429 | 503))) {
                sleep(backoff(outcome.attempts)).await;
            }
        }
    }

    /// Tells of every address of a page.
    async fn hand_on(&self, group: usize, outcome: Outcome, results: &mpsc::Sender<Fetched>) {
        let Outcome { judgement, trail, attempts } = outcome;
        let checked_at = self.connections.now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let (answers, mut shares) = (trail.answers, Vec::new());
        let kept = answers.into_iter().map(|answer| {
            let (exchange, share) = answer.into_exchange();
            shares.push(share);
            exchange
        });
        let mut exchanges: Vec<_> = kept.collect();
        if self.options.keep == Keep::Nothing {
            exchanges.clear();
        }
        for index in &self.groups[group] {
            let url = &self.requests[*index].url;
            let link = Link {
                url: url.clone(),
                verdict: judgement.verdict,
                reason: judgement.reason.clone(),
                status: trail.status,
                final_url: trail.target.as_ref().map(|target| with_fragment(target, url)),
                hops: trail.hops.clone(),
                attempts,
                checked_at: checked_at.clone(),
                from_cache: false,
                captures: Vec::new(),
                lookup: None,
            };
            let fetched = Fetched { index: *index, link, exchanges: std::mem::take(&mut exchanges) };
            if results.send(fetched).await.is_err() {
                return;
            }
        }
    }
}

fn too_late() -> Judgement {
    Judgement::new(LinkVerdict::Unreachable, "not asked to the end before the deadline")
}

/// A redirect's target with the fragment of the address that was cited, unless it has its own (RFC 9110, section 10.2.2).
fn with_fragment(target: &Url, cited: &str) -> String {
    let mut target = target.clone();
    if target.fragment().is_none()
        && let Some((_, fragment)) = cited.trim().split_once('#')
    {
        target.set_fragment(Some(fragment));
    }
    target.into()
}
