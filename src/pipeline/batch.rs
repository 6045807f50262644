//! Many inputs to reports: checked and rendered on any number of threads, written in the order of their
//! paths.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::input::RawInput;
use crate::input::files::Files;
use crate::input::files::FoundFile;
use crate::model::{
    CheckKind, Counts, FileReport, InputFault, InputFaultKind, NotCheckedSum, Outcome, Severity, Summary,
};
use crate::pipeline::check::{Plan, Taken, check_input, check_page, check_piece, unreadable};
use crate::pipeline::feed::{Feed, Inputs, Work};
use crate::pipeline::job::Job;
use crate::pipeline::journal::{Journal, Sums};
use crate::pipeline::open::{Opened, read_whole, source_of};
use crate::pipeline::ordered::{Turn, ordered};
use crate::pipeline::output::Output;
use crate::pipeline::ui::{Progress, Reached};
use crate::render::{Render, RunInfo};

/// Buffers above this are given back after use.
const KEPT_BUFFER: usize = 16 * 1024 * 1024;

/// The end of a run.
#[derive(Clone, Debug, Default)]
pub struct Ended {
    /// Sums, and whether every input was looked at.
    pub summary: Summary,
    /// The gravest severity of all findings.
    pub worst: Option<Severity>,
    /// `path: cause` of each input that could not be read and that no finding tells of.
    pub untold: Vec<String>,
}

/// What a piece of work gave.
#[derive(Default)]
pub(crate) struct Part<N> {
    /// Files that were read to their end.
    pub(crate) files: usize,
    /// The first file that it is of, or behind what it is of; and, unless it is a part of a file, the one
    /// behind its last.
    pub(crate) from: usize,
    pub(crate) next: Option<usize>,
    /// Bytes that were read of the container that it is a part of, and all, as far as they are known.
    pub(crate) reached: (u64, u64),
    /// Records of a container that are no articles.
    pub(crate) other_records: usize,
    /// What was noted of its reports.
    pub(crate) noted: N,
}

/// Checks inputs on the job's threads. There `note` keeps what is wanted of each report; `take` is given what
/// was noted, in the order of the inputs. False if an interrupt ended it.
pub(crate) fn reports<N: Default + Send + 'static>(
    inputs: Inputs,
    job: &Job,
    note: impl Fn(&FileReport, &mut N) + Send + Sync + 'static,
    take: impl FnMut(Turn<Part<N>>) -> io::Result<()>,
) -> io::Result<bool> {
    let checker = Checker::new(job);
    let map = move |work, buffer: &mut Vec<u8>| {
        let mut part = Part::default();
        checker.work(work, buffer, &mut part, &note);
        part
    };
    let threads = inputs.threads(job);
    ordered(Feed::new(inputs, job), threads, map, take)
}

/// Checks the inputs and writes every output. An error is one of writing.
pub fn run(
    inputs: Inputs,
    job: &Job,
    outputs: &mut [Output],
    progress: &mut dyn Progress,
) -> io::Result<Ended> {
    for output in outputs.iter_mut() {
        output.renderer.begin(&output.run, &mut output.writer)?;
    }
    let formats = formats(outputs);
    let mut written = Written::new(outputs, inputs.len());
    let note = move |report: &FileReport, done: &mut Done| done.note(report, &formats);
    let complete = reports(inputs, job, note, |turn| match turn {
        Turn::Next(part) => {
            let (bytes, of) = part.reached;
            written.take(part)?;
            progress.update(&written.reached(bytes, of));
            Ok(())
        }
        Turn::Waiting => written.flush(),
    })?;
    if complete {
        let all = written.all;
        written.reach(all)?;
    }
    written.tell()?;
    let ended = written.ended(job, complete);
    end(&ended, outputs)?;
    Ok(ended)
}

/// The reports on files, in their order.
pub(crate) fn reports_of(files: Files, job: &Job) -> io::Result<Vec<FileReport>> {
    let mut all = Vec::new();
    let note = |report: &FileReport, kept: &mut Vec<FileReport>| kept.push(report.clone());
    reports(Inputs::new(files, job), job, note, |turn| {
        if let Turn::Next(part) = turn {
            all.extend(part.noted);
        }
        Ok(())
    })?;
    Ok(all)
}

