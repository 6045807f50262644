//! Packs captures as WACZ 1.1.1: one file with records, index, pages and texts, which replay tools open as it
//! is. It does not choose what an article needs beyond its sources, where these redirect to, and what was
//! captured to show them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime as ZipTime};

use crate::archive::catalogue::{Catalogue, Place};
use crate::archive::cdx::{Position, lines};
use crate::archive::entry::CHAIN_URN;
use crate::archive::writing::host_and_port;
use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::model::ArticleRecord;
use crate::warc::Kind;
use crate::warc::writer::target_uri;

/// The file of records in a package.
const DATA: &str = "data.warc.gz";

/// The index. It is CDXJ; pywb looks for this ending.
const INDEX: &str = "indexes/index.cdx";

/// Redirects that are followed from a source.
const REDIRECTS: usize = 20;

/// What is packed.
#[derive(Clone, Copy, Debug)]
pub enum Selection<'s> {
    /// Every capture.
    All,
    /// These articles, by their numbers, with their sources.
    Articles(&'s [i64]),
    /// The captures of these addresses, with where they redirect to.
    Urls(&'s [&'s str]),
}

/// What a package says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Package<'p> {
    /// Its title.
    pub title: &'p str,
    /// When it is made.
    pub created: DateTime<Utc>,
    /// The version of newscheck.
    pub version: &'p str,
    /// What becomes `newscheck/report.json`: the records of the articles and the findings about them.
    pub report: Option<&'p [u8]>,
}

/// What was packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Captures.
    pub captures: usize,
    /// Pages with a text.
    pub pages: usize,
    /// Sources of the articles that the archive does not have.
    pub missing: Vec<String>,
}

pub(super) fn export(
    archive: &Archive,
    selection: Selection<'_>,
    target: &Path,
    package: &Package<'_>,
) -> Result<Exported, ArchiveError> {
    let mut chosen = Chosen {
        catalogue: &archive.catalogue,
        captures: BTreeMap::new(),
        missing: BTreeSet::new(),
        everything: matches!(selection, Selection::All),
    };
    match selection {
        Selection::All => {
            chosen.captures.extend(archive.all_captures()?.into_iter().map(|capture| (capture.id, capture)))
        }
        Selection::Articles(ids) => ids.iter().try_for_each(|id| chosen.article(*id))?,
        Selection::Urls(urls) => urls.iter().try_for_each(|url| chosen.source(url))?,
    }
    let mut name = target.as_os_str().to_owned();
    // Beside its target, so that the rename stays on one disk and nobody finds half a package.
    name.push(".part");
    let part = PathBuf::from(name);
    let packed = pack(archive, &chosen, &part, package);
    if let Err(error) = packed {
        // The first error is the one to tell.
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    std::fs::rename(&part, target).map_err(ArchiveError::writing(target))?;
    Ok(Exported {
        captures: chosen.captures.len(),
        missing: chosen.missing.into_iter().collect(),
        pages: packed?,
    })
}

/// The captures that are packed, in the order of the archive.
struct Chosen<'c> {
    catalogue: &'c Catalogue,
    captures: BTreeMap<i64, CaptureRow>,
    missing: BTreeSet<String>,
    /// Whether records that belong to no capture are packed, too.
    everything: bool,
}

