//! Which unit or currency does a word or sign stand for? Only such as can be told apart in all languages of
//! news: what it does not know is no unit, and then a number is compared without one.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::each;
use crate::lexicon::language::Words;

/// A currency, by its commonest code. All dollars are one: which is meant depends on who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(&'static str);

/// A unit, by its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure(&'static str);

const CURRENCIES: &[(&str, Words)] = &[
    (
        "usd",
        "$|dollar|dollars|usd|aud|cad|nzd|hkd|sgd|dolar|dolars|dolares|dollari|dolari|dolarow|dolaru|доллар|долларов|\
        доллара|доларів|美元|ドル|달러|دولار",
    ),
    ("eur", "€|euro|euros|eur|evro|evra|evrov|евро|євро|ευρω|欧元|ユーロ|유로|يورو"),
    ("gbp", "£|gbp|sterling|libras|livres|pfund"),
    ("jpy", "¥|yen|jpy|円|日元|엔"),
    ("cny", "yuan|cny|rmb|renminbi|元|人民币"),
    ("inr", "₹|rupee|rupees|inr|rs"),
    ("rub", "₽|ruble|rubles|rouble|roubles|rub|рубль|рубля|рублей|rubel"),
    ("krw", "₩|krw|원"),
    ("try", "₺|lira|liras|lirasi"),
    ("ils", "₪|shekel|shekels"),
    ("chf", "chf|franken"),
    ("sek", "sek|kronor"),
    ("nok", "nok|dkk|kroner"),
    ("pln", "pln|zloty|zlotys|zlotych"),
    ("uah", "hryvnia|hryvnias|гривень|гривні"),
    ("brl", "brl|reais"),
];

const MEASURES: &[(&str, Words)] = &[
    ("km", "km|kms|kilometre|kilometres|kilometer|kilometers|kilometros|chilometri|километров|км"),
    ("m", "metre|metres|meter|meters|metros|metri|метров"),
    ("cm", "cm|centimetre|centimetres|centimeter|centimeters"),
    ("mm", "mm|millimetre|millimetres|millimeter|millimeters"),
    ("mile", "mile|miles|mi"),
    ("foot", "foot|feet|ft"),
    ("inch", "inch|inches"),
    ("yard", "yard|yards"),
    ("acre", "acre|acres"),
    ("hectare", "hectare|hectares|ha|hektar"),
    ("kg", "kg|kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|кг"),
    ("gram", "gram|grams|gramme|grammes"),
    ("tonne", "tonne|tonnes|ton|tons|tonnen|toneladas|tonnellate|тонн"),
    ("pound", "pound|pounds|lb|lbs"),
    ("ounce", "ounce|ounces|oz"),
    ("litre", "litre|litres|liter|liters|litros"),
    ("gallon", "gallon|gallons"),
    ("barrel", "barrel|barrels"),
    ("mw", "mw|megawatt|megawatts"),
    ("gw", "gw|gigawatt|gigawatts"),
    ("kw", "kw|kilowatt|kilowatts"),
    ("kmh", "kmh|kph"),
    ("mph", "mph"),
    ("gb", "gb|gigabyte|gigabytes"),
    ("mb", "mb|megabyte|megabytes"),
    ("tb", "tb|terabyte|terabytes"),
    ("second", "second|seconds|sec|secs|sekunden|secondes|segundos"),
    ("minute", "minute|minutes|min|mins|minuten|minutos|minuti"),
    ("hour", "hour|hours|hr|hrs|stunden|heures|horas|ore|uur|timer|timmar"),
    ("day", "day|days|tage|tagen|jours|dias|giorni|dagen"),
    ("week", "week|weeks|wochen|semaines|semanas|settimane|weken"),
    ("month", "month|months|monate|monaten|mois|meses|mesi|maanden"),
    ("year", "year|years|yr|yrs|jahre|jahren|ans|annees|anos|anni|jaar|лет"),
    ("decade", "decades"),
    ("century", "centuries"),
];

static CURRENCY_WORDS: LazyLock<HashMap<&str, Currency>> = LazyLock::new(|| {
    CURRENCIES.iter().flat_map(|&(code, words)| each(words).map(move |word| (word, Currency(code)))).collect()
});

static MEASURE_WORDS: LazyLock<HashMap<&str, Measure>> = LazyLock::new(|| {
    MEASURES.iter().flat_map(|&(sign, words)| each(words).map(move |word| (word, Measure(sign)))).collect()
});

/// The currency of a folded word or a sign.
///
/// ```
/// # use newscheck::lexicon::comparing::measures::currency;
/// assert_eq!(currency("$"), currency("dollars"));
/// assert!(currency("$") != currency("euros") && currency("bridge").is_none());
/// ```
pub fn currency(word: &str) -> Option<Currency> {
    CURRENCY_WORDS.get(word).copied()
}

/// The unit of a folded word.
pub fn measure(word: &str) -> Option<Measure> {
    MEASURE_WORDS.get(word).copied()
}

impl Measure {
    /// Whether a currency has the same name: a pound is both.
    pub fn may_be(self, currency: Currency) -> bool {
        (self.0, currency.0) == ("pound", "gbp")
    }
}
