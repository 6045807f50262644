//! Web pages saved as one file.

use std::path::Path;

use newscheck::model::{Article, EncodingOrigin, FileReport, Format};
use proptest::prelude::*;

use super::support::{outcome, reports, unreadable};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats").join(name)).unwrap()
}

/// Label and address of each citation.
fn citations(article: &Article) -> Vec<(String, &str)> {
    let row = |citation: &newscheck::model::Citation| citation.label.to_string();
    article.citations.iter().map(|citation| (row(citation), citation.target.url().unwrap_or(""))).collect()
}

fn text(report: &FileReport) -> String {
    outcome(report).unwrap().body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_that_chrome_saved_is_one_article() {
    for name in ["bread.mhtml", "bread.mht", "-"] {
        let reports = reports(name, &fixture("chrome.mhtml"));
        assert_eq!(reports.len(), 1);
        let article = outcome(&reports[0]).unwrap();
        assert_eq!(
            citations(article),
            [("1".into(), "https://example.org/guild"), ("2".into(), "https://example.com/flour")]
        );
        assert!(text(&reports[0]).contains("bakers’ guild") && !text(&reports[0]).contains("advertisement"));
        assert_eq!(
            article.url.as_ref().map(|url| url.value.as_str()),
            Some("https://news.example/2026/04/26/bread/")
        );
        let source = &reports[0].source;
        assert_eq!((source.format, source.member.is_none()), (Format::Mhtml, true));
        assert_eq!(source.address.as_deref(), Some("https://news.example/2026/04/26/bread/"));
        assert_eq!(source.captured.as_deref(), Some("2026-04-26T06:33:00Z"));
        assert_eq!(
            source.encoding.origin,
            EncodingOrigin::Declared,
            "Chrome names no charset but in the page"
        );
    }
}

#[test]
fn a_page_that_internet_explorer_saved_is_read_in_its_charset() {
    let reports = reports("seite.mht", &fixture("explorer.mht"));
    let article = outcome(&reports[0]).unwrap();
    assert_eq!(
        citations(article),
        [("1".into(), "https://stadt.example/bruecke"), ("2".into(), "https://example.org/anwohner")]
    );
    assert!(text(&reports[0]).contains("20 € je Meter – „viel zu viel“"));
    let source = &reports[0].source;
    assert_eq!((source.encoding.name, source.encoding.origin), ("windows-1252", EncodingOrigin::Header));
    assert_eq!(source.address.as_deref(), Some("http://zeitung.example/lokales/bruecke.html"));
    assert_eq!(source.captured.as_deref(), Some("2010-06-07T09:15:00+02:00"));
}

#[test]
fn places_count_in_the_decoded_page() {
    let reports = reports("bread.mhtml", &fixture("chrome.mhtml"));
    let article = outcome(&reports[0]).unwrap();
    let places: Vec<u32> = article.citations.iter().map(|citation| citation.place.at.line).collect();
    assert_eq!(places, [3, 4], "lines of the page, not of the file");
}

fn message(head: &str, body: &str) -> Vec<u8> {
    format!("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n{head}\r\n\r\n{body}").into_bytes()
}

#[test]
fn the_page_is_found_wherever_it_stands() {
    let related = "Content-Type: multipart/related; boundary=b";
    let page = "<p>Bread costs four per cent more than a year ago, bakers say [1].</p>";
    let html = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Bread costs four per cent more than a year ago, bakers say [1].</p>";
    let plain = "Content-Type: text/plain\r\n\r\nBread costs more [1].";
    let table = [
        (message("Content-Type: text/html", page), true),
        (
            message(
                related,
                &format!("--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\n{html}\r\n--b--\r\n"),
            ),
            true,
        ),
        (
            message(
                &format!("{related}; start=\"<p>\""),
                &format!(
                    "--b\r\nContent-Type: text/html\r\n\r\nFrame\r\n--b\r\nContent-ID: <p>\r\n{html}\r\n--b--"
                ),
            ),
            true,
        ),
        (
            message(
                related,
                &format!(
                    "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n{plain}\r\n--c\r\n{html}\r\n--c--\r\n--b--\r\n"
                ),
            ),
            true,
        ),
        (message(related, &format!("--b\r\n{plain}\r\n--b--\r\n")), true),
        (message(related, "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"), false),
        (message(related, "no parts"), false),
    ];
    for (bytes, found) in table {
        let reports = reports("a.mhtml", &bytes);
        let shown = String::from_utf8_lossy(&bytes);
        assert_eq!(outcome(&reports[0]).is_ok(), found, "{shown}");
        if found {
            assert_eq!(outcome(&reports[0]).unwrap().citations.len(), 1, "{shown}");
            assert_eq!(unreadable(&reports[0]), Vec::<&str>::new(), "{shown}");
        } else {
            assert_eq!(unreadable(&reports[0]), ["no page in it: no part of type text/html"]);
        }
    }
}

#[test]
fn a_page_in_base64_is_decoded_as_far_as_it_holds() {
    let page = |body: &str| message("Content-Type: text/html\r\nContent-Transfer-Encoding: Base64", body);
    let whole = reports(
        "a.mhtml",
        &page(
            "PHA+QnJlYWQgY29zdHMgZm91ciBwZXIgY2VudCBt\r\nb3JlIHRoYW4gYSB5ZWFyIGFnbywgYmFrZXJzIHNheSBbMV0uPC9wPg==",
        ),
    );
    assert_eq!(
        (text(&whole[0]).as_str(), unreadable(&whole[0]).len()),
        ("Bread costs four per cent more than a year ago, bakers say [1].", 0)
    );
    let cut = reports(
        "a.mhtml",
        &page(
            "PHA+QnJlYWQgY29zdHMgZm91ciBwZXIgY2VudCBt\r\nb3JlIHRoYW4gYSB5ZWFyIGFnbywgYmFrZXJzIHNheSBbMV0uPC9wP",
        ),
    );
    assert!(unreadable(&cut[0])[0].starts_with("page broken off or damaged"));
}

#[test]
fn a_page_that_breaks_off_says_so() {
    let file = fixture("chrome.mhtml");
    let end = file.windows(10).position(|window| window == b"She pays t").unwrap();
    let reports = reports("a.mhtml", &file[..end]);
    assert_eq!(unreadable(&reports[0]), ["page broken off: the end of its part is missing"]);
    assert_eq!(outcome(&reports[0]).unwrap().citations.len(), 2, "what there is of it is read");
}

#[test]
fn any_cut_is_an_article_or_a_fault() {
    for name in ["chrome.mhtml", "explorer.mht"] {
        let file = fixture(name);
        for end in 0..file.len() {
            let reports = reports("a.mhtml", &file[..end]);
            assert!(
                reports.len() == 1 && reports[0].findings.iter().all(|finding| finding.code != "INP003"),
                "{name} cut at {end}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..4000, byte: u8) {
        let mut file = fixture("chrome.mhtml");
        let length = file.len();
        file[at % length] = byte;
        for report in reports("a.mhtml", &file) {
            prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"));
        }
    }
}

const STORY: &str = "<p>Bread costs four per cent more than a year ago, bakers say [1]. The mill in the valley has raised its prices twice since spring, and the guild expects a third rise before the harvest is in, because the river was too low for barges.</p>";

#[test]
fn the_article_is_found_behind_frames_and_letters() {
    let part = |head: &str, body: &str| format!("--b\r\n{head}\r\n\r\n{body}\r\n");
    let html = "Content-Type: text/html; charset=utf-8";
    let advertisement = part(html, "<p>Knives, now at half the price.</p>");
    let letter = part("Content-Type: text/plain", "Have a look at the page that came today.");
    let story = part(html, STORY);
    let attached = part(
        "Content-Type: application/octet-stream; name=story.html\r\nContent-Disposition: attachment",
        STORY,
    );
    let inner = format!("From: Ruth Okafor <r@gull.example>\r\nSubject: Bread\r\n{html}\r\n\r\n{STORY}");
    let sent_on = part("Content-Type: message/rfc822", &inner);
    let note =
        part("Content-Type: text/markdown", "# Bread\n\nBread costs four per cent more, bakers say [1].");
    let table = [
        ("an advertisement first", vec![&advertisement, &story]),
        ("an advertisement behind", vec![&story, &advertisement]),
        ("a letter first", vec![&letter, &story]),
        ("a page attached", vec![&letter, &attached]),
        ("a mail in a mail", vec![&letter, &sent_on]),
        ("a note attached", vec![&letter, &note]),
    ];
    for (what, parts) in table {
        let parts: String = parts.into_iter().map(String::as_str).collect();
        let head = "From: desk@gull.example\r\nDate: Tue, 5 May 2026 08:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b";
        let reports = reports("a.eml", format!("{head}\r\n\r\n{parts}--b--\r\n").as_bytes());
        assert!(text(&reports[0]).contains("four per cent more"), "{what}: {}", text(&reports[0]));
        assert!(!text(&reports[0]).contains("Knives"), "{what}");
    }
}

#[test]
fn the_page_that_was_saved_goes_before_a_longer_frame() {
    let long = STORY.replace("[1]", "").repeat(4);
    let head = "Snapshot-Content-Location: https://gull.example/bread\r\nContent-Type: multipart/related; boundary=b";
    let part = |place: &str, body: &str| {
        format!("--b\r\nContent-Type: text/html\r\nContent-Location: {place}\r\n\r\n{body}\r\n")
    };
    let body = [
        part("https://frames.example/a", &long),
        part("https://gull.example/bread", STORY),
        "--b--\r\n".to_owned(),
    ];
    let reports = reports("a.mhtml", &message(head, &body.concat()));
    assert_eq!(outcome(&reports[0]).unwrap().citations.len(), 1);
}

#[test]
fn a_mail_tells_its_subject_sender_and_day() {
    let mail = "Received: by mx.example\r\nFrom: =?utf-8?q?Ruth_Okaf=C3=B3r?= <r@gull.example>\r\nSubject: Re: WG: =?utf-8?b?QnJlYWQgY29zdHMgbW9yZQ==?=\r\nDate: Tue, 5 May 2026 08:00:00 +0200\r\n\r\nThe mill has raised its prices twice since spring [1], and the guild expects a third rise.\r\n\r\nReferences\r\n[1] https://example.org/mill\r\n";
    for name in ["a.eml", "-", "a.txt"] {
        let reports = reports(name, mail.as_bytes());
        let article = outcome(&reports[0]).unwrap();
        let headline = article.headline.as_ref().map(|field| field.value.as_str());
        let authors: Vec<&str> = article.authors.iter().map(|field| field.value.as_str()).collect();
        assert_eq!((headline, authors), (Some("Bread costs more"), vec!["Ruth Okafór"]), "{name}");
        let day = article.published.as_ref().map(|field| field.value.date().to_string());
        assert_eq!(day.as_deref(), Some("2026-05-05"), "{name}");
        assert_eq!(citations(article), [("1".into(), "https://example.org/mill")], "{name}");
    }
}

#[test]
fn what_a_file_holds_counts_more_than_its_name() {
    let page = format!("<!-- saved -->\n<!DOCTYPE html><html><body>{STORY}</body></html>");
    let saved = message("Content-Type: text/html", STORY);
    let table: &[(&[&str], &[u8], Format)] = &[
        (&["a.txt", "a.md", "a.mht", "a.docx", "a.html"], page.as_bytes(), Format::Html),
        (&["a.html", "a.txt", "a.htm"], &saved, Format::Mhtml),
        (&["a.html"], b"Bread costs more [1].", Format::Html),
        (&["a.md"], b"<div>Bread costs more [1].</div>", Format::Markdown),
    ];
    for (names, bytes, format) in table {
        for name in *names {
            assert_eq!(reports(name, bytes)[0].source.format, *format, "{name}");
        }
    }
}

#[test]
fn what_is_not_read_is_named_with_what_to_do() {
    let zip = |name: &str| super::support::zip(&[(name, b"x")], zip::CompressionMethod::Stored);
    let table: &[(&str, Vec<u8>, &str, &str)] = &[
        ("a.rtf", b"{\\rtf1 Bread}".to_vec(), "an RTF document", "as .docx"),
        ("a.odt", zip("content.xml"), "an OpenDocument file", "as .docx"),
        ("a.maff", zip("index.rdf"), "a Mozilla archive (MAFF)", "unpack it"),
        ("a.zip", zip("pages/a.html"), "a ZIP archive (and none that newscheck reads)", "unpack it"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "an old Office document", "as .docx"),
        (
            "a.fb2",
            b"<?xml version='1.0'?><FictionBook><body><p>Bread".to_vec(),
            "a FictionBook",
            "save its text",
        ),
        (
            "a.html",
            b"<?xml version='1.0'?><rss><channel>".to_vec(),
            "a news feed (RSS)",
            "the article's page",
        ),
    ];
    for (name, bytes, what, instead) in table {
        let report = &reports(name, bytes)[0];
        let message = outcome(report).expect_err(name);
        assert!(message.contains(what), "{name}: {message}");
        let help = report.findings[0].help.as_deref().unwrap_or("");
        assert!(help.contains(instead), "{name}: {help}");
    }
}
