//! Many inputs to reports: checked and rendered on any number of threads, written in the order of their
//! paths.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::input::RawInput;
use crate::input::discover::FoundFile;
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
use crate::pipeline::ui::Progress;
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
            written.take(part)?;
            progress.update(written.files, written.all);
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
pub(crate) fn reports_of(files: Vec<FoundFile>, job: &Job) -> io::Result<Vec<FileReport>> {
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
                files[range].iter().for_each(|file| self.file(file, buffer, each));
            }
            Work::Opened(opened, file, at) => {
                part.files = 1;
                (part.from, part.next) = (at, Some(at + 1));
                self.opened(opened, &file, each);
            }
            Work::Piece(piece, source, rule_set, at) => {
                part.from = at;
                part.other_records = piece.other_records();
                check_piece(&*piece, &source, self.plan(rule_set), each);
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
            for sum in not_checked {
                written.not_checked.insert((sum.kind, sum.reason), (sum.count, sum.articles));
            }
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.outputs.iter_mut().try_for_each(|output| output.writer.flush())
    }

    /// What was taken is all of the files before the one at `next`.
    fn reach(&mut self, next: usize) -> io::Result<()> {
        if self.outputs.iter().all(|output| output.journal.is_none()) {
            return Ok(());
        }
        let sums = self.sums();
        for (output, &bytes) in self.outputs.iter_mut().zip(&self.bytes) {
            if let Some(journal) = &mut output.journal {
                journal.reach(next, bytes, sums.clone());
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

    fn sums(&self) -> Sums {
        Sums {
            counts: self.ended.summary.counts,
            not_checked: self.not_checked.iter().map(not_checked_sum).collect(),
            worst: self.ended.worst,
            untold: self.ended.untold.clone(),
        }
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
