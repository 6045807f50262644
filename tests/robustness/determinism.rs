//! Same bytes in, same bytes out: on any number of threads, in any order of arguments, in every format.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::articles::{self, Numbers};

/// Files in the generated folder: more than a window of results for any number of threads below.
const FILES: usize = 200;

/// Each command with each of its formats.
const RUNS: &[&[&str]] = &[
    &["verify", "--format", "text"],
    &["verify", "--format", "text", "--verbose"],
    &["verify", "--format", "text", "--quiet"],
    &["verify", "--format", "text", "--color", "always"],
    &["verify", "--format", "json"],
    &["verify", "--format", "ndjson"],
    &["verify", "--format", "sarif"],
    &["verify", "--format", "junit"],
    &["verify", "--format", "gitlab"],
    &["verify", "--format", "github"],
    &["verify", "--format", "csv"],
    &["verify", "--format", "markdown"],
    &["verify", "--format", "html"],
    &["verify", "--format", "worksheet-csv"],
    &["parse", "--format", "json"],
    &["parse", "--format", "ndjson"],
    &["parse", "--format", "text"],
    &["parse", "--format", "markdown"],
    &["parse", "--format", "ndjson", "--explain"],
    &["parse", "--format", "text", "--explain"],
];

/// What a run printed on both streams, and its exit code.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    code: Option<i32>,
}

fn run(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Printed {
    let mut command = support::newscheck(folder);
    command.args(arguments);
    if arguments[0] == "verify" {
        command.args(["--now", "2026-05-01T12:00:00Z"]);
    }
    let output = support::run_with(command, stdin);
    Printed { stdout: output.stdout, stderr: output.stderr, code: output.status.code() }
}

fn filled(seed: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = articles::fill(&folder.path().join("news"), FILES, seed);
    assert!(files > FILES);
    folder
}

#[test]
fn any_number_of_threads_prints_the_same() {
    let folder = filled(1);
    for arguments in RUNS {
        let with = |jobs: &str| run(folder.path(), &[*arguments, &["--jobs", jobs, "news"]].concat(), b"");
        let one = with("1");
        assert!(one.stdout.len() > 10_000 || arguments.contains(&"--quiet"), "{arguments:?} prints much");
        assert!(one == with("8"), "{arguments:?}: --jobs 1 and --jobs 8 differ");
    }
}

#[test]
fn odd_numbers_of_threads_print_the_same() {
    let folder = filled(6);
    let with = |jobs: &str| run(folder.path(), &["verify", "--format", "json", "--jobs", jobs, "news"], b"");
    let one = with("1");
    assert!(["2", "3", "33", "500"].iter().all(|jobs| one == with(jobs)));
}

#[test]
fn the_generated_folder_holds_every_kind_of_outcome() {
    let folder = filled(1);
    let printed = run(folder.path(), &["verify", "--format", "ndjson", "news"], b"");
    assert_eq!(printed.code, Some(2), "broken files are trouble");
    let rows: Vec<serde_json::Value> = printed
        .stdout
        .split(|&byte| byte == b'\n')
        .filter(|row| !row.is_empty())
        .map(|row| serde_json::from_slice(row).unwrap())
        .collect();
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows[..rows.len() - 1] {
        *statuses.entry(row["status"].as_str().unwrap()).or_default() += 1;
    }
    assert!(
        ["pass", "fail", "not-checked"]
            .iter()
            .all(|status| statuses.get(status).is_some_and(|&count| count > 20)),
        "{statuses:?}"
    );
    assert!(rows[rows.len() - 1]["counts"]["skipped"].as_u64().unwrap() > 5);
    let paths: Vec<&str> = rows[..rows.len() - 1].iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert!(paths.is_sorted(), "articles come in the order of their paths");
}

#[test]
fn the_order_of_arguments_does_not_matter() {
    let folder = filled(2);
    let parts: Vec<String> = (0..7).map(|part| format!("news/part-{part}")).collect();
    let forward: Vec<&str> =
        ["verify", "--format", "json"].into_iter().chain(parts.iter().map(String::as_str)).collect();
    let backward: Vec<&str> =
        ["verify", "--format", "json"].into_iter().chain(parts.iter().rev().map(String::as_str)).collect();
    assert!(run(folder.path(), &forward, b"") == run(folder.path(), &backward, b""));
}

#[test]
fn the_locale_and_the_time_zone_do_not_matter() {
    let folder = filled(3);
    let with = |locale: &str, zone: &str| {
        let mut command = support::newscheck(folder.path());
        command.args(["verify", "--format", "json", "--now", "2026-05-01T12:00:00Z", "news"]);
        command.env("LC_ALL", locale).env("LANG", locale).env("TZ", zone);
        support::run_with(command, b"").stdout
    };
    assert!(with("C", "UTC") == with("tr_TR.UTF-8", "Pacific/Auckland"));
}

#[test]
fn a_stream_prints_the_same_as_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut numbers = Numbers::new(4);
    let rows: String = (0..1_000).map(|id| articles::row(&mut numbers, id)).collect();
    assert!(rows.len() > 512 * 1024, "more than one run of lines: {}", rows.len());
    fs::write(folder.path().join("dump.ndjson"), &rows).unwrap();
    for jobs in ["1", "8"] {
        let from_file =
            run(folder.path(), &["verify", "--format", "ndjson", "--jobs", jobs, "dump.ndjson"], b"");
        let stream = [
            "verify",
            "--format",
            "ndjson",
            "--jobs",
            jobs,
            "--input-format",
            "ndjson",
            "--stdin-name",
            "dump.ndjson",
            "-",
        ];
        assert!(from_file == run(folder.path(), &stream, rows.as_bytes()), "--jobs {jobs}");
    }
}

#[test]
fn several_reports_of_one_run_are_those_of_several_runs() {
    let folder = filled(5);
    let alone = |format: &str| run(folder.path(), &["verify", "--format", format, "news"], b"").stdout;
    let together = [
        "verify",
        "--format",
        "text",
        "--report",
        "json=report.json",
        "--report",
        "ndjson=report.ndjson",
        "--jobs",
        "8",
        "news",
    ];
    assert!(run(folder.path(), &together, b"").stdout == alone("text"));
    assert!(fs::read(folder.path().join("report.json")).unwrap() == alone("json"));
    assert!(fs::read(folder.path().join("report.ndjson")).unwrap() == alone("ndjson"));
}
