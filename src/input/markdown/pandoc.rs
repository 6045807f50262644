//! Finds what Pandoc adds to Markdown: fenced divs (`::: {#refs}`), spans with attributes
//! (`[words]{.class}`), and the entries of the lists that it writes with them.

use std::ops::Range;

use crate::input::markdown::links::is_label;
use crate::input::markdown::source::{Fence, Fences};

/// Bytes of attributes in braces.
const MOST_ATTRIBUTES: usize = 200;

/// Bytes of a label with its brackets.
const LONGEST_LABEL: usize = 60;

/// The marks of a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// What is no text: lines of fences, brackets and attributes of spans. Ascending.
    pub(super) blank: Vec<Range<usize>>,
    /// The entries of lists, ascending.
    pub(super) entries: Vec<Entry>,
}

/// An entry of a list that Pandoc wrote.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its div.
    pub(super) range: Range<usize>,
    /// What stands in its left margin.
    pub(super) label: Option<String>,
}

/// The marks of Pandoc in a text. Linear in its length.
pub(super) fn marks(text: &str) -> Marks {
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !has(":::") && !has("]{") {
        return Marks::default();
    }
    let mut reader = Reader { text, ..Reader::default() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        reader.line(start, line);
        start += line.len();
    }
    while !reader.divs.is_empty() {
        reader.end_div(text.len());
    }
    let mut marks = reader.marks;
    marks.blank.sort_by_key(|range| range.start);
    marks.entries.sort_by_key(|entry| entry.range.start);
    marks
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    marks: Marks,
    fences: Fences,
    /// Open divs: where each begins where it is an entry.
    divs: Vec<Option<usize>>,
    /// The label of the entry that is open.
    label: Option<String>,
    /// Open brackets of the paragraph.
    brackets: Vec<usize>,
}

impl Reader<'_> {
    fn line(&mut self, start: usize, line: &str) {
        let words = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        if self.fences.line(line) != Fence::Outside || words.is_empty() {
            return self.brackets.clear();
        }
        if let Some(attributes) = words.strip_prefix(":::").map(|rest| rest.trim_matches([':', ' '])) {
            if attributes.is_empty() {
                self.end_div(start);
            } else if attributes.starts_with('{') || !attributes.contains(' ') {
                let is_entry = attributes.contains(".csl-entry") || attributes.contains("{#ref-");
                self.divs.push(is_entry.then_some(start));
            } else {
                // A div with words of its own, as other dialects have it: they are text.
                self.divs.push(None);
                return;
            }
            return self.marks.blank.push(at..at + words.len());
        }
        self.spans(at, words);
    }

    fn end_div(&mut self, end: usize) {
        if let Some(Some(start)) = self.divs.pop() {
            let label = self.label.take();
            self.marks.entries.push(Entry { range: start..end, label });
        }
    }

    /// The spans of a line; a bracket may stand in an earlier line of the paragraph.
    fn spans(&mut self, start: usize, words: &str) {
        let bytes = words.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'[' | b']' | b'\\' | b'`'))
        {
            at += next;
            match bytes[at] {
                b'\\' => at += 1,
                b'`' => at += memchr::memchr(b'`', &bytes[at + 1..]).map_or(0, |length| length + 1),
                b'[' => self.brackets.push(start + at),
                _ => {
                    if let Some(open) = self.brackets.pop() {
                        at += self.span(open, start + at, &words[at + 1..]);
                    }
                }
            }
            at = (at + 1).min(bytes.len());
        }
    }

    /// Takes the marks of a span from `open` to `close`, if `rest` begins with its attributes; gives their
    /// length.
    fn span(&mut self, open: usize, close: usize, rest: &str) -> usize {
        let Some(end) = attributes(rest) else { return 0 };
        // `:contentReference[oaicite:2]{index=2}` is no span.
        if self.text[..open].ends_with(|before: char| before.is_alphanumeric()) {
            return 0;
        }
        let inside = &self.text[open + 1..close];
        let is_short = inside.len() <= LONGEST_LABEL;
        if is_short && rest[..end].contains(".csl-left-margin") {
            let label = inside.trim().trim_matches(['\\', '[', ']', '.', '(', ')', ' ']);
            self.label = Some(label.to_owned()).filter(|label| !label.is_empty());
            self.marks.blank.push(open..close + 1 + end);
        } else if is_short && is_label(inside) {
            self.marks.blank.push(close + 1..close + 1 + end);
        } else {
            self.marks.blank.push(open..open + 1);
            self.marks.blank.push(close..close + 1 + end);
        }
        end
    }
}

/// The length of the attributes in braces that a text begins with: `{.class #id key="value"}`.
fn attributes(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('{')?;
    let window = &inside.as_bytes()[..inside.len().min(MOST_ATTRIBUTES)];
    let length = memchr::memchr(b'}', window)?;
    let words = inside.get(..length)?;
    let is_attribute = |word: &str| word.starts_with(['.', '#']) || word.contains('=');
    words.split_whitespace().next().is_some_and(is_attribute).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use crate::input::markdown::document;
    use crate::model::Source;

    fn texts(text: &str) -> Vec<String> {
        document(text, Source::default()).blocks.into_iter().map(|block| block.text.into_owned()).collect()
    }

    #[test]
    fn marks_of_divs_and_spans_are_no_text() {
        let table: &[(&str, &[&str])] = &[
            ("::: {#box .note}\nMind the *step*.\n:::\n\nEnd.\n", &["Mind the step.", "End."]),
            (":::: warning ::::\nMind it.\n::::\n", &["Mind it."]),
            (
                "A [boat]{.smallcaps} sank [3]{.mark} in [the\nbay]{lang=en}.\n",
                &["A boat sank [3] in the bay."],
            ),
            ("A [link [3]{.x}](https://example.org) here\n", &["A link [3] here"]),
            ("So :name[a]{b=1}.\n", &["So :name[a]{b=1}."]),
            ("So `[a]{.b}` and [a]{b}.\n", &["So [a]{.b} and [a]{b}."]),
            ("```\n::: x\n[a]{.b}\n```\n", &["::: x [a]{.b}"]),
            ("::: note Mind this\nStep.\n:::\n", &["::: note Mind this Step."]),
        ];
        for (text, expected) in table {
            assert_eq!(texts(text), *expected, "{text}");
        }
    }

    #[test]
    fn entries_of_its_lists_are_definitions() {
        let text = "So [1].\n\n::: {#refs .csl-bib-body}\n::: {#ref-a .csl-entry}\n[\\[1\\] ]{.csl-left-margin}[L. Lund, \
                    *Boats*. <https://example.org/a>]{.csl-right-inline}\n:::\n\n::: {#ref-b .csl-entry}\nBerg, A.\nPiers.\n:::\n:::\n\nEnd.\n";
        let blocks = document(text, Source::default()).blocks;
        let shown: Vec<_> =
            blocks.iter().map(|block| (block.definition, block.label.as_deref(), &*block.text)).collect();
        let expected = [
            (false, None, "So [1]."),
            (true, Some("1"), "L. Lund, Boats. https://example.org/a"),
            (true, None, "Berg, A. Piers."),
            (false, None, "End."),
        ];
        assert_eq!(shown, expected);
        assert_eq!(blocks[1].map.to_source(0) as usize, text.find("L. Lund").unwrap());
    }
}
