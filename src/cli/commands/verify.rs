//! `newscheck verify`: checks articles and reports what is wrong.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use tempfile::NamedTempFile;

use crate::cli::Outcome;
use crate::cli::args::{FailOn, Verify};
use crate::cli::commands::{archive, exit_of, run_job};
use crate::cli::config_file::Table;
use crate::cli::exit::{Exit, complain};
use crate::cli::nearest::nearest;
use crate::cli::online::ArchiveUse;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::cli::step_summary::{self, StepSummary};
use crate::cli::{fix, online, settings};
use crate::input::discover;
use crate::model::{CheckKind, Counts, Summary};
use crate::pipeline::batch::Output;
use crate::pipeline::suppress::Baseline;
use crate::render::baseline::BaselineFile;
use crate::render::ledger;
use crate::render::markdown_report::MarkdownReport;
use crate::render::text::plural;
use crate::render::{REPORTS, Render, RunInfo, Verbosity, Wants};

/// Results that GitHub takes of one SARIF run.
const MOST_RESULTS: usize = 25_000;

/// Runs the command.
pub fn run(args: &Verify) -> Outcome {
    let config = Config::of(&args.input)?;
    let reports = Reports::of(args, &config)?;
    let fail_on = config.run().and_then(|file| Some(*file.table.fail_on.as_ref()?.get_ref()));
    let fail_on = settings::fail_on(args.fail_on.or(fail_on).unwrap_or(FailOn::Warning));
    let required = required(args, config.run().map(|file| &file.table))?;
    let now = settings::clock(args.now.as_deref())?;
    let links = online::link_job(&args.online, config.run().map(|file| &**file))?;
    let archive = archive_use(args, &config, links.is_some());
    let mut hosts = Vec::new();
    let mut files =
        settings::files_or_urls(&args.input, &config, links.as_ref().map(|links| &links.fetch), &mut hosts)?;
    let folder = settings::working_folder();
    let mut sets = RuleSets::new(&args.rules, config)?;
    sets.assign(&mut files)?;
    let rule_sets = sets.finish(&folder);
    let table = settings::rule_table(&rule_sets[0].rules);
    let wants = reports.wants(args, files.len() == 1);
    let wants = Wants { ledger: wants.ledger || !required.is_empty(), ..wants };
    let mut job = settings::job(&args.input, rule_sets[0].rules.clone(), now, wants)?;
    (job.rule_sets, job.required) = (rule_sets, required);
    job.plan.baseline = reports.known()?.map(Arc::new);
    if let (Some(baseline), Some(root)) = (&job.plan.baseline, &job.rule_sets[0].root) {
        tell_gone(baseline, Path::new(&**root));
    }
    let (mut spool, mut learned, mut mended) = (None, Exit::Clean, Exit::Clean);
    let mends = args.fix.fix || args.fix.diff;
    if mends || links.is_some() || archive.is_some() {
        spool = online::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
    }
    if args.fix.diff {
        return fix::print_changes(&files, &job, args);
    }
    if args.fix.fix {
        mended = fix::mend(&files, &mut job, args, spool.as_ref().map(NamedTempFile::path))?;
    }
    if links.is_some() || archive.is_some() {
        learned = online::learn(&files, &mut job, links.as_ref(), archive.as_ref(), hosts)?;
    }
    let ended = run_job(files, &job, |single| {
        let run = RunInfo { single, rules: table, folder, ..RunInfo::default() };
        let mut outputs = reports.open(args, &run)?;
        if args.fix.fix && spool.is_some() {
            fix::make_room_on_stdout(&mut outputs[0], &args.output);
        }
        Ok(outputs)
    })?;
    reports.tell(ended.summary.counts);
    let unmet = tell_unmet(&ended.summary);
    if reports.writes_baseline {
        return Ok(exit_of(&ended, None).max(learned).max(mended));
    }
    let gate = if unmet { Exit::Findings } else { Exit::Clean };
    Ok(exit_of(&ended, fail_on).max(learned).max(mended).max(gate))
}

/// The checks that may not be left out: those of the command line, else those of the run settings.
fn required(args: &Verify, table: Option<&Table>) -> anyhow::Result<Vec<CheckKind>> {
    match args.require.is_empty() {
        true => {
            Ok(table.and_then(|table| Some(table.require.as_ref()?.get_ref().clone())).unwrap_or_default())
        }
        false => args.require.iter().map(|name| check_kind(name)).collect(),
    }
}

fn check_kind(name: &str) -> anyhow::Result<CheckKind> {
    let names = CheckKind::ALL.map(CheckKind::name);
    let kind = CheckKind::ALL.into_iter().find(|kind| kind.name() == name.trim());
    kind.ok_or_else(|| match nearest(name, names.into_iter()) {
        Some(near) => anyhow!("--require {name}: no such check; did you mean {near}?"),
        None => anyhow!("--require {name}: no such check: there are {}", names.join(", ")),
    })
}

/// The archive that was named. One of the run settings is read where it is there, and made only by a run that
/// goes online.
fn archive_use(args: &Verify, config: &Config, online: bool) -> Option<ArchiveUse> {
    let configured = || config.archive_folder().filter(|folder| online || folder.is_dir());
    let folder = args.archive.clone().or_else(configured)?;
    let operator = args.operator.clone().or_else(|| config.operator());
    Some(ArchiveUse { folder, run: archive::run_note(operator.as_deref()) })
}

