//! Web archives.

use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use newscheck::input::sha256_hex;
use newscheck::model::{DigestCheck, EncodingOrigin, FileReport, Format};
use proptest::prelude::*;
use sha1::{Digest, Sha1};

use super::support::{
    BREAD, Record, by_member, gzip, member, outcome, plain, reports, reports_within, unreadable,
};

const URL: &str = "https://news.example/bread";

fn sha1(bytes: &[u8]) -> String {
    let hex: String = Sha1::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha1:{hex}")
}

/// The addresses of the articles, or what is wrong with them.
fn found(reports: &[FileReport]) -> Vec<Result<String, String>> {
    let address = |report: &FileReport| member(report).url.clone().unwrap_or_default();
    reports.iter().map(|report| outcome(report).map(|_| address(report)).map_err(str::to_owned)).collect()
}

#[test]
fn pages_are_articles_and_other_records_are_passed_over() {
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: ";
    let records = [
        Record::new("warcinfo", b"software: test\r\n").field("Content-Type", "application/warc-fields"),
        Record::new("request", b"GET /bread HTTP/1.1\r\n\r\n")
            .field("Content-Type", "application/http;msgtype=request"),
        Record::text("https://a.example/text", BREAD),
        Record::response(
            "https://a.example/html",
            &format!("{ok}Text/HTML; charset=utf-8"),
            b"<p>Bread [1].",
        ),
        Record::response("https://a.example/xhtml", &format!("{ok}application/xhtml+xml"), b"<html/>"),
        Record::response("https://a.example/markdown", &format!("{ok}text/markdown"), b"# Bread"),
        Record::response("https://a.example/untyped", "HTTP/1.1 200 OK", b"\n<!DOCTYPE HTML><p>Bread"),
        Record::response("https://a.example/identified", "HTTP/1.1 200 OK", b"Bread")
            .field("WARC-Identified-Payload-Type", "text/html"),
        Record::response("https://a.example/image", &format!("{ok}image/png"), b"\x89PNG"),
        Record::response("https://a.example/unknown", "HTTP/1.1 200 OK", b"Bread"),
        Record::response(
            "https://a.example/gone",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            b"<p>Gone",
        ),
        Record::response(
            "https://a.example/moved",
            "HTTP/1.1 301 Moved\r\nContent-Type: text/html",
            b"<p>Moved",
        ),
        Record::response("https://a.example/empty", &format!("{ok}text/html"), b""),
        Record::response("https://a.example/robots.txt", &format!("{ok}text/plain"), b"User-agent: *"),
        Record::new("response", b"no head")
            .field("Content-Type", "text/dns")
            .field("WARC-Target-URI", "dns:a.example"),
        Record::new("resource", b"<p>Kept")
            .field("Content-Type", "text/html")
            .field("WARC-Target-URI", "file:///kept.html"),
        Record::new("resource", b"Words")
            .field("Content-Type", "text/plain")
            .field("WARC-Target-URI", "urn:text:x"),
        Record::new("conversion", b"<p>Made")
            .field("Content-Type", "text/html")
            .field("WARC-Target-URI", "https://a.example/made"),
        Record::new("conversion", b"Bread")
            .field("Content-Type", "text/plain")
            .field("WARC-Target-URI", "https://a.example/words"),
        Record::new("resource", b"# Bread")
            .field("Content-Type", "text/markdown")
            .field("WARC-Target-URI", "https://a.example/note"),
        Record::new("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            .field("WARC-Target-URI", "https://a.example/html"),
    ];
    let expected: Vec<Result<String, String>> =
        ["text", "html", "xhtml", "markdown", "untyped", "identified"]
            .map(|name| Ok(format!("https://a.example/{name}")))
            .into_iter()
            .chain(
                [
                    "file:///kept.html",
                    "https://a.example/made",
                    "https://a.example/words",
                    "https://a.example/note",
                ]
                .map(|url| Ok(url.to_owned())),
            )
            .collect();
    for file in [plain(&records), by_member(&records), gzip(&plain(&records))] {
        let reports = reports("-", &file);
        assert_eq!(found(&reports), expected);
        let formats: Vec<Format> = reports.iter().map(|report| report.source.format).collect();
        assert_eq!(formats[..4], [Format::Text, Format::Html, Format::Html, Format::Markdown]);
        assert_eq!(
            reports.iter().map(|report| member(report).index).collect::<Vec<_>>(),
            (0..10).collect::<Vec<_>>()
        );
    }
}

#[test]
fn an_article_knows_its_record() {
    let record = Record::text(URL, BREAD).field("WARC-Payload-Digest", &sha1(BREAD.as_bytes()));
    let other = Record::new("warcinfo", b"software: test\r\n");
    let (first, second) = (gzip(&other.bytes()), gzip(&record.bytes()));
    let reports = reports("a.warc.gz", &[first.clone(), second.clone()].concat());
    let article = outcome(&reports[0]).unwrap();
    assert_eq!(article.citations[0].target.url(), Some("https://example.org/bread"));
    assert_eq!(reports[0].source.display_name(), format!("a.warc.gz#{URL}"));
    assert_eq!(reports[0].source.captured.as_deref(), Some("2026-04-26T06:33:00Z"));
    assert_eq!(reports[0].source.sha256.as_deref(), Some(&*sha256_hex(BREAD.as_bytes())));
    let member = member(&reports[0]);
    assert_eq!((member.url.as_deref(), member.date.as_deref()), (Some(URL), Some("2026-04-26T06:33:00Z")));
    assert!(member.id.as_deref().is_some_and(|id| id.starts_with("urn:uuid:")));
    assert_eq!((member.offset, member.length), (Some(first.len() as u64), Some(second.len() as u64)));
    assert_eq!(
        (member.payload_digest.clone(), member.digest_check),
        (Some(sha1(BREAD.as_bytes())), Some(DigestCheck::Match))
    );
}

#[test]
fn bodies_are_unpacked_and_decoded_by_their_heads() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("Хлеб дорожает [1].").0.into_owned();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked";
    let packed = gzip(&cyrillic);
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let reports = reports("-", &plain(&[Record::response(URL, head, &chunked)]));
    let article = outcome(&reports[0]).unwrap();
    assert_eq!(article.body[0].text, "Хлеб дорожает [1].");
    assert_eq!(
        (article.source.encoding.name, article.source.encoding.origin),
        ("windows-1251", EncodingOrigin::Header)
    );
    assert_eq!(article.source.sha256.as_deref(), Some(&*sha256_hex(&cyrillic)));
}

