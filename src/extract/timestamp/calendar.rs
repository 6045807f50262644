//! Days of calendars that news is dated by.

use chrono::{Days, NaiveDate};

/// The day of a Gregorian date; `None` if the calendar does not have it.
pub(super) fn gregorian(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The Gregorian day of a date of the Persian solar calendar. Only for the years 1300 to 1470, where the leap
/// years of its 33-year cycle are those of the official calendar.
pub(super) fn jalali(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(is_jalali_leap(year)),
        _ => return None,
    };
    if !(1300..=1470).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let before = |month: u32| if month <= 7 { (month - 1) * 31 } else { (month - 1) * 30 + 6 };
    let since_1300 =
        (year - 1300) as u64 * 365 + (1300..year).filter(|&year| is_jalali_leap(year)).count() as u64;
    // 1 Farvardin 1300.
    NaiveDate::from_ymd_opt(1921, 3, 21)?
        .checked_add_days(Days::new(since_1300 + u64::from(before(month) + day - 1)))
}

fn is_jalali_leap(year: i32) -> bool {
    matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

#[cfg(test)]
mod tests {
    use super::jalali;

    // First days of Persian years as the official calendar had them.
    #[test]
    fn persian_years_begin_on_their_days() {
        let table = [
            (1300, "1921-03-21"),
            (1357, "1978-03-21"),
            (1376, "1997-03-21"),
            (1379, "2000-03-20"),
            (1395, "2016-03-20"),
            (1399, "2020-03-20"),
            (1400, "2021-03-21"),
            (1403, "2024-03-20"),
            (1404, "2025-03-21"),
        ];
        for (year, expected) in table {
            assert_eq!(jalali(year, 1, 1).map(|day| day.to_string()).as_deref(), Some(expected), "{year}");
        }
        assert_eq!(jalali(1403, 12, 30).map(|day| day.to_string()).as_deref(), Some("2025-03-20"));
        assert_eq!(jalali(1404, 2, 6).map(|day| day.to_string()).as_deref(), Some("2025-04-26"));
        assert_eq!(jalali(1404, 7, 1).map(|day| day.to_string()).as_deref(), Some("2025-09-23"));
    }

    #[test]
    fn days_that_the_calendar_lacks_are_none() {
        for (year, month, day) in [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 1, 0), (1200, 1, 1)] {
            assert_eq!(jalali(year, month, day), None);
        }
    }
}
