//! Named fields as WARC records and HTTP messages have them: in the order given, names in any case, lines
//! that may be folded. It does not know what a field means.

use memchr::memchr_iter;

/// Named fields in the order in which they were given, each as often as it was given.
///
/// ```
/// use newscheck::warc::Fields;
/// let fields = Fields::parse(b"WARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n  a\r\n");
/// assert_eq!(fields.get("warc-type"), Some("response"));
/// assert_eq!(fields.get("WARC-Target-URI"), Some("https://example.org/ a"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads lines of `name: value`. A line that begins with white space goes on with the one above (RFC
    /// 2822, section 2.2.3); a line without a colon is passed over; bytes that are no UTF-8 become U+FFFD.
    pub fn parse(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|&byte| byte == b'\n') {
            let text = String::from_utf8_lossy(line);
            match (text.starts_with([' ', '\t']), fields.last_mut(), text.split_once(':')) {
                (true, Some((_, value)), _) => fold(value, text.trim()),
                (_, _, Some((name, value))) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
                _ => {}
            }
        }
        Self(fields)
    }

    /// Fields that are there already, names and values without white space around them.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of the first field with this name, in upper or lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Gives the first field with this name, in upper or lower case, another value, or adds it.
    pub fn set(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, known)) => *known = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Calls the fields of this name, in upper or lower case, otherwise.
    pub fn rename(&mut self, name: &str, new: &str) {
        for (known, _) in self.0.iter_mut().filter(|(known, _)| known.eq_ignore_ascii_case(name)) {
            *known = new.to_owned();
        }
    }

    /// Gives every value a turn to be replaced by another.
    pub fn replace(&mut self, mut other: impl FnMut(&str, &str) -> Option<String>) {
        for (name, value) in &mut self.0 {
            if let Some(other) = other(name, value) {
                *value = other;
            }
        }
    }

    /// Every name and value in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn fold(value: &mut String, more: &str) {
    if !value.is_empty() && !more.is_empty() {
        value.push(' ');
    }
    value.push_str(more);
}

/// The length of the head that `bytes` begin with, its blank line included; none if the blank line is not
/// among them.
pub fn head_length(bytes: &[u8]) -> Option<usize> {
    memchr_iter(b'\n', bytes).find_map(|end| match &bytes[end + 1..] {
        [b'\n', ..] => Some(end + 2),
        [b'\r', b'\n', ..] => Some(end + 3),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_their_doubles() {
        let fields = Fields::parse(b"B: 1\r\na:2\nB : 3\r\nno colon\r\nC:\r\n");
        assert_eq!(fields.iter().collect::<Vec<_>>(), [("B", "1"), ("a", "2"), ("B", "3"), ("C", "")]);
        assert_eq!((fields.get("b"), fields.get("A"), fields.get("d")), (Some("1"), Some("2"), None));
    }

    #[test]
    fn folded_lines_are_one_value() {
        let fields = Fields::parse(b"A: one\r\n\ttwo: 2\r\n   \r\n three\r\nB:\r\n x\r\n");
        assert_eq!(fields.iter().collect::<Vec<_>>(), [("A", "one two: 2 three"), ("B", "x")]);
        assert_eq!(
            Fields::parse(b" leading: x\r\n").get("leading"),
            Some("x"),
            "nothing above to go on with"
        );
    }

    #[test]
    fn a_head_ends_at_its_blank_line() {
        let table: &[(&[u8], Option<usize>)] = &[
            (b"a\r\n\r\nb", Some(5)),
            (b"a\n\nb", Some(3)),
            (b"a\n\r\n", Some(4)),
            (b"a\r\nb\r\n", None),
            (b"", None),
            (b"a\n\r", None),
        ];
        for (bytes, length) in table {
            assert_eq!(head_length(bytes), *length, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
