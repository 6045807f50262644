//! Finds articles that say they appear later than now.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use crate::model::{Field, Severity, Timestamp, TimestampValue};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

/// How far an exact instant may lie ahead: clocks differ.
const SKEW: Duration = Duration::hours(1);

/// How far a date or a time without zone may lie ahead: it can already be tomorrow elsewhere.
const ZONE_GRACE: Duration = Duration::hours(24);

rule! {
    /// ## What it finds
    ///
    /// A time of publication or change that lies after the present, or after `--now` where it is given. An instant with a zone may lie
    /// an hour ahead, for clocks differ; a date or a time without a zone may lie a day ahead, for it can be tomorrow elsewhere.
    ///
    /// ## Why it matters
    ///
    /// The article is not out yet, its date has a mistyped year, or day and month have changed places.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// 2062-05-01 09:00 UTC
    /// ```
    ///
    /// ## How to fix
    ///
    /// Correct the date, or set `--now` if the article is to be checked as of a later day.
    pub static FUTURE_TIMESTAMP: Rule = Rule {
        code: "MET003",
        name: "future-timestamp",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "an article dated later than now",
        check,
    }
}

/// One finding for each timestamp that lies ahead.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    if !super::is_article(article) {
        return;
    }
    for (name, field) in [("publication", &article.published), ("change", &article.modified)] {
        let Some(field) = field else { continue };
        if lies_ahead(&field.value.value, subject.now) {
            sink.report(draft(name, field, subject.now));
        }
    }
}

fn draft(name: &str, field: &Field<Timestamp>, now: DateTime<Utc>) -> Draft {
    Draft {
        span: field.place.map(|place| place.span),
        message: format!("time of {name} {} lies in the future", field.value.to_rfc3339()),
        help: Some(format!("correct it; it is now {}", now.format("%Y-%m-%dT%H:%MZ"))),
        ..Draft::default()
    }
}

fn lies_ahead(value: &TimestampValue, now: DateTime<Utc>) -> bool {
    let (instant, grace) = match value {
        TimestampValue::Instant(instant) => (instant.with_timezone(&Utc), SKEW),
        TimestampValue::Civil(civil) => (civil.and_utc(), ZONE_GRACE),
        TimestampValue::Date(date) => (date.and_time(NaiveTime::MIN).and_utc(), ZONE_GRACE),
    };
    instant.signed_duration_since(now) > grace
}

#[cfg(test)]
mod tests {
    use super::FUTURE_TIMESTAMP;
    use crate::model::PageType;
    use crate::rules::testing::{findings_with, lines, timestamp};

    fn found(text: &str) -> Vec<String> {
        lines(&findings_with(&FUTURE_TIMESTAMP, text, |article, document| {
            article.published = Some(timestamp(document, text))
        }))
    }

    // The tests' clock stands at 2026-05-01T12:00:00Z.
    #[test]
    fn timestamps_beyond_their_grace_are_reported() {
        let table = [
            (
                "2026-05-01T13:00:01+00:00",
                "1:1 time of publication 2026-05-01T13:00:01+00:00 lies in the future",
            ),
            (
                "2026-05-01T13:30:00-04:00",
                "1:1 time of publication 2026-05-01T13:30:00-04:00 lies in the future",
            ),
            ("2026-05-02T12:00:01", "1:1 time of publication 2026-05-02T12:00:01 lies in the future"),
            ("2026-05-03", "1:1 time of publication 2026-05-03 lies in the future"),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), [expected]);
        }
    }

    #[test]
    fn timestamps_within_their_grace_pass() {
        for text in [
            "2026-05-01T13:00:00+00:00",
            "2026-05-01T20:00:00+09:00",
            "2026-05-02T12:00:00",
            "2026-05-02",
            "1999-12-31",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_change_in_the_future_is_reported_too() {
        let text = "2026-06-01";
        let found = findings_with(&FUTURE_TIMESTAMP, text, |article, document| {
            article.modified = Some(timestamp(document, text))
        });
        assert_eq!(lines(&found), ["1:1 time of change 2026-06-01 lies in the future"]);
    }

    #[test]
    fn other_pages_are_left_alone() {
        let text = "2026-06-01";
        let found = findings_with(&FUTURE_TIMESTAMP, text, |article, document| {
            article.published = Some(timestamp(document, text));
            article.page_type = PageType::FrontPage;
        });
        assert_eq!(found, []);
    }
}
