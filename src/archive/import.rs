//! Copies the records of other archives in: WARC files, compressed or not, and those in WACZ files. Each
//! record is verified on the way and written as a gzip member of its own; its header and block stay as they
//! are.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::write::GzEncoder;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::archive::entry::Entry;
use crate::archive::scan::{Record, parts, read_block, unusable, with_text};
use crate::archive::writing::GROUP_SIZE;
use crate::archive::{Archive, ArchiveError, TextOf};
use crate::warc::writer::head_bytes;
use crate::warc::{Header, Packing, Reader, sha256_label};
use crate::zip::{self, ZipFault};

/// Bytes of a `datapackage.json` that are read.
const PACKAGE_LIMIT: u64 = 64 << 20;

/// What was copied from another archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that were copied.
    pub records: usize,
    /// Captures among them.
    pub captures: usize,
    /// Records that were there already.
    pub known: usize,
    /// What was left out or looks wrong, with the file it is in.
    pub faults: Vec<String>,
}

/// What a WACZ file says of its files.
#[derive(Deserialize)]
struct DataPackage {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    hash: Option<String>,
}

pub(super) fn import(
    archive: &mut Archive,
    source: &Path,
    text: TextOf<'_>,
) -> Result<Imported, ArchiveError> {
    let mut file = File::open(source).map_err(ArchiveError::reading(source))?;
    let mut magic = [0; 4];
    let read = file.read(&mut magic).map_err(ArchiveError::reading(source))?;
    file.seek(SeekFrom::Start(0)).map_err(ArchiveError::reading(source))?;
    let mut copy = Copy { archive, text, seen: HashSet::new(), imported: Imported::default() };
    match &magic[..read] {
        b"PK\x03\x04" => copy.wacz(source, file)?,
        [0x1f, 0x8b, ..] | b"WARC" => copy.warc(&source.display().to_string(), file)?,
        _ => {
            return Err(ArchiveError::Import {
                path: source.to_owned(),
                cause: "neither a WARC nor a WACZ file".to_owned(),
            });
        }
    }
    let imported = copy.imported;
    archive.commit()?;
    if imported.records + imported.known == 0 {
        let cause = imported.faults.first().cloned().unwrap_or_else(|| "no records in it".to_owned());
        return Err(ArchiveError::Import { path: source.to_owned(), cause });
    }
    Ok(imported)
}

struct Copy<'a> {
    archive: &'a mut Archive,
    text: TextOf<'a>,
    seen: HashSet<String>,
    imported: Imported,
}

impl Copy<'_> {
    fn wacz(&mut self, source: &Path, file: File) -> Result<(), ArchiveError> {
        let failed =
            |fault: ZipFault| ArchiveError::Import { path: source.to_owned(), cause: fault.to_string() };
        let mut file = file;
        let entries = zip::entries(&mut file).map_err(failed)?;
        let package = entries
            .iter()
            .find(|entry| entry.name == "datapackage.json")
            .and_then(|entry| zip::read(&mut file, entry, PACKAGE_LIMIT).ok())
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let package = package.unwrap_or(DataPackage { resources: Vec::new() });
        // Of two files of one name the last one counts, as most readers have it.
        let archives = entries.iter().filter(|entry| is_warc(&entry.name));
        let archives: BTreeMap<&str, &zip::Entry> =
            archives.map(|entry| (entry.name.as_str(), entry)).collect();
        for (name, archive) in archives {
            let stated = package
                .resources
                .iter()
                .find(|resource| resource.path == name)
                .and_then(|resource| resource.hash.as_deref());
            let hash = stated.and_then(|hash| hash.strip_prefix("sha256:"));
            if let Some(hash) = hash
                && !same_hash(zip::open(&mut file, archive).map_err(failed)?, hash)
            {
                self.imported.faults.push(format!("{name}: datapackage.json states another hash"));
            }
            self.warc(name, zip::open(&mut file, archive).map_err(failed)?)?;
        }
        Ok(())
    }

    fn warc(&mut self, name: &str, source: impl Read) -> Result<(), ArchiveError> {
        let mut reader = Reader::new(source);
        let mut block = Vec::new();
        while let Some(next) = reader.next_record() {
            match next {
                Err(fault) => self.fault(name, &fault.to_string()),
                Ok(header) => self.record(name, &mut reader, &header, &mut block)?,
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        name: &str,
        reader: &mut Reader<impl Read>,
        header: &Header,
        block: &mut Vec<u8>,
    ) -> Result<(), ArchiveError> {
        if let Some(cause) = unusable(header) {
            self.fault(name, &cause);
            return Ok(());
        }
        let id = header.id().unwrap_or("").to_owned();
        if self.seen.contains(&id) || self.archive.catalogue.has_record(&id)? {
            self.imported.known += 1;
            return Ok(());
        }
        self.archive.begin_file()?;
        let Some(writing) = &mut self.archive.writing else { return Err(ArchiveError::ReadOnly) };
        let Some(file) = &mut writing.file else { return Err(ArchiveError::ReadOnly) };
        let mut encoder = GzEncoder::new(file.writer()?, Packing::Tight.level());
        let copied = encoder.write_all(&head_bytes(header)).and_then(|()| {
            let wrong = read_block(reader, header, block, &mut |bytes| encoder.write_all(bytes))?;
            encoder.write_all(b"\r\n\r\n")?;
            Ok(wrong)
        });
        let copied = copied.and_then(|wrong| encoder.finish().map(|_| wrong));
        let wrong = match copied {
            Ok(wrong) => wrong.or_else(|| reader.finish().err().map(|fault| fault.cause.to_string())),
            Err(error) => return Err(file.undo(error)),
        };
        if let Some(cause) = wrong {
            file.drop_tail()?;
            self.fault(name, &format!("{id}: {cause}"));
            return Ok(());
        }
        let (offset, length) = file.keep()?;
        let parts = parts(header, block);
        let entry = Entry { offset, length, ..Entry::of(header, parts, || sha256_label(&[parts.payload])) };
        let entry = with_text(Record { entry, header, block: parts }, self.text);
        self.imported.records += 1;
        self.imported.captures += usize::from(entry.capture.is_some());
        self.seen.insert(id);
        writing.pending.push(entry);
        if writing.pending.len() >= GROUP_SIZE {
            self.archive.commit()?;
        }
        Ok(())
    }

    fn fault(&mut self, name: &str, cause: &str) {
        self.imported.faults.push(format!("{name}: {cause}"));
    }
}

fn is_warc(name: &str) -> bool {
    name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc"))
}

fn same_hash(mut entry: impl Read, hash: &str) -> bool {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match entry.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => hasher.update(&buffer[..read]),
            Err(_) => return false,
        }
    }
    data_encoding::HEXLOWER.encode(&hasher.finalize()) == hash.to_ascii_lowercase()
}
