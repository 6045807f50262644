//! Takes a record of another archive in as it is, but for what it lacks. It is there already if a record of
//! its id holds the same; another one gets an id of its own, made of its bytes, so that it is known when it
//! comes again. How files are opened is `import`'s.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::catalogue::{Earlier, Place};
use super::entry::{Entry, UNVERIFIED};
use super::error::ArchiveError;
use super::har::{self, Cut, Entries, Left};
use super::rows::{CaptureRow, Remarks};
use super::scan::{self, KEPT, Opened, Record, Unheld, open_block, with_text};
use super::sent::Sent;
use super::writing::GROUP_SIZE;
use super::{Archive, TextOf};
use crate::model::Exchange;
use crate::warc::http::Head;
use crate::warc::writer::{date, head_bytes, target_uri};
use crate::warc::{Cause, Header, Kind, Packing, Reader, sha256_label};

/// The field with the id that a record had before.
const ORIGINAL_ID: &str = "newscheck-Original-Record-ID";

/// Fields that name other records.
const REFERENCES: [&str; 3] = ["WARC-Refers-To", "WARC-Concurrent-To", "WARC-Warcinfo-ID"];

/// Records with new ids that are remembered, for others of their file that refer to them.
const RENAMED: usize = 100_000;

/// Records in blocks of records that are looked for.
const DEEPEST: usize = 16;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// It was taken in, or left out and told.
    Done,
    /// It claims more bytes than there are: what there was is in memory.
    BrokenOff,
}

/// What becomes of records with digests that are not those of their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unverified {
    /// They are told and left out.
    #[default]
    LeftOut,
    /// They are told and kept, marked as such.
    Kept,
}

/// What was copied from another archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that were copied.
    pub records: usize,
    /// Captures among them.
    pub captures: usize,
    /// Records that were there already.
    pub known: usize,
    /// What was made up or renamed for records to be kept, with the file they are in.
    pub notes: Vec<String>,
    /// What was left out or looks wrong, with the file it is in.
    pub faults: Vec<String>,
}

/// An archive that takes in the records of a file.
pub(super) struct Adopting<'a> {
    archive: &'a mut Archive,
    text: TextOf<'a>,
    unverified: Unverified,
    /// By the id that the file gives a record: the one that it got.
    renamed: HashMap<String, String>,
    /// The record before, if it names no other: a request or an answer.
    before: Option<Half>,
    pub imported: Imported,
}

impl<'a> Adopting<'a> {
    pub(super) fn new(archive: &'a mut Archive, text: TextOf<'a>, unverified: Unverified) -> Self {
        Self {
            archive,
            text,
            unverified,
            renamed: HashMap::new(),
            before: None,
            imported: Imported::default(),
        }
    }

    /// Takes in every record of a WARC file, of which `name` is told.
    pub(super) fn warc(&mut self, name: &str, source: impl Read) -> Result<(), ArchiveError> {
        self.before = None;
        self.records(name, Reader::new(source), 0)
    }

    /// Takes in records that stand `depth` deep in blocks of others.
    fn records(
        &mut self,
        name: &str,
        mut reader: Reader<impl Read>,
        depth: usize,
    ) -> Result<(), ArchiveError> {
        let mut block = Vec::new();
        while let Some(next) = reader.next_record() {
            let hidden = match next {
                Err(fault) => {
                    self.fault(name, &fault.to_string());
                    false
                }
                Ok(header) => self.record(name, &mut reader, header, &mut block)? == Taken::BrokenOff,
            };
            // A record that claims more bytes than there are may have others in what it took for its own.
            if hidden && depth < DEEPEST && !block.is_empty() {
                let taken = std::mem::take(&mut block);
                let inside = Box::new(&taken[..]) as Box<dyn Read + '_>;
                self.records(name, reader.resume(inside), depth + 1)?;
            }
        }
        Ok(())
    }

