//! A text on one line, with single spaces, and the beginning of one that is too long to show.

/// The words of a text with a single space between them.
///
/// ```
/// use newscheck::text::spaces::single_spaced;
/// assert_eq!(single_spaced(" The\n dam\u{a0} holds "), "The dam holds");
/// ```
pub fn single_spaced(text: &str) -> String {
    let text = text.trim();
    if is_single_spaced(text.as_bytes()) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    // The white space of ASCII is most of what texts have, and told faster.
    if text.is_ascii() {
        join(text.split(|character| matches!(character, '\t'..='\r' | ' ')), &mut line);
    } else {
        join(text.split_whitespace(), &mut line);
    }
    line
}

/// Whether a text without white space around it is plainly on one line with single spaces: it has no two
/// spaces together, and no byte that other white space begins with.
fn is_single_spaced(text: &[u8]) -> bool {
    // One pass without branches, which compilers turn into vector code.
    let other = |byte: u8| {
        u8::from(byte.wrapping_sub(b'\t') < 5)
            | u8::from(byte == 0xC2)
            | u8::from((0xE1..=0xE3).contains(&byte))
    };
    let spaces = |one: u8, next: u8| u8::from(one == b' ') & u8::from(next == b' ');
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    pairs.fold(0, |found, (&one, &next)| found | other(one) | spaces(one, next)) == 0
}

fn join<'t>(words: impl Iterator<Item = &'t str>, line: &mut String) {
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
}

/// At most so many code points of a text, and `…` where it goes on.
///
/// ```
/// use newscheck::text::spaces::clipped;
/// assert_eq!((clipped("zwölf", 3), clipped("zwölf", 5)), ("zwö…".to_owned(), "zwölf".to_owned()));
/// ```
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::single_spaced;

    proptest! {
        #[test]
        fn words_are_parted_by_one_space(text in "[a é語\\t\\n\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{205f}\u{3000}]{0,12}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(single_spaced(&text), words.join(" "));
        }
    }
}
