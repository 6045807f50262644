//! What a client tells: documents opened, changed, saved and closed, and its settings.

use std::sync::atomic::Ordering;

use chrono::Utc;
use lsp_server::Notification;
use lsp_types::notification::{PublishDiagnostics, ShowMessage};
use lsp_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, MessageType, PublishDiagnosticsParams,
    ShowMessageParams, Uri, WorkDoneProgressCancelParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::input::LoadOptions;
use crate::lsp::document::{Open, path_of};
use crate::lsp::online::CALLED_OFF;
use crate::lsp::session::Session;
use crate::pipeline::check::{Plan, default_rules};

/// Takes a notification. What is none of ours is passed over.
pub fn take(session: &mut Session<'_>, notification: Notification) -> Result<(), String> {
    let Notification { method, params } = notification;
    match method.as_str() {
        "textDocument/didOpen" => opened(session, read(&method, params)?),
        "textDocument/didChange" => changed(session, read(&method, params)?),
        "textDocument/didSave" => {
            let params: DidSaveTextDocumentParams = read(&method, params)?;
            session.publish(params.text_document.uri.as_str());
            Ok(())
        }
        "textDocument/didClose" => closed(session, read(&method, params)?),
        "workspace/didChangeConfiguration" => configured(session, read(&method, params)?),
        "window/workDoneProgress/cancel" => {
            let params: WorkDoneProgressCancelParams = read(&method, params)?;
            if session.asking.as_ref().is_some_and(|(_, token)| *token == params.token) {
                CALLED_OFF.store(true, Ordering::Relaxed);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn read<P: DeserializeOwned>(method: &str, params: Value) -> Result<P, String> {
    serde_json::from_value(params).map_err(|error| format!("{method}: {error}"))
}

fn opened(session: &mut Session<'_>, params: DidOpenTextDocumentParams) -> Result<(), String> {
    let item = params.text_document;
    let plan = plan(session, &item.uri);
    session.open.insert(item.uri.as_str().to_owned(), Open::new(item, plan, session.encoding));
    Ok(())
}

fn changed(session: &mut Session<'_>, params: DidChangeTextDocumentParams) -> Result<(), String> {
    let uri = params.text_document.uri.as_str();
    let open = session.open.get_mut(uri).ok_or_else(|| format!("{uri} is not open"))?;
    open.change(params.text_document.version, params.content_changes);
    Ok(())
}

/// A document that is closed has no findings any more.
fn closed(session: &mut Session<'_>, params: DidCloseTextDocumentParams) -> Result<(), String> {
    let uri = params.text_document.uri;
    session.open.remove(uri.as_str()).ok_or_else(|| format!("{} is not open", uri.as_str()))?;
    session.tell::<PublishDiagnostics>(PublishDiagnosticsParams {
        uri,
        diagnostics: Vec::new(),
        version: None,
    });
    Ok(())
}

fn configured(session: &mut Session<'_>, params: DidChangeConfigurationParams) -> Result<(), String> {
    let settings = params.settings.get("newscheck").unwrap_or(&params.settings).clone();
    session.settle.configure(&settings)?;
    let uris: Vec<String> = session.open.keys().cloned().collect();
    for uri in uris {
        if let Some(open) = session.open.get(&uri) {
            let address = open.uri.clone();
            let plan = plan(session, &address);
            if let Some(open) = session.open.get_mut(&uri) {
                open.settle(plan);
            }
        }
        session.publish(&uri);
    }
    Ok(())
}

/// How a document is checked. Where the settings can't be read that is told, and the rules are those of a
/// document without settings.
fn plan(session: &mut Session<'_>, uri: &Uri) -> Plan {
    session.settle.plan(&path_of(uri)).unwrap_or_else(|reason| {
        session.tell::<ShowMessage>(ShowMessageParams { typ: MessageType::ERROR, message: reason });
        Plan::new(LoadOptions::default(), default_rules(), Utc::now())
    })
}
