//! A label in another's place: in the markers and in the list. What the document cites stays the same, which
//! is looked at in the renamed text before anything is offered.

use lsp_types::{Position, Range, TextEdit};

use crate::lsp::document::Open;
use crate::lsp::places::{self, Standing};
use crate::lsp::shape::Shape;
use crate::model::{Article, Edit, Label};
use crate::pipeline::fix::edited;
use crate::text::ByteSpan;

/// Bytes of a new label.
const LONGEST: usize = 60;

/// Bytes of an entry in which its label stands.
const HEAD: usize = 80;

/// The label under the cursor; none where there is none that can be renamed.
pub fn label_at(open: &mut Open, position: Position) -> Option<(Range, String)> {
    let offset = open.text.offset(position);
    let (text, article, _) = open.read()?;
    let (label, span) = found(text.as_str(), article, offset)?;
    Some((text.range(span), label))
}

/// The edits that rename a label, or why it can't be.
pub fn rename(open: &mut Open, position: Position, name: &str) -> Result<Vec<TextEdit>, String> {
    let offset = open.text.offset(position);
    let name = name.trim().trim_matches(['[', ']']).trim_start_matches('^');
    let is_label =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':' | '+' | ' ');
    if name.is_empty() || name.len() > LONGEST || !name.chars().all(is_label) {
        return Err(format!("“{name}” is no label: letters, digits and - _ . : + make one"));
    }
    let Some((text, article, _)) = open.read() else { return Err("this is no article".to_owned()) };
    let words = text.as_str();
    let (old, _) = found(words, article, offset).ok_or("there is no label here")?;
    let (old, new) = (Label::new(&old), Label::new(name));
    if article.references.iter().any(|reference| reference.label.as_ref() == Some(&new)) {
        return Err(format!("another entry has the label [{new}]"));
    }
    let spans = spans_of(words, article, &old)?;
    let edits: Vec<Edit> = spans.into_iter().map(|span| Edit { span, insert: name.to_owned() }).collect();
    let renamed = edited(words, &edits);
    let edits =
        edits.into_iter().map(|edit| TextEdit { range: text.range(edit.span), new_text: edit.insert });
    let edits = edits.collect();
    let before = Shape::of(article, &old, &old);
    let after = open.reread(&renamed);
    let after = after.article().map(|article| Shape::of(article, &new, &old));
    if after.as_ref() != Some(&before) {
        return Err(format!("with [{new}] for [{old}] the text would cite something else"));
    }
    Ok(edits)
}

/// The label that stands at a byte, and its bytes.
fn found(text: &str, article: &Article, offset: usize) -> Option<(String, ByteSpan)> {
    let near = |span: ByteSpan| (span.start as usize..=span.end as usize).contains(&offset);
    match places::at(article, offset)? {
        Standing::Marker(citations) => {
            let labels = citations.iter().map(|&index| &article.citations[index]);
            let mut spans = labels.flat_map(|citation| {
                let label = citation.label.to_string();
                words_in(citation.place.span, text, &label).into_iter().map(move |span| (label.clone(), span))
            });
            match citations.len() {
                1 => spans.next(),
                _ => spans.find(|(_, span)| near(*span)),
            }
        }
        Standing::Entry(entry) => {
            let label = article.references[entry].label.as_ref()?.to_string();
            let span = *words_in(head_of(article, entry, text), text, &label).first()?;
            Some((label, span))
        }
    }
}

/// Where a label stands in all markers and entries that have it.
fn spans_of(text: &str, article: &Article, label: &Label) -> Result<Vec<ByteSpan>, String> {
    let name = label.to_string();
    let markers = article.citations.iter().filter(|citation| citation.label == *label);
    let markers = markers.map(|citation| (citation.place.span, citation.marker.to_string()));
    let entries = (0..article.references.len())
        .filter(|&entry| article.references[entry].label.as_ref() == Some(label))
        .map(|entry| (head_of(article, entry, text), "the list".to_owned()));
    let mut spans = Vec::new();
    for (span, place) in markers.chain(entries) {
        let first = words_in(span, text, &name).first().copied();
        spans.push(first.ok_or_else(|| format!("[{label}] does not stand by itself in {place}"))?);
    }
    spans.sort_unstable();
    spans.dedup();
    Ok(spans)
}

fn head_of(article: &Article, entry: usize, text: &str) -> ByteSpan {
    let span = article.references[entry].place.span;
    let end = text.floor_char_boundary((span.start as usize + HEAD).min(span.end as usize));
    ByteSpan::new(span.start as usize, end)
}

/// Where some words stand in a span with no letter or digit beside them.
fn words_in(span: ByteSpan, text: &str, wanted: &str) -> Vec<ByteSpan> {
    let words = span.slice(text);
    let found = words.match_indices(wanted).filter(|(at, _)| {
        let before = words[..*at].chars().next_back();
        let behind = words[at + wanted.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    });
    let at = |(at, _): (usize, &str)| {
        ByteSpan::new(span.start as usize + at, span.start as usize + at + wanted.len())
    };
    found.map(at).collect()
}
