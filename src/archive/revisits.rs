//! Joins revisits to the captures that hold what they repeat, in whatever order both come. A revisit that
//! does not know its original by the record's id waits: a better one may come later.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Transaction, params};

use crate::archive::entry::CaptureEntry;
use crate::warc::Digest;

/// What the revisits that wait say of their originals.
pub(super) const TABLES: &str = "
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY REFERENCES captures, record_id TEXT, url TEXT NOT NULL, at TEXT, digest TEXT, own_at TEXT NOT NULL,
    not_modified INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_by_record_id ON waiting (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX waiting_by_url ON waiting (url);
CREATE INDEX waiting_by_digest ON waiting (digest) WHERE digest IS NOT NULL;
";

/// Captures that may be originals; how they are told follows.
const ORIGINAL: &str =
    "SELECT c.id, c.size FROM captures c JOIN records r ON r.id = c.id WHERE r.kind <> 'revisit' AND ";

/// What a revisit says of its original.
struct Waiting {
    record_id: Option<String>,
    url: String,
    at: Option<String>,
    digest: Option<String>,
    own_at: String,
    not_modified: bool,
}

/// The number and the size of an original.
type Original = (i64, i64);

impl Waiting {
    fn of(capture: &CaptureEntry) -> Option<Self> {
        let refers = capture.refers_to.as_ref()?;
        // The digest of nothing is what writers give that did not know the payload.
        let is_of_nothing = |digest: &String| Digest::parse(digest).is_some_and(|digest| digest.is_of(b""));
        Some(Self {
            record_id: refers.record_id.clone(),
            url: refers.url.clone().unwrap_or_else(|| capture.url.clone()),
            at: refers.at.clone(),
            digest: Some(capture.digest.clone()).filter(|digest| !is_of_nothing(digest)),
            own_at: capture.at.clone(),
            not_modified: refers.not_modified,
        })
    }

    fn by_record(&self, transaction: &Transaction<'_>) -> rusqlite::Result<Option<Original>> {
        let Some(record_id) = &self.record_id else { return Ok(None) };
        find(transaction, "r.record_id = ?1 LIMIT 1", [record_id])
    }

    /// By address and time, else by payload, of the same address if there is one, else the version that the
    /// server knew when it said that nothing had changed.
    fn otherwise(&self, transaction: &Transaction<'_>) -> rusqlite::Result<Option<Original>> {
        if let Some(at) = &self.at
            && let found @ Some(_) = find(
                transaction,
                "c.url = ?1 AND c.at = ?2 ORDER BY c.method, r.record_id LIMIT 1",
                [&self.url, at],
            )?
        {
            return Ok(found);
        }
        if let Some(digest) = &self.digest {
            let by_digest = "c.digest = ?1 AND c.truncated IS NULL ORDER BY c.url <> ?2, c.method, c.at, r.record_id LIMIT 1";
            if let found @ Some(_) = find(transaction, by_digest, [digest, &self.url])? {
                return Ok(found);
            }
        }
        if !self.not_modified {
            return Ok(None);
        }
        let latest = "c.url = ?1 AND c.at <= ?2 AND c.status = 200 AND c.truncated IS NULL \
            ORDER BY c.method, c.at DESC, r.record_id LIMIT 1";
        find(transaction, latest, [&self.url, &self.own_at])
    }
}

/// Joins a revisit that was just taken in to what is there.
pub(super) fn join(transaction: &Transaction<'_>, id: i64, capture: &CaptureEntry) -> rusqlite::Result<()> {
    let Some(waiting) = Waiting::of(capture) else { return Ok(()) };
    if let Some(original) = waiting.by_record(transaction)? {
        return set(transaction, id, original);
    }
    let insert = "INSERT INTO waiting (id, record_id, url, at, digest, own_at, not_modified) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    transaction.prepare_cached(insert)?.execute(params![
        id,
        waiting.record_id,
        waiting.url,
        waiting.at,
        waiting.digest,
        waiting.own_at,
        waiting.not_modified
    ])?;
    match waiting.otherwise(transaction)? {
        Some(original) => set(transaction, id, original),
        None => Ok(()),
    }
}

/// Notes the revisits that wait for such a capture.
pub(super) fn touched(
    transaction: &Transaction<'_>,
    record_id: &str,
    capture: &CaptureEntry,
    ids: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let is_digest = !capture.digest.is_empty();
    let queries = [
        ("SELECT id FROM waiting WHERE record_id = ?1", record_id),
        ("SELECT id FROM waiting WHERE url = ?1", &*capture.url),
        ("SELECT id FROM waiting WHERE digest = ?1", &*capture.digest),
    ];
    for (query, value) in queries.iter().take(if is_digest { 3 } else { 2 }) {
        let mut found = transaction.prepare_cached(query)?;
        for id in found.query_map([value], |row| row.get(0))? {
            ids.insert(id?);
        }
    }
    Ok(())
}

/// Joins revisits that wait anew.
pub(super) fn settle(transaction: &Transaction<'_>, ids: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let read = "SELECT record_id, url, at, digest, own_at, not_modified FROM waiting WHERE id = ?1";
    for &id in ids {
        let waiting = transaction.prepare_cached(read)?.query_row([id], |row| {
            Ok(Waiting {
                record_id: row.get(0)?,
                url: row.get(1)?,
                at: row.get(2)?,
                digest: row.get(3)?,
                own_at: row.get(4)?,
                not_modified: row.get(5)?,
            })
        })?;
        if let Some(original) = waiting.by_record(transaction)? {
            set(transaction, id, original)?;
            transaction.prepare_cached("DELETE FROM waiting WHERE id = ?1")?.execute([id])?;
        } else if let Some(original) = waiting.otherwise(transaction)? {
            set(transaction, id, original)?;
        }
    }
    Ok(())
}

fn find(
    transaction: &Transaction<'_>,
    condition: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Option<Original>> {
    let mut query = transaction.prepare_cached(&format!("{ORIGINAL}{condition}"))?;
    query.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

fn set(transaction: &Transaction<'_>, id: i64, (original, size): Original) -> rusqlite::Result<()> {
    let update = "UPDATE captures SET original = ?2, size = ?3 WHERE id = ?1";
    transaction.prepare_cached(update)?.execute(params![id, original, size])?;
    Ok(())
}
