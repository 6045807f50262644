//! Chooses the loader of an input: by what the user said, by name, then by content. It does not read files.

use std::borrow::Cow;
use std::io::{Cursor, Read, Seek};

use crate::input::refusals::{self, Other};
use crate::input::{LOADERS, LoadOptions, Loader, RawInput, has_ending, loader, pdf, record, webarchive};
use crate::model::report_record::{HTML_START, MARKDOWN_START};
use crate::model::{Format, InputFault, InputFaultKind, Source};
use crate::text::decode::{self, Declaration};
use crate::zip;

/// Bytes of an input that are looked at.
const HEAD: usize = 4096;

/// Bytes that are searched for control characters.
const CONTROLS: usize = 512;

/// Why no loader takes an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The bytes are no text.
    Binary(InputFault),
    /// Readable, and no article: a report of ours, or JSON of someone else. Skipped where it was found in a
    /// folder.
    Foreign(InputFault),
}

impl Refusal {
    /// What to report where the input was named outright.
    pub fn fault(&self) -> &InputFault {
        match self {
            Self::Binary(fault) | Self::Foreign(fault) => fault,
        }
    }
}

/// The loader for an input, or why there is none.
pub fn choose(input: &RawInput<'_>, options: &LoadOptions) -> Result<&'static dyn Loader, Refusal> {
    if let Some(format) = options.format {
        return Ok(loader(format));
    }
    if let Some(packed) = packed(input.bytes) {
        return Ok(loader(packed));
    }
    let named = by_ending(&input.source.path);
    if let Some(own) = named.filter(|named| is_packed(*named, input.bytes)) {
        return Ok(own);
    }
    if [HTML_START, MARKDOWN_START].iter().any(|start| input.bytes.starts_with(start.as_bytes())) {
        return Err(own_report());
    }
    if let Some(fault) = binary(input.bytes) {
        return Err(Refusal::Binary(fault));
    }
    let head = head(input.bytes);
    match named {
        Some(named) if matches!(named.format(), Format::Record | Format::Ndjson) => json(named, &head),
        Some(named) if named.is_container() => Ok(named),
        Some(named) => unmistakable(named, &head),
        None => by_content(&head),
    }
}

/// The loader of a text that is plainly of another format than its name says: a page, or one saved as a
/// message.
fn unmistakable(named: &'static dyn Loader, head: &str) -> Result<&'static dyn Loader, Refusal> {
    let start = head.trim_start();
    let format = named.format();
    if !start.starts_with('<') {
        let is_message = format != Format::Mhtml && loader(Format::Mhtml).recognizes(head);
        return Ok(if is_message { loader(Format::Mhtml) } else { named });
    }
    if let Some(other) = refusals::by_root(head) {
        return Err(Refusal::Foreign(refused(format!("not read: {}", other.what), other)));
    }
    let is_page = format != Format::Html && is_page(start);
    Ok(if is_page { loader(Format::Html) } else { named })
}

/// Whether a text is a whole web page.
fn is_page(start: &str) -> bool {
    let mut rest = start;
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { return false };
        rest = comment[end + 3..].trim_start();
    }
    let opens = |name: &str| rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    opens("<!doctype html") || opens("<html") || opens("<?xml") && rest.contains("<html")
}

/// The loader that knows the ending of a path, in upper or lower case.
pub fn by_ending(path: &str) -> Option<&'static dyn Loader> {
    LOADERS.iter().copied().find(|loader| loader.extensions().iter().any(|ending| has_ending(path, ending)))
}

/// Whether an input holds, or may hold, any number of articles.
pub fn holds_many(input: &RawInput<'_>, options: &LoadOptions) -> bool {
    match choose(input, options) {
        Ok(chosen) if chosen.format() == Format::Record => record::holds_many(input.bytes),
        Ok(chosen) => chosen.is_container(),
        Err(_) => false,
    }
}

/// Bytes of an input that are enough to tell a container by.
pub const PEEKED: usize = HEAD;

/// The container format of an input that begins with `head`; none if it holds one article, or none.
pub fn container(source: &Source, head: &[u8], options: &LoadOptions) -> Option<&'static dyn Loader> {
    let input = RawInput { source: source.clone(), bytes: head, first_index: 0 };
    choose(&input, options).ok().filter(|chosen| chosen.is_container())
}

fn json(named: &'static dyn Loader, head: &str) -> Result<&'static dyn Loader, Refusal> {
    let start = head.trim_start();
    if is_own_report(start) {
        return Err(own_report());
    }
    if named.format() == Format::Ndjson || record::starts_as_record(start) {
        return Ok(named);
    }
    match by_content(head) {
        Ok(other) if start.starts_with(['{', '[']) && other.format() == Format::Text => {
            Err(Refusal::Foreign(unknown(
                "JSON, but no article record of newscheck (no \"schema\": \"newscheck/article/1\")"
                    .to_owned(),
            )))
        }
        other => other,
    }
}

fn by_content(head: &str) -> Result<&'static dyn Loader, Refusal> {
    if is_own_report(head.trim_start()) {
        return Err(own_report());
    }
    if let Some(other) = refusals::by_root(head) {
        return Err(Refusal::Foreign(refused(format!("not read: {}", other.what), other)));
    }
    let known = LOADERS.iter().copied().find(|loader| loader.recognizes(head));
    Ok(known.unwrap_or_else(|| loader(Format::Text)))
}

