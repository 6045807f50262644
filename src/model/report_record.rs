//! The report as it is written: schema `newscheck/report/1`. Fields are added, never changed.

use serde::{Deserialize, Serialize};

use crate::model::evidence::Coverage;
use crate::model::evidence_record::{self, EvidenceRecord};
use crate::model::finding::{Finding, Fix, Location, Severity, SourcePassage};
use crate::model::link::Link;
use crate::model::record::{CitationRecord, LinkRecord, ReferenceRecord, citations, links, references};
use crate::model::report::{CheckKind, Counts, FileReport, NotChecked, NotCheckedSum, Outcome};
use crate::model::source::Member;

/// The value of `schema` in every report.
pub const SCHEMA: &str = "newscheck/report/1";

/// How every report in HTML begins: a folder that holds one is checked without it.
pub const HTML_START: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"newscheck report\">\n";

/// How every report in Markdown begins.
pub const MARKDOWN_START: &str = "<!-- newscheck report -->\n";

/// A whole report as JSON. `verify --format json` writes it article by article, in this order of fields.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportRecord {
    /// Always `newscheck/report/1`.
    pub schema: String,
    /// The articles and unreadable inputs in order of path. Files that are no articles are only counted.
    pub articles: Vec<ArticleReport>,
    /// Sums over the run.
    pub counts: Counts,
    /// What was not checked in the run, by kind and reason.
    #[serde(default)]
    pub not_checked: Vec<NotCheckedSum>,
    /// The checks that `--require` asked for and that were left out somewhere; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<CheckKind>,
    /// What became of each cited address, in order of address; absent for a run that stayed offline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<Link>>,
    /// Hosts contacted, sorted; empty for a run that stayed offline.
    pub hosts: Vec<String>,
    /// The proxy that asked for us; behind it newscheck can check host names only, not addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// Whether every input was looked at; false after an interrupt.
    pub complete: bool,
}

/// The report on one article, or on one input that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ArticleReport {
    /// The file, as given or found.
    pub path: String,
    /// The path's bytes in Base64 where it is not Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_base64: Option<String>,
    /// Place in a container of several articles.
    pub member: Option<Member>,
    /// Lower-case hexadecimal SHA-256 of the article's bytes; null for an unreadable input.
    pub sha256: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// First publication, as in the article record.
    pub published: Option<String>,
    /// The verdict by what was checked.
    pub status: Status,
    /// Sums over this article.
    pub counts: Counts,
    /// One per label at a marker, in document order.
    pub citations: Vec<CitationRecord>,
    /// Entries of the reference lists, in document order.
    pub references: Vec<ReferenceRecord>,
    /// Hyperlinks in the body that are no citations.
    pub links: Vec<LinkRecord>,
    /// What sources say of cited sentences, in document order; empty unless sources were compared.
    pub evidence: Vec<EvidenceRecord>,
    /// How many citations were compared with what; absent unless sources were compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// What was not checked, and what would check it.
    pub not_checked: Vec<NotChecked>,
    /// Findings in report order.
    pub findings: Vec<FindingRecord>,
}

/// What the findings amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No error and no warning. It speaks of what was checked: see `not_checked`.
    Pass,
    /// At least one error or warning.
    Fail,
    /// The input could not be read.
    NotChecked,
}

/// A finding. Lines and columns count from 1, columns in code points, ends are exclusive; all are null for a
/// finding about the whole article.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FindingRecord {
    /// The rule's code.
    pub code: String,
    /// The rule's name.
    pub name: String,
    /// After overrides.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The file.
    pub path: String,
    /// First line.
    pub line: Option<u32>,
    /// First column.
    pub column: Option<u32>,
    /// Line of the end.
    pub end_line: Option<u32>,
    /// Column after the last character.
    pub end_column: Option<u32>,
    /// The page; absent where the source is not set in pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The exact words, shortened to at most 200 characters.
    pub snippet: String,
    /// The label it is about.
    pub label: Option<String>,
    /// The URL it is about.
    pub url: Option<String>,
    /// Further places.
    pub related: Vec<RelatedRecord>,
    /// What the cited source says of it; absent where the finding is not about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<SourcePassage>,
    /// An edit that mends it.
    pub fix: Option<FixRecord>,
    /// Lower-case hexadecimal SHA-256 that stays the same when other parts of the file change.
    pub fingerprint: String,
}

