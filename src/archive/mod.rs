//! The web archive: captures of articles and their sources in WARC files that other tools replay, and a
//! catalogue of them.
//!
//! ```text
//! DIR/archive/data/newscheck-00001-20261124160000.warc.gz   WARC 1.1, a gzip member per record, append-only: the truth
//! DIR/catalogue.sqlite                                      articles, citations, references, captures, full text: built from data/
//! DIR/lock                                                  held by the process that writes
//! ```
//!
//! It does not fetch and it does not extract: what was fetched, and what pages say, is handed in.

mod capture;
mod catalogue;
pub mod cdx;
mod certificate;
pub mod check;
pub mod diff;
mod entry;
mod error;
mod import;
mod rows;
mod scan;
pub mod search;
mod store;
pub mod surt;
pub mod wacz;

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use url::Url;

use crate::model::{ArticleRecord, Exchange};
use crate::warc::http::{self, Head};
use crate::warc::writer::{head_bytes, target_uri};
use crate::warc::{Header, Reader, sha256_label};

use capture::{Group, Original};
use catalogue::Catalogue;
use entry::Entry;
use store::{DataFile, Layout, Lock};

pub use certificate::Certificate;
pub use check::{CheckReport, Repair, check};
pub use diff::{Hunk, Part, Tag, diff};
pub use error::ArchiveError;
pub use import::Imported;
pub use rows::{
    ArticleCapture, ArticleRow, Attachment, CaptureKind, CaptureRow, Dropped, KnownCapture, PageText,
    Payload, Recovery, RunNote,
};
pub use search::{Hit, SnippetPart};
pub use wacz::{Exported, Package, Selection};

/// How long captures wait for others before they are made sure to be on the disk.
const GROUP_TIME: Duration = Duration::from_millis(100);

/// How many captures are made sure to be on the disk at once.
const GROUP_SIZE: usize = 64;

/// Bytes of a block that are read into memory to be shown.
const SHOWN: u64 = 1 << 30;

/// Entries that are taken into the catalogue at once when a file is read again.
const BATCH: usize = 256;

/// Makes the ids of records, such as `urn:uuid:...`; never the same twice.
pub type Ids = Box<dyn FnMut() -> String + Send>;

/// Ids that are random (UUID version 4).
pub fn random_ids() -> Ids {
    Box::new(|| format!("urn:uuid:{}", uuid::Uuid::new_v4()))
}

/// Finds title and text of a page in its unpacked bytes. It is given the value of its Content-Type, which may
/// be empty, and its address; it gives none for what is no page.
pub type TextOf<'t> = &'t dyn Fn(&[u8], &str, &str) -> Option<PageText>;

/// An archive that is open. To write, one process at a time: [`Archive::open`]. What is added counts once
/// [`Archive::commit`] or [`Archive::finish`] has returned, or a later addition has shown that the group is
/// full; a process that ends before loses at most the record it was writing, the others are taken into the
/// catalogue when the archive is opened next.
#[derive(Debug)]
pub struct Archive {
    layout: Layout,
    catalogue: Catalogue,
    writing: Option<Writing>,
    recovery: Recovery,
}

/// What a process that writes keeps.
struct Writing {
    _lock: Lock,
    run: RunNote,
    ids: Ids,
    file: Option<DataFile>,
    file_limit: u64,
    /// What is in the file and not yet in the catalogue.
    pending: Vec<Entry>,
    since: Option<Instant>,
    captures: usize,
    /// Hosts whose chain of certificates was written in this run, with the chain's digest.
    chains: HashSet<(String, String)>,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Writing")
            .field("run", &self.run)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens the archive in a folder for writing, and makes it if there is none. No other process can at the
    /// same time: [`ArchiveError::InUse`] names the one that does. The end of a record that an earlier
    /// process could not write whole is dropped, and what the catalogue does not know yet is read from the
    /// data files: [`Archive::recovery`] says so.
    pub fn open(folder: &Path, run: RunNote, ids: Ids, text: TextOf<'_>) -> Result<Self, ArchiveError> {
        let layout = Layout::new(folder);
        let lock = Lock::take(&layout, &run)?;
        std::fs::create_dir_all(layout.data()).map_err(ArchiveError::writing(&layout.data()))?;
        let mut catalogue = Catalogue::open(&layout.catalogue())?;
        let recovery = catch_up(&layout, &mut catalogue, Tail::Cut, text)?;
        let writing = Writing {
            _lock: lock,
            run,
            ids,
            file: None,
            file_limit: store::FILE_LIMIT,
            pending: Vec::new(),
            since: None,
            captures: 0,
            chains: HashSet::new(),
        };
        Ok(Self { layout, catalogue, writing: Some(writing), recovery })
    }

