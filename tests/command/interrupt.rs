//! Ctrl-C: the run ends at once with exit code 130, what is finished is printed whole, and JSON is closed.

use crate::support;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const ROW: &str = "{\"id\": \"a\", \"text\": \"Rain\\n\\nThe river rose [1].\\n\\nReferences\\n[1] https://example.org/rain\\n\"}\n";

/// Starts a run that reads a stream which does not end by itself.
fn started(format: &str) -> Child {
    let mut command = support::newscheck(support::root());
    command.args(["verify", "-", "--input-format", "ndjson", "--format", format, "--select", "CIT,REF"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// Waits for the end; gives the exit code and the rest of the output.
fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut rest = String::new();
    child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
    (child.wait().unwrap().code(), rest)
}

#[test]
fn rows_come_while_the_stream_is_open_and_an_interrupt_adds_the_summary() {
    let mut child = started("ndjson");
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all(ROW.as_bytes()).unwrap();
        let mut row = String::new();
        stdout.read_line(&mut row).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&row).unwrap()["status"], "pass");
    }
    interrupt(&child);
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let summary: Value = serde_json::from_str(&rest).unwrap();
    assert_eq!(
        (&summary["type"], &summary["complete"], &summary["counts"]["articles"]),
        (&"summary".into(), &false.into(), &3.into())
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn json_is_closed() {
    let mut child = started("json");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(ROW.repeat(5).as_bytes()).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut report = String::new();
    // The head of the report and the first article: the run has begun.
    stdout.read_line(&mut report).unwrap();
    stdout.read_line(&mut report).unwrap();
    interrupt(&child);
    stdout.read_to_string(&mut report).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((report["articles"].as_array().unwrap().len(), &report["complete"]), (5, &false.into()));
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn text_says_that_not_all_was_looked_at() {
    let mut child = started("text");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(ROW.replace("[1].", "[2].").as_bytes()).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut report = String::new();
    stdout.read_line(&mut report).unwrap();
    interrupt(&child);
    stdout.read_to_string(&mut report).unwrap();
    assert!(
        report.starts_with("-#a\nerror[CIT001]")
            && report.contains("\nInterrupted: not every file was looked at\n"),
        "{report}"
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_run_that_waits_for_its_input_ends_at_once() {
    for arguments in [&["verify", "-"][..], &["verify", "--files-from", "-"], &["parse", "-"]] {
        let mut command = support::newscheck(support::root());
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let _open = child.stdin.take();
        std::thread::sleep(Duration::from_millis(300));
        let began = Instant::now();
        interrupt(&child);
        assert_eq!(ended(child), (Some(130), String::new()), "{arguments:?}");
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}
