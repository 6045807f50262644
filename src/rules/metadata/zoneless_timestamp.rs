//! Finds times of publication that name no zone.

use crate::model::{Severity, TimestampValue};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// A time of publication with hours and minutes and without a time zone, or with an abbreviation that stands for several zones
    /// (`IST`, `CST`, `BST`). A date alone needs no zone.
    ///
    /// ## Why it matters
    ///
    /// The same clock time is up to 26 hours apart around the world, so the order of an article and its sources cannot be told from it.
    /// newscheck does not guess a zone.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// 1 May 2026, 09:00
    /// ```
    ///
    /// ## How to fix
    ///
    /// Name the zone: `1 May 2026, 09:00 UTC` or `2026-05-01T09:00:00+02:00`.
    pub static ZONELESS_TIMESTAMP: Rule = Rule {
        code: "MET005",
        name: "zoneless-timestamp",
        default_severity: Severity::Info,
        needs: Needs::Article,
        summary: "a time of publication that names no time zone",
        check,
    }
}

/// At most one finding an article. A date without a time of day needs no zone.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(published) = &subject.article.published else { return };
    if !super::is_article(subject.article) || !matches!(published.value.value, TimestampValue::Civil(_)) {
        return;
    }
    let message = match &published.value.zone {
        Some(zone) => format!("time zone {} stands for several zones", crate::rules::words::brief(zone)),
        None => format!("timestamp {} names no time zone", published.value.to_rfc3339()),
    };
    let help = Some("name the zone as an offset, such as +02:00 or UTC".to_owned());
    sink.report(Draft { span: published.place.map(|place| place.span), message, help, ..Draft::default() });
}

#[cfg(test)]
mod tests {
    use super::ZONELESS_TIMESTAMP;
    use crate::model::Finding;
    use crate::rules::testing::{findings_with, lines, timestamp};

    fn found(text: &str, zone: Option<&str>) -> Vec<Finding> {
        findings_with(&ZONELESS_TIMESTAMP, text, |article, document| {
            let mut published = timestamp(document, text);
            published.value.zone = zone.map(str::to_owned);
            article.published = Some(published);
        })
    }

    #[test]
    fn a_time_without_zone_is_reported_at_its_place() {
        let found = found("2026-04-01T10:00:00", None);
        assert_eq!(lines(&found), ["1:1 timestamp 2026-04-01T10:00:00 names no time zone"]);
        assert_eq!(found[0].snippet, "2026-04-01T10:00:00");
    }

    #[test]
    fn an_ambiguous_abbreviation_is_named() {
        assert_eq!(
            lines(&found("2026-04-01T10:00:00", Some("IST"))),
            ["1:1 time zone IST stands for several zones"]
        );
    }

    #[test]
    fn dates_and_instants_pass() {
        for text in ["2026-04-01", "2026-04-01T10:00:00+02:00"] {
            assert_eq!(found(text, None), [], "{text}");
        }
    }

    #[test]
    fn a_timestamp_from_metadata_has_no_place() {
        let text = "2026-04-01T10:00:00";
        let found = findings_with(&ZONELESS_TIMESTAMP, text, |article, document| {
            let mut published = timestamp(document, text);
            published.place = None;
            article.published = Some(published);
        });
        assert_eq!(lines(&found), ["- timestamp 2026-04-01T10:00:00 names no time zone"]);
    }
}
