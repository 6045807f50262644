//! What sources say, from the command line: a site on loopback, an archive, files; and each rule about
//! evidence shown once, with nothing on the clean twin.

use std::path::Path;

use crate::commands::{Site, run};
use serde_json::Value;

const COUNCIL: &str = "<p>The council of Varnholm approved the new ferry timetable on Monday after a debate of four hours. It was passed by eleven votes to six, and takes effect in April.</p>\
    <p>“We will keep the old ferry until the winter,” Mayor Ruth Okafor told reporters after the session, adding that the vessel had been repaired twice since the autumn.</p>\
    <p>Residents of the islands had asked for more sailings in the evening. The timetable has two more on weekdays, and one more on Sundays, which the operator called a compromise.</p>";

const QUAY: &str = "<p>The harbour was closed for eleven days in January after the storm tore away a part of the quay. Repairs cost 2.4 million euros, the port office said on Thursday.</p>\
    <p>The line carried 41,000 people last year, the port office said, four in ten of them visitors of the islands.</p>\
    <p>The quay opened again on 3 February. “Nobody was hurt in the storm,” said the harbour master, Jan Novak, who has run the office since 2011.</p>";

const NIGHT: &str = "<p>Night sailings will return in summer, the operator said on Friday. The last boat leaves at eleven, and the first at five in the morning.</p>\
    <p>Varnholm sued Eastbank over the quay in May. The case is heard in the autumn, and both sides said that they hoped for an agreement before that.</p>\
    <p>Fares rose by four percent in March after a year without change, the operator said.</p>";

const MUSEUM: &str = "<p>The museum of the coast has bought three paintings by a local artist for its new wing, its director said at the opening. They show the dunes, the lighthouse and the old mill.</p>\
    <p>Visitors can see them from next week. The wing was built with money from a lottery, and has a café and a shop for books.</p>";

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} – Gazette</title></head><body><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav>\
         <article><h1>{title}</h1>{body}</article><footer>About us</footer></body></html>"
    )
}

fn site() -> Site {
    Site::new(&[
        ("/council", &page("Council approves ferry timetable", COUNCIL)),
        ("/quay", &page("Storm damage at the quay repaired", QUAY)),
        ("/night", &page("Night sailings to the islands return in summer", NIGHT)),
        ("/museum", &page("Museum buys three paintings of the coast", MUSEUM)),
        ("/wall", "<title>Just a moment...</title><p>Checking your browser.</p>"),
    ])
}

/// An article in which each sentence is right; `change` makes faults of it.
fn article(site: &Site, change: &[(&str, &str)]) -> String {
    let mut text = "Ferry to stay, council says\n\nTuesday, Mar 18, 2025 9:00 am ET\n\n\
        Mayor Ruth Okafor told reporters after the session: “We will keep the old ferry until the winter” [1].\n\n\
        “Nobody was hurt in the storm,” said the harbour master, Jan Novak [2].\n\n\
        The repairs cost 2.4 million euros, and the quay opened again on 3 February [2].\n\n\
        The harbour was closed for eleven days in January after the storm tore away a part of the quay [2].\n\n\
        The museum has bought three paintings by a local artist for its new wing, its director said at the opening [4].\n\n\
        The line carried 41,000 people last year, the port office said, four in ten of them visitors of the islands [2].\n\n\
        Night sailings will return in summer, the operator said on Friday [3].\n\n\
        Varnholm sued Eastbank over the quay in May [3].\n\n\
        References\n\
        [1] “Council approves ferry timetable”, Gazette. {site}/council\n\
        [2] “Storm damage at the quay repaired”, Gazette. {site}/quay\n\
        [3] “Night sailings to the islands return in summer”, Gazette. {site}/night\n\
        [4] “Museum buys three paintings of the coast”, Gazette. {site}/museum\n"
        .replace("{site}", &site.base);
    for (before, after) in change {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, after);
    }
    text
}

