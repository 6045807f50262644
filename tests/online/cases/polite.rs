//! When servers ask for patience.

use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};

use crate::answers::{Answer, depends, ok, status, turns};
use crate::bench::{Case, case};
use crate::pages::article;

/// A status with a time to wait, then the page.
fn after(code: u16, wait: &str) -> Answer {
    turns([status(code).field("Retry-After", wait), ok(article())])
}

/// A date in HTTP's form, so many seconds from now.
fn date(seconds: i64) -> String {
    let date = DateTime::<Utc>::from(SystemTime::now()) + TimeDelta::seconds(seconds);
    date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The page, where the last request came long enough ago.
fn only_after_date() -> Answer {
    depends(|request| match request.nth {
        0 => status(503).field("Retry-After", date(2)),
        _ => ok(article()),
    })
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("patience/429 and a second", after(429, "1"))
            .is("alive")
            .attempts(2..=2)
            .requests(2..=2)
            .gap(1_000)
            .slow(),
        case("patience/503 and a second", after(503, "1"))
            .is("alive")
            .attempts(2..=2)
            .requests(2..=2)
            .gap(1_000)
            .slow(),
        case("patience/503 and three seconds", after(503, "3")).is("alive").requests(2..=2).gap(3_000).slow(),
        case("patience/503 and a date", only_after_date()).is("alive").requests(2..=2).gap(1_000).slow(),
        case(
            "patience/429 and a date gone by",
            depends(|request| match request.nth {
                0 => status(429).field("Retry-After", date(-100)),
                _ => ok(article()),
            }),
        )
        .is("alive")
        .slow(),
        case("patience/429 and zero", after(429, "0")).is("alive").requests(2..=2).slow(),
        case("patience/429 and nonsense", after(429, "soon")).is("alive").requests(2..=2).slow(),
        case("patience/429 and a minus", after(429, "-3")).is("alive").slow(),
        case("patience/429 and an hour", after(429, "3600"))
            .is("blocked")
            .status(429)
            .attempts(1..=1)
            .requests(1..=1),
        case("patience/503 and an hour", after(503, "3600"))
            .is("blocked")
            .status(503)
            .attempts(1..=1)
            .requests(1..=1),
        case(
            "patience/503 and a date next year",
            depends(|_| status(503).field("Retry-After", date(40_000_000))),
        )
        .is("blocked")
        .attempts(1..=1)
        .requests(1..=1),
        case("patience/429 and more seconds than there are", after(429, "99999999999999999999"))
            .is("blocked|alive")
            .slow(),
        case("patience/429 for ever", status(429)).is("blocked").status(429).slow(),
        case("patience/429 for ever and a second", status(429).field("Retry-After", "1"))
            .is("blocked")
            .gap(1_000)
            .slow(),
        case("patience/429 once", turns([status(429), ok(article())])).is("alive").requests(2..=2).slow(),
        case("patience/500 once", turns([status(500), ok(article())]))
            .is("alive")
            .attempts(2..=2)
            .requests(2..=2)
            .slow(),
        case("patience/502 twice", turns([status(502), status(502), ok(article())]))
            .is("alive")
            .requests(3..=3)
            .slow(),
        case("patience/503 once", turns([status(503), ok(article())])).is("alive").requests(2..=2).slow(),
        case("patience/504 once", turns([status(504), ok(article())])).is("alive").requests(2..=2).slow(),
        case("patience/500 then 404", turns([status(500), status(404)])).is("dead").slow(),
        case("patience/503 then 410", turns([status(503), status(410)])).is("dead").slow(),
        case("patience/404 then 200", turns([status(404), ok(article())])).is("dead").requests(1..=1),
        case("patience/asked for on a page that is there", ok(article()).field("Retry-After", "3600"))
            .is("alive")
            .requests(1..=1),
        case("patience/asked for on a page that is not", status(404).field("Retry-After", "3600"))
            .is("dead")
            .requests(1..=1),
        case("patience/403 and a second", turns([status(403).field("Retry-After", "1"), ok(article())]))
            .is("blocked|alive")
            .slow(),
        case("patience/at the second page", turns([status(503).field("Retry-After", "1"), ok(article())]))
            .is("alive")
            .gap(1_000)
            .slow(),
    ]
}
