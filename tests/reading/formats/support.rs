//! Reads bytes as the program does, and writes web archives.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use newscheck::input::{LoadOptions, RawInput, sha256_hex};
use newscheck::model::{Article, Demand, FileReport, Member, Outcome, Source};
use newscheck::pipeline::check::{Plan, Taken, check_input, default_rules};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A short article that cites one source.
pub(crate) const BREAD: &str =
    "Bread prices rise\n\nBread costs more [1].\n\nReferences\n[1] https://example.org/bread\n";

/// The reports on an input, the rules as they are by default.
pub(crate) fn reports(path: &str, bytes: &[u8]) -> Vec<FileReport> {
    reports_within(path, bytes, 256 << 20)
}

/// The same where no article may unpack to more than so many bytes.
pub(crate) fn reports_within(path: &str, bytes: &[u8], limit: u64) -> Vec<FileReport> {
    let demand = Demand::ARTICLE | Demand::DIGEST | Demand::EXCERPTS | Demand::FINGERPRINTS;
    let plan = Plan::new(
        LoadOptions { demand, max_unpacked: Some(limit), ..LoadOptions::default() },
        default_rules(),
        "2026-05-01T12:00:00Z".parse().unwrap(),
    );
    let input =
        RawInput { source: Source { path: path.to_owned(), ..Source::default() }, bytes, first_index: 0 };
    let mut reports = Vec::new();
    check_input(&input, &plan, Taken::Named, &mut |report| reports.push(report));
    reports
}

/// The article of a report, or the message that says why there is none.
pub(crate) fn outcome(report: &FileReport) -> Result<&Article, &str> {
    match &report.outcome {
        Outcome::Article(article) => Ok(article),
        Outcome::Unreadable(fault) => Err(&fault.message),
        Outcome::Skipped => Err("skipped"),
    }
}

/// The messages of INP001 in a report.
pub(crate) fn unreadable(report: &FileReport) -> Vec<&str> {
    report
        .findings
        .iter()
        .filter(|finding| finding.code == "INP001")
        .map(|finding| finding.message.as_str())
        .collect()
}

/// The member that a report is on.
pub(crate) fn member(report: &FileReport) -> &Member {
    report.source.member.as_ref().unwrap()
}

/// One gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A WARC record to be written.
#[derive(Clone)]
pub(crate) struct Record {
    fields: Vec<(String, String)>,
    block: Vec<u8>,
}

impl Record {
    /// A record with a type and a block.
    pub(crate) fn new(kind: &str, block: &[u8]) -> Self {
        let record = Self { fields: Vec::new(), block: block.to_vec() };
        let id = format!("<urn:uuid:{}>", &sha256_hex(block)[..32]);
        record
            .field("WARC-Type", kind)
            .field("WARC-Record-ID", &id)
            .field("WARC-Date", "2026-04-26T06:33:00Z")
    }

    /// What a server sent: a head without its blank line, and a body.
    pub(crate) fn response(url: &str, head: &str, body: &[u8]) -> Self {
        let block = [head.as_bytes(), b"\r\n\r\n", body].concat();
        Self::new("response", &block)
            .field("WARC-Target-URI", url)
            .field("Content-Type", "application/http;msgtype=response")
    }

    /// A page of plain text, sent without fault.
    pub(crate) fn text(url: &str, body: &str) -> Self {
        Self::response(url, "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8", body.as_bytes())
    }

    /// The record with a further field.
    pub(crate) fn field(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The record as it stands in a file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"WARC/1.1\r\n".to_vec();
        let length = ("Content-Length".to_owned(), self.block.len().to_string());
        for (name, value) in self.fields.iter().chain([&length]) {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        [&bytes, b"\r\n".as_slice(), &self.block, b"\r\n\r\n"].concat()
    }
}

/// A file of records, one gzip member each.
pub(crate) fn by_member(records: &[Record]) -> Vec<u8> {
    records.iter().flat_map(|record| gzip(&record.bytes())).collect()
}

/// A file of records, not compressed.
pub(crate) fn plain(records: &[Record]) -> Vec<u8> {
    records.iter().flat_map(Record::bytes).collect()
}

/// A ZIP file of parts, each stored or deflated.
pub(crate) fn zip(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
