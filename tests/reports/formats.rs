//! The report formats: they agree with each other, are well formed whatever articles hold, and do not fill
//! the memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use crate::support;
use crate::support::newscheck;
use newscheck::render::REPORTS;
use serde_json::Value;

static FORMATS: LazyLock<Vec<&str>> = LazyLock::new(|| REPORTS.iter().map(|format| format.name()).collect());

/// An article in which everything that a format has to escape stands at a finding, without what no text file
/// may hold.
const HOSTILE: &str = "Harbour ]]> <script>window.ran = 1</script> \"'`|\u{1}\u{85}\u{ffff}\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\n\
    Words <script>window.ran = 1</script> and &amp; ]]> [7] [x](javascript:alert(1)) @everyone ::error::lies [citation needed] \
    =cmd() \u{202e}gpj [2].\n\nReferences\n[1] javascript:alert(1)\n[2] https://example.org/\"><script>window.ran=1</script>\n\
    [3] =HYPERLINK(\"https://example.net\") \u{1b}[31m\n[4] htps://example.org/a%0Ab\n";

/// All formats of one run over a folder's files.
fn reports(folder: &Path, arguments: &[&str]) -> BTreeMap<&'static str, String> {
    let out = tempfile::tempdir().unwrap();
    let mut command = newscheck(folder);
    command.args(["verify", "--now", "2026-05-01T00:00:00Z", "--fail-on", "never"]).args(arguments);
    for format in FORMATS.iter() {
        command.arg("--report").arg(format!("{format}={}", out.path().join(format).display()));
    }
    let output = command.output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 3), "{}", String::from_utf8_lossy(&output.stderr));
    FORMATS.iter().map(|format| (*format, fs::read_to_string(out.path().join(format)).unwrap())).collect()
}

#[test]
fn no_format_shows_a_secret_of_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let article = "Harbour opens\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nThe pier is open, says \
        https://desk:b1scuits@example.org/pier [1]. Boats run [2].\n\nReferences\n[1] https://desk:b1scuits@example.org/a\n\
        [2] Boats, https://example.org/b?api_key=b1scuitsb1scuits\n";
    fs::write(folder.path().join("article.txt"), article).unwrap();
    for (format, report) in reports(folder.path(), &["--select", "ALL", "article.txt"]) {
        assert!(!report.contains("b1scuits"), "{format}: {report}");
    }
    let record = newscheck(folder.path()).args(["parse", "article.txt"]).output().unwrap();
    assert!(String::from_utf8(record.stdout).unwrap().contains("b1scuits"), "a record keeps what it read");
}

/// Findings by severity: errors, warnings, infos.
type Sums = [usize; 3];

fn sums<'w>(severities: impl Iterator<Item = &'w str>, names: [&str; 3]) -> Sums {
    let mut sums = [0; 3];
    for severity in severities {
        let at =
            names.iter().position(|name| *name == severity).unwrap_or_else(|| panic!("severity {severity}"));
        sums[at] += 1;
    }
    sums
}

fn values<'j>(rows: &'j Value, field: &'static str) -> impl Iterator<Item = &'j str> {
    rows.as_array().unwrap().iter().map(move |row| row[field].as_str().unwrap())
}

