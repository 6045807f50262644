//! What a session knows: the open documents, the client's wishes, and where both can be reached.

use std::collections::BTreeMap;
use std::sync::mpsc::SyncSender;

use lsp_server::{Message, Notification};
use lsp_types::notification::PublishDiagnostics;
use lsp_types::{NumberOrString, PublishDiagnosticsParams, Uri};
use serde_json::Value;

use crate::lsp::diagnostics::diagnostics;
use crate::lsp::document::Open;
use crate::lsp::frames::Frame;
use crate::lsp::text::Encoding;
use crate::pipeline::check::Plan;
use crate::pipeline::learn::Learnt;
use crate::pipeline::online::LinkJob;

/// Where settings come from.
pub trait Settle {
    /// How a document is checked, by its path.
    fn plan(&mut self, path: &str) -> Result<Plan, String>;

    /// Takes the client's settings: `select`, `ignore`, `severity`, `config`.
    fn configure(&mut self, settings: &Value) -> Result<(), String>;

    /// How sources are asked for.
    fn online(&self) -> Result<LinkJob, String>;
}

/// What happens to a session.
pub enum Event {
    /// The client sent something.
    Frame(Frame),
    /// The asking for a document is over.
    Answered(Answered),
}

/// What came of asking.
pub struct Answered {
    /// The document.
    pub uri: Uri,
    /// What is known now, or why nothing is.
    pub learnt: Result<Learnt, String>,
}

/// A session.
pub struct Session<'s> {
    /// Where settings come from.
    pub settle: &'s mut dyn Settle,
    /// The open documents by address.
    pub open: BTreeMap<String, Open>,
    /// How columns are counted.
    pub encoding: Encoding,
    /// Whether the client takes edits of a version.
    pub versioned: bool,
    /// Whether the client shows progress that it was not asked for.
    pub shows_progress: bool,
    /// The document that sources are asked for, if one is, and the token of its progress.
    pub asking: Option<(Uri, NumberOrString)>,
    /// Requests of ours so far.
    pub asked: i32,
    /// How far it is.
    pub state: State,
    out: SyncSender<Message>,
    events: SyncSender<Event>,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has said hello.
    Fresh,
    /// It answers.
    Running,
    /// The client will go away.
    ShutDown,
}

impl<'s> Session<'s> {
    /// Before anything was said.
    pub fn new(settle: &'s mut dyn Settle, out: SyncSender<Message>, events: SyncSender<Event>) -> Self {
        Self {
            settle,
            open: BTreeMap::new(),
            encoding: Encoding::default(),
            versioned: false,
            shows_progress: false,
            asking: None,
            asked: 0,
            state: State::Fresh,
            out,
            events,
        }
    }

    /// Checks a document and tells what is found.
    pub fn publish(&mut self, uri: &str) {
        let Some(open) = self.open.get_mut(uri) else { return };
        let (uri, version) = (open.uri.clone(), open.version);
        let (text, report) = open.checked();
        let found = diagnostics(report, text, &uri);
        self.tell::<PublishDiagnostics>(PublishDiagnosticsParams {
            uri,
            diagnostics: found,
            version: Some(version),
        });
    }

    /// Where the writer and this session can be reached from another thread.
    pub fn ends(&self) -> (SyncSender<Message>, SyncSender<Event>) {
        (self.out.clone(), self.events.clone())
    }

    /// Tells the client something.
    pub fn tell<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Message::Notification(Notification::new(N::METHOD.to_owned(), params)));
    }

    /// Tells the client, in its log, that something went wrong.
    pub fn log(&self, words: &str) {
        self.tell::<lsp_types::notification::LogMessage>(lsp_types::LogMessageParams {
            typ: lsp_types::MessageType::WARNING,
            message: words.to_owned(),
        });
    }

    /// Sends a message. One to a client that went away is lost: the session ends when that is read.
    pub fn send(&self, message: Message) {
        self.out.send(message).ok();
    }
}
