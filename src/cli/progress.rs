//! A progress bar on a terminal's stderr, when the work takes over a second.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::LinkVerdict;
use crate::pipeline::batch::Progress;
use crate::pipeline::online::LinkProgress;

/// How long a run goes without a bar.
const QUIET_START: Duration = Duration::from_secs(1);

/// A bar that appears late or never.
pub struct LateBar {
    started: Instant,
    terminal: bool,
    bar: Option<ProgressBar>,
}

impl LateBar {
    /// A bar for a run that starts now.
    pub fn new() -> Self {
        Self { started: Instant::now(), terminal: io::stderr().is_terminal(), bar: None }
    }

    /// The bar with this template, once it is time for one.
    fn bar(&mut self, all: usize, template: &str) -> Option<&ProgressBar> {
        if !self.terminal || self.started.elapsed() < QUIET_START {
            return None;
        }
        Some(self.bar.get_or_insert_with(|| {
            let style =
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr()).with_style(style)
        }))
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Default for LateBar {
    fn default() -> Self {
        Self::new()
    }
}

impl Progress for LateBar {
    fn update(&mut self, done: usize, all: usize) {
        if let Some(bar) = self.bar(all, "{bar:30} {human_pos}/{human_len} files, {eta} left") {
            bar.set_position(done as u64);
        }
    }
}

/// The bar of a run that asks for links, with the verdicts so far.
#[derive(Default)]
pub struct LinkBar(LateBar);

impl LinkBar {
    /// A bar for links that are asked from now.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.0.clear();
    }
}

impl LinkProgress for LinkBar {
    fn update(&mut self, done: usize, all: usize, verdicts: &BTreeMap<LinkVerdict, usize>) {
        let Some(bar) = self.0.bar(all, "{bar:30} {human_pos}/{human_len} links: {msg}") else { return };
        let counts: Vec<String> =
            verdicts.iter().map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
        bar.set_message(counts.join(", "));
        bar.set_position(done as u64);
    }
}
