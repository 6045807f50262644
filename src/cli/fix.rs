//! `verify --fix` and `--diff`: which fixes, what is said of them, and what a fixed standard input becomes.

use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::Context;

use crate::cli::args::{Color, Output as OutputArgs, Verify};
use crate::cli::exit::{Exit, complain, say};
use crate::cli::report_file::Direct;
use crate::cli::{INTERRUPTED, Outcome, WRITES, settings};
use crate::input::discover::FoundFile;
use crate::model::FixedSum;
use crate::pipeline::batch::{Job, Output};
use crate::pipeline::fix::Choice;
use crate::pipeline::fix::rewrite::{Mode, Rewritten, rewrite};
use crate::render::text::plural;

/// Mends the files in place. What came on standard input lies in `spool` and is printed, mended or not.
pub fn mend(files: &[FoundFile], job: &mut Job, args: &Verify, spool: Option<&Path>) -> Outcome {
    WRITES.store(true, Ordering::Relaxed);
    let rewritten = rewrite(files, job, choice(args), Mode::Write);
    let exit = tell(&rewritten);
    if let Some(spool) = spool {
        let mut text = std::fs::File::open(spool).context("reading the fixed standard input")?;
        io::copy(&mut text, &mut io::stdout().lock()).context("writing the output")?;
    }
    job.fixed = sum(&rewritten, "fixed", args);
    Ok(exit)
}

/// Prints what [`mend`] would change.
pub fn print_changes(files: &[FoundFile], job: &Job, args: &Verify) -> Outcome {
    WRITES.store(true, Ordering::Relaxed);
    let rewritten = rewrite(files, job, choice(args), Mode::Compare);
    let (_, mut out) = settings::target(&args.output)?;
    for file in &rewritten {
        out.write_all(&file.patch).context("writing the output")?;
    }
    out.finish().context("writing the output")?;
    let mut exit = tell(&rewritten);
    for file in files {
        if let Some(fault) = &file.fault {
            complain(&format!("{}: {fault}", file.shown()));
            exit = Exit::Trouble;
        }
    }
    sum(&rewritten, "would be fixed", args);
    if INTERRUPTED.load(Ordering::Relaxed) {
        return Ok(Exit::Interrupted);
    }
    let changes = rewritten.iter().any(|file| !file.patch.is_empty());
    Ok(exit.max(if changes { Exit::Findings } else { Exit::Clean }))
}

/// Sends a report to stderr that would otherwise go to the same place as the mended text.
pub fn make_room_on_stdout(output: &mut Output, args: &OutputArgs) {
    if args.output.is_none() {
        output.writer = Box::new(Direct(BufWriter::new(io::stderr())));
        output.run.color = args.color == Color::Always;
        output.run.width = None;
    }
}

fn choice(args: &Verify) -> Choice {
    if args.fix.unsafe_fixes { Choice::All } else { Choice::Safe }
}

/// Says what was not mended and why.
fn tell(rewritten: &[Rewritten]) -> Exit {
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
fn sum(rewritten: &[Rewritten], what: &str, args: &Verify) -> FixedSum {
    let mut sum = FixedSum::default();
    for file in rewritten.iter().filter(|file| file.applied > 0) {
        sum.findings += file.applied;
        sum.files += 1;
    }
    if sum.findings > 0 && !args.output.quiet {
        say(&format!("{} {what} in {}", plural(sum.findings, "finding"), plural(sum.files, "file")));
    }
    sum
}
