//! Does a token hold: is it about these bytes, is its signature by its certificate, is that for time stamps,
//! and does it lead to an authority that is trusted? All of it offline. Whether a certificate was revoked it
//! cannot know.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, ring};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::SealFault;
use super::der::{Element, INTEGER, OID, SEQUENCE, tagged};
use super::request::{Asked, SHA256};
use super::token::{CertificateDigest, Signer, Token};

/// How far the clocks of two machines may be apart.
pub(super) const DRIFT: TimeDelta = TimeDelta::minutes(10);

const SHA384: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x02";
const SHA512: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x03";

/// `id-kp-timeStamping` (RFC 5280, section 4.2.1.12).
const TIME_STAMPING: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x03\x08";

type Verification = &'static dyn SignatureVerificationAlgorithm;

/// By the digest that is signed.
type Ways = &'static [(&'static [u8], Verification)];

const PKCS1: Ways = &[
    (SHA256, ring::RSA_PKCS1_2048_8192_SHA256),
    (SHA384, ring::RSA_PKCS1_2048_8192_SHA384),
    (SHA512, ring::RSA_PKCS1_2048_8192_SHA512),
];

const PSS: Ways = &[
    (SHA256, ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY),
    (SHA384, ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY),
    (SHA512, ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY),
];

const EDDSA: Ways = &[(SHA512, ring::ED25519)];

const ECDSA: Ways = &[
    (SHA256, ring::ECDSA_P256_SHA256),
    (SHA256, ring::ECDSA_P384_SHA256),
    (SHA384, ring::ECDSA_P256_SHA384),
    (SHA384, ring::ECDSA_P384_SHA384),
];

/// How a signature is made.
struct Named {
    /// The name of the algorithm.
    name: &'static [u8],
    /// The digest that belongs to it; none is the one that the token names.
    digest: Option<&'static [u8]>,
    ways: Ways,
}

const fn named(name: &'static [u8], digest: Option<&'static [u8]>, ways: Ways) -> Named {
    Named { name, digest, ways }
}

/// How a signature may be made (RFC 5754, RFC 5758, RFC 4056, RFC 8419).
const NAMES: [Named; 9] = [
    named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", None, PKCS1),
    named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", Some(SHA256), PKCS1),
    named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", Some(SHA384), PKCS1),
    named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", Some(SHA512), PKCS1),
    named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", None, PSS),
    named(b"\x2a\x86\x48\xce\x3d\x02\x01", None, ECDSA),
    named(b"\x2a\x86\x48\xce\x3d\x04\x03\x02", Some(SHA256), ECDSA),
    named(b"\x2a\x86\x48\xce\x3d\x04\x03\x03", Some(SHA384), ECDSA),
    named(b"\x2b\x65\x70", None, EDDSA),
];

/// What a token that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time to which the authority swears.
    pub at: DateTime<Utc>,
    /// The number of the token, in hexadecimal.
    pub serial: String,
    /// Whom the certificate of the authority names.
    pub authority: String,
    /// When that certificate ends.
    pub certificate_ends: DateTime<Utc>,
}

/// What a token says, if it answers the request and its signature holds. Nobody is trusted yet.
pub(super) fn stamp(token: &Token<'_>, asked: Asked<'_>) -> Result<Stamp, SealFault> {
    if (token.info.algorithm, token.info.imprint) != (SHA256, asked.imprint) {
        return Err(SealFault::OtherImprint);
    }
    if token.info.nonce != Some(asked.nonce) {
        return Err(SealFault::OtherNonce);
    }
    let signer = &token.signer;
    if digest(signer.digest, token.content).ok_or(SealFault::Algorithm)? != signer.content_digest {
        return Err(SealFault::Signature);
    }
    let der = signers_certificate(token).ok_or(SealFault::Damaged("its signer's certificate is missing"))?;
    let (_, parsed) =
        X509Certificate::from_der(der).map_err(|_| SealFault::Damaged("its certificate is none"))?;
    signature(der, signer)?;
    let purpose = parsed.extended_key_usage().ok().flatten();
    // Nothing else may be done with its key (RFC 3161, section 2.3).
    let alone = |usage: &x509_parser::extensions::ExtendedKeyUsage<'_>| {
        let others = [usage.any, usage.server_auth, usage.client_auth, usage.code_signing];
        let more = [usage.email_protection, usage.ocsp_signing, !usage.other.is_empty()];
        usage.time_stamping && !others.iter().chain(&more).any(|is| *is)
    };
    if !purpose.is_some_and(|usage| usage.critical && alone(usage.value)) {
        return Err(SealFault::Purpose);
    }
    let ends = parsed.validity().not_after.timestamp();
    Ok(Stamp {
        at: token.info.at,
        serial: token.info.serial.clone(),
        authority: parsed.subject().to_string(),
        certificate_ends: DateTime::from_timestamp(ends, 0).unwrap_or(DateTime::<Utc>::MAX_UTC),
    })
}

