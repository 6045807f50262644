//! Follows addresses for a run, each again as often as may help. It does not say what the end is worth;
//! see `verdict`.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use robotxt::Robots;
use tokio::sync::OnceCell;
use tokio::time::{Instant, sleep};
use url::Url;

use super::FetchOptions;
use super::client::{Connections, Whose};
use super::judgement::Judgement;
use super::redirects::{End, Follower, Trail};
use super::schedule::{Schedule, backoff};
use super::verdict;
use crate::model::link::CaptureLookup;

/// What a host allows to ask for.
pub(super) enum Allowed {
    By(Robots),
    /// Its rules cannot be known, so nothing is asked for.
    Unknown(Judgement),
}

/// A run: what it asks with, and what changes in its course.
pub(super) struct Run<'r> {
    pub(super) options: &'r FetchOptions,
    pub(super) connections: &'r Connections,
    pub(super) schedule: Rc<Schedule>,
    pub(super) deadline: Instant,
    /// Whether a web archive has captures of a host.
    pub(super) hosts: RefCell<HashMap<String, Rc<OnceCell<CaptureLookup>>>>,
    /// Pages that wait to be handed on.
    pub(super) waiting: Cell<usize>,
    /// What hosts allow, by origin.
    pub(super) origins: RefCell<HashMap<String, Rc<OnceCell<Allowed>>>>,
}

impl Run<'_> {
    /// Follows an address that is not cited, as often as may help; how the chain ended.
    pub(super) async fn ask(&self, url: &Url, whose: Whose, trail: &mut Trail) -> End {
        let mut attempt = 0;
        loop {
            attempt += 1;
            *trail = Trail::default();
            let end = self.follower(whose).follow(url, None, None, trail).await;
            if attempt >= verdict::attempts(&end, trail, self.options.retries) {
                return end;
            }
            self.pause(trail, attempt).await;
        }
    }

    /// Follows addresses as long as there is time.
    pub(super) fn follower(&self, whose: Whose) -> Follower<'_> {
        Follower {
            connections: self.connections,
            schedule: &self.schedule,
            patience: self.options.patience.min(self.deadline - Instant::now()),
            keep_all: false,
            whose,
            objection: None,
        }
    }

    /// Waits before the next attempt, unless the host named a time, which its queue keeps.
    pub(super) async fn pause(&self, trail: &Trail, attempt: u32) {
        if !trail.host_waits {
            sleep(backoff(attempt)).await;
        }
    }
}
