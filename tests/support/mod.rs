//! What the tests of the command line share: running the binary, splitting command lines, renewing expected
//! output.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test uses a part; a failure names its line"
)]

pub mod articles;
pub mod places;

use std::collections::BTreeSet;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary under test.
pub fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_newscheck"))
}

/// Whether expected output is to be written anew (`NEWSCHECK_BLESS=1 cargo test`). What a human reads must be
/// read again then; lines and columns are derived from the sources either way.
pub fn blessing() -> bool {
    std::env::var_os("NEWSCHECK_BLESS").is_some_and(|value| value == "1")
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Holds a check against every case that was found, on all cores, and tells of all that fail.
/// `NEWSCHECK_CASES=word,word` leaves those whose names have one of the words.
pub fn each(cases: &[String], check: impl Fn(&str) + Sync) {
    assert!(!cases.is_empty(), "there are cases");
    let wanted = std::env::var("NEWSCHECK_CASES").unwrap_or_default();
    let is_wanted = |case: &&String| wanted.split(',').any(|word| case.contains(word));
    let cases: Vec<&String> = cases.iter().filter(is_wanted).collect();
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(BTreeSet::new());
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            if std::panic::catch_unwind(AssertUnwindSafe(|| check(case))).is_err() {
                failed.lock().unwrap().insert(*case);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} of {} fail: {failed:#?}", failed.len(), cases.len());
}

/// A command in a folder with an environment that does not depend on who runs the tests.
pub fn newscheck(folder: &Path) -> Command {
    let mut command = Command::new(binary());
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "100")
        .stdin(Stdio::null());
    command
}

/// Runs a command with bytes on its standard input.
pub fn run_with(mut command: Command, stdin: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let bytes = stdin.to_owned();
    // A program that does not read its input closes it: that is its own business.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&bytes)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// The words of a command line, with `'single'` and `"double"` quotes.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => word.get_or_insert_default().push(character),
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(character),
        }
    }
    assert!(quote.is_none(), "an open quote in {line}");
    words.extend(word);
    words
}
