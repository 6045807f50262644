//! Captures of the archive by their words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::archive::Hit;
use crate::mcp::captures;
use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};

/// Captures that are found at most.
const MOST: usize = 200;

/// The tool.
pub static TOOL: Tool = Tool {
    name: "search_archive",
    title: "Search captured sources",
    description: "Finds captures of sources and articles in the archive by their words, the best first, with the passage that \
        has them. Words in double quotes stand together; a word that ends with * may go on. resources/read gives the \
        text of a capture. Only where the server was started with --archive.",
    may_ask: false,
    input: input::<Arguments>,
    output: output::<Paged<Listed>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    /// The words, all of which a capture has.
    words: String,
    #[serde(flatten)]
    page: Page,
}

#[derive(Serialize, JsonSchema)]
struct Listed {
    /// The captures, the best first; at most 200 are found.
    captures: Vec<Row>,
}

#[derive(Serialize, JsonSchema)]
struct Row {
    /// The address that was captured.
    url: String,
    /// When, as RFC 3339 in UTC.
    captured_at: String,
    /// What it calls itself.
    title: Option<String>,
    /// The passage with the words.
    snippet: String,
    /// How well it matches; better is greater.
    score: f64,
    /// Why it is not what its address stands for (blocked, soft-404); null where it is.
    verdict: Option<String>,
    /// By what resources/read gives its text.
    resource: String,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { words, page } = read(arguments)?;
    let none = || "there is no archive: newscheck mcp was started without --archive".to_owned();
    let archive =
        captures::opened(call.setup.archive.as_ref().ok_or_else(none)?).map_err(|error| error.to_string())?;
    let hits = archive.search(&words, MOST).map_err(|error| error.to_string())?;
    let row = |hit: &Hit| Row {
        url: hit.capture.url.clone(),
        captured_at: hit.capture.at.clone(),
        title: hit.title.clone(),
        snippet: hit.snippet.iter().map(|part| part.text.as_str()).collect(),
        score: hit.score,
        verdict: hit.capture.verdict.clone(),
        resource: captures::address(&hit.capture),
    };
    let rows: Vec<Row> = hits.iter().map(row).collect();
    let line = |row: &Row| {
        let title: String = row.title.as_deref().unwrap_or("(no title)").chars().take(120).collect();
        format!("{}  {title}\n  {}", row.captured_at, row.resource)
    };
    let lines: Vec<String> = rows.iter().take(20).map(line).collect();
    let text = if rows.is_empty() {
        "no capture has all of these words".to_owned()
    } else {
        fenced(&lines.join("\n"))
    };
    let data = serde_json::to_value(Listed { captures: rows }).map_err(|error| error.to_string())?;
    Ok(Told { text, data: paged(data, &["/captures"], page) })
}
