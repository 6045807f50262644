//! Points in time in one line of text and in metadata, in the languages and forms of news. Never gains a
//! zone, never gains midnight. It does not decide which line is a dateline; see `front`.

mod calendar;
mod clocks;
mod grammar;
mod tokens;
mod words;
mod zones;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use crate::extract::timestamp::clocks::{Clock, Strictness};
use crate::extract::timestamp::grammar::DateFound;
use crate::extract::timestamp::tokens::Kind;
use crate::extract::timestamp::words::Grammar;
use crate::extract::timestamp::zones::Zone;
use crate::lexicon::dates::*;
use crate::model::{Precision, Timestamp, TimestampValue};
use crate::text::digits;
use crate::text::fold::fold;

/// What is known of a text before its dates are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'h> {
    /// The document's BCP 47 language tag, where it declares one.
    pub language: Option<&'h str>,
    /// Whether the text is a value of metadata, where `20250426` and `-04:00` need no context.
    pub metadata: bool,
}

/// What a date says of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Its first publication.
    Published,
    /// Its last change.
    Modified,
    /// A reading of a source.
    Accessed,
    /// The text does not say.
    Unsaid,
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes from weekday or time to zone.
    pub range: Range<usize>,
    /// The point in time; none if the calendar does not have the day.
    pub timestamp: Option<Timestamp>,
    /// What it is the date of.
    pub event: Event,
    /// The bytes of a date that does not exist, or whose weekday is another.
    pub impossible: Option<Range<usize>>,
}

/// A line of text as a dateline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The dates in it.
    pub found: Vec<Found>,
    /// Words and numbers that belong to no date, time, reading time or the words around them.
    pub others: usize,
    /// Whether it tells a reading time or a time relative to now (`3 hours ago`).
    pub relative: bool,
}

/// Reads a line of text.
///
/// ```
/// use newscheck::extract::timestamp::{Hints, read};
/// let line = read("Saturday, Apr 26, 2025 2:33 am ET2min read", Hints::default());
/// let timestamp = line.found[0].timestamp.clone().expect("it is a date");
/// assert_eq!(timestamp.to_rfc3339(), "2025-04-26T02:33:00-04:00");
/// assert_eq!(line.others, 0);
/// ```
pub fn read(text: &str, hints: Hints<'_>) -> Line {
    let tokens = tokens::tokens(text);
    let grammar = Grammar { text, tokens: &tokens, hints };
    let mut scan = Scan { grammar: &grammar, used: 0, time: None, gaps: Vec::new(), line: Line::default() };
    let mut at = 0;
    while at < tokens.len() {
        at = scan.step(at);
    }
    scan.count(scan.used..tokens.len());
    scan.labels_behind();
    scan.line
}

/// The point in time that a value of metadata states.
pub fn parse_metadata(value: &str, hints: Hints<'_>) -> Option<Timestamp> {
    let value = value.trim();
    if let Some(timestamp) = parse_figures(value) {
        return Some(timestamp);
    }
    // `2025-04-26T02:33:00:684Z`, with the colon of some programs for the point before the fraction.
    let pointed = (value.get(10..11) == Some("T") && value.get(19..20) == Some(":"))
        .then(|| format!("{}.{}", &value[..19], &value[20..]));
    let line = read(pointed.as_deref().unwrap_or(value), Hints { metadata: true, ..hints });
    line.found.into_iter().next().and_then(|found| found.timestamp)
}

/// The day in the path of an address: `/2025/04/26/`, `/2025/apr/26/`, `/2025-04-26-words`, `/20250426/`.
///
/// ```
/// use newscheck::extract::timestamp::of_url;
/// let date = |url| of_url(url).map(|at| at.to_rfc3339());
/// assert_eq!(date("https://example.org/news/2025/apr/26/words").as_deref(), Some("2025-04-26"));
/// assert_eq!(of_url("https://example.org/2025/04/words"), None);
/// ```
pub fn of_url(url: &str) -> Option<Timestamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').skip(1).take(24).collect();
    let apart = segments.windows(3).find_map(|parts| url_day(parts[0], parts[1], parts[2]));
    let day = apart.or_else(|| segments.iter().find_map(|segment| day_in_segment(segment)))?;
    Some(Timestamp { value: TimestampValue::Date(day), precision: Precision::Day, zone: None })
}

