//! Does the catalogue know what the data files hold? Takes into it what they have and it has not.

use std::collections::BTreeMap;

use super::catalogue::{self, Catalogue};
use super::error::ArchiveError;
use super::rows::{Dropped, Lost, Recovery};
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

/// What the catalogue knows, beside what the data files hold.
pub(super) struct State {
    /// Files of which it knows more than there is.
    pub lost: Vec<Lost>,
    /// Whether there is nothing that it does not know.
    pub is_current: bool,
}

/// Compares the catalogue with the lengths of the data files.
pub(super) fn state(layout: &Layout, catalogue: &Catalogue) -> Result<State, ArchiveError> {
    let known: BTreeMap<String, u64> = catalogue.files()?.into_iter().collect();
    let present = layout.lengths()?;
    let is_current = present.iter().all(|(name, length)| known.get(name).copied().unwrap_or(0) >= *length);
    Ok(State { lost: lost(&known, &present), is_current })
}

fn lost(known: &BTreeMap<String, u64>, present: &[(String, u64)]) -> Vec<Lost> {
    let mut lost = Vec::new();
    for (name, &had) in known {
        let has = present.iter().find(|(present, _)| present == name).map(|(_, length)| *length);
        if has.unwrap_or(0) < had {
            lost.push(Lost { file: name.clone(), had, has });
        }
    }
    lost
}

/// Takes into the catalogue what the data files have and it does not. What it knows more than they have stays
/// in it, and is told.
pub(super) fn catch_up(
    layout: &Layout,
    catalogue: &mut Catalogue,
    tail: Tail,
    text: TextOf<'_>,
) -> Result<Recovery, ArchiveError> {
    let present = layout.lengths()?;
    let mut known: BTreeMap<String, u64> = catalogue.files()?.into_iter().collect();
    let before = std::mem::take(&mut catalogue.before);
    let mut update = Update { layout, catalogue, tail, text, recovery: Recovery::default() };
    for (name, length) in &present {
        let from = known.get(name).copied().unwrap_or(0);
        if *length == 0 && from == 0 && tail == Tail::Cut {
            store::cut(&layout.file(name), 0)?;
        } else if *length > from {
            update.take_in(name, from)?;
        }
    }
    // What an earlier catalogue knew of is lost all the same.
    for Lost { file, had, .. } in lost(&before.into_iter().collect(), &present) {
        update.catalogue.set_length(&file, had)?;
        known.insert(file, had);
    }
    update.recovery.lost = lost(&known, &present);
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

/// What becomes of what a catalogue knows and the data files do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Losses {
    /// It is told on.
    Told,
    /// It is forgotten.
    Forgotten,
}

/// Builds the catalogue anew.
pub(super) fn rebuild(layout: &Layout, losses: Losses, text: TextOf<'_>) -> Result<Recovery, ArchiveError> {
    let path = layout.catalogue();
    let known = Catalogue::open_read_only(&path).ok().flatten().and_then(|known| known.files().ok());
    catalogue::remove(&path)?;
    let mut catalogue = Catalogue::open(&path)?;
    if losses == Losses::Told {
        // Names of a damaged catalogue may be anything.
        catalogue.before = known.unwrap_or_default();
        catalogue.before.retain(|(name, _)| store::is_data_file(name));
    }
    catch_up(layout, &mut catalogue, Tail::Cut, text)
}
