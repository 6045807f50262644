//! `verify --fix` and `--diff`: what is changed on disk and what never is, what is printed, and that no fix
//! loses what is cited.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::articles::{self, Numbers};
use crate::support::{names, newscheck, run_with};
use newscheck::input::RawInput;
use newscheck::model::{Article, Severity, Source};
use newscheck::pipeline::check::{Plan, Taken};
use newscheck::pipeline::fix::{Choice, Fixed, fix};
use newscheck::rules::{self, ActiveRule};
use newscheck::{Options, parse};
use proptest::prelude::*;

/// What the fixes of these tests take away.
const TRACKING: &str = "?utm_source=feed";

const ARTICLE: &str = "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\nThe dam holds [1], experts say [2].\n\n\
                       References\n[1] https://example.org/dam?utm_source=feed\n[2] https://example.net/experts\n";

/// A run of `verify` in a folder.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn verify_with(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let mut command = newscheck(folder);
    command.args(["verify", "--select", "URL003,CIT"]).args(arguments);
    let output = run_with(command, stdin);
    let words = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), stdout: words(output.stdout), stderr: words(output.stderr) }
}

fn verify(folder: &Path, arguments: &[&str]) -> Run {
    verify_with(folder, arguments, b"")
}

fn with_file(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

/// Texts in which only the tracking parameter is to be changed, with names for them.
fn texts() -> Vec<(&'static str, String)> {
    let html = "<!DOCTYPE html>\n<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1>\n<p>The dam&nbsp;holds [1], experts \
                say [2].</p>\n<h2>References</h2>\n<p>[1] <a href=\"https://example.org/dam?utm_source=feed\">A dam</a></p>\n<p>[2] <a \
                href='https://example.net/experts'>Experts</a></p></article></body></html>\n";
    let markdown = "# Dam holds\r\n\nThe *dam* holds\\[1], experts  say[^2].\n\n## References\n\n\\[1] <https://example.org/dam?utm_source=feed>\n\n\
                    [^2]: https://example.net/experts\n";
    let rst = "Dam holds\n=========\n\nThe dam holds [1]_, experts say [2]_.\n\n.. [1] https://example.org/dam?utm_source=feed\n.. [2] \
               https://example.net/experts\n";
    vec![
        ("plain.txt", ARTICLE.to_owned()),
        ("crlf.txt", ARTICLE.replace('\n', "\r\n")),
        ("mark.txt", format!("\u{feff}{ARTICLE}")),
        (
            "open.txt",
            ARTICLE.replace(
                "[2] https://example.net/experts\n",
                "[2] https://example.net/experts?utm_source=feed",
            ),
        ),
        ("decomposed.txt", ARTICLE.replace("experts say", "expe\u{301}rts sa\u{308}y \u{a0}\t ")),
        ("emoji.txt", ARTICLE.replace("The dam", "🌊👩🏽‍🚒 The dam\u{200b}")),
        ("page.html", html.to_owned()),
        ("mixed.md", markdown.to_owned()),
        ("notes.rst", rst.to_owned()),
    ]
}

#[test]
fn only_the_edits_change() {
    for (name, text) in texts() {
        let folder = with_file(name, &text);
        let run = verify(folder.path(), &["--fix", name]);
        assert_eq!(
            fs::read_to_string(folder.path().join(name)).unwrap(),
            text.replace(TRACKING, ""),
            "{name}"
        );
        let count = text.matches(TRACKING).count();
        let plural = if count == 1 { "" } else { "s" };
        assert_eq!(run.stderr, format!("{count} finding{plural} fixed in 1 file\n"), "{name}");
        assert_eq!(names(folder.path()), [name]);
    }
}

#[test]
fn the_report_is_on_what_is_left() {
    let folder = with_file("a.txt", &ARTICLE.replace("say [2]", "say [3]"));
    let run = verify(folder.path(), &["--fix", "--quiet", "a.txt"]);
    let expected = Run {
        code: Some(1),
        stdout: "a.txt:5:32: error[CIT001] citation [3] has no reference\n".to_owned(),
        stderr: String::new(),
    };
    assert_eq!(run, expected);
}

#[test]
fn a_second_run_leaves_the_file_alone() {
    let folder = with_file("a.txt", ARTICLE);
    verify(folder.path(), &["--fix", "a.txt"]);
    let before = fs::metadata(folder.path().join("a.txt")).unwrap();
    let run = verify(folder.path(), &["--fix", "a.txt"]);
    let after = fs::metadata(folder.path().join("a.txt")).unwrap();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
}

#[test]
fn rules_that_do_not_run_fix_nothing() {
    let folder = with_file("a.txt", ARTICLE);
    verify(folder.path(), &["--fix", "--ignore", "URL003", "a.txt"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), ARTICLE);
}

#[test]
fn the_nearest_configuration_chooses_what_is_fixed_and_can_turn_nothing_on() {
    let folder = tempfile::tempdir().unwrap();
    for sub in ["kept", "mended"] {
        fs::create_dir(folder.path().join(sub)).unwrap();
        fs::write(folder.path().join(sub).join("a.txt"), ARTICLE).unwrap();
    }
    fs::write(folder.path().join("kept/newscheck.toml"), "ignore = [\"URL003\"]\n").unwrap();
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let run = |arguments: &[&str]| newscheck(folder.path()).arg("verify").args(arguments).output().unwrap();
    run(&["--fix", "."]);
    assert_eq!(
        (read("kept/a.txt"), read("mended/a.txt")),
        (ARTICLE.to_owned(), ARTICLE.replace(TRACKING, ""))
    );
    fs::write(folder.path().join("newscheck.toml"), "fix = true\n").unwrap();
    assert_eq!(run(&["kept/a.txt"]).status.code(), Some(2));
    assert_eq!(read("kept/a.txt"), ARTICLE);
}

#[test]
fn what_a_comment_or_the_baseline_hides_is_not_fixed() {
    let text = "# Dam holds\n\nThe dam holds [1].\n\n## References\n\n<!-- newscheck: ignore URL003 -->\n\n[1] <https://example.org/dam?utm_source=feed>\n";
    let folder = with_file("hidden.md", &text.replace("-->\n\n", "-->\n"));
    fs::write(folder.path().join("known.md"), text.replace("<!-- newscheck: ignore URL003 -->\n\n", ""))
        .unwrap();
    let run =
        |arguments: &[&str]| verify(folder.path(), &[arguments, &["--baseline", "known.json", "."]].concat());
    run(&["--write-baseline"]);
    assert_eq!(run(&["--diff"]).stdout, "");
    let diff = verify(folder.path(), &["--diff", "."]).stdout;
    assert!(diff.contains("+++ b/known.md") && !diff.contains("hidden.md"), "{diff}");
}

/// Applies a unified diff to files of a folder: context and removed lines must be there.
fn apply(folder: &Path, diff: &str) {
    let mut target: Option<(PathBuf, Vec<String>, usize)> = None;
    let mut fixed = String::new();
    let finish = |target: &mut Option<(PathBuf, Vec<String>, usize)>, fixed: &mut String| {
        if let Some((path, old, at)) = target.take() {
            fixed.extend(old[at..].iter().map(String::as_str));
            fs::write(path, std::mem::take(fixed)).unwrap();
        }
    };
    let mut lines = diff.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let ends_open = lines.next_if(|next| next.starts_with("\\ ")).is_some();
        let words = if ends_open { line[1..].strip_suffix('\n').unwrap() } else { &line[1..] };
        if let Some(name) = line.strip_prefix("+++ b/") {
            let path = folder.join(name.trim_end_matches('\n').trim_end_matches('\t'));
            let old = fs::read_to_string(&path).unwrap().split_inclusive('\n').map(str::to_owned).collect();
            target = Some((path, old, 0));
        } else if line.starts_with("--- a/") {
            finish(&mut target, &mut fixed);
        } else if let Some(head) = line.strip_prefix("@@ -") {
            let (_, old, at) = target.as_mut().unwrap();
            let start: usize = head.split([',', ' ']).next().unwrap().parse().unwrap();
            fixed.extend(old[*at..start - 1].iter().map(String::as_str));
            *at = start - 1;
        } else {
            let (_, old, at) = target.as_mut().unwrap();
            if !line.starts_with('+') {
                assert_eq!(old[*at], words);
                *at += 1;
            }
            if !line.starts_with('-') {
                fixed.push_str(words);
            }
        }
    }
    finish(&mut target, &mut fixed);
}