    /// Opens the archive in a folder for reading. Where the catalogue is missing or behind and no other
    /// process writes, it is brought up to date first; in a folder that cannot be written that happens in
    /// memory.
    pub fn open_read_only(folder: &Path, run: &RunNote, text: TextOf<'_>) -> Result<Self, ArchiveError> {
        let layout = Layout::new(folder);
        if !layout.data().is_dir() {
            return Err(ArchiveError::NoArchive(folder.to_owned()));
        }
        let path = layout.catalogue();
        let found = Catalogue::open_read_only(&path).unwrap_or(None);
        if let Some(catalogue) = found
            && is_current(&layout, &catalogue)?
        {
            return Ok(Self { layout, catalogue, writing: None, recovery: Recovery::default() });
        }
        let updated = Lock::take(&layout, run).and_then(|_lock| {
            let mut catalogue = Catalogue::open(&path)?;
            catch_up(&layout, &mut catalogue, Tail::Cut, text)
        });
        let found = match updated {
            Ok(recovery) => Catalogue::open_read_only(&path)?.map(|catalogue| (catalogue, recovery)),
            Err(ArchiveError::Write { .. } | ArchiveError::Catalogue { .. }) => None,
            // What is being written may not show yet.
            Err(error) => Some((Catalogue::open_read_only(&path)?.ok_or(error)?, Recovery::default())),
        };
        if let Some((catalogue, recovery)) = found {
            return Ok(Self { layout, catalogue, writing: None, recovery });
        }
        let mut catalogue = Catalogue::open(Path::new(":memory:"))?;
        let recovery = catch_up(&layout, &mut catalogue, Tail::Leave, text)?;
        Ok(Self { layout, catalogue, writing: None, recovery })
    }

    /// What opening put right.
    pub fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    /// Begins a new data file beyond so many bytes; 1 GiB unless said otherwise.
    pub fn set_file_limit(&mut self, bytes: u64) {
        if let Some(writing) = &mut self.writing {
            writing.file_limit = bytes;
        }
    }

    /// Archives what was fetched: request and answer, or a revisit where the archive has the same payload
    /// already (also where the server says that nothing has changed). `text` finds what a new page says.
    /// `via` is the page that needs this, for styles and images. Gives the id of the record.
    pub fn add_exchange(
        &mut self,
        exchange: &Exchange,
        text: TextOf<'_>,
        via: Option<&str>,
    ) -> Result<String, ArchiveError> {
        let original = self.original_of(exchange)?;
        self.write_group(|group, chains| {
            let id = group.push_exchange(exchange, original.as_ref())?;
            if let Some(entry) = group.entries.first_mut().filter(|entry| entry.may_have_text()) {
                entry.page = scan::text_of_exchange(exchange, text);
            }
            if let Some(via) = via {
                group.push_via(&id, exchange, via)?;
            }
            if let (Some(tls), Some(host)) = (exchange.tls.as_deref(), host_and_port(&exchange.url)) {
                let chain: Vec<&[u8]> = tls.chain.iter().map(Vec::as_slice).collect();
                if chains.insert((host.clone(), sha256_label(&chain))) {
                    group.push_chain(&host, tls, exchange.at)?;
                }
            }
            Ok(id)
        })
    }

    /// Archives an article as it was read, with its record. One that is there already costs nothing; where
    /// newscheck reads it otherwise than before, only its record is added. Gives the id of the record that
    /// holds its bytes.
    pub fn add_article(&mut self, article: &ArticleCapture<'_>) -> Result<String, ArchiveError> {
        let digest = sha256_label(&[article.bytes]);
        let own = article
            .record
            .url
            .as_deref()
            .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        let name = || format!("urn:newscheck:article:{}", digest.trim_start_matches("sha256:"));
        let uri = own.map_or_else(name, target_uri);
        let resource = self.resource(&uri, &digest)?;
        if let Some(resource) = &resource
            && self.has_article_record(resource, article.record)?
        {
            return Ok(resource.clone());
        }
        self.write_group(|group, _| {
            let resource = match resource {
                Some(resource) => resource,
                None => group.push_article(article, &uri)?,
            };
            push_record(group, &resource, article.record, article.at)?;
            Ok(resource)
        })
    }

