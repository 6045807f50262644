//! What an archive holds of cited addresses: the first text and the last, behind redirects.

use std::collections::BTreeMap;

use crate::archive::{Archive, ArchiveError, CaptureRow};
use crate::model::{SourceHistory, SourceText, Sources};

/// Redirects that are followed.
const REDIRECTS: usize = 10;

/// What the archive holds of each address.
pub fn sources<'u>(archive: &Archive, urls: impl Iterator<Item = &'u str>) -> Result<Sources, ArchiveError> {
    urls.map(|url| Ok((url.to_owned(), source_history(archive, url)?))).collect()
}

/// What the archive holds of one address; none without a capture that can be read as a page, a picture or a
/// file.
pub fn source_history(archive: &Archive, url: &str) -> Result<Option<SourceHistory>, ArchiveError> {
    let captures = pages(archive, url)?;
    let (Some(first), Some(last)) = (captures.first(), captures.last()) else { return Ok(None) };
    let text = |capture: &CaptureRow| -> Result<SourceText, ArchiveError> {
        let text = archive.text(capture)?.map(|page| page.text).unwrap_or_default();
        Ok(SourceText { captured_at: capture.at.clone(), text })
    };
    let last = if last.digest == first.digest { None } else { Some(text(last)?) };
    Ok(Some(SourceHistory { first: text(first)?, last }))
}

/// The captures of an address that are what it stands for, the oldest first: answers of success and files,
/// also those that its redirects lead to. Walls and pages of errors that were told as such are none.
pub fn pages(archive: &Archive, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
    let mut shown = shown(archive, url)?;
    shown.retain(|capture| capture.verdict.is_none());
    Ok(shown)
}

/// The captures of an address that are what a reader would see there, the oldest first, walls among them.
pub fn shown(archive: &Archive, url: &str) -> Result<Vec<CaptureRow>, ArchiveError> {
    let mut found = BTreeMap::new();
    let mut seen = vec![without_fragment(url).to_owned()];
    let mut at = 0;
    while at < seen.len() && at <= REDIRECTS {
        for capture in archive.captures(&seen[at])? {
            match (&capture.redirect, capture.status) {
                (Some(target), Some(300..=399)) if !seen.contains(target) => seen.push(target.clone()),
                (_, None | Some(200..=299)) if capture.truncated.is_none() => {
                    found.insert((capture.at.clone(), capture.id), capture);
                }
                _ => {}
            }
        }
        at += 1;
    }
    Ok(found.into_values().collect())
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}
