//! What an archive takes in of others: everything that has a right to be there.

use std::io::Read;
use std::path::Path;

use newscheck::archive::{Archive, Repair, Unverified, check};

use crate::given::{data_files, open, run, text};
use crate::support::newscheck;

/// A record of an old archive.
fn old(kind: &str, id: &str, fields: &str, block: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("WARC-Record-ID: <urn:uuid:{id}>\r\n") };
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\n{id}{fields}Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

const HTTP: &str = "Content-Type: application/http; msgtype=response\r\n";
const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The dam holds.</p>";
const PAYLOAD: &str = "WARC-Payload-Digest: sha1:";

/// The field of a day of May 2016.
fn date(day: u32) -> String {
    format!("WARC-Date: 2016-05-{day:02}T03:04:05Z\r\n")
}

/// The fields of a capture of an address on a day of May 2016.
fn of(path: &str, day: u32) -> String {
    format!("{}WARC-Target-URI: https://example.org/{path}\r\n{HTTP}", date(day))
}

fn sha1(bytes: &[u8]) -> String {
    data_encoding::BASE32.encode(&<sha1::Sha1 as sha1::Digest>::digest(bytes))
}

/// The records of an archive's data files.
fn plain(folder: &Path) -> String {
    let mut words = String::new();
    for file in data_files(folder) {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(file).unwrap();
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes).unwrap();
        words.push_str(&String::from_utf8_lossy(&bytes));
    }
    words
}

/// What came of importing several files into one archive.
struct Taken {
    folder: tempfile::TempDir,
    archive: Archive,
    known: usize,
    notes: Vec<String>,
    faults: Vec<String>,
}

impl Taken {
    fn of(files: &[&str], unverified: Unverified) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = open(folder.path(), 0);
        let mut taken = Self { folder, archive, known: 0, notes: Vec::new(), faults: Vec::new() };
        for (index, records) in files.iter().enumerate() {
            let source = taken.folder.path().join(format!("{index}.warc"));
            std::fs::write(&source, records).unwrap();
            let imported = taken.archive.import(&source, unverified, &text).unwrap();
            taken.known += imported.known;
            taken.notes.extend(imported.notes);
            taken.faults.extend(imported.faults);
        }
        taken
    }

    fn urls(&self) -> Vec<String> {
        self.archive.all_captures().unwrap().into_iter().map(|capture| capture.url).collect()
    }

    /// What each capture of an address gives, now and after the catalogue was built again.
    fn bodies(self, url: &str) -> [Vec<Option<String>>; 2] {
        let Self { folder, archive, .. } = self;
        let bodies = |archive: &Archive| -> Vec<Option<String>> {
            let rows = archive.captures(url).unwrap();
            let body = |payload: newscheck::archive::Payload| String::from_utf8(payload.body).unwrap();
            rows.iter()
                .map(|row| archive.payload(row).ok().map(body).filter(|body| !body.is_empty()))
                .collect()
        };
        let before = bodies(&archive);
        archive.finish().unwrap();
        Archive::rebuild(folder.path(), &run(2), &text).unwrap();
        let after = bodies(&open(folder.path(), 3));
        assert!(check(folder.path(), &run(4), Repair::No, &text).unwrap().is_sound());
        [before, after]
    }
}

#[test]
fn records_of_one_id_are_both_kept_unless_they_are_the_same() {
    let one = old("response", "a-1", &of("one", 1), PAGE);
    let two = old("response", "a-1", &of("two", 1), &PAGE.replace("holds", "broke"));
    let about = |words: &str| {
        old("metadata", "a-2", &format!("{}WARC-Concurrent-To: <urn:uuid:a-1>\r\n", date(1)), words)
    };
    let (first, second) = (format!("{one}{}", about("one")), format!("{two}{}", about("two")));
    let mut taken =
        Taken::of(&[&first, &second, &first, &second, &format!("{two}{one}")], Unverified::LeftOut);
    assert_eq!(taken.urls(), ["https://example.org/one", "https://example.org/two"]);
    assert_eq!((taken.known, &taken.faults), (6, &Vec::new()));
    assert_eq!(taken.notes.len(), 2, "{:?}", taken.notes);
    assert!(taken.notes.iter().all(|note| note.contains("another record has this id")), "{:?}", taken.notes);
    taken.archive.commit().unwrap();
    let two = taken.archive.captures("https://example.org/two").unwrap().remove(0);
    let raw = String::from_utf8(taken.archive.raw(&two).unwrap()).unwrap();
    assert!(raw.contains("newscheck-Original-Record-ID: <urn:uuid:a-1>"), "{raw}");
    let words = plain(taken.folder.path());
    assert!(words.contains(&format!("WARC-Concurrent-To: <{}>", two.record_id)), "{words}");
}

