//! Finds paragraphs that give figures and cite nothing. It does not compare the figures with any source.

use std::ops::Range;

use crate::model::{BlockKind, Severity};
use crate::rules::uncited::{self, is_cited};
use crate::rules::{Draft, Needs, Rule, RuleMeta, Sink, Subject, words};

/// Bytes on either side of a number that are looked at.
const NEAR: usize = 60;

/// CIT007: one finding for each such paragraph. Off by default: many houses cite by the passage, not by the paragraph.
pub struct UncitedFigure;

static META: RuleMeta = RuleMeta {
    code: "CIT007",
    name: "uncited-figure",
    default_severity: Severity::Off,
    needs: Needs::Article,
    summary: "a paragraph that gives figures and cites nothing",
    explanation: "\
## What it finds

Paragraphs with a figure and without a citation, in articles that cite at all: a percentage, a sum of money, a number with a unit
or a large word (`3 million`), a count of three digits or more. Years, dates, times, ages, ordinals, page numbers, and numbers
that are part of a name (`Boeing 737`) do not count. It is one finding for each paragraph, at its first figure. The rule is off
unless it is selected.

## Why it matters

Figures are what readers remember and repeat, and where slips are most common. Without a source nobody can check them.

## Example

```text
The harbour closed in March [1].

Freight fell by 12 percent, and 340 people lost their work.
```

## How to fix

Cite the report, table or statement that the figure is from.
",
};

/// Words behind a number that make it a figure, however small it is.
const UNITS: &[&str] = &[
    "%",
    "percent",
    "percentage",
    "pct",
    "prozent",
    "procent",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "thousand",
    "million",
    "millionen",
    "milliarden",
    "tausend",
    "millones",
    "milliards",
    "milliers",
    "milioni",
    "miliardi",
    "dollars",
    "dollar",
    "euros",
    "euro",
    "pounds",
    "yen",
    "yuan",
    "rubles",
    "rupees",
    "francs",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "meters",
    "metres",
    "hectares",
    "acres",
    "tons",
    "tonnes",
    "tonnen",
    "kilograms",
    "kg",
    "liters",
    "litres",
    "barrels",
    "megawatts",
    "gigawatts",
    "mw",
    "gw",
    "kwh",
    "degrees",
];

/// Words beside a number that make it a date, a time, an age or a place in a book.
const NO_FIGURES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "am",
    "pm",
    "a.m",
    "p.m",
    "uhr",
    "aged",
    "age",
    "year-old",
    "years-old",
    "page",
    "pages",
    "p",
    "pp",
    "section",
    "article",
    "chapter",
    "no",
    "number",
    "line",
    "route",
    "highway",
    "room",
    "flight",
    "§",
    "nr",
];

impl Rule for UncitedFigure {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, sink: &mut Sink<'_>) {
        let Some(cited) = uncited::cited_paragraphs(subject.article) else { return };
        for (index, paragraph) in subject.article.body.iter().enumerate() {
            let is_text = matches!(paragraph.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
            if !is_text || is_cited(&cited, index) {
                continue;
            }
            let Some(figure) = first_figure(&paragraph.text) else { continue };
            sink.report(Draft {
                span: Some(uncited::span_of(subject.document, paragraph, figure.clone())),
                message: format!("a figure in a paragraph without citation: {}", words::brief(&paragraph.text[figure])),
                help: Some("cite the report, table or statement that it is from".to_owned()),
                ..Draft::default()
            });
        }
    }
}

/// The first figure, with the sign or word that makes it one.
fn first_figure(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(number) = next_number(text, from) {
        from = number.end;
        if let Some(figure) = figure(text, number) {
            return Some(figure);
        }
    }
    None
}

