//! Finds formulas as TeX marks them: `$x_{[1]}$`, `$$ ... $$`, `\(f[3] = 4\)`, `\[ M[1] \]`. Amounts of money
//! are none, and neither are raised citations (`$^{[1]}$`).

use std::ops::Range;

/// Bytes within which a formula ends.
const LONGEST: usize = 2000;

/// Letters in a row that make a word of prose.
const WORD: usize = 4;

/// The formulas of a text with their marks, ascending. Linear in its length.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    // Beyond what was looked through for a mark there is none.
    let mut barren = [0; 2];
    while let Some(at) = memchr::memchr2(b'$', b'\\', &bytes[from..]).map(|at| from + at) {
        let rest = &bytes[at..];
        let range = match rest {
            [b'$', b'$', ..] => closed(text, at, "$$"),
            [b'$', ..] => in_dollars(text, at),
            [b'\\', b'(', ..] => escaped(text, at, r"\)", &mut barren[0]),
            [b'\\', b'[', ..] => escaped(text, at, r"\]", &mut barren[1]),
            _ => None,
        };
        from = match range {
            Some(range) => {
                let end = range.end;
                found.push(range);
                end
            }
            None if rest.starts_with(b"$$") => at + 2,
            None => at + 1,
        };
    }
    found
}

/// A formula between escaped brackets. `barren` is up to where the closing one was sought in vain.
fn escaped(text: &str, at: usize, mark: &str, barren: &mut usize) -> Option<Range<usize>> {
    if at < *barren {
        return None;
    }
    let start = at + mark.len();
    let limit = text.len().min(start + LONGEST);
    let Some(length) = memchr::memmem::find(&text.as_bytes()[start..limit], mark.as_bytes()) else {
        *barren = limit.saturating_sub(LONGEST / 2);
        return None;
    };
    is_formula(&text[start..start + length]).then_some(at..start + length + mark.len())
}

fn closed(text: &str, at: usize, mark: &str) -> Option<Range<usize>> {
    let start = at + mark.len();
    let limit = text.len().min(start + LONGEST);
    let length = memchr::memmem::find(&text.as_bytes()[start..limit], mark.as_bytes())?;
    is_formula(&text[start..start + length]).then_some(at..start + length + mark.len())
}

/// `$...$`: no space inside at either mark, and no digit behind the closing one.
fn in_dollars(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = at + 1;
    let limit = text.len().min(start + LONGEST);
    let end = start + memchr::memchr(b'$', &bytes[start..limit])?;
    let is_tight = end > start
        && !bytes[start].is_ascii_whitespace()
        && !bytes[end - 1].is_ascii_whitespace()
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    (is_tight && is_formula(&text[start..end])).then_some(at..end + 1)
}

/// Whether what stands between the marks is a formula: signs or names of mathematics, and no prose.
fn is_formula(inside: &str) -> bool {
    let raised = inside.trim_start_matches(['{', '}', ' ']).starts_with('^');
    let has_letter = inside.contains(|letter: char| letter.is_alphabetic());
    if raised && !has_letter {
        return false;
    }
    let (mut words, mut prose) = (0, 0);
    for word in inside.split_whitespace() {
        words += 1;
        let letters = word.trim_matches(|letter: char| letter.is_ascii_punctuation() && letter != '\\');
        prose += usize::from(letters.len() >= WORD && letters.chars().all(char::is_alphabetic));
    }
    let has_sign =
        inside.contains(['=', '^', '_', '<', '>', '+', '\\', '≤', '≥', '∈', '∑', '·', '×', '|', '∀']);
    let is_row = inside.trim_start().starts_with('[') && inside.contains(',');
    let is_name = words == 1 && inside.starts_with(|first: char| first.is_alphabetic());
    (has_sign && prose * 2 < words.max(2)) || (prose == 0 && (is_row || is_name))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn formulas_are_told_from_money_and_raised_citations() {
        let table: &[(&str, &[&str])] = &[
            ("let $x_{[1]} = a[2]$ be", &["$x_{[1]} = a[2]$"]),
            ("so $a[1]$ and $n$.", &["$a[1]$", "$n$"]),
            ("$$ \\sum_i y[1] $$ holds", &["$$ \\sum_i y[1] $$"]),
            ("then \\(f[3] = 4\\) and \\[ M[1][2] = 3 \\]", &["\\(f[3] = 4\\)", "\\[ M[1][2] = 3 \\]"]),
            ("a vector $[1, 2]$", &["$[1, 2]$"]),
            ("it cost $12 [1] and then $15 [2]", &[]),
            ("from $5 [1] to 6$ [2]", &[]),
            ("US$5 and A$6 [1] in $7", &[]),
            ("as told$^{[1]}$ and ${}^{[2,3]}$", &[]),
            (r"done\[1\] and \[2, 3\]", &[]),
            (r"said \(see [3], with words\)", &[]),
            ("$", &[]),
            ("$$$$", &[]),
            (r"\(", &[]),
        ];
        for (text, expected) in table {
            let shown: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(shown, *expected, "{text}");
        }
    }
}
