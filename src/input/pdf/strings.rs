//! The strings of a PDF file as text (ISO 32000-2, 7.9.2): UTF-16, UTF-8 or PDFDocEncoding.

/// What PDFDocEncoding has from 0x80 to 0xa0 (ISO 32000-2, annex D.3).
const DOC: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The text of a string's bytes.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|&byte| documented(byte)).collect(),
    }
}

fn documented(byte: u8) -> char {
    match byte {
        0x80..=0xa0 => DOC[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// UTF-16 without the language that may stand in it between two escapes.
fn utf_16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut escaped = false;
    let shown = units.filter(|&unit| {
        let escape = unit == 0x1b;
        escaped ^= escape;
        !escape && !escaped
    });
    char::decode_utf16(shown).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_their_encodings() {
        let table: [(&[u8], &str); 6] = [
            (b"Plain", "Plain"),
            (b"Caf\xe9 \x84 \xa0", "Café — €"),
            (b"\xfe\xff\0D\0a\0m", "Dam"),
            (b"\xff\xfeD\0\xd8\x3d", "D\u{3dd8}"),
            (b"\xef\xbb\xbf\xc3\xa9", "é"),
            (b"\xfe\xff\0\x1b\0e\0n\0\x1b\0x", "x"),
        ];
        for (bytes, expected) in table {
            assert_eq!(text(bytes), expected, "{bytes:?}");
        }
    }
}
