//! Is the title that a reference states that of the page behind it? Careful: cut titles, site names,
//! subtitles and other spellings are the same title, and what is in another language or script is not
//! compared.

use std::collections::BTreeSet;

use super::stems;
use super::tokens::{Kind, Text};
use crate::text::quotes::{self, is_unspaced};

/// Words of content, numbers and months aside, that a page's title has at least, and a stated one: a shorter
/// one may be a label, or the name of a publisher.
const SHORTEST: usize = 3;
const SHORTEST_STATED: usize = 4;

/// The share of the shorter title's words, in hundredths, up to which it is another.
const OTHER: usize = 25;

/// Letters of a word that may be cut off at the end of a title.
const CUT: usize = 3;

/// The title that the words of a reference state: the longest one that they quote, else all of them.
///
/// ```
/// use newscheck::evidence::title::stated;
/// assert_eq!(stated("I. Fell, “Night boats sail again”, Gazette"), "Night boats sail again");
/// assert_eq!(stated("Night boats, “Gazette”"), "Night boats, “Gazette”");
/// ```
pub fn stated(words: &str) -> &str {
    let longest = quotes::find(words).into_iter().max_by_key(|quotation| quotation.words);
    longest.filter(|quotation| quotation.words >= SHORTEST).map_or(words, |quotation| &words[quotation.inner])
}

/// Whether a stated title is none of those that a page gives itself. False wherever that can't be said: a
/// title of few words, no title of the page, another script, words of another language.
///
/// ```
/// use newscheck::evidence::title::differs;
/// let page = ["Ferry to the northern islands carries more people than ever | Gazette"];
/// assert!(differs("Council votes to widen the harbour road next spring", &page));
/// for stated in ["Ferry carries more people than ever", "FERRY TO THE NORTHERN ISL...", "Gazette", ""] {
///     assert!(!differs(stated, &page), "{stated}");
/// }
/// ```
pub fn differs(stated: &str, titles_of_the_page: &[&str]) -> bool {
    let own = Title::new(stated);
    let others: Vec<Title> = titles_of_the_page.iter().map(|title| Title::new(title)).collect();
    let is_comparable = |other: &Title| other.words.len() >= SHORTEST && own.is_like(other);
    let comparable: Vec<&Title> = others.iter().filter(|other| is_comparable(other)).collect();
    // A page all of whose titles are labels ("Home", "Gazette") tells nothing.
    own.words.len() >= SHORTEST_STATED
        && !comparable.is_empty()
        && !others.iter().any(|other| own.is_same(other))
}

/// A title by its words.
struct Title {
    words: BTreeSet<String>,
    /// All letters and digits in a row.
    letters: String,
    script: Script,
    /// Whether it has function words of English.
    is_english: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    /// Written without spaces: there are no words to compare.
    Unspaced,
    Other(u32),
}

impl Title {
    fn new(title: &str) -> Self {
        let text = Text::new(title, None);
        let is_word =
            |at: &usize| text.tokens[*at].kind == Kind::Word && text.form(*at).sense.month.is_none();
        let is_english = text.forms.iter().any(|form| form.function && form.text.len() > 1);
        let content = (0..text.tokens.len()).filter(is_word).filter(|&at| !text.form(at).function);
        let words = content.map(|at| text.stems[text.form(at).stem as usize].to_string()).collect();
        let letters =
            title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Self { words, letters, script: script(title), is_english }
    }

    /// Whether the two can be compared: one script with spaces between words, and not one English and one
    /// other.
    fn is_like(&self, other: &Self) -> bool {
        self.script == other.script && self.script != Script::Unspaced && self.is_english == other.is_english
    }

    /// Whether the two may be one title, whole or in part.
    fn is_same(&self, other: &Self) -> bool {
        if self.letters.contains(&other.letters) || other.letters.contains(&self.letters) {
            return true;
        }
        let has = |words: &BTreeSet<String>, word: &str| {
            let is_cut = |there: &str| {
                word.len() >= CUT
                    && there.len() >= CUT
                    && (there.starts_with(word) || word.starts_with(there))
            };
            words.contains(word) || words.iter().any(|there| is_cut(there) || stems::is_near(word, there))
        };
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let shared = short.words.iter().filter(|word| has(&long.words, word)).count();
        100 * shared > OTHER * short.words.len()
    }
}

/// The script of the first letter that tells one.
fn script(title: &str) -> Script {
    let letter = title.chars().find(|letter| letter.is_alphabetic());
    match letter {
        None => Script::Latin,
        Some(letter) if is_unspaced(letter) => Script::Unspaced,
        Some(letter) if (letter as u32) < 0x250 => Script::Latin,
        // Blocks of scripts are of 256 code points or fewer.
        Some(letter) => Script::Other(letter as u32 >> 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_title_is_written_in_many_ways() {
        let page = [
            "Minister opens the new bridge over the Wend – Wendtal Courier",
            "New bridge over the Wend is open",
        ];
        for stated in [
            "Minister Opens New Bridge",
            "Minister opens the new bridge over the W…",
            "Wendtal Courier: Minister opens the new bridge over the Wend (video)",
            "NEW BRIDGE OVER WEND OPEN",
            "Ministers open new bridges",
            "Courier report",
            "Ministre ouvre le nouveau pont sur la Wend",
            "大臣が新しい橋を開通",
            "Министр открыл новый мост",
            "",
        ] {
            assert!(!differs(stated, &page), "{stated}");
        }
    }

    #[test]
    fn an_invented_title_shares_next_to_nothing() {
        let page = ["Minister opens the new bridge over the Wend – Wendtal Courier"];
        for stated in [
            "Harbour fees to rise for the third year in a row",
            "Why the price of bread is falling again this autumn",
        ] {
            assert!(differs(stated, &page), "{stated}");
            assert!(!differs(stated, &[]) && !differs(stated, &["Home"]), "{stated}");
        }
    }
}
