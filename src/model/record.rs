//! The article record as it is written and read: schema `newscheck/article/1`. Fields are added, never
//! changed.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::{Article, PageType};
use crate::model::block::BlockKind;
use crate::model::citation::Label;
use crate::model::explanation::Explanation;
use crate::model::field::{Field, Provenance};
use crate::model::source::Member;
use crate::model::timestamp::Precision;
use crate::text::decode::EncodingOrigin;

/// The value of `schema` in every record.
pub const SCHEMA: &str = "newscheck/article/1";

/// One article as JSON.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ArticleRecord {
    /// Always `newscheck/article/1`.
    pub schema: String,
    /// The file, as given or found.
    pub path: String,
    /// The path's bytes in Base64 where it is not Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_base64: Option<String>,
    /// Place in a container of several articles.
    pub member: Option<Member>,
    /// When the web page was saved or captured, where its file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// How the bytes were read.
    pub format: String,
    /// The encoding's name in the WHATWG Encoding Standard.
    pub encoding: String,
    /// What the encoding was concluded from.
    pub encoding_origin: EncodingOrigin,
    /// Lower-case hexadecimal SHA-256 of the article's bytes.
    pub sha256: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// What sort of page it is.
    pub page_type: PageType,
    /// The headline without the site's name.
    pub headline: Option<String>,
    /// RFC 3339; without offset where the page states none, a date where it states no time.
    pub published: Option<String>,
    /// How precisely `published` was stated.
    pub published_precision: Option<Precision>,
    /// `published` in UTC, where the page states a zone.
    pub published_utc: Option<String>,
    /// As `published`.
    pub modified: Option<String>,
    /// People named as authors.
    pub authors: Vec<String>,
    /// The publishing organisation or site.
    pub publisher: Option<String>,
    /// The standfirst.
    pub summary: Option<String>,
    /// Body blocks in order.
    pub body: Vec<BodyRecord>,
    /// Hyperlinks in the body that are no citations.
    pub links: Vec<LinkRecord>,
    /// One per label at a marker, in document order.
    pub citations: Vec<CitationRecord>,
    /// Entries of the reference lists, in document order.
    pub references: Vec<ReferenceRecord>,
    /// What templates and tools left behind.
    pub residue: Vec<ResidueRecord>,
    /// By field: where its value came from.
    pub provenance: BTreeMap<String, ProvenanceRecord>,
    /// What was offered for each field and how the body was chosen, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain: Option<Explanation>,
}

/// A body block.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BodyRecord {
    /// What it is.
    pub kind: BlockKind,
    /// Its text with single spaces.
    pub text: String,
    /// 1-based line of its start.
    pub line: u32,
    /// 1-based page of its start; absent where the source is not set in pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A hyperlink in the body.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LinkRecord {
    /// The linked words.
    pub text: String,
    /// The address.
    pub url: String,
    /// 0-based index of the body block.
    pub paragraph: usize,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in code points.
    pub column: u32,
}

/// One label at one marker.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CitationRecord {
    /// The marker as shown.
    pub marker: String,
    /// The one label.
    #[schemars(with = "String")]
    pub label: Label,
    /// `body`, `summary`, `headline`, or `references` for a note that cites a source.
    #[serde(rename = "in")]
    pub location: String,
    /// 0-based index of the body block.
    pub paragraph: Option<usize>,
    /// First code point of the marker in the block's text, 0-based.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in code points.
    pub column: u32,
    /// 1-based page; absent where the source is not set in pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// `resolved`, `no-url`, `ambiguous` or `dangling`.
    pub status: String,
    /// 0-based indices of the entries with this label; absent for a marker with its own address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<usize>,
    /// The one address it leads to.
    pub url: Option<String>,
}

/// An entry of a reference list.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReferenceRecord {
    /// Its label; null for a bare URL line.
    #[schemars(with = "Option<String>")]
    pub label: Option<Label>,
    /// Further labels of it; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub also: Vec<Label>,
    /// Its words without the label.
    pub text: String,
    /// The address it stands for: the first of `urls`, or derived from a DOI or arXiv id.
    pub url: Option<String>,
    /// The literal addresses in it.
    pub urls: Vec<String>,
    /// 1-based line.
    pub line: u32,
    /// 1-based page; absent where the source is not set in pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// 0-based indices of the citations that lead here.
    pub citations: Vec<usize>,
    /// 0-based section whose list it is in, where sections have lists whose labels start again or notes stand
    /// beside a list with their labels; absent for 0.
    #[serde(default, skip_serializing_if = "is_default")]
    pub section: usize,
    /// Whether the body links one of its addresses without a marker; absent where not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub linked: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What a template or tool left behind.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResidueRecord {
    /// The words.
    pub text: String,
    /// 1-based line.
    pub line: u32,
}

/// Where a value came from.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProvenanceRecord {
    /// What kind of place said so.
    pub source: Provenance,
    /// The exact key in metadata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The words the value was read from.
    pub raw: String,
    /// 1-based line, where it has one.
    pub line: Option<u32>,
}

impl ArticleRecord {
    /// The web addresses that are cited, as [`Article::cited_urls`] gives them.
    pub fn cited_urls(&self) -> BTreeSet<&str> {
        let own = self
            .citations
            .iter()
            .filter_map(|citation| citation.url.as_deref())
            .filter(|url| url.contains("://"));
        own.chain(self.references.iter().flat_map(ReferenceRecord::addresses)).collect()
    }
}

