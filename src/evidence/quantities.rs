//! Finds the quantities of a text in tokens and reads their values. Whether two of them are the same is for
//! `figures`.

use std::ops::Range;

use super::tokens::{Kind as TokenKind, Text};
use crate::lexicon::comparing::measures::{Currency, Measure};
use crate::lexicon::comparing::{english, measures};

/// Digits of the longest number that has a value.
const LONGEST: usize = 24;

/// Digits that a binary fraction keeps apart: a longer number is compared by its digits unless it is round.
const EXACT: usize = 15;

/// Number words and ordinals up to this one are too common to be looked for.
const SOFT: f64 = 3.0;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Money(Option<Currency>),
    Percent,
    Points,
    Year,
    Decade,
    Date,
    Ordinal,
    /// Minutes of a day of twelve hours.
    Clock,
    /// A number too long to have a value, or with several points.
    Label,
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    None,
    About,
    Over,
    Under,
}

/// A day; what is not stated is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A quantity of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) tokens: Range<usize>,
    pub(super) kind: Kind,
    pub(super) value: f64,
    /// What its last digit other than zero counts: 1,000 for `28,000`.
    pub(super) place: f64,
    pub(super) unit: Option<Measure>,
    pub(super) day: Day,
    /// A label's digits as one number.
    pub(super) label: u64,
    pub(super) hedge: Hedge,
    /// Too common to be looked for.
    pub(super) soft: bool,
}

