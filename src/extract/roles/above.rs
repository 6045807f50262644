//! What stands above a headline and is none: the head of a mail, a line of a press release, what a language
//! model says before the article, the address from which a text was copied.

use crate::extract::labels::{self, Part};
use crate::extract::roles::{Reader, Reads, Role};
use crate::extract::units::Unit;
use crate::extract::{matter, urls};
use crate::lexicon::releases;
use crate::model::FieldName;

impl Reader<'_, '_> {
    /// Whether the second unit is the head of a mail: `Begin forwarded message:` stands above it.
    pub(super) fn is_above_head(&mut self) -> bool {
        let next = self.unit(1);
        next.is_some_and(|next| next.block == 1 && matter::mail::is_head(self.document, 1))
    }

    /// Whether a unit is the address from which a text was copied, and nothing else.
    pub(super) fn is_address(&self, unit: &Unit) -> bool {
        !self.document.source.format.is_page() && urls::is_url_only(self.words(unit))
    }

    pub(super) fn address(&mut self, unit: &Unit) -> bool {
        let offer = self.offer(unit, 0..unit.range.len(), FieldName::Url);
        self.offers.push(offer);
        self.put(unit, Role::Metadata)
    }

    /// Whether the first unit says that the text is a press release, and a headline follows.
    pub(super) fn is_above_release(&mut self, unit: &Unit) -> bool {
        if self.document.source.format.is_page() || !releases::is_release_line(self.words(unit)) {
            return false;
        }
        let Some(next) = self.unit(1) else { return false };
        let is_dated = matches!(self.reads(&next), Reads::Dateline(_));
        let Some(next) = (if is_dated { self.unit(2) } else { Some(next) }) else { return false };
        matches!(self.reads(&next), Reads::Heading | Reads::Line)
    }

    /// Whether the first unit is what a language model says before the article that it was asked for: it
    /// opens so, and a headline follows.
    pub(super) fn is_preamble(&mut self, unit: &Unit) -> bool {
        let words = self.words(unit);
        if self.document.source.format.is_page() || !labels::opens_answer(words) {
            return false;
        }
        let Some(next) = self.unit(1) else { return false };
        let is_followed = self.unit(2).is_some();
        match self.reads(&next) {
            Reads::Heading => true,
            Reads::Line => is_followed,
            Reads::Label(label) => label.part == Part::Title,
            _ => false,
        }
    }
}
