//! Does the catalogue know what the data files hold? Takes into it what they have and it has not.

use std::path::Path;

use super::catalogue::{self, Catalogue};
use super::error::ArchiveError;
use super::rows::{Dropped, Recovery};
use super::store::{self, Layout};
use super::{TextOf, scan};

/// Entries that are taken into the catalogue at once when a file is read again.
const BATCH: usize = 256;

/// What becomes of bytes behind the last whole record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// They are cut off.
    Cut,
    /// They stay.
    Leave,
}

/// Whether the catalogue knows every byte of the data files.
pub(super) fn is_current(layout: &Layout, catalogue: &Catalogue) -> Result<bool, ArchiveError> {
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
pub(super) fn catch_up(
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
        // Windows removes no file that is open.
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

/// Builds the catalogue anew.
pub(super) fn rebuild(layout: &Layout, text: TextOf<'_>) -> Result<Recovery, ArchiveError> {
    catalogue::remove(&layout.catalogue())?;
    let mut catalogue = Catalogue::open(&layout.catalogue())?;
    catch_up(layout, &mut catalogue, Tail::Cut, text)
}
