//! Secures connections and keeps the certificates that servers show. It trusts the system's authorities,
//! Mozilla's and those given.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use super::FetchError;
use crate::model::exchange::Tls;

/// Reads the certificates of PEM files; the number of the first file that holds none is the error.
pub(super) fn authorities(files: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, usize> {
    let mut found = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let before = found.len();
        for certificate in CertificateDer::pem_slice_iter(file) {
            found.push(certificate.map_err(|_| index)?);
        }
        if found.len() == before {
            return Err(index);
        }
    }
    Ok(found)
}

/// Whom newscheck trusts: the authorities of the system, Mozilla's, and those in PEM files. The number of the
/// first file that holds none is the error.
pub fn trust_anchors(files: &[Vec<u8>]) -> Result<Vec<TrustAnchor<'static>>, FetchError> {
    let given = authorities(files).map_err(FetchError::Authority)?;
    Ok(trusted(given).roots)
}

/// The authorities of the system, Mozilla's, and those given.
fn trusted(given: impl IntoIterator<Item = CertificateDer<'static>>) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    // Mozilla's as well as the system's: a small container has none, and a company's proxy is in the
    // system's alone.
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots.add_parsable_certificates(given);
    roots
}

/// How rustls is set up, and where the certificates are kept.
pub(super) fn configuration(
    authorities: Vec<CertificateDer<'static>>,
) -> Result<(ClientConfig, Arc<Chains>), Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chains = Arc::new(Chains::default());
    let verifier = Verifier {
        provider: Arc::clone(&provider),
        authorities,
        trusting: OnceLock::new(),
        chains: Arc::clone(&chains),
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((config, chains))
}

/// The certificates of servers, by name or address.
#[derive(Debug, Default)]
pub(super) struct Chains {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    chains: HashMap<String, Arc<Tls>>,
    /// The version of TLS that a certificate was last used with.
    versions: HashMap<Vec<u8>, &'static str>,
}

impl Chains {
    /// What a host showed.
    pub(super) fn of(&self, host: &str) -> Option<Arc<Tls>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = &mut *known;
        let tls = known.chains.get_mut(host.trim_matches(['[', ']']))?;
        if tls.version.is_empty() {
            let version =
                tls.chain.first().and_then(|own| known.versions.get(own)).copied().unwrap_or_default();
            Arc::make_mut(tls).version = version.to_owned();
        }
        Some(Arc::clone(tls))
    }

    fn keep(&self, host: String, chain: Vec<Vec<u8>>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.chains.get(&host).is_none_or(|tls| tls.chain != chain) {
            known.chains.insert(host, Arc::new(Tls { version: String::new(), cipher: String::new(), chain }));
        }
    }

    fn keep_version(&self, certificate: &CertificateDer<'_>, version: &'static str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.versions.insert(certificate.to_vec(), version);
    }
}

/// Checks certificates as rustls does, and keeps them. The authorities are loaded when the first
/// certificate is seen.
struct Verifier {
    provider: Arc<CryptoProvider>,
    authorities: Vec<CertificateDer<'static>>,
    trusting: OnceLock<Option<Arc<WebPkiServerVerifier>>>,
    chains: Arc<Chains>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Verifier").finish_non_exhaustive()
    }
}

impl Verifier {
    fn trusting(&self) -> Option<&Arc<WebPkiServerVerifier>> {
        let load = || {
            let roots = trusted(self.authorities.iter().cloned());
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&self.provider))
                .build()
                .ok()
        };
        self.trusting.get_or_init(load).as_ref()
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(own).chain(others).map(|certificate| certificate.to_vec()).collect();
        // Kept before it is judged: what a host shows is worth archiving even where nobody trusts it.
        self.chains.keep(name.to_str().into_owned(), chain);
        let trusting =
            self.trusting().ok_or_else(|| Error::General("no certificate authorities".to_owned()))?;
        let verified = trusting.verify_server_cert(own, others, name, ocsp, now);
        match verified {
            Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)) if is_self_signed(own) => {
                Err(Error::General(SELF_SIGNED.to_owned()))
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chains.keep_version(own, "TLSv1.2");
        verify_tls12_signature(message, own, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chains.keep_version(own, "TLSv1.3");
        verify_tls13_signature(message, own, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

const SELF_SIGNED: &str = "certificate is self-signed";

/// What is wrong with a connection, in a few words.
pub(super) fn reason(error: &Error) -> String {
    let words = match error {
        Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "certificate has expired"
        }
        Error::InvalidCertificate(
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
        ) => "certificate is not valid yet",
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "certificate is another host's",
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            "certificate is of an unknown authority"
        }
        Error::InvalidCertificate(CertificateError::Revoked) => "certificate is revoked",
        Error::General(words) if words == SELF_SIGNED => SELF_SIGNED,
        Error::InvalidCertificate(error) => return format!("certificate is not valid: {error}"),
        Error::PeerIncompatible(_) => "no common version of TLS",
        Error::InvalidMessage(_) => "the server does not speak TLS",
        error => return format!("TLS: {error}"),
    };
    words.to_owned()
}

/// Whether a certificate names itself as its issuer (RFC 5280, section 4.1).
fn is_self_signed(certificate: &[u8]) -> bool {
    let names = || {
        let (content, _) = element(certificate)?;
        let (mut rest, _) = element(content)?;
        // The version, which certificates of version 1 leave out.
        if rest.first() == Some(&0xa0) {
            rest = element(rest)?.1;
        }
        let (_serial, rest) = element(rest)?;
        let (_algorithm, rest) = element(rest)?;
        let (issuer, rest) = element(rest)?;
        let (_validity, rest) = element(rest)?;
        let (subject, _) = element(rest)?;
        Some(issuer == subject)
    };
    names().unwrap_or(false)
}

/// The content of the first DER element, and what follows it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = der.get(1..)?.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        // Lengths of up to four bytes: no certificate is longer.
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, Issuer, KeyPair};

    #[test]
    fn a_certificate_that_names_itself_as_issuer_is_self_signed() {
        let key = KeyPair::generate().unwrap();
        let own = CertificateParams::new(vec!["example.org".to_owned()]).unwrap();
        let certificate = own.self_signed(&key).unwrap();
        assert!(is_self_signed(certificate.der()));
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.distinguished_name.push(rcgen::DnType::CommonName, "An authority");
        let issuer = Issuer::new(authority, &key);
        let issued =
            CertificateParams::new(vec!["example.org".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
        assert!(!is_self_signed(issued.der()));
        assert!(!is_self_signed(&certificate.der()[..40]), "cut off");
        assert!(!is_self_signed(b""));
    }

    #[test]
    fn a_file_without_a_certificate_is_named() {
        let key = KeyPair::generate().unwrap();
        let pem = CertificateParams::new(vec!["example.org".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap()
            .pem()
            .into_bytes();
        assert_eq!(authorities(&[pem.clone(), pem.clone()]).map(|found| found.len()), Ok(2));
        assert_eq!(authorities(&[pem, b"no certificate".to_vec()]), Err(1));
    }
}
