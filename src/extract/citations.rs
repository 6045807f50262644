//! Finds citation markers in a block's text. It does not decide what a marker points to; see `resolve`.

use crate::model::{Label, MarkKind, TextRange};

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

/// The labels of an article that are read: a few bytes can stand for a thousand.
pub const MAX_LABELS: usize = 2_000_000;

/// The longest inside of a bracket that is looked at, in bytes.
const MAX_INSIDE: usize = 200;

/// What is known of the document around a text.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Whether some entry has this label.
    pub defined: &'a dyn Fn(&Label) -> bool,
    /// Whether any entry has a label that is no number.
    pub has_names: bool,
    /// The highest number among the labels; 0 where none is a number.
    pub highest: u32,
    /// Whether the text is Markdown, where `[^name]` is a footnote and nothing else.
    pub footnotes: bool,
    /// Ranges in which brackets are no markers: inline code. Ascending.
    pub code: &'a [TextRange],
}

/// Finds every marker in a text, from left to right. Linear in its length.
///
/// ```
/// use newscheck::extract::citations::labels_of;
/// assert_eq!(labels_of("see [3], [5–7]; a[0] = [sic]"), ["3", "5", "6", "7"]);
/// ```
pub fn find(text: &str, surroundings: Surroundings<'_>) -> Found {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        around: surroundings,
        code: 0,
        found: Found::default(),
        subscript_end: usize::MAX,
        labels: 0,
    };
    let mut from = 0;
    if text.is_ascii() {
        while let Some(at) = memchr::memchr(b'[', &scan.bytes[from..]) {
            from = scan.square(from + at);
        }
        return scan.found;
    }
    while let Some(at) = memchr::memchr2(b'[', 0xE3, &scan.bytes[from..]) {
        let at = from + at;
        from = if scan.bytes[at] == b'[' { scan.square(at) } else { scan.lenticular(at) };
    }
    scan.found
}

/// The labels of every marker in a text on its own, in order: for documentation and tests.
pub fn labels_of(text: &str) -> Vec<String> {
    let surroundings =
        Surroundings { defined: &|_| false, has_names: false, highest: 0, footnotes: false, code: &[] };
    find(text, surroundings)
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
    /// Labels found so far.
    labels: usize,
}

/// What the inside of a bracket says.
enum Inside {
    Labels(Vec<Label>),
    Fault(MarkKind, Vec<Label>),
    Nothing,
}

