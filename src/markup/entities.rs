//! Character references: how far one reaches, and what the usual ones stand for without asking the tokenizer.

use html5ever::data::NAMED_ENTITIES;

/// The character references that pages use most, without `&`.
static REFERENCES: &[(&str, &str)] = &[
    ("amp;", "&"),
    ("quot;", "\""),
    ("nbsp;", "\u{a0}"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("apos;", "'"),
    ("rsquo;", "’"),
    ("lsquo;", "‘"),
    ("rdquo;", "”"),
    ("ldquo;", "“"),
    ("mdash;", "—"),
    ("ndash;", "–"),
    ("hellip;", "…"),
    ("raquo;", "»"),
    ("laquo;", "«"),
    ("copy;", "©"),
    ("#39;", "'"),
    ("#039;", "'"),
    ("#x27;", "'"),
    ("#34;", "\""),
    ("#160;", "\u{a0}"),
    ("#8211;", "–"),
    ("#8212;", "—"),
    ("#8216;", "‘"),
    ("#8217;", "’"),
    ("#8220;", "“"),
    ("#8221;", "”"),
    ("#8230;", "…"),
];

/// The most bytes of such a reference, `&` included.
const LONGEST_REFERENCE: usize = 8;

/// The character that the reference which opens `rest` stands for, and the reference's length; none for one
/// that is not of the usual.
pub(super) fn usual(rest: &[u8]) -> Option<(&'static str, usize)> {
    let end = rest.iter().take(LONGEST_REFERENCE).position(|&byte| byte == b';')?;
    let (_, character) = REFERENCES.iter().find(|(name, _)| name.as_bytes() == &rest[1..=end])?;
    Some((character, end + 1))
}

/// The bytes of the character reference that a word begins with: of the longest name that is known, with or
/// without `;` (HTML Standard, 13.2.5.72 to 80).
pub(super) fn reference_length(word: &str) -> Option<usize> {
    let Some(number) = word.strip_prefix("&#") else {
        let is_name =
            |end: &usize| NAMED_ENTITIES.get(&word[1..*end]).is_some_and(|characters| characters.0 != 0);
        return (2..=word.len()).rev().find(is_name);
    };
    let (marked, is_digit): (_, fn(&u8) -> bool) = match number.as_bytes().first() {
        Some(b'x' | b'X') => (3, u8::is_ascii_hexdigit),
        _ => (2, u8::is_ascii_digit),
    };
    let end = marked + word.bytes().skip(marked).take_while(is_digit).count();
    (end > marked).then_some(end + usize::from(word.as_bytes().get(end) == Some(&b';')))
}

/// Words with what the character references in them stand for, those that end in `;`: of what was escaped
/// twice.
pub fn dereferenced(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_NAME).position(|byte| byte == b';').map_or(1, |end| end + 1);
        match characters(&rest[1..end]) {
            Some(characters) => plain.extend(characters),
            None => plain.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

/// The most bytes of a reference whose characters are looked up.
const LONGEST_NAME: usize = 34;

/// What a reference without `&` stands for.
fn characters(name: &str) -> Option<impl Iterator<Item = char>> {
    let (first, second) = match name.strip_prefix('#').map(|number| number.trim_end_matches(';')) {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => (u32::from_str_radix(number, 16).ok()?, 0),
            None => (number.parse().ok()?, 0),
        },
        None => NAMED_ENTITIES.get(name).copied()?,
    };
    let known = char::from_u32(first).filter(|_| first != 0)?;
    Some(std::iter::once(known).chain(char::from_u32(second).filter(|_| second != 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_any_kind_are_read_and_the_rest_stays() {
        let table = [
            ("A &amp; B &eacute; &#x26; &#8217; &nbsp;", "A & B é & ’ \u{a0}"),
            ("&NotEqualTilde;", "\u{2242}\u{338}"),
            ("AT&T; R&D &nothing; &#xZZ; &#1114112; &#0; &", "AT&T; R&D &nothing; &#xZZ; &#1114112; &#0; &"),
            ("&é; &", "&é; &"),
            ("", ""),
        ];
        for (words, expected) in table {
            assert_eq!(dereferenced(words), expected, "{words}");
        }
    }

    #[test]
    fn the_usual_references_stand_for_what_they_do_in_html() {
        for (name, character) in REFERENCES {
            let page = scraper::Html::parse_fragment(&format!("&{name}"));
            assert_eq!(page.root_element().text().collect::<String>(), *character, "{name}");
            assert_eq!(usual(format!("&{name}").as_bytes()), Some((*character, name.len() + 1)));
        }
    }
}
