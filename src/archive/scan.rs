//! Reads a data file record by record, verifies digests and lengths, and derives what the catalogue knows
//! of each record.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::archive::entry::{BlockParts, Entry, article_text};
use crate::archive::rows::UNPACKED;
use crate::archive::{ArchiveError, PageText, TextOf};
use crate::model::Exchange;
use crate::warc::fields::head_length;
use crate::warc::http::{self, Body, HEAD_LIMIT, Head};
use crate::warc::writer::target_uri;
use crate::warc::{Digest, Fault, Header, Kind, Reader, Verifier, sha256_label};

/// Bytes of a block that are kept in memory; what follows is verified as it passes.
pub(super) const KEPT: usize = 64 << 20;

/// Bytes of a body that is read for its text: a block with its head is kept whole then.
const READ: usize = KEPT - HEAD_LIMIT;

/// What a file was found to be.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Where the last whole record ends, behind which nothing else may stand.
    pub end: u64,
    /// The length of the file.
    pub length: u64,
    /// The bytes of the records before they were packed.
    pub unpacked: u64,
    /// What is wrong, with the stretch of the file it is about.
    pub faults: Vec<Damage>,
}

/// Bytes of a file that are no valid record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    pub offset: u64,
    pub length: u64,
    pub cause: String,
}

impl Damage {
    /// A fault of the reader that began at a byte of the file; how far it reaches is not known yet.
    fn at(from: u64, fault: &Fault) -> Self {
        Self { offset: from + fault.offset, length: 0, cause: fault.cause.to_string() }
    }
}

/// A record and the parts of its block.
pub(super) struct Record<'r> {
    pub entry: Entry,
    pub header: &'r Header,
    pub block: BlockParts<'r>,
}

/// Reads the records of a file from a byte on, at which one begins; damaged ones are faults.
pub(super) fn scan(
    path: &Path,
    from: u64,
    each: &mut dyn FnMut(Record<'_>) -> Result<(), ArchiveError>,
) -> Result<Scanned, ArchiveError> {
    let mut file = File::open(path).map_err(ArchiveError::reading(path))?;
    let length = file.metadata().map_err(ArchiveError::reading(path))?.len();
    file.seek(SeekFrom::Start(from)).map_err(ArchiveError::reading(path))?;
    let mut reader = Reader::new(file);
    let mut scanned = Scanned { end: from, length, ..Scanned::default() };
    let mut block = Vec::new();
    while let Some(next) = reader.next_record() {
        let header = match next {
            Ok(header) => header,
            Err(fault) => {
                scanned.faults.push(Damage::at(from, &fault));
                continue;
            }
        };
        let unheld = match open_block(&mut reader, &header, &mut block) {
            Some(mut opened) => {
                opened.pass_on(&mut reader, &mut |_| Ok(())).map_err(ArchiveError::reading(path))?;
                opened.unheld(&header, &block)
            }
            None => Unheld::default(),
        };
        let place = match reader.finish() {
            Ok(Some(place)) => place,
            Ok(None) => {
                let cause = "several records in one gzip member".to_owned();
                scanned.faults.push(Damage { offset: scanned.end, length: 0, cause });
                continue;
            }
            Err(fault) => {
                scanned.faults.push(Damage::at(from, &fault));
                continue;
            }
        };
        let offset = from + place.offset;
        scanned.pass_over(offset);
        scanned.end = offset + place.length;
        scanned.unpacked += header.content_length().unwrap_or(0);
        let parts = parts(&header, &block);
        if let Some(cause) = unheld.words().map(str::to_owned).or_else(|| unusable(&header)) {
            scanned.faults.push(Damage { offset, length: place.length, cause });
            continue;
        }
        let entry = Entry {
            offset,
            length: place.length,
            ..Entry::of(&header, parts, || sha256_label(&[parts.payload]))
        };
        each(Record { entry, header: &header, block: parts })?;
    }
    // What is behind the last whole record is one stretch, see `torn`.
    let end = scanned.end;
    scanned.faults.retain(|damage| damage.length > 0 || damage.offset < end);
    Ok(scanned)
}

impl Scanned {
    /// Notes that everything between the last record and this byte is no record.
    fn pass_over(&mut self, offset: u64) {
        if offset <= self.end {
            return;
        }
        let length = offset - self.end;
        match self.faults.last_mut().filter(|damage| damage.length == 0) {
            Some(damage) => (damage.offset, damage.length) = (self.end, length),
            None => self.faults.push(Damage {
                offset: self.end,
                length,
                cause: "bytes that are no record".to_owned(),
            }),
        }
    }

    /// The bytes behind the last whole record, if there are any: a record that was being written.
    pub(super) fn torn(&self) -> Option<Damage> {
        (self.length > self.end).then(|| Damage {
            offset: self.end,
            length: self.length - self.end,
            cause: "record that was not written to its end".to_owned(),
        })
    }
}

/// What a record that the catalogue knows lacks.
fn unusable(header: &Header) -> Option<String> {
    let missing = match header {
        header if header.id().is_none_or(str::is_empty) => "WARC-Record-ID",
        header if header.date().is_none_or(str::is_empty) => "WARC-Date",
        _ => return None,
    };
    Some(format!("record without {missing}"))
}

/// A block whose first part is in memory.
pub(super) struct Opened {
    /// The bytes of its head.
    head: usize,
    block_check: Option<Verifier>,
    payload_check: Option<Verifier>,
    /// Whether nothing follows.
    pub is_whole: bool,
}

/// Which digests of a record are not those of its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unheld {
    pub block: bool,
    pub payload: bool,
}

