//! `newscheck archive`: one file per command.

pub mod add;
pub mod attach;
pub mod check;
pub mod diff;
pub mod export;
pub mod import;
pub mod index;
pub mod list;
pub mod seal;
pub mod search;
pub mod serve;
pub mod show;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, NaiveDate, Utc};

use crate::archive::{Archive, ArchiveError, ArticleRow, CaptureRow};
use crate::cli::args::archive::{Archive as Args, ArchiveCommand};
use crate::cli::exit::complain;
use crate::cli::rule_sets::Config;
use crate::cli::run_note::run_note;
use crate::cli::{Outcome, WRITES};
use crate::input::sha256_hex;
use crate::pipeline::archive as pipeline;
use crate::pipeline::archive::add::AddError;
use crate::pipeline::archive::history;
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(args: &Args) -> Outcome {
    let place = &Place::of(args)?;
    match run_in(place, args) {
        Err(error) if is_malformed_catalogue(&error) => {
            complain(&format!("{error}; it is built anew from the data files"));
            Archive::rebuild(&place.folder, &run_note(place.operator.as_deref()), &pipeline::text_of)?;
            run_in(place, args)
        }
        outcome => outcome,
    }
}

/// Whether a command ended because the catalogue is damaged.
fn is_malformed_catalogue(error: &anyhow::Error) -> bool {
    let cause = match error.downcast_ref::<AddError>() {
        Some(AddError::Archive(cause)) => Some(cause),
        _ => error.downcast_ref::<ArchiveError>(),
    };
    cause.is_some_and(ArchiveError::is_malformed_catalogue)
}

fn run_in(place: &Place, args: &Args) -> Outcome {
    match &args.command {
        ArchiveCommand::Add(add) => add::run(place, add),
        ArchiveCommand::Attach(attach) => attach::run(place, attach),
        ArchiveCommand::List(list) => list::run(place, list),
        ArchiveCommand::Show(show) => show::run(place, show),
        ArchiveCommand::Search(search) => search::run(place, search),
        ArchiveCommand::Diff(diff) => diff::run(place, diff),
        ArchiveCommand::Check(check) => check::run(place, check),
        ArchiveCommand::Seal(seal) => seal::run(place, seal),
        ArchiveCommand::Import(import) => import::run(place, import),
        ArchiveCommand::Export(export) => export::run(place, export),
        ArchiveCommand::Index(index) => index::run(place, index),
        ArchiveCommand::Serve(serve) => serve::run(place, serve),
    }
}

/// Where the archive is, and who writes to it.
pub struct Place {
    /// The archive's folder.
    pub folder: PathBuf,
    /// Who is responsible for what is captured.
    pub operator: Option<String>,
    /// The configuration that says so where the arguments do not.
    pub config: Config,
}

impl Place {
    fn of(args: &Args) -> anyhow::Result<Self> {
        let config = match &args.command {
            ArchiveCommand::Add(add) => Config::of(&add.input)?,
            _ => Config::found()?,
        };
        let folder = args
            .archive
            .clone()
            .or_else(|| config.archive_folder())
            .unwrap_or_else(|| PathBuf::from(".newscheck"));
        let operator = args.operator.clone().or_else(|| config.operator());
        Ok(Self { folder, operator, config })
    }
}

/// The archive, open for writing. What opening put right is said.
fn open(place: &Place) -> anyhow::Result<Archive> {
    let archive = pipeline::open(&place.folder, run_note(place.operator.as_deref()))?;
    tell_recovery(&archive);
    Ok(archive)
}

/// The archive, open for reading.
fn open_read_only(place: &Place) -> anyhow::Result<Archive> {
    let archive = pipeline::open_read_only(&place.folder, &run_note(place.operator.as_deref()))?;
    tell_recovery(&archive);
    Ok(archive)
}

/// Says what was put right when an archive was opened, and what is lost.
pub fn tell_recovery(archive: &Archive) {
    archive.recovery().lost.iter().for_each(|lost| complain(&lost.to_string()));
    for dropped in &archive.recovery().dropped {
        complain(&format!(
            "{}: dropped {} bytes at byte {}: {}",
            dropped.file, dropped.length, dropped.offset, dropped.cause
        ));
    }
}

