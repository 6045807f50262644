//! The summary of a step of GitHub Actions: the Markdown report, appended to the file that
//! `GITHUB_STEP_SUMMARY` names.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;

use crate::input::discover;
use crate::pipeline::output::Destination;

/// Bytes that GitHub takes of a step, with room for what others of the step write.
const LIMIT: usize = 960 * 1024;

/// The file of the step's summary, if the run is a step of GitHub Actions.
pub fn file() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|name| !name.is_empty()).map(PathBuf::from)
}

/// Takes a report, of which it keeps as many whole pieces from its start as fit, and the last one, with the
/// counts.
#[derive(Clone, Default)]
pub struct StepSummary(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    first: Vec<u8>,
    last: Vec<u8>,
    cut: usize,
}

impl StepSummary {
    /// Appends what was kept to the file of the summary.
    pub fn append_to(&self, path: &Path) -> anyhow::Result<()> {
        let words = self.words();
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .and_then(|mut file| file.write_all(&words));
        written.map_err(|error| {
            anyhow!("writing the step summary {}: {}", path.display(), discover::cause(&error))
        })
    }

    fn words(&self) -> Vec<u8> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cut = match kept.cut {
            0 => String::new(),
            bytes => {
                format!(
                    "*{bytes} bytes of findings are left out here: GitHub shows 1 MiB. The annotations and the log have them.*\n\n"
                )
            }
        };
        [&kept.first, cut.as_bytes(), &kept.last].concat()
    }
}

impl Destination for StepSummary {}

impl Write for StepSummary {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last = std::mem::replace(&mut kept.last, piece.to_owned());
        if kept.cut == 0 && kept.first.len() + last.len() <= LIMIT {
            kept.first.extend(last);
        } else {
            kept.cut += last.len();
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_report_keeps_its_start_and_its_end() {
        let mut summary = StepSummary::default();
        for piece in ["head\n", &"x".repeat(LIMIT - 1000), &"y".repeat(2000), "small\n", "counts\n"] {
            summary.write_all(piece.as_bytes()).unwrap();
        }
        let words = String::from_utf8(summary.words()).unwrap();
        assert!(
            words.starts_with("head\nx") && words.ends_with("*\n\ncounts\n"),
            "{}",
            &words[LIMIT - 1100..]
        );
        assert!(words.contains("*2006 bytes of findings are left out") && !words.contains("small"));
    }
}