#[test]
fn relative_links_are_resolved_by_the_address_of_the_record() {
    let page = |base: &str| {
        format!(
            "<!doctype html><head>{base}</head><body><article><h1>Bread</h1><p>Bread costs more <a href=\"../a/1\">[1]</a>, they say.</p></article>"
        )
    };
    let table = [("", "https://news.example/a/1"), ("<base href=/x/y/>", "https://news.example/x/a/1")];
    for (base, expected) in table {
        let record = Record::response(
            "https://news.example/b/page",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html",
            page(base).as_bytes(),
        );
        let reports = reports("-", &plain(&[record]));
        let article = outcome(&reports[0]).unwrap();
        assert_eq!(
            article.citations.first().and_then(|citation| citation.target.url()),
            Some(expected),
            "{base}"
        );
    }
}

#[test]
fn a_digest_that_does_not_match_is_told_and_the_article_is_read() {
    let table = [
        ("WARC-Payload-Digest", sha1(BREAD.as_bytes()), None),
        ("WARC-Payload-Digest", sha1(b"other"), Some("payload")),
        ("WARC-Block-Digest", sha1(b"other"), Some("block")),
        ("WARC-Block-Digest", "md5:900150983cd24fb0d6963f7d28e17f72".to_owned(), None),
    ];
    for (field, digest, wrong) in table {
        let record = Record::text(URL, BREAD).field(field, &digest);
        let reports = reports("-", &plain(&[record, Record::text("https://news.example/next", BREAD)]));
        assert_eq!(found(&reports), [Ok(URL.to_owned()), Ok("https://news.example/next".to_owned())]);
        let told = unreadable(&reports[0]);
        assert_eq!(told.len(), usize::from(wrong.is_some()), "{field} {digest}: {told:?}");
        assert!(
            wrong.is_none_or(|wrong| told[0].starts_with(&format!("{wrong} digest does not match"))),
            "{told:?}"
        );
        let check = if digest.starts_with("md5") {
            None
        } else {
            Some(if wrong.is_some() { DigestCheck::Mismatch } else { DigestCheck::Match })
        };
        assert_eq!(member(&reports[0]).digest_check, check);
        assert_eq!(unreadable(&reports[1]), Vec::<&str>::new());
    }
}

