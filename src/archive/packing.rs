//! Packs the texts that the catalogue keeps.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes to which a text unpacks at most.
const UNPACKED: u64 = 256 << 20;

/// A text as it is kept. Writing to memory does not fail.
pub(super) fn packed(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    let written = encoder.write_all(text.as_bytes());
    written.and_then(|()| encoder.finish()).unwrap_or_default()
}

/// The text that was kept; of damaged bytes as much as can be read.
pub(super) fn unpacked(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    // What was read before a fault stays.
    let _ = DeflateDecoder::new(bytes).take(UNPACKED).read_to_end(&mut text);
    match String::from_utf8_lossy(&text) {
        Cow::Borrowed(_) => String::from_utf8(text).unwrap_or_default(),
        Cow::Owned(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{packed, unpacked};

    #[test]
    fn texts_come_back_and_damaged_ones_as_far_as_they_go() {
        let text = "Die Fähre fährt ab Mai. ".repeat(1000);
        let bytes = packed(&text);
        assert!(bytes.len() < text.len() / 20);
        assert_eq!(unpacked(&bytes), text);
        assert_eq!(unpacked(b""), "");
        assert!(text.starts_with(unpacked(&bytes[..bytes.len() / 2]).trim_end_matches('\u{fffd}')));
    }
}
