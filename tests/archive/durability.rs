//! Killed at any moment, cut off, on a full disk, or met by a second process: what was on the disk stays, and
//! the rest is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use newscheck::archive::{Archive, ArchiveError, Remarks, Repair, check};

use crate::captures::fill;
use crate::given::{data_files, dump, exchange, html, ids, open, run, text};

const FOLDER: &str = "NEWSCHECK_TEST_ARCHIVE";
const LIMIT: &str = "NEWSCHECK_TEST_PAGES";

/// The page with a number: its address, and a body that does not pack well.
fn page(number: u32) -> (String, Vec<u8>) {
    let mut state = u64::from(number) + 1;
    let mut body = html(&format!("page {number}"));
    for _ in 0..1500 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        body.extend_from_slice(format!("<b>{:x}</b>", state >> 40).as_bytes());
    }
    (format!("https://example.org/page/{number}"), body)
}

/// Writes pages until it is killed or has written as many as it should; says which were committed.
#[test]
#[ignore = "run as a process of its own by other tests"]
fn writer_process() {
    let folder = std::env::var(FOLDER).expect("set by the test that runs this");
    let limit: u32 = std::env::var(LIMIT).expect("set by the test that runs this").parse().unwrap();
    let mut archive = match Archive::open(Path::new(&folder), run(0), ids(), &text) {
        Ok(archive) => archive,
        Err(error) => return println!("error: {error}"),
    };
    let start: u32 = archive.all_captures().unwrap().len().try_into().unwrap();
    for number in start..start + limit {
        let (url, body) = page(number);
        if let Err(error) = archive.add_exchange(&exchange(&url, 0, &body), &text, Remarks::default()) {
            println!("error: {error}");
            break;
        }
        if number % 7 == 0 && archive.commit().is_ok() {
            println!("committed {number}");
        }
    }
    archive.finish().map_or_else(|error| println!("error: {error}"), |()| println!("all written"));
}

