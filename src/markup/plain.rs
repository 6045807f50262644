//! Reads tags and texts that are spelled plainly, as nearly all are, at a fraction of what the tokenizer
//! takes. What is spelled otherwise it leaves to the tokenizer.

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, ns};

use crate::markup::entities::usual;
use crate::text::span::clamp;

/// Attributes that a tag may have. The tokenizer compares each with all before it.
pub(super) const MAX_ATTRIBUTES: usize = 1_000;

/// A page whose parts share its bytes.
pub(super) struct Plain {
    whole: StrTendril,
    /// Whether some byte has to be replaced as it is read: a carriage return, NUL.
    replaces: bool,
}

impl Plain {
    /// A decoded page.
    pub(super) fn new(source: &str) -> Self {
        let replaces = memchr::memchr2(b'\r', b'\0', source.as_bytes()).is_some();
        Self { whole: StrTendril::from(source), replaces }
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.whole.as_bytes()
    }

    /// The words from `start` to `end`.
    pub(super) fn words(&self, start: usize, end: usize) -> StrTendril {
        self.whole.subtendril(clamp(start), clamp(end - start))
    }

    /// The text at `at` up to the next tag, character reference or byte to replace, and where it ends.
    pub(super) fn text(&self, at: usize) -> Option<(StrTendril, usize)> {
        let rest = &self.whole.as_bytes()[at..];
        let ends = if self.replaces {
            rest.iter().position(|byte| matches!(byte, b'<' | b'&' | b'\r' | b'\0'))
        } else {
            memchr::memchr2(b'<', b'&', rest)
        };
        let length = ends.unwrap_or(rest.len());
        // The tokenizer takes a byte order mark out wherever a chunk begins with one.
        let marked = rest.starts_with("\u{feff}".as_bytes());
        (length > 0 && !marked).then(|| (self.words(at, at + length), at + length))
    }

    /// What the character reference at `at`, which is an `&`, stands for, and where it ends.
    pub(super) fn reference(&self, at: usize) -> Option<(StrTendril, usize)> {
        let (character, length) = usual(&self.bytes()[at..])?;
        Some((StrTendril::from(character), at + length))
    }

    /// The tag that begins at `at`, which is a `<`, and where it ends.
    pub(super) fn tag(&self, at: usize) -> Option<(Tag, usize)> {
        let bytes = self.whole.as_bytes();
        let (kind, start) = if bytes.get(at + 1) == Some(&b'/') {
            (TagKind::EndTag, at + 2)
        } else {
            (TagKind::StartTag, at + 1)
        };
        if !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let (name, mut at) = self.name(start)?;
        let mut tag =
            Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        let mut attributes = 0;
        loop {
            match *bytes.get(at)? {
                b'>' => return Some((tag, at + 1)),
                b'/' if bytes.get(at + 1) == Some(&b'>') => tag.self_closing = true,
                b'/' => {}
                byte if is_space(byte) => {}
                _ => {
                    attributes += 1;
                    if attributes > MAX_ATTRIBUTES {
                        return None;
                    }
                    at = self.attribute(at, &mut tag)?;
                    continue;
                }
            }
            at += 1;
        }
    }

