//! Reads the days in the places of a page that may name one: each with what the words around it say.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::extract::timestamp::{self, Event, Found, Hints};
use crate::extract::{dateline, people};
use crate::model::{
    Document, FieldName, Mention, MentionKind, Provenance, Setting, Timestamp, TimestampValue, mention,
};

/// Days that are weighed; a page with more is no article.
const MOST: usize = 400;

/// A day in a place.
#[derive(Clone, Debug)]
pub(super) struct Sighting<'a> {
    /// The day.
    pub(super) day: NaiveDate,
    /// The point in time as far as it is stated.
    pub(super) timestamp: Timestamp,
    /// What kind of place has it.
    pub(super) kind: Kind,
    /// The name of the place.
    pub(super) key: Cow<'a, str>,
    /// The place among the document's mentions; none for what its metadata offer.
    pub(super) mention: Option<usize>,
    /// Where it stands.
    pub(super) setting: Option<&'a Setting>,
    /// How it is written.
    pub(super) form: Form,
    /// What the words around it say.
    pub(super) words: Words,
}

/// What kind of place has a day, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// JSON-LD of an article: first publication.
    Published,
    /// JSON-LD of something else: first publication.
    OtherPublished,
    /// JSON-LD: last change.
    Modified,
    /// JSON-LD: making or upload.
    Created,
    /// A meta tag for first publication.
    MetaPublished,
    /// A meta tag for the last change.
    MetaModified,
    /// A meta tag for a date.
    MetaDate,
    /// Another meta tag.
    MetaOther,
    /// A `time` element.
    Time,
    /// Microdata.
    Property,
    /// Another attribute.
    Attribute,
    /// Visible text.
    Text,
    /// The page's address.
    Address,
    /// A picture's address.
    Image,
    /// A value in a script for first publication.
    ScriptPublished,
    /// A value in a script for the last change.
    ScriptModified,
    /// Another value in a script.
    ScriptOther,
}

/// Kinds of places.
pub(super) const KINDS: usize = Kind::ScriptOther as usize + 1;

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With the name of a month.
    Named,
    /// The year first.
    YearFirst,
    /// The day first.
    DayFirst,
    /// In figures that may be read both ways, read with the day first.
    MaybeDayFirst,
    /// The same, read with the month first.
    MaybeMonthFirst,
}

/// What the words around a day say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words {
    /// Its place among the days of its words, and how many there are.
    pub(super) nth: usize,
    pub(super) of: usize,
    /// The event that its line names, and that a label before it names.
    pub(super) published: bool,
    pub(super) modified: bool,
    pub(super) label_published: bool,
    pub(super) label_modified: bool,
    /// Whether a byline stands in its line.
    pub(super) byline: bool,
    /// Whether another day of its line is said to be that of publication, and it is not.
    pub(super) beside_published: bool,
    /// Whether the next day of its line is said to be that of a change, and nothing is said of it.
    pub(super) before_modified: bool,
    /// Bytes before it and behind it.
    pub(super) before: usize,
    pub(super) behind: usize,
    /// Whether its line ends as a sentence.
    pub(super) sentence: bool,
    /// Whether its line tells a span of time too.
    pub(super) relative: bool,
    /// Words of its line that are not of datelines.
    pub(super) others: usize,
}

/// The days of a document in the order of their places.
pub(super) fn of<'a>(document: &'a Document<'_>, hints: Hints<'_>) -> Vec<Sighting<'a>> {
    let mut sightings = Vec::new();
    if document.mentions.is_empty() {
        return sightings;
    }
    for candidate in &document.candidates {
        if let Some(kind) = kind_of(candidate.field, candidate.provenance, &candidate.key) {
            let timestamp = match candidate.provenance {
                Provenance::Url => timestamp::of_url(&candidate.value),
                _ if candidate.field == FieldName::Url => timestamp::of_url(&candidate.value),
                _ => timestamp::parse_metadata(&candidate.value, Hints { metadata: true, ..hints }),
            };
            sightings.extend(timestamp.and_then(|timestamp| {
                plain(timestamp, kind, Cow::Borrowed(candidate.key.as_str()), form(&candidate.value))
            }));
        }
    }
    for (at, mention) in document.mentions.iter().enumerate() {
        if sightings.len() >= MOST {
            break;
        }
        read(at, mention, hints, &mut sightings);
    }
    sightings
}

fn kind_of(field: FieldName, provenance: Provenance, key: &str) -> Option<Kind> {
    match (field, provenance) {
        (FieldName::Published, Provenance::JsonLd) if key.ends_with(".dateCreated") => Some(Kind::Created),
        (FieldName::Published, Provenance::JsonLd)
            if key.ends_with("Article.datePublished") || key.ends_with("Posting.datePublished") =>
        {
            Some(Kind::Published)
        }
        (FieldName::Published, Provenance::JsonLd) => Some(Kind::OtherPublished),
        (FieldName::Modified, Provenance::JsonLd) => Some(Kind::Modified),
        (FieldName::Url, _) => Some(Kind::Address),
        _ => None,
    }
}

