//! Web pages saved as one file (MHTML, RFC 2557), as Chrome, Edge and Internet Explorer write them: the page
//! is one part of a MIME message, the others are its images and styles. Positions count in the decoded page.

use std::borrow::Cow;

use data_encoding::BASE64_MIME_PERMISSIVE;
use memchr::{memchr, memmem};

use crate::input::moment::moment;
use crate::input::{Emit, LoadOptions, Loader, RawInput, document};
use crate::model::{Candidate, FieldName, Format, InputFault, InputFaultKind, Provenance, Source};
use crate::text::decode::{Declaration, decode};
use crate::warc::Fields;
use crate::warc::fields::head_length;

/// Bytes of a head; what has a longer one has none.
const HEAD: usize = 64 * 1024;

/// Parts of one part that are looked at: pages have hundreds.
const PARTS: usize = 100_000;

/// How deep a page may stand in parts of parts.
const DEPTH: u8 = 8;

/// Reads web pages saved as one file.
pub struct MhtmlLoader;

impl Loader for MhtmlLoader {
    fn format(&self) -> Format {
        Format::Mhtml
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    /// A head that says who saved the page, or that its body is a page with its parts.
    fn recognizes(&self, head: &str) -> bool {
        let fields = Fields::parse(&head.as_bytes()[..head_length(head.as_bytes()).unwrap_or(head.len())]);
        let begins = fields.iter().next().is_some_and(|(name, _)| {
            head.starts_with(name) && !name.is_empty() && !name.contains(char::is_whitespace)
        });
        let saved = fields
            .get("From")
            .is_some_and(|from| from.trim_start_matches(['<', '"']).starts_with("Saved by"));
        let related = fields.get("Content-Type").is_some_and(|kind| essence(kind) == "multipart/related");
        begins && fields.get("MIME-Version").is_some() && (saved || related)
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let top = Part::parse(input.bytes, End::File);
        let mut source =
            Source { format: Format::Mhtml, sha256: options.sha256(input.bytes), ..input.source.clone() };
        let Some(page) = find_page(top.clone()) else {
            return emit(Err((source, unreadable("no page in it: no part of type text/html"))));
        };
        let location = location(&top, &page);
        let (body, mut fault) = page.content();
        if page.end == End::Missing {
            fault = fault.or(Some("page broken off: the end of its part is missing"));
        }
        let kind = page.content_type();
        let format = if is_html(&essence(kind)) { Format::Html } else { Format::Text };
        let charset = parameter(kind, "charset");
        let declaration = Declaration::header(charset.as_deref(), format.declaration());
        let (words, encoding) = decode(&body, declaration);
        source.encoding = encoding;
        source.captured = top.fields.get("Date").map(|date| moment(date).unwrap_or_else(|| date.to_owned()));
        source.address = location.as_ref().map(|location| location.value.clone());
        let mut document = match document(format, &words, source, options) {
            Ok(document) => document,
            Err(refused) => return emit(Err(refused)),
        };
        document.candidates.extend(location);
        document.faults.extend(fault.map(unreadable));
        emit(Ok(document));
    }
}

/// A part of a MIME message: the message itself, or one between its boundaries.
#[derive(Clone)]
struct Part<'b> {
    fields: Fields,
    body: &'b [u8],
    end: End,
}

/// What ends a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// A boundary.
    Boundary,
    /// The file, which should end it: it is the message itself.
    File,
    /// The file, where there should be a boundary.
    Missing,
}

impl<'b> Part<'b> {
    fn parse(bytes: &'b [u8], end: End) -> Self {
        let head = match bytes {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => head_length(&bytes[..bytes.len().min(HEAD)]).unwrap_or(0),
        };
        Self { fields: Fields::parse(&bytes[..head]), body: &bytes[head..], end }
    }

    fn content_type(&self) -> &str {
        self.fields.get("Content-Type").unwrap_or("text/plain")
    }

    /// The body without its transfer encoding, and what is wrong with it.
    fn content(&self) -> (Cow<'b, [u8]>, Option<&'static str>) {
        let encoding = self.fields.get("Content-Transfer-Encoding").unwrap_or("").to_ascii_lowercase();
        match &*encoding {
            "quoted-printable" => (quoted_printable(self.body).into(), None),
            "base64" => base64(self.body),
            _ => (self.body.into(), None),
        }
    }

