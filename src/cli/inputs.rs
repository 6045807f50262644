//! Which inputs, and how they are read: arguments about files to files, and to a job that reads them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Utc};
use tempfile::NamedTempFile;
use toml::Spanned;

use crate::cli::INTERRUPTED;
use crate::cli::args::Input;
use crate::cli::config_file::ConfigFile;
use crate::cli::rule_sets::Config;
use crate::fetch::FetchOptions;
use crate::input::LoadOptions;
use crate::input::discover::{self, IgnoreFiles, Project, Walk};
use crate::input::files::{Files, FoundFile, STDIN};
use crate::model::{Demand, FixedSum};
use crate::pipeline::check::Plan;
use crate::pipeline::job::Job;
use crate::pipeline::online::articles::fetch_articles;
use crate::rules::ActiveRule;

/// How to check.
pub fn job(input: &Input, rules: Vec<ActiveRule>, now: DateTime<Utc>, demand: Demand) -> anyhow::Result<Job> {
    let load = LoadOptions {
        format: input.input_format,
        text_field: input.text_field.clone(),
        id_field: Some(input.id_field.clone()),
        demand,
        max_unpacked: Some(size(&input.max_file_size)?),
    };
    let jobs = match input.jobs {
        Some(0) => bail!("--jobs 0: at least one thread is needed"),
        // More threads than any machine has cores only cost memory, and may not start.
        Some(jobs) => jobs.min(512),
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    Ok(Job {
        plan: Plan::new(load, rules, now),
        rule_sets: Arc::default(),
        fixed: FixedSum::default(),
        required: Vec::new(),
        jobs,
        max_file_size: size(&input.max_file_size)?,
        stdin_name: input.stdin_name.clone(),
        online: None,
        interrupted: &INTERRUPTED,
    })
}

/// The files to check. It is an error if there is none.
pub fn files(input: &Input, config: &Config) -> anyhow::Result<Files> {
    let mut names = Vec::new();
    let found = find(input, config, |path| {
        if names.len() < 3 {
            names.push(path.display().to_string());
        }
    })?;
    if found.is_empty() {
        if names.is_empty() {
            bail!("nothing to check: --files-from names no file");
        }
        bail!("nothing to check in {}: no file with a known ending", names.join(", "));
    }
    Ok(found)
}

/// The files to check, if there are any.
pub fn files_or_none(input: &Input, config: &Config) -> anyhow::Result<Files> {
    find(input, config, |_| ())
}

/// The files, of which there may be none; `note` is told each path that was given.
fn find(input: &Input, config: &Config, mut note: impl FnMut(&Path)) -> anyhow::Result<Files> {
    if input.paths.is_empty() && input.files_from.is_none() {
        bail!("no input: name files or folders, or - for standard input");
    }
    let include = if input.include.is_empty() {
        None
    } else {
        Some(discover::globs(&input.include).context("--include")?)
    };
    let exclude = discover::globs(&input.exclude).context("--exclude")?;
    let ignore_files = if input.no_ignore { IgnoreFiles::Unread } else { IgnoreFiles::Obeyed };
    let project = config.run().map(|file| project(file, include.is_some())).transpose()?;
    let walk = Walk { include, exclude, project, hidden: input.hidden, ignore_files };
    let listed = input.files_from.as_deref().map(|list| listed(list, input.null)).transpose()?;
    let mut fault = None;
    let listed =
        listed.into_iter().flatten().map_while(|path| path.map_err(|error| fault = Some(error)).ok());
    let paths = input.paths.iter().cloned().chain(listed).inspect(|path| note(path));
    let found = discover::find(paths, &walk);
    fault.map_or(Ok(found), Err)
}

/// What the run settings say of walks. An `--include` replaces theirs.
fn project(file: &ConfigFile, included: bool) -> anyhow::Result<Project> {
    let set = |patterns: &Option<Spanned<Vec<String>>>| {
        let globs = |patterns: &Spanned<Vec<String>>| {
            discover::globs(patterns.get_ref()).with_context(|| file.place(patterns.span()))
        };
        patterns.as_ref().map(globs).transpose()
    };
    let include = if included { None } else { set(&file.table.include)? };
    Ok(Project {
        folder: file.folder.clone(),
        include,
        exclude: set(&file.table.exclude)?.unwrap_or_default(),
    })
}

/// The files to check, with the pages behind addresses that stand among the paths, which only a run that goes
/// online may ask for; and the hosts that were contacted for them.
pub fn files_or_urls(
    input: &Input,
    config: &Config,
    fetch: Option<&FetchOptions>,
) -> anyhow::Result<(Files, Vec<String>)> {
    let (urls, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        input.paths.iter().cloned().partition(|path| is_url(path));
    if urls.is_empty() {
        return Ok((files(input, config)?, Vec::new()));
    }
    let Some(fetch) = fetch else {
        bail!("{}: an address is asked for with --online only", urls[0].display())
    };
    let mut urls: Vec<String> = urls.iter().map(|url| url.to_string_lossy().into_owned()).collect();
    urls.sort();
    urls.dedup();
    let mut found = if paths.is_empty() && input.files_from.is_none() {
        Files::default()
    } else {
        files(&Input { paths, ..input.clone() }, config)?
    };
    let (articles, hosts) = fetch_articles(&urls, fetch)?;
    found.extend(articles);
    Ok((found, hosts.into_iter().collect()))
}

/// Whether a path is an address.
pub fn is_url(path: &Path) -> bool {
    path.to_str().is_some_and(|words| {
        let scheme = words.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("http" | "https"))
    })
}

/// Keeps what comes on standard input in a file, so that it can be read twice. The file goes away with what
/// is returned.
pub fn spool_stdin(files: &mut Files, stdin_name: Option<&str>) -> anyhow::Result<Option<NamedTempFile>> {
    let Some(place) = files.iter().position(|file| file.is_stdin()) else { return Ok(None) };
    let mut spool = NamedTempFile::new().context("creating a temporary file for standard input")?;
    io::copy(&mut io::stdin().lock(), &mut spool).context("keeping standard input in a temporary file")?;
    spool.flush().context("keeping standard input in a temporary file")?;
    let name = Some(stdin_name.unwrap_or(STDIN).into());
    files.replace(place, FoundFile { path: spool.path().into(), name, ..files.at(place) });
    Ok(Some(spool))
}

/// The addresses in lists, one a line; empty lines and lines that begin with `#` are passed over.
pub fn listed_urls(lists: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut urls = Vec::new();
    for list in lists {
        let mut bytes = Vec::new();
        if list.as_os_str() == STDIN {
            io::stdin().lock().read_to_end(&mut bytes).context("reading standard input")?;
        } else {
            bytes = std::fs::read(list)
                .map_err(|error| anyhow!("reading {}: {}", list.display(), discover::cause(&error)))?;
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        urls.extend(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
    }
    Ok(urls)
}

/// The paths in a list, as they are read: there may be millions.
fn listed(list: &Path, null: bool) -> anyhow::Result<impl Iterator<Item = anyhow::Result<PathBuf>>> {
    let name = list.to_owned();
    let named = move |error: &io::Error| anyhow!("reading {}: {}", name.display(), discover::cause(error));
    let lines: Box<dyn BufRead> = if list.as_os_str() == STDIN {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(list).map_err(|error| named(&error))?))
    };
    let entries = lines.split(if null { b'\0' } else { b'\n' }).map(move |entry| {
        let mut entry = entry.map_err(|error| named(&error))?;
        if !null && entry.last() == Some(&b'\r') {
            entry.pop();
        }
        path_of(&entry)
    });
    Ok(entries.filter(|path| path.as_ref().map_or(true, |path| !path.as_os_str().is_empty())))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Ok(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    Ok(PathBuf::from(std::str::from_utf8(bytes).context("a path in --files-from is not UTF-8")?))
}

/// Bytes as `1024`, `64KiB`, `256MiB`, `1GiB` (or KB, MB, GB: the same powers of 1,024, as in ripgrep).
pub fn size(words: &str) -> anyhow::Result<u64> {
    let digits = words.trim().bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = words.trim().split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => bail!("--max-file-size {words}: not a size such as 256MiB"),
    };
    let number: u64 =
        number.parse().map_err(|_| anyhow!("--max-file-size {words}: not a size such as 256MiB"))?;
    number.checked_mul(factor).ok_or_else(|| anyhow!("--max-file-size {words}: too large"))
}

/// The run's clock.
pub fn clock(now: Option<&str>) -> anyhow::Result<DateTime<Utc>> {
    match now {
        None => Ok(Utc::now()),
        Some(time) => Ok(DateTime::parse_from_rfc3339(time)
            .with_context(|| format!("--now {time}: not an RFC 3339 time"))?
            .with_timezone(&Utc)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        let table = [
            ("1024", Some(1024)),
            ("64KiB", Some(65_536)),
            ("256 MiB", Some(268_435_456)),
            ("1G", Some(1 << 30)),
            ("x", None),
            ("1TB", None),
            ("99999999999GiB", None),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(size(words).ok(), expected, "{words}");
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
