//! The catalogue: articles, their citations and references, captures and their text, in SQLite. Everything in
//! it comes from the data files; it never knows of a record that is not on the disk. It does not read those
//! files; see `scan`.

use std::path::{Path, PathBuf};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};

use crate::archive::capture::Original;
use crate::archive::entry::Entry;
use crate::archive::intake::{self, signed, unsigned};
use crate::archive::store::is_data_file;
use crate::archive::tables::{TABLES, VERSION};
use crate::archive::{
    ArchiveError, ArticleRow, CaptureKind, CaptureRow, KnownCapture, PageText, packing, revisits,
};

/// Bytes of a catalogue that SQLite looks through when it is opened for writing.
const ASKED: u64 = 256 << 20;

pub(super) const CAPTURE: &str = "SELECT c.id, r.record_id, r.kind, c.url, c.at, c.status, c.mime, c.digest, c.size, c.truncated, c.etag, \
    c.last_modified, c.redirect, c.original, c.via, c.user_supplied, c.unverified, c.verdict, c.reason, f.name, r.offset, r.length, c.method, c.sent \
    FROM captures c JOIN records r ON r.id = c.id JOIN files f ON f.id = r.file";

const ARTICLE: &str = "SELECT a.id, a.capture, a.sha256, a.path, a.url, a.headline, a.published, a.at, a.record FROM articles a";

/// The catalogue of an archive.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
    /// The data files that the catalogue knew which this one replaces, with their lengths.
    pub(super) before: Vec<(String, u64)>,
}

/// What the catalogue has at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub length: u64,
    pub record_id: String,
    /// Address, time and digest of a capture.
    pub capture: Option<[String; 3]>,
}

/// A record's place in the data files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub file: String,
    pub offset: u64,
    pub length: u64,
}

/// A record that is there when another of its id comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Earlier {
    pub place: Place,
    pub kind: String,
    /// Address, time and digest of a capture.
    pub capture: Option<[String; 3]>,
}

