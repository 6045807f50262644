//! The words of the languages of news: a language is one file with one table. A new one is such a file and
//! its two lines here; every index is built from [`LANGUAGES`] when it is first asked.

pub mod ar;
pub mod bg;
pub mod bn;
pub mod ca;
pub mod comparing;
pub mod cs;
pub mod da;
pub mod dates;
pub mod de;
pub mod el;
pub mod en;
pub mod es;
pub mod et;
pub mod eu;
pub mod fa;
pub mod fi;
pub mod figures;
pub mod fr;
pub mod ga;
pub mod he;
pub mod headings;
pub mod hi;
pub mod hr;
pub mod hu;
pub mod hy;
pub mod id;
pub mod it;
pub mod ja;
pub mod ka;
pub mod km;
pub mod ko;
pub mod language;
pub mod lt;
pub mod lv;
pub mod mail;
pub mod mr;
pub mod ms;
pub mod nb;
pub mod nl;
pub mod pl;
pub mod pt;
pub mod releases;
pub mod ro;
pub mod ru;
pub mod set;
pub mod sk;
pub mod sl;
pub mod sr;
pub mod sv;
pub mod ta;
pub mod th;
pub mod tr;
pub mod trailers;
pub mod uk;
pub mod ur;
pub mod vi;
pub mod zh;

use language::{Language, Words};

/// Every language. Where two say the same of a page, the earlier is heard first.
pub static LANGUAGES: &[&Language] = &[
    // English first: most pages that say two things say one of them in English.
    &en::ENGLISH,
    &de::GERMAN,
    &fr::FRENCH,
    &es::SPANISH,
    &it::ITALIAN,
    &pt::PORTUGUESE,
    &nl::DUTCH,
    &pl::POLISH,
    &sv::SWEDISH,
    &da::DANISH,
    &nb::NORWEGIAN,
    &fi::FINNISH,
    &ru::RUSSIAN,
    &uk::UKRAINIAN,
    &tr::TURKISH,
    &cs::CZECH,
    &sk::SLOVAK,
    &hu::HUNGARIAN,
    &ro::ROMANIAN,
    &el::GREEK,
    &zh::CHINESE,
    &ja::JAPANESE,
    &ko::KOREAN,
    &ar::ARABIC,
    &fa::PERSIAN,
    &he::HEBREW,
    &hi::HINDI,
    &id::INDONESIAN,
    &ms::MALAY,
    &vi::VIETNAMESE,
    &th::THAI,
    &bn::BENGALI,
    &ur::URDU,
    &mr::MARATHI,
    &bg::BULGARIAN,
    &sr::SERBIAN,
    &ca::CATALAN,
    &hr::CROATIAN,
    &sl::SLOVENIAN,
    &lt::LITHUANIAN,
    &lv::LATVIAN,
    &et::ESTONIAN,
    &ga::IRISH,
    &eu::BASQUE,
    &ka::GEORGIAN,
    &hy::ARMENIAN,
    &ta::TAMIL,
    &km::KHMER,
];

/// The words of a list one by one.
///
/// ```
/// use newscheck::lexicon::each;
/// assert_eq!(each("quellen|belege").collect::<Vec<_>>(), ["quellen", "belege"]);
/// assert_eq!(each("").next(), None);
/// ```
pub fn each(words: Words) -> impl Iterator<Item = &'static str> {
    words.split('|').filter(|word| !word.is_empty())
}

/// The words of one list in all languages.
///
/// ```
/// use newscheck::lexicon::all;
/// assert!(all(|language| language.references.headings).any(|heading| heading == "quellen"));
/// ```
pub fn all(list: fn(&'static Language) -> Words) -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(move |language| each(list(language)))
}
