//! The lines of a text, whatever ends them.

/// A line of the source without its line end and without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its first byte in the source.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// Bytes of white space before `start`.
    pub margin: usize,
    /// Columns of white space before `start`, with tab stops of eight.
    pub indent: usize,
}

impl Line {
    /// Whether it has no words.
    pub fn is_blank(self) -> bool {
        self.start == self.end
    }

    /// Its words in the source.
    pub fn words(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Splits at LF, CRLF and CR.
pub struct Lines<'t> {
    text: &'t str,
    /// Where the next line begins.
    pub at: usize,
    /// Whether the last line was read.
    pub done: bool,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, done: false }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.done {
            return None;
        }
        let bytes = self.text.as_bytes();
        let begin = self.at;
        let end = match memchr::memchr2(b'\n', b'\r', &bytes[begin..]) {
            Some(found) => {
                let crlf = bytes[begin + found] == b'\r' && bytes.get(begin + found + 1) == Some(&b'\n');
                self.at = begin + found + 1 + usize::from(crlf);
                begin + found
            }
            None => {
                self.done = true;
                bytes.len()
            }
        };
        Some(trimmed(self.text, begin, end))
    }
}

fn trimmed(text: &str, begin: usize, end: usize) -> Line {
    let bytes = &text.as_bytes()[begin..end];
    let plain = |byte: Option<&u8>| byte.is_none_or(|byte| (0x21..0x80).contains(byte));
    if plain(bytes.first()) && plain(bytes.last()) {
        return Line { start: begin, end, margin: 0, indent: 0 };
    }
    let line = &text[begin..end];
    let kept = line.trim();
    let margin = line.len() - line.trim_start().len();
    let indent = line[..margin]
        .bytes()
        .fold(0, |column, byte| if byte == b'\t' { (column / 8 + 1) * 8 } else { column + 1 });
    Line { start: begin + margin, end: begin + margin + kept.len(), margin, indent }
}
