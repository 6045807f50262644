//! The language of a text by its script and its commonest words. Conservative: it says nothing where it could
//! be wrong.

use std::sync::LazyLock;

use crate::lexicon::{LANGUAGES, each};

/// A language that a text is in, and the words that told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// A BCP 47 language tag without region.
    pub tag: &'static str,
    /// The first words that told, as written; none where the script did.
    pub words: Vec<String>,
}

/// Bytes of text that are looked at.
const SAMPLE: usize = 480;

/// Languages that have a bit.
const MOST_LANGUAGES: usize = 64;

/// Words of the leading language before it is believed.
const ENOUGH: u32 = 6;

/// The language of a text.
///
/// ```
/// use newscheck::extract::language::guess;
/// let text = "The harbour opened again on Friday, and the first of the ferries left at six with most of \
///             its seats taken.";
/// assert_eq!(guess(text).map(|guess| guess.tag), Some("en"));
/// assert_eq!(guess("Harbour opens again"), None);
/// ```
pub fn guess(text: &str) -> Option<Guess> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let letter = sample.chars().find(|character| character.is_alphabetic())?;
    if letter < '\u{370}'
        || ('\u{400}'..'\u{530}').contains(&letter)
        || ('\u{600}'..'\u{780}').contains(&letter)
        || is_devanagari(letter)
    {
        return by_words(sample);
    }
    by_script(sample).map(|tag| Guess { tag, words: Vec::new() })
}

