//! Tells array subscripts and parts of addresses and expressions from markers: `a[0]`, `list[1].name`.

use crate::extract::citations::Scan;
use crate::model::Label;
use crate::text::digits::number;

impl Scan<'_> {
    /// Whether a bracket is an array index, part of an address or of an expression, not a marker.
    pub(super) fn is_subscript(&self, open: usize, end: usize, inside: &str) -> bool {
        if self.subscript_end == open {
            return true;
        }
        // What stands behind a span of code is no part of it.
        if self.around.code[..self.code].last().is_some_and(|span| span.end == open) {
            return false;
        }
        // `[3,3]-sigmatropic`: a word that begins with numbers.
        if inside.contains(',') && matches!(self.bytes[end..], [b'-', b'a'..=b'z', ..]) {
            return true;
        }
        let mut at = open;
        if at > 0 && self.bytes[at - 1] == b'\\' {
            at -= 1;
        }
        let Some(&before) = at.checked_sub(1).map(|before| &self.bytes[before]) else { return false };
        let after = self.bytes.get(end).copied();
        let is_listed = || {
            inside.split([',', ';']).map(str::trim).all(|item| match number(item) {
                Some(label) => (self.around.defined)(&Label::Number(label)),
                None => matches!(item.as_bytes(), [b'a'..=b'z']) || (self.around.defined)(&Label::new(item)),
            })
        };
        if self.is_within_pattern(at, end) || self.bytes[..at].ends_with(b"()") {
            return true;
        }
        let is_behind_sign = before == b'=' || before == b'/' && !self.bytes[..at].ends_with(b"]/");
        if is_behind_sign || self.is_within_numbers(at, end) {
            return !is_listed();
        }
        if !(before.is_ascii_alphanumeric() || matches!(before, b'_' | b'$' | b')' | b'>')) {
            return false;
        }
        if matches!(after, Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'=')) || self.opens_member(end) {
            return before != b')' && before != b'>';
        }
        if before == b')' || before == b'>' {
            return false;
        }
        let word = token_before(self.bytes, at);
        if word.windows(3).any(|part| part == b"://") {
            return matches!(after, Some(b'/' | b'&' | b'?' | b'#'));
        }
        self.assigns(end)
            || is_name_of_code(word)
            || self.is_index_among_code(word)
            || is_variable(word, &self.bytes[..at])
            || (may_be_name(word) && !is_listed())
    }

    /// `log.[12][0-9]`, `//h3[1]/text()`: a class beside another one, a step of a path.
    fn is_within_pattern(&self, open: usize, end: usize) -> bool {
        let after = &self.bytes[end..];
        let is_class = matches!(after, [b'[', b'0' | b'a' | b'A', b'-', ..] | [b'[', b'!', ..]);
        let word = token_before(self.bytes, open);
        let is_address = word.windows(3).any(|part| part == b"://");
        let goes_on = matches!(after, [b'/', b'a'..=b'z' | b'/', ..])
            && word.last().is_some_and(u8::is_ascii_alphanumeric);
        is_class || !is_address && (goes_on || matches!(word, [b'/', b'a'..=b'z' | b'/', ..]))
    }

    /// `1-3-[4]-2`, `16:[9–20]`: a number among others.
    fn is_within_numbers(&self, open: usize, end: usize) -> bool {
        match self.bytes[..open] {
            [.., digit, b':'] => digit.is_ascii_digit(),
            [.., digit, b'-'] => digit.is_ascii_digit() && self.bytes[end..].starts_with(b"-"),
            _ => false,
        }
    }

    /// `a[0].b`, `a[0]->b`: something of an element.
    fn opens_member(&self, end: usize) -> bool {
        let rest = &self.bytes[end.min(self.bytes.len())..];
        (rest.starts_with(b".") || rest.starts_with(b"->"))
            && rest
                .iter()
                .skip_while(|byte| !byte.is_ascii_alphanumeric())
                .take(1)
                .any(u8::is_ascii_lowercase)
            && rest.get(1).is_some_and(|next| !next.is_ascii_whitespace())
    }

    /// `a[0] = 1`, `a[0] += 1`, `a[0] == b`.
    fn assigns(&self, end: usize) -> bool {
        let rest = &self.bytes[end.min(self.bytes.len())..];
        [&b" = "[..], b" += ", b" -= ", b" == ", b" != ", b" < ", b" > ", b"++", b"--"]
            .iter()
            .any(|operator| rest.starts_with(operator))
    }
}

