//! Do the seals of an archive hold? Verifies each with what the archive has, offline: token, certificate, and
//! every record that it names.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use rustls_pki_types::TrustAnchor;
use sha2::{Digest as _, Sha256};

use super::statement::{Statement, Stored, moment};
use super::{SCHEMA, SealFault, SealRecord, Stamp, is_content, request, token, verify};
use crate::archive::{Archive, ArchiveError};

/// Records of one seal that are told one by one.
const TOLD: usize = 20;

/// What the seals of an archive were found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealChecks {
    /// The seals in order.
    pub seals: Vec<SealReport>,
    /// Records that no seal names.
    pub unsealed: usize,
}

/// What a seal was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealReport {
    /// When it was made, as its record says.
    pub at: String,
    /// The address that was asked for it.
    pub authority: String,
    /// What the authority swears, if the token holds.
    pub stamp: Option<Stamp>,
    /// Records that it names.
    pub records: usize,
    /// Those that are as they were sealed.
    pub held: usize,
    /// Those that the archive does not have, as packages and repairs leave them out.
    pub absent: usize,
    /// What is wrong.
    pub faults: Vec<String>,
}

impl SealChecks {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.seals.iter().all(|seal| seal.faults.is_empty())
    }
}

impl Archive {
    /// Verifies every seal with what is here. `now` is the time that no token may be behind.
    pub fn check_seals(
        &self,
        anchors: &[TrustAnchor<'static>],
        now: DateTime<Utc>,
    ) -> Result<SealChecks, ArchiveError> {
        let mut checks = SealChecks::default();
        let mut sealed = HashSet::new();
        let mut stored = Stored::new(&self.layout);
        for place in self.catalogue.seals()? {
            let Some((record, at)) = self.seal_at(&place)? else {
                let cause = format!("the record at byte {} of {} is no seal", place.offset, place.file);
                checks.seals.push(SealReport { faults: vec![cause], ..SealReport::default() });
                continue;
            };
            let mut report = SealReport { at, authority: record.authority.clone(), ..SealReport::default() };
            match stamp(&record, anchors, now) {
                Ok((stamp, fault)) => {
                    report.faults.extend(fault.map(|fault| fault.to_string()));
                    report.stamp = Some(stamp);
                }
                Err(fault) => report.faults.push(fault.to_string()),
            }
            self.records(&record, &mut stored, &mut report)?;
            sealed.extend(Statement::lines(&record.statement).map(|(id, _)| id.to_owned()));
            checks.seals.push(report);
        }
        let listed = self.catalogue.listed()?;
        checks.unsealed =
            listed.iter().filter(|record| is_content(record) && !sealed.contains(&record.id)).count();
        Ok(checks)
    }

    /// Compares the records that a seal names with those that are there.
    fn records(
        &self,
        record: &SealRecord,
        stored: &mut Stored<'_>,
        report: &mut SealReport,
    ) -> Result<(), ArchiveError> {
        let mut changed = 0;
        for (id, digest) in Statement::lines(&record.statement) {
            report.records += 1;
            let places = self.catalogue.places_of_record(id)?;
            if places.is_empty() {
                report.absent += 1;
                continue;
            }
            // Of two records of one id one may be the sealed one.
            let mut cause = "is not as it was sealed".to_owned();
            let mut later = None;
            let mut held = false;
            for place in places {
                match stored.read(&place) {
                    Ok(found) if found.digest == digest => (held, later) = (true, found.at),
                    Ok(_) => {}
                    Err(ArchiveError::Damaged { cause: damage, .. }) => cause = damage,
                    Err(error) => return Err(error),
                }
            }
            let sworn = report.stamp.as_ref().map(|stamp| stamp.at);
            if held && later.zip(sworn).is_some_and(|(at, sworn)| at > sworn + verify::DRIFT) {
                (held, cause) = (false, "says to be of a later time than its seal".to_owned());
            }
            if held {
                report.held += 1;
                continue;
            }
            changed += 1;
            if changed <= TOLD {
                report.faults.push(format!("record {id} {cause}"));
            }
        }
        if changed > TOLD {
            report.faults.push(format!("{} more records are not as they were sealed", changed - TOLD));
        }
        Ok(())
    }
}

/// What the token of a seal says, and what of it is not to be trusted; or why it does not hold.
fn stamp(
    record: &SealRecord,
    anchors: &[TrustAnchor<'static>],
    now: DateTime<Utc>,
) -> Result<(Stamp, Option<SealFault>), SealFault> {
    if record.schema != SCHEMA {
        return Err(SealFault::Damaged("another version wrote it"));
    }
    let bytes =
        |text: &str| BASE64.decode(text.as_bytes()).map_err(|_| SealFault::Damaged("it is no Base64"));
    let (request, reply) = (bytes(&record.request)?, bytes(&record.reply)?);
    let asked = request::asked(&request).ok_or(SealFault::Damaged("its request is none"))?;
    let token = token::token(&reply)?;
    let stamp = verify::stamp(&token, asked)?;
    if Sha256::digest(&record.statement)[..] != *asked.imprint {
        return Err(SealFault::OtherImprint);
    }
    if !Statement::is_known(&record.statement) {
        return Err(SealFault::Damaged("another version wrote its statement"));
    }
    let early = (stamp.at > now + verify::DRIFT)
        .then(|| SealFault::Time(format!("the token is of {}, which has not come yet", moment(stamp.at))));
    let fault = early.or_else(|| verify::trusted(&token, anchors).err());
    Ok((stamp, fault))
}
