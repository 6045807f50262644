//! `--resume`: a run that was interrupted goes on where it stopped, and its output is that of one run.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support;

/// Articles of the first attempt to interrupt a run; of each further one there are twice as many.
const FILES: usize = 400;

/// A container behind the articles.
const ROWS: &str = "rows.ndjson";

fn row(number: usize) -> String {
    format!(
        "{{\"id\": \"r{number}\", \"text\": \"Rain\\n\\nThe river rose [1] [{number}].\\n\\nReferences\\n[1] https://example.org/rain\\n\"}}\n"
    )
}

/// A folder of articles, some of them faulty, and the names of them and of a container behind them.
fn folder(files: usize) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for number in 0..files {
        let name = format!("{number:05}.txt");
        let text = format!(
            "Dam {number} holds\n\nIt holds [1] [{}].\n\nReferences\n[1] https://example.org/{number}\n",
            number % 3
        );
        fs::write(folder.path().join(&name), text).unwrap();
        names.push(name);
    }
    fs::write(folder.path().join(ROWS), (1..6).map(row).collect::<String>()).unwrap();
    names.push(ROWS.to_owned());
    (folder, names)
}

fn verify(folder: &Path, names: &[String], output: &str) -> Command {
    let mut command = support::newscheck(folder);
    command.args(["verify", "--format", "ndjson", "--quiet", "--output", output]).args(names);
    command
}

fn resumed(folder: &Path, names: &[String]) -> Command {
    let mut command = verify(folder, names, "out.ndjson");
    command.args(["--resume", "journal"]);
    command
}

/// A folder in which a run was interrupted, with the names of its files.
fn interrupted() -> (tempfile::TempDir, Vec<String>) {
    for doubled in 0..6 {
        let (folder, names) = folder(FILES << doubled);
        let mut child = resumed(folder.path(), &names).args(["--jobs", "1"]).spawn().unwrap();
        let output = folder.path().join("out.ndjson");
        let has_rows = || fs::metadata(&output).is_ok_and(|about| about.len() > 0);
        while !has_rows() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).output().is_ok());
        if child.wait().unwrap().code() == Some(130) && folder.path().join("journal").exists() {
            return (folder, names);
        }
    }
    panic!("no run was slow enough to be interrupted");
}

#[test]
fn a_run_that_was_interrupted_goes_on_and_has_each_article_once() {
    let (folder, names) = interrupted();
    let at = folder.path();
    let journal = fs::read_to_string(at.join("journal")).unwrap();
    assert!(journal.contains("00000.txt") && !journal.contains(ROWS), "{journal}");
    // A row that was torn when the machine stopped is none.
    fs::write(at.join("journal"), journal + "{\"files\":[{\"path\":\"ro").unwrap();
    let one = verify(at, &names, "one.ndjson").output().unwrap();
    let output = resumed(at, &names).output().unwrap();
    assert_eq!(output.status.code(), one.status.code(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    assert_eq!(read("out.ndjson"), read("one.ndjson"));
    assert_eq!(read("one.ndjson").lines().count(), names.len() - 1 + 5 + 1);
    assert!(!at.join("journal").exists());
}

#[test]
fn what_does_not_fit_together_is_refused_and_nothing_is_lost() {
    let (folder, names) = interrupted();
    let at = folder.path();
    let before = fs::read(at.join("out.ndjson")).unwrap();
    let refused = |command: &mut Command, words: &str| {
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    };
    refused(resumed(at, &names).args(["--select", "REF"]), "other settings");
    let mut json = support::newscheck(at);
    json.args(["verify", "--output", "out.ndjson", "--resume", "journal"]).args(&names);
    refused(&mut json, "--format ndjson and --output FILE");
    refused(resumed(at, &["-".to_owned()]).args(["--stdin-name", "a.txt"]), "no file");
    assert_eq!(fs::read(at.join("out.ndjson")).unwrap()[..100], before[..100]);
    fs::write(at.join("00000.txt"), "Another dam\n\nIt holds.\n").unwrap();
    refused(&mut resumed(at, &names), "00000.txt has changed");
    fs::write(at.join("out.ndjson"), "").unwrap();
    refused(&mut resumed(at, &names), "shorter than its journal says");
    fs::write(at.join("journal"), "not a journal\n").unwrap();
    refused(&mut resumed(at, &names), "other settings");
}
