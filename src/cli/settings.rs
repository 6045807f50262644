//! What a run of `verify` does: its arguments and the configurations, resolved once. Nothing behind it asks
//! the arguments again.

use std::path::Path;
use std::sync::Arc;

use tempfile::NamedTempFile;

use crate::cli::args::Verify;
use crate::cli::gate::Gate;
use crate::cli::inputs;
use crate::cli::known::{read_baseline, tell_gone};
use crate::cli::online::link_job;
use crate::cli::outputs::Outputs;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::cli::run_note::run_note;
use crate::model::{Demand, RuleInfo, Severity};
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
        job.plan.baseline = known(&outputs, job.rule_sets[0].root.as_deref())?;
        let choice = if args.fix.unsafe_fixes { Choice::All } else { Choice::Safe };
        let (mend, preview) = (args.fix.fix.then_some(choice), args.fix.diff.then_some(choice));
        let mut spool = None;
        if mend.or(preview).is_some() || links.is_some() || archive.is_some() {
            spool = inputs::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
        }
        if mend.is_some() && spool.is_some() {
            outputs.look.leave_stdout();
        }
        let task = Task { files, job, mend, links, archive, contacted };
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
fn rule_table(active: &[ActiveRule]) -> Arc<[RuleInfo]> {
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
