//! Where are the texts of cited sources? In files that the user names, in an archive, or at their addresses.
//! It does not read what is in them; see `source_page`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::{DateTime, Utc};

use crate::address::pages::canonical;
use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::fetch::{Fetched, Validators};
use crate::input::{discover, sha256_hex};
use crate::model::{ArticleRecord, Link, LinkVerdict, Links, SourcePage, SourcePages, Uncompared};
use crate::pipeline::archive::history;
use crate::pipeline::online::Capturing;
use crate::pipeline::online::gather::Gathered;
use crate::pipeline::source_page::{Found, read};

/// Bytes of a file or capture that are read.
const LONGEST: u64 = 64 << 20;

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
/// use newscheck::pipeline::source_pages::hash;
/// assert_eq!(hash("HTTPS://Example.org:443/a"), hash("https://example.org/a"));
/// ```
pub fn hash(url: &str) -> String {
    sha256_hex(canonical(url).as_bytes())
}

/// Reads the files that the user has, on so many threads. A file that cannot be read is a source that is not
/// compared; a folder that cannot be read is an error.
pub fn given(sources: &GivenSources, gathered: &Gathered, jobs: usize) -> std::io::Result<SourcePages> {
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
    let labelled = each(by_label.values().collect(), jobs, |path| of_file(path));
    let addressed = each(by_url.iter().collect(), jobs, |(url, path)| SourcePage {
        origin: path.display().to_string(),
        ..of_file_at(path, url)
    });
    Ok(SourcePages {
        by_label: by_label.into_keys().zip(labelled.into_iter().map(Arc::new)).collect(),
        by_url: by_url.into_keys().zip(addressed.into_iter().map(|page| vec![Arc::new(page)])).collect(),
    })
}

/// Adds what an archive holds of the cited addresses: of each the captures nearest to the articles that cite
/// it.
pub fn archived(
    archive: &Archive,
    gathered: &Gathered,
    jobs: usize,
    pages: &mut SourcePages,
) -> Result<(), ArchiveError> {
    let mut wanted: Vec<(&String, CaptureRow)> = Vec::new();
    for url in gathered.cited.keys().filter(|url| !pages.by_url.contains_key(*url)) {
        let captures = history::pages(archive, url)?;
        let near = gathered.near.get(url).into_iter().flatten();
        let mut chosen: BTreeSet<usize> = near.filter_map(|near| nearest(&captures, *near)).collect();
        chosen.extend(captures.len().checked_sub(1).filter(|_| chosen.is_empty()));
        wanted.extend(chosen.into_iter().map(|index| (url, captures[index].clone())));
    }
    let mut read_pages: BTreeMap<String, Vec<Arc<SourcePage>>> = BTreeMap::new();
    for few in wanted.chunks(AT_ONCE) {
        let payloads =
            few.iter().map(|(_, capture)| archive.payload(capture)).collect::<Result<Vec<_>, _>>()?;
        let both: Vec<_> = few.iter().zip(&payloads).collect();
        let found = each(both, jobs, |((url, capture), payload)| SourcePage {
            origin: "archive".to_owned(),
            ..read(&Found {
                bytes: &payload.unpacked().bytes,
                content_type: payload.mime.as_deref(),
                name: url,
                url: &capture.url,
                captured_at: Some(&capture.at),
            })
        });
        for ((url, _), page) in few.iter().zip(found) {
            read_pages.entry((*url).clone()).or_default().push(Arc::new(page));
        }
    }
    pages.by_url.extend(read_pages);
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
    archived(archive, &gathered, 1, &mut pages)?;
    Ok(pages)
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
        let body = answer.unpacked(usize::try_from(LONGEST).unwrap_or(usize::MAX));
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

fn of_file(path: &Path) -> SourcePage {
    of_file_at(path, "")
}

fn of_file_at(path: &Path, url: &str) -> SourcePage {
    let name = path.display().to_string();
    let size = fs::metadata(path).map(|found| found.len());
    let bytes = match size {
        Ok(size) if size > LONGEST => Err(format!("it is larger than {} MiB", LONGEST >> 20)),
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

/// Makes something of each item on so many threads, in order.
fn each<T: Send + Sync, R: Send>(items: Vec<T>, jobs: usize, make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (next, threads) = (AtomicUsize::new(0), jobs.min(items.len()).max(1));
    let mut made: Vec<(usize, R)> = thread::scope(|scope| {
        let work = || {
            let mut own = Vec::new();
            while let Some(item) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                items.get(index).map(|item| (index, item))
            } {
                own.push((item.0, make(item.1)));
            }
            own
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}
