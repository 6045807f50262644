//! What a run writes and where: arguments about reports to renderers and destinations.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::cli::args::{Color, Output as OutputArgs, Verify};
use crate::cli::exit::complain;
use crate::cli::nearest::nearest;
use crate::cli::report_file;
use crate::cli::report_file::Direct;
use crate::cli::rule_sets::Config;
use crate::cli::step_summary::{self, StepSummary};
use crate::model::{Counts, Demand};
use crate::pipeline::output::{Destination, Output};
use crate::render::baseline::BaselineFile;
use crate::render::{REPORTS, Render, RunInfo, Verbosity, json};

/// Where the main output goes and how it looks.
#[derive(Clone, Debug)]
pub struct Look {
    place: Place,
    color: Color,
    /// How much is said.
    pub verbosity: Verbosity,
}

/// Where the main output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Stdout,
    /// Standard output has the mended text.
    Stderr,
    File(PathBuf),
}

impl Look {
    /// As the arguments have it.
    pub fn of(args: &OutputArgs) -> Self {
        let verbosity = match (args.quiet, args.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let place = args.output.clone().map_or(Place::Stdout, Place::File);
        Self { place, color: args.color, verbosity }
    }

    /// Leaves standard output to a mended text: what would go there goes to standard error.
    pub fn leave_stdout(&mut self) {
        if self.place == Place::Stdout {
            self.place = Place::Stderr;
        }
    }

    /// Opens the place; says how output looks there.
    pub fn open(&self) -> anyhow::Result<(RunInfo, Box<dyn Destination>)> {
        let run =
            RunInfo { verbosity: self.verbosity, color: self.color == Color::Always, ..RunInfo::default() };
        Ok(match &self.place {
            Place::File(path) => (run, report_file::create(path)?),
            Place::Stderr => (run, Box::new(Direct(BufWriter::new(io::stderr())))),
            Place::Stdout => {
                let width =
                    terminal_size::terminal_size_of(io::stdout()).map(|(columns, _)| usize::from(columns.0));
                let run = RunInfo { color: colored(self.color), width, ..run };
                (run, Box::new(report_file::stdout()))
            }
        })
    }

    /// Opens the place for a format. `run` says what it may know beyond how it looks.
    pub fn output(&self, renderer: &'static dyn Render, run: &RunInfo) -> anyhow::Result<Output> {
        let (RunInfo { verbosity, color, width, .. }, writer) = self.open()?;
        Ok(Output::new(renderer, RunInfo { verbosity, color, width, ..run.clone() }, writer))
    }
}

/// Whether these are fields of a record or report.
pub fn check_fields(fields: &[String], known: &[String], of: &str) -> anyhow::Result<()> {
    let Some(field) = fields.iter().find(|field| !known.contains(field)) else { return Ok(()) };
    let near = nearest(field, known.iter().map(String::as_str));
    let meant = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    bail!("no field {field} in the {of}{meant}");
}

/// What a run of `verify` writes.
pub struct Outputs {
    /// Where the main report goes and how it looks.
    pub look: Look,
    /// What the formats may know of the run.
    pub run: RunInfo,
    main: &'static dyn Render,
    further: Vec<(&'static dyn Render, PathBuf)>,
    /// The file of known findings.
    pub baseline: Option<PathBuf>,
    /// Whether it is written anew.
    pub writes_baseline: bool,
    /// The summary of a step of GitHub Actions.
    step: Option<Step>,
}

/// The summary of a step: its file, the report that goes into it, and what is kept of that until the end.
struct Step {
    file: PathBuf,
    renderer: &'static dyn Render,
    summary: StepSummary,
}

impl Outputs {
    /// As the arguments and the run settings have it.
    pub fn of(args: &Verify, config: &Config) -> anyhow::Result<Self> {
        let main = renderer(&args.format, REPORTS)?;
        let further = args
            .report
            .iter()
            .map(|pair| further_report(pair, REPORTS))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let configured =
            || config.run().and_then(|file| Some(file.resolve(file.table.baseline.as_ref()?.get_ref())));
        let baseline = args.baseline.clone().or_else(configured);
        if args.write_baseline && baseline.is_none() {
            bail!("--write-baseline: name the file with --baseline, or in newscheck.toml");
        }
        let (look, writes_baseline) = (Look::of(&args.output), args.write_baseline);
        let run = RunInfo { fields: args.fields.clone(), ..RunInfo::default() };
        let mut outputs = Self { look, run, main, further, baseline, writes_baseline, step: None };
        check_fields(&args.fields, &json::report_fields(), "report")?;
        let has_fields = |format: &dyn Render| matches!(format.name(), "json" | "ndjson");
        if !args.fields.is_empty() && !outputs.formats().any(has_fields) {
            bail!("--fields needs --format json or ndjson: other reports have no fields");
        }
        let goes_with = outputs.formats().find_map(|format| format.step_summary());
        outputs.step = goes_with.zip(step_summary::file()).map(|(renderer, file)| Step {
            file,
            renderer,
            summary: StepSummary::default(),
        });
        Ok(outputs)
    }

