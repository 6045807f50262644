//! `newscheck rules`: lists the rules, or explains one.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::args::{ListFormat, Rules};
use crate::cli::exit::Exit;
use crate::cli::nearest::unknown_rule;
use crate::model::Severity;
use crate::rules::{self, FAMILIES, Rule};

/// A rule as JSON.
#[derive(Serialize)]
struct RuleRow {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    summary: &'static str,
    explanation: &'static str,
}

impl From<&'static Rule> for RuleRow {
    fn from(rule: &'static Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.default_severity,
            summary: rule.summary,
            explanation: rule.explanation.trim(),
        }
    }
}

/// Runs the command.
pub fn run(args: &Rules) -> Outcome {
    let mut out = io::stdout().lock();
    match (&args.rule, args.format) {
        (Some(name), format) => {
            let rule = rules::find(name).ok_or_else(|| unknown_rule(name))?;
            match format {
                ListFormat::Text => explain(rule, &mut out)?,
                ListFormat::Json => write_json(&RuleRow::from(rule), &mut out)?,
            }
        }
        (None, ListFormat::Text) => list(&mut out)?,
        (None, ListFormat::Json) => {
            let rows: Vec<RuleRow> = rules::all().map(RuleRow::from).collect();
            write_json(&rows, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn explain(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {} {} ({})\n\n{}\n", rule.code, rule.name, rule.default_severity.name(), rule.summary)?;
    writeln!(out, "{}", rule.explanation.trim())
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
    for (index, family) in FAMILIES.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{} {}", family.prefix, family.title)?;
        for rule in family.rules {
            writeln!(
                out,
                "  {}  {:width$}  {:7}  {}",
                rule.code,
                rule.name,
                rule.default_severity.name(),
                rule.summary
            )?;
        }
    }
    writeln!(out, "\nnewscheck rules CODE explains one.")
}

fn write_json<T: Serialize>(value: &T, mut out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
