//! The links of a matrix of faults, asked over loopback: every verdict must be the one a careful reader would
//! give.

use crate::bench::{Bench, Outcome};
use crate::cases;

/// Cases that are known to come out wrong. A case that comes out right must leave the list.
const KNOWN: &[&str] = &[];

/// Whether a case is among those to run: all, or those with the words of `NEWSCHECK_CASES` in their names.
fn is_wanted(name: &str) -> bool {
    std::env::var("NEWSCHECK_CASES").map_or(true, |words| words.split(',').any(|word| name.contains(word)))
}

fn judge(outcome: &Outcome) {
    println!(
        "{} of {} right in {:.1} s",
        outcome.right,
        outcome.right + outcome.wrong.len(),
        outcome.took.as_secs_f64()
    );
    let mut surprises = Vec::new();
    for (case, fault) in &outcome.wrong {
        println!("{case}: {fault}");
        if !KNOWN.contains(case) {
            surprises.push(format!("{case}: {fault}"));
        }
    }
    surprises.extend(
        KNOWN
            .iter()
            .filter(|case| !outcome.wrong.contains_key(*case))
            .map(|case| format!("{case}: no longer wrong")),
    );
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

#[test]
fn quick_cases_are_judged_right() {
    let bench = Bench::start(cases::all().into_iter().filter(|case| !case.is_slow()).collect());
    judge(&bench.run(&["--deadline", "20"]));
}

#[test]
#[ignore = "takes 30 s"]
fn the_whole_matrix_is_judged_right() {
    let bench = Bench::start(cases::all().into_iter().filter(|case| is_wanted(case.name)).collect());
    let outcome = bench.run(&[]);
    judge(&outcome);
    assert!(outcome.took.as_secs_f64() < 30.0, "{:?}", outcome.took);
}

#[test]
#[ignore = "needs NEWSCHECK_ANSWERS: tools/fit/pages.py"]
fn pages_of_the_matrix_are_written() {
    let path = std::env::var("NEWSCHECK_ANSWERS").expect("NEWSCHECK_ANSWERS names the file to write");
    let lines = cases::all().into_iter().filter_map(|case| Some(format!("{}\n", case.shown()?)));
    std::fs::write(path, lines.collect::<String>()).unwrap();
}

#[test]
fn some_quick_cases_are_archived_soundly() {
    let bench = Bench::start(cases::all().into_iter().filter(|case| !case.is_slow()).step_by(4).collect());
    let (data, package) = bench.archive();
    assert!(data.read_dir().unwrap().count() == 2 && package.metadata().unwrap().len() > 20_000);
}

#[test]
#[ignore = "needs NEWSCHECK_VALIDATORS: tests/scripts/validate.sh"]
fn other_tools_accept_the_archive_of_the_whole_matrix() {
    let folder = std::env::var("NEWSCHECK_VALIDATORS")
        .expect("NEWSCHECK_VALIDATORS names the folder that has validate.sh");
    // warcio 1.8.1 fails on every brotli body where the Python package brotli is installed.
    let is_brotli =
        |name: &str| name.starts_with("coding/") && name.split([' ', '/']).any(|word| word == "br");
    // pywb replays no redirect to what it takes for the same address, and of two answers of one address in
    // one second one only: what a server gives before and after it has set a cookie.
    let within_one = ["loop/", "slash", "cookie"];
    let is_replayed = |name: &str| !is_brotli(name) && !within_one.iter().any(|words| name.contains(words));
    let bench = Bench::start(cases::all().into_iter().filter(|case| is_replayed(case.name)).collect());
    let (data, package) = bench.archive();
    let mut files: Vec<_> = data.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    // The second run's revisits refer to the first one's file: alone they cannot be replayed.
    files.truncate(1);
    files.push(package);
    for file in files {
        let output = std::process::Command::new("bash")
            .arg(format!("{folder}/validate.sh"))
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        println!("{}\n{said}", file.display());
        assert!(output.status.success() && said.contains("0 tool(s) failed"), "{}", file.display());
    }
}
