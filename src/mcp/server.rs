//! The loop of a session: reads messages, answers what needs no work, hands on what does, and learns from the
//! client which files may be read. What is answered is for `requests` and `lanes` to say.

use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::mcp::abilities::{self, stateless};
use crate::mcp::calls::Calls;
use crate::mcp::fence::Fence;
use crate::mcp::frames::{self, Fault, Frame, Id, Message};
use crate::mcp::lanes::{Lanes, What, Work};
use crate::mcp::requests::{self, Meta, Outcome};
use crate::mcp::setup::Setup;

/// Messages that wait to be read, or to be written: a client that does neither is waited for.
const WAITING: usize = 8;

/// How long a client is waited for that was asked for its roots.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of the requests that wait for the client's roots; more are refused.
const HELD: usize = 32 << 20;

/// How long, once the client has ended the session, its requests may go on, and their answers be written.
const FAREWELL: Duration = Duration::from_secs(5);

/// What has come to its end.
#[derive(PartialEq, Eq)]
enum End {
    /// The session: the client has closed its side.
    Session,
    /// The writing: all is written, or nobody reads any more.
    Writing,
}

/// Serves a client until it closes the pipe. What it had asked by then is answered, if it still reads.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static, setup: Setup) {
    let (frames, incoming) = sync_channel(WAITING);
    let (out, outgoing) = sync_channel(WAITING);
    let (ended, ends) = sync_channel(2);
    let calls = Arc::new(Calls::default());
    thread::spawn(move || read(input, &frames));
    let is_written = ended.clone();
    thread::spawn(move || {
        write(output, &outgoing);
        is_written.send(End::Writing).ok();
    });
    let known = Arc::clone(&calls);
    thread::spawn(move || {
        let setup = Arc::new(setup);
        let lanes = Lanes::start(&setup, &known, &out);
        Server::new(setup, known, out, lanes.work.clone()).run(&incoming);
        ended.send(End::Session).ok();
        lanes.end();
    });
    if ends.recv() == Ok(End::Session) && ends.recv_timeout(FAREWELL).is_err() {
        // Sources that are still asked for keep nobody waiting; a client that reads nothing neither.
        calls.hurry();
        ends.recv_timeout(FAREWELL).ok();
    }
}

fn read(mut input: impl BufRead, frames: &SyncSender<Frame>) {
    loop {
        let frame = frames::read(&mut input).unwrap_or(Frame::End);
        let is_end = matches!(frame, Frame::End);
        if frames.send(frame).is_err() || is_end {
            return;
        }
    }
}

fn write(mut output: impl Write, messages: &Receiver<Value>) {
    for message in messages {
        if frames::write(&mut output, &message).is_err() {
            return;
        }
    }
}

/// What is known of the files that may be read.
enum Roots {
    /// It is settled.
    Known(Arc<Fence>),
    /// The client has roots, and will be asked once it is ready.
    Unasked,
    /// It was asked by this request, at this time.
    Asked(Id, Instant),
}

/// How far a session is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody has said hello.
    Fresh,
    /// The handshake is made.
    Greeted,
}

struct Server {
    setup: Arc<Setup>,
    calls: Arc<Calls>,
    out: SyncSender<Value>,
    work: SyncSender<Work>,
    state: State,
    /// Whether the client has roots that may change.
    has_roots: bool,
    roots: Roots,
    /// Requests of ours so far.
    asked: i64,
    /// What waits for the roots.
    held: VecDeque<Work>,
}

impl Server {
    fn new(setup: Arc<Setup>, calls: Arc<Calls>, out: SyncSender<Value>, work: SyncSender<Work>) -> Self {
        let roots = Roots::Known(Arc::new(setup.roots.clone().unwrap_or_default()));
        let (state, held) = (State::Fresh, VecDeque::new());
        Self { setup, calls, out, work, state, has_roots: false, roots, asked: 0, held }
    }

    fn run(mut self, incoming: &Receiver<Frame>) {
        loop {
            match self.next(incoming) {
                None => self.know(Fence::default()),
                Some(Frame::End) => break,
                Some(Frame::Damaged(id, fault)) => self.send(frames::failure(id.as_ref(), &fault)),
                Some(Frame::Message(message)) => self.take(message),
            }
        }
        if !matches!(self.roots, Roots::Known(_)) {
            self.know(Fence::default());
        }
    }

