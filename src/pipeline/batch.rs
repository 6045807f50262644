//! Many inputs: read, checked and rendered on any number of threads, written in the order of their paths.
//! It does not find the files; see `input::discover`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::input::discover::{self, FoundFile, STDIN};
use crate::input::page::WebPage;
use crate::input::{Emit, LoadOptions, Loader, Piece, Pieces, RawInput, Stream, cause, loader, sniff};
use crate::model::{
    CheckKind, Counts, FileReport, FixedSum, InputFault, InputFaultKind, NotCheckedSum, Outcome, Severity,
    Source, Summary,
};
use crate::pipeline::check::{Plan, Taken, check_input, check_page, check_piece, internal, unreadable};
use crate::pipeline::online::Online;
use crate::render::{Render, RunInfo};
use crate::rules::ActiveRule;

/// Files that a thread takes at a time.
const RUN: usize = 32;

/// Buffers above this are given back after use.
const KEPT_BUFFER: usize = 16 * 1024 * 1024;

/// How long the writer waits before it looks for an interrupt again.
const PATIENCE: Duration = Duration::from_millis(40);

/// A report format, what it may know of the run, and where it goes.
pub struct Output {
    /// The format.
    pub renderer: &'static dyn Render,
    /// What it may know.
    pub run: RunInfo,
    /// Where its bytes go.
    pub writer: Box<dyn Target>,
}

