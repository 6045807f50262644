//! The grammar of dates over the tokens of one line. It does not say which date is which; see the parent
//! module, and `clocks` for times.

use std::ops::Range;

use chrono::NaiveDate;

use crate::extract::timestamp::calendar;
use crate::extract::timestamp::clocks::{Clock, Strictness};
use crate::extract::timestamp::tokens::Kind;
use crate::extract::timestamp::words::{Grammar, is_eastern_word};
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

/// Year, month (from [`JALALI`] on a Persian one), day, and the token after.
type Parts = (i32, u8, u32, usize);

impl Grammar<'_> {
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
            Kind::Word(_) => match self.era_first(at) {
                Some(parts) => Some((parts, None)),
                None => self.month_first(at),
            },
            _ => None,
        }
    }

    /// `令和7年4月26日`, `民國114年4月26日`: a year of an era.
    fn era_first(&self, at: usize) -> Option<Parts> {
        let word = self.slice(at);
        let first = word.strip_suffix('元');
        let (_, before) = ERAS.iter().find(|(era, _)| first.unwrap_or(word).ends_with(era))?;
        let (nth, end) = match first {
            Some(_) => (1, at + 1),
            None => (self.number(at + 1).filter(|&(_, digits)| digits <= 3)?.0, at + 2),
        };
        self.year_then(before + nth, end)
    }

    /// `2025-04-26`, `2025/4/26`, `2025. 4. 26.`, `2025年4月26日`, `2025. április 26.`, `2025-W17-6`.
    fn year_first(&self, at: usize) -> Option<Parts> {
        let (value, _) = self.number(at)?;
        self.year_then(value, at + 1)
    }

    /// The month and the day behind a year.
    fn year_then(&self, value: u64, at: usize) -> Option<Parts> {
        let separator = self.separator(at);
        let mut at = at + usize::from(separator.is_some());
        // `2025 m. balandžio 26 d.`, `2025. gada 26. aprīlis`: the word for year has a dot, or follows one.
        at += usize::from(separator == Some('年') && self.is_mark(at, "."));
        at += usize::from(separator == Some('.') && self.word(at).is_some_and(|word| word.has(YEAR_MARK)));
        if let Some((day, 1 | 2)) = self.number(at)
            && let Some((month, _, end)) = self.month(at + 1 + usize::from(self.is_mark(at + 1, ".")))
            && separator.is_none_or(|separator| separator != '-')
        {
            return valid(i32::try_from(value).ok()?, month, day, end);
        }
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
            Kind::Mark(mark @ ('/' | '.' | '／' | '|')) => Some(mark),
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
            2 if separator == '|' => return None,
            2 if separator == '.' || day > 12 || self.hints.day_first() == Some(true) => two_digit_year(year),
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

    /// The `T` between a compact date and its time.
    fn is_iso_mark(&self, at: usize) -> bool {
        self.slice(at) == "T"
    }
}

/// Eras of East Asia, and the year before their first one.
const ERAS: [(&str, u64); 6] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911), ("주체", 1911)];

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
