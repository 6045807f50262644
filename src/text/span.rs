//! Byte spans, line and column lookup, and the map from a block's text back to its source.
//! It does not decide what a span is about; see `model`.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a decoded source (0-based, at most 4 GiB). Orders by start, then end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteSpan {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` to `end`. Offsets beyond 4 GiB saturate: `input` refuses such sources.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The words it covers; empty when the span is not one of this text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether both spans share a byte.
    pub fn overlaps(self, other: ByteSpan) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The offset as stored in spans and maps.
pub fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Code point offsets in a text, asked for in ascending order.
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    ascii: bool,
    last: (usize, u32),
}

impl<'t> CodePoints<'t> {
    /// Those of a text.
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), ascii: text.is_ascii(), last: (0, 0) }
    }

    /// How many stand before a byte.
    pub fn at(&mut self, offset: usize) -> u32 {
        if self.ascii {
            return clamp(offset);
        }
        if offset < self.last.0 {
            self.last = (0, 0);
        }
        let count = self.last.1 + count_code_points(&self.bytes[self.last.0..offset]);
        self.last = (offset, count);
        count
    }
}

/// A place as people and SARIF count it: line and column from 1, the column in code points (a tab is 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineCol {
    /// 1-based line; lines end at LF, CRLF or CR.
    pub line: u32,
    /// 1-based column in code points.
    pub column: u32,
}

/// Where each line of a text starts, with column lookup that does not slow down on one huge line.
///
/// ```
/// use newscheck::text::{LineCol, LineIndex};
/// let index = LineIndex::new("one\r\nzwölf [2]");
/// assert_eq!(index.line_col("one\r\nzwölf [2]", 12), LineCol { line: 2, column: 7 });
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Code points before each `STRIDE`-th byte; empty for ASCII text.
    counts: Vec<u32>,
}

const STRIDE: usize = 1024;

/// Where lines start behind a byte: after each LF, CRLF or CR.
pub fn line_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[from..]).map(move |at| from + at);
    ends.filter(|&at| bytes[at] != b'\r' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1)
}

impl LineIndex {
    /// Finds every line start of `text`.
    pub fn new(text: &str) -> Self {
        let starts = [0].into_iter().chain(line_starts(text, 0).map(clamp)).collect();
        Self { starts, counts: code_point_counts(text.as_bytes()) }
    }

    /// The index of a text whose line starts are known: 0 and the byte after each line end, ascending.
    pub fn from_starts(starts: Vec<u32>, text: &str) -> Self {
        Self { starts, counts: code_point_counts(text.as_bytes()) }
    }

    /// The number of lines; a text that ends with a line break has an empty last one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The 1-based line that holds `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        clamp(self.starts.partition_point(|&start| start <= offset))
    }

    /// Line and column of a byte offset in `text`, which must be the text the index was made from.
    pub fn line_col(&self, text: &str, offset: u32) -> LineCol {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        let column = self.code_points(text, offset) - self.code_points(text, start) + 1;
        LineCol { line, column }
    }

    /// The bytes of a 1-based line, without its line end.
    pub fn line_span(&self, text: &str, line: u32) -> ByteSpan {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.starts.get(index) else { return ByteSpan::default() };
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize);
        let kept = text[start as usize..end].trim_end_matches(['\n', '\r']).len();
        ByteSpan::new(start as usize, start as usize + kept)
    }

    fn code_points(&self, text: &str, offset: u32) -> u32 {
        if self.counts.is_empty() {
            return offset;
        }
        let offset = (offset as usize).min(text.len());
        let block = offset / STRIDE;
        self.counts[block] + count_code_points(&text.as_bytes()[block * STRIDE..offset])
    }
}

fn code_point_counts(bytes: &[u8]) -> Vec<u32> {
    if bytes.is_ascii() {
        return Vec::new();
    }
    let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
    let mut total = 0;
    for block in bytes.chunks(STRIDE) {
        counts.push(total);
        total += count_code_points(block);
    }
    if bytes.len().is_multiple_of(STRIDE) {
        counts.push(total);
    }
    counts
}

