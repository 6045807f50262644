//! `newscheck watch`: checks again what changes, and shows what is found: on a screen, and as a page.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;

use anyhow::{Context, anyhow, bail};
use chrono::Local;
use unicode_width::UnicodeWidthStr;

use crate::cli::args::servers::Watch;
use crate::cli::exit::{Exit, complain};
use crate::cli::outputs::colored;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::cli::settings::rule_table;
use crate::cli::{INTERRUPTED, Outcome, WRITES, inputs};
use crate::input::files::Files;
use crate::model::{Counts, Demand};
use crate::pipeline::changes::Changes;
use crate::pipeline::job::Job;
use crate::pipeline::output::{Memory, Output};
use crate::pipeline::watched::{Looked, Watched};
use crate::render::html::HtmlReport;
use crate::render::text::TextReport;
use crate::render::words::{plural, severities};
use crate::render::{Render, RunInfo, Verbosity};
use crate::serve::{Live, Report};
use crate::text::sanitize::for_terminal;

/// Other files with findings that are named on a screen.
const OTHERS: usize = 8;

/// Columns and rows where a terminal does not say how large it is.
const SCREEN: (usize, usize) = (80, 24);

/// Runs the command until Ctrl-C.
pub fn run(args: &Watch) -> Outcome {
    if args.input.paths.is_empty() || args.input.files_from.is_some() {
        bail!("no input: name the files and folders to watch");
    }
    if let Some(path) = args.input.paths.iter().find(|path| path.as_os_str() == "-" || inputs::is_url(path)) {
        bail!("{}: files and folders are watched, nothing else", path.display());
    }
    // Before the first look: what changes meanwhile is seen.
    let changes = Changes::of(&args.input.paths).map_err(|error| anyhow!("watching: {error}"))?;
    let report = Report::default();
    let live = match args.open {
        true => Some(
            Live::bind(args.port, report.clone())
                .with_context(|| format!("listening on 127.0.0.1:{}", args.port))?,
        ),
        false => None,
    };
    let address = live.as_ref().map(|live| format!("http://127.0.0.1:{}/", live.port()));
    let mut watch = Watching { args, report, watched: Watched::default(), address, is_begun: false };
    WRITES.store(true, Ordering::Relaxed);
    watch.look(&BTreeSet::new())?;
    thread::scope(|scope| {
        if let Some(live) = &live {
            scope.spawn(|| live.run(&INTERRUPTED));
        }
        let ended = watch.follow(&changes);
        INTERRUPTED.store(true, Ordering::Relaxed);
        ended
    })
}

struct Watching<'w> {
    args: &'w Watch,
    report: Report,
    watched: Watched,
    address: Option<String>,
    /// Whether anything was shown yet.
    is_begun: bool,
}