/// Standard output, for a command that writes there itself.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    WRITES.store(true, Ordering::Relaxed);
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).context("writing the output")
}

/// `2026-04-25`, or a moment in RFC 3339.
fn moment(words: &str, option: &str) -> anyhow::Result<DateTime<Utc>> {
    let day = || {
        words.parse::<NaiveDate>().ok().and_then(|date| date.and_hms_opt(12, 0, 0)).map(|noon| noon.and_utc())
    };
    let instant = DateTime::parse_from_rfc3339(words).ok().map(|instant| instant.with_timezone(&Utc));
    instant
        .or_else(day)
        .ok_or_else(|| anyhow!("{option} {words}: not a time such as 2026-04-25 or 2026-04-25T14:33:00Z"))
}

/// The capture nearest to a time.
fn nearest(captures: Vec<CaptureRow>, at: DateTime<Utc>) -> Option<CaptureRow> {
    let distance = |capture: &CaptureRow| {
        capture.at.parse::<DateTime<Utc>>().map_or(i64::MAX, |then| (then - at).num_seconds().abs())
    };
    captures.into_iter().min_by_key(distance)
}

/// The captures of an address that show what a reader would see; if there are none, all of them.
fn captures_of(archive: &Archive, url: &str) -> anyhow::Result<Vec<CaptureRow>> {
    let mut captures = history::pages(archive, url)?;
    if captures.is_empty() {
        captures = archive.captures(url)?;
    }
    if captures.is_empty() {
        let only =
            if archive.answers(url)?.is_empty() { "" } else { ", only answers to what was sent there" };
        bail!("no capture of {url} in the archive{only}");
    }
    Ok(captures)
}

/// The articles that a word stands for: a file by its bytes, else an address or the path it was read from.
fn articles_named(archive: &Archive, name: &str) -> anyhow::Result<Vec<ArticleRow>> {
    if Path::new(name).is_file() {
        let bytes = std::fs::read(name)
            .map_err(|error| anyhow!("reading {name}: {}", crate::input::cause(&error)))?;
        let found = archive.articles_of_digest(&sha256_hex(&bytes))?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let named = |article: &ArticleRow| article.url.as_deref() == Some(name) || article.path == name;
    Ok(archive.articles()?.into_iter().filter(named).collect())
}

/// `2 captures`
fn plural(count: usize, word: &str) -> String {
    crate::render::words::plural(count, word)
}

/// A capture on a line: when, status, type, size, address.
fn capture_line(capture: &CaptureRow) -> String {
    let status = capture.status.map_or_else(|| "file".to_owned(), |status| status.to_string());
    let mime = capture.mime.as_deref().unwrap_or("-");
    let mut notes: Vec<Cow<'_, str>> = Vec::new();
    notes.extend(capture.method.as_deref().map(|method| format!("answers {}", for_terminal(method)).into()));
    notes.extend((capture.original.is_some()).then_some("unchanged".into()));
    notes.extend(capture.user_supplied.then_some("user-supplied".into()));
    let verdict = capture.verdict.as_ref().map(|verdict| match &capture.reason {
        Some(reason) => format!("{verdict}: {reason}"),
        None => verdict.clone(),
    });
    notes.extend(verdict.as_deref().map(for_terminal));
    notes.extend(capture.unverified.then_some("unverified".into()));
    notes.extend(capture.truncated.as_deref().map(|_| "cut off".into()));
    let notes = if notes.is_empty() { String::new() } else { format!("  ({})", notes.join(", ")) };
    format!(
        "{}  {status:>4}  {:<24} {:>10}  {}{notes}",
        capture.at,
        for_terminal(mime),
        capture.size,
        for_terminal(&capture.url)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_days_or_moments() {
        let table = [
            ("2026-04-25", Some("2026-04-25T12:00:00Z")),
            ("2026-04-25T14:33:00+02:00", Some("2026-04-25T12:33:00Z")),
            ("yesterday", None),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(moment(words, "--at").ok(), expected.map(|moment| moment.parse().unwrap()), "{words}");
        }
    }
}