fn articles_in_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("dry year")).unwrap();
    for (name, text) in texts() {
        fs::write(folder.path().join("dry year").join(name), text).unwrap();
    }
    fs::write(folder.path().join("clean.txt"), ARTICLE.replace(TRACKING, "")).unwrap();
    folder
}

#[test]
fn a_diff_writes_nothing_and_applied_is_what_fix_does() {
    let folder = articles_in_folder();
    let run = verify(folder.path(), &["--diff", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), "10 findings would be fixed in 9 files\n"));
    for (name, text) in texts() {
        assert_eq!(fs::read_to_string(folder.path().join("dry year").join(name)).unwrap(), text, "{name}");
    }
    let by_patch = articles_in_folder();
    apply(folder.path(), &run.stdout);
    for (name, text) in texts() {
        assert_eq!(
            fs::read_to_string(folder.path().join("dry year").join(name)).unwrap(),
            text.replace(TRACKING, ""),
            "{name}"
        );
    }
    assert_eq!(
        verify(folder.path(), &["--diff", "."]),
        Run { code: Some(0), stdout: String::new(), stderr: String::new() }
    );
    // Where the program is installed, it must agree.
    if Command::new("patch").arg("--version").output().is_ok() {
        let mut command = Command::new("patch");
        command.args(["-p1", "--binary"]).current_dir(by_patch.path());
        let output = run_with(command, run.stdout.as_bytes());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        for (name, text) in texts() {
            assert_eq!(
                fs::read_to_string(by_patch.path().join("dry year").join(name)).unwrap(),
                text.replace(TRACKING, ""),
                "{name}"
            );
        }
    }
}

