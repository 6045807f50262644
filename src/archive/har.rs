//! What a browser has noted of its requests (HAR 1.2), as exchanges, one after the other: the file may be of
//! any size, an entry of a bounded one. It does not write them; see `adopt`.

use std::io::{self, BufRead};

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use serde::Deserialize;
use url::{Position, Url};

use super::sent;
use crate::address::secrets;
use crate::model::exchange::{HeaderFields, Protocol, RequestHead, ResponseHead, Truncation};
use crate::model::{Exchange, Tls};

/// Bytes that an entry may have.
const ENTRY: usize = 128 << 20;

/// Bytes of a name that are looked at.
const NAME: usize = 16;

/// Fields that were true of the body before the browser unpacked it.
const UNDONE: [&str; 2] = ["content-encoding", "transfer-encoding"];

/// The entries of a HAR file in order.
pub(super) struct Entries<R> {
    inner: R,
    open: bool,
}

/// An entry as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is in the buffer.
    Whole,
    /// It is longer than is read.
    TooLong,
    /// The file ends in it.
    BrokenOff,
}

/// Why an entry is no exchange.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Left {
    /// It is not built as HAR says.
    #[error("{0}")]
    Damaged(String),
    /// No answer came.
    #[error("requests without an answer")]
    Unanswered,
    /// It is not of the web: `data:`, `blob:`, a socket.
    #[error("addresses that are not of the web")]
    Elsewhere,
    /// What was sent lets others act for who sent it.
    #[error("answers to what was sent with a password or key")]
    Secret,
}

