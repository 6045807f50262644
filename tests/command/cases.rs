//! The command line as data: each file under `tests/command/cases/` is one run of the binary.
//!
//! ```text
//! What the case shows, in a sentence.
//! $ newscheck verify article.txt      the command line
//! ? 1                                 the exit code; 0 where there is none
//! env NO_COLOR=1                      a variable of its environment
//! -- article.txt --                   a file in its folder; `{xx}` in a file is the byte 0xxx where the name ends in ` escaped`
//! -- stdin --                         its standard input
//! -- stdout --                        what it prints, word for word
//! -- stdout json --                   or each field that it must have; `stdout ndjson` the same line by line
//! -- stderr --                        what it says, word for word; nothing where there is none
//! -- written report.json json --      what a file holds after the run
//! ```
//!
//! Whatever the expected output says, every line and column in it is derived from the sources again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::places::{self, Sources};
use serde_json::Value;

#[test]
fn every_case_holds() {
    let groups = support::names(&folder());
    let cases = groups.iter().flat_map(|group| {
        let files = support::names(&folder().join(group));
        files.into_iter().map(move |file| format!("{group}/{}", file.trim_end_matches(".case")))
    });
    support::each(&cases.collect::<Vec<_>>(), holds);
}

fn folder() -> std::path::PathBuf {
    support::root().join("tests/command/cases")
}

/// A case: its head, and its sections in order.
struct Case {
    head: String,
    sections: Vec<(String, String)>,
}

impl Case {
    fn read(text: &str) -> Self {
        let mut case = Case { head: String::new(), sections: Vec::new() };
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match (name, case.sections.last_mut()) {
                (Some(name), _) => case.sections.push((name.to_owned(), String::new())),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => case.head.push_str(line),
            }
        }
        case
    }

    fn written(&self) -> String {
        let sections = self.sections.iter().map(|(name, text)| format!("-- {name} --\n{text}"));
        self.head.clone() + &sections.collect::<String>()
    }

    fn after(&self, mark: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(mark))
    }

    fn section(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str())
    }

    /// The files that stand in its folder before the run.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let is_file = |name: &str| {
            !["stdin", "stdout", "stderr", "written"].contains(&name.split(' ').next().unwrap_or(""))
        };
        let files = self.sections.iter().filter(|(name, _)| is_file(name));
        files
            .map(|(name, text)| match name.strip_suffix(" escaped") {
                Some(name) => (name.to_owned(), unescaped(text)),
                None => (name.clone(), text.clone().into_bytes()),
            })
            .collect()
    }
}