/// Whether a character is a decimal digit of any script that news is written in.
pub fn is_digit(character: char) -> bool {
    digits::value(character).is_some()
}

/// What the words of a label say that a date is of.
pub fn events(label: &str) -> Vec<Event> {
    let tokens = tokens::tokens(label);
    let events = tokens.iter().filter_map(|token| match token.kind {
        Kind::Word(word) => event(word),
        _ => None,
    });
    events.collect()
}

/// Whether a word names a month or a day of the week.
pub fn is_of_day(word: &str) -> bool {
    let meaning = meaning(fold(word).as_str());
    meaning.month != 0 || meaning.weekday != 0
}

/// Whether some words are of a date and figures, and nothing else: `January 23`.
pub fn is_of_date(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    words.contains(is_digit) && parts.all(|part| part.starts_with(is_digit) || is_of_day(part))
}

/// Whether a word says what a date is of: `published`, `Aktualisiert`.
pub fn is_event(word: &str) -> bool {
    meaning(fold(word).as_str()).has(PUBLISHED | MODIFIED)
}

/// What a word says that a date is of.
fn event(word: Meaning) -> Option<Event> {
    let events = [(MODIFIED, Event::Modified), (PUBLISHED, Event::Published), (ACCESSED, Event::Accessed)];
    events.into_iter().find(|(bit, _)| word.has(*bit)).map(|(_, event)| event)
}

/// Words of the longest label behind a date: `26 April 2025 | Originally published`.
const LONGEST_LABEL: usize = 2;

/// The scan of a line for dates.
struct Scan<'g, 't> {
    grammar: &'g Grammar<'t>,
    /// The token after the last date.
    used: usize,
    /// The last time of day since the last date, with its tokens.
    time: Option<(Clock, Range<usize>)>,
    /// The tokens before each date.
    gaps: Vec<Range<usize>>,
    line: Line,
}

impl Scan<'_, '_> {
    /// Reads what begins at a token; gives the token to go on at.
    fn step(&mut self, at: usize) -> usize {
        if let Some(date) = self.grammar.date(at) {
            return self.date(date);
        }
        if let Some((clock, end)) = self.grammar.time(at, Strictness::Alone) {
            self.time = Some((clock, at..end));
            return end;
        }
        at + 1
    }

    fn date(&mut self, date: DateFound) -> usize {
        let (mut start, mut end) = (date.start, date.end);
        let mut clock = date.clock;
        if let Some((before, words)) =
            self.time.take().filter(|(_, words)| clock.is_none() && self.binds(words.end, date.start))
        {
            (clock, start) = (Some(before), words.start);
        }
        if clock.is_none()
            && let Some((behind, next)) = self.time_behind(date.end)
        {
            (clock, end) = (Some(behind), next);
        }
        let event = self.event(start, end);
        let words = self.grammar.bytes(date.start..date.end);
        let impossible =
            (date.day.is_none() || date.other_weekday).then_some(words.start as usize..words.end as usize);
        let whole = self.grammar.bytes(start..end);
        let timestamp = date.day.map(|day| self.timestamp(day, clock));
        self.count(self.used..start);
        self.gaps.push(self.used..start);
        self.used = end;
        self.line.found.push(Found {
            range: whole.start as usize..whole.end as usize,
            timestamp,
            event,
            impossible,
        });
        end
    }

    /// Whether nothing but joining words stands between a time and a date.
    fn binds(&self, time_end: usize, date_start: usize) -> bool {
        self.grammar.joiners(time_end).0 >= date_start
    }

    fn time_behind(&self, end: usize) -> Option<(Clock, usize)> {
        let (at, iso) = self.grammar.joiners(end);
        self.grammar.time(at, if iso { Strictness::Iso } else { Strictness::AfterDate })
    }

