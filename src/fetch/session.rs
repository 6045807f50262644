//! One run: begins requests when the schedule lets them, weighs what came, and hands verdicts on.

use std::cell::{Cell, RefCell};
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::SecondsFormat;
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout_at};
use url::Url;

use super::asking::Run;
use super::client::{Connections, Whose, host_of};
use super::judgement::Judgement;
use super::memento::{Captures, TimeArchive};
use super::reading::Reading;
use super::redirects::{End, Follower, Objection, Trail};
use super::schedule::{Schedule, Slot};
use super::soft404::{self, Likeness, Reached};
use super::story::Teller;
use super::verdict;
use super::{
    CONNECTIONS, FetchOptions, FetchRequest, Fetched, Keep, Validators, ends, gates, guard, passing, robots,
    sibling, weighing,
};
use crate::model::link::{Link, LinkVerdict};

/// Verdicts that wait for the caller before the run does.
const RESULTS: usize = 64;

/// Pages that wait for the caller before no more are asked for: each holds what was received.
const PAGES: usize = 8;

/// Connections at once where answers are kept: each holds its page, and no more than these are stored in the
/// time of an answer.
const KEPT_CONNECTIONS: usize = 24;

/// The connections of a run for which nothing else is said.
fn connections(keep: Keep) -> usize {
    match keep {
        Keep::Exchanges => KEPT_CONNECTIONS,
        Keep::Nothing => CONNECTIONS,
    }
}

/// What may wait for the caller of a run.
pub(super) fn waiting(keep: Keep) -> usize {
    match keep {
        Keep::Exchanges => PAGES,
        Keep::Nothing => RESULTS,
    }
}

/// How often it is looked whether the run is interrupted.
const LOOK: Duration = Duration::from_millis(50);

/// Attempts at one address, whether they count or not.
const MOST_ATTEMPTS: u32 = 60;

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
#[derive(Default)]
struct Outcome {
    /// None until it is known.
    judgement: Option<Judgement>,
    trail: Trail,
    attempts: u32,
    captures: Captures,
}

