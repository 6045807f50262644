//! `newscheck verify`: checks articles and reports what is wrong.

use std::path::Path;

use anyhow::bail;

use crate::cli::args::Verify;
use crate::cli::resume::Resumed;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, fix, resume};
use crate::pipeline::verify::{Task, verify};

/// Runs the command.
pub fn run(args: &Verify) -> Outcome {
    let Settings { mut task, outputs, gate, preview, spool } = Settings::of(args)?;
    if let Some(choice) = preview {
        return fix::print_changes(&task, choice, &outputs.look);
    }
    let resumed = args.resume.as_deref().map(|journal| resumed(journal, args, &mut task)).transpose()?;
    let stdin = spool.as_ref().map(|spool| spool.path().to_owned());
    let mut ui = Terminal::of_mending(outputs.look.verbosity, stdin);
    let open = |single| {
        let mut opened = outputs.open(single)?;
        if let (Some(resumed), Some(main)) = (resumed, opened.first_mut()) {
            resumed.attach(main);
        }
        Ok(opened)
    };
    let verified = verify(task, open, &mut ui)?;
    outputs.tell(verified.ended.summary.counts);
    Ok(gate.exit(&verified))
}

/// Opens the journal of a run that reads and writes nothing but its files and its one report.
fn resumed(journal: &Path, args: &Verify, task: &mut Task) -> anyhow::Result<Resumed> {
    let is_plain = task.mend.is_none()
        && task.links.is_none()
        && task.archive.is_none()
        && task.given.is_none()
        && args.report.is_empty();
    if !is_plain {
        bail!("--resume goes with no fixes, no further reports, no sources and nothing online");
    }
    let more = format!("verify {:?} {:?}", args.baseline, args.fields);
    resume::open(journal, &args.output, &args.format, &more, &task.job, &mut task.files)
}
