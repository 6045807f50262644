//! Prints the rows of numbers of saved pages, one JSON object for each: what the models are fitted to.
//! Usage: `rows blocks|days|authors PAGE...`

use std::io::{self, BufWriter, Write};

use newscheck::extract::front;
use newscheck::input::{LoadOptions, html};
use newscheck::model::{Demand, Source};
use newscheck::text::decode::{Declaration, decode};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().unwrap_or_default();
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let (text, _) = decode(&bytes, Declaration::Html);
        if model == "days" {
            let loaded = html::document(&text, Source::default(), &LoadOptions::default());
            let Ok((rows, trusted)) = loaded.as_ref().map(front::day_rows) else { continue };
            for (day, place, row) in rows {
                let row = serde_json::json!({"path": path, "day": day, "trusted": trusted == Some(day), "place": place, "row": row.to_vec()});
                writeln!(out, "{row}")?;
            }
            continue;
        }
        if model == "authors" {
            let options = LoadOptions { demand: Demand::ARTICLE, ..LoadOptions::default() };
            let loaded = html::document(&text, Source::default(), &options);
            let Ok((rows, trusted)) = loaded.as_ref().map(front::author_rows) else { continue };
            for (name, place, row) in rows {
                let row = serde_json::json!({"path": path, "name": name, "trusted": trusted, "place": place, "row": row.to_vec()});
                writeln!(out, "{row}")?;
            }
            continue;
        }
        for (words, verdict, row) in html::rows(&text) {
            let row =
                serde_json::json!({"path": path, "words": words, "verdict": verdict, "row": row.to_vec()});
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
