//! What is put into the archive comes out again, also from a catalogue that was built anew.

use newscheck::archive::{Archive, ArchiveError, Attachment, CaptureKind, Remarks};
use tempfile::TempDir;

use crate::given::{
    all_sorts, article, at, capture, data_files, dump, exchange, html, open, run, text, with_fields,
    with_status, with_tls,
};

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Fills an archive with everything there is.
pub(crate) fn fill(archive: &mut Archive) {
    let (bytes, record) = article("The dam");
    archive.add_article(&capture(&bytes, &record, 0)).unwrap();
    for exchange in all_sorts() {
        archive.add_exchange(&exchange, &text, Remarks::default()).unwrap();
    }
    let style = with_fields(
        exchange("https://example.org/style.css", 2, b"p { color: red }"),
        &[("content-type", "text/css")],
    );
    archive
        .add_exchange(&style, &text, Remarks { via: Some("https://example.org/plain"), verdict: None })
        .unwrap();
    let again = exchange("https://example.org/plain", 3600, &html("plain"));
    archive.add_exchange(&again, &text, Remarks::default()).unwrap();
    let unchanged = with_status(exchange("https://example.org/plain", 7200, b""), 304, "Not Modified");
    archive.add_exchange(&unchanged, &text, Remarks::default()).unwrap();
    let pdf = b"%PDF-1.7 saved by hand";
    let attached = Attachment {
        url: "https://example.org/paper.pdf",
        bytes: pdf,
        mime: "application/pdf",
        file_name: Some("paper.pdf"),
        at: at(7201),
        page: None,
    };
    archive.attach(&attached).unwrap();
}

#[test]
fn bodies_come_back_as_they_were_received() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    for exchange in all_sorts() {
        let row = archive.captures(&exchange.url).unwrap().remove(0);
        let payload = archive.payload(&row).unwrap();
        assert_eq!(payload.body, exchange.body, "{}", exchange.url);
        assert_eq!(row.status, Some(exchange.response.status), "{}", exchange.url);
        assert_eq!(
            row.truncated.as_deref(),
            exchange.truncated.map(|reason| reason.name()),
            "{}",
            exchange.url
        );
    }
    let packed = archive.captures("https://example.org/packed").unwrap().remove(0);
    assert_eq!(archive.payload(&packed).unwrap().unpacked().bytes, html("packed bytes"));
}

#[test]
fn heads_are_written_so_that_other_tools_can_replay_them() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let head = |name: &str| {
        let row = archive.captures(&format!("https://example.org/{name}")).unwrap().remove(0);
        let raw = String::from_utf8_lossy(&archive.raw(&row).unwrap()).into_owned();
        raw.split("<!doctype").next().unwrap().to_owned()
    };
    let length = |name: &str| format!("ength: {}\r\n\r\n", html(name).len());
    let [chunked, cut, endless] = ["chunked", "cut", "endless"].map(length);
    let has: &[(&str, &[&str])] = &[
        ("chunked", &["X-Archive-Orig-Transfer-Encoding: chunked\r\n", &chunked]),
        ("cut", &["WARC-Truncated: disconnect\r\n", "X-Archive-Orig-Content-Length: 5000\r\n", &cut]),
        ("endless", &["WARC-Truncated: length\r\n", &endless]),
        (
            "h2",
            &[
                "HTTP/1.1 200 OK",
                "WARC-Protocol: h2",
                "WARC-Protocol: tls/1.3",
                "WARC-Cipher-Suite: TLS_AES_256_GCM_SHA384",
            ],
        ),
        ("old", &["HTTP/1.0 200 OK", "WARC-Protocol: http/1.0", "WARC-IP-Address: 192.0.2.9"]),
        ("odd", &["Injected: yes"]),
        ("packed", &["content-encoding: gzip"]),
        ("missing", &["HTTP/1.1 404 Not Found"]),
    ];
    for (name, parts) in has {
        let head = head(name);
        let missing: Vec<_> = parts.iter().filter(|part| !head.contains(**part)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}:\n{head}");
    }
    let has_not = [
        ("chunked", "\r\ntransfer-encoding"),
        ("h2", ":status"),
        ("odd", "\nInjected"),
        ("cut", "\r\ncontent-length: 5000"),
    ];
    for (name, part) in has_not {
        assert!(!head(name).contains(part), "{name}:\n{}", head(name));
    }
}

