//! What is known of the cited links and sources before the articles are judged: asks servers, reads an
//! archive.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::archive::{Archive, RunNote};
use crate::fetch::{FetchOptions, Keep};
use crate::input::files::Files;
use crate::model::{Demand, Links, SourcePages, Sources};
use crate::pipeline::archive::capturing::IntoArchive;
use crate::pipeline::archive::{self, history};
use crate::pipeline::evidence::source_pages::{self, GivenSources, IntoMemory};
use crate::pipeline::job::Job;
use crate::pipeline::online::gather::{Cited, Gathered, gather};
use crate::pipeline::online::{Capturing, LinkJob, Online, Uncaptured, check_links};
use crate::pipeline::ordered::Threads;
use crate::pipeline::run_error::RunError;
use crate::pipeline::ui::Ui;

/// What is looked up for one text is looked up to its end.
static NEVER: AtomicBool = AtomicBool::new(false);

/// An archive that a checking run reads, and writes when it goes online.
pub struct ArchiveUse {
    /// Its folder.
    pub folder: PathBuf,
    /// Who captures into it.
    pub run: RunNote,
}

/// What a run looks its sources up in.
#[derive(Clone, Copy, Default)]
pub struct Lookup<'l> {
    /// How links are asked for; none for a run that stays offline.
    pub links: Option<&'l LinkJob>,
    /// The archive that is read, and written when links are asked for.
    pub archive: Option<&'l ArchiveUse>,
    /// Files that the user has.
    pub given: Option<&'l GivenSources>,
}

/// The first pass of a run that asks for links or reads sources: what is known of every cited address. The
/// job is made ready for the second pass. `contacted` are hosts that were asked before. Gives whether all
/// went well: not where the archive could not be written.
pub fn learn(
    files: &Files,
    job: &mut Job,
    lookup: Lookup<'_>,
    contacted: Vec<String>,
    ui: &mut dyn Ui,
) -> Result<bool, RunError> {
    let mut is_well = true;
    let gathered = gathered(files.clone(), job, ui)?;
    let compares = job.wants_evidence();
    let mut pages = SourcePages::default();
    if let Some(given) = lookup.given {
        pages = source_pages::given(given, &gathered, job.threads(job.jobs)).map_err(RunError::Sources)?;
    }
    if let Some(links) = lookup.links {
        let mut online;
        let mut memory = IntoMemory::default();
        (online, is_well) = match lookup.archive {
            Some(archive) => archive.ask(&gathered.cited, links, ui)?,
            None if compares => (ask_for_texts(&gathered.cited, links, &mut memory, ui)?, true),
            None => (ask(&gathered.cited, links, &mut Uncaptured, ui)?, true),
        };
        for (url, fetched) in memory.into_pages() {
            pages.by_url.entry(url).or_insert(fetched);
        }
        online.complete &= gathered.complete;
        online.hosts.extend(contacted);
        online.hosts.sort();
        online.hosts.dedup();
        job.plan.links = Some(Arc::clone(&online.links));
        job.online = Some(Arc::new(online));
    }
    if let Some(archive) = lookup.archive {
        let threads = job.threads(job.jobs);
        let sources = archive.read(ui, |opened| {
            if compares {
                source_pages::archived(opened, &gathered, threads, &mut pages)?;
            }
            Ok(history::sources(opened, gathered.cited.keys().map(String::as_str))?)
        })?;
        job.plan.sources = Some(Arc::new(sources));
    }
    if let Some(links) = job.plan.links.as_deref() {
        source_pages::unfetched(links, &mut pages);
    }
    job.plan.pages = compares.then(|| Arc::new(pages));
    job.plan.digests = Some(Arc::new(gathered.digests));
    job.plan.load.demand |= Demand::DIGEST;
    Ok(is_well)
}

/// What became of some cited addresses, and the texts that they answered.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// The verdicts.
    pub links: Arc<Links>,
    /// The texts.
    pub pages: Arc<SourcePages>,
    /// What the archive holds of them, where one was read.
    pub sources: Option<Arc<Sources>>,
}

