//! What the fitted model of days looks at: a row of whole numbers for each mention of a day. It says nothing
//! of what the numbers mean; that is fitted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::extract::days::sightings::{Form, KINDS, Kind, Sighting};
use crate::model::mention;

/// Numbers of a row.
pub(super) const WIDTH: usize = KINDS + 5 + OF_WORDS + mention::WIDTH + 1 + OF_ALL;

/// Numbers of the words, and of how the mentions agree.
const OF_WORDS: usize = 17;
const OF_ALL: usize = 12 + 16 + 12 + 5;

/// A mention's numbers.
pub type Row = [i32; WIDTH];

/// What is known of a page's day before its mentions are weighed.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The days that offers give, the most trusted first.
    pub(super) offered: Vec<NaiveDate>,
}

/// What stands for a number that a mention does not have.
const NONE: i32 = -1;

/// What all mentions of a page share.
struct All<'k> {
    known: &'k Known,
    /// By day: mentions, and their kinds as bits.
    days: BTreeMap<NaiveDate, (i32, u32)>,
    kinds: u32,
    count: i32,
    published: Vec<NaiveDate>,
    modified: Vec<NaiveDate>,
    /// By kind: mentions.
    of_kind: [i32; KINDS],
    /// By day: what its visible mentions say.
    visible: BTreeMap<NaiveDate, Visible>,
}

/// What the visible mentions of a day say together.
#[derive(Clone, Copy)]
struct Visible {
    /// Segments from the headline to the nearest one, before or behind it.
    near: i32,
    count: i32,
    published: bool,
    modified: bool,
    /// How near a mark of dates is.
    marked: i32,
}

/// What stands for the distance to a headline that a page does not have.
const NOWHERE: i32 = 9999;

/// Segments from the headline within which a day is near it.
const NEAR: i32 = 10;

/// The row of each mention.
pub(super) fn rows(sightings: &[Sighting<'_>], known: &Known) -> Vec<Row> {
    let all = All::new(sightings, known);
    let mut seen = [0; KINDS];
    let row = |sighting: &Sighting<'_>| {
        let nth = seen[sighting.kind as usize];
        seen[sighting.kind as usize] += 1;
        let mut row = [0; WIDTH];
        let mut next = 0;
        let mut push = |number: i32| {
            row[next] = number;
            next += 1;
        };
        of_words(sighting, nth, &mut push);
        match sighting.setting {
            Some(setting) => setting.iter().for_each(|&number| push(number)),
            None => (0..mention::WIDTH).for_each(|_| push(NONE)),
        }
        push(sighting.setting.is_some().into());
        all.of_day(sighting.day, &mut push);
        all.of_metadata(sighting.day, &mut push);
        all.of_visible(sighting.day, &mut push);
        all.of_trust(sighting.day, &mut push);
        row
    };
    sightings.iter().map(row).collect()
}

fn of_words(sighting: &Sighting<'_>, nth: i32, push: &mut impl FnMut(i32)) {
    (0..KINDS).for_each(|kind| push((sighting.kind as usize == kind).into()));
    for form in [Form::Named, Form::YearFirst, Form::DayFirst, Form::MaybeDayFirst, Form::MaybeMonthFirst] {
        push((sighting.form == form).into());
    }
    let words = sighting.words;
    push(nth);
    push(words.nth as i32);
    push(words.of as i32);
    push(words.published.into());
    push(words.modified.into());
    push(words.label_published.into());
    push(words.label_modified.into());
    push(words.byline.into());
    push(words.before as i32);
    push(words.behind as i32);
    push(words.sentence.into());
    push(words.relative.into());
    push(words.others as i32);
    push(sighting.has_time().into());
    push((sighting.offset() == Some(0)).into());
    push(sighting.offset().is_some_and(|offset| offset != 0).into());
    push(sighting.kind as i32);
}

fn days(span: chrono::TimeDelta) -> i32 {
    span.num_days().clamp(-20_000, 20_000) as i32
}

/// What stands for the days to another day where there is none.
const NO_OTHER: i32 = -30_000;

