//! Remembers verdicts from run to run: a line of JSON for each in a file of the user's cache folder, appended
//! as verdicts come in and rewritten when most of it is old. A cache that cannot be read or written is no
//! reason to fail: it is only slower.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{Link, LinkVerdict};

/// The file in the cache folder.
const FILE: &str = "links.ndjson";

/// The file whose lock says who may rewrite the other.
const LOCK: &str = "links.lock";

/// Lines below which the file is never rewritten.
const SMALL: usize = 10_000;

/// Bytes of a line; a longer one is passed over.
const LONGEST: u64 = 256 * 1024;

/// Where and how long verdicts are kept.
#[derive(Clone, Debug)]
pub struct CacheSettings {
    /// The folder; it is made when it is missing.
    pub folder: PathBuf,
    /// How long an alive or moved link holds; see [`lifetime`].
    pub age: TimeDelta,
    /// What the answers depend on beside the address: the headers, the cookies. Other runs' answers do not
    /// hold.
    pub context: String,
}

/// The verdicts of earlier runs on the addresses of this one.
pub struct Cache {
    settings: CacheSettings,
    known: HashMap<String, Entry>,
    file: File,
    /// Held as long as the run appends: nobody rewrites the file meanwhile.
    _lock: File,
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    context: String,
    /// The web archive that was asked for captures, and the moment near which they should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    memento: Option<String>,
    #[serde(flatten)]
    link: Link,
}

/// How long a verdict holds, when an alive link holds for `age`: what is gone may come back, and what is
/// blocked now may be open soon. Verdicts that leave everything open, and those that cost no request, are not
/// kept.
pub fn lifetime(verdict: LinkVerdict, age: TimeDelta) -> Option<TimeDelta> {
    match verdict {
        LinkVerdict::Alive | LinkVerdict::Moved => Some(age),
        // A writer who mends a link or a page within the day sees it.
        LinkVerdict::Dead | LinkVerdict::Soft404 => Some(age / 4),
        // Long enough for runs in a row, as editors make them.
        LinkVerdict::Blocked | LinkVerdict::TlsFault => Some(age / 24),
        LinkVerdict::Unreachable | LinkVerdict::Broken | LinkVerdict::Refused => None,
    }
}

impl Cache {
    /// Opens the cache and reads what holds now of what is `wanted`.
    pub fn open(
        settings: CacheSettings,
        wanted: impl Fn(&str) -> bool,
        now: DateTime<Utc>,
    ) -> io::Result<Self> {
        fs::create_dir_all(&settings.folder)?;
        let path = settings.folder.join(FILE);
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).open(settings.folder.join(LOCK))?;
        // Alone or not at all: whoever appends to a file that was rewritten would write into the old one.
        if lock.try_lock().is_ok() {
            compact(&path, settings.age, now)?;
            lock.unlock()?;
        }
        lock.lock_shared()?;
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        let mut known = HashMap::new();
        // The last line on an address is the newest: it replaces those before.
        for entry in entries(&file) {
            if entry.context == settings.context && wanted(&entry.link.url) {
                known.insert(entry.link.url.clone(), entry);
            }
        }
        known.retain(|_, entry| holds(&entry.link, settings.age, now));
        end_last_line(&mut file)?;
        Ok(Self { settings, known, file, _lock: lock })
    }

    /// What is known of an address. With `memento` a link that is gone counts only if the same was asked
    /// about its captures.
    pub fn get(&self, url: &str, memento: Option<&str>) -> Option<Link> {
        let entry = self.known.get(url)?;
        let gone = entry.link.verdict.is_gone();
        // A link that is alive needs no capture, whichever archive was asked.
        let same = memento.is_none() || !gone || entry.memento.as_deref() == memento;
        same.then(|| Link { from_cache: true, ..entry.link.clone() })
    }

    /// Keeps a verdict, if it is one that is kept.
    pub fn put(&mut self, link: &Link, memento: Option<&str>) -> io::Result<()> {
        if link.from_cache || lifetime(link.verdict, self.settings.age).is_none() {
            return Ok(());
        }
        let entry = Entry {
            context: self.settings.context.clone(),
            memento: memento.map(str::to_owned),
            link: link.clone(),
        };
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        // One write a line: lines of two processes do not mix.
        self.file.write_all(&line)
    }
}

fn holds(link: &Link, age: TimeDelta, now: DateTime<Utc>) -> bool {
    let Ok(checked_at) = link.checked_at.parse::<DateTime<Utc>>() else { return false };
    // A clock that was set back makes no verdict hold for ever.
    lifetime(link.verdict, age).is_some_and(|lifetime| checked_at <= now && now - checked_at < lifetime)
}

/// The lines that can be read, in order.
fn entries(file: &File) -> impl Iterator<Item = Entry> {
    lines(file).filter_map(|line| serde_json::from_slice(&line).ok())
}

fn lines(file: &File) -> impl Iterator<Item = Vec<u8>> {
    let mut reader = BufReader::with_capacity(256 * 1024, file);
    std::iter::from_fn(move || {
        let mut line = Vec::new();
        match reader.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line),
        }
    })
}

/// Begins a new line after one that was cut off.
fn end_last_line(file: &mut File) -> io::Result<()> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(());
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    if last[0] == b'\n' { Ok(()) } else { file.write_all(b"\n") }
}

