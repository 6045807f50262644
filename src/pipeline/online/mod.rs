//! Cited addresses to verdicts: what the cache knows, then what asking gives. It does not ask itself; see
//! `fetch`.

pub mod articles;
pub mod cache;
pub mod gather;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::fetch::{self, FetchError, FetchOptions, FetchRequest, Fetched, Validators};
use crate::model::{Link, LinkVerdict, Links};
use crate::pipeline::online::cache::{Cache, CacheSettings};
use crate::pipeline::ui::LinkProgress;

/// How to ask.
pub struct LinkJob {
    /// How to fetch.
    pub fetch: FetchOptions,
    /// Where verdicts are kept, if they are.
    pub cache: Option<CacheSettings>,
    /// The clock by which kept verdicts age.
    pub now: DateTime<Utc>,
}

/// What is known after asking.
#[derive(Clone, Debug, Default)]
pub struct Online {
    /// The verdicts: all that were reached.
    pub links: Arc<Links>,
    /// Hosts contacted, sorted.
    pub hosts: Vec<String>,
    /// The proxy that asked for us.
    pub proxy: Option<String>,
    /// Whether there is a verdict on every address.
    pub complete: bool,
    /// What went wrong beside: a cache that cannot be written.
    pub troubles: Vec<String>,
}

/// Where what is fetched may be kept.
pub trait Capturing {
    /// What tells whether an address has changed since it was captured.
    fn validators(&self, url: &str) -> Option<Validators>;

    /// Whether an address is asked for although its verdict is known.
    fn needs_answer(&self, _known: &Link) -> bool {
        false
    }

    /// Takes what was fetched.
    fn capture(&mut self, fetched: &Fetched);
}

/// Keeps nothing.
pub struct Uncaptured;

impl Capturing for Uncaptured {
    fn validators(&self, _url: &str) -> Option<Validators> {
        None
    }

    fn capture(&mut self, _fetched: &Fetched) {}
}

/// The verdicts on addresses, with for each the moment near which captures are looked for. On an interrupt it
/// gives those it has.
pub fn check_links(
    cited: &BTreeMap<String, Option<DateTime<Utc>>>,
    job: &LinkJob,
    archive: &mut dyn Capturing,
    progress: &mut dyn LinkProgress,
) -> Result<Online, FetchError> {
    let mut run = Run { troubles: Vec::new(), cache: None, links: Links::new(), verdicts: BTreeMap::new() };
    if let Some(settings) = &job.cache {
        match Cache::open(settings.clone(), |url| cited.contains_key(url), job.now) {
            Ok(cache) => run.cache = Some(cache),
            // A cache that cannot be opened makes a run slower, not wrong.
            Err(error) => run.troubles.push(format!(
                "cache of links in {}: {}",
                settings.folder.display(),
                crate::input::cause(&error)
            )),
        }
    }
    let lookups = |near: Option<DateTime<Utc>>| {
        job.fetch.memento.as_ref().map(|archive| lookup_key(archive.as_str(), near))
    };
    let mut requests = Vec::new();
    for (url, near) in cited {
        match run.cache.as_ref().and_then(|cache| cache.get(url, lookups(*near).as_deref())) {
            Some(link) if !archive.needs_answer(&link) => run.take(link),
            _ => requests.push(FetchRequest {
                url: url.clone(),
                near: *near,
                validators: archive.validators(url),
            }),
        }
    }
    progress.update(run.links.len(), cited.len(), &run.verdicts);
    let contacted = fetch::fetch_all(&requests, &job.fetch, &mut |fetched: Fetched| {
        let near = requests.get(fetched.index).and_then(|request| request.near);
        // Kept before it is told: a verdict in the report has its capture in the archive.
        archive.capture(&fetched);
        run.keep(&fetched.link, lookups(near).as_deref());
        run.take(fetched.link);
        progress.update(run.links.len(), cited.len(), &run.verdicts);
    })?;
    Ok(Online {
        complete: run.links.len() == cited.len(),
        links: Arc::new(run.links),
        hosts: contacted.hosts.into_iter().collect(),
        proxy: contacted.proxy,
        troubles: run.troubles,
    })
}

/// What a lookup depends on beside the address.
fn lookup_key(archive: &str, near: Option<DateTime<Utc>>) -> String {
    let near = near.map(|near| near.to_rfc3339_opts(SecondsFormat::Secs, true));
    format!("{archive} {}", near.as_deref().unwrap_or("newest"))
}

struct Run {
    cache: Option<Cache>,
    links: Links,
    verdicts: BTreeMap<LinkVerdict, usize>,
    troubles: Vec<String>,
}

impl Run {
    fn take(&mut self, link: Link) {
        *self.verdicts.entry(link.verdict).or_default() += 1;
        self.links.insert(link.url.clone(), link);
    }

    /// Keeps a verdict for later runs. The first failure ends it: a full disk is told once.
    fn keep(&mut self, link: &Link, memento: Option<&str>) {
        let Some(cache) = &mut self.cache else { return };
        if let Err(error) = cache.put(link, memento) {
            self.troubles.push(format!("writing the cache of links: {}", crate::input::cause(&error)));
            self.cache = None;
        }
    }
}