impl<'k> All<'k> {
    fn new(sightings: &[Sighting<'_>], known: &'k Known) -> Self {
        let mut all = Self {
            known,
            days: BTreeMap::new(),
            kinds: 0,
            count: 0,
            published: Vec::new(),
            modified: Vec::new(),
            of_kind: [0; KINDS],
            visible: BTreeMap::new(),
        };
        for sighting in sightings {
            let day = all.days.entry(sighting.day).or_default();
            day.0 += 1;
            day.1 |= 1 << sighting.kind as u32;
            all.kinds |= 1 << sighting.kind as u32;
            all.count += 1;
            all.of_kind[sighting.kind as usize] += 1;
            match sighting.kind {
                Kind::Published | Kind::MetaPublished => all.published.push(sighting.day),
                Kind::Modified | Kind::MetaModified => all.modified.push(sighting.day),
                _ => {}
            }
            if sighting.setting.is_some() {
                all.visible.entry(sighting.day).or_default().add(sighting);
            }
        }
        all
    }

    /// 12 numbers: how many mentions and kinds of places agree, and its place among all days.
    fn of_day(&self, day: NaiveDate, push: &mut impl FnMut(i32)) {
        let (count, kinds) = self.days.get(&day).copied().unwrap_or_default();
        let first = self.days.keys().next().copied().unwrap_or(day);
        let last = self.days.keys().next_back().copied().unwrap_or(day);
        push(count);
        push(kinds.count_ones() as i32);
        push(count * 1000 / self.count.max(1));
        push(kinds.count_ones() as i32 * 1000 / self.kinds.count_ones().max(1) as i32);
        push(days(last - day));
        push(days(day - first));
        push((last == day).into());
        push(self.days.len() as i32);
        push(self.count);
        for kind in [Kind::Text, Kind::Address, Kind::MetaDate] {
            push((kinds >> kind as u32 & 1 == 1).into());
        }
    }

    /// 16 numbers: what structured data say.
    fn of_metadata(&self, day: NaiveDate, push: &mut impl FnMut(i32)) {
        let kinds = self.days.get(&day).map_or(0, |day| day.1);
        push((!self.published.is_empty()).into());
        push(self.published.contains(&day).into());
        push((!self.modified.is_empty()).into());
        push(self.modified.contains(&day).into());
        push(self.published.iter().any(|&other| days(other - day).abs() == 1).into());
        push(self.modified.iter().map(|&other| days(day - other)).max().unwrap_or(NO_OTHER));
        push(self.published.iter().map(|&other| days(day - other)).max().unwrap_or(NO_OTHER));
        for kind in [Kind::Published, Kind::MetaPublished, Kind::Time, Kind::Property] {
            push((kinds >> kind as u32 & 1 == 1).into());
        }
        for kind in [Kind::Published, Kind::MetaPublished, Kind::Time, Kind::Text, Kind::Property] {
            push(self.of_kind[kind as usize]);
        }
    }

    /// 12 numbers: what its visible mentions say, and which other days stand near the headline.
    fn of_visible(&self, day: NaiveDate, push: &mut impl FnMut(i32)) {
        let visible = self.visible.get(&day).copied().unwrap_or_default();
        push(visible.count);
        push(visible.near);
        push(visible.near.abs());
        push(visible.published.into());
        push(visible.modified.into());
        push(visible.marked);
        let near = || self.visible.iter().filter(|(_, visible)| visible.near.abs() <= NEAR);
        push(near().count() as i32);
        push(near().next().is_some_and(|(first, _)| *first == day).into());
        push(near().next_back().is_some_and(|(last, _)| *last == day).into());
        let others = near().filter(|(other, _)| **other != day).map(|(other, _)| days(day - *other));
        push(others.min_by_key(|days| days.abs()).unwrap_or(NO_OTHER));
        push(near().any(|(_, visible)| visible.published).into());
        push(self.visible.len() as i32);
    }

    /// 5 numbers: what the order of trust makes of it.
    fn of_trust(&self, day: NaiveDate, push: &mut impl FnMut(i32)) {
        let trusted = self.known.offered.first().copied();
        push(trusted.is_some().into());
        push((trusted == Some(day)).into());
        push(trusted.map_or(NO_OTHER, |trusted| days(day - trusted)));
        push(self.known.offered.iter().position(|&offered| offered == day).map_or(99, |at| at as i32));
        push(self.known.offered.len() as i32);
    }
}

impl Default for Visible {
    fn default() -> Self {
        Self { near: NOWHERE, count: 0, published: false, modified: false, marked: 0 }
    }
}

impl Visible {
    fn add(&mut self, sighting: &Sighting<'_>) {
        let Some(setting) = sighting.setting else { return };
        let (words, from_title) = (sighting.words, setting[mention::FROM_TITLE]);
        if from_title.abs() < self.near.abs() {
            self.near = from_title;
        }
        self.count += 1;
        self.published |= words.published || words.label_published;
        self.modified |= words.modified || words.label_modified;
        self.marked = self.marked.max(setting[mention::MARK_OF_DATE]);
    }
}
