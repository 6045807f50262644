//! Whether a quantity of a claim is one of a source: the same, a rounding of it, within its hedge, or its own
//! words.

use std::ops::Range;

use super::quantities::{Day, Hedge, Kind, Quantity};
use super::source::SourceIndex;
use super::statement::Statement;

/// How far a rounding may be from what it rounds, as a share.
const ROUNDED: f64 = 0.06;

/// The same for an estimate of one digit.
const ESTIMATED: f64 = 0.15;

/// How far `more than` and `nearly` reach.
const BEYOND: f64 = 1.25;
const SHORT_OF: f64 = 0.8;

/// The tokens of the source that a quantity stands in.
pub(super) fn present(claim: &Statement, quantity: &Quantity, source: &SourceIndex) -> Option<Range<usize>> {
    let exact = source.quantities.iter().find(|other| matches(quantity, other));
    exact.map(|other| other.tokens.clone()).or_else(|| written(claim, quantity, source))
}

/// Whether a quantity stands in the source in any way.
pub(super) fn is_present(claim: &Statement, quantity: &Quantity, source: &SourceIndex) -> bool {
    present(claim, quantity, source).is_some() || is_year_of(quantity, source)
}

pub(super) fn is_year_of(quantity: &Quantity, source: &SourceIndex) -> bool {
    let is_named = |year: u16| {
        let year = Quantity { kind: Kind::Year, value: f64::from(year), ..quantity.clone() };
        source.year.map(f64::from) == Some(year.value)
            || source.quantities.iter().any(|other| matches(&year, other))
    };
    match quantity.kind {
        Kind::Year => source.year.map(f64::from) == Some(quantity.value),
        // "June 2019": the source may name the month and leave the year to its date.
        Kind::Date if quantity.day.day == 0 => {
            let day = quantity.day;
            let month = source.text.forms.iter().any(|form| form.sense.month == Some(day.month));
            let dated =
                source.quantities.iter().any(|other| other.day.month == day.month && other.day.year > 0);
            // "Next June": a month without a year is of a year beside one that is named.
            let beside = !dated && (is_named(day.year - 1) || is_named(day.year + 1));
            month && (is_named(day.year) || beside)
        }
        _ => false,
    }
}

/// Whether a quantity of the source is what the claim's says, or what it is a rounding of.
pub(super) fn matches(own: &Quantity, other: &Quantity) -> bool {
    match (own.kind, other.kind) {
        (Kind::Date, Kind::Date) => is_day(own.day, other.day),
        (Kind::Year, Kind::Date) => own.value == f64::from(other.day.year),
        (Kind::Label, Kind::Label) => own.label == other.label,
        (Kind::Number, Kind::Label) if own.place > 1.0 => is_value(own, other),
        (Kind::Date, _) | (_, Kind::Date) | (Kind::Label, _) | (_, Kind::Label) => false,
        (Kind::Year, Kind::Year)
        | (Kind::Decade, Kind::Decade)
        | (Kind::Ordinal, Kind::Ordinal)
        | (Kind::Clock, Kind::Clock) => own.value == other.value,
        // A plain number of four digits may be a year to one and a count to the other.
        (Kind::Number, Kind::Year) if own.hedge != Hedge::None => is_value(own, other),
        (Kind::Year, Kind::Number) | (Kind::Number, Kind::Year) => own.value == other.value,
        (Kind::Money(one), Kind::Money(two)) => {
            one.zip(two).is_none_or(|(one, two)| one == two) && is_value(own, other)
        }
        (Kind::Money(currency), Kind::Number) | (Kind::Number, Kind::Money(currency)) => {
            let unit = own.unit.or(other.unit);
            let fits = unit.is_none_or(|unit| currency.is_some_and(|currency| unit.may_be(currency)));
            fits && is_value(own, other)
        }
        (Kind::Number, Kind::Number) => {
            own.unit.zip(other.unit).is_none_or(|(one, two)| one == two) && is_value(own, other)
        }
        (Kind::Percent, Kind::Percent) | (Kind::Points, Kind::Points) => is_value(own, other),
        // Tables name what is counted in their heads.
        (Kind::Percent, Kind::Number) | (Kind::Number, Kind::Percent) => {
            own.value == other.value && own.unit.is_none()
        }
        _ => false,
    }
}

/// Whether what one day states of itself is true of another. In figures, day and month may be in either
/// order.
fn is_day(own: Day, other: Day) -> bool {
    let fits = |one: u16, two: u16| one == 0 || two == 0 || one == two;
    let same = |day: u8, month: u8| fits(own.day.into(), day.into()) && fits(own.month.into(), month.into());
    fits(own.year, other.year) && same(other.day, other.month)
}

/// Whether a value is the same, a rounding, or within what its hedge says.
fn is_value(own: &Quantity, other: &Quantity) -> bool {
    let (value, there) = (own.value, other.value);
    if value == there {
        return true;
    }
    let off = (value - there).abs();
    let share = off / there.abs().max(f64::MIN_POSITIVE);
    let one_digit = (value / own.place).abs() < 10.0;
    // A hair more than half, for what binary fractions do to halves.
    let rounds = off <= 0.500_001 * own.place;
    match own.hedge {
        _ if rounds && share <= ROUNDED => true,
        Hedge::About if one_digit && rounds && share <= ESTIMATED => true,
        Hedge::About if share <= ROUNDED => true,
        Hedge::Over => there > value && there <= BEYOND * value,
        Hedge::Under => {
            there < value && there >= SHORT_OF * value || one_digit && rounds && share <= ESTIMATED
        }
        _ => false,
    }
}

/// Where the quantity's own words stand in the source, if they are two characters at least.
fn written(claim: &Statement, quantity: &Quantity, source: &SourceIndex) -> Option<Range<usize>> {
    let tokens = quantity.tokens.clone();
    let forms: Option<Vec<u32>> = tokens.clone().map(|at| source.text.form_id(claim.text.word(at))).collect();
    let forms = forms?;
    let length: usize = tokens.clone().map(|at| claim.text.word(at).len()).sum();
    if length < 2 {
        return None;
    }
    let stem = source.text.forms[*forms.first()? as usize].stem;
    let starts = source.places(stem).iter().map(|&place| place as usize);
    let is_here = |&start: &usize| {
        let there = source.text.tokens.get(start..start + forms.len());
        there.is_some_and(|there| there.iter().zip(&forms).all(|(token, form)| token.form == *form))
    };
    starts.into_iter().find(is_here).map(|start| start..start + forms.len())
}