    /// The next frame; none where the roots were waited for long enough.
    fn next(&self, incoming: &Receiver<Frame>) -> Option<Frame> {
        let Roots::Asked(_, since) = &self.roots else {
            return Some(incoming.recv().unwrap_or(Frame::End));
        };
        match incoming.recv_timeout(PATIENCE.saturating_sub(since.elapsed())) {
            Ok(frame) => Some(frame),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Frame::End),
        }
    }

    fn take(&mut self, message: Message) {
        let params = message.params.as_deref();
        match (message.method, message.id) {
            (Some(method), Some(id)) => self.request(&method, id, params),
            (Some(method), None) => self.notified(&method, params),
            (None, Some(id)) => self.answered(&id, message.result.as_deref()),
            (None, None) => {}
        }
    }

    fn request(&mut self, method: &str, id: Id, params: Option<&RawValue>) {
        let meta = requests::meta(params);
        let era = match (&meta.version, method, self.state) {
            (_, "initialize", _) => Ok(false),
            (Some(version), ..) => abilities::is_stateless(version),
            (None, "ping", _) | (None, _, State::Greeted) => Ok(false),
            (None, _, State::Fresh) => Err(Fault::new(Fault::REQUEST, "initialize comes first")),
        };
        let is_stateless = match era {
            Ok(true) if meta.able.is_none() => {
                let words = "_meta lacks io.modelcontextprotocol/clientCapabilities";
                return self.send(frames::answer(&id, Err(Fault::new(Fault::PARAMS, words))));
            }
            Ok(era) => era,
            Err(fault) => return self.send(frames::answer(&id, Err(fault))),
        };
        let outcome = match method {
            "initialize" => Outcome::Now(self.initialize(params)),
            _ => requests::answer(&self.setup, method, params),
        };
        match outcome {
            Outcome::Now(result) => {
                let is_kept = method != "prompts/get";
                let result = result.map(|found| if is_stateless { stateless(found, is_kept) } else { found });
                self.send(frames::answer(&id, result));
            }
            Outcome::Work(what) => self.begin(id, what, &meta, params, is_stateless),
        }
    }

    /// Takes on what is to be done for a request.
    fn begin(&mut self, id: Id, what: What, meta: &Meta, params: Option<&RawValue>, is_stateless: bool) {
        let mut fence = Arc::default();
        if is_stateless {
            // There is no session: the call itself says what its client can, and what its roots are.
            let has_roots = meta.able.as_ref().is_some_and(|able| able.get("roots").is_some());
            fence = match (&self.setup.roots, requests::roots_of_call(params)) {
                (Some(given), _) => Arc::new(given.clone()),
                (None, Some(told)) => Arc::new(told),
                (None, None) if has_roots && what.names_file() => {
                    return self.send(frames::answer(&id, Ok(requests::ask_roots())));
                }
                (None, None) => fence,
            };
        }
        if !self.calls.begin(&id) {
            let words = "a request with this id is being worked on";
            return self.send(frames::answer(&id, Err(Fault::new(Fault::REQUEST, words))));
        }
        let work = Work { id, what, fence, progress: meta.progress.clone(), is_stateless };
        if is_stateless {
            self.work.send(work).ok();
        } else {
            self.hold(work);
        }
    }

    fn initialize(&mut self, params: Option<&RawValue>) -> Result<Value, Fault> {
        #[derive(Deserialize)]
        struct Params {
            #[serde(rename = "protocolVersion")]
            version: String,
            capabilities: Able,
        }
        #[derive(Deserialize)]
        struct Able {
            roots: Option<Value>,
        }
        if self.state != State::Fresh {
            return Err(Fault::new(Fault::REQUEST, "initialize comes once"));
        }
        let Params { version, capabilities } = requests::read(params)?;
        self.state = State::Greeted;
        // The folders that the server was started with go before the client's.
        self.has_roots = capabilities.roots.is_some() && self.setup.roots.is_none();
        if self.has_roots {
            self.roots = Roots::Unasked;
        }
        Ok(abilities::initialized(&self.setup, abilities::version(&version)))
    }

    fn notified(&mut self, method: &str, params: Option<&RawValue>) {
        #[derive(Deserialize)]
        struct Off {
            #[serde(rename = "requestId")]
            id: Id,
        }
        match method {
            "notifications/initialized" | "notifications/roots/list_changed" if self.has_roots => {
                self.ask_roots()
            }
            "notifications/cancelled" => {
                if let Ok(Off { id }) = requests::read(params) {
                    self.calls.call_off(&id);
                }
            }
            _ => {}
        }
    }

    fn ask_roots(&mut self) {
        self.asked += 1;
        let id = Id::Words(format!("roots-{}", self.asked));
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": "roots/list" }));
        self.roots = Roots::Asked(id, Instant::now());
    }

    fn answered(&mut self, id: &Id, result: Option<&RawValue>) {
        if matches!(&self.roots, Roots::Asked(asked, _) if asked == id) {
            self.know(requests::Roots::fence(result));
        }
    }

    /// Settles which files may be read, and goes on with what waited for that.
    fn know(&mut self, fence: Fence) {
        self.roots = Roots::Known(Arc::new(fence));
        for work in std::mem::take(&mut self.held) {
            self.hold(work);
        }
    }

    /// Hands work on, once it is known which files may be read.
    fn hold(&mut self, work: Work) {
        let fence = match &self.roots {
            Roots::Known(fence) => Arc::clone(fence),
            _ => {
                let held: usize = self.held.iter().map(|work| work.what.size()).sum();
                if held + work.what.size() > HELD {
                    self.calls.end(&work.id);
                    let words = "too much waits for the client's roots";
                    return self.send(frames::answer(&work.id, Err(Fault::new(Fault::REQUEST, words))));
                }
                return self.held.push_back(work);
            }
        };
        // The lanes end after this server does.
        self.work.send(Work { fence, ..work }).ok();
    }

    /// Sends a message. One to a client that went away is lost: the session ends when that is read.
    fn send(&self, message: Value) {
        self.out.send(message).ok();
    }
}