    /// Archives the record of an article whose bytes are in the archive as a capture of its address:
    /// `capture` is the id that [`Archive::add_exchange`] gave. A record that is there already costs nothing.
    pub fn add_article_record(
        &mut self,
        capture: &str,
        record: &ArticleRecord,
        at: DateTime<Utc>,
    ) -> Result<(), ArchiveError> {
        if self.has_article_record(capture, record)? {
            return Ok(());
        }
        self.write_group(|group, _| push_record(group, capture, record, at))
    }

    /// Archives a file that the user saved, marked as such. Gives the id of its record.
    pub fn attach(&mut self, attached: &Attachment<'_>) -> Result<String, ArchiveError> {
        self.write_group(|group, _| {
            let id = group.push_attachment(attached)?;
            if let Some(entry) = group.entries.last_mut() {
                entry.page = attached.page.clone();
            }
            Ok(id)
        })
    }

    /// Makes sure that captures that wait for longer than a tenth of a second are on the disk. To be called
    /// now and then where nothing is added for a while.
    pub fn commit_if_due(&mut self) -> Result<(), ArchiveError> {
        match &self.writing {
            Some(writing) if writing.is_due() => self.commit(),
            _ => Ok(()),
        }
    }

    /// Makes sure that everything added is on the disk, and then says so in the catalogue.
    pub fn commit(&mut self) -> Result<(), ArchiveError> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        let (Some(file), false) = (&writing.file, writing.pending.is_empty()) else { return Ok(()) };
        file.sync()?;
        self.catalogue.insert(&file.name, file.length, &writing.pending)?;
        writing.pending.clear();
        (writing.since, writing.captures) = (None, 0);
        Ok(())
    }

    /// Ends writing: everything is on the disk and in the catalogue.
    pub fn finish(mut self) -> Result<(), ArchiveError> {
        self.commit()
    }

    /// The last successful capture of an address, for asking whether it has changed. Captures that are not
    /// committed do not count.
    pub fn known(&self, url: &str) -> Result<Option<KnownCapture>, ArchiveError> {
        self.catalogue.known(&target_uri(url))
    }

    /// The captures of an address, the oldest first.
    pub fn captures(&self, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.catalogue.captures(&target_uri(url))
    }

    /// Every capture, by address and time.
    pub fn all_captures(&self) -> Result<Vec<CaptureRow>, ArchiveError> {
        self.catalogue.all_captures()
    }

    /// A capture by its number.
    pub fn capture(&self, id: i64) -> Result<Option<CaptureRow>, ArchiveError> {
        self.catalogue.capture(id)
    }

    /// A capture by the id of its record.
    pub fn capture_of_record(&self, record_id: &str) -> Result<Option<CaptureRow>, ArchiveError> {
        self.catalogue.capture_of_record(record_id)
    }

    /// Title and text of a capture; for a revisit those of the capture it refers to.
    pub fn text(&self, capture: &CaptureRow) -> Result<Option<PageText>, ArchiveError> {
        self.catalogue.text(capture)
    }

    /// What a capture holds. A revisit gives its own head with the payload it refers to; where the server
    /// said that nothing had changed, the head is the earlier one, too.
    pub fn payload(&self, capture: &CaptureRow) -> Result<Payload, ArchiveError> {
        let payload = self.stored(capture)?;
        let Some(original) = capture.original.map(|id| self.catalogue.capture(id)).transpose()?.flatten()
        else {
            return Ok(payload);
        };
        let held = self.stored(&original)?;
        if capture.status == Some(304) {
            return Ok(held);
        }
        Ok(Payload { body: held.body, ..payload })
    }

    /// The bytes of a capture's record as it was before it was packed.
    pub fn raw(&self, capture: &CaptureRow) -> Result<Vec<u8>, ArchiveError> {
        let (header, block) = self.read_record(capture)?;
        let mut raw = head_bytes(&header);
        raw.extend(block);
        raw.extend_from_slice(b"\r\n\r\n");
        Ok(raw)
    }

    /// The articles, the oldest first. An article that was read differently by another version is there once
    /// for each way.
    pub fn articles(&self) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles()
    }

    /// An article by its number.
    pub fn article(&self, id: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.catalogue.article(id)
    }

    /// The article whose bytes a capture holds.
    pub fn article_of_capture(&self, capture: i64) -> Result<Option<ArticleRow>, ArchiveError> {
        self.catalogue.article_of_capture(capture)
    }

    /// The articles whose bytes have this SHA-256.
    pub fn articles_of_digest(&self, sha256: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles_of_digest(sha256)
    }

    /// The articles that cite an address, as it is written in them.
    pub fn articles_citing(&self, url: &str) -> Result<Vec<ArticleRow>, ArchiveError> {
        self.catalogue.articles_citing(url)
    }

    /// Captures whose title or text has all the words, the best first, at most `limit`. Words in double
    /// quotes stand together; a word that ends with `*` may go on.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, ArchiveError> {
        search::search(&self.catalogue, words, limit)
    }

    /// Writes the index of every capture as CDXJ, sorted by bytes.
    pub fn index(&self, target: &mut dyn Write) -> Result<(), ArchiveError> {
        let lines =
            cdx::lines(self.all_captures()?.iter().map(|capture| (capture, cdx::Position::of(capture))));
        lines
            .iter()
            .try_for_each(|line| target.write_all(line.as_bytes()))
            .map_err(ArchiveError::writing(Path::new("the index")))
    }

    /// Packs captures as WACZ 1.1.1 into a new file.
    pub fn export(
        &self,
        selection: Selection<'_>,
        target: &Path,
        package: &Package<'_>,
    ) -> Result<Exported, ArchiveError> {
        wacz::export(self, selection, target, package)
    }

    /// Copies the records of a WARC or WACZ file into the archive. Each is verified; damaged ones are left
    /// out and told, those that are there already are passed over.
    pub fn import(&mut self, source: &Path, text: TextOf<'_>) -> Result<Imported, ArchiveError> {
        self.commit()?;
        import::import(self, source, text)
    }

    /// Builds the catalogue anew from the data files.
    pub fn rebuild(folder: &Path, run: &RunNote, text: TextOf<'_>) -> Result<Recovery, ArchiveError> {
        let layout = Layout::new(folder);
        let _lock = Lock::take(&layout, run)?;
        rebuild(&layout, text)
    }

    /// The capture whose payload an exchange repeats.
    fn original_of(&self, exchange: &Exchange) -> Result<Option<Original>, ArchiveError> {
        let pending = self.writing.as_ref().map_or(&[][..], |writing| &writing.pending);
        let mut whole = pending.iter().filter_map(|entry| {
            let capture = entry
                .capture
                .as_ref()
                .filter(|capture| entry.kind == "response" && capture.truncated.is_none())?;
            let original = || Original {
                record_id: entry.record_id.clone(),
                url: capture.url.clone(),
                at: capture.at.clone(),
                digest: capture.digest.clone(),
            };
            Some((capture, original))
        });
        if exchange.response.status == 304 {
            let uri = target_uri(&exchange.url);
            let fresh = whole.rfind(|(capture, _)| capture.url == uri && capture.status == Some(200));
            return match fresh {
                Some((_, original)) => Ok(Some(original())),
                None => self.catalogue.latest_original(&uri),
            };
        }
        if exchange.body.is_empty() || exchange.truncated.is_some() {
            return Ok(None);
        }
        let digest = sha256_label(&[&exchange.body]);
        if let Some(original) = self.catalogue.original(&digest)? {
            return Ok(Some(original));
        }
        Ok(whole.find(|(capture, _)| capture.digest == digest).map(|(_, original)| original()))
    }

    /// The record that holds a file under an address.
    fn resource(&self, uri: &str, digest: &str) -> Result<Option<String>, ArchiveError> {
        let pending = self.writing.as_ref().map_or(&[][..], |writing| &writing.pending);
        let same = |entry: &&Entry| {
            let capture = entry.capture.as_ref();
            entry.kind == "resource"
                && capture.is_some_and(|capture| capture.url == uri && capture.digest == digest)
        };
        if let Some(entry) = pending.iter().find(same) {
            return Ok(Some(entry.record_id.clone()));
        }
        let known = self.catalogue.captures(uri)?;
        let same = known
            .into_iter()
            .find(|capture| capture.kind == CaptureKind::Resource && capture.digest == digest);
        Ok(same.filter(|capture| !capture.user_supplied).map(|capture| capture.record_id))
    }

    /// Whether an article is there with exactly this record, of this capture or of one with the same bytes.
    fn has_article_record(&self, capture: &str, record: &ArticleRecord) -> Result<bool, ArchiveError> {
        let json = |record: &ArticleRecord| {
            serde_json::to_string(record).map_err(|error| ArchiveError::Pack(error.into()))
        };
        let wanted = json(record)?;
        let pending = self.writing.as_ref().map_or(&[][..], |writing| &writing.pending);
        let digest_of = |id: &str| {
            let entry = pending.iter().find(|entry| entry.record_id == id);
            entry.and_then(|entry| entry.capture.as_ref()).map(|capture| capture.digest.clone())
        };
        let digest = match digest_of(capture) {
            Some(digest) => digest,
            None => match self.catalogue.capture_of_record(capture)? {
                Some(row) => row.digest,
                None => return Ok(false),
            },
        };
        for entry in pending.iter().filter(|entry| entry.article.is_some()) {
            let same = entry
                .concerns
                .as_deref()
                .is_some_and(|id| id == capture || digest_of(id).as_ref() == Some(&digest));
            if same
                && entry.article.as_ref().map(|article| json(article)).transpose()?.as_ref() == Some(&wanted)
            {
                return Ok(true);
            }
        }
        Ok(self.catalogue.articles_of_payload(&digest)?.iter().any(|article| article.record == wanted))
    }

    /// Writes records that belong together. Where that fails nothing of them is there.
    fn write_group<T>(
        &mut self,
        fill: impl FnOnce(&mut Group<'_>, &mut HashSet<(String, String)>) -> io::Result<T>,
    ) -> Result<T, ArchiveError> {
        self.begin_file()?;
        let Some(writing) = &mut self.writing else { return Err(ArchiveError::ReadOnly) };
        let Some(file) = &mut writing.file else { return Err(ArchiveError::ReadOnly) };
        let mut group = Group::new(&mut writing.ids, file.warcinfo.as_deref());
        let filled = fill(&mut group, &mut writing.chains).map_err(ArchiveError::Pack)?;
        let (bytes, mut entries) = (group.bytes, group.entries);
        let start = file.append(&bytes)?;
        entries.iter_mut().for_each(|entry| entry.offset += start);
        writing.pending.extend(entries);
        writing.captures += 1;
        writing.since.get_or_insert_with(Instant::now);
        if writing.captures >= GROUP_SIZE || writing.is_due() {
            self.commit()?;
        }
        Ok(filled)
    }

    /// Begins a data file if there is none that may go on.
    fn begin_file(&mut self) -> Result<(), ArchiveError> {
        let Some(writing) = &self.writing else { return Err(ArchiveError::ReadOnly) };
        if writing.file.as_ref().is_some_and(|file| file.length < writing.file_limit) {
            return Ok(());
        }
        self.commit()?;
        let Some(writing) = &mut self.writing else { return Err(ArchiveError::ReadOnly) };
        let mut file = DataFile::create(&self.layout, writing.run.at)?;
        let mut group = Group::new(&mut writing.ids, None);
        let id = group.push_warcinfo(&file.name, &writing.run).map_err(ArchiveError::Pack)?;
        let (bytes, entries) = (group.bytes, group.entries);
        file.append(&bytes)?;
        file.warcinfo = Some(id);
        writing.pending.extend(entries);
        writing.file = Some(file);
        Ok(())
    }

    fn stored(&self, capture: &CaptureRow) -> Result<Payload, ArchiveError> {
        let (header, block) = self.read_record(capture)?;
        let parts = scan::parts(&header, &block);
        let mime = match Head::parse(parts.head) {
            Some(head) => head.fields.get("Content-Type").map(str::to_owned),
            None => header.content_type().map(str::to_owned),
        };
        let body = match Head::parse(parts.head) {
            Some(head) => http::unchunked(parts.payload, &head).bytes.into_owned(),
            None => parts.payload.to_vec(),
        };
        Ok(Payload { head: parts.head.to_vec(), body, mime })
    }

    fn read_record(&self, capture: &CaptureRow) -> Result<(Header, Vec<u8>), ArchiveError> {
        let path = self.layout.file(&capture.file);
        let mut file = std::fs::File::open(&path).map_err(ArchiveError::reading(&path))?;
        file.seek(SeekFrom::Start(capture.offset)).map_err(ArchiveError::reading(&path))?;
        let mut reader = Reader::new(file.take(capture.length));
        let damaged = |cause: String| ArchiveError::Damaged {
            file: capture.file.clone(),
            offset: capture.offset,
            cause,
        };
        let header = match reader.next_record() {
            Some(Ok(header)) if header.id() == Some(&capture.record_id) => header,
            Some(Ok(_)) => return Err(damaged("another record stands there".to_owned())),
            Some(Err(fault)) => return Err(damaged(fault.cause.to_string())),
            None => return Err(damaged("there is none".to_owned())),
        };
        let mut block = Vec::new();
        reader.block().take(SHOWN).read_to_end(&mut block).map_err(|error| damaged(error.to_string()))?;
        if header.block_digest().is_some_and(|digest| {
            header.content_length() == Some(block.len() as u64) && !digest.is_of(&block)
        }) {
            return Err(damaged("its digest does not match".to_owned()));
        }
        Ok((header, block))
    }
}