    /// Takes in what a browser noted of its requests.
    pub(super) fn har(&mut self, name: &str, source: impl BufRead) -> Result<(), ArchiveError> {
        let mut entries = Entries::new(source);
        let (mut entry, mut left_out) = (Vec::new(), BTreeMap::<String, usize>::new());
        for number in 1.. {
            let cut = match entries.next(&mut entry) {
                Ok(Some(cut)) => cut,
                Ok(None) => break,
                Err(error) => {
                    self.fault(name, &format!("entry {number}: {error}"));
                    break;
                }
            };
            match (cut, har::exchange(&entry)) {
                (Cut::TooLong, _) => self.fault(name, &format!("entry {number}: longer than 128 MiB")),
                (Cut::BrokenOff, _) => self.fault(name, &format!("entry {number}: the file ends in it")),
                (_, Ok(exchange)) => self.exchange(&exchange)?,
                (_, Err(Left::Damaged(words))) => self.fault(name, &format!("entry {number}: {words}")),
                (_, Err(left)) => *left_out.entry(left.to_string()).or_default() += 1,
            }
        }
        for (words, count) in left_out {
            self.note(name, &format!("left out {count}: {words}"));
        }
        Ok(())
    }

    /// Takes in an exchange, unless it is there already.
    fn exchange(&mut self, exchange: &Exchange) -> Result<(), ArchiveError> {
        let own = [target_uri(&exchange.url), date(exchange.at), sha256_label(&[&exchange.body])];
        let sent = exchange.request.fields.iter().find(|(name, _)| name == "content-type");
        let mime = sent.map_or_else(String::new, |(_, mime)| String::from_utf8_lossy(mime).into_owned());
        let sent = Sent::of(&exchange.request.method, &mime, &exchange.sent);
        let pending = self.archive.writing.as_ref().map_or(&[][..], |writing| &writing.pending);
        let waits = pending.iter().filter_map(captured).any(|known| known == own);
        let known = self.archive.catalogue.answers(&own[0])?;
        let same = |known: &CaptureRow| {
            (&known.at, &known.digest) == (&own[1], &own[2])
                && known.method.as_ref() == sent.as_ref().map(|sent| &sent.method)
                && known.sent.as_ref() == sent.as_ref().map(|sent| &sent.body)
        };
        if waits || known.iter().any(same) {
            self.imported.known += 1;
            return Ok(());
        }
        self.archive.add_exchange(exchange, self.text, Remarks::default())?;
        // The answer and its request.
        self.imported.records += 2;
        self.imported.captures += 1;
        Ok(())
    }

    /// Says what was left out or looks wrong.
    pub(super) fn fault(&mut self, name: &str, cause: &str) {
        self.imported.faults.push(format!("{name}: {cause}"));
    }

    fn note(&mut self, name: &str, words: &str) {
        self.imported.notes.push(format!("{name}: {words}"));
    }

    fn record(
        &mut self,
        name: &str,
        reader: &mut Reader<impl Read>,
        mut header: Header,
        block: &mut Vec<u8>,
    ) -> Result<Taken, ArchiveError> {
        self.refer_anew(&mut header);
        let mut opened = open_block(reader, &header, block);
        self.pair(name, &mut header, block);
        if let Some(opened) = opened.take_if(|opened| opened.is_whole) {
            let broken = reader.finish().err();
            let broken_off =
                broken.as_ref().is_some_and(|fault| matches!(fault.cause, Cause::BrokenOff { .. }));
            let unheld = opened.unheld(&header, block);
            let cause = broken.map(|fault| fault.cause.to_string()).or_else(|| {
                unheld.words().filter(|_| self.unverified == Unverified::LeftOut).map(str::to_owned)
            });
            if let Some(cause) = cause {
                self.fault(name, &said_of(&header, &cause));
                return Ok(if broken_off { Taken::BrokenOff } else { Taken::Done });
            }
            self.mark(name, &mut header, unheld);
            if reader.is_arc() {
                with_digests(&mut header, block);
            }
            if header.is_segment() && header.kind() != Kind::Continuation {
                self.note(name, &said_of(&header, "a page in segments; they are joined when it is shown"));
            }
            let Some(header) = self.identified(name, header, block)? else { return Ok(Taken::Done) };
            self.write(name, &header, block, |sink| sink.write_all(block).map(|()| None))?;
            return Ok(Taken::Done);
        }
        let Some(opened) = opened else {
            let cause = reader.finish().err().map_or_else(String::new, |fault| fault.cause.to_string());
            self.fault(name, &said_of(&header, &cause));
            return Ok(Taken::Done);
        };
        let Some(header) = self.identified(name, header, block)? else { return Ok(Taken::Done) };
        self.long_record(name, reader, &header, block, opened)?;
        Ok(Taken::Done)
    }

