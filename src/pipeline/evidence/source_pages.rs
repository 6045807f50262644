//! Where are the texts of cited sources? In files that the user names, in an archive, or at their addresses.
//! It does not read what is in them; see `source_page`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::address::pages::canonical;
use crate::archive::{Archive, ArchiveError, CaptureRow, Payload};
use crate::fetch::{Fetched, Validators};
use crate::input::{discover, sha256_hex};
use crate::model::{ArticleRecord, Link, LinkVerdict, Links, SourcePage, SourcePages, Uncompared};
use crate::pipeline::archive::history;
use crate::pipeline::evidence::source_page::{Found, LONGEST, read};
use crate::pipeline::online::Capturing;
use crate::pipeline::online::gather::Gathered;
use crate::pipeline::ordered::{Threads, Turn, ordered};
use crate::pipeline::run_error::RunError;

/// Sources whose bytes are held at a time.
const AT_ONCE: usize = 32;

/// Sources that the user has as files.
#[derive(Clone, Debug, Default)]
pub struct GivenSources {
    /// Files by the label that they are cited with.
    pub by_label: Vec<(String, PathBuf)>,
    /// A folder with files that are named for a label or for the hash of an address; see [`hash`].
    pub folder: Option<PathBuf>,
}

/// The name that an address has in a folder of sources: lower-case hexadecimal SHA-256 of its normalised
/// form.
///
/// ```
/// use newscheck::pipeline::evidence::source_pages::hash;
/// assert_eq!(hash("HTTPS://Example.org:443/a"), hash("https://example.org/a"));
/// ```
pub fn hash(url: &str) -> String {
    sha256_hex(canonical(url).as_bytes())
}

/// Reads the files that the user has, on so many threads. A file that cannot be read is a source that is not
/// compared; a folder that cannot be read is an error.
pub fn given(sources: &GivenSources, gathered: &Gathered, threads: Threads) -> std::io::Result<SourcePages> {
    let mut by_label: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut by_url: BTreeMap<String, PathBuf> = BTreeMap::new();
    if let Some(folder) = &sources.folder {
        let hashes: BTreeMap<String, &String> = gathered
            .cited
            .keys()
            .flat_map(|url| [(hash(url), url), (sha256_hex(url.as_bytes()), url)])
            .collect();
        for file in files_of(folder)? {
            let Some(name) = file.file_stem().and_then(|name| name.to_str()) else { continue };
            match hashes.get(&name.to_ascii_lowercase()) {
                Some(url) => drop(by_url.insert((*url).clone(), file)),
                None if is_hash(name) => {}
                None => drop(by_label.entry(name.to_owned()).or_insert(file)),
            }
        }
    }
    by_label.extend(sources.by_label.iter().cloned());
    let labelled =
        each(by_label.into_iter().collect(), threads, |(label, path)| (label, Arc::new(of_file(&path, ""))))?;
    let addressed = each(by_url.into_iter().collect(), threads, |(url, path)| {
        let page = of_file(&path, &url);
        (url, vec![Arc::new(page)])
    })?;
    Ok(SourcePages { by_label: labelled.into_iter().collect(), by_url: addressed.into_iter().collect() })
}

/// Adds what an archive holds of the cited addresses, read on several threads.
pub fn archived(
    archive: &Archive,
    gathered: &Gathered,
    threads: Threads,
    pages: &mut SourcePages,
) -> Result<(), RunError> {
    for few in chosen(archive, gathered, pages)?.chunks(AT_ONCE) {
        let mut found = Vec::with_capacity(few.len());
        for (url, capture) in few {
            found.push((url.clone(), capture.clone(), archive.payload(capture)?));
        }
        let read = each(found, threads, |(url, capture, payload)| {
            let page = of_capture(&url, &capture, &payload);
            (url, page)
        });
        for (url, page) in read.map_err(RunError::Sources)? {
            pages.by_url.entry(url).or_default().push(Arc::new(page));
        }
    }
    Ok(())
}

/// What an archive holds of the sources of one of its articles.
pub fn of_record(archive: &Archive, record: &ArticleRecord) -> Result<SourcePages, ArchiveError> {
    let published = record.published_utc.as_ref().or(record.published.as_ref());
    let near = published.and_then(|at| at.parse::<DateTime<Utc>>().ok());
    let mut gathered = Gathered::default();
    for url in record.cited_urls() {
        gathered.cited.insert(url.to_owned(), near);
        gathered.near.entry(url.to_owned()).or_default().extend(near);
    }
    let mut pages = SourcePages::default();
    for (url, capture) in chosen(archive, &gathered, &pages)? {
        let page = of_capture(&url, &capture, &archive.payload(&capture)?);
        pages.by_url.entry(url).or_default().push(Arc::new(page));
    }
    Ok(pages)
}

/// Of each cited address that has no text yet the captures nearest to the articles that cite it.
fn chosen(
    archive: &Archive,
    gathered: &Gathered,
    pages: &SourcePages,
) -> Result<Vec<(String, CaptureRow)>, ArchiveError> {
    let mut all = Vec::new();
    for url in gathered.cited.keys().filter(|url| !pages.by_url.contains_key(*url)) {
        let mut captures = history::shown(archive, url)?;
        // A wall is the source only where there is nothing else: it says why there is no text.
        if captures.iter().any(|capture| capture.verdict.is_none()) {
            captures.retain(|capture| capture.verdict.is_none());
        }
        let near = gathered.near.get(url).into_iter().flatten();
        let mut chosen: BTreeSet<usize> = near.filter_map(|near| nearest(&captures, *near)).collect();
        chosen.extend(captures.len().checked_sub(1).filter(|_| chosen.is_empty()));
        all.extend(chosen.into_iter().map(|index| (url.clone(), captures[index].clone())));
    }
    Ok(all)
}