/// One fault for each rule.
const FAULTS: &[(&str, &str)] = &[
    (
        "“We will keep the old ferry until the winter” [1]",
        "“No island should ever pay for the mistakes of a port” [1]",
    ),
    ("“Nobody was hurt in the storm,”", "“Everybody was hurt in the storm,”"),
    ("The repairs cost 2.4 million euros, and", "The repairs kept 380 workers busy until"),
    ("eleven days in January", "nineteen days in January"),
    (
        "The museum has bought three paintings by a local artist for its new wing, its director said at the opening",
        "Prosecutors charged the former minister with taking bribes from a builder of motorways in the capital",
    ),
    ("visitors of the islands [2]", "visitors of the islands [4]"),
    ("will return in summer", "will not return in summer"),
    ("Varnholm sued Eastbank", "Eastbank sued Varnholm"),
    (
        "“Night sailings to the islands return in summer”, Gazette",
        "“Ministers plan a tunnel to the northern islands”, Gazette",
    ),
];

const ONLINE: [&str; 4] = ["--online", "--allow-private=127.0.0.0/8", "--retries=0", "--no-cache"];

fn verify(folder: &Path, more: &[&str]) -> Value {
    let arguments = [&["verify", "article.txt", "--format", "json"], more].concat();
    let output = run(folder, &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn codes(report: &Value) -> Vec<String> {
    let findings = report["articles"][0]["findings"].as_array().unwrap();
    let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
    let mut codes: Vec<String> = codes.filter(|code| code.starts_with("EVD")).collect();
    codes.sort();
    codes
}

fn with_article(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("article.txt"), text).unwrap();
    folder
}

#[test]
fn each_rule_finds_its_fault_online_and_the_clean_twin_has_none() {
    let site = site();
    let faulty = verify(with_article(&article(&site, FAULTS)).path(), &ONLINE);
    let all: Vec<String> = (1..=9).map(|number| format!("EVD00{number}")).collect();
    assert_eq!(codes(&faulty), all, "{:#}", faulty["articles"][0]["findings"]);
    let clean = verify(with_article(&article(&site, &[])).path(), &ONLINE);
    assert_eq!(codes(&clean), Vec::<String>::new(), "{:#}", clean["articles"][0]["findings"]);
    assert_eq!(clean["articles"][0]["coverage"], serde_json::json!({"whole": 8, "part": 0, "nothing": 0}));
    assert_eq!(clean["not_checked"], serde_json::json!([]));
}

#[test]
fn passages_stand_where_their_offsets_say() {
    let site = site();
    let folder = with_article(&article(&site, FAULTS));
    let report = verify(folder.path(), &ONLINE);
    let evidence = report["articles"][0]["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 8);
    for record in evidence {
        for passage in record["passages"].as_array().unwrap() {
            let length = passage["end"].as_u64().unwrap() - passage["start"].as_u64().unwrap();
            assert_eq!(passage["text"].as_str().unwrap().chars().count() as u64, length);
        }
        let claim = &record["claim"];
        let length = claim["end"].as_u64().unwrap() - claim["start"].as_u64().unwrap();
        assert_eq!(claim["text"].as_str().unwrap().chars().count() as u64, length);
    }
}

#[test]
fn an_archive_and_files_stand_for_the_site() {
    let site = site();
    let folder = with_article(&article(&site, FAULTS));
    let online = codes(&verify(folder.path(), &[&ONLINE[..], &["--archive", "kept"]].concat()));
    assert_eq!(online.len(), 9);
    // What was fetched is kept: the same offline.
    assert_eq!(codes(&verify(folder.path(), &["--archive", "kept"])), online);

    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).unwrap();
    let hash = newscheck::pipeline::evidence::source_pages::hash(&format!("{}/council", site.base));
    std::fs::write(sources.join(format!("{hash}.html")), page("Council approves ferry timetable", COUNCIL))
        .unwrap();
    std::fs::write(sources.join("2.html"), page("Storm damage at the quay repaired", QUAY)).unwrap();
    std::fs::write(
        folder.path().join("night.html"),
        page("Night sailings to the islands return in summer", NIGHT),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("museum.html"),
        page("Museum buys three paintings of the coast", MUSEUM),
    )
    .unwrap();
    let given = ["--sources", "sources", "--source", "3=night.html", "--source", "[4]=museum.html"];
    assert_eq!(codes(&verify(folder.path(), &given)), online);
}

#[test]
fn a_source_that_is_no_source_is_not_checked_and_said_so() {
    let site = site();
    let folder = with_article(&article(&site, &[("/council\n", "/wall\n"), ("/night\n", "/gone\n")]));
    let report = verify(folder.path(), &ONLINE);
    assert_eq!(codes(&report), Vec::<String>::new());
    let reasons: Vec<&str> = report["articles"][0]["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|record| record["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["blocked", "error-page", "error-page"]);
    let required =
        [&["verify", "article.txt", "--require", "evidence", "--fail-on", "never"], &ONLINE[..]].concat();
    let output = run(folder.path(), &required);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("quotes, figures, claims at 1 citation in 1 article (the source is behind a wall)"),
        "{said}"
    );
}

