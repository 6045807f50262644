//! Points in time as precise as the page states them, and no more.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A point in time, with the zone as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    /// The point in time.
    pub value: TimestampValue,
    /// How precisely it was stated.
    pub precision: Precision,
    /// The zone as written (`ET`, `+02:00`), if one was.
    pub zone: Option<String>,
}

/// A page without a zone must not gain one, and one without a time of day must not gain midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimestampValue {
    /// Date, time and offset from UTC.
    Instant(DateTime<FixedOffset>),
    /// Date and time on an unnamed clock.
    Civil(NaiveDateTime),
    /// A date.
    Date(NaiveDate),
}

impl TimestampValue {
    /// How many of zone and time of day are left open: 0 to 2.
    pub fn left_open(self) -> u8 {
        match self {
            Self::Instant(_) => 0,
            Self::Civil(_) => 1,
            Self::Date(_) => 2,
        }
    }
}

/// The smallest unit a timestamp states.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A date only.
    Day,
    /// Hours and minutes.
    Minute,
    /// Seconds or finer.
    Second,
}

impl Timestamp {
    /// The date, on the page's own clock.
    pub fn date(&self) -> NaiveDate {
        match self.value {
            TimestampValue::Instant(instant) => instant.date_naive(),
            TimestampValue::Civil(civil) => civil.date(),
            TimestampValue::Date(date) => date,
        }
    }

    /// The instant in UTC, where the page states enough for one.
    pub fn to_utc(&self) -> Option<DateTime<Utc>> {
        match self.value {
            TimestampValue::Instant(instant) => Some(instant.with_timezone(&Utc)),
            _ => None,
        }
    }

    /// An instant near it: one that names no zone or no time of day is taken to be of noon in UTC.
    pub fn near(&self) -> Option<DateTime<Utc>> {
        let noon = || self.date().and_hms_opt(12, 0, 0).map(|noon| noon.and_utc());
        self.to_utc().or_else(noon)
    }

    /// RFC 3339 for an instant, the same without offset for a civil time, `YYYY-MM-DD` for a date.
    pub fn to_rfc3339(&self) -> String {
        match self.value {
            TimestampValue::Instant(instant) => instant.to_rfc3339_opts(SecondsFormat::Secs, false),
            TimestampValue::Civil(civil) => civil.format("%Y-%m-%dT%H:%M:%S").to_string(),
            TimestampValue::Date(date) => date.format("%Y-%m-%d").to_string(),
        }
    }

    /// The instant in UTC as RFC 3339 with `Z`.
    pub fn to_rfc3339_utc(&self) -> Option<String> {
        self.to_utc().map(|utc| utc.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}