#[test]
fn a_payload_digest_may_be_of_what_was_sent_or_of_what_it_unpacks_to() {
    let packed = gzip(BREAD.as_bytes());
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked";
    for digest in [sha1(&chunked), sha1(&packed), sha1(BREAD.as_bytes())] {
        let record = Record::response(URL, head, &chunked).field("WARC-Payload-Digest", &digest);
        assert_eq!(member(&reports("-", &plain(&[record]))[0]).digest_check, Some(DigestCheck::Match));
    }
}

#[test]
fn what_is_wrong_with_a_body_is_told() {
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    let bomb = gzip(&vec![b' '; 1 << 20]).repeat(9);
    let table: [(Record, Result<&str, &str>); 6] = [
        (
            Record::response(URL, &format!("{ok}Transfer-Encoding: chunked"), b"50\r\nBread"),
            Ok("chunked body broken off"),
        ),
        (
            Record::response(URL, &format!("{ok}Content-Encoding: gzip"), &gzip(BREAD.as_bytes())[..10]),
            Err("gzip body damaged"),
        ),
        (
            Record::response(URL, &format!("{ok}Content-Encoding: gzip"), &bomb),
            Err("body unpacks to more than 200 times"),
        ),
        (
            Record::response(URL, &format!("{ok}Content-Encoding: zstd"), b"\x28\xb5\x2f\xfd\0"),
            Err("zstd body damaged"),
        ),
        (
            Record::response(URL, &format!("{ok}Content-Encoding: compress"), b"\x1f\x9d\x90"),
            Err("compress body, which"),
        ),
        (
            Record::text(URL, BREAD).field("WARC-Truncated", "length"),
            Ok("cut short when it was captured (WARC-Truncated: length)"),
        ),
    ];
    for (record, expected) in table {
        let reports = reports("-", &plain(&[record]));
        let told = unreadable(&reports[0]);
        let message = expected.unwrap_or_else(|message| message);
        assert!(told.len() == 1 && told[0].starts_with(message), "{told:?}");
        assert_eq!(outcome(&reports[0]).is_ok(), expected.is_ok(), "{message}");
    }
}

#[test]
fn a_record_above_the_limit_is_a_fault_and_the_next_is_read() {
    let records = [Record::text(URL, &BREAD.repeat(100)), Record::text("https://news.example/next", BREAD)];
    let reports = reports_within("-", &plain(&records), 1000);
    assert_eq!(found(&reports)[1], Ok("https://news.example/next".to_owned()));
    assert_eq!(unreadable(&reports[0]), ["record larger than --max-file-size (1000 bytes)"]);
    assert_eq!(member(&reports[0]).url.as_deref(), Some(URL));
}

#[test]
fn a_file_that_breaks_off_gives_what_came_before() {
    let records = [Record::text("https://news.example/whole", BREAD), Record::text(URL, BREAD)];
    for (file, first) in
        [(plain(&records), records[0].bytes().len()), (by_member(&records), gzip(&records[0].bytes()).len())]
    {
        for end in first + 3..file.len() - 4 {
            let reports = reports("a.warc.gz", &file[..end]);
            let found = found(&reports);
            assert_eq!(found[0], Ok("https://news.example/whole".to_owned()), "cut at {end}");
            assert!(found.len() == 2 && found[1].is_err(), "cut at {end}: {found:?}");
            assert_eq!((unreadable(&reports[1]).len(), member(&reports[1]).offset), (1, Some(first as u64)));
        }
    }
}