#[test]
fn a_diff_tells_what_cannot_be_read() {
    let folder = with_file("a.txt", ARTICLE);
    let run = verify(folder.path(), &["--diff", "a.txt", "none.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.starts_with("--- a/a.txt\n+++ b/a.txt\n@@ -5,5 +5,5 @@\n"), "{}", run.stdout);
    assert!(run.stderr.contains("newscheck: none.txt: no such file or directory\n"), "{}", run.stderr);
}

#[test]
fn standard_input_is_printed_mended_and_reported_on_stderr() {
    let folder = tempfile::tempdir().unwrap();
    let run = verify_with(
        folder.path(),
        &["--fix", "--quiet", "-"],
        ARTICLE.replace("say [2]", "say [3]").as_bytes(),
    );
    assert_eq!(run.stdout, ARTICLE.replace("say [2]", "say [3]").replace(TRACKING, ""));
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(1), "-:5:32: error[CIT001] citation [3] has no reference\n")
    );
    let untouched = ARTICLE.replace(TRACKING, "");
    assert_eq!(
        verify_with(folder.path(), &["--fix", "--quiet", "-"], untouched.as_bytes()).stdout,
        untouched
    );
    let row = format!("{}\n", serde_json::json!({ "text": ARTICLE }));
    assert_eq!(verify_with(folder.path(), &["--fix", "--quiet", "-"], row.as_bytes()).stdout, row);
    let run = verify_with(folder.path(), &["--diff", "-", "--stdin-name", "draft.txt"], ARTICLE.as_bytes());
    assert!(run.code == Some(1) && run.stdout.starts_with("--- a/draft.txt\n"), "{run:?}");
}

