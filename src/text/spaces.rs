//! A text on one line, with single spaces, and the beginning of one that is too long to show.

/// The words of a text with a single space between them.
///
/// ```
/// use newscheck::text::spaces::single_spaced;
/// assert_eq!(single_spaced(" The\n dam\u{a0} holds "), "The dam holds");
/// ```
pub fn single_spaced(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    // The white space of ASCII is most of what texts have, and told faster.
    if text.is_ascii() {
        join(text.split(|character| matches!(character, '\t'..='\r' | ' ')), &mut line);
    } else {
        join(text.split_whitespace(), &mut line);
    }
    line
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
