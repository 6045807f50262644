//! Prints the rows of numbers of saved pages, or of claims and their sources, one JSON object for each: what
//! the models are fitted to. Usage: `rows blocks|days|authors PAGE...`,
//! `rows brackets DOCUMENT...`, `rows claims|stems|answers < FILE.jsonl`

use std::io::{self, BufRead, BufWriter, Write};

use newscheck::evidence::{Claim, SourceFacts, SourceIndex, fitting};
use newscheck::extract::{front, implausible};
use newscheck::fetch;
use newscheck::input::{self, LoadOptions, html};
use newscheck::model::{Demand, Format, Source};
use newscheck::text::decode::{Declaration, decode};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().unwrap_or_default();
    if matches!(&*model, "claims" | "stems" | "answers") {
        for line in io::stdin().lock().lines() {
            let record: Value = serde_json::from_str(&line?)?;
            let row = match &*model {
                "claims" => claim(&record),
                "answers" => answer(&record),
                _ => json!(fitting::stems(word(&record, "text"))),
            };
            writeln!(out, "{row}")?;
        }
        return Ok(());
    }
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        if model == "brackets" {
            let (text, _) = decode(&bytes, Declaration::Nowhere);
            let format = if path.ends_with(".md") { Format::Markdown } else { Format::Text };
            let loaded = input::document(format, &text, Source::default(), &LoadOptions::default());
            let Ok(row) = loaded.as_ref().map(implausible::row) else { continue };
            writeln!(out, "{}", json!({"path": path, "row": row.map(|row| row.to_vec())}))?;
            continue;
        }
        let (text, _) = decode(&bytes, Declaration::Html);
        if model == "days" {
            let loaded = html::document(&text, Source::default(), &LoadOptions::default());
            let Ok((rows, trusted)) = loaded.as_ref().map(front::day_rows) else { continue };
            for (day, place, row) in rows {
                let row = json!({"path": path, "day": day, "trusted": trusted == Some(day), "place": place, "row": row.to_vec()});
                writeln!(out, "{row}")?;
            }
            continue;
        }
        if model == "authors" {
            let options = LoadOptions { demand: Demand::ARTICLE, ..LoadOptions::default() };
            let loaded = html::document(&text, Source::default(), &options);
            let Ok((rows, trusted)) = loaded.as_ref().map(front::author_rows) else { continue };
            for (name, place, row) in rows {
                let row = json!({"path": path, "name": name, "trusted": trusted, "place": place, "row": row.to_vec()});
                writeln!(out, "{row}")?;
            }
            continue;
        }
        for (words, verdict, row) in html::rows(&text) {
            let row = json!({"path": path, "words": words, "verdict": verdict, "row": row.to_vec()});
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}

fn word<'a>(record: &'a Value, name: &str) -> &'a str {
    record[name].as_str().unwrap_or_default()
}

/// The row of a page that an address led to.
fn answer(record: &Value) -> Value {
    let row = fetch::page_row(word(record, "markup"), word(record, "address"));
    json!({"id": record["id"], "row": row.map(|row| row.to_vec())})
}

/// The rows of a claim and its source: for each word its first and last byte and its numbers.
fn claim(record: &Value) -> Value {
    let source = SourceIndex::new(word(record, "source_text"), SourceFacts::default());
    let (text, context, title) = (word(record, "claim"), word(record, "context"), word(record, "title"));
    let rows = fitting::rows(&Claim { text, context, title, ..Claim::default() }, &source);
    let words: Vec<Value> =
        rows.words.iter().map(|(span, row)| json!([span.start, span.end, row.to_vec()])).collect();
    json!({"id": record["id"], "words": words, "claim": rows.claim.to_vec(), "names": [fitting::WORD_NAMES.to_vec(), fitting::CLAIM_NAMES.to_vec()]})
}
