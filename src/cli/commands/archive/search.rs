//! `newscheck archive search`: captures by their words.

use anyhow::Context;
use serde_json::json;

use crate::archive::Hit;
use crate::cli::Outcome;
use crate::cli::args::archive::{ListFormat, Search};
use crate::cli::commands::archive::{Place, list, open_read_only, plural};
use crate::cli::exit::Exit;
use crate::cli::outputs::Look;
use crate::render::RunInfo;
use crate::render::finding::styled;
use crate::render::json::write_json;
use crate::text::sanitize::for_terminal;

/// Runs the command. Finding nothing is exit code 1, as in grep.
pub fn run(place: &Place, command: &Search) -> Outcome {
    let archive = open_read_only(place)?;
    let hits = archive.search(&command.words.join(" "), command.limit)?;
    let (run, mut out) = Look::of(&command.output).open()?;
    let out = &mut out;
    match command.format {
        ListFormat::Json => {
            let hits: Vec<_> = hits.iter().map(hit).collect();
            write_json(&json!({ "hits": hits }), out).and_then(|()| writeln!(out))
        }
        ListFormat::Text => text(&hits, &run, out),
    }
    .and_then(|()| out.finish())
    .context("writing the output")?;
    Ok(if hits.is_empty() { Exit::Findings } else { Exit::Clean })
}

fn text(hits: &[Hit], run: &RunInfo, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    for hit in hits {
        let title = hit.title.as_deref().unwrap_or("(no title)");
        writeln!(out, "{}", styled(&for_terminal(title), anstyle::Style::new().bold(), run))?;
        writeln!(out, "  {}  {}", hit.capture.at, for_terminal(&hit.capture.url))?;
        write!(out, "  ")?;
        for part in &hit.snippet {
            let words = for_terminal(&part.text).replace('\n', " ");
            let style =
                if part.found { anstyle::AnsiColor::Red.on_default().bold() } else { anstyle::Style::new() };
            write!(out, "{}", styled(&words, style, run))?;
        }
        writeln!(out, "\n")?;
    }
    writeln!(out, "{}", plural(hits.len(), "capture"))
}

fn hit(hit: &Hit) -> serde_json::Value {
    let mut value = list::capture(&hit.capture);
    value["title"] = json!(hit.title);
    value["score"] = json!(hit.score);
    value["snippet"] = json!(hit.snippet.iter().map(|part| part.text.as_str()).collect::<String>());
    value
}
