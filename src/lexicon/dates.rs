//! What a word can mean in a dateline, in any language of news: the index of months, weekdays, halves of the
//! day, units, and what is said of a date. What the words mean together is for `extract::timestamp`.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::LANGUAGES;
use super::each;
use super::language::{DateWords, Language, Months, Words};
use crate::text::fold::fold;

/// What a word can mean in a dateline. One word may mean several things in several languages: `mar` is March
/// and Tuesday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// 1 to 12; from [`JALALI`] on a month of the Persian solar calendar; 0 for none.
    pub month: u8,
    /// 1 is Monday; [`SOME_WEEKDAY`] where languages differ; 0 for none.
    pub weekday: u8,
    /// The bits below.
    pub bits: u32,
}

/// Added to the number of a month of the Persian solar calendar.
pub const JALALI: u8 = 20;

/// A weekday, but another one in each of several languages.
pub const SOME_WEEKDAY: u8 = 8;

/// Before noon.
pub const AM: u32 = 1;
/// After noon.
pub const PM: u32 = 1 << 1;
/// Behind a number of hours.
pub const HOUR: u32 = 1 << 2;
/// Behind a number of minutes.
pub const MINUTE: u32 = 1 << 3;
/// Behind a number of seconds.
pub const SECOND: u32 = 1 << 4;
/// Beside the number of a year.
pub const YEAR_MARK: u32 = 1 << 5;
/// Beside the number of a month.
pub const MONTH_MARK: u32 = 1 << 6;
/// Beside the number of a day.
pub const DAY_MARK: u32 = 1 << 7;
/// The date is that of the first publication.
pub const PUBLISHED: u32 = 1 << 8;
/// The date is that of the last change.
pub const MODIFIED: u32 = 1 << 9;
/// Stands between a date and its time, or before either: `at`, `um`, `kl`.
pub const JOINER: u32 = 1 << 10;
/// Stands between day, month and year: `of`, `de`.
pub const OF: u32 = 1 << 11;
/// Reading time: `read`, `Lesezeit`.
pub const READING: u32 = 1 << 12;
/// Twelve o'clock by day.
pub const NOON: u32 = 1 << 13;
/// Twelve o'clock by night.
pub const MIDNIGHT: u32 = 1 << 14;
/// The ending of an ordinal number: `26th`, `1er`.
pub const ORDINAL: u32 = 1 << 15;
/// A span of time until now: `ago`, `vor`.
pub const RELATIVE: u32 = 1 << 16;
/// The first of two words that may mean something together: `تشرين الأول`, `thứ hai`.
pub const COMPOUND: u32 = 1 << 17;
/// Years of the Buddhist era, which begins 543 years earlier.
pub const BUDDHIST: u32 = 1 << 18;

/// Another month in a language listed later: `listopada` is November in Polish and October in Croatian.
pub const OTHER_MONTH: u32 = 1 << 19;

/// The date is that of a reading of the source.
pub const ACCESSED: u32 = 1 << 20;

impl Meaning {
    /// Whether it means one of these.
    pub fn has(self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// Whether it means anything.
    pub fn is_known(self) -> bool {
        self != Self::default()
    }
}

/// What a folded word means; the words of English and of the clock are looked up first.
pub fn meaning(folded: &str) -> Meaning {
    match COMMON.get(folded) {
        Some(&meaning) => meaning,
        None => OTHERS.get(folded).copied().unwrap_or_default(),
    }
}

/// The month that a folded word names in the language of a tag.
pub fn month_in(tag: &str, folded: &str) -> Option<u8> {
    let code = tag.split(['-', '_']).next()?;
    let language = LANGUAGES.iter().find(|language| language.code.eq_ignore_ascii_case(code))?;
    let mut months = meanings(language).filter(|(_, meaning)| meaning.month != 0);
    months.find(|(word, _)| &*key(word) == folded).map(|(_, meaning)| meaning.month)
}

/// Whether a folded word is one of English dates.
pub fn is_english(folded: &str) -> bool {
    COMMON.contains_key(folded)
}

/// The longest word of Chinese, Japanese or Korean datelines at the start of a text, which has no spaces
/// between words.
pub fn eastern_prefix(text: &str) -> Option<(usize, Meaning)> {
    let first = text.chars().next().filter(|&first| is_eastern(first))?;
    let words = &**EASTERN;
    let from = words.partition_point(|(word, _)| word.chars().next() < Some(first));
    let alike = words[from..].iter().take_while(|(word, _)| word.starts_with(first));
    let (word, meaning) = alike.into_iter().find(|(word, _)| text.starts_with(word))?;
    Some((word.len(), *meaning))
}

/// Whether a letter is of a script that sets no spaces between words of datelines, or none that can be relied
/// on: Han, Kana, Hangul.
pub fn is_eastern(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The weekday of a single character in parentheses: `(土)`, `(토)`.
pub fn eastern_weekday(character: char) -> Option<u8> {
    let days = ["月월一", "火화二", "水수三", "木목四", "金금五", "土토六", "日일天"];
    days.iter().position(|day| day.contains(character)).and_then(|day| u8::try_from(day + 1).ok())
}

type Index = HashMap<Box<str>, Meaning>;

/// English, which is looked up first.
static COMMON: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::new();
    LANGUAGES
        .iter()
        .filter(|language| is_common(language))
        .for_each(|language| add_language(&mut index, language));
    index
});

static OTHERS: LazyLock<Index> = LazyLock::new(|| {
    // Half again as many as there are words: the table is filled once and never grows.
    let mut index = Index::with_capacity(2048);
    let others = LANGUAGES.iter().filter(|language| !is_common(language));
    others.for_each(|language| add_language(&mut index, language));
    index
});

