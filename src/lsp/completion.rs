//! The labels of the list, offered where a marker is being written.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, Range, TextEdit};

use crate::lsp::text::Text;
use crate::model::Article;

/// Bytes before the cursor in which a marker begins.
const LONGEST: usize = 40;

/// The entries by their labels, behind a bracket that is not closed; nothing elsewhere.
pub fn completion(text: &Text, article: &Article, position: Position) -> Vec<CompletionItem> {
    let offset = text.offset(position);
    let line = text.line(position.line as usize);
    let before = &text.as_str()[line.start..offset];
    let Some(start) = begun(before) else { return Vec::new() };
    let behind = &text.as_str()[offset..line.end];
    let is_closed = behind.trim_start_matches(|letter: char| letter.is_alphanumeric()).starts_with(']');
    let range = Range { start: text.position(line.start + start), end: position };
    let labelled =
        article.references.iter().filter_map(|reference| Some((reference.label.as_ref()?, reference)));
    let item = |(rank, (label, reference)): (usize, (&crate::model::Label, &crate::model::Reference))| {
        let label = label.to_string();
        CompletionItem {
            kind: Some(CompletionItemKind::REFERENCE),
            detail: Some(reference.text.chars().take(120).collect()),
            sort_text: Some(format!("{rank:06}")),
            filter_text: Some(label.clone()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range,
                new_text: if is_closed { label.clone() } else { format!("{label}]") },
            })),
            label,
            ..CompletionItem::default()
        }
    };
    labelled.enumerate().map(item).collect()
}

/// Where in the words before the cursor a label begins: behind `[`, `[^`, or a comma in a bracket.
fn begun(before: &str) -> Option<usize> {
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let open = from + before[from..].rfind('[')?;
    let inside = &before[open + 1..];
    let is_label =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '^' | ',' | ' ' | '-' | '.' | '_');
    if !inside.chars().all(is_label) {
        return None;
    }
    let own = inside.rfind([',', '^']).map_or(0, |at| at + 1);
    let blank = inside[own..].len() - inside[own..].trim_start().len();
    Some(open + 1 + own + blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_begins_behind_an_open_bracket() {
        let table = [
            ("It rained [", Some(11)),
            ("It rained [1", Some(11)),
            ("It rained [^1", Some(12)),
            ("It rained [1, 2", Some(14)),
            ("It rained [1] and", None),
            ("a[i] = [x; y", None),
            ("It rained", None),
            ("", None),
        ];
        for (before, expected) in table {
            assert_eq!(begun(before), expected, "{before}");
        }
    }
}
