//! Tells how the entry of a list opens: by which label, written in which style. It does not judge whether
//! the line is an entry; see `candidates` and `choose`.

use crate::lexicon::headings::is_reference_heading;
use crate::model::Label;
use crate::text::digits;
use crate::text::numerals::{letter, roman};

/// Bytes of a key up to its first digit: four capitals, a dash and the digit.
const LONGEST_NUMBERED: usize = 6;

/// How the labels of a list are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// Items without labels.
    #[default]
    Plain,
    /// `[1] text`
    Bracketed,
    /// `1. text`, `1) text`, or an ordered list of the markup.
    Numbered,
    /// `(1) text`
    Parenthesised,
    /// `1: text`, `1 - text`
    Dashed,
    /// `¹ text`
    Raised,
    /// `1 Text`: a number and nothing else, as copies of pages have it.
    Bare,
    /// `Source 1: text`
    Worded,
    /// `A: text`, `**S1** – text`: keys that the text cites in brackets.
    Keyed,
    /// The rows of a table whose first cell is the label.
    Table,
    /// `^ text`: an encyclopedia's list whose numbers were lost in copying.
    Caret,
    /// Definitions by markup: `[^1]:`, `.. [1]`, notes that markers link to.
    Definition,
}

impl Style {
    /// The style in words, for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "without labels",
            Self::Bracketed => "[1]",
            Self::Numbered => "1.",
            Self::Parenthesised => "(1)",
            Self::Dashed => "1:",
            Self::Raised => "¹",
            Self::Bare => "1",
            Self::Worded => "Source 1:",
            Self::Keyed => "A:",
            Self::Table => "table rows",
            Self::Caret => "^",
            Self::Definition => "definitions",
        }
    }
}

/// The start of an entry in a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    pub(super) label: Option<Label>,
    /// Further labels of the same entry: `[1] [3] Title`, `6–9. Title`.
    pub(super) also: Vec<Label>,
    pub(super) style: Style,
    /// Where its words begin in the line.
    pub(super) words: usize,
}

/// Labels that one entry may have.
const MOST_LABELS: u32 = 50;

impl Opening {
    fn numbered(number: u32, style: Style, words: usize) -> Self {
        Self { label: Some(Label::Number(number)), also: Vec::new(), style, words }
    }

    /// The number of its label.
    pub(super) fn number(&self) -> Option<u32> {
        self.label.as_ref().and_then(Label::number)
    }
}

/// The length of a bullet, or the sign of quoted text, and the space after it; 0 if there is none.
pub(super) fn bullet(words: &str) -> usize {
    // Most lines begin with a letter.
    if words.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return 0;
    }
    ["- ", "* ", "• ", "– ", "· ", "+ ", "> "]
        .iter()
        .find(|bullet| words.starts_with(**bullet))
        .map_or(0, |bullet| bullet.len())
}

/// The brackets that labels of entries stand in.
const BRACKETS: [(&str, &str); 4] = [("[", "]"), ("【", "】"), ("［", "］"), ("〔", "〕")];

