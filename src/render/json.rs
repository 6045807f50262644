//! JSON: one report object for `verify`, one record or an array of records for `parse`, and their schemas.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::model::{
    ArticleRecord, ArticleReport, Demand, FileReport, Outcome, ReportRecord, Summary, report_record,
};
use crate::render::{Render, RunInfo};
use crate::text::sanitize::is_unsafe;

/// `verify --format json`: `{"schema", "articles": [...], "counts", "links": [...], "hosts", "complete"}`, an
/// article and a link a line.
pub struct JsonReport;

impl Render for JsonReport {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, run: &RunInfo) -> Demand {
        report_demand(&run.fields)
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\"schema\":\"{}\",\"articles\":[", report_record::SCHEMA)
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if matches!(report.outcome, Outcome::Skipped) {
            return Ok(());
        }
        if run.fields.is_empty() {
            return write_json(&ArticleReport::from(report), out);
        }
        write_json(&ChosenReport::of(report, &run.fields, None), out)
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"counts\":")?;
        write_json(&summary.counts, out)?;
        out.write_all(b",\"not_checked\":")?;
        write_json(&summary.not_checked, out)?;
        if !summary.unmet.is_empty() {
            out.write_all(b",\"unmet\":")?;
            write_json(&summary.unmet, out)?;
        }
        if let Some(links) = &summary.links {
            out.write_all(b",\"links\":[")?;
            for (index, link) in links.values().enumerate() {
                out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
                write_json(link, out)?;
            }
            out.write_all(b"\n]")?;
        }
        out.write_all(b",\"hosts\":")?;
        write_json(&summary.hosts, out)?;
        if let Some(proxy) = &summary.proxy {
            out.write_all(b",\"proxy\":")?;
            write_json(proxy, out)?;
        }
        writeln!(out, ",\"complete\":{}}}", summary.complete)
    }
}

/// `parse --format json`: the record itself for one named file, else an array of records. An input that could
/// not be read has no record: stderr and the exit code tell.
pub struct JsonRecords;

impl Render for JsonRecords {
    fn name(&self) -> &'static str {
        "json"
    }

    fn keeps_secrets(&self) -> bool {
        true
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::ARTICLE | Demand::DIGEST
    }

    fn begin(&self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if run.single { Ok(()) } else { out.write_all(b"[\n") }
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(article) = report.article() else { return Ok(()) };
        let record = ArticleRecord::from(article);
        if !run.fields.is_empty() {
            let chosen = chosen_fields(record, &run.fields)?;
            return if run.single { write_pretty(&chosen, out) } else { write_json(&chosen, out) };
        }
        if run.single { write_pretty(&record, out) } else { write_json(&record, out) }
    }

    fn separator(&self, run: &RunInfo) -> &'static [u8] {
        if run.single { b"" } else { b",\n" }
    }

    fn end(&self, _summary: &Summary, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if run.single { Ok(()) } else { out.write_all(b"\n]\n") }
    }
}

/// The JSON Schema (2020-12) of the article record.
pub fn article_schema() -> serde_json::Value {
    schemars::schema_for!(ArticleRecord).to_value()
}

/// The JSON Schema (2020-12) of the report.
pub fn report_schema() -> serde_json::Value {
    schemars::schema_for!(ReportRecord).to_value()
}

/// What a report of these fields asks of an article; of all of them where none is chosen. The end of the
/// report tells what was not checked, whichever they are.
pub(crate) fn report_demand(fields: &[String]) -> Demand {
    if fields.is_empty() {
        return Demand::EVIDENCE | Demand::DIGEST | Demand::FINGERPRINTS | Demand::FIXES;
    }
    let of_field = |field: &String| match field.as_str() {
        "sha256" => Demand::DIGEST,
        "headline" | "published" => Demand::TEXT,
        "citations" | "references" | "links" => Demand::ARTICLE,
        "evidence" | "coverage" => Demand::EVIDENCE,
        "findings" => Demand::FINGERPRINTS | Demand::FIXES,
        _ => Demand::CITATIONS,
    };
    fields.iter().map(of_field).fold(Demand::LEDGER, |all, each| all | each)
}