/// Where the bytes of a report go.
pub trait Target: Write + Send {
    /// Called after the last byte: now what was written may take its place. A target that is dropped before
    /// it left nothing.
    fn finish(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// Bytes in memory that are read when all is written. Clones share them.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    /// Takes what was written.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Target for Memory {}

/// Rules with their severities, and the folder that the paths in fingerprints start from.
#[derive(Clone, Default)]
pub struct RuleSet {
    /// The rules that run.
    pub rules: Vec<ActiveRule>,
    /// The absolute folder of the configuration they come from, with `/` between its parts.
    pub root: Option<Arc<str>>,
}

/// What to do with the files.
#[derive(Clone)]
pub struct Job {
    /// How to read and judge.
    pub plan: Plan,
    /// The rules of each file, by [`FoundFile::rule_set`]; those of the plan where there is none.
    pub rule_sets: Arc<[RuleSet]>,
    /// What was fixed before, for the summary.
    pub fixed: FixedSum,
    /// The checks that may not be left out.
    pub required: Vec<CheckKind>,
    /// Threads that check, at least one.
    pub jobs: usize,
    /// Bytes that a file may have; containers are exempt, their lines and records are not.
    pub max_file_size: u64,
    /// The name that standard input goes by.
    pub stdin_name: Option<String>,
    /// What is known of the links, and of how it was learned; none for a run that stays offline.
    pub online: Option<Arc<Online>>,
    /// Set when the run is to end at once.
    pub interrupted: &'static AtomicBool,
}

/// How far a run is, for a progress bar.
pub trait Progress {
    /// So many of all files are written.
    fn update(&mut self, done: usize, all: usize);
}

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

/// What is read of the inputs before the outputs begin.
pub struct Inputs {
    files: Vec<FoundFile>,
    /// The one input, where there is only one and it was named.
    first: Option<Opened>,
}

/// An input of which is known whether it is a container.
enum Opened {
    Whole(Preloaded),
    Page(Source, Arc<WebPage>),
    Stream(PieceFeed),
}

struct Preloaded {
    source: Source,
    bytes: Vec<u8>,
    many: bool,
}

impl Inputs {
    /// Takes the files; opens the only one if it was named, to tell an article from a container.
    pub fn new(files: Vec<FoundFile>, job: &Job) -> Self {
        let mut inputs = Self { files, first: None };
        if let [only] = &mut *inputs.files
            && only.named
            && only.fault.is_none()
        {
            match open(only, job) {
                Ok(opened) => inputs.first = Some(opened),
                Err(fault) => only.fault = Some(fault.into()),
            }
        }
        inputs
    }

    /// Whether there is exactly one input, named outright, that is no container.
    pub fn is_single(&self) -> bool {
        match (&self.first, &*self.files) {
            (Some(Opened::Whole(first)), _) => !first.many,
            (Some(Opened::Page(..)), _) => true,
            (None, [only]) => only.named,
            _ => false,
        }
    }
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
    let mut written = Written::new(outputs, inputs.files.len());
    let complete = write_all(inputs, job, &mut written, progress)?;
    let sum = |((kind, reason), (count, articles))| NotCheckedSum { kind, reason, count, articles };
    let not_checked = written.not_checked.into_iter().map(sum).collect();
    let mut ended = written.ended;
    ended.summary.not_checked = not_checked;
    ended.summary.fixed = job.fixed;
    let left_out = |kind: &CheckKind| ended.summary.not_checked.iter().any(|sum| sum.kind == *kind);
    ended.summary.unmet = job.required.iter().copied().filter(left_out).collect();
    ended.summary.complete = complete;
    if let Some(online) = &job.online {
        ended.summary.complete &= online.complete;
        ended.summary.links = Some(Arc::clone(&online.links));
        ended.summary.hosts.clone_from(&online.hosts);
        ended.summary.proxy.clone_from(&online.proxy);
    }
    for output in outputs.iter_mut() {
        output.renderer.end(&ended.summary, &output.run, &mut output.writer)?;
        output.writer.finish()?;
    }
    Ok(ended)
}

/// Writes everything; false if an interrupt came before the end.
fn write_all(
    inputs: Inputs,
    job: &Job,
    written: &mut Written<'_>,
    progress: &mut dyn Progress,
) -> io::Result<bool> {
    let formats: Arc<[Format]> = written
        .outputs
        .iter()
        .map(|output| Format { renderer: output.renderer, run: output.run.clone() })
        .collect();
    let checker = Arc::new(Checker::new(job, formats));
    let files: Arc<[FoundFile]> = inputs.files.into();
    if let Some(first) = inputs.first {
        let rule_set = files.first().map_or(0, |file| file.rule_set);
        return ordered(checker, Feed::opened(first, rule_set), written, progress);
    }
    let mut from = 0;
    while from < files.len() {
        let alone = |file: &FoundFile| {
            file.fault.is_none() && (file.page.is_some() || file.is_stdin() || container(file, job).is_some())
        };
        let plain = files[from..].iter().take_while(|file| !alone(file)).count();
        let feed = match plain {
            0 => Feed::alone(&files[from], job),
            _ => Feed::files(Arc::clone(&files), from..from + plain, job.jobs),
        };
        if !ordered(Arc::clone(&checker), feed, written, progress)? {
            return Ok(false);
        }
        from += plain.max(1);
    }
    Ok(true)
}

/// The container format of a file, by its first bytes unless its name says that it is none.
fn container(file: &FoundFile, job: &Job) -> Option<&'static dyn Loader> {
    let options = &job.plan.load;
    if options
        .format
        .map(loader)
        .or_else(|| sniff::by_ending(&file.shown()))
        .is_some_and(|loader| !loader.is_container())
    {
        return None;
    }
    let mut head = Vec::new();
    let opened = File::open(&file.path).ok()?;
    (&opened).take(sniff::PEEKED as u64).read_to_end(&mut head).ok()?;
    let zipped = || head.starts_with(b"PK").then(|| sniff::zipped(opened)).flatten().map(loader);
    sniff::container(&source_of(file, job), &head, options)
        .or_else(zipped)
        .filter(|loader| loader.is_container())
}

/// Opens an input: a container as a stream, all others to their end. An error is its fault.
fn open(file: &FoundFile, job: &Job) -> Result<Opened, String> {
    let source = source_of(file, job);
    if let Some(page) = &file.page {
        return Ok(Opened::Page(source, Arc::clone(page)));
    }
    if file.is_stdin() {
        return open_stdin(source, job);
    }
    if let Some(loader) = container(file, job) {
        let opened = File::open(&file.path).map_err(|error| cause(&error))?;
        return Ok(Opened::Stream(PieceFeed {
            pieces: loader.pieces(Stream::File(opened), job.max_file_size),
            source,
        }));
    }
    let mut bytes = Vec::new();
    let length = read_whole(file, job, &mut bytes)?;
    bytes.truncate(length);
    Ok(Opened::whole(source, bytes, job))
}

/// Tells a container on standard input by its first bytes, which is all that is held of it.
fn open_stdin(source: Source, job: &Job) -> Result<Opened, String> {
    if let Some(loader) = job.plan.load.format.map(loader).filter(|loader| loader.is_container()) {
        let pieces = loader.pieces(Stream::Pipe(Box::new(io::stdin())), job.max_file_size);
        return Ok(Opened::Stream(PieceFeed { pieces, source }));
    }
    let mut head = Vec::new();
    io::stdin().take(sniff::PEEKED as u64).read_to_end(&mut head).map_err(|error| cause(&error))?;
    let container = sniff::container(&source, &head, &job.plan.load);
    let mut rest = Cursor::new(head).chain(io::stdin());
    if let Some(loader) = container {
        return Ok(Opened::Stream(PieceFeed {
            pieces: loader.pieces(Stream::Pipe(Box::new(rest)), job.max_file_size),
            source,
        }));
    }
    let mut bytes = Vec::new();
    let length = within_limit(job, |limit| read_from(&mut rest, 0, limit, &mut bytes))?;
    bytes.truncate(length);
    Ok(Opened::whole(source, bytes, job))
}

impl Opened {
    fn whole(source: Source, bytes: Vec<u8>, job: &Job) -> Self {
        let input = RawInput { source, bytes: &bytes, first_index: 0 };
        let many = sniff::holds_many(&input, &job.plan.load);
        Self::Whole(Preloaded { source: input.source, bytes, many })
    }
}

/// What the threads share.
struct Checker {
    job: Job,
    /// The job's plan with the rules of each set; at least one.
    plans: Vec<Plan>,
    formats: Arc<[Format]>,
}

struct Format {
    renderer: &'static dyn Render,
    run: RunInfo,
}

/// A piece of work.
enum Work {
    Files(Arc<[FoundFile]>, Range<usize>),
    /// An input that is there already, and the set of its rules.
    Bytes(Preloaded, u32),
    Page(Source, Arc<WebPage>, u32),
    Piece(Source, Box<dyn Piece>, u32),
}

/// Gives pieces of work in order.
enum Feed {
    Once(Option<Work>),
    Files { files: Arc<[FoundFile]>, rest: Range<usize>, run: usize },
    Pieces(PieceFeed, u32),
}

impl Feed {
    fn opened(opened: Opened, rule_set: u32) -> Self {
        match opened {
            Opened::Whole(first) => Self::Once(Some(Work::Bytes(first, rule_set))),
            Opened::Page(source, page) => Self::Once(Some(Work::Page(source, page, rule_set))),
            Opened::Stream(pieces) => Self::Pieces(pieces, rule_set),
        }
    }

