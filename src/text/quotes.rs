//! Finds quotations in running text: what stands between quotation marks, in the usages of many languages. It
//! does not say who spoke.

use std::ops::Range;

/// A quotation in one paragraph. Quotations never overlap; one inside another is part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The bytes with the quotation marks.
    pub outer: Range<usize>,
    /// The bytes between them, without white space at the ends.
    pub inner: Range<usize>,
    /// The words between them; in scripts without spaces, two characters count as a word.
    pub words: usize,
}

/// How a kind of quotation opens and closes.
struct Marks {
    open: &'static [char],
    close: &'static [char],
    /// Whether the marks look alike or are something else too, so that their neighbours decide what they are.
    by_place: bool,
}

/// The usages. An opening mark belongs to the first usage that takes it.
const USAGES: &[Marks] = &[
    // English opens with the mark with which German closes: the place decides.
    Marks { open: &['“', '‟'], close: &['”', '“', '‟'], by_place: true },
    Marks { open: &['„'], close: &['“', '”', '‟', '"'], by_place: false },
    Marks { open: &['"', '＂'], close: &['"', '＂'], by_place: true },
    Marks { open: &['”'], close: &['”'], by_place: true },
    Marks { open: &['«'], close: &['»'], by_place: false },
    Marks { open: &['»'], close: &['«', '»'], by_place: true },
    Marks { open: &['‘', '‚'], close: &['’', '‘'], by_place: true },
    Marks { open: &['‹'], close: &['›'], by_place: false },
    Marks { open: &['「'], close: &['」'], by_place: false },
    Marks { open: &['『'], close: &['』'], by_place: false },
    Marks { open: &['《'], close: &['》'], by_place: false },
];

/// The quotations of a paragraph in order. One that opens the paragraph and never closes runs to its end, as
/// speech over several paragraphs is set; any other that never closes is none.
///
/// ```
/// use newscheck::text::quotes::find;
/// let text = "“We are ready,” she said. It’s a 12\" gun, the „Kanone“.";
/// let quotes: Vec<&str> = find(text).into_iter().map(|quote| &text[quote.inner]).collect();
/// assert_eq!(quotes, ["We are ready,", "Kanone"]);
/// ```
pub fn find(text: &str) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    // What has no closing mark behind one place has none behind a later one: no usage is searched in vain
    // twice.
    let mut exhausted = [false; USAGES.len()];
    let mut at = 0;
    while let Some((open, usage)) = next_opening(text, at, &exhausted) {
        let inside = open + width(text, open);
        at = match closing(text, inside, &USAGES[usage]) {
            Some(close) => {
                let end = close + width(text, close);
                quotations.push(quotation(text, open..end, inside..close));
                end
            }
            None if text[..open].trim().is_empty() => {
                quotations.push(quotation(text, open..text.len(), inside..text.len()));
                text.len()
            }
            None => {
                exhausted[usage] = true;
                inside
            }
        };
    }
    quotations.retain(|quotation| quotation.words > 0);
    quotations
}

/// The words of a text; in scripts without spaces, two characters count as a word.
pub fn words(text: &str) -> usize {
    let (mut words, mut unspaced, mut in_word) = (0, 0_usize, false);
    for character in text.chars() {
        let joins = matches!(character, '\'' | '’' | '-' | '.' | ',');
        if is_unspaced(character) {
            unspaced += 1;
            in_word = false;
        } else if character.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if !(in_word && joins) {
            in_word = false;
        }
    }
    // Chinese and Japanese words have about two characters.
    words + unspaced.div_ceil(2)
}

/// Whether a character is of a script that sets no spaces between words.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '\u{e00}'..='\u{e7f}')
}

fn next_opening(text: &str, from: usize, exhausted: &[bool]) -> Option<(usize, usize)> {
    text[from..].char_indices().find_map(|(offset, character)| {
        let at = from + offset;
        // Nearly every character is one of these; asking all usages for each cost a tenth of a whole run.
        if character.is_ascii() && character != '"' {
            return None;
        }
        let usage = USAGES.iter().position(|marks| marks.open.contains(&character))?;
        (!exhausted[usage] && (!USAGES[usage].by_place || opens(text, at))).then_some((at, usage))
    })
}

