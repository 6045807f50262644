//! The days of an article: of first publication and of the last change. Offers are trusted in an order; on a
//! web page all days that it names are weighed as well, each as a row of whole numbers of which fitted trees
//! say how likely it is the day of publication. It reads no words; see `timestamp`.

mod day_trees;
mod features;
mod offers;
mod sightings;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::extract::metadata::Ballot;
use crate::extract::offer::Offer;
use crate::extract::timestamp::Hints;
use crate::model::{Document, FieldName, Timestamp, TimestampValue};
use crate::trees;

use day_trees::TREES;
use features::Known;
use sightings::{Kind, Sighting};

pub use features::Row;

/// The sum of the trees below which a day that nothing else speaks for is none: about one in five of such are
/// the article's.
const LEAST: i32 = -15_000;

/// The last change: the place of its offer, and the point in time.
pub fn modified(ballot: &mut Ballot<'_>, hints: Hints<'_>) -> Option<(usize, Timestamp)> {
    let read = offers::read(ballot, FieldName::Modified, hints, None);
    let day = read.first()?.1.date();
    offers::choose(ballot, FieldName::Modified, &read, day)
}

/// The first publication: the place of its offer, and the point in time. A visible day behind the last change
/// is none.
pub fn published<'a>(
    document: &'a Document<'_>,
    ballot: &mut Ballot<'a>,
    hints: Hints<'_>,
    last: Option<&Timestamp>,
) -> Option<(usize, Timestamp)> {
    let mut read = offers::read(ballot, FieldName::Published, hints, last);
    let sightings = sightings::of(document, hints);
    offers::drop_impossible(ballot, &mut read, |day| is_impossible(day, &sightings));
    let trusted = read.first().map(|(_, timestamp)| timestamp.date());
    let likeliest = agreed(&sightings).or_else(|| likeliest(&sightings, &known(&read)));
    let Some(likeliest) = likeliest else {
        return offers::choose(ballot, FieldName::Published, &read, trusted?);
    };
    let likeliest = said_instead(likeliest.day, &sightings).unwrap_or(likeliest);
    let likeliest = shown_before_change(likeliest, &sightings, last).unwrap_or(likeliest);
    let day = likeliest.day;
    if !read.iter().any(|(_, timestamp)| timestamp.date() == day) {
        let offer = offer(document, likeliest);
        read.push((ballot.add(offer, "the likeliest day that the page names"), likeliest.timestamp.clone()));
    }
    offers::choose(ballot, FieldName::Published, &read, day)
}

/// The mentions of days that may be that of publication: the day, its place, and its row.
pub type Rows = Vec<(NaiveDate, String, Row)>;

/// What the model is fitted to, and the day that the order of trust gives.
pub fn rows(
    document: &Document<'_>,
    ballot: &mut Ballot<'_>,
    hints: Hints<'_>,
    last: Option<&Timestamp>,
) -> (Rows, Option<NaiveDate>) {
    let mut read = offers::read(ballot, FieldName::Published, hints, last);
    let sightings = sightings::of(document, hints);
    offers::drop_impossible(ballot, &mut read, |day| is_impossible(day, &sightings));
    let rows = features::rows(&sightings, &known(&read));
    let named = |sighting: &Sighting<'_>| format!("{:?} {}", sighting.kind, sighting.key);
    let all = sightings.iter().zip(rows).filter(|(sighting, _)| is_possible(sighting.day, &sightings));
    let rows = all.map(|(sighting, row)| (sighting.day, named(sighting), row)).collect();
    (rows, read.first().map(|(_, timestamp)| timestamp.date()))
}

fn known(read: &[(usize, Timestamp)]) -> Known {
    let mut offered: Vec<NaiveDate> = Vec::new();
    for (_, timestamp) in read {
        offered.extend(Some(timestamp.date()).filter(|day| !offered.contains(day)));
    }
    Known { offered }
}

