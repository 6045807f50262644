//! Tells what follows the last list of an article: comment boxes, share bars, newsletters.

pub(super) use crate::lexicon::trailers::opens_in_text as is_trailer;

/// Whether a line has a numbered marker.
pub(super) fn has_marker(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && bytes.get(at + 1 + digits) == Some(&b']')
    })
}