fn own_report() -> Refusal {
    Refusal::Foreign(unknown("a report of newscheck, not an article".to_owned()))
}

/// Whether a text starts as what `verify` prints as JSON or ndjson.
fn is_own_report(start: &str) -> bool {
    let Some(inside) = start.strip_prefix('{').map(str::trim_start) else { return false };
    let Some((key, value)) = inside.split_once(':') else { return false };
    let value = value.trim_start();
    match key.trim_end() {
        "\"schema\"" => value.starts_with("\"newscheck/report/1\""),
        "\"type\"" => {
            value.starts_with("\"summary\"")
                || (value.starts_with("\"article\"") && value.contains("\"findings\""))
        }
        _ => false,
    }
}

fn unknown(message: String) -> InputFault {
    InputFault::new(InputFaultKind::UnknownFormat, message)
}

fn refused(message: String, other: Other) -> InputFault {
    InputFault { help: other.instead, ..unknown(message) }
}

/// The format of bytes that are no text and yet hold articles, whatever their name.
fn packed(bytes: &[u8]) -> Option<Format> {
    match bytes {
        // The first bytes of WARC, of ARC, of gzip, and of zstd or its dictionary.
        [b'W', b'A', b'R', b'C', ..]
        | [b'f', b'i', b'l', b'e', b'd', ..]
        | [0x1f, 0x8b, ..]
        | [0x28, 0xb5, 0x2f, 0xfd, ..]
        | [0x5d, 0x2a, 0x4d, 0x18, ..] => crate::warc::starts(bytes).then_some(Format::Warc),
        [b'b', b'p', ..] => webarchive::is_archive(bytes).then_some(Format::Webarchive),
        [b'P', b'K', ..] => zipped(Cursor::new(bytes)),
        _ => pdf::is_pdf(bytes).then_some(Format::Pdf),
    }
}

/// Whether bytes are packed as the format they are named after has it: what is wrong inside, its loader tells
/// best.
fn is_packed(named: &dyn Loader, bytes: &[u8]) -> bool {
    named.packed().iter().any(|start| bytes.starts_with(start))
}

/// The format of a ZIP file by the names in it, if it is one that holds articles.
pub fn zipped(mut file: impl Read + Seek) -> Option<Format> {
    let parts = zip::entries(&mut file).ok()?;
    let holds = |loader: &&&dyn Loader| parts.iter().any(|part| loader.is_part(&part.name));
    LOADERS.iter().find(holds).map(|loader| loader.format())
}

/// What the bytes are, if they are no text.
fn binary(bytes: &[u8]) -> Option<InputFault> {
    if let Some((magic, other)) = refusals::by_magic(bytes) {
        // `ID3`, `BZh`, `GIF89a` and the like are words too; what follows them in a file is not.
        let is_word = magic.iter().all(|byte| byte.is_ascii_alphanumeric());
        if !is_word || controls(bytes) > 0 {
            let parts =
                magic.starts_with(b"PK").then(|| zip::entries(&mut Cursor::new(bytes)).ok()).flatten();
            let other = parts.and_then(|parts| refusals::by_parts(&parts)).unwrap_or(other);
            return Some(refused(format!("not text: starts like {}", other.what), other));
        }
    }
    let found = controls(bytes);
    let looked_at = bytes.len().min(CONTROLS);
    if found < 4 || found * 20 <= looked_at || decode::is_wide(bytes) {
        return None;
    }
    Some(unknown(format!("not text: {found} control characters in the first {looked_at} bytes")))
}

/// Control characters in the first bytes, other than white space, backspace (overstruck manuals) and escape
/// (colours).
fn controls(bytes: &[u8]) -> usize {
    // Counted in bytes and without branches, which compilers turn into vector code.
    let is_control =
        |&byte: &u8| u8::from((byte < 0x20) & (byte.wrapping_sub(b'\x08') > 5) & (byte != b'\x1b'));
    let chunks = bytes[..bytes.len().min(CONTROLS)].chunks(255);
    chunks.map(|chunk| usize::from(chunk.iter().map(is_control).sum::<u8>())).sum()
}