impl Chosen<'_> {
    /// An article and its sources.
    fn article(&mut self, id: i64) -> Result<(), ArchiveError> {
        let Some(article) = self.catalogue.article(id)? else { return Ok(()) };
        if let Some(capture) = self.catalogue.capture(article.capture)? {
            self.take(capture)?;
        }
        let Ok(record) = serde_json::from_str::<ArticleRecord>(&article.record) else { return Ok(()) };
        let cited = record.citations.iter().filter_map(|citation| citation.url.as_deref());
        let urls: BTreeSet<&str> =
            cited.chain(record.references.iter().filter_map(|reference| reference.url.as_deref())).collect();
        urls.into_iter().try_for_each(|url| self.source(url))
    }

    /// Every capture of an address and of those it redirects to, with what these need to be shown.
    fn source(&mut self, url: &str) -> Result<(), ArchiveError> {
        let (mut seen, mut next) = (BTreeSet::new(), vec![target_uri(url)]);
        while let Some(url) = next.pop().filter(|_| seen.len() < REDIRECTS) {
            let captures = self.catalogue.answers(&url)?;
            if captures.is_empty() && seen.is_empty() {
                self.missing.insert(url.clone());
            }
            next.extend(
                captures
                    .iter()
                    .filter_map(|capture| capture.redirect.clone())
                    .filter(|to| !seen.contains(to)),
            );
            let needed = self.catalogue.captures_via(&url)?;
            captures.into_iter().chain(needed).try_for_each(|capture| self.take(capture))?;
            seen.insert(url);
        }
        Ok(())
    }

    /// A capture and the one whose payload it shares.
    fn take(&mut self, capture: CaptureRow) -> Result<(), ArchiveError> {
        if let Some(original) = capture.original.map(|id| self.catalogue.capture(id)).transpose()?.flatten() {
            self.captures.insert(original.id, original);
        }
        self.captures.insert(capture.id, capture);
        Ok(())
    }

    /// Where their records stand: of each file the one that describes it, then captures with what belongs to
    /// them.
    fn places(&self) -> Result<BTreeSet<Place>, ArchiveError> {
        let mut places = BTreeSet::new();
        let mut files = BTreeSet::new();
        let mut hosts = BTreeSet::new();
        for capture in self.captures.values() {
            places.extend(self.catalogue.places(capture)?);
            places.extend(self.catalogue.metadata_about(&capture.url)?);
            files.insert(capture.file.as_str());
            hosts.extend(host_and_port(&capture.url).map(|host| (capture.file.as_str(), host)));
        }
        for file in files {
            places.extend(self.catalogue.places_of_kind(file, Kind::Warcinfo)?);
        }
        for (file, host) in hosts {
            places.extend(self.catalogue.places_about(file, &format!("{CHAIN_URN}{host}"))?);
        }
        Ok(places)
    }
}

/// Writes the package; gives the number of pages.
fn pack(
    archive: &Archive,
    chosen: &Chosen<'_>,
    part: &Path,
    package: &Package<'_>,
) -> Result<usize, ArchiveError> {
    let failed = ArchiveError::writing(part);
    let file = File::create(part).map_err(&failed)?;
    let mut writer = Writer {
        zip: ZipWriter::new(BufWriter::new(file)),
        time: zip_time(package.created),
        resources: Vec::new(),
    };
    let mut places = chosen.places()?;
    if chosen.everything {
        places.extend(archive.catalogue.listed()?.into_iter().map(|record| record.place));
    }
    let ids: HashSet<&str> = chosen.captures.values().map(|capture| capture.record_id.as_str()).collect();
    places.extend(archive.seals_of(&ids)?);
    let mut positions = BTreeMap::new();
    let mut offset = 0;
    // Stored: replay tools seek to a record's place in the file.
    writer.begin(&format!("archive/{DATA}"), CompressionMethod::Stored).map_err(&failed)?;
    let mut hashed = Hashed::default();
    for place in &places {
        positions.insert((place.file.as_str(), place.offset), (offset, place.length));
        offset += place.length;
        let path = archive.layout.file(&place.file);
        let mut from = File::open(&path).map_err(ArchiveError::reading(&path))?;
        from.seek(SeekFrom::Start(place.offset)).map_err(ArchiveError::reading(&path))?;
        let copied = hashed.copy(&mut from.take(place.length), &mut writer.zip).map_err(&failed)?;
        if copied != place.length {
            let cause = "the file ends before it does".to_owned();
            return Err(ArchiveError::Damaged { file: place.file.clone(), offset: place.offset, cause });
        }
    }
    writer.end(&format!("archive/{DATA}"), hashed);
    let captures = chosen.captures.values().filter_map(|capture| {
        let (offset, length) = *positions.get(&(capture.file.as_str(), capture.offset))?;
        Some((capture, Position { file: DATA, offset, length }))
    });
    writer.put(INDEX, lines(captures).concat().as_bytes(), CompressionMethod::Stored).map_err(&failed)?;
    let pages = pages(archive, chosen)?;
    writer
        .put("pages/pages.jsonl", pages.concat().as_bytes(), CompressionMethod::Deflated)
        .map_err(&failed)?;
    if let Some(report) = package.report {
        writer.put("newscheck/report.json", report, CompressionMethod::Deflated).map_err(&failed)?;
    }
    writer.finish(package).map_err(&failed)?;
    Ok(pages.len() - 1)
}