    /// What the words before the date say it is the date of, or words behind it that end the line.
    fn event(&self, start: usize, end: usize) -> Event {
        let said = |at: usize| match self.grammar.word(at) {
            Some(word) => event(word),
            None => None,
        };
        let behind = || {
            let last = self.grammar.tokens.len();
            let words: Vec<usize> = (end..last)
                .filter(|&at| self.grammar.word(at).is_some() || self.grammar.number(at).is_some())
                .take(LONGEST_LABEL + 1)
                .collect();
            let is_label = words.len() <= LONGEST_LABEL;
            words.into_iter().find_map(said).filter(|_| is_label)
        };
        (self.used..start).rev().find_map(said).or_else(behind).unwrap_or(Event::Unsaid)
    }

    /// Where no word stands before the first of several dates and one behind each, these are the dates'
    /// labels: `2025-04-26 公開 2025-04-28 更新`.
    fn labels_behind(&mut self) {
        let said = |tokens: Range<usize>| {
            let mut events = tokens.filter_map(|at| self.grammar.word(at)).filter_map(event);
            events.next().filter(|_| events.next().is_none())
        };
        let last = self.used..self.grammar.tokens.len();
        let (Some(first), true) = (self.gaps.first(), self.gaps.len() > 1) else { return };
        let is_bare = first.clone().filter_map(|at| self.grammar.word(at)).all(|word| event(word).is_none());
        let behind = self.gaps.iter().skip(1).cloned().chain([last]);
        let labels: Option<Vec<Event>> = behind.map(said).collect();
        for (found, label) in self.line.found.iter_mut().zip(labels.filter(|_| is_bare).unwrap_or_default()) {
            found.event = label;
        }
    }

    /// Counts the words between dates that are not of datelines.
    fn count(&mut self, tokens: Range<usize>) {
        for at in tokens {
            match self.grammar.tokens[at].kind {
                Kind::Word(word) if word.has(READING | RELATIVE) => self.line.relative = true,
                Kind::Word(word) if word.is_known() => {}
                Kind::Word(_) => self.line.others += 1,
                Kind::Number { .. } if self.counts_units(at) => {}
                Kind::Number { .. } => self.line.others += 1,
                Kind::Mark(_) => {}
            }
        }
    }

    /// Whether a number counts minutes, hours or days, or is part of a time.
    fn counts_units(&self, at: usize) -> bool {
        let unit = |at: usize| {
            self.grammar
                .word(at)
                .is_some_and(|word| word.has(HOUR | MINUTE | SECOND | RELATIVE | DAY_MARK | READING))
        };
        unit(at + 1)
            || self.grammar.time(at, Strictness::Alone).is_some()
            || self.grammar.is_mark(at.wrapping_sub(1), ":")
    }

    fn timestamp(&self, day: NaiveDate, clock: Option<Clock>) -> Timestamp {
        let time = clock.and_then(|clock| {
            Some((clock, NaiveTime::from_hms_opt(clock.hour, clock.minute, clock.second.unwrap_or(0))?))
        });
        let Some((clock, time)) = time else {
            return Timestamp { value: TimestampValue::Date(day), precision: Precision::Day, zone: None };
        };
        let precision = if clock.second.is_some() { Precision::Second } else { Precision::Minute };
        let civil = day.and_time(time);
        let zone = clock.zone.map(|zone| &self.grammar.text[zone.start as usize..zone.end as usize]);
        let instant = clock.zone.and_then(|found| match found.zone {
            Zone::Fixed(minutes) => FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&civil).single(),
            // Twice a year a clock time comes twice or not at all: then no offset is certain.
            Zone::Region(region) => {
                region.from_local_datetime(&civil).single().map(|instant| instant.fixed_offset())
            }
            Zone::Ambiguous => {
                let minutes = zones::in_country(zone?, self.country()?)?;
                FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&civil).single()
            }
        });
        let value = instant.map_or(TimestampValue::Civil(civil), TimestampValue::Instant);
        Timestamp { value, precision, zone: zone.map(str::to_owned) }
    }

    /// The country that the line's place or the document's language tag makes certain.
    fn country(&self) -> Option<&str> {
        let places = (0..self.grammar.tokens.len()).filter(|&at| self.grammar.word(at).is_some());
        let named =
            places.filter_map(|at| zones::country_of_place(&self.grammar.slice(at).to_lowercase())).next();
        named.or_else(|| self.grammar.hints.region())
    }
}

