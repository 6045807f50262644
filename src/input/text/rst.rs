//! Explicit markup of reStructuredText: the labels of notes, their numbers, the names of directives. It does
//! not read lines; see `text`.

use std::collections::HashSet;

use crate::model::{Block, Document};
use crate::text::digits;
use crate::text::notes::auto_numbered;

/// Numbers the notes of reStructuredText that are to be numbered, `.. [#] text`, as they are shown: those
/// with a name take a number as well, and numbers that were written are left out.
pub(super) fn number_notes(document: &mut Document<'_>) {
    let text = document.text;
    let is_written = |block: &Block<'_>| {
        let label = block.label.as_deref().and_then(digits::number)?;
        Some(label).filter(|_| block.definition)
    };
    let written: HashSet<u32> = document.blocks.iter().filter_map(is_written).collect();
    let mut next = 1;
    for block in document.blocks.iter_mut().filter(|block| block.definition) {
        if auto_numbered(block.span.slice(text)).is_none() {
            continue;
        }
        while written.contains(&next) {
            next += 1;
        }
        if block.label.as_deref() == Some("#") {
            block.label = Some(next.to_string());
        }
        next += 1;
    }
}

/// The label and text of `[1] text`, `[#] text`, `[#name] text`, `[CIT2002] text` after the two dots.
pub(super) fn definition_label(rest: &str) -> Option<(String, &str)> {
    let (label, text) = rest.strip_prefix('[')?.split_once(']')?;
    let name = label.strip_prefix('#').unwrap_or(label);
    let valid = name
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+'));
    let name = if label == "#" { label } else { name };
    let is_label = valid && !name.is_empty() && (text.is_empty() || text.starts_with(' '));
    is_label.then(|| (name.to_owned(), text.trim_start()))
}

/// The name of a directive: `note` in `note:: text`. Comments and targets have none.
pub(super) fn directive(rest: &str) -> Option<&str> {
    let (name, _) = rest.split_once("::")?;
    let valid = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'));
    valid.then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::input::text::rst_document;
    use crate::model::Source;

    #[test]
    fn notes_that_are_to_be_numbered_get_the_numbers_that_are_shown() {
        let text = ".. [#] A\n.. [1] B\n.. [#x] C\n.. [#] D\n";
        let labels = rst_document(text, Source::default()).blocks.into_iter().map(|block| block.label);
        assert_eq!(labels.collect::<Option<Vec<_>>>().unwrap_or_default(), ["2", "1", "x", "4"]);
    }
}