    /// The formats that are written.
    fn formats(&self) -> impl Iterator<Item = &'static dyn Render> {
        std::iter::once(self.main).chain(self.further.iter().map(|(renderer, _)| *renderer))
    }

    /// What all of them need. A report on one article shows more of it; more than one file cannot become one.
    pub fn wants(&self, single: bool) -> Demand {
        let run = RunInfo { single, fields: self.run.fields.clone(), ..RunInfo::default() };
        let verbosity =
            if self.look.verbosity == Verbosity::Quiet { Verbosity::Quiet } else { Verbosity::Normal };
        let main = self.main.wants(&RunInfo { verbosity, ..run.clone() });
        let further = self.further.iter().map(|(renderer, _)| renderer.wants(&run));
        let baseline = self.writes_baseline.then(|| BaselineFile.wants(&run));
        let step = self.step.as_ref().map(|step| step.renderer.wants(&run));
        further.chain(baseline).chain(step).fold(main, |all, wants| all | wants)
    }

    /// Opens them, the main one first.
    pub fn open(&self, single: bool) -> anyhow::Result<Vec<Output>> {
        let run = RunInfo { single, ..self.run.clone() };
        let file = |renderer, path: &Path| -> anyhow::Result<Output> {
            Ok(Output::new(renderer, run.clone(), report_file::create(path)?))
        };
        let mut outputs = vec![self.look.output(self.main, &run)?];
        for (renderer, path) in &self.further {
            outputs.push(file(*renderer, path)?);
        }
        if let Some(path) = self.baseline.as_deref().filter(|_| self.writes_baseline) {
            outputs.push(file(&BaselineFile, path)?);
        }
        if let Some(Step { renderer, summary, .. }) = &self.step {
            outputs.push(Output::new(*renderer, run.clone(), Box::new(summary.clone())));
        }
        Ok(outputs)
    }

    /// Says what is to be known of what was written.
    pub fn tell(&self, counts: Counts) {
        if let Some(Step { file, summary, .. }) = &self.step
            && let Err(error) = summary.append_to(file)
        {
            complain(&error.to_string());
        }
        let findings = counts.errors + counts.warnings + counts.infos;
        let limits: BTreeSet<String> = self.formats().filter_map(|format| format.limit(findings)).collect();
        limits.iter().for_each(|limit| complain(limit));
        if let Some(path) = self.baseline.as_deref().filter(|_| self.writes_baseline) {
            complain(&format!("baseline written to {}", path.display()));
        }
    }
}

/// The format of a name among `formats`.
pub fn renderer(name: &str, formats: &[&'static dyn Render]) -> anyhow::Result<&'static dyn Render> {
    let known = || formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    formats
        .iter()
        .copied()
        .find(|format| format.name() == name)
        .ok_or_else(|| anyhow!("no format {name}: there are {}", known()))
}

/// `FORMAT=FILE`
fn further_report(
    pair: &str,
    formats: &[&'static dyn Render],
) -> anyhow::Result<(&'static dyn Render, PathBuf)> {
    let (name, file) =
        pair.split_once('=').ok_or_else(|| anyhow!("--report {pair}: expected FORMAT=FILE"))?;
    Ok((renderer(name, formats).with_context(|| format!("--report {pair}"))?, PathBuf::from(file)))
}

/// Whether standard output gets colours.
pub fn colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let forced =
                std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            !set("NO_COLOR") && (forced || (io::stdout().is_terminal() && !dumb))
        }
    }
}
