//! The loop of a session: reads messages, keeps their order, checks documents when typing rests. What is
//! answered is for `requests` to say.

use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use lsp_types::{InitializeParams, PositionEncodingKind};

use crate::lsp::document::Open;
use crate::lsp::frames::{self, Frame};
use crate::lsp::session::{Answered, Event, Session, Settle, State};
use crate::lsp::text::Encoding;
use crate::lsp::{abilities, notifications, online, requests};

/// Messages that wait to be read, or to be written: a client that does neither is waited for.
const WAITING: usize = 64;

/// Messages that are looked over at once, for those that call others off.
const AHEAD: usize = 1024;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol has it: `shutdown`, then `exit`.
    InOrder,
    /// The client went away, or said `exit` alone.
    Abruptly,
}

/// Serves a client until it says `exit` or goes away.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    settle: &mut dyn Settle,
) -> Ended {
    let (events, happens) = sync_channel(WAITING);
    let (out, outgoing) = sync_channel(WAITING);
    let reader = events.clone();
    thread::spawn(move || read(input, &reader));
    let writer = thread::spawn(move || write(output, &outgoing));
    let mut server = Server { session: Session::new(settle, out, events) };
    let ended = server.run(&happens);
    online::CALLED_OFF.store(true, Ordering::Relaxed);
    // Who asks for sources writes, too, until an answer that is under way has come.
    let is_asking = server.session.asking.is_some();
    drop(server);
    // What was answered is written before the end; a client that reads nothing is not waited for.
    drop(happens);
    if ended == Ended::InOrder && !is_asking {
        writer.join().ok();
    }
    ended
}

fn read(mut input: impl BufRead, events: &SyncSender<Event>) {
    loop {
        let frame = frames::read(&mut input).unwrap_or(Frame::End);
        let is_end = matches!(frame, Frame::End);
        if events.send(Event::Frame(frame)).is_err() || is_end {
            return;
        }
    }
}

fn write(mut output: impl Write, messages: &Receiver<Message>) {
    for message in messages {
        if frames::write(&mut output, &message).is_err() {
            return;
        }
    }
}

/// A session that is served.
struct Server<'s> {
    session: Session<'s>,
}

impl Server<'_> {
    fn run(&mut self, happens: &Receiver<Event>) -> Ended {
        let mut waiting: VecDeque<Event> = VecDeque::new();
        loop {
            if waiting.is_empty() {
                match self.next(happens) {
                    Some(event) => waiting.push_back(event),
                    None => {
                        self.check_due();
                        continue;
                    }
                }
            }
            while waiting.len() < AHEAD
                && let Ok(event) = happens.try_recv()
            {
                waiting.push_back(event);
            }
            let Some(event) = waiting.pop_front() else { continue };
            let ended = match event {
                Event::Frame(Frame::End) => Some(Ended::Abruptly),
                Event::Frame(Frame::Damaged(reason)) => {
                    // There is no request to answer: its id is unknown.
                    self.session.log(&reason);
                    None
                }
                Event::Frame(Frame::Message(message)) => self.take(message, &waiting),
                Event::Answered(answered) => {
                    self.answered(answered);
                    None
                }
            };
            if let Some(ended) = ended {
                return ended;
            }
            if waiting.is_empty() {
                self.check_due();
            }
        }
    }

    /// The next event; none when a document is due before it.
    fn next(&self, happens: &Receiver<Event>) -> Option<Event> {
        let end = || Some(Event::Frame(Frame::End));
        let Some(due) = self.session.open.values().filter_map(Open::due).min() else {
            return happens.recv().ok().or_else(end);
        };
        match happens.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => end(),
        }
    }

    /// Checks the documents that are due, and tells what is found.
    fn check_due(&mut self) {
        let now = Instant::now();
        let due = |open: &Open| open.due().is_some_and(|due| due <= now);
        let uris: Vec<String> =
            self.session.open.iter().filter(|(_, open)| due(open)).map(|(uri, _)| uri.clone()).collect();
        for uri in uris {
            self.session.publish(&uri);
        }
    }

    fn take(&mut self, message: Message, waiting: &VecDeque<Event>) -> Option<Ended> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let response = match is_called_off(&id, waiting) {
                    true => Response::new_err(id, ErrorCode::RequestCanceled as i32, "called off".to_owned()),
                    false => self.answer(request),
                };
                self.session.send(Message::Response(response));
            }
            Message::Notification(notification) if notification.method == "exit" => {
                return Some(if self.session.state == State::ShutDown {
                    Ended::InOrder
                } else {
                    Ended::Abruptly
                });
            }
            Message::Notification(notification) => {
                if self.session.state == State::Running
                    && let Err(reason) = notifications::take(&mut self.session, notification)
                {
                    self.session.log(&reason);
                }
            }
            // Answers to our own requests: nothing hangs on them.
            Message::Response(_) => {}
        }
        None
    }

    fn answer(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        let refuse =
            |code: ErrorCode, words: &str| Response::new_err(id.clone(), code as i32, words.to_owned());
        match (self.session.state, request.method.as_str()) {
            (State::Fresh, "initialize") => match serde_json::from_value(request.params) {
                Ok(params) => {
                    self.session.state = State::Running;
                    self.initialize(&params);
                    Response::new_ok(id, abilities::of(self.session.encoding))
                }
                Err(error) => refuse(ErrorCode::InvalidParams, &error.to_string()),
            },
            (State::Fresh, _) => refuse(ErrorCode::ServerNotInitialized, "initialize comes first"),
            (State::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "the session is over"),
            (State::Running, "initialize") => refuse(ErrorCode::InvalidRequest, "initialize comes once"),
            (State::Running, "shutdown") => {
                self.session.state = State::ShutDown;
                Response::new_ok(id, ())
            }
            (State::Running, _) => requests::answer(&mut self.session, request),
        }
    }

    fn initialize(&mut self, params: &InitializeParams) {
        let general = params.capabilities.general.as_ref();
        let known = general.and_then(|general| general.position_encodings.as_ref());
        if known.is_some_and(|known| known.contains(&PositionEncodingKind::UTF8)) {
            self.session.encoding = Encoding::Utf8;
        }
        let workspace = params.capabilities.workspace.as_ref();
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        self.session.versioned = edits.and_then(|edits| edits.document_changes).unwrap_or(false);
        let window = params.capabilities.window.as_ref();
        self.session.shows_progress = window.and_then(|window| window.work_done_progress).unwrap_or(false);
        if let Some(settings) = &params.initialization_options
            && let Err(reason) = self.session.settle.configure(settings)
        {
            self.session.log(&reason);
        }
    }

    fn answered(&mut self, answered: Answered) {
        self.session.asking = None;
        let uri = answered.uri.as_str().to_owned();
        match answered.learnt {
            Err(reason) => self.session.log(&reason),
            Ok(learnt) => {
                if let Some(open) = self.session.open.get_mut(&uri) {
                    open.know(&learnt);
                }
                self.session.publish(&uri);
            }
        }
    }
}

/// Whether a message that waits calls a request off.
fn is_called_off(request: &RequestId, waiting: &VecDeque<Event>) -> bool {
    waiting.iter().any(|event| match event {
        Event::Frame(Frame::Message(Message::Notification(notification)))
            if notification.method == "$/cancelRequest" =>
        {
            let id = notification.params.get("id").cloned().map(serde_json::from_value::<RequestId>);
            id.is_some_and(|id| id.is_ok_and(|id| id == *request))
        }
        _ => false,
    })
}
