//! The parts of a MIME message (RFC 2045, 2046) and their bodies without transfer encoding. It does not
//! choose among them.

use std::borrow::Cow;

use data_encoding::BASE64_MIME_PERMISSIVE;
use memchr::{memchr, memmem};

use crate::model::Format;
use crate::warc::Fields;
use crate::warc::fields::head_length;

/// Bytes of a head; what has a longer one has none.
const HEAD: usize = 64 * 1024;

/// Parts of one part that are looked at: pages have hundreds.
const PARTS: usize = 100_000;

/// A part of a MIME message: the message itself, or one between its boundaries.
#[derive(Clone)]
pub struct Part<'b> {
    /// The fields of its head.
    pub fields: Fields,
    /// Its body as it stands.
    pub body: &'b [u8],
    /// What ends it.
    pub end: End,
}

/// What ends a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A boundary.
    Boundary,
    /// The file, which should end it: it is the message itself.
    File,
    /// The file, where there should be a boundary.
    Missing,
}

impl<'b> Part<'b> {
    /// The part that stands in some bytes.
    pub fn parse(bytes: &'b [u8], end: End) -> Self {
        let head = match bytes {
            // A part may have no head at all: then an empty line comes first (RFC 2046, 5.1).
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => head_length(&bytes[..bytes.len().min(HEAD)]).unwrap_or(0),
        };
        Self { fields: Fields::parse(&bytes[..head]), body: &bytes[head..], end }
    }

    /// Its `Content-Type`, or what that is where it has none.
    pub fn content_type(&self) -> &str {
        self.fields.get("Content-Type").unwrap_or("text/plain")
    }

    /// The body without its transfer encoding, and what is wrong with it.
    pub fn content(&self) -> (Cow<'b, [u8]>, Option<&'static str>) {
        let encoding = self.fields.get("Content-Transfer-Encoding").unwrap_or("").to_ascii_lowercase();
        match &*encoding {
            "quoted-printable" => (quoted_printable(self.body).into(), None),
            "base64" => base64(self.body),
            _ => (self.body.into(), None),
        }
    }

    /// The parts between a boundary.
    pub fn parts(&self, boundary: &str) -> Vec<(&'b [u8], End)> {
        let delimiter = format!("--{boundary}");
        let mut parts = Vec::new();
        let mut open = None;
        for at in memmem::find_iter(self.body, delimiter.as_bytes()) {
            let Some(line) = Delimiter::at(self.body, at, delimiter.len()) else { continue };
            if let Some(start) = open.replace(line.next) {
                parts.push((&self.body[start..line.start.max(start)], End::Boundary));
            }
            if line.last || parts.len() >= PARTS {
                return parts;
            }
        }
        // A file that ends without its last boundary was cut off while it was saved: what is there is read.
        let cut = open
            .map(|start| (&self.body[start..], if self.end == End::File { End::Missing } else { self.end }));
        parts.extend(cut);
        parts
    }
}

/// A line that parts two parts.
struct Delimiter {
    /// Where what stands above it ends: before its line end.
    start: usize,
    /// Where the next line begins.
    next: usize,
    /// Whether it is the last.
    last: bool,
}

impl Delimiter {
    /// The delimiter that a boundary found at a place is, if nothing else stands in its line.
    fn at(body: &[u8], at: usize, length: usize) -> Option<Self> {
        let above = body[..at].strip_suffix(b"\n").map(|above| above.strip_suffix(b"\r").unwrap_or(above));
        let start = if at == 0 { 0 } else { above?.len() };
        let rest = &body[at + length..];
        let end = memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest[..end].trim_ascii();
        (line.is_empty() || line == b"--").then_some(Self {
            start,
            next: at + length + end,
            last: line == b"--",
        })
    }
}

/// Whether a media type is one of HTML.
pub fn is_html(essence: &str) -> bool {
    Format::of_page(essence) == Some(Format::Html)
}

