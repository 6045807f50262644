//! The value of an attribute together with its map to the source: what a page holds within one.

use crate::markup::entities::reference_length;
use crate::text::{ByteSpan, OffsetMap};

/// Bytes that a character reference may have, `&` and `;` included.
const MAX_REFERENCE: usize = 40;

/// The map from `value`, an attribute's value as it was read, to the source, where the attribute stands in
/// the start tag at the begin of `element`. None where the source does not read so.
pub fn map_of(source: &str, element: ByteSpan, name: &str, value: &str) -> Option<OffsetMap> {
    let start = element.start as usize;
    let raw = raw_value(element.slice(source), name)?;
    let mut map = OffsetMap::starting_at(start + raw.start);
    let (mut at, end) = (start + raw.start, start + raw.end);
    let mut rest = value.char_indices().peekable();
    while let Some((offset, character)) = rest.next() {
        let written = source.get(at..end)?;
        map.push(offset, at);
        let length = match written.as_bytes().first()? {
            b'&' => reference(written).filter(|length| character != '&' || *length > 1).unwrap_or(1),
            b'\r' if written.starts_with("\r\n") => 2,
            b'\r' => 1,
            _ if written.starts_with(character) => character.len_utf8(),
            _ => return None,
        };
        at += length;
        // A few references stand for two characters.
        let second = rest.next_if(|(_, second)| length > 2 && is_mark(*second));
        if length != character.len_utf8() || second.is_some() {
            let after = rest.peek().map_or(value.len(), |(offset, _)| *offset);
            map.push_spelled(after, at);
        }
    }
    Some(map)
}

/// What follows another character in references for two: variation selectors and overlays.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{fe00}' | '\u{338}' | '\u{20d2}' | '\u{20e5}' | '\u{333}' | '\u{331}')
}

/// The bytes of the character reference that opens an attribute's rest. One without `;` before a letter, a
/// digit or `=` is none (HTML Standard, 13.2.5.73).
fn reference(rest: &str) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let word = 1 + rest.bytes().skip(1).take(MAX_REFERENCE).take_while(is_part).count();
    let closed = word + usize::from(rest.as_bytes().get(word) == Some(&b';'));
    let length = reference_length(&rest[..closed])?;
    let follows = rest.as_bytes().get(length).copied().unwrap_or(b' ');
    let is_none = !rest[..length].ends_with(';')
        && !rest.starts_with("&#")
        && (follows.is_ascii_alphanumeric() || follows == b'=');
    (!is_none).then_some(length)
}

/// Where the value of an attribute stands in a start tag, without its quotes (HTML Standard, 13.2.5.32 to
/// 39).
fn raw_value(tag: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let bytes = tag.as_bytes();
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    let skip = |from: usize, ends: &dyn Fn(u8) -> bool| {
        bytes.get(from..)?.iter().position(|&byte| ends(byte)).map(|found| from + found)
    };
    let mut at = skip(1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
    loop {
        at = skip(at, &|byte| !is_space(byte) && byte != b'/')?;
        if bytes[at] == b'>' {
            return None;
        }
        let end = skip(at + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'=' | b'>'))?;
        let is_it = tag.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(name));
        at = skip(end, &|byte| !is_space(byte))?;
        if bytes[at] != b'=' {
            continue;
        }
        at = skip(at + 1, &|byte| !is_space(byte))?;
        let value = match bytes[at] {
            quote @ (b'"' | b'\'') => at + 1..skip(at + 1, &|byte| byte == quote)?,
            _ => at..skip(at, &|byte| is_space(byte) || byte == b'>')?,
        };
        at = (value.end + 1).min(bytes.len());
        if bytes[value.end] == b'>' {
            at = value.end;
        }
        if is_it {
            return Some(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::Html;

    use super::*;

    fn value(source: &str) -> String {
        let page = Html::parse_document(source);
        let frame = page.tree.nodes().find_map(|node| node.value().as_element()?.attr("srcdoc"));
        frame.expect("there is a frame").to_owned()
    }

    #[test]
    fn a_value_leads_back_to_its_source() {
        let source = "<iframe title='a > b' x SrcDoc = \"&lt;p title=&quot;x&quot;>one &amp;amp; tw\u{f6} &copy=1 &#65;\r\n&nbsp;&bne;!\">";
        let value = value(source);
        let map = map_of(source, ByteSpan::new(0, source.len()), "srcdoc", &value).expect("it reads so");
        for (part, spelled) in [
            ("<p", "&lt;p"),
            ("&amp;", "&amp;amp;"),
            ("tw\u{f6}", "tw\u{f6}"),
            ("&copy=1", "&copy=1"),
            ("A", "&#65;"),
            ("\n", "\r\n"),
            ("!", "!"),
        ] {
            let at = value.find(part).expect("it is in the value");
            assert_eq!(map.span(at, at + part.len()).slice(source), spelled, "{part}");
        }
        for source in ["<iframe srcdoc=a>", "<iframe srcdoc=''>", "<iframe a=b/srcdoc=c srcdoc='d'>"] {
            let value = self::value(source);
            assert!(map_of(source, ByteSpan::new(0, source.len()), "srcdoc", &value).is_some(), "{source}");
        }
    }

    proptest! {
        #[test]
        fn no_tag_makes_it_panic(tag in "<iframe [ a-c=\"'>/&;#0-9\u{e9}\r\n]{0,40}", value in "[ a-c&;\u{e9}\n]{0,10}") {
            if let Some(map) = map_of(&tag, ByteSpan::new(0, tag.len()), "a", &value) {
                for (at, character) in value.char_indices() {
                    prop_assert!(map.span(at, at + character.len_utf8()).end as usize <= tag.len());
                }
            }
        }
    }
}