#[test]
fn what_cannot_be_edited_stays() {
    let folder = tempfile::tempdir().unwrap();
    let utf_16: Vec<u8> = ARTICLE
        .encode_utf16()
        .fold(vec![0xff, 0xfe], |bytes, unit| [bytes, unit.to_le_bytes().to_vec()].concat());
    let latin = ARTICLE.replace("experts", "exp\u{e9}rts").chars().map(|letter| letter as u8).collect();
    let row = format!("{}\n", serde_json::json!({ "text": ARTICLE })).into_bytes();
    let table: [(&str, Vec<u8>); 4] =
        [("wide.txt", utf_16), ("latin.txt", latin), ("rows.ndjson", row), ("empty.txt", Vec::new())];
    for (name, bytes) in &table {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let run = verify(folder.path(), &["--fix", "."]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for (name, bytes) in &table {
        assert_eq!(&fs::read(folder.path().join(name)).unwrap(), bytes, "{name}");
    }
}

#[test]
fn fixes_are_asked_for_in_one_way() {
    let folder = with_file("a.txt", ARTICLE);
    for arguments in [
        &["--unsafe-fixes", "a.txt"][..],
        &["--fix", "--diff", "a.txt"],
        &["--diff", "--report", "json=r.json", "a.txt"],
    ] {
        assert_eq!(verify(folder.path(), arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), ARTICLE);
}

#[test]
fn any_number_of_threads_fixes_the_same() {
    let filled = || {
        let folder = tempfile::tempdir().unwrap();
        articles::fill(&folder.path().join("news"), 60, 7);
        let mut numbers = Numbers::new(3);
        for index in 0..40 {
            let text = articles::text(&mut numbers).replace("/source\n", "/source?utm_source=feed\n");
            fs::write(folder.path().join(format!("news/tracked-{index}.txt")), text).unwrap();
        }
        folder
    };
    let (one, many) = (filled(), filled());
    let diff = verify(one.path(), &["--diff", "--jobs", "1", "news"]);
    assert!(diff.stdout.matches("+++ b/").count() >= 40);
    assert_eq!(diff, verify(many.path(), &["--diff", "--jobs", "8", "news"]));
    assert_eq!(
        verify(one.path(), &["--fix", "--jobs", "1", "news"]),
        verify(many.path(), &["--fix", "--jobs", "8", "news"])
    );
    for index in 0..40 {
        let name = format!("news/tracked-{index}.txt");
        let bytes = fs::read_to_string(one.path().join(&name)).unwrap();
        assert!(!bytes.contains("utm_"), "{name}");
        assert_eq!(bytes, fs::read_to_string(many.path().join(&name)).unwrap());
    }
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn the_mode_is_kept() {
        let folder = with_file("a.txt", ARTICLE);
        let path = folder.path().join("a.txt");
        for wanted in [0o600, 0o664, 0o755] {
            fs::write(&path, ARTICLE).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
            verify(folder.path(), &["--fix", "a.txt"]);
            assert_eq!(
                (fs::read_to_string(&path).unwrap(), mode(&path)),
                (ARTICLE.replace(TRACKING, ""), wanted)
            );
        }
    }

    #[test]
    fn a_link_stays_and_its_file_is_fixed_once() {
        let folder = with_file("a.txt", ARTICLE);
        fs::create_dir(folder.path().join("sub")).unwrap();
        symlink("../a.txt", folder.path().join("sub/link.txt")).unwrap();
        let run = verify(folder.path(), &["--fix", "."]);
        assert_eq!(run.stderr, "1 finding fixed in 1 file\n");
        assert_eq!(fs::read_link(folder.path().join("sub/link.txt")).unwrap(), Path::new("../a.txt"));
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), ARTICLE.replace(TRACKING, ""));
        assert_eq!(names(&folder.path().join("sub")), ["link.txt"]);
        fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
        verify(folder.path(), &["--fix", "sub/link.txt"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), ARTICLE.replace(TRACKING, ""));
        assert!(fs::symlink_metadata(folder.path().join("sub/link.txt")).unwrap().is_symlink());
    }

    /// Runs over `bad.txt`, which cannot be replaced, and a file that can.
    fn only_the_other_is_fixed(folder: &Path, bad: &str, cause: &str) {
        fs::write(folder.join("good.txt"), ARTICLE).unwrap();
        let run = verify(folder, &["--fix", "--quiet", bad, "good.txt"]);
        assert_eq!((run.code, run.stderr), (Some(2), format!("newscheck: {bad}: not fixed: {cause}\n")));
        // The report still tells what is wrong with it.
        assert!(
            run.stdout.starts_with(&format!("{bad}:8:")) && run.stdout.contains("[URL003]"),
            "{}",
            run.stdout
        );
        assert_eq!(fs::read_to_string(folder.join(bad)).unwrap(), ARTICLE);
        assert_eq!(fs::read_to_string(folder.join("good.txt")).unwrap(), ARTICLE.replace(TRACKING, ""));
    }

    #[test]
    fn a_read_only_file_is_left_and_the_others_are_fixed() {
        let folder = with_file("bad.txt", ARTICLE);
        fs::set_permissions(folder.path().join("bad.txt"), fs::Permissions::from_mode(0o444)).unwrap();
        only_the_other_is_fixed(folder.path(), "bad.txt", "it is read-only");
        assert_eq!(names(folder.path()), ["bad.txt", "good.txt"]);
    }

    #[test]
    fn hard_links_are_not_parted() {
        let folder = with_file("bad.txt", ARTICLE);
        fs::hard_link(folder.path().join("bad.txt"), folder.path().join("same.txt")).unwrap();
        only_the_other_is_fixed(
            folder.path(),
            "bad.txt",
            "it has 2 hard links, which replacing it would part",
        );
        assert_eq!(fs::metadata(folder.path().join("same.txt")).unwrap().nlink(), 2);
    }

    /// A folder in which no further file can be made, whoever runs the tests: the path of one would be too
    /// long.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_file_is_told_and_nothing_is_lost() {
        const LONGEST: usize = 4095;
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let wanted = LONGEST - "/bad.txt".len() - root.as_os_str().len();
        let mut below = String::new();
        while wanted - below.len() > 300 {
            below.push_str(&"d".repeat(150));
            below.push('/');
        }
        let rest = wanted - below.len() - 1;
        below.push_str(&format!("{}/{}", "d".repeat(rest / 2), "e".repeat(rest - rest / 2 - 1)));
        fs::create_dir_all(root.join(&below)).unwrap();
        let bad = format!("{below}/bad.txt");
        fs::write(root.join(&bad), ARTICLE).unwrap();
        only_the_other_is_fixed(&root, &bad, "no file can be made in its folder: file name too long");
    }
}

// What no fix may lose.

const RESIDUE: &str = ":contentReference[oaicite:0]{index=0}";

fn fixed(text: &str, path: &str, choice: Choice) -> Fixed {
    let plan = Plan::new(
        newscheck::input::LoadOptions::default(),
        rules::all().map(|rule| ActiveRule { rule, severity: Severity::Warning }).collect(),
        chrono::DateTime::from_timestamp(1_750_000_000, 0).unwrap(),
    );
    let source = Source { path: path.to_owned(), ..Source::default() };
    fix(&RawInput { source, bytes: text.as_bytes(), first_index: 0 }, &plan, Taken::Named, choice)
}

#[test]
fn everything_that_has_one_right_answer_is_mended_at_once() {
    let text = "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\nThe dam holds [3][1]. Experts agree [2], and others say so \
                [4].:contentReference[oaicite:0]{index=0}\n\nReferences\n[1] https://example.org/dam?utm_source=feed\n[2] \
                https://example.net/experts\n[3] https://www.example.org/dam/\n[4] https://example.com/others\n[5] \
                https://example.com/unused\n";
    let safe = "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\nThe dam holds [1]. Experts agree [2], and others say so \
                [4].\n\nReferences\n[1] https://example.org/dam\n[2] https://example.net/experts\n[4] \
                https://example.com/others\n[5] https://example.com/unused\n";
    let all = safe
        .replace("so [4].", "so [3].")
        .replace("[4] https", "[3] https")
        .replace("[5] https://example.com/unused\n", "");
    for (choice, expected) in [(Choice::Safe, safe), (Choice::All, &all)] {
        let result = fixed(text, "a.txt", choice);
        assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
        assert_eq!((result.refused, result.unfinished), (Vec::new(), false));
    }
}

