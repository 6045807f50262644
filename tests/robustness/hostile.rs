//! Bad input: a clear error or a finding that names the file, never a crash, a hang or quadratic time, and
//! the other files are still checked. The full sizes take a release build: `tests/scripts/hostile.sh` runs
//! them.

use crate::support;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use newscheck::model::Format;
use newscheck::{Options, check};
use serde_json::Value;

const GOOD: &str = "Rain\n\nTuesday, Mar 18, 2025 9:00 am ET\n\nThe river rose [1].\n\nReferences\n[1] https://example.org/rain\n";

/// How one bad file among good ones ends.
struct Ended {
    code: i32,
    /// The report's article for the bad file.
    bad: Option<Value>,
}

/// Checks a bad file between two good ones, whatever `make` does with its path. The good ones are checked in
/// any case.
fn among_good_ones(name: &str, make: impl FnOnce(&Path)) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a-good.txt"), GOOD).unwrap();
    fs::write(folder.path().join("z-good.txt"), GOOD).unwrap();
    make(&folder.path().join(name));
    let mut command = support::newscheck(folder.path());
    command.args(["verify", "--format", "json", "a-good.txt", name, "z-good.txt"]);
    let output = support::run_with(command, b"");
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let articles = report["articles"].as_array().unwrap();
    for good in ["a-good.txt", "z-good.txt"] {
        let article =
            articles.iter().find(|article| article["path"] == good).expect("the good ones are in the report");
        assert_eq!(
            (&article["counts"]["citations"], &article["counts"]["dangling"]),
            (&1.into(), &0.into()),
            "{good}"
        );
    }
    let bad = articles
        .iter()
        .find(|article| article["path"].as_str().is_some_and(|path| path.starts_with(name)))
        .cloned();
    Ended { code: output.status.code().expect("it was not killed"), bad }
}

fn written(name: &str, bytes: &[u8]) -> Ended {
    among_good_ones(name, |path| fs::write(path, bytes).unwrap())
}

impl Ended {
    fn codes(&self) -> Vec<&str> {
        let findings = self
            .bad
            .as_ref()
            .and_then(|bad| bad["findings"].as_array())
            .map(Vec::as_slice)
            .unwrap_or_default();
        findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
    }

    fn message(&self) -> &str {
        self.bad.as_ref().and_then(|bad| bad["findings"][0]["message"].as_str()).unwrap_or("")
    }

    fn count(&self, what: &str) -> u64 {
        self.bad.as_ref().and_then(|bad| bad["counts"][what].as_u64()).unwrap_or(0)
    }
}

#[test]
fn an_empty_file_is_an_article_without_a_body() {
    let ended = written("bad.txt", b"");
    assert_eq!((ended.code, ended.codes().contains(&"MET004")), (1, true));
}

#[test]
fn white_space_is_an_article_without_a_body() {
    let ended = written("bad.txt", b" \n\t\r\n\x0b\x0c\xc2\xa0\n");
    assert_eq!((ended.code, ended.codes().contains(&"MET004")), (1, true));
}

