//! What changes under some paths, as it happens: a moment of rest makes one change of many. It reads no file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::input::discover::absolute;

/// How long nothing must happen before a change is told, and how long it is put off at most.
const REST: Duration = Duration::from_millis(100);
const PUT_OFF: Duration = Duration::from_secs(1);

/// How long is waited before an interrupt is looked for again.
const PATIENCE: Duration = Duration::from_millis(200);

/// Watches paths.
pub struct Changes {
    /// It tells as long as it lives.
    _watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Changes {
    /// Of some files and folders. Of a file its folder is watched: editors put a new file in its place.
    pub fn of(paths: &[PathBuf]) -> notify::Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // Who watches no more is told nothing.
            sender.send(event).ok();
        })?;
        let mut watched: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
        for path in paths {
            let path = absolute(path);
            watched.insert(match path.is_dir() {
                true => (path, true),
                false => (path.parent().unwrap_or(Path::new("/")).to_owned(), false),
            });
        }
        for (path, is_deep) in watched {
            let mode = if is_deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            watcher.watch(&path, mode)?;
        }
        Ok(Self { _watcher: watcher, events })
    }

    /// Waits for the next change, and gives the paths that it is about; none after an interrupt, or where
    /// nothing is told any more.
    pub fn next(&self, interrupted: &AtomicBool) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let mut first: Option<Instant> = None;
        loop {
            if interrupted.load(Ordering::Relaxed) {
                return None;
            }
            let wait = match first {
                None => PATIENCE,
                Some(first) => REST.min(PUT_OFF.saturating_sub(first.elapsed())),
            };
            match self.events.recv_timeout(wait) {
                // Being read changes nothing.
                Ok(Ok(event)) if matches!(event.kind, EventKind::Access(_)) => {}
                Ok(Ok(event)) => {
                    changed.extend(event.paths);
                    first.get_or_insert_with(Instant::now);
                }
                // Something was missed: all files are looked at.
                Ok(Err(_)) => {
                    first.get_or_insert_with(Instant::now);
                }
                Err(RecvTimeoutError::Timeout) if first.is_some() => return Some(changed),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if first.is_some_and(|first| first.elapsed() >= PUT_OFF) {
                return Some(changed);
            }
        }
    }
}