/// Writes reports that were kept into every output, as [`run`] writes those that it makes.
pub(crate) fn render<'r>(
    kept: impl Iterator<Item = &'r FileReport>,
    job: &Job,
    outputs: &mut [Output],
) -> io::Result<Ended> {
    for output in outputs.iter_mut() {
        output.renderer.begin(&output.run, &mut output.writer)?;
    }
    let formats = formats(outputs);
    let mut written = Written::new(outputs, 0);
    for report in kept {
        let mut done = Done::default();
        done.note(report, &formats);
        written.take(Part { noted: done, ..Part::default() })?;
    }
    let ended = written.ended(job, true);
    end(&ended, outputs)?;
    Ok(ended)
}

fn formats(outputs: &[Output]) -> Vec<Format> {
    outputs.iter().map(|output| Format { renderer: output.renderer, run: output.run.clone() }).collect()
}

fn end(ended: &Ended, outputs: &mut [Output]) -> io::Result<()> {
    for output in outputs {
        output.renderer.end(&ended.summary, &output.run, &mut output.writer)?;
        output.writer.finish()?;
        if let Some(journal) = output.journal.as_ref().filter(|_| ended.summary.complete) {
            journal.close()?;
        }
    }
    Ok(())
}

/// `path: cause` of what a report does not tell in a finding, though it could not be read.
pub(crate) fn untold(report: &FileReport) -> Vec<String> {
    let unread = match &report.outcome {
        Outcome::Unreadable(fault) if report.findings.is_empty() => Some(fault),
        _ => None,
    };
    let told = |fault: &InputFault| report.findings.iter().any(|finding| finding.code == fault.kind.code());
    let untold = unread.into_iter().chain(report.faults.iter().filter(|fault| !told(fault)));
    untold.map(|fault| format!("{}: {}", report.source.display_name(), fault.message)).collect()
}

struct Format {
    renderer: &'static dyn Render,
    run: RunInfo,
}

/// Makes reports of pieces of work.
struct Checker {
    job: Job,
    /// The job's plan with the rules of each set; at least one.
    plans: Vec<Plan>,
}

impl Checker {
    fn new(job: &Job) -> Self {
        let sets = u32::try_from(job.rule_sets.len()).unwrap_or(u32::MAX).max(1);
        Self { job: job.clone(), plans: (0..sets).map(|set| job.plan_of(set)).collect() }
    }

    /// The plan of a set of rules.
    fn plan(&self, rule_set: u32) -> &Plan {
        self.plans.get(rule_set as usize).unwrap_or(&self.job.plan)
    }

    fn work<N>(
        &self,
        work: Work,
        buffer: &mut Vec<u8>,
        part: &mut Part<N>,
        note: &impl Fn(&FileReport, &mut N),
    ) {
        let each = &mut |report| note(&report, &mut part.noted);
        match work {
            Work::Files(files, range) => {
                part.files = range.len();
                (part.from, part.next) = (range.start, Some(range.end));
                range.for_each(|at| self.file(&files.at(at), buffer, each));
            }
            Work::Opened(opened, file, at) => {
                part.files = 1;
                (part.from, part.next) = (at, Some(at + 1));
                self.opened(opened, &file, each);
            }
            Work::Piece(piece, from) => {
                (part.from, part.reached) = (from.at, from.reached);
                part.other_records = piece.other_records();
                check_piece(&*piece, &from.source, self.plan(from.rule_set), each);
            }
        }
    }

    fn opened(&self, opened: Result<Opened, String>, file: &FoundFile, each: &mut dyn FnMut(FileReport)) {
        let plan = self.plan(file.rule_set);
        match opened {
            Ok(Opened::Whole(whole)) => {
                let input = RawInput { source: whole.source, bytes: &whole.bytes, first_index: 0 };
                check_input(&input, plan, Taken::Named, each);
            }
            Ok(Opened::Page(source, page)) => check_page(&page, &source, plan, each),
            Ok(Opened::Container(container)) => {
                let source = container.source.clone();
                container.for_each(|piece| check_piece(&*piece, &source, plan, each));
            }
            Err(message) => each(unreadable(source_of(file, &self.job), &fault(message), plan)),
        }
    }

    fn file(&self, file: &FoundFile, buffer: &mut Vec<u8>, each: &mut dyn FnMut(FileReport)) {
        let source = source_of(file, &self.job);
        let plan = self.plan(file.rule_set);
        let read = match &file.fault {
            Some(fault) => Err(fault.to_string()),
            None => read_whole(file, &self.job, buffer),
        };
        match read {
            Ok(length) => {
                let input = RawInput { source, bytes: &buffer[..length], first_index: 0 };
                let taken = if file.named { Taken::Named } else { Taken::Found };
                check_input(&input, plan, taken, each);
            }
            Err(message) => each(unreadable(source, &fault(message), plan)),
        }
        if buffer.capacity() > KEPT_BUFFER {
            // One huge file would keep its memory on each thread to the end.
            *buffer = Vec::new();
        }
    }
}

