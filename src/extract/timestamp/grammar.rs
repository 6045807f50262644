//! The grammar of dates, times and zones over the tokens of one line. It does not say which date is which;
//! see the parent module.

use std::ops::Range;

use chrono::NaiveDate;

use crate::extract::timestamp::Hints;
use crate::extract::timestamp::calendar;
use crate::extract::timestamp::tokens::{Kind, Token};
use crate::extract::timestamp::zones::{self, Zone};
use crate::lexicon::dates::*;
use crate::text::fold::fold;

/// A date by its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateFound {
    /// The tokens from the weekday or the first figure to the year or a weekday behind it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The day; `None` if the calendar does not have it.
    pub(super) day: Option<NaiveDate>,
    /// Whether the weekday is that of another day.
    pub(super) other_weekday: bool,
    /// The time that stands inside: `Sat Apr 26 14:33:00 EDT 2025`.
    pub(super) clock: Option<Clock>,
}

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

/// Reads dates and times at given tokens.
pub(super) struct Grammar<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) hints: Hints<'t>,
}

/// Year, month (from [`JALALI`] on a Persian one), day, and the token after.
type Parts = (i32, u8, u32, usize);

impl<'t> Grammar<'t> {
    /// The date that begins at a token, with the weekday before or behind it.
    pub(super) fn date(&self, at: usize) -> Option<DateFound> {
        let before = self.weekday(at);
        let core = before.map_or(at, |(_, next)| next);
        let (parts, clock) = self.day_month_year(core)?;
        let (year, month, day, mut end) = parts;
        let mut weekday = before.map(|(weekday, _)| weekday);
        if weekday.is_none()
            && let Some((behind, next)) = self.weekday_behind(end)
        {
            weekday = Some(behind);
            end = next;
        }
        let day = match month.checked_sub(JALALI) {
            Some(month) => calendar::jalali(year, month.into(), day),
            None => calendar::gregorian(year, month.into(), day),
        };
        let is_other = |day: NaiveDate, weekday: u8| {
            weekday != SOME_WEEKDAY
                && chrono::Datelike::weekday(&day).number_from_monday() != u32::from(weekday)
        };
        let other_weekday = day.zip(weekday).is_some_and(|(day, weekday)| is_other(day, weekday));
        Some(DateFound { start: at, end, day, other_weekday, clock })
    }

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

    /// The tokens between a date and its time: joining words and marks, at most five. Gives the token after
    /// them and whether they are the `T` of ISO 8601.
    pub(super) fn joiners(&self, from: usize) -> (usize, bool) {
        let mut at = from;
        let mut iso = false;
        while at < self.tokens.len() && at - from < 5 {
            match self.tokens[at].kind {
                Kind::Mark(
                    ',' | '|' | '·' | '•' | '-' | '–' | '—' | '@' | '/' | '(' | ':' | ';' | '，' | '、'
                    | '｜' | '.' | '،' | '～',
                ) => {}
                Kind::Word(word) if word.has(JOINER | OF) => iso = self.slice(at).eq_ignore_ascii_case("t"),
                // `Samstag, 26. April 2025 am Abend`: the German word, which no time follows.
                Kind::Word(word) if word.has(AM) && self.number(at + 1).is_none() => {}
                _ => break,
            }
            at += 1;
        }
        (at, iso)
    }

