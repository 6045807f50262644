//! `newscheck verify`: checks articles and reports what is wrong.

use std::io;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use tempfile::NamedTempFile;

use crate::cli::Outcome;
use crate::cli::args::{FailOn, Verify};
use crate::cli::commands::{archive, exit_of, run_job};
use crate::cli::exit::{Exit, complain};
use crate::cli::online::ArchiveUse;
use crate::cli::rule_sets::{Config, RuleSets};
use crate::cli::{fix, online, settings};
use crate::input::discover;
use crate::model::{CheckKind, Summary};
use crate::pipeline::suppress::Baseline;
use crate::render::baseline::BaselineFile;
use crate::render::text::plural;
use crate::render::{REPORTS, Render, RunInfo, Verbosity, Wants};

/// Runs the command.
pub fn run(args: &Verify) -> Outcome {
    let main = settings::renderer(&args.format, REPORTS)?;
    let further = args.report.iter().map(|pair| settings::further_report(pair, REPORTS)).collect::<anyhow::Result<Vec<_>>>()?;
    let config = Config::of(&args.input)?;
    let table = config.run().map(|file| &file.table);
    let fail_on = args.fail_on.or(table.and_then(|table| Some(*table.fail_on.as_ref()?.get_ref()))).unwrap_or(FailOn::Warning);
    let required = match args.require.is_empty() {
        true => table.and_then(|table| Some(table.require.as_ref()?.get_ref().clone())).unwrap_or_default(),
        false => args.require.iter().map(|name| check_kind(name)).collect::<anyhow::Result<_>>()?,
    };
    let baseline =
        args.baseline.clone().or_else(|| config.run().and_then(|file| Some(file.resolve(file.table.baseline.as_ref()?.get_ref()))));
    if args.write_baseline && baseline.is_none() {
        bail!("--write-baseline: name the file with --baseline, or in newscheck.toml");
    }
    let known = baseline.as_deref().filter(|_| !args.write_baseline).map(read_baseline).transpose()?;
    let now = settings::clock(args.now.as_deref())?;
    let links = online::link_job(&args.online, config.run().map(|file| &**file))?;
    let folder = args.archive.clone().or_else(|| config.archive_folder().filter(|folder| links.is_some() || folder.is_dir()));
    let operator = args.operator.clone().or_else(|| config.operator());
    let archive = folder.map(|folder| ArchiveUse { folder, run: archive::run_note(operator.as_deref()) });
    let mut hosts = Vec::new();
    let mut files = settings::files_or_urls(&args.input, &config, links.as_ref().map(|links| &links.fetch), &mut hosts)?;
    let mut sets = RuleSets::new(&args.rules, config)?;
    sets.assign(&mut files)?;
    let folder = settings::working_folder();
    let rule_sets = sets.finish(&folder);
    let table = settings::rule_table(&rule_sets[0].rules);
    let verbosity = if args.output.quiet { Verbosity::Quiet } else { Verbosity::Normal };
    // A report on one article shows more of it; more than one file cannot become one.
    let run = RunInfo { single: files.len() == 1, verbosity, ..RunInfo::default() };
    let wanted = further.iter().map(|(renderer, _)| renderer.wants(&RunInfo { verbosity: Verbosity::Normal, ..run.clone() }));
    let wants = wanted.fold(main.wants(&run), |all: Wants, wants| all | wants);
    let wants = if args.write_baseline { wants | BaselineFile.wants(&run) } else { wants };
    let wants = Wants { ledger: wants.ledger || !required.is_empty(), ..wants };
    let mut job = settings::job(&args.input, rule_sets[0].rules.clone(), now, wants)?;
    (job.rule_sets, job.required) = (rule_sets, required);
    job.plan.baseline = known.map(Arc::new);
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
        let mut outputs = vec![settings::main_output(&args.output, main, &run)?];
        if args.fix.fix && spool.is_some() {
            fix::make_room_on_stdout(&mut outputs[0], &args.output);
        }
        for (renderer, path) in &further {
            outputs.push(settings::file_output(*renderer, path, &run)?);
        }
        if let Some(path) = baseline.as_deref().filter(|_| args.write_baseline) {
            outputs.push(settings::file_output(&BaselineFile, path, &run)?);
        }
        Ok(outputs)
    })?;
    if let Some(path) = baseline.as_deref().filter(|_| args.write_baseline) {
        complain(&format!("baseline written to {}", path.display()));
        return Ok(exit_of(&ended, None).max(learned));
    }
    let gate = if tell_unmet(&ended.summary) { Exit::Findings } else { Exit::Clean };
    Ok(exit_of(&ended, settings::fail_on(fail_on)).max(learned).max(mended).max(gate))
}

fn read_baseline(path: &Path) -> anyhow::Result<Baseline> {
    let reading = || format!("reading the baseline {}", path.display());
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => bail!("{}: is a directory", reading()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("{}: no such file; --write-baseline makes it", reading()),
        _ => {}
    }
    let bytes = std::fs::read(path).map_err(|error| anyhow!("{}: {}", reading(), discover::cause(&error)))?;
    Baseline::parse(&bytes).with_context(reading)
}

fn check_kind(name: &str) -> anyhow::Result<CheckKind> {
    let names = CheckKind::ALL.map(CheckKind::name);
    let kind = CheckKind::ALL.into_iter().find(|kind| kind.name() == name.trim());
    kind.ok_or_else(|| match settings::nearest(name, names.into_iter()) {
        Some(near) => anyhow!("--require {name}: no such check; did you mean {near}?"),
        None => anyhow!("--require {name}: no such check: there are {}", names.join(", ")),
    })
}

/// Says which required checks were left out; whether any was.
fn tell_unmet(summary: &Summary) -> bool {
    for kind in &summary.unmet {
        for sum in summary.not_checked.iter().filter(|sum| sum.kind == *kind) {
            let things = match kind {
                CheckKind::Links => plural(sum.count, "link"),
                CheckKind::Evidence => format!("quotes, figures, claims of {}", plural(sum.count, "citation")),
            };
            complain(&format!("required but not checked: {things} in {} ({})", plural(sum.articles, "article"), sum.reason));
        }
    }
    !summary.unmet.is_empty()
}
