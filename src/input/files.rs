//! Found files in order, of which there may be millions: a path takes its own letters and sixteen bytes, and
//! those of one folder share its letters. It does not find them; see `discover`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;

use crate::input::page::WebPage;

/// The name by which standard input is given.
pub const STDIN: &str = "-";

/// Folders that are looked through for the one of the next file, the last first: a walk comes back to those
/// that it is in.
const RECENT: usize = 8;

/// The number in place of a folder's for what is kept whole.
const WHOLE: u32 = u32::MAX;

/// One file to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path as given, or below a folder as given.
    pub path: Box<Path>,
    /// Whether it was named outright; such a file is always taken.
    pub named: bool,
    /// Why it cannot be read, where that is known already.
    pub fault: Option<Box<str>>,
    /// The name it goes by, where that is not its path.
    pub name: Option<Box<str>>,
    /// Which of the run's sets of rules it is checked by.
    pub rule_set: u32,
    /// The page that was fetched from it, where its path is an address.
    pub page: Option<Arc<WebPage>>,
}

impl FoundFile {
    /// A page that was fetched from an address, or why it was not.
    pub fn fetched(url: &str, page: Result<WebPage, String>) -> Self {
        let (page, fault) = match page {
            Ok(page) => (Some(Arc::new(page)), None),
            Err(fault) => (None, Some(fault.into())),
        };
        Self { path: Path::new(url).into(), named: true, fault, name: Some(url.into()), rule_set: 0, page }
    }

    pub(crate) fn found(path: &Path, named: bool) -> Self {
        Self { path: path.into(), named, fault: None, name: None, rule_set: 0, page: None }
    }

    pub(crate) fn faulty(path: &Path, named: bool, fault: String) -> Self {
        Self { fault: Some(fault.into()), ..Self::found(path, named) }
    }

    /// The name whose ending helps to choose the format.
    pub fn shown(&self) -> Cow<'_, str> {
        // `to_string_lossy` reads byte by byte, which shows where many small files are checked.
        let name = self.name.as_deref().or_else(|| self.path.to_str());
        name.map_or_else(|| self.path.to_string_lossy(), Cow::Borrowed)
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == STDIN
    }
}

/// Files in order. A copy shares them until one of both changes.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<Kept>);

#[derive(Clone, Debug, Default)]
struct Kept {
    places: Vec<Place>,
    /// Names and folders one after the other; a folder ends with its separator.
    letters: String,
    folders: Vec<Letters>,
    /// Those that have more than a path, or one that is no UTF-8.
    whole: Vec<FoundFile>,
}

/// Where a file's words are.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Its folder, or [`WHOLE`], and then `start` is its number there.
    folder: u32,
    start: u32,
    rule_set: u32,
    length: u16,
    named: bool,
}

#[derive(Clone, Copy, Debug)]
struct Letters {
    start: u32,
    length: u32,
}