/// Looks up the addresses that one text cites, as [`learn`] does for files: at their servers, if `links` says
/// how, and in an archive, which is read alone.
pub fn of_addresses(
    cited: Cited,
    links: Option<&LinkJob>,
    archive: Option<&ArchiveUse>,
    ui: &mut dyn Ui,
) -> Result<Learnt, RunError> {
    let mut learnt = Learnt::default();
    let mut pages = SourcePages::default();
    if let Some(links) = links {
        let mut memory = IntoMemory::default();
        learnt.links = ask_for_texts(&cited, links, &mut memory, ui)?.links;
        pages.by_url = memory.into_pages();
    }
    if let Some(archive) = archive {
        let near = cited.iter().map(|(url, near)| (url.clone(), near.iter().copied().collect())).collect();
        let gathered = Gathered { cited, near, ..Gathered::default() };
        let sources = archive.read(ui, |opened| {
            source_pages::archived(opened, &gathered, Threads { jobs: 1, interrupted: &NEVER }, &mut pages)?;
            Ok(history::sources(opened, gathered.cited.keys().map(String::as_str))?)
        })?;
        learnt.sources = Some(Arc::new(sources));
    }
    source_pages::unfetched(&learnt.links, &mut pages);
    learnt.pages = Arc::new(pages);
    Ok(learnt)
}

/// What the files cite.
pub fn gathered(files: Files, job: &Job, ui: &mut dyn Ui) -> Result<Gathered, RunError> {
    let gathered = gather(files, job, ui);
    ui.step_over();
    gathered.map_err(RunError::Gather)
}

/// Asks for links. An interrupt ends the asking, not the run: what is known is still reported.
pub fn ask(
    cited: &Cited,
    job: &LinkJob,
    archive: &mut dyn Capturing,
    ui: &mut dyn Ui,
) -> Result<Online, RunError> {
    ui.begin_writing();
    let online = check_links(cited, job, archive, ui);
    ui.step_over();
    let online = online.map_err(RunError::Online)?;
    for trouble in &online.troubles {
        ui.complain(trouble);
    }
    if !online.complete {
        job.fetch.interrupted.store(false, Ordering::Relaxed);
    }
    Ok(online)
}

/// Asks for links and reads what comes, verdicts of other runs or not.
fn ask_for_texts(
    cited: &Cited,
    job: &LinkJob,
    memory: &mut IntoMemory,
    ui: &mut dyn Ui,
) -> Result<Online, RunError> {
    let fetch = FetchOptions { keep: Keep::Exchanges, ..job.fetch.clone() };
    ask(cited, &LinkJob { fetch, cache: job.cache.clone(), now: job.now }, memory, ui)
}

impl ArchiveUse {
    /// Reads from it, and says what of it is lost. A catalogue that proves to be damaged is built anew.
    fn read<T>(
        &self,
        ui: &mut dyn Ui,
        mut read: impl FnMut(&Archive) -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let opened = archive::open_read_only(&self.folder, &self.run)?;
        opened.recovery().lost.iter().for_each(|lost| ui.complain(&lost.to_string()));
        match read(&opened) {
            Err(RunError::Archive(error)) if error.is_malformed_catalogue() => {
                drop(opened);
                ui.complain(&format!("{error}; it is built anew from the data files"));
                Archive::rebuild(&self.folder, &self.run, &archive::text_of)?;
                read(&archive::open_read_only(&self.folder, &self.run)?)
            }
            done => done,
        }
    }

    /// Asks for links and captures what comes. Verdicts of other runs are not used: they have no captures. An
    /// archive that cannot be written is told; the verdicts are still reported.
    fn ask(&self, cited: &Cited, job: &LinkJob, ui: &mut dyn Ui) -> Result<(Online, bool), RunError> {
        let mut archive = archive::open(&self.folder, self.run.clone())?;
        let fetch = FetchOptions { keep: Keep::Exchanges, ..job.fetch.clone() };
        let job = LinkJob { fetch, cache: None, now: job.now };
        let mut capturing = IntoArchive::new(&mut archive);
        let online = ask(cited, &job, &mut capturing, ui)?;
        let written = capturing.finish().map_err(|fault| ui.failed(fault.into()));
        Ok((online, written.is_ok()))
    }
}
