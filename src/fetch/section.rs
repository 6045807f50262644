//! A part of a page, as it is read: an article, what is below a headline.

/// Bytes of the text of a part that are held: more than of any page that is weighed by it.
const HELD: usize = 4 * 1024;

/// A part of a page: its headings, and the text outside of them, a line for each element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) headings: Vec<String>,
    pub(super) text: String,
}

impl Section {
    pub(super) fn letter(&mut self, letter: char, spaced: bool) {
        if self.text.len() < HELD {
            self.text.extend(spaced.then_some(' '));
            self.text.push(letter);
        }
    }

    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
