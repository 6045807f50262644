//! newscheck's own article record (`newscheck/article/1`) as an input: one object, or an array of them.
//! The record is written out as a text of its own, in which positions count; what it says of citations is
//! found anew.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::input::{Emit, LoadOptions, Loader, RawInput, member};
use crate::model::record::{BodyRecord, CitationRecord, ReferenceRecord, SCHEMA};
use crate::model::{
    ArticleRecord, Block, BlockKind, Candidate, Document, EntryFacts, FieldName, Format, Hyperlink,
    InputFault, InputFaultKind, Label, NoteLink, Provenance, Source, TextRange,
};
use crate::text::span::count_code_points;
use crate::text::{ByteSpan, OffsetMap, brackets, parts};

/// Reads article records.
pub struct RecordLoader;

impl Loader for RecordLoader {
    fn format(&self) -> Format {
        Format::Record
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognizes(&self, head: &str) -> bool {
        starts_as_record(head.trim_start())
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let mut source = Source { format: Format::Record, ..input.source.clone() };
        source.sha256 = options.sha256(input.bytes);
        match serde_json::from_slice::<Value>(input.bytes) {
            Ok(Value::Array(records)) => {
                for (index, record) in records.into_iter().enumerate() {
                    let source = Source { member: Some(member(index)), ..source.clone() };
                    load_value(record, source, emit);
                }
            }
            Ok(record) => load_value(record, source, emit),
            Err(error) => emit(Err((source, unreadable(format!("not valid JSON: {error}"))))),
        }
    }
}

/// Whether a text that starts with no white space starts as a record or an array of records.
pub fn starts_as_record(start: &str) -> bool {
    let inside = start.strip_prefix('[').map_or(start, str::trim_start);
    let head = &inside[..inside.floor_char_boundary(2048)];
    let Some(at) = inside.strip_prefix('{').and_then(|_| head.find("\"schema\"")) else { return false };
    let value = inside[at + 8..].trim_start().strip_prefix(':').map(str::trim_start);
    value.is_some_and(|value| value.strip_prefix('"').is_some_and(|value| value.starts_with(SCHEMA)))
}

/// Whether the bytes are an array of records.
pub fn holds_many(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[')
}

/// Emits the document of one record, or why it is none.
pub fn load_value(value: Value, source: Source, emit: &mut Emit<'_>) {
    let has_citations = value.get("citations").is_some();
    match read(value) {
        Ok(record) => {
            // Whoever writes a record with sources and no citation leaves it to us to find them.
            let cites = has_citations && (record.references.is_empty() || !record.citations.is_empty());
            let mut writer = Writer { cites, ..Writer::default() };
            writer.write(&record);
            emit(Ok(writer.document(&record, source)));
        }
        Err(message) => emit(Err((source, unreadable(message)))),
    }
}

/// A record of this or an earlier version: fields that it lacks are empty.
fn read(value: Value) -> Result<ArticleRecord, String> {
    let Value::Object(given) = value else { return Err("not an article record: no JSON object".to_owned()) };
    if given.get("schema").and_then(Value::as_str) != Some(SCHEMA) {
        return Err(format!("not an article record: \"schema\" is not \"{SCHEMA}\""));
    }
    let empty = ArticleRecord::from(&crate::model::Article::default());
    let Ok(Value::Object(mut whole)) = serde_json::to_value(empty) else {
        return Err("not an article record".to_owned());
    };
    whole.extend(given);
    serde_json::from_value(Value::Object(whole)).map_err(|error| format!("not an article record: {error}"))
}

fn unreadable(message: String) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}

/// Writes a record as text and remembers where each block stands.
#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<Written>,
    /// Whether the record says what is cited.
    cites: bool,
}

/// A block of the text: the range of its words, and of all of it.
struct Written {
    words: std::ops::Range<usize>,
    start: usize,
    what: What,
}

enum What {
    /// Of a kind, and where citations in it are said to stand.
    Plain(BlockKind, &'static str),
    Body(usize),
    Reference(usize),
}

impl Writer {
    fn write(&mut self, record: &ArticleRecord) {
        if let Some(headline) = &record.headline {
            self.block("", headline, What::Plain(BlockKind::Heading, "headline"));
        }
        if let Some(published) = &record.published {
            self.block("", published, What::Plain(BlockKind::Paragraph, ""));
        }
        if let Some(summary) = &record.summary {
            self.block("Summary: ", summary, What::Plain(BlockKind::Paragraph, "summary"));
        }
        for (index, paragraph) in record.body.iter().enumerate() {
            self.block("", &paragraph.text, What::Body(index));
        }
        if !record.references.is_empty() {
            self.block("", "References", What::Plain(BlockKind::Heading, ""));
        }
        for (index, reference) in record.references.iter().enumerate() {
            let label = reference.label.as_ref().map(|label| format!("[{label}] ")).unwrap_or_default();
            self.block(&label, &reference.text, What::Reference(index));
        }
    }

    fn block(&mut self, before: &str, words: &str, what: What) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(before);
        let words_start = self.text.len();
        self.text.push_str(words);
        self.blocks.push(Written { words: words_start..self.text.len(), start, what });
    }