/// What a run writes.
struct Reports {
    main: &'static dyn Render,
    further: Vec<(&'static dyn Render, PathBuf)>,
    /// The file of known findings.
    baseline: Option<PathBuf>,
    writes_baseline: bool,
    /// The summary of a step of GitHub Actions.
    step: Option<(PathBuf, StepSummary)>,
}

impl Reports {
    fn of(args: &Verify, config: &Config) -> anyhow::Result<Self> {
        let main = settings::renderer(&args.format, REPORTS)?;
        let further = args
            .report
            .iter()
            .map(|pair| settings::further_report(pair, REPORTS))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let configured =
            || config.run().and_then(|file| Some(file.resolve(file.table.baseline.as_ref()?.get_ref())));
        let baseline = args.baseline.clone().or_else(configured);
        if args.write_baseline && baseline.is_none() {
            bail!("--write-baseline: name the file with --baseline, or in newscheck.toml");
        }
        let mut reports = Self { main, further, baseline, writes_baseline: args.write_baseline, step: None };
        let step = step_summary::file().filter(|_| reports.has("github"));
        reports.step = step.map(|file| (file, StepSummary::default()));
        Ok(reports)
    }

    /// Whether a format is written.
    fn has(&self, format: &str) -> bool {
        self.main.name() == format || self.further.iter().any(|(renderer, _)| renderer.name() == format)
    }

    /// What all of them need. A report on one article shows more of it; more than one file cannot become one.
    fn wants(&self, args: &Verify, single: bool) -> Wants {
        let run = RunInfo { single, ..RunInfo::default() };
        let verbosity = if args.output.quiet { Verbosity::Quiet } else { Verbosity::Normal };
        let main = self.main.wants(&RunInfo { verbosity, ..run.clone() });
        let further = self.further.iter().map(|(renderer, _)| renderer.wants(&run));
        let baseline = self.writes_baseline.then(|| BaselineFile.wants(&run));
        let step = self.step.is_some().then(|| MarkdownReport.wants(&run));
        further.chain(baseline).chain(step).fold(main, |all, wants| all | wants)
    }

    /// The known findings, unless they are written anew.
    fn known(&self) -> anyhow::Result<Option<Baseline>> {
        self.baseline.as_deref().filter(|_| !self.writes_baseline).map(read_baseline).transpose()
    }

    /// The outputs, the main one first.
    fn open(&self, args: &Verify, run: &RunInfo) -> anyhow::Result<Vec<Output>> {
        let mut outputs = vec![settings::main_output(&args.output, self.main, run)?];
        for (renderer, path) in &self.further {
            outputs.push(settings::file_output(*renderer, path, run)?);
        }
        if let Some(path) = self.baseline.as_deref().filter(|_| self.writes_baseline) {
            outputs.push(settings::file_output(&BaselineFile, path, run)?);
        }
        if let Some((_, summary)) = &self.step {
            outputs.push(Output {
                renderer: &MarkdownReport,
                run: run.clone(),
                writer: Box::new(summary.clone()),
            });
        }
        Ok(outputs)
    }

    /// Says what is to be known of what was written.
    fn tell(&self, counts: Counts) {
        if let Some((file, summary)) = &self.step
            && let Err(error) = summary.append_to(file)
        {
            complain(&error.to_string());
        }
        let findings = counts.errors + counts.warnings + counts.infos;
        if self.has("sarif") && findings > MOST_RESULTS {
            complain(&format!(
                "{findings} findings in SARIF: GitHub takes {MOST_RESULTS} of a run; check fewer files or rules at once"
            ));
        }
        if let Some(path) = self.baseline.as_deref().filter(|_| self.writes_baseline) {
            complain(&format!("baseline written to {}", path.display()));
        }
    }
}

fn read_baseline(path: &Path) -> anyhow::Result<Baseline> {
    let reading = || format!("reading the baseline {}", path.display());
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => bail!("{}: is a directory", reading()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("{}: no such file; --write-baseline makes it", reading())
        }
        _ => {}
    }
    let bytes = std::fs::read(path).map_err(|error| anyhow!("{}: {}", reading(), discover::cause(&error)))?;
    Baseline::parse(&bytes).with_context(reading)
}

/// Says which files of the baseline are not there any more: no article's report can.
fn tell_gone(baseline: &Baseline, root: &Path) {
    let is_there = |article: &str| {
        let container = article.split('#').next().unwrap_or(article);
        container == "-" || root.join(container).exists() || root.join(article).exists()
    };
    let gone: Vec<&str> = baseline.articles().into_iter().filter(|article| !is_there(article)).collect();
    if let Some(first) = gone.first() {
        let others =
            if gone.len() > 1 { format!(" and {}", plural(gone.len() - 1, "other")) } else { String::new() };
        complain(&format!(
            "the baseline has entries for what is not there any more: {first}{others}; --write-baseline drops them"
        ));
    }
}

/// Says which required checks were left out; whether any was.
fn tell_unmet(summary: &Summary) -> bool {
    for kind in &summary.unmet {
        for sum in summary.not_checked.iter().filter(|sum| sum.kind == *kind) {
            complain(&format!("required but not checked: {}", ledger::sum(sum)));
        }
    }
    !summary.unmet.is_empty()
}