#[test]
fn sources_that_are_hostile_end_no_run() {
    let site = site();
    let folder = with_article(&article(&site, &[]));
    let line = "word ".repeat(2_000_000);
    let files: &[(&str, &[u8])] = &[
        ("1.txt", b""),
        ("2.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"),
        ("3.txt", line.as_bytes()),
        ("4.docx", b"PK\x03\x04 not a document at all"),
    ];
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).unwrap();
    for (name, bytes) in files {
        std::fs::write(sources.join(name), bytes).unwrap();
    }
    let report = verify(folder.path(), &["--sources", "sources"]);
    let records = report["articles"][0]["evidence"].as_array().unwrap();
    let reason =
        |label: &str| records.iter().find(|record| record["label"] == label).unwrap()["reason"].clone();
    assert_eq!([reason("1"), reason("2"), reason("4")], ["unreadable"; 3]);
    assert!(report["complete"].as_bool().unwrap());
}

#[test]
fn an_article_that_cites_itself_is_no_source() {
    let text = "# Ferry to stay\n\nThe line carried 41,000 people last year [1].\n\n## References\n\n[1] https://news.example.org/ferry\n";
    let folder = tempfile::tempdir().unwrap();
    let front = format!("---\nurl: https://news.example.org/ferry\n---\n{text}");
    std::fs::write(folder.path().join("article.md"), &front).unwrap();
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).unwrap();
    let hash = newscheck::pipeline::evidence::source_pages::hash("https://news.example.org/ferry");
    std::fs::write(sources.join(format!("{hash}.md")), text).unwrap();
    let output = run(folder.path(), &["evidence", "article.md", "--sources", "sources"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("the article cites itself"), "{said}");
}