    /// Takes in a record that is too long for memory: it is verified as it is written.
    fn long_record(
        &mut self,
        name: &str,
        reader: &mut Reader<impl Read>,
        header: &Header,
        block: &[u8],
        mut opened: Opened,
    ) -> Result<(), ArchiveError> {
        self.write(name, header, block, |sink| {
            sink.write_all(block)?;
            opened.pass_on(reader, &mut |bytes| sink.write_all(bytes))?;
            let broken = reader.finish().err().map(|fault| fault.cause.to_string());
            Ok(broken.or_else(|| opened.unheld(header, block).words().map(str::to_owned)))
        })
    }

    /// Has a record refer to the new ids of others of its file.
    fn refer_anew(&self, header: &mut Header) {
        if self.renamed.is_empty() {
            return;
        }
        header.fields.replace(|name, value| {
            let refers = REFERENCES.iter().any(|known| known.eq_ignore_ascii_case(name));
            let id = value.trim_start_matches('<').trim_end_matches('>');
            let new = self.renamed.get(id).filter(|_| refers)?;
            Some(format!("<{new}>"))
        });
    }

    /// Joins a request that is no GET and its answer where neither names the other, and one stands right
    /// behind the other: what it answers is no page.
    fn pair(&mut self, name: &str, header: &mut Header, block: &[u8]) {
        let before = self.before.take();
        let Some(own) = Half::of(header, block) else { return };
        let Some(before) = before.filter(|before| before.goes_with(&own)) else {
            self.before = Some(own);
            return;
        };
        if before.sent || own.sent {
            let id = self.renamed.get(&before.id).unwrap_or(&before.id);
            let words = format!("taken to go with {id}, beside which it stands");
            header.fields.set("WARC-Concurrent-To", format!("<{id}>"));
            self.note(name, &said_of(header, &words));
        }
    }

    /// Calls digests that do not hold otherwise, and says so.
    fn mark(&mut self, name: &str, header: &mut Header, unheld: Unheld) {
        let Some(words) = unheld.words() else { return };
        for ((field, marked), wrong) in UNVERIFIED.iter().zip([unheld.block, unheld.payload]) {
            if wrong {
                header.fields.rename(field, marked);
            }
        }
        self.note(name, &said_of(header, &format!("{words}; kept as unverified")));
    }

    /// The header with an id that no other record has, and with a time; none if the record is there already.
    fn identified(
        &mut self,
        name: &str,
        header: Header,
        block: &[u8],
    ) -> Result<Option<Header>, ArchiveError> {
        let id = header.id().unwrap_or("").to_owned();
        let mut kept = header.clone();
        let earlier = if id.is_empty() { None } else { self.earlier(&id)? };
        if let Some(earlier) = &earlier
            && self.is_same(earlier, &header, block)?
        {
            self.imported.known += 1;
            return Ok(None);
        }
        if earlier.is_some() || id.is_empty() {
            let made = made_id(&header, block);
            if !id.is_empty() && self.renamed.len() < RENAMED {
                self.renamed.insert(id.clone(), made.clone());
            }
            if self.earlier(&made)?.is_some() {
                self.imported.known += 1;
                return Ok(None);
            }
            kept.fields.set("WARC-Record-ID", format!("<{made}>"));
            if id.is_empty() {
                self.note(name, &format!("record without WARC-Record-ID; kept as {made}"));
            } else {
                kept.fields.set(ORIGINAL_ID, format!("<{id}>"));
                self.note(name, &format!("{id}: another record has this id; kept as {made}"));
            }
        }
        if header.date().is_none_or(str::is_empty) {
            let (date, whose) = self.made_date(&header, block);
            self.note(
                name,
                &said_of(&kept, &format!("record without WARC-Date; kept as of {date}, {whose}")),
            );
            kept.fields.set("WARC-Date", date);
        }
        Ok(Some(kept))
    }

