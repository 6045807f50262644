//! Finds figures in running text: percentages, sums of money, quantities, and the dates and ordinals that are
//! none. It reads no values and does not say whether they are true.

mod words;

use std::iter;
use std::ops::Range;

use crate::text::letters::leading_letters;
use crate::text::quotes::is_unspaced;
use words::{DESIGNATION, MONEY, MONTH, PERCENT, SCALE, UNIT, is_number, is_number_of_letters, senses};

/// A figure in a text. Figures never overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes, with sign, currency, scale and unit.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FigureKind,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// `12.5%`, `3 percentage points`.
    Percent,
    /// `$3 million`, `20 euros`.
    Money,
    /// A number with a unit or a scale, with decimals, or of three digits and more: `5 km`, `two million`,
    /// `1,204`.
    Quantity,
    /// A small number on its own: `12 ships`.
    Count,
    /// A year, a date, a time of day, or an age.
    Time,
    /// `3rd`.
    Ordinal,
}

impl FigureKind {
    /// Whether it is a figure that readers would want a source for.
    pub fn is_claim(self) -> bool {
        matches!(self, Self::Percent | Self::Money | Self::Quantity)
    }
}

/// Digits of the longest number without separators or unit: a longer one is an identifier.
const LONGEST_PLAIN: usize = 7;

/// Code points of a word that is looked at.
const LONGEST_WORD: usize = 24;

/// The figures of a text in order. Digits inside names, addresses and citation markers are none.
///
/// ```
/// use newscheck::lexicon::figures::{FigureKind, find};
/// let text = "Sales rose 12.5% to $3 million in 2024, the 2nd rise [3].";
/// let figures = find(text).map(|figure| (&text[figure.range], figure.kind));
/// let (words, kinds): (Vec<&str>, Vec<FigureKind>) = figures.unzip();
/// assert_eq!(words, ["12.5%", "$3 million", "2024", "2nd"]);
/// assert_eq!(kinds, [FigureKind::Percent, FigureKind::Money, FigureKind::Time, FigureKind::Ordinal]);
/// ```
pub fn find(text: &str) -> impl Iterator<Item = Figure> {
    let (mut at, mut behind_last) = (0, 0);
    iter::from_fn(move || {
        while let Some(start) = next_start(text, at) {
            let (end, figure) = read(text, start);
            at = end.max(start + width(text, start));
            if let Some(figure) = figure.filter(|figure| behind_last <= figure.range.start) {
                behind_last = figure.range.end;
                return Some(figure);
            }
        }
        None
    })
}

/// The next place where a number, a word for one, a marker or an address may start: a digit, or the first
/// letter of a word. Most words are passed over here.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut before = text[..from].chars().next_back();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            let end = at + leading_letters(&bytes[at..]);
            if !before.is_some_and(is_in_word) && may_mean(&bytes[at..end], &bytes[end..]) {
                return Some(at);
            }
            // Nearly every word ends at a space: step over both.
            let space = bytes.get(end) == Some(&b' ');
            (before, at) = if space { (Some(' '), end + 1) } else { (Some('a'), end) };
            continue;
        }
        let character = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next()? };
        let starts = match character {
            '0'..='9' => !before.is_some_and(is_digit),
            '[' => true,
            _ if byte.is_ascii() => false,
            _ if is_digit(character) => !before.is_some_and(is_digit),
            _ => is_first_letter(before, character),
        };
        if starts {
            return Some(at);
        }
        (before, at) = (Some(character), at + character.len_utf8());
    }
    None
}

/// Whether a letter is the first of a word, in a script that writes spaces.
fn is_first_letter(before: Option<char>, letter: char) -> bool {
    is_in_word(letter) && letter.is_alphabetic() && !is_unspaced(letter) && !before.is_some_and(is_in_word)
}