fn plain<'a>(timestamp: Timestamp, kind: Kind, key: Cow<'a, str>, form: Form) -> Option<Sighting<'a>> {
    let day = timestamp.date();
    (1990..2100).contains(&day.year()).then(|| Sighting {
        day,
        timestamp,
        kind,
        key,
        mention: None,
        setting: None,
        form,
        words: Words { of: 1, ..Words::default() },
    })
}

/// The days of a mention.
fn read<'a>(at: usize, mention: &'a Mention, hints: Hints<'_>, sightings: &mut Vec<Sighting<'a>>) {
    let kind = match mention.kind {
        MentionKind::Text => return read_text(at, mention, hints, sightings),
        MentionKind::Time => Kind::Time,
        MentionKind::Property => Kind::Property,
        MentionKind::Attribute => Kind::Attribute,
        MentionKind::Image => Kind::Image,
        MentionKind::Link | MentionKind::Named => return,
        MentionKind::Meta => match names(&mention.key) {
            (_, true, _) => Kind::MetaModified,
            (true, ..) => Kind::MetaPublished,
            (.., true) => Kind::MetaDate,
            _ => Kind::MetaOther,
        },
        MentionKind::Script => match names(&mention.key) {
            (_, true, _) => Kind::ScriptModified,
            (true, ..) => Kind::ScriptPublished,
            _ => Kind::ScriptOther,
        },
    };
    let timestamp = match mention.kind {
        MentionKind::Image => timestamp::of_url(&mention.words),
        _ => timestamp::parse_metadata(&mention.words, Hints { metadata: true, ..hints }),
    };
    let Some(sighting) = timestamp.and_then(|timestamp| {
        plain(timestamp, kind, Cow::Borrowed(mention.key.as_str()), form(&mention.words))
    }) else {
        return;
    };
    let label = label(&mention.label);
    let words = Words {
        label_published: label.0,
        label_modified: label.1,
        byline: people::byline_words(&mention.label).is_some(),
        ..sighting.words
    };
    sightings.push(Sighting { mention: Some(at), setting: mention.setting.as_deref(), words, ..sighting });
}

/// Whether a text may have a date in figures whose order differs between languages: `4/5/2026`, `4. 5. 2026`.
fn may_be_read_two_ways(text: &str) -> bool {
    let bytes = text.as_bytes();
    let parts = |at: usize| {
        let rest = &bytes[at + 1..];
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        at > 0 && bytes[at - 1].is_ascii_digit() && rest.first().is_some_and(u8::is_ascii_digit)
    };
    memchr::memchr3_iter(b'/', b'-', b'.', bytes).any(parts)
}

/// Whether a key speaks of publication, of change, of a date.
fn names(key: &str) -> (bool, bool, bool) {
    let key = key.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    (
        has(&["publi", "issued", "creat", "release", "pubdate", "posted", "citation", "display", "first"]),
        has(&["mod", "updat", "revis", "expire"]),
        has(&["date", "time"]),
    )
}

/// Whether a label speaks of publication, and of change.
fn label(words: &str) -> (bool, bool) {
    if words.is_empty() {
        return (false, false);
    }
    let read = timestamp::events(words);
    (read.contains(&Event::Published), read.contains(&Event::Modified))
}

fn read_text<'a>(at: usize, mention: &'a Mention, hints: Hints<'_>, sightings: &mut Vec<Sighting<'a>>) {
    let line = timestamp::read(&mention.words, hints);
    let mut found: Vec<(Found, Option<Form>)> = line.found.into_iter().map(|found| (found, None)).collect();
    if may_be_read_two_ways(&mention.words) {
        for (tag, form) in [("en-GB", Form::MaybeDayFirst), ("en-US", Form::MaybeMonthFirst)] {
            let other = timestamp::read(&mention.words, Hints { language: Some(tag), ..hints });
            for other in other.found {
                let known = found.iter().any(|(found, form)| {
                    form.is_none()
                        && found.range.start < other.range.end
                        && other.range.start < found.range.end
                });
                if !known {
                    found.push((other, Some(form)));
                }
            }
        }
    }
    let (label_published, label_modified) = label(&mention.label);
    let byline = people::byline_words(&mention.label).is_some() || people::is_byline(&mention.words);
    let sentence = mention.words.ends_with(['.', '。', '!', '?']);
    let of = found.len();
    let is_published = |found: &Found| found.event == Event::Published;
    let names_publication = found.iter().any(|(found, _)| is_published(found));
    let events: Vec<Event> = found.iter().map(|(found, _)| found.event).collect();
    for (nth, (found, maybe)) in found.into_iter().enumerate() {
        let says_publication = is_published(&found);
        let behind = &mention.words[found.range.end..];
        if sentence && found.event == Event::Unsaid && dateline::goes_on_in_the_date(behind) {
            continue;
        }
        let Some(timestamp) = found.timestamp.filter(|_| found.event != Event::Accessed) else { continue };
        let form = maybe.unwrap_or_else(|| form(&mention.words[found.range.clone()]));
        let Some(sighting) = plain(timestamp, Kind::Text, Cow::Borrowed(mention.key.as_str()), form) else {
            continue;
        };
        let words = Words {
            nth,
            of,
            published: says_publication,
            beside_published: names_publication && !says_publication,
            before_modified: events[nth] == Event::Unsaid && events.get(nth + 1) == Some(&Event::Modified),
            modified: found.event == Event::Modified,
            label_published,
            label_modified,
            byline,
            before: found.range.start,
            behind: mention.words.len() - found.range.end,
            sentence,
            relative: line.relative,
            others: line.others,
        };
        sightings.push(Sighting {
            mention: Some(at),
            setting: mention.setting.as_deref(),
            words,
            ..sighting
        });
    }
}