    fn files(files: Arc<[FoundFile]>, rest: Range<usize>, jobs: usize) -> Self {
        let run = (rest.len() / (jobs * 4)).clamp(1, RUN);
        Self::Files { files, rest, run }
    }

    fn alone(file: &FoundFile, job: &Job) -> Self {
        open(file, job).map_or_else(
            |fault| {
                let faulty = FoundFile { fault: Some(fault.into()), ..file.clone() };
                Self::Files { files: [faulty].into(), rest: 0..1, run: 1 }
            },
            |opened| Self::opened(opened, file.rule_set),
        )
    }

    /// The threads that find work in it, of so many.
    fn threads(&self, jobs: usize) -> usize {
        match self {
            Self::Once(_) => 1,
            Self::Files { rest, run, .. } => jobs.min(rest.len().div_ceil(*run)).max(1),
            Self::Pieces(..) => jobs,
        }
    }

    fn next(&mut self) -> Option<Work> {
        match self {
            Self::Once(work) => work.take(),
            Self::Files { files, rest, run } => {
                let start = rest.start;
                rest.start = rest.end.min(start + *run);
                (start < rest.start).then(|| Work::Files(Arc::clone(files), start..rest.start))
            }
            Self::Pieces(feed, rule_set) => {
                feed.next().map(|(source, piece)| Work::Piece(source, piece, *rule_set))
            }
        }
    }
}

/// Gives the pieces of a container.
struct PieceFeed {
    pieces: Pieces<'static>,
    source: Source,
}

impl PieceFeed {
    fn next(&mut self) -> Option<(Source, Box<dyn Piece>)> {
        let piece = catch_unwind(AssertUnwindSafe(|| self.pieces.next())).unwrap_or_else(|_| {
            self.pieces = Box::new(std::iter::empty());
            Some(Box::new(Failed))
        })?;
        Some((self.source.clone(), piece))
    }
}

/// Stands for the rest of a container on which newscheck itself failed.
struct Failed;

impl Piece for Failed {
    fn load(&self, source: &Source, _options: &LoadOptions, emit: &mut Emit<'_>) {
        emit(Err((source.clone(), internal("reading"))));
    }
}

/// What was not checked, by kind and reason: of how many, in how many articles.
type NotCheckedSums = BTreeMap<(CheckKind, String), (usize, usize)>;

fn add(sums: &mut NotCheckedSums, (kind, reason): (CheckKind, &str), (count, articles): (usize, usize)) {
    let sum = sums.entry((kind, reason.to_owned())).or_default();
    *sum = (sum.0 + count, sum.1 + articles);
}

/// What a piece of work gave.
#[derive(Default)]
struct Done {
    /// For each output, its bytes.
    rendered: Vec<Vec<u8>>,
    files: usize,
    counts: Counts,
    not_checked: NotCheckedSums,
    worst: Option<Severity>,
    untold: Vec<String>,
    /// A renderer's error; writing to memory gives none but what a renderer makes.
    error: Option<io::Error>,
}

impl Checker {
    fn new(job: &Job, formats: Arc<[Format]>) -> Self {
        let plan = |set: &RuleSet| Plan { rules: set.rules.clone(), ..job.plan.clone() };
        let plans = if job.rule_sets.is_empty() {
            vec![job.plan.clone()]
        } else {
            job.rule_sets.iter().map(plan).collect()
        };
        Self { job: job.clone(), plans, formats }
    }

