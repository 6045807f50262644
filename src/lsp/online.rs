//! Asks for the addresses of a document while the editor goes on, with progress, until it is done or called
//! off.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread;

use lsp_server::{Message, Notification};
use lsp_types::notification::{Notification as _, Progress as ProgressNotification, ShowMessage};
use lsp_types::{
    MessageType, NumberOrString, ProgressParams, ProgressParamsValue, ShowMessageParams, Uri,
    WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::lsp::session::{Answered, Event};
use crate::model::LinkVerdict;
use crate::pipeline::learn;
use crate::pipeline::online::LinkJob;
use crate::pipeline::ui::{LinkProgress, Progress, Reached, Ui};

/// Set to call the asking off. One document is asked for at a time.
pub static CALLED_OFF: AtomicBool = AtomicBool::new(false);

/// Asks in a thread of its own; what comes of it is an event.
pub fn start(
    uri: Uri,
    urls: Vec<String>,
    mut job: LinkJob,
    token: NumberOrString,
    out: SyncSender<Message>,
    events: SyncSender<Event>,
) {
    CALLED_OFF.store(false, Ordering::Relaxed);
    job.fetch.interrupted = &CALLED_OFF;
    thread::spawn(move || {
        let mut told = Told { out, token, troubles: Vec::new() };
        told.progress(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: "newscheck: asking for sources".to_owned(),
            cancellable: Some(true),
            percentage: Some(0),
            message: None,
        }));
        let cited = urls.into_iter().map(|url| (url, None)).collect();
        let learnt =
            learn::of_addresses(cited, Some(&job), None, &mut told).map_err(|error| error.to_string());
        let message = match (&learnt, CALLED_OFF.load(Ordering::Relaxed)) {
            (_, true) => "called off",
            (Err(_), _) => "failed",
            (Ok(_), _) => "done",
        };
        told.progress(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(message.to_owned()) }));
        for trouble in std::mem::take(&mut told.troubles) {
            told.show(trouble);
        }
        // Nobody waits for it where the session has ended.
        events.send(Event::Answered(Answered { uri, learnt })).ok();
    });
}

/// The client, as a run sees it.
struct Told {
    out: SyncSender<Message>,
    token: NumberOrString,
    troubles: Vec<String>,
}

impl Told {
    fn progress(&self, value: WorkDoneProgress) {
        let params =
            ProgressParams { token: self.token.clone(), value: ProgressParamsValue::WorkDone(value) };
        self.send(ProgressNotification::METHOD, params);
    }

    fn show(&self, message: String) {
        self.send(ShowMessage::METHOD, ShowMessageParams { typ: MessageType::WARNING, message });
    }

    fn send(&self, method: &str, params: impl serde::Serialize) {
        // A session that ended reads nothing.
        self.out.send(Message::Notification(Notification::new(method.to_owned(), params))).ok();
    }
}

impl Progress for Told {
    fn update(&mut self, _reached: &Reached) {}
}

impl LinkProgress for Told {
    fn update(&mut self, done: usize, all: usize, _verdicts: &BTreeMap<LinkVerdict, usize>) {
        let percentage = (100 * done).checked_div(all).unwrap_or(100) as u32;
        self.progress(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{done} of {all}")),
            percentage: Some(percentage),
        }));
    }
}

impl Ui for Told {
    fn complain(&mut self, message: &str) {
        self.troubles.push(message.to_owned());
    }
}