/// The quantities of a text in order, `most` of them.
pub(super) fn find(text: &Text, most: usize) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() && found.len() < most {
        match read(text, at) {
            Some(mut quantity) => {
                // A sign between two numbers belongs to the first.
                let last = found.last().map_or(0, |last: &Quantity| last.tokens.end);
                quantity.tokens.start = quantity.tokens.start.max(last);
                at = quantity.tokens.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a quantity stands in an address: in a run of tokens without white space that has a scheme in it.
pub(super) fn is_in_address(text: &Text, quantity: &Quantity) -> bool {
    let glued = |at: usize| text.tokens.get(at).is_some_and(|token| token.glued);
    let start = (1..=quantity.tokens.start).rev().find(|&at| !glued(at)).unwrap_or(0);
    let end = (quantity.tokens.end..).find(|&at| !glued(at)).unwrap_or(quantity.tokens.end);
    (start..end).any(|at| text.is_sign(at, ":") && text.is_sign(at + 1, "/") && text.is_sign(at + 2, "/"))
}

fn read(text: &Text, at: usize) -> Option<Quantity> {
    let token = &text.tokens[at];
    let sense = text.form(at).sense;
    if is_fragment(text, at) {
        return None;
    }
    match token.kind {
        TokenKind::Number => date(text, at).or_else(|| clock(text, at)).or_else(|| amount(text, at)),
        TokenKind::Word if sense.month.is_some() => date(text, at),
        TokenKind::Word if sense.ordinal.is_some() => ordinal_word(text, at),
        TokenKind::Word if sense.value.is_some() => clock(text, at).or_else(|| amount(text, at)),
        TokenKind::Word => decade_word(text, at),
        TokenKind::Sign => None,
    }
}

/// Whether a number is a broken piece of another: `nine:00`, `2018-four-12`.
fn is_fragment(text: &Text, at: usize) -> bool {
    let glued = |at: usize| text.tokens.get(at).is_some_and(|token| token.glued);
    let is_number = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let behind = glued(at) && at > 1 && glued(at - 1);
    let is_word = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let ahead = glued(at + 1) && glued(at + 2);
    if is_number(at) {
        let before = behind && text.is_sign(at - 1, ":") && is_word(at - 2);
        return before || ahead && text.is_sign(at + 1, ":") && is_word(at + 2);
    }
    let before = behind && is_number(at - 2) && text.tokens[at - 1].kind == TokenKind::Sign;
    let after = ahead && (text.is_sign(at + 1, ":") || text.is_sign(at + 1, "/")) && is_number(at + 2);
    text.form(at).sense.value.is_some() && (before || after)
}

impl Quantity {
    fn new(tokens: Range<usize>, kind: Kind, value: f64) -> Self {
        let day = Day::default();
        Self { tokens, kind, value, place: 1.0, unit: None, day, label: 0, hedge: Hedge::None, soft: false }
    }

    fn of_day(tokens: Range<usize>, day: Day) -> Self {
        Self { day, ..Self::new(tokens, Kind::Date, 0.0) }
    }
}

/// The whole number of a token, of at most this many digits.
fn whole(text: &Text, at: usize, digits: usize) -> Option<u16> {
    let token = text.tokens.get(at)?;
    let word = text.word(at);
    let fits =
        token.kind == TokenKind::Number && word.len() <= digits && word.bytes().all(|b| b.is_ascii_digit());
    if fits { word.parse().ok() } else { None }
}

fn year(text: &Text, at: usize) -> Option<u16> {
    let token = text.tokens.get(at)?;
    let plain = token.end - token.start == 4;
    whole(text, at, 4).filter(|year| plain && (1000..2200).contains(year))
}

fn month(text: &Text, at: usize) -> Option<u8> {
    text.tokens.get(at)?;
    text.form(at).sense.month
}

fn day_of_month(text: &Text, at: usize) -> Option<(u8, usize)> {
    let day = whole(text, at, 2).filter(|day| (1..=31).contains(day))? as u8;
    let ending = text.tokens.get(at + 1).is_some_and(|next| next.glued);
    let ending = ending && (is_ordinal_ending(text, at + 1) || text.is_sign(at + 1, "."));
    Some((day, at + 1 + usize::from(ending)))
}

fn is_ordinal_ending(text: &Text, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.glued)
        && !text.tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Number)
        && matches!(text.word(at), "st" | "nd" | "rd" | "th" | "er" | "re" | "e")
}

/// A date with a month's name, or in figures.
fn date(text: &Text, at: usize) -> Option<Quantity> {
    named_date(text, at).or_else(|| figure_date(text, at))
}

/// `26 May 2019`, `26. Mai`, `May 26th, 2019`, `May 2019`.
fn named_date(text: &Text, at: usize) -> Option<Quantity> {
    if let Some(month) = month(text, at) {
        let dot = usize::from(text.is_sign(at + 1, ".") && text.tokens[at + 1].glued);
        if let Some((day, end)) = day_of_month(text, at + 1 + dot) {
            let comma = end + usize::from(text.is_sign(end, ","));
            let (year, end) = year(text, comma).map_or((0, end), |year| (year, comma + 1));
            return Some(Quantity::of_day(at..end, Day { year, month, day }));
        }
        let comma = at + 1 + usize::from(text.is_sign(at + 1, ",") || dot == 1);
        let year = year(text, comma)?;
        return Some(Quantity::of_day(at..comma + 1, Day { year, month, day: 0 }));
    }
    let (day, next) = day_of_month(text, at)?;
    let of = text.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word)
        && matches!(text.word(next), "of" | "de" | "di" | "do");
    let next = next + usize::from(of);
    let month = month(text, next)?;
    let mut end = next + 1;
    end += usize::from(text.is_sign(end, ",") || text.is_sign(end, ".") && text.tokens[end].glued);
    if text.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Word)
        && matches!(text.word(end), "de" | "del")
    {
        end += 1;
    }
    let (year, end) = year(text, end).map_or((0, next + 1), |year| (year, end + 1));
    Some(Quantity::of_day(at..end, Day { year, month, day }))
}