impl Writing {
    fn is_due(&self) -> bool {
        self.since.is_some_and(|since| since.elapsed() >= GROUP_TIME)
    }
}

/// What becomes of bytes behind the last whole record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Cut,
    Leave,
}

/// Whether the catalogue knows every byte of the data files.
fn is_current(layout: &Layout, catalogue: &Catalogue) -> Result<bool, ArchiveError> {
    let mut known = catalogue.files()?;
    known.sort();
    let mut present = Vec::new();
    for name in layout.files()? {
        let path = layout.file(&name);
        let length = std::fs::metadata(&path).map_err(ArchiveError::reading(&path))?.len();
        present.extend((length > 0).then_some((name, length)));
    }
    present.sort();
    Ok(known == present)
}

/// Takes into the catalogue what the data files have and it does not. Where it knows more than they have, it
/// is built anew.
fn catch_up(
    layout: &Layout,
    catalogue: &mut Catalogue,
    tail: Tail,
    text: TextOf<'_>,
) -> Result<Recovery, ArchiveError> {
    let mut present = Vec::new();
    for name in layout.files()? {
        let path = layout.file(&name);
        let length = std::fs::metadata(&path).map_err(ArchiveError::reading(&path))?.len();
        present.push((name, length));
    }
    let mut known = catalogue.files()?;
    let is_there = |(name, length): &(String, u64)| {
        present.iter().any(|(present, now)| present == name && now >= length)
    };
    if !known.iter().all(is_there) {
        let path = catalogue.path.clone();
        *catalogue = Catalogue::open(Path::new(":memory:"))?;
        catalogue::remove(&path)?;
        *catalogue = Catalogue::open(&path)?;
        known.clear();
    }
    let mut update = Update { layout, catalogue, tail, text, recovery: Recovery::default() };
    for (name, length) in &present {
        let from = known.iter().find(|(known, _)| known == name).map_or(0, |(_, length)| *length);
        if *length == 0 && tail == Tail::Cut {
            store::cut(&layout.file(name), 0)?;
        } else if *length > from {
            update.take_in(name, from)?;
        }
    }
    Ok(update.recovery)
}

