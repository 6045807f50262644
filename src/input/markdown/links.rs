//! The links of a text: which are markers in disguise, and which definitions are entries of a list.

use std::ops::Range;

use crate::input::block::BlockBuilder;
use crate::model::{Block, BlockKind, EntryFacts};
use crate::text::ByteSpan;

/// A link whose end is still to come; without an address where its brackets are a marker.
pub(super) struct OpenLink {
    pub(super) url: String,
    pub(super) start: usize,
    /// Whether the link's text is a label, so that its brackets stay.
    pub(super) bracketed: bool,
    pub(super) end: usize,
}

/// Whether the text in brackets is a label: a number or a list or range of numbers, brackets or a caret
/// around it or not.
pub(super) fn is_label(inner: &str) -> bool {
    let core = inner.trim_start_matches(['[', '\\', '^']).trim_end_matches([']', '\\', '^']);
    core.len() <= 40
        && core.starts_with(|first: char| first.is_ascii_digit())
        && core.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'-' | b' ' | b';'))
}

/// `[1]: url "title"` definitions, which the parser takes out of the text: lines that no block covers. They
/// are no references where `is_only_linked` says of all of them that only `[text][1]` links use them.
pub(super) fn definitions<'d>(
    text: &str,
    mut covered: Vec<Range<usize>>,
    is_only_linked: impl Fn(&str) -> bool,
) -> Vec<Block<'d>> {
    covered.sort_by_key(|range| (range.start, range.end));
    // What follows the last block is between it and the end.
    covered.push(text.len()..text.len());
    let mut at = 0;
    let mut found = Vec::new();
    for range in covered {
        if range.start > at {
            found.extend(numbered(text, at..range.start));
        }
        at = at.max(range.end);
    }
    if found.iter().all(|block| block.label.as_ref().is_some_and(|label| is_only_linked(label))) {
        return Vec::new();
    }
    for block in &mut found {
        let linked = block.label.as_ref().is_some_and(|label| is_only_linked(label));
        block.entry = linked.then(|| Box::new(EntryFacts { linked, ..EntryFacts::default() }));
    }
    found
}

/// The numbered link definitions in a part of the source that no block covers.
fn numbered<'d>(text: &str, range: Range<usize>) -> Vec<Block<'d>> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let bare = without_container(line);
        let start = at + (line.len() - bare.len());
        at += line.len();
        let words = bare.trim_end();
        let Some((label, rest)) = words.strip_prefix('[').and_then(|inner| inner.split_once("]:")) else {
            continue;
        };
        if label.is_empty() || label.len() > 9 || !label.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let value = rest.trim();
        let value_start = start + words.len() - rest.trim_start().len();
        let mut builder = BlockBuilder::default();
        builder.push(value, value_start);
        let mut block = builder.finish(BlockKind::Paragraph, ByteSpan::new(start, start + words.len()));
        block.label = Some(label.to_owned());
        block.definition = true;
        found.push(block);
    }
    found
}

/// A line without the marks of quotes and lists before its words: `- [1]: url`, `> 1. [1]: url`.
fn without_container(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let inside = match rest.as_bytes()[digits.min(rest.len())..] {
            [b'>', ..] if digits == 0 => &rest[1..],
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] if digits == 0 => &rest[2..],
            [b'.' | b')', b' ' | b'\t', ..] if digits > 0 => &rest[digits + 2..],
            _ => return rest,
        };
        rest = inside.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::markdown::document;
    use crate::model::{Demand, Source};

    /// The labels of the entries, in parentheses where the text uses them, and the markers.
    fn read(text: &str) -> String {
        let article = extract(&document(text, Source::default()), Demand::ARTICLE);
        let entry = |reference: &crate::model::Reference| {
            let label = reference.label.as_ref().map(ToString::to_string).unwrap_or_default();
            if reference.is_used() { format!("({label})") } else { label }
        };
        let entries: Vec<String> = article.references.iter().map(entry).collect();
        let markers: Vec<&str> = article.citations.iter().map(|citation| &*citation.marker).collect();
        format!("{} {}", entries.join(""), markers.join("")).trim().to_owned()
    }

    #[test]
    fn definitions_that_links_and_images_use_are_entries_beside_others_alone() {
        let definitions = "\n\n[1]: https://example.org/1\n[2]: https://example.org/2\n";
        let table = [
            ("See [one][1] and [two][2].", ""),
            ("See [![one][1]][2].", ""),
            ("See [one][1].", "(1)2"),
            ("See [one][1] and this [2].", "(1)(2) [2]"),
            ("So it is[^1^][1], and so[^2^][2].", "(1)(2) [^1^][1][^2^][2]"),
        ];
        for (text, expected) in table {
            assert_eq!(read(&format!("{text}{definitions}")), expected, "{text}");
        }
    }
}