fn table(report: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// What a report says of the findings, by its own means.
fn told(format: &str, report: &str) -> Sums {
    let count = |words: &str| report.matches(words).count();
    match format {
        "json" => {
            let report: Value = serde_json::from_str(report).unwrap();
            let findings = report["articles"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|article| values(&article["findings"], "severity"));
            sums(findings, ["error", "warning", "info"])
        }
        "ndjson" => {
            let summary: Value = serde_json::from_str(report.lines().last().unwrap()).unwrap();
            ["errors", "warnings", "infos"].map(|name| summary["counts"][name].as_u64().unwrap() as usize)
        }
        "sarif" => {
            let report: Value = serde_json::from_str(report).unwrap();
            sums(values(&report["runs"][0]["results"], "level"), ["error", "warning", "note"])
        }
        "gitlab" => {
            let mut report: Value = serde_json::from_str(report).unwrap();
            report.as_array_mut().unwrap().pop();
            sums(values(&report, "severity"), ["major", "minor", "info"])
        }
        "csv" => {
            let rows = table(report);
            let findings =
                rows.iter().filter(|row| row["code"] != "not-checked").map(|row| row["severity"].as_str());
            sums(findings, ["error", "warning", "info"])
        }
        "github" => ["\n::error file", "\n::warning file", "\n::notice file"]
            .map(|words| format!("\n{report}").matches(words).count()),
        "junit" => [count(" type=\"error\" "), count(" type=\"warning\" "), count("<system-out>")],
        "markdown" => [count("| ❌ error |"), count("| ⚠️ warning |"), count("| ℹ️ info |")],
        // Of many articles the findings are packed, and the filters have their severities.
        "html" => {
            let found = report.split(" data-found=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let all: Vec<&str> = found.flat_map(str::split_whitespace).collect();
            sums(all.iter().filter_map(|name| name.split(':').next()), ["error", "warning", "info"])
        }
        "text" => {
            let line = report.lines().rfind(|line| line.contains(" article")).unwrap();
            let number = |word: &str| {
                let words: Vec<&str> = line.split([' ', ',', ';', ':']).collect();
                let at = words
                    .iter()
                    .position(|each| each.trim_end_matches('s') == word)
                    .unwrap_or_else(|| panic!("{word}: {line}"));
                words[at - 1].parse().unwrap()
            };
            [number("error"), number("warning"), number("info")]
        }
        _ => panic!("no way to count {format}"),
    }
}

#[test]
fn every_format_tells_the_same_findings() {
    let reports = reports(support::root(), &["fixtures/articles", "fixtures/rules", "fixtures/missing.txt"]);
    let expected = told("json", &reports["json"]);
    assert!(expected.iter().all(|sum| *sum > 3), "{expected:?}");
    for format in FORMATS.iter().filter(|format| **format != "worksheet-csv") {
        assert_eq!(told(format, &reports[format]), expected, "{format}");
    }
}

#[test]
fn every_format_tells_what_was_not_checked() {
    let reports = reports(support::root(), &["fixtures/articles/html-news"]);
    for (format, report) in &reports {
        let words = if *format == "worksheet-csv" { "not checked" } else { "--online" };
        assert!(report.contains(words), "{format}: {report}");
    }
}

#[test]
fn every_format_tells_what_was_required_in_vain() {
    let reports = reports(support::root(), &["fixtures/articles/html-news", "--require", "links"]);
    for (format, report) in &reports {
        let words = if format.contains("json") {
            "\"unmet\":[\"links\"]"
        } else {
            "equired but not checked everywhere: links"
        };
        assert!(report.contains(words), "{format}: {report}");
    }
}

#[test]
fn a_worksheet_has_a_row_for_each_sentence() {
    let reports = reports(support::root(), &["fixtures/articles/html-news/article.html"]);
    let rows = table(&reports["worksheet-csv"]);
    assert!(
        rows.len() > 3 && rows.iter().all(|row| !row["sentence"].is_empty() && row["decision"].is_empty()),
        "{rows:?}"
    );
    let numbers: Vec<usize> = rows.iter().map(|row| row["number"].parse().unwrap()).collect();
    assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
}

fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a,b;%&'\"]]>.txt"), HOSTILE).unwrap();
    fs::write(
        folder.path().join("c.ndjson"),
        format!("{}\nno json\n", serde_json::json!({ "id": "=1+1<b>", "text": HOSTILE })),
    )
    .unwrap();
    folder
}

#[test]
fn what_articles_hold_breaks_no_format() {
    let folder = hostile();
    let reports = reports(folder.path(), &["."]);
    let expected = told("json", &reports["json"]);
    for format in FORMATS.iter().filter(|format| **format != "worksheet-csv") {
        assert_eq!(told(format, &reports[format]), expected, "{format}");
    }
    let html = &reports["html"];
    assert_eq!(html.matches("<script").count(), 1, "the page's own");
    assert!(!html.contains("href=\"javascript:") && html.contains("&lt;script&gt;window.ran"), "{html}");
    for csv in ["csv", "worksheet-csv"] {
        for row in table(&reports[csv]) {
            assert!(
                row.values().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])),
                "{csv}: {row:?}"
            );
        }
    }
    let markdown = &reports["markdown"];
    assert!(!markdown.contains("[x](java") && !markdown.contains("<script"), "{markdown}");
    let unsafe_here = |character: char| character != '\n' && newscheck::text::sanitize::is_unsafe(character);
    for (format, report) in &reports {
        assert!(
            !report.contains(unsafe_here),
            "{format}: {:?}",
            report.chars().find(|character| unsafe_here(*character))
        );
    }
    assert!(reports["github"].lines().all(|line| !line.starts_with("::error::")), "{}", reports["github"]);
}

