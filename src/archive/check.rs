//! Verifies an archive: every digest and length in the data files and every entry of the catalogue. It
//! repairs on demand: what is no valid record is taken out of the data files, and the catalogue is built
//! anew.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::archive::capture::CHAIN_TYPE;
use crate::archive::catalogue::{Catalogue, Known};
use crate::archive::catch_up::{Losses, rebuild, state};
use crate::archive::certificate::chain;
use crate::archive::entry::CHAIN_URN;
use crate::archive::scan::{Damage, Record, Scanned, scan};
use crate::archive::store::{Layout, Lock, cut, sync_folder};
use crate::archive::{ArchiveError, Certificate, Dropped, RunNote, TextOf};
use crate::warc::{Fields, Kind};

/// Faults of the catalogue that are told one by one.
const TOLD: usize = 20;

/// Whether faults are put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// They are told.
    No,
    /// They are told and put right. A data file that has damage inside is kept as it was under
    /// `archive/damaged/`.
    Yes,
}

/// What an archive was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Data files.
    pub files: usize,
    /// Valid records.
    pub records: u64,
    /// Captures among them.
    pub captures: u64,
    /// The bytes of the data files.
    pub bytes: u64,
    /// The bytes of the records before they were packed.
    pub unpacked: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was taken out of data files, if that was asked for.
    pub dropped: Vec<Dropped>,
    /// Whether the catalogue was built anew.
    pub rebuilt: bool,
    /// Revisits of captures that the archive does not have, as incomplete imports give.
    pub unresolved: u64,
    /// Captures that were judged to be no source: walls, pages of errors.
    pub no_sources: u64,
    /// Captures that were imported with digests that do not match.
    pub unverified: u64,
    /// The runs that wrote to it, in order.
    pub runs: Vec<Run>,
    /// The certificates of hosts, in order of capture.
    pub chains: Vec<Chain>,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The data file, or none for the catalogue.
    pub file: Option<String>,
    /// The first byte it is about.
    pub offset: u64,
    /// How many bytes are no valid record.
    pub length: u64,
    /// What is wrong.
    pub cause: String,
}

/// A run of newscheck, or of the tool that wrote an imported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The data file.
    pub file: String,
    /// When it began.
    pub at: String,
    /// The software with its version.
    pub software: Option<String>,
    /// Who was responsible.
    pub operator: Option<String>,
    /// The command line.
    pub command_line: Option<String>,
}

/// The certificates with which a host secured its connections in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Host and port.
    pub host: String,
    /// When.
    pub at: String,
    /// What they say, the host's own first.
    pub certificates: Vec<Certificate>,
}

impl CheckReport {
    /// Whether nothing is wrong, or was before it was put right.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    fn tell(&mut self, file: Option<&str>, damage: Damage) {
        self.faults.push(Fault {
            file: file.map(str::to_owned),
            offset: damage.offset,
            length: damage.length,
            cause: damage.cause,
        });
    }

    fn tell_of_catalogue(&mut self, cause: String) {
        self.faults.push(Fault { file: None, offset: 0, length: 0, cause });
    }
}