#[test]
fn a_file_that_is_no_archive_says_so() {
    assert_eq!(
        found(&reports("a.warc", b"Bread costs more [1].")),
        [Err("not a WARC record (at byte 0)".to_owned())]
    );
    assert_eq!(
        outcome(&reports("a.txt.gz", &gzip(b"Bread"))[0]).err(),
        Some("not text: starts like a gzip file (and no WARC in it)")
    );
    assert_eq!(reports("empty.warc", b"").len(), 0);
}

fn newscheck() -> Command {
    Command::cargo_bin("newscheck").unwrap()
}

#[test]
fn archives_stream_from_files_and_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let pages: Vec<Record> = (1..=200)
        .flat_map(|page| {
            let words = format!("Page {page}\n\nBread costs more [1].\n\n{}", "Filler words. ".repeat(200));
            [
                Record::new("request", b"GET / HTTP/1.1\r\n\r\n"),
                Record::text(&format!("{URL}/{page}"), &words),
            ]
        })
        .collect();
    let file = by_member(&pages);
    let named = folder.path().join("pages.warc.gz");
    let unnamed = folder.path().join("pages");
    std::fs::write(&named, &file).unwrap();
    std::fs::write(&unnamed, &file).unwrap();
    let run = |path: &std::path::Path, jobs: &str| {
        let output = newscheck()
            .args(["verify", "--format", "json", "--now", "2026-05-01T12:00:00Z", "--jobs", jobs])
            .arg(path)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let expected = run(&named, "1");
    let report: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(
        (&report["counts"]["articles"], &report["counts"]["other_records"]),
        (&200.into(), &200.into())
    );
    let articles = report["articles"].as_array().unwrap();
    let headlines: Vec<&str> = articles.iter().filter_map(|article| article["headline"].as_str()).collect();
    assert_eq!(headlines, (1..=200).map(|page| format!("Page {page}")).collect::<Vec<_>>());
    assert!(run(&named, "3") == expected, "any number of threads");
    let unnamed: serde_json::Value = serde_json::from_str(&run(&unnamed, "2")).unwrap();
    assert_eq!(unnamed["counts"], report["counts"], "any name");
    let piped = newscheck()
        .args(["verify", "--quiet", "-"])
        .stdin(std::fs::File::open(&named).unwrap())
        .output()
        .unwrap();
    let piped = String::from_utf8(piped.stdout).unwrap();
    assert_eq!(piped.lines().filter(|line| line.contains("CIT004")).count(), 200);
    assert!(piped.starts_with(&format!("-#{URL}/1")), "{}", &piped[..100]);
}

#[test]
fn a_container_is_never_an_object_even_with_one_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.warc");
    std::fs::write(&path, Record::text(URL, BREAD).field("WARC-Payload-Digest", &sha1(b"other")).bytes())
        .unwrap();
    let output = newscheck().arg("parse").arg(&path).output().unwrap();
    let records: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&records[0]["member"]["url"], &records[0]["member"]["digest_check"]),
        (&URL.into(), &"mismatch".into())
    );
    assert_eq!(records[0]["captured"], "2026-04-26T06:33:00Z");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("payload digest does not match"),
        "told where no finding tells"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..900, byte: u8, cut in 0usize..900) {
        let records = [Record::text(URL, BREAD), Record::response(URL, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip", &gzip(b"<html>Bread"))];
        for mut file in [plain(&records), by_member(&records)] {
            let length = file.len();
            file[at % length] = byte;
            file.truncate(length - cut % length);
            for report in reports("a.warc", &file) {
                prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"));
            }
        }
    }
}
