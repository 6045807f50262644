//! Web archives (WARC, ARC): each page or text that a server sent whole, or that was stored or converted, is
//! an article. Requests, images, redirects, errors and revisits are passed over. The stream is cut record by
//! record on one thread; bodies are unpacked, decoded and parsed on any.

use std::borrow::Cow;
use std::io::{self, Read};
use std::sync::Arc;

use crate::input::{Emit, LoadOptions, Loader, Piece, Pieces, Stream, document, page};
use crate::model::{DigestCheck, Format, InputFault, InputFaultKind, Member, Source};
use crate::text::decode::{Declaration, decode};
use crate::warc::fields::head_length;
use crate::warc::http::{self, Body, HEAD_LIMIT, Head, MediaType};
use crate::warc::{Digest, Header, Kind, Reader};

/// Bytes of records that make a piece.
const RUN: usize = 256 * 1024;

/// Bytes of a block that are read at a time until its head is whole.
const START: u64 = 16 * 1024;

/// Bytes that are reserved for a block before they were read.
const RESERVED: u64 = 1 << 20;

/// Reads web archives.
pub struct WarcLoader;

impl Loader for WarcLoader {
    fn format(&self) -> Format {
        Format::Warc
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "warc.gz", "warc.zst", "arc", "arc.gz"]
    }

    /// Sniffing knows a WARC file by its bytes, also inside gzip and zstd.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"]
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces<'b>(&self, stream: Stream<'b>, limit: u64) -> Pieces<'b> {
        Box::new(Captures::new(stream, limit))
    }
}

/// Cuts a WARC file into pieces of some captures each.
pub struct Captures<R> {
    reader: Reader<R>,
    /// The name of the file inside a container.
    file: Option<Arc<str>>,
    limit: u64,
    next_index: usize,
    /// Records passed over since the last piece.
    others: usize,
}

impl<R: Read> Captures<R> {
    /// Cuts a file that stands for itself. No block that is kept is larger than `limit`.
    pub fn new(stream: R, limit: u64) -> Self {
        Self { reader: Reader::new(stream), file: None, limit, next_index: 0, others: 0 }
    }

    /// Cuts a file inside a container, whose first article has this index there.
    pub fn of_file(stream: R, limit: u64, file: Arc<str>, first_index: usize) -> Self {
        Self { file: Some(file), next_index: first_index, ..Self::new(stream, limit) }
    }

    /// The index that the next article gets.
    pub fn next_index(&self) -> usize {
        self.next_index
    }

    /// The next page as it stands in its record, or why it cannot be read; none at the end.
    fn next_capture(&mut self) -> Option<Result<Capture, Broken>> {
        loop {
            let header = match self.reader.next_record()? {
                Ok(header) => header,
                Err(fault) => return Some(Err(Broken::at(fault.offset, &fault, self.member()))),
            };
            match self.start_of_page(&header) {
                Some(start) => return Some(self.read_page(&header, start)),
                None => self.others += 1,
            }
        }
    }

    /// A member that counts as the next article.
    fn member(&mut self) -> Member {
        let index = self.next_index;
        self.next_index += 1;
        Member { index, file: self.file.as_deref().map(str::to_owned), ..Member::default() }
    }

    /// The start of a record's block, if the record is a page. What goes wrong with reading shows again at
    /// the record's end.
    fn start_of_page(&mut self, header: &Header) -> Option<Start> {
        let media = header.content_type().map(MediaType::parse).unwrap_or_default();
        match header.kind() {
            Kind::Response if matches!(&*media.essence, "" | "application/http") => {
                let start = Start::of_response(&mut self.reader, header).ok()??;
                (!is_protocol_file(header.target_uri().unwrap_or(""), start.format)).then_some(start)
            }
            Kind::Resource | Kind::Conversion => {
                let format = Format::of_page(&media.essence)?;
                is_page_of_its_own(header.target_uri().unwrap_or(""), format)
                    .then(|| Start::of_file(format, media))
            }
            _ => None,
        }
    }

