//! Bytes to text: byte order mark, declared charset, then detection. It does not parse anything.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use memchr::memchr;
use serde::{Deserialize, Serialize};

use crate::text::twice::undone;

/// Where a document may declare its own charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// Nowhere: plain text, Markdown, JSON.
    Nowhere,
    /// In a `<meta>` element or an XML declaration in the first 1,024 bytes.
    Html,
    /// In the `Content-Type` field it came with, which goes before what the document says.
    Header(&'static encoding_rs::Encoding),
}

impl Declaration {
    /// The charset of a `Content-Type` field; `otherwise` where the field has none that is known.
    pub fn header(charset: Option<&str>, otherwise: Self) -> Self {
        let known =
            charset.and_then(|label| encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()));
        known.map_or(otherwise, Self::Header)
    }
}

/// A character encoding and how it was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Encoding {
    /// The name in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub name: &'static str,
    /// What said so.
    pub origin: EncodingOrigin,
    /// Whether some bytes did not fit and were replaced by U+FFFD.
    pub lossy: bool,
    /// Why it may be another one, if it may.
    pub doubt: Option<Doubt>,
}

/// Why a text may be in another encoding than it was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It is said to be in this one, which it cannot be.
    Declared(&'static str),
    /// It was encoded twice: its UTF-8 was read in this one by mistake. It is read as it was meant.
    Twice(&'static str),
}

impl Default for Encoding {
    fn default() -> Self {
        Self { name: "UTF-8", origin: EncodingOrigin::Valid, lossy: false, doubt: None }
    }
}

/// What an encoding was concluded from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum EncodingOrigin {
    /// The bytes are valid UTF-8.
    Valid,
    /// A byte order mark.
    Bom,
    /// The `Content-Type` field it came with (HTTP, MIME).
    Header,
    /// The document's own declaration, such as `<meta charset>`.
    Declared,
    /// A guess from the bytes (chardetng).
    Detected,
}

/// Languages, the more exact first, and the domain of a country that writes in them.
static COUNTRIES: &[(&str, &str)] = &[
    ("zh-TW", "tw"),
    ("zh-HK", "hk"),
    ("zh-Hant", "tw"),
    ("zh", "cn"),
    ("ja", "jp"),
    ("ko", "kr"),
    ("ru", "ru"),
    ("uk", "ua"),
    ("bg", "bg"),
    ("be", "by"),
    ("sr", "rs"),
    ("he", "il"),
    ("ar", "sa"),
    ("fa", "ir"),
    ("el", "gr"),
    ("th", "th"),
    ("vi", "vn"),
    ("tr", "tr"),
    ("pl", "pl"),
    ("cs", "cz"),
    ("sk", "sk"),
    ("hu", "hu"),
    ("ro", "ro"),
    ("hr", "hr"),
    ("sl", "si"),
    ("lt", "lt"),
    ("lv", "lv"),
    ("et", "ee"),
];

/// Bytes in which a page may declare its charset (HTML Standard, 4.2.5.4).
const DECLARATION: usize = 1024;

/// Bytes that are looked at for the NULs of UTF-16.
const WIDE_HEAD: usize = 4096;

/// Bytes from the first bad one on that the detector is fed.
const DETECTED: usize = 1 << 20;

/// Of so many characters beyond ASCII one may be damaged in a text that is what it seems.
const MOST_DAMAGED: usize = 10;

/// Decodes bytes to text without a byte order mark, and says how. Valid UTF-8 is borrowed.
///
/// ```
/// use newscheck::text::decode::{Declaration, decode};
/// let (text, encoding) = decode(b"\xef\xbb\xbfcaf\xc3\xa9", Declaration::Nowhere);
/// assert_eq!((text.as_ref(), encoding.name), ("café", "UTF-8"));
/// ```
pub fn decode(bytes: &[u8], declaration: Declaration) -> (Cow<'_, str>, Encoding) {
    let (text, encoding) = once_decoded(bytes, declaration);
    if encoding.name != "UTF-8" || text.is_ascii() {
        return (text, encoding);
    }
    match undone(&text) {
        Some((meant, mistaken)) => {
            (Cow::Owned(meant), Encoding { doubt: Some(Doubt::Twice(mistaken)), ..encoding })
        }
        None => (text, encoding),
    }
}