/// The start of the decoded text.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    match std::str::from_utf8(head) {
        // Without a NUL it is no UTF-16, and nothing in it was encoded twice.
        Ok(text) if text.is_ascii() && memchr::memchr(0, head).is_none() => Cow::Borrowed(text),
        // A character cut in two at the end is no sign of another encoding.
        Err(error) if error.error_len().is_none() => {
            decode::decode(&head[..error.valid_up_to()], Declaration::Nowhere).0
        }
        _ => decode::decode(head, Declaration::Nowhere).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chosen(path: &str, bytes: &[u8]) -> Result<Format, Refusal> {
        let input =
            RawInput { source: Source { path: path.to_owned(), ..Source::default() }, bytes, first_index: 0 };
        choose(&input, &LoadOptions::default()).map(|loader| loader.format())
    }

    #[test]
    fn the_ending_decides_in_any_case() {
        let table = [
            ("a.txt", Format::Text),
            ("A.TXT", Format::Text),
            ("b.md", Format::Markdown),
            ("b.Markdown", Format::Markdown),
            ("c.rst", Format::Rst),
            ("d.html", Format::Html),
            ("d.XHTML", Format::Html),
            ("e.ndjson", Format::Ndjson),
            ("e.jsonl", Format::Ndjson),
            ("f.warc", Format::Warc),
            ("f.Warc.GZ", Format::Warc),
            ("f.warc.zst", Format::Warc),
            ("f.arc", Format::Warc),
            ("f.arc.gz", Format::Warc),
        ];
        for (path, format) in table {
            assert_eq!(chosen(path, b"Words [1]."), Ok(format), "{path}");
        }
    }

    #[test]
    fn a_format_that_was_asked_for_wins() {
        let input = RawInput {
            source: Source { path: "a.html".to_owned(), ..Source::default() },
            bytes: b"x",
            first_index: 0,
        };
        let options = LoadOptions { format: Some(Format::Rst), ..LoadOptions::default() };
        assert_eq!(choose(&input, &options).map(|loader| loader.format()), Ok(Format::Rst));
    }

    #[test]
    fn content_decides_where_the_name_does_not() {
        let table: &[(&[u8], Format)] = &[
            (b"", Format::Text),
            (b" \n\t\n", Format::Text),
            (b"Bread prices rise\n\nBread [1].", Format::Text),
            (br#"{"schema": "newscheck/article/1", "path": "x"}"#, Format::Record),
            (br#"[ {"schema":"newscheck/article/1"} ]"#, Format::Record),
            (b"{\"id\": 3, \"text\": \"Words [1].\"}\n", Format::Ndjson),
            (b"[1] is how a note may begin", Format::Text),
        ];
        for (bytes, format) in table {
            assert_eq!(chosen("-", bytes), Ok(*format), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn binary_data_is_no_article_whatever_its_name() {
        let table: &[(&[u8], &str)] = &[
            (b"\x89PNG\r\n\x1a\n", "not text: starts like a PNG image"),
            (b"\x7fELF\x02\x01", "not text: starts like an ELF program"),
            (b"PK\x03\x04\x14\0", "not text: starts like a ZIP archive (and none that newscheck reads)"),
            (b"\x01\x02\x03\x04\x05\x06", "not text: 6 control characters in the first 6 bytes"),
        ];
        for path in ["-", "a.txt", "a.html"] {
            for &(bytes, message) in table {
                let refusal = chosen(path, bytes).expect_err("binary");
                assert_eq!(
                    (refusal.fault().message.as_str(), refusal.fault().kind),
                    (message, InputFaultKind::UnknownFormat)
                );
            }
        }
    }

    proptest! {
        #[test]
        fn the_fast_count_of_controls_agrees_with_a_plain_one(bytes in proptest::collection::vec(0u8..0x30, 0..700)) {
            let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\x08'..=b'\r' | b'\x1b');
            prop_assert_eq!(controls(&bytes), bytes.iter().take(CONTROLS).filter(is_control).count());
        }
    }

    #[test]
    fn text_is_not_taken_for_binary() {
        let table: &[&[u8]] = &[
            b"ID3 tags explained [1]",
            b"BZhang wins the race [1]",
            b"a\0b",
            b"\x1b[31mred\x1b[0m \x1b[32mgreen\x1b[0m",
            b"\xff\xfeA\0 \0h\0e\0a\0d\0",
            b"A\0 \0h\0e\0a\0d\0l\0i\0n\0e\0",
            b"\xd0\xf0\xe8\xe2\xe5\xf2",
        ];
        for bytes in table {
            assert_eq!(chosen("a.txt", bytes), Ok(Format::Text), "{bytes:?}");
        }
    }

    #[test]
    fn json_of_others_and_reports_of_ours_are_foreign() {
        let table: &[(&str, &[u8])] = &[
            ("package.json", br#"{"name": "x", "version": "1"}"#),
            ("list.json", b"[1, 2]"),
            ("report.json", br#"{"schema": "newscheck/report/1", "articles": []}"#),
            ("-", br#"{"schema":"newscheck/report/1"}"#),
            ("report.html", HTML_START.as_bytes()),
            ("report.md", MARKDOWN_START.as_bytes()),
            ("report.ndjson", br#"{"type":"article","path":"a.txt","findings":[]}"#),
        ];
        for (path, bytes) in table {
            assert!(matches!(chosen(path, bytes), Err(Refusal::Foreign(_))), "{path}");
        }
    }
}