/// The run of non-space bytes that ends at `end`, at most 200 of them.
fn token_before(bytes: &[u8], end: usize) -> &[u8] {
    let floor = end.saturating_sub(200);
    let start = bytes[floor..end]
        .iter()
        .rposition(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'[' | b']' | b',' | b'"'))
        .map_or(floor, |at| floor + at + 1);
    &bytes[start..end]
}

/// Whether a word is a name of code and nothing else: `buf_2`, `$argv`, `a->b`, `array`.
fn is_name_of_code(word: &[u8]) -> bool {
    const ARRAYS: &[&[u8]] = &[
        b"array", b"arr", b"argv", b"args", b"buf", b"buffer", b"vec", b"vector", b"matrix", b"tuple",
        b"dict", b"idx", b"ptr", b"str", b"mem", b"tmp", b"bytes", b"char", b"int", b"uint", b"u8", b"u16",
        b"u32", b"u64", b"byte", b"regs", b"bits", b"bit", b"bar", b"gpio", b"cpu", b"pmc", b"reg", b"ctrl",
    ];
    let variable = matches!(word, [b'$' | b'&', first, ..] if !first.is_ascii_digit());
    // `git:log`, the macro of a manual: no time, and no address.
    let is_called = |part: &[u8]| matches!(part, [b'a'..=b'z', b':', b'a'..=b'z']);
    let code = word.windows(2).any(|pair| matches!(pair, b"->" | b"::")) || word.windows(3).any(is_called);
    word.contains(&b'_') || variable || code || ARRAYS.contains(&word)
}

/// Whether a word is a variable: one letter that is neither a unit behind a number, as in `5 m`, nor part of
/// a name, as in `plan B`. `before` is the text that it ends.
fn is_variable(word: &[u8], before: &[u8]) -> bool {
    match (word, before) {
        ([b'I'], _) => false,
        ([b'A'..=b'Z'], [.., letter, b' ', _]) => !letter.is_ascii_lowercase(),
        ([b'a'..=b'z'], [.., digit, b' ', _]) => !digit.is_ascii_digit(),
        ([letter], _) => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Whether a word may be a name of code: `A`, `itemList`. It may be a name or a unit as well: `plan B`,
/// `40 kWh`.
fn may_be_name(word: &[u8]) -> bool {
    let single = matches!(word, [b'A'..=b'Z']) && word != b"I";
    let camel = word.first().is_some_and(u8::is_ascii_lowercase)
        && word.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    single || camel
}

#[cfg(test)]
mod tests {
    use crate::extract::citations::labels_of;

    #[test]
    fn what_stands_beside_code_or_among_numbers_cites_nothing() {
        let table: &[(&str, &[&str])] = &[
            ("exc_info()[1] and git:log[1]", &[]),
            ("&reply[1] of HTTP/[23]", &[]),
            ("log.[12][0-9] or //h3[1]/text()", &[]),
            ("td[3]/a below //table[2]", &[]),
            ("played 1-3-[4]-2, see Mark 16:[9-20]", &[]),
            ("[3,3]-sigmatropic shifts", &[]),
            ("ESA[1]/NASA[2], the author(s)[3], [4]/[5]", &["1", "2", "3", "4", "5"]),
        ];
        for (text, expected) in table {
            assert_eq!(labels_of(text), *expected, "{text}");
        }
    }
}