fn once_decoded(bytes: &[u8], declaration: Declaration) -> (Cow<'_, str>, Encoding) {
    // Before UTF-8: half of the bytes of Latin text in UTF-16 are NUL, which are valid UTF-8 too.
    if let Some((wide, mark)) = wide(bytes) {
        return wide.decode(&bytes[mark.len()..], mark.origin());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest, EncodingOrigin::Bom);
    }
    let valid = std::str::from_utf8(bytes);
    let declared = match declaration {
        Declaration::Nowhere => None,
        Declaration::Html => declared(&bytes[..bytes.len().min(DECLARATION)])
            .map(|encoding| (encoding, EncodingOrigin::Declared)),
        Declaration::Header(encoding) => Some((encoding, EncodingOrigin::Header)),
    };
    match (valid, declared) {
        (Ok(text), None) => (Cow::Borrowed(text), Encoding::default()),
        (Ok(text), Some((declared, origin))) if declared == encoding_rs::UTF_8 => {
            (Cow::Borrowed(text), Encoding { origin, ..Encoding::default() })
        }
        // Firefox and others save pages as UTF-8 and leave the old charset in them.
        (Ok(text), Some(_)) if !text.is_ascii() => (Cow::Borrowed(text), Encoding::default()),
        (Err(error), Some((declared, origin))) => {
            as_declared(bytes, declared, origin, error.valid_up_to(), declaration)
        }
        // ASCII too: what a page says of its encoding is what its record says.
        (_, Some((declared, origin))) => narrow(bytes, declared, origin),
        (Err(_), None) if is_damaged_utf8(bytes) => utf8(bytes, EncodingOrigin::Detected),
        (Err(error), None) => {
            let guessed = detect(&bytes[error.valid_up_to()..], language(bytes, declaration));
            narrow(bytes, guessed, EncodingOrigin::Detected)
        }
    }
}

/// Decodes bytes that are not UTF-8 as they say of themselves, unless too many do not fit that.
fn as_declared<'b>(
    bytes: &'b [u8],
    declared: &'static encoding_rs::Encoding,
    origin: EncodingOrigin,
    first_bad: usize,
    declaration: Declaration,
) -> (Cow<'b, str>, Encoding) {
    let (text, encoding) = narrow(bytes, declared, origin);
    if !encoding.lossy || declared == encoding_rs::UTF_8 && is_damaged_utf8(bytes) {
        return (text, encoding);
    }
    let (mut bad, mut beyond_ascii) = (0usize, 0usize);
    for character in text.chars().filter(|character| !character.is_ascii()) {
        beyond_ascii += 1;
        bad += usize::from(character == char::REPLACEMENT_CHARACTER);
    }
    let guessed = detect(&bytes[first_bad..], language(bytes, declaration));
    if bad * MOST_DAMAGED <= beyond_ascii || guessed == declared {
        return (text, encoding);
    }
    let (text, encoding) = narrow(bytes, guessed, EncodingOrigin::Detected);
    (text, Encoding { doubt: Some(Doubt::Declared(declared.name())), ..encoding })
}

/// Whether the bytes are UTF-16 or UTF-32, in which NUL bytes are no sign of binary data.
pub fn is_wide(bytes: &[u8]) -> bool {
    wide(bytes).is_some()
}

/// An encoding of two or four bytes a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// What gave the wide encoding away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Bom(usize),
    Pattern,
}

impl Mark {
    fn len(self) -> usize {
        match self {
            Self::Bom(len) => len,
            Self::Pattern => 0,
        }
    }

    fn origin(self) -> EncodingOrigin {
        match self {
            Self::Bom(_) => EncodingOrigin::Bom,
            Self::Pattern => EncodingOrigin::Detected,
        }
    }
}

impl Wide {
    fn decode(self, bytes: &[u8], origin: EncodingOrigin) -> (Cow<'static, str>, Encoding) {
        match self {
            Self::Utf16Le => owned(narrow(bytes, encoding_rs::UTF_16LE, origin)),
            Self::Utf16Be => owned(narrow(bytes, encoding_rs::UTF_16BE, origin)),
            Self::Utf32Le => utf32(bytes, "UTF-32LE", u32::from_le_bytes, origin),
            Self::Utf32Be => utf32(bytes, "UTF-32BE", u32::from_be_bytes, origin),
        }
    }
}

