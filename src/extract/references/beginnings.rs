//! Tells whether a line looks like the first entry of a list that no heading of lists announces, and what
//! stands above it. It does not collect the entries; see `candidates`.

use crate::extract::references::openings::{Opening, alone, bracketed, bullet, framed, numbered};
use crate::extract::references::reader::{RawEntry, Reader};
use crate::lexicon::headings::names_sources;
use crate::model::{BlockKind, Label};
use crate::text::digits;

/// Bytes of a line that announces a list in words of its own.
const LONGEST_ANNOUNCEMENT: usize = 200;

impl Reader<'_> {
    /// Whether a line looks like the first entry of a list that has no heading. `last_raised` is the last
    /// entry before it, if its label is raised: notes of pages run on through a text.
    pub(super) fn may_open_run(&self, at: usize, last_raised: Option<&RawEntry>) -> bool {
        if self.starts_in_code(at) {
            return false;
        }
        let words = self.words(at);
        let begins = self.is_first_of_block(at) || self.is_below_colon(at);
        // A list that goes on from another page, or whose first entries were lost, shows addresses.
        let may_be_first = |number: u32| number == 1 || self.line_has_url(at);
        let opens_first = |opening: Option<Opening>| {
            begins && opening.and_then(|opening| opening.number()).is_some_and(may_be_first)
        };
        let goes_on_raised = || {
            last_raised
                .zip(framed(words, false))
                .is_some_and(|(last, opening)| last.is_followed_by(opening.number()))
        };
        match words.as_bytes()[bullet(words)..].first() {
            Some(b'[' | b'\\' | b'*' | 0xE3 | 0xEF) => bracketed(words).is_some_and(|opening| {
                opening.number().is_some() || self.opens_with_cited_name(at, &opening)
            }),
            Some(b'0'..=b'9') => opens_first(
                numbered(words)
                    .or_else(|| framed(words, false))
                    .or_else(|| self.raised_by_markup(at))
                    .or_else(|| self.row(at, false, false))
                    .or_else(|| alone(words)),
            ),
            Some(b'(' | 0xC2) => opens_first(framed(words, false)) || goes_on_raised(),
            _ if words.chars().next().is_some_and(|first| digits::value(first) == Some(1)) => {
                opens_first(numbered(words))
            }
            _ => {
                let block = self.block(at);
                let label = block.label.as_deref().and_then(|label| Label::new(label).number());
                let is_item = label.is_some_and(may_be_first) && block.kind == BlockKind::ListItem;
                is_item && self.is_first_of_block(at)
                    || opens_first(framed(words, false))
                    || goes_on_raised()
                    || self.opens_with_key(at).is_some()
            }
        }
    }

    /// Whether a line of the same paragraph stands right above and ends in a colon.
    fn is_below_colon(&self, at: usize) -> bool {
        !self.is_first_of_block(at) && self.words(at - 1).ends_with([':', '：'])
    }

    /// What stands above a line: a heading of the markup, or words for sources that end in a colon, `This
    /// text is based on these sources:`.
    pub(super) fn heading_above(&self, at: usize) -> Option<usize> {
        let above = at.checked_sub(1)?;
        let words = self.words(above);
        let announces =
            || words.len() < LONGEST_ANNOUNCEMENT && words.ends_with([':', '：']) && names_sources(words);
        (self.block(above).kind == BlockKind::Heading || announces()).then_some(above)
    }
}
