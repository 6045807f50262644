//! What is added to an archive: exchanges, articles and files, as groups of records that are written whole. A
//! payload that is there already becomes a revisit of it.

use std::collections::HashSet;
use std::io;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use url::Url;

use super::capture::{Group, Original};
use super::entry::{self, Entry};
use super::error::ArchiveError;
use super::ids::Ids;
use super::rows::{ArticleCapture, Attachment, CaptureKind, Remarks, RunNote};
use super::store::{self, DataFile, Lock};
use super::{Archive, TextOf, scan};
use crate::model::{ArticleRecord, Exchange};
use crate::warc::sha256_label;
use crate::warc::writer::target_uri;

/// How long captures wait for others before they are made sure to be on the disk.
const GROUP_TIME: Duration = Duration::from_millis(100);

/// How many captures are made sure to be on the disk at once.
pub(super) const GROUP_SIZE: usize = 64;

/// What a process that writes keeps.
pub(super) struct Writing {
    _lock: Lock,
    pub(super) run: RunNote,
    pub(super) ids: Ids,
    pub(super) file: Option<DataFile>,
    pub(super) file_limit: u64,
    /// What is in the file and not yet in the catalogue.
    pub(super) pending: Vec<Entry>,
    pub(super) since: Option<Instant>,
    pub(super) captures: usize,
    /// Hosts whose chain of certificates was written in this run, with the chain's digest.
    pub(super) chains: HashSet<(String, String)>,
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

impl Writing {
    /// Nothing is written yet.
    pub(super) fn new(lock: Lock, run: RunNote, ids: Ids) -> Self {
        Self {
            _lock: lock,
            run,
            ids,
            file: None,
            file_limit: store::FILE_LIMIT,
            pending: Vec::new(),
            since: None,
            captures: 0,
            chains: HashSet::new(),
        }
    }

    fn is_due(&self) -> bool {
        self.since.is_some_and(|since| since.elapsed() >= GROUP_TIME)
    }
}

impl Archive {
    /// Begins a new data file beyond so many bytes; 1 GiB unless said otherwise.
    pub fn set_file_limit(&mut self, bytes: u64) {
        if let Some(writing) = &mut self.writing {
            writing.file_limit = bytes;
        }
    }

    /// Archives what was fetched: request and answer, or a revisit where the archive has the same payload
    /// already (also where the server says that nothing has changed). `text` finds what a new page says.
    /// Gives the id of the record.
    pub fn add_exchange(
        &mut self,
        exchange: &Exchange,
        text: TextOf<'_>,
        remarks: Remarks<'_>,
    ) -> Result<String, ArchiveError> {
        let original = self.original_of(exchange)?;
        self.write_group(|group, chains| {
            let id = group.push_exchange(exchange, original.as_ref())?;
            if let Some(entry) = group.entries.first_mut().filter(|entry| entry.may_have_text()) {
                entry.page = scan::text_of_exchange(exchange, text);
            }
            group.push_remarks(&id, exchange, remarks)?;
            if let (Some(tls), Some(host)) = (exchange.tls.as_deref(), host_and_port(&exchange.url)) {
                let chain: Vec<&[u8]> = tls.chain.iter().map(Vec::as_slice).collect();
                // A host has one chain for all its pages: it is kept once a run, and again if it changes.
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
        // First the data, then the catalogue: what it names is on the disk whenever the machine stops.
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

    /// The capture whose payload an exchange repeats.
    fn original_of(&self, exchange: &Exchange) -> Result<Option<Original>, ArchiveError> {
        let pending = self.writing.as_ref().map_or(&[][..], |writing| &writing.pending);
        // What answers another method stands for no page.
        let sent: Vec<&str> = pending
            .iter()
            .filter(|entry| entry.sent.is_some())
            .filter_map(|entry| entry.concerns.as_deref())
            .collect();
        let answers = |id: &str| sent.contains(&id);
        let mut whole = pending.iter().filter_map(|entry| {
            let capture = entry
                .capture
                .as_ref()
                .filter(|capture| entry.kind == "response" && capture.truncated.is_none())
                .filter(|_| !answers(&entry.record_id))?;
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
            // 304 speaks of the version that was known last.
            let fresh = whole.rfind(|(capture, _)| capture.url == uri && capture.status == Some(200));
            return match fresh {
                Some((_, original)) => Ok(Some(original())),
                None => self.catalogue.latest_original(&uri),
            };
        }
        // Empty bodies are all alike, and a body that is cut off is no copy of anything.
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
    pub(super) fn write_group<T>(
        &mut self,
        fill: impl FnOnce(&mut Group<'_>, &mut HashSet<(String, String)>) -> io::Result<T>,
    ) -> Result<T, ArchiveError> {
        self.begin_file()?;
        let Some(writing) = &mut self.writing else { return Err(ArchiveError::ReadOnly) };
        let Some(file) = &mut writing.file else { return Err(ArchiveError::ReadOnly) };
        let mut group = Group::new(&mut writing.ids, file.warcinfo.as_deref());
        let filled = fill(&mut group, &mut writing.chains).map_err(ArchiveError::Pack)?;
        let (bytes, mut entries) = (group.bytes, group.entries);
        // One write for the group: a reader never finds a capture without its request.
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
    pub(super) fn begin_file(&mut self) -> Result<(), ArchiveError> {
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
pub(super) fn host_and_port(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}
