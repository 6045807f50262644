//! The numbers that entries of lists begin with: `[3]`, `3.`, `(3)`.

/// The label that a text opens with, and where its words begin.
pub fn opening(text: &str) -> Option<(u32, usize)> {
    let (inside, close): (&str, &[char]) = match text.chars().next()? {
        '[' => (&text[1..], &[']']),
        '(' => (&text[1..], &[')']),
        _ => (text, &['.', ')']),
    };
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let rest = inside[digits..].strip_prefix(close)?;
    let words = rest.trim_start();
    if words.len() == rest.len() || words.is_empty() {
        return None;
    }
    Some((inside[..digits].parse().ok()?, text.len() - words.len()))
}

/// Whether a text opens with the number after the one that another opens with, in the same signs.
pub fn follows(before: &str, text: &str) -> bool {
    let (Some((one, _)), Some((two, _))) = (opening(before), opening(text)) else { return false };
    two == one + 1 && before.starts_with(['[', '(']) == text.starts_with(['[', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_open_with_their_numbers() {
        let table = [
            ("[3] Gazette", Some((3, 4))),
            ("3. Gazette", Some((3, 3))),
            ("(12) Gazette", Some((12, 5))),
            ("3.5 million", None),
            ("[1]. The vote", None),
            ("2019 was", None),
            ("[a] Gazette", None),
        ];
        for (text, label) in table {
            assert_eq!(opening(text), label, "{text}");
        }
        assert!(follows("[1] a", "[2] b") && follows("9. a", "10. b"));
        assert!(!follows("[1] a", "2. b") && !follows("[1] a", "[3] b"));
    }
}