    /// The time of a record that names none: its server's, else that of the import.
    fn made_date(&self, header: &Header, block: &[u8]) -> (String, &'static str) {
        let shown = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let head = Head::parse(scan::parts(header, block).head);
        let served = head.as_ref().and_then(|head| head.fields.get("Date"));
        match served.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) {
            Some(date) => (shown(date.to_utc()), "as its server said"),
            None => {
                let run = self.archive.writing.as_ref().map(|writing| writing.run.at);
                (shown(run.unwrap_or_default()), "the time of the import")
            }
        }
    }

    /// The record of an id, be it in the catalogue or on its way there.
    fn earlier(&self, id: &str) -> Result<Option<Earlier>, ArchiveError> {
        let waits = self.archive.writing.as_ref().and_then(|writing| {
            let entry = writing.pending.iter().find(|entry| entry.record_id == id)?;
            let file = writing.file.as_ref()?.name.clone();
            let place = Place { file, offset: entry.offset, length: entry.length };
            Some(Earlier { place, kind: entry.kind.clone(), capture: captured(entry) })
        });
        if waits.is_some() { Ok(waits) } else { self.archive.catalogue.record(id) }
    }

    /// Whether a record is the one that is there: a capture by address, time and digest, another by its
    /// bytes.
    fn is_same(&self, earlier: &Earlier, header: &Header, block: &[u8]) -> Result<bool, ArchiveError> {
        let parts = scan::parts(header, block);
        let entry = Entry::of(header, parts, || sha256_label(&[parts.payload]));
        if entry.kind != earlier.kind {
            return Ok(false);
        }
        match (&earlier.capture, captured(&entry)) {
            (Some(known), Some(found)) => Ok(known[0] == found[0]
                && known[2] == found[2]
                && (known[1] == found[1] || header.date().is_none_or(str::is_empty))),
            (None, None) => self.has_bytes(&earlier.place, header, block),
            _ => Ok(false),
        }
    }

    /// Whether the record at a place has this block and these fields, or those and a time that was made up.
    fn has_bytes(&self, place: &Place, header: &Header, block: &[u8]) -> Result<bool, ArchiveError> {
        let path = self.archive.layout.file(&place.file);
        let mut file = File::open(&path).map_err(ArchiveError::reading(&path))?;
        file.seek(SeekFrom::Start(place.offset)).map_err(ArchiveError::reading(&path))?;
        let mut reader = Reader::new(file.take(place.length));
        let Some(Ok(known)) = reader.next_record() else { return Ok(false) };
        let dated = header.date().is_some_and(|date| !date.is_empty());
        let same_fields =
            known.fields.iter().filter(|(name, _)| dated || !name.eq_ignore_ascii_case("WARC-Date")).eq(
                header.fields.iter().filter(|(name, _)| dated || !name.eq_ignore_ascii_case("WARC-Date")),
            );
        let mut bytes = Vec::new();
        Ok(same_fields && reader.block().take(KEPT as u64).read_to_end(&mut bytes).is_ok() && bytes == block)
    }

    /// Writes a record, whose block `fill` writes, and hands it to the catalogue; where that says that
    /// something is wrong, nothing of it is kept.
    fn write(
        &mut self,
        name: &str,
        header: &Header,
        block: &[u8],
        fill: impl FnOnce(&mut dyn Write) -> io::Result<Option<String>>,
    ) -> Result<(), ArchiveError> {
        self.archive.begin_file()?;
        let Some(writing) = &mut self.archive.writing else { return Err(ArchiveError::ReadOnly) };
        let Some(file) = &mut writing.file else { return Err(ArchiveError::ReadOnly) };
        let mut encoder = GzEncoder::new(file.writer()?, Packing::Tight.level());
        let copied = encoder.write_all(&head_bytes(header)).and_then(|()| {
            let wrong = fill(&mut encoder)?;
            encoder.write_all(b"\r\n\r\n")?;
            Ok(wrong)
        });
        match copied.and_then(|wrong| encoder.finish().map(|_| wrong)) {
            Err(error) => return Err(file.undo(error)),
            Ok(Some(cause)) => {
                file.drop_tail()?;
                self.fault(name, &said_of(header, &cause));
                return Ok(());
            }
            Ok(None) => {}
        }
        let (offset, length) = file.keep()?;
        let parts = scan::parts(header, block);
        let entry = Entry { offset, length, ..Entry::of(header, parts, || sha256_label(&[parts.payload])) };
        let entry = with_text(Record { entry, header, block: parts }, self.text);
        self.imported.records += 1;
        self.imported.captures += usize::from(entry.capture.is_some());
        writing.pending.push(entry);
        if writing.pending.len() >= GROUP_SIZE {
            self.archive.commit()?;
        }
        Ok(())
    }
}

