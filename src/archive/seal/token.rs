//! What a time-stamping authority answers (RFC 3161, section 2.4.2): its parts, as signed data has them (RFC
//! 5652). It trusts nothing of it; see `verify`.

use chrono::{DateTime, NaiveDateTime, Utc};
use data_encoding::HEXLOWER;

use super::SealFault;
use super::der::{BOOLEAN, Element, Elements, INTEGER, OCTETS, OID, SEQUENCE, SET, TIME, element, tagged};

/// Certificates that are looked at; no authority sends more.
const CERTIFICATES: usize = 32;

const SIGNED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const TIME_STAMP: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
const CONTENT_TYPE: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03";
const MESSAGE_DIGEST: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
const CERTIFICATE_V1: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0c";
const CERTIFICATE_V2: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f";

/// A token in parts.
#[derive(Debug)]
pub(super) struct Token<'d> {
    /// What was stamped, as it was signed.
    pub content: &'d [u8],
    pub info: Info<'d>,
    /// The certificates in it, in its order.
    pub certificates: Vec<&'d [u8]>,
    pub signer: Signer<'d>,
}

/// What a token says (RFC 3161, TSTInfo).
#[derive(Debug)]
pub(super) struct Info<'d> {
    /// The algorithm of the imprint.
    pub algorithm: &'d [u8],
    pub imprint: &'d [u8],
    /// In hexadecimal.
    pub serial: String,
    pub at: DateTime<Utc>,
    pub nonce: Option<&'d [u8]>,
}

/// Who signed a token, and how.
#[derive(Debug)]
pub(super) struct Signer<'d> {
    /// The issuer and the number of the certificate, or the id of its key.
    pub name: Element<'d>,
    /// The algorithm of the digest.
    pub digest: &'d [u8],
    /// The bytes that are signed.
    pub signed: Vec<u8>,
    /// The digest of the content, as it was signed.
    pub content_digest: &'d [u8],
    pub certificate: CertificateDigest<'d>,
    /// The algorithm of the signature: its name and its parameters.
    pub algorithm: Elements<'d>,
    pub signature: &'d [u8],
}

/// The digest of the signer's certificate, as it was signed.
#[derive(Clone, Copy, Debug)]
pub(super) enum CertificateDigest<'d> {
    Sha1(&'d [u8]),
    /// With its algorithm; none is SHA-256.
    Other(Option<&'d [u8]>, &'d [u8]),
}

/// The token in an answer, or why there is none.
pub(super) fn token(reply: &[u8]) -> Result<Token<'_>, SealFault> {
    let mut parts = Elements(reply).pick(SEQUENCE).ok_or(SealFault::NoReply)?.inside();
    let mut status = parts.pick(SEQUENCE).ok_or(SealFault::NoReply)?.inside();
    let code = status.pick(INTEGER).ok_or(SealFault::NoReply)?.content;
    // Granted, or granted with changes.
    if !matches!(code, [0] | [1]) {
        return Err(SealFault::Refused(refusal(code, status)));
    }
    let content = parts.pick(SEQUENCE).ok_or(SealFault::NoReply)?;
    signed_data(content).ok_or(SealFault::Damaged("it is no signed time stamp"))
}

/// Why no token was given, in the authority's words.
fn refusal(code: &[u8], mut rest: Elements<'_>) -> String {
    let words: Vec<String> = rest
        .pick(SEQUENCE)
        .map(|texts| texts.inside().map(|text| String::from_utf8_lossy(text.content).into_owned()).collect())
        .unwrap_or_default();
    let words: String = words.join(" ").chars().take(300).collect();
    if words.is_empty() { format!("status {}", HEXLOWER.encode(&code[..code.len().min(8)])) } else { words }
}

fn signed_data(content: Element<'_>) -> Option<Token<'_>> {
    let mut content = content.inside();
    content.pick(OID).filter(|kind| kind.content == SIGNED_DATA)?;
    let mut signed = content.pick(tagged(0))?.inside().pick(SEQUENCE)?.inside();
    signed.pick(INTEGER)?;
    signed.pick(SET)?;
    let mut encapsulated = signed.pick(SEQUENCE)?.inside();
    encapsulated.pick(OID).filter(|kind| kind.content == TIME_STAMP)?;
    let content = encapsulated.pick(tagged(0))?.inside().pick(OCTETS)?.content;
    let certificates = signed.pick(tagged(0)).map(|set| set.inside().take(CERTIFICATES));
    let certificates = certificates.into_iter().flatten().map(|certificate| certificate.whole).collect();
    signed.pick(tagged(1));
    let mut signers = signed.pick(SET)?.inside();
    let signer = signer(signers.next()?)?;
    // A token has one signer (RFC 3161, section 2.4.2).
    signers.next().is_none().then_some(())?;
    Some(Token { content, info: info(content)?, certificates, signer })
}

fn info(content: &[u8]) -> Option<Info<'_>> {
    let mut parts = Elements(content).pick(SEQUENCE)?.inside();
    parts.pick(INTEGER).filter(|version| version.content == [1])?;
    parts.pick(OID)?;
    let mut stamped = parts.pick(SEQUENCE)?.inside();
    let algorithm = stamped.pick(SEQUENCE)?.inside().pick(OID)?.content;
    let imprint = stamped.pick(OCTETS)?.content;
    let serial = HEXLOWER.encode(parts.pick(INTEGER)?.content);
    let at = time(parts.pick(TIME)?.content)?;
    // Its accuracy and whether its authority's tokens are in order.
    parts.pick(SEQUENCE);
    parts.pick(BOOLEAN);
    let nonce = parts.pick(INTEGER).map(|nonce| nonce.content);
    Some(Info { algorithm, imprint, serial, at, nonce })
}

