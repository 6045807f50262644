//! Makes untrusted text safe for a terminal and for one line of output.
//! It does not colour or align anything; see `render`.

use std::borrow::Cow;

/// The text with every control character, line break and bidirectional override made visible, so that it
/// cannot move the cursor, change colours or reorder the line: ESC becomes `␛`, a line break `␊`, U+202E
/// `<U+202E>`. A tab becomes a space.
///
/// ```
/// use newscheck::text::sanitize::for_terminal;
/// assert_eq!(for_terminal("a\u{1b}[31mred\tb"), "a␛[31mred b");
/// ```
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\t' => safe.push(' '),
            '\u{0}'..='\u{1f}' => safe.push(control_picture(character)),
            '\u{7f}' => safe.push('␡'),
            _ if is_unsafe(character) => safe.push_str(&format!("<U+{:04X}>", character as u32)),
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

/// Whether a character may not reach a terminal as it is: C0, DEL, C1, line and paragraph separators, and the
/// bidirectional controls that reorder what follows. The marks U+200E, U+200F and U+061C do not:
/// right-to-left text has them everywhere.
pub fn is_unsafe(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The Unicode control picture of a C0 control character.
fn control_picture(character: char) -> char {
    char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_text_is_not_copied() {
        assert!(matches!(for_terminal("Schlagzeile für 東京"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_and_overrides_become_visible() {
        let table = [
            ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
            ("a\nb", "a␊b"),
            ("\u{202e}gpj", "<U+202E>gpj"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("\u{7f}", "␡"),
        ];
        for (input, expected) in table {
            assert_eq!(for_terminal(input), expected);
        }
    }
}
