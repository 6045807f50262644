//! Damage is found, told and repaired.

use std::fs;
use std::path::Path;

use newscheck::archive::{Archive, CheckReport, Repair, check};
use tempfile::TempDir;

use crate::captures::fill;
use crate::given::{data_files, dump, open, run, text};

fn filled() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for session in 0..2 {
        let mut archive = open(folder.path(), session);
        fill(&mut archive);
        archive.finish().unwrap();
    }
    folder
}

fn checked(folder: &Path, repair: Repair) -> CheckReport {
    check(folder, &run(9), repair, &text).unwrap()
}

fn causes(report: &CheckReport) -> Vec<(Option<&str>, &str)> {
    report.faults.iter().map(|fault| (fault.file.as_deref().map(|_| "file"), fault.cause.as_str())).collect()
}

/// After a repair nothing is wrong, and the catalogue is what the files give.
fn assert_repaired(folder: &Path) -> CheckReport {
    let report = checked(folder, Repair::No);
    assert_eq!(causes(&report), []);
    let before = dump(folder);
    Archive::rebuild(folder, &run(9), &text).unwrap();
    assert_eq!(dump(folder), before);
    report
}

#[test]
fn a_sound_archive_is_sound() {
    let folder = filled();
    let report = checked(folder.path(), Repair::No);
    assert_eq!(causes(&report), []);
    assert_eq!((report.files, report.captures, report.unresolved, report.runs.len()), (2, 39, 0, 2));
    assert!(report.records > 70 && report.bytes > 10_000 && report.unpacked > 10_000, "{report:?}");
    let before = dump(folder.path());
    assert!(!checked(folder.path(), Repair::Yes).rebuilt);
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn every_damaged_byte_is_found_and_repaired() {
    let folder = filled();
    let file = data_files(folder.path()).remove(0);
    let whole = fs::read(&file).unwrap();
    let sound = checked(folder.path(), Repair::No);
    for step in 0..24 {
        let at = step * whole.len() / 24 + 5;
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        fs::write(&file, &damaged).unwrap();
        let found = checked(folder.path(), Repair::No);
        // Some bits of a gzip header say nothing of its content (RFC 1952, section 2.3.1: MTIME, XFL, OS).
        if found.is_sound() {
            assert_eq!(found.records, sound.records, "byte {at}");
            continue;
        }
        let repaired = checked(folder.path(), Repair::Yes);
        assert!(repaired.rebuilt && !repaired.dropped.is_empty(), "byte {at}: {repaired:?}");
        let lost: u64 = repaired.dropped.iter().map(|dropped| dropped.length).sum();
        assert_eq!(fs::metadata(&file).unwrap().len() + lost, whole.len() as u64, "byte {at}");
        let report = assert_repaired(folder.path());
        assert!(
            report.records + 3 >= sound.records,
            "byte {at}: {} of {} records",
            report.records,
            sound.records
        );
        fs::write(&file, &whole).unwrap();
        Archive::rebuild(folder.path(), &run(9), &text).unwrap();
    }
    let aside = fs::read_dir(folder.path().join("archive/damaged")).unwrap().count();
    assert!(aside > 15, "{aside}");
}

#[test]
fn bytes_between_records_are_found() {
    let folder = filled();
    let file = data_files(folder.path()).remove(0);
    let whole = fs::read(&file).unwrap();
    let second = memchr::memmem::find(&whole[3..], b"\x1f\x8b\x08").unwrap() + 3;
    let with_zeros = [&whole[..second], &[0; 100], &whole[second..]].concat();
    fs::write(&file, with_zeros).unwrap();
    let report = checked(folder.path(), Repair::Yes);
    let fault = report.faults.iter().find(|fault| fault.file.is_some()).unwrap();
    assert_eq!(
        (fault.offset, fault.length, fault.cause.as_str()),
        (second as u64, 100, "bytes that are no record")
    );
    assert_eq!(fs::read(&file).unwrap(), whole);
    assert_repaired(folder.path());
}

#[test]
fn a_wrong_catalogue_is_found_and_built_anew() {
    let changes = [
        "UPDATE captures SET digest = 'sha256:00' WHERE id = 6",
        "UPDATE records SET offset = offset + 1 WHERE id = 7",
        "DELETE FROM captures WHERE id = 6",
        "INSERT INTO records (file, offset, length, kind, record_id) VALUES (1, 1000000, 10, 'response', 'urn:uuid:0')",
    ];
    let folder = filled();
    let before = dump(folder.path());
    for change in changes {
        let connection = rusqlite::Connection::open(folder.path().join("catalogue.sqlite")).unwrap();
        assert_eq!(connection.execute(change, []).unwrap(), 1, "{change}");
        drop(connection);
        let report = checked(folder.path(), Repair::Yes);
        assert!(
            report.rebuilt && report.faults.iter().all(|fault| fault.file.is_none()),
            "{change}: {:?}",
            report.faults
        );
        assert_eq!(
            (causes(&checked(folder.path(), Repair::No)), dump(folder.path())),
            (vec![], before.clone()),
            "{change}"
        );
    }
    fs::remove_file(folder.path().join("catalogue.sqlite")).unwrap();
    let report = checked(folder.path(), Repair::No);
    assert_eq!(causes(&report), [(None, "there is no catalogue that this version reads")]);
}

#[test]
fn a_lost_file_is_told_and_its_revisits_too() {
    let folder = filled();
    fs::remove_file(&data_files(folder.path())[0]).unwrap();
    let report = checked(folder.path(), Repair::Yes);
    assert!(!report.is_sound() && report.rebuilt, "{report:?}");
    assert!(report.unresolved > 5, "{}", report.unresolved);
    assert_repaired(folder.path());
}
