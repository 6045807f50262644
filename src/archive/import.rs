//! Opens the files whose records are copied in: WARC files, compressed or not, and those in WACZ files. What
//! becomes of a record is `adopt`'s.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::archive::adopt::{Adopting, Imported, Unverified};
use crate::archive::{Archive, ArchiveError, TextOf};
use crate::zip::{self, ZipFault};

/// Bytes at the start of a file by which it is told, white space among them.
const MAGIC: u64 = 512;

/// Bytes of a `datapackage.json` that are read.
const PACKAGE_LIMIT: u64 = 64 << 20;

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

/// Copies the records of a file in.
pub(super) fn import(
    archive: &mut Archive,
    source: &Path,
    unverified: Unverified,
    text: TextOf<'_>,
) -> Result<Imported, ArchiveError> {
    let mut file = File::open(source).map_err(ArchiveError::reading(source))?;
    let mut start = Vec::new();
    (&mut file).take(MAGIC).read_to_end(&mut start).map_err(ArchiveError::reading(source))?;
    let white = start.len() - start.trim_ascii_start().len();
    let mut adopting = Adopting::new(archive, text, unverified);
    match &start[white..] {
        [b'P', b'K', 3, 4, ..] => wacz(&mut adopting, source, file)?,
        [0x1f, 0x8b, ..] | [b'W', b'A', b'R', b'C', ..] => {
            file.seek(SeekFrom::Start(white as u64)).map_err(ArchiveError::reading(source))?;
            adopting.warc(&source.display().to_string(), file)?;
        }
        _ => {
            let cause = "neither a WARC nor a WACZ file".to_owned();
            return Err(ArchiveError::Import { path: source.to_owned(), cause });
        }
    }
    let imported = adopting.imported;
    archive.commit()?;
    if imported.records + imported.known + imported.faults.len() == 0 {
        let cause = "no records in it".to_owned();
        return Err(ArchiveError::Import { path: source.to_owned(), cause });
    }
    Ok(imported)
}

fn wacz(adopting: &mut Adopting<'_>, source: &Path, file: File) -> Result<(), ArchiveError> {
    let failed = |fault: ZipFault| ArchiveError::Import { path: source.to_owned(), cause: fault.to_string() };
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
    let archives: BTreeMap<&str, &zip::Entry> = archives.map(|entry| (entry.name.as_str(), entry)).collect();
    for (name, archive) in archives {
        let stated = package
            .resources
            .iter()
            .find(|resource| resource.path == name)
            .and_then(|resource| resource.hash.as_deref());
        let hash = stated.and_then(|hash| hash.strip_prefix("sha256:"));
        // One file that cannot be read says nothing of the next.
        if let Some(hash) = hash
            && let Ok(part) = zip::open(&mut file, archive)
            && !same_hash(part, hash)
        {
            adopting.fault(name, "datapackage.json states another hash");
        }
        match zip::open(&mut file, archive) {
            Ok(part) => adopting.warc(name, part)?,
            Err(fault) => adopting.fault(name, &fault.to_string()),
        }
    }
    Ok(())
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
