//! A text on one line, with single spaces, and the beginning of one that is too long to show.

/// The words of a text with a single space between them.
///
/// ```
/// use newscheck::text::spaces::single_spaced;
/// assert_eq!(single_spaced(" The\n dam\u{a0} holds "), "The dam holds");
/// ```
pub fn single_spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = String::with_capacity(text.len());
    line.push_str(words.next().unwrap_or_default());
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
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
