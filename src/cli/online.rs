//! Arguments about going online to settings, and the steps before a run's second pass: fetching articles
//! given by address, asking for what they cite.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, TimeDelta, Utc};
use etcetera::BaseStrategy;
use tempfile::NamedTempFile;
use toml::Spanned;
use url::Url;

use crate::archive::RunNote;
use crate::cli::args::{Fetch, Online as OnlineArgs};
use crate::cli::config_file::{ConfigFile, OnlineTable};
use crate::cli::exit::{self, Exit, complain};
use crate::cli::progress::{LateBar, LinkBar};
use crate::cli::{INTERRUPTED, WRITES};
use crate::fetch::{self, AllowPrivate, FetchOptions, FetchRequest, Keep};
use crate::input::discover::{self, FoundFile};
use crate::input::page::WebPage;
use crate::input::sha256_hex;
use crate::model::Sources;
use crate::pipeline;
use crate::pipeline::archive::capturing::IntoArchive;
use crate::pipeline::archive::history;
use crate::pipeline::batch::Job;
use crate::pipeline::online::cache::CacheSettings;
use crate::pipeline::online::gather::gather;
use crate::pipeline::online::{Capturing, LinkJob, Online, Uncaptured, check_links, page_of};

/// Whether a path is an address.
pub fn is_url(path: &Path) -> bool {
    path.to_str().is_some_and(|words| {
        let scheme = words.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("http" | "https"))
    })
}

/// How to ask for links; none for a run that stays offline.
pub fn link_job(args: &OnlineArgs, config: Option<&ConfigFile>) -> anyhow::Result<Option<LinkJob>> {
    if !args.online {
        if args.fetch.is_given() || args.no_cache || args.cache_age.is_some() || args.memento.is_some() {
            bail!("options about going online need --online");
        }
        return Ok(None);
    }
    let memento = args.memento.as_deref().map(memento_of).transpose()?;
    let fetch = FetchOptions { memento, ..fetch_options(&args.fetch, config)? };
    let cache = if args.no_cache {
        None
    } else {
        let configured =
            config.and_then(|file| file.table.online.cache_age.as_ref()).map(|age| age.get_ref().as_str());
        let words = args.cache_age.as_deref().or(configured).unwrap_or("1d");
        let age = TimeDelta::from_std(duration(words, "--cache-age")?).context("--cache-age: too long")?;
        cache_folder().map(|folder| CacheSettings { folder, age, context: context_of(&fetch) })
    };
    Ok(Some(LinkJob { fetch, cache, now: Utc::now() }))
}

/// How to ask servers.
pub fn fetch_options(args: &Fetch, config: Option<&ConfigFile>) -> anyhow::Result<FetchOptions> {
    let none = OnlineTable::default();
    let table = config.map_or(&none, |file| &file.table.online);
    let max_connections =
        args.max_connections.or(table.max_connections.as_ref().map(|value| *value.get_ref())).unwrap_or(256);
    let host_connections =
        args.host_connections.or(table.host_connections.as_ref().map(|value| *value.get_ref())).unwrap_or(10);
    if max_connections == 0 || host_connections == 0 {
        bail!("--max-connections and --host-connections: at least one is needed");
    }
    let words = |given: &Option<String>, table: &Option<Spanned<String>>| {
        given.clone().or_else(|| table.as_ref().map(|value| value.get_ref().clone()))
    };
    let time = |given, table, default: &str, option| {
        duration(words(given, table).as_deref().unwrap_or(default), option)
    };
    Ok(FetchOptions {
        host_connections,
        max_connections: max_connections.min(4096),
        timeout: time(&args.timeout, &table.timeout, "10s", "--timeout")?,
        deadline: words(&args.deadline, &table.deadline)
            .map(|words| duration(&words, "--deadline"))
            .transpose()?,
        retries: args.retries.or(table.retries.as_ref().map(|value| *value.get_ref())).unwrap_or(2),
        patience: time(&args.patience, &table.patience, "10s", "--patience")?,
        allow_private: allow_private(&args.allow_private)?,
        ca_files: args.ca_file.iter().map(|path| bytes_of(path)).collect::<anyhow::Result<_>>()?,
        user_agent: words(&args.user_agent, &table.user_agent),
        headers: args.header.iter().map(|header| header_of(header)).collect::<anyhow::Result<_>>()?,
        cookies: args.cookies.as_deref().map(text_of).transpose()?,
        interrupted: &INTERRUPTED,
        ..FetchOptions::default()
    })
}

