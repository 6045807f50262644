//! Newline-delimited JSON: one object a line with `text`, `html` or `markdown`, and `url`, `id`, `date`; or
//! one article record a line. A bad line is a fault of its own, and the next line is read.

use std::io::{self, BufRead, BufReader, Read};

use serde_json::{Map, Value};

use crate::input::{
    Emit, LoadOptions, Loader, Piece, Pieces, RawInput, Stream, cause, document, html, member, record,
};
use crate::model::{Candidate, FieldName, Format, InputFault, InputFaultKind, Member, Provenance, Source};

/// Bytes of a stream that make a piece: whole lines.
const RUN: usize = 256 * 1024;

/// Reads newline-delimited JSON.
pub struct NdjsonLoader;

impl Loader for NdjsonLoader {
    fn format(&self) -> Format {
        Format::Ndjson
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn recognizes(&self, head: &str) -> bool {
        let known =
            |line: &str| ["\"text\"", "\"html\"", "\"markdown\""].iter().any(|field| line.contains(field));
        let mut lines = head.lines().filter(|line| !line.trim().is_empty());
        let Some(first) = lines.next() else { return false };
        // A line that is longer than what is looked at has its end elsewhere.
        let whole = first.trim_end().ends_with('}') || head.len() >= 4000;
        first.starts_with('{')
            && first.len() > 2
            && whole
            && known(first)
            && lines.next().is_none_or(|line| line.starts_with('{'))
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let bytes = input
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .filter(|_| input.first_index == 0)
            .unwrap_or(input.bytes);
        for (offset, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
            if !line.trim_ascii().is_empty() {
                load_line(line, input.first_index + offset, &input.source, options, emit);
            }
        }
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces<'b>(&self, stream: Stream<'b>, limit: u64) -> Pieces<'b> {
        Box::new(LineRuns {
            reader: BufReader::with_capacity(RUN, stream),
            next_index: 0,
            limit,
            done: false,
        })
    }
}

/// Some whole lines.
#[derive(Debug, Default)]
struct LineRun {
    bytes: Vec<u8>,
    first_index: usize,
    /// Set where a line was too long or the stream broke off.
    fault: Option<String>,
}

impl Piece for LineRun {
    fn load(&self, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>) {
        NdjsonLoader.load(
            &RawInput { source: source.clone(), bytes: &self.bytes, first_index: self.first_index },
            options,
            emit,
        );
        if let Some(message) = &self.fault {
            emit(Err((Source { format: Format::Ndjson, ..source.clone() }, fault(message.clone()))));
        }
    }
}

/// Reads a stream in runs of whole lines. A run ends early where the stream makes it wait: what is there is
/// handed on.
struct LineRuns<R> {
    reader: BufReader<R>,
    next_index: usize,
    limit: u64,
    done: bool,
}

impl<R: Read> Iterator for LineRuns<R> {
    type Item = Box<dyn Piece>;

    fn next(&mut self) -> Option<Box<dyn Piece>> {
        let run = self.run();
        (!run.bytes.is_empty() || run.fault.is_some()).then(|| Box::new(run) as Box<dyn Piece>)
    }
}

impl<R: Read> LineRuns<R> {
    fn run(&mut self) -> LineRun {
        let mut run = LineRun { first_index: self.next_index, ..LineRun::default() };
        while run.bytes.len() < RUN && run.fault.is_none() && !self.done {
            let start = run.bytes.len();
            match self.read_line(&mut run.bytes) {
                Ok(LineEnd::Whole) => {}
                Ok(LineEnd::Last) => self.done = true,
                Ok(LineEnd::TooLong) => {
                    run.bytes.truncate(start);
                    run.fault = Some(format!(
                        "line {} is longer than --max-file-size ({} bytes)",
                        self.next_index + 1,
                        self.limit
                    ));
                }
                Err(error) => {
                    self.done = true;
                    run.fault = Some(cause(&error));
                }
            }
            self.next_index += 1;
            if !run.bytes.is_empty() && self.reader.buffer().is_empty() {
                break;
            }
        }
        run
    }

    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<LineEnd> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let mut length = 0usize;
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                return Ok(if length > limit { LineEnd::TooLong } else { LineEnd::Last });
            }
            let (used, ended) =
                memchr::memchr(b'\n', available).map_or((available.len(), false), |at| (at + 1, true));
            length = length.saturating_add(used);
            // A line that is too long is passed over, not held: the next one may be read.
            if length <= limit {
                bytes.extend_from_slice(&available[..used]);
            }
            self.reader.consume(used);
            if ended {
                return Ok(if length > limit { LineEnd::TooLong } else { LineEnd::Whole });
            }
        }
    }
}

enum LineEnd {
    Whole,
    Last,
    TooLong,
}

fn load_line(line: &[u8], index: usize, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>) {
    let mut source = Source { format: Format::Ndjson, member: Some(member(index)), ..source.clone() };
    let object = match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return emit(Err((source, fault(format!("line {}: not a JSON object", index + 1))))),
        Err(error) => return emit(Err((source, fault(broken(&error, index))))),
    };
    source.member = Some(member_of(&object, index, options));
    if object.get("schema").and_then(Value::as_str) == Some(crate::model::record::SCHEMA) {
        source.format = Format::Record;
        source.sha256 = options.sha256(line);
        return record::load_value(Value::Object(object), source, emit);
    }
    let Some((format, words)) = article(&object, options) else {
        let named = options
            .text_field
            .as_deref()
            .map_or("text, html or markdown".to_owned(), |field| format!("{field:?}"));
        return emit(Err((source, fault(format!("no article in it: no string field {named}")))));
    };
    source.format = format;
    source.sha256 = options.sha256(words.as_bytes());
    let url = source.member.as_ref().and_then(|member| member.url.clone());
    let date = source.member.as_ref().and_then(|member| member.date.clone());
    source.address.clone_from(&url);
    let mut document = match document(format, words, source, options) {
        Ok(document) => document,
        Err(refused) => return emit(Err(refused)),
    };
    document.candidates.extend(candidate(FieldName::Url, "url", url));
    document.candidates.extend(candidate(FieldName::Published, "date", date));
    emit(Ok(document));
}

