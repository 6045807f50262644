//! What the fitted model of authors looks at: a row of whole numbers for each mention of a name. It says
//! nothing of what the numbers mean; that is fitted.

use std::collections::BTreeMap;

use crate::extract::authors::sightings::{KINDS, Kind, Reading, Sighting};
use crate::extract::people;
use crate::model::mention;

/// Numbers of a row.
pub(super) const WIDTH: usize = OF_PLACE + OF_NAME + OF_ALL + mention::WIDTH + 1;

/// Numbers of the place and its words, of the name's own letters, and of how the mentions agree.
const OF_PLACE: usize = KINDS + 2 + 13;
const OF_NAME: usize = 13;
const OF_ALL: usize = 3 * KINDS + 16;

/// A mention's numbers.
pub type Row = [i32; WIDTH];

/// What stands for a number that a mention does not have, and for a distance to nothing.
const NONE: i32 = -1;
const NOWHERE: i32 = 9999;

/// What is known of a page's authors before its mentions are weighed.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The names that the order of trust gives, as compared.
    pub(super) trusted: Vec<String>,
    /// The names of the site, as compared.
    pub(super) sites: Vec<String>,
}

/// What the mentions of a name say together.
#[derive(Clone, Debug)]
struct Together {
    count: i32,
    kinds: u32,
    /// The nearest of its visible places to the headline.
    nearest: i32,
    visible: i32,
    opened: bool,
    first: i32,
    /// Mentions of longer and of shorter names with the same words.
    longer: i32,
    shorter: i32,
    /// The most names beside it in a place.
    most: i32,
}

/// What all mentions of a page share.
struct All<'k> {
    known: &'k Known,
    names: BTreeMap<&'k str, Together>,
    /// By kind: names.
    of_kind: [i32; KINDS],
    count: i32,
}

/// The row of each mention.
pub(super) fn rows(sightings: &[Sighting<'_>], known: &Known) -> Vec<Row> {
    let all = All::new(sightings, known);
    let row = |sighting: &Sighting<'_>| {
        let mut row = [0; WIDTH];
        let mut next = 0;
        let mut push = |number: i32| {
            row[next] = number;
            next += 1;
        };
        of_place(sighting, &mut push);
        of_name(sighting, known, &mut push);
        all.of(sighting, &mut push);
        match sighting.setting {
            Some(setting) => setting.iter().for_each(|&number| push(number)),
            None => (0..mention::WIDTH).for_each(|_| push(NONE)),
        }
        push(sighting.setting.is_some().into());
        row
    };
    sightings.iter().map(row).collect()
}

fn of_place(sighting: &Sighting<'_>, push: &mut impl FnMut(i32)) {
    (0..KINDS).for_each(|kind| push((sighting.kind as usize == kind).into()));
    push(sighting.kind as i32);
    push(sighting.reading as i32);
    let words = sighting.words;
    for number in [
        words.nth,
        words.of,
        words.before,
        words.behind,
        words.figures,
        words.lines,
        words.rank,
        words.before + words.behind,
    ] {
        push(number as i32);
    }
    for told in
        [words.opened, words.labelled, words.opens, words.sentence, sighting.reading == Reading::Person]
    {
        push(told.into());
    }
}

fn of_name(sighting: &Sighting<'_>, known: &Known, push: &mut impl FnMut(i32)) {
    let name = sighting.name.as_str();
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let small = name.chars().filter(|letter| letter.is_lowercase()).count();
    let words = name.split_whitespace().count();
    let capitals = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    push(words as i32);
    push(letters as i32);
    push((small * 1000 / letters.max(1)) as i32);
    push((capitals * 1000 / words.max(1)) as i32);
    push(name.contains('.').into());
    push(name.contains(|letter: char| letter.is_numeric()).into());
    push(name.contains(|letter: char| !letter.is_alphabetic() && !letter.is_whitespace()).into());
    push(name.is_ascii().into());
    push(people::is_organisation(name).into());
    push(people::organisation(name).is_some().into());
    let (plain, key) = (sighting.key.replace(' ', ""), &sighting.key);
    push(known.sites.contains(key).into());
    push(known.sites.iter().any(|site| site.replace([' ', '.'], "") == plain).into());
    let shares = |site: &String| {
        let site = site.replace([' ', '.'], "");
        site.len() >= 4 && plain.len() >= 4 && (site.contains(&plain) || plain.contains(&site))
    };
    push(known.sites.iter().any(shares).into());
}

impl<'k> All<'k> {
    fn new(sightings: &'k [Sighting<'_>], known: &'k Known) -> Self {
        let mut all =
            Self { known, names: BTreeMap::new(), of_kind: [0; KINDS], count: sightings.len() as i32 };
        for sighting in sightings {
            let of_name = all.names.len() as i32;
            let together = all.names.entry(&sighting.key).or_insert(Together {
                count: 0,
                kinds: 0,
                nearest: NOWHERE,
                visible: 0,
                opened: false,
                first: of_name,
                longer: 0,
                shorter: 0,
                most: 0,
            });
            if together.kinds >> sighting.kind as u32 & 1 == 0 {
                all.of_kind[sighting.kind as usize] += 1;
            }
            together.count += 1;
            together.kinds |= 1 << sighting.kind as u32;
            together.most = together.most.max(sighting.words.of as i32);
            together.opened |= sighting.words.opened || sighting.words.labelled || sighting.words.opens;
            if let Some(setting) = sighting.setting {
                together.visible += 1;
                let from = setting[mention::FROM_TITLE];
                together.nearest = if from.abs() < together.nearest.abs() { from } else { together.nearest };
            }
        }
        all.compare();
        all
    }

    /// Counts for each name the longer and shorter ones that begin or end with the same words.
    fn compare(&mut self) {
        let keys: Vec<(&str, i32)> =
            self.names.iter().map(|(key, together)| (*key, together.count)).collect();
        for (key, together) in &mut self.names {
            let within = |long: &str, short: &str| {
                long.len() > short.len()
                    && short.len() >= 3
                    && (long.starts_with(short) || long.ends_with(short))
            };
            for (other, count) in &keys {
                together.longer += if within(other, key) { *count } else { 0 };
                together.shorter += if within(key, other) { *count } else { 0 };
            }
        }
    }

    fn of(&self, sighting: &Sighting<'_>, push: &mut impl FnMut(i32)) {
        let Some(together) = self.names.get(sighting.key.as_str()) else { return };
        (0..KINDS).for_each(|kind| push((together.kinds >> kind & 1) as i32));
        self.of_kind.iter().for_each(|&count| push(count));
        // Names of its own kind of place and of those that are trusted more.
        (0..KINDS)
            .for_each(|kind| push(i32::from(self.of_kind[kind] > 0 && together.kinds >> kind & 1 == 0)));
        push(together.count);
        push(together.kinds.count_ones() as i32);
        push(together.kinds.trailing_zeros() as i32);
        push(together.nearest);
        push(together.visible);
        push(together.opened.into());
        push(together.first);
        push(together.longer);
        push(together.shorter);
        push(together.most);
        push(self.names.len() as i32);
        push(self.count);
        let trusted = self.known.trusted.iter().position(|name| *name == sighting.key);
        push(trusted.map_or(NONE, |at| at as i32));
        push(self.known.trusted.len() as i32);
        push(self.of_kind[Kind::Article as usize..=Kind::Meta as usize].iter().sum());
        push((together.count * 1000) / self.count.max(1));
    }
}
