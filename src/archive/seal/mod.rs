//! Seals: a time-stamping authority (RFC 3161) swears that records were there at a time, whoever had the
//! archive before and after. It asks nobody; what is sent and what came is handed out and in.
//!
//! A seal is a metadata record with a statement, a line for each record that no earlier seal names: its id
//! and the SHA-256 of its head and block. The token is over the SHA-256 of the statement. Earlier seals are
//! among the records, so that each seal holds the ones before it.

mod check;
mod der;
mod fault;
mod request;
mod statement;
mod token;
mod verify;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use data_encoding::{BASE64, HEXLOWER};
use rustls_pki_types::TrustAnchor;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::archive::catalogue::Place;
use crate::archive::entry::SEAL_URN;
use crate::archive::places::Listed;
use crate::archive::{Archive, ArchiveError};
use crate::warc::Kind;
use statement::{Statement, Stored};

pub use check::{SealChecks, SealReport};
pub use fault::SealFault;
pub use verify::Stamp;

/// The schema of the block of a seal's record.
const SCHEMA: &str = "newscheck/seal/1";

/// Records of one seal: its statement has some 20 MB then.
const RECORDS: usize = 200_000;

/// What is to be sealed.
#[derive(Clone, Debug)]
pub struct SealRequest {
    /// The request to send to an authority (`application/timestamp-query`).
    pub request: Vec<u8>,
    /// How many records it is about.
    pub records: usize,
    /// Records that say to be of a later time than now: they are not sealed.
    pub later: usize,
    statement: String,
}

/// What an authority answered.
#[derive(Clone, Copy, Debug)]
pub struct SealReply<'r> {
    /// Its address.
    pub authority: &'r str,
    /// The answer (`application/timestamp-reply`).
    pub bytes: &'r [u8],
    /// When it came.
    pub at: DateTime<Utc>,
}

/// A seal that was made.
#[derive(Debug)]
pub struct Sealed {
    /// What the authority swears.
    pub stamp: Stamp,
    /// Why the authority's certificate is not trusted here, if it is not: another machine may know more.
    pub untrusted: Option<SealFault>,
}

/// The block of a seal's record.
#[derive(Debug, Serialize, Deserialize)]
struct SealRecord {
    schema: String,
    /// The address that was asked.
    authority: String,
    /// The time of the token.
    time: String,
    statement: String,
    /// In Base64, as `reply`.
    request: String,
    reply: String,
    /// Those of the token in PEM, the signer's first.
    certificates: String,
}

impl Archive {
    /// What no seal names yet, as a request to an authority; none if that is nothing. There may be more than
    /// one request names. A record that is damaged is an error: it is not sealed as it is.
    pub fn seal_request(&mut self, now: DateTime<Utc>) -> Result<Option<SealRequest>, ArchiveError> {
        self.commit()?;
        let known = self.sealed_ids()?;
        let open: Vec<Listed> =
            self.catalogue.listed()?.into_iter().filter(|record| !known.contains(&record.id)).collect();
        let mut stored = Stored::new(&self.layout);
        let (mut statement, mut later, mut new) = (Statement::default(), 0, 0);
        for record in open {
            let found = stored.read(&record.place)?;
            if found.at.is_some_and(|at| at > now) {
                later += 1;
                continue;
            }
            new += usize::from(is_content(&record));
            statement.push(&record.id, &found.digest);
            if statement.records >= RECORDS {
                break;
            }
        }
        if new == 0 {
            return Ok(None);
        }
        let Some(writing) = &mut self.writing else { return Err(ArchiveError::ReadOnly) };
        let (records, statement) = (statement.records, statement.text());
        let request = request::request(&Sha256::digest(&statement), &(writing.ids)());
        Ok(Some(SealRequest { request, records, later, statement }))
    }

    /// Verifies what an authority answered and keeps it. Nothing is kept of an answer that does not hold; one
    /// whose certificate is not trusted here is kept, and told.
    pub fn add_seal(
        &mut self,
        request: &SealRequest,
        reply: &SealReply<'_>,
        anchors: &[TrustAnchor<'static>],
    ) -> Result<Sealed, SealFault> {
        let asked = request::asked(&request.request).ok_or(SealFault::Damaged("its request is none"))?;
        let token = token::token(reply.bytes)?;
        let stamp = verify::stamp(&token, asked)?;
        if (stamp.at - reply.at).abs() > verify::DRIFT {
            let words = format!(
                "the authority says that it is {}, this machine that it is {}",
                statement::moment(stamp.at),
                statement::moment(reply.at)
            );
            return Err(SealFault::Time(words));
        }
        let own = verify::signers_certificate(&token);
        let others = token.certificates.iter().copied().filter(|der| Some(*der) != own);
        let chain: Vec<Vec<u8>> = own.into_iter().chain(others).map(<[u8]>::to_vec).collect();
        let record = SealRecord {
            schema: SCHEMA.to_owned(),
            authority: reply.authority.to_owned(),
            time: statement::moment(stamp.at),
            statement: request.statement.clone(),
            request: BASE64.encode(&request.request),
            reply: BASE64.encode(reply.bytes),
            certificates: crate::archive::capture::pem(&chain),
        };
        let uri = format!("{SEAL_URN}{}", HEXLOWER.encode(asked.imprint));
        let block = serde_json::to_vec(&record).map_err(|error| ArchiveError::Pack(error.into()))?;
        self.write_group(|group, _| group.push_seal(&uri, &block, reply.at))?;
        self.commit()?;
        Ok(Sealed { stamp, untrusted: verify::trusted(&token, anchors).err() })
    }

    /// The ids of the records that seals name.
    fn sealed_ids(&self) -> Result<HashSet<String>, ArchiveError> {
        let mut ids = HashSet::new();
        for place in self.catalogue.seals()? {
            if let Some((record, _)) = self.seal_at(&place)? {
                ids.extend(Statement::lines(&record.statement).map(|(id, _)| id.to_owned()));
            }
        }
        Ok(ids)
    }

    /// The places of the seals that name one of these records.
    pub(super) fn seals_of(&self, ids: &HashSet<&str>) -> Result<Vec<Place>, ArchiveError> {
        let mut places = Vec::new();
        for place in self.catalogue.seals()? {
            let record = self.seal_at(&place)?;
            let names =
                |record: &SealRecord| Statement::lines(&record.statement).any(|(id, _)| ids.contains(id));
            places.extend(record.is_some_and(|(record, _)| names(&record)).then_some(place));
        }
        Ok(places)
    }

    /// The seal at a place with the time of its record; none if the record there is none that this version
    /// reads.
    fn seal_at(&self, place: &Place) -> Result<Option<(SealRecord, String)>, ArchiveError> {
        let (header, block) = self.record_at(place)?;
        let record: Option<SealRecord> = serde_json::from_slice(&block).ok();
        Ok(record.map(|record| (record, header.date().unwrap_or("").to_owned())))
    }
}

/// Whether a record is worth a seal: not one that describes a data file, nor a seal itself.
fn is_content(record: &Listed) -> bool {
    let seal = record.concerns.as_deref().is_some_and(|concern| concern.starts_with(SEAL_URN));
    record.kind != Kind::Warcinfo.name() && !seal
}
