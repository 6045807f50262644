//! Where do records stand in the data files? Questions to the catalogue.

use super::ArchiveError;
use super::catalogue::{Catalogue, Place, place};
use super::entry::SEAL_URN;
use super::rows::CaptureRow;
use crate::warc::Kind;

/// A record with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub id: String,
    pub kind: String,
    pub concerns: Option<String>,
    pub place: Place,
}

impl Catalogue {
    /// The places of the records that belong to a capture, itself among them.
    pub(super) fn places(&self, capture: &CaptureRow) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file WHERE r.record_id = ?1 OR r.concerns = ?1 \
            OR r.record_id = (SELECT concerns FROM records WHERE record_id = ?1)";
        self.all(sql, [&capture.record_id], place)
    }

    /// The places of records of a kind in a file.
    pub(super) fn places_of_kind(&self, file: &str, kind: Kind) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file WHERE f.name = ?1 AND r.kind = ?2";
        self.all(sql, [file, kind.name()], place)
    }

    /// The places of records in a file that are about something.
    pub(super) fn places_about(&self, file: &str, concern: &str) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file WHERE r.concerns = ?2 AND f.name = ?1";
        self.all(sql, [file, concern], place)
    }

    /// The places of the records of an id: more than one where writers have used it twice.
    pub(super) fn places_of_record(&self, record_id: &str) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file WHERE r.record_id = ?1";
        self.all(sql, [record_id], place)
    }

    /// The places of the records that go on with a record.
    pub(super) fn continuations(&self, record_id: &str) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file \
            WHERE r.concerns = ?1 AND r.kind = 'continuation' ORDER BY r.id";
        self.all(sql, [record_id], place)
    }

    /// The places of metadata about an address.
    pub(super) fn metadata_about(&self, url: &str) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file \
            WHERE r.concerns = ?1 AND r.kind = 'metadata'";
        self.all(sql, [url], place)
    }

    /// The places of the seals, in the order of the archive.
    pub(super) fn seals(&self) -> Result<Vec<Place>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length FROM records r JOIN files f ON f.id = r.file \
            WHERE r.concerns >= ?1 AND r.concerns < ?1 || 'g' AND r.kind = 'metadata' ORDER BY r.id";
        self.all(sql, [SEAL_URN], place)
    }

    /// Every record, in the order of the archive.
    pub(super) fn listed(&self) -> Result<Vec<Listed>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length, r.record_id, r.kind, r.concerns FROM records r \
            JOIN files f ON f.id = r.file ORDER BY r.id";
        self.all(sql, [], |row| {
            Ok(Listed { place: place(row)?, id: row.get(3)?, kind: row.get(4)?, concerns: row.get(5)? })
        })
    }
}
