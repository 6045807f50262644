//! Archives of other tools and times are taken in: ARC, zstd, half-packed files, pages in segments.

use std::io::Write;
use std::path::Path;

use newscheck::archive::{Archive, Imported, Remarks, Repair, Selection, Unverified, check};

use crate::given::{at, data_files, exchange, html, open, run, text};
use crate::packages::package;

const PAGE: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Ferry</title><p>The ferry sails again.</p>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A file of an archive, and what came of importing it.
fn import(folder: &Path, name: &str, bytes: &[u8]) -> (Archive, Imported) {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut archive = open(&folder.join("archive"), 0);
    let imported = archive.import(&path, Unverified::LeftOut, &text).unwrap();
    (archive, imported)
}

/// The documents of an ARC file, with a length that is `lie` more than that of the second.
fn arc(version: u8, lie: usize) -> Vec<Vec<u8>> {
    let more = if version == 2 { " 200 - - 0 a.arc.gz" } else { "" };
    let document = |url: &str, mime: &str, bytes: &str, lie: usize| {
        let length = bytes.len() + lie;
        format!("{url} 192.0.2.7 20010203040506 {mime}{more} {length}\n{bytes}\n").into_bytes()
    };
    let about = format!("{version} 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n");
    vec![
        document("filedesc://a.arc", "text/plain", &about, 0),
        document("http://example.org/a", "text/html", PAGE, lie),
        document("http://example.org/b", "text/html", PAGE, 0),
        document("dns:example.org", "text/dns", "20010203040506\nexample.org. 300 IN A 192.0.2.7\n", 0),
        document("http://example.org/c", "text/html", "<p>No head</p>", 0),
    ]
}

#[test]
fn arc_files_of_both_versions_are_taken_in_packed_or_not() {
    for version in [1, 2] {
        let documents = arc(version, 0);
        let packed: Vec<u8> = documents.iter().flat_map(|document| gzip(document)).collect();
        let folder = tempfile::tempdir().unwrap();
        let (mut archive, imported) = import(folder.path(), "a.arc.gz", &packed);
        assert_eq!((imported.records, imported.captures), (5, 4), "{:?}", imported.faults);
        let page = archive.captures("http://example.org/a").unwrap().remove(0);
        assert_eq!((&*page.at, page.status), ("2001-02-03T04:05:06Z", Some(200)));
        assert_eq!(archive.text(&page).unwrap().unwrap().title.as_deref(), Some("Ferry"));
        let bare = archive.captures("http://example.org/c").unwrap().remove(0);
        assert_eq!(archive.payload(&bare).unwrap().body, b"<p>No head</p>");
        // The same file unpacked has the same records.
        let path = folder.path().join("a.arc");
        std::fs::write(&path, documents.concat()).unwrap();
        let again = archive.import(&path, Unverified::LeftOut, &text).unwrap();
        assert_eq!((again.records, again.known, again.faults.len()), (0, 5, 0));
        archive.finish().unwrap();
        assert!(check(&folder.path().join("archive"), &run(1), Repair::No, &text).unwrap().is_sound());
    }
}

#[test]
fn arc_lengths_that_lie_hide_no_other_document() {
    for (documents, packed) in [(arc(1, 5000), false), (arc(2, 5000), false), (arc(1, 5000), true)] {
        let folder = tempfile::tempdir().unwrap();
        let bytes = if packed {
            documents.iter().flat_map(|document| gzip(document)).collect()
        } else {
            documents.concat()
        };
        let (archive, imported) = import(folder.path(), "lies.arc", &bytes);
        assert_eq!((imported.records, imported.faults.len()), (4, 1), "{:?}", imported.faults);
        assert!(imported.faults[0].contains("bytes of its block are missing"), "{:?}", imported.faults);
        assert_eq!(archive.captures("http://example.org/b").unwrap().len(), 1);
    }
    let short = arc(1, 0).concat();
    let short = String::from_utf8(short).unwrap().replacen(&format!(" {}\n", PAGE.len()), " 40\n", 1);
    let folder = tempfile::tempdir().unwrap();
    let (_, imported) = import(folder.path(), "short.arc", short.as_bytes());
    assert_eq!((imported.records, imported.faults.len()), (5, 1), "{:?}", imported.faults);
}

