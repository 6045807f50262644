//! `newscheck evidence --pairs`: claims and their sources as JSON lines, and an answer to each.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::atomic::Ordering;

use anyhow::{Context, anyhow};

use crate::cli::args::evidence::Evidence;
use crate::cli::exit::{Exit, complain};
use crate::cli::outputs::Look;
use crate::cli::{INTERRUPTED, Outcome, WRITES};
use crate::input::discover;
use crate::pipeline::evidence::pairs::{Texts, compare_pairs, texts};
use crate::pipeline::ordered::Threads;

/// Runs the command on a file of pairs.
pub fn run(pairs: &Path, args: &Evidence) -> Outcome {
    let sources = match &args.sources.sources {
        Some(path) => texts(&mut opened(path)?).with_context(|| format!("reading {}", path.display()))?,
        None => Texts::new(),
    };
    let reader = opened(pairs)?;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads =
        Threads { jobs: args.input.jobs.unwrap_or_else(cores).clamp(1, 512), interrupted: &INTERRUPTED };
    let (_, mut out) = Look::of(&args.output).open()?;
    WRITES.store(true, Ordering::Relaxed);
    let tally = compare_pairs(reader, sources, threads, &mut out).context("comparing the pairs")?;
    out.finish().context("writing the output")?;
    if tally.bad > 0 {
        complain(&format!("lines that could not be read: {}", tally.bad));
    }
    Ok(match () {
        () if !tally.complete => Exit::Interrupted,
        () if tally.bad > 0 => Exit::Trouble,
        () => Exit::Clean,
    })
}

fn opened(path: &Path) -> anyhow::Result<Box<dyn BufRead + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path)
        .map_err(|error| anyhow!("reading {}: {}", path.display(), discover::cause(&error)))?;
    Ok(Box::new(BufReader::new(file)))
}