/// `20261124160000Z`, perhaps with a fraction of the second.
fn time(content: &[u8]) -> Option<DateTime<Utc>> {
    let words = std::str::from_utf8(content).ok()?.strip_suffix('Z')?;
    NaiveDateTime::parse_from_str(words, "%Y%m%d%H%M%S%.f").ok().map(|time| time.and_utc())
}

fn signer(signer: Element<'_>) -> Option<Signer<'_>> {
    let mut parts = signer.inside();
    parts.pick(INTEGER)?;
    let name = parts.next()?;
    let digest = parts.pick(SEQUENCE)?.inside().pick(OID)?.content;
    let attributes = parts.pick(tagged(0))?;
    let algorithm = parts.pick(SEQUENCE)?.inside();
    let signature = parts.pick(OCTETS)?.content;
    let value = |kind: &[u8]| {
        let mut found = attributes.inside().filter_map(|attribute| {
            let mut attribute = attribute.inside();
            attribute.pick(OID).filter(|own| own.content == kind)?;
            attribute.pick(SET)?.inside().next()
        });
        // An attribute that is there twice says nothing (RFC 5652, section 11).
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    value(CONTENT_TYPE).filter(|kind| kind.content == TIME_STAMP)?;
    let certificate = match value(CERTIFICATE_V2) {
        Some(found) => certificate_v2(found)?,
        None => certificate_v1(value(CERTIFICATE_V1)?)?,
    };
    Some(Signer {
        name,
        digest,
        // Signed as the set that they are, not as the field they stand in (RFC 5652, section 5.4).
        signed: element(SET, &[attributes.content]),
        content_digest: value(MESSAGE_DIGEST)?.content,
        certificate,
        algorithm,
        signature,
    })
}

/// The first certificate of a list is the signer's (RFC 2634, section 5.4).
fn certificate_v1(list: Element<'_>) -> Option<CertificateDigest<'_>> {
    let first = list.inside().pick(SEQUENCE)?.inside().pick(SEQUENCE)?;
    Some(CertificateDigest::Sha1(first.inside().pick(OCTETS)?.content))
}

/// The same with other digests (RFC 5035, section 4).
fn certificate_v2(list: Element<'_>) -> Option<CertificateDigest<'_>> {
    let mut first = list.inside().pick(SEQUENCE)?.inside().pick(SEQUENCE)?.inside();
    let algorithm = match first.pick(SEQUENCE) {
        Some(algorithm) => Some(algorithm.inside().pick(OID)?.content),
        None => None,
    };
    Some(CertificateDigest::Other(algorithm, first.pick(OCTETS)?.content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_without_a_token_say_why() {
        let refused = element(
            SEQUENCE,
            &[&element(
                SEQUENCE,
                &[&element(INTEGER, &[b"\x02"]), &element(SEQUENCE, &[&element(0x0c, &[b"no such policy"])])],
            )],
        );
        let bare = element(SEQUENCE, &[&element(SEQUENCE, &[&element(INTEGER, &[b"\x05"])])]);
        let granted = element(SEQUENCE, &[&element(SEQUENCE, &[&element(INTEGER, &[b"\x00"])])]);
        let table: [(&[u8], &str); 6] = [
            (&refused, "the authority refuses: no such policy"),
            (&bare, "the authority refuses: status 05"),
            (&granted, "the answer is none of a time-stamping authority"),
            (b"<html>", "the answer is none of a time-stamping authority"),
            (b"", "the answer is none of a time-stamping authority"),
            (&[0x30; 5000], "the answer is none of a time-stamping authority"),
        ];
        for (reply, words) in table {
            assert_eq!(token(reply).unwrap_err().to_string(), words);
        }
    }

    #[test]
    fn times_are_in_utc_with_or_without_fraction() {
        let table = [
            ("20261124160000Z", Some("2026-11-24T16:00:00Z")),
            ("20261124160000.25Z", Some("2026-11-24T16:00:00.25Z")),
            ("20261124160000", None),
            ("202611241600Z", None),
            ("20261324160000Z", None),
            ("20261124160000+0100", None),
        ];
        for (words, expected) in table {
            assert_eq!(time(words.as_bytes()), expected.map(|time| time.parse().unwrap()), "{words}");
        }
    }
}