/// The likeliest day of publication of all that a page names, where it is stated most precisely; none where
/// none is likely.
fn likeliest<'s, 'a>(sightings: &'s [Sighting<'a>], known: &Known) -> Option<&'s Sighting<'a>> {
    let rows = features::rows(sightings, known);
    let mut days: BTreeMap<NaiveDate, i32> = BTreeMap::new();
    for (sighting, row) in
        sightings.iter().zip(rows).filter(|(sighting, _)| is_possible(sighting.day, sightings))
    {
        let sum = days.entry(sighting.day).or_insert(i32::MIN);
        *sum = trees::sum(TREES, &row).max(*sum);
    }
    let trusted = known.offered.first();
    let likely = days.into_iter().filter(|(day, sum)| *sum > LEAST || trusted == Some(day));
    let (day, _) = likely.max_by_key(|(_, sum)| *sum)?;
    most_precise(day, sightings)
}

/// The day of publication that the structured data of an article, a meta tag and the page's own words name
/// alike.
fn agreed<'s, 'a>(sightings: &'s [Sighting<'a>]) -> Option<&'s Sighting<'a>> {
    let by = |day: NaiveDate, kind: Kind| sightings.iter().any(|one| one.kind == kind && one.day == day);
    let is_shown = |day: NaiveDate| {
        let shown = sightings.iter().filter(|one| one.day == day && one.setting.is_some());
        shown.into_iter().any(|one| one.is_of_article() && !one.is_of_change())
    };
    let mut days = sightings.iter().filter(|one| one.kind == Kind::Published).map(|one| one.day);
    let day = days.find(|&day| by(day, Kind::MetaPublished) && is_shown(day))?;
    most_precise(day, sightings)
}

/// Where the words behind the headline say of a day that it is that of a change, the one before it of which
/// they say that it is that of publication.
fn said_instead<'s, 'a>(day: NaiveDate, sightings: &'s [Sighting<'a>]) -> Option<&'s Sighting<'a>> {
    let of_day = || sightings.iter().filter(|one| one.day == day && one.setting.is_some());
    let is_change = of_day()
        .any(|one| one.is_behind_headline() && (one.words.modified || one.names_change()))
        && !of_day().any(|one| one.says_publication());
    let said = |one: &&Sighting<'_>| {
        one.day < day && one.is_of_article() && (one.says_publication() || one.names_publication())
    };
    let first = sightings.iter().filter(said).min_by_key(|one| one.day).filter(|_| is_change)?;
    // One moment has two days on two clocks.
    let is_same = |one: &Sighting<'_>| match one.timestamp.value {
        TimestampValue::Instant(instant) => {
            let mut shown = sightings.iter().filter(|other| other.day == first.day);
            one.day == day && shown.any(|other| offers::clock_of(instant, &other.timestamp.value).is_some())
        }
        _ => false,
    };
    if sightings.iter().any(is_same) { None } else { most_precise(first.day, sightings) }
}

/// Where a day that nothing but the page's lines names is that of the last change, by the words before it or
/// by the metadata: an older one of which a line behind the headline says nothing else.
fn shown_before_change<'s, 'a>(
    likeliest: &Sighting<'a>,
    sightings: &'s [Sighting<'a>],
    last: Option<&Timestamp>,
) -> Option<&'s Sighting<'a>> {
    let day = likeliest.day;
    let mut of_day = sightings.iter().filter(|one| one.day == day && !one.is_of_change());
    let is_told = of_day.clone().any(|one| one.says_publication() || one.names_publication())
        || of_day.clone().any(|one| one.setting.is_none() && one.kind != Kind::Image);
    let is_change = of_day.any(Sighting::is_labelled_change) || last.is_some_and(|last| last.date() == day);
    let is_line = |one: &&Sighting<'_>| {
        one.day < day
            && one.is_behind_headline()
            && one.is_of_article()
            && !one.is_of_change()
            && !one.is_labelled_change()
            && !one.words.sentence
            && one.words.others == 0
    };
    let older = sightings.iter().find(is_line).filter(|_| is_change && !is_told)?;
    most_precise(older.day, sightings)
}

/// Where a day is stated most precisely.
fn most_precise<'s, 'a>(day: NaiveDate, sightings: &'s [Sighting<'a>]) -> Option<&'s Sighting<'a>> {
    let of_day = sightings.iter().filter(|sighting| sighting.day == day && sighting.is_of_article());
    of_day.min_by_key(|sighting| sighting.timestamp.value.left_open())
}