impl<'h> Hints<'h> {
    /// Whether the language is this one, whatever the region.
    fn language_is(self, language: &str) -> bool {
        self.language.is_some_and(|tag| {
            tag.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case(language))
        })
    }

    /// The region of the language tag; the one region of a language that is spoken in one time zone.
    fn region(self) -> Option<&'h str> {
        let tag = self.language?;
        let region = tag
            .split(['-', '_'])
            .skip(1)
            .find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
        region.or_else(|| match tag.split(['-', '_']).next()? {
            "hi" | "mr" | "te" | "kn" | "gu" | "ml" => Some("IN"),
            "he" => Some("IL"),
            "ga" => Some("IE"),
            _ => None,
        })
    }

    /// Whether days stand before months in figures (`26/04/2025`); none where the language leaves it open.
    fn day_first(self) -> Option<bool> {
        let language = self.language?.split(['-', '_']).next()?;
        match (language, self.region()) {
            ("en", Some("US" | "PH")) => Some(false),
            (
                "en",
                Some("GB" | "IE" | "AU" | "NZ" | "IN" | "ZA" | "SG" | "NG" | "KE" | "GH" | "PK" | "MT"),
            ) => Some(true),
            ("en", _) | (_, Some("US")) => None,
            (
                "de" | "fr" | "es" | "it" | "pt" | "nl" | "ru" | "uk" | "pl" | "cs" | "sk" | "ro" | "el"
                | "tr" | "vi" | "id" | "ms" | "ar" | "he" | "hi" | "bn" | "th" | "da" | "nb" | "no" | "nn"
                | "fi" | "bg" | "sr" | "hr" | "ca" | "gl" | "ur" | "mr",
                _,
            ) => Some(true),
            _ => None,
        }
    }
}

/// A value of figures only: `20250426`, `202504261433`, `20250426143300`, seconds or milliseconds since 1970.
fn parse_figures(value: &str) -> Option<Timestamp> {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = value.parse().ok()?;
    match value.len() {
        9 | 10 => epoch(DateTime::from_timestamp(number, 0)?),
        13 => epoch(DateTime::from_timestamp_millis(number)?),
        12 | 14 => {
            let spelled = format!("{}T{}", &value[..8], &value[8..]);
            read(&spelled, Hints { metadata: true, language: None }).found.into_iter().next()?.timestamp
        }
        _ => None,
    }
}

fn epoch(instant: DateTime<chrono::Utc>) -> Option<Timestamp> {
    let known_year = grammar::YEARS.contains(&instant.year());
    known_year.then(|| Timestamp {
        value: TimestampValue::Instant(instant.fixed_offset()),
        precision: Precision::Second,
        zone: None,
    })
}

fn url_day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let month = match month.parse::<u32>() {
        Ok(number) if month.len() <= 2 => number,
        _ if month.len() >= 3 => u32::from(meaning(fold(month).as_str()).month),
        _ => return None,
    };
    let day: u32 = Some(day).filter(|day| day.len() <= 2)?.parse().ok()?;
    let year: i32 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1990..2100).contains(&year))
}

/// A day in a path's segment: `2025-04-26-words`, `26-04-2025`, `words-26.04.2025`, `words-20250426.html`.
/// Where day and month come first and could change places, only the dots of `03.04.2025` tell them apart.
fn day_in_segment(segment: &str) -> Option<NaiveDate> {
    let spans = digit_runs(segment);
    let run = |span: &Range<usize>| &segment[span.clone()];
    let spelled = spans.windows(3).find_map(|parts| {
        let parted_by = |mark: &str| parts.windows(2).all(|two| &segment[two[0].end..two[1].start] == mark);
        let (first, second, last) = (run(&parts[0]), run(&parts[1]), run(&parts[2]));
        match (parted_by("-"), parted_by(".")) {
            (true, _) => url_day(first, second, last)
                .or_else(|| url_day(last, second, first).filter(|day| day.day() > 12))
                .or_else(|| url_day(last, first, second).filter(|day| day.day() > 12)),
            (_, true) => url_day(last, second, first),
            _ => None,
        }
    });
    spelled.or_else(|| {
        let eight = spans.iter().map(run).find(|digits| digits.len() == 8)?;
        url_day(&eight[..4], &eight[4..6], &eight[6..])
    })
}

fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}