impl Catalogue {
    /// Opens the catalogue for writing; it is made, or emptied, where there is none that this version knows.
    pub(super) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let opened = Connection::open(path)
            .map_err(ArchiveError::catalogue(path))
            .and_then(|connection| Self::set_up(path, connection));
        match opened {
            Ok(catalogue) if catalogue.version()? == VERSION && catalogue.is_whole() => Ok(catalogue),
            Ok(catalogue) if catalogue.version()? == 0 => catalogue.create(),
            // A catalogue in use or without permission is no reason to throw it away; a damaged one is built
            // again.
            Err(error) if !error.is_malformed_catalogue() => Err(error),
            other => {
                let mut before = other.ok().and_then(|old| old.files().ok()).unwrap_or_default();
                before.retain(|(name, _)| is_data_file(name));
                remove(path)?;
                let connection = Connection::open(path).map_err(ArchiveError::catalogue(path))?;
                Ok(Self { before, ..Self::set_up(path, connection)?.create()? })
            }
        }
    }

    fn new(path: &Path, connection: Connection) -> Result<Self, ArchiveError> {
        let unpack = |context: &mut Context<'_>| Ok(packing::unpacked(context.get_raw(0).as_bytes()?));
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection
            .create_scalar_function("unpacked", 1, flags, unpack)
            .map_err(ArchiveError::catalogue(path))?;
        Ok(Self { path: path.to_owned(), connection, before: Vec::new() })
    }

    /// Whether SQLite finds nothing wrong with it. Of a large one that is not asked: what is wrong shows when
    /// it is used.
    fn is_whole(&self) -> bool {
        let length = std::fs::metadata(&self.path).map_or(0, |found| found.len());
        let ask = || self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        length > ASKED || ask().is_ok_and(|found| found == "ok")
    }

    fn set_up(path: &Path, connection: Connection) -> Result<Self, ArchiveError> {
        let catalogue = Self::new(path, connection)?;
        catalogue
            // A log beside the file lets readers read while a run writes. It is made sure to be on the disk
            // now and then only: what the catalogue loses, the data files still have.
            .run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;")?;
        catalogue.connection.set_prepared_statement_cache_capacity(64);
        Ok(catalogue)
    }

    fn create(self) -> Result<Self, ArchiveError> {
        let waiting = revisits::TABLES;
        self.run(&format!("BEGIN; {TABLES} {waiting} PRAGMA user_version = {VERSION}; COMMIT;"))?;
        Ok(self)
    }

    /// Opens the catalogue for reading; none if there is none that this version knows.
    pub(super) fn open_read_only(path: &Path) -> Result<Option<Self>, ArchiveError> {
        if !path.exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(ArchiveError::catalogue(path))?;
        let mut catalogue = Self::new(path, connection)?;
        let version = match catalogue.version() {
            // In a folder that cannot be written SQLite cannot share a log, and nobody else writes.
            Err(_) => {
                let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let uri = format!("file:{name}?immutable=1");
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                let connection =
                    Connection::open_with_flags(uri, flags).map_err(ArchiveError::catalogue(path))?;
                catalogue = Self::new(path, connection)?;
                catalogue.version()?
            }
            Ok(version) => version,
        };
        catalogue.connection.set_prepared_statement_cache_capacity(64);
        catalogue.run("PRAGMA cache_size = -8000;")?;
        Ok((version == VERSION).then_some(catalogue))
    }

    fn version(&self) -> Result<i64, ArchiveError> {
        self.connection
            .query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0))
            .map_err(self.fault())
    }

    fn run(&self, statements: &str) -> Result<(), ArchiveError> {
        self.connection.execute_batch(statements).map_err(self.fault())
    }

    pub(super) fn fault(&self) -> impl Fn(rusqlite::Error) -> ArchiveError + use<> {
        ArchiveError::catalogue(&self.path)
    }

    /// Every data file that is known, with the bytes of it that are.
    pub(super) fn files(&self) -> Result<Vec<(String, u64)>, ArchiveError> {
        self.all("SELECT name, length FROM files ORDER BY id", [], |row| {
            Ok((row.get(0)?, unsigned(row.get(1)?)))
        })
    }

    /// Takes in the records of a file, which is known up to `length` then.
    pub(super) fn insert(&mut self, file: &str, length: u64, entries: &[Entry]) -> Result<(), ArchiveError> {
        let fault = self.fault();
        let transaction = self.connection.transaction().map_err(&fault)?;
        intake::insert_all(&transaction, file, length, entries).map_err(&fault)?;
        transaction.commit().map_err(fault)
    }

    /// Says how much of a data file is known.
    pub(super) fn set_length(&self, file: &str, length: u64) -> Result<(), ArchiveError> {
        let upsert =
            "INSERT INTO files (name, length) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET length = ?2";
        self.connection.execute(upsert, params![file, signed(length)]).map_err(self.fault())?;
        Ok(())
    }

    /// An earlier capture that holds a payload whole.
    pub(super) fn original(&self, digest: &str) -> Result<Option<Original>, ArchiveError> {
        let sql = "SELECT r.record_id, c.url, c.at, c.digest FROM captures c JOIN records r ON r.id = c.id \
            WHERE c.digest = ?1 AND r.kind = 'response' AND c.truncated IS NULL AND c.method IS NULL ORDER BY c.id LIMIT 1";
        self.one(sql, [digest], original)
    }

    /// The capture that holds what an address answered with success last.
    pub(super) fn latest_original(&self, url: &str) -> Result<Option<Original>, ArchiveError> {
        let sql = "SELECT r.record_id, o.url, o.at, o.digest FROM captures c JOIN captures o ON o.id = coalesce(c.original, c.id) \
            JOIN records r ON r.id = o.id \
            WHERE c.url = ?1 AND (c.status = 200 OR c.original IS NOT NULL) AND r.kind = 'response' AND o.status = 200 \
            AND o.truncated IS NULL AND c.method IS NULL ORDER BY c.at DESC, c.id DESC LIMIT 1";
        self.one(sql, [url], original)
    }

    /// What a conditional request needs to know of the last successful capture of an address.
    pub(super) fn known(&self, url: &str) -> Result<Option<KnownCapture>, ArchiveError> {
        let sql = "SELECT c.at, o.digest, coalesce(c.etag, o.etag), coalesce(c.last_modified, o.last_modified) \
            FROM captures c JOIN captures o ON o.id = coalesce(c.original, c.id) JOIN records r ON r.id = o.id \
            WHERE c.url = ?1 AND o.status = 200 AND r.kind = 'response' AND o.truncated IS NULL AND c.verdict IS NULL \
            AND c.method IS NULL ORDER BY c.at DESC, c.id DESC LIMIT 1";
        self.one(sql, [url], |row| {
            Ok(KnownCapture {
                at: row.get(0)?,
                digest: row.get(1)?,
                etag: row.get(2)?,
                last_modified: row.get(3)?,
            })
        })
    }

    /// The captures of an address, the oldest first, without answers to other methods than GET.
    pub(super) fn captures(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        let sql = format!("{CAPTURE} WHERE c.url = ?1 AND c.method IS NULL ORDER BY c.at, c.id");
        self.all(&sql, [url], capture_row)
    }

    /// Everything that was captured of an address, the oldest first, answers to other methods among them.
    pub(super) fn answers(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.all(&format!("{CAPTURE} WHERE c.url = ?1 ORDER BY c.at, c.id"), [url], capture_row)
    }

    /// Every capture, by address and time.
    pub(super) fn all_captures(&self) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.all(&format!("{CAPTURE} ORDER BY c.url, c.at, c.id"), [], capture_row)
    }

    /// The captures of what a page needs.
    pub(super) fn captures_via(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.all(&format!("{CAPTURE} WHERE c.via = ?1 ORDER BY c.at, c.id"), [url], capture_row)
    }

    pub(super) fn capture(&self, id: i64) -> Result<Option<CaptureRow>, ArchiveError> {
        self.one(&format!("{CAPTURE} WHERE c.id = ?1"), [id], capture_row)
    }

    pub(super) fn capture_of_record(&self, record_id: &str) -> Result<Option<CaptureRow>, ArchiveError> {
        self.one(&format!("{CAPTURE} WHERE r.record_id = ?1"), [record_id], capture_row)
    }

    /// The record of an id.
    pub(super) fn record(&self, record_id: &str) -> Result<Option<Earlier>, ArchiveError> {
        let sql = "SELECT f.name, r.offset, r.length, r.kind, c.url, c.at, c.digest FROM records r JOIN files f ON f.id = r.file \
            LEFT JOIN captures c ON c.id = r.id WHERE r.record_id = ?1 LIMIT 1";
        self.one(sql, [record_id], |row| {
            let url: Option<String> = row.get(4)?;
            let capture =
                url.map(|url| Ok::<_, rusqlite::Error>([url, row.get(5)?, row.get(6)?])).transpose()?;
            Ok(Earlier { place: place(row)?, kind: row.get(3)?, capture })
        })
    }

    /// What is known of the record at a place.
    pub(super) fn at_place(&self, file: &str, offset: u64) -> Result<Option<Known>, ArchiveError> {
        let sql = "SELECT r.length, r.record_id, c.url, c.at, c.digest FROM records r JOIN files f ON f.id = r.file \
            LEFT JOIN captures c ON c.id = r.id WHERE f.name = ?1 AND r.offset = ?2";
        self.one(sql, params![file, signed(offset)], |row| {
            let url: Option<String> = row.get(2)?;
            let capture =
                url.map(|url| Ok::<_, rusqlite::Error>([url, row.get(3)?, row.get(4)?])).transpose()?;
            Ok(Known { length: unsigned(row.get(0)?), record_id: row.get(1)?, capture })
        })
    }

    pub(super) fn record_count(&self) -> Result<u64, ArchiveError> {
        Ok(self.one("SELECT count(*) FROM records", [], |row| row.get(0))?.map_or(0, unsigned))
    }

    /// SQLite's own findings about the file, the first of them. The full-text index is verified as tables;
    /// whether it is that of the texts would take longer than building it.
    pub(super) fn integrity(&self) -> Result<Option<String>, ArchiveError> {
        let tables: Vec<String> =
            self.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0", [], |row| {
                row.get(0)
            })?;
        for table in tables {
            let sql = format!("PRAGMA quick_check('{}')", table.replace('\'', "''"));
            let found: Option<String> = self.one(&sql, [], |row| row.get(0))?;
            if let Some(words) = found.filter(|words| words != "ok") {
                return Ok(Some(format!("table {table}: {words}")));
            }
        }
        Ok(None)
    }

    /// The articles, the oldest first.
    pub(super) fn articles(&self) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.all(&format!("{ARTICLE} ORDER BY a.id"), [], article_row)
    }

    pub(super) fn article(&self, id: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.one(&format!("{ARTICLE} WHERE a.id = ?1"), [id], article_row)
    }

    /// The article whose bytes a capture holds.
    pub(super) fn article_of_capture(&self, capture: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.one(
            &format!("{ARTICLE} WHERE a.capture = ?1 ORDER BY a.id DESC LIMIT 1"),
            [capture],
            article_row,
        )
    }

    /// The articles whose captures have this digest.
    pub(super) fn articles_of_payload(&self, digest: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.all(
            &format!("{ARTICLE} JOIN captures c ON c.id = a.capture WHERE c.digest = ?1 ORDER BY a.id"),
            [digest],
            article_row,
        )
    }

    pub(super) fn articles_of_digest(&self, sha256: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.all(&format!("{ARTICLE} WHERE a.sha256 = ?1 ORDER BY a.id"), [sha256], article_row)
    }

    /// The articles that cite an address.
    pub(super) fn articles_citing(&self, url: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        let cited = "SELECT article FROM citations WHERE url = ?1 UNION SELECT article FROM \"references\" WHERE url = ?1";
        self.all(&format!("{ARTICLE} WHERE a.id IN ({cited}) ORDER BY a.id"), [url], article_row)
    }

    /// Title and text of a capture: for a revisit those of the capture it refers to.
    pub(super) fn text(&self, capture: &CaptureRow) -> Result<Option<PageText>, ArchiveError> {
        let id = capture.original.unwrap_or(capture.id);
        self.one("SELECT title, body FROM texts WHERE id = ?1", [id], |row| {
            Ok(PageText { title: row.get(0)?, text: packing::unpacked(&row.get::<_, Vec<u8>>(1)?) })
        })
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, ArchiveError> {
        let query = || self.connection.prepare_cached(sql)?.query_row(values, read).optional();
        query().map_err(self.fault())
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let query = || -> rusqlite::Result<Vec<T>> {
            self.connection.prepare_cached(sql)?.query_map(values, read)?.collect()
        };
        query().map_err(self.fault())
    }
}

