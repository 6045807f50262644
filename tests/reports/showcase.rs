//! `fixtures/showcase` has an article of every input format and findings of every family of rules that a run
//! without network and archive has; `fixtures/showcase-reports` shows it in every report format, word for word.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{blessing, newscheck, root};
use newscheck::render::REPORTS;
use newscheck::rules::{self, Needs};
use serde_json::Value;

/// A report of the folder. What depends on the machine is replaced: the folder of the repository, and the
/// program's version.
fn report(format: &str) -> String {
    let mut command = newscheck(root());
    // The image is named outright: in a folder it would be passed over.
    command.args([
        "verify",
        "fixtures/showcase",
        "fixtures/showcase/photo.png",
        "--no-config",
        "--select",
        "ALL",
    ]);
    // Of one address there is a text to compare with.
    command.args(["--sources", "fixtures/showcase-sources"]);
    command.args(["--now", "2026-05-01T12:00:00Z", "--format", format]).env_remove("GITHUB_STEP_SUMMARY");
    let output = command.output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(2),
        "an unreadable file is trouble: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let folder = root().to_str().unwrap();
    text.replace(folder, "/repository")
        .replace(&folder.replace('/', "&#47;"), "/repository")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn file_of(format: &str) -> &'static str {
    match format {
        "text" => "report.txt",
        "json" => "report.json",
        "ndjson" => "report.ndjson",
        "sarif" => "report.sarif",
        "junit" => "report.junit.xml",
        "gitlab" => "report.gitlab.json",
        "github" => "report.github.txt",
        "csv" => "report.csv",
        "markdown" => "report.md",
        "html" => "report.html",
        "worksheet-csv" => "worksheet.csv",
        other => panic!("no file shows {other}"),
    }
}

#[test]
fn every_format_shows_the_folder() {
    let folder = root().join("fixtures/showcase-reports");
    let mut files: BTreeSet<String> = BTreeSet::new();
    for format in REPORTS {
        let path = folder.join(file_of(format.name()));
        files.insert(file_of(format.name()).to_owned());
        let report = report(format.name());
        if blessing() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, report).unwrap();
        } else {
            let shown =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                shown == report,
                "{} is not what is reported: renew it with NEWSCHECK_BLESS=1 and read what changed",
                path.display()
            );
        }
    }
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, there);
}

#[test]
fn every_family_of_rules_finds_something_and_every_input_format_is_there() {
    let report: Value = serde_json::from_str(&report("json")).unwrap();
    let articles = report["articles"].as_array().unwrap();
    // That every rule finds something is held by the fixtures of the rules, and what is found here by the
    // reports, which are compared byte for byte: a new rule need not be shown as well.
    let family = |code: &str| code[..3].to_owned();
    let found: BTreeSet<String> = articles
        .iter()
        .flat_map(|article| article["findings"].as_array().unwrap())
        .map(|finding| family(finding["code"].as_str().unwrap()))
        .collect();
    let offline = rules::all().filter(|meta| !matches!(meta.needs, Needs::Links | Needs::Sources));
    let expected: BTreeSet<String> = offline.map(|meta| family(meta.code)).collect();
    assert_eq!(found, expected);
    let paths: Vec<&str> = articles.iter().map(|article| article["path"].as_str().unwrap()).collect();
    for ending in [
        ".txt", ".md", ".rst", ".html", ".mhtml", ".docx", ".epub", ".pdf", ".warc.gz", ".wacz", ".ndjson",
        ".json",
    ] {
        assert!(paths.iter().any(|path| path.ends_with(ending)), "{ending}");
    }
}