/// An entry that opens with a label in brackets: `[1] text`, `\[1] text`, `- [1]: text`, `【1】text`,
/// `**[1]** text`, `[1] [3] text`.
pub(super) fn bracketed(words: &str) -> Option<Opening> {
    let mut at = bullet(words);
    let bold = words[at..].starts_with("**");
    at += if bold { 2 } else { 0 };
    at += usize::from(words[at..].starts_with('\\'));
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| words[at..].starts_with(open))?;
    at += open.len();
    // `[[1]](https://...)`
    let doubled = open == "[" && words[at..].starts_with('[');
    at += usize::from(doubled);
    let inner_length = words[at..]
        .char_indices()
        .take(48)
        .find(|(index, _)| words[at + index..].starts_with(close))
        .map(|(index, _)| index)?;
    let inner = words[at..at + inner_length].trim_end_matches('\\');
    let name = inner.strip_prefix(['^', '#']).unwrap_or(inner).trim();
    at += inner_length + close.len();
    if doubled && !words[at..].starts_with(']') {
        return None;
    }
    at += usize::from(doubled);
    let link = words[at..].starts_with('(');
    at += if bold && words[at..].starts_with("**") { 2 } else { 0 };
    at += usize::from(words[at..].starts_with([':', '.']));
    let (label, mut also) = labels(name);
    let numeric = label.number().is_some() && (name.len() <= 6 || !name.is_ascii());
    let rest = &words[at..];
    let parted = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || (numeric && !rest.starts_with([',', ';', '.', '-', '–', '[', ')', ']', '/', '_']));
    // The number of an issue or a change that is linked: `[#58](https://...)`, `[1336830069]`.
    let is_identifier = link && inner.starts_with('#') || !numeric && label.number().is_some();
    if name.is_empty()
        || name.contains(['[', ']'])
        || !parted
        || ((link || doubled) && !numeric)
        || is_identifier
    {
        return None;
    }
    at += rest.len() - rest.trim_start().len();
    if numeric {
        at = further_labels(words, at, &mut also);
    }
    Some(Opening { label: Some(label), also, style: Style::Bracketed, words: at })
}

/// The label that a name spells, and further ones where it spells several: `1, 3`, `6–9`. Digits of any
/// script count.
fn labels(name: &str) -> (Label, Vec<Label>) {
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return (Label::new(name), Vec::new());
    }
    let ascii = digits::in_ascii(name);
    let mut numbers = Vec::new();
    for item in ascii.split([',', ';']) {
        let (low, high) = item.split_once(['-', '–']).unwrap_or((item, item));
        match (Label::new(low).number(), Label::new(high).number()) {
            (Some(low), Some(high)) if low > 0 && low <= high && high < 1000 && high - low < MOST_LABELS => {
                numbers.extend((low..=high).map(Label::Number));
            }
            _ => return (Label::new(name), Vec::new()),
        }
    }
    let first = numbers.remove(0);
    (first, numbers)
}

/// Takes the labels in brackets that follow the first; gives where the words begin.
fn further_labels(words: &str, mut at: usize, also: &mut Vec<Label>) -> usize {
    while also.len() < MOST_LABELS as usize
        && let Some(inner) = words[at..].strip_prefix('[')
        && let Some(length) = inner.bytes().take(5).position(|byte| byte == b']')
        && let Some(number) = digits::number(&inner[..length]).filter(|number| (1..1000).contains(number))
        && inner[length + 1..].starts_with(' ')
    {
        also.push(Label::Number(number));
        at += length + 2;
        at += words[at..].len() - words[at..].trim_start().len();
    }
    at
}

/// Whether a name in brackets at the start of a line is a key such as `RFC2119`, `note 1` or `Knuth84`,
/// not words.
pub(super) fn is_key(label: &Label, rest: &str) -> bool {
    let Label::Name(name) = label else { return true };
    let word = |character: char| {
        character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+' | '/' | '&' | '\'')
    };
    let one_word = name.chars().all(word);
    let note = name.split_once(' ').is_some_and(|(kind, number)| {
        kind.chars().all(char::is_alphabetic) && number.chars().all(|digit| digit.is_ascii_digit())
    });
    (one_word || note) && !matches!(&**name, "x" | "X") && (!rest.starts_with('(') || is_numbered_key(label))
}

/// Whether a label is a key with a number, as lists of documents have it: `AD1`, `RD-02`.
pub(super) fn is_numbered_key(label: &Label) -> bool {
    matches!(label, Label::Name(name) if name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.ends_with(|last: char| last.is_ascii_digit())
        && !name.contains(' '))
}

/// Whether a line that opens with a key and no brackets may open with such a key: most lines are told here.
pub(super) fn may_open_with_numbered_key(words: &str) -> bool {
    let key = words.bytes().skip_while(|byte| !byte.is_ascii_alphanumeric());
    key.take(LONGEST_NUMBERED).any(|byte| byte.is_ascii_digit())
}

