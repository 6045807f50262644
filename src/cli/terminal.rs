//! What a run tells a person at a terminal: lines, and a progress bar on stderr when a step takes over a
//! second.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::exit::{self, complain};
use crate::cli::{WRITES, fix, progress};
use crate::model::LinkVerdict;
use crate::pipeline::fix::rewritten::Rewritten;
use crate::pipeline::ui::{LinkProgress, Progress, Reached, Ui, UiError};
use crate::render::Verbosity;

/// How long a step goes without a bar.
const QUIET_START: Duration = Duration::from_secs(1);

/// Between two lines of a bar.
const REDRAW: Duration = Duration::from_millis(100);

/// Parts of a bar.
const PARTS: usize = 1000;

/// Who waits for a run.
pub struct Terminal {
    /// When the step began.
    started: Instant,
    is_terminal: bool,
    bar: Option<ProgressBar>,
    /// When the bar was drawn last.
    shown: Option<Instant>,
    /// How much is said.
    verbosity: Verbosity,
    /// Standard input in a file: mended there, and then printed.
    stdin: Option<PathBuf>,
}

impl Terminal {
    /// For a run that begins now.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            is_terminal: io::stderr().is_terminal(),
            bar: None,
            shown: None,
            verbosity: Verbosity::Normal,
            stdin: None,
        }
    }

    /// For a run that mends files, and may have standard input in one of them.
    pub fn of_mending(verbosity: Verbosity, stdin: Option<PathBuf>) -> Self {
        Self { verbosity, stdin, ..Self::new() }
    }

    /// The bar with this template, once it is time for one.
    fn bar(&mut self, all: usize, template: &str) -> Option<&ProgressBar> {
        // A bar that flashes past says nothing, and one in a log file fills it.
        if !self.is_terminal || self.started.elapsed() < QUIET_START {
            return None;
        }
        // A line that nobody can have read yet need not be made anew.
        if self.shown.is_some_and(|shown| shown.elapsed() < REDRAW) {
            return None;
        }
        self.shown = Some(Instant::now());
        Some(self.bar.get_or_insert_with(|| {
            let style =
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr()).with_style(style)
        }))
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}

impl Progress for Terminal {
    fn update(&mut self, reached: &Reached) {
        let share = progress::share(reached);
        let template = if share.is_some() { "{bar:30} {msg}" } else { "{msg}" };
        let spent = self.started.elapsed();
        if let Some(bar) = self.bar(PARTS, template) {
            bar.set_message(progress::words(reached, spent));
            bar.set_position((share.unwrap_or(0.0) * PARTS as f64) as u64);
        }
    }
}

impl LinkProgress for Terminal {
    fn update(&mut self, done: usize, all: usize, verdicts: &BTreeMap<LinkVerdict, usize>) {
        let Some(bar) = self.bar(all, "{bar:30} {human_pos}/{human_len} links: {msg}") else { return };
        let counts: Vec<String> =
            verdicts.iter().map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
        bar.set_message(counts.join(", "));
        bar.set_position(done as u64);
    }
}

impl Ui for Terminal {
    fn begin_writing(&mut self) {
        WRITES.store(true, Ordering::Relaxed);
    }

    fn step_over(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        self.started = Instant::now();
        self.shown = None;
    }

    fn complain(&mut self, message: &str) {
        complain(message);
    }

    fn failed(&mut self, error: UiError) {
        exit::failed(&anyhow::Error::from_boxed(error));
    }

    fn mended(&mut self, files: &[Rewritten]) -> Result<(), UiError> {
        fix::tell(files);
        if let Some(stdin) = &self.stdin {
            let mut text = std::fs::File::open(stdin).context("reading the fixed standard input")?;
            io::copy(&mut text, &mut io::stdout().lock()).context("writing the output")?;
        }
        fix::say_sum(files, "fixed", self.verbosity);
        Ok(())
    }
}