/// Host and path: in the texts below they are what tells one page from another.
fn page(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap().trim_end_matches('/').to_ascii_lowercase();
    url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").to_owned()
}

/// What each sentence is cited with, by the words before the marker: told apart from how fixes are judged.
fn pairs(article: &Article) -> BTreeMap<String, BTreeSet<String>> {
    let mut pairs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for citation in &article.citations {
        let Some(paragraph) = citation.paragraph else { continue };
        let before: String = article.body[paragraph].text.chars().take(citation.start as usize).collect();
        let mut words = before.replace(RESIDUE, "");
        while let Some((start, end)) =
            words.find('[').and_then(|start| Some((start, words[start..].find(']')? + start + 1)))
        {
            words.replace_range(start..end, "");
        }
        let sentence = words.trim_end_matches([' ', '.']).rsplit(". ").next().unwrap_or("");
        let goal = citation.target.url().map_or_else(|| citation.target.status().to_owned(), page);
        pairs.entry(sentence.split_whitespace().collect::<Vec<_>>().join(" ")).or_default().insert(goal);
    }
    pairs
}

fn article_of(text: &str, path: &str) -> Article {
    parse(text.as_bytes(), &Options { path: path.to_owned(), ..Options::default() }).remove(0)
}

/// Whether `after` is `before` with some letters taken away, labels aside.
fn only_takes_away(before: &str, after: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<Vec<char>>();
    let mut rest = plain(before).into_iter();
    plain(after).into_iter().all(|letter| rest.any(|other| other == letter))
}

#[derive(Clone, Debug)]
struct Sentence {
    words: String,
    markers: Vec<usize>,
    residue: bool,
    behind: bool,
}

fn sentence() -> impl Strategy<Value = Sentence> {
    let markers = proptest::collection::vec(1usize..8, 0..4);
    ("[A-Z][a-zé]{2,7}( [a-z語]{2,8}){2,5}", markers, prop::bool::weighted(0.2), any::<bool>())
        .prop_map(|(words, markers, residue, behind)| Sentence { words, markers, residue, behind })
}

fn entry() -> impl Strategy<Value = String> {
    let query = prop_oneof![
        3 => Just(""),
        1 => Just("?utm_source=feed"),
        1 => Just("?utm_source=a&utm_medium=b"),
        1 => Just("?fbclid=x#part"),
        1 => Just("/"),
    ];
    (prop_oneof![Just("https://"), Just("http://www.")], 1u32..5, query)
        .prop_map(|(scheme, page, query)| format!("{scheme}example.org/page/{page}{query}"))
}