/// Two records of a WARC file.
fn records() -> Vec<Vec<u8>> {
    let record = |path: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{path}>\r\nWARC-Date: 2016-05-01T00:00:00Z\r\n\
            WARC-Target-URI: http://example.org/{path}\r\nContent-Type: application/http; msgtype=response\r\n\
            Content-Length: {}\r\n\r\n{PAGE}\r\n\r\n",
            PAGE.len()
        )
        .into_bytes()
    };
    vec![record("1"), record("2"), record("3")]
}

#[test]
fn zstd_frames_and_plain_records_behind_members_are_taken_in() {
    let [one, two, three] = &records()[..] else { unreachable!() };
    let files = [
        ("a.warc.zst", [zstd(one), zstd(two), zstd(three)].concat()),
        ("whole.warc.zst", zstd(&records().concat())),
        ("half.warc.gz", [gzip(one), two.clone(), three.clone()].concat()),
        ("mixed.warc.gz", [gzip(one), two.clone(), gzip(three)].concat()),
        ("turned.warc", [one.clone(), gzip(two), three.clone()].concat()),
    ];
    for (name, bytes) in files {
        let folder = tempfile::tempdir().unwrap();
        let (_, imported) = import(folder.path(), name, &bytes);
        assert_eq!((imported.captures, imported.faults.len()), (3, 0), "{name}: {:?}", imported.faults);
    }
}

#[test]
fn zstd_frames_with_the_dictionary_of_their_file_are_taken_in() {
    let file = include_bytes!("dictionary.warc.zst");
    let folder = tempfile::tempdir().unwrap();
    let (archive, imported) = import(folder.path(), "d.warc.zst", file);
    assert_eq!((imported.captures, imported.faults.len()), (4, 0), "{:?}", imported.faults);
    let page = archive.captures("http://example.org/txt").unwrap().remove(0);
    assert!(archive.payload(&page).unwrap().body.starts_with(b"Harbour plan\n\n"));
    // Without its dictionary each frame is told, and nothing else is made of it.
    let length = u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize;
    let folder = tempfile::tempdir().unwrap();
    let (_, imported) = import(folder.path(), "n.warc.zst", &file[8 + length..]);
    assert_eq!(imported.records, 0);
    assert!(
        imported.faults[0].contains("need a dictionary that is not in the file"),
        "{:?}",
        imported.faults
    );
}

#[test]
fn pages_in_segments_are_joined_when_they_are_shown() {
    let body = PAGE.split_at(60);
    let record = |kind: &str, id: u32, more: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2016-05-01T00:00:00Z\r\n\
            WARC-Target-URI: http://example.org/\r\nWARC-Segment-Number: {id}\r\n{more}Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let http = "Content-Type: application/http; msgtype=response\r\n\
        WARC-Payload-Digest: sha256:0000000000000000000000000000000000000000000000000000000000000000\r\n";
    let origin = "WARC-Segment-Origin-ID: <urn:uuid:1>\r\n";
    let (second, third) = body.1.split_at(10);
    let file = [
        record("response", 1, http, body.0),
        record("continuation", 3, origin, third),
        record("continuation", 2, origin, second),
    ];
    let folder = tempfile::tempdir().unwrap();
    let (archive, imported) = import(folder.path(), "s.warc", file.concat().as_bytes());
    assert_eq!((imported.records, imported.faults.len(), imported.notes.len()), (3, 0, 1));
    assert!(imported.notes[0].contains("in segments"), "{:?}", imported.notes);
    let page = archive.captures("http://example.org/").unwrap().remove(0);
    assert_eq!(page.truncated.as_deref(), Some("segment"));
    let shown = archive.payload(&page).unwrap();
    assert_eq!([shown.head, shown.body].concat(), PAGE.as_bytes());
}

