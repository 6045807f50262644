//! A progress bar on a terminal's stderr, when the work takes over a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::batch::Progress;

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
        if !self.terminal || self.started.elapsed() < QUIET_START {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} files, {eta} left")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr()).with_style(style)
        });
        bar.set_position(done as u64);
    }
}