fn written(markdown: bool, sentences: &[Vec<Sentence>], entries: &[String], ending: &str) -> String {
    let mut text =
        if markdown { "# Dam holds\n\n" } else { "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\n" }
            .to_owned();
    for paragraph in sentences {
        for sentence in paragraph {
            let markers: String = sentence.markers.iter().map(|label| format!("[{label}]")).collect();
            let residue = if sentence.residue { RESIDUE } else { "" };
            let Sentence { words, behind, .. } = sentence;
            text.push_str(&if *behind {
                format!("{words}.{markers}{residue} ")
            } else {
                format!("{words} {markers}{residue}. ")
            });
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text.push_str(if markdown { "## References\n\n" } else { "References\n" });
    for (index, url) in entries.iter().enumerate() {
        text.push_str(&format!("[{}] {url}\n{}", index + 1, if markdown { "\n" } else { "" }));
    }
    text.replace('\n', ending)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fix_loses_what_a_sentence_is_cited_with(
        markdown in any::<bool>(),
        sentences in proptest::collection::vec(proptest::collection::vec(sentence(), 1..4), 1..5),
        entries in proptest::collection::vec(entry(), 1..8),
        ending in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        let text = written(markdown, &sentences, &entries, ending);
        let path = if markdown { "a.md" } else { "a.txt" };
        let before = article_of(&text, path);
        for choice in [Choice::Safe, Choice::All] {
            let result = fixed(&text, path, choice);
            let mended = String::from_utf8(result.bytes.clone()).unwrap();
            let after = article_of(&mended, path);
            prop_assert_eq!(pairs(&before), pairs(&after), "{}\n---\n{}", &text, &mended);
            let pages = |article: &Article| article.references.iter().flat_map(|entry| entry.addresses()).map(page).collect::<BTreeSet<_>>();
            if choice == Choice::Safe {
                prop_assert_eq!(pages(&before), pages(&after), "{}\n---\n{}", &text, &mended);
                prop_assert!(only_takes_away(&text, &mended), "{}\n---\n{}", &text, &mended);
            }
            prop_assert!(!result.unfinished, "{}", &text);
            let again = fixed(&mended, path, choice);
            prop_assert_eq!((again.applied, String::from_utf8(again.bytes).unwrap()), (0, mended));
        }
    }
}

/// Forms in which texts name the entries of their lists: `A` and `B` stand for labels, `U` and `V` for the
/// addresses of their entries, and `B` is never the smaller. Some are read as citations, some are not.
const FORMS: &[&str] = &[
    " [A].",
    " [A, B].",
    " [A][B].",
    " [A–B].",
    " [A]–[B].",
    " [A]-[B].",
    ".[A]",
    ". [^A]",
    " [^A^].",
    " at $0.10/txn[A].",
    " of 40 kWh[A].",
    " by plan `b`[A].",
    " [A, p. 5].",
    " [A, S. 12; B].",
    " [A, с. 7].",
    " [Source A].",
    " [Source A, Source B].",
    " [Ref. A].",
    " [see A].",
    " [A and B].",
    " [A†L20-L25].",
    " 【A†source】.",
    " ［A］.",
    " \\[A\\].",
    ". ^A",
    ".<sup>A,B</sup>",
    ".<sup>[A]</sup>",
    ".A",
    ", it said.A",
    " [[A]](U).",
    " [A](U).",
    " ([Bay News](U)).",
    " ([A](U), [B](V)).",
    " (source A).",
    " (A).",
    " [vgl. Quelle A].",
    " [Note #A].",
];

/// In which digits labels are written, by their zeros.
const DIGITS: [char; 8] = ['0', '0', '0', '0', '\u{660}', '\u{966}', '\u{ff10}', '⁰'];

fn in_digits(label: usize, zero: char) -> String {
    let raised = |digit: u32| match digit {
        1 => '¹',
        2 => '²',
        3 => '³',
        _ => char::from_u32('⁰' as u32 + digit).unwrap(),
    };
    let digit = |digit: u32| {
        if zero == '⁰' { raised(digit) } else { char::from_u32(zero as u32 + digit).unwrap() }
    };
    label.to_string().chars().map(|letter| digit(letter.to_digit(10).unwrap())).collect()
}

/// The ASCII digit that a digit of these tests stands for.
fn in_ascii(letter: char) -> char {
    let known = DIGITS.into_iter().flat_map(|zero| (0..10).map(move |value| (in_digits(value, zero), value)));
    known
        .into_iter()
        .find(|(digit, _)| digit.starts_with(letter))
        .map_or(letter, |(_, value)| (b'0' + value as u8) as char)
}

/// A marker in one of the forms.
fn marker() -> impl Strategy<Value = (&'static str, usize, usize, char)> {
    let parts = (prop::sample::select(FORMS), 1usize..8, 0usize..3, prop::sample::select(&DIGITS[..]));
    parts.prop_map(|(form, label, more, zero)| (form, label, label + more, zero))
}

/// The pages that entries in lines of `[n] words` have, by number.
fn listed(text: &str) -> BTreeMap<usize, BTreeSet<String>> {
    let list = text.split_once("References\n").unwrap().1;
    let mut entries: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty()) {
        let (label, words) = line[1..].split_once("] ").unwrap();
        entries.entry(label.parse().unwrap()).or_default().extend(linked(words));
    }
    entries
}

fn linked(text: &str) -> BTreeSet<String> {
    let urls = text.match_indices("https://").map(|(at, _)| &text[at..]);
    urls.map(|url| page(url[..].split([' ', ')', '\n']).next().unwrap())).collect()
}

/// What each passage of a text of these tests leads to, told apart from how newscheck reads it: the numbers
/// behind the passage's words by the list, and its links.
fn leads(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let entries = listed(text);
    let body = text.split_once("References\n").unwrap().0;
    let mut leads = BTreeMap::new();
    for passage in body.split("Passage ").skip(1) {
        let (name, marker) = passage.split_once(" holds").unwrap();
        let mut pages = linked(marker);
        let pieces = marker.split("](").enumerate();
        let mut bare: String = pieces
            .map(|(index, piece)| if index == 0 { piece } else { piece.split_once(')').unwrap().1 })
            .collect();
        for locator in ["p. 5", "S. 12", "с. 7", "L20-L25", "$0.10", "40 kWh", "#", "^", "\\"] {
            bare = bare.replace(locator, "");
        }
        let bare: String = bare.chars().map(in_ascii).collect();
        let between = |letter: char| !letter.is_ascii_digit();
        let numbers: Vec<(usize, &str)> = {
            let mut rest = bare.as_str();
            let mut found = Vec::new();
            while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
                let end = rest[start..].find(between).map_or(rest.len(), |end| start + end);
                found.push((rest[start..end].parse().unwrap(), &rest[..start]));
                rest = &rest[end..];
            }
            found
        };
        for (index, (number, before)) in numbers.iter().enumerate() {
            let is_range = index > 0 && matches!(*before, "–" | "]–[" | "]-[");
            let first = if is_range { numbers[index - 1].0 } else { *number };
            pages.extend((first..=*number).filter_map(|number| entries.get(&number)).flatten().cloned());
        }
        leads.insert(name.to_owned(), pages);
    }
    leads
}