/// `2019-05-26`, `26.05.2019`, `5/26/2019`: where day and month can be told apart only by guess, the day
/// stands first, and both orders are tried when dates are compared.
fn figure_date(text: &Text, at: usize) -> Option<Quantity> {
    let dotted: Vec<u16> = text.word(at).split('.').map_while(|part| part.parse().ok()).collect();
    if let [day, month, year] = dotted[..] {
        let day = figures_day(year, month, day).or_else(|| figures_day(year, day, month));
        return day.map(|day| Quantity::of_day(at..at + 1, day));
    }
    let joined = |at: usize| {
        (text.is_sign(at, "-") || text.is_sign(at, "/"))
            && text.tokens[at].glued
            && text.tokens.get(at + 1).is_some_and(|next| next.glued)
    };
    if !joined(at + 1) || !joined(at + 3) {
        return None;
    }
    let (first, second, third) = (whole(text, at, 4)?, whole(text, at + 2, 2)?, whole(text, at + 4, 4)?);
    let day = if text.word(at).len() == 4 {
        figures_day(first, second, third)
    } else {
        figures_day(third, second, first).or_else(|| figures_day(third, first, second))
    };
    day.map(|day| Quantity::of_day(at..at + 5, day))
}

fn figures_day(year: u16, month: u16, day: u16) -> Option<Day> {
    let fits = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(Day { year, month: month as u8, day: day as u8 })
}

/// `10:30`, `3 pm`, `3:42 p.m.`
fn clock(text: &Text, at: usize) -> Option<Quantity> {
    let mut parts = text.word(at).split(':').map(str::parse::<u16>);
    let spelled = text.form(at).sense.value;
    let hours = parts.next()?.ok().or(spelled).filter(|&hours| hours < 25)?;
    let minutes = parts.next().and_then(Result::ok);
    let half = text.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word)
        && matches!(text.word(at + 1), "am" | "pm" | "oclock" | "o'clock" | "uhr");
    let minutes = if half { minutes.unwrap_or(0) } else { minutes? };
    let end = at + 1 + usize::from(half);
    Some(Quantity::new(at..end, Kind::Clock, f64::from((hours % 12) * 60 + minutes % 60)))
}

fn ordinal_word(text: &Text, at: usize) -> Option<Quantity> {
    let value = f64::from(text.form(at).sense.ordinal?);
    Some(Quantity { soft: value <= SOFT, ..Quantity::new(at..at + 1, Kind::Ordinal, value) })
}

/// `nineties`, `1990s` is read with the amounts.
fn decade_word(text: &Text, at: usize) -> Option<Quantity> {
    let tens = text.word(at).strip_suffix("ies")?;
    let value = match tens {
        "twent" => 20,
        "thirt" => 30,
        "fort" => 40,
        "fift" => 50,
        "sixt" => 60,
        "sevent" => 70,
        "eight" => 80,
        "ninet" => 90,
        _ => return None,
    };
    Some(Quantity::new(at..at + 1, Kind::Decade, f64::from(value)))
}

/// A number in digits or words with all that belongs to it.
fn amount(text: &Text, at: usize) -> Option<Quantity> {
    let mut number =
        if text.tokens[at].kind == TokenKind::Number { digits(text, at) } else { words(text, at)? };
    if number.kind != Kind::Label {
        if let Some(special) = decade(text, &number).or_else(|| ordinal(text, &number)) {
            return Some(special);
        }
        scaled(text, &mut number);
        let small = number.value <= SOFT && text.tokens[at].kind == TokenKind::Word;
        if !behind(text, &mut number) && !before(text, &mut number) {
            plain(text, &mut number);
        }
        number.soft = small && number.kind == Kind::Number && number.tokens.len() == 1;
    }
    number.hedge = hedge(text, number.tokens.start);
    Some(number)
}

