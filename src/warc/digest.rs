//! Labelled digests of blocks and payloads (ISO 28500, section 5.8), and a reader that verifies one as bytes
//! pass through it.

use std::io::{self, Read};

use data_encoding::{BASE32_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// A digest as a record gives it, of an algorithm that is known: SHA-1 or SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    algorithm: Algorithm,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algorithm {
    Sha1,
    Sha256,
}

impl Algorithm {
    fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }
}

impl Digest {
    /// Reads `sha1:` or `sha256:` and the digest in Base32 or hexadecimal, in any case. None for other
    /// algorithms, such as MD5.
    ///
    /// ```
    /// use newscheck::warc::Digest;
    /// let base32 = Digest::parse("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
    /// assert!(base32.is_some());
    /// assert_eq!(base32, Digest::parse("SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    /// ```
    pub fn parse(labelled: &str) -> Option<Self> {
        let (name, value) = labelled.trim().split_once(':')?;
        let algorithm = match name.to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => Algorithm::Sha1,
            "sha256" | "sha-256" => Algorithm::Sha256,
            _ => return None,
        };
        let value = value.trim_end_matches('=');
        // The lengths differ, and most letters are digits of both.
        let bytes = if value.len() == algorithm.length() * 2 {
            HEXLOWER_PERMISSIVE.decode(value.as_bytes())
        } else {
            BASE32_NOPAD.decode(value.to_ascii_uppercase().as_bytes())
        };
        bytes.ok().filter(|bytes| bytes.len() == algorithm.length()).map(|bytes| Self { algorithm, bytes })
    }

    /// Whether it is the digest of these bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let mut verifier = self.clone().verifier();
        verifier.update(bytes);
        verifier.holds()
    }

    /// Verifies bytes that come in parts.
    pub fn verifier(self) -> Verifier {
        Verifier { hasher: Hasher::new(self.algorithm), expected: self.bytes }
    }
}

/// Takes bytes in parts and knows at the end whether they have a digest.
#[derive(Clone, Debug)]
pub struct Verifier {
    hasher: Hasher,
    expected: Vec<u8>,
}

impl Verifier {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// Whether the bytes taken so far have the digest.
    pub fn holds(self) -> bool {
        self.hasher.finish() == self.expected
    }
}

/// The SHA-256 of the parts one behind the other, as records have it: `sha256:` and lower-case hexadecimal.
pub fn sha256_label(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    format!("sha256:{}", HEXLOWER.encode(&hasher.finalize()))
}

/// A reader that hands bytes through and knows at the end whether they have a digest.
#[derive(Debug)]
pub struct DigestReader<R> {
    inner: R,
    verifier: Verifier,
}

impl<R> DigestReader<R> {
    /// Reads `inner`, whose bytes should have the digest.
    pub fn new(inner: R, digest: Digest) -> Self {
        Self { inner, verifier: digest.verifier() }
    }

    /// Whether the bytes read so far have the digest.
    pub fn holds(self) -> bool {
        self.verifier.holds()
    }
}

impl<R: Read> Read for DigestReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.verifier.update(&buffer[..read]);
        Ok(read)
    }
}

#[derive(Clone, Debug)]
enum Hasher {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Hasher {
    fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
        }
    }

    fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha1(hasher) => hasher.finalize().to_vec(),
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Digests of `abc` (FIPS 180-4, examples).
    const ABC: [&str; 5] = [
        "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
        "sha1:a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA-1:A9993E364706816ABA3E25717850C26C9CD0D89D",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha-256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====",
    ];

    #[test]
    fn digests_in_base32_and_hexadecimal_are_read() {
        for labelled in ABC {
            let digest = Digest::parse(labelled).unwrap_or_else(|| panic!("{labelled}"));
            assert!(digest.is_of(b"abc") && !digest.is_of(b"abd"), "{labelled}");
        }
    }

    #[test]
    fn other_algorithms_and_other_lengths_are_no_digest() {
        for labelled in [
            "md5:900150983cd24fb0d6963f7d28e17f72",
            "sha1:",
            "sha1:a9993e",
            "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE!",
            "abc",
            "",
        ] {
            assert_eq!(Digest::parse(labelled), None, "{labelled}");
        }
    }

    #[test]
    fn the_reader_verifies_what_passes_through() {
        let verified = |bytes: &[u8]| {
            let mut reader = DigestReader::new(bytes, Digest::parse(ABC[0]).unwrap());
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes);
            reader.holds()
        };
        assert!(verified(b"abc") && !verified(b"ab") && !verified(b""));
    }
}