fn passages(markdown: bool, markers: &[(&str, usize, usize, char)], entries: &[(bool, u32, &str)]) -> String {
    let address = |(_, page, query): &(bool, u32, &str)| format!("https://example.org/page/{page}{query}");
    // Entries that are left out leave a gap in the labels.
    let list: BTreeMap<usize, String> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.0)
        .map(|(index, entry)| (index + 1, address(entry)))
        .collect();
    let own = |label: usize| list.get(&label).map_or("https://example.org/other", String::as_str);
    let mut text =
        if markdown { "# Dam holds\n\n" } else { "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\n" }
            .to_owned();
    for (index, (form, label, more, zero)) in markers.iter().enumerate() {
        let name = char::from(b'a' + index as u8).to_string().repeat(4);
        // The letters of the forms are put in last: addresses and words have the same ones.
        let marker = form.replace('A', "\u{1}").replace('B', "\u{2}").replace("\u{2}ay", "Bay");
        let marker = marker.replace('U', own(*label)).replace('V', own(*more));
        let marker =
            marker.replace('\u{1}', &in_digits(*label, *zero)).replace('\u{2}', &in_digits(*more, *zero));
        text.push_str(&format!("Passage {name} holds{marker} "));
        if index % 3 == 2 {
            text.push_str("\n\n");
        }
    }
    text.push_str(if markdown { "\n\n## References\n\n" } else { "\n\nReferences\n" });
    list.iter().for_each(|(label, url)| {
        text.push_str(&format!("[{label}] {url}\n{}", if markdown { "\n" } else { "" }))
    });
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fix_loses_what_any_form_of_marker_leads_to(
        markdown in any::<bool>(),
        markers in proptest::collection::vec(marker(), 1..7),
        plain in proptest::collection::vec(1usize..8, 0..3),
        entries in proptest::collection::vec((prop::bool::weighted(0.8), 1u32..7, prop_oneof![Just(""), Just("?utm_source=feed")]), 2..8),
    ) {
        // A list is found by its plain markers.
        let plain = plain.into_iter().map(|label| (" [A].", label, label, '0'));
        let markers: Vec<_> = markers.into_iter().chain(plain).collect();
        let text = passages(markdown, &markers, &entries);
        let path = if markdown { "a.md" } else { "a.txt" };
        let sources = |text: &str| listed(text).into_values().flatten().collect::<BTreeSet<String>>();
        let in_text = linked(text.split_once("References").unwrap().0);
        for choice in [Choice::Safe, Choice::All] {
            let result = fixed(&text, path, choice);
            let mended = String::from_utf8(result.bytes).unwrap();
            prop_assert_eq!(leads(&text), leads(&mended), "{}\n---\n{}", &text, &mended);
            let kept = |text: &str| sources(text).intersection(&in_text).cloned().collect::<Vec<_>>();
            prop_assert_eq!(kept(&text), kept(&mended), "{}\n---\n{}", &text, &mended);
            prop_assert!(!result.unfinished, "{}", &text);
            let again = fixed(&mended, path, choice);
            prop_assert_eq!((again.applied, String::from_utf8(again.bytes).unwrap()), (0, mended));
        }
    }
}

#[test]
fn a_source_that_the_text_names_in_any_form_stays_under_its_sentence() {
    // The third entry is never cited, and the first label is left out.
    let entries =
        [(false, 9, ""), (true, 2, "?utm_source=feed"), (true, 3, ""), (true, 4, ""), (true, 5, "")];
    for (form, zero) in FORMS.iter().flat_map(|form| DIGITS.map(|zero| (form, zero))) {
        let text = passages(true, &[(form, 2, 4, zero), (" [A].", 5, 5, '0')], &entries);
        let mended = String::from_utf8(fixed(&text, "a.md", Choice::All).bytes).unwrap();
        assert!(leads(&text)["aaaa"].contains("example.org/page/2"), "{form} {zero}: {text}");
        assert_eq!(leads(&text), leads(&mended), "{form} {zero}: {text}\n---\n{mended}");
    }
}