impl Files {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.places.is_empty()
    }

    /// The one at a place before [`len`](Self::len).
    pub fn at(&self, place: usize) -> FoundFile {
        self.0.file(self.0.places[place])
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = FoundFile> + '_ {
        self.0.places.iter().map(|place| self.0.file(*place))
    }

    /// All of them, to be kept apart.
    pub fn into_owned(self) -> impl ExactSizeIterator<Item = FoundFile> + Send + 'static {
        (0..self.len()).map(move |place| self.at(place))
    }

    /// The one and only, if there is just one.
    pub fn only(&self) -> Option<FoundFile> {
        (self.len() == 1).then(|| self.at(0))
    }

    /// Puts one behind the others.
    pub fn push(&mut self, file: FoundFile) {
        Arc::make_mut(&mut self.0).push(file);
    }

    /// Puts another in place of one.
    pub fn replace(&mut self, place: usize, file: FoundFile) {
        let kept = Arc::make_mut(&mut self.0);
        kept.push(file);
        kept.places.swap_remove(place);
    }

    /// Says by which set of rules one is checked.
    pub fn assign(&mut self, place: usize, rule_set: u32) {
        let kept = Arc::make_mut(&mut self.0);
        let place = &mut kept.places[place];
        place.rule_set = rule_set;
        if place.folder == WHOLE {
            kept.whole[place.start as usize].rule_set = rule_set;
        }
    }

    /// Only those at places of which this holds.
    pub fn retain(&mut self, mut holds: impl FnMut(usize) -> bool) {
        let mut place = 0;
        let places = &mut Arc::make_mut(&mut self.0).places;
        places.retain(|_| {
            place += 1;
            holds(place - 1)
        });
        places.shrink_to_fit();
    }

    /// Sorts them by the bytes of their paths, each once; one that was named goes first.
    pub fn sort(&mut self) {
        let kept = Arc::make_mut(&mut self.0);
        let mut places = std::mem::take(&mut kept.places);
        places.sort_unstable_by(|one, other| {
            kept.compare(*one, *other).then_with(|| other.named.cmp(&one.named))
        });
        places.dedup_by(|later, first| kept.is_same(*later, *first));
        kept.places = places;
    }
}

impl FromIterator<FoundFile> for Files {
    fn from_iter<I: IntoIterator<Item = FoundFile>>(files: I) -> Self {
        let mut all = Self::default();
        files.into_iter().for_each(|file| all.push(file));
        all
    }
}

impl Extend<FoundFile> for Files {
    fn extend<I: IntoIterator<Item = FoundFile>>(&mut self, files: I) {
        files.into_iter().for_each(|file| self.push(file));
    }
}

impl Kept {
    fn push(&mut self, file: FoundFile) {
        let place = self.plain(&file).unwrap_or_else(|| {
            let start = u32::try_from(self.whole.len()).unwrap_or(u32::MAX);
            let place = Place { folder: WHOLE, start, rule_set: file.rule_set, length: 0, named: file.named };
            self.whole.push(file);
            place
        });
        self.places.push(place);
    }

    /// The place of a file that is only a path, with its words put down.
    fn plain(&mut self, file: &FoundFile) -> Option<Place> {
        if file.fault.is_some() || file.name.is_some() || file.page.is_some() {
            return None;
        }
        let path = file.path.to_str()?;
        let (folder, name) = path.split_at(path.rfind(is_separator).map_or(0, |at| at + 1));
        let length = u16::try_from(name.len()).ok()?;
        let folder = self.folder(folder)?;
        let start = self.put(name)?;
        Some(Place { folder, start, rule_set: file.rule_set, length, named: file.named })
    }

    fn folder(&mut self, words: &str) -> Option<u32> {
        let first = self.folders.len().saturating_sub(RECENT);
        let known = (first..self.folders.len()).rev().find(|&at| self.words(self.folders[at]) == words);
        let at = match known {
            Some(at) => at,
            None => {
                let letters = Letters { start: self.put(words)?, length: u32::try_from(words.len()).ok()? };
                self.folders.push(letters);
                self.folders.len() - 1
            }
        };
        u32::try_from(at).ok().filter(|at| *at != WHOLE)
    }

    /// Puts words down, if there is room, and says where.
    fn put(&mut self, words: &str) -> Option<u32> {
        u32::try_from(self.letters.len() + words.len()).ok()?;
        let start = u32::try_from(self.letters.len()).ok()?;
        self.letters.push_str(words);
        Some(start)
    }

    fn words(&self, at: Letters) -> &str {
        let start = at.start as usize;
        &self.letters[start..start + at.length as usize]
    }

    /// Folder and name of what is only a path.
    fn parts(&self, place: Place) -> Option<(&str, &str)> {
        let folder = (place.folder != WHOLE).then(|| self.words(self.folders[place.folder as usize]))?;
        Some((folder, self.words(Letters { start: place.start, length: place.length.into() })))
    }