fn fault(message: String) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}

/// What was not checked, by kind and reason: of how many, in how many articles.
type NotCheckedSums = BTreeMap<(CheckKind, String), (usize, usize)>;

fn not_checked_sum(
    ((kind, reason), (count, articles)): (&(CheckKind, String), &(usize, usize)),
) -> NotCheckedSum {
    NotCheckedSum { kind: *kind, reason: reason.clone(), count: *count, articles: *articles }
}

fn add(sums: &mut NotCheckedSums, (kind, reason): (CheckKind, &str), (count, articles): (usize, usize)) {
    let sum = sums.entry((kind, reason.to_owned())).or_default();
    *sum = (sum.0 + count, sum.1 + articles);
}

fn sums(ended: &Ended, not_checked: &NotCheckedSums) -> Sums {
    Sums {
        counts: ended.summary.counts,
        not_checked: not_checked.iter().map(not_checked_sum).collect(),
        worst: ended.worst,
        untold: ended.untold.clone(),
    }
}

/// What is kept of reports: their sums, and their bytes.
#[derive(Default)]
struct Done {
    /// For each output, its bytes; empty before the first report.
    rendered: Vec<Vec<u8>>,
    counts: Counts,
    not_checked: NotCheckedSums,
    worst: Option<Severity>,
    untold: Vec<String>,
    /// A renderer's error; writing to memory gives none but what a renderer makes.
    error: Option<io::Error>,
}

impl Done {
    /// Counts and renders a report.
    fn note(&mut self, report: &FileReport, formats: &[Format]) {
        self.counts += report.counts();
        report
            .not_checked
            .iter()
            .for_each(|part| add(&mut self.not_checked, (part.kind, &part.reason), (part.count, 1)));
        self.worst = self.worst.max(report.worst());
        self.untold.extend(untold(report));
        self.rendered.resize_with(formats.len(), Vec::new);
        let masked = report.without_secrets();
        let shown = |keeps: bool| masked.as_ref().filter(|_| !keeps).unwrap_or(report);
        for (format, rendered) in formats.iter().zip(&mut self.rendered) {
            let before = rendered.len();
            if before > 0 {
                rendered.extend_from_slice(format.renderer.separator(&format.run));
            }
            let start = rendered.len();
            if let Err(error) =
                format.renderer.file(shown(format.renderer.keeps_secrets()), &format.run, rendered)
            {
                self.error = Some(error);
            }
            // A report that wrote nothing needs no separator.
            if rendered.len() == start {
                rendered.truncate(before);
            }
        }
    }
}

/// The outputs and what has gone into them.
struct Written<'o> {
    outputs: &'o mut [Output],
    /// For each output, whether a report was written, and how many bytes it has.
    begun: Vec<bool>,
    bytes: Vec<u64>,
    files: usize,
    all: usize,
    /// Articles of an earlier run that this one goes on with.
    before: usize,
    not_checked: NotCheckedSums,
    ended: Ended,
}

impl<'o> Written<'o> {
    fn new(outputs: &'o mut [Output], all: usize) -> Self {
        let begun = vec![false; outputs.len()];
        let mut written = Self {
            begun,
            bytes: Vec::new(),
            files: 0,
            all,
            before: 0,
            not_checked: NotCheckedSums::new(),
            ended: Ended::default(),
            outputs,
        };
        for output in written.outputs.iter() {
            let Some((bytes, sums)) = output.journal.as_ref().map(Journal::before) else {
                written.bytes.push(0);
                continue;
            };
            written.bytes.push(bytes);
            let Sums { counts, not_checked, worst, untold } = sums.clone();
            (written.ended.summary.counts, written.ended.worst, written.ended.untold) =
                (counts, worst, untold);
            written.before = counts.articles + counts.unreadable;
            for sum in not_checked {
                written.not_checked.insert((sum.kind, sum.reason), (sum.count, sum.articles));
            }
        }
        written
    }

    fn reached(&self, bytes: u64, of: u64) -> Reached {
        let counts = &self.ended.summary.counts;
        let articles = counts.articles + counts.unreadable - self.before;
        Reached { files: self.files, all: self.all, articles, bytes, of }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.outputs.iter_mut().try_for_each(|output| output.writer.flush())
    }

