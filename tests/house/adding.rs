//! Is a new rule one file, two lines, a fixture and a line in the changelog, and nothing else? A copy of the
//! repository gets a rule in these places alone; then the expected outputs are written anew there and its
//! tests pass.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{names, root};

/// What is no part of the sources, or is not needed to run the tests.
const LEFT_OUT: &[&str] = &[".git", "target", "fuzz"];

/// The files of the new rule in `tests/house/adding`, and where they go.
const FILES: &[(&str, &str)] = &[
    ("shouted_headline.rs", "src/rules/metadata/shouted_headline.rs"),
    ("bad.txt", "fixtures/rules/MET901-shouted-headline/bad.txt"),
    ("good.txt", "fixtures/rules/MET901-shouted-headline/good.txt"),
];

/// The lines: their file, the line above, and the line itself.
const LINES: &[(&str, &str, &str)] = &[
    ("src/rules/metadata/mod.rs", "pub mod missing_timestamp;", "pub mod shouted_headline;"),
    (
        "src/rules/metadata/mod.rs",
        "    &impossible_date::IMPOSSIBLE_DATE,",
        "    &shouted_headline::SHOUTED_HEADLINE,",
    ),
    ("CHANGELOG.md", "### Added", "\n- MET901: headlines in capitals."),
];

/// The tests that know the rules.
const TESTS: &[&str] = &["rules", "command", "reports", "house"];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in names(from).iter().filter(|name| !LEFT_OUT.contains(&name.as_str())) {
        let (from, to) = (from.join(name), to.join(name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap_or_else(|error| panic!("copying {}: {error}", from.display()));
        }
    }
}

fn insert(file: &Path, above: &str, line: &str) {
    let text = fs::read_to_string(file).unwrap();
    let at = text.find(&format!("{above}\n")).expect("the line above is there") + above.len() + 1;
    fs::write(file, format!("{}{line}\n{}", &text[..at], &text[at..])).unwrap();
}

/// Runs the tests of a copy, which shares what is built of other crates with this one.
fn run(copy: &Path, bless: bool) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(copy).args(["test", "--quiet", "--offline"]);
    cargo.args(TESTS.iter().flat_map(|test| ["--test", test]));
    cargo.env("CARGO_TARGET_DIR", root().join("target")).env_remove("NEWSCHECK_BLESS");
    if bless {
        cargo.env("NEWSCHECK_BLESS", "1");
    }
    let output = cargo.output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "it builds the crate twice; .ci/run runs it"]
fn a_rule_is_a_file_two_lines_a_fixture_and_a_line_in_the_changelog() {
    // The same folder each time: cargo knows a package by its place, and would keep what it built of each.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adding");
    let _ = fs::remove_dir_all(&folder);
    copy(root(), &folder);
    for (file, place) in FILES {
        let place = folder.join(place);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(root().join("tests/house/adding").join(file), place).unwrap();
    }
    for (file, above, line) in LINES {
        insert(&folder.join(file), above, line);
    }
    run(&folder, true);
    run(&folder, false);
    let expected = folder.join("fixtures/rules/MET901-shouted-headline/bad.txt.expected");
    assert_eq!(fs::read_to_string(expected).unwrap(), "1:1 MET901 headline in capitals\n");
}