/// A catalogue that learns what data files have.
struct Update<'u> {
    layout: &'u Layout,
    catalogue: &'u mut Catalogue,
    tail: Tail,
    text: TextOf<'u>,
    recovery: Recovery,
}

impl Update<'_> {
    /// Takes in a file's records from a byte on.
    fn take_in(&mut self, name: &str, from: u64) -> Result<(), ArchiveError> {
        let path = self.layout.file(name);
        let mut entries = Vec::new();
        let scanned = scan::scan(&path, from, &mut |record| {
            let entry = scan::with_text(record, self.text);
            let end = entry.offset + entry.length;
            entries.push(entry);
            self.recovery.indexed += 1;
            if entries.len() >= BATCH {
                self.catalogue.insert(name, end, &entries)?;
                entries.clear();
            }
            Ok(())
        })?;
        let torn = scanned.torn().filter(|_| self.tail == Tail::Cut);
        if let Some(torn) = torn {
            store::cut(&path, scanned.end)?;
            self.recovery.dropped.push(Dropped {
                file: name.to_owned(),
                offset: torn.offset,
                length: torn.length,
                cause: torn.cause,
            });
        }
        if scanned.end == 0 { Ok(()) } else { self.catalogue.insert(name, scanned.end, &entries) }
    }
}

fn rebuild(layout: &Layout, text: TextOf<'_>) -> Result<Recovery, ArchiveError> {
    catalogue::remove(&layout.catalogue())?;
    let mut catalogue = Catalogue::open(&layout.catalogue())?;
    catch_up(layout, &mut catalogue, Tail::Cut, text)
}

/// Adds the record of an article and what is searched of it.
fn push_record(
    group: &mut Group<'_>,
    capture: &str,
    record: &ArticleRecord,
    at: DateTime<Utc>,
) -> io::Result<()> {
    group.push_record(capture, record, at)?;
    if let Some(entry) = group.entries.last_mut() {
        entry.page = Some(entry::article_text(record));
    }
    Ok(())
}

/// The host and port of an address: `example.org:443`.
fn host_and_port(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}