    /// The plan of a set of rules.
    fn plan(&self, rule_set: u32) -> &Plan {
        self.plans.get(rule_set as usize).unwrap_or(&self.job.plan)
    }

    fn work(&self, work: Work, buffer: &mut Vec<u8>) -> Done {
        let mut done = Done { rendered: vec![Vec::new(); self.formats.len()], ..Done::default() };
        match work {
            Work::Files(files, range) => {
                for file in &files[range] {
                    self.file(file, buffer, &mut done);
                    done.files += 1;
                }
            }
            Work::Bytes(Preloaded { source, bytes, .. }, rule_set) => {
                let input = RawInput { source, bytes: &bytes, first_index: 0 };
                check_input(&input, self.plan(rule_set), Taken::Named, &mut |report| {
                    self.take(&report, &mut done)
                });
                done.files = 1;
            }
            Work::Page(source, page, rule_set) => {
                check_page(&page, &source, self.plan(rule_set), &mut |report| self.take(&report, &mut done));
                done.files = 1;
            }
            Work::Piece(source, piece, rule_set) => {
                done.counts.other_records += piece.other_records();
                check_piece(&*piece, &source, self.plan(rule_set), &mut |report| {
                    self.take(&report, &mut done)
                });
            }
        }
        done
    }

    fn file(&self, file: &FoundFile, buffer: &mut Vec<u8>, done: &mut Done) {
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
                check_input(&input, plan, taken, &mut |report| self.take(&report, done));
            }
            Err(message) => self.take(&unreadable(source, &fault(message), plan), done),
        }
        if buffer.capacity() > KEPT_BUFFER {
            *buffer = Vec::new();
        }
    }

    /// Counts and renders a report.
    fn take(&self, report: &FileReport, done: &mut Done) {
        done.counts += report.counts();
        report
            .not_checked
            .iter()
            .for_each(|part| add(&mut done.not_checked, (part.kind, &part.reason), (part.count, 1)));
        done.worst = done.worst.max(report.worst());
        if let Outcome::Unreadable(fault) = &report.outcome
            && report.findings.is_empty()
        {
            done.untold.push(format!("{}: {}", report.source.display_name(), fault.message));
        }
        let told =
            |fault: &InputFault| report.findings.iter().any(|finding| finding.code == fault.kind.code());
        let untold = report.faults.iter().filter(|fault| !told(fault));
        done.untold
            .extend(untold.map(|fault| format!("{}: {}", report.source.display_name(), fault.message)));
        for (format, rendered) in self.formats.iter().zip(&mut done.rendered) {
            let before = rendered.len();
            if before > 0 {
                rendered.extend_from_slice(format.renderer.separator(&format.run));
            }
            let start = rendered.len();
            if let Err(error) = format.renderer.file(report, &format.run, rendered) {
                done.error = Some(error);
            }
            if rendered.len() == start {
                rendered.truncate(before);
            }
        }
    }
}

