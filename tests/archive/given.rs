//! Exchanges, articles and archives as the tests need them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use newscheck::Options;
use newscheck::archive::{Archive, ArticleCapture, Ids, PageText, RunNote};
use newscheck::model::{ArticleRecord, Exchange, Protocol, RequestHead, ResponseHead, Tls, Truncation};
use rusqlite::Connection;
use rusqlite::types::Value;

/// A moment, so many seconds after the first.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    "2026-11-24T16:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

pub(crate) fn run(seconds: i64) -> RunNote {
    RunNote {
        operator: Some("A. Reader <reader@example.org>".to_owned()),
        command_line: "newscheck archive add article.txt".to_owned(),
        version: "0.1.0".to_owned(),
        at: at(seconds),
    }
}

/// Ids that count up, in this process.
pub(crate) fn ids() -> Ids {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let process = u64::from(std::process::id());
    Box::new(move || {
        format!("urn:uuid:{:08x}-0000-4000-8000-{:012x}", process, NEXT.fetch_add(1, Ordering::Relaxed))
    })
}

/// Title and text of a page as simply as can be.
pub(crate) fn text(bytes: &[u8], mime: &str, _url: &str) -> Option<PageText> {
    if !mime.starts_with("text/") {
        return None;
    }
    let page = String::from_utf8_lossy(bytes);
    let title = page
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"))
        .map(|(title, _)| title.to_owned());
    let text = page
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text.trim())
        .filter(|text| !text.is_empty());
    Some(PageText { title, text: text.collect::<Vec<_>>().join("\n") })
}

pub(crate) fn open(folder: &Path, seconds: i64) -> Archive {
    Archive::open(folder, run(seconds), ids(), &text).unwrap()
}

pub(crate) fn html(words: &str) -> Vec<u8> {
    format!("<!doctype html><title>About {words}</title><p>Bread costs more, says {words}.</p>").into_bytes()
}

/// A page that was fetched with success.
pub(crate) fn exchange(url: &str, seconds: i64, body: &[u8]) -> Exchange {
    let host = url.split('/').nth(2).unwrap_or("").to_owned();
    let target = url.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |rest| format!("/{rest}"));
    let fields = [("content-type", "text/html; charset=utf-8"), ("etag", "\"1\""), ("server", "test")];
    let mut fields: Vec<(String, Vec<u8>)> =
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec())).collect();
    fields.push(("content-length".to_owned(), body.len().to_string().into_bytes()));
    Exchange {
        url: url.to_owned(),
        at: at(seconds),
        address: Some("192.0.2.7".parse().unwrap()),
        protocol: Protocol::Http11,
        request: RequestHead {
            method: "GET".to_owned(),
            target,
            fields: vec![
                ("host".to_owned(), host.into_bytes()),
                ("user-agent".to_owned(), b"newscheck".to_vec()),
            ],
        },
        sent: Vec::new(),
        response: ResponseHead { status: 200, reason: "OK".to_owned(), fields },
        body: body.to_vec(),
        truncated: None,
        tls: None,
    }
}

pub(crate) fn with_fields(mut exchange: Exchange, fields: &[(&str, &str)]) -> Exchange {
    for (name, value) in fields {
        exchange.response.fields.retain(|(known, _)| known != name);
        exchange.response.fields.push(((*name).to_owned(), value.as_bytes().to_vec()));
    }
    exchange
}

pub(crate) fn with_status(mut exchange: Exchange, status: u16, reason: &str) -> Exchange {
    (exchange.response.status, exchange.response.reason) = (status, reason.to_owned());
    exchange
}

pub(crate) fn with_tls(mut exchange: Exchange) -> Exchange {
    let key = rcgen::generate_simple_self_signed(vec!["example.org".to_owned()]).unwrap();
    let chain = vec![key.cert.der().to_vec()];
    exchange.tls = Some(Arc::new(Tls {
        version: "TLSv1.3".to_owned(),
        cipher: "TLS13_AES_256_GCM_SHA384".to_owned(),
        chain,
    }));
    exchange
}

