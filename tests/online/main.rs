//! The links of a matrix of faults, asked over loopback: every verdict must be the one a careful reader would give.

#![cfg(target_os = "linux")]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test of many parts that shows its figures; a failure names its line"
)]

mod answers;
mod bench;
mod cases;
mod guard;
mod memento;
mod pages;
mod server;
mod speed;
#[path = "../support/mod.rs"]
mod support;
mod tls;

use bench::{Bench, Outcome};

/// Cases that are known to come out wrong. A case that comes out right must leave the list.
const KNOWN: &[&str] = &[];

/// Whether a case is among those to run: all, or those with the words of `NEWSCHECK_CASES` in their names.
fn is_wanted(name: &str) -> bool {
    std::env::var("NEWSCHECK_CASES").map_or(true, |words| words.split(',').any(|word| name.contains(word)))
}

fn judge(outcome: &Outcome) {
    println!("{} of {} right in {:.1} s", outcome.right, outcome.right + outcome.wrong.len(), outcome.took.as_secs_f64());
    let mut surprises = Vec::new();
    for (case, fault) in &outcome.wrong {
        println!("{case}: {fault}");
        if !KNOWN.contains(case) {
            surprises.push(format!("{case}: {fault}"));
        }
    }
    surprises.extend(KNOWN.iter().filter(|case| !outcome.wrong.contains_key(*case)).map(|case| format!("{case}: no longer wrong")));
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
