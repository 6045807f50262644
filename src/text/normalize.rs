//! Normalises words for matching only: composition, quotes, dashes, space, case. Printed text is never
//! normalised.

use unicode_normalization::UnicodeNormalization;

/// The words of a text in one comparable form: NFKC, straight quotes, plain hyphens, lower case, single
/// spaces, no soft hyphens or zero-width characters.
///
/// ```
/// use newscheck::text::normalize::for_matching;
/// assert_eq!(for_matching("“Ein\u{ad}fach”  –  Ｔest"), "\"einfach\" - test");
/// ```
pub fn for_matching(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    if text.is_ascii() {
        // Nothing to compose.
        text.chars().for_each(|character| push(&mut normal, character.to_ascii_lowercase()));
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(|character| push(&mut normal, character));
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// Appends a composed character in lower case as it is compared.
fn push(normal: &mut String, character: char) {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => normal.push('"'),
        '‘' | '’' | '‚' | '‛' | '′' | '`' => normal.push('\''),
        '\u{2010}'..='\u{2015}' | '−' => normal.push('-'),
        _ if character.is_whitespace() => {
            if !normal.is_empty() && !normal.ends_with(' ') {
                normal.push(' ');
            }
        }
        _ => normal.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::for_matching;

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(for_matching("re\u{301}sume\u{301}"), for_matching("RÉSUMÉ"));
    }

    #[test]
    fn white_space_is_single_and_not_at_the_ends() {
        assert_eq!(for_matching(" a\u{a0}\n\tb "), "a b");
    }

    #[test]
    fn a_letter_beyond_ascii_changes_no_other() {
        let ascii: String = (0..0x80u8).map(char::from).collect();
        assert_eq!(format!("{}é", for_matching(&ascii)), for_matching(&format!("{ascii}é")));
    }
}
