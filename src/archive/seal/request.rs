//! Asks a time-stamping authority for a token: the request as bytes (RFC 3161, section 2.4.1), and what it
//! asks.

use sha2::{Digest as _, Sha256};

use super::der::{BOOLEAN, Elements, INTEGER, OCTETS, OID, SEQUENCE, element};

/// SHA-256 (RFC 5754).
pub(super) const SHA256: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";

/// What a request asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked<'d> {
    /// The digest that is to be stamped.
    pub imprint: &'d [u8],
    /// The number that the answer must repeat.
    pub nonce: &'d [u8],
}

/// The request for a token over a SHA-256 digest, with the certificates. The nonce is made of a text that was
/// never used before.
pub(super) fn request(imprint: &[u8], fresh: &str) -> Vec<u8> {
    let algorithm = element(SEQUENCE, &[&element(OID, &[SHA256]), b"\x05\x00"]);
    element(
        SEQUENCE,
        &[
            &element(INTEGER, &[b"\x01"]),
            &element(SEQUENCE, &[&algorithm, &element(OCTETS, &[imprint])]),
            &element(INTEGER, &[&nonce(fresh)]),
            // The certificates are to come with the token: it is verified years later.
            &element(BOOLEAN, &[b"\xff"]),
        ],
    )
}

/// What a request that [`request`] made asks; none for other bytes.
pub(super) fn asked(request: &[u8]) -> Option<Asked<'_>> {
    let mut parts = Elements(request).pick(SEQUENCE)?.inside();
    parts.pick(INTEGER)?;
    let mut stamped = parts.pick(SEQUENCE)?.inside();
    stamped.pick(SEQUENCE)?;
    let imprint = stamped.pick(OCTETS)?.content;
    Some(Asked { imprint, nonce: parts.pick(INTEGER)?.content })
}

/// Eight bytes that are a positive number in its shortest form.
fn nonce(fresh: &str) -> [u8; 8] {
    let digest = Sha256::digest(fresh);
    let mut nonce = [0; 8];
    nonce.copy_from_slice(&digest[..8]);
    nonce[0] = nonce[0] & 0x3f | 0x40;
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_as_it_was_written() {
        let imprint = [7; 32];
        let bytes = request(&imprint, "urn:uuid:1");
        let asked = asked(&bytes).unwrap();
        assert_eq!((asked.imprint, asked.nonce.len()), (&imprint[..], 8));
        assert_ne!(super::asked(&request(&imprint, "urn:uuid:2")).unwrap().nonce, asked.nonce);
        assert_eq!(super::asked(&bytes[..bytes.len() - 1]), None);
        assert_eq!(super::asked(b""), None);
    }

    #[test]
    fn a_request_is_written_byte_for_byte_as_the_standard_has_it() {
        let bytes = request(&[0xab; 32], "urn:uuid:1");
        // As `openssl ts -query -sha256 -cert` writes it.
        let start = b"\x30\x43\x02\x01\x01\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\
            \x05\x00\x04\x20";
        assert_eq!(bytes[..24], *start);
        assert_eq!(bytes[56..58], *b"\x02\x08");
        assert_eq!(bytes[66..], *b"\x01\x01\xff");
    }
}