/// Why a line is no JSON, with its place in the stream: the parser counts in the line alone.
fn broken(error: &serde_json::Error, index: usize) -> String {
    let words = error.to_string();
    let cause = words.rsplit_once(" at line ").map_or(&*words, |(cause, _)| cause);
    format!("line {}, column {}: not valid JSON: {cause}", index + 1, error.column())
}

fn candidate(field: FieldName, key: &str, value: Option<String>) -> Option<Candidate> {
    value.map(|value| Candidate {
        field,
        value,
        provenance: Provenance::Markup,
        key: key.to_owned(),
        span: None,
    })
}

/// The article of a line: the named field, or the first of `text`, `html` and `markdown`.
fn article<'o>(object: &'o Map<String, Value>, options: &LoadOptions) -> Option<(Format, &'o str)> {
    if let Some(field) = &options.text_field {
        let words = object.get(field)?.as_str()?;
        let format = match field.as_str() {
            "markdown" => Format::Markdown,
            _ if html::HtmlLoader
                .recognizes(words.get(..words.len().min(4096)).unwrap_or(words).trim_start()) =>
            {
                Format::Html
            }
            _ => Format::Text,
        };
        return Some((format, words));
    }
    [("text", Format::Text), ("html", Format::Html), ("markdown", Format::Markdown)]
        .into_iter()
        .find_map(|(field, format)| Some((format, object.get(field)?.as_str()?)))
}

fn member_of(object: &Map<String, Value>, index: usize, options: &LoadOptions) -> Member {
    let id_field = options.id_field.as_deref().unwrap_or("id");
    Member {
        id: scalar(object.get(id_field)),
        url: scalar(object.get("url")),
        date: scalar(object.get("date")),
        ..member(index)
    }
}

/// A string as it is, a number as it is written.
fn scalar(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn fault(message: String) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Per line: index, id and either the first block's text or the fault.
    fn rows(ndjson: &[u8], options: &LoadOptions) -> Vec<(usize, Option<String>, Result<String, String>)> {
        let input = RawInput { source: Source::default(), bytes: ndjson, first_index: 0 };
        let mut rows = Vec::new();
        NdjsonLoader.load(&input, options, &mut |loaded| {
            let (source, result) = match loaded {
                Ok(document) => (document.source.clone(), Ok(document.blocks[0].text.to_string())),
                Err((source, fault)) => (source, Err(fault.message)),
            };
            let member = source.member.expect("every line is a member");
            rows.push((member.index, member.id, result));
        });
        rows
    }

    #[test]
    fn ids_are_passed_through_and_bad_lines_are_faults_of_their_own() {
        let ndjson = b"{\"id\":\"a\",\"text\":\"One [1].\"}\n\n{\"id\":7,\"markdown\":\"# T\"}\n{\"id\":\"c\"}\n[1]\n{\"text\":\"\\ud800\"}\n{oops\n\xff\n{\"text\":\"last\"}";
        let rows = rows(ndjson, &LoadOptions::default());
        let indices: Vec<usize> = rows.iter().map(|row| row.0).collect();
        assert_eq!(indices, [0, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(rows[0].1.as_deref(), Some("a"));
        assert_eq!(rows[1].1.as_deref(), Some("7"));
        let good: Vec<bool> = rows.iter().map(|row| row.2.is_ok()).collect();
        assert_eq!(good, [true, true, false, false, false, false, false, true]);
        assert_eq!(rows[2].1.as_deref(), Some("c"), "a line without an article keeps its id");
    }

    fn runs(text: &'static str, limit: u64) -> LineRuns<&'static [u8]> {
        LineRuns { reader: BufReader::new(text.as_bytes()), next_index: 0, limit, done: false }
    }

    #[test]
    fn a_stream_is_read_in_whole_lines_with_their_index() {
        let mut runs = runs("a\nbb\nccc", 100);
        let run = runs.run();
        assert_eq!((&*run.bytes, run.first_index, run.fault), (&b"a\nbb\nccc"[..], 0, None));
        assert!(runs.next().is_none());
    }

    #[test]
    fn a_line_that_is_too_long_is_a_fault_and_the_next_is_read() {
        let mut runs = runs("a\nlong line\nb\n", 5);
        let first = runs.run();
        assert_eq!(&*first.bytes, b"a\n");
        assert!(first.fault.is_some_and(|fault| fault.starts_with("line 2 is longer")));
        let second = runs.run();
        assert_eq!((&*second.bytes, second.first_index), (&b"b\n"[..], 2));
        assert!(runs.next().is_none());
    }

    #[test]
    fn a_last_line_that_is_too_long_is_a_fault_too() {
        let mut runs = runs("a\nlong line", 5);
        let run = runs.run();
        assert_eq!((&*run.bytes, run.fault.is_some()), (&b"a\n"[..], true));
        assert!(runs.next().is_none());
    }

    #[test]
    fn fields_may_have_other_names() {
        let options = LoadOptions {
            text_field: Some("content".to_owned()),
            id_field: Some("key".to_owned()),
            ..LoadOptions::default()
        };
        let rows = rows(b"{\"key\":\"k\",\"content\":\"Words\"}", &options);
        assert_eq!((rows[0].1.as_deref(), rows[0].2.as_deref()), (Some("k"), Ok("Words")));
    }
}
