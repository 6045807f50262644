//! What a client asks. Each request is read, put to the document it is about, and answered.

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{Request as _, WorkDoneProgressCreate};
use lsp_types::{
    CodeActionParams, CompletionParams, CompletionResponse, DocumentHighlightParams, DocumentLinkParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, HoverParams, NumberOrString, PrepareRenameResponse,
    ReferenceParams, RenameParams, TextDocumentPositionParams, WorkDoneProgressCreateParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::lsp::document::Open;
use crate::lsp::session::Session;
use crate::lsp::text::Text;
use crate::lsp::{actions, completion, hover, navigation, online, rename, symbols};
use crate::model::{Article, FileReport};

/// The command that asks for the sources of a document; its argument is the document's address.
pub const CHECK_ONLINE: &str = "newscheck.checkOnline";

/// Why a request has no answer.
struct Refusal(ErrorCode, String);

type Answer = Result<Value, Refusal>;

/// Answers a request of a running session.
pub fn answer(session: &mut Session<'_>, request: Request) -> Response {
    let Request { id, method, params } = request;
    match answered(session, &method, params) {
        Ok(value) => Response::new_ok(id, value),
        Err(Refusal(code, words)) => Response::new_err(id, code as i32, words),
    }
}

fn answered(session: &mut Session<'_>, method: &str, params: Value) -> Answer {
    match method {
        "textDocument/hover" => {
            let HoverParams { text_document_position_params: at, .. } = read(params)?;
            of_article(session, &at.text_document.uri, |text, article, report| {
                hover::hover(text, article, report, at.position)
            })
        }
        "textDocument/definition" => {
            let GotoDefinitionParams { text_document_position_params: at, .. } = read(params)?;
            let uri = &at.text_document.uri;
            of_article(session, uri, |text, article, _| {
                GotoDefinitionResponse::Array(navigation::definition(text, article, uri, at.position))
            })
        }
        "textDocument/references" => {
            let ReferenceParams { text_document_position: at, context, .. } = read(params)?;
            let uri = &at.text_document.uri;
            of_article(session, uri, |text, article, _| {
                navigation::references(text, article, uri, at.position, context.include_declaration)
            })
        }
        "textDocument/documentHighlight" => {
            let DocumentHighlightParams { text_document_position_params: at, .. } = read(params)?;
            of_article(session, &at.text_document.uri, |text, article, _| {
                navigation::highlights(text, article, at.position)
            })
        }
        "textDocument/documentLink" => {
            let DocumentLinkParams { text_document, .. } = read(params)?;
            of_article(session, &text_document.uri, |text, article, _| navigation::links(text, article))
        }
        "textDocument/documentSymbol" => {
            let DocumentSymbolParams { text_document, .. } = read(params)?;
            of_article(session, &text_document.uri, |text, article, _| {
                DocumentSymbolResponse::Nested(symbols::symbols(text, article))
            })
        }
        "textDocument/foldingRange" => {
            let FoldingRangeParams { text_document, .. } = read(params)?;
            of_article(session, &text_document.uri, |text, article, _| symbols::folds(text, article))
        }
        "textDocument/completion" => {
            let CompletionParams { text_document_position: at, .. } = read(params)?;
            of_article(session, &at.text_document.uri, |text, article, _| {
                CompletionResponse::Array(completion::completion(text, article, at.position))
            })
        }
        _ => changing(session, method, params),
    }
}

/// Requests whose answers are edits, or change something.
fn changing(session: &mut Session<'_>, method: &str, params: Value) -> Answer {
    let versioned = session.versioned;
    match method {
        "textDocument/codeAction" => {
            let CodeActionParams { text_document, range, context, .. } = read(params)?;
            let open = document(session, &text_document.uri)?;
            shown(actions::actions(open, range, context.only.as_deref(), versioned))
        }
        "textDocument/prepareRename" => {
            let at: TextDocumentPositionParams = read(params)?;
            let label = rename::label_at(document(session, &at.text_document.uri)?, at.position);
            shown(label.map(|(range, placeholder)| PrepareRenameResponse::RangeWithPlaceholder {
                range,
                placeholder,
            }))
        }
        "textDocument/rename" => {
            let RenameParams { text_document_position: at, new_name, .. } = read(params)?;
            let open = document(session, &at.text_document.uri)?;
            let edits = rename::rename(open, at.position, &new_name);
            let edits = edits.map_err(|reason| Refusal(ErrorCode::RequestFailed, reason))?;
            shown(actions::workspace_edit(open, edits, versioned))
        }
        "workspace/executeCommand" => execute(session, read(params)?),
        _ => Err(Refusal(ErrorCode::MethodNotFound, format!("{method} is not known"))),
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal(ErrorCode::InvalidParams, error.to_string()))
}

fn shown(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|error| Refusal(ErrorCode::InternalError, error.to_string()))
}

fn document<'o>(session: &'o mut Session<'_>, uri: &lsp_types::Uri) -> Result<&'o mut Open, Refusal> {
    let unknown = || Refusal(ErrorCode::InvalidParams, format!("{} is not open", uri.as_str()));
    session.open.get_mut(uri.as_str()).ok_or_else(unknown)
}

/// What is said of the article that a document is; null where it is none.
fn of_article<A: Serialize>(
    session: &mut Session<'_>,
    uri: &lsp_types::Uri,
    ask: impl FnOnce(&Text, &Article, &FileReport) -> A,
) -> Answer {
    match document(session, uri)?.read() {
        Some((text, article, report)) => shown(ask(text, article, report)),
        None => Ok(Value::Null),
    }
}

/// Asks for the sources of a document. The answer comes at once; what is found comes as diagnostics.
fn execute(session: &mut Session<'_>, params: ExecuteCommandParams) -> Answer {
    let refuse = |words: String| Refusal(ErrorCode::RequestFailed, words);
    if params.command != CHECK_ONLINE {
        return Err(Refusal(ErrorCode::InvalidParams, format!("{} is not known", params.command)));
    }
    let uri = params.arguments.first().and_then(Value::as_str).unwrap_or_default();
    let open = session.open.get_mut(uri).ok_or_else(|| refuse(format!("“{uri}” is not open")))?;
    if let Some((other, _)) = &session.asking {
        return Err(refuse(format!("the sources of {} are being asked for", other.as_str())));
    }
    let (uri, urls) = (open.uri.clone(), open.cited());
    let job = session.settle.online().map_err(refuse)?;
    let token = params.work_done_progress_params.work_done_token.unwrap_or_else(|| {
        session.asked += 1;
        NumberOrString::String(format!("newscheck-{}", session.asked))
    });
    if session.shows_progress {
        let made = serde_json::to_value(WorkDoneProgressCreateParams { token: token.clone() });
        let request = Request::new(
            format!("progress-{}", session.asked).into(),
            WorkDoneProgressCreate::METHOD.to_owned(),
            made.unwrap_or_default(),
        );
        session.send(lsp_server::Message::Request(request));
    }
    session.asking = Some((uri.clone(), token.clone()));
    let (out, events) = session.ends();
    online::start(uri, urls, job, token, out, events);
    Ok(Value::Null)
}
