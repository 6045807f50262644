//! Finds citation markers in a block's text. It does not decide what a marker points to; see `resolve`.

mod inside;
mod mathematics;
pub mod notations;
mod subscripts;
mod words;

use std::borrow::Cow;

pub use crate::extract::citations::inside::{BEYOND, NEXT};
use crate::extract::citations::inside::{Inside, Item};
use crate::extract::citations::mathematics::Kind;
pub use crate::extract::citations::mathematics::shows_elements;
pub use crate::extract::citations::words::{forms, leads_to_source};
use crate::model::{Label, MarkKind, TextRange};
use crate::text::digits::number;
use crate::text::formulas;

/// A marker as found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Where it stands in the text, brackets included.
    pub range: TextRange,
    /// Its labels in order, ranges expanded: `[2–4]` gives 2, 3, 4.
    pub labels: Vec<Label>,
    /// An address of its own: `[1](url)`, `[[1]](url)`.
    pub url: Option<String>,
}

/// A fault or a placeholder as found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundMark {
    /// Where it stands in the text.
    pub range: TextRange,
    /// What it is.
    pub kind: MarkKind,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Markers, ascending.
    pub markers: Vec<Marker>,
    /// Faults and placeholders, ascending.
    pub marks: Vec<FoundMark>,
}

/// The longest run of labels that a range may stand for.
pub const MAX_RANGE: u32 = 1000;

/// The labels of an article that are read, by their weight.
pub const MAX_LABELS: usize = 2_000_000;

/// How many labels one weighs that has no bytes of its own: a few bytes of ranges can stand for a thousand.
const EXPANDED: usize = 10;

/// What the labels of a marker count for among those of an article.
pub fn weight(marker: &Marker) -> usize {
    let written = marker.labels.len().min(marker.range.len());
    written + EXPANDED * (marker.labels.len() - written)
}

/// The longest inside of a bracket that is looked at, in bytes.
const MAX_INSIDE: usize = 200;

/// What is known of the document around a text.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Whether some entry has this label.
    pub defined: &'a dyn Fn(&Label) -> bool,
    /// Whether a name is written as those of the list are, so that it is meant as one of them.
    pub alike: &'a dyn Fn(&Label) -> bool,
    /// Whether the document shows elements of lists, see [`shows_elements`].
    pub elements: &'a dyn Fn() -> bool,
    /// Whether the document cites labels in brackets of a form, see [`forms`].
    pub is_form: &'a dyn Fn(&str) -> bool,
    /// Whether any entry has a label that is no number.
    pub has_names: bool,
    /// The highest number among the labels; 0 where none is a number.
    pub highest: u32,
    /// Whether the text is Markdown, where `[^name]` is a footnote and nothing else.
    pub footnotes: bool,
    /// Ranges in which brackets are no markers: inline code. Ascending.
    pub code: &'a [TextRange],
}

impl Default for Surroundings<'_> {
    fn default() -> Self {
        let (defined, alike) = (&|_: &Label| false, &|_: &Label| false);
        let (elements, is_form) = (&|| false, &|_: &str| false);
        Self { defined, alike, elements, is_form, has_names: false, highest: 0, footnotes: false, code: &[] }
    }
}

/// Finds every marker in a text, from left to right. Linear in its length.
///
/// ```
/// use newscheck::extract::citations::labels_of;
/// assert_eq!(labels_of("see [3], [5–7]; a[0] = [sic]"), ["3", "5", "6", "7"]);
/// ```
pub fn find(text: &str, surroundings: Surroundings<'_>) -> Found {
    let bytes = text.as_bytes();
    if memchr::memchr3(b'[', 0xE3, 0xEF, bytes).is_none() {
        return Found::default();
    }
    let formulas = formulas::find(text);
    let code = both(surroundings.code, &formulas);
    let scan = Scan {
        text,
        bytes,
        around: Surroundings { code: &code, ..surroundings },
        code: 0,
        found: Found::default(),
        subscript_end: usize::MAX,
        row_end: usize::MAX,
        kind: Kind::default(),
        labels: 0,
    };
    scan.run()
}

/// Ranges of both kinds, ascending.
fn both<'r>(code: &'r [TextRange], formulas: &[TextRange]) -> Cow<'r, [TextRange]> {
    if formulas.is_empty() {
        return Cow::Borrowed(code);
    }
    let mut all: Vec<TextRange> = code.iter().chain(formulas).cloned().collect();
    all.sort_by_key(|range| (range.start, range.end));
    Cow::Owned(all)
}

