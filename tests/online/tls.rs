//! Certificates as servers have them: right, expired, another host's, from nobody.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

/// What a server shows for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    Good,
    /// Good, and no TLS 1.3.
    GoodTls12,
    /// Through an intermediate authority that is sent along.
    Intermediate,
    /// Through an intermediate authority that is not.
    IntermediateMissing,
    Expired,
    NotYetValid,
    SelfSigned,
    WrongName,
    /// Its name only where names no longer count.
    CommonNameOnly,
    /// From an authority that nobody trusts.
    UnknownAuthority,
}

type Signer = Issuer<'static, KeyPair>;

/// An authority with its intermediate, and another that is a stranger.
pub struct Authority {
    root: Signer,
    intermediate: Signer,
    intermediate_certificate: CertificateDer<'static>,
    stranger: Signer,
    /// The root's certificate, for `--ca-file`.
    pub pem: String,
}

impl Authority {
    pub fn new() -> Self {
        let (root, pem) = self_signed("The authority of the tests");
        let (stranger, _) = self_signed("An authority nobody knows");
        let key = KeyPair::generate().unwrap();
        let params = authority("The intermediate authority of the tests");
        let intermediate_certificate = params.signed_by(&key, &root).unwrap().der().clone();
        Self { root, intermediate: Issuer::new(params, key), intermediate_certificate, stranger, pem }
    }

    /// A server at an address with a certificate.
    pub fn configuration(&self, certificate: Certificate, ip: IpAddr) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, ip.to_string());
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.subject_alt_names = vec![SanType::IpAddress(ip)];
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2090, 1, 1);
        let mut issuer = Some(&self.root);
        let mut rest = Vec::new();
        match certificate {
            Certificate::Good | Certificate::GoodTls12 => {}
            Certificate::Intermediate => {
                issuer = Some(&self.intermediate);
                rest.push(self.intermediate_certificate.clone());
            }
            Certificate::IntermediateMissing => issuer = Some(&self.intermediate),
            Certificate::Expired => params.not_after = rcgen::date_time_ymd(2024, 2, 1),
            Certificate::NotYetValid => params.not_before = rcgen::date_time_ymd(2080, 1, 1),
            Certificate::SelfSigned => issuer = None,
            Certificate::WrongName => {
                params.subject_alt_names = vec![SanType::IpAddress(Ipv4Addr::new(192, 0, 2, 1).into())]
            }
            Certificate::CommonNameOnly => params.subject_alt_names.clear(),
            Certificate::UnknownAuthority => issuer = Some(&self.stranger),
        }
        let signed = match issuer {
            Some(issuer) => params.signed_by(&key, issuer).unwrap(),
            None => params.self_signed(&key).unwrap(),
        };
        let chain = std::iter::once(signed.der().clone()).chain(rest).collect();
        let versions: &[_] = if certificate == Certificate::GoodTls12 {
            &[&rustls::version::TLS12]
        } else {
            rustls::ALL_VERSIONS
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut configuration = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, PrivatePkcs8KeyDer::from(key.serialize_der()).into())
            .unwrap();
        configuration.alpn_protocols = vec![b"http/1.1".to_vec()];
        Arc::new(configuration)
    }
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn self_signed(name: &str) -> (Signer, String) {
    let key = KeyPair::generate().unwrap();
    let params = authority(name);
    let pem = params.self_signed(&key).unwrap().pem();
    (Issuer::new(params, key), pem)
}