fn form(words: &str) -> Form {
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = words.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    match (digits >= 4, letters >= 3) {
        (true, _) => Form::YearFirst,
        (false, true) => Form::Named,
        (false, false) => Form::DayFirst,
    }
}

impl Kind {
    /// What kind of place it is to who reads the record.
    pub(super) fn provenance(self) -> Provenance {
        match self {
            Self::Published | Self::OtherPublished | Self::Modified | Self::Created => Provenance::JsonLd,
            Self::MetaPublished | Self::MetaModified | Self::MetaDate | Self::MetaOther | Self::Image => {
                Provenance::MetaTag
            }
            Self::Address => Provenance::Url,
            Self::Text => Provenance::Text,
            _ => Provenance::Markup,
        }
    }
}

impl<'a> Sighting<'a> {
    /// Whether it stands in the article's own part of the page: not in a caption, in what is embedded, or in
    /// readers' comments. What says outright what it is, is believed anywhere, and right behind the headline
    /// what its words say.
    pub(super) fn is_of_article(&self) -> bool {
        let loose = matches!(self.kind, Kind::Text | Kind::Time | Kind::Attribute);
        let is_told = || self.says_publication() && self.is_behind_headline();
        !loose || self.setting.is_none_or(|setting| !mention::is_apart(setting)) || is_told()
    }

    /// Whether its words say that it is the day of publication, or it stands before one in its line that is
    /// said to be of a change.
    pub(super) fn says_publication(&self) -> bool {
        let words = self.words;
        let told = words.published || words.label_published && !words.label_modified || words.before_modified;
        told && !words.modified
    }

    /// Whether the name of its element speaks of publication alone, and it stands behind the headline.
    pub(super) fn names_publication(&self) -> bool {
        self.setting.is_some_and(|setting| setting[mention::PUBLISHED] > 0 && setting[mention::MODIFIED] == 0)
            && self.is_behind_headline()
    }

    /// Whether the name of its element speaks of change alone.
    pub(super) fn names_change(&self) -> bool {
        self.setting.is_some_and(|setting| setting[mention::MODIFIED] > 0 && setting[mention::PUBLISHED] == 0)
    }

    /// Whether it stands a few lines behind the headline.
    pub(super) fn is_behind_headline(&self) -> bool {
        /// Segments of a headline's byline, standfirst and picture.
        const FEW: i32 = 10;
        self.setting.is_some_and(|setting| (0..=FEW).contains(&setting[mention::FROM_TITLE]))
    }

    /// Whether it is said to be the day of a change, or stands beside one that is said to be of publication.
    pub(super) fn is_of_change(&self) -> bool {
        let of_change = matches!(self.kind, Kind::Modified | Kind::MetaModified | Kind::ScriptModified);
        of_change || self.words.modified || self.words.beside_published
    }

    /// Whether the words right before its place say that it is the day of a change, and nothing says that it
    /// is that of publication.
    pub(super) fn is_labelled_change(&self) -> bool {
        self.words.label_modified && !self.words.label_published && !self.words.published
    }

    /// The name of its place, as offers have it.
    pub(super) fn named(&self) -> Cow<'a, str> {
        match self.kind {
            Kind::Text => Cow::Borrowed(""),
            Kind::Time => Cow::Borrowed("time"),
            Kind::ScriptPublished | Kind::ScriptModified | Kind::ScriptOther => {
                Cow::Owned(format!("script:{}", self.key))
            }
            _ => self.key.clone(),
        }
    }

    /// Whether a time of day is stated.
    pub(super) fn has_time(&self) -> bool {
        !matches!(self.timestamp.value, TimestampValue::Date(_))
    }

    /// Minutes east of UTC, where a zone is stated.
    pub(super) fn offset(&self) -> Option<i32> {
        match self.timestamp.value {
            TimestampValue::Instant(instant) => Some(instant.offset().local_minus_utc() / 60),
            _ => None,
        }
    }
}