/// Texts like articles, and what breaks them.
fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zé語🌊]{1,6}",
        3 => (1u32..9).prop_map(|label| format!(" [{label}]")),
        1 => (1u32..9).prop_map(|label| format!("[^{label}]")),
        1 => (1u32..9, 1u32..9).prop_map(|(low, high)| format!("[{low}-{high}]")),
        1 => Just("【1†source】".to_owned()),
        1 => Just(RESIDUE.to_owned()),
        1 => Just("Title: Dam".to_owned()),
        2 => Just(". ".to_owned()),
        2 => Just("\n\n".to_owned()),
        1 => Just("\r".to_owned()),
        1 => Just("\r\n".to_owned()),
        2 => Just("\n\nReferences\n".to_owned()),
        4 => (1u32..9, 1u32..4).prop_map(|(label, page)| format!("\n[{label}] https://example.org/{page}?utm_source=feed")),
        1 => (1u32..9, 1u32..4).prop_map(|(label, page)| format!("\n{label}. A title. https://example.org/{page}?a=1&amp;fbclid=2")),
        1 => Just("[1](https://example.org/1?utm_source=feed)".to_owned()),
        1 => Just("<p>".to_owned()),
        1 => Just("<a href=\"https://example.org/2?utm_source=feed\">[2]</a>".to_owned()),
        1 => Just("```\n".to_owned()),
        1 => Just("\u{feff}".to_owned()),
        1 => Just("\0".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_mended_to_an_end(text in broken()) {
        for path in ["a.txt", "a.md", "a.rst", "a.html"] {
            for choice in [Choice::Safe, Choice::All] {
                let result = fixed(&text, path, choice);
                prop_assert!(!result.unfinished, "{} {:?}", path, &text);
                let mended = String::from_utf8(result.bytes).unwrap();
                let again = fixed(&mended, path, choice);
                prop_assert_eq!((again.applied, String::from_utf8(again.bytes).unwrap()), (0, mended), "{} {:?}", path, &text);
            }
        }
    }
}

/// The documents of the evaluation set: `tests/scripts/fix-eval.sh` runs the tests that need them.
fn documents() -> PathBuf {
    let eval =
        std::env::var_os("NEWSCHECK_EVAL").expect("NEWSCHECK_EVAL names the folder of the evaluation sets");
    Path::new(&eval).join("citations/gold/docs")
}

/// A text with a tracking parameter behind each plain address of its reference list, and how many.
fn tracked(text: &str, path: &str) -> (String, usize) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut places = BTreeSet::new();
    for entry in article_of(text, path).references {
        let mut from = start + entry.place.span.start as usize;
        for url in entry.urls.iter().filter(|url| !url.contains(['?', '#', '&', ';'])) {
            let Some(at) = text[from..start + entry.place.span.end as usize].find(url.as_str()) else {
                continue;
            };
            from += at + url.len();
            places.insert(from);
        }
    }
    let mut tracked = text.to_owned();
    places.iter().rev().for_each(|at| tracked.insert_str(*at, TRACKING));
    (tracked, places.len())
}

#[test]
#[ignore = "needs NEWSCHECK_EVAL, the folder of the evaluation sets"]
fn real_documents_with_tracking_parameters_become_what_they_were() {
    let (mut all, mut left) = (0, 0);
    for name in names(&documents()) {
        let Ok(text) = fs::read_to_string(documents().join(&name)) else { continue };
        let is_text = [".txt", ".md", ".rst"].iter().any(|ending| name.ends_with(ending));
        if !is_text || text.contains("utm_") {
            continue;
        }
        let (tracked, count) = tracked(&text, &name);
        let folder = with_file(&name, &tracked);
        let run = verify(folder.path(), &["--fix", "--ignore", "CIT", "--quiet", &name]);
        assert_eq!(run.stderr, "", "{name}");
        let mended = fs::read_to_string(folder.path().join(&name)).unwrap();
        assert_eq!(mended.replace(TRACKING, ""), text, "{name}");
        all += count;
        left += mended.matches(TRACKING).count();
    }
    eprintln!("{all} addresses, {left} left as they were");
    // Sites whose addresses may wrap another's are left alone.
    assert!(all > 100 && left * 50 < all, "{left} of {all} are left");
}

#[test]
#[ignore = "needs NEWSCHECK_EVAL, the folder of the evaluation sets"]
fn no_fix_loses_a_citation_of_real_documents() {
    let documents = documents();
    let folder = tempfile::tempdir().unwrap();
    let mut names: Vec<String> = names(&documents);
    names.retain(|name| documents.join(name).is_file());
    for name in &names {
        // Not `copy`: it keeps the mode, and the documents may be read-only.
        fs::write(folder.path().join(name), fs::read(documents.join(name)).unwrap()).unwrap();
    }
    let read = |name: &String| {
        parse(
            &fs::read(folder.path().join(name)).unwrap(),
            &Options { path: name.clone(), ..Options::default() },
        )
    };
    let goals = |articles: Vec<Article>| -> Vec<BTreeMap<String, BTreeSet<String>>> {
        articles.iter().map(pairs).collect()
    };
    let before: Vec<_> = names.iter().map(|name| goals(read(name))).collect();
    let mut command = newscheck(folder.path());
    let output = command
        .args(["verify", "--fix", "--unsafe-fixes", "--select", "ALL", "--quiet", "."])
        .output()
        .unwrap();
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    let changed = names
        .iter()
        .filter(|name| fs::read(documents.join(name)).unwrap() != fs::read(folder.path().join(name)).unwrap())
        .count();
    eprintln!("{changed} of {} documents are changed", names.len());
    assert!(changed > 0);
    for (name, before) in names.iter().zip(before) {
        assert_eq!(before, goals(read(name)), "{name}");
    }
    let output = newscheck(folder.path())
        .args(["verify", "--diff", "--unsafe-fixes", "--select", "ALL", "."])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "a second run fixes more");
}