/// Code points that start in `bytes`: all bytes but UTF-8 continuation bytes.
pub fn count_code_points(bytes: &[u8]) -> u32 {
    // Sums of single bytes, which the compiler adds up many at a time.
    let starts = |block: &[u8]| block.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    clamp(bytes.chunks(240).map(|block| usize::from(starts(block))).sum())
}

/// A sorted list of (text offset, source offset): between two entries both run in step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// The source offset of text offset 0.
    first: u32,
    /// The further entries; most texts have none.
    rest: Vec<(u32, u32)>,
    /// Text that the source spells otherwise: its end in the text, and the end of its spelling in the source.
    /// Ascending.
    spelled: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// A map whose text starts at `source` and runs in step with it.
    pub fn starting_at(source: usize) -> Self {
        Self { first: clamp(source), ..Self::default() }
    }

    /// Says that from `text` on, the text comes from `source` on. Calls come in ascending order of `text`.
    pub fn push(&mut self, text: usize, source: usize) {
        let (text, source) = (clamp(text), clamp(source));
        if text == 0 {
            self.first = source;
            return;
        }
        let last = self.rest.last().copied().unwrap_or((0, self.first));
        if last.0 == text {
            self.rest.pop();
            self.push(text as usize, source as usize);
        } else if last.1.wrapping_add(text - last.0) != source {
            self.rest.push((text, source));
        }
    }

    /// Says that the text just before `text` is spelled otherwise in the source (`&#93;` for `]`), up to
    /// `source`. Calls come in ascending order of `text`.
    pub fn push_spelled(&mut self, text: usize, source: usize) {
        self.spelled.push((clamp(text), clamp(source)));
    }

    /// The source offset of a text offset.
    pub fn to_source(&self, text: usize) -> u32 {
        let text = clamp(text);
        let (from, source) = match self.rest.partition_point(|entry| entry.0 <= text) {
            0 => (0, self.first),
            after => self.rest[after - 1],
        };
        source.saturating_add(text - from)
    }

    /// The source bytes of the text range `start..end`: from its first byte to just after its last. Where
    /// text stands before other text that its source has first, these are the bytes between them.
    pub fn span(&self, start: usize, end: usize) -> ByteSpan {
        if start >= end {
            let at = self.to_source(start);
            return ByteSpan { start: at, end: at };
        }
        let spelled =
            self.spelled.binary_search_by_key(&clamp(end), |entry| entry.0).ok().map(|at| self.spelled[at].1);
        let (start, end) =
            (self.to_source(start), spelled.unwrap_or_else(|| self.to_source(end - 1).saturating_add(1)));
        ByteSpan { start: start.min(end), end: start.max(end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (1..=4).map(|line| index.line_span(text, line).slice(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(index.lines(), 4);
    }

    #[test]
    fn columns_count_code_points_like_a_naive_count() {
        let text = "é".repeat(3000) + "\nüx" + &"語".repeat(1500);
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices() {
            let before = &text[..offset];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let expected = LineCol {
                line: before.matches('\n').count() as u32 + 1,
                column: text[line_start..offset].chars().count() as u32 + 1,
            };
            assert_eq!(index.line_col(&text, offset as u32), expected);
        }
    }

    #[test]
    fn a_text_of_whole_strides_has_an_end() {
        let text = "é".repeat(1024);
        let index = LineIndex::new(&text);
        assert_eq!(index.line_col(&text, text.len() as u32), LineCol { line: 1, column: 1025 });
    }

    #[test]
    fn the_map_runs_in_step_between_its_entries() {
        let mut map = OffsetMap::starting_at(10);
        map.push(4, 20);
        map.push(6, 22);
        assert_eq!((map.to_source(3), map.to_source(4), map.to_source(9)), (13, 20, 25));
        assert_eq!(map.span(2, 5), ByteSpan { start: 12, end: 21 });
        assert_eq!(
            OffsetMap { first: 20, rest: vec![(2, 5)], ..OffsetMap::default() }.span(1, 4),
            ByteSpan { start: 7, end: 21 }
        );
        assert_eq!(map.rest.len(), 1, "a step in line with the last entry needs no entry of its own");
    }
}
