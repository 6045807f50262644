//! Does newscheck read real documents as their gold answers do? The evaluation sets are kept outside the
//! project: `NEWSCHECK_EVAL` names the folder that holds `citations/` with its `run.py`, `score.py` and
//! `gold/`. `tests/scripts/eval.sh` runs these tests.

use crate::support;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Corpora that are not news-like: keyed and footnote markup.
const NOT_CORE: &[&str] = &["rfc-keyed", "pep-rst", "md-footnotes", "wiki-html"];

fn citations() -> PathBuf {
    let folder =
        std::env::var_os("NEWSCHECK_EVAL").expect("NEWSCHECK_EVAL names the folder of the evaluation sets");
    Path::new(&folder).join("citations")
}

fn python(script: &str, arguments: &[&str]) -> String {
    let output = Command::new("python3").arg(citations().join(script)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The folder with what the binary says of each document; made once.
fn predictions() -> &'static str {
    static FOLDER: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap().to_owned();
        let said = python("run.py", &[support::binary().to_str().unwrap(), &path]);
        assert_eq!(said.trim(), "0 failed");
        (folder, path)
    };
    &FOLDER.get_or_init(made).1
}

fn annotations() -> Vec<Value> {
    let entries = fs::read_dir(citations().join("gold/ann")).unwrap();
    entries.map(|entry| serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap()).collect()
}

fn corpora() -> BTreeSet<String> {
    annotations().iter().map(|gold| gold["corpus"].as_str().unwrap().to_owned()).collect()
}

/// The scores over some corpora.
fn scores(corpora: &[String]) -> Value {
    let scores = python("score.py", &["--json", "--corpus", &corpora.join(","), predictions()]);
    serde_json::from_str::<Value>(&scores).unwrap()["ALL"].take()
}

fn at_least(scores: &Value, what: &[&str], floor: f64) {
    let score = what.iter().fold(scores, |value, field| &value[*field]).as_f64().unwrap();
    assert!(score >= floor, "{}: {score:.4} is below {floor}", what.join(" "));
}

#[test]
#[ignore = "reads the evaluation sets: NEWSCHECK_EVAL names their folder, tests/scripts/eval.sh runs it"]
fn core_corpora() {
    let core: Vec<String> =
        corpora().into_iter().filter(|corpus| !NOT_CORE.contains(&corpus.as_str())).collect();
    let scores = scores(&core);
    at_least(&scores, &["exact_doc"], 0.95);
    at_least(&scores, &["report_exact"], 0.97);
    at_least(&scores, &["citations", "F1"], 0.995);
    at_least(&scores, &["resolution", "F1"], 0.985);
    at_least(&scores, &["dangling", "F1"], 0.97);
    at_least(&scores, &["unused", "F1"], 0.97);
}

#[test]
#[ignore = "reads the evaluation sets: NEWSCHECK_EVAL names their folder, tests/scripts/eval.sh runs it"]
fn all_corpora() {
    at_least(&scores(&corpora().into_iter().collect::<Vec<_>>()), &["exact_doc"], 0.92);
}

#[test]
#[ignore = "reads the evaluation sets: NEWSCHECK_EVAL names their folder, tests/scripts/eval.sh runs it"]
fn documents_without_citations_have_nothing_dangling_and_nothing_unused() {
    let negatives: Vec<String> =
        corpora().into_iter().filter(|corpus| corpus.starts_with("negative")).collect();
    assert!(!negatives.is_empty());
    let scores = scores(&negatives);
    for what in ["dangling", "unused"] {
        assert_eq!((scores[what]["tp"].as_u64(), scores[what]["fp"].as_u64()), (Some(0), Some(0)), "{what}");
    }
}

/// The text of the document that is the corpus `seed`.
fn seed() -> String {
    let gold = annotations().into_iter().find(|gold| gold["corpus"] == "seed").expect("there is a seed");
    fs::read_to_string(citations().join(format!("gold/docs/{}.txt", gold["id"].as_str().unwrap()))).unwrap()
}

/// What `verify` prints of a text, with its exit code.
fn verified(text: &str) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("article.txt"), text).unwrap();
    let mut command = support::newscheck(folder.path());
    command.args(["verify", "article.txt"]);
    let output = support::run_with(command, b"");
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
#[ignore = "reads the evaluation sets: NEWSCHECK_EVAL names their folder, tests/scripts/eval.sh runs it"]
fn the_seed_is_clean_and_its_four_mutations_are_found() {
    let text = seed();
    let (shown, code) = verified(&text);
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("7 citations, all resolved; 2 references, all used"), "{shown}");
    assert!(
        shown.contains(text.lines().next().unwrap()) && shown.contains("2025-04-26 02:33 ET (UTC-04:00)"),
        "{shown}"
    );

    let cited: Vec<String> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(" [2]."))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    assert_eq!(cited.len(), 4);
    let (shown, code) = verified(&text.replace("\n[2] http", "\n[7] http"));
    assert_eq!(code, Some(1), "{shown}");
    assert!(
        shown.contains("citation [2] has no reference (4 places)")
            && shown.contains("reference [7] is never cited"),
        "{shown}"
    );
    assert!(
        shown.contains(&format!("article.txt:{}:", cited[0]))
            && shown.contains(&format!("lines {}", cited[1..].join(", "))),
        "{shown}"
    );

    let (shown, _) = verified(&text.replace("\n[2] http", "\nhttp"));
    assert!(
        shown.contains("citation [2] has no reference")
            && shown.contains("reference without a label is never cited"),
        "{shown}"
    );
    let (shown, _) = verified(&text.replace("\n[2] http", "\n[3] https://example.org/further\n[2] http"));
    assert!(
        shown.contains("reference [3] is never cited") && shown.contains("7 citations, all resolved"),
        "{shown}"
    );
}