/// Whether it is a letter or a number. Quotation marks and dashes are told without a look into the tables.
fn is_in_word(character: char) -> bool {
    match character {
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Whether a run of ASCII letters may be a number or begin an address, by itself and what stands behind it. One
/// that goes on with other letters may.
fn may_mean(letters: &[u8], behind: &[u8]) -> bool {
    match behind.first() {
        Some(b':') if behind.starts_with(b"://") => true,
        Some(b'.') if letters.eq_ignore_ascii_case(b"www") => true,
        Some(byte) if !byte.is_ascii() => true,
        _ => is_number_of_letters(letters),
    }
}

/// What starts here, and where to look on.
fn read(text: &str, start: usize) -> (usize, Option<Figure>) {
    let rest = &text[start..];
    if rest.starts_with('[') {
        return (start + marker(rest), None);
    }
    if !rest.starts_with(is_digit) {
        return word_or_address(text, start);
    }
    let end = number_end(text, start);
    if is_in_name(text, start) {
        return (end, None);
    }
    let figure = classify(text, start, end);
    (figure.as_ref().map_or(end, |figure| figure.range.end), figure)
}

/// The length of a citation marker, or of its bracket.
fn marker(rest: &str) -> usize {
    let inside = rest[1..]
        .bytes()
        .take(LONGEST_WORD)
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b';' | b' ' | b'-' | b'^'))
        .count();
    if rest[1 + inside..].starts_with(']') { inside + 2 } else { 1 }
}

/// A number in words with a scale or a percent behind it, or an address to be stepped over.
fn word_or_address(text: &str, start: usize) -> (usize, Option<Figure>) {
    let word = word_at(text, start);
    let end = start + word.len();
    if text[end..].starts_with("://") || (word.eq_ignore_ascii_case("www") && text[end..].starts_with('.')) {
        let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
        return (start + length, None);
    }
    // Small numbers in words are counts that nobody sources: a scale or a percent makes a claim of them.
    if !is_number(word) {
        return (end, None);
    }
    let tail = tail(text, end);
    match tail.kind {
        Some(kind) if kind != FigureKind::Time && tail.has_scale_or_sign => {
            (tail.end, Some(Figure { range: start..tail.end, kind }))
        }
        _ => (end, None),
    }
}

/// Whether the digits belong to a name: `COVID-19`, `F16`, `page 3`.
fn is_in_name(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let first = before.next();
    let is_letter = |character: char| character.is_alphabetic() && !is_unspaced(character);
    match first {
        Some(character) if is_letter(character) => !is_currency_letter(&text[..start]),
        Some('-' | '_' | '/' | '@' | '#' | '‑') => before.next().is_some_and(is_letter),
        Some(' ' | '\u{a0}') => says(previous_word(text, start), DESIGNATION),
        _ => false,
    }
}

/// `EUR5`: a code that ends right before the digits.
fn is_currency_letter(before: &str) -> bool {
    let code = previous_word(before, before.len());
    code.len() == 3 && says(code, MONEY)
}

fn classify(text: &str, start: usize, end: usize) -> Option<Figure> {
    let digits = &text[start..end];
    let figure = |range: Range<usize>, kind| Some(Figure { range, kind });
    let first = with_sign(text, start);
    if is_date_or_time(digits) {
        return figure(start..end, FigureKind::Time);
    }
    let tail = tail(text, end);
    if currency_before(text, first) < first {
        return figure(currency_before(text, first)..tail.end, FigureKind::Money);
    }
    match tail.kind {
        Some(FigureKind::Time | FigureKind::Ordinal) => return figure(start..tail.end, tail.kind?),
        Some(kind) => return figure(first..tail.end, kind),
        None => {}
    }
    if text[end..].starts_with(|next: char| next.is_alphabetic() && !is_unspaced(next)) {
        return None;
    }
    if says(previous_word(text, start), MONTH)
        || is_year(digits)
        || previous_word(text, start).eq_ignore_ascii_case("aged")
    {
        return figure(start..end, FigureKind::Time);
    }
    // Two digits may count anything; three, or a separator, are a measure that somebody took.
    let long = digits.chars().filter(|character| is_digit(*character)).count() >= 3;
    let split = digits.chars().any(|character| !is_digit(character));
    if !split && digits.len() > LONGEST_PLAIN {
        return None;
    }
    figure(first..end, if long || split { FigureKind::Quantity } else { FigureKind::Count })
}

/// What follows a number.
struct Tail {
    end: usize,
    kind: Option<FigureKind>,
    /// Whether a scale word or a percent is among it.
    has_scale_or_sign: bool,
}

