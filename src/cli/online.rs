//! How servers are asked: arguments about going online to settings.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use chrono::{TimeDelta, Utc};
use etcetera::BaseStrategy;
use toml::Spanned;
use url::Url;

use crate::cli::INTERRUPTED;
use crate::cli::args::{Fetch, Online as OnlineArgs};
use crate::cli::config_file::{ConfigFile, OnlineTable};
use crate::fetch::{AllowPrivate, FetchOptions};
use crate::input::discover;
use crate::input::sha256_hex;
use crate::pipeline::online::LinkJob;
use crate::pipeline::online::cache::CacheSettings;

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
        args.max_connections.or(table.max_connections.as_ref().map(|value| *value.get_ref()));
    let host_connections =
        args.host_connections.or(table.host_connections.as_ref().map(|value| *value.get_ref())).unwrap_or(10);
    if max_connections == Some(0) || host_connections == 0 {
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
        // Each is an open file, of which systems give a process some thousands.
        max_connections: max_connections.map(|most| most.min(4096)),
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
        respect_robots: args.respect_robots
            || table.respect_robots.as_ref().is_some_and(|value| *value.get_ref()),
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

/// The bytes of a file.
pub fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
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
        // A century: clocks can be moved on by that without overflow, and nobody waits longer.
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
        let robots = if options.respect_robots { " robots" } else { "" };
        format!("{user_agent:?} {headers:?} {cookies:?} {allow_private:?} {ca_files:?}{robots}")
    };
    let words = Some(words(options)).filter(|given| *given != words(&plain));
    let Some(words) = words else { return String::new() };
    sha256_hex(words.as_bytes())[..16].to_owned()
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
}