impl<R: BufRead> Entries<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, open: false }
    }

    /// Reads the next entry into a buffer; none at the end, or if the file has no list of entries.
    pub(super) fn next(&mut self, entry: &mut Vec<u8>) -> io::Result<Option<Cut>> {
        entry.clear();
        if !self.open && !self.find_list()? {
            return Ok(None);
        }
        self.open = true;
        let (mut depth, mut quoted, mut escaped, mut long) = (0u64, false, false, false);
        while let Some(byte) = self.byte()? {
            match (quoted, byte) {
                _ if escaped => escaped = false,
                (true, b'\\') => escaped = true,
                (_, b'"') => quoted = !quoted,
                (false, b'{' | b'[') => depth += 1,
                (false, b']') if depth == 0 => return Ok(None),
                (false, b'}' | b']') => depth = depth.saturating_sub(1),
                _ => {}
            }
            // Between entries stand commas and white space.
            let between = depth == 0 && entry.is_empty() && byte != b'}';
            if !between && entry.len() < ENTRY {
                entry.push(byte);
            } else if !between {
                long = true;
            }
            if depth == 0 && byte == b'}' && !quoted {
                return Ok(Some(if long { Cut::TooLong } else { Cut::Whole }));
            }
        }
        Ok((!entry.is_empty()).then_some(Cut::BrokenOff))
    }

    /// Goes into the list `log.entries`; false if there is none.
    fn find_list(&mut self) -> io::Result<bool> {
        let (mut depth, mut log, mut entries, mut name) = (0u64, false, false, Vec::new());
        while let Some(byte) = self.byte()? {
            match (byte, depth) {
                (b'"', _) => self.text(&mut name)?,
                (b':', 1) => log = name == b"log",
                (b':', 2) => entries = log && name == b"entries",
                (b'[', 2) if entries => return Ok(true),
                (b'{' | b'[', _) => depth += 1,
                (b'}' | b']', _) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(false)
    }

    /// Reads a text to its end, of which the start is kept.
    fn text(&mut self, name: &mut Vec<u8>) -> io::Result<()> {
        name.clear();
        let mut escaped = false;
        while let Some(byte) = self.byte()? {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => break,
                _ => {}
            }
            if name.len() < NAME {
                name.push(byte);
            }
        }
        Ok(())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.inner.fill_buf()?.first().copied();
        self.inner.consume(usize::from(byte.is_some()));
        Ok(byte)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: String,
    request: Request,
    response: Response,
    #[serde(default, rename = "serverIPAddress")]
    server: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    method: String,
    url: String,
    #[serde(default)]
    http_version: Option<String>,
    #[serde(default)]
    headers: Vec<Field>,
    #[serde(default)]
    post_data: Option<Posted>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Posted {
    #[serde(default)]
    mime_type: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    params: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    status: i64,
    #[serde(default)]
    status_text: Option<String>,
    #[serde(default)]
    http_version: Option<String>,
    #[serde(default)]
    headers: Vec<Field>,
    #[serde(default)]
    content: Content,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(default)]
    value: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    #[serde(default)]
    size: Option<f64>,
    #[serde(default)]
    mime_type: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    encoding: Option<String>,
}

/// The exchange that an entry notes, or why there is none.
pub(super) fn exchange(entry: &[u8]) -> Result<Exchange, Left> {
    let entry: Entry = serde_json::from_slice(entry).map_err(|error| Left::Damaged(error.to_string()))?;
    let url = Url::parse(&entry.request.url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or(Left::Elsewhere)?;
    let method = entry.request.method.to_ascii_uppercase();
    if method.is_empty() || method.len() > NAME || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Left::Damaged(format!("method {method:?} is none")));
    }
    let asked = fields(&entry.request.headers);
    let (asked, sent) = match entry.request.post_data.filter(|_| method != "GET") {
        Some(posted) => sent(&posted, asked)?,
        None => (asked, Vec::new()),
    };
    let status = u16::try_from(entry.response.status).ok().filter(|status| (100..1000).contains(status));
    let status = status.ok_or(Left::Unanswered)?;
    let at = DateTime::parse_from_rfc3339(&entry.started_date_time)
        .map_err(|_| Left::Damaged(format!("startedDateTime {:?} is no time", entry.started_date_time)))?;
    let version = entry.response.http_version.or(entry.request.http_version).unwrap_or_default();
    let content = entry.response.content;
    let (body, is_text) = body(&content)?;
    let missing = content.text.is_none() && content.size.is_some_and(|size| size > 0.0);
    Ok(Exchange {
        url: url[..Position::AfterQuery].to_owned(),
        at: at.with_timezone(&Utc),
        address: entry.server.and_then(|address| address.trim_matches(['[', ']']).parse().ok()),
        protocol: protocol(&version),
        request: RequestHead {
            method,
            target: url[Position::BeforePath..Position::AfterQuery].to_owned(),
            fields: asked,
        },
        sent,
        response: ResponseHead {
            status,
            reason: entry.response.status_text.unwrap_or_default(),
            fields: response_fields(&entry.response.headers, &content, is_text),
        },
        body,
        truncated: missing.then_some(Truncation::Length),
        tls: None::<std::sync::Arc<Tls>>,
    })
}

/// The fields and the body of a request that sent something.
fn sent(posted: &Posted, mut asked: HeaderFields) -> Result<(HeaderFields, Vec<u8>), Left> {
    let mime = posted.mime_type.as_deref().unwrap_or("");
    let stated = asked.iter().find(|(name, _)| name == "content-type");
    let mime = stated.map_or_else(|| mime.to_owned(), |(_, mime)| String::from_utf8_lossy(mime).into_owned());
    let body = match &posted.text {
        Some(text) => text.as_bytes().to_vec(),
        None => {
            let pairs = posted.params.iter().map(|field| (&field.name, &field.value));
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
        }
    };
    if sent::pairs(&mime, &body).is_some_and(|pairs| pairs.iter().any(|(name, _)| is_secret(name))) {
        return Err(Left::Secret);
    }
    if stated.is_none() && !mime.is_empty() {
        asked.push(("content-type".to_owned(), mime.into_bytes()));
    }
    Ok((asked, body))
}

/// Whether a field of this name holds what is nobody else's.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    secrets::is_name(&name)
        || ["passw", "pwd"].iter().any(|part| name.contains(part))
        || name.ends_with("pass")
}

