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
    pub(super) fn word(&mut self, word: &str, spaced: bool) {
        push(&mut self.text, word, spaced, HELD);
    }

    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// Puts a word behind a text of at most so many bytes; of one that goes beyond, the letters that begin
/// within.
pub(super) fn push(text: &mut String, word: &str, spaced: bool, held: usize) {
    let left = held.saturating_sub(text.len());
    if left == 0 {
        return;
    }
    text.extend(spaced.then_some(' '));
    if word.len() <= left {
        text.push_str(word);
    } else {
        text.extend(word.char_indices().take_while(|(at, _)| *at < left).map(|(_, letter)| letter));
    }
}
