//! Bytes to text, as a page and as plain text, and the lines and columns of what comes out.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::{Encoding, EncodingOrigin};
use newscheck::text::LineIndex;
use newscheck::text::decode::{Declaration, decode};

/// Labels of `Content-Type` fields.
const CHARSETS: [&str; 8] =
    ["utf-8", "windows-1252", "shift_jis", "gb18030", "utf-16le", "iso-2022-jp", "koi8-r", "none"];

fuzz_target!(|bytes: &[u8]| {
    let charset = bytes.first().and_then(|&first| CHARSETS.get(usize::from(first)));
    let header = Declaration::header(charset.copied(), Declaration::Html);
    for declaration in [Declaration::Nowhere, Declaration::Html, header] {
        let (text, encoding) = decode(bytes, declaration);
        assert_eq!((&text, encoding), (&decode(bytes, declaration).0, decode(bytes, declaration).1));
        encoding_holds(bytes, &text, encoding, declaration);
        positions_hold(&text);
    }
});

fn encoding_holds(bytes: &[u8], text: &str, encoding: Encoding, declaration: Declaration) {
    if encoding.name == "UTF-8" && encoding.origin != EncodingOrigin::Bom {
        assert_eq!(text, String::from_utf8_lossy(bytes));
        assert_eq!(encoding.lossy, std::str::from_utf8(bytes).is_err());
    }
    if encoding.origin == EncodingOrigin::Valid {
        assert_eq!((text.as_bytes(), encoding.name), (bytes, "UTF-8"));
    }
    if encoding.origin == EncodingOrigin::Declared || encoding.origin == EncodingOrigin::Header {
        assert_ne!(declaration, Declaration::Nowhere, "plain text declares nothing");
    }
    let is_standard = encoding_rs::Encoding::for_label(encoding.name.as_bytes())
        .is_some_and(|known| known.name() == encoding.name);
    assert!(
        is_standard || encoding.name.starts_with("UTF-32"),
        "{encoding:?} is no encoding of the standard"
    );
}

fn positions_hold(text: &str) {
    let lines = LineIndex::new(text);
    let last = newscheck_fuzz::line_col(text, text.len() as u32);
    assert_eq!(lines.line_col(text, text.len() as u32), last);
    assert_eq!(lines.lines(), last.line as usize);
    let step = text.len() / 16 + 1;
    for at in text.char_indices().map(|(at, _)| at as u32).step_by(step) {
        assert_eq!(lines.line_col(text, at), newscheck_fuzz::line_col(text, at));
    }
}