    fn document(&self, record: &ArticleRecord, source: Source) -> Document<'_> {
        let mut document = Document::new(source, &self.text);
        document.cites = self.cites;
        let mut cited: HashMap<usize, Vec<&CitationRecord>> = HashMap::new();
        for citation in &record.citations {
            citation
                .paragraph
                .into_iter()
                .for_each(|paragraph| cited.entry(paragraph).or_default().push(citation));
        }
        for written in &self.blocks {
            let mut block = Block {
                text: self.text[written.words.clone()].into(),
                map: OffsetMap::starting_at(written.words.start),
                span: ByteSpan::new(written.start, written.words.end),
                ..Block::default()
            };
            match written.what {
                What::Plain(kind, location) => {
                    block.kind = kind;
                    if self.cites {
                        block.code = brackets::numbers(&block.text).collect();
                        // The headline's words may be others than those that offsets count in.
                        let is_cited = |marker: &str| {
                            let own = |citation: &&CitationRecord| citation.location == location;
                            record.citations.iter().filter(own).any(|citation| citation.marker == marker)
                        };
                        block.code.retain(|range| !is_cited(&block.text[range.clone()]));
                    }
                }
                What::Body(index) => {
                    let citations = cited.get(&index).map_or(&[][..], Vec::as_slice);
                    body_block(&mut block, record, &record.body[index], citations);
                    if self.cites {
                        block.code = uncited_numbers(&record.body[index].text, citations);
                    }
                }
                What::Reference(index) => reference_block(&mut block, &record.references[index], index),
            }
            document.blocks.push(block);
        }
        document.candidates = candidates(record);
        document
    }
}

fn body_block(
    block: &mut Block<'_>,
    record: &ArticleRecord,
    paragraph: &BodyRecord,
    citations: &[&CitationRecord],
) {
    let by_link = markers_by_link(record, citations);
    block.kind = paragraph.kind;
    let points: Vec<usize> =
        paragraph.text.char_indices().map(|(at, _)| at).chain([paragraph.text.len()]).collect();
    for citation in citations {
        let (Some(&start), Some(&end)) =
            (points.get(citation.start as usize), points.get(citation.end as usize))
        else {
            continue;
        };
        if start >= end {
            continue;
        }
        if let (None, Some(url)) = (citation.references.first(), &citation.url) {
            block.links.push(Hyperlink { range: start..end, url: url.clone() });
        } else if by_link.contains(&(citation.start, citation.end)) {
            let anchors: Vec<String> = citation.references.iter().map(|&entry| anchor(entry)).collect();
            let target = anchors.join(" ");
            block.notes.push(NoteLink { range: start..end, label: citation.label.to_string(), target });
        } else if let Some(url) = &citation.url
            && !record.references.iter().any(|entry| entry.url.as_ref() == Some(url))
        {
            block.links.push(Hyperlink { range: start..end, url: url.clone() });
        }
    }
    block.links.sort_by_key(|link| link.range.start);
    block.links.dedup();
    block.notes.sort_by_key(|note| note.range.start);
}

/// The numbers in brackets that are no citations by the record's own word.
fn uncited_numbers(text: &str, citations: &[&CitationRecord]) -> Vec<TextRange> {
    let mut numbers: Vec<TextRange> = brackets::numbers(text).collect();
    let mut cited: Vec<(u32, u32)> =
        citations.iter().map(|citation| (citation.start, citation.end)).collect();
    cited.sort_unstable();
    let (mut at, mut points) = (0, 0);
    numbers.retain(|range| {
        points += count_code_points(&text.as_bytes()[at..range.start]);
        at = range.start;
        let behind = cited.partition_point(|&(_, end)| end <= points);
        cited.get(behind).is_none_or(|&(start, _)| start > points)
    });
    numbers
}

/// The places of markers whose words do not say which entry they lead to: raised ones, and those whose label
/// several lists have.
fn markers_by_link(record: &ArticleRecord, citations: &[&CitationRecord]) -> HashSet<(u32, u32)> {
    let has_label = |entry: &ReferenceRecord, label: &Label| {
        let names_part = || {
            let Label::Name(name) = label else { return false };
            let number = entry.label.as_ref().and_then(Label::number);
            number.is_some_and(|number| parts::of(name, number, &entry.text).is_some())
        };
        entry.label.as_ref() == Some(label) || entry.also.contains(label) || names_part()
    };
    let is_sectional = record.references.iter().any(|entry| entry.section > 0);
    let is_told = |citation: &CitationRecord| {
        let &[one] = citation.references.as_slice() else {
            return citation.references.len() > 1 && !is_sectional;
        };
        let bracketed = citation.marker.contains(['[', '【', '［']);
        let is_own = record.references.get(one).is_some_and(|entry| has_label(entry, &citation.label));
        bracketed && is_own && !is_sectional
    };
    let by_link = citations.iter().filter(|citation| !citation.references.is_empty() && !is_told(citation));
    let mut places: HashSet<(u32, u32)> = by_link.map(|citation| (citation.start, citation.end)).collect();
    // Several labels in one place are read from its words, unless they are of one list of many.
    for citation in citations.iter().filter(|citation| citation.references.len() > 1 && !is_sectional) {
        places.remove(&(citation.start, citation.end));
    }
    places
}