/// Whether names count up from the first on: `i`, `ii`; `a`, `b`; `note 1`, `note 2`.
pub(super) fn count_up<'l>(labels: impl Iterator<Item = &'l Label> + Clone) -> bool {
    [roman, letter, behind_word].into_iter().any(|value| {
        let mut next = 0;
        labels.clone().all(|label| {
            next += 1;
            matches!(label, Label::Name(name) if value(name) == Some(next))
        })
    })
}

fn behind_word(name: &str) -> Option<u32> {
    name.split_once(' ').and_then(|(_, number)| digits::number(number))
}

/// An entry that opens with a number: `1. text`, `2) text`, `3、text`, `6–9. text`, or `1.` above its text.
pub(super) fn numbered(words: &str) -> Option<Opening> {
    let start = bullet(words);
    let digits = digits_at(&words[start..]);
    let spelled = digits::in_ascii(&words[start..start + digits]);
    if !(1..=4).contains(&spelled.len()) {
        return None;
    }
    let (last, after) = range_end(words, start + digits);
    let mark =
        words[after..].chars().next().filter(|mark| matches!(mark, '.' | ')' | '、' | '．' | '。' | '）'))?;
    let at = after + mark.len_utf8();
    let rest = &words[at..];
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || !mark.is_ascii();
    let label = Label::new(&spelled);
    let number = label.number();
    let year = number.is_some_and(|number| (1900..2100).contains(&number));
    let also = match (number, last) {
        (_, None) => Vec::new(),
        (Some(first), Some(last)) if first < last && last - first < MOST_LABELS => {
            (first + 1..=last).map(Label::Number).collect()
        }
        _ => return None,
    };
    (parted && !year).then(|| Opening {
        label: Some(label),
        also,
        style: Style::Numbered,
        words: at + (rest.len() - rest.trim_start().len()),
    })
}

/// Bytes of the digits that a text begins with, in any script that writes them on the line.
fn digits_at(text: &str) -> usize {
    text.find(|character| digits::value(character).is_none()).unwrap_or(text.len())
}

