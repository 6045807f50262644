//! Does one article get the same findings in every format and container that can hold it?

use newscheck::model::FileReport;
use serde_json::json;

use super::docx::written;
use super::support::{Record, by_member, plain, reports};

/// A fault of every family that a text can show: a missing label, an entry never cited, addresses of each
/// kind, a chatbot's code.
const LINES: &[&str] = &[
    "Harbour opens again after seven weeks",
    "Friday, May 1, 2026 9:00 am UTC",
    "The harbour opened again on Friday [1], the port authority said [7]. The first ferry left at six turn0search1.",
    "Freight follows next week [2][3][4]. Fares stay as they were until autumn [5][6].",
    "References",
    "[1] https://example.org/2026/harbour-reopens?utm_source=feed",
    "[2] http://cms.newsroom.local/preview/harbour",
    "[3] https://bit.ly/3xYzAbC",
    "[4] https://example.com/",
    "[5] https://www.google.com/search?q=harbour",
    "[6] https://example.org/2026/harbour-reopens",
    "[8] https://desk:hunter22@example.net/2026/06/30/minutes",
];

/// What is found in it.
const CODES: &[&str] = &[
    "CIT001", "REF001", "REF003", "REF005", "RES001", "URL002", "URL003", "URL004", "URL005", "URL006",
    "URL007", "URL009",
];

/// The codes of a report, each once, sorted.
fn codes(report: &FileReport) -> Vec<&'static str> {
    let mut codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn text() -> String {
    let (list, body): (Vec<&str>, Vec<&str>) = LINES.iter().partition(|line| line.starts_with('['));
    format!(
        "{}\n\n{}\n",
        body[..body.len() - 1].join("\n\n"),
        [&["References"][..], &list].concat().join("\n")
    )
}

fn html() -> String {
    let blocks: Vec<String> = LINES
        .iter()
        .enumerate()
        .map(|(index, line)| match index {
            0 => format!("<h1>{line}</h1>"),
            _ if *line == "References" => format!("<h2>{line}</h2>"),
            _ => format!("<p>{}</p>", line.replace('&', "&amp;")),
        })
        .collect();
    let head =
        "<meta charset=\"utf-8\"><meta property=\"article:published_time\" content=\"2026-05-01T09:00:00Z\">";
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body><article>\n{}\n</article></body></html>",
        blocks.join("\n")
    )
}

fn mhtml() -> Vec<u8> {
    let head = "MIME-Version: 1.0\r\nSubject: Harbour\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n";
    let page = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    format!("{head}\r\n{page}{}\r\n--b--\r\n", html()).into_bytes()
}

#[test]
fn one_article_has_the_same_findings_in_every_format() {
    let markdown =
        text().replacen("Harbour opens", "# Harbour opens", 1).replace("References", "## References\n");
    let response = Record::response(
        "https://news.example/a",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
        html().as_bytes(),
    );
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("a.txt", text().into_bytes()),
        ("a.md", markdown.clone().into_bytes()),
        ("a.html", html().into_bytes()),
        ("a.mhtml", mhtml()),
        ("a.docx", written(LINES)),
        ("a.ndjson", json!({"id": "1", "text": text()}).to_string().into_bytes()),
        ("b.ndjson", json!({"id": "1", "html": html()}).to_string().into_bytes()),
        ("c.ndjson", json!({"id": "1", "markdown": markdown}).to_string().into_bytes()),
        ("a.warc", plain(std::slice::from_ref(&response))),
        ("a.warc.gz", by_member(&[response])),
    ];
    for (name, bytes) in inputs {
        let reports = reports(name, &bytes);
        assert_eq!(reports.len(), 1, "{name}");
        assert_eq!(codes(&reports[0]), CODES, "{name}");
    }
}
