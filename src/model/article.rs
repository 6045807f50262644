//! The structured article: what newscheck concludes from a document, each value with its provenance and
//! place.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::block::BlockKind;
use crate::model::citation::{Citation, Reference};
use crate::model::explanation::Explanation;
use crate::model::field::{Field, Place};
use crate::model::source::Source;
use crate::model::timestamp::Timestamp;
use crate::text::ByteSpan;

/// A saved article as a record. Fields that were not found are empty, never guessed.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// Whether it is an article at all.
    pub page_type: PageType,
    /// The headline, without the site's name.
    pub headline: Option<Field<String>>,
    /// When it was first published.
    pub published: Option<Field<Timestamp>>,
    /// When it was last changed.
    pub modified: Option<Field<Timestamp>>,
    /// The people named as authors, in order.
    pub authors: Vec<Field<String>>,
    /// The publishing organisation or site.
    pub publisher: Option<Field<String>>,
    /// A BCP 47 language tag.
    pub language: Option<Field<String>>,
    /// The article's own address.
    pub url: Option<Field<String>>,
    /// The standfirst: a summary that stands before the body.
    pub summary: Option<Field<String>>,
    /// The body in order, without headline, summary, residue and reference list.
    pub body: Vec<Paragraph>,
    /// Hyperlinks in the body that are no citations.
    pub links: Vec<BodyLink>,
    /// One entry per label at a marker, in document order.
    pub citations: Vec<Citation>,
    /// The entries of the reference lists, in document order.
    pub references: Vec<Reference>,
    /// The words that open the reference list (its heading), where it has one.
    pub reference_heading: Option<Place>,
    /// Malformed and placeholder markers, residue and impossible dates, in document order.
    pub marks: Vec<Mark>,
    /// The comments by which the author hides findings, in document order.
    pub suppressions: Vec<Suppression>,
    /// Why the fields have their values and the body its text, where it was asked for.
    pub explanation: Option<Box<Explanation>>,
}

impl Article {
    /// The web addresses that are cited, by a reference or by a marker's own link, sorted, each once. Links
    /// inside the page and `mailto:` are none.
    pub fn cited_urls(&self) -> BTreeSet<&str> {
        let own = self.citations.iter().filter_map(|citation| citation.target.url());
        let listed = self.references.iter().flat_map(Reference::addresses);
        own.filter(|url| url.contains("://")).chain(listed).collect()
    }
}

/// What sort of page it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PageType {
    /// One article.
    #[default]
    Article,
    /// A front page.
    FrontPage,
    /// A section or topic page.
    SectionPage,
    /// A page that says that something went wrong.
    ErrorPage,
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Its text with single spaces.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A hyperlink in the body that is no citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyLink {
    /// The linked words.
    pub text: String,
    /// The address.
    pub url: String,
    /// 0-based index of the body block it stands in.
    pub paragraph: usize,
    /// Where the words stand.
    pub place: Place,
}

/// Something in the text that is worth a finding of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Where it stands.
    pub place: Place,
    /// The words, shortened to at most 200 characters.
    pub text: String,
}

/// A comment that hides findings: `<!-- newscheck: ignore CIT001 -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub place: Place,
    /// The codes, prefixes or names that it gives, as written; none for every rule. For an unknown comment,
    /// its first word.
    pub selectors: Vec<String>,
    /// Where it holds.
    pub scope: SuppressionScope,
}

/// Where a [`Suppression`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionScope {
    /// In the block that follows: its source bytes.
    Block(ByteSpan),
    /// In the whole file.
    File,
    /// Nowhere: no block follows.
    Nothing,
    /// The comment says neither `ignore` nor `ignore-file`.
    Unknown,
}

/// The kinds of [`Mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A range that runs backwards: `[3-1]`.
    ReversedRange,
    /// A range over more than 1,000 labels: `[1-999999999]`.
    HugeRange,
    /// A list with an empty item: `[1,]`.
    EmptyItem,
    /// A marker that is never closed: `[1`.
    Unclosed,
    /// The first of more markers than an article is read for.
    TooMany,
    /// A place kept for a citation: `[citation needed]`, `[?]`, `[n]`, `[TK]`.
    Placeholder,
    /// What a template or a tool left behind: a `Title:` line.
    TemplateResidue,
    /// A date that does not exist, or whose weekday is another day.
    ImpossibleDate,
}
