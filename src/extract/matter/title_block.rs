//! The fields of a title block as Pandoc has it (Pandoc User's Guide, `pandoc_title_block`): up to three
//! parts, each behind `%`: title, authors, day. Lines that are indented go on with the part before them.

use std::ops::Range;

use crate::extract::matter::keys::offer;
use crate::extract::offer::Offer;
use crate::model::FieldName;

/// What the parts are, in their order.
const PARTS: [(FieldName, &str); 3] =
    [(FieldName::Headline, "title"), (FieldName::Author, "author"), (FieldName::Published, "date")];

/// The fields of the title block in a range of a text.
pub fn fields<'a>(text: &'a str, range: Range<usize>) -> Vec<Offer<'a>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let end = at + line.len();
        match parts.last_mut() {
            _ if line.starts_with('%') => parts.push(at + 1..end),
            Some(part) => part.end = end,
            None => {}
        }
        at = end;
    }
    let named = parts.into_iter().zip(PARTS);
    named.filter_map(|(part, (field, key))| offer(text, field, key, part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_by_their_order() {
        let table = [
            ("% A\n% B; C\n% 2026-05-05\n", "title=A author=B; C date=2026-05-05 "),
            ("% A\n  goes on\n%\n% 5 May 2026\n", "title=A goes on date=5 May 2026 "),
            ("%\n% B\n", "author=B "),
            ("% A", "title=A "),
        ];
        for (text, expected) in table {
            let offers = fields(text, 0..text.len());
            let shown: String =
                offers.iter().map(|offer| format!("{}={} ", offer.key, offer.value)).collect();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