fn allow_private(networks: &[String]) -> anyhow::Result<AllowPrivate> {
    if networks.is_empty() {
        return Ok(AllowPrivate::None);
    }
    if networks.iter().any(|network| network == "all") {
        return Ok(AllowPrivate::All);
    }
    let parsed = networks
        .iter()
        .map(|network| network.parse().map_err(|error| anyhow!("--allow-private={network}: {error}")));
    Ok(AllowPrivate::Networks(parsed.collect::<anyhow::Result<_>>()?))
}

fn memento_of(words: &str) -> anyhow::Result<Url> {
    let url = Url::parse(words).with_context(|| format!("--memento={words}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        bail!("--memento={words}: not http");
    }
    Ok(url)
}

fn header_of(header: &str) -> anyhow::Result<(String, String)> {
    let (name, value) =
        header.split_once(':').ok_or_else(|| anyhow!("--header {header}: expected 'Name: value'"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| anyhow!("reading {}: {}", path.display(), discover::cause(&error)))
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(bytes_of(path)?).map_err(|_| anyhow!("reading {}: not UTF-8", path.display()))
}

/// `20s`, `500ms`, `1m`, `2h`, `1d`; without a unit, seconds.
pub fn duration(words: &str, option: &str) -> anyhow::Result<Duration> {
    let wrong = || anyhow!("{option} {words}: not a time such as 20s, 5m, 1h or 1d");
    let digits = words.trim().bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, unit) = words.trim().split_at(digits);
    let factor = match unit.trim() {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        _ => return Err(wrong()),
    };
    let number: f64 = number.parse().map_err(|_| wrong())?;
    Duration::try_from_secs_f64(number * factor)
        .ok()
        .filter(|time| time.as_secs() < 100 * 366 * 86_400)
        .ok_or_else(wrong)
}

/// The user's cache folder for newscheck; none if there is no home.
fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("newscheck"))
}

/// What answers depend on beside the address, as a short digest: empty for a plain run.
fn context_of(options: &FetchOptions) -> String {
    let plain = FetchOptions::default();
    let words = |options: &FetchOptions| {
        let FetchOptions { user_agent, headers, cookies, allow_private, ca_files, .. } = options;
        format!("{user_agent:?} {headers:?} {cookies:?} {allow_private:?} {ca_files:?}")
    };
    let words = Some(words(options)).filter(|given| *given != words(&plain));
    let Some(words) = words else { return String::new() };
    sha256_hex(words.as_bytes())[..16].to_owned()
}

/// Keeps what comes on standard input in a file, so that it can be read twice. The file goes away with what
/// is returned.
pub fn spool_stdin(
    files: &mut [FoundFile],
    stdin_name: Option<&str>,
) -> anyhow::Result<Option<NamedTempFile>> {
    let Some(stdin) = files.iter_mut().find(|file| file.is_stdin()) else { return Ok(None) };
    let mut spool = NamedTempFile::new().context("creating a temporary file for standard input")?;
    io::copy(&mut io::stdin().lock(), &mut spool).context("keeping standard input in a temporary file")?;
    spool.flush().context("keeping standard input in a temporary file")?;
    stdin.path = spool.path().into();
    stdin.name = Some(stdin_name.unwrap_or(discover::STDIN).into());
    Ok(Some(spool))
}

/// Fetches the articles that are given by address.
pub fn fetch_articles(
    urls: &[String],
    options: &FetchOptions,
    hosts: &mut Vec<String>,
) -> anyhow::Result<Vec<FoundFile>> {
    let requests: Vec<FetchRequest> =
        urls.iter().map(|url| FetchRequest { url: url.clone(), near: None, validators: None }).collect();
    let mut pages: BTreeMap<usize, Result<WebPage, String>> = BTreeMap::new();
    let options = FetchOptions { keep: Keep::Exchanges, memento: None, ..options.clone() };
    let contacted = fetch::fetch_all(&requests, &options, &mut |fetched| {
        pages.insert(fetched.index, page_of(&fetched));
    })?;
    hosts.extend(contacted.hosts);
    let unasked = || Err("not asked: interrupted".to_owned());
    Ok(urls
        .iter()
        .enumerate()
        .map(|(index, url)| FoundFile::fetched(url, pages.remove(&index).unwrap_or_else(unasked)))
        .collect())
}

