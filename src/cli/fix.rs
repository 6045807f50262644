//! What is said of fixes, and the changes that `--diff` prints.

use std::sync::atomic::Ordering;

use anyhow::Context;

use crate::cli::exit::{Exit, complain, say};
use crate::cli::outputs::Look;
use crate::cli::{INTERRUPTED, Outcome, WRITES};
use crate::pipeline::fix::Choice;
use crate::pipeline::fix::rewrite::{Mode, rewrite};
use crate::pipeline::fix::rewritten::Rewritten;
use crate::pipeline::verify::{Task, fixed};
use crate::render::Verbosity;
use crate::render::words::plural;

/// Prints what mending the task's files would change.
pub fn print_changes(task: &Task, choice: Choice, look: &Look) -> Outcome {
    WRITES.store(true, Ordering::Relaxed);
    let rewritten = rewrite(&task.files, &task.job, choice, Mode::Compare).context("writing the output")?;
    let (_, mut out) = look.open()?;
    for file in &rewritten {
        out.write_all(&file.patch).context("writing the output")?;
    }
    out.finish().context("writing the output")?;
    let mut exit = tell(&rewritten);
    for file in task.files.iter() {
        if let Some(fault) = &file.fault {
            complain(&format!("{}: {fault}", file.shown()));
            exit = Exit::Trouble;
        }
    }
    say_sum(&rewritten, "would be fixed", look.verbosity);
    if INTERRUPTED.load(Ordering::Relaxed) {
        return Ok(Exit::Interrupted);
    }
    let changes = rewritten.iter().any(|file| !file.patch.is_empty());
    Ok(exit.max(if changes { Exit::Findings } else { Exit::Clean }))
}

/// Says what was not mended and why.
pub fn tell(rewritten: &[Rewritten]) -> Exit {
    let mut exit = Exit::Clean;
    for file in rewritten {
        let name = &file.name;
        for refused in &file.refused {
            let line = refused.line.map_or_else(String::new, |line| format!(":{line}"));
            complain(&format!(
                "{name}{line}: {} is not fixed: the article would say or cite something else",
                refused.code
            ));
        }
        if file.unfinished {
            complain(&format!("{name}: more may be fixed if it is run again"));
        }
        if let Some(fault) = &file.fault {
            complain(&format!("{name}: not fixed: {fault}"));
            exit = Exit::Trouble;
        }
    }
    exit
}

/// Says `3 findings fixed in 2 files`.
pub fn say_sum(rewritten: &[Rewritten], what: &str, verbosity: Verbosity) {
    let sum = fixed(rewritten);
    if sum.findings > 0 && verbosity != Verbosity::Quiet {
        say(&format!("{} {what} in {}", plural(sum.findings, "finding"), plural(sum.files, "file")));
    }
}