/// Reads scale, percent, currency and unit behind a number that ends at `at`.
fn tail(text: &str, at: usize) -> Tail {
    let mut tail = Tail { end: at, kind: None, has_scale_or_sign: false };
    let rest = &text[at..];
    if let Some(kind) = unspaced_tail(rest) {
        return Tail { end: at + kind.1, kind: Some(kind.0), has_scale_or_sign: true };
    }
    let mut hyphen = rest.starts_with(['-', '‑', '\u{2010}']);
    // "3.2 million dollars", "12 million square kilometres": a scale, then one word more.
    for _ in 0..3 {
        let next = skip_gap(text, tail.end);
        let word = word_at(text, next);
        let end = next + word.len();
        if word.is_empty() {
            return sign(text, next, tail);
        }
        let kind = match word {
            _ if says(word, PERCENT) => FigureKind::Percent,
            "per" if text[end..].starts_with(" cent") => FigureKind::Percent,
            _ if word.eq_ignore_ascii_case("percentage") => FigureKind::Percent,
            "pour" if text[end..].starts_with(" cent") => FigureKind::Percent,
            _ if says(word, MONEY) => FigureKind::Money,
            _ if says(word, SCALE) && !tail.has_scale_or_sign => FigureKind::Quantity,
            _ if is_one_of(word, &["st", "nd", "rd", "th"]) && next == at => FigureKind::Ordinal,
            _ if is_clock(word, &text[end..]) || says(word, MONTH) && next > at => FigureKind::Time,
            _ if is_one_of(word, &["year", "years"]) && is_age(&text[end..]) => FigureKind::Time,
            _ if says(word, UNIT) && (word.len() > 1 || word.starts_with(char::is_lowercase)) => {
                FigureKind::Quantity
            }
            _ => return tail,
        };
        if kind == FigureKind::Time && (tail.kind.is_some() || hyphen && !word.eq_ignore_ascii_case("year")) {
            return tail;
        }
        hyphen = false;
        tail.has_scale_or_sign |= kind == FigureKind::Percent || says(word, SCALE);
        tail.end = match kind {
            FigureKind::Percent if word.len() <= 4 && !says(word, PERCENT) => end + " cent".len(),
            FigureKind::Percent if text[end..].starts_with(" points") => end + " points".len(),
            _ => end,
        };
        tail.kind = Some(kind);
        if kind != FigureKind::Quantity || !says(word, SCALE) && !is_one_of(word, &["square", "cubic"]) {
            return tail;
        }
    }
    tail
}

/// A percent or currency sign behind a number.
fn sign(text: &str, next: usize, tail: Tail) -> Tail {
    let Some(sign) = text[next..].chars().next() else { return tail };
    let kind = match sign {
        '%' | '％' | '‰' | '٪' => FigureKind::Percent,
        '€' | '£' | '¥' | '$' | '₹' | '₽' | '₩' | '₺' | '₪'
            if !text[next + sign.len_utf8()..].starts_with(is_digit) =>
        {
            FigureKind::Money
        }
        '°' => FigureKind::Quantity,
        _ => return tail,
    };
    Tail { end: next + sign.len_utf8(), kind: Some(kind), has_scale_or_sign: true }
}

/// Scale, currency and date characters of Chinese and Japanese.
fn unspaced_tail(rest: &str) -> Option<(FigureKind, usize)> {
    let first = rest.chars().next()?;
    let scale = if matches!(first, '万' | '萬' | '億' | '亿' | '兆' | '千' | '百') {
        first.len_utf8()
    } else {
        0
    };
    let unit = rest[scale..].chars().next().unwrap_or(' ');
    match unit {
        '円' | '元' => Some((FigureKind::Money, scale + unit.len_utf8())),
        '年' | '月' | '日' | '時' | '时' | '分' | '歳' | '岁' if scale == 0 => {
            Some((FigureKind::Time, unit.len_utf8()))
        }
        '人' | '件' | '个' | '個' | '台' | '名' | '社' => {
            Some((FigureKind::Quantity, scale + unit.len_utf8()))
        }
        _ if scale > 0 => Some((FigureKind::Quantity, scale)),
        _ => None,
    }
}

/// `p.m.`, `am`, `Uhr`, `o'clock`.
fn is_clock(word: &str, rest: &str) -> bool {
    let dotted = is_one_of(word, &["a", "p"]) && rest.starts_with(".m");
    dotted
        || is_one_of(word, &["am", "pm", "uhr"])
        || (word.eq_ignore_ascii_case("o") && rest.starts_with(['\'', '’']))
}

