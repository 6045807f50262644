//! Tells by structure alone who signs a page, where no name of it weighs enough: whom an element by the
//! headline names, who stands behind a word for `by`, or whose name is a line beside that of the day.

use crate::extract::authors::sightings::{Kind, Reading, Sighting};
use crate::extract::people;
use crate::extract::timestamp::{self, Hints};
use crate::model::mention::{FROM_TITLE, NOWHERE, closes_text, is_apart, opens_text};
use crate::model::{Document, MentionKind, Setting};

/// Lines from the headline to a byline.
const NEAR: std::ops::RangeInclusive<i32> = 1..=3;

/// Words of the longest name beside a day.
const MOST_WORDS: usize = 4;

/// Bytes of the longest line of a day.
const LONGEST_DAY: usize = 80;

/// The sightings of who signs.
pub(super) fn by_structure(
    document: &Document<'_>,
    sightings: &[Sighting<'_>],
    sites: &[String],
    hints: Hints<'_>,
) -> Vec<usize> {
    let may_sign = |one: &Sighting<'_>| {
        one.reading == Reading::Person
            && !people::is_single(&one.name)
            && !sites.contains(&one.key)
            && !one.words.sentence
    };
    let of = |signs: &dyn Fn(&Sighting<'_>, &Setting) -> bool| -> Vec<usize> {
        let signs = |one: &Sighting<'_>| {
            may_sign(one) && one.setting.is_some_and(|setting| !is_apart(setting) && signs(one, setting))
        };
        (0..sightings.len()).filter(|&at| signs(&sightings[at])).collect()
    };
    let told = of(&|one, setting| {
        !matches!(one.kind, Kind::Line | Kind::Text) && one.range.start == 0 && is_near(setting)
    });
    if !told.is_empty() {
        return first_of_each(sightings, told);
    }
    let led = of(&|one, setting| {
        one.words.opens
            && one.words.behind == 0
            && (is_near(setting) || opens_text(setting) || closes_text(setting))
    });
    if !led.is_empty() {
        return first_of_each(sightings, led);
    }
    let days = days(document, hints);
    let beside = of(&|one, setting| {
        let is_whole = one.words.before == 0 && one.words.behind == 0;
        is_whole
            && is_full_name(&one.name)
            && (is_near(setting) || closes_text(setting))
            && days.iter().any(|day| is_next_to(setting, day))
    });
    // Two names beside a day are a section and a place as well as people.
    Some(first_of_each(sightings, beside)).filter(|names| names.len() == 1).unwrap_or_default()
}

/// Whether words are a name by their letters: a few, in small letters too, and no picture's.
fn is_full_name(words: &str) -> bool {
    let plain = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '-' | '\'' | '’');
    (2..=MOST_WORDS).contains(&words.split(' ').count())
        && words.chars().all(plain)
        && words.chars().any(char::is_lowercase)
        && !people::is_of_picture(words)
}

/// One sighting of each name.
fn first_of_each(sightings: &[Sighting<'_>], mut names: Vec<usize>) -> Vec<usize> {
    let mut known: Vec<&str> = Vec::new();
    names.retain(|&at| {
        let key = sightings[at].key.as_str();
        let is_new = !known.contains(&key);
        known.push(key);
        is_new
    });
    names
}

fn is_near(setting: &Setting) -> bool {
    NEAR.contains(&setting[FROM_TITLE])
}

/// Where the short lines stand that name a day.
fn days<'d>(document: &'d Document<'_>, hints: Hints<'_>) -> Vec<&'d Setting> {
    let mentions = document.mentions.iter().filter(|mention| mention.words.len() <= LONGEST_DAY);
    let days = mentions.filter(|mention| match mention.kind {
        MentionKind::Time => true,
        MentionKind::Text => !timestamp::read(&mention.words, hints).found.is_empty(),
        _ => false,
    });
    days.filter_map(|mention| mention.setting.as_deref()).collect()
}

fn is_next_to(one: &Setting, other: &Setting) -> bool {
    let (one, other) = (one[FROM_TITLE], other[FROM_TITLE]);
    one != NOWHERE && other != NOWHERE && one.abs_diff(other) == 1
}
