//! Takes records into the tables of the catalogue. What is asked of them is `catalogue`'s.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::archive::capture::{REASON_FIELD, SOURCE_FIELD, USER_SUPPLIED, VERDICT_FIELD, VIA_FIELD};
use crate::archive::entry::{CaptureEntry, Entry, note_field};
use crate::archive::{PageText, packing, revisits};
use crate::model::ArticleRecord;

/// Takes in the records of a file, which is known up to `length` then.
pub(super) fn insert_all(
    transaction: &Transaction<'_>,
    file: &str,
    length: u64,
    entries: &[Entry],
) -> rusqlite::Result<()> {
    let upsert = "INSERT INTO files (name, length) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET length = ?2 RETURNING id";
    let file: i64 =
        transaction.prepare_cached(upsert)?.query_row(params![file, signed(length)], |row| row.get(0))?;
    let mut touched = BTreeSet::new();
    for entry in entries {
        let insert = "INSERT INTO records (file, offset, length, kind, record_id, concerns, note, method, sent) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let values = params![
            file,
            signed(entry.offset),
            signed(entry.length),
            entry.kind,
            entry.record_id,
            entry.concerns,
            entry.note,
            entry.sent.as_ref().map(|sent| &sent.method),
            entry.sent.as_ref().map(|sent| &sent.body),
        ];
        let id = transaction.prepare_cached(insert)?.insert(values)?;
        if let Some(capture) = &entry.capture {
            insert_capture(transaction, id, entry, capture)?;
            match capture.refers_to {
                Some(_) => revisits::join(transaction, id, capture)?,
                None => revisits::touched(transaction, &entry.record_id, capture, &mut touched)?,
            }
        }
        // A note behind its capture: the other order is `insert_capture`'s.
        if let (Some(note), Some(concerns)) = (&entry.note, &entry.concerns) {
            let update = "UPDATE captures SET via = coalesce(?2, via), user_supplied = max(user_supplied, ?3), \
                verdict = coalesce(?4, verdict), reason = coalesce(?5, reason) \
                WHERE id IN (SELECT id FROM records WHERE record_id = ?1)";
            let mut noted = Noted::default();
            noted.add(note);
            let values = params![concerns, noted.via, noted.user_supplied, noted.verdict, noted.reason];
            transaction.prepare_cached(update)?.execute(values)?;
        }
        // A request behind its answer, which either of them names; the other order is `insert_capture`'s.
        if let Some(sent) = &entry.sent {
            let update = "UPDATE captures SET method = ?3, sent = ?4 WHERE id IN (SELECT id FROM records \
                WHERE kind IN ('response', 'revisit') AND (record_id = ?1 OR concerns = ?2))";
            let values = params![entry.concerns, entry.record_id, sent.method, sent.body];
            transaction.prepare_cached(update)?.execute(values)?;
        }
        match (&entry.article, &entry.concerns) {
            (Some(article), Some(concerns)) => {
                insert_article(transaction, id, concerns, article, entry.page.as_ref())?
            }
            _ => insert_text(transaction, id, entry.page.as_ref())?,
        }
    }
    revisits::settle(transaction, &touched)
}

fn insert_capture(
    transaction: &Transaction<'_>,
    id: i64,
    entry: &Entry,
    capture: &CaptureEntry,
) -> rusqlite::Result<()> {
    // Notes may come before their capture, as those on attached files do, or after it.
    let mut noted = Noted::default();
    let mut notes =
        transaction.prepare_cached("SELECT note FROM records WHERE concerns = ?1 AND note IS NOT NULL")?;
    for note in notes.query_map([&entry.record_id], |row| row.get::<_, String>(0))? {
        noted.add(&note?);
    }
    let asked = "SELECT method, sent FROM records WHERE method IS NOT NULL AND (concerns = ?1 OR record_id = ?2) LIMIT 1";
    let (method, sent): (Option<String>, Option<String>) = transaction
        .prepare_cached(asked)?
        .query_row(params![entry.record_id, entry.concerns], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or_default();
    let insert = "INSERT INTO captures (id, url, at, status, mime, digest, size, truncated, etag, last_modified, redirect, \
        via, user_supplied, unverified, verdict, reason, method, sent) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    transaction.prepare_cached(insert)?.execute(params![
        id,
        capture.url,
        capture.at,
        capture.status,
        capture.mime,
        capture.digest,
        signed(capture.size),
        capture.truncated,
        capture.etag,
        capture.last_modified,
        capture.redirect,
        noted.via,
        noted.user_supplied,
        capture.unverified,
        noted.verdict,
        noted.reason,
        method,
        sent,
    ])?;
    Ok(())
}