#[test]
fn packages_take_along_what_is_said_of_their_captures() {
    let record = |kind: &str, id: &str, fields: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2016-05-01T00:00:00Z\r\n\
            WARC-Target-URI: http://example.org/\r\n{fields}Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let file = [
        record("response", "1", "Content-Type: application/http; msgtype=response\r\n", PAGE),
        record(
            "metadata",
            "2",
            "Content-Type: application/warc-fields\r\n",
            "outlink: http://example.org/x\r\n",
        ),
        record("conversion", "3", "Content-Type: text/plain\r\nWARC-Refers-To: <urn:uuid:1>\r\n", "Ferry"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let (mut archive, _) = import(folder.path(), "m.warc", file.concat().as_bytes());
    archive
        .add_exchange(&exchange("http://example.org/other", 5, &html("other")), &text, Remarks::default())
        .unwrap();
    archive.commit().unwrap();
    for (selection, records) in [(Selection::Urls(&["http://example.org/"]), 4), (Selection::All, 6)] {
        let target = folder.path().join(format!("{records}.wacz"));
        archive.export(selection, &target, &package()).unwrap();
        let mut other = open(&folder.path().join(records.to_string()), 9);
        let imported = other.import(&target, Unverified::LeftOut, &text).unwrap();
        assert_eq!((imported.records, imported.faults.len()), (records, 0), "{selection:?}");
    }
    assert_eq!(data_files(&folder.path().join("archive")).len(), 1);
    assert_eq!(archive.all_captures().unwrap().len(), 2, "at {}", at(0));
}

/// An entry of a HAR file.
fn noted(method: &str, url: &str, text: &str) -> String {
    let content = serde_json::json!({"size": text.len(), "mimeType": "text/html", "text": text});
    serde_json::json!({
        "startedDateTime": "2026-11-24T17:00:00+01:00",
        "request": {"method": method, "url": url, "httpVersion": "HTTP/2", "headers": [{"name": ":path", "value": "/"}],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "q", "value": "a b"}]}},
        "response": {"status": 200, "statusText": "", "httpVersion": "HTTP/2", "content": content,
            "headers": [{"name": "Content-Encoding", "value": "br"}, {"name": "content-length", "value": "7"}]},
    })
    .to_string()
}

#[test]
fn what_a_browser_noted_is_taken_in_once() {
    let page = "<title>Ferry</title><p>The ferry sails again.</p>";
    let entries = [
        noted("GET", "https://example.org/a?b=c#d", page),
        noted("POST", "https://example.org/a?b=c", "<p>Thank you.</p>"),
        noted("POST", "https://example.org/login", "<p>Welcome.</p>").replace("\"q\"", "\"password\""),
        "{\"request\": 5}".to_owned(),
        noted("GET", "https://example.org/copy", page),
        noted("GET", "data:text/html,x", "x"),
    ];
    let file = format!("\u{feff}{{\"log\": {{\"version\": \"1.2\", \"entries\": [{}", entries.join(",\n"));
    let folder = tempfile::tempdir().unwrap();
    for (name, end, faults) in [("a.har", "]}}", 1), ("cut.har", ", {\"started", 2)] {
        let (mut archive, imported) = import(folder.path(), name, format!("{file}{end}").as_bytes());
        let found = (imported.captures + imported.known, imported.faults.len(), imported.notes.len());
        assert_eq!(found, (3, faults, 2), "{imported:?}");
        let secret = "left out 1: answers to what was sent with a password or key";
        assert!(imported.notes.iter().any(|note| note.ends_with(secret)), "{imported:?}");
        let captures = archive.captures("https://example.org/a?b=c").unwrap();
        assert_eq!(captures.len(), 1, "the answer to POST is not the page");
        let answers = archive.answers("https://example.org/a?b=c").unwrap();
        let [page_row, answer] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!((page_row, answer.sent.as_deref()), (&captures[0], Some("q=a b")));
        assert_eq!(archive.payload(&captures[0]).unwrap().unpacked().bytes.as_ref(), page.as_bytes());
        assert_eq!(archive.text(&captures[0]).unwrap().unwrap().title.as_deref(), Some("Ferry"));
        let copy = archive.captures("https://example.org/copy").unwrap().remove(0);
        assert!(copy.original.is_some(), "the same payload is kept once");
        archive.commit().unwrap();
    }
    assert!(check(&folder.path().join("archive"), &run(1), Repair::No, &text).unwrap().is_sound());
}

