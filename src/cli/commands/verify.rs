//! `newscheck verify`: checks articles and reports what is wrong.

use tempfile::NamedTempFile;

use crate::cli::Outcome;
use crate::cli::args::Verify;
use crate::cli::commands::{archive, exit_of, run_job};
use crate::cli::exit::Exit;
use crate::cli::online::ArchiveUse;
use crate::cli::{fix, online, settings};
use crate::render::{REPORTS, RunInfo, Verbosity, Wants};

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
    let table = settings::rule_table(&rules);
    let mut job = settings::job(&args.input, rules, now, wants)?;
    let (mut spool, mut learned, mut mended) = (None, Exit::Clean, Exit::Clean);
    let mends = args.fix.fix || args.fix.diff;
    if mends || links.is_some() || archive.is_some() {
        spool = online::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
    }
    if args.fix.diff {
        return fix::print_changes(&files, &job, args);
    }
    if args.fix.fix {
        mended = fix::mend(&files, &job, args, spool.as_ref().map(NamedTempFile::path))?;
    }
    if links.is_some() || archive.is_some() {
        learned = online::learn(&files, &mut job, links.as_ref(), archive.as_ref(), hosts)?;
    }
    let ended = run_job(files, &job, |single| {
        let run = RunInfo { single, rules: table, folder: settings::working_folder(), ..RunInfo::default() };
        let mut outputs = vec![settings::main_output(&args.output, main, &run)?];
        if args.fix.fix && spool.is_some() {
            fix::make_room_on_stdout(&mut outputs[0], &args.output);
        }
        for (renderer, path) in &further {
            outputs.push(settings::file_output(*renderer, path, &run)?);
        }
        Ok(outputs)
    })?;
    Ok(exit_of(&ended, settings::fail_on(args.fail_on)).max(learned).max(mended))
}
