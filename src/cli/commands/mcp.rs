//! `newscheck mcp`: tools for agents over standard input and output.

use std::io::{self, BufReader};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{anyhow, bail};

use crate::cli::Outcome;
use crate::cli::args::servers::Mcp;
use crate::cli::args::{Online, RuleArgs};
use crate::cli::commands::active_rules;
use crate::cli::exit::Exit;
use crate::cli::online::link_job;
use crate::cli::rule_sets::Config;
use crate::cli::run_note::run_note;
use crate::mcp::{self, Fence, RuleChoice, Settle, Setup};
use crate::pipeline::archive::open_read_only;
use crate::pipeline::learn::ArchiveUse;
use crate::pipeline::online::LinkJob;
use crate::rules::ActiveRule;

/// Runs the command until the client ends it.
pub fn run(args: &Mcp) -> Outcome {
    let settings = Settings { args: args.clone() };
    // What cannot be read is told now, not to the first call.
    settings.config()?;
    if !args.online.online && (args.online.fetch.is_given() || args.online.no_cache) {
        bail!("options about going online need --online");
    }
    let roots = match args.root.is_empty() {
        true => None,
        false => Some(Fence::around(&args.root).map_err(|fault| anyhow!("--root {fault}"))?),
    };
    let archive = args.archive.clone().map(|folder| ArchiveUse { folder, run: run_note(None) });
    if let Some(archive) = &archive {
        drop(open_read_only(&archive.folder, &archive.run)?);
    }
    let setup = Setup { roots, is_online: args.online.online, archive, settle: Box::new(settings) };
    mcp::serve(BufReader::new(io::stdin()), io::stdout(), setup);
    Ok(Exit::Clean)
}

/// The arguments, and the configurations beside files.
struct Settings {
    args: Mcp,
}

impl Settings {
    fn config(&self) -> anyhow::Result<Config> {
        Config::read(self.args.config.as_deref(), self.args.no_config)
    }
}

impl Settle for Settings {
    fn rules(&self, path: &Path, choice: &RuleChoice) -> Result<Vec<ActiveRule>, String> {
        let rules =
            RuleArgs { select: choice.select.clone(), ignore: choice.ignore.clone(), severity: Vec::new() };
        let found = self.config().and_then(|config| active_rules(&rules, config, path));
        found.map_err(|error| format!("{error:#}"))
    }

    fn links(&self, called_off: &'static AtomicBool) -> Result<LinkJob, String> {
        let args = Online { online: true, ..self.args.online.clone() };
        let job = self.config().and_then(|config| link_job(&args, config.run().map(|file| &**file)));
        let mut job =
            job.map_err(|error| format!("{error:#}"))?.ok_or_else(|| "nothing goes online".to_owned())?;
        job.fetch.interrupted = called_off;
        Ok(job)
    }
}
