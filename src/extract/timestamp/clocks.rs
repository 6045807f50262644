//! Times of day and their zones over the tokens of one line. It reads no dates; see `grammar`.

use crate::extract::timestamp::tokens::Kind;
use crate::extract::timestamp::words::{Grammar, is_eastern_word};
use crate::extract::timestamp::zones::{self, Zone};
use crate::lexicon::dates::*;

/// A time of day with its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: Option<u32>,
    pub(super) zone: Option<ZoneFound>,
}

/// A zone and the bytes that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ZoneFound {
    pub(super) zone: Zone,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// How freely a time may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// `14:33`, `2 pm`, `14.33 Uhr`.
    Alone,
    /// Behind a date: `14.33` too.
    AfterDate,
    /// Behind the `T` of ISO 8601: `1433`, and offsets such as `-04:00`.
    Iso,
}

impl Grammar<'_> {
    /// The time that begins at a token, and the token after it and its zone.
    pub(super) fn time(&self, at: usize, strictness: Strictness) -> Option<(Clock, usize)> {
        let eastern = is_eastern_word(self.slice(at));
        let (half, at) = self.half_before(at);
        let (mut clock, mut end) =
            self.named_time(at).or_else(|| self.digital_time(at, strictness, half != 0 && eastern))?;
        let mut half = half;
        if half == 0
            && let Some((behind, next)) = self.half_behind(end, clock.hour)
        {
            (half, end) = (behind, next);
        }
        clock.hour = in_day(clock.hour, half)?;
        while self.word(end).is_some_and(|word| word.has(HOUR)) {
            end += 1;
            end += usize::from(self.is_mark(end, ".") && self.tokens.len() > end + 1);
        }
        if let Some((zone, next)) = self.zone(end, strictness, clock.second.is_some()) {
            clock.zone = Some(zone);
            end = next;
        }
        Some((clock, end))
    }

    /// `오후`, `下午` or `PM` before a time.
    fn half_before(&self, at: usize) -> (u32, usize) {
        match self.word(at) {
            Some(word) if word.has(AM | PM) && self.number(at + 1).is_some() => {
                (word.bits & (AM | PM), at + 1)
            }
            _ => (0, at),
        }
    }

    /// `pm`, `p.m.`, `p. m.` behind a time, if the hour can be of that half.
    fn half_behind(&self, at: usize, hour: u32) -> Option<(u32, usize)> {
        let word = self.word(at)?;
        let dot = |next: usize| next + usize::from(self.is_mark(next, "."));
        let (half, next) = if word.has(AM | PM) {
            (word.bits & (AM | PM), dot(at + 1))
        } else {
            let middle = dot(at + 1);
            let apart = self.slice(middle).eq_ignore_ascii_case("m");
            let half = match self.slice(at) {
                "a" | "A" if apart => AM,
                "p" | "P" if apart => PM,
                _ => return None,
            };
            (half, dot(middle + 1))
        };
        (hour <= 12 || half == PM).then_some((half, next))
    }

    /// `noon`, `12 midnight`.
    fn named_time(&self, at: usize) -> Option<(Clock, usize)> {
        let at = at
            + usize::from(
                self.number(at) == Some((12, 2))
                    && self.word(at + 1).is_some_and(|word| word.has(NOON | MIDNIGHT)),
            );
        let word = self.word(at)?;
        let hour = if word.has(NOON) { 12 } else { 0 };
        word.has(NOON | MIDNIGHT).then_some((Clock { hour, minute: 0, second: None, zone: None }, at + 1))
    }

    fn digital_time(&self, at: usize, strictness: Strictness, half: bool) -> Option<(Clock, usize)> {
        let (hour, digits) = self.number(at)?;
        if digits > 2 {
            return self.unpunctuated(at, strictness);
        }
        let hour = u32::try_from(hour).ok().filter(|&hour| hour < 24)?;
        let clock = |minute, second| Clock { hour, minute, second, zone: None };
        let next = at + 1;
        let marked =
            self.is_mark(next, ":：") || (self.is_mark(next, ".") && self.is_dotted_time(next, strictness));
        let word = self.word(next).unwrap_or_default();
        if marked || word.has(HOUR) {
            let Some(minute) = self.sixty(next + 1).filter(|_| marked || !self.is_mark(next + 2, ":")) else {
                // `14 Uhr`, `14時`, and `2h` only where it cannot be a span of time.
                let whole = word.has(HOUR) && (half || self.slice(next).len() > 1 || digits == 2);
                return (whole && strictness != Strictness::Alone).then(|| (clock(0, None), next + 1));
            };
            let (second, end) = self.seconds(next + 2, marked);
            return Some((clock(minute, second), end));
        }
        let behind = self.half_behind(next, hour);
        (half || behind.is_some_and(|_| (1..=12).contains(&hour))).then(|| (clock(0, None), next))
    }

    /// `1433` or `143300` behind a `T`, `1433 GMT`.
    fn unpunctuated(&self, at: usize, strictness: Strictness) -> Option<(Clock, usize)> {
        let (value, digits) = self.number(at)?;
        let value = u32::try_from(value).ok()?;
        let (hour, minute, second) = match digits {
            4 => (value / 100, value % 100, None),
            6 if strictness == Strictness::Iso => (value / 10_000, value / 100 % 100, Some(value % 100)),
            _ => return None,
        };
        let zoned = || {
            self.zone(at + 1, strictness, false).is_some()
                || self.word(at + 1).is_some_and(|word| word.has(HOUR))
        };
        let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        (valid && (strictness == Strictness::Iso || zoned()))
            .then_some((Clock { hour, minute, second, zone: None }, at + 1))
    }

    /// Whether the dot at a token stands in a time (`14.33`) and not in a date or a number.
    fn is_dotted_time(&self, dot: usize, strictness: Strictness) -> bool {
        let tight = self.sixty(dot + 1).is_some() && !self.tokens[dot].spaced && !self.tokens[dot + 1].spaced;
        let goes_on = self.is_mark(dot + 2, ".") && self.number(dot + 3).is_some();
        let named = || {
            let word = self.word(dot + 2).unwrap_or_default();
            word.has(HOUR | AM | PM) || self.zone(dot + 2, Strictness::Alone, false).is_some()
        };
        tight && !goes_on && (strictness != Strictness::Alone || named())
    }

    /// Two figures below 60.
    fn sixty(&self, at: usize) -> Option<u32> {
        let (value, digits) = self.number(at)?;
        u32::try_from(value).ok().filter(|&value| value < 60 && digits == 2)
    }

    /// Seconds behind the minute token's end, with a fraction, and the token after; units of East Asian times
    /// are skipped.
    fn seconds(&self, at: usize, marked: bool) -> (Option<u32>, usize) {
        let unit = |at: usize, bit: u32| {
            self.word(at).is_some_and(|word| word.has(bit) && word.bits & !(MINUTE | SECOND) == 0)
        };
        if !marked {
            let at = at + usize::from(unit(at, MINUTE) && is_eastern_word(self.slice(at)));
            return match self.sixty(at).filter(|_| unit(at + 1, SECOND)) {
                Some(second) => (Some(second), at + 2),
                None => (None, at),
            };
        }
        let colon =
            self.is_mark(at, ":：") || (self.is_mark(at, ".") && self.is_mark(at.saturating_sub(2), "."));
        let Some(second) = self.sixty(at + 1).filter(|_| colon && !self.tokens[at + 1].spaced) else {
            return (None, at);
        };
        let fraction =
            self.is_mark(at + 2, ".,") && self.number(at + 3).is_some() && !self.tokens[at + 3].spaced;
        (Some(second), at + 2 + 2 * usize::from(fraction))
    }

    /// A zone at a token, in parentheses or not.
    fn zone(&self, at: usize, strictness: Strictness, seconds: bool) -> Option<(ZoneFound, usize)> {
        let open = usize::from(self.is_mark(at, "([（"));
        let begin = at + open;
        let exact = strictness == Strictness::Iso || self.hints.metadata || seconds;
        let (zone, end) = self.named_zone(begin, exact).or_else(|| {
            let (minutes, end) = self.offset(begin, exact)?;
            Some((Zone::Fixed(minutes), end))
        })?;
        let words = self.bytes(begin..end);
        let closed = usize::from(open == 1 && self.is_mark(end, ")]）"));
        Some((ZoneFound { zone, start: words.start, end: words.end }, end + closed))
    }

    fn named_zone(&self, at: usize, exact: bool) -> Option<(Zone, usize)> {
        self.word(at)?;
        let name = self.slice(at);
        if name == "z" && exact && !self.tokens[at].spaced {
            return Some((Zone::Fixed(0), at + 1));
        }
        let zone =
            if name.contains('.') { zones::by_name(&name.replace('.', "")) } else { zones::by_name(name) };
        match zone {
            Some(Zone::Fixed(0)) if name != "Z" => Some(match self.offset(at + 1, true) {
                Some((minutes, end)) => (Zone::Fixed(minutes), end),
                None => (Zone::Fixed(0), at + 1),
            }),
            Some(zone) => Some((zone, at + 1)),
            None => self.zone_phrase(at),
        }
    }

    /// `Eastern Daylight Time`.
    fn zone_phrase(&self, at: usize) -> Option<(Zone, usize)> {
        let last = (at + 1..at + 4).find(|&at| self.slice(at).eq_ignore_ascii_case("time"))?;
        let words = (at..last).map(|at| self.slice(at).to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
        zones::by_phrase(&words).map(|zone| (zone, last + 1))
    }

    /// `+02:00`, `-0400`, `+9`: minutes. Inexact offsets, which could be the end of a span of time, need a
    /// plus or four figures.
    fn offset(&self, at: usize, exact: bool) -> Option<(i32, usize)> {
        let Kind::Mark(sign @ ('+' | '-' | '−' | '–')) = self.tokens.get(at)?.kind else { return None };
        let (value, digits) = self.number(at + 1).filter(|_| !self.tokens[at + 1].spaced)?;
        let value = i32::try_from(value).ok()?;
        let colon = self.is_mark(at + 2, ":") && digits <= 2;
        let minutes = self.sixty(at + 3).filter(|_| colon).and_then(|minutes| i32::try_from(minutes).ok());
        let (hours, minutes, end) = match (digits, minutes) {
            (1 | 2, Some(minutes)) => (value, minutes, at + 4),
            (1 | 2, None) => (value, 0, at + 2),
            (4, _) => (value / 100, value % 100, at + 2),
            _ => return None,
        };
        let certain = exact || digits == 4 || sign == '+';
        let total = hours * 60 + minutes;
        (certain && hours <= 14 && minutes < 60).then_some((if sign == '+' { total } else { -total }, end))
    }
}

/// The hour of the day of an hour in one of its halves; none if it has no such hour.
fn in_day(hour: u32, half: u32) -> Option<u32> {
    match half {
        AM if hour <= 12 => Some(hour % 12),
        PM if hour <= 12 => Some(hour % 12 + 12),
        _ => (hour < 24).then_some(hour),
    }
}
