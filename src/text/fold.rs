//! The form in which words are compared: `Août` is `aout`.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// A word in the form in which words are compared: lower case, without accents, dots and apostrophes. Words
/// of more than 48 bytes are cut.
#[derive(Clone, Copy)]
pub struct Folded {
    bytes: [u8; 48],
    length: u8,
}

impl Folded {
    /// The folded word.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }

    fn push(&mut self, character: char) {
        let length = usize::from(self.length);
        if let Some(room) = self.bytes.get_mut(length..length + character.len_utf8()) {
            character.encode_utf8(room);
            self.length += character.len_utf8() as u8;
        }
    }
}

/// Folds a word.
///
/// ```
/// use newscheck::text::fold::fold;
/// let folded = ["Août", "p.m", "أبريل"].map(|word| fold(word).as_str().to_owned());
/// assert_eq!(folded, ["aout", "pm", "ابریل"]);
/// ```
pub fn fold(word: &str) -> Folded {
    let mut folded = Folded { bytes: [0; 48], length: 0 };
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| !matches!(byte, b'.' | b'\''));
        letters.for_each(|byte| folded.push(byte.to_ascii_lowercase() as char));
        return folded;
    }
    let mut base = ' ';
    for lower in word.chars().flat_map(char::to_lowercase) {
        decompose_canonical(lower, |character| {
            // The breve of й and the diaeresis of ё are no accents: й and и are two letters.
            if canonical_combining_class(character) == 0 {
                base = character;
            }
            if is_kept(character, base) {
                folded.push(plain(character));
            }
        });
    }
    folded
}

fn is_kept(character: char, base: char) -> bool {
    let cyrillic = ('\u{400}'..'\u{530}').contains(&base);
    match character {
        '\u{300}'..='\u{36f}' => cyrillic,
        '.' | '\'' | '’' | 'ʼ' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{9bc}' => false,
        _ => !is_invisible(character),
    }
}

/// One letter for letters that stand for each other.
fn plain(character: char) -> char {
    match character {
        'ı' => 'i',
        'ł' => 'l',
        'đ' => 'd',
        'ø' => 'o',
        'ς' => 'σ',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        _ => character,
    }
}

/// Marks of direction and joining, which are seen by nobody.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
}