/// The first pass of a run that asks for links or reads an archive: what is known of every cited address. The
/// job is made ready for the second pass. Gives trouble if the archive could not be written.
pub fn learn(
    files: &[FoundFile],
    job: &mut Job,
    links: Option<&LinkJob>,
    archive: Option<&ArchiveUse>,
    contacted: Vec<String>,
) -> anyhow::Result<Exit> {
    let mut exit = Exit::Clean;
    let mut bar = LateBar::new();
    let gathered = gather(files.to_vec(), job, &mut bar).context("gathering the cited links")?;
    bar.clear();
    if let Some(links) = links {
        let mut online;
        (online, exit) = match archive {
            Some(archive) => archive.ask(&gathered.cited, links)?,
            None => (ask(&gathered.cited, links, &mut Uncaptured)?, Exit::Clean),
        };
        online.complete &= gathered.complete;
        online.hosts.extend(contacted);
        online.hosts.sort();
        online.hosts.dedup();
        job.plan.links = Some(Arc::clone(&online.links));
        job.online = Some(Arc::new(online));
    }
    if let Some(archive) = archive {
        job.plan.sources = Some(Arc::new(archive.sources(gathered.cited.keys().map(String::as_str))?));
    }
    job.plan.digests = Some(Arc::new(gathered.digests));
    job.plan.load.sha256 = true;
    Ok(exit)
}

/// An archive that a checking run reads, and writes when it goes online.
pub struct ArchiveUse {
    /// Its folder.
    pub folder: PathBuf,
    /// Who captures into it.
    pub run: RunNote,
}

impl ArchiveUse {
    /// Asks for links and captures what comes. Verdicts of other runs are not used: they have no captures. An
    /// archive that cannot be written is told; the verdicts are still reported.
    fn ask(&self, cited: &Cited, job: &LinkJob) -> anyhow::Result<(Online, Exit)> {
        let mut archive = pipeline::archive::open(&self.folder, self.run.clone())?;
        let fetch = FetchOptions { keep: Keep::Exchanges, ..job.fetch.clone() };
        let job = LinkJob { fetch, cache: None, now: job.now };
        let mut capturing = IntoArchive::new(&mut archive);
        let online = ask(cited, &job, &mut capturing)?;
        let exit = match capturing.finish() {
            Ok(()) => Exit::Clean,
            Err(fault) => exit::failed(&fault.into()),
        };
        Ok((online, exit))
    }

    fn sources<'u>(&self, urls: impl Iterator<Item = &'u str>) -> anyhow::Result<Sources> {
        let archive = pipeline::archive::open_read_only(&self.folder, &self.run)?;
        Ok(history::sources(&archive, urls)?)
    }
}

/// Cited addresses with the moment near which captures are looked for.
type Cited = BTreeMap<String, Option<DateTime<Utc>>>;

/// Asks for links under a progress bar. An interrupt ends the asking, not the run: what is known is still
/// reported.
pub fn ask(cited: &Cited, job: &LinkJob, archive: &mut dyn Capturing) -> anyhow::Result<Online> {
    WRITES.store(true, Ordering::Relaxed);
    let mut bar = LinkBar::new();
    let online = check_links(cited, job, archive, &mut bar);
    bar.clear();
    let online = online.context("going online")?;
    for trouble in &online.troubles {
        complain(trouble);
    }
    if !online.complete {
        INTERRUPTED.store(false, Ordering::Relaxed);
    }
    Ok(online)
}

/// The addresses in lists, one a line; empty lines and lines that begin with `#` are passed over.
pub fn listed_urls(lists: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut urls = Vec::new();
    for list in lists {
        let mut bytes = Vec::new();
        if list.as_os_str() == discover::STDIN {
            io::stdin().lock().read_to_end(&mut bytes).context("reading standard input")?;
        } else {
            bytes = bytes_of(list)?;
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        urls.extend(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
    }
    Ok(urls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        let table = [
            ("20", Some(20_000)),
            ("20s", Some(20_000)),
            ("500ms", Some(500)),
            ("1.5m", Some(90_000)),
            ("1d", Some(86_400_000)),
            ("", None),
            ("x", None),
            ("1y", None),
            ("-1s", None),
            ("99999999999999d", None),
        ];
        for (words, expected) in table {
            assert_eq!(duration(words, "--timeout").ok().map(|time| time.as_millis()), expected, "{words}");
        }
    }

    #[test]
    fn addresses_are_told_from_paths() {
        let table = [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("a.txt", false),
            ("c://x", false),
            ("ftp://a/b", false),
        ];
        for (path, expected) in table {
            assert_eq!(is_url(Path::new(path)), expected, "{path}");
        }
    }
}