impl Watching<'_> {
    fn follow(&mut self, changes: &Changes) -> Outcome {
        while let Some(changed) = changes.next(&INTERRUPTED) {
            // A configuration that is being written may be wrong for a moment: the next change mends it.
            if let Err(error) = self.look(&changed) {
                if error.chain().any(|cause| cause.is::<io::Error>()) {
                    return Err(error);
                }
                complain(&format!("{error:#}"));
            }
        }
        Ok(Exit::Interrupted)
    }

    /// Looks at the files again, and shows what is new.
    fn look(&mut self, changed: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
        let (files, job, run) = self.settled()?;
        // Other settings may say other things of every file.
        if changed
            .iter()
            .any(|path| path.file_name().is_some_and(|name| name == crate::cli::config_file::NAME))
        {
            self.watched = Watched::default();
        }
        let looked = self.watched.look(files, changed, &job).context("checking")?;
        if looked.is_empty() && self.is_begun {
            return Ok(());
        }
        self.is_begun = true;
        if self.address.is_some() {
            let html = Memory::default();
            self.watched.write(&job, &mut [output(&HtmlReport, run.clone(), &html)]).context("reporting")?;
            self.report.renew(html.take());
        }
        self.show(&looked, &job, run).context("writing the output")
    }

    /// The files that there are, and how each is checked, by the settings as they are now.
    fn settled(&self) -> anyhow::Result<(Files, Job, RunInfo)> {
        let input = &self.args.input;
        let config = Config::of(input)?;
        // A folder that is empty may be filled.
        let mut files = inputs::files_or_none(input, &config)?;
        let mut sets = RuleSets::new(&self.args.rules, config)?;
        sets.assign(&mut files)?;
        let rule_sets = sets.finish("");
        let rules = rule_sets[0].rules.clone();
        let wants = HtmlReport.wants(&RunInfo::default()) | Demand::EXCERPTS;
        let run = RunInfo { rules: rule_table(&rules), ..RunInfo::default() };
        let job = inputs::job(input, rules, inputs::clock(None)?, wants)?;
        Ok((files, Job { rule_sets, ..job }, run))
    }

    fn show(&self, looked: &Looked, job: &Job, run: RunInfo) -> io::Result<()> {
        let is_terminal = io::stdout().is_terminal();
        let size = terminal_size::terminal_size_of(io::stdout());
        let (columns, rows) = size.map_or(SCREEN, |(columns, rows)| (columns.0.into(), rows.0.into()));
        let width = is_terminal.then_some(columns);
        let run = RunInfo { color: colored(self.args.color), width, verbosity: Verbosity::Normal, ..run };
        let text = Memory::default();
        self.watched.write_some(&looked.checked, job, &mut [output(&TextReport, run, &text)])?;
        let text = String::from_utf8_lossy(&text.take()).into_owned();
        let mut lines = self.head(looked);
        lines.extend(text.lines().map(str::to_owned));
        let foot = self.foot(looked);
        if is_terminal {
            let below: usize = foot.iter().map(|line| rows_of(line, columns)).sum();
            cut(&mut lines, rows.saturating_sub(below + 2).max(5), columns);
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        if is_terminal {
            // To the top of a blank screen; what was scrolled away stays.
            out.write_all(b"\x1b[2J\x1b[H")?;
        }
        lines.iter().chain(&foot).try_for_each(|line| writeln!(out, "{line}"))?;
        if !is_terminal {
            writeln!(out)?;
        }
        out.flush()
    }

    /// When, what, and where the page is.
    fn head(&self, looked: &Looked) -> Vec<String> {
        let now = Local::now().format("%H:%M:%S");
        let checked = plural(looked.checked.len(), "file");
        let address = self.address.as_ref().map(|address| format!(", {address}")).unwrap_or_default();
        let mut head = vec![format!("{now}  {checked} checked (Ctrl-C ends{address})")];
        head.extend(looked.gone.iter().map(|path| format!("{} is gone", shown(path))));
        head.push(String::new());
        head
    }

    /// What is found in the other files, and the sum.
    fn foot(&self, looked: &Looked) -> Vec<String> {
        let sum = |counts: Vec<Counts>| {
            counts.into_iter().fold(Counts::default(), |mut sum, one| {
                sum += one;
                sum
            })
        };
        let of_file = |reports: &[crate::model::FileReport]| {
            sum(reports.iter().map(|report| report.counts()).collect())
        };
        let others = self.watched.all().filter(|(path, _)| !looked.checked.contains(*path));
        let faulty: Vec<(&Path, Counts)> = others
            .map(|(path, reports)| (path, of_file(reports)))
            .filter(|(_, counts)| counts.errors + counts.warnings > 0)
            .collect();
        let line = |(path, counts): &(&Path, Counts)| format!("{}: {}", shown(path), severities(counts));
        let mut foot: Vec<String> = faulty.iter().take(OTHERS).map(line).collect();
        if faulty.len() > OTHERS {
            foot.push(format!("and {} with findings", plural(faulty.len() - OTHERS, "more file")));
        }
        let all = sum(self.watched.all().map(|(_, reports)| of_file(reports)).collect());
        foot.push(format!("All: {} in {}", severities(&all), plural(self.watched.len(), "file")));
        foot
    }
}

/// Leaves so many rows of a screen of lines.
fn cut(lines: &mut Vec<String>, rows: usize, columns: usize) {
    let mut used = 0;
    let fits = lines.iter().take_while(|line| {
        used += rows_of(line, columns);
        used <= rows
    });
    let fitting = fits.count();
    if fitting < lines.len() {
        let more = lines.len() - fitting;
        lines.truncate(fitting);
        lines.push(format!("… {}", plural(more, "more line")));
    }
}

/// Rows of a screen that a line takes. Colours take no place.
fn rows_of(line: &str, columns: usize) -> usize {
    let mut width = 0;
    for (index, piece) in line.split('\x1b').enumerate() {
        let words = if index == 0 { piece } else { piece.split_once('m').map_or("", |(_, words)| words) };
        width += words.width();
    }
    width.div_ceil(columns.max(1)).max(1)
}

fn output(renderer: &'static dyn Render, run: RunInfo, memory: &Memory) -> Output {
    Output::new(renderer, run, Box::new(memory.clone()))
}

fn shown(path: &Path) -> String {
    for_terminal(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_cut_where_its_rows_end() {
        let table = [
            ("", 1),
            ("1234567890", 1),
            ("12345678901", 2),
            ("語語語語語語", 2),
            ("\x1b[1;31m12345\x1b[0m", 1),
        ];
        for (line, expected) in table {
            assert_eq!(rows_of(line, 10), expected, "{line}");
        }
        let mut lines = vec!["12345678901".to_owned(), "a".to_owned(), "b".to_owned()];
        cut(&mut lines, 3, 10);
        assert_eq!(lines, ["12345678901", "a", "… 1 more line"]);
        cut(&mut lines, 4, 20);
        assert_eq!(lines.len(), 3);
    }
}