/// Rewrites the file without what is old, if that is more than half of it.
fn compact(path: &Path, age: TimeDelta, now: DateTime<Utc>) -> io::Result<()> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut newest: HashMap<u64, usize> = HashMap::new();
    let mut count = 0;
    for (number, line) in lines(&file).enumerate() {
        count += 1;
        if let Ok(entry) = serde_json::from_slice::<Entry>(&line)
            && holds(&entry.link, age, now)
        {
            newest.insert(key(&entry), number);
        }
    }
    if count < SMALL || newest.len() > count / 2 {
        return Ok(());
    }
    let kept: std::collections::HashSet<usize> = newest.into_values().collect();
    let aside = path.with_extension("new");
    let mut writer = BufWriter::new(File::create(&aside)?);
    (&file).rewind()?;
    for (_, line) in lines(&file).enumerate().filter(|(number, _)| kept.contains(number)) {
        writer.write_all(&line)?;
    }
    writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(aside, path)
}

fn key(entry: &Entry) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&entry.context, &entry.link.url).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Hop;

    const NOON: &str = "2026-05-01T12:00:00Z";

    fn link(url: &str, verdict: LinkVerdict) -> Link {
        Link {
            url: url.to_owned(),
            verdict,
            reason: "200 OK".to_owned(),
            status: Some(200),
            final_url: None,
            hops: vec![Hop { url: url.to_owned(), status: Some(200) }],
            attempts: 1,
            checked_at: NOON.to_owned(),
            from_cache: false,
            captures: Vec::new(),
            lookup: None,
        }
    }

    fn open_at(folder: &Path, context: &str, hours: i64) -> Cache {
        let settings =
            CacheSettings { folder: folder.to_owned(), age: TimeDelta::days(1), context: context.to_owned() };
        Cache::open(settings, |_| true, NOON.parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours))
            .unwrap()
    }

    #[test]
    fn a_verdict_holds_for_its_lifetime() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = open_at(folder.path(), "", 0);
        for verdict in LinkVerdict::ALL {
            cache.put(&link(verdict.name(), verdict), None).unwrap();
        }
        let known = |hours| {
            let cache = open_at(folder.path(), "", hours);
            LinkVerdict::ALL
                .into_iter()
                .filter(|verdict| cache.get(verdict.name(), None).is_some())
                .map(LinkVerdict::name)
                .collect::<Vec<_>>()
        };
        assert_eq!(known(0), ["alive", "moved", "dead", "soft-404", "blocked", "tls-fault"]);
        assert_eq!(known(2), ["alive", "moved", "dead", "soft-404"]);
        assert_eq!(known(7), ["alive", "moved"]);
        assert_eq!(known(25), Vec::<&str>::new());
        assert_eq!(known(-1), Vec::<&str>::new(), "verdicts of the future");
    }

    #[test]
    fn the_newest_verdict_counts_and_says_that_it_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = open_at(folder.path(), "", 0);
        cache.put(&link("a", LinkVerdict::Alive), None).unwrap();
        cache.put(&link("a", LinkVerdict::Dead), None).unwrap();
        let known = open_at(folder.path(), "", 0).get("a", None).unwrap();
        assert_eq!((known.verdict, known.from_cache), (LinkVerdict::Dead, true));
        assert!(open_at(folder.path(), "cookies", 0).get("a", None).is_none(), "another context");
    }

    #[test]
    fn a_dead_link_counts_only_for_the_archive_that_was_asked() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = open_at(folder.path(), "", 0);
        cache.put(&link("dead", LinkVerdict::Dead), None).unwrap();
        cache.put(&link("asked", LinkVerdict::Dead), Some("archive near noon")).unwrap();
        cache.put(&link("alive", LinkVerdict::Alive), None).unwrap();
        let cache = open_at(folder.path(), "", 0);
        let hits: Vec<&str> = ["dead", "asked", "alive"]
            .into_iter()
            .filter(|url| cache.get(url, Some("archive near noon")).is_some())
            .collect();
        assert_eq!(hits, ["asked", "alive"]);
    }

    #[test]
    fn damaged_lines_are_passed_over_and_new_ones_begin_afresh() {
        let folder = tempfile::tempdir().unwrap();
        open_at(folder.path(), "", 0).put(&link("a", LinkVerdict::Alive), None).unwrap();
        let path = folder.path().join(FILE);
        let mut bytes = b"not json\n\xff\xfe\n".to_vec();
        bytes.extend(fs::read(&path).unwrap());
        bytes.extend(b"{\"url\": \"cut");
        fs::write(&path, bytes).unwrap();
        let mut cache = open_at(folder.path(), "", 0);
        assert!(cache.get("a", None).is_some());
        cache.put(&link("b", LinkVerdict::Alive), None).unwrap();
        assert!(open_at(folder.path(), "", 0).get("b", None).is_some());
    }

    #[test]
    fn a_file_of_old_lines_is_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = open_at(folder.path(), "", 0);
        for number in 0..SMALL {
            cache.put(&link(&format!("{}", number % 100), LinkVerdict::Alive), None).unwrap();
        }
        let written = fs::metadata(folder.path().join(FILE)).unwrap().len();
        open_at(folder.path(), "", 0);
        assert_eq!(
            fs::metadata(folder.path().join(FILE)).unwrap().len(),
            written,
            "not while another run appends"
        );
        drop(cache);
        let cache = open_at(folder.path(), "", 0);
        assert!(fs::metadata(folder.path().join(FILE)).unwrap().len() < written / 50);
        assert!((0..100).all(|number| cache.get(&number.to_string(), None).is_some()));
    }
}
