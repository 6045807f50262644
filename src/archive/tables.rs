//! The tables of the catalogue.

/// The version of the tables. A catalogue of another version is built anew.
pub(super) const VERSION: i64 = 4;

/// A capture has a method where that is another than GET. Texts are kept packed, and their index reads them
/// through a view. A title counts so many times what a text does.
pub(super) const TABLES: &str = r#"
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL) STRICT;
CREATE TABLE records (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    kind TEXT NOT NULL, record_id TEXT NOT NULL, concerns TEXT, note TEXT, method TEXT, sent TEXT
) STRICT;
CREATE INDEX records_by_place ON records (file, offset);
CREATE INDEX records_by_record_id ON records (record_id);
CREATE INDEX records_by_concerns ON records (concerns) WHERE concerns IS NOT NULL;
CREATE TABLE captures (
    id INTEGER PRIMARY KEY REFERENCES records, url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER, mime TEXT,
    digest TEXT NOT NULL, size INTEGER NOT NULL, truncated TEXT, etag TEXT, last_modified TEXT, redirect TEXT,
    original INTEGER, via TEXT, user_supplied INTEGER NOT NULL, unverified INTEGER NOT NULL,
    verdict TEXT, reason TEXT, method TEXT, sent TEXT
) STRICT;
CREATE INDEX captures_by_url ON captures (url, at);
CREATE INDEX captures_by_digest ON captures (digest);
CREATE INDEX captures_by_via ON captures (via) WHERE via IS NOT NULL;
CREATE INDEX captures_by_method ON captures (method) WHERE method IS NOT NULL;
CREATE INDEX captures_by_original ON captures (original) WHERE original IS NOT NULL;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY REFERENCES records, capture INTEGER NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL, url TEXT,
    headline TEXT, published TEXT, at TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_sha256 ON articles (sha256);
CREATE TABLE citations (
    article INTEGER NOT NULL REFERENCES articles, position INTEGER NOT NULL, marker TEXT NOT NULL, label TEXT NOT NULL,
    status TEXT NOT NULL, line INTEGER NOT NULL, url TEXT, PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_url ON citations (url) WHERE url IS NOT NULL;
CREATE TABLE "references" (
    article INTEGER NOT NULL REFERENCES articles, position INTEGER NOT NULL, label TEXT, text TEXT NOT NULL, line INTEGER NOT NULL,
    url TEXT, PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX references_by_url ON "references" (url) WHERE url IS NOT NULL;
CREATE TABLE texts (id INTEGER PRIMARY KEY, title TEXT, body BLOB NOT NULL) STRICT;
CREATE VIEW pages (id, title, body) AS SELECT id, title, unpacked(body) FROM texts;
CREATE VIRTUAL TABLE text USING fts5 (title, body, content = 'pages', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
INSERT INTO text (text, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
"#;
