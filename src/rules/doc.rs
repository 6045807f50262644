//! Makes the doc of a rule's item the text that `newscheck rules CODE` prints: it is written once.

/// Declares a rule: the item's doc, with its four headings, becomes [`Rule::explanation`](super::Rule).
macro_rules! rule {
    ($(#[doc = $line:literal])+ pub static $NAME:ident: $Type:ident = $Rule:ident { $($fields:tt)* }) => {
        $(#[doc = $line])+
        pub static $NAME: $Type = $Rule {
            explanation: {
                const DOC: &str = concat!($($line, "\n"),+);
                const TEXT: ([u8; DOC.len()], usize) = $crate::rules::doc::undented(DOC);
                $crate::rules::doc::text(&TEXT.0, TEXT.1)
            },
            $($fields)*
        };
    };
}

pub(crate) use rule;

/// Lines without the space that `///` leaves before each, and how many bytes they are.
pub(crate) const fn undented<const N: usize>(lines: &str) -> ([u8; N], usize) {
    let bytes = lines.as_bytes();
    let (mut text, mut length, mut at) = ([0; N], 0, 0);
    while at < bytes.len() {
        let is_first = at == 0 || bytes[at - 1] == b'\n';
        if !(is_first && bytes[at] == b' ') {
            text[length] = bytes[at];
            length += 1;
        }
        at += 1;
    }
    (text, length)
}

/// The first bytes as text.
pub(crate) const fn text(bytes: &[u8], length: usize) -> &str {
    match std::str::from_utf8(bytes.split_at(length).0) {
        Ok(text) => text,
        Err(_) => panic!("a doc without some of its spaces is UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::{text, undented};

    #[test]
    fn one_space_before_a_line_goes_and_no_other() {
        const DOC: &str = " ## „What“\n\n     code \n";
        let (bytes, length) = undented::<{ DOC.len() }>(DOC);
        assert_eq!(text(&bytes, length), "## „What“\n\n    code \n");
    }
}
