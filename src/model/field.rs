//! A value with its evidence: which field of the record it is for, what kind of place said it, and where that
//! is.

use serde::{Deserialize, Serialize};

use crate::text::{ByteSpan, LineCol};

/// A span of the decoded source with its line and column. Orders by span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The bytes.
    pub span: ByteSpan,
    /// Line and column of its first byte.
    pub at: LineCol,
    /// The page on which it begins, from 1, where the source is set in pages.
    pub page: Option<u32>,
}

/// A value with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value in its parsed form.
    pub value: T,
    /// The words it was read from.
    pub raw: String,
    /// What kind of place said so.
    pub provenance: Provenance,
    /// The exact key for metadata, such as `article:published_time`; empty for text.
    pub key: String,
    /// Where it stands in the decoded source; absent for some metadata.
    pub place: Option<Place>,
}

/// What kind of place a value came from, the most trusted first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// schema.org JSON-LD.
    JsonLd,
    /// Open Graph (`og:`, `article:`) meta tags.
    OpenGraph,
    /// Other meta tags.
    MetaTag,
    /// Markup: `<time>`, `<h1>`, `<html lang>`, microdata, a Markdown heading, a record's own field.
    Markup,
    /// The visible text.
    Text,
    /// The article's address.
    Url,
}

impl Provenance {
    /// The name as records have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json-ld",
            Self::OpenGraph => "open-graph",
            Self::MetaTag => "meta-tag",
            Self::Markup => "markup",
            Self::Text => "text",
            Self::Url => "url",
        }
    }
}

/// The fields a [`Candidate`](super::Candidate) can be for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// The article's own headline.
    Headline,
    /// When it was first published.
    Published,
    /// When it was last changed.
    Modified,
    /// One author, or a byline that names several.
    #[serde(rename = "authors")]
    Author,
    /// The publishing organisation or site.
    Publisher,
    /// A BCP 47 language tag.
    Language,
    /// The canonical address.
    Url,
    /// The standfirst or description.
    Summary,
    /// The page's type as it declares it (`article`, `website`, `NewsArticle`).
    PageType,
}

impl FieldName {
    /// The name of the field in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Author => "authors",
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Url => "url",
            Self::Summary => "summary",
            Self::PageType => "page_type",
        }
    }
}
