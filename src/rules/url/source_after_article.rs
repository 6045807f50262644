//! Finds sources whose address is dated later than the article.

use chrono::{Days, NaiveDate, TimeDelta};

use crate::address::parts;
use crate::lexicon::dates;
use crate::model::{Article, Severity, TimestampValue};
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};
use crate::text::fold::fold;

rule! {
    /// ## What it finds
    ///
    /// Cited addresses with a date in their path (`/2025/04/27/`, `/2025-04-27-`, `/20250427/`, `/2025/apr/27/`, or the month `/2025/04/`)
    /// that is later than the article's time of publication or last change. A day is later only if it had not begun anywhere on Earth:
    /// times without a zone get the benefit of the doubt. Dates that do not exist, numbers that are no dates, and addresses of events
    /// and calendars pass.
    ///
    /// ## Why it matters
    ///
    /// An article cannot rest on what was not yet written. Either its own date is wrong, or it was changed without saying so, or the
    /// address was made up.
    ///
    /// ## Example
    ///
    /// ```text
    /// Friday, April 25, 2025 9:00 am ET
    ///
    /// The harbour closed on Thursday [1].
    ///
    /// References
    /// [1] https://example.org/2025/05/02/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Correct the date or the address, or say when the article was changed.
    pub static SOURCE_AFTER_ARTICLE: Rule = Rule {
        code: "URL009",
        name: "source-after-article",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "a source whose address is dated later than the article",
        check,
    }
}

/// Words in addresses of what is announced ahead of its day.
const AHEAD: &[&str] = &["event", "calendar", "agenda", "schedule", "fixture", "termin", "evento", "program"];

/// One finding for each source dated after the article.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(latest) = latest_day(subject.article) else { return };
    each_suspect(
        subject,
        |url| dated(url).filter(|date| *date > latest.day && !is_announced(url)),
        |cited, date| {
            let fault = format!("is dated {date}, after the article ({})", latest.written);
            sink.report(cited.draft(&fault, "correct the article's date or the address"));
        },
    );
}

/// The last calendar day that had begun anywhere when the article was published or changed.
struct Latest {
    day: NaiveDate,
    written: NaiveDate,
}

fn latest_day(article: &Article) -> Option<Latest> {
    let fields = [&article.published, &article.modified].into_iter().flatten();
    let days = fields
        .filter_map(|field| Some(Latest { day: last_day(&field.value.value)?, written: field.value.date() }));
    days.max_by_key(|latest| latest.day)
}

/// The calendar is ahead of UTC by up to 14 hours, and a clock without a zone may be behind it by up to 12.
fn last_day(value: &TimestampValue) -> Option<NaiveDate> {
    match value {
        TimestampValue::Instant(instant) => {
            instant.naive_utc().checked_add_signed(TimeDelta::hours(14)).map(|time| time.date())
        }
        TimestampValue::Civil(civil) => {
            // Twelve hours to UTC and fourteen from there.
            civil.checked_add_signed(TimeDelta::hours(26)).map(|time| time.date())
        }
        // A day without a time may end 12 hours after it does in UTC, where elsewhere the next but one has
        // begun.
        TimestampValue::Date(date) => date.checked_add_days(Days::new(2)),
    }
}

/// Whether an address is one of what is announced ahead of its day.
fn is_announced(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    AHEAD.iter().any(|word| lower.contains(word))
}

/// The earliest date in an address's path; the first day of a month that is all it names.
fn dated(url: &str) -> Option<NaiveDate> {
    // A date has its year: `20` with two digits behind it.
    let has_year = |at: usize| {
        let rest = url.as_bytes().get(at + 1..at + 4);
        matches!(rest, Some([b'0', a, b]) if a.is_ascii_digit() && b.is_ascii_digit())
    };
    memchr::memchr_iter(b'2', url.as_bytes()).find(|&at| has_year(at))?;
    // An address may name the day of its event as well, which may be later than its own.
    dates(parts(url)?.path).min()
}

fn dates(path: &str) -> impl Iterator<Item = NaiveDate> {
    let mut segments = path.split('/');
    std::iter::from_fn(move || {
        let segment = segments.next()?;
        Some(in_segments(segment, segments.clone()).or_else(|| in_segment(segment)))
    })
    .flatten()
}

/// `2025/04/27`, `2025/apr/27`, `2025/mai/27`, and `2025/04` where no day follows.
fn in_segments<'p>(segment: &str, mut rest: impl Iterator<Item = &'p str>) -> Option<NaiveDate> {
    let year = year(segment)?;
    let month = rest.next()?;
    let day = rest.next().and_then(|day| number(day, 1..=2));
    // The address may end with the month, or go on with words.
    NaiveDate::from_ymd_opt(year, self::month(month, day.is_some())?, day.unwrap_or(1))
}

