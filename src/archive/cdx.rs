//! Writes the index that replay tools read: CDXJ, a line for each capture with key, time and JSON, sorted by
//! bytes.

use serde::Serialize;

use crate::address::surt::surt;
use crate::archive::sent::Sent;
use crate::archive::{CaptureKind, CaptureRow};

/// Where a record stands in the files that an index is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<'f> {
    /// The file's name without folders.
    pub file: &'f str,
    /// The record's first byte.
    pub offset: u64,
    /// Its length as it stands there.
    pub length: u64,
}

impl<'f> Position<'f> {
    /// Where a capture stands in the archive itself.
    pub fn of(capture: &'f CaptureRow) -> Self {
        Self { file: &capture.file, offset: capture.offset, length: capture.length }
    }
}

/// The JSON of a line. Numbers are strings, as other tools have it.
#[derive(Serialize)]
struct Fields<'c> {
    url: &'c str,
    mime: &'c str,
    status: String,
    digest: &'c str,
    length: String,
    offset: String,
    filename: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'c str>,
    #[serde(rename = "requestBody", skip_serializing_if = "Option::is_none")]
    sent: Option<&'c str>,
}

/// The lines of an index with their line ends, sorted.
pub fn lines<'c>(captures: impl Iterator<Item = (&'c CaptureRow, Position<'c>)>) -> Vec<String> {
    let mut lines: Vec<String> = captures.map(|(capture, position)| line(capture, &position)).collect();
    lines.sort_unstable();
    lines
}

fn line(capture: &CaptureRow, position: &Position<'_>) -> String {
    let revisit = capture.kind == CaptureKind::Revisit;
    let fields = Fields {
        url: &capture.url,
        mime: if revisit { "warc/revisit" } else { capture.mime.as_deref().unwrap_or("unk") },
        // A file is replayed with success.
        status: capture.status.unwrap_or(200).to_string(),
        digest: &capture.digest,
        length: position.length.to_string(),
        offset: position.offset.to_string(),
        filename: position.file,
        method: capture.method.as_deref(),
        sent: capture.sent.as_deref().filter(|sent| !sent.is_empty()),
    };
    let json = serde_json::to_string(&fields).expect("strings under fixed names are JSON");
    // The answer to a request that sent something is found under what was sent, and nowhere else.
    let sent = capture.method.clone().zip(capture.sent.clone()).map(|(method, body)| Sent { method, body });
    let url = sent.map_or_else(|| capture.url.clone(), |sent| sent.behind(&capture.url));
    format!("{} {} {json}\n", surt(&url), timestamp(&capture.at))
}

/// The time of a capture in 14 digits: `20261124160000`.
pub fn timestamp(at: &str) -> String {
    // To the second, as indexes have it; WARC 1.1 may name no more than a day, which begins then.
    let digits: String = at.chars().filter(char::is_ascii_digit).take(14).collect();
    let begin = "00000101000000".get(digits.len()..).unwrap_or_default();
    digits + begin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_fourteen_digits_as_other_tools_write_them() {
        let table = [
            ("2026-11-24T16:00:00Z", "20261124160000"),
            ("2026-11-24T16:00:00.123456Z", "20261124160000"),
            ("2026-11-24", "20261124000000"),
            ("2026-11", "20261101000000"),
            ("2026", "20260101000000"),
        ];
        for (at, digits) in table {
            assert_eq!(timestamp(at), digits, "{at}");
        }
    }
}
