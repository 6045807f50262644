//! What a string of a script is like, as it is written there, with its escapes.

/// Bytes of a string without spaces that may be text.
const LONGEST_NAME: usize = 40;

/// Sentences of an article.
const SEVERAL: usize = 3;

/// What ends sentences, and what may stand behind it.
const SENTENCE_ENDS: &[char] =
    &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '॥', '։', '።', '។', '။'];
const BEHIND_SENTENCES: &[char] = &[':', '"', '\'', '”', '’', '»', '«', ')', '>', '」', '』', '）', '“', '‘'];

/// Whether a string as it is written ends as sentences do, with what may stand behind them. The words before
/// a link, a string of their own, do not.
pub(super) fn ends_a_sentence(written: &str) -> bool {
    let written = written.trim_end();
    is_over(written) || written.ends_with(BEHIND_SENTENCES)
}

/// Whether a string as it is written ends with the end of a sentence.
pub(super) fn is_over(written: &str) -> bool {
    written.ends_with(SENTENCE_ENDS) || has_escaped_end(written)
}

/// Whether a text has several sentences, by their ends: before white space, or full-width.
pub(super) fn has_sentences(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    let mut count = 0;
    while let Some(letter) = letters.next() {
        let is_end = SENTENCE_ENDS.contains(&letter);
        let ends = !letter.is_ascii() || letters.peek().is_none_or(|next| next.is_whitespace());
        count += usize::from(is_end && ends);
        if count >= SEVERAL {
            return true;
        }
    }
    false
}

/// Whether a string as it is written has words and is no name or address: East Asian ones have no spaces.
pub(super) fn has_words(written: &str) -> bool {
    written.contains(' ') || written.len() > LONGEST_NAME && (!written.is_ascii() || written.contains("\\u"))
}

/// Whether a string as it is written has tags in it.
pub(super) fn is_markup(written: &str) -> bool {
    ["</", "<\\/", "\\u003c", "\\u003C"].iter().any(|end| written.contains(end))
}

/// Whether a string as it is written ends a sentence with an escape: `\u201d`, `\u3002`.
fn has_escaped_end(written: &str) -> bool {
    let digits = written.len().checked_sub(6).and_then(|from| written.get(from..));
    let digits = digits.and_then(|escape| escape.strip_prefix("\\u"));
    let letter = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
    letter.is_some_and(|letter| SENTENCE_ENDS.contains(&letter) || BEHIND_SENTENCES.contains(&letter))
}
