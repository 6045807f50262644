//! Turns what was fetched, read or saved into groups of records that belong together. It does not choose what
//! is captured, nor write to disk; see `store`.
//!
//! What other tools need for replay: bodies are kept without chunks and with their true length, the fields
//! that said otherwise stay as `X-Archive-Orig-...`; content codings are kept as received; HTTP/2 is written
//! as HTTP/1.1 with `WARC-Protocol: h2`; of a head that is too long the longest fields are left out and named
//! in `X-Archive-Left-Out`.

use std::fmt::Write as _;
use std::io;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;

use crate::archive::entry::{BlockParts, CHAIN_URN, Entry, RECORD_TYPE, RECORD_URN};
use crate::archive::{ArticleCapture, Attachment, Ids, Remarks, RunNote};
use crate::model::{ArticleRecord, Exchange, Protocol, ResponseHead, Tls};
use crate::warc::writer::{FIELDS_TYPE, fields_block, target_uri};
use crate::warc::{Draft, Kind, Packing, sha256_label};

/// The name of the note's field that says where an attached file came from.
pub(super) const SOURCE_FIELD: &str = "newscheck-source";

/// Its value for files that the user saved.
pub(super) const USER_SUPPLIED: &str = "user-supplied";

/// The name of the note's field that says on which page an address was found, as Heritrix has it.
pub(super) const VIA_FIELD: &str = "via";

/// The names of the note's fields that say why a page is not what its address stands for, and what told it.
pub(super) const VERDICT_FIELD: &str = "newscheck-verdict";
pub(super) const REASON_FIELD: &str = "newscheck-reason";

/// The media type of a chain of certificates (RFC 8555, section 9.1).
pub(super) const CHAIN_TYPE: &str = "application/pem-certificate-chain";

/// Bytes of the fields of an HTTP head: FastWARC reads heads of 32 KiB at most.
const LONGEST_HEAD: usize = 28 * 1024;

/// Fields that were left out of a head and are named in it.
const MOST_LEFT_OUT: usize = 20;

/// Request fields whose values are secrets of who asks.
const SECRET: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];

/// A revisit of a page that has not changed: identical bytes.
const IDENTICAL: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// A revisit of a page that its server says has not changed.
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// Records that are written together.
pub(super) struct Group<'c> {
    ids: &'c mut Ids,
    warcinfo: Option<&'c str>,
    /// Their gzip members one behind the other.
    pub bytes: Vec<u8>,
    /// What the catalogue learns of them; offsets count from the first byte of the group.
    pub entries: Vec<Entry>,
}

/// An earlier capture whose payload a revisit shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Original {
    pub record_id: String,
    pub url: String,
    pub at: String,
    pub digest: String,
}

impl<'c> Group<'c> {
    /// No records yet. Those to come belong to the run that a warcinfo record describes.
    pub(super) fn new(ids: &'c mut Ids, warcinfo: Option<&'c str>) -> Self {
        Self { ids, warcinfo, bytes: Vec::new(), entries: Vec::new() }
    }