/// Checks the archive in a folder, which no other process may write to meanwhile.
pub fn check(
    folder: &Path,
    run: &RunNote,
    repair: Repair,
    text: TextOf<'_>,
) -> Result<CheckReport, ArchiveError> {
    let layout = Layout::new(folder);
    if !layout.data().is_dir() {
        return Err(ArchiveError::NoArchive(folder.to_owned()));
    }
    let _lock = match Lock::take(&layout, run) {
        // Where nothing can be written, nobody else writes.
        Err(ArchiveError::Write { .. }) if repair == Repair::No => None,
        lock => Some(lock?),
    };
    let mut report = CheckReport::default();
    let catalogue = match Catalogue::open_read_only(&layout.catalogue()) {
        Ok(Some(catalogue)) => Some(catalogue),
        Ok(None) => None,
        Err(error) => {
            report.tell_of_catalogue(error.to_string());
            None
        }
    };
    if let Some(Ok(state)) = catalogue.as_ref().map(|catalogue| state(&layout, catalogue)) {
        state.lost.iter().for_each(|lost| report.tell_of_catalogue(lost.to_string()));
    }
    let mut indexed = Indexed { catalogue, faults: 0, matched: 0 };
    for name in layout.files()? {
        check_file(&layout, &name, repair, &mut indexed, &mut report)?;
    }
    indexed.finish(&mut report)?;
    if repair == Repair::Yes && !report.is_sound() {
        // It holds the catalogue open, which is removed next.
        drop(indexed);
        rebuild(&layout, Losses::Forgotten, text)?;
        report.rebuilt = true;
    }
    if let Ok(Some(catalogue)) = Catalogue::open_read_only(&layout.catalogue()) {
        let count = |condition: &str| {
            let sql =
                format!("SELECT count(*) FROM captures c JOIN records r ON r.id = c.id WHERE {condition}");
            let found = catalogue.one(&sql, [], |row| row.get::<_, i64>(0));
            found.ok().flatten().and_then(|count| u64::try_from(count).ok()).unwrap_or(0)
        };
        report.unresolved = count("r.kind = 'revisit' AND c.original IS NULL");
        report.no_sources = count("c.verdict IS NOT NULL");
        report.unverified = count("c.unverified");
    }
    Ok(report)
}

fn check_file(
    layout: &Layout,
    name: &str,
    repair: Repair,
    indexed: &mut Indexed,
    report: &mut CheckReport,
) -> Result<(), ArchiveError> {
    let path = layout.file(name);
    // Stretches, not records: a sound file of a million records is one of them.
    let mut valid: Vec<(u64, u64)> = Vec::new();
    let scanned = scan(&path, 0, &mut |record| {
        let (start, end) = (record.entry.offset, record.entry.offset + record.entry.length);
        match valid.last_mut().filter(|(_, last)| *last == start) {
            Some((_, last)) => *last = end,
            None => valid.push((start, end)),
        }
        report.records += 1;
        report.captures += u64::from(record.entry.capture.is_some());
        note_origin(name, &record, report);
        indexed.compare(name, &record, report)
    })?;
    report.files += 1;
    report.bytes += scanned.length;
    report.unpacked += scanned.unpacked;
    let torn = scanned.torn();
    let sound_inside = scanned.faults.is_empty();
    scanned.faults.iter().chain(&torn).for_each(|damage| report.tell(Some(name), damage.clone()));
    if repair == Repair::No || (sound_inside && torn.is_none()) {
        return Ok(());
    }
    if sound_inside {
        cut(&path, scanned.end)?
    } else {
        take_out(layout, name, &valid)?
    }
    let lost = |damage: &Damage| Dropped {
        file: name.to_owned(),
        offset: damage.offset,
        length: damage.length,
        cause: damage.cause.clone(),
    };
    report.dropped.extend(stretches(&scanned, &torn, &valid).iter().map(lost));
    Ok(())
}

/// What stands between valid records, with the first cause that was found there.
fn stretches(scanned: &Scanned, torn: &Option<Damage>, valid: &[(u64, u64)]) -> Vec<Damage> {
    let mut starts = vec![0];
    starts.extend(valid.iter().map(|(_, end)| *end));
    let mut ends: Vec<u64> = valid.iter().map(|(start, _)| *start).collect();
    ends.push(scanned.length);
    let gaps = starts.into_iter().zip(ends).filter(|(start, end)| start < end);
    let cause = |start: u64, end: u64| {
        let found = scanned.faults.iter().chain(torn).find(|damage| (start..end).contains(&damage.offset));
        found.map_or_else(|| "bytes that are no record".to_owned(), |damage| damage.cause.clone())
    };
    gaps.map(|(offset, end)| Damage { offset, length: end - offset, cause: cause(offset, end) }).collect()
}

