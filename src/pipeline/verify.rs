//! One run from files to reports: mends what is to be mended, learns what is known of links and sources,
//! checks.

use crate::input::files::Files;
use crate::model::FixedSum;
use crate::pipeline::batch::{self, Ended};
use crate::pipeline::evidence::source_pages::GivenSources;
use crate::pipeline::feed::Inputs;
use crate::pipeline::fix::Choice;
use crate::pipeline::fix::rewrite::{Mode, rewrite};
use crate::pipeline::fix::rewritten::Rewritten;
use crate::pipeline::job::Job;
use crate::pipeline::learn::{ArchiveUse, Lookup, learn};
use crate::pipeline::online::LinkJob;
use crate::pipeline::output::Output;
use crate::pipeline::run_error::RunError;
use crate::pipeline::ui::{Ui, UiError};

/// What a run does.
pub struct Task {
    /// The files.
    pub files: Files,
    /// How they are read and judged.
    pub job: Job,
    /// Which fixes are applied before, if any are.
    pub mend: Option<Choice>,
    /// How links are asked for; none for a run that stays offline.
    pub links: Option<LinkJob>,
    /// The archive that is read, and written when links are asked for.
    pub archive: Option<ArchiveUse>,
    /// Sources that the user has as files.
    pub given: Option<GivenSources>,
    /// Hosts that were contacted for the files themselves.
    pub contacted: Vec<String>,
}

/// How a run ended.
pub struct Verified {
    /// The sums of its reports.
    pub ended: Ended,
    /// Whether all else went well: files could be mended, the archive written.
    pub is_well: bool,
}

/// Runs a task. `outputs` opens the reports once it is known whether there is a single article.
pub fn verify(
    task: Task,
    outputs: impl FnOnce(bool) -> Result<Vec<Output>, UiError>,
    ui: &mut dyn Ui,
) -> Result<Verified, RunError> {
    let Task { files, mut job, mend, links, archive, given, contacted } = task;
    let mut is_well = true;
    if let Some(choice) = mend {
        is_well &= fix(&files, &mut job, choice, ui)?;
    }
    if links.is_some() || archive.is_some() || given.is_some() {
        let lookup = Lookup { links: links.as_ref(), archive: archive.as_ref(), given: given.as_ref() };
        is_well &= learn(&files, &mut job, lookup, contacted, ui)?;
    }
    Ok(Verified { ended: report(files, &job, outputs, ui)?, is_well })
}

/// Checks files and reports; `outputs` is as for [`verify`].
pub fn report(
    files: Files,
    job: &Job,
    outputs: impl FnOnce(bool) -> Result<Vec<Output>, UiError>,
    ui: &mut dyn Ui,
) -> Result<Ended, RunError> {
    let inputs = Inputs::new(files, job);
    let mut outputs = outputs(inputs.is_single())?;
    let many = inputs.may_be_many(job);
    outputs.iter_mut().for_each(|output| output.run.many = many);
    ui.begin_writing();
    let ended = batch::run(inputs, job, &mut outputs, ui);
    ui.step_over();
    let ended = ended.map_err(RunError::Write)?;
    ended.untold.iter().for_each(|message| ui.complain(message));
    Ok(ended)
}

/// Mends files in place; whether each could be.
fn fix(files: &Files, job: &mut Job, choice: Choice, ui: &mut dyn Ui) -> Result<bool, RunError> {
    ui.begin_writing();
    let rewritten = rewrite(files, job, choice, Mode::Write).map_err(RunError::Write)?;
    ui.mended(&rewritten)?;
    job.fixed = fixed(&rewritten);
    Ok(rewritten.iter().all(|file| file.fault.is_none()))
}

/// How much was mended, or would be.
pub fn fixed(rewritten: &[Rewritten]) -> FixedSum {
    let mended = rewritten.iter().filter(|file| file.applied > 0);
    mended.fold(FixedSum::default(), |sum, file| FixedSum {
        findings: sum.findings + file.applied,
        files: sum.files + 1,
    })
}
