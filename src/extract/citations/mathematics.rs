//! Tells lists of numbers, patterns and indices from markers by what stands around them: `x = [1, 2]`,
//! `[[1, 2], [3, 4]]`, `[1-9][0-9]*`, `list[1]` beside `arr[0]`.

use std::cell::OnceCell;

use crate::extract::citations::Scan;
use crate::model::{Document, Label};

/// What a text is about, as far as brackets mean other things in it; read once it matters.
#[derive(Debug, Default)]
pub(super) struct Kind {
    patterns: OnceCell<bool>,
    elements: OnceCell<bool>,
}

impl Kind {
    /// Whether the text shows patterns: `[a-z]`, `[0-9]`, `\d`.
    fn patterns(&self, text: &str) -> bool {
        const SIGNS: &[&str] = &["[a-z", "[A-Z", "[0-9", "[^0-9", "[^a-z", r"\d", r"\w", r"\s"];
        let shows = |sign: &&str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
        *self.patterns.get_or_init(|| SIGNS.iter().any(shows))
    }

    /// Whether the text shows first elements: `arr[0]`.
    fn elements(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let is_glued = |at: usize| at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        *self.elements.get_or_init(|| memchr::memmem::find_iter(bytes, b"[0]").any(is_glued))
    }
}

/// Whether a document shows first elements, `scores[0]`, and cites as a rule apart from the words before:
/// then `scores[2]` is an element wherever it stands.
pub fn shows_elements(document: &Document<'_>) -> bool {
    let (mut first, mut glued, mut apart) = (false, 0, 0);
    for block in &document.blocks {
        let bytes = block.text.as_bytes();
        for open in memchr::memchr_iter(b'[', bytes) {
            match (bytes[..open].last(), &bytes[open + 1..]) {
                (Some(b'a'..=b'z' | b'_'), [b'0', b']', ..]) => first = true,
                (Some(b'a'..=b'z'), [b'1'..=b'9', ..]) => glued += 1,
                (None | Some(b' '), [b'1'..=b'9', ..]) => apart += 1,
                _ => {}
            }
        }
    }
    first && glued < apart
}

impl Scan<'_> {
    /// Whether a bracket is a list of numbers: `A = [1, 2; 3, 4]`, a row of `[[1, 2], [3, 4]]`.
    pub(super) fn is_row(&mut self, open: usize, end: usize, inside: &str) -> bool {
        if !inside.contains([',', ';']) {
            return false;
        }
        let before = self.text[..open].trim_end();
        let opens = self.bytes[..open].ends_with(b"[") && self.bytes[end..].starts_with(b",");
        let goes_on = before.strip_suffix(',').is_some_and(|before| before.len() == self.row_end);
        if opens || goes_on {
            self.row_end = end;
            return true;
        }
        before.ends_with(['=', '∈']) && !before.ends_with("/=")
    }

    /// Whether a bracket is a class of a pattern: `[1-9]` beside other parts of one.
    pub(super) fn is_class(&self, open: usize, end: usize, inside: &str) -> bool {
        let &[from, b'-', to] = inside.as_bytes() else { return false };
        if !from.is_ascii_digit() || !to.is_ascii_digit() {
            return false;
        }
        let (before, after) = (&self.bytes[..open], &self.bytes[end..]);
        let counted = matches!(after, [b'+' | b'*', ..] | [b'{', b'0'..=b'9', ..]);
        let goes_on = matches!(after, [b'[', b'a'..=b'z' | b'A'..=b'Z' | b'^', ..])
            || matches!(after, [b'[', b'0'..=b'9', b'-', ..])
            || matches!(after, [b'\\', b'd' | b'w' | b's' | b'.' | b'b', ..]);
        let follows = matches!(before, [.., b'\\', b'd' | b'w' | b's' | b'b'] | [.., b'|' | b'^']);
        let alternates = matches!(before, [.., b'('] | [.., b'/']) && matches!(after, [b'|' | b'/', ..]);
        if counted || goes_on || follows || alternates || after.first() == Some(&b'|') {
            return true;
        }
        let is_listed =
            || (from..=to).all(|digit| (self.around.defined)(&Label::Number(u32::from(digit - b'0'))));
        self.kind.patterns(self.text) && !is_listed()
    }

    /// Whether a word before a bracket is a list of a text that shows first elements.
    pub(super) fn is_index_among_code(&self, word: &[u8]) -> bool {
        let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'.';
        !word.is_empty()
            && word.iter().all(is_name)
            && !(self.around.defined)(&Label::Number(0))
            && (self.kind.elements(self.text) || (self.around.elements)())
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::citations::labels_of;

    #[test]
    fn what_stands_around_a_bracket_says_what_it_is() {
        let table: &[(&str, &[&str])] = &[
            ("Let A = [1, 2; 3, 4] be [1].", &["1"]),
            ("B = [[1, 2], [3, 4], [5, 6]] as told [2]", &["2"]),
            ("[[1, 2]](https://example.org/a)", &["1", "2"]),
            ("as told [1, 2], [3, 4].", &["1", "2", "3", "4"]),
            ("[1-9][0-9]* and (0|[1-5]) as told [1]", &["1"]),
            ("a[1-3]+ or [1-3]{2}", &[]),
            ("Is it so [1-3]?", &["1", "2", "3"]),
            ("arr[0] is least, list[1] is next [1]; boats.[2]", &["1", "2"]),
            ("boats[1] sail", &["1"]),
        ];
        for (text, expected) in table {
            assert_eq!(&labels_of(text), expected, "{text}");
        }
    }
}