#[test]
fn secrets_of_the_reader_are_not_written() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let mut all = String::new();
    for file in data_files(folder.path()) {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(
            &mut flate2::read::MultiGzDecoder::new(std::fs::File::open(file).unwrap()),
            &mut bytes,
        )
        .unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(all.contains("Cookie: (left out)") && !all.contains("123456"));
}

#[test]
fn a_page_that_has_not_changed_costs_one_small_revisit() {
    let folder = folder();
    let page = [html("a long page"), vec![b'x'; 50_000]].concat();
    let url = "https://example.org/long";
    let mut archive = open(folder.path(), 0);
    archive.add_exchange(&exchange(url, 0, &page), &text, Remarks::default()).unwrap();
    archive.commit().unwrap();
    let before = std::fs::metadata(&data_files(folder.path())[0]).unwrap().len();
    archive.add_exchange(&exchange(url, 60, &page), &text, Remarks::default()).unwrap();
    let not_modified = with_status(exchange(url, 120, b""), 304, "Not Modified");
    archive.add_exchange(&not_modified, &text, Remarks::default()).unwrap();
    archive.commit().unwrap();
    let cost = std::fs::metadata(&data_files(folder.path())[0]).unwrap().len() - before;
    assert!(cost < 2 * 1600, "{cost}");
    let rows = archive.captures(url).unwrap();
    let kinds: Vec<_> = rows.iter().map(|row| (row.kind, row.status, row.original.is_some())).collect();
    let revisit = |status| (CaptureKind::Revisit, Some(status), true);
    assert_eq!(kinds, [(CaptureKind::Response, Some(200), false), revisit(200), revisit(304)]);
    for row in &rows {
        assert_eq!(archive.payload(row).unwrap().body, page);
        assert_eq!(row.digest, rows[0].digest);
    }
    let raw = String::from_utf8(archive.raw(&rows[1]).unwrap()).unwrap();
    for part in [
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI: https://example.org/long",
        "WARC-Refers-To-Date: 2026-11-24T16:00:00Z",
        "WARC-Truncated: length",
    ] {
        assert!(raw.contains(part), "no {part} in\n{raw}");
    }
    let raw = String::from_utf8(archive.raw(&rows[2]).unwrap()).unwrap();
    assert!(raw.contains("revisit/server-not-modified") && !raw.contains("WARC-Truncated"), "{raw}");
}

#[test]
fn revisits_wait_for_no_commit() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    for seconds in 0..3 {
        archive
            .add_exchange(&exchange("https://example.org/a", seconds, &html("a")), &text, Remarks::default())
            .unwrap();
    }
    archive.commit().unwrap();
    let rows = archive.captures("https://example.org/a").unwrap();
    let originals: Vec<_> = rows.iter().map(|row| row.original).collect();
    assert_eq!(originals, [None, Some(rows[0].id), Some(rows[0].id)]);
}

#[test]
fn truncated_and_empty_bodies_are_no_originals() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    for exchange in all_sorts().into_iter().chain(all_sorts()) {
        archive.add_exchange(&exchange, &text, Remarks::default()).unwrap();
    }
    archive.commit().unwrap();
    let revisits = |name: &str| {
        let rows = archive.captures(&format!("https://example.org/{name}")).unwrap();
        rows.iter().filter(|row| row.kind == CaptureKind::Revisit).count()
    };
    assert_eq!(
        [revisits("cut"), revisits("endless"), revisits("empty"), revisits("moved"), revisits("plain")],
        [0, 0, 0, 0, 1]
    );
}

#[test]
fn what_is_known_of_an_address_is_for_asking_again() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let known = archive.known("https://example.org/plain#part").unwrap().unwrap();
    assert_eq!((known.at.as_str(), known.etag.as_deref()), ("2026-11-24T18:00:00Z", Some("\"1\"")));
    assert_eq!(archive.known("https://example.org/missing").unwrap(), None);
    assert_eq!(archive.known("https://example.org/cut").unwrap(), None);
}