impl Unheld {
    /// What to say of it; none if both hold.
    pub(super) fn words(self) -> Option<&'static str> {
        match self {
            Self { block: true, .. } => Some("block digest does not match"),
            Self { payload: true, .. } => Some("payload digest does not match"),
            _ => None,
        }
    }
}

/// Reads as much of a block as is kept into `block`; none if it breaks off, which is told by the reader.
pub(super) fn open_block(
    reader: &mut Reader<impl Read>,
    header: &Header,
    block: &mut Vec<u8>,
) -> Option<Opened> {
    block.clear();
    reader.block().take(KEPT as u64).read_to_end(block).ok()?;
    let head = parts(header, block).head.len();
    let mut block_check = header.block_digest().map(Digest::verifier);
    let mut payload_check = payload_digest(header).map(Digest::verifier);
    block_check.iter_mut().for_each(|check| check.update(block));
    payload_check.iter_mut().for_each(|check| check.update(&block[head..]));
    // A block of exactly that size is taken for a larger one, whose rest is empty.
    Some(Opened { head, block_check, payload_check, is_whole: block.len() < KEPT })
}

impl Opened {
    /// Hands what is not kept of the block to `sink`, a mebibyte at a time, however large it is. That it
    /// breaks off is told by the reader. Only the sink fails.
    pub(super) fn pass_on(
        &mut self,
        reader: &mut Reader<impl Read>,
        sink: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.is_whole {
            return Ok(());
        }
        let mut from = reader.block();
        let mut rest = vec![0; 1 << 20];
        loop {
            match from.read(&mut rest) {
                Ok(0) => return Ok(()),
                Ok(read) => {
                    sink(&rest[..read])?;
                    let checks = self.block_check.iter_mut().chain(&mut self.payload_check);
                    checks.for_each(|check| check.update(&rest[..read]));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Ok(()),
            }
        }
    }

    /// Which digests do not hold now that all of the block was read.
    pub(super) fn unheld(self, header: &Header, block: &[u8]) -> Unheld {
        let (head, payload) = block.split_at(self.head);
        let without_head = || self.is_whole && !head.is_empty() && block_is_payload(header, payload);
        let unpacked = || self.is_whole && holds_unpacked(header, head, payload);
        Unheld {
            block: !self.block_check.is_none_or(Verifier::holds) && !without_head(),
            payload: !self.payload_check.is_none_or(Verifier::holds) && !unpacked(),
        }
    }
}

/// Whether the block digest is that of the payload, as older versions of warcio have it: of a revisit that of
/// nothing.
fn block_is_payload(header: &Header, payload: &[u8]) -> bool {
    header.block_digest().is_some_and(|digest| digest.is_of(payload))
}

/// Whether a whole block has its digest, or names none.
pub(super) fn has_block_digest(header: &Header, block: &[u8]) -> bool {
    let Some(digest) = header.block_digest() else { return true };
    let BlockParts { head, payload, .. } = parts(header, block);
    digest.is_of(block) || (!head.is_empty() && digest.is_of(payload))
}

/// Whether the payload digest is that of the body without its chunks, or without its content coding, as
/// some writers have it.
fn holds_unpacked(header: &Header, head: &[u8], payload: &[u8]) -> bool {
    let (Some(head), Some(digest)) = (Head::parse(head), header.payload_digest()) else { return false };
    let body = http::unchunked(payload, &head);
    digest.is_of(&body.bytes) || digest.is_of(&http::decoded(body, &head, UNPACKED).bytes)
}

/// The payload digest, of records that hold the payload.
fn payload_digest(header: &Header) -> Option<Digest> {
    let held = matches!(header.kind(), Kind::Response | Kind::Resource | Kind::Request);
    // Of a segment it is that of all of them.
    (held && !header.is_segment()).then(|| header.payload_digest()).flatten()
}

/// The parts of a block: an HTTP message has a head.
pub(super) fn parts<'b>(header: &Header, block: &'b [u8]) -> BlockParts<'b> {
    let http = header
        .content_type()
        .is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("application/http"));
    let head = if http { head_length(&block[..block.len().min(HEAD_LIMIT)]).unwrap_or(0) } else { 0 };
    let size = header.content_length().unwrap_or(block.len() as u64).saturating_sub(head as u64);
    BlockParts { head: &block[..head], payload: &block[head..], size }
}

/// The entry of a record with the text that is searched: an article's own, or what a function finds in a
/// page.
pub(super) fn with_text(record: Record<'_>, text: TextOf<'_>) -> Entry {
    let Record { mut entry, header, block } = record;
    if let Some(article) = &entry.article {
        entry.page = Some(article_text(article));
    } else if entry.may_have_text()
        && (block.payload.len() as u64) == block.size
        && block.payload.len() <= READ
    {
        let url = header.target_uri().unwrap_or("");
        entry.page = match Head::parse(block.head) {
            Some(head) => {
                let body = unpacked(&head, block.payload);
                text(&body.bytes, head.fields.get("Content-Type").unwrap_or(""), url)
            }
            None => text(block.payload, header.content_type().unwrap_or(""), url),
        };
    }
    entry
}

/// What a page says that was just fetched: the same that [`with_text`] finds in its record.
pub(super) fn text_of_exchange(exchange: &Exchange, text: TextOf<'_>) -> Option<PageText> {
    if exchange.body.len() > READ {
        return None;
    }
    let content_type = exchange.response.field("content-type").unwrap_or("");
    text(&exchange.unpacked(UNPACKED).bytes, content_type, &target_uri(&exchange.url))
}

/// A body without chunks and content codings.
pub(super) fn unpacked<'b>(head: &Head, payload: &'b [u8]) -> Body<'b> {
    http::decoded(http::unchunked(payload, head), head, UNPACKED)
}
