//! Runs of letters.

/// How many ASCII letters there are in front, eight bytes at a time: words are short, and a look at each byte
/// guesses wrongly at the end of each.
pub(crate) fn leading_letters(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let mut count = 0;
    while let Some(chunk) = bytes[count..].first_chunk() {
        let eight = u64::from_le_bytes(*chunk);
        // Bytes of seven bits in lower case: none overflows into the next one.
        let lower = (eight & !HIGH) | (0x20 * EACH);
        let from_a = lower + (0x80 - u64::from(b'a')) * EACH;
        let beyond_z = lower + (0x7f - u64::from(b'z')) * EACH;
        let others = !(from_a & !beyond_z & !eight) & HIGH;
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + bytes[count..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::leading_letters;

    #[test]
    fn letters_in_front_are_counted_whatever_stands_behind_them() {
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                let bytes: Vec<u8> = [&b"aZzAmQbYcXdWeVfUgThS"[..length], &[byte; 9]].concat();
                let expected = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(leading_letters(&bytes), expected, "{bytes:?}");
            }
        }
    }
}