fn owned((text, encoding): (Cow<'_, str>, Encoding)) -> (Cow<'static, str>, Encoding) {
    (Cow::Owned(text.into_owned()), encoding)
}

fn wide(bytes: &[u8]) -> Option<(Wide, Mark)> {
    match bytes {
        // UTF-16 that begins with a NUL character starts alike; no text does.
        [0xff, 0xfe, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some((Wide::Utf32Le, Mark::Bom(4))),
        [0, 0, 0xfe, 0xff, ..] => Some((Wide::Utf32Be, Mark::Bom(4))),
        [0xff, 0xfe, ..] => Some((Wide::Utf16Le, Mark::Bom(2))),
        [0xfe, 0xff, ..] => Some((Wide::Utf16Be, Mark::Bom(2))),
        _ => by_nuls(&bytes[..bytes.len().min(WIDE_HEAD)]).map(|wide| (wide, Mark::Pattern)),
    }
}

/// UTF-16 without a mark: its Latin letters, spaces and line ends have a NUL in one half, and never in the
/// other.
fn by_nuls(head: &[u8]) -> Option<Wide> {
    memchr(0, head)?;
    let pairs = head.len() / 2;
    let even = head.iter().step_by(2).filter(|&&byte| byte == 0).count();
    let odd = head.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count();
    let (wide, encoding, nuls) = match (even, odd) {
        (0, odd) => (Wide::Utf16Le, encoding_rs::UTF_16LE, odd),
        (even, 0) => (Wide::Utf16Be, encoding_rs::UTF_16BE, even),
        _ => return None,
    };
    // A quarter of all units from ASCII is what Latin text has; other scripts have spaces and line ends
    // alone.
    let mostly_latin = nuls >= 2 && nuls * 4 >= pairs;
    let other_script = nuls >= 2
        && nuls * 50 >= pairs
        && std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    if !mostly_latin && !other_script {
        return None;
    }
    let (text, lossy) = encoding.decode_without_bom_handling(&head[..pairs * 2]);
    let controls = text.chars().filter(|&character| is_control(character)).count();
    // Binary data with NULs in one half decode to controls and to halves of surrogate pairs.
    (!lossy && controls * 20 <= pairs).then_some(wide)
}

fn is_control(character: char) -> bool {
    character.is_control() && !character.is_whitespace() && character != '\u{1b}'
}

fn utf32(
    bytes: &[u8],
    name: &'static str,
    read: fn([u8; 4]) -> u32,
    origin: EncodingOrigin,
) -> (Cow<'static, str>, Encoding) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut lossy = !rest.is_empty();
    let mut text = String::with_capacity(units.len());
    for &unit in units {
        let character = char::from_u32(read(unit));
        lossy |= character.is_none();
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (Cow::Owned(text), Encoding { name, origin, lossy, doubt: None })
}

fn utf8(bytes: &[u8], origin: EncodingOrigin) -> (Cow<'_, str>, Encoding) {
    let text = String::from_utf8_lossy(bytes);
    let lossy = matches!(text, Cow::Owned(_));
    (text, Encoding { name: "UTF-8", origin, lossy, doubt: None })
}

fn narrow<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
    origin: EncodingOrigin,
) -> (Cow<'b, str>, Encoding) {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    (text, Encoding { name: encoding.name(), origin, lossy, doubt: None })
}

/// Whether the bytes are UTF-8 but for a few: cut off in a character, or with a stray byte, where at least
/// nine of ten characters beyond ASCII hold.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut_off = || std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    whole > 0 && (bad * MOST_DAMAGED <= whole || is_cut_off())
}

/// Guesses; `country` is the domain of one whose pages are like this one.
fn detect(from_first_bad: &[u8], country: Option<&str>) -> &'static encoding_rs::Encoding {
    let fed = &from_first_bad[..from_first_bad.len().min(DETECTED)];
    // ISO-2022-JP switches by escapes, by which a page could hide markup from whoever scans its bytes.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(fed, fed.len() == from_first_bad.len());
    // UTF-8 was ruled out: `is_damaged_utf8` is asked before.
    detector.guess(country.map(str::as_bytes), Utf8Detection::Deny)
}

/// A country's domain for the language that a page says it is in, for the languages whose encodings are
/// hard to tell from others.
fn language(bytes: &[u8], declaration: Declaration) -> Option<&'static str> {
    if declaration == Declaration::Nowhere {
        return None;
    }
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let html = &head[find_ignoring_case(head, b"<html")?..];
    let tag = &html[..memchr(b'>', html)?];
    let label = value_after(&tag[find_ignoring_case(tag, b"lang")? + b"lang".len()..])?;
    let is = |code: &&(&str, &str)| {
        let (language, rest) = label.split_at_checked(code.0.len()).unwrap_or_default();
        language.eq_ignore_ascii_case(code.0.as_bytes()) && rest.first().is_none_or(|byte| *byte == b'-')
    };
    COUNTRIES.iter().find(is).map(|(_, country)| *country)
}