/// `-old`, ` old`, `s old`.
fn is_age(rest: &str) -> bool {
    ["-old", " old", "‑old"].iter().any(|ending| rest.starts_with(ending))
}

/// `10:30`, `2025-04-26`, `26.04.2025`, `4/26/2025`.
fn is_date_or_time(digits: &str) -> bool {
    let count = |mark: char| digits.matches(mark).count();
    count(':') > 0
        || count('-') == 2
        || count('/') == 2
        || (count('.') == 2 && count(',') == 0 && digits.split('.').skip(1).any(|part| part.len() < 3))
}

/// A plain number from 1500 to 2099.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// The end of the digits with the separators inside them: `1,204.5`, `10:30`, `2025-04-26`.
fn number_end(text: &str, start: usize) -> usize {
    let digits = |from: usize| {
        from + text[from..]
            .chars()
            .take_while(|character| is_digit(*character))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let mut end = digits(start);
    let mut dashes = 0;
    while let Some(mark) = text[end..].chars().next() {
        let next = end + mark.len_utf8();
        let after = digits(next);
        let joins = match mark {
            '.' | ',' | ':' | '\'' | '’' | '٫' | '٬' => after > next,
            '\u{a0}' | '\u{202f}' | '\u{2009}' => text[next..after].chars().count() == 3,
            '-' | '/' => {
                after > next
                    && (dashes > 0 || text[after..].starts_with(mark) && digits(after + 1) > after + 1)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        dashes += usize::from(matches!(mark, '-' | '/'));
        end = after;
    }
    end
}

/// The start with a minus sign, where one stands there.
fn with_sign(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let sign = before.chars().next_back().filter(|character| matches!(character, '-' | '−' | '+'));
    let Some(sign) = sign else { return start };
    let free = before[..start - sign.len_utf8()]
        .chars()
        .next_back()
        .is_none_or(|before| before.is_whitespace() || before == '(');
    if free { start - sign.len_utf8() } else { start }
}

/// The start with a currency before it: `$`, `US$`, `EUR `.
fn currency_before(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    if let Some(sign) = before
        .chars()
        .next_back()
        .filter(|character| matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₪'))
    {
        let letters = before[..before.len() - sign.len_utf8()]
            .bytes()
            .rev()
            .take(3)
            .take_while(u8::is_ascii_uppercase)
            .count();
        let taken = before[..before.len() - sign.len_utf8()]
            .bytes()
            .rev()
            .nth(letters)
            .is_some_and(|byte| byte.is_ascii_alphanumeric());
        return before.len() - sign.len_utf8() - if taken { 0 } else { letters };
    }
    let word = previous_word(text, start);
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && says(word, MONEY);
    if is_code { before.len() - word.len() } else { start }
}

/// After at most one space or hyphen.
fn skip_gap(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some(gap @ (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '‑')) => at + gap.len_utf8(),
        _ => at,
    }
}

/// The word at a place, of letters alone; empty where none starts there.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let letters = leading_letters(rest.as_bytes());
    let more = rest[letters..].chars().take_while(|character| character.is_alphabetic());
    &rest[..letters + more.map(char::len_utf8).sum::<usize>()]
}

/// The word before a place, of at most [`LONGEST_WORD`] letters.
fn previous_word(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '.']);
    let length: usize = before
        .chars()
        .rev()
        .take(LONGEST_WORD)
        .take_while(|character| character.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    &before[before.len() - length..]
}

/// Whether a word can say this of a number beside it.
fn says(word: &str, sense: u8) -> bool {
    word.len() <= 2 * LONGEST_WORD && senses(word) & sense != 0
}

/// Whether a word is one of these, whatever its case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９' | '٠'..='٩' | '۰'..='۹' | '०'..='९')
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::FigureKind::{Count, Money, Ordinal, Percent, Quantity, Time};
    use super::*;

    fn found(text: &str) -> Vec<(&str, FigureKind)> {
        find(text).map(|figure| (&text[figure.range], figure.kind)).collect()
    }

    #[test]
    fn figures_have_their_words_and_kind() {
        let table: &[(&str, &[(&str, FigureKind)])] = &[
            ("It rose 12% and 3.5 percent.", &[("12%", Percent), ("3.5 percent", Percent)]),
            (
                "Up 5 per cent, or 2 percentage points.",
                &[("5 per cent", Percent), ("2 percentage points", Percent)],
            ),
            ("Sie stieg um 12,5 Prozent.", &[("12,5 Prozent", Percent)]),
            (
                "It cost $3.2 million, £20 or US$5.",
                &[("$3.2 million", Money), ("£20", Money), ("US$5", Money)],
            ),
            (
                "It cost 20 euros, 3 billion dollars, EUR 40 or 5 €.",
                &[("20 euros", Money), ("3 billion dollars", Money), ("EUR 40", Money), ("5 €", Money)],
            ),
            ("Some 1,204 ships sailed 5 km.", &[("1,204", Quantity), ("5 km", Quantity)]),
            ("Two million people and twelve ships.", &[("Two million people", Quantity)]),
            ("Five percent of 300 homes.", &[("Five percent", Percent), ("300 homes", Quantity)]),
            ("A fall of -2.5 in 1999.", &[("-2.5", Quantity), ("1999", Time)]),
            (
                "On 3 May, May 4, 2025-04-26 and 26.04.2025.",
                &[("3 May", Time), ("4", Time), ("2025-04-26", Time), ("26.04.2025", Time)],
            ),
            ("At 10:30 or 5 p.m. sharp.", &[("10:30", Time), ("5 p", Time)]),
            ("A 45-year-old man, aged 45.", &[("45-year", Time), ("45", Time)]),
            ("The 3rd of 12 ships.", &[("3rd", Ordinal), ("12", Count)]),
            (
                "死者は5000人、30％、3月5日、2億円。",
                &[("5000人", Quantity), ("30％", Percent), ("3月", Time), ("5日", Time), ("2億円", Money)],
            ),
            ("Il y a 12\u{202f}000 habitants.", &[("12\u{202f}000 habitants", Quantity)]),
            (
                "Это 5 процентов, 3 млрд рублей и 40 тонн.",
                &[("5 процентов", Percent), ("3 млрд рублей", Money), ("40 тонн", Quantity)],
            ),
            ("De 12 set pieces were out 300 times.", &[("12", Count), ("300 times", Quantity)]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn digits_in_names_addresses_and_markers_are_no_figures() {
        for text in [
            "",
            "COVID-19 and F16, G20, 5G.",
            "A Boeing 737 on page 123.",
            "See https://example.org/2024/300 [12][300, 301].",
            "No. 300 at www.example.org/500",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    /// All figures, each place being looked at.
    fn naive(text: &str) -> Vec<Figure> {
        let (mut figures, mut at, mut behind_last): (Vec<Figure>, _, _) = (Vec::new(), 0, 0);
        while let Some(character) = text[at..].chars().next() {
            let before = text[..at].chars().next_back();
            let starts = character == '['
                || is_first_letter(before, character)
                || is_digit(character) && !before.is_some_and(is_digit);
            let (end, figure) = if starts { read(text, at) } else { (at, None) };
            at = end.max(at + character.len_utf8());
            if let Some(figure) = figure.filter(|figure| behind_last <= figure.range.start) {
                behind_last = figure.range.end;
                figures.push(figure);
            }
        }
        figures
    }

    proptest::proptest! {
        #[test]
        fn words_that_are_passed_over_are_no_figures(
            text in "(two|Dos|zwölf|five| |million|percent|%|[a-zß]|[0-9]{1,3}|\\.|,|://|www\\.|\\[|\\]|٣|万|-){0,24}"
        ) {
            proptest::prop_assert_eq!(find(&text).collect::<Vec<_>>(), naive(&text));
        }
    }

    #[test]
    fn long_runs_and_cut_off_ends_do_no_harm() {
        let patterns = [
            "1",
            "1.",
            "1,1",
            "$",
            "[",
            "[1",
            "five ",
            "1 million ",
            "٣",
            "1-",
            "a1",
            "万1",
            "-1 ",
            "1/1/",
            "£1\u{a0}",
        ];
        for pattern in patterns {
            let text = pattern.repeat(5_000);
            let figures: Vec<Figure> = find(&text).collect();
            assert!(figures.iter().all(|figure| text.get(figure.range.clone()).is_some()), "{pattern}");
            assert!(figures.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{pattern}");
        }
    }
}