#[test]
fn junit_is_well_formed_and_its_sums_are_right() {
    let folder = hostile();
    let report = &reports(folder.path(), &["."])["junit"];
    let mut reader = quick_xml::Reader::from_str(report);
    reader.config_mut().check_end_names = true;
    let mut cases: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(element) | quick_xml::events::Event::Empty(element) => {
                let name = String::from_utf8(element.name().as_ref().to_vec()).unwrap();
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap();
                    let value = std::str::from_utf8(&attribute.value).unwrap();
                    if name == "testsuite" && attribute.key.as_ref() != b"name" {
                        let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                        *cases.entry(key).or_default() += value.parse::<usize>().unwrap();
                    }
                }
                *cases.entry(format!("<{name}>")).or_default() += 1;
            }
            _ => {}
        }
    }
    let sum = |name: &str| cases.get(name).copied().unwrap_or(0);
    assert_eq!(
        (sum("tests"), sum("failures"), sum("errors")),
        (sum("<testcase>"), sum("<failure>"), sum("<error>"))
    );
    assert_eq!(sum("skipped"), sum("<skipped>"));
    let forbidden = |character: char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!report.contains(forbidden));
}

#[test]
fn fixes_in_sarif_are_those_that_are_applied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let text = "\u{feff}Häfen öffnen\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nDie Häfen öffnen [1].\n\nReferences\n\
                [1] https://example.org/häfen?id=7&utm_source=brief&utm_medium=mail\n";
    fs::write(&path, text).unwrap();
    let output = newscheck(folder.path())
        .args(["verify", "a.txt", "--format", "sarif", "--select", "URL003"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let edits = &report["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"];
    let mut bytes = text.as_bytes().to_vec();
    for edit in edits.as_array().unwrap().iter().rev() {
        let number = |name: &str| edit["deletedRegion"][name].as_u64().unwrap() as usize;
        let insert = edit["insertedContent"]["text"].as_str().unwrap_or("").as_bytes().to_vec();
        bytes.splice(number("byteOffset")..number("byteOffset") + number("byteLength"), insert);
    }
    newscheck(folder.path()).args(["verify", "a.txt", "--fix", "--select", "URL003"]).output().unwrap();
    let fixed = fs::read_to_string(&path).unwrap();
    assert!(!fixed.contains("utm_"), "{fixed}");
    assert_eq!(String::from_utf8(bytes).unwrap(), fixed);
}

#[test]
fn a_report_is_no_article() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), HOSTILE).unwrap();
    let formats = [
        ("html", "r.html"),
        ("markdown", "r.md"),
        ("json", "r.json"),
        ("sarif", "s.json"),
        ("gitlab", "g.json"),
        ("csv", "r.csv"),
    ];
    for (format, name) in formats {
        newscheck(folder.path())
            .args(["verify", "a.txt", "--format", format, "--output", name])
            .output()
            .unwrap();
    }
    let output = newscheck(folder.path()).args(["verify", "."]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.lines().last().is_some_and(|line| line.starts_with("1 article: ")), "{said}");
}

#[test]
fn the_page_asks_for_nothing() {
    let report = &reports(support::root(), &["fixtures/articles"])["html"];
    for loader in [" src=", "<link", "@import", "url(", "<iframe", "<img", " style=", " onclick"] {
        assert!(!report.contains(loader), "{loader}");
    }
    let policy =
        report.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"),
        "{policy}"
    );
    let ids: Vec<&str> = report.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let targets = report.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands for one place");
    targets.for_each(|target| assert!(unique.binary_search(&target).is_ok(), "{target} leads nowhere"));
}

#[test]
fn a_step_of_github_gets_its_summary() {
    let folder = hostile();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let output = newscheck(folder.path())
        .args(["verify", "--format", "github", "c.ndjson"])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let words = fs::read_to_string(&summary).unwrap();
    assert!(
        words.starts_with("before\n<!-- newscheck report -->\n# newscheck\n")
            && words.contains("## `c.ndjson#=1+1<b>`"),
        "{words}"
    );
    assert!(words.contains("Not checked: ") && !output.stdout.is_empty(), "{words}");
    let plain = newscheck(folder.path())
        .args(["verify", "c.ndjson"])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert!(!plain.stdout.is_empty());
    assert_eq!(fs::read_to_string(&summary).unwrap(), words, "only with --format github");
}

