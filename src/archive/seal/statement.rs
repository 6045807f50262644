//! What a seal says of records: a line for each, with its id and the SHA-256 of its head and block.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::archive::ArchiveError;
use crate::archive::catalogue::Place;
use crate::archive::scan::open_block;
use crate::archive::store::Layout;
use crate::warc::Reader;
use crate::warc::writer::head_bytes;

/// The first line of a statement; it says what the digests are of.
const FIRST: &str = "newscheck seal 1: record, SHA-256 of its head and block\n";

/// A statement that is being written.
#[derive(Default)]
pub(super) struct Statement {
    lines: String,
    pub records: usize,
}

impl Statement {
    pub(super) fn push(&mut self, id: &str, digest: &str) {
        // Writing to a string does not fail. Ids are URIs: no line end and no space is in one.
        let _ = writeln!(self.lines, "{} {digest}", id.replace(char::is_whitespace, ""));
        self.records += 1;
    }

    pub(super) fn text(self) -> String {
        FIRST.to_owned() + &self.lines
    }

    /// Whether a statement is one that this version writes.
    pub(super) fn is_known(statement: &str) -> bool {
        statement.starts_with(FIRST)
    }

    /// The ids and digests of a statement.
    pub(super) fn lines(statement: &str) -> impl Iterator<Item = (&str, &str)> {
        statement.strip_prefix(FIRST).unwrap_or("").lines().filter_map(|line| line.split_once(' '))
    }
}

/// A record as it is stored.
pub(super) struct Found {
    /// The SHA-256 of its head and block in hexadecimal.
    pub digest: String,
    /// The time that it says it is of.
    pub at: Option<DateTime<Utc>>,
}

/// Reads records at their places, in whatever order; best in that of the files.
pub(super) struct Stored<'l> {
    layout: &'l Layout,
    open: Option<(String, File)>,
    block: Vec<u8>,
}

impl<'l> Stored<'l> {
    pub(super) fn new(layout: &'l Layout) -> Self {
        Self { layout, open: None, block: Vec::new() }
    }

    /// Reads the record at a place. One that is damaged is an error.
    pub(super) fn read(&mut self, place: &Place) -> Result<Found, ArchiveError> {
        let path = self.layout.file(&place.file);
        let file = match &mut self.open {
            Some((name, file)) if *name == place.file => file,
            open => {
                let file = File::open(&path).map_err(ArchiveError::reading(&path))?;
                &mut open.insert((place.file.clone(), file)).1
            }
        };
        file.seek(SeekFrom::Start(place.offset)).map_err(ArchiveError::reading(&path))?;
        let damaged =
            |cause: String| ArchiveError::Damaged { file: place.file.clone(), offset: place.offset, cause };
        let mut reader = Reader::new(file.take(place.length));
        let header = match reader.next_record() {
            Some(Ok(header)) => header,
            Some(Err(fault)) => return Err(damaged(fault.cause.to_string())),
            None => return Err(damaged("there is none".to_owned())),
        };
        let mut hasher = Sha256::new();
        hasher.update(head_bytes(&header));
        let mut opened = open_block(&mut reader, &header, &mut self.block);
        if let Some(opened) = &mut opened {
            hasher.update(&self.block);
            let mut take = |bytes: &[u8]| {
                hasher.update(bytes);
                Ok(())
            };
            opened.pass_on(&mut reader, &mut take).map_err(ArchiveError::reading(&path))?;
        }
        let broken = reader.finish().err().map(|fault| fault.cause.to_string());
        let unheld = || opened.and_then(|opened| opened.unheld(&header, &self.block).words());
        if let Some(cause) = broken.or_else(|| unheld().map(str::to_owned)) {
            return Err(damaged(cause));
        }
        let at = header.date().and_then(|date| date.parse().ok());
        Ok(Found { digest: HEXLOWER.encode(&hasher.finalize()), at })
    }
}

/// `2026-11-24T16:00:00Z`
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_read_as_it_was_written() {
        let mut statement = Statement::default();
        statement.push("urn:uuid:1", "aa");
        statement.push("urn:odd\nid 2", "bb");
        assert_eq!(statement.records, 2);
        let text = statement.text();
        let lines: Vec<_> = Statement::lines(&text).collect();
        assert_eq!(lines, [("urn:uuid:1", "aa"), ("urn:oddid2", "bb")]);
        assert_eq!(Statement::lines("urn:uuid:1 aa\n").count(), 0, "another statement");
    }
}