impl Scan<'_> {
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
        if numeric && self.is_subscript(open, end) {
            self.subscript_end = end;
            return end;
        }
        let parsed = if numeric { self.numbers(inside, open) } else { self.names(inside, open, end) };
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
        self.labels += labels.len();
        if self.labels > MAX_LABELS {
            self.found.marks.push(FoundMark { range: open..end, kind: MarkKind::TooMany });
            return self.bytes.len();
        }
        if let Some((url, after)) = self.address(target) {
            let start = if outer { open - 1 } else { open };
            self.found.markers.push(Marker { range: start..target, labels, url: Some(url) });
            return after;
        }
        let underscore = self.bytes.get(end) == Some(&b'_')
            && !self.bytes.get(end + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'_');
        let end = end + usize::from(underscore);
        self.found.markers.push(Marker { range: open..end, labels, url: None });
        end
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

    /// `1`, `1, 2`, `1-3`, `1; 4–6`.
    fn numbers(&self, inside: &str, open: usize) -> Inside {
        let mut labels = Vec::with_capacity(1);
        let mut fault = None;
        let mut items = 0;
        for item in inside.split([',', ';', '，', '、', '；']) {
            items += 1;
            match self.number_item(item.trim(), &mut labels) {
                Item::Good => {}
                Item::Fault(kind) => fault = fault.or(Some(kind)),
                Item::NoMarker => return Inside::Nothing,
            }
        }
        if items > 1 && self.is_interval(inside, open, &labels) {
            return Inside::Nothing;
        }
        match fault {
            Some(kind) if !labels.is_empty() || kind != MarkKind::EmptyItem => Inside::Fault(kind, labels),
            Some(_) => Inside::Nothing,
            None => Inside::Labels(labels),
        }
    }

    /// One number or range of a list.
    fn number_item(&self, item: &str, labels: &mut Vec<Label>) -> Item {
        if item.is_empty() {
            return Item::Fault(MarkKind::EmptyItem);
        }
        let item = item.strip_prefix('^').unwrap_or(item);
        if let Some(number) = number(item) {
            return self.take_number(number, item, labels);
        }
        let Some((low, high)) = item.split_once(['-', '–', '—', '‐', '‑', '−', '~', '〜']) else {
            return Item::NoMarker;
        };
        let (Some(low), Some(high)) = (number(low.trim()), number(high.trim().trim_start_matches('^')))
        else {
            return Item::NoMarker;
        };
        if low == 0 {
            return Item::NoMarker;
        }
        if high < low {
            return Item::Fault(MarkKind::ReversedRange);
        }
        if high - low >= MAX_RANGE {
            let years = (1000..10_000).contains(&low) && (1000..10_000).contains(&high);
            return if years { Item::NoMarker } else { Item::Fault(MarkKind::HugeRange) };
        }
        if is_year(low) && is_year(high) && !(self.around.defined)(&Label::Number(low)) {
            return Item::NoMarker;
        }
        labels.extend((low..=high).map(Label::Number));
        Item::Good
    }

    fn take_number(&self, number: u32, written: &str, labels: &mut Vec<Label>) -> Item {
        let padded = written.len() > 1 && written.starts_with('0');
        let label = if padded { Label::new(written) } else { Label::Number(number) };
        // Zero, padded numbers, years and long numbers are labels only where the list has them: `[0]`,
        // `[007]`, `[2024]`, `[12345]`.
        let doubtful = number == 0 || padded || number >= 1000;
        if doubtful && !(self.around.defined)(&label) {
            return Item::NoMarker;
        }
        labels.push(label);
        Item::Good
    }

    /// `[0, 1]` after words such as "range": a mathematical interval, if the list lacks one of its numbers.
    fn is_interval(&self, inside: &str, open: usize, labels: &[Label]) -> bool {
        let before = self.text[..open].trim_end();
        let word = before
            .rsplit(|character: char| character.is_whitespace() || character == '(')
            .next()
            .unwrap_or("");
        let mathematical = matches!(
            word.to_ascii_lowercase().as_str(),
            "range"
                | "interval"
                | "within"
                | "between"
                | "∈"
                | "="
                | "∩"
                | "∪"
                | "intervals"
                | "ranges"
                | "in"
        );
        let two = inside.split(',').count() == 2;
        two && mathematical
            && (word != "in" || before.ends_with("∈"))
            && !labels.iter().all(|label| (self.around.defined)(label))
    }

    /// `^1`, `^name`, `#name`, `cite: 3`, `note 1`, `RFC2119`, and places kept for a citation.
    fn names(&mut self, inside: &str, open: usize, end: usize) -> Inside {
        match inside.as_bytes()[0] {
            b'^' => return self.footnote(&inside[1..]),
            b'#' => return self.rst_name(&inside[1..], end),
            b'c' | b'C' => {
                if let Some(numbers) = cite_prefix(inside) {
                    return self.numbers(numbers, open);
                }
            }
            _ => {}
        }
        if is_placeholder(inside) && !self.follows_word(open) && !self.is_linked(end) {
            return Inside::Fault(MarkKind::Placeholder, Vec::new());
        }
        if !self.around.has_names || inside.len() > 60 || self.is_linked(end) {
            return Inside::Nothing;
        }
        let labels: Vec<Label> = if (self.around.defined)(&Label::new(inside)) {
            vec![Label::new(inside)]
        } else {
            inside.split([',', ';']).map(Label::new).collect()
        };
        let known = labels.iter().all(|label| (self.around.defined)(label));
        if known { Inside::Labels(labels) } else { Inside::Nothing }
    }

    fn footnote(&self, name: &str) -> Inside {
        let items: Vec<&str> = name
            .split([',', ' '])
            .map(|item| item.trim().trim_start_matches('^'))
            .filter(|item| !item.is_empty())
            .collect();
        let valid = !items.is_empty()
            && items.iter().all(|item| {
                item.chars().all(|character| {
                    character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+')
                })
            });
        if !valid {
            return Inside::Nothing;
        }
        let whole = Label::new(name);
        let labels: Vec<Label> = if (self.around.defined)(&whole) {
            vec![whole]
        } else {
            items.iter().map(|item| Label::new(item)).collect()
        };
        // `[^a-z]` is a character class unless the document has such a footnote.
        let sure = labels
            .iter()
            .all(|label| label.number().is_some_and(|number| number > 0) || (self.around.defined)(label));
        if sure || (self.around.footnotes && labels.len() == 1) {
            Inside::Labels(labels)
        } else {
            Inside::Nothing
        }
    }

    fn rst_name(&self, name: &str, end: usize) -> Inside {
        let valid = !name.is_empty()
            && name.chars().all(|character| {
                character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+')
            });
        let marked = self.bytes.get(end) == Some(&b'_');
        if valid && marked { Inside::Labels(vec![Label::new(name)]) } else { Inside::Nothing }
    }

    /// Whether a letter or digit stands right before the bracket.
    fn follows_word(&self, open: usize) -> bool {
        self.text[..open].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
    }

    /// Whether the bracket is the text of a link: `[n](...)`, `[n][...]`.
    fn is_linked(&self, end: usize) -> bool {
        matches!(self.bytes.get(end), Some(b'(' | b'['))
    }

    /// Whether a bracket is an array index, part of an address or of an expression, not a marker.
    fn is_subscript(&self, open: usize, end: usize) -> bool {
        if self.subscript_end == open {
            return true;
        }
        let mut at = open;
        if at > 0 && self.bytes[at - 1] == b'\\' {
            at -= 1;
        }
        let Some(&before) = at.checked_sub(1).map(|before| &self.bytes[before]) else { return false };
        let after = self.bytes.get(end).copied();
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
        is_identifier(word) || self.assigns(end)
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
        let limit = floor_boundary(self.text, (start + MAX_INSIDE).min(self.text.len()));
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

enum Item {
    Good,
    Fault(MarkKind),
    NoMarker,
}

/// A decimal number of at most nine digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn is_year(number: u32) -> bool {
    (1000..2200).contains(&number)
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The numbers of `cite: 3, 4` and `citation: 3`, as Gemini writes them.
fn cite_prefix(inside: &str) -> Option<&str> {
    let (word, rest) = inside.split_once(':')?;
    let known = ["cite", "citation", "cites"].iter().any(|prefix| word.trim().eq_ignore_ascii_case(prefix));
    let rest = rest.trim();
    (known && rest.starts_with(|first: char| first.is_ascii_digit())).then_some(rest)
}

/// Whether a bracket keeps a place for a citation that was never put in.
fn is_placeholder(inside: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "?",
        "??",
        "???",
        "n",
        "tk",
        "tktk",
        "citation needed",
        "citation",
        "cite",
        "cite needed",
        "needs citation",
        "source needed",
        "source?",
        "source",
        "sources needed",
        "reference needed",
        "ref",
        "ref needed",
        "reference",
        "add citation",
        "add source",
        "add reference",
        "insert citation",
        "insert source",
        "insert reference",
        "citation here",
        "source here",
        "ref?",
        "cite?",
        "insert link",
        "link needed",
        "to cite",
        "citation missing",
        "source tk",
        "cite tk",
        "#",
        "xx",
        "xxx",
    ];
    inside.len() <= 20
        && PLACEHOLDERS.iter().any(|placeholder| inside.trim().eq_ignore_ascii_case(placeholder))
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

/// Whether a word is a name of code rather than of language: `a`, `buf_2`, `argv`, `itemList`.
fn is_identifier(word: &[u8]) -> bool {
    const ARRAYS: &[&[u8]] = &[
        b"array", b"arr", b"argv", b"args", b"buf", b"buffer", b"vec", b"vector", b"matrix", b"tuple",
        b"dict", b"idx", b"ptr", b"str", b"mem", b"tmp", b"bytes", b"char", b"int", b"uint", b"u8", b"u16",
        b"u32", b"u64", b"byte", b"regs", b"bits", b"bit", b"bar", b"gpio", b"cpu", b"pmc", b"reg", b"ctrl",
    ];
    let single = word.len() == 1 && word[0].is_ascii_alphabetic() && !matches!(word[0], b'I');
    let under = word.contains(&b'_') || word.starts_with(b"$");
    let code = word.windows(2).any(|pair| matches!(pair, b"->" | b"::"));
    let camel = word.first().is_some_and(u8::is_ascii_lowercase)
        && word.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    single || under || code || camel || ARRAYS.contains(&word)
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
            Surroundings {
                defined: &|label| known.contains(label),
                has_names,
                highest: 0,
                footnotes: false,
                code: &[],
            },
        )
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
        let found = find(
            "see [`[1]`] [2]",
            Surroundings { defined: &|_| false, has_names: false, highest: 0, footnotes: false, code: &code },
        );
        assert_eq!(found.markers.len(), 1);
    }

    #[test]
    fn a_bracket_in_code_closes_no_marker() {
        let text = "as [note 1 `x]` [2]";
        let code = [TextRange { start: 11, end: 15 }];
        let found = find(
            text,
            Surroundings { defined: &|_| true, has_names: true, highest: 0, footnotes: false, code: &code },
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