    /// The warcinfo record with which a file begins; gives its id.
    pub(super) fn push_warcinfo(&mut self, file: &str, run: &RunNote) -> io::Result<String> {
        let software = format!("newscheck/{}", run.version);
        let mut fields = vec![("software", software.as_str()), ("format", "WARC File Format 1.1")];
        fields.push((
            "conformsTo",
            "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        ));
        fields.extend(run.operator.as_deref().map(|operator| ("operator", operator)));
        fields.push(("command-line", &run.command_line));
        let block = fields_block(fields);
        let id = (self.ids)();
        let draft = Draft::new(Kind::Warcinfo, &id, run.at)
            .field("WARC-Filename", file)
            .block(FIELDS_TYPE, &[&block]);
        self.push(
            &draft,
            BlockParts { head: b"", payload: &block, size: block.len() as u64 },
            Packing::Tight,
        )?;
        Ok(id)
    }

    /// An answer, or a revisit of the original that has the same payload, and its request.
    pub(super) fn push_exchange(
        &mut self,
        exchange: &Exchange,
        original: Option<&Original>,
    ) -> io::Result<String> {
        let id = (self.ids)();
        let uri = target_uri(&exchange.url);
        let head = response_head(&exchange.response, exchange);
        let kind = if original.is_some() { Kind::Revisit } else { Kind::Response };
        let not_modified = exchange.response.status == 304;
        let mut draft = self.draft(kind, &id, exchange.at, &uri);
        draft = connection(draft, exchange);
        draft = match original {
            Some(original) => draft
                .field("WARC-Profile", if not_modified { NOT_MODIFIED } else { IDENTICAL })
                .reference("WARC-Refers-To", &original.record_id)
                .field("WARC-Refers-To-Target-URI", &*original.url)
                .field("WARC-Refers-To-Date", &*original.at)
                .field("WARC-Payload-Digest", &*original.digest)
                .maybe("WARC-Truncated", (!not_modified).then_some("length")),
            None => draft
                .field("WARC-Payload-Digest", sha256_label(&[&exchange.body]))
                .maybe("WARC-Truncated", exchange.truncated.map(|reason| reason.name())),
        };
        let body: &[u8] = if original.is_some() { b"" } else { &exchange.body };
        let draft = draft.block("application/http; msgtype=response", &[&head, body]);
        self.push(
            &draft,
            BlockParts { head: &head, payload: body, size: body.len() as u64 },
            packing(&exchange.response),
        )?;
        self.push_request(exchange, &id, &uri)?;
        Ok(id)
    }

    fn push_request(&mut self, exchange: &Exchange, response: &str, uri: &str) -> io::Result<()> {
        let id = (self.ids)();
        let head = request_head(exchange);
        let draft =
            self.draft(Kind::Request, &id, exchange.at, uri).reference("WARC-Concurrent-To", response);
        let sent = &*exchange.sent;
        let draft = connection(draft, exchange).block("application/http; msgtype=request", &[&head, sent]);
        let parts = BlockParts { head: &head, payload: sent, size: sent.len() as u64 };
        self.push(&draft, parts, Packing::Tight)
    }

    /// Says on which page the address of a capture was found, and why its page is not what that stands for.
    pub(super) fn push_remarks(
        &mut self,
        capture: &str,
        exchange: &Exchange,
        remarks: Remarks<'_>,
    ) -> io::Result<()> {
        let via = remarks.via.map(target_uri);
        let mut fields: Vec<_> = via.iter().map(|via| (VIA_FIELD, &**via)).collect();
        fields.extend(
            remarks
                .verdict
                .iter()
                .flat_map(|(verdict, reason)| [(VERDICT_FIELD, *verdict), (REASON_FIELD, *reason)]),
        );
        if fields.is_empty() {
            return Ok(());
        }
        self.push_note(capture, exchange.at, &target_uri(&exchange.url), &fields_block(fields))
    }

    fn push_note(&mut self, capture: &str, at: DateTime<Utc>, uri: &str, block: &[u8]) -> io::Result<()> {
        let id = (self.ids)();
        let draft = self
            .draft(Kind::Metadata, &id, at, uri)
            .reference("WARC-Refers-To", capture)
            .block(FIELDS_TYPE, &[block]);
        self.push(&draft, BlockParts { head: b"", payload: block, size: block.len() as u64 }, Packing::Tight)
    }

    /// The certificates with which a host secured its connection, as PEM.
    pub(super) fn push_chain(&mut self, host: &str, tls: &Tls, at: DateTime<Utc>) -> io::Result<()> {
        let id = (self.ids)();
        let block = pem(&tls.chain).into_bytes();
        let draft = self.draft(Kind::Metadata, &id, at, &format!("{CHAIN_URN}{host}"));
        let draft = secured(draft, tls).block(CHAIN_TYPE, &[&block]);
        self.push(&draft, BlockParts { head: b"", payload: &block, size: block.len() as u64 }, Packing::Tight)
    }

    /// What an authority swears of records.
    pub(super) fn push_seal(&mut self, uri: &str, block: &[u8], at: DateTime<Utc>) -> io::Result<()> {
        let id = (self.ids)();
        let draft = self.draft(Kind::Metadata, &id, at, uri).block(RECORD_TYPE, &[block]);
        self.push(&draft, BlockParts { head: b"", payload: block, size: block.len() as u64 }, Packing::Tight)
    }

    /// An article's bytes as they were read.
    pub(super) fn push_article(&mut self, article: &ArticleCapture<'_>, uri: &str) -> io::Result<String> {
        let id = (self.ids)();
        self.push_resource(&id, uri, article.at, article.mime, article.bytes)?;
        Ok(id)
    }

    /// The record of an article whose bytes another record holds.
    pub(super) fn push_record(
        &mut self,
        capture: &str,
        record: &ArticleRecord,
        at: DateTime<Utc>,
    ) -> io::Result<()> {
        let id = (self.ids)();
        let block = serde_json::to_vec(record)?;
        let uri = format!("{RECORD_URN}{}", record.sha256.as_deref().unwrap_or("unknown"));
        let draft = self
            .draft(Kind::Metadata, &id, at, &uri)
            .reference("WARC-Refers-To", capture)
            .block(RECORD_TYPE, &[&block]);
        self.push(&draft, BlockParts { head: b"", payload: &block, size: block.len() as u64 }, Packing::Tight)
    }

    /// A file that the user saved. The record that marks it as such stands first: the file is never there
    /// without it.
    pub(super) fn push_attachment(&mut self, attached: &Attachment<'_>) -> io::Result<String> {
        let id = (self.ids)();
        let uri = target_uri(attached.url);
        let mut fields = vec![(SOURCE_FIELD, USER_SUPPLIED)];
        fields.extend(attached.file_name.map(|name| ("newscheck-file", name)));
        self.push_note(&id, attached.at, &uri, &fields_block(fields))?;
        self.push_resource(&id, &uri, attached.at, attached.mime, attached.bytes)?;
        Ok(id)
    }

    fn push_resource(
        &mut self,
        id: &str,
        uri: &str,
        at: DateTime<Utc>,
        mime: &str,
        bytes: &[u8],
    ) -> io::Result<()> {
        let digest = sha256_label(&[bytes]);
        let draft = self
            .draft(Kind::Resource, id, at, uri)
            .field("WARC-Payload-Digest", digest)
            .block(mime, &[bytes]);
        self.push(
            &draft,
            BlockParts { head: b"", payload: bytes, size: bytes.len() as u64 },
            packing_of(mime),
        )
    }

    fn draft<'b>(&self, kind: Kind, id: &str, at: DateTime<Utc>, uri: &str) -> Draft<'b> {
        let draft = Draft::new(kind, id, at).field("WARC-Target-URI", uri);
        match self.warcinfo {
            Some(warcinfo) => draft.reference("WARC-Warcinfo-ID", warcinfo),
            None => draft,
        }
    }

    fn push(&mut self, draft: &Draft<'_>, block: BlockParts<'_>, packing: Packing) -> io::Result<()> {
        let offset = self.bytes.len() as u64;
        let length = draft.pack(packing, &mut self.bytes)?;
        let entry = Entry::of(&draft.header(), block, || sha256_label(&[block.payload]));
        self.entries.push(Entry { offset, length, ..entry });
        Ok(())
    }
}

fn connection<'b>(draft: Draft<'b>, exchange: &Exchange) -> Draft<'b> {
    let protocol = match exchange.protocol {
        Protocol::Http10 => "http/1.0",
        Protocol::Http11 => "http/1.1",
        Protocol::Http2 => "h2",
    };
    let address = exchange.address.map(|address| address.to_canonical().to_string());
    let draft = draft.maybe("WARC-IP-Address", address).field("WARC-Protocol", protocol);
    match exchange.tls.as_deref() {
        Some(tls) => secured(draft, tls),
        None => draft,
    }
}

