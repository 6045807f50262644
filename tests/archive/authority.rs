//! A time-stamping authority for tests (RFC 3161), with what can be wrong about one.

use chrono::{DateTime, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SigningKey,
};
use sha2::{Digest, Sha256};
use webpki::anchor_from_trusted_cert;

const SHA256: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const ECDSA_SHA256: &[u8] = b"\x2a\x86\x48\xce\x3d\x04\x03\x02";
const TIME_STAMP: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
const SIGNED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";

pub(crate) type Anchors = Vec<rustls_pki_types::TrustAnchor<'static>>;

/// What an authority's certificate may be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    TimeStamps,
    /// Not said to be the only use.
    NotCritical,
    /// And servers.
    More,
    Nothing,
}

/// An authority with a certificate of a root of its own.
pub(crate) struct Authority {
    key: KeyPair,
    own: Vec<u8>,
    root: Vec<u8>,
}

/// How a token differs from an honest one.
#[derive(Clone, Default)]
pub(crate) struct Lie {
    pub(crate) imprint: Option<Vec<u8>>,
    pub(crate) nonce: Option<Vec<u8>>,
    pub(crate) without_nonce: bool,
    /// What is signed is not what stands in it.
    pub(crate) content: bool,
    pub(crate) signature: bool,
    pub(crate) without_certificate: bool,
    /// Another authority's certificate in place of its own.
    pub(crate) certificate: Option<Vec<u8>>,
}

impl Authority {
    pub(crate) fn new(purpose: Purpose, years: (i32, i32)) -> Self {
        let root_key = KeyPair::generate().unwrap();
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.distinguished_name.push(DnType::CommonName, "A root");
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let root_certificate = root.self_signed(&root_key).unwrap();
        let key = KeyPair::generate().unwrap();
        let mut own = CertificateParams::new(Vec::new()).unwrap();
        own.distinguished_name.push(DnType::CommonName, "Keeper of time");
        own.not_before = rcgen::date_time_ymd(years.0, 1, 1);
        own.not_after = rcgen::date_time_ymd(years.1, 1, 1);
        let time_stamping = tlv(0x06, &[b"\x2b\x06\x01\x05\x05\x07\x03\x08"]);
        let server = tlv(0x06, &[b"\x2b\x06\x01\x05\x05\x07\x03\x01"]);
        let uses = match purpose {
            Purpose::More => tlv(0x30, &[&time_stamping, &server]),
            _ => tlv(0x30, &[&time_stamping]),
        };
        let mut usage = CustomExtension::from_oid_content(&[2, 5, 29, 37], uses);
        usage.set_criticality(purpose != Purpose::NotCritical);
        own.custom_extensions.extend((purpose != Purpose::Nothing).then_some(usage));
        let own = own.signed_by(&key, &Issuer::from_params(&root, &root_key)).unwrap();
        Self { key, own: own.der().to_vec(), root: root_certificate.der().to_vec() }
    }

    pub(crate) fn honest() -> Self {
        Self::new(Purpose::TimeStamps, (2020, 2040))
    }

    pub(crate) fn anchors(&self) -> Anchors {
        let root = rustls_pki_types::CertificateDer::from(&self.root[..]);
        vec![anchor_from_trusted_cert(&root).unwrap().to_owned()]
    }

    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.own.clone()
    }

    /// The answer to a request.
    pub(crate) fn reply(&self, request: &[u8], at: DateTime<Utc>, lie: &Lie) -> Vec<u8> {
        // The request has its parts where newscheck writes them.
        let imprint = lie.imprint.clone().unwrap_or_else(|| request[24..56].to_vec());
        let nonce = lie.nonce.clone().unwrap_or_else(|| request[58..66].to_vec());
        let digest = tlv(0x30, &[&tlv(0x06, &[SHA256]), b"\x05\x00"]);
        let nonce = if lie.without_nonce { Vec::new() } else { tlv(0x02, &[&nonce]) };
        let content = tlv(
            0x30,
            &[
                b"\x02\x01\x01",
                &tlv(0x06, &[b"\x2a\x03\x04"]),
                &tlv(0x30, &[&digest, &tlv(0x04, &[&imprint])]),
                b"\x02\x01\x2a",
                &tlv(0x18, &[at.format("%Y%m%d%H%M%SZ").to_string().as_bytes()]),
                &nonce,
            ],
        );
        let attributes = self.attributes(&content, lie);
        let mut signed = tlv(0x31, &[&attributes]);
        if lie.signature {
            signed.push(0);
        }
        let signature = self.key.sign(&signed).unwrap();
        let shown = if lie.content { content.replace_last() } else { content };
        let own = lie.certificate.as_ref().unwrap_or(&self.own);
        let certificates = if lie.without_certificate { Vec::new() } else { tlv(0xa0, &[&self.root, own]) };
        let signer = tlv(
            0x30,
            &[
                b"\x02\x01\x01",
                &self.name(),
                &digest,
                &tlv(0xa0, &[&attributes]),
                &tlv(0x30, &[&tlv(0x06, &[ECDSA_SHA256])]),
                &tlv(0x04, &[&signature]),
            ],
        );
        let data = tlv(
            0x30,
            &[
                b"\x02\x01\x03",
                &tlv(0x31, &[&digest]),
                &tlv(0x30, &[&tlv(0x06, &[TIME_STAMP]), &tlv(0xa0, &[&tlv(0x04, &[&shown])])]),
                &certificates,
                &tlv(0x31, &[&signer]),
            ],
        );
        let token = tlv(0x30, &[&tlv(0x06, &[SIGNED_DATA]), &tlv(0xa0, &[&data])]);
        tlv(0x30, &[&tlv(0x30, &[b"\x02\x01\x00"]), &token])
    }

    /// What is signed of a token: its type, its digest, and whose certificate it is.
    fn attributes(&self, content: &[u8], lie: &Lie) -> Vec<u8> {
        let attribute = |kind: &[u8], value: &[u8]| {
            let kind = [b"\x2a\x86\x48\x86\xf7\x0d\x01\x09".as_slice(), kind].concat();
            tlv(0x30, &[&tlv(0x06, &[&kind]), &tlv(0x31, &[value])])
        };
        let own = Sha256::digest(lie.certificate.as_ref().unwrap_or(&self.own));
        let named = tlv(0x30, &[&tlv(0x30, &[&tlv(0x30, &[&tlv(0x04, &[&own])])])]);
        [
            attribute(b"\x03", &tlv(0x06, &[TIME_STAMP])),
            attribute(b"\x04", &tlv(0x04, &[&Sha256::digest(content)])),
            attribute(b"\x10\x02\x2f", &named),
        ]
        .concat()
    }

    fn name(&self) -> Vec<u8> {
        let (_, parsed) = x509_parser::parse_x509_certificate(&self.own).unwrap();
        tlv(0x30, &[parsed.issuer().as_raw(), &tlv(0x02, &[parsed.raw_serial()])])
    }
}

trait ReplaceLast {
    fn replace_last(self) -> Self;
}

impl ReplaceLast for Vec<u8> {
    /// The same with another last byte.
    fn replace_last(mut self) -> Self {
        if let Some(last) = self.last_mut() {
            *last ^= 1;
        }
        self
    }
}

/// An element of DER.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len();
    let length = match length {
        0..=127 => vec![length as u8],
        128..=255 => vec![0x81, length as u8],
        _ => vec![0x82, (length >> 8) as u8, length as u8],
    };
    [&[tag][..], &length, &content].concat()
}
