//! Tells the names beside an author's that are no author's: positions and places behind it, the publisher,
//! who edited what another wrote, the host of the site.

use crate::extract::authors::sightings::{Place, Reading, Sighting};
use crate::extract::metadata::Ballot;
use crate::extract::people;
use crate::model::Document;

/// The page's places and the names in them, of which some are taken for authors'.
pub(super) struct Named<'p, 'a> {
    pub(super) document: &'p Document<'p>,
    pub(super) ballot: &'p Ballot<'a>,
    pub(super) sightings: &'p [Sighting<'a>],
    /// The names of the site, as compared.
    pub(super) sites: &'p [String],
    /// The names that are taken for authors'.
    pub(super) keys: &'p [String],
}

impl Named<'_, '_> {
    /// The names among the authors' that are none.
    pub(super) fn of_nobody(&self) -> Vec<String> {
        let mut nobody: Vec<String> = self.keys.iter().filter(|key| self.is_host(key)).cloned().collect();
        nobody.extend(self.keys.iter().filter(|key| self.is_addition(key)).cloned());
        let is_writer = |key: &&String| self.of(key).any(|one| self.opens(one));
        if self.keys.iter().any(|key| is_writer(&key)) {
            let others = self.keys.iter().filter(|key| !is_writer(key));
            nobody.extend(others.filter(|key| self.of(key).any(|one| self.opens_otherwise(one))).cloned());
        }
        nobody
    }

    fn of(&self, key: &str) -> impl Iterator<Item = &Sighting<'_>> {
        self.sightings.iter().filter(move |one| one.key == key)
    }

    /// Whether a name is the host of the page: `gazette.example`.
    fn is_host(&self, key: &str) -> bool {
        let is_written_so = |one: &Sighting<'_>| one.name.contains('.') && !one.name.contains(' ');
        let host = key.strip_prefix("www ").unwrap_or(key);
        self.sites.iter().any(|site| site == host) && self.of(key).any(is_written_so)
    }

    /// Whether a name is no person's by its form, or the publisher's, and stands behind an author's wherever
    /// it stands: `Jane Doe, Marketing`, `Jane Doe | The Gazette`.
    fn is_addition(&self, key: &str) -> bool {
        let is_somebody = |one: &Sighting<'_>| is_author(one) || people::is_agency(&one.name);
        let may_be = self.names_site(key)
            || !self.of(key).any(is_somebody)
            || self.of(key).any(|one| self.is_joined_to_position(one))
                && !self.of(key).any(|one| self.is_whole(one));
        let mut places = self.of(key).peekable();
        may_be && places.peek().is_some() && places.all(|one| self.is_behind_author(one) || self.is_held(one))
    }

    fn names_site(&self, key: &str) -> bool {
        let is_part = |site: &String| {
            let site = site.trim_start_matches('@');
            let rest = key.strip_prefix(site).or_else(|| key.strip_suffix(site));
            site.len() >= 3
                && rest.is_some_and(|rest| rest.starts_with(' ') || rest.ends_with(' ') || rest.is_empty())
        };
        self.sites.iter().any(is_part)
    }

    /// Whether an author stands before a name in its place, and nothing joins the two.
    fn is_behind_author(&self, one: &Sighting<'_>) -> bool {
        let Some(last) = self.before(one).max_by_key(|other| other.range.end) else { return false };
        let is_place = people::is_single(&one.name) && last.reading == Reading::Organisation;
        let signs = self.keys.contains(&last.key) && (is_author(last) || is_place);
        signs && !self.joins(last, one) || self.is_position(last)
    }

    /// Whether words behind an author's name are no person's.
    fn is_position(&self, one: &Sighting<'_>) -> bool {
        let is_ones = |other: &Sighting<'_>| self.keys.contains(&other.key) && is_author(other);
        one.reading != Reading::Person && self.before(one).any(is_ones)
    }

    /// Whether a name is joined to words of a position: `Jane Doe, Head of Boats and Harbour Strategy`.
    fn is_joined_to_position(&self, one: &Sighting<'_>) -> bool {
        let last = self.before(one).max_by_key(|other| other.range.end);
        last.is_some_and(|last| self.is_position(last) && self.joins(last, one))
    }

    /// Whether a name is all of an element.
    fn is_whole(&self, one: &Sighting<'_>) -> bool {
        matches!(one.place, Place::Mention(_)) && self.words(one.place).trim() == one.name
    }

    /// The names before one in its place.
    fn before<'s>(&'s self, one: &'s Sighting<'_>) -> impl Iterator<Item = &'s Sighting<'s>> {
        self.sightings.iter().filter(|other| {
            other.place == one.place && other.range.end <= one.range.start && other.key != one.key
        })
    }

    fn joins(&self, last: &Sighting<'_>, one: &Sighting<'_>) -> bool {
        people::joins(self.words(one.place).get(last.range.end..one.range.start).unwrap_or_default())
    }

    /// Whether a place that holds this one has the name behind an author's.
    fn is_held(&self, one: &Sighting<'_>) -> bool {
        let span = |one: &Sighting<'_>| one.place.mention(self.document).and_then(|mention| mention.span);
        let Some(inner) = span(one) else { return false };
        let holds = |other: &&Sighting<'_>| {
            other.place != one.place
                && span(other).is_some_and(|outer| outer.start <= inner.start && inner.end <= outer.end)
        };
        self.of(&one.key).filter(holds).any(|other| self.is_behind_author(other))
    }

    /// Whether nothing but words that open a byline leads to a name.
    fn opens(&self, one: &Sighting<'_>) -> bool {
        people::is_opener(self.lead(one))
    }

    /// Whether other words lead to a name, of which the last alone would open a byline: `Edited by`.
    fn opens_otherwise(&self, one: &Sighting<'_>) -> bool {
        let lead = self.lead(one);
        let last = lead.rsplit(' ').next().unwrap_or_default();
        last.len() < lead.len() && people::is_opener(last) && !people::is_opener(lead)
    }

    /// The words that lead to a name: in its place, or the short ones before it.
    fn lead(&self, one: &Sighting<'_>) -> &str {
        let before = self.words(one.place).get(..one.range.start).unwrap_or_default();
        let lead = before.rsplit(['\n', '|', ',', ';', '•', '·']).next().unwrap_or_default().trim();
        match one.place {
            Place::Mention(at) if before.is_empty() => self.document.bylines[at].label.trim(),
            _ => lead,
        }
    }

    fn words(&self, place: Place) -> &str {
        place.words(self.document, self.ballot)
    }
}

/// Whether a name is a person's, of more than one word.
fn is_author(one: &Sighting<'_>) -> bool {
    one.reading == Reading::Person && !people::is_single(&one.name)
}
