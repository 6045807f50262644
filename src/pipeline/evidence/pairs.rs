//! Compares pairs of a claim and a source, a JSON object a line: in order, on several threads, with bounded
//! memory. It finds no claims in articles; see `evidence`.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::evidence::{Claim, SourceFacts, SourceIndex, compare};
use crate::model::{Comparison, FigureFound, QuoteFound};
use crate::pipeline::ordered::{Threads, Turn, ordered};
use crate::text::span::ByteSpan;

/// Bytes of the longest line: a longer one is an error of its line.
const LONGEST_LINE: u64 = 64 << 20;

/// Sources that a run keeps ready, by bytes of their texts.
const KEPT: usize = 16 << 20;

/// The score of a pair that was not compared, in thousandths.
const MIDDLE: u16 = 500;

/// Texts of sources by their keys.
pub type Texts = BTreeMap<String, String>;

/// What became of a file of pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines that could not be read.
    pub bad: usize,
    /// Whether it was read to its end.
    pub complete: bool,
}

/// A line of pairs.
#[derive(Deserialize)]
struct Pair {
    id: Option<Value>,
    claim: String,
    #[serde(default)]
    context: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    source_text: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

/// A line of sources.
#[derive(Deserialize)]
struct Source {
    source: String,
    text: String,
}

/// Reads the texts of sources: objects with `source`, the key, and `text`.
///
/// # Errors
///
/// If it cannot be read, or if a line is no such object; the message has the line's number.
pub fn texts(reader: &mut dyn BufRead) -> io::Result<Texts> {
    let mut texts = Texts::new();
    let mut number = 0;
    while let Some(line) = next_line(reader)? {
        number += 1;
        let wrong =
            |cause: String| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {cause}"));
        let line = line.map_err(|cause| wrong(cause.to_owned()))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let source: Source = serde_json::from_slice(&line).map_err(|error| wrong(error.to_string()))?;
        texts.insert(source.source, source.text);
    }
    Ok(texts)
}

/// Compares every pair and writes a line for each, in order.
///
/// # Errors
///
/// If the pairs cannot be read or the answers cannot be written.
pub fn compare_pairs(
    mut pairs: impl BufRead + Send + 'static,
    texts: Texts,
    threads: Threads,
    out: &mut dyn Write,
) -> io::Result<Tally> {
    let failed = Arc::new(Mutex::new(None));
    let noted = Arc::clone(&failed);
    let mut number = 0;
    let feed = std::iter::from_fn(move || {
        let line = next_line(&mut pairs).unwrap_or_else(|error| {
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            None
        })?;
        number += 1;
        Some((number, line))
    });
    let ready = Ready { texts, indexes: Mutex::default() };
    let mut tally = Tally::default();
    tally.complete = ordered(
        feed,
        threads,
        move |(number, line), _| answer(number, line, &ready),
        |turn| {
            let Turn::Next(answer) = turn else { return out.flush() };
            let Some((answer, is_bad)) = answer else { return Ok(()) };
            tally.bad += usize::from(is_bad);
            writeln!(out, "{answer}")
        },
    )?;
    match failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(error) => Err(error),
        None => Ok(tally),
    }
}

/// The next line without its end, or what is wrong with it; none at the end.
fn next_line(reader: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>, &'static str>>> {
    let mut line = Vec::new();
    let read = (&mut *reader).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
        while !line.ends_with(b"\n") {
            line.clear();
            if (&mut *reader).take(1 << 20).read_until(b'\n', &mut line)? == 0 {
                break;
            }
        }
        return Ok(Some(Err("the line is longer than 64 MiB")));
    }
    Ok(Some(Ok(line)))
}

/// The texts of sources, and those that were made ready last.
struct Ready {
    texts: Texts,
    indexes: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    indexes: HashMap<(String, Option<String>), Arc<SourceIndex>>,
    bytes: usize,
}

impl Ready {
    /// The source of a key in a language. Threads that ask for one at the same time may each make it.
    fn index(&self, key: &str, language: Option<&str>) -> Option<Arc<SourceIndex>> {
        let name = (key.to_owned(), language.map(str::to_owned));
        let lock = || self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = lock().indexes.get(&name) {
            return Some(Arc::clone(index));
        }
        let text = self.texts.get(key)?;
        let index = Arc::new(SourceIndex::new(text, SourceFacts { language, ..SourceFacts::default() }));
        let mut kept = lock();
        if kept.bytes + text.len() > KEPT {
            *kept = Kept::default();
        }
        kept.bytes += text.len();
        kept.indexes.insert(name, Arc::clone(&index));
        Some(index)
    }
}

