//! What number does a word stand for, and what do the words beside a number say of it? One index for each
//! language: `elf` is a number in German and none in English. What a run of them means together is for
//! `evidence`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::language::Words;
use crate::lexicon::{LANGUAGES, each};
use crate::text::fold::fold;

/// What a word says of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense {
    /// Its value: 7 for `seven`.
    pub value: Option<u16>,
    /// The place that it counts: 7 for `seventh`.
    pub ordinal: Option<u16>,
    /// The power of ten that it multiplies by: 6 for `million`.
    pub scale: Option<u8>,
    /// The month that it names, January being 1.
    pub month: Option<u8>,
    /// The number behind it is an estimate.
    pub about: bool,
    /// There is more than the number behind it.
    pub over: bool,
    /// There is less than the number behind it.
    pub under: bool,
    /// It denies.
    pub negates: bool,
    /// Behind a number: hundredths.
    pub percent: bool,
}

/// The number words of one language.
pub struct Index {
    senses: HashMap<String, Sense>,
    /// Whether decimals stand behind a comma.
    pub decimal_comma: bool,
}

impl Index {
    /// What a folded word says of numbers; nothing for most.
    pub fn sense(&self, folded: &str) -> Sense {
        self.senses.get(folded).copied().unwrap_or_default()
    }
}

static INDEXES: LazyLock<HashMap<&'static str, Index>> =
    LazyLock::new(|| LANGUAGES.iter().map(|language| (language.code, index(language))).collect());

static UNKNOWN: LazyLock<Index> = LazyLock::new(|| Index { senses: HashMap::new(), decimal_comma: false });

/// The index of a language by its tag; that of English where none is named, an empty one where it is unknown.
///
/// ```
/// use newscheck::lexicon::comparing::numerals::of;
/// assert_eq!((of(None).sense("seven").value, of(Some("en-GB")).sense("bn").scale), (Some(7), Some(9)));
/// assert_eq!((of(Some("de")).sense("elf").value, of(None).sense("elf").value), (Some(11), None));
/// ```
pub fn of(language: Option<&str>) -> &'static Index {
    let tag = language.unwrap_or("en").to_ascii_lowercase();
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    let code = if matches!(code, "no" | "nn") { "nb" } else { code };
    INDEXES.get(code).unwrap_or(&UNKNOWN)
}

fn index(language: &crate::lexicon::language::Language) -> Index {
    let mut senses: HashMap<String, Sense> = HashMap::new();
    let numerals = &language.numerals;
    let mut note = |words: Words, set: &dyn Fn(&mut Sense, u16)| {
        for word in each(words) {
            let (word, number) = word.split_once('=').unwrap_or((word, "0"));
            set(
                senses.entry(fold(word).as_str().to_owned()).or_default(),
                number.parse().unwrap_or_default(),
            );
        }
    };
    note(numerals.values, &|sense, number| sense.value = Some(number));
    note(numerals.ordinals, &|sense, number| sense.ordinal = Some(number));
    note(numerals.scales, &|sense, number| sense.scale = u8::try_from(number).ok());
    note(numerals.about, &|sense, _| sense.about = true);
    note(numerals.over, &|sense, _| sense.over = true);
    note(numerals.under, &|sense, _| sense.under = true);
    note(numerals.negations, &|sense, _| sense.negates = true);
    note(language.figures.percent, &|sense, _| sense.percent = true);
    for (month, names) in (1..).zip(language.months.gregorian().into_iter().flatten()) {
        note(names, &|sense, _| sense.month = Some(month));
    }
    Index { senses, decimal_comma: numerals.decimal_comma }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_word_has_a_number() {
        for language in LANGUAGES {
            let numerals = &language.numerals;
            for word in [numerals.values, numerals.ordinals, numerals.scales].into_iter().flat_map(each) {
                let number = word.split_once('=').and_then(|(_, number)| number.parse::<u16>().ok());
                assert!(number.is_some(), "{}: {word}", language.code);
            }
        }
    }
}