#[test]
fn a_file_of_a_gibibyte_is_refused_without_being_read() {
    let started = Instant::now();
    let ended = among_good_ones("bad.txt", |path| fs::File::create(path).unwrap().set_len(1 << 30).unwrap());
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
    assert!(ended.message().contains("--max-file-size"), "{}", ended.message());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_folder_named_like_a_file_is_a_folder() {
    let ended = among_good_ones("bad.txt", |path| {
        fs::create_dir(path).unwrap();
        fs::write(path.join("inside.txt"), GOOD).unwrap();
    });
    assert_eq!((ended.code, ended.count("citations")), (0, 1));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let mut is_readable = false;
    let ended = among_good_ones("bad.txt", |path| {
        fs::write(path, GOOD).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        is_readable = fs::File::open(path).is_ok();
    });
    if is_readable {
        // The superuser reads everything: then the file is an article like any other.
        assert_eq!((ended.code, ended.count("citations")), (0, 1));
    } else {
        assert_eq!((ended.code, ended.codes(), ended.message()), (2, vec!["INP001"], "permission denied"));
    }
}

#[cfg(unix)]
#[test]
fn a_broken_link_is_named_also_in_a_folder() {
    let named = among_good_ones("bad.txt", |path| std::os::unix::fs::symlink("nowhere.txt", path).unwrap());
    assert_eq!((named.code, named.codes()), (2, vec!["INP001"]));
    let found = among_good_ones("bad", |path| {
        fs::create_dir(path).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", path.join("link.txt")).unwrap();
    });
    assert_eq!((found.code, found.codes()), (2, vec!["INP001"]));
    assert!(found.message().starts_with("broken symbolic link"), "{}", found.message());
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_named() {
    let ended = among_good_ones("bad.txt", |path| std::os::unix::fs::symlink("bad.txt", path).unwrap());
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_when_named_and_left_alone_in_a_folder() {
    let make =
        |path: &Path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    let named = among_good_ones("bad.txt", |path| {
        make(path);
        let path = path.to_owned();
        std::thread::spawn(move || fs::write(path, GOOD));
    });
    assert_eq!((named.code, named.count("citations")), (0, 1));
    let found = among_good_ones("bad", |path| {
        fs::create_dir(path).unwrap();
        make(&path.join("pipe.txt"));
        fs::write(path.join("inside.txt"), GOOD).unwrap();
    });
    assert_eq!((found.code, found.count("citations")), (0, 1));
}

#[test]
fn binary_data_is_no_text() {
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 400]].concat();
    let noise: Vec<u8> = (0..4096u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [png, noise, b"\x1f\x8b\x08\0\0\0\0\0".to_vec()] {
        let ended = written("bad.txt", &bytes);
        assert_eq!((ended.code, ended.codes()), (2, vec!["INP002"]), "{:?}", &bytes[..4]);
    }
}

#[test]
fn invalid_utf_8_is_read_as_what_it_probably_is() {
    let ended = written(
        "bad.txt",
        b"Caf\xe9\n\nThe caf\xe9 opened [1].\n\nReferences\n[1] https://example.org/caf\xe9\n",
    );
    assert_eq!((ended.count("citations"), ended.count("dangling"), ended.count("references")), (1, 0, 1));
    let broken =
        written("bad.md", b"# Rain\n\n\xff\xfe\xfd\xc3 The river rose [2]. \xe2\x82\n\n## References\n\n[1] https://example.org/rain\n");
    assert_eq!((broken.code, broken.count("citations"), broken.count("dangling")), (1, 1, 1));
}

#[test]
fn lone_surrogates_in_json_are_named() {
    let record = r#"{"schema": "newscheck/article/1", "headline": "\ud800", "body": []}"#;
    let ended = written("bad.json", record.as_bytes());
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
    let rows = "{\"id\": 1, \"text\": \"\\udfff\"}\n{\"id\": 2, \"text\": \"Rain [1].\\n\\nSources\\n[1] https://example.org\\n\"}\n";
    let ended = written("bad.ndjson", rows.as_bytes());
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
}

#[test]
fn nul_bytes_in_a_text_are_words() {
    let ended =
        written("bad.txt", b"Rain\n\nThe river\0 rose [2].\n\nReferences\n[1] https://example.org/\0rain\n");
    assert_eq!((ended.code, ended.count("citations"), ended.count("dangling")), (1, 1, 1));
}

#[test]
fn a_range_of_a_billion_labels_is_malformed() {
    let ended = written(
        "bad.txt",
        b"Rain\n\nThe river rose [1-999999999].\n\nReferences\n[1] https://example.org/rain\n",
    );
    assert_eq!(ended.code, 1);
    assert!(ended.codes().contains(&"CIT002"), "{:?}", ended.codes());
    assert!(ended.count("citations") <= 1);
}

#[test]
fn windows_line_ends_utf_16_and_right_to_left_text_give_the_same_counts() {
    let unix = written("bad.txt", GOOD.as_bytes());
    let windows = written("bad.txt", GOOD.replace('\n', "\r\n").as_bytes());
    let utf_16 = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    };
    let wide = written("bad.txt", &utf_16(GOOD));
    let odd = written("bad.txt", &[utf_16(GOOD), vec![0]].concat());
    let arabic =
        written("bad.txt", "مطر\n\nارتفع النهر [1].\n\nالمراجع\n[1] https://example.org/matar\n".as_bytes());
    for ended in [unix, windows, wide, odd, arabic] {
        assert_eq!(
            (
                ended.count("citations"),
                ended.count("dangling"),
                ended.count("references"),
                ended.count("unused")
            ),
            (1, 0, 1, 0)
        );
    }
}

#[cfg(unix)]
#[test]
fn control_characters_reach_no_output_raw() {
    let folder = tempfile::tempdir().unwrap();
    let name = "evil\u{1b}[31m\u{202e}.txt";
    let text = "\u{1b}]0;owned\u{7}Bread \u{9b}2J prices\n\nMon, Mar 10, 2025 4:40 pm \u{1b}[5mGMT\n\nBread \u{1b}[8m\u{202e}costs\u{8}\u{8} more [1\u{1b}] [2].\n\nReferences\n[3] https://example.org/\u{1b}[2Jbread \u{85}\n";
    fs::write(folder.path().join(name), text).unwrap();
    let formats: &[&[&str]] = &[
        &["verify"],
        &["verify", "--quiet"],
        &["verify", "--verbose", "."],
        &["verify", "--format", "json"],
        &["verify", "--format", "ndjson"],
        &["verify", "--format", "sarif"],
        &["verify", "--format", "junit"],
        &["verify", "--format", "gitlab"],
        &["verify", "--format", "github"],
        &["verify", "--format", "csv"],
        &["verify", "--format", "markdown"],
        &["verify", "--format", "html"],
        &["verify", "--format", "worksheet-csv"],
        &["parse"],
        &["parse", "--format", "ndjson"],
        &["parse", "--format", "text"],
        &["parse", "--format", "markdown"],
        &["parse", "--format", "ndjson", "--explain"],
        &["parse", "--format", "text", "--explain"],
        &["verify", "missing\u{1b}[2J.txt", "--select", "CIT"],
    ];
    for arguments in formats {
        let mut command = support::newscheck(folder.path());
        command.args(*arguments).arg(name);
        let output = support::run_with(command, b"");
        for stream in [output.stdout, output.stderr] {
            let printed = String::from_utf8(stream).unwrap();
            let raw: Vec<char> =
                printed.chars().filter(|&character| character.is_control() && character != '\n').collect();
            assert!(raw.is_empty(), "{arguments:?}: {printed}");
            let is_json = arguments
                .iter()
                .any(|argument| ["json", "sarif", "gitlab"].iter().any(|json| argument.contains(json)))
                || arguments == &["parse"];
            assert!(is_json || !printed.contains('\u{202e}'), "{arguments:?}: {printed}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_trouble_and_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    for arguments in [
        &["verify", "--output", "/dev/full"][..],
        &["verify", "--report", "json=/dev/full"],
        &["parse", "--output", "/dev/full"],
    ] {
        let mut command = support::newscheck(folder.path());
        command.args(arguments).arg("good.txt");
        let output = support::run_with(command, b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), &*said),
            (Some(2), "newscheck: writing the output: no space left on device\n"),
            "{arguments:?}"
        );
    }
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in [&["verify", "good.txt"][..], &["rules"], &["schema"], &["--help"], &["--version"]] {
        let output = support::newscheck(folder.path())
            .args(arguments)
            .stdout(full())
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_success() {
    let folder = tempfile::tempdir().unwrap();
    support::articles::fill(&folder.path().join("news"), 200, 7);
    for arguments in [
        &["verify", "news"][..],
        &["verify", "--format", "ndjson", "news"],
        &["parse", "news"],
        &["rules"],
        &["schema"],
        &["--help"],
    ] {
        let mut child = support::newscheck(folder.path())
            .args(arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

/// Makes a text of about `size` bytes.
type Maker = fn(usize) -> String;

fn repeated(unit: &str, size: usize) -> String {
    unit.repeat(size / unit.len() + 1)
}

fn numbered(size: usize, unit: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 100);
    let mut number = 1;
    while text.len() < size {
        text.push_str(&unit(number));
        number += 1;
    }
    text
}

/// What tempts a parser into looking again and again.
const TEMPTING: &[(&str, Maker)] = &[
    ("one line of words", |size| repeated("word ", size)),
    ("one word", |size| repeated("a", size)),
    ("blank lines", |size| repeated("\n", size)),
    ("carriage returns", |size| repeated("\r", size)),
    ("short lines", |size| repeated("a\n", size)),
    ("short paragraphs", |size| repeated("a b.\n\n", size)),
    ("spaces", |size| repeated(" ", size)),
    ("tabs and lines", |size| repeated("\t\n", size)),
    ("combining marks", |size| repeated("e\u{301}\u{302}", size)),
    ("wide characters", |size| repeated("語", size)),
    ("right to left", |size| repeated("\u{202e}\u{202c}", size)),
    ("addresses before brackets", |size| repeated("https://e.org/]", size)),
    ("addresses before words in brackets", |size| repeated("https://e.org/(a", size)),
    ("addresses before references", |size| repeated("https://e.org/a?b&gt;", size)),
    ("one marker", |size| repeated(" [1]", size)),
    ("many markers", |size| numbered(size, |number| format!(" [{number}]"))),
    ("markers and a list", |size| {
        let list = numbered(size / 2, |number| format!("[{number}] https://example.org/{number}\n"));
        format!("Rain\n\n{}\n\nReferences\n{list}", numbered(size / 2, |number| format!(" [{number}]")))
    }),
    ("one label on every entry", |size| {
        format!("A [1].\n\nReferences\n{}", repeated("[1] https://example.org/a\n", size))
    }),
    ("entries without address", |size| {
        format!("A [1].\n\nReferences\n{}", numbered(size, |number| format!("[{number}] A book\n")))
    }),
    ("entries without label", |size| {
        format!(
            "A [1].\n\nReferences\n{}",
            numbered(size, |number| format!("https://example.org/{number}\n"))
        )
    }),
    ("numbered entries", |size| {
        format!(
            "A [1].\n\n## References\n\n{}",
            numbered(size, |number| format!("{number}. A title. https://e.org/{number}\n"))
        )
    }),
    ("footnotes", |size| {
        numbered(size, |number| format!("a[^{number}]\n\n[^{number}]: https://e.org/{number}\n\n"))
    }),
    ("definitions", |size| numbered(size, |number| format!("[{number}]: https://e.org/{number}\n"))),
    ("rst entries", |size| numbered(size, |number| format!(".. [{number}] https://e.org/{number}\n"))),
    ("addresses in an entry", |size| {
        format!("A [1].\n\nReferences\n[1] {}", numbered(size, |number| format!("https://e.org/{number} ")))
    }),
    ("an entry that goes on", |size| {
        format!("A [1].\n\nReferences\n[1] A book\n{}", repeated("    more of it\n", size))
    }),
    ("headings of lists", |size| repeated("References\n[1] https://example.org\n\n", size)),
    ("headings without lists", |size| repeated("References\n\n", size)),
    ("lists in a row", |size| numbered(size, |number| format!("[{}] https://e.org\n\n", number % 9))),
    ("open brackets", |size| repeated("[", size)),
    ("closed brackets", |size| repeated("]", size)),
    ("brackets in brackets", |size| format!("{}{}", repeated("[", size / 2), repeated("]", size / 2))),
    ("open markers", |size| repeated("[1", size)),
    ("open lists of labels", |size| repeated("[1,", size)),
    ("ranges", |size| repeated("[1-999999999]", size)),
    // Fewer than fit: two million labels measure how the machine hands out memory.
    ("ranges of a thousand", |size| repeated("[1-1000] ", size / 64)),
    ("a long list of labels", |size| format!("[{}]", repeated("1,", size))),
    ("a long number", |size| format!("[{}]", repeated("1", size))),
    ("open footnotes", |size| repeated("[^", size)),
    ("open links", |size| repeated("[a](", size)),
    ("open links with markers", |size| repeated("[1](https://example.org/", size)),
    ("parentheses", |size| format!("[1](https://e.org/{}", repeated("(", size))),
    ("open images", |size| repeated("![", size)),
    ("backslashes", |size| repeated("\\[", size)),
    ("backticks", |size| repeated("`", size)),
    ("backticks of many lengths", |size| numbered(size, |number| format!("{} ", "`".repeat(number % 200)))),
    ("code spans", |size| repeated("`a[0]` ", size)),
    ("fences", |size| repeated("```\n", size)),
    ("stars", |size| repeated("*a **", size)),
    ("underscores", |size| repeated("_a __", size)),
    ("quotes in quotes", |size| format!("{}a", repeated("> ", size))),
    ("quote marks", |size| repeated("> a\n", size)),
    ("list items", |size| repeated("- a [1]\n", size)),
    ("lists in lists", |size| format!("{}a", repeated("- ", size))),
    ("indented lists", |size| numbered(size, |number| format!("{}- a\n", " ".repeat(number % 400)))),
    ("tables", |size| format!("|a|b|\n|-|-|\n{}", repeated("|1|[1]|\n", size))),
    ("wide tables", |size| format!("{}\n{}\n", repeated("|a", size / 2), repeated("|-", size / 2))),
    ("rules", |size| repeated("---\n", size)),
    ("front matter", |size| format!("---\n{}", repeated("a: b\n", size))),
    ("open comments", |size| repeated("<!--", size)),
    ("comments of savers", |size| {
        format!("{}<p>a", repeated("<!-- saved from a.b/ from c.d/ from e.f/ -->", size))
    }),
    ("a long comment of a saver", |size| format!("<!-- saved {} --><p>a", repeated("from url ", size))),
    ("open tags", |size| repeated("<p>", size)),
    ("nested tags", |size| format!("{}a [1]{}", repeated("<div>", size / 2), repeated("</div>", size / 2))),
    ("nested formatting", |size| repeated("<b><i><a href=x>", size)),
    ("closed tags", |size| repeated("</p>", size)),
    ("less than", |size| repeated("<", size)),
    ("open attributes", |size| repeated("<a href=\"", size)),
    ("attributes", |size| format!("<p {}>", numbered(size, |number| format!("a{number}=b ")))),
    ("a wide row", |size| {
        format!("<p>Words of an article, enough to be one.</p><table><tr>{}", repeated("<td>1 m</td>", size))
    }),
    ("a heap of JSON", |size| {
        format!("<script type=\"application/json\">[{}0]</script>", repeated("{\"text\":\"a b.\"},", size))
    }),
    ("tables in tables", |size| repeated("<table><tr><td>", size)),
    ("selects and options", |size| repeated("<select><option>", size)),
    ("scripts", |size| repeated("<script>[1]</script>", size)),
    ("open script", |size| format!("<script>{}", repeated("<!--<script>", size))),
    ("entities", |size| repeated("&amp;&#91;1&#93;", size)),
    ("ampersands", |size| repeated("&", size)),
    ("superscripts", |size| {
        numbered(size, |number| format!("<sup><a href=\"#n{number}\">[{number}]</a></sup>"))
    }),
    ("notes", |size| {
        numbered(size, |number| {
            format!("<p>a<sup><a href=\"#n{number}\">{number}</a></sup></p><li id=\"n{number}\">b</li>")
        })
    }),
    ("links of an encyclopedia's note", |size| {
        let links = repeated("<a class=\"external\" href=\"https://e.org\">b</a> ", size);
        format!(
            "<p>a<sup><a href=\"#cite_note-1\">[1]</a></sup></p><ol class=\"references\"><li id=\"cite_note-1\">{links}</li></ol>"
        )
    }),
    ("markers and notes in a paragraph", |size| {
        repeated("<sup><a href=\"#n1\">[1]</a></sup> [2] ", size) + "<li id=\"n1\">b</li>"
    }),
    ("empty items", |size| {
        format!("<ol><li>{}{}</ol>", repeated("<i></i>", size / 2), repeated("<p>a", size / 2))
    }),
    ("headings of lists of a page", |size| repeated("<p>References</p><p>[1] a</p>", size)),
    ("headings in a list of a page", |size| format!("<ol>{}</ol>", repeated("<li>References", size))),
    ("paragraphs of a page", |size| repeated("<p>It rained, and the river rose [1].</p>\n", size)),
    ("list of a page", |size| {
        format!(
            "<p>a [1]</p><h2>References</h2><ol>{}</ol>",
            repeated("<li><a href=\"https://e.org\">b</a></li>", size)
        )
    }),
    ("spans", |size| format!("<p>{}</p>", repeated("<span>a</span> ", size))),
    ("meta tags", |size| repeated("<meta property=\"og:title\" content=\"a\">", size)),
    ("structured data", |size| {
        format!("<script type=\"application/ld+json\">{}</script>", repeated("[", size))
    }),
    ("much structured data", |size| {
        repeated(
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>",
            size,
        )
    }),
    ("dates", |size| repeated("Tuesday, Mar 18, 2025 9:00 am ET\n", size)),
    ("numbers like dates", |size| repeated("2025-03-18 18.03.2025 ", size)),
    ("bylines", |size| repeated("By Ada Lovelace\n\n", size)),
    ("residue", |size| repeated("Title: again\n\n", size)),
    ("placeholders", |size| repeated("[citation needed] ", size)),
    ("lists everywhere", |size| {
        numbered(size, |number| format!("[1] https://example.org/{number}\n\nBoats sail again [1].\n\n"))
    }),
    ("sections with lists", |size| {
        numbered(size, |number| format!("Boats [1].\n\n## Sources\n\n1. https://example.org/{number}\n\n"))
    }),
    ("labels in disorder", |size| {
        let label = |number: usize| number.wrapping_mul(7919) % 1_000_003;
        let entries = numbered(size, |number| format!("[{}] https://example.org/a\n", label(number)));
        format!("Boats [1].\n\nReferences\n{entries}")
    }),
    ("entries that name each other", |size| {
        let entries = 1..=size.isqrt() / 2;
        let others: String = entries.clone().map(|number| format!(", [{number}]")).collect();
        let entry = |number: usize| format!("[{number}] A book; see{others}. https://example.org/{number}\n");
        format!("Boats [1].\n\nReferences\n{}", entries.map(entry).collect::<String>())
    }),
    ("raised numbers beside code", |size| {
        format!("{}\n\n## References\n\n1. https://example.org/a\n", repeated("`a` said.\u{b9} ", size))
    }),
    ("a list of links in one line", |size| {
        format!("Boats [1].\n\nSources: {}", repeated("[1](https://example.org/a) ", size))
    }),
    ("formulas without an end", |size| repeated("\\( [1] $a \\[ ", size)),
    ("rows and patterns", |size| repeated("[[1, 2], [1-9][0-9] a[0] ", size)),
    ("nested spans", |size| repeated("[", size / 2) + &repeated("]{.csl-left-margin}", size / 2)),
    ("divs without an end", |size| repeated("::: {#ref-a}\n[1]{.a} a\n", size)),
    ("code without an end", |size| repeated("<code>[1] `x` ", size)),
    ("addresses", |size| repeated("https://example.org/a ", size)),
    ("schemes", |size| repeated("http://", size)),
    ("a long address", |size| format!("[1]\n\nReferences\n[1] https://example.org/{}", repeated("a/", size))),
    ("closed parentheses", |size| {
        format!("[1]\n\nReferences\n[1] https://example.org/{}", repeated(").", size))
    }),
    ("dois", |size| repeated("doi:10.1000/a ", size)),
    ("wide brackets", |size| repeated("【1†source】", size)),
    ("end marks", |size| repeated("a. ", size)),
    ("abbreviations", |size| repeated("U.S. Mr. ", size)),
    ("quotes", |size| repeated("\u{201c}a\u{201d} \"", size)),
];

fn time(text: &str, format: Option<Format>) -> Duration {
    let options = Options { format, ..Options::default() };
    let (started, began) = (cpu_time(), Instant::now());
    let report = check(text.as_bytes(), &options);
    let taken = cpu_time().zip(started).map_or_else(|| began.elapsed(), |(after, before)| after - before);
    assert!(report.findings.iter().all(|finding| finding.code != "INP003"), "{:?}", report.findings);
    taken
}

/// The time that this thread has run, where the system tells: what else the machine does is no part of it.
fn cpu_time() -> Option<Duration> {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    statistics.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// What is over as fast as this is not compared: small things are not in proportion.
const FAST: Duration = Duration::from_millis(30);

/// How much longer four times as much takes, if it takes more than eight times as long: quadratic time would
/// take sixteen. A busy machine gets six tries, each time with the shortest of all so far.
fn ratio_over_limit(make: Maker, format: Option<Format>, size: usize) -> Option<f64> {
    let (small, large) = (make(size), make(4 * size));
    let (mut few, mut many) = (Duration::MAX, Duration::MAX);
    for _ in 0..6 {
        many = many.min(time(&large, format));
        if many < FAST {
            return None;
        }
        few = few.min(time(&small, format));
        if many < 8 * few {
            return None;
        }
    }
    Some(many.as_secs_f64() / few.as_secs_f64())
}

fn takes_linear_time(format: Option<Format>, size: usize) {
    let slow: Vec<String> = TEMPTING
        .iter()
        .filter_map(|&(name, make)| {
            ratio_over_limit(make, format, size).map(|ratio| format!("{name}: {ratio:.1} times as long"))
        })
        .collect();
    assert!(slow.is_empty(), "{format:?}: four times {size} bytes take\n{}", slow.join("\n"));
}

/// Bytes of the smaller text: enough to show in an unoptimised build, and much more where that is fast.
const SIZE: usize = if cfg!(debug_assertions) { 8 * 1024 } else { 512 * 1024 };

#[test]
fn markdown_takes_linear_time() {
    takes_linear_time(Some(Format::Markdown), SIZE);
}

#[test]
fn restructured_text_takes_linear_time() {
    takes_linear_time(Some(Format::Rst), SIZE);
}

#[test]
fn html_takes_linear_time() {
    takes_linear_time(Some(Format::Html), SIZE);
}

/// Records that tempt: written as our own, with many of one thing each.
const RECORDS: &[(&str, Maker)] = &[
    ("paragraphs with citations", |size| {
        let body = numbered(size / 2, |_| {
            "{\"kind\":\"paragraph\",\"text\":\"It rained 1.\",\"line\":1},".to_owned()
        });
        let citations = numbered(size / 2, |number| citation(number - 1, 10, 11));
        record(&body, &citations, "")
    }),
    ("citations of a paragraph", |size| {
        let text = repeated("1 ", size / 60);
        let body = format!("{{\"kind\":\"paragraph\",\"text\":\"{text}\",\"line\":1}},");
        record(&body, &numbered(size, |number| citation(0, 2 * number, 2 * number + 1)), "")
    }),
    ("references", |size| {
        let entry = |number| {
            format!(
                "{{\"label\":\"{number}\",\"text\":\"A book\",\"url\":\"https://e.org/{number}\",\"urls\":[\"https://e.org/{number}\",\"https://e.org/\"],\"line\":1,\"citations\":[]}},"
            )
        };
        record("", "", &numbered(size, entry))
    }),
];

fn record(body: &str, citations: &str, references: &str) -> String {
    let list = |items: &str| format!("[{}]", items.trim_end_matches(','));
    format!(
        "{{\"schema\":\"newscheck/article/1\",\"body\":{},\"citations\":{},\"references\":{}}}",
        list(body),
        list(citations),
        list(references)
    )
}

fn citation(paragraph: usize, start: usize, end: usize) -> String {
    format!(
        "{{\"marker\":\"1\",\"label\":\"1\",\"in\":\"body\",\"paragraph\":{paragraph},\"start\":{start},\"end\":{end},\"line\":1,\"column\":1,\"status\":\"resolved\",\"references\":[0],\"url\":null}},"
    )
}

#[test]
fn records_take_linear_time() {
    for &(name, make) in RECORDS {
        let article =
            check(make(SIZE).as_bytes(), &Options { format: Some(Format::Record), ..Options::default() });
        assert!(article.article().is_some(), "{name} is a record: {:?}", article.findings);
    }
    let slow: Vec<&str> = RECORDS
        .iter()
        .filter(|(_, make)| ratio_over_limit(*make, Some(Format::Record), 4 * SIZE).is_some())
        .map(|(name, _)| *name)
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn text_known_by_its_content_takes_linear_time() {
    takes_linear_time(None, SIZE);
}

/// A page around a body.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head>{head}<title>Rain</title></head><body><h1>Rain</h1><p>The river rose in the night, and nobody slept \
         [1].</p>{body}<h2>References</h2><p>[1] <a href=\"https://example.org/rain\">Rain</a></p></body></html>"
    )
}

/// Whether the page was read, and its one citation with its one reference found.
fn is_whole(ended: &Ended) -> bool {
    ended.code <= 1
        && (ended.count("citations"), ended.count("dangling"), ended.count("references")) == (1, 0, 1)
}

#[test]
fn tags_of_many_attributes_are_refused_and_a_long_attribute_is_not() {
    let many: String = (0..1_000_000).map(|number| format!("a{number}=b ")).collect();
    let ended = written("bad.html", page("", &format!("<p {many}>a</p>")).as_bytes());
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
    let long = "x".repeat(10 << 20);
    assert!(is_whole(&written("bad.html", page("", &format!("<img alt=\"{long}\">")).as_bytes())));
}

#[test]
fn nothing_of_a_page_need_be_closed() {
    let open = "<article class=\"a\"><section id='b'><div><table><tr><td><ul><li><b><i><a href=x><select><option><svg><math><![CDATA[ <!-- ";
    let text = format!("<h1>Rain</h1><p>The river rose in the night, and nobody slept [1].{open}");
    let ended = written("bad.html", text.as_bytes());
    assert_eq!((ended.code, ended.count("citations")), (1, 1));
    for element in [
        "script",
        "style",
        "textarea",
        "title",
        "noscript",
        "template",
        "iframe",
        "xmp",
        "plaintext",
        "!--",
        "![CDATA[",
    ] {
        let text =
            format!("<h1>Rain</h1><p>The river rose in the night, and nobody slept [1].</p><{element}>[2]");
        let ended = written("bad.html", text.as_bytes());
        assert!(ended.code == 1 && ended.count("citations") >= 1, "{element}: {:?}", ended.codes());
    }
}

#[test]
fn nul_bytes_in_a_page_are_passed_over() {
    let text = page("", "<table>\0<tr>\0</table>")
        .replace("night", "ni\0\0ght")
        .replace("<p>", "<p>\0")
        .replace("</title>", "\0</title>");
    assert!(is_whole(&written("bad.html", text.as_bytes())));
}

#[test]
fn pages_that_lie_about_their_charset_are_read_all_the_same() {
    for charset in [
        "utf-16",
        "utf-32",
        "no-such-charset",
        "shift_jis",
        "x-user-defined",
        "iso-2022-jp",
        "utf-7",
        "replacement",
    ] {
        let text = page(
            &format!("<meta charset=\"{charset}\">"),
            "<p>Cafés closed early, in every street of the old town.</p>",
        );
        assert!(is_whole(&written("bad.html", text.as_bytes())), "{charset}");
    }
    let latin: Vec<u8> = page("<meta charset=utf-8>", "<p>Cafés closed.</p>")
        .chars()
        .map(|character| character as u8)
        .collect();
    assert!(is_whole(&written("bad.html", &latin)));
    let bom = [b"\xef\xbb\xbf".as_slice(), page("<meta charset=windows-1252>", "").as_bytes()].concat();
    assert!(is_whole(&written("bad.html", &bom)));
}

/// The article of a page.
fn article_of(text: &str) -> newscheck::model::Article {
    let options = Options { format: Some(Format::Html), ..Options::default() };
    newscheck::parse(text.as_bytes(), &options).remove(0)
}

/// The addresses of a page's links and references.
fn addresses(text: &str) -> Vec<String> {
    let article = article_of(text);
    let links = article.links.iter().map(|link| link.url.clone());
    links.chain(article.references.iter().flat_map(|entry| entry.urls.clone())).collect()
}

#[test]
fn a_base_element_moves_relative_addresses_and_no_other() {
    let table = [
        ("<base href=\"https://e.org/a/b\">", vec!["https://e.org/a/c?d", "https://example.org/rain"]),
        (
            "<base href=\"https://e.org/a/\"><base href=\"https://evil.example/\">",
            vec!["https://e.org/a/c?d", "https://example.org/rain"],
        ),
        ("<base href=\"javascript:alert(1)\">", vec!["https://example.org/rain"]),
        ("<base href=\"data:text/html,a\">", vec!["https://example.org/rain"]),
        ("<base href=\"//\"><base>", vec!["https://example.org/rain"]),
    ];
    for (head, expected) in table {
        let body = "<p>It fell for hours, <a href=\"c?d\">the gauge says</a>, on every roof of the town.</p>";
        assert_eq!(addresses(&page(head, body)), expected, "{head}");
    }
}

/// What stands in a table outside its cells is shown before it.
#[test]
fn entries_that_a_table_puts_before_their_start_have_a_place() {
    let text = page("", "")
        .replace("</body>", "<table><tr><td>[2] http://e.org/a</td></tr>[3] http://e.org/<br>b<tr><td>c [4] d</td></table></body>");
    let (article, report) = (
        article_of(&text),
        check(text.as_bytes(), &Options { format: Some(Format::Html), ..Options::default() }),
    );
    let spans = article
        .references
        .iter()
        .map(|entry| entry.place.span)
        .chain(report.findings.iter().filter_map(|it| Some(it.location?.span)));
    assert!(
        spans
            .into_iter()
            .all(|span| span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some())
    );
    assert!(article.references.len() >= 2, "{:?}", article.references);
}

#[test]
fn scripts_and_data_are_no_sources() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html;base64,PHA+",
        "vbscript:x",
        "blob:x",
    ] {
        let text = page(
            "",
            &format!(
                "<p>It fell for hours, as <a href=\"{address}\">[2]</a> tells, on every roof of the town.</p>"
            ),
        )
        .replace("</body>", &format!("<p>[2] <a href=\"{address}\">Gauge</a></p></body>"));
        let article = article_of(&text);
        let second = article
            .citations
            .iter()
            .find(|citation| citation.label.number() == Some(2))
            .expect("it is cited");
        assert_eq!(second.target.url(), None, "{address}");
        let urls: Vec<&String> = article.references.iter().flat_map(|entry| &entry.urls).collect();
        assert_eq!(urls, ["https://example.org/rain"], "{address}");
    }
}

#[test]
fn entities_do_not_expand_further() {
    let bomb = "<!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    let body = "<p>It fell on &b;, &c;, &amp;lt;b&amp;gt; and &#0; &#xD800; &#x110000; &#99999999999; alike, all night.</p>";
    let text = format!("{bomb}{}", page("", body));
    assert!(is_whole(&written("bad.html", text.as_bytes())));
    let body = article_of(&text).body;
    let expected = "It fell on &b;, &c;, &lt;b&gt; and \u{fffd} \u{fffd} \u{fffd} \u{fffd} alike, all night.";
    assert!(body.iter().any(|block| block.text == expected), "{body:?}");
}

#[test]
fn parts_of_a_saved_page_that_hold_themselves_are_read_once() {
    let part = "--a\r\nContent-Type: text/html\r\nContent-ID: <a@x>\r\nContent-Location: cid:a@x\r\n\r\n";
    let inside = page("", "<iframe src=\"cid:a@x\"></iframe><img src=\"cid:a@x\">");
    let head =
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"; start=\"<a@x>\"\r\n\r\n";
    assert!(is_whole(&written("bad.mhtml", format!("{head}{part}{inside}\r\n--a--\r\n").as_bytes())));
    let nested = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(50_000);
    let ended = written("bad.mhtml", format!("MIME-Version: 1.0\r\n{nested}").as_bytes());
    assert_eq!((ended.codes().contains(&"INP003"), ended.count("citations")), (false, 0));
}

/// A record of a web archive that claims a length for its page.
fn claimed(length: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page("", ""));
    let target =
        "WARC-Target-URI: https://news.example/\r\nContent-Type: application/http; msgtype=response\r\n";
    let length = if length.is_empty() { http.len().to_string() } else { length.to_owned() };
    format!("WARC/1.0\r\nWARC-Type: response\r\n{target}Content-Length: {length}\r\n\r\n{http}\r\n\r\n")
        .into_bytes()
}

#[test]
fn records_that_lie_about_their_length_do_not_hide_the_next() {
    for length in ["0", "7", "-1", "1e3", "18446744073709551616", "x"] {
        let ended = written("bad.warc", &[claimed(length), claimed("")].concat());
        assert!(
            ended.code <= 2 && is_whole_member(&[claimed(length), claimed("")].concat()),
            "{length}: {:?}",
            ended.codes()
        );
    }
    let ended = written("bad.warc", &claimed("99999999"));
    assert_eq!((ended.code, ended.codes()), (2, vec!["INP001"]));
}

/// Whether the last article of an archive is the page.
fn is_whole_member(bytes: &[u8]) -> bool {
    let options = Options { format: Some(Format::Warc), ..Options::default() };
    newscheck::parse(bytes, &options)
        .last()
        .is_some_and(|article| (article.citations.len(), article.references.len()) == (1, 1))
}

#[test]
fn a_gzip_member_that_is_cut_off_is_named_and_those_before_it_are_read() {
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, bytes).and_then(|()| encoder.finish()).unwrap()
    };
    let whole = packed(&claimed(""));
    for kept in [1, 5, 12, 40, whole.len() - 9, whole.len() - 1] {
        let bytes = [whole.as_slice(), &whole[..kept]].concat();
        let options = Options { format: Some(Format::Warc), ..Options::default() };
        let first = check(&bytes, &options);
        assert_eq!((first.counts().citations, first.counts().dangling), (1, 0), "{kept}");
        let ended = written("bad.warc.gz", &bytes);
        assert!(ended.code <= 2, "{kept}");
    }
}