/// The table of an article, with sources by label: `(label, text)`.
fn table(article: &str, sources: &[(&str, &str)]) -> String {
    let folder = with_article(article);
    let by_label = folder.path().join("sources");
    std::fs::create_dir(&by_label).unwrap();
    for (label, text) in sources {
        std::fs::write(by_label.join(format!("{label}.txt")), text).unwrap();
    }
    let output = run(folder.path(), &["evidence", "article.txt", "--sources", "sources"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    // Without the head of the file.
    shown.split_once("\n\n").map_or(shown.clone(), |(_, entries)| entries.to_owned())
}

const PORT: &str = "Storm damage at the quay repaired\n\nThe port office spoke on Thursday. The harbour was closed for eleven days in January after the storm. \
    “Nobody was hurt in the storm, and nobody was to blame,” said the harbour master, Jan Novak. Repairs cost 2.4 million euros.\n";

#[test]
fn sentences_before_the_marked_one_are_looked_at_for_what_is_quoted_and_counted() {
    let article = "Quay open again\n\nThe port is old. It was closed for eleven days. “Nobody was hurt in the storm,” he said. Repairs cost 2.4 million euros, the port office said [1][1].\n\n\
        References\n[1] Port. https://port.example.org/quay\n";
    let expected = "\
[1] line 3: unsure (before the marked sentence: quotes and figures alone)
  claim   It was closed for eleven days.
  source  https://port.example.org/quay (sources/1.txt)
  passage The harbour was closed for eleven days in January after the storm.
  figure  eleven days: in the source

[1] line 3: unsure (before the marked sentence: quotes and figures alone)
  claim   “Nobody was hurt in the storm,” he said.
  source  https://port.example.org/quay (sources/1.txt)
  passage “Nobody was hurt in the storm, and nobody was to blame,” said the harbour master, Jan
          Novak.
  quote   “Nobody was hurt in the storm,”: word for word

[1] line 3: supported, score .800
  claim   Repairs cost 2.4 million euros, the port office said [1][1].
  source  https://port.example.org/quay (sources/1.txt)
  passage Repairs cost 2.4 million euros.
  figure  2.4 million euros: in the source
  lacks   said
";
    assert_eq!(table(article, &[("1", PORT)]), expected);
}

#[test]
fn a_source_that_is_not_at_hand_may_have_what_the_others_lack() {
    let article = "Quay open again\n\nThe state paid 31 million kronor for the quay [1][2].\n\n\
        References\n[1] Port. https://port.example.org/quay\n[2] State. https://state.example.org/quay\n";
    let shown = table(article, &[("1", PORT)]);
    assert!(
        shown.contains("[1] line 3: figure-not-found") && shown.contains("[2] line 3: not-checked"),
        "{shown}"
    );
    assert!(!shown.contains("together"), "{shown}");
}

#[test]
fn words_of_other_languages_are_not_compared_and_titles_of_works_are_no_quotations() {
    let article = "长津湖票房公布\n\n《战狼续集》之后，《长津湖》登上了票房榜首，影片讲述了抗美援朝的故事 [1]。\n\n影片由三位导演联合执导，上映57天，打破30多项纪录，“用正能量的主流叙事” [1]。\n\n\
        参考文献\n[1] https://film.example.org/a\n";
    let source = "截至11月24日，《长津湖》上映56天，票房达到56.95亿元，打破30多项中国影史纪录，位列全球票房榜第一名，用正能量的主流叙事抒发情怀，连续刷新国庆档单日票房纪录。\n";
    let shown = table(article, &[("1", source)]);
    let heads: Vec<&str> = shown.lines().filter(|line| line.starts_with('[')).collect();
    let expected = [
        "[1] line 3: not-checked, no quotation or figure to look for",
        "[1] line 5: figure-not-found (quotes and figures alone)",
    ];
    assert_eq!(heads, expected, "{shown}");
    assert!(shown.contains("quote   “用正能量的主流叙事”: word for word"), "{shown}");
}

#[test]
fn an_altered_quotation_with_a_figure_is_one_finding() {
    let article = "Quay open again\n\nThe port office: “The harbour was closed for nineteen days in January after the storm” [1].\n\n\
        References\n[1] Port. https://port.example.org/quay\n";
    let folder = with_article(article);
    std::fs::write(folder.path().join("port.txt"), PORT).unwrap();
    let report = verify(folder.path(), &["--source", "1=port.txt"]);
    assert_eq!(codes(&report), ["EVD002"], "{:#}", report["articles"][0]["findings"]);
}

#[test]
fn a_figure_in_an_address_is_missed_nowhere() {
    let article = "Quay open again\n\nThe harbour was closed for eleven days after the storm, as http://port.example.org/2031/report-77.pdf has it [1].\n\n\
        References\n[1] Port. https://port.example.org/quay\n";
    let shown = table(article, &[("1", PORT)]);
    let figures: Vec<&str> = shown.lines().filter(|line| line.starts_with("  figure")).collect();
    assert_eq!(figures, ["  figure  eleven days: in the source"], "{shown}");
}
