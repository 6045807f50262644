//! Reads the names in the places of a page that may name an author: each with what the words around it say.

use std::ops::Range;

use crate::extract::authors::trusted::{is_of_card, people_in, spelled};
use crate::extract::metadata::{Ballot, Ranked};
use crate::extract::people;
use crate::extract::timestamp::{self, Hints};
use crate::model::mention::is_behind;
use crate::model::{Document, FieldName, Mention, MentionKind, Provenance, Setting};

/// Names that are weighed, and those of one place.
const MOST: usize = 200;
const MOST_OF_PLACE: usize = 12;

/// Bytes of a place that is read, and of a name that is no person's.
const LONGEST: usize = 400;
const LONGEST_NAME: usize = 60;

/// A name in a place.
#[derive(Clone, Debug)]
pub(super) struct Sighting<'a> {
    /// The name as compared.
    pub(super) key: String,
    /// The name as written.
    pub(super) name: String,
    /// What kind of place has it.
    pub(super) kind: Kind,
    /// What it was read as.
    pub(super) reading: Reading,
    /// The place.
    pub(super) place: Place,
    /// Where in the place's words it stands.
    pub(super) range: Range<usize>,
    /// Where on the page it stands.
    pub(super) setting: Option<&'a Setting>,
    /// What the words around it say.
    pub(super) words: Words,
}

/// A place among the offers of a ballot, or among the document's bylines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Offer(usize),
    Mention(usize),
}

impl Place {
    /// The byline, if the place is one.
    pub(super) fn mention<'p>(self, document: &'p Document<'_>) -> Option<&'p Mention> {
        match self {
            Self::Mention(at) => document.bylines.get(at),
            Self::Offer(_) => None,
        }
    }

    /// The words of the place.
    pub(super) fn words<'p>(self, document: &'p Document<'_>, ballot: &'p Ballot<'_>) -> &'p str {
        match self {
            Self::Mention(_) => self.mention(document).map_or("", |mention| &mention.words),
            Self::Offer(at) => ballot.of(FieldName::Author).get(at).map_or("", |ranked| &ranked.offer.value),
        }
    }
}

/// What kind of place has a name, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// JSON-LD of an article.
    Article,
    /// JSON-LD of something else.
    Other,
    /// A meta tag for authors.
    Meta,
    /// Another meta tag, also of those for sharing.
    Sharing,
    /// A byline at the head of the text.
    Text,
    /// A link that is said to lead to the author.
    Rel,
    /// A link to the page of somebody.
    Link,
    /// Microdata.
    Property,
    /// An element whose name says byline.
    Byline,
    /// An element whose name says author.
    Named,
    /// A short line.
    Line,
}

/// Kinds of places.
pub(super) const KINDS: usize = Kind::Line as usize + 1;

/// What a name was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    Person,
    Organisation,
    /// A single word that is no name by its form.
    Pseudonym,
    /// Other words of a place that names authors.
    Other,
}

/// What the words around a name say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words {
    /// Its place among the names of its place, and how many there are.
    pub(super) nth: usize,
    pub(super) of: usize,
    /// Whether words of a byline open the place, or stand right before it.
    pub(super) opened: bool,
    pub(super) labelled: bool,
    /// Whether they stand right before the name.
    pub(super) opens: bool,
    /// Bytes before it and behind it.
    pub(super) before: usize,
    pub(super) behind: usize,
    /// Figures of the place, as far as they count: nine.
    pub(super) figures: usize,
    /// Whether the place ends as a sentence.
    pub(super) sentence: bool,
    /// Lines of the place.
    pub(super) lines: usize,
    /// The rank of the place; large for one that makes no offer.
    pub(super) rank: usize,
}

/// What stands for the rank of a place that makes no offer.
const UNRANKED: usize = 999;

/// The names of a document, by the order of their places.
pub(super) fn of<'a>(
    document: &'a Document<'_>,
    offers: &[Ranked<'_>],
    hints: Hints<'_>,
) -> Vec<Sighting<'a>> {
    let mut sightings = Vec::new();
    let offers = offers.iter().enumerate().filter(|(_, ranked)| !is_of_card(&ranked.offer));
    for (at, ranked) in offers {
        let offer = &ranked.offer;
        let kind = match offer.provenance {
            Provenance::JsonLd
                if offer.key.ends_with("Article.author") || offer.key.ends_with("Posting.author") =>
            {
                Kind::Article
            }
            Provenance::JsonLd => Kind::Other,
            Provenance::MetaTag if offer.key.starts_with("article") || offer.key.starts_with("og:") => {
                Kind::Sharing
            }
            Provenance::MetaTag => Kind::Meta,
            Provenance::OpenGraph => Kind::Sharing,
            Provenance::Text => Kind::Text,
            _ => continue,
        };
        let names = with_others(&offer.value, spelled(offer, |value| people_in(value, hints)), true);
        let words = Words { rank: ranked.rank.min(UNRANKED), ..words(&offer.value, "") };
        add(&mut sightings, names, &offer.value, words, (kind, Place::Offer(at), None));
    }
    for (at, mention) in document.bylines.iter().enumerate() {
        let kind = kind(mention);
        let words = Words { rank: UNRANKED, ..words(&mention.words, &mention.label) };
        let people = people_in(&mention.words, hints);
        let people =
            people.into_iter().map(|range| (range.clone(), mention.words[range].to_owned())).collect();
        let opens = words.opened && !people::opens_a_sentence(&mention.words);
        let tells = kind != Kind::Line || opens || words.labelled;
        let names = with_others(&mention.words, people, tells);
        add(
            &mut sightings,
            names,
            &mention.words,
            words,
            (kind, Place::Mention(at), mention.setting.as_deref()),
        );
    }
    sightings
}

