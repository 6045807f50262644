//! Does newscheck read whole articles as a reader would? Each folder of `fixtures/articles/` holds one input,
//! `expected.json` (what `parse` prints) and `expected.txt` (what `verify --quiet` prints with every rule
//! on).
//!
//! `facts.toml` is written by hand, and every line and column is derived from the source again:
//! `NEWSCHECK_BLESS=1` renews the expected files, not the facts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support;
use crate::support::places::{self, Sources};
use serde::Deserialize;
use serde_json::Value;

/// What a reader sees in an article: `facts.toml` has one for each.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Facts {
    headline: String,
    /// RFC 3339 as in the record; empty where the article does not say.
    published: String,
    /// With commas between.
    authors: String,
    /// The label of every citation in the order of the text, with blanks between.
    citations: String,
    dangling: String,
    /// The labels of the reference list, `-` for an entry without one.
    references: String,
    unused: String,
    encoding: String,
}

impl Default for Facts {
    fn default() -> Self {
        let nothing = String::new;
        Self {
            headline: nothing(),
            published: nothing(),
            authors: nothing(),
            citations: nothing(),
            dangling: nothing(),
            references: nothing(),
            unused: nothing(),
            encoding: "UTF-8".to_owned(),
        }
    }
}

impl Facts {
    /// Those of a folder, in the order of its articles.
    fn read(folder: &Path) -> Vec<Self> {
        #[derive(Deserialize)]
        struct Articles {
            article: Vec<Facts>,
        }
        let path = folder.join("facts.toml");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
        let articles: Articles =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        articles.article
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let Self { headline, published, authors, citations, dangling, references, unused, encoding } = self;
        let values = [headline, published, authors, citations, dangling, references, unused, encoding];
        NAMES.iter().copied().zip(values.map(String::clone)).collect()
    }
}

const NAMES: [&str; 8] =
    ["headline", "published", "authors", "citations", "dangling", "references", "unused", "encoding"];

#[test]
fn every_article_is_read_as_a_reader_would() {
    support::each(&support::names(&folder("")), |name| holds(name, &Facts::read(&folder(name))));
}

/// Checks one folder: facts, expected files, places.
fn holds(name: &str, facts: &[Facts]) {
    let folder = folder(name);
    let input = input(&folder);
    let printed = run(&folder, &["parse", &input]);
    let records: Value = serde_json::from_str(&printed).unwrap();
    let records = if facts.len() == 1 { vec![records] } else { records.as_array().unwrap().clone() };
    assert_eq!(records.len(), facts.len(), "{name}: the number of articles");
    let quiet =
        run(&folder, &["verify", "--quiet", "--select", "ALL", "--now", "2026-05-01T12:00:00Z", &input]);
    for (record, facts) in records.iter().zip(facts) {
        assert_eq!(said(record), facts.lines(), "{name}");
        let sources =
            Sources { text_of: &|file| source(&folder, file, record["encoding"].as_str().unwrap()) };
        let places = places::check_json(record, "", &sources);
        assert!(places > 3 || name == "record", "{name}: {places} places");
    }
    let report: Value =
        serde_json::from_str(&run(&folder, &["verify", "--format", "json", "--select", "ALL", &input]))
            .unwrap();
    if name != "record" {
        let encoding = records[0]["encoding"].as_str().unwrap();
        places::check_json(&report, "", &Sources { text_of: &|file| source(&folder, file, encoding) });
    }
    for (file, actual) in [("expected.json", &printed), ("expected.txt", &quiet)] {
        let path = folder.join(file);
        if support::blessing() {
            fs::write(&path, actual).unwrap();
        }
        let expected =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
        assert_eq!(expected, *actual, "{name}: {file}");
    }
}

/// What a record says, in the form of [`Facts::lines`].
fn said(record: &Value) -> Vec<(&'static str, String)> {
    let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let list = |field: &str| record[field].as_array().unwrap().clone();
    let labels = |items: &[Value]| {
        items.iter().map(|item| item["label"].as_str().unwrap_or("-")).collect::<Vec<_>>().join(" ")
    };
    let (citations, references) = (list("citations"), list("references"));
    let dangling: Vec<Value> =
        citations.iter().filter(|citation| citation["status"] == "dangling").cloned().collect();
    let unused: Vec<Value> = references
        .iter()
        .filter(|entry| entry["citations"].as_array().unwrap().is_empty())
        .cloned()
        .collect();
    let values = [
        word(&record["headline"]),
        word(&record["published"]),
        list("authors").iter().map(word).collect::<Vec<_>>().join(", "),
        labels(&citations),
        labels(&dangling),
        labels(&references),
        labels(&unused),
        word(&record["encoding"]),
    ];
    NAMES.into_iter().zip(values).collect()
}