fn digits(text: &Text, at: usize) -> Quantity {
    let word = text.word(at);
    let value = word.parse::<f64>().ok().filter(|_| word.len() <= LONGEST);
    let mut number = Quantity::new(at..at + 1, Kind::Number, value.unwrap_or(0.0));
    number.place = place(word);
    if value.is_none() || word.len() > EXACT && number.place < 1000.0 {
        number.kind = Kind::Label;
        // Fowler, Noll and Vo's hash: the same digits have the same label.
        let mix = |label: u64, byte: u8| (label ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        number.label = word.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    }
    number
}

/// What the last digit other than zero counts; behind a point, zeros count.
fn place(digits: &str) -> f64 {
    match digits.split_once('.') {
        Some((_, decimals)) => (0..decimals.len().min(LONGEST)).fold(1.0, |place, _| place / 10.0),
        None => {
            let zeros = digits.len() - digits.trim_end_matches('0').len();
            (0..zeros.min(LONGEST)).fold(1.0, |place, _| place * 10.0)
        }
    }
}

/// `twenty-five`, `two hundred and fifty`.
fn words(text: &Text, at: usize) -> Option<Quantity> {
    let value = |at: usize| text.tokens.get(at).and_then(|_| text.form(at).sense.value).map(f64::from);
    let mut sum = value(at)?;
    let mut end = at + 1;
    if (20.0..100.0).contains(&sum) {
        let hyphen = end + usize::from(text.is_sign(end, "-"));
        if let Some(ones) = value(hyphen).filter(|ones| (1.0..10.0).contains(ones)) {
            sum += ones;
            end = hyphen + 1;
        }
    }
    let is_hundred = text.tokens.get(end).is_some_and(|_| text.form(end).sense.scale == Some(2));
    if is_hundred && sum < 100.0 {
        sum *= 100.0;
        end += 1;
        let and = end + usize::from(text.tokens.get(end).is_some() && text.word(end) == "and");
        if let Some(rest) = value(and).filter(|&rest| rest < 100.0) {
            let rest = words(text, and).map_or((rest, and + 1), |rest| (rest.value, rest.tokens.end));
            sum += rest.0;
            end = rest.1;
        }
    }
    Some(Quantity { place: place(&sum.to_string()), ..Quantity::new(at..end, Kind::Number, sum) })
}

/// `3.2 million`, `9.7m`, `two hundred thousand`.
fn scaled(text: &Text, number: &mut Quantity) {
    for _ in 0..2 {
        let at = number.tokens.end;
        let hyphen = at + usize::from(text.is_sign(at, "-"));
        let Some(token) = text.tokens.get(hyphen) else { return };
        let Some(scale) = text.form(hyphen).sense.scale.filter(|_| token.kind == TokenKind::Word) else {
            return;
        };
        // A letter is a scale only where it is written to the number: `9.7m`, and `5 m` is a length.
        if token.end - token.start == 1 && !token.glued {
            return;
        }
        let by = (0..scale.min(15)).fold(1.0, |by, _| by * 10.0);
        number.value *= by;
        number.place *= by;
        number.tokens.end = hyphen + 1;
    }
}

/// `1990s`, `90s`, `'90s`.
fn decade(text: &Text, number: &Quantity) -> Option<Quantity> {
    let end = number.tokens.end;
    let ending = end + usize::from(text.is_sign(end, "'"));
    let is_s = text.tokens.get(ending).is_some_and(|token| token.glued) && text.word(ending) == "s";
    let tens = number.value % 10.0 == 0.0 && (10.0..2200.0).contains(&number.value);
    let length = text.word(number.tokens.start).len();
    (is_s && tens && matches!(length, 2 | 4))
        .then(|| Quantity::new(number.tokens.start..ending + 1, Kind::Decade, number.value % 100.0))
}

fn ordinal(text: &Text, number: &Quantity) -> Option<Quantity> {
    let end = number.tokens.end;
    let is_digits = text.tokens[number.tokens.start].kind == TokenKind::Number;
    if is_digits && is_ordinal_ending(text, end) {
        let soft = number.value <= SOFT;
        return Some(Quantity {
            soft,
            ..Quantity::new(number.tokens.start..end + 1, Kind::Ordinal, number.value)
        });
    }
    // `twenty-fifth`
    let hyphen = end + usize::from(text.is_sign(end, "-"));
    let ones =
        text.tokens.get(hyphen).and_then(|_| text.form(hyphen).sense.ordinal).filter(|&ones| ones < 10)?;
    let fits = (20.0..100.0).contains(&number.value) && number.value % 10.0 == 0.0 && !is_digits;
    let value = number.value + f64::from(ones);
    fits.then(|| Quantity::new(number.tokens.start..hyphen + 1, Kind::Ordinal, value))
}

/// Percent, money and units behind a number.
fn behind(text: &Text, number: &mut Quantity) -> bool {
    let at = number.tokens.end;
    let hyphen = at + usize::from(text.is_sign(at, "-"));
    let Some(token) = text.tokens.get(hyphen) else { return false };
    let word = text.word(hyphen);
    let next_is = |at: usize, wanted: &str| text.tokens.get(at).is_some() && text.word(at) == wanted;
    let percent = if word == "%" || text.form(hyphen).sense.percent {
        Some(hyphen + 1)
    } else if matches!(word, "per" | "pour") && next_is(hyphen + 1, "cent") {
        Some(hyphen + 2)
    } else {
        (word == "percentage").then_some(hyphen + 1)
    };
    if let Some(mut end) = percent {
        let points = next_is(end, "points") || next_is(end, "point");
        number.kind = if points { Kind::Points } else { Kind::Percent };
        end += usize::from(points);
        number.tokens.end = end;
        return true;
    }
    if word == "basis" && next_is(hyphen + 1, "points") {
        (number.kind, number.tokens.end) = (Kind::Points, hyphen + 2);
        number.value /= 100.0;
        number.place /= 100.0;
        return true;
    }
    if token.kind == TokenKind::Sign && !token.glued {
        return false;
    }
    if let Some(currency) = measures::currency(word) {
        (number.kind, number.tokens.end) = (Kind::Money(Some(currency)), hyphen + 1);
        return true;
    }
    if let Some(unit) = measures::measure(word) {
        (number.unit, number.tokens.end) = (Some(unit), hyphen + 1);
        return currency_before(text, number);
    }
    false
}

/// A currency before a number.
fn before(text: &Text, number: &mut Quantity) -> bool {
    currency_before(text, number)
}

fn currency_before(text: &Text, number: &mut Quantity) -> bool {
    let Some(at) = number.tokens.start.checked_sub(1) else { return false };
    let token = &text.tokens[at];
    let is_code = token.kind == TokenKind::Word && token.end - token.start == 3;
    let Some(currency) =
        measures::currency(text.word(at)).filter(|_| token.kind == TokenKind::Sign || is_code)
    else {
        return false;
    };
    number.kind = Kind::Money(Some(currency));
    number.tokens.start = at;
    true
}

/// A number with nothing beside it may be a year.
fn plain(text: &Text, number: &mut Quantity) {
    let at = number.tokens.start;
    if number.tokens.len() == 1 && year(text, at).is_some() {
        number.kind = Kind::Year;
    }
    // `2018–19`
    let century = at.checked_sub(2).and_then(|first| year(text, first)).map(|year| year - year % 100);
    let joined = at > 1 && text.tokens[at].glued && text.tokens[at - 1].glued && text.is_sign(at - 1, "-");
    if let Some(century) = century.filter(|_| joined && text.tokens[at].end - text.tokens[at].start == 2) {
        (number.kind, number.value) = (Kind::Year, number.value + f64::from(century));
    }
}

/// What the words before a number say of it.
fn hedge(text: &Text, start: usize) -> Hedge {
    for at in (start.saturating_sub(2)..start).rev() {
        let sense = text.form(at).sense;
        // "more than", "less than": the word before decides.
        if text.word(at) == "than" {
            let less =
                at.checked_sub(1).is_some_and(|at| matches!(text.word(at), "less" | "fewer" | "lower"));
            return if less { Hedge::Under } else { Hedge::Over };
        }
        match sense {
            _ if sense.under => return Hedge::Under,
            _ if sense.about => return Hedge::About,
            _ if sense.over => return Hedge::Over,
            _ if english::is_function_word(text.word(at)) => {}
            _ => return Hedge::None,
        }
    }
    Hedge::None
}
