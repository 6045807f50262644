//! Asks each cited address once and says what became of it. This is the only asynchronous code; from
//! outside it is blocking.

mod apart;
mod asking;
mod client;
mod clients;
mod cookies;
mod ends;
mod fault;
mod gates;
mod guard;
mod heard;
mod judgement;
mod leading;
mod logins;
mod marks;
mod memento;
mod obstacle;
mod overlays;
mod page;
mod parked;
mod passing;
mod phrases;
mod post;
mod proxy;
mod reading;
mod redirects;
mod resolver;
mod robots;
mod said;
mod schedule;
mod section;
mod session;
mod shape;
mod sibling;
mod signs;
mod soft404;
mod story;
mod tls;
mod unused;
mod verdict;
mod walls;
mod weighing;
mod weights;
mod widgets;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::{DateTime, Utc};
use url::{Position, Url};

pub use guard::{AllowPrivate, Refusal, admit};
pub use obstacle::{Obstacle, obstacle};
pub use post::{Post, PostError, post};
pub use tls::trust_anchors;
pub use weighing::{Row, page_row};

use crate::model::exchange::Exchange;
use crate::model::link::Link;
use client::host_of;

/// One address to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FetchRequest {
    /// The address as it is cited.
    pub url: String,
    /// The date of the article that cites it, for the nearest capture.
    pub near: Option<DateTime<Utc>>,
    /// What an earlier answer said of itself, to ask only for a change.
    pub validators: Option<Validators>,
}

/// What tells one version of a page from another (RFC 9110, section 8.8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` field.
    pub etag: Option<String>,
    /// The `Last-Modified` field.
    pub last_modified: Option<String>,
}

/// How to ask.
#[derive(Clone, Debug)]
pub struct FetchOptions {
    /// Connections to one host at once.
    pub host_connections: usize,
    /// Connections at once; by default [`CONNECTIONS`], and fewer where answers are kept.
    pub max_connections: Option<usize>,
    /// How long the whole run may take.
    pub deadline: Option<Duration>,
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long one request may take, to the end of its answer; a body whose length is known and that
    /// comes steadily may take twice as long.
    pub timeout: Duration,
    /// How often a request that may do better is sent again.
    pub retries: u32,
    /// The longest `Retry-After` that is waited for.
    pub patience: Duration,
    /// Private addresses that may be asked.
    pub allow_private: AllowPrivate,
    /// Files of certificate authorities to trust, in PEM, besides the system's and Mozilla's.
    pub ca_files: Vec<Vec<u8>>,
    /// The `User-Agent` field, in place of newscheck's own; `browser` stands for a browser's.
    pub user_agent: Option<String>,
    /// More header fields for cited hosts.
    pub headers: Vec<(String, String)>,
    /// Cookies to begin with, as a browser saves them (cookies.txt in Netscape's format).
    pub cookies: Option<String>,
    /// Whether the proxies that the environment names are used.
    pub proxy_from_env: bool,
    /// The web archive to ask for captures of dead links: the address before `timemap/link/`.
    pub memento: Option<Url>,
    /// Whether a host's `robots.txt` is asked first, and what it does not allow is left out.
    pub respect_robots: bool,
    /// What is kept of the exchanges.
    pub keep: Keep,
    /// Bytes of a body that are read; a longer one is cut off.
    pub max_body: u64,
    /// Says that the run is to end now.
    pub interrupted: &'static AtomicBool,
    /// The time of day.
    pub clock: fn() -> DateTime<Utc>,
}

/// Connections at once where answers are looked at, and not kept, and nothing else is said.
pub const CONNECTIONS: usize = 256;

static NEVER: AtomicBool = AtomicBool::new(false);

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            host_connections: 10,
            max_connections: None,
            deadline: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(10),
            retries: 2,
            patience: Duration::from_secs(10),
            allow_private: AllowPrivate::None,
            ca_files: Vec::new(),
            user_agent: None,
            headers: Vec::new(),
            cookies: None,
            proxy_from_env: true,
            memento: None,
            respect_robots: false,
            keep: Keep::Nothing,
            max_body: 64 * 1024 * 1024,
            interrupted: &NEVER,
            clock: Utc::now,
        }
    }
}

