//! `newscheck worksheet merge`: carries the decisions of a worksheet over to the articles as they are now.

use anyhow::{Context, anyhow};

use crate::cli::args::{Merge, Worksheet, WorksheetCommand};
use crate::cli::exit::complain;
use crate::cli::gate::exit_of;
use crate::cli::outputs::Look;
use crate::cli::rule_sets::Config;
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, inputs};
use crate::input::discover;
use crate::pipeline::check::default_rules;
use crate::pipeline::output::{Memory, Output};
use crate::pipeline::verify::report;
use crate::render::words::plural;
use crate::render::worksheet_csv::{WorksheetCsv, merge};
use crate::render::{Render, RunInfo};
use crate::text::decode::{Declaration, decode};

/// Runs the command.
pub fn run(args: &Worksheet) -> Outcome {
    match &args.command {
        WorksheetCommand::Merge(merge) => run_merge(merge),
    }
}

fn run_merge(args: &Merge) -> Outcome {
    let name = args.worksheet.display();
    let bytes = std::fs::read(&args.worksheet)
        .map_err(|error| anyhow!("reading {name}: {}", discover::cause(&error)))?;
    let (signed, _) = decode(&bytes, Declaration::Nowhere);
    let files = inputs::files(&args.input, &Config::of(&args.input)?)?;
    let wants = WorksheetCsv.wants(&RunInfo::default());
    let job = inputs::job(&args.input, default_rules(), inputs::clock(None)?, wants)?;
    let fresh = Memory::default();
    let writer = fresh.clone();
    let outputs = |single| {
        let run = RunInfo { single, ..RunInfo::default() };
        Ok(vec![Output::new(&WorksheetCsv, run, Box::new(writer))])
    };
    let ended = report(files, &job, outputs, &mut Terminal::new())?;
    let merged =
        merge(&String::from_utf8_lossy(&fresh.take()), &signed).with_context(|| format!("reading {name}"))?;
    let (_, mut out) = Look::of(&args.output).open()?;
    out.write_all(&merged.csv).and_then(|()| out.finish()).context("writing the output")?;
    merged.lost.iter().for_each(|sentence| complain(&format!("signed off, and gone: {sentence}")));
    let (kept, reopened) = (plural(merged.kept, "decision"), plural(merged.reopened, "sentence"));
    complain(&format!("{kept} kept, {reopened} to check again, {} lost", merged.lost.len()));
    Ok(exit_of(&ended, None))
}