/// The answer to a line, and whether it could not be read; none for an empty line.
fn answer(number: usize, line: Result<Vec<u8>, &'static str>, ready: &Ready) -> Option<(Value, bool)> {
    let wrong = |id: Option<&Value>, error: String| {
        let mut row = json!({ "line": number, "error": error });
        if let Some(id) = id {
            row["id"] = id.clone();
        }
        Some((row, true))
    };
    let line = match line {
        Ok(line) if line.trim_ascii().is_empty() => return None,
        Ok(line) => line,
        Err(error) => return wrong(None, error.to_owned()),
    };
    let pair: Pair = match serde_json::from_slice(&line) {
        Ok(pair) => pair,
        Err(error) => return wrong(None, error.to_string()),
    };
    let language = pair.language.as_deref();
    let index = match (&pair.source_text, &pair.source) {
        (Some(text), _) => {
            Arc::new(SourceIndex::new(text, SourceFacts { language, ..SourceFacts::default() }))
        }
        (None, Some(key)) => match ready.index(key, language) {
            Some(index) => index,
            None => return wrong(pair.id.as_ref(), format!("no source {key}")),
        },
        (None, None) => return wrong(pair.id.as_ref(), "neither source_text nor source".to_owned()),
    };
    let claim = Claim {
        text: &pair.claim,
        context: pair.context.as_deref().unwrap_or_default(),
        title: pair.title.as_deref().unwrap_or_default(),
        ..Claim::default()
    };
    Some((row(&pair, &compare(&claim, &index)), false))
}

/// The row of a comparison: `missing` are the figures, quotations and names that the source lacks, and
/// `unsupported` all words that it does not carry.
fn row(pair: &Pair, comparison: &Comparison) -> Value {
    let words = |span: &ByteSpan| span.slice(&pair.claim).to_owned();
    let gone = |found: QuoteFound| matches!(found, QuoteFound::Missing | QuoteFound::Altered);
    let quotes = comparison.quotes.iter().filter(|quote| gone(quote.found)).map(|quote| quote.span);
    let absent = |found: FigureFound| matches!(found, FigureFound::Missing | FigureFound::Differs);
    let figures = comparison.figures.iter().filter(|figure| absent(figure.found)).map(|figure| figure.span);
    let names = comparison.names.iter().filter(|name| !name.present).map(|name| name.span);
    let mut missing: Vec<ByteSpan> = quotes.chain(figures).chain(names).collect();
    missing.sort_unstable();
    missing.dedup();
    json!({
        "id": pair.id,
        "verdict": comparison.verdict,
        "score": f64::from(comparison.score.unwrap_or(MIDDLE)) / 1000.0,
        "missing": missing.iter().map(words).collect::<Vec<String>>(),
        "unsupported": comparison.missing.iter().map(words).collect::<Vec<String>>(),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::atomic::AtomicBool;

    use super::*;

    static ON: AtomicBool = AtomicBool::new(false);

    const SOURCES: &str = "{\"source\": \"ferry\", \"text\": \"The council met on Monday. The ferry to the northern islands \
        carried 41,000 people last year, and fares will not rise before the summer of 2026, the mayor told the members.\"}\n";

    fn answers(pairs: &str, jobs: usize) -> (String, Tally) {
        let texts = texts(&mut Cursor::new(SOURCES)).unwrap();
        let mut out = Vec::new();
        let threads = Threads { jobs, interrupted: &ON };
        let tally = compare_pairs(Cursor::new(pairs.to_owned()), texts, threads, &mut out).unwrap();
        (String::from_utf8(out).unwrap(), tally)
    }

    #[test]
    fn every_line_has_its_answer_in_order_on_any_number_of_threads() {
        let line = |id: usize, claim: &str| {
            format!("{{\"id\": {id}, \"claim\": \"{claim}\", \"source\": \"ferry\"}}\n")
        };
        let pairs: String = (0..40)
            .map(|id| {
                line(
                    id,
                    [
                        "The ferry carried 41,000 people last year.",
                        "The ferry carried 57,000 people last year.",
                    ][id % 2],
                )
            })
            .collect();
        let (one, tally) = answers(&pairs, 1);
        assert_eq!((one.clone(), tally), answers(&pairs, 3));
        assert_eq!(tally, Tally { bad: 0, complete: true });
        let rows: Vec<Value> = one.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(rows.iter().zip(0..).all(|(row, id)| row["id"] == json!(id)));
        assert_eq!(
            (&rows[1]["verdict"], &rows[1]["missing"]),
            (&json!("figure-differs"), &json!(["57,000"]))
        );
    }

    #[test]
    fn a_line_that_is_no_pair_is_a_row_that_says_so() {
        let pairs = "\n{}\nnot json\n{\"id\": \"a\", \"claim\": \"x\"}\n{\"id\": 7, \"claim\": \"x\", \"source\": \"none\"}\n\
            {\"claim\": \"The ferry sails.\", \"source_text\": \"\"}\n";
        let (out, tally) = answers(pairs, 2);
        let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let lines: Vec<&Value> = rows.iter().map(|row| &row["line"]).collect();
        assert_eq!((lines, tally.bad), (vec![&json!(2), &json!(3), &json!(4), &json!(5), &Value::Null], 4));
        assert_eq!((&rows[3]["id"], &rows[4]["verdict"]), (&json!(7), &json!("not-checked")));
    }
}
