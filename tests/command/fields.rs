//! `verify --fields`: each field is as in the whole report, whatever else is left out.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support;

/// The rows of articles, of these fields alone where some are named.
fn rows(fields: &[&str]) -> Vec<serde_json::Map<String, Value>> {
    let mut command = support::newscheck(support::root());
    command.args(["verify", "--no-config", "--format", "ndjson", "--now", "2025-06-01T00:00:00Z"]);
    command.args(["fixtures/rules", "fixtures/articles"]);
    if !fields.is_empty() {
        command.args(["--fields", &fields.join(",")]);
    }
    let output = command.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Map<_, _>>(line).unwrap());
    rows.filter(|row| row["type"] == "article").collect()
}

#[test]
fn each_field_alone_is_as_in_the_whole_report() {
    let whole = rows(&[]);
    assert!(whole.len() > 100);
    let names: BTreeSet<&String> = whole.iter().flat_map(|row| row.keys()).collect();
    for name in names.into_iter().filter(|name| *name != "type") {
        let alone = rows(&[name]);
        assert_eq!(alone.len(), whole.len(), "{name}");
        for (alone, whole) in alone.iter().zip(&whole) {
            assert_eq!(alone.get(name), whole.get(name), "{name} of {}", whole["path"]);
            assert_eq!(alone.len(), 1 + usize::from(whole.contains_key(name)), "{name} of {}", whole["path"]);
        }
    }
}

#[test]
fn all_fields_are_the_whole_report() {
    let whole = rows(&[]);
    let names: BTreeSet<&String> = whole.iter().flat_map(|row| row.keys()).collect();
    let names: Vec<&str> = names.into_iter().map(String::as_str).filter(|name| *name != "type").collect();
    assert_eq!(rows(&names), whole);
}
