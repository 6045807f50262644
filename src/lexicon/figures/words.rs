//! What a word beside a number says of it, in any language of news: the index of scales, currencies, units and
//! the like. What number and word mean together is for the parent module.

use std::sync::LazyLock;

use crate::lexicon::language::{Figures, Words};
use crate::lexicon::set::{WordMap, WordSet};
use crate::lexicon::{LANGUAGES, each};

/// Makes the number before it larger: `million`.
pub(super) const SCALE: u8 = 1;
/// Hundredths.
pub(super) const PERCENT: u8 = 1 << 1;
/// A currency.
pub(super) const MONEY: u8 = 1 << 2;
/// What is counted or measured.
pub(super) const UNIT: u8 = 1 << 3;
/// Makes the number behind it a name: `Boeing 737`, `page 12`.
pub(super) const DESIGNATION: u8 = 1 << 4;
/// The name of a month.
pub(super) const MONTH: u8 = 1 << 5;

/// What is written alike in all languages.
const EVERYWHERE: Figures = Figures {
    money: "usd|eur|gbp|jpy|cny|chf",
    units: "km|m|cm|mm|mi|ft|kg|g|t|lb|lbs|oz|l|ml|ha|mw|gw|kw|kwh|mwh|gwh|twh|mph|kph|gb|tb|mb|hz|ghz|ppm",
    ..Figures::NONE
};

const SCALES_EVERYWHERE: Words = "m|mn|bn|tn|k";

/// Letters of the shortest name of a month that counts in a language other than English: `set` and `out` are
/// months in Portuguese, and words of every English text.
const SHORTEST_MONTH: usize = 4;

static SENSES: LazyLock<WordMap<u8>> = LazyLock::new(|| {
    let languages = LANGUAGES.iter().map(|language| &language.figures);
    let lists = languages.chain([&EVERYWHERE]).flat_map(|figures| {
        [
            (figures.multiples, SCALE),
            (figures.percent, PERCENT),
            (figures.money, MONEY),
            (figures.units, UNIT),
            (figures.designations, DESIGNATION),
        ]
    });
    let words = lists.flat_map(|(words, sense)| each(words).map(move |word| (word, sense)));
    let scales = LANGUAGES.iter().flat_map(|language| each(language.numerals.scales));
    let scales = scales.map(|word| word.split_once('=').map_or(word, |(word, _)| word));
    let scales = scales.chain(each(SCALES_EVERYWHERE)).map(|word| (word, SCALE));
    let months = months().map(|word| (word, MONTH));
    WordMap::new(words.chain(scales).chain(months), |senses, sense| *senses |= sense)
});

/// Small numbers in words.
static NUMBERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.figures.numbers));

fn months() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().filter_map(|language| Some((language.code, language.months.gregorian()?))).flat_map(
        |(code, names)| {
            let words = names.iter().flat_map(|&names: &Words| each(names));
            words.filter(move |word| code == "en" || word.chars().count() >= SHORTEST_MONTH)
        },
    )
}

/// All that a word can say of a number beside it, whatever its case; 0 for nothing.
pub(super) fn senses(word: &str) -> u8 {
    SENSES.get_in_any_case(word).unwrap_or(0)
}

/// Whether a word of ASCII letters is a small number itself: `two`. Every word of a text is asked.
pub(super) fn is_number_of_letters(word: &[u8]) -> bool {
    NUMBERS.contains_letters(word)
}

/// Whether a word is a small number itself: `two`.
pub(super) fn is_number(word: &str) -> bool {
    NUMBERS.contains_in_any_case(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_all_their_senses_in_any_case() {
        let table = [
            ("Million", SCALE),
            ("m", SCALE | UNIT),
            ("MÄRZ", MONTH),
            ("EUR", MONEY),
            ("harbour", 0),
            ("set", 0),
        ];
        for (word, expected) in table {
            assert_eq!(senses(word), expected, "{word}");
        }
    }
}