    /// A weekday, and the token after what binds it to the date.
    fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        let (word, mut next) = self.phrase(at)?;
        let bound = self.is_mark(next, ".,，");
        if word.weekday == 0
            || (!bound && self.slice(at).chars().count() <= 2 && !is_eastern_word(self.slice(at)))
        {
            return None;
        }
        let limit = next + 4;
        while next < limit {
            match self.tokens.get(next)?.kind {
                Kind::Mark('.' | ',' | '-' | '，' | '،' | '|' | '/' | ')') => {}
                Kind::Word(word) if word.has(JOINER | OF | DAY_MARK) && word.month == 0 => {}
                _ => break,
            }
            next += 1;
        }
        Some((word.weekday, next))
    }

    /// A weekday behind a date: `(土)`, `星期六`, `, Saturday`.
    fn weekday_behind(&self, end: usize) -> Option<(u8, usize)> {
        let at = end + usize::from(self.is_mark(end, ",(（，[") && self.tokens.len() > end + 1);
        let bracketed = self.is_mark(end, "(（[");
        let close = |next: usize| next + usize::from(bracketed && self.is_mark(next, ")）]"));
        let name = self
            .tokens
            .get(at)
            .filter(|token| matches!(token.kind, Kind::Word(_)))
            .map(|_| self.slice(at))?;
        if bracketed && name.chars().count() == 1 {
            return eastern_weekday(name.chars().next()?).map(|weekday| (weekday, close(at + 1)));
        }
        let (word, next) = self.phrase(at)?;
        let long = name.chars().count() > 2 || is_eastern_word(name);
        // `26 April 2025, Sunday 27 April`: the weekday of the next date.
        let of_next = self.number(next).is_some_and(|(_, digits)| digits <= 2)
            && !self.is_mark(next + 1, ":.")
            && !is_eastern_word(name);
        (word.weekday != 0 && word.month == 0 && long && !of_next).then(|| (word.weekday, close(next)))
    }

    fn day_month_year(&self, at: usize) -> Option<(Parts, Option<Clock>)> {
        match self.tokens.get(at)?.kind {
            Kind::Number { digits: 4, .. } => self.year_first(at).map(|parts| (parts, None)),
            Kind::Number { value, digits: 8 } if self.hints.metadata || self.is_iso_mark(at + 1) => {
                compact(value, at).map(|parts| (parts, None))
            }
            Kind::Number { digits: 1 | 2, .. } => self.day_first(at).map(|parts| (parts, None)),
            Kind::Word(word) if word.has(DAY_MARK) => self.day_first(at + 1).map(|parts| (parts, None)),
            Kind::Word(_) => self.month_first(at),
            _ => None,
        }
    }

    /// `2025-04-26`, `2025/4/26`, `2025. 4. 26.`, `2025年4月26日`, `2025. április 26.`, `2025-W17-6`.
    fn year_first(&self, at: usize) -> Option<Parts> {
        let (value, _) = self.number(at)?;
        let separator = self.separator(at + 1);
        let at = at + 1 + usize::from(separator.is_some());
        if separator == Some('-') && self.slice(at).eq_ignore_ascii_case("w") {
            return self.week_date(value, at + 1);
        }
        let (month, next, named) = match (self.number(at), self.month(at)) {
            (Some((month, 1 | 2)), _) => (u8::try_from(month).ok()?, at + 1, false),
            (_, Some((month, _, next))) => (month, next, true),
            _ => return None,
        };
        let second = self.separator(next);
        if !named && (second.is_none() || second != separator) {
            return None;
        }
        let at = next + usize::from(second.is_some());
        let (day, _) = self.number(at).filter(|&(_, digits)| digits <= 2)?;
        let mut end = at + 1;
        if self.word(end).is_some_and(|word| word.has(DAY_MARK))
            || (separator == Some('.') && self.is_mark(end, "."))
        {
            end += 1;
        }
        let (year, month) = self.solar_year(value, month)?;
        valid(year, month, day, end)
    }

    /// The day of `17-6` in an ISO week date.
    fn week_date(&self, year: u64, at: usize) -> Option<Parts> {
        let (week, _) = self.number(at)?;
        let (weekday, _) = self.number(at + 2).filter(|_| self.is_mark(at + 1, "-"))?;
        let weekday = chrono::Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
        let day = NaiveDate::from_isoywd_opt(i32::try_from(year).ok()?, u32::try_from(week).ok()?, weekday)?;
        use chrono::Datelike;
        valid(day.year(), u8::try_from(day.month()).ok()?, day.day().into(), at + 3)
    }

    /// Years of the Persian and Buddhist eras as they are written in figures.
    fn solar_year(&self, year: u64, month: u8) -> Option<(i32, u8)> {
        let year = i32::try_from(year).ok()?;
        let persian = self.hints.language_is("fa")
            || self.text.chars().any(|character| ('\u{6f0}'..='\u{6f9}').contains(&character));
        match year {
            1300..=1470 if month < JALALI && persian => Some((year, month + JALALI)),
            2400..=2699 if self.hints.language_is("th") => Some((year - 543, month)),
            _ => Some((year, month)),
        }
    }

    /// A separator of a date in figures; the marks of year and month count as one.
    fn separator(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark('-' | '‐' | '‑' | '–' | '−') if !self.tokens[at].spaced => Some('-'),
            Kind::Mark(mark @ ('/' | '.' | '／')) => Some(mark),
            Kind::Word(word) if word.has(YEAR_MARK | MONTH_MARK) => Some('年'),
            _ => None,
        }
    }

    /// `26 April 2025`, `26.04.2025`, `26 tháng 4 năm 2025`.
    fn day_first(&self, at: usize) -> Option<Parts> {
        let (day, digits) = self.number(at)?;
        if digits > 2 {
            return None;
        }
        self.figures(at).or_else(|| {
            let (month, bits, next) = self.month(self.between(at + 1, 4))?;
            let (year, end) = self.year(self.between(next, 3), bits & BUDDHIST != 0)?;
            valid(year, month, day, end)
        })
    }

    /// Skips what stands between the parts of a date: ordinal endings, `of`, dots, commas, hyphens, slashes.
    fn between(&self, from: usize, most: usize) -> usize {
        let mut at = from;
        while at < from + most {
            match self.tokens.get(at).map(|token| token.kind) {
                Some(Kind::Mark('.' | ',' | '-' | '/' | '،' | '–')) => {}
                Some(Kind::Mark('\'' | '’')) if self.word(at + 1).is_some() => {}
                Some(Kind::Word(word))
                    if word.month == 0 && word.has(ORDINAL | OF | YEAR_MARK | DAY_MARK) => {}
                Some(Kind::Word(word))
                    if word.month == 0 && at == from && word.has(JOINER) && !self.tokens[at].spaced => {}
                _ => break,
            }
            at += 1;
        }
        at
    }

    /// A date in figures with the year last.
    fn figures(&self, at: usize) -> Option<Parts> {
        let (first, _) = self.number(at)?;
        let separator = self.separator(at + 1)?;
        let (second, _) = self.number(at + 2).filter(|&(_, digits)| digits <= 2)?;
        if separator == '年' {
            let (year, end) = self.year(self.between(at + 3, 3), false)?;
            return valid(year, u8::try_from(second).ok()?, first, end);
        }
        if self.separator(at + 3)? != separator {
            return None;
        }
        let (year, digits) = self.number(at + 4)?;
        let (day, month) = self.order(first, second, separator, at + 5)?;
        let year = match digits {
            4 => i32::try_from(year).ok()?,
            2 if separator == '.' || day > 12 => two_digit_year(year),
            _ => return None,
        };
        let (year, month) = self.solar_year(u64::try_from(year).ok()?, u8::try_from(month).ok()?)?;
        valid(year, month, day, self.year_end(at + 5))
    }

    /// Which of two figures is the day: by what the calendar, the separator, the language or an American zone
    /// makes certain.
    fn order(&self, first: u64, second: u64, separator: char, end: usize) -> Option<(u64, u64)> {
        match (first > 12, second > 12) {
            (true, true) => None,
            (true, false) => Some((first, second)),
            (false, true) => Some((second, first)),
            _ if first == second || separator == '.' => Some((first, second)),
            _ => match self.hints.day_first() {
                Some(true) => Some((first, second)),
                Some(false) => Some((second, first)),
                None => self.has_american_zone(end).then_some((second, first)),
            },
        }
    }

    fn has_american_zone(&self, from: usize) -> bool {
        let american = |at: usize| {
            matches!(self.slice(at), "ET" | "EST" | "EDT" | "PT" | "PST" | "PDT" | "CDT" | "MDT" | "MST")
        };
        (from..self.tokens.len().min(from + 12)).any(american)
    }

    /// `April 26, 2025`, `Apr 26 14:33:00 EDT 2025`.
    fn month_first(&self, at: usize) -> Option<(Parts, Option<Clock>)> {
        let (month, bits, next) = self.month(at)?;
        let at = next + usize::from(self.is_mark(next, "-/") && !self.tokens[next].spaced);
        let (day, _) = self.number(at).filter(|&(_, digits)| digits <= 2)?;
        let next = self.between(at + 1, 4);
        if let Some((year, end)) = self.year(next, bits & BUDDHIST != 0) {
            return valid(year, month, day, end).map(|parts| (parts, None));
        }
        let (clock, next) = self.time(at + 1, Strictness::Alone)?;
        let (year, end) = self.year(next, false)?;
        valid(year, month, day, end).map(|parts| (parts, Some(clock)))
    }

    /// A month's name with its dot, its bits, and the token after; `نيسان/أبريل` is one month.
    fn month(&self, at: usize) -> Option<(u8, u32, usize)> {
        let (word, mut next) = self.phrase(at)?;
        if word.month == 0 {
            return None;
        }
        next += usize::from(self.is_mark(next, "."));
        if self.is_mark(next, "/-")
            && let Some((other, after)) = self.phrase(next + 1)
            && other.month == word.month
        {
            next = after;
        }
        let told = || month_in(self.hints.language?, fold(self.slice(at)).as_str());
        let other = if word.has(OTHER_MONTH) { told() } else { None };
        Some((other.unwrap_or(word.month), word.bits, next))
    }

    /// A year of four figures, or of two behind an apostrophe, a hyphen or a Thai month.
    fn year(&self, at: usize, buddhist: bool) -> Option<(i32, usize)> {
        let apostrophe = self.is_mark(at, "'’‘");
        let era = self.word(at).is_some_and(|word| word.has(BUDDHIST) && word.month == 0);
        let at = at + usize::from(apostrophe || era);
        let (value, digits) = self.number(at)?;
        let value = i32::try_from(value).ok()?;
        let hyphenated = at > 0 && self.is_mark(at - 1, "-") && !self.tokens[at].spaced;
        let year = match digits {
            4 if self.is_mark(at + 1, ":") => return None,
            4 if (buddhist || era) && (2400..2700).contains(&value) => value - 543,
            4 => value,
            2 if buddhist => value + 2500 - 543,
            2 if apostrophe || hyphenated => two_digit_year(value.unsigned_abs().into()),
            _ => return None,
        };
        Some((year, self.year_end(at + 1)))
    }

    /// Skips the word for year behind one: `2025 г.`
    fn year_end(&self, at: usize) -> usize {
        match self.word(at) {
            Some(word) if word.has(YEAR_MARK) => at + 1 + usize::from(self.is_mark(at + 1, ".")),
            _ => at,
        }
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

    /// The `T` between a compact date and its time.
    fn is_iso_mark(&self, at: usize) -> bool {
        self.slice(at) == "T"
    }

    /// What the word at a token means, or it and the next together.
    fn phrase(&self, at: usize) -> Option<(Meaning, usize)> {
        let word = self.word(at)?;
        if word.has(COMPOUND) && self.word(at + 1).is_some() {
            let two = format!("{} {}", fold(self.slice(at)).as_str(), fold(self.slice(at + 1)).as_str());
            let together = meaning(&two);
            if together.is_known() {
                return Some((together, at + 2));
            }
        }
        Some((word, at + 1))
    }

    /// The number at a token and its count of figures.
    pub(super) fn number(&self, at: usize) -> Option<(u64, u8)> {
        match self.tokens.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The word at a token.
    pub(super) fn word(&self, at: usize) -> Option<Meaning> {
        match self.tokens.get(at)?.kind {
            Kind::Word(meaning) => Some(meaning),
            _ => None,
        }
    }

    /// Whether the mark at a token is one of these.
    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    /// The characters of a token; none beyond the end.
    pub(super) fn slice(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// The bytes of a range of tokens.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<u32> {
        match self.tokens.get(tokens.start..tokens.end) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.start..only.end,
            _ => 0..0,
        }
    }
}