fn folder(name: &str) -> PathBuf {
    support::root().join("fixtures/articles").join(name)
}

/// The one input in a folder.
fn input(folder: &Path) -> String {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let inputs: Vec<String> = names.filter(|name| name.starts_with("article")).collect();
    assert_eq!(inputs.len(), 1, "{} has one input", folder.display());
    inputs[0].clone()
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = support::newscheck(folder);
    command.args(arguments);
    let output = support::run_with(command, b"");
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The decoded text of a file, or of the article in it that goes by an id.
fn source(folder: &Path, name: &str, encoding: &str) -> Option<String> {
    let (file, member) = name.split_once('#').map_or((name, None), |(file, member)| (file, Some(member)));
    let bytes = fs::read(folder.join(file)).ok()?;
    let text =
        encoding_rs::Encoding::for_label(encoding.as_bytes())?.decode_with_bom_removal(&bytes).0.into_owned();
    let Some(member) = member else { return Some(text) };
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let row = rows.into_iter().find(|row| row["id"] == member)?;
    ["text", "markdown", "html"].iter().find_map(|field| row[*field].as_str()).map(str::to_owned)
}

/// The article, changed in one place each: what changes is found and nothing else.
mod mutations {
    use super::{folder, said};
    use newscheck::model::{ArticleRecord, FileReport};
    use newscheck::{Options, check, parse};
    use std::fs;

    fn article() -> String {
        fs::read_to_string(folder("template-residue").join("article.txt")).unwrap()
    }

    fn report(text: &str) -> FileReport {
        check(text.as_bytes(), &Options { path: "article.txt".into(), ..Options::default() })
    }

    /// Each finding of the families CIT and REF: code, label, and the lines of its places.
    fn found(text: &str) -> Vec<(&'static str, Option<String>, Vec<u32>)> {
        let findings = report(text)
            .findings
            .into_iter()
            .filter(|finding| finding.code.starts_with("CIT") || finding.code.starts_with("REF0"));
        let lines = |finding: &newscheck::model::Finding| {
            finding
                .location
                .iter()
                .map(|place| place.line)
                .chain(finding.related.iter().map(|related| related.location.line))
                .collect()
        };
        findings.map(|finding| (finding.code, finding.label.clone(), lines(&finding))).collect()
    }

    /// The 1-based lines of a text that hold some words.
    fn lines_with(text: &str, words: &str) -> Vec<u32> {
        text.lines()
            .enumerate()
            .filter(|(_, line)| line.contains(words))
            .map(|(index, _)| index as u32 + 1)
            .collect()
    }

    #[test]
    fn the_article_is_clean() {
        assert_eq!(found(&article()), []);
    }

    #[test]
    fn a_relabelled_entry_leaves_its_label_dangling_and_is_unused() {
        let text = article().replace("\n[2] https", "\n[7] https");
        let cited = lines_with(&text, " [2].");
        let entry = lines_with(&text, "[7] https");
        assert_eq!((cited.len(), entry.len()), (4, 1));
        let mut findings = found(&text);
        findings.retain(|finding| finding.0 != "REF005");
        assert_eq!(findings, [("CIT001", Some("2".into()), cited), ("REF001", Some("7".into()), entry)]);
    }

    #[test]
    fn an_entry_that_loses_its_label_is_an_entry_of_its_own() {
        let text = article().replace("\n[2] https", "\nhttps");
        let cited = lines_with(&text, " [2].");
        let entry = lines_with(&text, "https://www.example.com");
        assert_eq!(found(&text), [("CIT001", Some("2".into()), cited), ("REF001", None, entry)]);
        let record = ArticleRecord::from(&parse(text.as_bytes(), &Options::default())[0]);
        let said = said(&serde_json::to_value(record).unwrap());
        assert!(
            said.contains(&("references", "1 -".into())) && said.contains(&("unused", "-".into())),
            "{said:?}"
        );
    }

    #[test]
    fn a_further_entry_is_unused() {
        let text = article().replace("\n\nComments", "\n[3] https://example.net/further\n\nComments");
        assert_eq!(found(&text), [("REF001", Some("3".into()), lines_with(&text, "[3] https"))]);
    }
}