impl Session<'_> {
    pub(super) async fn run(&self, results: mpsc::Sender<Fetched>) {
        let most = self.options.max_connections.unwrap_or_else(|| connections(self.options.keep));
        let (schedule, mut starts) = Schedule::new(most, self.options.host_connections);
        let run = Run {
            options: self.options,
            connections: self.connections,
            schedule,
            deadline: Instant::now() + self.options.deadline.unwrap_or(FAR).min(FAR),
            hosts: RefCell::default(),
            waiting: Cell::default(),
            origins: RefCell::default(),
        };
        let schedule = &run.schedule;
        let mut left = 0usize;
        for (group, members) in self.groups.iter().enumerate() {
            match guard::admit(&self.requests[members[0]].url, &self.options.allow_private) {
                Ok(url) => {
                    schedule.queue(&host_of(&url), group);
                    left += 1;
                }
                Err(refusal) => {
                    let judgement = Some(Judgement::new(LinkVerdict::Refused, refusal.to_string()));
                    self.hand_on(group, Outcome { judgement, ..Outcome::default() }, &results).await;
                }
            }
        }
        schedule.pump();
        let mut running = FuturesUnordered::new();
        let mut looks = interval(LOOK);
        // After a pause one look is enough: those that were missed would all come at once.
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut late = std::pin::pin!(tokio::time::sleep_until(run.deadline));
        while left > 0 {
            tokio::select! {
                Some((group, slot)) = starts.recv(), if self.takes_more(&run) => {
                    running.push(Box::pin(self.fetch(group, slot, &run, &results)));
                }
                Some(()) = running.next(), if !running.is_empty() => left -= 1,
                () = &mut late, if !late.is_elapsed() => {
                    for group in schedule.give_up() {
                        self.hand_on(group, Outcome::default(), &results).await;
                        left -= 1;
                    }
                }
                // Nobody takes verdicts any more: the caller has gone.
                () = results.closed() => return,
                _ = looks.tick() => {
                    schedule.tick();
                    if self.options.interrupted.load(Ordering::Relaxed) {
                        return;
                    }
                }
            }
        }
    }

    /// Finds out about one page, before the deadline.
    async fn fetch(&self, group: usize, slot: Slot, run: &Run<'_>, results: &mpsc::Sender<Fetched>) {
        let mut outcome = Outcome::default();
        // What is known at the deadline counts.
        let _ = timeout_at(run.deadline, self.find_out(group, slot, run, &mut outcome)).await;
        run.waiting.set(run.waiting.get() + 1);
        self.hand_on(group, outcome, results).await;
        run.waiting.set(run.waiting.get() - 1);
    }

    /// Whether the caller keeps up with what is received, or has little to hold.
    fn takes_more(&self, run: &Run<'_>) -> bool {
        self.options.keep == Keep::Nothing || run.waiting.get() < PAGES
    }

    async fn find_out(&self, group: usize, slot: Slot, run: &Run<'_>, outcome: &mut Outcome) {
        let request = &self.requests[self.groups[group][0]];
        let Ok(url) = Url::parse(request.url.trim()) else { return };
        let mut slot = Some(slot);
        if self.options.respect_robots {
            // Whoever waits for another's answer holds up nobody.
            slot = None;
            outcome.judgement = robots::objection(&url, run).await;
            if outcome.judgement.is_some() {
                return;
            }
        }
        let judgement = self.attempt(&url, request.validators.as_ref(), slot, run, outcome).await;
        let judgement = self.doubted(&url, judgement, run, &outcome.trail).await;
        let missing = judgement.verdict.is_gone();
        outcome.judgement = Some(judgement);
        if let Some(base) = self.options.memento.as_ref().filter(|_| missing) {
            // Until it is known otherwise: the deadline may come while the archive is asked.
            outcome.captures = Captures::failed();
            let archive = TimeArchive { base, run };
            outcome.captures = archive.look_up(&url, request.near).await;
        }
    }

    async fn attempt(
        &self,
        url: &Url,
        validators: Option<&Validators>,
        mut slot: Option<Slot>,
        run: &Run<'_>,
        outcome: &mut Outcome,
    ) -> Judgement {
        // Attempts that count: what a host that is asked too much turns away does not, as long as it
        // answers others.
        let mut counted = 0;
        let host = host_of(url);
        let mut answered = run.schedule.answered(&host);
        let objection = |url: Url| -> LocalBoxFuture<'_, Option<Judgement>> {
            Box::pin(async move { robots::objection(&url, run).await })
        };
        loop {
            outcome.attempts += 1;
            counted += 1;
            outcome.trail = Trail::default();
            let keep_all = self.options.keep == Keep::Exchanges;
            let objection = Some(&objection as Objection<'_>).filter(|_| self.options.respect_robots);
            let follower = Follower { keep_all, objection, ..run.follower(Whose::Cited) };
            let end = follower.follow(url, validators, slot.take(), &mut outcome.trail).await;
            let is_limited = verdict::is_limited(&end, &outcome.trail);
            let now_answered = run.schedule.answered(&host);
            if is_limited && outcome.attempts < MOST_ATTEMPTS && now_answered > answered {
                (counted, answered) = (counted - 1, now_answered);
            }
            if counted >= verdict::attempts(&end, &outcome.trail, self.options.retries) {
                return verdict::judge(&end, &outcome.trail);
            }
            run.pause(&outcome.trail, counted.max(1)).await;
        }
    }

    /// The verdict on a page, once what it says and where it is are weighed too.
    async fn doubted(&self, cited: &Url, judgement: Judgement, run: &Run<'_>, trail: &Trail) -> Judgement {
        if let Some(status) = trail.status.filter(|status| verdict::blames_address(*status)) {
            return self.blamed(cited, judgement, status, run).await;
        }
        let reached =
            trail.reached().filter(|_| trail.status.is_some_and(|status| matches!(status, 200..=299)));
        let Some(reached) = reached.filter(|_| judgement.verdict.is_live()) else {
            return judgement;
        };
        let (page, is_html) = (trail.reading.page.as_ref(), trail.reading.is_html);
        // What is called a login may be an article on one.
        let is_article = page.is_some_and(|page| page.is_article && page.reads_as_article());
        if let Some(wall) = gates::by_address(cited, &reached).filter(|_| !is_article) {
            return Judgement::new(LinkVerdict::Blocked, wall);
        }
        let may_pass = page.filter(|_| !ends::leads_to_error(cited, &reached));
        if let Some(fault) = may_pass.and_then(passing::passing_fault) {
            return Judgement::new(LinkVerdict::Unreachable, fault);
        }
        match soft404::likeness(Reached { cited, reached: &reached, page, is_html }) {
            Likeness::Page => self.weighed(cited, judgement, run, (&reached, page.filter(|_| is_html))).await,
            Likeness::NotFound(reason) => Judgement::new(LinkVerdict::Soft404, reason),
            Likeness::List => self.listed(cited, judgement, run, (&reached, page)).await,
            Likeness::Doubtful { reason, strong } => {
                // A site that answers 200 to everything shows the same for what cannot exist.
                let sibling = sibling::sibling(cited);
                if self.is_same_at(&sibling, run, (&reached, page)).await {
                    return Judgement::new(
                        LinkVerdict::Soft404,
                        format!("{reason}, as for what does not exist"),
                    );
                }
                if strong {
                    return Judgement::new(LinkVerdict::Soft404, reason);
                }
                if let Ok(front) = reached.join("/")
                    // Asked last, and only where something speaks for it: it is one more request.
                    && soft404::may_be_front_page(Reached { cited, reached: &reached, page, is_html })
                    && self.is_same_at(&front, run, (&reached, page)).await
                {
                    return Judgement::new(LinkVerdict::Soft404, "shows the front page");
                }
                let weighed = page.filter(|_| is_html).and_then(|page| weighing::weighed(page, cited));
                weighed.filter(|weighed| weighed.is_sure).map_or(judgement, |weighed| weighed.judgement)
            }
        }
    }

    /// The verdict on a page that no rule tells from others, by all that it shows.
    async fn weighed(
        &self,
        cited: &Url,
        judgement: Judgement,
        run: &Run<'_>,
        page: (&Url, Option<&Teller>),
    ) -> Judgement {
        let Some(weighed) = page.1.and_then(|page| weighing::weighed(page, cited)) else { return judgement };
        if weighed.is_sure || self.is_same_at(&sibling::sibling(cited), run, page).await {
            weighed.judgement
        } else {
            judgement
        }
    }

    /// The verdict on a page that is a list: it is none where the host shows its front page for what was
    /// cited and for what cannot exist.
    async fn listed(
        &self,
        cited: &Url,
        judgement: Judgement,
        run: &Run<'_>,
        page: (&Url, Option<&Teller>),
    ) -> Judgement {
        let (sibling, front) = (sibling::sibling(cited), cited.join("/"));
        if let Ok(front) = front
            && self.is_same_at(&sibling, run, page).await
            && self.is_same_at(&front, run, page).await
        {
            return Judgement::new(LinkVerdict::Soft404, "shows the front page, as for what does not exist");
        }
        judgement
    }

    /// The verdict on an address that a server blames: dead where it answers otherwise for one that
    /// cannot exist. Servers that blame every address do not like the client.
    async fn blamed(&self, cited: &Url, judgement: Judgement, status: u16, run: &Run<'_>) -> Judgement {
        if judgement.verdict != LinkVerdict::Dead {
            return judgement;
        }
        let mut trail = Trail::default();
        let end = run.ask(&sibling::sibling(cited), Whose::Cited, &mut trail).await;
        match (end, trail.status) {
            (End::Answer, Some(other)) if other != status => judgement,
            _ => Judgement::new(LinkVerdict::Blocked, format!("{}, as for any address", judgement.reason)),
        }
    }

    /// Whether the same page is at another address too.
    async fn is_same_at(&self, other: &Url, run: &Run<'_>, page: (&Url, Option<&Teller>)) -> bool {
        let mut trail = Trail::default();
        let end = run.ask(other, Whose::Cited, &mut trail).await;
        let answered =
            trail.reached().filter(|_| end == End::Answer && trail.status.is_some_and(|status| status < 300));
        // Two walls are alike and say nothing of what is behind them.
        let answered = answered.filter(|_| trail.reading.wall.is_none());
        answered.is_some_and(|place| sibling::is_same(page, (&place, trail.reading.page.as_ref()), other))
    }

    /// Tells of every address of a page.
    async fn hand_on(&self, group: usize, outcome: Outcome, results: &mpsc::Sender<Fetched>) {
        let Outcome { judgement, mut trail, attempts, captures } = outcome;
        // What the page says has been weighed.
        trail.reading = Reading::default();
        let judgement = judgement.unwrap_or_else(too_late);
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
                captures: captures.found.clone(),
                lookup: captures.lookup,
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

/// A redirect's target with the fragment of the address that was cited, unless it has its own (RFC 9110,
/// section 10.2.2).
fn with_fragment(target: &Url, cited: &str) -> String {
    let mut target = target.clone();
    if target.fragment().is_none()
        && let Some((_, fragment)) = cited.trim().split_once('#')
    {
        target.set_fragment(Some(fragment));
    }
    target.into()
}