fn reference_block(block: &mut Block<'_>, reference: &ReferenceRecord, index: usize) {
    block.definition = true;
    block.label = reference.label.as_ref().map(Label::to_string);
    block.anchors.push(anchor(index));
    if reference.linked || reference.section > 0 || !reference.also.is_empty() {
        block.entry = Some(Box::new(EntryFacts {
            also: reference.also.iter().map(Label::to_string).collect(),
            section: reference.section,
            linked: reference.linked,
        }));
    }
    let whole = 0..block.text.len();
    let apart = reference.urls.iter().chain(&reference.url).filter(|url| !block.text.contains(url.as_str()));
    let mut links: Vec<Hyperlink> =
        apart.map(|url| Hyperlink { range: whole.clone(), url: url.clone() }).collect();
    links.dedup();
    block.links = links;
}

fn anchor(reference: usize) -> String {
    format!("reference-{reference}")
}

fn candidates(record: &ArticleRecord) -> Vec<Candidate> {
    let one = |field, key: &str, value: &Option<String>| {
        value.as_ref().map(|value| Candidate {
            field,
            value: value.clone(),
            provenance: Provenance::Markup,
            key: key.to_owned(),
            span: None,
        })
    };
    let mut candidates: Vec<Candidate> = [
        one(FieldName::Headline, "headline", &record.headline),
        one(FieldName::Published, "published", &record.published),
        one(FieldName::Modified, "modified", &record.modified),
        one(FieldName::Publisher, "publisher", &record.publisher),
        one(FieldName::Language, "language", &record.language),
        one(FieldName::Url, "url", &record.url),
        one(FieldName::Summary, "summary", &record.summary),
    ]
    .into_iter()
    .flatten()
    .collect();
    let author = |name: &String| Candidate {
        field: FieldName::Author,
        value: name.clone(),
        provenance: Provenance::Markup,
        key: "authors".to_owned(),
        span: None,
    };
    candidates.extend(record.authors.iter().map(author));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;
    use crate::input::{markdown, text};
    use crate::model::Demand;

    fn facts(document: &Document<'_>) -> Value {
        let record = serde_json::to_value(ArticleRecord::from(&extract(document, Demand::ARTICLE)))
            .expect("records are plain data");
        let citations: Vec<Value> = record["citations"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|citation| {
                serde_json::json!([
                    citation["label"],
                    citation["status"],
                    citation["url"],
                    citation["references"]
                ])
            })
            .collect();
        let references: Vec<Value> = record["references"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|reference| {
                serde_json::json!([reference["label"], reference["urls"], reference["citations"]])
            })
            .collect();
        serde_json::json!([citations, references])
    }

    #[test]
    fn a_record_gives_the_same_citations_and_references_again() {
        let sources = [
            "Words [1] and [2, 4].\n\nMore [7].\n\nReferences\n[1] https://example.org/a\n[2] A book\n[4] A. https://example.org/d\n[9] https://example.org/i\nhttps://example.org/bare\n",
            "No list here [3].\n",
        ];
        for source in sources {
            let document = text::document(source, Source::default());
            check(&document);
        }
        let markdown = markdown::document(
            "Own [1](https://example.org/own) and[^n].\n\n[^n]: [A](https://example.org/n)\n",
            Source { format: Format::Markdown, ..Source::default() },
        );
        check(&markdown);
    }

    fn check(document: &Document<'_>) {
        let record = serde_json::to_value(ArticleRecord::from(&extract(document, Demand::ARTICLE)))
            .expect("records are plain data");
        let mut seen = 0;
        load_value(record, Source { format: Format::Record, ..Source::default() }, &mut |loaded| {
            seen += 1;
            let again = loaded.expect("our own record is readable");
            assert_eq!(facts(&again), facts(document));
        });
        assert_eq!(seen, 1);
    }

    #[test]
    fn a_record_of_few_fields_is_readable_and_other_json_is_not() {
        let table = [
            (
                r#"{"schema":"newscheck/article/1","body":[{"kind":"paragraph","text":"Hi [1].","line":1}]}"#,
                true,
            ),
            (r#"{"schema":"newscheck/article/1","body":"text"}"#, false),
            (r#"{"schema":"other"}"#, false),
            ("[]x", false),
            ("{", false),
        ];
        for (json, readable) in table {
            let input = RawInput { source: Source::default(), bytes: json.as_bytes(), first_index: 0 };
            let mut results = Vec::new();
            RecordLoader.load(&input, &LoadOptions::default(), &mut |loaded| results.push(loaded.is_ok()));
            assert_eq!(results, [readable], "{json}");
        }
    }

    #[test]
    fn records_are_known_by_their_start() {
        assert!(
            starts_as_record(r#"{"schema": "newscheck/article/1", "#)
                && starts_as_record("[\n {\"schema\":\"newscheck/article/1\"")
        );
        assert!(
            !starts_as_record(r#"{"schema": "newscheck/report/1"}"#) && !starts_as_record("text \"schema\"")
        );
    }
}
