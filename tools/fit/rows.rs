//! Prints the rows of numbers of saved pages, one JSON object for each segment: what the model of blocks is
//! fitted to. Usage: `rows PAGE...`

use std::io::{self, BufWriter, Write};

use newscheck::input::html;
use newscheck::text::decode::{Declaration, decode};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let (text, _) = decode(&bytes, Declaration::Html);
        for (words, verdict, row) in html::rows(&text) {
            let row =
                serde_json::json!({"path": path, "words": words, "verdict": verdict, "row": row.to_vec()});
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