/// The charset that a page declares in its first bytes, as browsers read it.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let label = xml_declaration(head).or_else(|| meta_charset(head))?;
    let encoding = encoding_rs::Encoding::for_label(label)?;
    // What could be read as far as here is not UTF-16 (HTML Standard, 13.2.3.2).
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        return Some(encoding_rs::UTF_8);
    }
    // HTML Standard, 13.2.3.2, as the line before.
    if encoding == encoding_rs::X_USER_DEFINED { Some(encoding_rs::WINDOWS_1252) } else { Some(encoding) }
}

fn xml_declaration(head: &[u8]) -> Option<&[u8]> {
    let inside = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let inside = &inside[..memchr(b'>', inside)?];
    value_after(&inside[find_ignoring_case(inside, b"encoding")? + b"encoding".len()..])
}

fn meta_charset(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head;
    while let Some(at) = memchr(b'<', rest) {
        rest = &rest[at + 1..];
        // A charset in a comment is an old one that somebody kept.
        if rest.starts_with(b"!--") {
            rest = &rest[memchr::memmem::find(rest, b"-->")?..];
            continue;
        }
        let is_meta = rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && rest.get(4).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        if !is_meta {
            continue;
        }
        let tag = &rest[..memchr(b'>', rest).unwrap_or(rest.len())];
        if let Some(label) = charset_in(tag) {
            return Some(label);
        }
    }
    None
}

fn charset_in(tag: &[u8]) -> Option<&[u8]> {
    let mut from = 0;
    while let Some(at) = find_ignoring_case(&tag[from..], b"charset") {
        from += at + b"charset".len();
        if let Some(label) = value_after(&tag[from..]) {
            return Some(label);
        }
    }
    None
}