    /// Reads an attribute into a tag; gives where to go on.
    fn attribute(&self, start: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.whole.as_bytes();
        let (name, after) = self.name(start)?;
        let equals = skip_space(bytes, after);
        let (value, end) = if bytes.get(equals)? == &b'=' {
            let start = skip_space(bytes, equals + 1);
            match *bytes.get(start)? {
                quote @ (b'"' | b'\'') => self.quoted(start + 1, quote)?,
                _ => self.unquoted(start)?,
            }
        } else {
            (StrTendril::new(), after)
        };
        if tag.attrs.iter().any(|attribute| attribute.name.local == name) {
            tag.had_duplicate_attributes = true;
        } else {
            tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        Some(end)
    }

    /// A name of a tag or an attribute, and where it ends.
    fn name(&self, start: usize) -> Option<(LocalName, usize)> {
        let bytes = self.whole.as_bytes();
        let rest = bytes.get(start..)?;
        let end = start + rest.iter().position(|&byte| !is_plain_in_name(byte))?;
        // Anything else in a name (a quote, a letter beyond ASCII, NUL) has rules of its own: the tokenizer
        // knows them.
        let ends = is_space(bytes[end]) || matches!(bytes[end], b'/' | b'>' | b'=');
        if end == start || !ends {
            return None;
        }
        let name = self.whole.get(start..end)?;
        let lower = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        Some((LocalName::from(lower), end))
    }

    /// A value in quotes, and where to go on behind them.
    fn quoted(&self, start: usize, quote: u8) -> Option<(StrTendril, usize)> {
        let bytes = self.whole.as_bytes();
        let mut decoded: Option<StrTendril> = None;
        let (mut from, mut at) = (start, start);
        loop {
            at += memchr::memchr2(quote, b'&', &bytes[at..])?;
            if bytes[at] == quote {
                break;
            }
            if let Some((character, length)) = usual(&bytes[at..]) {
                let decoded = decoded.get_or_insert_default();
                decoded.push_tendril(&self.words(from, at));
                decoded.push_slice(character);
                at += length;
                from = at;
            } else if stands_for_itself(&bytes[at..]) {
                at += 1;
            } else {
                return None;
            }
        }
        if !self.is_plain(start, at) {
            return None;
        }
        let rest = self.words(from, at);
        let value = match decoded {
            Some(mut value) => {
                value.push_tendril(&rest);
                value
            }
            None => rest,
        };
        Some((value, at + 1))
    }

    /// A value without quotes, and where it ends.
    fn unquoted(&self, start: usize) -> Option<(StrTendril, usize)> {
        let rest = &self.whole.as_bytes()[start..];
        let end = start
            + rest.iter().position(|&byte| {
                is_space(byte) || matches!(byte, b'>' | b'"' | b'\'' | b'<' | b'=' | b'`' | b'&')
            })?;
        let byte = self.whole.as_bytes()[end];
        let ends = end > start && (is_space(byte) || byte == b'>') && self.is_plain(start, end);
        ends.then(|| (self.words(start, end), end))
    }

    fn is_plain(&self, start: usize, end: usize) -> bool {
        !self.replaces || memchr::memchr2(b'\r', b'\0', &self.whole.as_bytes()[start..end]).is_none()
    }
}

/// Whether the `&` that opens `rest` in a value is surely no reference (HTML Standard, 13.2.5.73).
fn stands_for_itself(rest: &[u8]) -> bool {
    let Some(word) = rest[1..].iter().position(|byte| !byte.is_ascii_alphanumeric()) else { return false };
    // A reference without `;` is none before `=`: an address has a parameter there.
    rest[1 + word] == b'=' || word == 0 && rest[1] != b'#'
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\x0c')
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|&&byte| is_space(byte)).count()
}

fn is_plain_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<String> {
        let (tag, end) = Plain::new(source).tag(0)?;
        let attributes =
            tag.attrs.iter().map(|attribute| format!(" {}={}", attribute.name.local, attribute.value));
        let slash = if tag.self_closing { " /" } else { "" };
        Some(format!("{:?} {}{}{slash} {end}", tag.kind, tag.name, attributes.collect::<String>()))
    }

    #[test]
    fn plain_tags_are_read_and_others_are_left() {
        let table = [
            ("<p>x", Some("StartTag p 3")),
            ("</P >", Some("EndTag p 5")),
            ("<br/>", Some("StartTag br / 5")),
            ("<a HREF='x>y' b c=d/e>", Some("StartTag a href=x>y b= c=d/e 22")),
            ("<a href=\"?a=1&amp;b=2&copy=3&\">", Some("StartTag a href=?a=1&b=2&copy=3& 31")),
            ("<a b=1 b=2>", Some("StartTag a b=1 11")),
            ("<a href=\"&copy\">", None),
            ("<a b=\"&lt;&#39;&\">", Some("StartTag a b=<'& 18")),
            ("<a href=\"&#38;\">", None),
            ("<a href=\"&eacute;\">", None),
            ("<a b=\"\r\">", None),
            ("<a b=>", None),
            ("<a b=c'd>", None),
            ("<a b='c", None),
            ("<a=b>", None),
            ("< p>", None),
            ("<!doctype html>", None),
        ];
        for (source, expected) in table {
            assert_eq!(read(source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn a_text_ends_before_what_is_no_plain_text() {
        let text = |source: &str| Plain::new(source).text(0).map(|(text, end)| (text.to_string(), end));
        assert_eq!(text("a > b\n<p>"), Some(("a > b\n".to_owned(), 6)));
        assert_eq!(text("a &amp; b"), Some(("a ".to_owned(), 2)));
        assert_eq!(text("a\r\nb<p>"), Some(("a".to_owned(), 1)));
        assert_eq!(text("\r\nb<p>"), None);
        assert_eq!(text("\u{feff}a"), None);
    }
}
