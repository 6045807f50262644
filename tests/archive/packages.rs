//! Packages and indexes for other tools, and records from them.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use newscheck::archive::{Archive, ArchiveError, Package, Remarks, Repair, Selection, Unverified, check};

use crate::captures::fill;
use crate::given::{at, data_files, dump, exchange, html, open, run, text, with_fields, with_status};

pub(crate) fn package() -> Package<'static> {
    Package {
        title: "The dam holds",
        created: at(9000),
        version: "0.1.0",
        report: Some(br#"{"schema": "newscheck/report/1"}"#),
    }
}

fn members(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn urls(archive: &Archive) -> Vec<(String, String)> {
    archive.all_captures().unwrap().into_iter().map(|capture| (capture.url, capture.digest)).collect()
}

#[test]
fn an_index_has_a_sorted_line_for_each_capture() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let mut index = Vec::new();
    archive.index(&mut index).unwrap();
    let index = String::from_utf8(index).unwrap();
    let lines: Vec<&str> = index.lines().collect();
    assert!(lines.is_sorted());
    assert_eq!(lines.len(), archive.all_captures().unwrap().len());
    let row = archive.captures("https://example.org/plain").unwrap().remove(1);
    let expected = format!(
        r#"org,example)/plain 20261124170000 {{"url":"https://example.org/plain","mime":"warc/revisit","status":"200","digest":"{}","length":"{}","offset":"{}","filename":"{}"}}"#,
        row.digest, row.length, row.offset, row.file
    );
    assert!(lines.contains(&expected.as_str()), "{expected}\nis not in\n{index}");
}

#[test]
fn a_package_has_an_article_its_sources_and_what_these_need() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    let redirected = with_status(
        with_fields(exchange("https://example.org/plain?moved=1", 5, &html("moved")), &[]),
        200,
        "OK",
    );
    archive.add_exchange(&redirected, &text, Remarks::default()).unwrap();
    archive.commit().unwrap();
    let target = folder.path().join("dam.wacz");
    let article = archive.articles().unwrap()[0].id;
    let exported = archive.export(Selection::Articles(&[article]), &target, &package()).unwrap();
    assert_eq!((exported.captures, exported.missing.len(), exported.pages), (7, 0, 6));
    let members = members(&target);
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "newscheck/report.json",
        "datapackage.json",
        "datapackage-digest.json",
    ];
    assert_eq!(names, expected);
    let index = String::from_utf8(members[1].1.clone()).unwrap();
    let keys: BTreeSet<&str> = index
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|key| key.starts_with("org"))
        .collect();
    let expected =
        ["org,example)/moved", "org,example)/plain", "org,example)/plain?moved=1", "org,example)/style.css"];
    assert_eq!(keys.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn sources_that_were_never_captured_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    let (bytes, record) = crate::given::article("The dam");
    archive.add_article(&crate::given::capture(&bytes, &record, 0)).unwrap();
    archive.commit().unwrap();
    let exported = archive
        .export(
            Selection::Articles(&[archive.articles().unwrap()[0].id]),
            &folder.path().join("a.wacz"),
            &package(),
        )
        .unwrap();
    assert_eq!(exported.missing, ["https://example.org/moved", "https://example.org/plain"]);
    let none = archive.export(Selection::All, &folder.path().join("no/such/folder.wacz"), &package());
    assert!(matches!(none, Err(ArchiveError::Write { .. })), "{none:?}");
}

#[test]
fn what_was_exported_is_imported_to_the_same_captures() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut archive = open(one.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let target = one.path().join("all.wacz");
    archive.export(Selection::All, &target, &package()).unwrap();
    let mut other = open(two.path(), 1);
    let imported = other.import(&target, Unverified::LeftOut, &text).unwrap();
    assert_eq!(
        (imported.captures, imported.known, imported.faults.len()),
        (archive.all_captures().unwrap().len(), 0, 0)
    );
    assert_eq!(urls(&other), urls(&archive));
    assert_eq!(other.articles().unwrap()[0].record, archive.articles().unwrap()[0].record);
    let attached = other.captures("https://example.org/paper.pdf").unwrap().remove(0);
    assert!(attached.user_supplied);
    let again = other.import(&target, Unverified::LeftOut, &text).unwrap();
    assert_eq!((again.records, again.known), (0, imported.records));
    other.finish().unwrap();
    let report = check(two.path(), &run(2), Repair::No, &text).unwrap();
    assert!(report.is_sound() && report.unresolved == 0, "{report:?}");
    let before = dump(two.path());
    Archive::rebuild(two.path(), &run(2), &text).unwrap();
    assert_eq!(dump(two.path()), before);
}