/// The next run of digits with separators between them: `1,200`, `3.5`.
fn next_number(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    let mut end = start;
    while end < bytes.len() {
        let is_separator = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !is_separator {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

fn figure(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    // A word or two on either side, however long the paragraph is.
    let before = &text[text.ceil_char_boundary(number.start.saturating_sub(NEAR))..number.start];
    let after = &text[number.end..text.floor_char_boundary((number.end + NEAR).min(text.len()))];
    // `A380`, `COVID-19`, `12:30`, `1/2/2025`, `3rd`, `2024-25` and the like are names, times, dates and ordinals.
    if before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '-' | '–' | ':' | '/' | '_' | '.' | '#' | '§')) {
        return None;
    }
    if let Some(sign) = before.chars().next_back().filter(|sign| matches!(sign, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩')) {
        return Some(number.start - sign.len_utf8()..unit_end(after, number.end).unwrap_or(number.end));
    }
    if after.starts_with('%') {
        return Some(number.start..number.end + 1);
    }
    if after.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '-' | ':' | '/' | '_' | '\'' | '’')) {
        return None;
    }
    if let Some(end) = unit_end(after, number.end) {
        return Some(number.start..end);
    }
    let next = words_of(after).next().unwrap_or("");
    let previous = before.trim_end().rsplit([' ', '(', '“', '"']).next().unwrap_or("").trim_end_matches(['.', ',']);
    (!is_no_figure(previous) && !is_no_figure(next) && is_count(text, &number) && !names_it(before, previous)).then_some(number)
}

/// Where the unit ends that stands right behind a number.
fn unit_end(after: &str, number_end: usize) -> Option<usize> {
    let word = words_of(after).next()?;
    let start = word.as_ptr() as usize - after.as_ptr() as usize;
    UNITS.contains(&&*word.to_lowercase()).then_some(number_end + start + word.len())
}

/// Three digits or more that are no year, version or identifier.
fn is_count(text: &str, number: &Range<usize>) -> bool {
    let written = &text[number.clone()];
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let is_year =
        written.len() == 4 && digits == 4 && (written.starts_with("19") || written.starts_with("20") || written.starts_with("18"));
    let is_version = written.matches('.').count() > 1 && written.split('.').skip(1).any(|group| group.len() != 3);
    let is_identifier = digits > 7 && digits == written.len();
    digits >= 3 && !is_year && !is_version && !is_identifier && !written.starts_with('0')
}

fn is_no_figure(word: &str) -> bool {
    !word.is_empty() && NO_FIGURES.contains(&&*word.to_lowercase())
}

/// Whether the word before a number is a name: it has a capital, and no sentence begins with it.
fn names_it(before: &str, previous: &str) -> bool {
    let earlier = before.trim_end().strip_suffix(previous).unwrap_or("").trim_end();
    let begins = earlier.is_empty() || earlier.ends_with(['.', '!', '?', ':', '"', '“', '”']);
    previous.starts_with(char::is_uppercase) && !begins
}

/// The words of what follows a number.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || matches!(character, ',' | ';' | '.' | ')' | '(' | '”' | '"'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{UncitedFigure, first_figure};
    use crate::rules::testing::{findings, lines};

    #[test]
    fn figures_are_told_from_other_numbers() {
        let table = [
            ("Freight fell by 12 percent.", Some("12 percent")),
            ("Freight fell by 3.5% in May.", Some("3.5%")),
            ("It cost $4 and no more.", Some("$4")),
            ("It cost €1,200.", Some("€1,200")),
            ("It cost $4.5 million to build.", Some("$4.5 million")),
            ("In Köln waren es 1.200.000 Besucher.", Some("1.200.000")),
            ("It runs version 1.10.0 of file 1363816350.", None),
            ("Some 3 million people left.", Some("3 million")),
            ("About 340 people left.", Some("340")),
            ("In all, 1,200 workers left.", Some("1,200")),
            ("It opened in 2024 and closed in 1999.", None),
            ("On March 12 at 9 am, and on 12 March, it closed.", None),
            ("It closed at 12:30 on 12/03/2025, or 2025-03-12.", None),
            ("She is 34, a 34-year-old aged 340.", None),
            ("The 3rd and the 21st.", None),
            ("A Boeing 737 and an A380.", None),
            ("COVID-19 and Section 230.", None),
            ("See page 340 or pp. 341.", None),
            ("Two of 12 ships came.", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(first_figure(text).map(|range| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn one_finding_a_paragraph_that_cites_nothing() {
        let table: &[(&str, &[&str])] = &[
            ("A [1].\nFreight fell by 12 percent [1].", &[]),
            ("A [1].\nFreight fell by 12 percent, by 340 tons.", &["2:17 a figure in a paragraph without citation: 12 percent"]),
            ("A.\nFreight fell by 12 percent.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&UncitedFigure, text)), *expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "([a-zA-Zé€$%0-9.,:/ -]|12 percent){0,20}") {
            if let Some(figure) = first_figure(&text) {
                proptest::prop_assert!(!text[figure].is_empty());
            }
        }
    }
}
