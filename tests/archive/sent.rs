//! Answers to other methods than GET are kept under what was sent, and are never taken for the page.

use std::path::Path;

use newscheck::archive::{Archive, CaptureRow, Repair, Selection, Unverified, check};

use crate::given::{open, run, text};
use crate::packages::package;
use crate::support::newscheck;

const URL: &str = "https://example.org/lock";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// A record of a moment, and the one that it names.
fn record(kind: &str, id: &str, minute: u32, names: &str, block: &str) -> String {
    let names =
        if names.is_empty() { String::new() } else { format!("WARC-Concurrent-To: <urn:x:{names}>\r\n") };
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{id}>\r\nWARC-Date: 2024-05-03T08:{minute:02}:00Z\r\n\
        WARC-Target-URI: {URL}\r\nContent-Type: application/http; msgtype={kind}\r\n{names}Content-Length: {}\r\n\r\n\
        {block}\r\n\r\n",
        block.len()
    )
}

fn asked(method: &str, fields: &str, body: &str) -> String {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!("{method} /lock HTTP/1.1\r\nHost: example.org\r\n{fields}{length}\r\n{body}")
}

fn page(words: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>{words}</title><p>The lock says {words}.</p>"
    )
}

/// Answers to GET, OPTIONS and POST, told by nothing but their place, by the request, and by the answer.
fn records() -> String {
    let search = asked("POST", FORM, "q=boats+over+20&page=2");
    let json = asked("POST", "Content-Type: application/json\r\n", r#"{"q": "boats"}"#);
    [
        record("request", "1", 1, "", &asked("GET", "", "")),
        record("response", "2", 1, "", &page("opened")),
        record("request", "3", 2, "", &asked("OPTIONS", "", "")),
        record("response", "4", 2, "", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("response", "5", 3, "", &page("searched by place")),
        record("request", "6", 3, "", &search),
        record("response", "7", 4, "", &page("searched by request")),
        record("request", "8", 4, "7", &search),
        record("response", "9", 5, "10", &page("searched by answer")),
        record("request", "10", 5, "", &search),
        record("request", "11", 6, "", &json),
        record("response", "12", 6, "11", &page("searched by script")),
        record("response", "13", 7, "", &page("closed")),
        record("request", "14", 7, "", &asked("GET", "", "")),
    ]
    .concat()
}

fn imported(folder: &Path) -> Archive {
    let file = folder.join("a.warc");
    std::fs::write(&file, records()).unwrap();
    let mut archive = open(&folder.join("archive"), 0);
    let imported = archive.import(&file, Unverified::LeftOut, &text).unwrap();
    assert_eq!((imported.records, imported.captures, imported.faults.len()), (14, 7, 0), "{imported:?}");
    let again = archive.import(&file, Unverified::LeftOut, &text).unwrap();
    assert_eq!((again.records, again.known), (0, 14), "{again:?}");
    archive
}

fn minutes(captures: &[CaptureRow]) -> Vec<&str> {
    captures.iter().map(|capture| &capture.at[14..16]).collect()
}

fn index(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.index(&mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

#[test]
fn only_answers_to_get_are_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let archive = imported(folder.path());
    let lines = index(&archive);
    archive.finish().unwrap();
    Archive::rebuild(&folder.path().join("archive"), &run(2), &text).unwrap();
    let archive = open(&folder.path().join("archive"), 3);
    assert_eq!(minutes(&archive.captures(URL).unwrap()), ["01", "07"]);
    let answers = archive.answers(URL).unwrap();
    assert_eq!(minutes(&answers), ["01", "02", "03", "04", "05", "06", "07"]);
    let methods: Vec<_> = answers.iter().map(|answer| answer.method.as_deref().unwrap_or("")).collect();
    assert_eq!(methods, ["", "OPTIONS", "POST", "POST", "POST", "POST", ""]);
    let found = archive.search("lock says", 3).unwrap();
    let mut found: Vec<_> = found.iter().map(|hit| hit.title.as_deref().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, ["closed", "opened"], "answers to what was sent take no place of others");
    assert_eq!(index(&archive), lines, "the catalogue that is built again says the same");
    archive.finish().unwrap();
    assert!(check(&folder.path().join("archive"), &run(4), Repair::No, &text).unwrap().is_sound());
}

#[test]
fn what_was_sent_is_in_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let lines = index(&imported(folder.path()));
    let search = "org,example)/lock?__wb_method=post&page=2&q=boats%20over%2020 ";
    let keys = [("org,example)/lock ", 2), ("org,example)/lock?__wb_method=options ", 1), (search, 3)];
    for (key, times) in keys {
        assert_eq!(lines.lines().filter(|line| line.starts_with(key)).count(), times, "{key}\n{lines}");
    }
    let json = "org,example)/lock?__wb_method=post&q=boats 20240503080600 ";
    assert!(lines.lines().any(|line| line.starts_with(json)), "{lines}");
    assert!(lines.contains(r#""method":"POST","requestBody":"q=boats over 20&page=2""#), "{lines}");
    assert!(lines.contains(r#""method":"OPTIONS"}"#), "{lines}");
}

#[test]
fn packages_take_requests_along() {
    let folder = tempfile::tempdir().unwrap();
    let archive = imported(folder.path());
    let target = folder.path().join("a.wacz");
    archive.export(Selection::Urls(&[URL]), &target, &package()).unwrap();
    let mut other = open(&folder.path().join("other"), 9);
    // Of the two requests for the page nothing says so but their place.
    let taken = other.import(&target, Unverified::LeftOut, &text).unwrap();
    assert_eq!((taken.records, taken.faults.len()), (13, 0), "{taken:?}");
    let keys = |archive: &Archive| -> Vec<String> {
        index(archive).lines().map(|line| line.split(" {").next().unwrap().to_owned()).collect()
    };
    assert_eq!(keys(&other), keys(&archive));
}

#[test]
fn commands_show_the_page_and_mark_the_others() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).finish().unwrap();
    let said = |arguments: &[&str]| {
        let output =
            newscheck(folder.path()).arg("archive").args(arguments).args(["--archive", "archive"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert_eq!(said(&["show", URL, "--at", "2024-05-03T08:02:00Z"]).lines().next(), Some("opened"));
    let diff = said(&["diff", URL]);
    assert!(diff.contains("closed") && !diff.contains("searched"), "{diff}");
    let list = said(&["list", URL]);
    assert_eq!(list.matches("(answers POST)").count(), 4, "{list}");
    assert!(list.contains("(answers OPTIONS)"), "{list}");
}
