//! `newscheck evidence`: what the sources of articles say of each cited sentence, the good ones too.

use std::sync::Arc;

use anyhow::bail;

use crate::cli::Outcome;
use crate::cli::args::evidence::Evidence;
use crate::cli::commands::evidence_pairs;
use crate::cli::exit::{Exit, complain};
use crate::cli::gate::exit_of;
use crate::cli::inputs;
use crate::cli::online::link_job;
use crate::cli::outputs::{Look, renderer};
use crate::cli::rule_sets::Config;
use crate::cli::run_note::run_note;
use crate::cli::settings::{given_sources, judge};
use crate::cli::terminal::Terminal;
use crate::model::Demand;
use crate::pipeline::job::Job;
use crate::pipeline::learn::ArchiveUse;
use crate::pipeline::verify::{Task, verify};
use crate::render::RunInfo;
use crate::render::evidence::EVIDENCE;

/// Runs the command.
pub fn run(args: &Evidence) -> Outcome {
    if let Some(pairs) = &args.pairs {
        return evidence_pairs::run(pairs, args);
    }
    let renderer = renderer(&args.format, EVIDENCE)?;
    let config = Config::of(&args.input)?;
    let links = link_job(&args.online, config.run().map(|file| &**file))?;
    let given = given_sources(&args.sources)?;
    let configured = || config.archive_folder().filter(|folder| links.is_some() || folder.is_dir());
    let archive = args.archive.clone().or_else(configured);
    let archive = archive.map(|folder| ArchiveUse { folder, run: run_note(config.operator().as_deref()) });
    if links.is_none() && given.is_none() && archive.is_none() {
        bail!("no sources to compare with: name them with --source, --sources or --archive, or go --online");
    }
    let fetch = links.as_ref().map(|links| &links.fetch);
    let (mut files, contacted) = inputs::files_or_urls(&args.input, &config, fetch)?;
    let spool = inputs::spool_stdin(&mut files, args.input.stdin_name.as_deref())?;
    let mut job =
        inputs::job(&args.input, Vec::new(), inputs::clock(None)?, Demand::EVIDENCE | Demand::LEDGER)?;
    job.plan.judge = judge(&args.sources)?;
    let task = Task {
        files,
        job: Job { rule_sets: Arc::default(), ..job },
        mend: None,
        links,
        archive,
        given,
        contacted,
    };
    let outputs = |single| {
        let run = RunInfo { single, ..RunInfo::default() };
        Ok(vec![Look::of(&args.output).output(renderer, &run)?])
    };
    let verified = verify(task, outputs, &mut Terminal::new())?;
    drop(spool);
    let unread = verified.ended.summary.counts.unreadable;
    if unread > 0 {
        complain(&format!("inputs that could not be read: {unread}"));
    }
    let well = if verified.is_well { Exit::Clean } else { Exit::Trouble };
    Ok(exit_of(&verified.ended, None).max(well))
}