/// A request or an answer that names no record which goes with it.
struct Half {
    kind: Kind,
    id: String,
    url: String,
    at: String,
    /// Whether it is a request other than GET.
    sent: bool,
}

impl Half {
    fn of(header: &Header, block: &[u8]) -> Option<Self> {
        let kind = header.kind();
        let alone = header.fields.get("WARC-Concurrent-To").is_none();
        let id = header.id().filter(|id| !id.is_empty() && alone)?;
        matches!(kind, Kind::Request | Kind::Response | Kind::Revisit).then_some(())?;
        let parts = scan::parts(header, block);
        Some(Self {
            kind,
            id: id.to_owned(),
            url: header.target_uri()?.to_owned(),
            at: header.date().unwrap_or("").to_owned(),
            sent: kind == Kind::Request && Sent::read(parts.head, parts.payload).is_some(),
        })
    }

    /// Whether the one is the request and the other its answer. One that stands before its request has the
    /// same time.
    fn goes_with(&self, next: &Self) -> bool {
        let asked = self.kind == Kind::Request;
        let differ = asked != (next.kind == Kind::Request);
        differ && self.url == next.url && (asked || self.at == next.at)
    }
}

/// Gives a record of an ARC file, which has none, its digests.
fn with_digests(header: &mut Header, block: &[u8]) {
    if header.kind() != Kind::Metadata {
        header.fields.set("WARC-Payload-Digest", sha256_label(&[scan::parts(header, block).payload]));
    }
    header.fields.set("WARC-Block-Digest", sha256_label(&[block]));
}

/// An id for a record without one of its own: it is made of its bytes.
fn made_id(header: &Header, block: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(head_bytes(header));
    hasher.update(block);
    let hash = hasher.finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    format!("urn:uuid:{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Address, time and digest of a capture.
fn captured(entry: &Entry) -> Option<[String; 3]> {
    let capture = entry.capture.as_ref()?;
    Some([capture.url.clone(), capture.at.clone(), capture.digest.clone()])
}

/// Words about a record, with its id or else its address.
fn said_of(header: &Header, words: &str) -> String {
    let named = header.id().filter(|id| !id.is_empty()).or_else(|| header.target_uri());
    named.map_or_else(|| words.to_owned(), |named| format!("{named}: {words}"))
}