/// The version and cipher of a connection, by their registered names: `tls/1.3`, `TLS_AES_256_GCM_SHA384`.
fn secured<'b>(draft: Draft<'b>, tls: &Tls) -> Draft<'b> {
    let version = tls.version.trim_start_matches("TLSv").replace('_', ".");
    let cipher =
        tls.cipher.strip_prefix("TLS13_").map_or_else(|| tls.cipher.clone(), |rest| format!("TLS_{rest}"));
    draft.field("WARC-Protocol", format!("tls/{version}")).field("WARC-Cipher-Suite", cipher)
}

/// Status line and fields, as a body without chunks needs them.
fn response_head(response: &ResponseHead, exchange: &Exchange) -> Vec<u8> {
    let version = if exchange.protocol == Protocol::Http10 { "1.0" } else { "1.1" };
    let mut head = format!("HTTP/{version} {:03} ", response.status).into_bytes();
    head.extend(one_line(response.reason.as_bytes()));
    head.extend_from_slice(b"\r\n");
    let length = exchange.body.len().to_string();
    let (mut has_length, mut unchunked) = (false, false);
    let (fields, left_out) = fitting(sayable(&response.fields).collect());
    for (name, value) in fields {
        match name.to_ascii_lowercase().as_str() {
            "transfer-encoding" => {
                unchunked = true;
                push_field(&mut head, "X-Archive-Orig-Transfer-Encoding", value);
            }
            "content-length" if has_length => {}
            "content-length" if value == length.as_bytes() => {
                has_length = true;
                push_field(&mut head, name, value);
            }
            "content-length" => {
                has_length = true;
                push_field(&mut head, "X-Archive-Orig-Content-Length", value);
                push_field(&mut head, name, length.as_bytes());
            }
            _ => push_field(&mut head, name, value),
        }
    }
    for (name, length) in left_out {
        push_field(&mut head, "X-Archive-Left-Out", format!("{name} ({length} bytes)").as_bytes());
    }
    // Without chunks only the length says where the body ends.
    if !has_length && (unchunked || exchange.truncated.is_some()) {
        push_field(&mut head, "Content-Length", length.as_bytes());
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// A name and its value.
type Field<'f> = (&'f str, &'f [u8]);

/// The fields of a head that other tools can read, in order, and name and length of the longest ones where
/// all are too much.
fn fitting(mut fields: Vec<Field<'_>>) -> (Vec<Field<'_>>, Vec<(&str, usize)>) {
    let mut total: usize = fields.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    let mut left_out = Vec::new();
    while total > LONGEST_HEAD {
        // The longest are policies and cookies, which replay can do without.
        let Some(longest) = (0..fields.len()).max_by_key(|&at| fields[at].1.len()) else { break };
        let (name, value) = fields.remove(longest);
        total -= name.len() + value.len() + 4;
        left_out.push((name, value.len()));
    }
    // What names them must not be too much itself.
    left_out.truncate(MOST_LEFT_OUT);
    (fields, left_out)
}

/// The request as sent, without the values that let others act for who asked.
fn request_head(exchange: &Exchange) -> Vec<u8> {
    let version = if exchange.protocol == Protocol::Http10 { "1.0" } else { "1.1" };
    let mut head = Vec::new();
    for part in [
        exchange.request.method.as_bytes(),
        b" ",
        exchange.request.target.as_bytes(),
        b" HTTP/",
        version.as_bytes(),
    ] {
        head.extend(one_line(part));
    }
    head.extend_from_slice(b"\r\n");
    let is_length =
        |name: &str| ["content-length", "transfer-encoding"].iter().any(|own| name.eq_ignore_ascii_case(own));
    for (name, value) in sayable(&exchange.request.fields) {
        if !exchange.sent.is_empty() && is_length(name) {
            continue;
        }
        let secret = SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret));
        push_field(&mut head, name, if secret { b"(left out)" } else { value });
    }
    if !exchange.sent.is_empty() {
        push_field(&mut head, "Content-Length", exchange.sent.len().to_string().as_bytes());
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// The fields that HTTP/1.1 can say: no pseudo fields of HTTP/2, no names that are no tokens.
fn sayable(fields: &[(String, Vec<u8>)]) -> impl Iterator<Item = Field<'_>> {
    let token = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    fields.iter().filter(move |(name, _)| token(name)).map(|(name, value)| (name.as_str(), value.as_slice()))
}

fn push_field(head: &mut Vec<u8>, name: &str, value: &[u8]) {
    head.extend_from_slice(name.as_bytes());
    head.extend_from_slice(b": ");
    head.extend(one_line(value));
    head.extend_from_slice(b"\r\n");
}

fn one_line(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().map(|&byte| if matches!(byte, b'\r' | b'\n' | 0) { b' ' } else { byte })
}

fn packing(response: &ResponseHead) -> Packing {
    match response.field("content-encoding") {
        Some(coding) if !coding.trim().eq_ignore_ascii_case("identity") => Packing::Quick,
        _ => packing_of(response.field("content-type").unwrap_or("")),
    }
}

fn packing_of(mime: &str) -> Packing {
    const PACKED: [&str; 8] = [
        "image/",
        "video/",
        "audio/",
        "font/",
        "application/pdf",
        "application/zip",
        "application/gzip",
        // Office documents and the like are ZIP files.
        "application/vnd.",
    ];
    let packed = PACKED.iter().any(|kind| mime.starts_with(kind)) && !mime.starts_with("image/svg");
    if packed { Packing::Quick } else { Packing::Tight }
}

/// Certificates in PEM.
pub(super) fn pem(chain: &[Vec<u8>]) -> String {
    let mut text = String::new();
    for certificate in chain {
        text.push_str("-----BEGIN CERTIFICATE-----\n");
        let encoded = BASE64.encode(certificate);
        // Lines of 64 characters (RFC 7468, section 2).
        for start in (0..encoded.len()).step_by(64) {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{}", &encoded[start..encoded.len().min(start + 64)]);
        }
        text.push_str("-----END CERTIFICATE-----\n");
    }
    text
}
