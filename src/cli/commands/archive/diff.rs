//! `newscheck archive diff`: what changed between two captures, word by word.

use std::io::{self, Write};

use anyhow::{Context, anyhow, bail};

use crate::archive::{Archive, CaptureRow, Hunk, Tag, diff};
use crate::cli::Outcome;
use crate::cli::args::archive::Diff;
use crate::cli::commands::archive::{Place, articles_named, captures_of, moment, nearest, open_read_only};
use crate::cli::exit::Exit;
use crate::cli::inputs::is_url;
use crate::cli::outputs::Look;
use crate::pipeline::archive as pipeline;
use crate::render::RunInfo;
use crate::render::finding::styled;
use crate::text::sanitize::for_terminal;

/// Runs the command. A difference is exit code 1, as in diff.
pub fn run(place: &Place, command: &Diff) -> Outcome {
    let archive = open_read_only(place)?;
    let articles = articles_named(&archive, &command.subject)?;
    let urls = match articles.last() {
        Some(article) if !is_url(command.subject.as_ref()) => {
            pipeline::record_of(article)?.cited_urls().into_iter().map(str::to_owned).collect()
        }
        _ if is_url(command.subject.as_ref()) => vec![command.subject.clone()],
        _ => bail!("{}: neither an address nor an article in the archive", command.subject),
    };
    let several = urls.len() > 1;
    let (run, mut out) = Look::of(&command.output).open()?;
    let mut differs = false;
    for url in &urls {
        match pair(&archive, url, command) {
            Ok(Some((before, after))) => {
                differs |= compare(&archive, url, [&before, &after], &run, &mut out)?
            }
            Ok(None) => {
                writeln!(out, "{}: captured once", for_terminal(url)).context("writing the output")?
            }
            Err(error) if several => {
                writeln!(out, "{}", for_terminal(&error.to_string())).context("writing the output")?
            }
            Err(error) => return Err(error),
        }
    }
    out.finish().context("writing the output")?;
    Ok(if differs { Exit::Findings } else { Exit::Clean })
}

/// The two captures to compare; none if there is only one.
fn pair(archive: &Archive, url: &str, command: &Diff) -> anyhow::Result<Option<(CaptureRow, CaptureRow)>> {
    let captures = captures_of(archive, url)?;
    let chosen = |time: &Option<String>, option| -> anyhow::Result<Option<CaptureRow>> {
        let Some(words) = time else { return Ok(None) };
        Ok(nearest(captures.clone(), moment(words, option)?))
    };
    let before = chosen(&command.from, "--from")?.or_else(|| captures.first().cloned());
    let after = chosen(&command.to, "--to")?.or_else(|| captures.last().cloned());
    Ok(before.zip(after).filter(|(before, after)| before.id != after.id))
}

/// Writes what differs; gives whether anything does.
fn compare(
    archive: &Archive,
    url: &str,
    pair: [&CaptureRow; 2],
    run: &RunInfo,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    let [before, after] = pair;
    let same = before.digest == after.digest;
    let text = |capture: &CaptureRow| -> anyhow::Result<String> {
        let page = archive.text(capture)?;
        Ok(page.ok_or_else(|| anyhow!("{url}: the capture of {} has no text to compare", capture.at))?.text)
    };
    let hunks = if same { Vec::new() } else { diff(&text(before)?, &text(after)?) };
    write_hunks(url, pair, &hunks, run, out).context("writing the output")?;
    Ok(!hunks.is_empty())
}

fn write_hunks(
    url: &str,
    [before, after]: [&CaptureRow; 2],
    hunks: &[Hunk],
    run: &RunInfo,
    out: &mut dyn Write,
) -> io::Result<()> {
    let said = if hunks.is_empty() { ": says the same" } else { "" };
    writeln!(out, "{}  {} -> {}{said}", for_terminal(url), before.at, after.at)?;
    for hunk in hunks {
        writeln!(out, "  {}", hunk_line(hunk, run))?;
    }
    Ok(())
}

/// The words of a hunk on a line, as `git diff --word-diff` marks them: spaces stand outside the marks, once.
fn hunk_line(hunk: &Hunk, run: &RunInfo) -> String {
    let mut line = String::new();
    let mut before = Tag::Same;
    for part in &hunk.parts {
        let words = for_terminal(part.text.trim()).replace('\n', " / ");
        if words.is_empty() {
            continue;
        }
        let marked = match part.tag {
            Tag::Same => words,
            Tag::Removed => styled(&format!("[-{words}-]"), anstyle::AnsiColor::Red.on_default(), run),
            Tag::Added => styled(&format!("{{+{words}+}}"), anstyle::AnsiColor::Green.on_default(), run),
        };
        // What is removed stands close to what replaces it.
        let replaces = part.tag == Tag::Added && before == Tag::Removed;
        if !line.is_empty() && !replaces {
            line.push(' ');
        }
        line.push_str(&marked);
        before = part.tag;
    }
    line
}