/// A further place of a finding.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RelatedRecord {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
    /// What is there.
    pub message: String,
}

/// Edits that mend a finding.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FixRecord {
    /// Non-overlapping, ascending.
    pub edits: Vec<EditRecord>,
    /// Whether they may be applied without a look.
    pub safe: bool,
}

/// One replacement. Offsets are bytes of the decoded source.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EditRecord {
    /// The first byte to replace.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What to put there.
    pub insert: String,
}

impl From<&FileReport> for ArticleReport {
    fn from(report: &FileReport) -> Self {
        Self::with(report, |_| true)
    }
}

impl ArticleReport {
    /// The report with the lists that are wanted by their names; making the others is saved, they are empty.
    pub fn with(report: &FileReport, wants: impl Fn(&str) -> bool) -> Self {
        let article = report.article();
        let cites = |list: &str| article.filter(|_| wants(list));
        let evidence = article.zip(report.evidence.as_deref());
        let found: &[Finding] = if wants("findings") { &report.findings } else { &[] };
        Self {
            path: report.source.path.clone(),
            path_base64: report.source.path_base64(),
            member: report.source.member.clone(),
            sha256: report.source.sha256.clone(),
            headline: article.and_then(|article| article.headline.as_ref()).map(|field| field.value.clone()),
            published: article
                .and_then(|article| article.published.as_ref())
                .map(|field| field.value.to_rfc3339()),
            status: status(report),
            counts: report.counts(),
            citations: cites("citations").map(citations).unwrap_or_default(),
            references: cites("references").map(references).unwrap_or_default(),
            links: cites("links").map(links).unwrap_or_default(),
            evidence: evidence
                .filter(|_| wants("evidence"))
                .map(|(article, found)| evidence_record::records(found, article))
                .unwrap_or_default(),
            coverage: evidence.map(|(article, found)| found.coverage(article.citations.len())),
            not_checked: report.not_checked.clone(),
            findings: found.iter().map(|finding| finding_record(finding, &report.source.path)).collect(),
        }
    }
}

fn status(report: &FileReport) -> Status {
    match (&report.outcome, report.worst()) {
        (Outcome::Unreadable(_), _) => Status::NotChecked,
        (_, Some(Severity::Error | Severity::Warning)) => Status::Fail,
        _ => Status::Pass,
    }
}

fn finding_record(finding: &Finding, path: &str) -> FindingRecord {
    let place = finding.location;
    FindingRecord {
        code: finding.code.to_owned(),
        name: finding.name.to_owned(),
        severity: finding.severity,
        message: finding.message.clone(),
        help: finding.help.clone(),
        path: path.to_owned(),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
        page: place.and_then(|place| place.page),
        snippet: finding.snippet.clone(),
        label: finding.label.clone(),
        url: finding.url.clone(),
        related: finding
            .related
            .iter()
            .map(|related| related_record(related.location, &related.message))
            .collect(),
        passage: finding.passage.clone(),
        fix: finding.fix.as_ref().map(fix_record),
        fingerprint: finding.fingerprint.clone(),
    }
}

fn related_record(place: Location, message: &str) -> RelatedRecord {
    RelatedRecord {
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        message: message.to_owned(),
    }
}

fn fix_record(fix: &Fix) -> FixRecord {
    let edit = |edit: &crate::model::Edit| EditRecord {
        start: edit.span.start,
        end: edit.span.end,
        insert: edit.insert.clone(),
    };
    FixRecord { edits: fix.edits.iter().map(edit).collect(), safe: fix.safe }
}