    /// Reads the rest of a page's record.
    fn read_page(&mut self, header: &Header, start: Start) -> Result<Capture, Broken> {
        let owned = |value: Option<&str>| value.map(str::to_owned);
        let member = Member {
            id: owned(header.id()),
            url: owned(header.target_uri()),
            date: owned(header.date()),
            payload_digest: owned(header.fields.get("WARC-Payload-Digest")),
            ..self.member()
        };
        let length = header.content_length().unwrap_or(0);
        if length > self.limit {
            return Err(Broken {
                member: member.into(),
                message: format!("record larger than --max-file-size ({} bytes)", self.limit),
            });
        }
        let mut capture = Capture { member, start, digests: Digests::of(header), partial: partial(header) };
        let block = &mut capture.start.block;
        block.reserve_exact(usize::try_from(length.min(RESERVED)).unwrap_or(0).saturating_sub(block.len()));
        // What goes wrong here is told at the record's end.
        let _ = self.reader.block().read_to_end(block);
        match self.reader.finish() {
            Ok(place) => {
                capture.member.offset = place.map(|place| place.offset);
                capture.member.length = place.map(|place| place.length);
                Ok(capture)
            }
            Err(fault) => Err(Broken::at(fault.offset, &fault, capture.member)),
        }
    }
}

impl<R: Read> Iterator for Captures<R> {
    type Item = Box<dyn Piece>;

    fn next(&mut self) -> Option<Box<dyn Piece>> {
        let (mut run, mut bytes) = (Run::default(), 0);
        while bytes < RUN {
            let Some(capture) = self.next_capture() else { break };
            // A fault costs no memory, but a file of nothing else must not become one piece.
            bytes += capture.as_ref().map_or(RUN / 64, |capture| capture.start.block.len());
            run.captures.push(capture);
        }
        run.others = std::mem::take(&mut self.others);
        (!run.captures.is_empty() || run.others > 0).then(|| Box::new(run) as Box<dyn Piece>)
    }
}

/// What a record says of itself that makes it no whole page.
fn partial(header: &Header) -> Option<String> {
    let cut =
        header.truncated().map(|reason| format!("cut short when it was captured (WARC-Truncated: {reason})"));
    cut.or_else(|| {
        header
            .fields
            .get("WARC-Segment-Number")
            .map(|_| "only the first segment of a page is read".to_owned())
    })
}

/// Whether an address is one that crawlers ask before any page (RFC 9309, RFC 8615): its plain text is no
/// article.
fn is_protocol_file(url: &str, format: Format) -> bool {
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    format == Format::Text && (path == "robots.txt" || path.starts_with(".well-known/"))
}