    /// What was taken is all of the files before the one at `next`.
    fn reach(&mut self, next: usize) -> io::Result<()> {
        if self.outputs.iter().all(|output| output.journal.is_none()) {
            return Ok(());
        }
        let (ended, not_checked) = (&self.ended, &self.not_checked);
        for (output, &bytes) in self.outputs.iter_mut().zip(&self.bytes) {
            if let Some(journal) = &mut output.journal {
                journal.reach(next, bytes, || sums(ended, not_checked));
            }
        }
        let is_due = |output: &Output| output.journal.as_ref().is_some_and(Journal::is_due);
        if self.outputs.iter().any(is_due) { self.tell() } else { Ok(()) }
    }

    /// Writes to the journals what was reached.
    fn tell(&mut self) -> io::Result<()> {
        for output in self.outputs.iter_mut() {
            if let Some(journal) = &mut output.journal {
                output.writer.flush()?;
                journal.tell()?;
            }
        }
        Ok(())
    }

    fn take(&mut self, part: Part<Done>) -> io::Result<()> {
        let done = part.noted;
        if let Some(error) = done.error {
            return Err(error);
        }
        self.reach(part.from)?;
        self.files += part.files;
        self.ended.summary.counts += done.counts;
        self.ended.summary.counts.other_records += part.other_records;
        done.not_checked
            .iter()
            .for_each(|((kind, reason), sums)| add(&mut self.not_checked, (*kind, reason), *sums));
        self.ended.worst = self.ended.worst.max(done.worst);
        self.ended.untold.extend(done.untold);
        let places = self.outputs.iter_mut().zip(&mut self.begun).zip(&mut self.bytes);
        for (((output, begun), bytes), rendered) in places.zip(done.rendered) {
            if rendered.is_empty() {
                continue;
            }
            if *begun {
                output.writer.write_all(output.renderer.separator(&output.run))?;
            }
            *begun = true;
            output.writer.write_all(&rendered)?;
            *bytes += rendered.len() as u64;
        }
        part.next.map_or(Ok(()), |next| self.reach(next))
    }

    /// The sums, with what the job knows beside.
    fn ended(self, job: &Job, complete: bool) -> Ended {
        let mut ended = self.ended;
        let summary = &mut ended.summary;
        summary.not_checked = self.not_checked.iter().map(not_checked_sum).collect();
        summary.fixed = job.fixed;
        let left_out = |kind: &CheckKind| summary.not_checked.iter().any(|sum| sum.kind == *kind);
        summary.unmet = job.required.iter().copied().filter(left_out).collect();
        summary.complete = complete;
        if let Some(online) = &job.online {
            summary.complete &= online.complete;
            summary.links = Some(Arc::clone(&online.links));
            summary.hosts.clone_from(&online.hosts);
            summary.proxy.clone_from(&online.proxy);
        }
        ended
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::atomic::AtomicBool;

    use chrono::Utc;

    use super::*;
    use crate::input::LoadOptions;
    use crate::input::discover::{Walk, find};
    use crate::model::FixedSum;

    static NEVER: AtomicBool = AtomicBool::new(false);

    /// Keeps what it is told.
    struct Told(Vec<Reached>);

    impl Progress for Told {
        fn update(&mut self, reached: &Reached) {
            self.0.push(*reached);
        }
    }

    #[test]
    fn a_long_container_tells_how_far_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut rows = String::new();
        for number in 0..20_000 {
            writeln!(rows, "{{\"id\": {number}, \"text\": \"Rain\\n\\nThe river rose again [1].\"}}")
                .unwrap();
        }
        let path = folder.path().join("rows.ndjson");
        std::fs::write(&path, &rows).unwrap();
        let job = Job {
            plan: Plan::new(LoadOptions::default(), Vec::new(), Utc::now()),
            rule_sets: Arc::default(),
            fixed: FixedSum::default(),
            required: Vec::new(),
            jobs: 2,
            max_file_size: u64::MAX,
            stdin_name: None,
            online: None,
            interrupted: &NEVER,
        };
        let inputs = Inputs::new(find([path], &Walk::default()), &job);
        let mut told = Told(Vec::new());
        run(inputs, &job, &mut [], &mut told).unwrap();
        let told = told.0;
        assert!(told.len() > 3, "{told:?}");
        assert!(told.iter().all(|reached| reached.all == 1 && reached.of == rows.len() as u64), "{told:?}");
        assert!(told.windows(2).all(|pair| pair[0].bytes <= pair[1].bytes), "{told:?}");
        assert!(told[0].bytes > 0 && told[0].bytes < rows.len() as u64, "{told:?}");
        assert!(told.windows(2).all(|pair| pair[0].articles <= pair[1].articles), "{told:?}");
        assert_eq!(
            told.last().map(|reached| (reached.articles, reached.bytes)),
            Some((20_000, rows.len() as u64))
        );
    }
}