fn kind(mention: &Mention) -> Kind {
    match (mention.kind, mention.key.as_str()) {
        (MentionKind::Link, "rel:author") => Kind::Rel,
        (MentionKind::Link, _) => Kind::Link,
        (MentionKind::Property, _) => Kind::Property,
        (MentionKind::Named, "class:byline") => Kind::Byline,
        (MentionKind::Named, _) => Kind::Named,
        _ => Kind::Line,
    }
}

/// The people in some words, and where the place tells of authors the parts that name none.
fn with_others(
    value: &str,
    people: Vec<(Range<usize>, String)>,
    tells: bool,
) -> Vec<(Range<usize>, String, Reading)> {
    let mut names: Vec<_> = people.into_iter().map(|(range, name)| (range, name, Reading::Person)).collect();
    if tells && value.len() <= LONGEST {
        let people: Vec<Range<usize>> = names.iter().map(|(range, ..)| range.clone()).collect();
        let overlaps =
            |part: &Range<usize>| people.iter().any(|range| range.start < part.end && part.start < range.end);
        let others = people::parts(value).into_iter().filter(|part| !overlaps(part));
        names.extend(others.filter_map(|part| {
            let words = &value[part.clone()];
            Some((part.clone(), words.to_owned(), other(words)?))
        }));
        names.sort_by_key(|(range, ..)| range.start);
    }
    names.truncate(MOST_OF_PLACE);
    names
}

/// What words that name no person may be; none for addresses, dates and sentences.
fn other(words: &str) -> Option<Reading> {
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = words.chars().filter(char::is_ascii_digit).count();
    // What ends with a colon is a label.
    if letters < 2
        || words.ends_with([':', '：'])
        || digits > 3
        || people::is_opener(words)
        || timestamp::is_of_date(words)
        || words.len() > LONGEST_NAME
        || words.contains(['@', '#', '='])
        || words.contains("://")
    {
        return None;
    }
    // The name of an account that keeps a site is nobody's.
    if words.split_whitespace().count() > 7 || words.to_lowercase().contains("admin") {
        return None;
    }
    let whole = |range: Option<Range<usize>>| range.is_some_and(|range| range.len() == words.len());
    Some(if whole(people::organisation(words)) {
        Reading::Organisation
    } else if whole(people::pseudonym(words)) {
        Reading::Pseudonym
    } else {
        Reading::Other
    })
}

impl Sighting<'_> {
    /// Whether its place is behind the text and in no element that holds it.
    pub(super) fn is_behind(&self) -> bool {
        self.setting.is_some_and(is_behind)
    }
}

/// What the words of a place say, whichever name of it is meant.
fn words(value: &str, label: &str) -> Words {
    Words {
        opened: people::byline_words(value).is_some(),
        labelled: !label.is_empty() && is_opener(label),
        figures: value.chars().filter(|&letter| timestamp::is_digit(letter)).take(9).count(),
        sentence: value.trim_end().ends_with(['.', '!', '?', '。']),
        lines: value.lines().count(),
        ..Words::default()
    }
}

/// Whether some words are no more than those that open a byline, as they end: `Published by`.
fn is_opener(label: &str) -> bool {
    let last = label.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    people::is_opener(label.trim()) || people::is_opener(last.trim())
}

fn add<'a>(
    sightings: &mut Vec<Sighting<'a>>,
    names: Vec<(Range<usize>, String, Reading)>,
    value: &str,
    words: Words,
    (kind, place, setting): (Kind, Place, Option<&'a Setting>),
) {
    let of = names.len();
    for (nth, (range, name, reading)) in names.into_iter().enumerate() {
        let key = people::key(&name);
        if key.is_empty() || sightings.len() >= MOST {
            continue;
        }
        let words = Words {
            nth,
            of,
            opens: is_opener(&value[value.ceil_char_boundary(range.start.saturating_sub(40))..range.start]),
            before: range.start,
            behind: value.len().saturating_sub(range.end),
            ..words
        };
        sightings.push(Sighting { key, name, kind, reading, place, range, setting, words });
    }
}