/// Writes a file anew with its valid records alone; the old one is put aside.
fn take_out(layout: &Layout, name: &str, valid: &[(u64, u64)]) -> Result<(), ArchiveError> {
    let (path, aside) = (layout.file(name), layout.damaged());
    fs::create_dir_all(&aside).map_err(ArchiveError::writing(&aside))?;
    let target = aside.join(format!("{name}.repaired"));
    let copy = || -> io::Result<()> {
        let (mut from, mut to) = (File::open(&path)?, File::create(&target)?);
        for (start, end) in valid {
            from.seek(SeekFrom::Start(*start))?;
            io::copy(&mut (&mut from).take(end - start), &mut to)?;
        }
        // The copy is on the disk before the old file gives up its name.
        to.sync_all()?;
        let old = (0..).map(|number| aside.join(format!("{name}.{number}"))).find(|old| !old.exists());
        fs::rename(&path, old.unwrap_or_else(|| aside.join(name)))?;
        if valid.is_empty() {
            fs::remove_file(&target)?;
        } else {
            fs::rename(&target, &path)?;
        }
        sync_folder(&aside)?;
        sync_folder(&layout.data())
    };
    copy().map_err(ArchiveError::writing(&path))
}

/// Notes which run wrote a file and what certificates its hosts had.
fn note_origin(name: &str, record: &Record<'_>, report: &mut CheckReport) {
    let (header, payload) = (record.header, record.block.payload);
    let at = header.date().unwrap_or("").to_owned();
    let host = header.target_uri().and_then(|uri| uri.strip_prefix(CHAIN_URN));
    match (header.kind(), host) {
        (Kind::Warcinfo, _) => {
            let fields = Fields::parse(payload);
            let field = |name: &str| fields.get(name).map(str::to_owned);
            let (software, operator, command_line) =
                (field("software"), field("operator"), field("command-line"));
            report.runs.push(Run { file: name.to_owned(), at, software, operator, command_line });
        }
        (Kind::Metadata, Some(host)) if header.content_type() == Some(CHAIN_TYPE) => {
            report.chains.push(Chain { host: host.to_owned(), at, certificates: chain(payload) });
        }
        _ => {}
    }
}

/// The catalogue as it is compared with the records.
struct Indexed {
    catalogue: Option<Catalogue>,
    faults: usize,
    matched: u64,
}

impl Indexed {
    fn compare(
        &mut self,
        name: &str,
        record: &Record<'_>,
        report: &mut CheckReport,
    ) -> Result<(), ArchiveError> {
        let Some(catalogue) = &self.catalogue else { return Ok(()) };
        let entry = &record.entry;
        let cause = match catalogue.at_place(name, entry.offset) {
            Err(error) => {
                report.tell_of_catalogue(error.to_string());
                self.catalogue = None;
                return Ok(());
            }
            Ok(None) => "is not in the catalogue",
            Ok(Some(known)) => {
                self.matched += 1;
                let capture = entry
                    .capture
                    .as_ref()
                    .map(|capture| [capture.url.clone(), capture.at.clone(), capture.digest.clone()]);
                if known == (Known { length: entry.length, record_id: entry.record_id.clone(), capture }) {
                    return Ok(());
                }
                "is otherwise in the catalogue"
            }
        };
        self.faults += 1;
        if self.faults <= TOLD {
            report.tell_of_catalogue(format!("{name}: the record at byte {} {cause}", entry.offset));
        }
        Ok(())
    }

    fn finish(&mut self, report: &mut CheckReport) -> Result<(), ArchiveError> {
        if self.faults > TOLD {
            report.tell_of_catalogue(format!(
                "{} more records are not in the catalogue as they are",
                self.faults - TOLD
            ));
        }
        let Some(catalogue) = &self.catalogue else {
            if report.records > 0 && report.faults.iter().all(|fault| fault.file.is_some()) {
                report.tell_of_catalogue("there is no catalogue that this version reads".to_owned());
            }
            return Ok(());
        };
        let surplus = catalogue.record_count()?.saturating_sub(self.matched);
        if surplus > 0 {
            report.tell_of_catalogue(format!("{surplus} records of the catalogue are in no data file"));
        }
        if let Some(words) = catalogue.integrity()? {
            report.tell_of_catalogue(words);
        }
        Ok(())
    }
}
