//! Parts of an entry of a reference list, as chemists write them: `[2] a) ... b) ...`, cited as `[2b]`.

/// The number of an entry and the 0-based place of the part of it that a label names.
///
/// ```
/// use newscheck::text::parts::named;
/// assert_eq!(named("2b"), Some((2, 1)));
/// assert_eq!(["b", "2", "02b", "2B", "2bc"].map(named), [None; 5]);
/// ```
pub fn named(label: &str) -> Option<(u32, u32)> {
    let letter = label.chars().next_back().filter(char::is_ascii_lowercase)?;
    let digits = &label[..label.len() - 1];
    let is_number = !digits.starts_with('0') && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some((number, u32::from(letter) - u32::from('a')))
}

/// The label of a part: the counterpart of [`named`], for places up to that of `z`.
///
/// ```
/// use newscheck::text::parts::label;
/// assert_eq!(label(2, 1), "2b");
/// ```
pub fn label(number: u32, part: u32) -> String {
    let letter = char::from_u32(u32::from('a') + part).unwrap_or('z');
    format!("{number}{letter}")
}

/// The words of the part that a label names, of an entry with a number that has parts.
///
/// ```
/// use newscheck::text::parts::of;
/// assert_eq!(of("2b", 2, "a) A. Ito, 2012; b) B. Ruiz, 2013"), Some("b) B. Ruiz, 2013"));
/// assert_eq!(of("3b", 2, "a) A. Ito, 2012; b) B. Ruiz, 2013"), None);
/// assert_eq!(of("2a", 2, "a) A. Ito, 2012"), None);
/// ```
pub fn of<'w>(label: &str, number: u32, words: &'w str) -> Option<&'w str> {
    let (whole, part) = named(label)?;
    (whole == number && count(words).is_some()).then(|| self::words(words, part))?
}

/// How many parts the words of an entry have, if they have some.
///
/// ```
/// use newscheck::text::parts::count;
/// assert_eq!(count("a) A. Ito, 2012; b) B. Ruiz, 2013; c) C. Lund"), Some(3));
/// assert_eq!(count("(a) A. Ito, 2012. (b) B. Ruiz, 2013."), Some(2));
/// assert_eq!(["a) A. Ito, 2012; c) C. Lund", "A tale b) of", ""].map(count), [None; 3]);
/// ```
pub fn count(words: &str) -> Option<u32> {
    u32::try_from(starts(words).count()).ok().filter(|&count| count > 1)
}

/// The words of one part of an entry, by its 0-based place.
fn words(words: &str, part: u32) -> Option<&str> {
    let mut starts = starts(words).skip(part as usize);
    let (start, end) = (starts.next()?, starts.next().unwrap_or(words.len()));
    Some(words[start..end].trim_end())
}

/// Where the parts begin.
fn starts(words: &str) -> impl Iterator<Item = usize> {
    let open = ["a)", "(a)"].into_iter().find(|open| words.starts_with(open));
    let further = open.map(|open| {
        ('b'..='z').scan(open.len(), move |from, letter| {
            let next = format!(" {}", open.replace('a', letter.encode_utf8(&mut [0; 4])));
            let at = *from + words[*from..].find(&next)? + 1;
            *from = at + next.len() - 1;
            Some(at)
        })
    });
    open.map(|_| 0).into_iter().chain(further.into_iter().flatten())
}