fn writer(folder: &Path, pages: u32, shell: Option<&str>) -> Command {
    let own = std::env::current_exe().unwrap();
    let arguments = ["--exact", "durability::writer_process", "--ignored", "--nocapture"];
    let mut command = match shell {
        Some(before) => {
            let mut command = Command::new("sh");
            command.arg("-c").arg(format!("{before}; exec \"$0\" \"$@\"")).arg(own);
            command
        }
        None => Command::new(own),
    };
    command
        .args(arguments)
        .env(FOLDER, folder)
        .env(LIMIT, pages.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

fn output(child: Child) -> String {
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// The greatest number that a writer said it had committed.
fn committed(said: &str) -> Option<u32> {
    said.lines().filter_map(|line| line.split("committed ").nth(1)?.trim().parse().ok()).max()
}

/// Every page in the archive is whole; gives their numbers.
fn surviving(archive: &Archive) -> BTreeSet<u32> {
    let rows = archive.all_captures().unwrap();
    let number = |url: &str| url.rsplit('/').next().unwrap().parse::<u32>().unwrap();
    rows.iter()
        .map(|row| {
            let (url, body) = page(number(&row.url));
            assert_eq!((&row.url, archive.payload(row).unwrap().body == body), (&url, true));
            assert!(archive.text(row).unwrap().is_some(), "{url}");
            number(&row.url)
        })
        .collect()
}

#[test]
fn a_killed_writer_loses_nothing_that_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut torn, mut behind) = (0, 0);
    for round in 0..32_u64 {
        let mut child = writer(folder.path(), 100_000, None).spawn().unwrap();
        // From the first steps of opening to the middle of many groups.
        std::thread::sleep(Duration::from_micros(3_000 + round * round * 400 + (round * 7919) % 5_000));
        child.kill().unwrap();
        let promised = committed(&output(child));
        // Some rounds go through a repair, the others through the next open.
        if round % 4 == 3 && folder.path().join("archive/data").is_dir() {
            let report = check(folder.path(), &run(1), Repair::Yes, &text).unwrap();
            torn += report.dropped.len();
            let again = check(folder.path(), &run(1), Repair::No, &text).unwrap();
            assert!(again.is_sound(), "round {round}: {:?}", again.faults);
        }
        let archive = open(folder.path(), 1);
        torn += archive.recovery().dropped.len();
        behind += archive.recovery().indexed;
        let numbers = surviving(&archive);
        assert_eq!(
            numbers.iter().copied().collect::<Vec<_>>(),
            (0..u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>()
        );
        if let Some(promised) = promised {
            assert!(numbers.contains(&promised), "round {round}: page {promised} of {}", numbers.len());
        }
    }
    let report = check(folder.path(), &run(1), Repair::No, &text).unwrap();
    assert!(report.is_sound() && report.captures > 50, "{report:?}");
    assert!(behind > 0, "no kill fell between writing and the catalogue ({torn} torn)");
    let before = dump(folder.path());
    Archive::rebuild(folder.path(), &run(2), &text).unwrap();
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn a_file_cut_at_any_byte_keeps_its_whole_records() {
    let source = tempfile::tempdir().unwrap();
    let mut archive = open(source.path(), 0);
    for number in 0..3 {
        archive
            .add_exchange(
                &exchange(&format!("https://example.org/{number}"), 0, &html("a")),
                &text,
                Remarks::default(),
            )
            .unwrap();
    }
    archive.finish().unwrap();
    let file = data_files(source.path()).remove(0);
    let whole = fs::read(&file).unwrap();
    let records = check(source.path(), &run(1), Repair::No, &text).unwrap().records;
    for length in (0..whole.len()).step_by(13) {
        fs::write(&file, &whole[..length]).unwrap();
        // A catalogue that knew more would tell of a loss.
        let _ = fs::remove_file(source.path().join("catalogue.sqlite"));
        let archive = Archive::open(source.path(), run(1), ids(), &text).unwrap();
        let dropped: u64 = archive.recovery().dropped.iter().map(|dropped| dropped.length).sum();
        drop(archive);
        let left = fs::metadata(&file).map_or(0, |metadata| metadata.len());
        assert_eq!(left + dropped, length as u64);
        let report = check(source.path(), &run(1), Repair::No, &text).unwrap();
        assert!(report.is_sound() && report.records < records, "{length}: {report:?}");
    }
}

#[test]
fn a_second_process_is_told_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.commit().unwrap();
    let said = output(writer(folder.path(), 1, None).spawn().unwrap());
    assert!(said.contains("error: the archive ") && !said.contains("all written"), "{said}");
    let second = Archive::open(folder.path(), run(1), ids(), &text).unwrap_err();
    let message = second.to_string();
    let expected = format!("is in use by process {}: newscheck archive add article.txt", std::process::id());
    assert!(matches!(second, ArchiveError::InUse { .. }) && message.contains(&expected), "{message}");
    let reader = Archive::open_read_only(folder.path(), &run(1), &text).unwrap();
    assert_eq!(
        reader.all_captures().unwrap().len(),
        archive.all_captures().unwrap().len(),
        "reading goes on meanwhile"
    );
    archive.finish().unwrap();
    Archive::open(folder.path(), run(1), ids(), &text).unwrap();
}

#[test]
fn two_processes_in_turn_add_to_one_archive() {
    let folder = tempfile::tempdir().unwrap();
    let (mut done, began) = (0, Instant::now());
    while done < 4 && began.elapsed() < Duration::from_secs(60) {
        let pair = [
            writer(folder.path(), 5, None).spawn().unwrap(),
            writer(folder.path(), 5, None).spawn().unwrap(),
        ];
        done += pair.into_iter().map(output).filter(|said| said.contains("all written")).count();
    }
    let archive = open(folder.path(), 9);
    assert_eq!(surviving(&archive).len(), done * 5);
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_what_was_written_before_stays() {
    for blocks in [40, 200, 333] {
        let folder = tempfile::tempdir().unwrap();
        // A file that grows beyond the limit fails as on a full disk, once the signal is ignored.
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}");
        let said = output(writer(folder.path(), 10_000, Some(&limited)).spawn().unwrap());
        assert!(
            said.contains("error: ") && (said.contains("writing ") || said.contains("catalogue ")),
            "{said}"
        );
        let archive = open(folder.path(), 1);
        let numbers = surviving(&archive);
        if let Some(promised) = committed(&said) {
            assert!(numbers.contains(&promised), "{promised} of {}", numbers.len());
        }
        drop(archive);
        let report = check(folder.path(), &run(1), Repair::No, &text).unwrap();
        assert!(report.is_sound(), "{blocks}: {:?}", report.faults);
    }
}