fn closing(text: &str, from: usize, marks: &Marks) -> Option<usize> {
    let mut found = text[from..].char_indices().filter(|(_, character)| marks.close.contains(character));
    found.find(|(offset, _)| !marks.by_place || closes(text, from + offset)).map(|(offset, _)| from + offset)
}

/// Whether a mark stands where a quotation opens: not behind a word, and before one.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let mut after = text[at + width(text, at)..].chars();
    let next = after.next();
    // `‘90s` and `‘em` are words cut short, not speech.
    let is_cut_short = text[at..].starts_with('‘') && next.is_some_and(|next| next.is_ascii_digit());
    let free_before = before.is_none_or(|before| !before.is_alphanumeric() || is_unspaced(before));
    free_before && !is_cut_short && next.is_some_and(|next| !next.is_whitespace())
}

/// Whether a mark stands where a quotation closes: behind something, and not before a letter.
fn closes(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let next = text[at + width(text, at)..].chars().next();
    before.is_some_and(|before| !before.is_whitespace())
        && next.is_none_or(|next| !next.is_alphanumeric() || is_unspaced(next))
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn quotation(text: &str, outer: Range<usize>, between: Range<usize>) -> Quotation {
    let words_between = &text[between.clone()];
    let start = between.start + (words_between.len() - words_between.trim_start().len());
    let end = (between.start + words_between.trim_end().len()).max(start);
    Quotation { outer, inner: start..end, words: words(&text[start..end]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|quotation| &text[quotation.inner]).collect()
    }

    #[test]
    fn quotations_are_found_in_the_usages_of_many_languages() {
        let table: &[(&str, &[&str])] = &[
            ("He said “we won” twice.", &["we won"]),
            ("He said \"we won\" and \"so what\".", &["we won", "so what"]),
            ("Er sagte: „Wir haben gewonnen.“", &["Wir haben gewonnen."]),
            ("Il a dit : « Nous avons gagné ».", &["Nous avons gagné"]),
            ("Er sagte: »Wir haben gewonnen.«", &["Wir haben gewonnen."]),
            ("Hon sa: ”Vi vann.”", &["Vi vann."]),
            ("Hon sa: »Vi vann.»", &["Vi vann."]),
            ("‘It’s over,’ he said.", &["It’s over,"]),
            ("彼は「勝った」と言った。", &["勝った"]),
            ("她说：“我们赢了。”", &["我们赢了。"]),
            ("He said “we won“ today.", &["we won"]),
            ("“He told me ‘no’ and left.”", &["He told me ‘no’ and left."]),
            ("(“yes”)—“no”", &["yes", "no"]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn other_uses_of_the_marks_are_no_quotations() {
        for text in [
            "",
            "It’s the boys’ game.",
            "The ‘90s were fun, the ’80s too.",
            "A 27\" screen at 5'10\".",
            "“”",
            "a “ b ” c",
            "No closing “mark here.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn speech_that_goes_on_in_the_next_paragraph_runs_to_the_end() {
        assert_eq!(found("“We won. And we went home."), ["We won. And we went home."]);
        assert_eq!(found("  \"We won. And then"), ["We won. And then"]);
    }

    #[test]
    fn an_opening_mark_without_a_closing_one_hides_no_other_quotation() {
        assert_eq!(found("The «gun fired, “hard”, “twice”."), ["hard", "twice"]);
        assert_eq!(found("The 「gun “fired” twice."), ["fired"]);
    }

    #[test]
    fn words_are_counted_with_their_apostrophes_and_hyphens() {
        for (text, expected) in [
            ("It’s a well-known 2.5 rise", 5),
            ("我们赢了。", 2),
            ("勝った", 2),
            ("...", 0),
            ("“No” - he", 2),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn runs_of_marks_of_any_kind_do_no_harm() {
        for mark in USAGES.iter().flat_map(|marks| marks.open.iter().chain(marks.close)) {
            let text = format!("x {}", format!("{mark}a ").repeat(10_000));
            for quotation in find(&text) {
                assert!(text.get(quotation.outer).is_some() && text.get(quotation.inner).is_some());
            }
        }
    }
}
