//! Opens the files whose records are copied in: WARC and ARC files, packed or not, those in WACZ files, and
//! what browsers note (HAR). What becomes of a record is `adopt`'s.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Component, Path};

use sha2::{Digest as _, Sha256};

use crate::archive::adopt::{Adopting, Imported, Unverified};
use crate::archive::{Archive, ArchiveError, TextOf};
use crate::warc::package::{Package, Resource};
use crate::zip::{self, ZipFault};

/// Bytes at the start of a file by which it is told, white space among them.
const MAGIC: u64 = 512;

/// The profile of a list of packages.
const SEVERAL: &str = "multi-wacz-package";

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
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    let white = start.len() - start.trim_ascii_start().len();
    let mut adopting = Adopting::new(archive, text, unverified);
    match &start[white..] {
        [b'P', b'K', 3, 4, ..] => wacz(&mut adopting, source, "", &mut file)?,
        // WARC, ARC, and what they are packed with: one that only looks so is told when it is read.
        [b'W', b'A', b'R', b'C', ..]
        | [b'f', b'i', b'l', b'e', b'd', b'e', b's', b'c', ..]
        | [0x1f, 0x8b, ..]
        | [0x28, 0xb5, 0x2f, 0xfd, ..]
        | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            file.seek(SeekFrom::Start(white as u64)).map_err(ArchiveError::reading(source))?;
            adopting.warc(&source.display().to_string(), file)?;
        }
        [b'{', ..] => json(&mut adopting, source, file)?,
        _ => {
            let cause = "no WARC, ARC, WACZ or HAR file".to_owned();
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

/// A file of JSON: what a browser noted, or a list of packages.
fn json(adopting: &mut Adopting<'_>, source: &Path, mut file: File) -> Result<(), ArchiveError> {
    let mut bytes = Vec::new();
    // Its start was read to tell what it is.
    file.seek(SeekFrom::Start(0)).map_err(ArchiveError::reading(source))?;
    (&mut file).take(Package::LIMIT).read_to_end(&mut bytes).map_err(ArchiveError::reading(source))?;
    let package = Package::parse(bytes.trim_ascii_start());
    drop(bytes);
    if let Some(package) = package.filter(|package| package.profile.as_deref() == Some(SEVERAL)) {
        return packages(adopting, source, package);
    }
    file.seek(SeekFrom::Start(0)).map_err(ArchiveError::reading(source))?;
    adopting.har(&source.display().to_string(), BufReader::with_capacity(1 << 16, file))
}

/// The packages that a list names, those that lie beside it.
fn packages(adopting: &mut Adopting<'_>, source: &Path, list: Package) -> Result<(), ArchiveError> {
    let folder = source.parent().unwrap_or(Path::new(""));
    for resource in list.resources {
        let name = Path::new(&resource.path);
        // A list leads to what lies beside it, not out of its folder.
        let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside || resource.path.contains("://") {
            adopting.fault(&resource.path, "not beside the list that names it: import it by itself");
            continue;
        }
        let path = folder.join(name);
        let opened = File::open(&path).and_then(|mut file| {
            let same = resource.sha256().is_none_or(|hash| same_hash(&mut file, hash));
            file.seek(SeekFrom::Start(0)).map(|_| (file, same))
        });
        let (mut file, same) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                adopting.fault(&resource.path, &error.to_string());
                continue;
            }
        };
        if !same {
            adopting.fault(&resource.path, "datapackage.json states another hash");
        }
        // One package that cannot be read says nothing of the next.
        match wacz(adopting, &path, "", &mut file) {
            Err(ArchiveError::Import { cause, .. }) => adopting.fault(&resource.path, &cause),
            taken => taken?,
        }
    }
    Ok(())
}

/// The archives of a package, and those of packages in it, whose names begin with `within`.
fn wacz(
    adopting: &mut Adopting<'_>,
    source: &Path,
    within: &str,
    mut file: &mut dyn Seekable,
) -> Result<(), ArchiveError> {
    let failed = |fault: ZipFault| ArchiveError::Import { path: source.to_owned(), cause: fault.to_string() };
    let entries = zip::entries(&mut file).map_err(failed)?;
    let package = entries
        .iter()
        .find(|entry| entry.name == "datapackage.json")
        .and_then(|entry| zip::read(&mut file, entry, Package::LIMIT).ok())
        .and_then(|bytes| Package::parse(&bytes))
        .unwrap_or_default();
    // Of two files of one name the last one counts, as most readers have it.
    let archives = entries.iter().filter(|entry| is_warc(&entry.name));
    let archives: BTreeMap<&str, &zip::Entry> = archives.map(|entry| (entry.name.as_str(), entry)).collect();
    for (name, archive) in archives {
        let stated = package.resources.iter().find(|resource| resource.path == name);
        let hash = stated.and_then(Resource::sha256);
        let full_name = format!("{within}{name}");
        // One file that cannot be read says nothing of the next.
        if let Some(hash) = hash
            && let Ok(part) = zip::open(&mut file, archive)
            && !same_hash(part, hash)
        {
            adopting.fault(&full_name, "datapackage.json states another hash");
        }
        match zip::open(&mut file, archive) {
            Ok(part) => adopting.warc(&full_name, part)?,
            Err(fault) => adopting.fault(&full_name, &fault.to_string()),
        }
    }
    if within.is_empty() {
        packages_in(adopting, source, file, &entries)?;
    }
    Ok(())
}

/// The packages in a package, one deep.
fn packages_in(
    adopting: &mut Adopting<'_>,
    source: &Path,
    file: &mut dyn Seekable,
    entries: &[zip::Entry],
) -> Result<(), ArchiveError> {
    for entry in entries.iter().filter(|entry| entry.name.ends_with(".wacz")) {
        let name = &entry.name;
        match zip::section(&mut *file, entry) {
            // One package that cannot be read says nothing of the next.
            Ok(Some(mut part)) => match wacz(adopting, source, &format!("{name}/"), &mut part) {
                Err(ArchiveError::Import { cause, .. }) => adopting.fault(name, &cause),
                taken => taken?,
            },
            Ok(None) => adopting.fault(name, "packed once more: unpack it, and import it by itself"),
            Err(fault) => adopting.fault(name, &fault.to_string()),
        }
    }
    Ok(())
}

/// A file of which any part can be read.
trait Seekable: Read + Seek {}

impl<R: Read + Seek> Seekable for R {}

fn is_warc(name: &str) -> bool {
    name.starts_with("archive/")
        && ([".warc.gz", ".warc", ".warc.zst"].iter().any(|ending| name.ends_with(ending)))
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