/// The end of a range of labels that goes on at `at`, and where the label ends.
fn range_end(words: &str, at: usize) -> (Option<u32>, usize) {
    let Some(rest) = words[at..].strip_prefix(['-', '–']) else { return (None, at) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits::number(&rest[..digits]) {
        Some(last) if digits <= 4 => (Some(last), words.len() - rest.len() + digits),
        _ => (None, at),
    }
}

/// An entry that opens with a number in another frame: `(1) text`, `1: text`, `1 - text`, `¹ text`,
/// `Source 1: text`. Under a heading also `1 Text`, `^ text` and any word before the number.
pub(super) fn framed(words: &str, headed: bool) -> Option<Opening> {
    let start = bullet(words);
    let rest = &words[start..];
    match rest.chars().next()? {
        '(' => parenthesised(rest, start),
        '0'..='9' => dashed(rest, start)
            .or_else(|| if headed { bare(rest, start).or_else(|| alone(words)) } else { None }),
        '^' if rest[1..].starts_with(|first: char| first.is_ascii_digit()) => between_carets(rest, start),
        '^' | '↑' if headed => {
            let words = rest.trim_start_matches(['^', '↑']);
            let parted = words.starts_with(char::is_whitespace) && !words.trim().is_empty();
            parted.then(|| Opening {
                style: Style::Caret,
                words: start + caret_words(rest),
                ..Opening::default()
            })
        }
        first if digits::raised(first).is_some() => raised(rest, start),
        first if first.is_alphabetic() => worded(rest, start).filter(|_| headed || says_source(rest)),
        _ => None,
    }
}

/// Where the words of `^ a b c Title` begin: behind the letters that lead back to each marker.
fn caret_words(rest: &str) -> usize {
    let mut words = rest.trim_start_matches(['^', '↑']).trim_start();
    while let Some((letter, next)) = words.split_once(' ') {
        let back_link = letter.len() == 1 && letter.as_bytes()[0].is_ascii_lowercase();
        if !back_link || next.is_empty() {
            break;
        }
        words = next;
    }
    rest.len() - words.len()
}

fn parenthesised(rest: &str, start: usize) -> Option<Opening> {
    let inner = &rest[1..];
    let length = inner.bytes().take(5).position(|byte| byte == b')')?;
    let number = digits::number(&inner[..length]).filter(|number| *number < 1000)?;
    let words = inner[length + 1..].trim_start_matches(['.', ':']);
    let begin = words.trim_start();
    (words.len() > begin.len() && !begin.is_empty())
        .then(|| Opening::numbered(number, Style::Parenthesised, start + rest.len() - begin.len()))
}

/// `1: text`, `1 - text`, `1 – text`.
fn dashed(rest: &str, start: usize) -> Option<Opening> {
    let count = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = digits::number(&rest[..count]).filter(|number| *number < 1000)?;
    let after = &rest[count..];
    let words = [": ", " - ", " – ", " — ", "： ", "："].iter().find_map(|mark| after.strip_prefix(mark))?;
    let begin = words.trim_start();
    (!begin.is_empty()).then(|| Opening::numbered(number, Style::Dashed, start + rest.len() - begin.len()))
}

/// A number by itself: the label of what stands below it.
pub(super) fn alone(words: &str) -> Option<Opening> {
    let number = digits::number(words).filter(|number| (1..1000).contains(number) && words.len() <= 3)?;
    Some(Opening::numbered(number, Style::Bare, words.len()))
}

/// Whether a line is the number of a page: `17`, `– 17 –`.
pub(super) fn is_number_of_page(words: &str) -> bool {
    let digits = words.trim_matches(['-', '–', '—', ' ']);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1 Lund L. Boats.`: the words begin with a capital, a quote or an address.
fn bare(rest: &str, start: usize) -> Option<Opening> {
    let count = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = digits::number(&rest[..count]).filter(|number| (1..1000).contains(number))?;
    let words = rest[count..].trim_start();
    let parted = words.len() + count < rest.len();
    let opens = words.starts_with(|first: char| first.is_uppercase() || matches!(first, '"' | '“' | '«'))
        || words.starts_with("http");
    (parted && opens).then(|| Opening::numbered(number, Style::Bare, start + rest.len() - words.len()))
}

fn raised(rest: &str, start: usize) -> Option<Opening> {
    let end = rest.find(|character| digits::raised(character).is_none())?;
    let number = digits::number(&digits::in_ascii(&rest[..end])).filter(|number| *number < 1000)?;
    let words = rest[end..].trim_start();
    Some(Opening::numbered(number, Style::Raised, start + rest.len() - words.len()))
}

/// `^1^ text`, as Pandoc raises.
fn between_carets(rest: &str, start: usize) -> Option<Opening> {
    let (number, words) = rest[1..].split_once('^')?;
    let number = digits::number(number).filter(|number| *number < 1000)?;
    let begin = words.trim_start();
    Some(Opening::numbered(number, Style::Raised, start + rest.len() - begin.len()))
}

/// `1 text` where the markup raises the number: `<sup>1</sup> text`. `raises` says whether it does.
pub(super) fn raised_by_markup(words: &str, raises: impl Fn() -> bool) -> Option<Opening> {
    let count = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = digits::number(&words[..count]).filter(|number| (1..1000).contains(number))?;
    let rest = &words[count..];
    let begin = rest.trim_start_matches(['.', ')', ' ']);
    let is_parted =
        !begin.starts_with(|first: char| first.is_ascii_digit() || matches!(first, ',' | '-' | '–'));
    (is_parted && !begin.is_empty() && raises())
        .then(|| Opening::numbered(number, Style::Raised, words.len() - begin.len()))
}

/// Whether the first word of a line is one for sources.
fn says_source(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(is_reference_heading)
}

/// `Source 1: text`, `Quelle 2 - text`: any one word before the number.
fn worded(rest: &str, start: usize) -> Option<Opening> {
    let (word, after) = rest.split_once([' ', '\u{a0}'])?;
    // Most lines are told apart here.
    if !after.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    if word.len() > 24 || !word.trim_end_matches('.').chars().all(char::is_alphabetic) {
        return None;
    }
    let count = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = digits::number(&after[..count]).filter(|number| (1..1000).contains(number))?;
    let rest_of = &after[count..];
    let words = [": ", ". ", ") ", " - ", " – ", " — ", "：", "]: "]
        .iter()
        .find_map(|mark| rest_of.strip_prefix(mark))?;
    let begin = words.trim_start();
    (!begin.is_empty()).then(|| Opening::numbered(number, Style::Worded, start + rest.len() - begin.len()))
}

/// An entry that opens with a key without brackets: `A: text`, `**S1** – text`, `B. text`, `a. text`.
pub(super) fn keyed(words: &str) -> Option<Opening> {
    let start = bullet(words);
    let rest = words[start..].trim_start_matches(['*', '_', '(']);
    let length = key_length(rest).or_else(|| small_key_length(rest))?;
    let after = rest[length..].trim_start_matches(['*', '_']);
    // Emphasis may end behind the mark: `**B.** text`.
    let marks = [": ", ") ", ". ", ":*", ".*", ")*", " - ", " – ", " — ", "： ", "："];
    let words_behind = marks.iter().find_map(|mark| after.strip_prefix(mark))?;
    let begin = words_behind.trim_start_matches(['*', '_', ' ']);
    let label = Some(Label::new(&rest[..length]));
    let at = words.len() - begin.len();
    (!begin.is_empty()).then_some(Opening { label, also: Vec::new(), style: Style::Keyed, words: at })
}

/// The length of a letter or a Roman numeral that counts: `a`, `iv`.
fn small_key_length(text: &str) -> Option<usize> {
    let length = text.bytes().take(5).take_while(u8::is_ascii_lowercase).count();
    let is_key = length == 1 || (2..=4).contains(&length) && roman(&text[..length]).is_some();
    is_key.then_some(length)
}

/// An entry that opens with a key and nothing behind it: `AD1 Deal`. The key has letters and digits.
pub(super) fn keyed_apart(words: &str) -> Option<Opening> {
    let length = key_length(words).filter(|&length| words.as_bytes()[length - 1].is_ascii_digit())?;
    let rest = words[length..].trim_start();
    let is_parted = rest.len() + length < words.len() && rest.starts_with(char::is_alphanumeric);
    let label = Some(Label::new(&words[..length]));
    let at = words.len() - rest.len();
    is_parted.then_some(Opening { label, also: Vec::new(), style: Style::Keyed, words: at })
}

/// The length of a key that a text begins with: one or two capitals and up to three digits, or up to four
/// capitals before a dash or digits.
pub(super) fn key_length(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_parted = text[letters..].starts_with(['-', '.']);
    let number = letters + usize::from(is_parted);
    let digits = text[number..].bytes().take_while(u8::is_ascii_digit).count();
    match (letters, digits) {
        (1..=4, 1..=3) => Some(number + digits),
        (1..=2, 0) => Some(letters),
        _ => None,
    }
}

/// A row of a table whose first cell is a label: `1 | Deal | https://...`, `[3] | Vote`, or a key, `S1 |
/// Deal`.
pub(super) fn row(words: &str) -> Option<Opening> {
    let (cell, rest) = words.split_once(" | ")?;
    let name = cell
        .trim()
        .trim_start_matches(['[', '(', '#', '*', '↑', '^', ' '])
        .trim_end_matches([']', ')', '.', ':', '*', '↑', '^', ' ']);
    if key_length(name) == Some(name.len()) {
        let (label, words) = (Some(Label::new(name)), words.len() - rest.len());
        return Some(Opening { label, also: Vec::new(), style: Style::Table, words });
    }
    let number = digits::number(&digits::in_ascii(name)).filter(|number| *number < 1000)?;
    Some(Opening::numbered(number, Style::Table, words.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_every_style() {
        let table: &[(&str, Style, &str, &str)] = &[
            ("[1] Deal", Style::Bracketed, "1", "Deal"),
            ("[١] Deal", Style::Bracketed, "1", "Deal"),
            ("［2］ Deal", Style::Bracketed, "2", "Deal"),
            ("〔3〕Deal", Style::Bracketed, "3", "Deal"),
            ("۱. Deal", Style::Numbered, "1", "Deal"),
            ("१२) Deal", Style::Numbered, "12", "Deal"),
            ("[1] [3] Deal", Style::Bracketed, "1 3", "Deal"),
            ("[1, 3] Deal", Style::Bracketed, "1 3", "Deal"),
            ("[[2]] Deal", Style::Bracketed, "2", "Deal"),
            ("- **[4]** Deal", Style::Bracketed, "4", "Deal"),
            ("1. Deal", Style::Numbered, "1", "Deal"),
            ("6–8. Deal", Style::Numbered, "6 7 8", "Deal"),
            ("12) Deal", Style::Numbered, "12", "Deal"),
            ("(1) Deal", Style::Parenthesised, "1", "Deal"),
            ("1: Deal", Style::Dashed, "1", "Deal"),
            ("- 2 – Deal", Style::Dashed, "2", "Deal"),
            ("¹² Deal", Style::Raised, "12", "Deal"),
            ("³https://example.org", Style::Raised, "3", "https://example.org"),
            ("3 Lund L. Boats.", Style::Bare, "3", "Lund L. Boats."),
            ("Source 1: Deal", Style::Worded, "1", "Deal"),
            ("Quelle 2 - Deal", Style::Worded, "2", "Deal"),
            ("- **A** — Deal", Style::Keyed, "A", "Deal"),
            ("S12: Deal", Style::Keyed, "S12", "Deal"),
            ("**B.** Deal", Style::Keyed, "B", "Deal"),
            ("^ Deal", Style::Caret, "", "Deal"),
            ("^ a b Deal", Style::Caret, "", "Deal"),
        ];
        for (line, style, labels, words) in table {
            let opening = bracketed(line)
                .or_else(|| numbered(line))
                .or_else(|| keyed(line))
                .or_else(|| framed(line, true))
                .unwrap_or_else(|| panic!("{line} opens no entry"));
            let read: Vec<String> =
                opening.label.iter().chain(&opening.also).map(ToString::to_string).collect();
            assert_eq!(
                (opening.style, read.join(" ").as_str(), &line[opening.words..]),
                (*style, *labels, *words),
                "{line}"
            );
        }
        assert_eq!(row("1 | Deal | https://example.org").map(|row| row.words), Some(4));
    }

    #[test]
    fn names_that_count_up() {
        let table: &[(&[&str], bool)] = &[
            (&["i", "ii", "iii", "iv", "v", "vi"], true),
            (&["I", "II"], true),
            (&["a", "b", "c"], true),
            (&["note 1", "note 2"], true),
            (&["i", "iii"], false),
            (&["b", "c"], false),
            (&["John", "Mary"], false),
            (&["note 1", "b"], false),
        ];
        for (names, expected) in table {
            let labels: Vec<Label> = names.iter().map(|name| Label::new(name)).collect();
            assert_eq!(count_up(labels.iter()), *expected, "{names:?}");
        }
    }

    #[test]
    fn what_opens_no_entry() {
        assert!(framed("Source 1: Deal", false).is_some());
        assert!(framed("Chapter 1: Boats", false).is_none());
        for line in [
            "10:30 Boats sail",
            "3 boats sail",
            "1.5 million",
            "(2020) Deal",
            "2021. Deal",
            "1-",
            "m² of land",
        ] {
            let opening = bracketed(line).or_else(|| numbered(line)).or_else(|| framed(line, true));
            assert!(opening.is_none(), "{line}: {opening:?}");
        }
    }
}
