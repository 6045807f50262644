//! Arguments to settings: which rules at which severity, which files, which outputs. The clock is fixed here.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Utc};
use toml::Spanned;

use crate::cli::args::{Color, FailOn, Input, Output as OutputArgs};
use crate::cli::config_file::ConfigFile;
use crate::cli::rule_sets::Config;
use crate::cli::{INTERRUPTED, online, report_file};
use crate::fetch::FetchOptions;
use crate::input::LoadOptions;
use crate::input::discover::{self, FoundFile, IgnoreFiles, Project, STDIN, Walk};
use crate::model::{FixedSum, RuleInfo, Severity};
use crate::pipeline::batch::{Job, Output, Target};
use crate::pipeline::check::Plan;
use crate::render::{Render, RunInfo, Verbosity, Wants};
use crate::rules::{self, ActiveRule, Rule};

/// The lowest severity that makes a run fail, if any does.
pub fn fail_on(level: FailOn) -> Option<Severity> {
    match level {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    }
}

/// The rules that reading raises: what `parse` runs.
pub fn input_rules() -> Vec<ActiveRule> {
    rules::input::RULES.iter().map(|rule| ActiveRule { rule, severity: rule.default_severity }).collect()
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

/// How to check.
pub fn job(input: &Input, rules: Vec<ActiveRule>, now: DateTime<Utc>, wants: Wants) -> anyhow::Result<Job> {
    let load = LoadOptions {
        format: input.input_format.map(Into::into),
        text_field: input.text_field.clone(),
        id_field: Some(input.id_field.clone()),
        sha256: wants.sha256,
        explain: wants.explanation,
        max_unpacked: Some(size(&input.max_file_size)?),
    };
    let jobs = match input.jobs {
        Some(0) => bail!("--jobs 0: at least one thread is needed"),
        Some(jobs) => jobs.min(512),
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    Ok(Job {
        plan: Plan { load, rules, now, wants, links: None, sources: None, baseline: None, digests: None },
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
pub fn files(input: &Input, config: &Config) -> anyhow::Result<Vec<FoundFile>> {
    let mut paths = input.paths.clone();
    if let Some(list) = &input.files_from {
        paths.extend(listed(list, input.null)?);
    }
    if paths.is_empty() && input.files_from.is_none() {
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
    let found =
        discover::find(&paths, &Walk { include, exclude, project, hidden: input.hidden, ignore_files });
    if found.is_empty() {
        let names: Vec<String> = paths.iter().take(3).map(|path| path.display().to_string()).collect();
        if names.is_empty() {
            bail!("nothing to check: --files-from names no file");
        }
        bail!("nothing to check in {}: no file with a known ending", names.join(", "));
    }
    Ok(found)
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

/// The files to check, and the pages behind addresses that stand among the paths, which only a run that goes
/// online may ask for.
pub fn files_or_urls(
    input: &Input,
    config: &Config,
    fetch: Option<&FetchOptions>,
    hosts: &mut Vec<String>,
) -> anyhow::Result<Vec<FoundFile>> {
    let (urls, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        input.paths.iter().cloned().partition(|path| online::is_url(path));
    if urls.is_empty() {
        return files(input, config);
    }
    let Some(fetch) = fetch else {
        bail!("{}: an address is asked for with --online only", urls[0].display())
    };
    let mut urls: Vec<String> = urls.iter().map(|url| url.to_string_lossy().into_owned()).collect();
    urls.sort();
    urls.dedup();
    let mut found = if paths.is_empty() && input.files_from.is_none() {
        Vec::new()
    } else {
        files(&Input { paths, ..input.clone() }, config)?
    };
    found.extend(online::fetch_articles(&urls, fetch, hosts)?);
    Ok(found)
}

fn listed(list: &Path, null: bool) -> anyhow::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == STDIN {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| anyhow!("reading {}: {}", list.display(), discover::cause(&error)))?;
    let end = if null { b'\0' } else { b'\n' };
    let entries = bytes
        .split(|&byte| byte == end)
        .map(|entry| if null { entry } else { entry.strip_suffix(b"\r").unwrap_or(entry) });
    entries.filter(|entry| !entry.is_empty()).map(path_of).collect()
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

/// The format of a name among `formats`.
pub fn renderer(name: &str, formats: &[&'static dyn Render]) -> anyhow::Result<&'static dyn Render> {
    let known = || formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    formats
        .iter()
        .copied()
        .find(|format| format.name() == name)
        .ok_or_else(|| anyhow!("no format {name}: there are {}", known()))
}

/// `FORMAT=FILE`
pub fn further_report(
    pair: &str,
    formats: &[&'static dyn Render],
) -> anyhow::Result<(&'static dyn Render, PathBuf)> {
    let (name, file) =
        pair.split_once('=').ok_or_else(|| anyhow!("--report {pair}: expected FORMAT=FILE"))?;
    Ok((renderer(name, formats).with_context(|| format!("--report {pair}"))?, PathBuf::from(file)))
}

/// The main output: standard output, or the file of `--output`. `run` says what it may know beyond how it
/// looks.
pub fn main_output(
    args: &OutputArgs,
    renderer: &'static dyn Render,
    run: &RunInfo,
) -> anyhow::Result<Output> {
    let (look, writer) = target(args)?;
    let RunInfo { verbosity, color, width, .. } = look;
    Ok(Output { renderer, run: RunInfo { verbosity, color, width, ..run.clone() }, writer })
}

/// Where output goes, and how it looks there.
pub fn target(args: &OutputArgs) -> anyhow::Result<(RunInfo, Box<dyn Target>)> {
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let run = RunInfo { verbosity, ..RunInfo::default() };
    match &args.output {
        Some(path) => Ok((RunInfo { color: args.color == Color::Always, ..run }, report_file::create(path)?)),
        None => {
            let width =
                terminal_size::terminal_size_of(io::stdout()).map(|(columns, _)| usize::from(columns.0));
            let run = RunInfo { color: colored(args.color), width, ..run };
            Ok((run, Box::new(report_file::stdout())))
        }
    }
}

/// A further output into a file.
pub fn file_output(renderer: &'static dyn Render, path: &Path, run: &RunInfo) -> anyhow::Result<Output> {
    Ok(Output { renderer, run: run.clone(), writer: report_file::create(path)? })
}

/// Every rule as reports show it, with its severity in this run.
pub fn rule_table(active: &[ActiveRule]) -> Arc<[RuleInfo]> {
    let row = |rule: &'static Rule| {
        let Rule { code, name, summary, explanation, .. } = *rule;
        let severity = active
            .iter()
            .find(|active| active.rule.code == code)
            .map_or(Severity::Off, |active| active.severity);
        RuleInfo { code, name, severity, summary, explanation }
    };
    rules::all().map(row).collect()
}

/// The working folder with `/` between its parts; empty where it is not known.
pub fn working_folder() -> String {
    let folder = std::env::current_dir().unwrap_or_default();
    if cfg!(windows) {
        folder.to_string_lossy().replace('\\', "/")
    } else {
        folder.to_string_lossy().into_owned()
    }
}

/// Whether standard output gets colours.
fn colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let forced =
                std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            !set("NO_COLOR") && (forced || (io::stdout().is_terminal() && !dumb))
        }
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
}