/// Whether the certificate led to an authority that is trusted when the token was made.
pub(super) fn trusted(token: &Token<'_>, anchors: &[TrustAnchor<'static>]) -> Result<(), SealFault> {
    let untrusted = |error: webpki::Error| SealFault::Untrusted(reason(&error));
    let own = signers_certificate(token).ok_or(SealFault::Damaged("its signer's certificate is missing"))?;
    let others: Vec<CertificateDer<'_>> =
        token.certificates.iter().filter(|der| **der != own).map(|der| CertificateDer::from(*der)).collect();
    let own = CertificateDer::from(own);
    let seconds = u64::try_from(token.info.at.timestamp()).unwrap_or(0);
    let certificate = EndEntityCert::try_from(&own).map_err(untrusted)?;
    // Of the signer itself it was asked already that it is for nothing else.
    let usage = KeyUsage::required_if_present(TIME_STAMPING);
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    certificate
        .verify_for_usage(ALL_VERIFICATION_ALGS, anchors, &others, time, usage, None, None)
        .map_err(untrusted)?;
    Ok(())
}

/// What is wrong with a certificate, in a few words.
fn reason(error: &webpki::Error) -> String {
    use webpki::Error;
    match error {
        // An authority of the same name has another key.
        Error::UnknownIssuer | Error::InvalidSignatureForPublicKey => {
            "leads to no authority that is trusted".to_owned()
        }
        Error::CertExpired { .. } => "had expired when the token was made".to_owned(),
        Error::RequiredEkuNotFoundContext(_) => "leads to one that is not for time stamps".to_owned(),
        Error::CertNotValidYet { .. } => "was not valid yet when the token was made".to_owned(),
        error => format!("is not valid: {error:?}"),
    }
}

/// The certificate whose digest was signed, if it is also the one that is named.
pub(super) fn signers_certificate<'d>(token: &Token<'d>) -> Option<&'d [u8]> {
    let found = |der: &[u8]| match token.signer.certificate {
        CertificateDigest::Sha1(digest) => Sha1::digest(der)[..] == *digest,
        CertificateDigest::Other(algorithm, stated) => {
            digest(algorithm.unwrap_or(SHA256), der).as_deref() == Some(stated)
        }
    };
    let own = token.certificates.iter().find(|der| found(der))?;
    is_named(token.signer.name, own).then_some(own)
}

/// Whether a certificate is the one that a signer names: by issuer and number, or by the id of its key.
fn is_named(name: Element<'_>, der: &[u8]) -> bool {
    let Ok((_, parsed)) = X509Certificate::from_der(der) else { return false };
    if name.tag == SEQUENCE {
        let mut parts = name.inside();
        let issuer = parts.pick(SEQUENCE).map(|issuer| issuer.whole);
        let number = parts.pick(INTEGER).map(|number| number.content);
        return issuer == Some(parsed.issuer().as_raw()) && number == Some(parsed.raw_serial());
    }
    // `[0]` of bytes, not of elements.
    let ids = parsed.iter_extensions().filter_map(|extension| match extension.parsed_extension() {
        x509_parser::extensions::ParsedExtension::SubjectKeyIdentifier(id) => Some(id.0),
        _ => None,
    });
    name.tag == tagged(0) & !0x20 && ids.into_iter().any(|id| id == name.content)
}

fn signature(der: &[u8], signer: &Signer<'_>) -> Result<(), SealFault> {
    let mut algorithm = signer.algorithm;
    let name = algorithm.pick(OID).ok_or(SealFault::Algorithm)?.content;
    let named = NAMES.iter().find(|named| named.name == name).ok_or(SealFault::Algorithm)?;
    if named.digest.is_some_and(|digest| digest != signer.digest) {
        return Err(SealFault::Algorithm);
    }
    let der = CertificateDer::from(der);
    let certificate =
        EndEntityCert::try_from(&der).map_err(|_| SealFault::Damaged("its certificate is none"))?;
    let mut fault = SealFault::Algorithm;
    for (_, way) in named.ways.iter().filter(|(digest, _)| *digest == signer.digest) {
        match certificate.verify_signature(*way, &signer.signed, signer.signature) {
            Ok(()) => return Ok(()),
            Err(webpki::Error::InvalidSignatureForPublicKey) => fault = SealFault::Signature,
            Err(_) => {}
        }
    }
    Err(fault)
}

/// The digest of bytes by an algorithm's name; none for one that is not known or is weak.
fn digest(algorithm: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        SHA256 => Some(Sha256::digest(bytes).to_vec()),
        SHA384 => Some(Sha384::digest(bytes).to_vec()),
        SHA512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}
