//! What one citation label leads to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::tools::article::Given;
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::model::record::{CitationRecord, ReferenceRecord, citations, references};
use crate::model::{Article, Demand, Label};
use crate::render::words::plural;

/// The tool.
pub static TOOL: Tool = Tool {
    name: "resolve_citation",
    title: "Resolve a citation",
    description: "Says where a label leads: the markers [n] that have it with their places, the entries of the reference \
        list that answer to it, and the address that it stands for.",
    may_ask: false,
    input: input::<Arguments>,
    output: output::<Paged<Resolved>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    #[serde(flatten)]
    given: Given,
    /// The label: `3` for `[3]`.
    label: String,
    #[serde(flatten)]
    page: Page,
}

#[derive(Serialize, JsonSchema)]
struct Resolved {
    /// The label, as it counts.
    label: String,
    /// resolved, no-url, ambiguous or dangling, as its markers are; unused where it has none.
    status: String,
    /// The address, where it leads to one.
    url: Option<String>,
    /// Its markers.
    citations: Vec<CitationRecord>,
    /// Its entries.
    references: Vec<ReferenceRecord>,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { given, label, page } = read(arguments)?;
    let (article, _) = given.bytes(call)?.article(Demand::CITATIONS)?;
    let words = label.trim();
    let words = words.strip_prefix('[').and_then(|words| words.strip_suffix(']')).unwrap_or(words);
    let label = Label::new(words);
    let mut markers = citations(&article);
    markers.retain(|marker| marker.label == label);
    let mut entries = references(&article);
    entries.retain(|entry| entry.label.as_ref() == Some(&label) || entry.also.contains(&label));
    if markers.is_empty() && entries.is_empty() {
        return Err(unknown(&article, &label));
    }
    let status = markers.first().map_or("unused", |marker| marker.status.as_str()).to_owned();
    let url = markers.iter().find_map(|marker| marker.url.clone());
    let url = url.or_else(|| entries.iter().find_map(|entry| entry.url.clone()));
    let shown: String = url.as_deref().unwrap_or("no address").chars().take(300).collect();
    let text = fenced(&format!("[{label}] {status}, {}: {shown}", plural(markers.len(), "marker")));
    let resolved =
        Resolved { label: label.to_string(), status, url, citations: markers, references: entries };
    let data = serde_json::to_value(resolved).map_err(|error| error.to_string())?;
    Ok(Told { text, data: paged(data, &["/citations", "/references"], page) })
}

fn unknown(article: &Article, label: &Label) -> String {
    let mut known: Vec<&Label> = article.citations.iter().map(|citation| &citation.label).collect();
    known.extend(article.references.iter().filter_map(|entry| entry.label.as_ref()));
    known.sort();
    known.dedup();
    let known: Vec<String> = known.into_iter().take(50).map(ToString::to_string).collect();
    format!("neither a marker nor an entry has the label {label}; there are:\n{}", fenced(&known.join(", ")))
}
