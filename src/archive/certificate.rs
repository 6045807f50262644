//! Reads what the certificates of a host say, so that a person can compare them. It does not judge them.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Certificates of a chain that are read; no sane server sends more.
const LIMIT: usize = 16;

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whom it is for: `CN=example.org`.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// From when it is valid, as RFC 2822 has it.
    pub not_before: String,
    /// Until when.
    pub not_after: String,
    /// The SHA-256 of its DER form in lower-case hexadecimal.
    pub sha256: String,
}

/// The certificates in a text in PEM form, the host's own first. What is no certificate is passed over.
pub(super) fn chain(pem: &[u8]) -> Vec<Certificate> {
    Pem::iter_from_buffer(pem)
        .take(LIMIT)
        .map_while(Result::ok)
        .filter_map(|pem| certificate(&pem.contents))
        .collect()
}

fn certificate(der: &[u8]) -> Option<Certificate> {
    let (_, parsed) = X509Certificate::from_der(der).ok()?;
    let date = |time: x509_parser::time::ASN1Time| time.to_rfc2822().unwrap_or_else(|error| error);
    Some(Certificate {
        subject: parsed.subject().to_string(),
        issuer: parsed.issuer().to_string(),
        not_before: date(parsed.validity().not_before),
        not_after: date(parsed.validity().not_after),
        sha256: HEXLOWER.encode(&Sha256::digest(der)),
    })
}