/// The value after `=`, quoted or not.
fn value_after(rest: &[u8]) -> Option<&[u8]> {
    let value = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>') || byte.is_ascii_whitespace());
    Some(&value[..end.unwrap_or(value.len())]).filter(|label| !label.is_empty())
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declaration: Declaration) -> (String, &'static str, EncodingOrigin, bool) {
        let (text, encoding) = decode(bytes, declaration);
        (text.into_owned(), encoding.name, encoding.origin, encoding.lossy)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn valid_utf8_is_not_copied() {
        assert!(matches!(
            decode("Zürich [1]".as_bytes(), Declaration::Nowhere).0,
            Cow::Borrowed("Zürich [1]")
        ));
        assert!(matches!(decode(b"\xef\xbb\xbfZ [1]", Declaration::Html).0, Cow::Borrowed("Z [1]")));
    }

    #[test]
    fn a_byte_order_mark_decides() {
        use EncodingOrigin::Bom;
        let table: &[(&[u8], &str, &str)] = &[
            (b"\xef\xbb\xbfa", "a", "UTF-8"),
            (b"\xff\xfea\0\xfc\0", "aü", "UTF-16LE"),
            (b"\xfe\xff\0a\0\xfc", "aü", "UTF-16BE"),
            (b"\xff\xfe\0\0a\0\0\0", "a", "UTF-32LE"),
            (b"\0\0\xfe\xff\0\0\0a", "a", "UTF-32BE"),
        ];
        for &(bytes, text, name) in table {
            assert_eq!(read(bytes, Declaration::Html), (text.to_owned(), name, Bom, false), "{bytes:?}");
        }
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_nuls() {
        let article = "Brücke gesperrt\n\nDie Brücke bleibt zu [1].\n";
        for (bytes, name) in
            [(utf16(article, u16::to_le_bytes), "UTF-16LE"), (utf16(article, u16::to_be_bytes), "UTF-16BE")]
        {
            assert_eq!(
                read(&bytes, Declaration::Nowhere),
                (article.to_owned(), name, EncodingOrigin::Detected, false)
            );
        }
    }

    #[test]
    fn utf16_of_another_script_is_told_by_its_spaces() {
        let article = "Мост закрыт до понедельника [1]\n\nОб этом сообщили в мэрии города [2].\n";
        assert_eq!(read(&utf16(article, u16::to_le_bytes), Declaration::Nowhere).0, article);
    }

    #[test]
    fn nul_bytes_in_text_are_kept() {
        let text = "One\0 two [1] and then many more words that are plain text.\0";
        assert_eq!(read(text.as_bytes(), Declaration::Nowhere).0, text);
    }

    #[test]
    fn utf8_that_is_cut_off_or_damaged_stays_utf8() {
        let many = "Größe ".repeat(20);
        let table = [
            (b"Gr\xc3\xb6\xc3".to_vec(), "Grö\u{fffd}".to_owned()),
            ([many.as_bytes(), b"\xff ", many.as_bytes()].concat(), format!("{many}\u{fffd} {many}")),
        ];
        for (bytes, text) in table {
            let expected = (text, "UTF-8", EncodingOrigin::Detected, true);
            assert_eq!(read(&bytes, Declaration::Nowhere), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_declared_charset_is_read() {
        let table: &[(&[u8], &str)] = &[
            (b"<meta charset=windows-1251>\xef\xf0\xe8", "windows-1251"),
            (b"<META content='text/html; Charset = \"ISO-8859-2\"'>\xb1", "ISO-8859-2"),
            (b"<?xml version='1.0' encoding='Shift_JIS'?>\x82\xa0", "Shift_JIS"),
            (b"<!-- <meta charset=big5> --><meta charset=gbk>\xc4\xe3", "GBK"),
            (b"<meta name=x charset><meta charset=utf-16>x\xc3\xa9", "UTF-8"),
        ];
        for &(bytes, name) in table {
            let (_, found, origin, lossy) = read(bytes, Declaration::Html);
            assert_eq!((found, lossy), (name, false), "{}", String::from_utf8_lossy(bytes));
            assert_eq!(origin, EncodingOrigin::Declared);
        }
    }

    #[test]
    fn a_declaration_beyond_the_first_kibibyte_does_not_count() {
        let page = format!("{}<meta charset=windows-1251>", " ".repeat(1024)).into_bytes();
        assert_eq!(read(&page, Declaration::Html).1, "UTF-8");
    }

    #[test]
    fn a_declaration_in_plain_text_does_not_count() {
        assert_eq!(read(b"<meta charset=windows-1251>", Declaration::Nowhere).2, EncodingOrigin::Valid);
    }

    #[test]
    fn utf8_beyond_ascii_beats_another_declaration() {
        let (text, name, origin, _) = read("<meta charset=windows-1252>é".as_bytes(), Declaration::Html);
        assert_eq!((text.ends_with('é'), name, origin), (true, "UTF-8", EncodingOrigin::Valid));
    }

    #[test]
    fn a_header_goes_before_a_declaration_and_behind_a_byte_order_mark() {
        let page = b"<meta charset=windows-1251>\xe9";
        let table: &[(&[u8], Option<&str>, &str, EncodingOrigin)] = &[
            (page, Some("iso-8859-2"), "ISO-8859-2", EncodingOrigin::Header),
            (page, Some("no-charset"), "windows-1251", EncodingOrigin::Declared),
            (page, None, "windows-1251", EncodingOrigin::Declared),
            (b"\xef\xbb\xbfa", Some("iso-8859-2"), "UTF-8", EncodingOrigin::Bom),
            (b"\xc3\xa9", Some("iso-8859-1"), "UTF-8", EncodingOrigin::Valid),
            (b"plain", Some("utf-8"), "UTF-8", EncodingOrigin::Header),
        ];
        for &(bytes, charset, name, origin) in table {
            let (_, found, from, _) = read(bytes, Declaration::header(charset, Declaration::Html));
            assert_eq!((found, from), (name, origin), "{charset:?}");
        }
    }

    #[test]
    fn legacy_text_is_detected() {
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("Правительство объявило о новых мерах поддержки [1].");
        let (text, name, origin, lossy) = read(&cyrillic, Declaration::Nowhere);
        assert_eq!((name, origin, lossy), ("windows-1251", EncodingOrigin::Detected, false));
        assert!(text.starts_with("Правительство"));
    }

    #[test]
    fn utf8_with_a_stray_byte_stays_utf8() {
        let mut bytes = "ä ö ü ß é è ê ç ñ å ø æ".to_owned().into_bytes();
        bytes.push(0xc3);
        let (text, name, _, lossy) = read(&bytes, Declaration::Nowhere);
        assert_eq!((text.ends_with('\u{fffd}'), name, lossy), (true, "UTF-8", true));
    }
}
