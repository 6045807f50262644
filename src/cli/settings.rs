//! What a run of `verify` does: its arguments and the configurations, resolved once. Nothing behind it asks
//! the arguments again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use tempfile::NamedTempFile;

use crate::cli::args::{SourceArgs, Verify};
use crate::cli::gate::Gate;
use crate::cli::inputs;
use crate::cli::known::{read_baseline, tell_gone};
use crate::cli::online::{duration, link_job};
use crate::cli::outputs::Outputs;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::cli::run_note::run_note;
use crate::model::{Demand, Label, RuleInfo, Severity};
use crate::pipeline::evidence::judge::Judge;
use crate::pipeline::evidence::source_pages::GivenSources;
use crate::pipeline::fix::Choice;
use crate::pipeline::job::Job;
use crate::pipeline::learn::ArchiveUse;
use crate::pipeline::suppress::Baseline;
use crate::pipeline::verify::Task;
use crate::rules::{self, ActiveRule, Rule};

/// A run of `verify`.
pub struct Settings {
    /// What it does.
    pub task: Task,
    /// What it writes.
    pub outputs: Outputs,
    /// When it fails.
    pub gate: Gate,
    /// Which changes are printed instead, if any are.
    pub preview: Option<Choice>,
    /// Standard input, where it is read twice. It goes away with this.
    pub spool: Option<NamedTempFile>,
}

impl Settings {
    /// Resolves them. Articles that are given by address are fetched.
    pub fn of(args: &Verify) -> anyhow::Result<Self> {
        let config = Config::of(&args.input)?;
        let mut outputs = Outputs::of(args, &config)?;
        let gate = Gate::of(args, &config)?;
        let now = inputs::clock(args.now.as_deref())?;
        let links = link_job(&args.online, config.run().map(|file| &**file))?;
        let archive = archive_use(args, &config, links.is_some());
        let given = given_sources(&args.sources)?;
        let fetch = links.as_ref().map(|links| &links.fetch);
        let (mut files, contacted) = inputs::files_or_urls(&args.input, &config, fetch)?;
        let mut sets = RuleSets::new(&args.rules, config)?;
        sets.assign(&mut files)?;
        outputs.run.folder = working_folder();
        let rule_sets = sets.finish(&outputs.run.folder);
        outputs.run.rules = rule_table(&rule_sets[0].rules);
        let gated = if gate.required.is_empty() { Demand::CITATIONS } else { Demand::LEDGER };
        let demand = outputs.wants(files.len() == 1) | gated;
        let job = inputs::job(&args.input, rule_sets[0].rules.clone(), now, demand)?;
        let mut job = Job { rule_sets, required: gate.required.clone(), ..job };
        job.plan.judge = judge(&args.sources)?;
        job.plan.baseline = known(&outputs, job.rule_sets[0].root.as_deref())?;
        let choice = if args.fix.unsafe_fixes { Choice::All } else { Choice::Safe };
        let (mend, preview) = (args.fix.fix.then_some(choice), args.fix.diff.then_some(choice));
        let mut spool = None;
        if mend.or(preview).is_some() || links.is_some() || archive.is_some() || given.is_some() {
            spool = inputs::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
        }
        if mend.is_some() && spool.is_some() {
            outputs.look.leave_stdout();
        }
        let task = Task { files, job, mend, links, archive, given, contacted };
        Ok(Self { task, outputs, gate, preview, spool })
    }
}

/// The archive that was named. One of the run settings is read where it is there, and made only by a run that
/// goes online.
fn archive_use(args: &Verify, config: &Config, online: bool) -> Option<ArchiveUse> {
    let configured = || config.archive_folder().filter(|folder| online || folder.is_dir());
    let folder = args.archive.clone().or_else(configured)?;
    let operator = args.operator.clone().or_else(|| config.operator());
    Some(ArchiveUse { folder, run: run_note(operator.as_deref()) })
}

/// The files that stand for sources, if there are any.
pub fn given_sources(args: &SourceArgs) -> anyhow::Result<Option<GivenSources>> {
    if args.source.is_empty() && args.sources.is_none() {
        return Ok(None);
    }
    let pair = |pair: &String| -> anyhow::Result<(String, PathBuf)> {
        let parts = pair.split_once('=').filter(|(label, file)| !label.is_empty() && !file.is_empty());
        let (label, file) = parts.ok_or_else(|| anyhow!("--source {pair}: expected LABEL=FILE"))?;
        let label = label.strip_prefix('[').and_then(|label| label.strip_suffix(']')).unwrap_or(label);
        let file = PathBuf::from(file);
        if !file.is_file() {
            bail!("--source {pair}: there is no such file");
        }
        Ok((Label::new(label).to_string(), file))
    };
    if let Some(folder) = args.sources.as_deref().filter(|folder| !folder.is_dir()) {
        bail!("--sources {}: there is no such folder", folder.display());
    }
    let by_label = args.source.iter().map(pair).collect::<anyhow::Result<_>>()?;
    Ok(Some(GivenSources { by_label, folder: args.sources.clone() }))
}

/// The program that gives a second opinion, if one was named.
pub fn judge(args: &SourceArgs) -> anyhow::Result<Option<Arc<Judge>>> {
    let Some(command) = &args.judge else { return Ok(None) };
    let patience = duration(args.judge_timeout.as_deref().unwrap_or("60s"), "--judge-timeout")?;
    let judge = Judge::new(command, patience).map_err(|fault| anyhow!("--judge {command}: {fault}"))?;
    Ok(Some(Arc::new(judge)))
}

/// The known findings, unless they are written anew. Says which files are there no more.
fn known(outputs: &Outputs, root: Option<&str>) -> anyhow::Result<Option<Arc<Baseline>>> {
    let Some(path) = outputs.baseline.as_deref().filter(|_| !outputs.writes_baseline) else {
        return Ok(None);
    };
    let baseline = read_baseline(path)?;
    if let Some(root) = root {
        tell_gone(&baseline, Path::new(root));
    }
    Ok(Some(Arc::new(baseline)))
}

/// Every rule as reports show it, with its severity in this run.
pub fn rule_table(active: &[ActiveRule]) -> Arc<[RuleInfo]> {
    let row = |rule: &'static Rule| {
        let Rule { code, name, summary, explanation, .. } = *rule;
        let severity = active
            .iter()
            .find(|active| active.rule.code == code)
            .map_or(Severity::Off, |active| active.severity);
        RuleInfo { code, name, severity, summary, explanation }
    };
    rules::all().map(row).collect()
}

/// The working folder with `/` between its parts; empty where it is not known.
fn working_folder() -> String {
    let folder = std::env::current_dir().unwrap_or_default();
    if cfg!(windows) {
        folder.to_string_lossy().replace('\\', "/")
    } else {
        folder.to_string_lossy().into_owned()
    }
}
