//! `newscheck parse`: prints the structured records of articles.

use anyhow::bail;

use crate::cli::Outcome;
use crate::cli::args::Parse;
use crate::cli::exit::complain;
use crate::cli::gate::exit_of;
use crate::cli::inputs;
use crate::cli::outputs::{Look, check_fields, renderer};
use crate::cli::resume;
use crate::cli::rule_sets::Config;
use crate::cli::terminal::Terminal;
use crate::model::Demand;
use crate::pipeline::verify::report;
use crate::render::{RECORDS, RunInfo, json};
use crate::rules::{self, ActiveRule};

/// Runs the command.
pub fn run(args: &Parse) -> Outcome {
    let renderer = renderer(&args.format, RECORDS)?;
    check_fields(&args.fields, &json::record_fields(), "record")?;
    if args.explain && renderer.name() == "markdown" {
        bail!("--explain has no form in Markdown; --format json, ndjson and text have one");
    }
    let mut files = inputs::files(&args.input, &Config::of(&args.input)?)?;
    // The error rows of ndjson tell of unreadable inputs; in the other formats stderr does.
    let rules = if renderer.name() == "ndjson" { input_rules() } else { Vec::new() };
    let wants = renderer.wants(&RunInfo { single: files.len() == 1, ..RunInfo::default() });
    let explained = if args.explain { Demand::EXPLANATION } else { Demand::CITATIONS };
    let job = inputs::job(&args.input, rules, inputs::clock(None)?, wants | explained)?;
    let more = format!("parse {:?} {}", args.fields, args.explain);
    let resume = |journal| resume::open(journal, &args.output, renderer.name(), &more, &job, &mut files);
    let resumed = args.resume.as_deref().map(resume).transpose()?;
    let outputs = |single| {
        let run = RunInfo { single, fields: args.fields.clone(), ..RunInfo::default() };
        let mut output = Look::of(&args.output).output(renderer, &run)?;
        if let Some(resumed) = resumed {
            resumed.attach(&mut output);
        }
        Ok(vec![output])
    };
    let ended = report(files, &job, outputs, &mut Terminal::new())?;
    if renderer.name() == "ndjson" && ended.summary.counts.unreadable > 0 {
        complain(&format!(
            "{} inputs could not be read: see the error rows",
            ended.summary.counts.unreadable
        ));
    }
    Ok(exit_of(&ended, None))
}

/// The rules that reading raises: what `parse` runs.
fn input_rules() -> Vec<ActiveRule> {
    rules::input::RULES.iter().map(|rule| ActiveRule { rule, severity: rule.default_severity }).collect()
}