/// `2025-04-27` or `2025_04_27` anywhere in a segment, `20250427` at its start.
fn in_segment(segment: &str) -> Option<NaiveDate> {
    let bytes = segment.as_bytes();
    if bytes.len() < 8 {
        return None;
    }
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let compact = bytes.len() >= 8
        && bytes[..8].iter().all(u8::is_ascii_digit)
        && !bytes.get(8).is_some_and(u8::is_ascii_alphanumeric);
    if compact {
        return NaiveDate::from_ymd_opt(
            year(&segment[..4])?,
            number(&segment[4..6], 2..=2)?,
            number(&segment[6..8], 2..=2)?,
        );
    }
    memchr::memchr_iter(b'2', bytes).find_map(|at| {
        let word = segment.get(at..at + 10)?;
        let separator = word.as_bytes()[4];
        let alone = !is_digit(at + 10) && (at == 0 || !is_digit(at - 1));
        let is_parted = matches!(separator, b'-' | b'_') && word.as_bytes()[7] == separator;
        let day = NaiveDate::from_ymd_opt(
            year(word.get(..4)?)?,
            number(word.get(5..7)?, 2..=2)?,
            number(word.get(8..)?, 2..=2)?,
        );
        day.filter(|_| alone && is_parted)
    })
}

fn year(text: &str) -> Option<i32> {
    let year = number(text, 4..=4)?;
    // Before there is hardly a page with its date in its address, and four digits may number anything.
    (2000..2100).contains(&year).then_some(year.cast_signed())
}

/// A month by number or name. `mars` and `set` are months of some language only where a day follows.
fn month(text: &str, before_day: bool) -> Option<u32> {
    let by_name = || {
        let name = fold(text);
        let known = before_day || dates::is_english(name.as_str());
        Some(dates::meaning(name.as_str()).month).filter(|month| known && (1..=12).contains(month))
    };
    number(text, 1..=2).or_else(|| by_name().map(u32::from))
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{SOURCE_AFTER_ARTICLE, dated};
    use crate::rules::testing::{findings_with, lines, timestamp};

    #[test]
    fn dates_are_told_from_numbers() {
        let table = [
            ("https://example.org/2025/04/27/dam", Some("2025-04-27")),
            ("https://example.org/news/2025/apr/27/dam", Some("2025-04-27")),
            ("https://example.org/news/2025/April/7/dam", Some("2025-04-07")),
            ("https://example.org/2025-04-27-dam", Some("2025-04-27")),
            ("https://example.org/dam-2025-04-27.html", Some("2025-04-27")),
            ("https://example.org/20250427/dam", Some("2025-04-27")),
            ("https://example.org/20250427-dam", Some("2025-04-27")),
            ("https://example.org/2025/04/dam", Some("2025-04-01")),
            ("https://example.org/2025/04/", Some("2025-04-01")),
            ("https://example.org/2025/04/27/dam-2024-01-02", Some("2024-01-02")),
            ("https://example.org/2025/02/30/dam", None),
            ("https://example.org/2025/13/01/dam", None),
            ("https://example.org/2025-02-30-dam", None),
            ("https://example.org/202504271/dam", None),
            ("https://example.org/120250427/dam", None),
            ("https://example.org/1899/04/27/dam", None),
            ("https://example.org/dam-20250427", None),
            ("https://example.org/2025/dam", None),
            ("https://example.org/2025/mai/27/dam", Some("2025-05-27")),
            ("https://example.org/2025/mars/dam", None),
            ("https://example.org/2025/marathon/dam", None),
            ("https://example.org/a?d=2025-04-27", None),
            ("https://example.org/2025-04-2é", None),
            ("https://example.org/20é", None),
        ];
        for (url, expected) in table {
            assert_eq!(dated(url).map(|date| date.to_string()).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn what_is_announced_ahead_passes() {
        let text = "2025-04-25\nA [1].\nReferences\n[1] https://example.org/events/2025/05/02/dam";
        let found = findings_with(&SOURCE_AFTER_ARTICLE, text, |article, document| {
            article.published = Some(timestamp(document, "2025-04-25"))
        });
        assert!(found.is_empty());
    }

    #[test]
    fn only_days_that_had_begun_nowhere_are_later() {
        let table = [
            ("2025-04-25T09:00:00-04:00", "2025/04/26", false),
            ("2025-04-25T09:00:00-04:00", "2025/04/27", true),
            ("2025-04-25T05:00:00-04:00", "2025/04/26", true),
            ("2025-04-25T21:00:00", "2025/04/26", false),
            ("2025-04-25T21:00:00", "2025/04/27", true),
            ("2025-04-25", "2025/04/27", false),
            ("2025-04-25", "2025/04/28", true),
            ("2025-04-25", "2025/05", true),
            ("2025-04-29", "2025/05", false),
        ];
        for (written, path, expected) in table {
            let text = format!("{written}\nA [1].\nReferences\n[1] https://example.org/{path}/dam");
            let found = findings_with(&SOURCE_AFTER_ARTICLE, &text, |article, document| {
                article.published = Some(timestamp(document, written))
            });
            assert_eq!(!found.is_empty(), expected, "{written} {path}");
        }
    }

    #[test]
    fn a_later_change_counts_and_the_message_names_both_days() {
        let text = "2025-04-25\nA [1].\nReferences\n[1] https://example.org/2025/05/02/dam";
        let at = |published: &'static str, modified: Option<&'static str>| {
            lines(&findings_with(&SOURCE_AFTER_ARTICLE, text, |article, document| {
                article.published = Some(timestamp(document, published));
                article.modified = modified.map(|modified| timestamp(document, modified));
            }))
        };
        let url = "https://example.org/2025/05/02/dam";
        assert_eq!(
            at("2025-04-25", None),
            [format!("4:5 address {url} is dated 2025-05-02, after the article (2025-04-25)")]
        );
        assert!(at("2025-04-25", Some("2025-05-03")).is_empty());
    }
}
