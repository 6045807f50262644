//! `--resume`: a run over many files that goes on where it was interrupted.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{anyhow, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::cli::args::Output as OutputArgs;
use crate::cli::exit::complain;
use crate::cli::report_file::Direct;
use crate::input::files::Files;
use crate::pipeline::job::Job;
use crate::pipeline::journal::Journal;
use crate::pipeline::output::Output;
use crate::rules::ActiveRule;

/// A run that can be gone on with: its journal, and its output up to where that says it is whole.
pub struct Resumed {
    journal: Journal,
    output: File,
}

/// Opens the journal at `path`, if the run writes ndjson into a file, and takes the finished ones from
/// `files`. `more` is what else must be the same in both runs.
pub fn open(
    path: &Path,
    args: &OutputArgs,
    format: &str,
    more: &str,
    job: &Job,
    files: &mut Files,
) -> anyhow::Result<Resumed> {
    let Some(output) = args.output.as_deref().filter(|_| format == "ndjson") else {
        bail!("--resume needs --format ndjson and --output FILE: other reports are whole or nothing");
    };
    if job.online.is_some() {
        bail!("--resume is for runs that stay offline");
    }
    let settings = HEXLOWER.encode(&Sha256::digest(settings(format, more, job)));
    let (mut journal, output) = Journal::open(path, output, &settings).map_err(|fault| anyhow!(fault))?;
    *files = journal.remaining(std::mem::take(files)).map_err(|fault| anyhow!(fault))?;
    if journal.finished() > 0 && !args.quiet {
        complain(&format!("{} files were finished before, {} are left", journal.finished(), files.len()));
    }
    Ok(Resumed { journal, output })
}

impl Resumed {
    /// Gives the output its journal and its file.
    pub fn attach(self, output: &mut Output) {
        output.writer = Box::new(Direct(BufWriter::new(self.output)));
        output.journal = Some(self.journal);
    }
}

/// What must be the same for the rows of two runs to fit together.
fn settings(format: &str, more: &str, job: &Job) -> String {
    let rules = |rules: &[ActiveRule]| -> Vec<String> {
        rules.iter().map(|active| format!("{}:{}", active.rule.code, active.severity.name())).collect()
    };
    let sets: Vec<_> = job.rule_sets.iter().map(|set| (rules(&set.rules), set.root.clone())).collect();
    let load = &job.plan.load;
    let reading = (load.format, &load.text_field, &load.id_field, load.max_unpacked, job.max_file_size);
    let version = env!("CARGO_PKG_VERSION");
    format!("{version} {format} {more} {:?} {sets:?} {reading:?} {:?}", rules(&job.plan.rules), job.required)
}