/// Whether a day may be that of publication: some place that is the article's own names it, and not only as
/// the day of a change.
fn is_possible(day: NaiveDate, all: &[Sighting<'_>]) -> bool {
    all.iter().any(|sighting| sighting.day == day && sighting.is_of_article() && !sighting.is_of_change())
}

/// Whether a day is named and none of its places lets it be that of publication.
fn is_impossible(day: NaiveDate, all: &[Sighting<'_>]) -> bool {
    all.iter().any(|sighting| sighting.day == day) && !is_possible(day, all)
}

/// The offer that a mention makes.
fn offer<'a>(document: &'a Document<'_>, sighting: &Sighting<'a>) -> Offer<'a> {
    let mention = sighting.mention.and_then(|at| document.mentions.get(at));
    Offer {
        field: FieldName::Published,
        value: Cow::Borrowed(mention.map_or("", |mention| mention.words.as_str())),
        provenance: sighting.kind.provenance(),
        key: sighting.named(),
        span: mention.and_then(|mention| mention.span),
        timestamp: Some(sighting.timestamp.clone()),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::{LoadOptions, html};
    use crate::model::{Demand, Source};
    use crate::trees::are_sound;

    use super::*;

    const TEXT: &str = "The harbour stayed closed for another week because the dredgers had not come back from the north in time.";

    /// The time of publication of a page of some head and some lines between headline and text.
    fn published(head: &str, lines: &str, behind: &str) -> Option<String> {
        let page = format!(
            "<html><head><title>Harbour closed again</title>{head}</head><body><main><article>\
             <h1>Harbour closed again</h1>{lines}<p>{TEXT} One.</p><p>{TEXT} Two.</p><p>{TEXT} Three.</p>\
             </article></main>{behind}</body></html>"
        );
        let document = html::document(&page, Source::default(), &LoadOptions::default())
            .unwrap_or_else(|_| panic!("a page of few nodes"));
        extract(&document, Demand::ARTICLE).published.map(|field| field.value.to_rfc3339())
    }

    #[test]
    fn the_table_asks_for_numbers_that_a_row_has() {
        assert_eq!(TREES.len(), 150);
        assert!(are_sound(TREES, features::WIDTH));
    }

    #[test]
    fn a_day_near_the_headline_is_that_of_publication_and_gains_no_zone() {
        let table = [
            ("<div>By Ina Holm</div><div>26 April 2025</div>", Some("2025-04-26")),
            ("<div>26 April 2025, 14:33</div>", Some("2025-04-26T14:33:00")),
            ("<p>Updated 28 April 2025 | Published 26 April 2025</p>", Some("2025-04-26")),
            ("<p>28 April 2025 10:00 | Published: 26 April 2025 14:33</p>", Some("2025-04-26T14:33:00")),
            ("<p>Updated 28 April 2025</p>", None),
            (
                "<p>28 April 2025 | Latest update</p><p>26 April 2025 | First published</p>",
                Some("2025-04-26"),
            ),
            ("<p>26 April 2025 10:00 / Updated 28 April 2025 11:00</p>", Some("2025-04-26T10:00:00")),
            ("<div class=x-embed>Published <b>26 April 2025</b></div>", Some("2025-04-26")),
            (
                "<blockquote class=insta-post>A post by <a href=//s.example/jf>jf</a> on 20 April 2025</blockquote>",
                None,
            ),
            ("<p>Accessed 28 April 2025</p>", None),
            ("<p>2025-04-26 公開 2025-04-28 更新</p>", Some("2025-04-26")),
            ("<p>2025年4月26日起，港口再次关闭一周，船只改停邻港。</p>", None),
            ("<p>2025年4月26日讯（记者李四）港口再次关闭一周，船只改停邻港。</p>", Some("2025-04-26")),
        ];
        for (lines, expected) in table {
            assert_eq!(published("", lines, "").as_deref(), expected, "{lines}");
        }
    }

    #[test]
    fn a_day_that_is_shown_before_that_of_the_last_change_is_that_of_publication() {
        let changed = "<meta name='modified' content='2025-04-28T11:00:00Z'>";
        let time =
            |day: u32| format!("<div><time datetime='2025-04-{day}T09:00:00Z'>Apr {day}, 2025</time></div>");
        let lines = format!("{}<img src=a.jpg>{}", time(28), time(26));
        assert_eq!(published(changed, &lines, "").as_deref(), Some("2025-04-26T09:00:00+00:00"));
        assert_eq!(published(changed, &time(28), "").as_deref(), Some("2025-04-28T09:00:00+00:00"));
    }

    #[test]
    fn the_day_that_the_page_shows_goes_before_the_same_moment_in_utc() {
        let head = "<meta property='article:published_time' content='2025-04-27T00:48:00Z'>";
        let shown = "<div class='date'>April 26, 2025 8:48 p.m.</div>";
        assert_eq!(published(head, shown, "").as_deref(), Some("2025-04-26T20:48:00-04:00"));
    }

    #[test]
    fn a_clock_without_the_half_of_the_day_is_in_no_zone_where_nobody_lives() {
        let head = "<meta property='article:published_time' content='2025-04-26T20:48:00Z'>";
        let shown = "<div class='date'>April 26, 2025 8:48</div>";
        assert_eq!(published(head, shown, "").as_deref(), Some("2025-04-26T20:48:00+00:00"));
    }

    #[test]
    fn what_the_page_says_of_its_days_goes_before_what_its_metadata_do() {
        let head = "<meta property='article:published_time' content='2025-04-28T11:00:00Z'>";
        let lines = "<p>Published 26 April 2025</p><p>Updated 28 April 2025</p>";
        assert_eq!(published(head, lines, "").as_deref(), Some("2025-04-26"));
        // One moment on two clocks is no change.
        let head = "<meta property='article:published_time' content='2025-04-27T00:48:00Z'>";
        let lines = "<p>Published 26 April 2025 8:48 p.m.</p><p>Updated 27 April 2025 9:00 p.m.</p>";
        assert_eq!(published(head, lines, "").as_deref(), Some("2025-04-26T20:48:00-04:00"));
    }

    #[test]
    fn the_day_that_two_trusted_places_and_the_page_name_is_that_of_publication() {
        let head = "<meta property='article:published_time' content='2025-04-26T09:00:00Z'>\
             <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-26T09:00:00Z\"}</script>";
        let lines = "<p>29 April 2025</p><div class=date>26 April 2025</div>";
        assert_eq!(published(head, lines, "").as_deref(), Some("2025-04-26T09:00:00+00:00"));
    }

    #[test]
    fn days_of_captions_readers_and_other_articles_are_none() {
        let caption = "<figure><img src=a.jpg><figcaption>The harbour (24.04.2023)</figcaption></figure>";
        let reader = "<div class='comments'><p>Jo Fell, 27 April 2025</p><p>High time.</p></div>";
        let other = "<aside class='related'><a href=/x>Ferries</a> <time datetime='2025-04-20'>20 April</time></aside>";
        assert_eq!(published("", caption, ""), None);
        assert_eq!(published("", "", reader), None);
        assert_eq!(published("", "", other), None);
    }

    #[test]
    fn days_of_rows_and_of_boxes_built_alike_behind_the_text_are_none() {
        let rows = "<tr><td>06.10.2024</td><td>9.40</td></tr><tr><td>13.10.2024</td><td>9.40</td></tr>";
        let head = "<tr><th>Day</th><th>Sails</th></tr>";
        assert_eq!(published("", &format!("<table>{head}{rows}</table>"), ""), None);
        assert_eq!(published("", &format!("<table><caption>Sailings</caption>{rows}</table>"), ""), None);
        // A layout is no table of facts.
        let layout = "<table><tr><td>By Ina Holm</td><td>26 April 2025</td></tr></table>";
        assert_eq!(published("", layout, "").as_deref(), Some("2025-04-26"));
        let reply = |day: u32| {
            format!(
                "<div class=zz><b>Jo</b> <time datetime='2025-04-{day}'>{day} April</time><p>High time that it opens.</p></div>"
            )
        };
        let replies = format!("<section><h2>Replies</h2>{}{}</section>", reply(27), reply(28));
        assert_eq!(published("", "", &replies), None);
        let lines = "<div class=zz>26 April 2025</div>";
        assert_eq!(published("", lines, &replies).as_deref(), Some("2025-04-26"));
        let told =
            "<div class=zz><h3 class=published>26 April 2025</h3><p>It was published on a day.</p></div>";
        assert_eq!(published("", "", &format!("{told}{}", reply(28))).as_deref(), Some("2025-04-26"));
    }
}
