//! Splits running text into sentences: by end marks, with abbreviations, initials and citation markers in
//! mind.

/// Words that end in a full stop inside a sentence. Lower case, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "maj",
    "adm", "hon", "rev", "jr", "sr", "vs", "e.g", "i.e", "cf", "ca", "approx", "no", "nos", "vol", "pp", "p",
    "ed", "eds", "fig", "inc", "ltd", "co", "corp", "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "e.u", "mt", "ft", "z.b", "bzw", "usw",
    "nr", "str", "hr", "fr", "sra", "dra", "av", "art", "al",
];

/// The sentences of a text as byte ranges without the white space between them.
///
/// ```
/// use newscheck::text::sentences::split;
/// let text = "Mr. Doe left at 5 p.m. [1]. Nobody saw him. “Really?” she asked.";
/// let sentences: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(sentences, ["Mr. Doe left at 5 p.m. [1].", "Nobody saw him.", "“Really?” she asked."]);
/// ```
pub fn split(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(end) = next_end(text, from) {
        if ends_sentence(text, start, end) {
            push(text, start..end.after, &mut sentences);
            start = end.after;
        }
        from = end.after;
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

/// How many sentences a text has.
pub fn count(text: &str) -> usize {
    split(text).len()
}

/// A run of end marks with what closes behind it.
#[derive(Clone, Copy)]
struct End {
    /// The first end mark.
    mark: usize,
    /// After closing quotes, brackets and citation markers.
    after: usize,
    /// Whether the mark ends sentences without white space behind it, as in Chinese and Japanese.
    wide: bool,
    /// Whether a marker stands between the mark and `after`.
    cited: bool,
}

fn next_end(text: &str, from: usize) -> Option<End> {
    let (offset, mark) = text[from..]
        .char_indices()
        .find(|(_, character)| matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।'))?;
    let mark_at = from + offset;
    let mut after = mark_at + mark.len_utf8();
    let mut cited = false;
    for character in text[after..].chars() {
        if !matches!(
            character,
            '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | '。' | '！' | '？' | '」' | '』'
        ) {
            break;
        }
        after += character.len_utf8();
    }
    while let Some(length) = marker(&text[after..]) {
        after += length;
        cited = true;
    }
    Some(End { mark: mark_at, after, wide: matches!(mark, '。' | '！' | '？'), cited })
}

/// The length of a citation marker at the start of a text: `[12]`.
fn marker(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let length =
        inside.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' ' | b'-')).count();
    (length > 0 && length < 24 && inside[length..].starts_with(']')).then_some(length + 2)
}

fn ends_sentence(text: &str, start: usize, end: End) -> bool {
    let rest = &text[end.after..];
    if rest.trim().is_empty() || end.wide {
        return true;
    }
    // Inside a word (`example.org`, `3.5`) a stop ends nothing. Behind a marker it does, also without a space
    // after it.
    if !rest.starts_with(char::is_whitespace) && !end.cited {
        return false;
    }
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    if next.is_lowercase() || matches!(next, ',' | ';' | ')' | '[') {
        return false;
    }
    let is_stop = text[end.mark..].starts_with('.');
    !(is_stop && end.after == end.mark + 1 && is_abbreviation(&text[start..end.mark]))
}

/// Whether the last word before a full stop is an abbreviation or an initial.
fn is_abbreviation(before: &str) -> bool {
    let word = before
        .rsplit(|character: char| character.is_whitespace() || matches!(character, '(' | '"' | '“' | '‘'))
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // The longest abbreviation of the table has six letters.
    initial || (word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
}

fn push(text: &str, range: std::ops::Range<usize>, sentences: &mut Vec<std::ops::Range<usize>>) {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        let table: &[(&str, usize)] = &[
            ("", 0),
            ("One", 1),
            ("One. Two! Three?", 3),
            ("Dr. J. Doe of the U.S. Army spoke.", 1),
            ("It fell 2.5 percent. Then it rose.", 2),
            ("He said so.[1][2] She did not [3].", 2),
            ("He said \"No.\" Then he left.", 2),
            ("“Why?” asked the judge.", 1),
            ("See example.org for more.", 1),
            ("第一句。第二句！", 2),
            ("Wait... what", 1),
        ];
        for (text, expected) in table {
            assert_eq!(count(text), *expected, "{text}");
        }
    }
}
