//! Lets a time-stamping authority swear to what is in an archive.

use crate::archive::seal::{SealFault, SealReply, Sealed};
use crate::archive::{Archive, ArchiveError};
use crate::fetch::{self, Contacted, FetchError, FetchOptions, Post, PostError};

/// Bytes of an answer that are read: tokens with their certificates have some ten thousand.
const REPLY: usize = 1 << 20;

/// What was sealed.
#[derive(Debug, Default)]
pub struct Made {
    /// The seals: more than one for very many records.
    pub seals: Vec<Sealed>,
    /// The records that they name.
    pub records: usize,
    /// Records that say to be of a later time than now: they are not sealed.
    pub later: usize,
    /// Whom the run has asked.
    pub contacted: Contacted,
}

/// Why nothing more was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The archive cannot be read or written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Nobody can be asked.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The authority gave no answer.
    #[error("asking {0}: {1}")]
    Post(String, PostError),
    /// Its answer does not hold.
    #[error("asking {0}: {1}")]
    Fault(String, SealFault),
}

/// Has everything sealed that no seal names yet.
pub fn seal(archive: &mut Archive, authority: &str, options: &FetchOptions) -> Result<Made, SealError> {
    let anchors = fetch::trust_anchors(&options.ca_files)?;
    let mut made = Made::default();
    while let Some(request) = archive.seal_request((options.clock)())? {
        let sent = Post {
            url: authority,
            content_type: "application/timestamp-query",
            body: &request.request,
            most: REPLY,
        };
        let (bytes, contacted) =
            fetch::post(sent, options).map_err(|error| SealError::Post(authority.to_owned(), error))?;
        let reply = SealReply { authority, bytes: &bytes, at: (options.clock)() };
        let sealed = archive
            .add_seal(&request, &reply, &anchors)
            .map_err(|fault| SealError::Fault(authority.to_owned(), fault))?;
        made.seals.push(sealed);
        made.records += request.records;
        (made.later, made.contacted) = (request.later, contacted);
    }
    Ok(made)
}
