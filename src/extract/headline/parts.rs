//! The parts of a title: the words of a headline without the site's name, its slogan and sections. It does
//! not choose among titles.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::labels::is_wide;
use crate::markup::dereferenced;
use crate::text::normalize::for_matching;
use crate::text::spaces::single_spaced;

/// Words of the shortest headline behind a kicker.
pub(super) const LEAST_WORDS: usize = 3;

/// Letters of the shortest headline in a script without spaces.
const LEAST_LETTERS: usize = 6;

/// The words of a title without white space around them, references that were escaped twice, and the site's
/// name at either end.
pub(super) fn own_words<'t>(title: &'t str, sites: &[String], others: &[String]) -> Cow<'t, str> {
    let mut words = Cow::Borrowed(title.trim());
    if words.contains('&') && words.contains(';') {
        words = Cow::Owned(dereferenced(&words));
    }
    if words.contains(['\u{ad}', '¶']) {
        // Soft hyphens and the mark of a permalink are not of the words.
        words = Cow::Owned(words.replace('\u{ad}', "").trim_end_matches(['¶', ' ']).to_owned());
    }
    if words.contains(['\n', '\t', '\r']) || words.contains("  ") {
        words = Cow::Owned(single_spaced(&words));
    }
    if sites.is_empty() && others.is_empty() {
        return words;
    }
    let mut kept = 0..words.len();
    // A site, its section and its slogan, and no longer.
    for _ in 0..3 {
        let Some(shorter) = without_site(&words[kept.clone()], sites, others) else { break };
        kept = kept.start + shorter.start..kept.start + shorter.end;
    }
    if kept.start == 0 && kept.end < words.len() {
        kept.end = without_section(&words[kept.clone()]).len();
    }
    match words {
        Cow::Borrowed(words) => Cow::Borrowed(&words[kept]),
        Cow::Owned(words) => Cow::Owned(words[kept].to_owned()),
    }
}

/// What stands before the site's name in a title that has a slogan behind it: `Harbour closed | Gazette -
/// read more`.
pub(super) fn before_site<'t>(title: &'t str, sites: &[String]) -> Option<&'t str> {
    let part = parts(title).find(|part| sites.contains(&for_matching(part)))?;
    let at = title.find(part).filter(|at| at + part.len() < title.len())?;
    let head = title[..at]
        .trim_end_matches(|mark: char| mark.is_whitespace() || is_bar(mark) || "-–—:·•»".contains(mark));
    is_long(head).then_some(head)
}

/// The first part of a page's title between separators that has the words of a headline: behind it stand
/// sections, the site and its slogan.
pub(super) fn opening_part(title: &str) -> &str {
    parts(title).find(|part| has_words(part)).unwrap_or(title)
}

/// The parts of a page's title between separators.
pub(super) fn parts(title: &str) -> impl Iterator<Item = &str> {
    const PARTING: [&str; 18] = [
        " | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " / ", " < ", "｜", "_", "::", "丨", "￨",
        "│", "|", "--",
    ];
    let mut parts = vec![title];
    for separator in PARTING {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim)
}

/// Whether words are as many as those of a headline; of scripts that write no spaces the letters are counted.
pub(super) fn has_words(words: &str) -> bool {
    let wide = || words.chars().filter(|&letter| is_wide(letter)).count();
    words.split_whitespace().count() > LEAST_WORDS || !words.is_ascii() && wide() >= LEAST_LETTERS
}

/// Whether words are three at least, or as many as those of a headline.
pub(super) fn is_long(words: &str) -> bool {
    has_words(words) || words.split_whitespace().count() == LEAST_WORDS
}

/// A title of several words without the one to three words behind a separator, which name the site by custom.
pub(super) fn without_tail(title: &str) -> &str {
    let custom = [" | ", " :: ", " » ", " – ", " — ", " - ", " • "];
    let cut = custom.iter().filter_map(|separator| Some((title.rfind(separator)?, separator.len()))).max();
    let Some((at, length)) = cut else { return title };
    let (head, tail) = (title[..at].trim_end(), &title[at + length..]);
    let short = tail.split_whitespace().count() <= 3 && tail.chars().next().is_some_and(char::is_uppercase);
    if short && head.split_whitespace().count() >= 3 && head.len() > tail.len() { head } else { title }
}

/// A title from whose end the site's name was taken, without the section before it, in scripts that write one
/// with nothing but a mark between: `시의회, 부두 재건 결정-정치`.
fn without_section(title: &str) -> &str {
    let is_mark = |letter: char| matches!(letter, '-' | '_' | '>') || is_bar(letter);
    let Some((head, section)) = title.rsplit_once(is_mark) else { return title };
    let is_section = !section.is_ascii()
        && section.chars().all(char::is_alphabetic)
        && (2..LEAST_LETTERS).contains(&section.chars().count());
    let is_enough = head.chars().filter(|letter| letter.is_alphabetic()).count() >= LEAST_LETTERS;
    if is_section && is_enough && !head.ends_with(' ') { head } else { title }
}

/// Whether a letter is a bar, or a letter that scripts without spaces use for one.
fn is_bar(letter: char) -> bool {
    matches!(letter, '|' | '｜' | '￨' | '│' | '┃' | '丨' | 'ㅣ' | '︱' | '¦')
}

/// The title without a part that names the site, at its end or start.
fn without_site(title: &str, sites: &[String], others: &[String]) -> Option<Range<usize>> {
    let is_site = |part: &str| {
        let part = for_matching(part);
        !part.is_empty()
            && sites.iter().any(|site| {
                // Hosts are written without spaces: `thegazette` is The Gazette. Of short names too many are
                // the same so.
                *site == part || (part.len() >= 4 && site.replace(' ', "") == part.replace(' ', ""))
            })
    };
    for separator in SEPARATORS {
        if let Some(at) = title.rfind(separator) {
            let (left, right) = (title[..at].trim_end(), &title[at + separator.len()..]);
            // A part as short as that may be a section that the page shows as well.
            let agreed = || others.contains(&for_matching(left)) && left.len() >= 8;
            if !left.is_empty() && (is_site(right) || agreed()) {
                return Some(0..left.len());
            }
        }
        if let Some(at) = title.find(separator) {
            let right = title[at + separator.len()..].trim_start();
            if !right.is_empty() && is_site(&title[..at]) {
                return Some(title.len() - right.len()..title.len());
            }
        }
    }
    None
}

/// What stands between a headline and a site's name; bars need no spaces.
pub(super) const SEPARATORS: [&str; 19] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " // ", " < ", "｜", "ㅣ", " : ", ": ",
    "丨", "￨", "│", "|",
];
