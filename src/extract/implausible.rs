//! Drops citations that cannot be ones by what the whole document shows: paragraph numbers of judgments and
//! intervals of numbers. It looks only where a label has no entry.

use std::collections::HashSet;

use crate::extract::resolve::Index;
use crate::model::{Article, Block, BlockKind, Citation, Document, Label, Target};

/// Drops them from an article. `paragraphs` are the labels of numbered paragraphs.
pub fn drop(article: &mut Article, document: &Document<'_>, index: &Index, paragraphs: &HashSet<Label>) {
    let dangles =
        |citation: &Citation| citation.target == Target::Dangling && citation.label.number().is_some();
    if !article.citations.iter().any(dangles) {
        return;
    }
    let blocks = || document.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    let names_cases = blocks().any(names_a_case);
    let has_intervals =
        article.citations.iter().any(|citation| dangles(citation) && is_pair(&citation.marker))
            && blocks().any(has_interval);
    article.citations.retain(|citation| {
        let is_number = names_cases || paragraphs.contains(&citation.label);
        let is_interval = has_intervals && is_pair(&citation.marker) && !has_entry(&citation.marker, index);
        !dangles(citation) || !(is_number || is_interval)
    });
}

/// Whether an interval's bound is a label of the list.
fn has_entry(marker: &str, index: &Index) -> bool {
    bounds(marker).into_iter().flatten().any(|bound| index.defines(&Label::new(bound)))
}

/// Whether a marker has the form of an interval: `[2, 5]`.
fn is_pair(marker: &str) -> bool {
    let inside = marker.trim_matches(['[', ']']);
    inside.split(',').count() == 2 && !inside.contains(['-', '–'])
}

fn bounds(marker: &str) -> Option<[&str; 2]> {
    let (low, high) = marker.trim_matches(['[', ']']).split_once(',')?;
    Some([low.trim(), high.trim()])
}

/// A neutral citation: `[2024] EWHC 99`. What has one is about law, and numbers in brackets are paragraphs.
fn names_a_case(block: &Block<'_>) -> bool {
    let bytes = block.text.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| match &bytes[at + 1..] {
        [y1 @ (b'1' | b'2'), y2, y3, y4, b']', b' ', c1, c2, ..] => {
            [y1, y2, y3, y4].iter().all(|digit| digit.is_ascii_digit())
                && c1.is_ascii_uppercase()
                && c2.is_ascii_uppercase()
        }
        _ => false,
    })
}

/// An interval that can be nothing else: `[0.1, 0.9]`, `[0, 1]`, `[0, 10)`.
fn has_interval(block: &Block<'_>) -> bool {
    let text = block.text.as_ref();
    memchr::memchr_iter(b'[', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        let Some(length) = rest.bytes().take(24).position(|byte| matches!(byte, b']' | b')' | b'[')) else {
            return false;
        };
        let inside = &rest[..length];
        let Some((low, high)) = inside.split_once(',') else { return false };
        let is_number = |bound: &str| {
            !bound.is_empty()
                && bound.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
                && bound.bytes().any(|byte| byte.is_ascii_digit())
        };
        let (low, high) = (low.trim(), high.trim());
        let sure = inside.contains('.') || low == "0" || rest.as_bytes()[length] == b')';
        is_number(low) && is_number(high) && sure
    })
}