#[test]
fn packages_in_a_package_are_taken_in_and_read_as_articles() {
    let folder = tempfile::tempdir().unwrap();
    let one = |name: &str| {
        let mut archive = open(&folder.path().join(name), 0);
        let page = exchange(&format!("https://example.org/{name}"), 5, &html(name));
        archive.add_exchange(&page, &text, Remarks::default()).unwrap();
        archive.commit().unwrap();
        let file = folder.path().join(format!("{name}.wacz"));
        archive.export(Selection::All, &file, &package()).unwrap();
        std::fs::read(file).unwrap()
    };
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let methods =
        [zip::CompressionMethod::Stored, zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated];
    for (name, method) in ["a", "b", "c"].into_iter().zip(methods) {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(format!("{name}.wacz"), options).unwrap();
        writer.write_all(&one(name)).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let (archive, imported) = import(folder.path(), "several.wacz", &bytes);
    assert_eq!((imported.captures, imported.faults.len()), (2, 1), "{imported:?}");
    assert!(imported.faults[0].starts_with("c.wacz: packed once more"), "{imported:?}");
    let urls: Vec<_> = archive.all_captures().unwrap().into_iter().map(|capture| capture.url).collect();
    assert_eq!(urls, ["https://example.org/a", "https://example.org/b"]);
    archive.finish().unwrap();
    let read = crate::support::newscheck(folder.path())
        .args(["parse", "several.wacz", "--format", "ndjson"])
        .output();
    let records = String::from_utf8(read.unwrap().stdout).unwrap();
    let fields = ["\"headline\":\"About a\"", "\"headline\":\"About b\"", "c.wacz: packed once more"];
    // The last line sums up.
    assert_eq!(records.lines().count(), 4, "{records}");
    assert!(records.lines().zip(fields).all(|(line, words)| line.contains(words)), "{records}");
}

#[test]
fn packages_beside_their_list_are_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(&folder.path().join("from"), 0);
    archive
        .add_exchange(&exchange("https://example.org/a", 5, &html("a")), &text, Remarks::default())
        .unwrap();
    archive.commit().unwrap();
    archive.export(Selection::All, &folder.path().join("one.wacz"), &package()).unwrap();
    let list = |hash: &str| {
        serde_json::json!({"profile": "multi-wacz-package", "resources": [
            {"name": "one", "path": "one.wacz", "hash": hash},
            {"name": "far", "path": "https://example.org/two.wacz"},
            {"name": "out", "path": "../three.wacz"},
            {"name": "none", "path": "four.wacz"},
        ]})
        .to_string()
    };
    let hash = newscheck::warc::sha256_label(&[&std::fs::read(folder.path().join("one.wacz")).unwrap()]);
    let (_, imported) = import(folder.path(), "datapackage.json", list(&hash).as_bytes());
    assert_eq!((imported.captures, imported.faults.len()), (1, 3), "{:?}", imported.faults);
    drop(archive);
    let (_, again) = import(folder.path(), "datapackage.json", list("sha256:00").as_bytes());
    assert_eq!((again.captures, again.faults.len()), (0, 4), "{:?}", again.faults);
    assert!(again.faults[0].contains("states another hash"), "{:?}", again.faults);
}
