//! What is lost is told, and a damaged catalogue loses nothing.

use std::fs;
use std::path::Path;

use newscheck::archive::{Archive, Remarks, Repair, check};
use rusqlite::Connection;

use crate::captures::fill;
use crate::given::{data_files, dump, exchange, html, open, run, text};
use crate::support::newscheck;

/// An archive of two data files.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(folder.path(), 0);
    fill(&mut first);
    first.finish().unwrap();
    let mut second = open(folder.path(), 60);
    let late = exchange("https://example.org/late", 60, &html("late"));
    second.add_exchange(&late, &text, Remarks::default()).unwrap();
    second.finish().unwrap();
    folder
}

fn lost(folder: &Path) -> Vec<String> {
    let archive = Archive::open_read_only(folder, &run(9), &text).unwrap();
    archive.recovery().lost.iter().map(ToString::to_string).collect()
}

/// What a command says on both streams, and its exit code.
fn said(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = newscheck(folder);
    let output = command.args(["archive", "--archive", "."]).args(arguments).output().unwrap();
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (words(output.stdout), words(output.stderr), output.status.code())
}

#[test]
fn a_file_that_is_gone_or_shrank_is_told_until_it_is_repaired() {
    for has in [None, Some(100)] {
        let folder = archive();
        let captures = open(folder.path(), 70).all_captures().unwrap();
        let file = data_files(folder.path()).remove(0);
        match has {
            None => fs::remove_file(&file).unwrap(),
            Some(length) => fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(length).unwrap(),
        }
        let words = if has.is_some() { "has 100 bytes, not" } else { "is gone" };
        for arguments in [&["list"][..], &["search", "bread"], &["index"], &["list"]] {
            let (_, err, code) = said(folder.path(), arguments);
            assert!(err.contains(words) && code == Some(0), "{arguments:?}: {err}");
        }
        assert_eq!(open(folder.path(), 71).all_captures().unwrap(), captures, "what is lost stays known");
        // A catalogue of an older version is built anew, and tells on.
        let catalogue = Connection::open(folder.path().join("catalogue.sqlite")).unwrap();
        catalogue.execute_batch("PRAGMA user_version = 1").unwrap();
        drop(catalogue);
        assert_eq!((lost(folder.path()).len(), lost(folder.path()).len()), (1, 1));
        let report = check(folder.path(), &run(72), Repair::No, &text).unwrap();
        assert!(!report.is_sound(), "{report:?}");
        check(folder.path(), &run(73), Repair::Yes, &text).unwrap();
        assert_eq!(lost(folder.path()), Vec::<String>::new());
        assert!(check(folder.path(), &run(74), Repair::No, &text).unwrap().is_sound());
        assert_eq!(open(folder.path(), 75).captures("https://example.org/late").unwrap().len(), 1);
    }
}

#[test]
fn a_catalogue_with_changed_bytes_loses_nothing() {
    let folder = archive();
    let before = dump(folder.path());
    let path = folder.path().join("catalogue.sqlite");
    let whole = fs::read(&path).unwrap();
    for first in [0, 30, 99, 400, 901] {
        let mut damaged = whole.clone();
        damaged.iter_mut().skip(first).step_by(997).for_each(|byte| *byte ^= 0x55);
        for arguments in [&["list"][..], &["search", "bread"], &["show", "https://example.org/plain"]] {
            fs::write(&path, &damaged).unwrap();
            let (_, err, code) = said(folder.path(), arguments);
            assert!(code.is_some_and(|code| code <= 2), "{first} {arguments:?}: {err}");
        }
        fs::write(&path, &damaged).unwrap();
        check(folder.path(), &run(80), Repair::Yes, &text).unwrap();
        assert_eq!(dump(folder.path()), before, "{first}");
    }
}

#[test]
fn a_catalogue_whose_tables_are_damaged_is_built_anew_by_the_command_that_finds_it() {
    let folder = archive();
    let (listed, _, _) = said(folder.path(), &["list"]);
    let path = folder.path().join("catalogue.sqlite");
    let mut damaged = fs::read(&path).unwrap();
    // The first page says where the tables are; the others no longer hold them.
    damaged[4096..].fill(0x55);
    for arguments in [&["list"][..], &["attach", "https://example.org/note", "note.txt"]] {
        fs::write(folder.path().join("note.txt"), "A note on the pier.").unwrap();
        fs::write(&path, &damaged).unwrap();
        let (out, err, code) = said(folder.path(), arguments);
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        assert!(arguments != ["list"] || out == listed, "{out}\n{err}");
    }
    assert_eq!(open(folder.path(), 90).captures("https://example.org/note").unwrap().len(), 1);
}
