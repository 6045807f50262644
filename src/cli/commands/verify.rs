//! `newscheck verify`: checks articles and reports what is wrong.

use crate::cli::Outcome;
use crate::cli::args::Verify;
use crate::cli::commands::{archive, exit_of, run_job};
use crate::cli::exit::{Exit, complain};
use crate::cli::online::ArchiveUse;
use crate::cli::step_summary::{self, StepSummary};
use crate::cli::{online, settings};
use crate::model::Counts;
use crate::pipeline::batch::Output;
use crate::render::markdown_report::MarkdownReport;
use crate::render::{REPORTS, Render, RunInfo, Verbosity, Wants};

/// Results that GitHub takes of one SARIF run.
const MOST_RESULTS: usize = 25_000;

/// Runs the command.
pub fn run(args: &Verify) -> Outcome {
    let main = settings::renderer(&args.format, REPORTS)?;
    let further = args.report.iter().map(|pair| settings::further_report(pair, REPORTS)).collect::<anyhow::Result<Vec<_>>>()?;
    let rules = settings::active_rules(args)?;
    let now = settings::clock(args.now.as_deref())?;
    let archive = args.archive.clone().map(|folder| ArchiveUse { folder, run: archive::run_note(args.operator.as_deref()) });
    let links = online::link_job(&args.online)?;
    let mut hosts = Vec::new();
    let mut files = settings::files_or_urls(&args.input, links.as_ref().map(|links| &links.fetch), &mut hosts)?;
    let verbosity = if args.output.quiet { Verbosity::Quiet } else { Verbosity::Normal };
    // A report on one article shows more of it; more than one file cannot become one.
    let run = RunInfo { single: files.len() == 1, verbosity, ..RunInfo::default() };
    let wanted = further.iter().map(|(renderer, _)| renderer.wants(&RunInfo { verbosity: Verbosity::Normal, ..run.clone() }));
    let wants = wanted.fold(main.wants(&run), |all: Wants, wants| all | wants);
    let is_written = |name: &str| main.name() == name || further.iter().any(|(renderer, _)| renderer.name() == name);
    let step = step_summary::file().filter(|_| is_written("github")).map(|file| (file, StepSummary::default()));
    let wants = if step.is_some() { wants | MarkdownReport.wants(&run) } else { wants };
    let table = settings::rule_table(&rules);
    let mut job = settings::job(&args.input, rules, now, wants)?;
    let (mut _spool, mut learned) = (None, Exit::Clean);
    if links.is_some() || archive.is_some() {
        _spool = online::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
        learned = online::learn(&files, &mut job, links.as_ref(), archive.as_ref(), hosts)?;
    }
    let ended = run_job(files, &job, |single| {
        let run = RunInfo { single, rules: table, folder: settings::working_folder(), ..RunInfo::default() };
        let mut outputs = vec![settings::main_output(&args.output, main, &run)?];
        for (renderer, path) in &further {
            outputs.push(settings::file_output(*renderer, path, &run)?);
        }
        if let Some((_, summary)) = &step {
            outputs.push(Output { renderer: &MarkdownReport, run, writer: Box::new(summary.clone()) });
        }
        Ok(outputs)
    })?;
    if let Some((file, summary)) = &step
        && let Err(error) = summary.append_to(file)
    {
        complain(&error.to_string());
    }
    let Counts { errors, warnings, infos, .. } = ended.summary.counts;
    if is_written("sarif") && errors + warnings + infos > MOST_RESULTS {
        complain(&format!(
            "{} findings in SARIF: GitHub takes {MOST_RESULTS} of a run; check fewer files or rules at once",
            errors + warnings + infos
        ));
    }
    Ok(exit_of(&ended, settings::fail_on(args.fail_on)).max(learned))
}