#[test]
fn what_a_record_lacks_is_made_up_and_told() {
    let bare = format!("WARC-Target-URI: https://example.org/a\r\n{HTTP}");
    let served = PAGE.replace("\r\n\r\n", "\r\nDate: Sun, 01 May 2016 03:04:05 GMT\r\n\r\n");
    let files = [
        old("response", "", &format!("{}{bare}", date(1)), PAGE),
        old("response", "b-1", &bare, PAGE),
        old("response", "b-2", &bare, &served),
        format!("\r\n {}", old("response", "b-3", &of("c", 2), PAGE)),
    ];
    let files: Vec<&str> = files.iter().chain(&files).map(|file| &**file).collect();
    let taken = Taken::of(&files, Unverified::LeftOut);
    assert_eq!((taken.archive.all_captures().unwrap().len(), taken.known), (4, 4), "{:?}", taken.faults);
    let told =
        ["without WARC-Record-ID", "kept as of 2026-11-24T16:00:00Z", "kept as of 2016-05-01T03:04:05Z"];
    assert_eq!(taken.notes.len(), 3, "{:?}", taken.notes);
    assert!(told.iter().zip(&taken.notes).all(|(words, note)| note.contains(words)), "{:?}", taken.notes);
    taken.archive.finish().unwrap();
    assert!(check(taken.folder.path(), &run(2), Repair::No, &text).unwrap().is_sound());
}

#[test]
fn revisits_join_their_originals_whatever_comes_first() {
    let payload = format!("{PAYLOAD}{}\r\n", sha1(b"<p>The dam holds.</p>"));
    let original = old("response", "c-1", &format!("{}{payload}", of("a", 1)), PAGE);
    let profile = |name: &str| format!("WARC-Profile: http://netpreserve.org/warc/1.0/revisit/{name}\r\n");
    let (same, fresh) = (profile("identical-payload-digest"), profile("server-not-modified"));
    let refers =
        "WARC-Refers-To-Target-URI: https://example.org/a\r\nWARC-Refers-To-Date: 2016-05-01T03:04:05Z\r\n";
    // The block digest is that of no bytes, as Webrecorder writes it.
    let empty = format!("WARC-Block-Digest: sha1:{}\r\n", sha1(b""));
    let nothing = format!("{PAYLOAD}{}\r\n", sha1(b""));
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let told = [
        format!("{same}{payload}{refers}{empty}"),
        format!("{same}{payload}WARC-Refers-To: <urn:uuid:c-1>\r\n"),
        format!("{same}{payload}"),
        format!("{same}{refers}{nothing}"),
        format!("{fresh}{nothing}"),
        fresh,
    ];
    for fields in told {
        let revisit = old("revisit", "c-2", &format!("{}{fields}", of("a", 9)), head);
        let other = old("response", "c-3", &of("a", 20), &PAGE.replace("holds", "broke"));
        for files in
            [[&revisit, &other, &original], [&original, &revisit, &other], [&other, &original, &revisit]]
        {
            let taken = Taken::of(&files.map(|file| &**file), Unverified::LeftOut);
            assert_eq!(taken.faults, Vec::<String>::new(), "{fields}");
            let expected = ["holds", "holds", "broke"].map(|word| Some(format!("<p>The dam {word}.</p>")));
            for bodies in taken.bodies("https://example.org/a") {
                assert_eq!(bodies, expected, "{fields}");
            }
        }
    }
}