/// Whether a file or conversion stands for a page, not beside one as the texts and notes of crawlers do
/// (`urn:text:...`, `metadata://...`). HTML is one under any name.
fn is_page_of_its_own(url: &str, format: Format) -> bool {
    const OWN: [&str; 5] = ["http://", "https://", "file:", "ftp://", "urn:newscheck:article:"];
    let named =
        OWN.iter().any(|start| url.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    format == Format::Html || (named && !is_protocol_file(url, format))
}

/// The start of a page's block: enough to know that it is one.
struct Start {
    format: Format,
    media: MediaType,
    /// The head of the response; none for a file without one.
    head: Option<Head>,
    /// The block, as far as it was read.
    block: Vec<u8>,
    /// Where the payload begins in the block.
    payload: usize,
}

impl Start {
    fn of_file(format: Format, media: MediaType) -> Self {
        Self { format, media, head: None, block: Vec::new(), payload: 0 }
    }

    /// Reads the head of a response. None unless it is a page: status 200, a media type of text, and a
    /// payload.
    fn of_response<R: Read>(reader: &mut Reader<R>, header: &Header) -> io::Result<Option<Self>> {
        let mut block = Vec::new();
        let payload = loop {
            let read = reader.block().take(START).read_to_end(&mut block)?;
            match head_length(&block) {
                Some(length) => break length,
                None if read == 0 || block.len() > HEAD_LIMIT => return Ok(None),
                None => {}
            }
        };
        let Some(head) = Head::parse(&block[..payload]).filter(|head| head.status == 200) else {
            return Ok(None);
        };
        // A head without a payload: the answer to HEAD, or a page that was not kept.
        if header.content_length() == Some(payload as u64) {
            return Ok(None);
        }
        // What the crawler found out itself, where the server said nothing.
        let identified = || header.fields.get("WARC-Identified-Payload-Type").map(MediaType::parse);
        let media = match head.content_type().filter(|media| !media.essence.is_empty()).or_else(identified) {
            Some(media) => media,
            None => {
                reader.block().take(START).read_to_end(&mut block)?;
                page::sniffed(&block[payload..])
            }
        };
        Ok(Format::of_page(&media.essence).map(|format| Self {
            format,
            media,
            head: Some(head),
            block,
            payload,
        }))
    }
}

/// A page as its record holds it.
struct Capture {
    member: Member,
    /// The whole block, and what is known from its start.
    start: Start,
    digests: Digests,
    /// What the record says of itself that makes it no whole page.
    partial: Option<String>,
}

/// The digests that a record gives, as far as they are known.
struct Digests {
    block: Option<Digest>,
    payload: Option<Digest>,
}

impl Digests {
    fn of(header: &Header) -> Self {
        Self { block: header.block_digest(), payload: header.payload_digest() }
    }

    /// What does not match.
    fn mismatch(&self, block: &[u8], payload: PayloadDigest<'_>) -> Option<&'static str> {
        if self.block.as_ref().is_some_and(|digest| !digest.is_of(block)) {
            return Some("block digest does not match: these are not the bytes that were archived");
        }
        (!payload.holds)
            .then_some("payload digest does not match: these are not the bytes that were archived")
    }

    fn check(&self, mismatch: Option<&str>) -> Option<DigestCheck> {
        let given = self.block.is_some() || self.payload.is_some();
        given.then_some(if mismatch.is_some() { DigestCheck::Mismatch } else { DigestCheck::Match })
    }
}

/// Whether a payload has the digest that its record gives, if it gives one. Writers disagree on whether a
/// payload is what was sent, or that without its chunks, or without its codings as well: any will do.
struct PayloadDigest<'d> {
    given: Option<&'d Digest>,
    holds: bool,
}

impl<'d> PayloadDigest<'d> {
    fn new(given: Option<&'d Digest>, as_sent: &[u8]) -> Self {
        Self { given, holds: given.is_none_or(|digest| digest.is_of(as_sent)) }
    }

    fn try_as(&mut self, payload: &[u8]) {
        self.holds = self.holds || self.given.is_some_and(|digest| digest.is_of(payload));
    }
}

/// A record that cannot be read, and why.
struct Broken {
    member: Box<Member>,
    message: String,
}

impl Broken {
    fn at(offset: u64, fault: &dyn std::error::Error, member: Member) -> Self {
        Self { member: Box::new(Member { offset: Some(offset), ..member }), message: fault.to_string() }
    }
}

/// Some captures in order.
#[derive(Default)]
struct Run {
    captures: Vec<Result<Capture, Broken>>,
    others: usize,
}

impl Piece for Run {
    fn load(&self, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>) {
        for capture in &self.captures {
            match capture {
                Ok(capture) => capture.load(source, options, emit),
                Err(broken) => {
                    let source = Source {
                        format: Format::Warc,
                        member: Some(Member::clone(&broken.member)),
                        ..source.clone()
                    };
                    emit(Err((source, unreadable(broken.message.clone()))));
                }
            }
        }
    }

    fn other_records(&self) -> usize {
        self.others
    }
}

impl Capture {
    fn load(&self, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>) {
        let page = self.unpack(options);
        let format = self.start.format;
        let charset = self.start.media.charset.as_deref();
        let (words, encoding) = decode(&page.body, Declaration::header(charset, format.declaration()));
        let source = Source {
            encoding,
            sha256: options.sha256(&page.body),
            captured: self.member.date.clone(),
            address: self.member.url.clone(),
            member: Some(page.member),
            ..source.clone()
        };
        if words.is_empty()
            && let Some(fault) = page.faults.last()
        {
            return emit(Err((Source { format: Format::Warc, ..source }, fault.clone())));
        }
        let mut document = match document(format, &words, Source { format, ..source }, options) {
            Ok(document) => document,
            Err(refused) => return emit(Err(refused)),
        };
        document.faults = page.faults;
        document
            .candidates
            .extend(self.member.url.as_deref().map(|url| page::address(url, "WARC-Target-URI")));
        emit(Ok(document));
    }

    /// Undoes chunks and codings, and compares the digests.
    fn unpack(&self, options: &LoadOptions) -> Page<'_> {
        let Start { head, block, payload, .. } = &self.start;
        let payload = &block[*payload..];
        let mut body = Body { bytes: payload.into(), fault: None };
        let mut digest = PayloadDigest::new(self.digests.payload.as_ref(), payload);
        if let Some(head) = head {
            body = http::unchunked(payload, head);
            digest.try_as(&body.bytes);
            body = http::decoded(body, head, usize::try_from(options.unpacked_limit()).unwrap_or(usize::MAX));
            digest.try_as(&body.bytes);
        }
        let mismatch = self.digests.mismatch(block, digest);
        let member = Member { digest_check: self.digests.check(mismatch), ..self.member.clone() };
        let fault = body.fault.map(|fault| fault.to_string());
        let faults = mismatch.map(str::to_owned).into_iter().chain(fault).chain(self.partial.clone());
        Page { member, faults: faults.map(unreadable).collect(), body: body.bytes }
    }
}

/// A page with its body unpacked.
struct Page<'c> {
    member: Member,
    faults: Vec<InputFault>,
    body: Cow<'c, [u8]>,
}

fn unreadable(message: String) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}
