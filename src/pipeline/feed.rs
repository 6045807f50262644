//! Many inputs as pieces of work, in order: files by the handful, a container piece by piece. It does not
//! find the files; see `input::discover`.

use std::ops::Range;

use crate::input::Piece;
use crate::input::files::Files;
use crate::input::files::FoundFile;
use crate::model::Source;
use crate::pipeline::job::Job;
use crate::pipeline::open::{Container, Opened, container, open};
use crate::pipeline::ordered::Threads;

/// Files that a thread takes at a time.
const RUN: usize = 32;

/// Files that are few.
pub(crate) const FEW: usize = 100;

/// Bytes of a container that cannot hold many articles, packed or not.
const SMALL: u64 = 256 * 1024;

/// What is to be read, in order, and what was read of it before the outputs begin.
pub struct Inputs {
    files: Files,
    /// The one input, where there is only one and it was named.
    first: Option<Opened>,
}

impl Inputs {
    /// Takes the files; opens the only one if it was named, to tell an article from a container.
    pub fn new(files: Files, job: &Job) -> Self {
        let mut inputs = Self { files, first: None };
        if let Some(only) = inputs.files.only()
            && only.named
            && only.fault.is_none()
        {
            match open(&only, job) {
                Ok(opened) => inputs.first = Some(opened),
                Err(fault) => inputs.files.replace(0, FoundFile { fault: Some(fault.into()), ..only }),
            }
        }
        inputs
    }

    /// Whether there is exactly one input, named outright, that is no container.
    pub fn is_single(&self) -> bool {
        match &self.first {
            Some(first) => first.is_single(),
            None => self.files.only().is_some_and(|only| only.named),
        }
    }

    /// Whether they may be hundreds of articles or more: as many files, or a container that is not small.
    pub fn may_be_many(&self, job: &Job) -> bool {
        let is_small = |file: &FoundFile| file.path.metadata().is_ok_and(|about| about.len() < SMALL);
        match (&self.first, self.files.only()) {
            (Some(first), Some(only)) => !first.is_single() && !is_small(&only),
            _ => self.len() > FEW || self.files.iter().any(|file| !is_small(&file) && holds_many(&file, job)),
        }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The job's threads that find work in them.
    pub(crate) fn threads(&self, job: &Job) -> Threads {
        let most = match &self.first {
            Some(Opened::Container(_)) => job.jobs,
            Some(_) => 1,
            // One container keeps all threads busy.
            None if self.len() < job.jobs && self.files.iter().any(|file| holds_many(&file, job)) => job.jobs,
            None => self.len(),
        };
        job.threads(most)
    }
}

/// A piece of work: what a thread takes at a time.
pub(crate) enum Work {
    /// Files that the thread reads.
    Files(Files, Range<usize>),
    /// An input that is there already, or why it is not, the file it is, and which of all.
    Opened(Result<Opened, String>, FoundFile, usize),
    /// A part of a container.
    Piece(Box<dyn Piece>, From),
}

/// What a part of a container is of.
pub(crate) struct From {
    /// Where the container is.
    pub(crate) source: Source,
    /// The set of its rules.
    pub(crate) rule_set: u32,
    /// Which of all files it is.
    pub(crate) at: usize,
    /// The bytes that were read of it so far, and all, 0 where that is not known.
    pub(crate) reached: (u64, u64),
}

/// Gives pieces of work in order.
pub(crate) struct Feed {
    files: Files,
    /// The first file that was not given yet.
    at: usize,
    /// Files that are given at a time.
    run: usize,
    first: Option<Opened>,
    /// The container that is being read, and the set of its rules.
    container: Option<(Container, u32)>,
    job: Job,
}

impl Feed {
    pub(crate) fn new(inputs: Inputs, job: &Job) -> Self {
        // Four runs for each thread, so that one with the largest files does not end long after the others.
        let run = (inputs.len() / (job.jobs.max(1) * 4)).clamp(1, RUN);
        let Inputs { files, first } = inputs;
        Self { files, at: 0, run, first, container: None, job: job.clone() }
    }
}

impl Iterator for Feed {
    type Item = Work;

    fn next(&mut self) -> Option<Work> {
        loop {
            if let Some((container, rule_set)) = &mut self.container {
                if let Some(piece) = container.next() {
                    let (source, reached) = (container.source.clone(), container.reached());
                    let from = From { source, rule_set: *rule_set, at: self.at - 1, reached };
                    return Some(Work::Piece(piece, from));
                }
                self.container = None;
            }
            let few = self.at..self.files.len().min(self.at + self.run);
            let plain = match self.first {
                Some(_) => 0,
                None => few.take_while(|at| !is_alone(&self.files.at(*at), &self.job)).count(),
            };
            if plain > 0 {
                self.at += plain;
                return Some(Work::Files(self.files.clone(), self.at - plain..self.at));
            }
            if self.at == self.files.len() {
                return None;
            }
            let file = self.files.at(self.at);
            self.at += 1;
            match self.first.take().map_or_else(|| open(&file, &self.job), Ok) {
                Ok(Opened::Container(container)) => self.container = Some((container, file.rule_set)),
                opened => return Some(Work::Opened(opened, file, self.at - 1)),
            }
        }
    }
}

/// Whether a file is a stream that may hold many articles.
fn holds_many(file: &FoundFile, job: &Job) -> bool {
    file.page.is_none() && is_alone(file, job)
}

/// Whether a file is opened before it is handed to a thread: it may be a stream.
fn is_alone(file: &FoundFile, job: &Job) -> bool {
    file.fault.is_none() && (file.page.is_some() || file.is_stdin() || container(file, job).is_some())
}