fn fault(message: String) -> InputFault {
    InputFault { kind: InputFaultKind::Unreadable, message, member: None }
}

/// A file and its bytes, or why it cannot be read; none for a container.
pub(crate) fn read_article(file: &FoundFile, job: &Job) -> Option<(Source, Result<Vec<u8>, String>)> {
    if container(file, job).is_some() {
        return None;
    }
    let mut bytes = Vec::new();
    let read = read_whole(file, job, &mut bytes);
    let bytes = read.map(|length| {
        bytes.truncate(length);
        bytes
    });
    Some((source_of(file, job), bytes))
}

/// Where a file comes from, as messages name it.
fn source_of(file: &FoundFile, job: &Job) -> Source {
    let source = named_source(file, job);
    let root = job.rule_sets.get(file.rule_set as usize).and_then(|set| set.root.as_deref());
    let project_path = root.filter(|_| file.page.is_none()).map(|root| path_from(root, &source.path));
    Source { project_path, ..source }
}

fn named_source(file: &FoundFile, job: &Job) -> Source {
    if file.is_stdin() {
        let path = job.stdin_name.clone().unwrap_or_else(|| STDIN.to_owned());
        return Source { path, ..Source::default() };
    }
    if let Some(name) = &file.name {
        return Source { path: name.to_string(), ..Source::default() };
    }
    match file.path.to_str() {
        Some(path) => Source { path: with_slashes(path), ..Source::default() },
        None => {
            let path_bytes = Some(file.path.as_os_str().as_encoded_bytes().to_vec());
            Source { path: with_slashes(&file.path.to_string_lossy()), path_bytes, ..Source::default() }
        }
    }
}

/// A path from a folder, both by their names alone; the absolute path where it does not lie in it.
fn path_from(root: &str, path: &str) -> String {
    let whole = discover::absolute(Path::new(path));
    let inside = whole.strip_prefix(root).unwrap_or(&whole);
    with_slashes(&inside.to_string_lossy())
}

fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// Reads a file into a buffer that only grows; gives the number of bytes.
fn read_whole(file: &FoundFile, job: &Job, buffer: &mut Vec<u8>) -> Result<usize, String> {
    within_limit(job, |limit| read_path(&file.path, limit, buffer))
}

