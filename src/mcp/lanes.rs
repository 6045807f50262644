//! Does what requests ask for: a few at a time, each in a thread, behind a guard against panics. It does not
//! know the order of a session; see `server`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::mcp::abilities::stateless;
use crate::mcp::calls::{self, Calls, LANES};
use crate::mcp::captures;
use crate::mcp::fence::Fence;
use crate::mcp::frames::{Fault, Id, answer, notification};
use crate::mcp::setup::Setup;
use crate::mcp::tools::tool::{Call, Tool, run};

/// Requests that wait for a lane: with more, reading waits.
const WAITING: usize = 8;

/// What is to be done for a request.
pub struct Work {
    /// The request.
    pub id: Id,
    /// What it asks.
    pub what: What,
    /// Which files it may have read.
    pub fence: Arc<Fence>,
    /// By what progress is told.
    pub progress: Option<Value>,
    /// Whether it is of the version without a handshake.
    pub is_stateless: bool,
}

/// What a request asks that takes a while.
pub enum What {
    /// A tool, with its arguments.
    Tool(&'static Tool, Option<Box<RawValue>>),
    /// The captures, from one on.
    Captures {
        /// How many are passed over.
        from: usize,
    },
    /// A capture.
    Capture {
        /// Its address.
        uri: String,
    },
}

impl What {
    /// Whether it may name a file.
    pub fn names_file(&self) -> bool {
        matches!(self, Self::Tool(_, Some(arguments)) if arguments.get().contains("\"path\""))
    }

    /// Bytes that it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Tool(_, arguments) => arguments.as_ref().map_or(0, |arguments| arguments.get().len()),
            Self::Captures { .. } => 0,
            Self::Capture { uri } => uri.len(),
        }
    }
}

/// Threads that work until nothing can come any more.
pub struct Lanes {
    /// Where work goes.
    pub work: SyncSender<Work>,
    threads: Vec<JoinHandle<()>>,
}

impl Lanes {
    /// Starts them.
    pub fn start(setup: &Arc<Setup>, calls: &Arc<Calls>, out: &SyncSender<Value>) -> Self {
        let (work, waiting) = sync_channel(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let lane = |lane| {
            let mut lane =
                Lane { number: lane, setup: Arc::clone(setup), calls: Arc::clone(calls), out: out.clone() };
            let waiting = Arc::clone(&waiting);
            thread::spawn(move || lane.run(&waiting))
        };
        Self { work, threads: (0..LANES).map(lane).collect() }
    }

    /// Lets them end what is begun and what waits.
    pub fn end(self) {
        drop(self.work);
        for thread in self.threads {
            // What panics in one is caught in it.
            thread.join().ok();
        }
    }
}

struct Lane {
    number: usize,
    setup: Arc<Setup>,
    calls: Arc<Calls>,
    out: SyncSender<Value>,
}

impl Lane {
    fn run(&mut self, waiting: &Mutex<Receiver<Work>>) {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(work) = next else { return };
            if !self.calls.take(&work.id, self.number) {
                continue;
            }
            let done = catch_unwind(AssertUnwindSafe(|| self.done(&work)));
            let done = done.unwrap_or_else(|_| Err(Fault::new(Fault::INTERNAL, "newscheck failed at this")));
            let is_kept = !matches!(work.what, What::Tool(..));
            let done = done.map(|done| if work.is_stateless { stateless(done, is_kept) } else { done });
            if self.calls.end(&work.id) {
                // A client that went away reads nothing.
                self.out.send(answer(&work.id, done)).ok();
            }
        }
    }

    fn done(&self, work: &Work) -> Result<Value, Fault> {
        match &work.what {
            What::Tool(tool, arguments) => {
                let mut progress = |done: usize, all: usize| {
                    if let Some(token) = &work.progress {
                        let params = json!({ "progressToken": token, "progress": done, "total": all });
                        self.out.send(notification("notifications/progress", params)).ok();
                    }
                };
                let mut call = Call {
                    setup: &self.setup,
                    fence: &work.fence,
                    called_off: calls::flag(self.number),
                    progress: &mut progress,
                };
                Ok(run(tool, &mut call, arguments.as_deref()))
            }
            What::Captures { from } => captures::list(&self.setup, *from),
            What::Capture { uri } => captures::read(&self.setup, uri, work.is_stateless),
        }
    }
}
