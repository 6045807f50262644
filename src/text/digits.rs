//! What number does a digit of any script stand for?

use std::borrow::Cow;

/// The zero of each run of ten decimal digits (Unicode general category Nd) in scripts that print news, and
/// of the full-width forms.
const ZEROS: &[char] = &[
    '0', '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}',
    '\u{C66}', '\u{CE6}', '\u{D66}', '\u{DE6}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{17E0}',
    '\u{1810}', '\u{FF10}',
];

/// The value of a decimal digit that stands on the line: `3` for `3`, `٣`, `३` and `３`.
///
/// ```
/// use newscheck::text::digits::value;
/// assert_eq!((value('٣'), value('３'), value('³'), value('c')), (Some(3), Some(3), None, None));
/// ```
pub fn value(digit: char) -> Option<u32> {
    if digit.is_ascii() {
        return digit.to_digit(10);
    }
    let at = ZEROS.partition_point(|&zero| zero <= digit).checked_sub(1)?;
    Some(digit as u32 - ZEROS[at] as u32).filter(|&value| value < 10)
}

/// The value of a raised digit: `3` for `³`.
pub fn raised(digit: char) -> Option<u32> {
    match digit {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(digit as u32 - '⁰' as u32),
        _ => None,
    }
}

/// A text with every digit in ASCII, raised ones too.
///
/// ```
/// use newscheck::text::digits::in_ascii;
/// assert_eq!(in_ascii("١٢, ３, ⁴"), "12, 3, 4");
/// ```
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = |character: char| {
        let digit = value(character).or_else(|| raised(character));
        digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character)
    };
    Cow::Owned(text.chars().map(ascii).collect())
}

/// The number of one to nine ASCII digits.
pub fn number(text: &str) -> Option<u32> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_their_values() {
        for (digits, expected) in [("0189", [0, 1, 8, 9]), ("٠١٨٩", [0, 1, 8, 9]), ("０１８９", [0, 1, 8, 9])]
        {
            assert_eq!(digits.chars().filter_map(value).collect::<Vec<_>>(), expected, "{digits}");
        }
        assert_eq!("⁰¹²³⁴⁹".chars().filter_map(raised).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 9]);
        assert!("a²Ⅳ½一 /:".chars().all(|letter| value(letter).is_none()));
        assert!(ZEROS.is_sorted());
    }
}