#[test]
fn decisions_are_carried_over_to_an_edited_article() {
    let folder = tempfile::tempdir().unwrap();
    let article = "Harbour closes\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nThe harbour closed [1]. The master was not asked. It cost $3 million.\n\n\
                   References\n[1] https://example.org/harbour\n";
    fs::write(folder.path().join("a.txt"), article).unwrap();
    let sheet = newscheck(folder.path())
        .args(["verify", "a.txt", "--format", "worksheet-csv"])
        .output()
        .unwrap()
        .stdout;
    let signed =
        String::from_utf8(sheet).unwrap().replace(",,,,\n", ",jd,2026-05-01,true,\n").replace('\n', "\r\n");
    fs::write(folder.path().join("sheet.csv"), format!("\u{feff}{signed}")).unwrap();
    fs::write(
        folder.path().join("a.txt"),
        article.replace("$3", "$4").replace("The master was not asked. ", ""),
    )
    .unwrap();
    let output =
        newscheck(folder.path()).args(["worksheet", "merge", "sheet.csv", "a.txt"]).output().unwrap();
    let (merged, said) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(0), "{said}");
    let rows = table(&merged);
    assert_eq!(
        rows.iter().map(|row| (row["checker"].as_str(), row["note"].as_str())).collect::<Vec<_>>(),
        [("jd", ""), ("", "sentence changed since sign-off")]
    );
    assert!(said.contains("signed off, and gone: a.txt: The master was not asked."), "{said}");
}

#[test]
#[ignore = "writes a report of 100,000 findings and measures it: tests/scripts/report-formats.sh runs it"]
fn a_large_report_does_not_fill_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut article = "Harbour\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\n".to_owned();
    (0..100).for_each(|number| {
        article.push_str(&format!("Words of a sentence, the {number}th of them [{}].\n\n", number + 10))
    });
    article.push_str("References\n[1] https://example.org/a\n");
    (0..1000).for_each(|number| fs::write(folder.path().join(format!("{number}.txt")), &article).unwrap());
    for format in ["sarif", "junit", "html"] {
        let mut command = std::process::Command::new("/usr/bin/time");
        command.args(["-f", "%M"]).arg(support::binary()).args([
            "verify",
            ".",
            "--format",
            format,
            "--output",
            "out.report",
            "--fail-on",
            "never",
        ]);
        let output = command.current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let kilobytes: usize = said.lines().last().unwrap().trim().parse().unwrap();
        assert!(kilobytes < 256 * 1024, "{format}: {kilobytes} KiB");
        if format == "sarif" {
            let report: Value =
                serde_json::from_str(&fs::read_to_string(folder.path().join("out.report")).unwrap()).unwrap();
            assert!(report["runs"][0]["results"].as_array().unwrap().len() >= 100_000);
            assert!(said.contains("GitHub takes 25000 of a run"), "{said}");
        }
        println!("{format}: {kilobytes} KiB");
    }
}

#[test]
fn of_many_articles_the_page_holds_each_packed() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..101 {
        let text = format!(
            "Dam {number} holds\n\nThe dam holds [1].\n\nReferences\n[1] https://example.org/{number}\n"
        );
        fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
    }
    let report = |arguments: &[&str]| {
        let output = newscheck(folder.path())
            .args(["verify", "--format", "html", "--now", "2026-05-01T00:00:00Z"])
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let names: Vec<String> = (0..101).map(|number| format!("{number:03}.txt")).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let (many, few) = (report(&all), report(&["007.txt", "008.txt"]));
    assert_eq!(many.matches("<script type=\"text/plain\">").count(), 101);
    assert!(!few.contains("text/plain") && many.contains("<noscript>"));
    let packed = many
        .split("007.txt</span>")
        .nth(1)
        .and_then(|rest| rest.split("<script type=\"text/plain\">").nth(1));
    let packed = packed.and_then(|rest| rest.split("</script>").next()).unwrap();
    let mut bytes = data_encoding::BASE64.decode(packed.as_bytes()).unwrap();
    bytes.extend([3, 0]);
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&*bytes).read_to_string(&mut text).unwrap();
    let inside = few
        .split_once("</summary>\n")
        .and_then(|(_, rest)| rest.split("</details>\n<details class=\"article\"").next());
    let inside = inside.unwrap();
    assert_eq!(text.strip_prefix('\x1e'), Some(inside));
    assert!(inside.contains("The dam holds"));
}