#[test]
fn damaged_records_are_not_imported() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut archive = open(one.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let captures = archive.all_captures().unwrap();
    let mut plain = Vec::new();
    let file = data_files(one.path()).remove(0);
    flate2::read::MultiGzDecoder::new(std::fs::File::open(&file).unwrap()).read_to_end(&mut plain).unwrap();
    let at = memchr::memmem::find(&plain, b"says missing").unwrap();
    plain[at] = b'S';
    let warc = one.path().join("damaged.warc");
    std::fs::write(&warc, &plain[..plain.len() - 30]).unwrap();
    let mut other = open(two.path(), 1);
    let imported = other.import(&warc, Unverified::LeftOut, &text).unwrap();
    assert_eq!((imported.captures, imported.faults.len()), (captures.len() - 2, 2), "{:?}", imported.faults);
    assert!(imported.faults[0].contains("block digest does not match"), "{:?}", imported.faults);
    other.finish().unwrap();
    assert!(check(two.path(), &run(2), Repair::No, &text).unwrap().is_sound());
}

#[test]
fn a_package_whose_parts_overlap_is_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("archive/data.warc", stored).unwrap();
    let mut packed = writer.finish().unwrap().into_inner();
    let entry = memchr::memmem::find(&packed, b"PK\x01\x02").unwrap();
    packed[entry + 20..entry + 24].copy_from_slice(&[0xff, 0xff, 0xff, 0x0f]);
    let path = folder.path().join("bomb.wacz");
    std::fs::write(&path, packed).unwrap();
    let refused = open(&folder.path().join("archive"), 1).import(&path, Unverified::LeftOut, &text);
    let refused = refused.expect_err("it says that it holds more than it has bytes").to_string();
    assert!(refused.contains("ZIP file whose parts overlap"), "{refused}");
}

#[test]
fn old_archives_of_other_tools_are_imported() {
    let record = |kind: &str, fields: &str, block: &str| {
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{length}-{kind}>\r\nWARC-Date: 2016-01-02T03:04:05Z\r\n\
            WARC-Target-URI: <https://example.org/old>\r\n{fields}Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    let http = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    // SHA-1 of `abc`: the payload digest is that of the body without its chunks.
    let fields = "Content-Type: application/http; msgtype=response\r\nWARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n";
    let warc = [
        record("response", fields, http),
        record("request", "Content-Type: application/http\r\n", "GET / HTTP/1.0\r\n\r\n"),
    ]
    .concat();
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("old.warc");
    std::fs::write(&source, warc).unwrap();
    let mut archive = open(folder.path(), 0);
    let imported = archive.import(&source, Unverified::LeftOut, &text).unwrap();
    assert_eq!((imported.records, imported.faults.len()), (2, 0), "{:?}", imported.faults);
    let row = archive.captures("https://example.org/old").unwrap().remove(0);
    assert_eq!(row.digest, "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
    assert_eq!(archive.payload(&row).unwrap().unpacked().bytes.as_ref(), b"abc");
}

#[test]
fn what_is_no_archive_is_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    for (name, bytes) in [("a.txt", &b"words"[..]), ("a.wacz", b"PK\x03\x04rubbish"), ("empty", b"")] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let imported = archive.import(&path, Unverified::LeftOut, &text);
        assert!(matches!(imported, Err(ArchiveError::Import { .. })), "{name}: {imported:?}");
    }
    let path = folder.path().join("a.warc.gz");
    std::fs::write(&path, b"\x1f\x8b\x08rubbish").unwrap();
    let imported = archive.import(&path, Unverified::LeftOut, &text).unwrap();
    assert_eq!((imported.records, imported.faults.len()), (0, 1), "{imported:?}");
}