fn insert_article(
    transaction: &Transaction<'_>,
    id: i64,
    concerns: &str,
    article: &ArticleRecord,
    page: Option<&PageText>,
) -> rusqlite::Result<()> {
    let capture = "SELECT c.id, coalesce(c.original, c.id), c.digest, c.at FROM captures c JOIN records r ON r.id = c.id \
        WHERE r.record_id = ?1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found = transaction.prepare_cached(capture)?.query_row([concerns], read).optional()?;
    let Some((capture, original, digest, at)): Option<(i64, i64, String, String)> = found else {
        return Ok(());
    };
    let record = serde_json::to_string(article)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let sha256 = article.sha256.as_deref().or_else(|| digest.strip_prefix("sha256:")).unwrap_or("");
    let insert = "INSERT INTO articles (id, capture, sha256, path, url, headline, published, at, record) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![
        id,
        capture,
        sha256,
        article.path,
        article.url,
        article.headline,
        article.published,
        at,
        record
    ];
    transaction.prepare_cached(insert)?.execute(values)?;
    let insert = "INSERT INTO citations (article, position, marker, label, status, line, url) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    for (position, citation) in (0_i64..).zip(&article.citations) {
        let label = citation.label.to_string();
        let values =
            params![id, position, citation.marker, label, citation.status, citation.line, citation.url];
        transaction.prepare_cached(insert)?.execute(values)?;
    }
    let insert = "INSERT INTO \"references\" (article, position, label, text, line, url) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for (position, reference) in (0_i64..).zip(&article.references) {
        let label = reference.label.as_ref().map(ToString::to_string);
        let values = params![id, position, label, reference.text, reference.line, reference.url];
        transaction.prepare_cached(insert)?.execute(values)?;
    }
    insert_text(transaction, original, page)
}

/// The text of a capture replaces what is there: an article's record comes after the article.
fn insert_text(transaction: &Transaction<'_>, id: i64, page: Option<&PageText>) -> rusqlite::Result<()> {
    let Some(page) = page else { return Ok(()) };
    let known = transaction
        .prepare_cached("SELECT title, body FROM texts WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    if let Some((title, body)) = known {
        // The index forgets the words of a text only if it is given them.
        let delete = "INSERT INTO text (text, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)";
        transaction.prepare_cached(delete)?.execute(params![id, title, packing::unpacked(&body)])?;
    }
    let keep = "INSERT OR REPLACE INTO texts (id, title, body) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(keep)?.execute(params![id, page.title, packing::packed(&page.text)])?;
    let insert = "INSERT INTO text (rowid, title, body) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(insert)?.execute(params![id, page.title, page.text])?;
    Ok(())
}

/// What a note says of a capture.
#[derive(Clone, Debug, Default)]
struct Noted {
    /// The page on which its address was found.
    via: Option<String>,
    user_supplied: bool,
    /// Why it is not what its address stands for.
    verdict: Option<String>,
    reason: Option<String>,
}

impl Noted {
    fn add(&mut self, note: &str) {
        let field = |name: &str| note_field(note, name).map(str::to_owned);
        self.via = field(VIA_FIELD).or(self.via.take());
        self.user_supplied |= note_field(note, SOURCE_FIELD) == Some(USER_SUPPLIED);
        self.verdict = field(VERDICT_FIELD).or(self.verdict.take());
        self.reason = field(REASON_FIELD).or(self.reason.take());
    }
}

pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