/// Reads with the limit for single articles; gives the number of bytes.
fn within_limit(job: &Job, read: impl FnOnce(u64) -> io::Result<Option<usize>>) -> Result<usize, String> {
    // Positions are 32 bits wide.
    let limit = job.max_file_size.min(u64::from(u32::MAX) - 1);
    match read(limit) {
        Ok(Some(length)) => Ok(length),
        Ok(None) => Err(format!("larger than --max-file-size ({limit} bytes)")),
        Err(error) => Err(cause(&error)),
    }
}

fn read_path(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> io::Result<Option<usize>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    read_from(&mut file, usize::try_from(size).unwrap_or(0), limit, buffer)
}

/// Reads to the end, or gives none if there is more than the limit. A short read at the expected size is
/// taken for the end: this saves a system call a file.
fn read_from(
    reader: &mut dyn Read,
    expected: usize,
    limit: u64,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<usize>> {
    let mut length = 0;
    loop {
        let room = (expected + 1).saturating_sub(length).max(4096);
        if buffer.len() < length + room {
            buffer.resize(length + room.max(length / 2), 0);
        }
        let space = &mut buffer[length..];
        let asked = space.len();
        match reader.read(space) {
            Ok(0) => return Ok(Some(length)),
            Ok(read) => {
                length += read;
                if length as u64 > limit {
                    return Ok(None);
                }
                if expected > 0 && length == expected && read < asked {
                    return Ok(Some(length));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Results that wait for their turn, and how far the run is.
#[derive(Default)]
struct Window {
    written: usize,
    /// The number of pieces, once the feed has ended.
    all: Option<usize>,
    ready: BTreeMap<usize, Done>,
    stopped: bool,
}

/// What threads and writer share. The feed has a lock of its own, which the writer never takes: reading a
/// stream may block.
struct Shared {
    feed: Mutex<NumberedFeed>,
    window: Mutex<Window>,
    /// A result is ready, or the feed has ended.
    progress: Condvar,
    /// The window has moved on.
    room: Condvar,
}

struct NumberedFeed {
    feed: Feed,
    next: usize,
    ended: bool,
}

impl Shared {
    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece of work and its number, as soon as the window has room for it. None at the end.
    fn claim(&self, room: usize) -> Option<(usize, Work)> {
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if feed.ended {
            return None;
        }
        let mut window = self.window();
        while !window.stopped && feed.next >= window.written + room {
            window = self.room.wait(window).unwrap_or_else(PoisonError::into_inner);
        }
        if window.stopped {
            return None;
        }
        drop(window);
        let index = feed.next;
        let Some(piece) = feed.feed.next() else {
            feed.ended = true;
            self.window().all = Some(index);
            self.progress.notify_one();
            return None;
        };
        feed.next += 1;
        Some((index, piece))
    }
}

/// Works a feed off on the job's threads and writes the results in order. False if an interrupt ended it. The
/// threads are not waited for then: one may be busy with a huge file.
fn ordered(
    checker: Arc<Checker>,
    feed: Feed,
    written: &mut Written<'_>,
    progress: &mut dyn Progress,
) -> io::Result<bool> {
    let jobs = feed.threads(checker.job.jobs.max(1));
    let feed = Mutex::new(NumberedFeed { feed, next: 0, ended: false });
    let shared = Arc::new(Shared {
        feed,
        window: Mutex::new(Window::default()),
        progress: Condvar::new(),
        room: Condvar::new(),
    });
    let mut threads = Vec::with_capacity(jobs);
    for _ in 0..jobs {
        let (shared, checker) = (Arc::clone(&shared), Arc::clone(&checker));
        threads.push(
            std::thread::Builder::new()
                .name("check".to_owned())
                .spawn(move || work(&shared, &checker, jobs * 4))?,
        );
    }
    let interrupted = checker.job.interrupted;
    let outcome = write_in_order(&shared, interrupted, written, progress);
    shared.window().stopped = true;
    shared.room.notify_all();
    if matches!(outcome, Ok(true)) {
        for thread in threads {
            // A thread guards against panics around each file; it has nothing more to say here.
            let _ = thread.join();
        }
    }
    outcome
}

/// A thread: claims pieces, works on them, and puts the results down.
fn work(shared: &Shared, checker: &Checker, room: usize) {
    let mut buffer = Vec::new();
    while let Some((index, piece)) = shared.claim(room) {
        let done = checker.work(piece, &mut buffer);
        shared.window().ready.insert(index, done);
        shared.progress.notify_one();
    }
}

fn write_in_order(
    shared: &Shared,
    interrupted: &AtomicBool,
    written: &mut Written<'_>,
    progress: &mut dyn Progress,
) -> io::Result<bool> {
    let mut window = shared.window();
    loop {
        let next = window.written;
        if let Some(done) = window.ready.remove(&next) {
            window.written += 1;
            shared.room.notify_all();
            drop(window);
            written.take(done)?;
            progress.update(written.files, written.all);
            window = shared.window();
            continue;
        }
        if window.all == Some(next) {
            return Ok(true);
        }
        if interrupted.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let waited = shared.progress.wait_timeout(window, PATIENCE).unwrap_or_else(PoisonError::into_inner);
        window = waited.0;
        if waited.1.timed_out() {
            drop(window);
            // A slow stream: whoever reads the output gets what there is.
            written.flush()?;
            window = shared.window();
        }
    }
}

/// The outputs and what has gone into them.
struct Written<'o> {
    outputs: &'o mut [Output],
    /// For each output, whether a report was written.
    begun: Vec<bool>,
    files: usize,
    all: usize,
    not_checked: NotCheckedSums,
    ended: Ended,
}

impl<'o> Written<'o> {
    fn new(outputs: &'o mut [Output], all: usize) -> Self {
        let begun = vec![false; outputs.len()];
        Self { outputs, begun, files: 0, all, not_checked: NotCheckedSums::new(), ended: Ended::default() }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.outputs.iter_mut().try_for_each(|output| output.writer.flush())
    }

    fn take(&mut self, done: Done) -> io::Result<()> {
        if let Some(error) = done.error {
            return Err(error);
        }
        self.files += done.files;
        self.ended.summary.counts += done.counts;
        done.not_checked
            .iter()
            .for_each(|((kind, reason), sums)| add(&mut self.not_checked, (*kind, reason), *sums));
        self.ended.worst = self.ended.worst.max(done.worst);
        self.ended.untold.extend(done.untold);
        for ((output, begun), rendered) in self.outputs.iter_mut().zip(&mut self.begun).zip(done.rendered) {
            if rendered.is_empty() {
                continue;
            }
            if *begun {
                output.writer.write_all(output.renderer.separator(&output.run))?;
            }
            *begun = true;
            output.writer.write_all(&rendered)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_folder() {
        let here = std::env::current_dir().unwrap().to_string_lossy().into_owned();
        let table = [
            (here.as_str(), "a/b.txt", "a/b.txt"),
            (&here, "./a//b.txt", "a/b.txt"),
            (&here, "c/../a/b.txt", "a/b.txt"),
            ("/x", "/x/a.txt", "a.txt"),
            ("/x/", "/x/a.txt", "a.txt"),
            ("/x", "/xy/a.txt", "/xy/a.txt"),
            ("/", "/a.txt", "a.txt"),
            ("/x", "/../../x/a.txt", "a.txt"),
        ];
        for (root, path, expected) in table {
            assert_eq!(path_from(root, path), expected, "{root} {path}");
        }
    }

    #[test]
    fn reading_stops_at_the_limit_and_takes_what_grows() {
        let mut buffer = Vec::new();
        assert_eq!(read_from(&mut &b"12345"[..], 5, 5, &mut buffer).unwrap(), Some(5));
        assert_eq!(read_from(&mut &b"123456"[..], 5, 5, &mut buffer).unwrap(), None);
        assert_eq!(read_from(&mut &b"12345678"[..], 5, 50, &mut buffer).unwrap(), Some(8));
        assert_eq!(&buffer[..8], b"12345678");
    }
}
