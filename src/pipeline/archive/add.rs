//! Captures articles and what they cite: the article as it was read, each source once, and what a page needs
//! to be shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{Archive, ArchiveError, ArticleCapture, Remarks};
use crate::fetch::{self, FetchError, FetchOptions, FetchRequest, Fetched, Keep, Validators};
use crate::input::html::requisites;
use crate::input::page;
use crate::model::{Exchange, Link, LinkVerdict};
use crate::pipeline::archive::read::ReadArticle;
use crate::pipeline::archive::text_of;
use crate::pipeline::ui::LinkProgress;

/// Bytes of a captured page that are read for what it needs.
const MAX_TEXT: usize = 64 << 20;

/// What was captured.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Articles.
    pub articles: usize,
    /// What became of each source, in order of address.
    pub links: Vec<Link>,
    /// Styles, images and fonts of pages that were asked for.
    pub requisites: usize,
    /// Hosts contacted.
    pub hosts: BTreeSet<String>,
    /// The proxy that asked for us.
    pub proxy: Option<String>,
    /// Sources that were not asked for: the run was interrupted.
    pub unasked: usize,
}

/// Why nothing more was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The archive cannot be written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The fetcher cannot run.
    #[error(transparent)]
    Fetch(#[from] FetchError),
}

/// Whether what pages need to be shown is captured too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requisites {
    /// It is: styles, images, fonts.
    Captured,
    /// It is not.
    #[default]
    LeftOut,
}

/// Archives articles and captures what they cite. An interrupt ends the asking; what was captured stays.
pub fn add(
    archive: &mut Archive,
    articles: &[ReadArticle],
    options: &FetchOptions,
    wanted: Requisites,
    progress: &mut dyn LinkProgress,
) -> Result<Added, AddError> {
    let now = (options.clock)();
    for article in articles {
        archive.add_article(&ArticleCapture {
            bytes: &article.bytes,
            mime: &article.mime,
            record: &article.record,
            at: now,
        })?;
    }
    archive.commit()?;
    let cited: BTreeSet<&str> =
        articles.iter().flat_map(|article| article.cited.iter().map(String::as_str)).collect();
    let asked = cited.len();
    let mut round = Round {
        archive,
        options: FetchOptions { keep: Keep::Exchanges, ..options.clone() },
        added: Added::default(),
    };
    let sources = cited.into_iter().map(|url| (url.to_owned(), None)).collect();
    let mut needed = Needed { wanted, ..Needed::default() };
    let mut links = round.capture(sources, &mut needed, progress)?;
    links.sort();
    // Pages name styles and images; styles name fonts and images: no further.
    for _ in 0..2 {
        let next = needed.take();
        round.added.requisites += round.capture(next, &mut needed, &mut Silent)?.len();
    }
    let added = Added { articles: articles.len(), unasked: asked - links.len(), links, ..round.added };
    archive.commit()?;
    Ok(added)
}

/// A request that asks whether an address has changed since it was captured.
fn request(archive: &Archive, url: &str) -> Result<FetchRequest, ArchiveError> {
    Ok(FetchRequest { url: url.to_owned(), near: None, validators: validators(archive, url)? })
}

/// What tells whether an address has changed since it was captured.
pub fn validators(archive: &Archive, url: &str) -> Result<Option<Validators>, ArchiveError> {
    let validators =
        archive.known(url)?.map(|known| Validators { etag: known.etag, last_modified: known.last_modified });
    Ok(validators.filter(|validators| validators.etag.is_some() || validators.last_modified.is_some()))
}

/// What pages need that was not asked for yet, with the page that needs it.
#[derive(Default)]
struct Needed {
    wanted: Requisites,
    asked: BTreeSet<String>,
    next: BTreeMap<String, String>,
}

impl Needed {
    /// What to ask for now; it is not asked for again.
    fn take(&mut self) -> Vec<(String, Option<String>)> {
        let next = std::mem::take(&mut self.next);
        self.asked.extend(next.keys().cloned());
        next.into_iter().map(|(url, via)| (url, Some(via))).collect()
    }

    /// Takes note of what a source or a style needs.
    fn note(&mut self, exchange: &Exchange, via: Option<&str>) {
        if self.wanted == Requisites::LeftOut || exchange.response.status != 200 {
            return;
        }
        let content_type = exchange.response.field("content-type").unwrap_or("");
        let text = || String::from_utf8_lossy(&exchange.unpacked(MAX_TEXT).bytes).into_owned();
        let found = match () {
            () if page::is_html(content_type) && via.is_none() => requisites::of_page(&text(), &exchange.url),
            () if content_type.starts_with("text/css") => requisites::of_style(&text(), &exchange.url),
            () => BTreeSet::new(),
        };
        for url in found {
            if !self.asked.contains(&url) {
                self.next.entry(url).or_insert_with(|| exchange.url.clone());
            }
        }
    }
}

/// A round in which no progress is told.
struct Silent;

impl LinkProgress for Silent {
    fn update(&mut self, _done: usize, _all: usize, _verdicts: &BTreeMap<LinkVerdict, usize>) {}
}

/// What the rounds of asking share.
struct Round<'a> {
    archive: &'a mut Archive,
    options: FetchOptions,
    added: Added,
}

impl Round<'_> {
    /// Asks for addresses, each with the page that needs it, if it is not a source; archives what comes.
    /// Gives what became of them.
    fn capture(
        &mut self,
        urls: Vec<(String, Option<String>)>,
        needed: &mut Needed,
        progress: &mut dyn LinkProgress,
    ) -> Result<Vec<Link>, AddError> {
        let requests =
            urls.iter().map(|(url, _)| request(self.archive, url)).collect::<Result<Vec<_>, _>>()?;
        let (mut links, mut verdicts, mut failed) = (Vec::new(), BTreeMap::new(), None);
        let contacted = fetch::fetch_all(&requests, &self.options, &mut |fetched: Fetched| {
            if failed.is_some() {
                return;
            }
            let via = urls.get(fetched.index).and_then(|(_, via)| via.as_deref());
            if let Err(error) = keep(self.archive, &fetched, via) {
                failed = Some(error);
                return;
            }
            fetched.exchanges.iter().for_each(|exchange| needed.note(exchange, via));
            *verdicts.entry(fetched.link.verdict).or_default() += 1;
            links.push(fetched.link);
            progress.update(links.len(), requests.len(), &verdicts);
        })?;
        self.added.hosts.extend(contacted.hosts);
        self.added.proxy = self.added.proxy.take().or(contacted.proxy);
        failed.map_or(Ok(links), |error| Err(error.into()))
    }
}

/// Archives the exchanges of one address. `via` is the page that needs it, if it is not a source.
pub fn keep(archive: &mut Archive, fetched: &Fetched, via: Option<&str>) -> Result<(), ArchiveError> {
    let link = &fetched.link;
    for (index, exchange) in fetched.exchanges.iter().enumerate() {
        // Redirects and answers of failure say themselves that they are no source.
        let is_page = index + 1 == fetched.exchanges.len() && exchange.response.status / 100 == 2;
        let verdict = (is_page && !link.verdict.is_live()).then(|| (link.verdict.name(), &*link.reason));
        archive.add_exchange(exchange, &text_of, Remarks { via, verdict })?;
    }
    archive.commit_if_due()
}
