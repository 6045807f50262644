//! What number does a Roman numeral or a letter of a list stand for?

/// The value of a Roman numeral up to a hundred or two.
///
/// ```
/// use newscheck::text::numerals::roman;
/// assert_eq!((roman("iv"), roman("XII"), roman("mix")), (Some(4), Some(12), None));
/// ```
pub fn roman(name: &str) -> Option<u32> {
    let value = |letter: char| match letter.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let (mut sum, mut above) = (0_u32, 0);
    for letter in name.chars().rev() {
        let value: u32 = value(letter)?;
        // A smaller one before a larger one is taken away: `iv`.
        sum = if value < above { sum.checked_sub(value)? } else { sum.checked_add(value)? };
        above = above.max(value);
    }
    (above > 0).then_some(sum)
}

/// The place of a Latin letter in the alphabet, from 1.
///
/// ```
/// use newscheck::text::numerals::letter;
/// assert_eq!((letter("b"), letter("B"), letter("ab")), (Some(2), Some(2), None));
/// ```
pub fn letter(name: &str) -> Option<u32> {
    match name.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    }
}