/// The body, and whether it is text that the browser has decoded.
fn body(content: &Content) -> Result<(Vec<u8>, bool), Left> {
    let Some(text) = &content.text else { return Ok((Vec::new(), false)) };
    if !content.encoding.as_deref().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return Ok((text.as_bytes().to_vec(), true));
    }
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = BASE64.decode(&digits).map_err(|_| Left::Damaged("content that is no Base64".to_owned()))?;
    Ok((bytes, false))
}

fn protocol(version: &str) -> Protocol {
    match version.to_ascii_lowercase().trim_start_matches("http/") {
        "1.0" => Protocol::Http10,
        // Of HTTP/3 WARC has no name; it has the semantics of HTTP/2.
        "h2" | "2" | "2.0" | "h3" | "3" | "3.0" => Protocol::Http2,
        _ => Protocol::Http11,
    }
}

fn fields(headers: &[Field]) -> HeaderFields {
    headers.iter().map(|field| (field.name.to_ascii_lowercase(), field.value.as_bytes().to_vec())).collect()
}

/// The fields of an answer as they are true of its body now: unpacked, and in UTF-8 where it is text.
fn response_fields(headers: &[Field], content: &Content, is_text: bool) -> HeaderFields {
    let mut kept = fields(headers);
    for (name, _) in &mut kept {
        if UNDONE.contains(&name.as_str()) {
            *name = format!("x-archive-orig-{name}");
        }
    }
    let stated = kept.iter().position(|(name, _)| name == "content-type");
    let mime = match stated {
        Some(at) => String::from_utf8_lossy(&kept[at].1).into_owned(),
        None => content.mime_type.clone().unwrap_or_default(),
    };
    let charset = mime.to_ascii_lowercase();
    let other = is_text && charset.contains("charset=") && !charset.contains("utf-8");
    let value = match (other, stated) {
        (true, _) => format!("{}; charset=utf-8", mime.split(';').next().unwrap_or("").trim()),
        (false, None) if !mime.is_empty() => mime,
        (false, _) => return kept,
    };
    if let Some(at) = stated {
        "x-archive-orig-content-type".clone_into(&mut kept[at].0);
    }
    kept.push(("content-type".to_owned(), value.into_bytes()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(file: &str) -> Vec<(Cut, String)> {
        let mut entries = Entries::new(file.as_bytes());
        let (mut found, mut entry) = (Vec::new(), Vec::new());
        while let Some(cut) = entries.next(&mut entry).unwrap() {
            found.push((cut, String::from_utf8_lossy(&entry).into_owned()));
        }
        found
    }

    #[test]
    fn entries_are_cut_out_wherever_their_list_stands() {
        let whole = |text: &str| (Cut::Whole, text.to_owned());
        let table = [
            (
                r#"{"log": {"entries": [{"a": 1}, {"b": "]}\"{"}]}}"#,
                vec![whole(r#"{"a": 1}"#), whole(r#"{"b": "]}\"{"}"#)],
            ),
            (
                r#"{"log": {"pages": [{"entries": [{}]}], "x": "entries", "entries":[{"a":[{}]}]}}"#,
                vec![whole(r#"{"a":[{}]}"#)],
            ),
            (r#"{"entries": [{"a": 1}]}"#, vec![]),
            (r#"{"log": {"entries": []}}"#, vec![]),
            (
                r#"{"log": {"entries": [{"a": 1}, {"b": "#,
                vec![whole(r#"{"a": 1}"#), (Cut::BrokenOff, r#"{"b": "#.to_owned())],
            ),
            ("", vec![]),
            ("}}}]]]", vec![]),
        ];
        for (file, expected) in table {
            assert_eq!(cuts(file), expected, "{file}");
        }
    }

    fn entry(method: &str, url: &str, status: i64, content: &str) -> String {
        format!(
            r#"{{"startedDateTime": "2026-11-24T17:00:00.250+01:00", "serverIPAddress": "[2001:db8::1]",
            "request": {{"method": "{method}", "url": "{url}", "httpVersion": "h2", "headers": []}},
            "response": {{"status": {status}, "statusText": "OK", "httpVersion": "h2", "content": {content}, "headers":
            [{{"name": "Content-Type", "value": "text/html; charset=windows-1252"}}, {{"name": "Content-Encoding", "value": "br"}}]}}}}"#
        )
    }

    #[test]
    fn an_entry_is_an_exchange_with_its_body_unpacked() {
        let content = r#"{"size": 5, "mimeType": "text/html", "text": "caf\u00e9"}"#;
        let found = exchange(entry("GET", "https://example.org/a?b#c", 200, content).as_bytes()).unwrap();
        assert_eq!((&*found.url, &*found.request.target), ("https://example.org/a?b", "/a?b"));
        assert_eq!(
            (found.at.to_rfc3339(), found.protocol),
            ("2026-11-24T16:00:00.250+00:00".to_owned(), Protocol::Http2)
        );
        assert_eq!((found.body, found.truncated), ("café".as_bytes().to_vec(), None));
        assert_eq!(found.response.field("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(found.response.field("content-encoding"), None);
        assert_eq!(found.address, "2001:db8::1".parse().ok());
        let bytes = r#"{"size": 3, "encoding": "base64", "text": "AP+A"}"#;
        let found = exchange(entry("GET", "https://example.org/", 200, bytes).as_bytes()).unwrap();
        assert_eq!(found.body, [0, 255, 128]);
        assert_eq!(found.response.field("content-type"), Some("text/html; charset=windows-1252"));
        let none = exchange(entry("GET", "https://example.org/", 200, r#"{"size": 30}"#).as_bytes()).unwrap();
        assert_eq!((none.body.len(), none.truncated), (0, Some(Truncation::Length)));
    }

    fn posted(body: &str) -> String {
        let data =
            format!(r#""postData": {{"mimeType": "application/x-www-form-urlencoded", "text": "{body}"}}"#);
        let entry = entry("POST", "https://example.org/", 200, "{}");
        entry.replacen(r#""headers": []"#, &format!(r#""headers": [], {data}"#), 1)
    }

    #[test]
    fn what_was_sent_stands_in_the_exchange() {
        let found = exchange(posted("q=lock").as_bytes()).unwrap();
        assert_eq!((&*found.request.method, &*found.sent), ("POST", &b"q=lock"[..]));
        let form = "application/x-www-form-urlencoded";
        assert_eq!(found.request.fields, [("content-type".to_owned(), form.as_bytes().to_vec())]);
        let listed = posted("").replace(r#""text": """#, r#""params": [{"name": "q", "value": "a b"}]"#);
        assert_eq!(exchange(listed.as_bytes()).unwrap().sent, b"q=a+b");
        let json = posted(r#"{\"user\": {\"userPassword\": 1}}"#).replace(form, "application/json");
        assert_eq!(exchange(json.as_bytes()).unwrap_err(), Left::Secret);
    }

    #[test]
    fn what_is_no_exchange_of_a_page_says_why() {
        let url = "https://example.org/";
        let table = [
            (posted("password=x"), Left::Secret),
            (entry("GO ON", url, 200, "{}"), Left::Damaged("method \"GO ON\" is none".to_owned())),
            (entry("GET", url, 0, "{}"), Left::Unanswered),
            (entry("GET", "data:text/html,x", 200, "{}"), Left::Elsewhere),
            (
                entry("GET", url, 200, r#"{"text": "?", "encoding": "base64"}"#),
                Left::Damaged("content that is no Base64".to_owned()),
            ),
        ];
        for (text, expected) in table {
            assert_eq!(exchange(text.as_bytes()).unwrap_err(), expected, "{text}");
        }
        assert!(matches!(exchange(b"{\"request\": 1}"), Err(Left::Damaged(_))));
        assert!(matches!(exchange(&[b'['; 100_000]), Err(Left::Damaged(_))), "no recursion without end");
    }
}
