//! Tells what follows the last list of an article: comment boxes, share bars, newsletters.

use std::sync::LazyLock;

use crate::extract::vocabulary::TRAILERS;

/// Whether a line has a numbered marker.
pub(super) fn has_marker(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr_iter(b'[', bytes).any(|at| {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && bytes.get(at + 1 + digits) == Some(&b']')
    })
}

/// Whether a line belongs to what follows an article.
pub(super) fn is_trailer(words: &str) -> bool {
    static BY_INITIAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut trailers = TRAILERS.to_vec();
        trailers.sort_unstable();
        trailers
    });
    if words.len() > 200 {
        return false;
    }
    let core = words.trim_start_matches(|character: char| !character.is_alphanumeric());
    let Some(initial) = core.chars().next().and_then(|first| first.to_lowercase().next()) else {
        return false;
    };
    let from = BY_INITIAL.partition_point(|trailer| trailer.chars().next() < Some(initial));
    let mut alike = BY_INITIAL[from..].iter().take_while(|trailer| trailer.starts_with(initial)).peekable();
    if alike.peek().is_none() {
        return false;
    }
    let head = core.char_indices().nth(40).map_or(core, |(end, _)| &core[..end]);
    let lower = if head.is_ascii() { head.to_ascii_lowercase() } else { head.to_lowercase() };
    alike.any(|trailer| {
        lower.strip_prefix(trailer).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