/// The labels of every marker in a text on its own, in order: for documentation and tests.
pub fn labels_of(text: &str) -> Vec<String> {
    find(text, Surroundings::default())
        .markers
        .iter()
        .flat_map(|marker| marker.labels.iter().map(Label::to_string))
        .collect()
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    around: Surroundings<'t>,
    /// The first code range that does not end before the scan.
    code: usize,
    found: Found,
    /// Where the last subscript ended: a bracket right behind it is one too.
    subscript_end: usize,
    /// Where the last row of a nested list of numbers ended: the next one is a row as well.
    row_end: usize,
    /// What the text is about, as far as brackets mean other things in it.
    kind: Kind,
    /// The weight of the labels found so far.
    labels: usize,
}

impl Scan<'_> {
    fn run(mut self) -> Found {
        let mut from = 0;
        if self.text.is_ascii() {
            while let Some(at) = memchr::memchr(b'[', &self.bytes[from..]) {
                from = self.square(from + at);
            }
            return self.found;
        }
        while let Some(at) = memchr::memchr3(b'[', 0xE3, 0xEF, &self.bytes[from..]) {
            let at = from + at;
            from = match self.bytes[at] {
                b'[' => self.square(at),
                0xE3 if self.bytes[at + 1..].starts_with(&[0x80, 0x94]) => self.wide(at, '〔', '〕'),
                0xE3 => self.lenticular(at),
                _ => self.wide(at, '［', '］'),
            };
        }
        self.found
    }

    /// Looks at the `[` at `open`; gives where to go on.
    fn square(&mut self, open: usize) -> usize {
        if let Some(end) = self.code_end(open) {
            return end;
        }
        let limit = self.bytes.len().min(open + 1 + MAX_INSIDE);
        let Some(length) = memchr::memchr2(b']', b'[', &self.bytes[open + 1..limit]) else {
            self.unclosed(open);
            return open + 1;
        };
        let close = open + 1 + length;
        if self.bytes[close] == b'[' {
            self.unclosed(open);
            return close;
        }
        if self.is_code(close) {
            self.unclosed(open);
            return open + 1;
        }
        let inside = &self.text[open + 1..close];
        let escaped = inside.ends_with('\\');
        let inside = inside.strip_suffix('\\').unwrap_or(inside);
        if inside.is_empty() {
            return close + 1;
        }
        self.bracket(open, close + 1, inside, escaped)
    }

    fn bracket(&mut self, open: usize, end: usize, inside: &str, escaped: bool) -> usize {
        let numeric =
            inside.as_bytes()[0].is_ascii_digit() || (inside.as_bytes()[0] == b',' && inside.len() > 1);
        if numeric && self.is_subscript(open, end, inside) {
            self.subscript_end = end;
            return end;
        }
        if numeric && (self.is_row(open, end, inside) || self.is_class(open, end, inside)) {
            return end;
        }
        let parsed = if numeric { self.numbers(inside, open) } else { self.names(inside, open, end) };
        let parsed = match parsed {
            Inside::Nothing => self.words(inside, end),
            parsed => parsed,
        };
        match parsed {
            Inside::Labels(labels) => self.marker(open, end, labels, escaped),
            Inside::Fault(kind, labels) => {
                self.found.marks.push(FoundMark { range: open..end, kind });
                if labels.is_empty() { end } else { self.marker(open, end, labels, escaped) }
            }
            Inside::Nothing => end,
        }
    }

    /// Takes a marker with what belongs to it: the underscore of reStructuredText, outer brackets and an
    /// address of its own.
    fn marker(&mut self, open: usize, end: usize, labels: Vec<Label>, escaped: bool) -> usize {
        let open = open - usize::from(escaped && open > 0 && self.bytes[open - 1] == b'\\');
        let outer = self.bytes.get(end) == Some(&b']') && open > 0 && self.bytes[open - 1] == b'[';
        let target = if outer { end + 1 } else { end };
        let mut marker = Marker { range: open..end, labels, url: None };
        self.labels += weight(&marker);
        if self.labels > MAX_LABELS {
            self.found.marks.push(FoundMark { range: open..end, kind: MarkKind::TooMany });
            return self.bytes.len();
        }
        if let Some((url, after)) = self.address(target) {
            let start = if outer { open - 1 } else { open };
            self.found.markers.push(Marker { range: start..target, url: Some(url), ..marker });
            return after;
        }
        let underscore = self.bytes.get(end) == Some(&b'_')
            && !self.bytes.get(end + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'_');
        let (label, behind) = self.linked_behind(open, end).unzip();
        let end = end + usize::from(underscore) + behind.unwrap_or(0);
        marker.range.end = end;
        marker.labels = label.map_or(marker.labels, |label| vec![label]);
        let marker = self.joined(&marker).unwrap_or(marker);
        self.found.markers.push(marker);
        end
    }

    /// `[1]–[3]`: one marker from the one before on, where the list defines what lies between.
    fn joined(&mut self, marker: &Marker) -> Option<Marker> {
        let before = self.found.markers.last()?;
        let between = self.text.get(before.range.end..marker.range.start)?;
        if !matches!(between.trim(), "-" | "–" | "—" | "−") || before.url.is_some() {
            return None;
        }
        let (&[Label::Number(low)], &[Label::Number(high)]) =
            (before.labels.as_slice(), marker.labels.as_slice())
        else {
            return None;
        };
        let is_range = low < high && high - low < MAX_RANGE;
        if !is_range || !(low..=high).all(|number| (self.around.defined)(&Label::Number(number))) {
            return None;
        }
        let range = before.range.start..marker.range.end;
        self.found.markers.pop();
        Some(Marker { range, labels: (low..=high).map(Label::Number).collect(), url: None })
    }

    /// The address in `(https://...)` at `at`, and where the parenthesis ends.
    fn address(&self, at: usize) -> Option<(String, usize)> {
        let rest = self.text.get(at..)?.strip_prefix('(')?;
        if !crate::extract::urls::is_web_url(rest) {
            return None;
        }
        let stop = rest.bytes().take(4096).scan(0i32, |depth, byte| {
            *depth += i32::from(byte == b'(') - i32::from(byte == b')');
            (*depth >= 0 && !byte.is_ascii_whitespace()).then_some(())
        });
        let length = stop.count();
        let url = rest.get(..length)?;
        let after = at + 1 + length;
        (self.bytes.get(after) == Some(&b')')).then(|| (url.to_owned(), after + 1))
    }

    /// Whether a letter or digit stands right before the bracket.
    fn follows_word(&self, open: usize) -> bool {
        self.text[..open].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
    }

    /// Whether the bracket is the text of a link: `[n](...)`, `[n][...]`.
    fn is_linked(&self, end: usize) -> bool {
        matches!(self.bytes.get(end), Some(b'(' | b'['))
    }

    /// The end of the code range that holds `at`.
    fn code_end(&mut self, at: usize) -> Option<usize> {
        while self.around.code.get(self.code).is_some_and(|range| range.end <= at) {
            self.code += 1;
        }
        self.around
            .code
            .get(self.code)
            .filter(|range| range.start <= at)
            .map(|range| range.end.min(self.bytes.len()))
    }

    /// Whether a byte at or behind the scan is code. Few ranges stand before the end of a short bracket.
    fn is_code(&self, at: usize) -> bool {
        self.around.code[self.code..].iter().take_while(|range| range.start <= at).any(|range| at < range.end)
    }

    /// `[1` that is never closed, at the end of a sentence or text.
    fn unclosed(&mut self, open: usize) {
        let digits = self.bytes[open + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = open + 1 + digits;
        let after = self.bytes.get(end).copied();
        let stops = match after {
            None => true,
            Some(b'.' | b',' | b';') => self.bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace),
            Some(b' ') => true,
            _ => false,
        };
        let interval = after == Some(b',') && self.bytes[end..self.bytes.len().min(end + 16)].contains(&b')');
        if (1..=3).contains(&digits)
            && stops
            && !interval
            && !self.follows_word(open)
            && self.bytes[open + 1] != b'0'
        {
            self.found.marks.push(FoundMark { range: open..end, kind: MarkKind::Unclosed });
        }
    }

    /// `［1］` and `〔1〕`, where the list defines the label.
    fn wide(&mut self, at: usize, open: char, close: char) -> usize {
        if !self.text.is_char_boundary(at) || !self.text[at..].starts_with(open) || self.around.highest == 0 {
            return at + 1;
        }
        if let Some(end) = self.code_end(at) {
            return end.max(at + 1);
        }
        let start = at + open.len_utf8();
        let limit = self.text.floor_char_boundary(start + MAX_INSIDE);
        let Some(length) = self.text[start..limit].find(close) else { return start };
        let end = start + length + close.len_utf8();
        let inside = &self.text[start..start + length];
        let labels = words::labels(inside, self.around.defined);
        if let Some(labels) = labels.or_else(|| self.number_of_list(inside).map(|label| vec![label])) {
            let marker = Marker { range: at..end, labels, url: None };
            self.labels += weight(&marker);
            self.found.markers.push(marker);
        }
        end
    }

    /// `【8】`, `【192†source】`, `【4:0†source】` as ChatGPT writes them.
    fn lenticular(&mut self, at: usize) -> usize {
        const OPEN: &str = "【";
        const CLOSE: &str = "】";
        if !self.text.is_char_boundary(at) || !self.text[at..].starts_with(OPEN) {
            return at + 1;
        }
        if let Some(end) = self.code_end(at) {
            return end.max(at + 1);
        }
        let start = at + OPEN.len();
        let limit = self.text.floor_char_boundary(start + MAX_INSIDE);
        let Some(length) = self.text[start..limit].find(CLOSE) else { return start };
        let (inside, end) = (&self.text[start..start + length], start + length + CLOSE.len());
        let (numbers, sourced) = match inside.split_once(['†', '‡']) {
            Some((numbers, _)) => (numbers, true),
            None => (inside, false),
        };
        let labels = if sourced && numbers.contains(':') {
            vec![Label::new(numbers)]
        } else {
            self.lenticular_labels(numbers, sourced)
        };
        if !labels.is_empty()
            && labels.iter().all(|label| label.to_string().starts_with(|first: char| first.is_ascii_digit()))
        {
            self.found.markers.push(Marker { range: at..end, labels, url: None });
        }
        end
    }

    fn lenticular_labels(&self, numbers: &str, sourced: bool) -> Vec<Label> {
        let mut labels = Vec::new();
        for item in numbers.split([',', '，', '、']) {
            let good = match number(item.trim()) {
                Some(found) if sourced => {
                    labels.push(Label::Number(found));
                    true
                }
                _ => matches!(self.number_item(item.trim(), &mut labels), Item::Good),
            };
            if !good {
                return Vec::new();
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, defined: &[&str]) -> Found {
        let known: Vec<Label> = defined.iter().map(|label| Label::new(label)).collect();
        let has_names = known.iter().any(|label| label.number().is_none());
        find(
            text,
            Surroundings { defined: &|label| known.contains(label), has_names, ..Surroundings::default() },
        )
    }

    #[test]
    fn what_only_ranges_stand_for_is_bounded_sooner() {
        let labels = |found: &Found| found.markers.iter().map(|marker| marker.labels.len()).sum::<usize>();
        let ranges = found(&"Words [1-1000] on. ".repeat(1000), &[]);
        assert_eq!((labels(&ranges), ranges.marks.len()), (201_000, 1));
        assert_eq!(ranges.marks[0].kind, MarkKind::TooMany);
        let written = found(&"[1, 2, 3] ".repeat(100_000), &[]);
        assert_eq!((labels(&written), written.marks.len()), (300_000, 0));
        let mixed = found("[1-30], [12] [3–5]", &[]);
        assert_eq!((labels(&mixed), mixed.marks.len()), (34, 0));
    }

    #[test]
    fn the_grammar_of_markers() {
        let table: &[(&str, &[&str])] = &[
            ("see [3].", &["3"]),
            ("[1, 2]", &["1", "2"]),
            ("[1][2]", &["1", "2"]),
            ("[1-3]", &["1", "2", "3"]),
            ("[1–3]", &["1", "2", "3"]),
            ("[1; 2]", &["1", "2"]),
            ("[1, 3–5]", &["1", "3", "4", "5"]),
            (r"done\[1].", &["1"]),
            (r"done\[1\].", &["1"]),
            ("a note[^1] here", &["1"]),
            ("text [1]_ and", &["1"]),
            ("text [#name]_ and", &["name"]),
            ("text [#]_ and", &["#"]),
            ("once[^1^][1] and twice[^2^][3]", &["1", "2", "3"]),
            ("text [cite: 3, 4]", &["3", "4"]),
            ("says【1†source】.", &["1"]),
            ("says【8】.", &["8"]),
            ("说【1】、【2】。", &["1", "2"]),
            ("system[6]:", &["6"]),
            ("climate change[1] is", &["1"]),
            ("end.[12] Next", &["12"]),
            ("(end)[2]", &["2"]),
            ("**bold**[2]", &["2"]),
            ("the year 1999[4].", &["4"]),
            // never
            ("[sic]", &[]),
            ("[...]", &[]),
            ("[emphasis added]", &[]),
            ("[x] [ ] []", &[]),
            ("a[0] = 1", &[]),
            ("a[1] = b[2]", &[]),
            ("array[3] is not a source", &[]),
            ("foo_bar[2]", &[]),
            ("m[1][2]", &[]),
            ("list[1].name", &[]),
            ("in [2024] or [1999]", &[]),
            ("[0]", &[]),
            ("[007]", &[]),
            ("http://[::1]/ and [fe80::1]", &[]),
            ("[3.5] [1,000] [1 of 3]", &[]),
            ("[0-9]", &[]),
            ("in the range [1, 100]", &[]),
            ("[^a-z]", &[]),
            ("【教育】", &[]),
            ("[Update 1]", &[]),
            ("[2024 data]", &[]),
            ("4,105[a].", &[]),
            ("[RFC2119]", &[]),
            ("[1995-2005]", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(&labels_of(text), expected, "{text}");
        }
    }

    #[test]
    fn names_and_years_count_where_the_list_has_them() {
        let table: &[(&str, &[&str], &[&str])] = &[
            ("see [RFC2119, RFC 9]", &["RFC2119", "RFC 9"], &["RFC2119", "RFC 9"]),
            ("4,105[a].", &["a"], &["a"]),
            ("[note 1]", &["note 1"], &["note 1"]),
            ("[2024]", &["2024"], &["2024"]),
            ("[sic]", &["RFC2119"], &[]),
        ];
        for (text, defined, expected) in table {
            let labels: Vec<String> = found(text, defined)
                .markers
                .iter()
                .flat_map(|marker| &marker.labels)
                .map(Label::to_string)
                .collect();
            assert_eq!(&labels, expected, "{text}");
        }
    }

    #[test]
    fn faults_and_placeholders() {
        let table: &[(&str, Option<(MarkKind, &str)>)] = &[
            ("see [3-1].", Some((MarkKind::ReversedRange, "[3-1]"))),
            ("see [1-999999999].", Some((MarkKind::HugeRange, "[1-999999999]"))),
            ("see [1,].", Some((MarkKind::EmptyItem, "[1,]"))),
            ("see [1, , 2].", Some((MarkKind::EmptyItem, "[1, , 2]"))),
            ("see [1. Then", Some((MarkKind::Unclosed, "[1"))),
            ("see [12", Some((MarkKind::Unclosed, "[12"))),
            ("so [citation needed].", Some((MarkKind::Placeholder, "[citation needed]"))),
            ("so [?] and", Some((MarkKind::Placeholder, "[?]"))),
            ("so [n]", Some((MarkKind::Placeholder, "[n]"))),
            ("so [TK].", Some((MarkKind::Placeholder, "[TK]"))),
            ("a[n] = 1", None),
            ("so \"[n]o line\" was", None),
            ("[0, 1) holds", None),
            ("[1, 5) holds", None),
            ("[source](https://example.org)", None),
            ("[sic]", None),
        ];
        for (text, expected) in table {
            let found = found(text, &[]);
            let mark = found.marks.first().map(|mark| (mark.kind, &text[mark.range.clone()]));
            assert_eq!(mark, *expected, "{text}");
        }
    }

    #[test]
    fn a_marker_may_have_its_own_address() {
        for text in [
            "[1](https://example.org/a_(b))",
            "[[1]](https://example.org/a_(b))",
            r"[\[1\]](https://example.org/a_(b))",
        ] {
            let found = found(text, &[]);
            assert_eq!(found.markers.len(), 1, "{text}");
            assert_eq!(found.markers[0].url.as_deref(), Some("https://example.org/a_(b)"), "{text}");
        }
    }

    #[test]
    fn code_holds_no_markers() {
        let code = [TextRange { start: 4, end: 9 }];
        let found = find("see [`[1]`] [2]", Surroundings { code: &code, ..Surroundings::default() });
        assert_eq!(found.markers.len(), 1);
    }

    #[test]
    fn a_bracket_in_code_closes_no_marker() {
        let text = "as [note 1 `x]` [2]";
        let code = [TextRange { start: 11, end: 15 }];
        let found = find(
            text,
            Surroundings { defined: &|_| true, has_names: true, code: &code, ..Surroundings::default() },
        );
        let markers: Vec<&str> = found.markers.iter().map(|marker| &text[marker.range.clone()]).collect();
        assert_eq!(markers, ["[2]"]);
    }

    proptest! {
        #[test]
        fn never_panics_and_markers_lie_inside_in_order(text in r"[\[\]【】†0-9,;–\-^#a-c(): \\é語_.]{0,80}") {
            let found = found(&text, &["a", "1"]);
            let mut last = 0;
            for marker in &found.markers {
                prop_assert!(marker.range.start >= last && text.get(marker.range.clone()).is_some());
                last = marker.range.end;
            }
            for mark in &found.marks {
                prop_assert!(text.get(mark.range.clone()).is_some());
            }
        }
    }
}