fn of_capture(url: &str, capture: &CaptureRow, payload: &Payload) -> SourcePage {
    let page = read(&Found {
        bytes: &payload.unpacked().bytes,
        content_type: payload.mime.as_deref(),
        name: url,
        url: &capture.url,
        captured_at: Some(&capture.at),
    });
    let mut page = SourcePage { origin: "archive".to_owned(), ..page };
    if let Some(verdict) = capture.verdict.as_deref() {
        let is_wall = verdict == LinkVerdict::Blocked.name();
        page.uncompared.get_or_insert(if is_wall { Uncompared::Blocked } else { Uncompared::ErrorPage });
        page.told = page.told.or_else(|| capture.reason.clone());
    }
    page
}

/// The capture that is nearest to a moment.
fn nearest(captures: &[CaptureRow], near: DateTime<Utc>) -> Option<usize> {
    let distance = |capture: &CaptureRow| {
        capture.at.parse::<DateTime<Utc>>().map_or(i64::MAX, |at| (at - near).num_seconds().abs())
    };
    (0..captures.len()).min_by_key(|&index| distance(&captures[index]))
}

/// Says of addresses without a text why there is none, by what became of their links.
pub fn unfetched(links: &Links, pages: &mut SourcePages) {
    for (url, link) in links.iter().filter(|(_, link)| !link.verdict.is_live()) {
        pages.by_url.entry(url.clone()).or_insert_with(|| vec![Arc::new(without_text(link))]);
    }
}

fn without_text(link: &Link) -> SourcePage {
    let reason = match link.verdict {
        LinkVerdict::Blocked => Uncompared::Blocked,
        LinkVerdict::Dead | LinkVerdict::Soft404 => Uncompared::ErrorPage,
        LinkVerdict::Broken => Uncompared::Unreadable,
        _ => Uncompared::NoSource,
    };
    SourcePage {
        origin: link.url.clone(),
        captured_at: Some(link.checked_at.clone()),
        uncompared: Some(reason),
        told: Some(link.reason.clone()),
        ..SourcePage::default()
    }
}

/// Keeps the texts of what is fetched in memory.
#[derive(Default)]
pub struct IntoMemory {
    pages: BTreeMap<String, Vec<Arc<SourcePage>>>,
}

impl IntoMemory {
    /// What was fetched, by the address as it is cited.
    pub fn into_pages(self) -> BTreeMap<String, Vec<Arc<SourcePage>>> {
        self.pages
    }
}

impl Capturing for IntoMemory {
    fn validators(&self, _url: &str) -> Option<Validators> {
        None
    }

    /// A verdict of another run has no text.
    fn needs_answer(&self, known: &Link) -> bool {
        known.verdict.is_live()
    }

    fn capture(&mut self, fetched: &Fetched) {
        let answer = fetched.exchanges.last().filter(|answer| answer.response.status == 200);
        let Some(answer) = answer.filter(|_| fetched.link.verdict.is_live()) else { return };
        let body = answer.unpacked(LONGEST);
        let at = answer.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let page = read(&Found {
            bytes: &body.bytes,
            content_type: answer.response.field("content-type"),
            name: &fetched.link.url,
            url: fetched.link.final_url.as_deref().unwrap_or(&fetched.link.url),
            captured_at: Some(&at),
        });
        self.pages.insert(fetched.link.url.clone(), vec![Arc::new(page)]);
    }
}

/// The files of a folder, by name.
fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The source in a file, which stands for an address where there is one.
fn of_file(path: &Path, url: &str) -> SourcePage {
    let name = path.display().to_string();
    let size = fs::metadata(path).map(|found| found.len());
    let bytes = match size {
        Ok(size) if size > LONGEST as u64 => Err(format!("it is larger than {} MiB", LONGEST >> 20)),
        Ok(_) => fs::read(path).map_err(|error| discover::cause(&error)),
        Err(error) => Err(discover::cause(&error)),
    };
    match bytes {
        Ok(bytes) => read(&Found { bytes: &bytes, content_type: None, name: &name, url, captured_at: None }),
        Err(told) => SourcePage {
            origin: name,
            uncompared: Some(Uncompared::Unreadable),
            told: Some(told),
            ..SourcePage::default()
        },
    }
}

/// Makes something of each item on several threads, in order; of the first ones where an interrupt ends it.
fn each<T: Send + 'static, R: Send + 'static>(
    items: Vec<T>,
    threads: Threads,
    make: impl Fn(T) -> R + Send + Sync + 'static,
) -> std::io::Result<Vec<R>> {
    let mut made = Vec::with_capacity(items.len());
    let make = move |item, _: &mut Vec<u8>| make(item);
    ordered(items.into_iter(), threads, make, |turn| {
        made.extend(if let Turn::Next(one) = turn { Some(one) } else { None });
        Ok(())
    })?;
    Ok(made)
}