#[test]
fn revisits_of_nothing_known_wait() {
    let fields = format!("{}{PAYLOAD}{}\r\n", of("a", 9), sha1(b"gone"));
    let revisit = old("revisit", "d-1", &fields, "HTTP/1.1 200 OK\r\n\r\n");
    let other = old("response", "d-2", &of("a", 2), PAGE);
    for bodies in Taken::of(&[&revisit, &other], Unverified::LeftOut).bodies("https://example.org/a") {
        assert_eq!(bodies, [Some("<p>The dam holds.</p>".to_owned()), None]);
    }
}

#[test]
fn records_with_other_digests_are_kept_if_asked_for_and_marked() {
    let wrong = format!("{PAYLOAD}{}\r\n", sha1(b"another page"));
    let file = old("response", "e-1", &format!("{}{wrong}", of("a", 1)), PAGE);
    let left = Taken::of(&[&file], Unverified::LeftOut);
    assert_eq!((left.urls().len(), left.faults.len()), (0, 1));
    assert!(left.faults[0].contains("e-1: payload digest does not match"), "{:?}", left.faults);
    let mut kept = Taken::of(&[&file, &file], Unverified::Kept);
    assert_eq!((kept.known, kept.faults.len(), kept.notes.len()), (1, 0, 2), "{:?}", kept.notes);
    kept.archive.commit().unwrap();
    let row = kept.archive.captures("https://example.org/a").unwrap().remove(0);
    assert!(row.unverified && row.digest.starts_with("sha256:"), "{row:?}");
    kept.archive.finish().unwrap();
    assert!(check(kept.folder.path(), &run(2), Repair::No, &text).unwrap().is_sound());
    Archive::rebuild(kept.folder.path(), &run(2), &text).unwrap();
    assert!(open(kept.folder.path(), 3).captures("https://example.org/a").unwrap()[0].unverified);
}

#[test]
fn block_digests_of_the_payload_alone_hold() {
    let block = format!("WARC-Block-Digest: sha1:{}\r\n", sha1(b"<p>The dam holds.</p>"));
    let taken =
        Taken::of(&[&old("response", "f-1", &format!("{}{block}", of("a", 1)), PAGE)], Unverified::LeftOut);
    assert_eq!((taken.urls().len(), taken.faults), (1, Vec::new()));
}

#[test]
fn one_bad_file_of_many_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.warc"), "no archive").unwrap();
    std::fs::write(folder.path().join("good.warc"), old("response", "g-1", &of("a", 1), PAGE)).unwrap();
    let files = ["archive", "import", "bad.warc", "missing.warc", "good.warc"];
    let output = newscheck(folder.path()).args(files).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("bad.warc") && err.contains("missing.warc"), "{err}");
    assert_eq!(out, "good.warc: 1 records, 1 captures among them; 0 were there already\n");
}

#[test]
fn two_processes_that_import_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["a", "b"];
    for name in names {
        let record =
            |day| old("response", &format!("{name}-{day}"), &of(&format!("{name}/{day}"), day), PAGE);
        let records: String = (1..29).map(record).collect();
        std::fs::write(folder.path().join(format!("{name}.warc")), records).unwrap();
    }
    let import = |name: &str| {
        let mut command = newscheck(folder.path());
        command.args(["archive", "import", &format!("{name}.warc"), "--archive", "both"]);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    };
    let both = names.map(|name| (name, import(name)));
    for (name, child) in both {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        if !output.status.success() {
            // One that came too soon says who writes, and may come again.
            assert!(said.contains("archive import") && said.contains("process"), "{said}");
            assert!(import(name).wait().unwrap().success());
        }
    }
    let archive = open(&folder.path().join("both"), 1);
    assert_eq!(archive.all_captures().unwrap().len(), 56);
    archive.finish().unwrap();
    assert!(check(&folder.path().join("both"), &run(2), Repair::No, &text).unwrap().is_sound());
}