#[test]
fn articles_are_kept_with_their_records() {
    let folder = folder();
    let (bytes, mut record) = article("The dam");
    let mut archive = open(folder.path(), 0);
    let first = archive.add_article(&capture(&bytes, &record, 0)).unwrap();
    assert_eq!(archive.add_article(&capture(&bytes, &record, 9)).unwrap(), first, "in the same group");
    archive.commit().unwrap();
    assert_eq!(archive.add_article(&capture(&bytes, &record, 9)).unwrap(), first, "in the catalogue");
    let row = archive.articles().unwrap().remove(0);
    let headline = row.headline.as_deref();
    assert_eq!((row.path.as_str(), headline, row.url), ("The dam.txt", Some("The dam holds"), None));
    assert_eq!(
        serde_json::from_str::<newscheck::model::ArticleRecord>(&row.record).unwrap().citations.len(),
        3
    );
    let stored = archive.capture(row.capture).unwrap().unwrap();
    assert_eq!(archive.payload(&stored).unwrap().body, bytes);
    assert_eq!(stored.url, format!("urn:newscheck:article:{}", row.sha256));
    assert_eq!(archive.text(&stored).unwrap().unwrap().title.as_deref(), Some("The dam holds"));
    assert_eq!(archive.articles_citing("https://example.org/plain").unwrap().len(), 1);
    assert_eq!(archive.articles_citing("https://example.org/other").unwrap().len(), 0);

    record.headline = Some("Read otherwise".to_owned());
    assert_eq!(archive.add_article(&capture(&bytes, &record, 10)).unwrap(), first);
    archive.commit().unwrap();
    assert_eq!(archive.articles().unwrap().len(), 2);
    record.url = Some("https://news.example.org/a b".to_owned());
    archive.add_article(&capture(&bytes, &record, 10)).unwrap();
    archive.commit().unwrap();
    assert_eq!(archive.captures("https://news.example.org/a%20b").unwrap().len(), 1, "an address of its own");
}

#[test]
fn the_record_of_a_fetched_article_is_about_its_capture() {
    let folder = folder();
    let (bytes, mut record) = article("The dam");
    let url = "https://news.example.org/dam";
    record.url = Some(url.to_owned());
    for session in 0..2 {
        let mut archive = open(folder.path(), session);
        for seconds in [session, session + 1] {
            let id =
                archive.add_exchange(&exchange(url, seconds, &bytes), &text, Remarks::default()).unwrap();
            archive.add_article_record(&id, &record, at(seconds)).unwrap();
            archive.commit().unwrap();
        }
    }
    let archive = open(folder.path(), 9);
    let rows = archive.captures(url).unwrap();
    let articles = archive.articles().unwrap();
    assert_eq!((rows.len(), articles.len(), articles[0].capture), (4, 1, rows[0].id));
    assert_eq!(archive.text(&rows[3]).unwrap().unwrap().title.as_deref(), Some("The dam holds"));
    let before = dump(folder.path());
    drop(archive);
    Archive::rebuild(folder.path(), &run(9), &text).unwrap();
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn attached_files_are_marked() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let row = archive.captures("https://example.org/paper.pdf").unwrap().remove(0);
    assert!(
        row.user_supplied
            && row.kind == CaptureKind::Resource
            && row.mime.as_deref() == Some("application/pdf")
    );
    let others = archive.all_captures().unwrap().into_iter().filter(|capture| capture.user_supplied).count();
    assert_eq!(others, 1);
    let style = archive.captures("https://example.org/style.css").unwrap().remove(0);
    assert_eq!(style.via.as_deref(), Some("https://example.org/plain"));
}

#[test]
fn a_catalogue_is_built_from_the_files_alone_to_the_same_content() {
    let folder = folder();
    for session in 0..3 {
        let mut archive = open(folder.path(), session);
        archive.set_file_limit(4000);
        fill(&mut archive);
        archive.finish().unwrap();
    }
    let before = dump(folder.path());
    assert!(data_files(folder.path()).len() > 4 && before.len() > 100);
    let recovery = Archive::rebuild(folder.path(), &run(9), &text).unwrap();
    assert_eq!((recovery.dropped.len(), dump(folder.path())), (0, before.clone()));

    std::fs::remove_file(folder.path().join("catalogue.sqlite")).unwrap();
    drop(Archive::open_read_only(folder.path(), &run(9), &text).unwrap());
    assert_eq!(dump(folder.path()), before, "deleted");

    std::fs::write(
        folder.path().join("catalogue.sqlite"),
        b"no database at all, but long enough to be taken for one",
    )
    .unwrap();
    drop(open(folder.path(), 10));
    assert_eq!(dump(folder.path()), before, "damaged");
}