/// Answers of many sorts, each with its own address.
pub(crate) fn all_sorts() -> Vec<Exchange> {
    let gzip = {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&html("packed bytes")).unwrap();
        encoder.finish().unwrap()
    };
    let url = |name: &str| format!("https://example.org/{name}");
    let plain = |name: &str| exchange(&url(name), 1, &html(name));
    let mut chunked = with_fields(plain("chunked"), &[("transfer-encoding", "chunked")]);
    chunked.response.fields.retain(|(name, _)| name != "content-length");
    let mut cut = with_fields(plain("cut"), &[("content-length", "5000")]);
    cut.truncated = Some(Truncation::Disconnect);
    let mut endless = plain("endless");
    endless.response.fields.retain(|(name, _)| name != "content-length");
    endless.truncated = Some(Truncation::Length);
    let mut second = with_tls(with_fields(plain("h2"), &[(":status", "200")]));
    second.protocol = Protocol::Http2;
    second.request.fields.push((":path".to_owned(), b"/h2".to_vec()));
    let mut old = plain("old");
    (old.protocol, old.address) = (Protocol::Http10, Some("::ffff:192.0.2.9".parse().unwrap()));
    let mut secret = plain("secret");
    secret.request.fields.push(("Cookie".to_owned(), b"session=123456".to_vec()));
    let mut odd = plain("odd");
    odd.response.fields.push(("x-odd".to_owned(), b"caf\xe9 \r\nInjected: yes".to_vec()));
    let mut empty = with_status(exchange(&url("empty"), 1, b""), 204, "No Content");
    empty.response.fields.clear();
    vec![
        plain("plain"),
        with_fields(exchange(&url("packed"), 1, &gzip), &[("content-encoding", "gzip")]),
        chunked,
        cut,
        endless,
        second,
        old,
        secret,
        odd,
        empty,
        with_status(plain("missing"), 404, "Not Found"),
        with_status(
            with_fields(exchange(&url("moved"), 1, b""), &[("location", "/plain?moved=1#top")]),
            301,
            "Moved Permanently",
        ),
        exchange("https://example.org/caf%C3%A9?q=a|b&c=\"d\"", 1, &html("odd addresses")),
        exchange("http://example.org:8080/port", 1, &html("ports")),
        with_status(with_fields(plain("head"), &[("content-length", "77")]), 200, ""),
    ]
}

/// The record of an article in plain text, and its bytes.
pub(crate) fn article(name: &str) -> (Vec<u8>, ArticleRecord) {
    let bytes = format!(
        "{name} holds\n\nMonday, Nov 23, 2026 8:00 am ET\n\nThe dam holds [1], experts say [2]. Nobody knows [3].\n\nReferences\n\
        [1] https://example.org/plain\n[2] https://example.org/moved\n"
    )
    .into_bytes();
    let article = newscheck::parse(&bytes, &Options::default()).remove(0);
    let mut record = ArticleRecord::from(&article);
    record.path = format!("{name}.txt");
    (bytes, record)
}

pub(crate) fn capture<'a>(bytes: &'a [u8], record: &'a ArticleRecord, seconds: i64) -> ArticleCapture<'a> {
    ArticleCapture { bytes, mime: "text/plain; charset=utf-8", record, at: at(seconds) }
}

/// Everything in the catalogue of an archive, a row a line.
pub(crate) fn dump(folder: &Path) -> Vec<String> {
    let connection = Connection::open(folder.join("catalogue.sqlite")).unwrap();
    let mut rows = Vec::new();
    for table in ["files", "records", "captures", "articles", "citations", "\"references\"", "texts"] {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let read = statement.query_map([], |row| {
            (0..columns).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>()
        });
        rows.extend(read.unwrap().map(|row| format!("{table}: {:?}", row.unwrap())));
    }
    rows
}

/// The data files of an archive.
pub(crate) fn data_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder.join("archive/data")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