/// The BCP 47 tag that a declared language means: `en_us` is `en-US`. None where it is no tag.
pub fn tag(declared: &str) -> Option<String> {
    let mut parts = declared.trim().split(['-', '_']);
    let language = parts.next().filter(|part| {
        // ISO 639 has two letters or three; a longer word is a name such as `english`.
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    })?;
    let mut tag = language.to_ascii_lowercase();
    for part in parts.take_while(|part| {
        part.len() <= 8 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }) {
        tag.push('-');
        tag.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    Some(tag)
}

fn is_devanagari(character: char) -> bool {
    ('\u{900}'..'\u{980}').contains(&character)
}

/// The language of scripts that one language of news is written in. Japanese is told from Chinese by its
/// kana.
fn by_script(sample: &str) -> Option<&'static str> {
    let mut han = 0;
    let mut others = [0u32; 6];
    const TAGS: [&str; 6] = ["ja", "ko", "th", "el", "he", "bn"];
    let mut letters = 0;
    for character in sample.chars().filter(|character| character.is_alphabetic()) {
        letters += 1;
        match character {
            '\u{3040}'..='\u{30ff}' => others[0] += 1,
            '\u{ac00}'..='\u{d7a3}' => others[1] += 1,
            '\u{e00}'..='\u{e7f}' => others[2] += 1,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => others[3] += 1,
            '\u{590}'..='\u{5ff}' => others[4] += 1,
            '\u{980}'..='\u{9ff}' => others[5] += 1,
            '\u{3400}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    // A name or a quotation in another script is that long, a sentence is longer.
    if letters < 12 {
        return None;
    }
    // Japanese is mostly kanji in headlines: a twentieth of kana is enough, and Chinese has none.
    if others[0] * 20 > letters {
        return Some("ja");
    }
    if han * 2 > letters {
        return Some("zh");
    }
    TAGS.iter().zip(others).find(|&(_, count)| count * 2 > letters).map(|(&tag, _)| tag)
}

/// The language whose commonest words the text has, if no other comes near.
fn by_words(sample: &str) -> Option<Guess> {
    let counts = &mut [0u32; MOST_LANGUAGES][..LANGUAGES.len()];
    let mut told: Vec<(&str, u64)> = Vec::with_capacity(ENOUGH as usize * 2);
    let index = &**INDEX;
    for word in words(sample) {
        let languages = languages_of(index, word);
        if languages == 0 {
            continue;
        }
        told.push((word, languages));
        let mut rest = languages;
        while rest != 0 {
            counts[rest.trailing_zeros() as usize] += 1;
            rest &= rest - 1;
        }
        // Early, if all but two agree: most texts are told by their first sentence.
        if told.len() == ENOUGH as usize * 2
            && let Some(best) = leader(counts, ENOUGH * 2 - 2)
        {
            return Some(found(best, &told));
        }
    }
    leader(counts, ENOUGH).map(|best| found(best, &told))
}

/// The language with at least `enough` words and twice as many, or at least half as many again, as any other.
fn leader(counts: &[u32], enough: u32) -> Option<usize> {
    let (best, &most) = counts.iter().enumerate().max_by_key(|&(_, count)| count)?;
    let next = counts
        .iter()
        .enumerate()
        .filter(|&(language, _)| language != best)
        .map(|(_, &count)| count)
        .max()
        .unwrap_or(0);
    // Neighbours share their commonest words: Danish and Norwegian, Czech and Slovak.
    (most >= enough && most * 2 >= next * 3).then_some(best)
}

fn found(best: usize, told: &[(&str, u64)]) -> Guess {
    let mut words: Vec<String> = Vec::new();
    for (word, _) in told.iter().filter(|(_, languages)| languages >> best & 1 == 1) {
        // Enough to show a reader why.
        if words.len() < 4 && !words.iter().any(|known| known == word) {
            words.push((*word).to_owned());
        }
    }
    Guess { tag: LANGUAGES[best].code, words }
}

/// Runs of letters.
fn words(sample: &str) -> impl Iterator<Item = &str> {
    sample.split(|character: char| {
        character.is_ascii_punctuation()
            || character.is_ascii_whitespace()
            || character == '’'
            || character == '،'
    })
}

/// The languages that have a word of at most eight bytes, as bits.
fn languages_of(index: &Index, word: &str) -> u64 {
    let Some(packed) = pack(word) else { return 0 };
    let mut at = slot(packed);
    while index[at].0 != 0 {
        if index[at].0 == packed {
            return index[at].1;
        }
        at = (at + 1) % SLOTS;
    }
    0
}

/// The bytes of a short word as a number, ASCII letters in lower case.
fn pack(word: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    Some(u64::from_le_bytes(bytes)).filter(|&packed| packed != 0)
}

/// A table of packed words with the languages that have them; a word stands in its slot or in the next free
/// one.
type Index = [(u64, u64); SLOTS];

/// About three times as many as there are words.
const SLOTS: usize = 2048;

fn slot(packed: u64) -> usize {
    // Fibonacci hashing: the upper eleven bits number the 2,048 slots.
    (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize
}

static INDEX: LazyLock<Box<Index>> = LazyLock::new(|| {
    let mut index = Box::new([(0, 0); SLOTS]);
    for (at_language, language) in LANGUAGES.iter().enumerate() {
        for packed in each(language.telling).filter_map(pack) {
            let mut at = slot(packed);
            while index[at].0 != 0 && index[at].0 != packed {
                at = (at + 1) % SLOTS;
            }
            index[at] = (packed, index[at].1 | 1u64 << at_language);
        }
    }
    index
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_tell_their_language() {
        let table = [
            (
                "en",
                "The harbour opened again on Friday, and the first of the ferries left at six with most of its seats taken.",
            ),
            (
                "de",
                "Der Hafen ist am Freitag wieder geöffnet worden, und die erste Fähre fuhr mit den meisten Gästen um sechs Uhr ab, wie die Stadt mitteilte; sie hat für den Bau nicht bezahlt.",
            ),
            (
                "fr",
                "Le port a rouvert vendredi et le premier des ferries est parti à six heures avec la plupart de ses passagers, selon les autorités.",
            ),
            (
                "es",
                "El puerto volvió a abrir el viernes y el primero de los transbordadores salió a las seis con la mayoría de los asientos ocupados.",
            ),
            (
                "pt",
                "O porto reabriu na sexta-feira e a primeira das barcas saiu às seis com a maioria dos lugares ocupados, não como se previa.",
            ),
            (
                "it",
                "Il porto ha riaperto venerdì e la prima delle navi è partita alle sei con la maggior parte dei posti occupati, non come previsto.",
            ),
            (
                "nl",
                "De haven is vrijdag weer geopend en de eerste veerboot is om zes uur vertrokken met het merendeel van de passagiers die er waren.",
            ),
            (
                "pl",
                "Port został otwarty w piątek i pierwszy prom odpłynął o szóstej, a na pokładzie nie było wolnych miejsc, jak to jest od lat.",
            ),
            (
                "ru",
                "Порт открылся в пятницу, и первый паром ушёл в шесть часов с пассажирами на борту, но не так, как это было по плану.",
            ),
            (
                "uk",
                "Порт відкрився в п'ятницю, і перший пором відійшов о шостій, але на борту не було місць, як це було за планом та до того.",
            ),
            ("ja", "港は金曜日に再開し、最初のフェリーは六時に出発した。"),
            ("zh", "港口于星期五重新开放，第一班渡轮于六点出发。"),
            ("ko", "항구는 금요일에 다시 문을 열었고 첫 배는 여섯 시에 출발했다."),
            ("el", "Το λιμάνι άνοιξε ξανά την Παρασκευή και το πρώτο πλοίο έφυγε στις έξι."),
            (
                "ar",
                "أعيد فتح الميناء في يوم الجمعة بعد أن كان قد أغلق من قبل، على ما قال الذي كان في المكان مع عدد من العمال.",
            ),
            (
                "hi",
                "बंदरगाह शुक्रवार को फिर से खुल गया और पहली नौका में यात्रियों की भीड़ थी, यह भी कि सभी के पास टिकट था।",
            ),
        ];
        for (tag, text) in table {
            assert_eq!(guess(text).map(|guess| guess.tag), Some(tag), "{text}");
        }
    }

    #[test]
    fn the_table_has_room() {
        let words: std::collections::BTreeSet<&str> =
            LANGUAGES.iter().flat_map(|language| each(language.telling)).collect();
        assert!(
            words.len() * 2 < SLOTS && words.iter().all(|word| languages_of(&INDEX, word) != 0),
            "{}",
            words.len()
        );
    }

    #[test]
    fn little_text_tells_nothing() {
        for text in ["", "Harbour opens again", "de la", "x = y + 1; return x", "Port 443", "漢字"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }

    #[test]
    fn the_telling_words_are_named() {
        let guess =
            guess("The harbour of the town is open to all and the boats in it are full.").expect("English");
        assert_eq!(guess.words, ["The", "of", "the", "is"]);
    }
}
