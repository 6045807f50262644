//! Web archive collections.

use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use newscheck::model::FileReport;
use proptest::prelude::*;
use zip::CompressionMethod::{Deflated, Stored};

use super::support::{
    BREAD, Record, by_member, member, outcome, plain, reports, reports_within, unreadable, zip,
};

fn collection() -> Vec<(&'static str, Vec<u8>)> {
    let one = [Record::text("https://a.example/1", BREAD), Record::text("https://a.example/2", BREAD)];
    let two = [Record::new("warcinfo", b"software: test\r\n"), Record::text("https://b.example/3", BREAD)];
    vec![
        (
            "datapackage.json",
            b"{\"profile\":\"data-package\",\"wacz_version\":\"1.1.1\",\"resources\":[]}".to_vec(),
        ),
        ("archive/one.warc.gz", by_member(&one)),
        ("pages/pages.jsonl", b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n".to_vec()),
        ("archive/two.warc", plain(&two)),
        ("indexes/index.cdx.gz", b"\x1f\x8b".to_vec()),
    ]
}

fn packed(parts: &[(&str, Vec<u8>)], method: zip::CompressionMethod) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    zip(&parts, method)
}

fn found(reports: &[FileReport]) -> Vec<(usize, &str, &str)> {
    let row = |report| {
        let member = member(report);
        (member.index, member.url.as_deref().unwrap_or(""), member.file.as_deref().unwrap_or(""))
    };
    reports.iter().map(row).collect()
}

const EXPECTED: [(usize, &str, &str); 3] = [
    (0, "https://a.example/1", "archive/one.warc.gz"),
    (1, "https://a.example/2", "archive/one.warc.gz"),
    (2, "https://b.example/3", "archive/two.warc"),
];

#[test]
fn the_pages_of_every_archive_are_articles() {
    for method in [Stored, Deflated] {
        for name in ["a.wacz", "-", "a.zip"] {
            let reports = reports(name, &packed(&collection(), method));
            assert_eq!(found(&reports), EXPECTED, "{name}");
            assert!(reports.iter().all(|report| outcome(report).is_ok()));
        }
    }
}

#[test]
fn a_place_counts_in_the_archive_that_holds_it() {
    let parts = collection();
    let reports = reports("a.wacz", &packed(&parts, Stored));
    let second = member(&reports[1]);
    let (start, length) = (second.offset.unwrap() as usize, second.length.unwrap() as usize);
    assert_eq!(start + length, parts[1].1.len());
}

#[test]
fn a_file_that_is_no_collection_says_so() {
    let table = [
        (packed(&collection()[..1], Stored), "no web archive in it (archive/*.warc.gz)"),
        (b"Words.".to_vec(), "no ZIP file, or one broken off"),
        (Vec::new(), "no ZIP file, or one broken off"),
    ];
    for (file, message) in table {
        assert_eq!(unreadable(&reports("a.wacz", &file)[0]), [message]);
    }
    let other = reports("a.zip", &packed(&collection()[..1], Stored));
    assert!(outcome(&other[0]).unwrap_err().starts_with("not text: starts like a ZIP archive"));
}

#[test]
fn an_archive_of_another_hash_than_is_stated_is_told_and_read() {
    let mut parts = collection();
    let list = |first: &str, second: &str| {
        let resource = |path: &str, hash: &str| format!("{{\"path\":\"{path}\",\"hash\":\"sha256:{hash}\"}}");
        let resources = [resource("archive/one.warc.gz", first), resource("archive/two.warc", second)];
        format!("{{\"resources\":[{}]}}", resources.join(",")).into_bytes()
    };
    let [one, two] = [1, 3].map(|part| newscheck::input::sha256_hex(&parts[part].1));
    parts[0].1 = list(&one, &two);
    assert_eq!(found(&reports("a.wacz", &packed(&parts, Deflated))), EXPECTED);
    parts[0].1 = list(&two, &two);
    let reports = reports("a.wacz", &packed(&parts, Stored));
    assert_eq!(reports.len(), 4);
    let message = "archive/one.warc.gz: datapackage.json states another hash";
    assert_eq!(unreadable(&reports[2]), [message]);
}

#[test]
fn an_archive_that_breaks_off_is_told_and_the_next_is_read() {
    let mut parts = collection();
    let length = parts[1].1.len();
    parts[1].1.truncate(length - 20);
    let reports = reports("a.wacz", &packed(&parts, Stored));
    let told: Vec<usize> = reports.iter().map(|report| unreadable(report).len()).collect();
    assert_eq!(told, [0, 1, 0]);
    assert_eq!(found(&reports)[2], EXPECTED[2]);
}

#[test]
fn collections_stream_from_files_of_any_size_and_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = packed(&collection(), Stored);
    for name in ["a.wacz", "unnamed"] {
        let path = folder.path().join(name);
        std::fs::write(&path, &file).unwrap();
        let output = Command::cargo_bin("newscheck")
            .unwrap()
            .args(["parse", "--format", "ndjson", "--max-file-size", "300"])
            .arg(&path)
            .output();
        let rows = String::from_utf8(output.unwrap().stdout).unwrap();
        let urls: Vec<bool> = EXPECTED.iter().map(|(_, url, _)| rows.contains(url)).collect();
        assert_eq!((rows.lines().count(), urls), (4, vec![true; 3]), "{name}: the limit is for each page");
    }
    let run = |limit: &str| {
        let mut command = Command::cargo_bin("newscheck").unwrap();
        command
            .args(["parse", "--format", "ndjson", "--max-file-size", limit, "-"])
            .stdin(std::fs::File::open(folder.path().join("a.wacz")).unwrap());
        let output = command.stderr(Stdio::null()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(run("1MiB").lines().count(), 4);
    assert!(run("300").contains("larger than --max-file-size"), "what comes through a pipe is held whole");
}

#[test]
fn the_limit_holds_for_each_record() {
    let reports = reports_within("a.wacz", &packed(&collection(), Stored), 50);
    assert!(
        reports.len() == 3
            && reports.iter().all(|report| unreadable(report)[0].starts_with("record larger than"))
    );
}

#[test]
fn every_cut_is_a_fault() {
    let file = packed(&collection(), Stored);
    for end in 0..file.len() {
        let reports = reports("a.wacz", &file[..end]);
        assert!(reports.len() == 1 && outcome(&reports[0]).is_err(), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..3000, byte: u8, cut in 0usize..3000) {
        let mut file = packed(&collection(), Deflated);
        let length = file.len();
        file[at % length] = byte;
        file.truncate(length - cut % length);
        for report in reports("a.wacz", &file) {
            prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"));
        }
    }
}