    /// The parts between a boundary.
    fn parts(&self, boundary: &str) -> Vec<(&'b [u8], End)> {
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

/// The page among the parts of a message: the one that it says it starts with, else its first of type HTML,
/// else its first text.
fn find_page(top: Part<'_>) -> Option<Part<'_>> {
    let mut waiting = vec![(top, 0)];
    let mut text = None;
    while let Some((part, depth)) = waiting.pop() {
        let kind = essence(part.content_type());
        if is_html(&kind) {
            return Some(part);
        }
        let boundary = parameter(part.content_type(), "boundary").filter(|boundary| !boundary.is_empty());
        match boundary.filter(|_| kind.starts_with("multipart/") && depth < DEPTH) {
            Some(boundary) => {
                waiting.extend(in_order(&part, &boundary).into_iter().rev().map(|inner| (inner, depth + 1)))
            }
            None if kind == "text/plain" => text = text.or(Some(part)),
            None => {}
        }
    }
    text
}

/// The parts of a part, the one that it names as its start first.
fn in_order<'b>(part: &Part<'b>, boundary: &str) -> Vec<Part<'b>> {
    let mut parts: Vec<Part<'_>> =
        part.parts(boundary).into_iter().map(|(bytes, end)| Part::parse(bytes, end)).collect();
    let start = parameter(part.content_type(), "start");
    let first =
        start.and_then(|start| parts.iter().position(|part| part.fields.get("Content-ID") == Some(&start)));
    if let Some(first) = first {
        parts[..=first].rotate_right(1);
    }
    parts
}

fn is_html(essence: &str) -> bool {
    Format::of_page(essence) == Some(Format::Html)
}

/// Type and subtype of a `Content-Type` field, lower case.
fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// A parameter of a `Content-Type` field, without its quotes.
fn parameter(kind: &str, wanted: &str) -> Option<String> {
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

/// Where the page was saved from, if that is on the web.
fn location(top: &Part<'_>, page: &Part<'_>) -> Option<Candidate> {
    let places = [(top, "Snapshot-Content-Location"), (page, "Content-Location"), (top, "Content-Location")];
    places.into_iter().find_map(|(part, key)| {
        // RFC 2557, 4.4.2: an address may be folded anywhere.
        let value: String = part.fields.get(key)?.split_whitespace().collect();
        let web = value.starts_with("http://") || value.starts_with("https://");
        web.then(|| Candidate {
            field: FieldName::Url,
            value,
            provenance: Provenance::Url,
            key: key.to_owned(),
            span: None,
        })
    })
}

/// Decodes quoted-printable (RFC 2045, 6.7). What is no escape stands for itself.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let ending = if line.ends_with(b"\r\n") { 2 } else { usize::from(line.ends_with(b"\n")) };
        let (words, ending) = line.split_at(line.len() - ending);
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
fn base64(body: &[u8]) -> (Cow<'static, [u8]>, Option<&'static str>) {
    let digits: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if let Ok(decoded) = BASE64_MIME_PERMISSIVE.decode(&digits) {
        return (decoded.into(), None);
    }
    let is_digit = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let whole = digits.iter().take_while(is_digit).count() / 4 * 4;
    let decoded = BASE64_MIME_PERMISSIVE.decode(&digits[..whole]).unwrap_or_default();
    (decoded.into(), Some("page broken off or damaged: its Base64 does not hold"))
}

fn unreadable(message: &str) -> InputFault {
    InputFault { kind: InputFaultKind::Unreadable, message: message.to_owned(), member: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn heads_of_saved_pages_are_known() {
        let table = [
            (
                "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
                true,
            ),
            (
                "From: \"Saved by Windows Internet Explorer 8\"\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n",
                true,
            ),
            ("MIME-Version: 1.0\nContent-Type: Multipart/Related; boundary=x\n\n", true),
            ("From: me@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n", false),
            ("A headline\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", false),
            ("The MIME-Version: 1.0 field\nContent-Type: multipart/related", false),
            ("", false),
        ];
        for (head, known) in table {
            assert_eq!(MhtmlLoader.recognizes(head), known, "{head}");
        }
    }

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

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), lines in "(Content-Type: multipart/related; boundary=b|--b|--|=|start=|;|\"|\r|\n|\r\n|text/html){0,30}") {
            for bytes in [bytes, lines.into_bytes()] {
                if let Some(page) = find_page(Part::parse(&bytes, End::File)) {
                    prop_assert!(page.content().0.len() <= bytes.len());
                }
            }
        }
    }
}