/// A page that SingleFile saved: everything it needs stands in it as data.
#[test]
fn a_page_with_megabytes_of_data_in_it_is_read() {
    let data = "QUJD".repeat(1 << 20);
    let head = format!(
        "<!--\n Page saved with SingleFile \n url: https://news.example/2025/rain \n saved date: Tue Mar 18 2025 09:00:00 GMT+0100\n-->\
         <meta charset=utf-8><style>@font-face{{src:url(data:font/woff2;base64,{data})}}</style>\
         <link rel=canonical href=\"https://news.example/2025/rain\">"
    );
    let body = format!(
        "<img src=\"data:image/png;base64,{data}\" alt=\"\"><template shadowrootmode=open><p>[7]</template>\
         <iframe srcdoc=\"<p>[8] {data}\"></iframe><p>More rain is on its way, and <a href=\"data:text/plain,{data}\">a map</a> shows it.</p>"
    );
    let started = Instant::now();
    assert!(is_whole(&written("bad.html", page(&head, &body).as_bytes())));
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

/// Firefox moves what a page needs into a folder beside it; `wget -k` makes addresses of what it saved
/// relative.
#[test]
fn addresses_that_saving_made_local_are_no_sources() {
    let firefox = page(
        "<meta http-equiv=\"content-type\" content=\"text/html; charset=UTF-8\"><link rel=stylesheet href=\"Rain_files/a.css\">",
        "<img src=\"Rain_files/b.jpg\"><p>The gauge, says <a href=\"https://news.example/gauge\">the town</a>, \
         <a href=\"Rain_files/map.html\">is full</a>.</p>",
    );
    assert_eq!(addresses(&firefox), ["https://news.example/gauge", "https://example.org/rain"]);
    let wget = page(
        "<link rel=stylesheet href=\"../css/a.css%3Fv=2.css\">",
        "<p>The gauge, says <a href=\"../town/index.html\">the town</a>, is full, and <a href=\"https://news.example/gauge\">so on</a>.</p>",
    );
    assert_eq!(addresses(&wget), ["https://news.example/gauge", "https://example.org/rain"]);
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_page_of_two_hundred_megabytes() {
    let paragraph = "<p class=\"story-body\">The river rose in the night, and nobody slept, for the <a href=\"/b\">bridge</a> moved.</p>\n";
    let many = huge_text("paragraphs.html", &page("", &repeated(paragraph, 200 << 20)));
    assert!(many.code == 2 && many.report.contains("INP001"), "more elements than are read: {}", many.code);
    let words = huge_text(
        "words.html",
        &page("", &format!("<p>{}</p>", repeated("The river rose in the night. ", 200 << 20))),
    );
    assert_eq!((words.code, words.totals()), (0, "1 citation, all resolved; 1 reference, all used"));
}

/// What the text report says of one huge file. A JSON report of millions of citations would be the test's
/// burden, not the binary's.
struct Huge {
    code: i32,
    report: String,
}

impl Huge {
    /// The line of totals: `7 citations, all resolved; 2 references, all used`.
    fn totals(&self) -> &str {
        self.report
            .lines()
            .find(|line| line.contains(" citation") && line.contains("reference"))
            .unwrap_or("")
            .trim()
    }
}

/// Checks something huge alone and among good files, in a time that nothing quadratic would keep.
fn huge(name: &str, make: impl FnOnce(&Path)) -> Huge {
    let folder = tempfile::tempdir().unwrap();
    make(&folder.path().join(name));
    fs::write(folder.path().join("a-good.txt"), GOOD).unwrap();
    fs::write(folder.path().join("z-good.txt"), GOOD).unwrap();
    let run = |arguments: &[&str]| {
        let started = Instant::now();
        let mut command = support::newscheck(folder.path());
        command.args(arguments);
        let output = support::run_with(command, b"");
        assert!(started.elapsed() < Duration::from_secs(60), "{name}: {:?}", started.elapsed());
        Huge {
            code: output.status.code().expect("it was not killed"),
            report: String::from_utf8(output.stdout).unwrap(),
        }
    };
    let among = run(&["verify", "--verbose", "a-good.txt", name, "z-good.txt"]);
    for good in ["a-good.txt", "z-good.txt"] {
        assert!(
            among.report.contains(&format!("{good}: 1 citation, all resolved; 1 reference, all used")),
            "{good} beside {name}"
        );
    }
    run(&["verify", name])
}

fn huge_text(name: &str, text: &str) -> Huge {
    huge(name, |path| fs::write(path, text).unwrap())
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_line_of_a_hundred_megabytes() {
    for name in ["line.txt", "line.md", "line.rst", "line.html"] {
        let text = format!(
            "Rain\n\n{}[2].\n\nReferences\n[1] https://example.org/rain\n",
            repeated("The river rose [1]. ", 100_000_000)
        );
        let ended = huge_text(name, &text);
        assert_eq!(ended.code, 1, "{name}");
        assert!(ended.totals().starts_with("2,000,000 citations, "), "{name}: {}", ended.totals());
        assert!(ended.report.contains("CIT002"), "{name}: the rest is not passed over in silence");
    }
    let row = serde_json::json!({ "id": "long", "text": repeated("The river rose [1]. ", 100_000_000) })
        .to_string();
    assert_eq!(huge_text("line.ndjson", &row).code, 1);
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_million_markers() {
    let markers: String = (0..1_000_000).map(|number| format!(" [{}]", number % 999 + 1)).collect();
    let text = format!("Rain\n\nIt rained{markers}.\n\nReferences\n[1] https://example.org/rain\n");
    let page = format!(
        "<h1>Rain</h1><p>It rained{markers}.</p><h2>References</h2><p>[1] https://example.org/rain</p>"
    );
    for (name, text) in
        [("markers.txt", &text), ("markers.md", &text), ("markers.rst", &text), ("markers.html", &page)]
    {
        let ended = huge_text(name, text);
        assert_eq!(ended.code, 1, "{name}");
        assert!(
            ended.totals().starts_with("1,000,000 citations, 998,998 dangling; 1 reference, all used"),
            "{name}: {}",
            ended.totals()
        );
    }
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_million_nested_tags() {
    for tag in ["div", "b", "p", "a", "table", "ul", "blockquote", "select", "svg", "font"] {
        let open = format!("<{tag}>").repeat(1_000_000);
        let ended = huge_text(
            &format!("nested-{tag}.html"),
            &format!("<!DOCTYPE html><body>{open}The river rose [1]. [1] https://example.org"),
        );
        assert!(ended.code == 0 || ended.code == 1, "{tag}");
    }
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_list_of_a_hundred_thousand_entries() {
    let entries = |write: &dyn Fn(usize) -> String| (1..=100_000).map(write).collect::<String>();
    let bracketed = entries(&|number| format!("[{number}] https://example.org/{number}\n"));
    let numbered = entries(&|number| format!("{number}. A title. https://example.org/{number}\n"));
    let items = entries(&|number| {
        format!("<li id=\"n{number}\"><a href=\"https://example.org/{number}\">A title</a></li>\n")
    });
    for (name, text) in [
        ("entries.txt", format!("Rain\n\nIt rained [1].\n\nReferences\n{bracketed}")),
        ("entries.md", format!("# Rain\n\nIt rained [1].\n\n## References\n\n{numbered}")),
        (
            "entries.html",
            format!(
                "<h1>Rain</h1><p>It rained, and the river rose in the night [1].</p><h2>References</h2><ol>{items}</ol>"
            ),
        ),
    ] {
        let ended = huge_text(name, &text);
        assert_eq!(
            (ended.code, ended.totals()),
            (1, "1 citation, all resolved; 100,000 references, 99,999 unused"),
            "{name}"
        );
    }
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn lists_without_number() {
    let text = |count: usize, write: &dyn Fn(usize) -> String| (1..=count).map(write).collect::<String>();
    let lists = text(100_000, &|number| {
        format!("It rained [1].\n\n## Sources\n\n1. https://example.org/{number}\n\n")
    });
    let ended = huge_text("lists.md", &format!("# Rain\n\n{lists}"));
    assert_eq!(ended.totals(), "100,000 citations, all resolved; 100,000 references, all used");

    // 7,919 shares no factor with 100,000: each label stands once.
    let shuffled =
        text(100_000, &|number| format!("[{}] https://example.org/{number}\n", number * 7919 % 100_000 + 1));
    let ended = huge_text("shuffled.txt", &format!("Rain\n\nIt rained [1].\n\nReferences\n{shuffled}"));
    assert_eq!(ended.totals(), "1 citation, all resolved; 100,000 references, 99,999 unused");

    let section = |number: usize| {
        let entries = text(9, &|label| format!("[{label}] https://example.org/{number}/{label}\n\n"));
        let markers = text(1000, &|marker| format!(" [{}]", marker % 9 + 1));
        format!("It rained{markers}.\n\n## Sources\n\n{entries}")
    };
    let ended = huge_text("sections.md", &format!("# Rain\n\n{}", text(1000, &section)));
    assert_eq!(ended.totals(), "1,000,000 citations, all resolved; 9,000 references, all used");

    let others = text(1500, &|number| format!(", [{number}]"));
    let entries = text(1500, &|number| format!("[{number}] See{others}. https://example.org/{number}\n"));
    let ended = huge_text("each.txt", &format!("Rain\n\nIt rained [1].\n\nReferences\n{entries}"));
    assert_eq!(ended.totals(), "1 citation, all resolved; 1,500 references, 1,499 unused");
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn a_file_just_under_the_limit_that_is_full_of_zeros() {
    let ended = huge("zeros.txt", |path| fs::File::create(path).unwrap().set_len(255 << 20).unwrap());
    assert_eq!((ended.code, ended.report.contains("INP002")), (2, true));
}

#[test]
#[ignore = "full sizes need a release build: tests/scripts/hostile.sh runs them"]
fn eight_mebibytes_of_everything_that_tempts() {
    let mut slow = Vec::new();
    for format in [Format::Text, Format::Markdown, Format::Rst, Format::Html] {
        for &(name, make) in TEMPTING {
            let taken = time(&make(8 << 20), Some(format));
            if taken > Duration::from_secs(15) {
                slow.push(format!("{format:?}, {name}: {taken:.1?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
