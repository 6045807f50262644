//! Finds the phrases by which sites say that there is no such page. What they mean for a page is
//! `soft404`'s.

use std::ops::Range;

use super::heard::{List, places};

/// Characters between two parts of one phrase.
const NEAR: usize = 40;

/// Characters between what is said not to be there and the words that say so, where they stand first: an
/// article, a pronoun.
const BESIDE: usize = 12;

/// What ends a sentence.
const ENDS: [char; 6] = ['.', '!', '?', '\n', '。', '！'];

/// The phrases that a text in lower case has, not within words, with where they begin.
pub(super) fn phrases_in(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let stands = move |(span, phrase): &(Range<usize>, &'static str)| {
        begins(text, span.start) && ends_here(phrase, &text[span.end..])
    };
    places(text, List::NotFound).into_iter().filter(stands).map(|(span, phrase)| (span.start, phrase))
}

/// Where a text in lower case says of a part of a site that it is not there: the one beside the other in a
/// sentence, in the order of the language. Each stands where a word begins.
pub(super) fn missing_in(text: &str) -> Option<Range<usize>> {
    let lacks: Vec<_> =
        places(text, List::Lacks).into_iter().filter(|(span, _)| begins(text, span.start)).collect();
    if lacks.is_empty() {
        return None;
    }
    let things: Vec<_> =
        places(text, List::Things).into_iter().filter(|(span, _)| begins(text, span.start)).collect();
    let is_near = |from: usize, to: usize, most: usize| {
        text.get(from..to).is_some_and(|gap| gap.chars().count() <= most && !gap.contains(ENDS))
    };
    let spans = || things.iter().map(|(thing, _)| thing);
    let pair = |(lack, _): &(Range<usize>, &str)| {
        let before = spans().rfind(|thing| is_near(thing.end, lack.start, NEAR));
        let behind = || spans().find(|thing| is_near(lack.end, thing.start, BESIDE));
        before.map(|thing| thing.start..lack.end).or_else(|| behind().map(|thing| lack.start..thing.end))
    };
    let found = lacks.iter().find_map(pair)?;
    // What is said beside it is one with it: it does not exist or has been deleted.
    let joined = |end: usize, (lack, _): &(Range<usize>, &str)| {
        if is_near(end, lack.start, BESIDE) { lack.end } else { end }
    };
    Some(found.start..lacks.iter().fold(found.end, joined))
}

/// Whether a text in lower case says in any way that something is not there.
pub(super) fn says_missing(text: &str) -> bool {
    phrases_in(text).next().is_some() || missing_in(text).is_some()
}

/// Whether a word begins at a place of a text.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    !before || text[at..].starts_with(is_written_without_spaces)
}

/// Where a text in lower case says something. Words with `…` between them are said in their order, in one
/// sentence and not far apart.
pub(super) fn span_of(text: &str, words: &str) -> Option<Range<usize>> {
    let Some((first, second)) = words.split_once('…') else {
        return text.find(words).map(|at| at..at + words.len());
    };
    text.match_indices(first).find_map(|(at, _)| {
        let rest = &text[at + first.len()..];
        let found = rest.find(second)?;
        let is_near = rest[..found].chars().count() <= NEAR && !rest[..found].contains(ENDS);
        is_near.then(|| at..at + first.len() + found + second.len())
    })
}

/// Whether a phrase ends where a word does.
fn ends_here(phrase: &str, after: &str) -> bool {
    phrase.chars().next_back().is_some_and(is_written_without_spaces)
        || !after.starts_with(char::is_alphanumeric)
}

/// Whether words of this script have no edges, or endings of their own: Thai, Chinese, Japanese, Korean.
pub(super) fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::{missing_in, span_of};

    #[test]
    fn what_a_site_has_not_is_said_in_many_ways() {
        let table = [
            ("bài viết không tồn tại hoặc đã bị xóa", Some("bài viết không tồn tại hoặc đã bị xóa")),
            ("không tìm thấy bài viết.", Some("không tìm thấy bài viết")),
            ("a keresett cikk már nem elérhető az oldalunkon", Some("cikk már nem elérhető")),
            ("элемент не найден.", Some("элемент не найден")),
            ("抱歉，指定的主题不存在或已被删除", Some("主题不存在或已被删除")),
            ("artikel über kähne. nicht gefunden", None),
            ("der grund wurde nicht gefunden", None),
            ("la búsqueda sigue", None),
        ];
        for (text, said) in table {
            assert_eq!(missing_in(text).map(|span| &text[span]), said, "{text}");
        }
    }

    #[test]
    fn words_with_a_gap_are_said_in_one_sentence() {
        let table = [
            ("it is not available in your country.", Some("not available in your country")),
            ("it is not available. in your country it rains", None),
            ("in your country it is not available", None),
            ("not available to anyone who had hoped to see it from within your country", None),
        ];
        for (text, said) in table {
            assert_eq!(span_of(text, "not available…your country").map(|span| &text[span]), said, "{text}");
        }
    }
}
