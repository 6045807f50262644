//! Captures of the archive as resources: a list, page by page, and the text of each, in parts.

use serde_json::{Value, json};

use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::mcp::frames::Fault;
use crate::mcp::marked::fenced;
use crate::mcp::setup::Setup;
use crate::pipeline::archive::open_read_only;
use crate::pipeline::learn::ArchiveUse;

/// How addresses of captures begin; the id of the record follows.
const SCHEME: &str = "newscheck://capture/";

/// Captures of a page of the list.
const PAGE: usize = 100;

/// Letters of a part of a text.
const PART: usize = 40_000;

/// The codes for a resource that is not there: with a handshake, and without.
const MISSING: i64 = -32002;

/// The address of a capture.
pub fn address(capture: &CaptureRow) -> String {
    format!("{SCHEME}{}", capture.record_id.strip_prefix("urn:uuid:").unwrap_or(&capture.record_id))
}

/// Opens the archive that the server was started with.
pub fn opened(archive: &ArchiveUse) -> Result<Archive, ArchiveError> {
    open_read_only(&archive.folder, &archive.run)
}

fn archive(setup: &Setup) -> Result<Archive, Fault> {
    let none = || Fault::new(Fault::METHOD, "there is no archive");
    let archive = setup.archive.as_ref().ok_or_else(none)?;
    opened(archive).map_err(fault)
}

fn fault(error: ArchiveError) -> Fault {
    Fault::new(Fault::INTERNAL, error.to_string())
}

/// The shape of the addresses, as `resources/templates/list` tells it.
pub fn template() -> Value {
    json!({
        "uriTemplate": format!("{SCHEME}{{id}}{{?offset}}"),
        "name": "capture",
        "title": "Text of a captured source or article",
        "description": "search_archive and resources/list give the addresses; with offset a later part of a long text.",
        "mimeType": "text/plain",
    })
}

/// What `resources/list` answers, from one capture on.
pub fn list(setup: &Setup, from: usize) -> Result<Value, Fault> {
    let captures = archive(setup)?.all_captures().map_err(fault)?;
    // Redirects, pages of errors and parts of pages say nothing by themselves.
    let says = |capture: &&CaptureRow| {
        capture.via.is_none()
            && capture.method.is_none()
            && capture.status.is_none_or(|status| (200..300).contains(&status))
    };
    let shown: Vec<&CaptureRow> = captures.iter().filter(says).collect();
    let resource = |capture: &&CaptureRow| {
        json!({
            "uri": address(capture),
            "name": shortened(&capture.url),
            "description": format!("captured {}", capture.at),
            "mimeType": "text/plain",
        })
    };
    let end = from.saturating_add(PAGE).min(shown.len());
    let mut answer =
        json!({ "resources": shown.iter().take(end).skip(from).map(resource).collect::<Vec<_>>() });
    if end < shown.len() {
        answer["nextCursor"] = end.to_string().into();
    }
    Ok(answer)
}

fn shortened(url: &str) -> String {
    match url.char_indices().nth(200) {
        Some((at, _)) => format!("{}…", &url[..at]),
        None => url.to_owned(),
    }
}

/// What `resources/read` answers: a part of the text of a capture, between marks.
pub fn read(setup: &Setup, uri: &str, is_stateless: bool) -> Result<Value, Fault> {
    let code = if is_stateless { Fault::PARAMS } else { MISSING };
    let missing =
        || Fault { code, message: "there is no such capture".to_owned(), data: Some(json!({ "uri": uri })) };
    let rest = uri.strip_prefix(SCHEME).ok_or_else(missing)?;
    let (id, offset) = match rest.split_once("?offset=") {
        Some((id, offset)) => (id, offset.parse::<usize>().map_err(|_| missing())?),
        None => (rest, 0),
    };
    let archive = archive(setup)?;
    let named = |id: &str| archive.capture_of_record(id).map_err(fault);
    let found = match named(&format!("urn:uuid:{id}"))? {
        Some(found) => Some(found),
        None => named(id)?,
    };
    let capture = found.ok_or_else(missing)?;
    let page = archive.text(&capture).map_err(fault)?;
    let title = page.as_ref().and_then(|page| page.title.as_deref()).unwrap_or_default();
    let text = page.as_ref().map_or("", |page| page.text.as_str());
    let letters = text.chars().count();
    let part: String = text.chars().skip(offset).take(PART).collect();
    let head = format!("{}\n{}\n", shortened(&capture.url), shortened(title));
    let end = offset.saturating_add(PART);
    let more = match end < letters {
        true => format!("\nletters {offset} to {end} of {letters}; the next part: {SCHEME}{id}?offset={end}"),
        false if text.is_empty() => "\nthe capture has no text".to_owned(),
        false => String::new(),
    };
    let words = format!("captured {}\n{}{more}", capture.at, fenced(&format!("{head}{part}")));
    Ok(json!({ "contents": [{ "uri": uri, "mimeType": "text/plain", "text": words }] }))
}
