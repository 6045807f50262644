//! What the offers for a date say, in the order of trust: the points in time that can be meant, and the most
//! precise one of a day. Which day it is may be for the model to say; see the parent module.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::extract::metadata::Ballot;
use crate::extract::offer::Offer;
use crate::extract::timestamp::{self, Hints};
use crate::model::{FieldName, Provenance, Timestamp, TimestampValue, Verdict};

/// The points in time that the offers for a field state, by their places, the most trusted first; what cannot
/// be meant is told so.
pub(super) fn read(
    ballot: &mut Ballot<'_>,
    field: FieldName,
    hints: Hints<'_>,
    not_after: Option<&Timestamp>,
) -> Vec<(usize, Timestamp)> {
    let mut read = Vec::new();
    for (index, ranked) in ballot.of_mut(field).iter_mut().enumerate() {
        let Some(timestamp) = stated(&ranked.offer, hints) else {
            ranked.verdict = Verdict::Unreadable;
            continue;
        };
        let fault = if is_default(&timestamp) {
            Some("what systems write where they know no date")
        } else if not_after.is_some_and(|last| is_late(&ranked.offer, &timestamp, last)) {
            Some("days after the last change")
        } else {
            read.push((index, timestamp));
            None
        };
        if fault.is_some() {
            (ranked.verdict, ranked.note) = (Verdict::Implausible, fault);
        }
    }
    read
}

/// Drops the visible days that cannot be that of publication.
pub(super) fn drop_impossible(
    ballot: &mut Ballot<'_>,
    read: &mut Vec<(usize, Timestamp)>,
    is_impossible: impl Fn(NaiveDate) -> bool,
) {
    let offers = ballot.of_mut(FieldName::Published);
    read.retain(|(index, timestamp)| {
        let is_visible = matches!(offers[*index].offer.provenance, Provenance::Markup | Provenance::Text);
        let impossible = is_visible && is_impossible(timestamp.date());
        if impossible {
            (offers[*index].verdict, offers[*index].note) = (
                Verdict::Implausible,
                Some("of a caption, a quotation, a comment, another text or an update"),
            );
        }
        !impossible
    });
}

/// The most precise point in time of a day, on the page's own clock. Of equals the most trusted is chosen.
pub(super) fn choose(
    ballot: &mut Ballot<'_>,
    field: FieldName,
    read: &[(usize, Timestamp)],
    day: NaiveDate,
) -> Option<(usize, Timestamp)> {
    let (index, mut timestamp) = read
        .iter()
        .filter(|(_, timestamp)| timestamp.date() == day)
        .min_by_key(|(_, timestamp)| timestamp.value.left_open())
        .cloned()?;
    let first = read.first()?;
    let note = if first.1.date() != day {
        Some("its day is the likeliest of all that the page names")
    } else {
        (index != first.0).then_some("more precise than one trusted more, and of the same day")
    };
    let offers = ballot.of_mut(field);
    (offers[index].verdict, offers[index].note) = (Verdict::Chosen, note);
    show_on_the_pages_clock(&mut timestamp, read);
    Some((index, timestamp))
}

/// Gives an instant that metadata state in UTC the offset of the page's own clock, where the page shows the
/// same instant on it: `01:48Z` and `8:48 p.m.` the evening before are one moment, and the evening is the
/// page's date.
fn show_on_the_pages_clock(timestamp: &mut Timestamp, read: &[(usize, Timestamp)]) {
    let TimestampValue::Instant(instant) = timestamp.value else { return };
    if instant.offset().local_minus_utc() != 0 {
        return;
    }
    let offset = read.iter().find_map(|(_, shown)| clock_of(instant, &shown.value));
    if let Some(offset) = offset {
        timestamp.value = TimestampValue::Instant(instant.with_timezone(&offset));
    }
}

/// The offset of the clock on which an instant in UTC is shown, another than UTC.
pub(super) fn clock_of(instant: DateTime<FixedOffset>, shown: &TimestampValue) -> Option<FixedOffset> {
    match *shown {
        TimestampValue::Instant(shown) => Some(*shown.offset())
            .filter(|offset| offset.local_minus_utc() != 0 && (shown - instant).num_seconds().abs() < 60),
        TimestampValue::Civil(shown) => {
            let ahead = shown - instant.naive_utc();
            let hours = (ahead.num_seconds() as f64 / 3600.0).round() as i64;
            let same_minute = (ahead.num_seconds() - hours * 3600).abs() < 60;
            FixedOffset::east_opt(i32::try_from(hours * 3600).ok()?)
                // Nobody lives twelve hours behind: the half of the day is left out.
                .filter(|_| same_minute && hours != 0 && (-11..=14).contains(&hours))
        }
        _ => None,
    }
}

/// Whether a visible date lies days behind the last change: it is the day of reading, or another article's.
/// Metadata are believed, for a scheduled article was last changed before it appeared.
fn is_late(offer: &Offer<'_>, timestamp: &Timestamp, last: &Timestamp) -> bool {
    offer.provenance == Provenance::Markup && (timestamp.date() - last.date()).num_days() > 2
}

fn stated(offer: &Offer<'_>, hints: Hints<'_>) -> Option<Timestamp> {
    match (&offer.timestamp, offer.provenance) {
        (Some(timestamp), _) => Some(timestamp.clone()),
        (None, Provenance::Url) => timestamp::of_url(&offer.value),
        (None, _) => timestamp::parse_metadata(&offer.value, hints),
    }
}

/// Whether a system wrote it where it knew no date: the first days of 1970, or a year before there was a web
/// to say so.
fn is_default(timestamp: &Timestamp) -> bool {
    use chrono::Datelike;
    timestamp.date().year() < 1800 || timestamp.date().year() == 1970 && timestamp.date().ordinal() <= 2
}