/// Removes a catalogue with everything SQLite keeps beside it.
pub(super) fn remove(path: &Path) -> Result<(), ArchiveError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let file = PathBuf::from(name);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ArchiveError::Write { path: file, source: error });
            }
            _ => {}
        }
    }
    Ok(())
}

fn original(row: &Row<'_>) -> rusqlite::Result<Original> {
    Ok(Original { record_id: row.get(0)?, url: row.get(1)?, at: row.get(2)?, digest: row.get(3)? })
}

pub(super) fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place { file: row.get(0)?, offset: unsigned(row.get(1)?), length: unsigned(row.get(2)?) })
}

pub(super) fn capture_row(row: &Row<'_>) -> rusqlite::Result<CaptureRow> {
    let kind: String = row.get(2)?;
    Ok(CaptureRow {
        id: row.get(0)?,
        record_id: row.get(1)?,
        kind: CaptureKind::of(&kind),
        url: row.get(3)?,
        at: row.get(4)?,
        status: row.get(5)?,
        mime: row.get(6)?,
        digest: row.get(7)?,
        size: unsigned(row.get(8)?),
        truncated: row.get(9)?,
        etag: row.get(10)?,
        last_modified: row.get(11)?,
        redirect: row.get(12)?,
        original: row.get(13)?,
        via: row.get(14)?,
        user_supplied: row.get(15)?,
        unverified: row.get(16)?,
        verdict: row.get(17)?,
        reason: row.get(18)?,
        file: row.get(19)?,
        offset: unsigned(row.get(20)?),
        length: unsigned(row.get(21)?),
        method: row.get(22)?,
        sent: row.get(23)?,
    })
}

fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get(0)?,
        capture: row.get(1)?,
        sha256: row.get(2)?,
        path: row.get(3)?,
        url: row.get(4)?,
        headline: row.get(5)?,
        published: row.get(6)?,
        at: row.get(7)?,
        record: row.get(8)?,
    })
}