/// The lines of `pages.jsonl`: a header, then each capture that has a text.
fn pages(archive: &Archive, chosen: &Chosen<'_>) -> Result<Vec<String>, ArchiveError> {
    let mut lines = vec![
        json!({"format": "json-pages-1.0", "id": "pages", "title": "Articles and sources", "hasText": true})
            .to_string()
            + "\n",
    ];
    for capture in chosen.captures.values().filter(|capture| capture.method.is_none()) {
        let Some(page) = archive.text(capture)? else { continue };
        let id = capture.record_id.trim_start_matches("urn:uuid:");
        let title = page.title.as_deref().unwrap_or(&capture.url);
        lines.push(
            json!({"id": id, "url": capture.url, "ts": capture.at, "title": title, "text": page.text})
                .to_string()
                + "\n",
        );
    }
    Ok(lines)
}

/// Writes the files of a package and lists them.
struct Writer {
    zip: ZipWriter<BufWriter<File>>,
    time: ZipTime,
    resources: Vec<Value>,
}

impl Writer {
    fn begin(&mut self, path: &str, method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(self.time)
            // How long an entry gets is not known when its header is written.
            .large_file(true);
        self.zip.start_file(path, options).map_err(io::Error::other)
    }

    fn end(&mut self, path: &str, hashed: Hashed) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let hash = format!("sha256:{}", HEXLOWER.encode(&hashed.hasher.finalize()));
        let mut resource = json!({"name": name, "path": path, "hash": hash, "bytes": hashed.bytes});
        if path.ends_with(".json") {
            // Frictionless takes any `report.json` for a report of its own unless told otherwise.
            resource["type"] = json!("json");
        }
        self.resources.push(resource);
    }

    fn put(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        self.begin(path, method)?;
        let mut hashed = Hashed::default();
        hashed.copy(&mut &bytes[..], &mut self.zip)?;
        self.end(path, hashed);
        Ok(())
    }

    fn finish(mut self, package: &Package<'_>) -> io::Result<()> {
        let description = json!({
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": package.title,
            "software": format!("newscheck/{}", package.version),
            "created": package.created.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "resources": self.resources,
        });
        let description = serde_json::to_vec_pretty(&description)?;
        let hash = format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(&description)));
        let digest = serde_json::to_vec_pretty(&json!({"path": "datapackage.json", "hash": hash}))?;
        for (path, bytes) in [("datapackage.json", description), ("datapackage-digest.json", digest)] {
            self.begin(path, CompressionMethod::Deflated)?;
            self.zip.write_all(&bytes)?;
        }
        let file = self.zip.finish().map_err(io::Error::other)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// Hashes and counts what is copied.
#[derive(Default)]
struct Hashed {
    hasher: Sha256,
    bytes: u64,
}

impl Hashed {
    fn copy(&mut self, from: &mut dyn Read, to: &mut dyn Write) -> io::Result<u64> {
        let mut buffer = vec![0; 1 << 16];
        let mut copied = 0;
        loop {
            let read = match from.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                return Ok(copied);
            }
            self.hasher.update(&buffer[..read]);
            to.write_all(&buffer[..read])?;
            copied += read as u64;
            self.bytes += read as u64;
        }
    }
}

fn zip_time(at: DateTime<Utc>) -> ZipTime {
    use chrono::{Datelike, Timelike};
    let byte = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(1980);
    ZipTime::from_date_and_time(
        year,
        byte(at.month()),
        byte(at.day()),
        byte(at.hour()),
        byte(at.minute()),
        byte(at.second()),
    )
    .unwrap_or_default()
}
