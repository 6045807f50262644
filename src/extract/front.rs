//! The front of an article: which leading blocks are headline, dateline, byline, standfirst or residue.
//! Metadata from markup is weighed in `metadata`; what follows is body.

use crate::extract::timestamp::ImpossibleDate;
use crate::model::{Document, Field, Mark, Timestamp};

/// What a leading block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The headline.
    Headline,
    /// A line of date, time and reading minutes.
    Dateline,
    /// A line that names authors.
    Byline,
    /// The standfirst.
    Summary,
    /// What a template or tool left behind: a `Title:` line.
    Residue,
    /// The body.
    Body,
}

/// What the front and the metadata say.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The role of each leading block, by block index; blocks beyond its end are body.
    pub roles: Vec<Role>,
    /// The headline.
    pub headline: Option<Field<String>>,
    /// First publication.
    pub published: Option<Field<Timestamp>>,
    /// Last change.
    pub modified: Option<Field<Timestamp>>,
    /// People named as authors.
    pub authors: Vec<Field<String>>,
    /// Publishing organisation or site.
    pub publisher: Option<Field<String>>,
    /// BCP 47 language tag.
    pub language: Option<Field<String>>,
    /// The article's own address.
    pub url: Option<Field<String>>,
    /// The standfirst.
    pub summary: Option<Field<String>>,
    /// Residue and impossible dates.
    pub marks: Vec<Mark>,
    /// Dates that do not exist.
    pub impossible: Vec<ImpossibleDate>,
}

/// Reads the front of a document. `end` is the index of the first block that belongs to a reference list, or the number of blocks.
pub fn read(_document: &Document<'_>, _end: usize) -> Front {
    Front::default()
}

/// Whether the document has a timestamp or byline: what makes a file without citations an article.
pub fn has_dateline_or_byline(_document: &Document<'_>) -> bool {
    false
}
