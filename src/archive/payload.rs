//! What does a capture hold? Reads records back from the data files, verified.

use std::io::{Read, Seek, SeekFrom};

use super::catalogue::Place;
use super::error::ArchiveError;
use super::rows::{CaptureRow, Payload};
use super::{Archive, scan};
use crate::warc::http::{self, Head};
use crate::warc::writer::head_bytes;
use crate::warc::{Header, Reader};

/// Bytes of a block that are read into memory to be shown.
const SHOWN: u64 = 1 << 30;

impl Archive {
    /// What a capture holds. A revisit gives its own head with the payload it refers to; where the server
    /// said that nothing had changed, the head is the earlier one, too.
    pub fn payload(&self, capture: &CaptureRow) -> Result<Payload, ArchiveError> {
        let payload = self.stored(capture)?;
        let Some(original) = capture.original.map(|id| self.catalogue.capture(id)).transpose()?.flatten()
        else {
            return Ok(payload);
        };
        let held = self.stored(&original)?;
        if capture.status == Some(304) {
            return Ok(held);
        }
        Ok(Payload { body: held.body, ..payload })
    }

    /// The bytes of a capture's record as it was before it was packed.
    pub fn raw(&self, capture: &CaptureRow) -> Result<Vec<u8>, ArchiveError> {
        let (header, block) = self.read_record(capture)?;
        let mut raw = head_bytes(&header);
        raw.extend(block);
        raw.extend_from_slice(b"\r\n\r\n");
        Ok(raw)
    }

    fn stored(&self, capture: &CaptureRow) -> Result<Payload, ArchiveError> {
        let (header, block) = self.read_record(capture)?;
        let parts = scan::parts(&header, &block);
        let mime = match Head::parse(parts.head) {
            Some(head) => head.fields.get("Content-Type").map(str::to_owned),
            None => header.content_type().map(str::to_owned),
        };
        let body = match Head::parse(parts.head) {
            Some(head) => http::unchunked(parts.payload, &head).bytes.into_owned(),
            None => parts.payload.to_vec(),
        };
        Ok(Payload { head: parts.head.to_vec(), body, mime })
    }

    fn read_record(&self, capture: &CaptureRow) -> Result<(Header, Vec<u8>), ArchiveError> {
        let place = Place { file: capture.file.clone(), offset: capture.offset, length: capture.length };
        let (header, block) = self.record_at(&place)?;
        if header.id() != Some(&capture.record_id) {
            let cause = "another record stands there".to_owned();
            return Err(ArchiveError::Damaged { file: place.file, offset: place.offset, cause });
        }
        let mut block = block;
        if header.is_segment() {
            self.join(&capture.record_id, &mut block)?;
        }
        Ok((header, block))
    }

    /// Appends what further records hold of a block that was stored in segments, as far as they are there.
    fn join(&self, first: &str, block: &mut Vec<u8>) -> Result<(), ArchiveError> {
        let mut segments = Vec::new();
        for place in self.catalogue.continuations(first)? {
            let (header, part) = self.record_at(&place)?;
            let number =
                header.fields.get("WARC-Segment-Number").and_then(|number| number.parse::<u64>().ok());
            segments.push((number, part));
        }
        segments.sort_by_key(|(number, _)| *number);
        for (expected, (number, part)) in (2..).zip(segments) {
            // What stands behind a gap would be joined in the wrong place.
            if number != Some(expected) || (block.len() + part.len()) as u64 > SHOWN {
                break;
            }
            block.extend(part);
        }
        Ok(())
    }

    /// The record at a place, its block digest verified.
    pub(super) fn record_at(&self, place: &Place) -> Result<(Header, Vec<u8>), ArchiveError> {
        let path = self.layout.file(&place.file);
        let mut file = std::fs::File::open(&path).map_err(ArchiveError::reading(&path))?;
        file.seek(SeekFrom::Start(place.offset)).map_err(ArchiveError::reading(&path))?;
        let mut reader = Reader::new(file.take(place.length));
        let damaged =
            |cause: String| ArchiveError::Damaged { file: place.file.clone(), offset: place.offset, cause };
        let header = match reader.next_record() {
            Some(Ok(header)) => header,
            Some(Err(fault)) => return Err(damaged(fault.cause.to_string())),
            None => return Err(damaged("there is none".to_owned())),
        };
        let mut block = Vec::new();
        reader.block().take(SHOWN).read_to_end(&mut block).map_err(|error| damaged(error.to_string()))?;
        let is_whole = header.content_length() == Some(block.len() as u64);
        if is_whole && !scan::has_block_digest(&header, &block) {
            return Err(damaged("its digest does not match".to_owned()));
        }
        Ok((header, block))
    }
}
