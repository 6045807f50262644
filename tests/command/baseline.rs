//! Does a baseline hide what it lists and nothing else, wherever newscheck is run from and whatever else
//! changes in the file?

use std::fs;
use std::path::Path;

use crate::support::{newscheck, run_with};

const ARTICLE: &str = "# Ferry to the islands stops early\n\nThe last ferry left at noon [1], and the next one sails on Monday [3].\n\n\
## References\n\n[1] https://example.org/ferry\n\n[2] https://example.com/pilots\n";

struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command = newscheck(folder);
    command.args(args);
    let output = run_with(command, b"");
    Ran {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with one article and a baseline of what is wrong with it.
fn known() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("articles/ferry.md"), ARTICLE).unwrap();
    fs::write(
        folder.path().join("newscheck.toml"),
        "baseline = \"known.json\"\nselect = [\"CIT\", \"REF\", \"INP\"]\n",
    )
    .unwrap();
    let written = run(folder.path(), &["verify", "-q", "articles", "--write-baseline"]);
    assert_eq!((written.code, written.stderr.as_str()), (0, "newscheck: baseline written to known.json\n"));
    assert_eq!(written.stdout.lines().count(), 2, "{}", written.stdout);
    folder
}

fn article(folder: &tempfile::TempDir) -> std::path::PathBuf {
    folder.path().join("articles/ferry.md")
}

#[test]
fn what_it_lists_is_not_reported() {
    let folder = known();
    let ran = run(folder.path(), &["verify", "articles", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (report["counts"]["suppressed"].as_u64(), report["counts"]["errors"].as_u64()),
        (Some(2), Some(0))
    );
}

#[test]
fn it_holds_from_every_folder_and_spelling_of_the_path() {
    let folder = known();
    let whole = article(&folder);
    for (place, path) in [
        ("", "articles/ferry.md"),
        ("", "./articles/../articles/"),
        ("articles", "ferry.md"),
        ("articles", ".."),
    ] {
        let ran = run(&folder.path().join(place), &["verify", "-q", path]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{place} {path}: {}", ran.stderr);
    }
    assert_eq!(run(folder.path(), &["verify", "-q", whole.to_str().unwrap()]).code, 0);
}

#[test]
fn edits_elsewhere_do_not_matter_and_new_findings_show() {
    let folder = known();
    let edited = ARTICLE
        .replace("\n\nThe last", "\n\nA new paragraph comes first.\n\nAnd one that cites [4].\n\nThe last");
    fs::write(article(&folder), edited).unwrap();
    let ran = run(folder.path(), &["verify", "-q", "articles", "--ignore", "CIT005"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout, "articles/ferry.md:5:20: error[CIT001] citation [4] has no reference\n");
}

#[test]
fn an_entry_whose_finding_is_gone_is_told() {
    let folder = known();
    fs::write(article(&folder), ARTICLE.replace(" [3]", " [2]")).unwrap();
    let ran = run(folder.path(), &["verify", "-q", "articles"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "articles/ferry.md: warning[INP004] baseline entry of CIT001 matched nothing: citation [3] has no reference",
            "articles/ferry.md: warning[INP004] baseline entry of REF001 matched nothing: reference [2] is never cited"
        ]
    );
    let ran = run(folder.path(), &["verify", "-q", "articles", "--select", "REF003,INP004"]);
    assert_eq!(ran.stdout, "", "a rule that did not run is not judged");
    assert_eq!(run(folder.path(), &["verify", "-q", "articles", "--write-baseline"]).code, 0);
    assert_eq!(
        fs::read_to_string(folder.path().join("known.json")).unwrap(),
        "{\"schema\":\"newscheck/baseline/1\",\"entries\":[\n\n]}\n"
    );
}

#[test]
fn entries_for_files_that_are_gone_are_told() {
    let folder = known();
    fs::rename(article(&folder), folder.path().join("articles/boat.md")).unwrap();
    let ran = run(folder.path(), &["verify", "-q", "articles"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 2));
    let expected = "newscheck: the baseline has entries for what is not there any more: articles/ferry.md; --write-baseline drops them\n";
    assert_eq!(ran.stderr, expected);
}

#[test]
fn it_is_the_same_on_every_number_of_threads() {
    let folder = known();
    for number in 0..100 {
        fs::write(folder.path().join(format!("articles/{number}.md")), ARTICLE).unwrap();
    }
    let written = |jobs| {
        run(folder.path(), &["verify", "-q", "articles", "--write-baseline", "--jobs", jobs]);
        fs::read(folder.path().join("known.json")).unwrap()
    };
    assert_eq!(written("1"), written("8"));
    assert_eq!(run(folder.path(), &["verify", "-q", "articles"]).stdout, "");
}

#[test]
fn ten_thousand_suppressions_are_read_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let comments = "<!-- newscheck: ignore CIT001 -->\n\nThe ferry sails [9].\n\n<!-- newscheck: ignore-file REF002 -->\n\n".repeat(10_000);
    fs::write(
        folder.path().join("a.md"),
        format!("{comments}## References\n\n[1] https://example.org/ferry\n"),
    )
    .unwrap();
    let began = std::time::Instant::now();
    let ran = run(folder.path(), &["verify", "-q", "a.md", "--select", "CIT001,REF002,INP004"]);
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    // One finding stands for the missing label, at its first marker: the first comment hides it, all others
    // hide nothing.
    let told =
        ran.stdout.lines().filter(|line| line.contains("suppression of CIT001 matched nothing")).count();
    assert!(told > 4_000 && ran.code == 1, "{told}: {}", ran.stdout.lines().last().unwrap_or(""));
    assert!(
        ran.stdout.lines().any(|line| line.contains("more findings of unused-suppression are not listed"))
    );
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_the_old_report_stays() {
    let folder = known();
    let report = folder.path().join("report.json");
    fs::write(&report, "the old report").unwrap();
    for number in 0..40 {
        fs::write(folder.path().join(format!("articles/{number}.md")), ARTICLE).unwrap();
    }
    // A file that grows beyond the limit fails as on a full disk, once the signal is ignored.
    let program = env!("CARGO_BIN_EXE_newscheck");
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; exec {program} verify articles --no-config --format json --output report.json"
    );
    let output =
        std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("newscheck: writing the output: "), "{said}");
    assert_eq!(fs::read_to_string(&report).unwrap(), "the old report");
    let left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(left.iter().all(|name| !name.starts_with(".newscheck-")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_report_keeps_the_links_and_permissions_of_the_file_it_replaces() {
    use std::os::unix::fs::PermissionsExt;
    let folder = known();
    let real = folder.path().join("real.json");
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.json", folder.path().join("report.json")).unwrap();
    run(folder.path(), &["verify", "articles", "--format", "json", "--output", "report.json"]);
    assert!(fs::symlink_metadata(folder.path().join("report.json")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with("{\"schema\""));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}