/// What is kept of the exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing but the verdict.
    #[default]
    Nothing,
    /// Every one, with its body.
    Exchanges,
}

/// What became of one request.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Which request, counted from 0.
    pub index: usize,
    /// The verdict.
    pub link: Link,
    /// Every hop of the last attempt in order, where they are kept. Of requests that differ only by
    /// fragment the first has them.
    pub exchanges: Vec<Exchange>,
}

/// Whom a run has asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacted {
    /// Hosts, with their port where it is not the default; web archives too.
    pub hosts: BTreeSet<String>,
    /// The proxies they were asked through, without credentials.
    pub proxy: Option<String>,
}

/// Why nothing can be asked.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// A header field that is none.
    #[error("header field {0}: not valid in HTTP")]
    Field(String),
    /// A line of the saved cookies that is no cookie.
    #[error("cookies, line {0}: not in Netscape's format")]
    Cookies(usize),
    /// A file of certificate authorities without a certificate: which, counted from 0.
    #[error("file {0} of certificate authorities: no certificate in PEM")]
    Authority(usize),
    /// A variable of the environment that names no proxy that can be used.
    #[error("{0}: not the address of an HTTP proxy")]
    Proxy(String),
    /// The client cannot be set up.
    #[error("setting up the HTTP client: {0}")]
    Client(String),
    /// The system gives no thread or no event queue.
    #[error("starting to fetch: {0}")]
    Start(#[from] std::io::Error),
}

/// Asks every address, those that differ only by fragment once, and hands each verdict on as soon as it
/// is there. When the run is interrupted, requests without a verdict are not handed on.
pub fn fetch_all(
    requests: &[FetchRequest],
    options: &FetchOptions,
    each: &mut dyn FnMut(Fetched),
) -> Result<Contacted, FetchError> {
    let proxies = proxies(options)?;
    let connections = client::Connections::new(options, proxies)?;
    let groups = grouped(requests);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(resolver::RESOLVERS)
        .build()?;
    let (sender, mut receiver) = tokio::sync::mpsc::channel(session::waiting(options.keep));
    let asked = std::thread::scope(|scope| {
        let session = session::Session { requests, groups: &groups, options, connections: &connections };
        let thread = std::thread::Builder::new().name("fetch".to_owned()).spawn_scoped(scope, move || {
            tokio::task::LocalSet::new().block_on(&runtime, session.run(sender));
            // A name that is still being resolved is not waited for.
            runtime.shutdown_background();
        })?;
        while let Some(fetched) = receiver.blocking_recv() {
            each(fetched);
        }
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
        Ok::<_, FetchError>(connections.asked())
    });
    Ok(Contacted::of(asked?))
}

/// The proxies to ask through.
fn proxies(options: &FetchOptions) -> Result<proxy::Proxies, FetchError> {
    if !options.proxy_from_env {
        return Ok(proxy::Proxies::default());
    }
    proxy::Proxies::read(&|name| std::env::var(name).ok()).map_err(FetchError::Proxy)
}

impl Contacted {
    fn of((hosts, proxies): (BTreeSet<String>, BTreeSet<String>)) -> Self {
        let proxy = (!proxies.is_empty()).then(|| proxies.into_iter().collect::<Vec<_>>().join(", "));
        Self { hosts, proxy }
    }
}

/// The indices of requests for the same page, in the order of the first.
fn grouped(requests: &[FetchRequest]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, request) in requests.iter().enumerate() {
        let text = request.url.trim();
        let page =
            Url::parse(text).map_or_else(|_| text.to_owned(), |url| url[..Position::AfterQuery].to_owned());
        let group = *known.entry(page).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(index);
    }
    groups
}