/// The names of the fields of an article's report in order: what `verify --fields` takes.
pub fn report_fields() -> Vec<String> {
    let schema = schemars::schema_for!(ArticleReport).to_value();
    let properties = schema.get("properties").and_then(serde_json::Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

/// An article's report with chosen fields, in their order.
pub(crate) struct ChosenReport<'f> {
    report: ArticleReport,
    fields: &'f [String],
    /// The type of a row.
    kind: Option<&'static str>,
}

impl<'f> ChosenReport<'f> {
    pub(crate) fn of(report: &FileReport, fields: &'f [String], kind: Option<&'static str>) -> Self {
        let report = ArticleReport::with(report, |field| fields.iter().any(|chosen| chosen == field));
        Self { report, fields, kind }
    }
}

impl Serialize for ChosenReport<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(kind) = self.kind {
            object.serialize_entry("type", kind)?;
        }
        let has = |field: &str| self.fields.iter().any(|chosen| chosen == field);
        macro_rules! write {
            ($($field:ident $(if $there:ident)?),*) => {
                $(if has(stringify!($field)) $(&& self.report.$field.$there())? {
                    object.serialize_entry(stringify!($field), &self.report.$field)?;
                })*
            };
        }
        write!(path, path_base64 if is_some, member, sha256, headline, published, status, counts);
        write!(citations, references, links, evidence, coverage if is_some, not_checked, findings);
        object.end()
    }
}

/// The names of the record's fields in order, without the one that comes on request: what `--fields` takes.
pub fn record_fields() -> Vec<String> {
    let schema = article_schema();
    let properties = schema.get("properties").and_then(serde_json::Value::as_object);
    properties
        .map(|properties| properties.keys().filter(|name| *name != "explain").cloned().collect())
        .unwrap_or_default()
}

/// A record's chosen top-level fields, in the record's order, and what explains them.
pub(crate) fn chosen_fields(record: ArticleRecord, fields: &[String]) -> io::Result<serde_json::Value> {
    let explain = record.explain.as_ref().map(|explanation| explanation.of_fields(fields));
    let mut value = serde_json::to_value(ArticleRecord { explain, ..record })?;
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, _| name == "explain" || fields.contains(name));
    }
    Ok(value)
}

/// One JSON value without a line end.
pub(crate) fn write_json<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_with(CompactFormatter, value, out)
}

fn write_pretty<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    write_with(PrettyFormatter::new(), value, out)?;
    out.write_all(b"\n")
}

fn write_with<T: Serialize, F: Formatter>(formatter: F, value: &T, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Safe(formatter))).map_err(io::Error::from)
}

/// JSON that may be shown on a terminal: what [`is_unsafe`] there is written as an escape, which is the same
/// string to a parser.
struct Safe<F>(F);

/// What is no string is written by the formatter within.
macro_rules! hand_on {
    ($($method:ident($($first:ident)?)),*) => {
        $(fn $method<W: ?Sized + Write>(&mut self, out: &mut W $(, $first: bool)?) -> io::Result<()> {
            self.0.$method(out $(, $first)?)
        })*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() && memchr::memchr(0x7f, fragment.as_bytes()).is_none() {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        // ASCII fragments hold DEL at most: serde_json escapes the other controls.
        while let Some((at, character)) =
            rest.char_indices().find(|&(_, character)| character > '~' && is_unsafe(character))
        {
            out.write_all(&rest.as_bytes()[..at])?;
            write!(out, "\\u{:04x}", character as u32)?;
            rest = &rest[at + character.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    hand_on!(begin_array(), end_array(), begin_array_value(first), end_array_value());
    hand_on!(begin_object(), end_object(), begin_object_key(first), begin_object_value(), end_object_value());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_the_same() {
        let words = "a\u{1b}[31m \u{9b}2J \u{7f}\u{85}\u{202e}\u{2028} é語 \"q\" \\ end";
        for pretty in [false, true] {
            let mut out = Vec::new();
            if pretty { write_pretty(&[words], &mut out) } else { write_json(&[words], &mut out) }.unwrap();
            let shown = String::from_utf8(out).unwrap();
            assert!(!shown.chars().any(|character| character != '\n' && is_unsafe(character)), "{shown:?}");
            assert!(shown.contains("é語"));
            assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [words]);
        }
    }

    #[test]
    fn the_layout_is_that_of_serde_json() {
        let value = serde_json::json!({"a": [1, {"b": []}], "c": {}, "d": "e"});
        let (mut compact, mut pretty) = (Vec::new(), Vec::new());
        write_json(&value, &mut compact).unwrap();
        write_pretty(&value, &mut pretty).unwrap();
        assert_eq!(String::from_utf8(compact).unwrap(), value.to_string());
        assert_eq!(String::from_utf8(pretty).unwrap(), format!("{value:#}\n"));
    }
}
