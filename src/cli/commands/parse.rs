//! `newscheck parse`: prints the structured records of articles.

use anyhow::bail;

use crate::cli::Outcome;
use crate::cli::args::Parse;
use crate::cli::commands::{exit_of, run_job};
use crate::cli::exit::complain;
use crate::cli::nearest::nearest;
use crate::cli::rule_sets::Config;
use crate::cli::settings;
use crate::render::{RECORDS, RunInfo, Wants, json};

/// Runs the command.
pub fn run(args: &Parse) -> Outcome {
    let renderer = settings::renderer(&args.format, RECORDS)?;
    check_fields(&args.fields)?;
    if args.explain && renderer.name() == "markdown" {
        bail!("--explain has no form in Markdown; --format json, ndjson and text have one");
    }
    let files = settings::files(&args.input, &Config::of(&args.input)?)?;
    // The error rows of ndjson tell of unreadable inputs; in the other formats stderr does.
    let rules = if renderer.name() == "ndjson" { settings::input_rules() } else { Vec::new() };
    let wants = renderer.wants(&RunInfo { single: files.len() == 1, ..RunInfo::default() });
    let wants = Wants { explanation: args.explain, ..wants };
    let job = settings::job(&args.input, rules, settings::clock(None)?, wants)?;
    let ended = run_job(files, &job, |single| {
        let run = RunInfo { single, fields: args.fields.clone(), ..RunInfo::default() };
        Ok(vec![settings::main_output(&args.output, renderer, &run)?])
    })?;
    if renderer.name() == "ndjson" && ended.summary.counts.unreadable > 0 {
        complain(&format!(
            "{} inputs could not be read: see the error rows",
            ended.summary.counts.unreadable
        ));
    }
    Ok(exit_of(&ended, None))
}

fn check_fields(fields: &[String]) -> anyhow::Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let known = json::record_fields();
    for field in fields {
        if !known.contains(field) {
            let near = nearest(field, known.iter().map(String::as_str));
            bail!(
                "no field {field} in the record{}",
                near.map(|near| format!("; did you mean {near}?")).unwrap_or_default()
            );
        }
    }
    Ok(())
}