/// Type and subtype of a `Content-Type` field, lower case.
pub fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// A parameter of a `Content-Type` field, without its quotes.
pub fn parameter(kind: &str, wanted: &str) -> Option<String> {
    let mut quoted = false;
    let mut parameters = kind.split(|character| {
        quoted ^= character == '"';
        character == ';' && !quoted
    });
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Decodes quoted-printable (RFC 2045, 6.7). What is no escape stands for itself.
pub fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let ending = if line.ends_with(b"\r\n") { 2 } else { usize::from(line.ends_with(b"\n")) };
        let (words, ending) = line.split_at(line.len() - ending);
        // White space at the end of a line was added on the way (RFC 2045, 6.7, rule 3).
        let words = words.trim_ascii_end();
        match words.strip_suffix(b"=") {
            Some(words) => unescape(words, &mut decoded),
            None => {
                unescape(words, &mut decoded);
                decoded.extend_from_slice(ending);
            }
        }
    }
    decoded
}

fn unescape(mut words: &[u8], decoded: &mut Vec<u8>) {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let Some(at) = memchr(b'=', words) {
        decoded.extend_from_slice(&words[..at]);
        let byte =
            words.get(at + 1..at + 3).and_then(|digits| Some(digit(digits[0])? << 4 | digit(digits[1])?));
        decoded.push(byte.unwrap_or(b'='));
        words = &words[at + if byte.is_some() { 3 } else { 1 }..];
    }
    decoded.extend_from_slice(words);
}

/// Decodes Base64 as far as it holds.
pub fn base64(body: &[u8]) -> (Cow<'static, [u8]>, Option<&'static str>) {
    let digits: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if let Ok(decoded) = BASE64_MIME_PERMISSIVE.decode(&digits) {
        return (decoded.into(), None);
    }
    let is_digit = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    // Four digits are three bytes; a rest of fewer would be no byte of the page.
    let whole = digits.iter().take_while(is_digit).count() / 4 * 4;
    let decoded = BASE64_MIME_PERMISSIVE.decode(&digits[..whole]).unwrap_or_default();
    (decoded.into(), Some("page broken off or damaged: its Base64 does not hold"))
}

/// A field's value with its encoded words undone (RFC 2047); white space between two of them is none.
pub fn decoded_words(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, length)) = encoded_word(from) else {
            plain.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            after_word = false;
            continue;
        };
        if !(after_word && before.trim().is_empty()) {
            plain.push_str(before);
        }
        plain.push_str(&word);
        rest = &from[length..];
        after_word = true;
    }
    plain.push_str(rest);
    plain
}