#[test]
fn certificates_are_written_once_a_run_and_host() {
    let folder = folder();
    let page = with_tls(exchange("https://example.org/a", 0, &html("a")));
    let mut other = with_tls(exchange("https://example.com/a", 0, &html("b")));
    other.tls = page.tls.clone();
    for session in 0..2 {
        let mut archive = open(folder.path(), session);
        for exchange in [&page, &page, &other] {
            archive.add_exchange(exchange, &text, Remarks::default()).unwrap();
        }
        archive.finish().unwrap();
    }
    let report =
        newscheck::archive::check(folder.path(), &run(9), newscheck::archive::Repair::No, &text).unwrap();
    let hosts: Vec<&str> = report.chains.iter().map(|chain| chain.host.as_str()).collect();
    assert_eq!(hosts, ["example.org:443", "example.com:443", "example.org:443", "example.com:443"]);
    assert_eq!(report.chains[0].certificates[0].subject, "CN=rcgen self signed cert");
    let operators: Vec<_> =
        report.runs.iter().map(|run| (run.operator.as_deref(), run.software.as_deref())).collect();
    assert_eq!(operators, [(Some("A. Reader <reader@example.org>"), Some("newscheck/0.1.0")); 2]);
}

#[test]
fn words_are_found_and_ranked() {
    let folder = folder();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    let page = html("zebra").repeat(2);
    archive.add_exchange(&exchange("https://example.org/z", 0, &page), &text, Remarks::default()).unwrap();
    let page = [html("horses"), b"<p>A zebra, too, and many other words of no use</p>".to_vec()].concat();
    archive.add_exchange(&exchange("https://example.org/y", 0, &page), &text, Remarks::default()).unwrap();
    archive.commit().unwrap();
    let urls = |words: &str| {
        archive.search(words, 10).unwrap().into_iter().map(|hit| hit.capture.url).collect::<Vec<_>>()
    };
    assert_eq!(urls("Zebra"), ["https://example.org/z", "https://example.org/y"]);
    assert_eq!(urls("zeb*").len(), 2);
    assert_eq!(urls("zebra horses"), ["https://example.org/y"]);
    assert_eq!(urls("\"says zebra\""), ["https://example.org/z"]);
    assert_eq!(urls("\"zebra says\" OR ( NEAR"), [""; 0]);
    let hit = archive.search("experts dam", 10).unwrap().remove(0);
    let found: Vec<&str> =
        hit.snippet.iter().filter(|part| part.found).map(|part| part.text.as_str()).collect();
    assert_eq!((hit.title.as_deref(), found), (Some("The dam holds"), vec!["dam", "experts"]));
    assert_eq!(archive.search("bread", 3).unwrap().len(), 3, "no more than asked for");
}

#[test]
fn reading_needs_an_archive_and_does_not_write() {
    let folder = folder();
    let missing = Archive::open_read_only(&folder.path().join("none"), &run(0), &text);
    assert!(matches!(missing, Err(ArchiveError::NoArchive(_))), "{missing:?}");
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.finish().unwrap();
    let mut archive = Archive::open_read_only(folder.path(), &run(0), &text).unwrap();
    assert_eq!(archive.captures("https://example.org/plain").unwrap().len(), 3);
    let added = archive.add_exchange(&exchange("https://example.org/n", 0, b"n"), &text, Remarks::default());
    assert!(matches!(added, Err(ArchiveError::ReadOnly)), "{added:?}");
}

#[test]
fn a_head_that_is_too_long_for_other_tools_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    let long = "a".repeat(40_000);
    let page = with_fields(
        exchange("https://example.org/long", 0, &html("long")),
        &[("content-security-policy", &long), ("x-short", "b")],
    );
    archive.add_exchange(&page, &text, Remarks::default()).unwrap();
    archive.commit().unwrap();
    let capture = archive.captures("https://example.org/long").unwrap().remove(0);
    let head = String::from_utf8(archive.payload(&capture).unwrap().head).unwrap();
    assert!(
        head.contains("X-Archive-Left-Out: content-security-policy (40000 bytes)\r\n")
            && head.contains("x-short: b\r\n"),
        "{head}"
    );
    assert!(head.len() < 32 * 1024 && !head.contains("aaa"));
}