/// Text with `{1b}` for a byte; a line end that follows `{}` is none.
fn unescaped(text: &str) -> Vec<u8> {
    let text = text.replace("{}\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (code, after) = after.split_once('}').expect("an escape is closed");
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(code, 16).expect("an escape is hexadecimal"));
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Runs one case.
fn holds(name: &str) {
    let path = folder().join(format!("{name}.case"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    let mut case = Case::read(&text);
    let place = tempfile::tempdir().unwrap();
    for (file, bytes) in case.files() {
        let file = place.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let words = support::words(case.after("$ ").unwrap_or_else(|| panic!("{name} has a command")));
    assert_eq!(words[0], "newscheck", "{name}");
    let mut command = support::newscheck(place.path());
    command.args(&words[1..]);
    for (variable, value) in case.head.lines().filter_map(|line| line.strip_prefix("env ")?.split_once('=')) {
        command.env(variable, value);
    }
    let output = support::run_with(command, case.section("stdin").unwrap_or("").as_bytes());
    let stdout = String::from_utf8(output.stdout).expect("stdout is UTF-8");
    let stderr = String::from_utf8(output.stderr).expect("stderr is UTF-8");

    let code: i32 = case.after("? ").map_or(0, |code| code.parse().expect("an exit code"));
    assert_eq!(output.status.code(), Some(code), "{name}: the exit code\n{stdout}{stderr}");
    let read = |file: &str| fs::read_to_string(place.path().join(file)).unwrap_or_default();
    let sources = Sources { text_of: &|file| source(place.path(), &case, file) };
    check_places(&stdout, &sources);
    for (section, _) in case.sections.iter().filter(|(section, _)| section.starts_with("written ")) {
        check_places(&read(section.split(' ').nth(1).unwrap()), &sources);
    }

    let actual = |section: &str| match section.split(' ').collect::<Vec<_>>()[..] {
        ["stdout", ..] => Some(stdout.clone()),
        ["stderr", ..] => Some(stderr.clone()),
        ["written", file, ..] => Some(read(file)),
        _ => None,
    };
    if support::blessing() {
        bless(&mut case, &stdout, &stderr, &actual);
        fs::write(&path, case.written()).unwrap();
        return;
    }
    assert_eq!(stderr, case.section("stderr").unwrap_or(""), "{name}: stderr");
    assert!(
        case.sections.iter().any(|(section, _)| section.starts_with("stdout")) || stdout.is_empty(),
        "{name}: {stdout}"
    );
    for (section, expected) in &case.sections {
        let Some(actual) = actual(section) else { continue };
        compare(&format!("{name}: {section}"), section, expected, &actual);
    }
}

/// Renews the sections that are compared word for word.
fn bless(case: &mut Case, stdout: &str, stderr: &str, actual: &dyn Fn(&str) -> Option<String>) {
    for (name, text) in [("stdout", stdout), ("stderr", stderr)] {
        let is_there = case.sections.iter().any(|(section, _)| section.split(' ').next() == Some(name));
        if !is_there && !text.is_empty() {
            case.sections.push((name.to_owned(), String::new()));
        }
    }
    for (section, text) in &mut case.sections {
        if !section.ends_with("json") {
            *text = actual(section).unwrap_or_else(|| text.clone());
        }
    }
    case.sections.retain(|(section, text)| !(section == "stderr" && text.is_empty()));
}

fn compare(what: &str, section: &str, expected: &str, actual: &str) {
    let json = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{what}: {error}: {text}"))
    };
    match section.rsplit(' ').next() {
        Some("json") => assert_holds(what, &json(expected), &json(actual)),
        Some("ndjson") => {
            let (expected, actual): (Vec<&str>, Vec<&str>) =
                (expected.lines().collect(), actual.lines().collect());
            assert_eq!(expected.len(), actual.len(), "{what}: the number of rows\n{}", actual.join("\n"));
            for (index, (expected, actual)) in expected.iter().zip(&actual).enumerate() {
                assert_holds(&format!("{what}: row {index}"), &json(expected), &json(actual));
            }
        }
        _ => assert_eq!(expected, actual, "{what}"),
    }
}

/// Every field of `expected` is in `actual` with that value; arrays are as long as expected.
fn assert_holds(what: &str, expected: &Value, actual: &Value) {
    match (expected, actual) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, value) in fields {
                let found = actual.get(name).unwrap_or_else(|| panic!("{what}: no {name} in {actual}"));
                assert_holds(&format!("{what}.{name}"), value, found);
            }
        }
        (Value::Array(items), Value::Array(found)) => {
            assert_eq!(items.len(), found.len(), "{what}: {actual}");
            for (index, (item, found)) in items.iter().zip(found).enumerate() {
                assert_holds(&format!("{what}[{index}]"), item, found);
            }
        }
        _ => assert_eq!(expected, actual, "{what}"),
    }
}

/// Derives the places of an output anew, whatever its format.
fn check_places(output: &str, sources: &Sources<'_>) {
    let plain = without_colors(output);
    if let Ok(value) = serde_json::from_str::<Value>(&plain) {
        places::check_json(&value, "", sources);
    } else if plain.starts_with("{\"type\"") {
        for line in plain.lines() {
            places::check_json(&serde_json::from_str(line).unwrap(), "", sources);
        }
    } else {
        places::check_text(&plain, sources);
    }
}

fn without_colors(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or(""));
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

/// The decoded text of a file of the case, of its standard input, or of a line of either
/// (`articles.ndjson#id`).
fn source(place: &Path, case: &Case, name: &str) -> Option<String> {
    let (file, member) = match name.split_once('#') {
        Some((file, member)) => (file, Some(member)),
        None => (name, None),
    };
    let bytes = fs::read(place.join(file))
        .ok()
        .or_else(|| case.section("stdin").map(|text| text.as_bytes().to_vec()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Some(member) = member else { return Some(text.trim_start_matches('\u{feff}').to_owned()) };
    let rows = text
        .lines()
        .enumerate()
        .filter_map(|(index, line)| Some((index, serde_json::from_str::<Value>(line).ok()?)));
    let names = |row: &Value, index: usize| {
        ["id", "key"].iter().any(|field| {
            row[*field].as_str() == Some(member)
                || member.parse().is_ok_and(|number: u64| row[*field] == number)
        }) || index.to_string() == member
    };
    let (_, row) = rows.into_iter().find(|(index, row)| names(row, *index))?;
    ["words", "text", "markdown", "html"].iter().find_map(|field| row[*field].as_str()).map(str::to_owned)
}
