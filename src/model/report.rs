//! The report on one input, and the sums over a run.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::article::Article;
use crate::model::citation::Target;
use crate::model::evidence::Evidence;
use crate::model::finding::{Finding, Severity};
use crate::model::link::Links;
use crate::model::source::{InputFault, Source};

/// What became of one input.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Where it came from.
    pub source: Source,
    /// What became of it.
    pub outcome: Outcome,
    /// Findings in report order.
    pub findings: Vec<Finding>,
    /// Findings that comments in the article or the baseline hide.
    pub suppressed: usize,
    /// What was not checked and why, in a fixed order.
    pub not_checked: Vec<NotChecked>,
    /// What was wrong with an input that was read all the same; findings tell of it where their rule runs.
    pub faults: Vec<InputFault>,
    /// What became of the links; none for a run that stayed offline.
    pub links: Option<Arc<Links>>,
    /// What the cited sources say; none where no text of them was at hand.
    pub evidence: Option<Box<Evidence>>,
}

/// What became of one input.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was read as an article.
    Article(Box<Article>),
    /// It was found in a folder and is no article: no citation, reference, timestamp or byline.
    Skipped,
    /// It could not be read: the fault that the INP finding reports.
    Unreadable(InputFault),
}

impl FileReport {
    /// The article, if it was read as one.
    pub fn article(&self) -> Option<&Article> {
        match &self.outcome {
            Outcome::Article(article) => Some(article),
            _ => None,
        }
    }

    /// The gravest severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// This report's share of the run's counts.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { suppressed: self.suppressed, ..Counts::default() };
        match &self.outcome {
            Outcome::Article(article) => {
                counts.articles = 1;
                counts.citations = article.citations.len();
                counts.dangling =
                    article.citations.iter().filter(|citation| citation.target == Target::Dangling).count();
                counts.references = article.references.len();
                counts.unused = article.references.iter().filter(|reference| !reference.is_used()).count();
            }
            Outcome::Skipped => counts.skipped = 1,
            Outcome::Unreadable(_) => counts.unreadable = 1,
        }
        for finding in &self.findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
                Severity::Off => {}
            }
        }
        counts
    }
}

/// Something that was not checked of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NotChecked {
    /// Which check was left out.
    pub kind: CheckKind,
    /// Of how many: links for `links`, citations for `evidence`.
    pub count: usize,
    /// What: `2 links`, `quotes, figures, claims`.
    pub what: String,
    /// Why, or what would check it: `--online`.
    pub reason: String,
}

/// A check that needs more than the article itself, and that `--require` can ask for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum CheckKind {
    /// Whether each cited address leads somewhere.
    Links,
    /// Whether each source says what is cited from it.
    Evidence,
}

impl CheckKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Links, Self::Evidence];

    /// The name as reports and `--require` have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Evidence => "evidence",
        }
    }
}

/// What was not checked in a whole run, by kind and reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NotCheckedSum {
    /// Which check was left out.
    pub kind: CheckKind,
    /// Why, or what would check it: `--online`.
    pub reason: String,
    /// Of how many: links for `links`, citations for `evidence`; a link counts once for each article that
    /// cites it.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
}

/// Sums over reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Counts {
    /// Inputs read as articles.
    pub articles: usize,
    /// Files in folders that are no articles.
    pub skipped: usize,
    /// Records of web archives that are no articles: requests, images, revisits.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_records: usize,
    /// Inputs that could not be read.
    pub unreadable: usize,
    /// Citations, one per label at a marker.
    pub citations: usize,
    /// Citations whose label no reference has.
    pub dangling: usize,
    /// Reference entries.
    pub references: usize,
    /// Reference entries that no citation leads to.
    pub unused: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that comments in the articles or the baseline hide.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub suppressed: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.articles += other.articles;
        self.skipped += other.skipped;
        self.other_records += other.other_records;
        self.unreadable += other.unreadable;
        self.citations += other.citations;
        self.dangling += other.dangling;
        self.references += other.references;
        self.unused += other.unused;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.suppressed += other.suppressed;
    }
}

/// What a run fixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FixedSum {
    /// Findings that were mended.
    pub findings: usize,
    /// Files that they were in.
    pub files: usize,
}

/// The end of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Sums over all reports.
    pub counts: Counts,
    /// What became of the links; none for a run that stayed offline.
    pub links: Option<Arc<Links>>,
    /// Hosts contacted, sorted.
    pub hosts: Vec<String>,
    /// The proxy that asked for us, where one did: addresses could not be checked behind it.
    pub proxy: Option<String>,
    /// What was not checked, sorted; empty where no output asked for it.
    pub not_checked: Vec<NotCheckedSum>,
    /// What was fixed before the files were checked.
    pub fixed: FixedSum,
    /// The checks that `--require` asked for and that were left out somewhere: the run fails by them.
    pub unmet: Vec<CheckKind>,
    /// Whether every input was looked at; false after an interrupt.
    pub complete: bool,
}