/// `=?charset?Q?text?=`, and its length.
fn encoded_word(from: &str) -> Option<(String, usize)> {
    let mut parts = from.get(2..)?.splitn(3, '?');
    let (charset, coding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let text = &rest[..rest.find("?=")?];
    let bytes = match coding {
        "Q" | "q" => {
            let mut bytes = Vec::new();
            unescape(text.replace('_', " ").as_bytes(), &mut bytes);
            bytes
        }
        "B" | "b" => base64(text.as_bytes()).0.into_owned(),
        _ => return None,
    };
    let charset = charset.split('*').next().unwrap_or(charset);
    let known = encoding_rs::Encoding::for_label(charset.as_bytes())?;
    let length = 2 + charset.len().max(from[2..].find('?')?) + 1 + coding.len() + 1 + text.len() + 2;
    Some((known.decode_without_bom_handling(&bytes).0.into_owned(), length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parameters_are_read_with_and_without_quotes() {
        let kind = "multipart/related; Type=\"text/html\";boundary=\"a;b=c\" ; start=<x@y>";
        let read = |name| parameter(kind, name);
        assert_eq!(read("boundary").as_deref(), Some("a;b=c"));
        assert_eq!(
            (read("type").as_deref(), read("start").as_deref(), read("charset")),
            (Some("text/html"), Some("<x@y>"), None)
        );
    }

    #[test]
    fn parts_stand_between_whole_lines() {
        let parts = |body: &'static str, end| -> Vec<(String, End)> {
            let part = Part { fields: Fields::default(), body: body.as_bytes(), end };
            part.parts("b")
                .into_iter()
                .map(|(bytes, end)| (String::from_utf8_lossy(bytes).into_owned(), end))
                .collect()
        };
        let whole = [("one".to_owned(), End::Boundary), ("two --b\n--bc".to_owned(), End::Boundary)];
        assert_eq!(
            parts(
                "preamble\r\n--b\r\none\r\n--b  \r\ntwo --b\n--bc\r\n--b--\r\nafter\r\n--b\r\nno part",
                End::File
            ),
            whole
        );
        assert_eq!(parts("--b\none", End::File), [("one".to_owned(), End::Missing)]);
        assert_eq!(parts("--b\n--b--", End::File), [(String::new(), End::Boundary)]);
        assert_eq!(parts("no parts", End::File), []);
    }

    #[test]
    fn quoted_printable_is_decoded() {
        let table: &[(&str, &[u8])] = &[
            ("caf=C3=a9 =3D\r\n", "café =\r\n".as_bytes()),
            ("soft=\r\n line= \nbreak", b"soft linebreak"),
            ("trailing \t\r\nspace=20\n", b"trailing\r\nspace \n"),
            ("no =escape =4", b"no =escape =4"),
            ("=", b""),
        ];
        for (encoded, decoded) in table {
            assert_eq!(quoted_printable(encoded.as_bytes()), *decoded, "{encoded}");
        }
    }

    #[test]
    fn base64_is_decoded_as_far_as_it_holds() {
        let table: &[(&str, &[u8], bool)] = &[
            ("Y2Fm\r\n w6k=\r\n", "café".as_bytes(), true),
            ("Y2Fmw6k", b"caf", false),
            ("Y2Fm!w6k=", b"caf", false),
            ("", b"", true),
        ];
        for (encoded, decoded, whole) in table {
            let (bytes, fault) = base64(encoded.as_bytes());
            assert_eq!((&*bytes, fault.is_none()), (*decoded, *whole), "{encoded}");
        }
    }

    #[test]
    fn encoded_words_are_decoded() {
        let table = [
            ("=?UTF-8?Q?Caf=C3=A9_on_ice?=", "Café on ice"),
            ("Re: =?utf-8?B?Q2Fmw6k=?= =?ISO-8859-1?q?_=E9t=E9?= now", "Re: Café été now"),
            ("=?utf-8*en?q?ice?=", "ice"),
            ("a =? b", "a =? b"),
            ("=?what?Q?x?=", "=?what?Q?x?="),
            ("=?", "=?"),
        ];
        for (value, words) in table {
            assert_eq!(decoded_words(value), words, "{value}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bodies_decode_as_mailparse_decodes_them(body in "([a-c ]|=[0-9A-F]{2}|=\r\n|\r\n){0,60}", binary in proptest::collection::vec(any::<u8>(), 0..60)) {
            let oracle = |encoding: &str, body: &str| {
                let message = format!("Content-Transfer-Encoding: {encoding}\r\n\r\n{body}");
                mailparse::parse_mail(message.as_bytes()).unwrap().get_body_raw().unwrap()
            };
            prop_assert_eq!(quoted_printable(body.as_bytes()), oracle("quoted-printable", &body));
            let encoded = data_encoding::BASE64_MIME.encode(&binary);
            prop_assert_eq!(base64(encoded.as_bytes()).0.into_owned(), oracle("base64", &encoded));
        }

        #[test]
        fn parts_are_those_that_mailparse_finds(bodies in proptest::collection::vec("([ac -]|\r\n|\r\n--x|\r\n-){0,12}", 1..5)) {
            let parts: String = bodies.iter().map(|body| format!("--b\r\n\r\n{body}\r\n")).collect();
            let message = format!("Content-Type: multipart/related; boundary=b\r\n\r\n{parts}--b--\r\n");
            let top = Part::parse(message.as_bytes(), End::File);
            let found: Vec<Vec<u8>> = top.parts("b").into_iter().map(|(part, end)| Part::parse(part, end).body.to_vec()).collect();
            let oracle = mailparse::parse_mail(message.as_bytes()).unwrap();
            let expected: Vec<Vec<u8>> = oracle.subparts.iter().map(|part| part.get_body_raw().unwrap()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