/// Parts in the form `20250426`.
fn compact(value: u64, at: usize) -> Option<Parts> {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    valid(i32::try_from(year).ok()?, u8::try_from(month).ok()?, day, at + 1)
}

/// Years that a date can be meant of: this century, the next and the last three.
pub(super) const YEARS: Range<i32> = 1700..2200;

/// The parts if they can be meant as a date of a known year, or of a calendar that is converted.
fn valid(year: i32, month: u8, day: u64, end: usize) -> Option<Parts> {
    let known_year = if month > JALALI { (1300..=1470).contains(&year) } else { YEARS.contains(&year) };
    let known_month = (1..=12).contains(&month) || (JALALI + 1..=JALALI + 12).contains(&month);
    let day = u32::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    (known_year && known_month).then_some((year, month, day, end))
}

fn two_digit_year(value: u64) -> i32 {
    let value = i32::try_from(value).unwrap_or(0);
    if value < 70 { 2000 + value } else { 1900 + value }
}

/// The hour of the day of an hour in one of its halves; none if it has no such hour.
fn in_day(hour: u32, half: u32) -> Option<u32> {
    match half {
        AM if hour <= 12 => Some(hour % 12),
        PM if hour <= 12 => Some(hour % 12 + 12),
        _ => (hour < 24).then_some(hour),
    }
}

fn is_eastern_word(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first >= '\u{3000}')
}