    fn path(&self, place: Place) -> PathBuf {
        match self.parts(place) {
            Some((folder, name)) => {
                let mut path = String::with_capacity(folder.len() + name.len());
                path.push_str(folder);
                path.push_str(name);
                path.into()
            }
            None => self.whole[place.start as usize].path.to_path_buf(),
        }
    }

    fn file(&self, place: Place) -> FoundFile {
        match place.folder {
            WHOLE => self.whole[place.start as usize].clone(),
            _ => FoundFile {
                path: self.path(place).into(),
                named: place.named,
                fault: None,
                name: None,
                rule_set: place.rule_set,
                page: None,
            },
        }
    }

    fn compare(&self, one: Place, other: Place) -> Ordering {
        if let (Some((folder, name)), Some((other_folder, other_name))) = (self.parts(one), self.parts(other))
        {
            return match folder == other_folder {
                true => name.cmp(other_name),
                false => {
                    folder.bytes().chain(name.bytes()).cmp(other_folder.bytes().chain(other_name.bytes()))
                }
            };
        }
        bytes(&self.path(one)).cmp(bytes(&self.path(other)))
    }

    fn is_same(&self, one: Place, other: Place) -> bool {
        match (self.parts(one), self.parts(other)) {
            (Some((folder, name)), Some((other_folder, other_name)))
                if folder == other_folder
                    && ![name, other_name].iter().any(|name| matches!(*name, "" | ".")) =>
            {
                name == other_name
            }
            _ => self.path(one) == self.path(other),
        }
    }
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(path: &str, named: bool) -> FoundFile {
        FoundFile { path: Path::new(path).into(), named, fault: None, name: None, rule_set: 0, page: None }
    }

    #[test]
    fn a_place_is_as_small_as_is_said() {
        assert_eq!(size_of::<Place>(), 16);
    }

    #[test]
    fn files_come_back_as_they_were_put_in() {
        let faulty = FoundFile { fault: Some("no such file".into()), ..found("b/none.txt", true) };
        let given = [
            found("a.txt", false),
            faulty,
            found("b/c.txt", true),
            found("-", true),
            found("/x//y/z.md", false),
        ];
        let mut files: Files = given.iter().cloned().collect();
        assert_eq!(files.iter().collect::<Vec<_>>(), given);
        files.assign(1, 3);
        files.assign(2, 4);
        assert_eq!((files.at(1).rule_set, files.at(2).rule_set, files.at(0).rule_set), (3, 4, 0));
        files.replace(3, FoundFile { name: Some("-".into()), ..found("/tmp/spool", true) });
        assert_eq!(&*files.at(3).path, Path::new("/tmp/spool"));
        assert_eq!((files.len(), files.only()), (5, None));
        files.retain(|place| place == 2);
        assert_eq!(files.only().map(|file| file.path), Some(Path::new("b/c.txt").into()));
    }

    #[test]
    fn a_copy_is_its_own() {
        let files: Files = [found("a.txt", false)].into_iter().collect();
        let mut copy = files.clone();
        copy.push(found("b.txt", false));
        assert_eq!((files.len(), copy.len()), (1, 2));
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_utf8_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"a/\xff.txt"));
        let files: Files = [FoundFile { path: path.into(), ..found("", false) }].into_iter().collect();
        assert_eq!(&*files.at(0).path, path);
    }

    proptest! {
        /// The oracle: paths in a list of their own, sorted by their bytes.
        #[test]
        fn they_are_sorted_as_whole_paths_are(
            paths in proptest::collection::vec(("[ab./é-]{1,6}", proptest::bool::ANY), 0..40),
        ) {
            let mut list: Vec<FoundFile> = paths.iter().map(|(path, named)| found(path, *named)).collect();
            let mut files: Files = list.iter().cloned().collect();
            files.sort();
            list.sort_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)).then(b.named.cmp(&a.named)));
            list.dedup_by(|later, first| later.path == first.path);
            prop_assert_eq!(files.iter().collect::<Vec<_>>(), list);
        }
    }
}