/// Words that stand in texts without spaces, by their first letter, the longer ones before their beginnings.
static EASTERN: LazyLock<Vec<(&'static str, Meaning)>> = LazyLock::new(|| {
    let mut words: Vec<(&str, Meaning)> = Vec::new();
    for language in LANGUAGES {
        for (word, meaning) in meanings(language).filter(|(word, _)| word.starts_with(is_eastern)) {
            match words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, known)) => known.bits |= meaning.bits,
                None => words.push((word, meaning)),
            }
        }
    }
    // The longest word wins: `更新日時` is no `更新` with something behind it.
    words.sort_unstable_by_key(|(word, _)| (word.chars().next(), Reverse(word.len())));
    words
});

fn is_common(language: &Language) -> bool {
    language.code == "en"
}

fn add_language(index: &mut Index, language: &'static Language) {
    meanings(language)
        .filter(|(word, _)| !word.starts_with(is_eastern))
        .for_each(|(word, meaning)| add(index, word, meaning));
}

/// Every word of a language's dates with what it means.
fn meanings(language: &'static Language) -> impl Iterator<Item = (&'static str, Meaning)> {
    let (months, others): (&[Words], &[Words]) = match &language.months {
        Months::Numbered => (&[], &[]),
        Months::Named(months) | Months::Buddhist(months) => (months, &[]),
        Months::Persian { gregorian, persian } => (gregorian, persian),
    };
    let buddhist = if matches!(language.months, Months::Buddhist(_)) { BUDDHIST } else { 0 };
    let numbered = |words: &'static [Words], from: u8| {
        words.iter().zip(from..).flat_map(|(words, number)| each(words).map(move |word| (word, number)))
    };
    let months = numbered(months, 1).chain(numbered(others, JALALI + 1));
    let months = months.map(move |(word, month)| (word, Meaning { month, weekday: 0, bits: buddhist }));
    let weekdays = numbered(&language.weekdays, 1)
        .map(|(word, weekday)| (word, Meaning { weekday, ..Meaning::default() }));
    let said = said(&language.dates, buddhist).into_iter().flat_map(|(bits, words)| {
        each(words).map(move |word| (word, Meaning { bits, ..Meaning::default() }))
    });
    months.chain(weekdays).chain(said)
}

/// The lists of a language with their bits.
fn said(words: &DateWords, era: u32) -> [(u32, Words); 18] {
    [
        (AM, words.am),
        (PM, words.pm),
        (HOUR, words.hours),
        (MINUTE, words.minutes),
        (SECOND, words.seconds),
        (YEAR_MARK | era, words.year),
        (MONTH_MARK, words.month),
        (DAY_MARK, words.day),
        (PUBLISHED, words.published),
        (MODIFIED, words.modified),
        (ACCESSED, words.accessed),
        (JOINER, words.joiners),
        (OF, words.of),
        (READING, words.reading),
        (NOON, words.noon),
        (MIDNIGHT, words.midnight),
        (ORDINAL, words.ordinals),
        (RELATIVE, words.ago),
    ]
}

fn add(index: &mut Index, word: &str, meaning: Meaning) {
    if let Some((first, _)) = word.split_once(' ') {
        add(index, first, Meaning { bits: COMPOUND, ..Meaning::default() });
    }
    let known = index.entry(key(word)).or_default();
    known.bits |= meaning.bits;
    if meaning.month != 0 && known.month == 0 {
        known.month = meaning.month;
    } else if meaning.month != known.month && meaning.month != 0 {
        known.bits |= OTHER_MONTH;
    }
    if meaning.weekday != 0 {
        let differs = known.weekday != 0 && known.weekday != meaning.weekday;
        known.weekday = if differs { SOME_WEEKDAY } else { meaning.weekday };
    }
}

/// The key of one or two words: each folded, with one space between.
pub fn key(words: &str) -> Box<str> {
    if !words.contains(' ') {
        return fold(words).as_str().into();
    }
    words.split(' ').map(|word| fold(word).as_str().to_owned()).collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_name_means_two_months() {
        let mut seen: HashMap<Box<str>, (u8, &str)> = HashMap::new();
        for language in LANGUAGES {
            for (word, meaning) in meanings(language).filter(|(_, meaning)| meaning.month != 0) {
                let (first, other) = *seen.entry(key(word)).or_insert((meaning.month, language.code));
                let apart = language.code == "hr" && word.starts_with("listopad");
                assert_eq!(first == meaning.month, !apart, "{word} in {} and {other}", language.code);
            }
        }
    }

    #[test]
    fn a_month_of_two_languages_is_told_by_the_language() {
        assert!(meaning("listopada").month == 11 && meaning("listopada").has(OTHER_MONTH));
        assert_eq!((month_in("hr-HR", "listopada"), month_in("pl", "listopada")), (Some(10), Some(11)));
    }

    #[test]
    fn longer_eastern_words_stand_before_their_beginnings() {
        for (at, (word, _)) in EASTERN.iter().enumerate() {
            assert!(
                EASTERN[..at].iter().all(|(earlier, _)| !word.starts_with(earlier)),
                "{word} is never reached"
            );
        }
    }

    #[test]
    fn weekdays_that_differ_between_languages_are_some_weekday() {
        assert_eq!(meaning("so").weekday, SOME_WEEKDAY);
        assert_eq!(meaning("samstag").weekday, 6);
        assert_eq!((meaning("mar").month, meaning("lun").weekday), (3, 1));
    }
}
