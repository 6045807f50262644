//! Does every rule report what its bad fixture holds, word for word and place for place, and nothing on its good one?
//!
//! A folder `fixtures/rules/CODE-name` holds `bad.*`, `good.*` and `bad.expected`: a line `line:column CODE message` for each
//! finding of that code, `-` for one without a place. Rules about links have `links.json` beside them: what became of each address;
//! those about captures have `sources.json`. The message of an INP finding is its loader's and is left out.

#![allow(clippy::unwrap_used, reason = "helpers of tests: a failure names its line")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newscheck::input::{LoadOptions, RawInput};
use newscheck::model::{FileReport, Finding, Location, Outcome, Severity, Source};
use newscheck::pipeline::check::{Plan, check_input};
use newscheck::render::Wants;
use newscheck::rules::{self, ActiveRule};

macro_rules! fixtures {
    ($($test:ident: $folder:literal,)*) => {
        const FOLDERS: &[&str] = &[$($folder),*];
        $(#[test]
        fn $test() {
            holds($folder);
        })*
    };
}

fixtures! {
    a_dangling_citation: "CIT001-dangling-citation",
    a_malformed_citation: "CIT002-malformed-citation",
    a_placeholder_citation: "CIT003-placeholder-citation",
    a_missing_reference_list: "CIT004-missing-reference-list",
    an_out_of_order_citation: "CIT005-out-of-order-citation",
    an_unused_reference: "REF001-unused-reference",
    a_duplicate_label: "REF002-duplicate-label",
    a_duplicate_source: "REF003-duplicate-source",
    a_reference_without_url: "REF004-reference-without-url",
    a_label_gap: "REF005-label-gap",
    a_malformed_url: "URL001-malformed-url",
    a_missing_headline: "MET001-missing-headline",
    a_missing_timestamp: "MET002-missing-timestamp",
    a_future_timestamp: "MET003-future-timestamp",
    a_missing_body: "MET004-missing-body",
    a_zoneless_timestamp: "MET005-zoneless-timestamp",
    an_impossible_date: "MET006-impossible-date",
    a_template_residue: "RES002-template-residue",
    a_dead_link: "LNK001-dead-link",
    a_moved_link: "LNK002-moved-link",
    a_soft_404: "LNK003-soft-404",
    a_blocked_link: "LNK004-blocked-link",
    a_tls_fault: "LNK005-tls-fault",
    an_unreachable_link: "LNK006-unreachable-link",
    a_not_archived: "LNK008-not-archived",
    a_drifted_source: "LNK009-drifted-source",
    a_broken_response: "LNK010-broken-response",
    a_refused_url: "LNK011-refused-url",
    a_likely_invented_url: "LNK012-likely-invented-url",
    an_unreadable_input: "INP001-unreadable-input",
    an_unknown_format: "INP002-unknown-format",
    an_unused_suppression: "INP004-unused-suppression",
}

#[test]
fn every_fixture_folder_is_listed() {
    let mut folders: Vec<String> = names(&root());
    let mut listed: Vec<String> = FOLDERS.iter().map(|&folder| folder.to_owned()).collect();
    folders.sort();
    listed.sort();
    assert_eq!(folders, listed);
}

/// Checks one fixture folder.
fn holds(folder: &str) {
    let (code, _) = folder.split_once('-').expect("a folder is named CODE-name");
    let bad = check(&file(folder, "bad"));
    let expected = fs::read_to_string(root().join(folder).join("bad.expected")).unwrap();
    let found: Vec<String> = of(&bad, code).map(line).collect();
    assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{folder}: bad");
    places_hold_their_words(&file(folder, "bad"), &bad);

    let good = check(&file(folder, "good"));
    assert!(matches!(good.outcome, Outcome::Article(_)), "{folder}: good is read as an article");
    assert_eq!(of(&good, code).map(line).collect::<Vec<_>>(), Vec::<String>::new(), "{folder}: good");
    places_hold_their_words(&file(folder, "good"), &good);
}

/// The report of a run with every rule on, at noon on 1 May 2026.
fn check(path: &Path) -> FileReport {
    let on = |rule: &'static dyn rules::Rule| {
        let default = rule.meta().default_severity;
        ActiveRule { rule, severity: if default == Severity::Off { Severity::Warning } else { default } }
    };
    let plan = Plan {
        load: LoadOptions::default(),
        rules: rules::all().map(on).collect(),
        now: "2026-05-01T12:00:00Z".parse().unwrap(),
        wants: Wants { article: true, excerpts: true, fingerprints: true, ..Wants::default() },
        links: None,
        sources: None,
        baseline: None,
        digests: None,
    };
    let links = path.parent().unwrap().join("links.json");
    let links = links.exists().then(|| Arc::new(serde_json::from_slice(&fs::read(links).unwrap()).unwrap()));
    let sources = path.parent().unwrap().join("sources.json");
    let sources = sources.exists().then(|| Arc::new(serde_json::from_slice(&fs::read(sources).unwrap()).unwrap()));
    let plan = Plan { links, sources, ..plan };
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let input = RawInput { source: Source { path: name, ..Source::default() }, bytes: &bytes, first_index: 0 };
    let mut reports = Vec::new();
    check_input(&input, &plan, newscheck::pipeline::check::Taken::Named, &mut |report| reports.push(report));
    assert_eq!(reports.len(), 1, "{} gives one report", path.display());
    reports.remove(0)
}

/// Counts lines and columns anew, without the library's line index.
fn places_hold_their_words(path: &Path, report: &FileReport) {
    let bytes = fs::read(path).unwrap();
    let Ok(text) = String::from_utf8(bytes) else {
        assert!(report.findings.iter().all(|finding| finding.location.is_none()), "only text has places");
        return;
    };
    for finding in &report.findings {
        let Some(location) = finding.location else { continue };
        let words = words_at(&text, location);
        assert!(words.starts_with(&finding.snippet) && !finding.snippet.is_empty(), "{}: {words:?}, {:?}", line(finding), finding.snippet);
        let excerpt = finding.excerpt.as_ref().expect("excerpts were asked for");
        assert!(finding.snippet.starts_with(&excerpt.text[excerpt.start..excerpt.end]), "{}", line(finding));
        for related in &finding.related {
            assert!(!words_at(&text, related.location).is_empty(), "{}: {}", line(finding), related.message);
        }
    }
}

fn words_at(text: &str, location: Location) -> String {
    let offset = |line: u32, column: u32| {
        let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        start + text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    text[offset(location.line, location.column)..offset(location.end_line, location.end_column)].to_owned()
}

fn of<'r>(report: &'r FileReport, code: &'r str) -> impl Iterator<Item = &'r Finding> {
    report.findings.iter().filter(move |finding| finding.code == code)
}

fn line(finding: &Finding) -> String {
    let place = finding.location.map_or("-".to_owned(), |location| format!("{}:{}", location.line, location.column));
    match finding.code.starts_with("INP") {
        true => format!("{place} {}", finding.code),
        false => format!("{place} {} {}", finding.code, finding.message),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules")
}

/// The one file of a folder with a stem, whatever its ending.
fn file(folder: &str, stem: &str) -> PathBuf {
    let folder = root().join(folder);
    let is_input = |name: &String| name.starts_with(&format!("{stem}.")) && !name.ends_with(".expected");
    let found: Vec<String> = names(&folder).into_iter().filter(is_input).collect();
    assert_eq!(found.len(), 1, "{} has one {stem} file", folder.display());
    folder.join(&found[0])
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