impl ReferenceRecord {
    /// Every address of it: the literal ones, and the derived one if there is one.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let derived = self.url.as_ref().filter(|url| !self.urls.contains(url));
        self.urls.iter().chain(derived).map(String::as_str)
    }
}

impl From<&Article> for ArticleRecord {
    fn from(article: &Article) -> Self {
        let published = article.published.as_ref().map(|field| &field.value);
        Self {
            schema: SCHEMA.to_owned(),
            path: article.source.path.clone(),
            path_base64: article.source.path_base64(),
            member: article.source.member.clone(),
            captured: article.source.captured.clone(),
            format: article.source.format.name().to_owned(),
            encoding: article.source.encoding.name.to_owned(),
            encoding_origin: article.source.encoding.origin,
            sha256: article.source.sha256.clone(),
            url: value(&article.url),
            language: value(&article.language),
            page_type: article.page_type,
            headline: value(&article.headline),
            published: published.map(|at| at.to_rfc3339()),
            published_precision: published.map(|at| at.precision),
            published_utc: published.and_then(|at| at.to_rfc3339_utc()),
            modified: article.modified.as_ref().map(|field| field.value.to_rfc3339()),
            authors: article.authors.iter().map(|field| field.value.clone()).collect(),
            publisher: value(&article.publisher),
            summary: value(&article.summary),
            body: body(article),
            links: links(article),
            citations: citations(article),
            references: references(article),
            residue: residue(article),
            provenance: provenance(article),
            explain: article.explanation.as_deref().cloned(),
        }
    }
}

fn value(field: &Option<Field<String>>) -> Option<String> {
    field.as_ref().map(|field| field.value.clone())
}

fn body(article: &Article) -> Vec<BodyRecord> {
    let record = |paragraph: &crate::model::Paragraph| BodyRecord {
        kind: paragraph.kind,
        text: paragraph.text.clone(),
        line: paragraph.place.at.line,
        page: paragraph.place.page,
    };
    article.body.iter().map(record).collect()
}

/// The hyperlinks of an article in record form.
pub fn links(article: &Article) -> Vec<LinkRecord> {
    let record = |link: &crate::model::article::BodyLink| LinkRecord {
        text: link.text.clone(),
        url: link.url.clone(),
        paragraph: link.paragraph,
        line: link.place.at.line,
        column: link.place.at.column,
    };
    article.links.iter().map(record).collect()
}

/// The citations of an article in record form.
pub fn citations(article: &Article) -> Vec<CitationRecord> {
    let summary = article.summary.as_ref().and_then(|field| field.place);
    let holds = |place: Option<crate::model::Place>, citation: &crate::model::Citation| {
        place.is_some_and(|place| place.span.overlaps(citation.place.span))
    };
    let record = |citation: &crate::model::Citation| CitationRecord {
        marker: citation.marker.to_string(),
        label: citation.label.clone(),
        location: match citation.paragraph {
            Some(_) => "body",
            None if holds(summary, citation) => "summary",
            None if article.references.iter().any(|entry| holds(Some(entry.place), citation)) => "references",
            None => "headline",
        }
        .to_owned(),
        paragraph: citation.paragraph,
        start: citation.start,
        end: citation.end,
        line: citation.place.at.line,
        column: citation.place.at.column,
        page: citation.place.page,
        status: citation.target.status().to_owned(),
        references: citation.target.references().to_vec(),
        url: citation.target.url().map(str::to_owned),
    };
    article.citations.iter().map(record).collect()
}

/// The references of an article in record form.
pub fn references(article: &Article) -> Vec<ReferenceRecord> {
    let record = |reference: &crate::model::Reference| ReferenceRecord {
        label: reference.label.clone(),
        also: reference.also.clone(),
        text: reference.text.clone(),
        url: reference.url.clone(),
        urls: reference.urls.clone(),
        line: reference.place.at.line,
        page: reference.place.page,
        citations: reference.citations.clone(),
        section: reference.section,
        linked: reference.linked,
    };
    article.references.iter().map(record).collect()
}

fn residue(article: &Article) -> Vec<ResidueRecord> {
    let left = article.marks.iter().filter(|mark| mark.kind == crate::model::MarkKind::TemplateResidue);
    left.map(|mark| ResidueRecord { text: mark.text.clone(), line: mark.place.at.line }).collect()
}

fn provenance(article: &Article) -> BTreeMap<String, ProvenanceRecord> {
    let mut by_field = BTreeMap::new();
    let mut put = |name: &str, record: Option<ProvenanceRecord>| {
        by_field.extend(record.map(|record| (name.to_owned(), record)))
    };
    put("headline", article.headline.as_ref().map(evidence));
    put("published", article.published.as_ref().map(evidence));
    put("modified", article.modified.as_ref().map(evidence));
    put("authors", article.authors.first().map(evidence));
    put("publisher", article.publisher.as_ref().map(evidence));
    put("language", article.language.as_ref().map(evidence));
    put("url", article.url.as_ref().map(evidence));
    put("summary", article.summary.as_ref().map(evidence));
    by_field
}

fn evidence<T>(field: &Field<T>) -> ProvenanceRecord {
    ProvenanceRecord {
        source: field.provenance,
        key: Some(field.key.clone()).filter(|key| !key.is_empty()),
        raw: field.raw.clone(),
        line: field.place.map(|place| place.at.line),
    }
}
