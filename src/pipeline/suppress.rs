//! Takes out the findings that an article's comments or the baseline hide, and reports what hid nothing
//! (INP004).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;
use thiserror::Error;

use crate::model::{Finding, Suppression, SuppressionScope};
use crate::rules::{self, Draft};
use crate::text::ByteSpan;

/// The value of `schema` in a baseline.
pub use crate::render::baseline::SCHEMA;

/// Known findings, which are not reported.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    by_article: HashMap<String, Vec<Entry>>,
}

/// Why a baseline could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BaselineError {
    /// It is another file.
    #[error("it is no baseline of newscheck: {0}")]
    Foreign(String),
    /// A later newscheck wrote it.
    #[error("it has schema {0}, and this newscheck reads {SCHEMA}")]
    Newer(String),
}

#[derive(Clone, Debug, Deserialize)]
struct Entry {
    path: String,
    code: String,
    fingerprint: String,
    message: String,
}

#[derive(Deserialize)]
struct Head {
    schema: String,
}

#[derive(Deserialize)]
struct Whole {
    entries: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline as `--write-baseline` writes it.
    pub fn parse(bytes: &[u8]) -> Result<Self, BaselineError> {
        let foreign = |error: serde_json::Error| BaselineError::Foreign(error.to_string());
        // The schema first: a later version's entries may have another form.
        let head: Head = serde_json::from_slice(bytes).map_err(foreign)?;
        if head.schema != SCHEMA {
            return Err(match head.schema.starts_with("newscheck/baseline/") {
                true => BaselineError::Newer(head.schema),
                false => BaselineError::Foreign(format!("its schema is {}", head.schema)),
            });
        }
        let whole: Whole = serde_json::from_slice(bytes).map_err(foreign)?;
        let mut by_article: HashMap<String, Vec<Entry>> = HashMap::new();
        for entry in whole.entries {
            by_article.entry(entry.path.clone()).or_default().push(entry);
        }
        Ok(Self { by_article })
    }

    /// The articles that entries are about, sorted: paths from the folder of the configuration, with `#` and
    /// more for a member.
    pub fn articles(&self) -> BTreeSet<&str> {
        self.by_article.keys().map(String::as_str).collect()
    }

    /// Takes the known findings of an article out; gives how many, and a draft for each entry whose finding
    /// is gone. `ran` says whether a rule ran.
    pub fn apply(
        &self,
        article: &str,
        findings: &mut Vec<Finding>,
        ran: impl Fn(&str) -> bool,
    ) -> (usize, Vec<Draft>) {
        let Some(entries) = self.by_article.get(article) else { return (0, Vec::new()) };
        let mut open: HashMap<&str, &Entry> =
            entries.iter().map(|entry| (entry.fingerprint.as_str(), entry)).collect();
        let before = findings.len();
        // Each entry hides one: a second finding like it is new.
        findings.retain(|finding| open.remove(finding.fingerprint.as_str()).is_none());
        let gone =
            entries.iter().filter(|entry| open.contains_key(entry.fingerprint.as_str()) && ran(&entry.code));
        let draft = |entry: &Entry| Draft {
            message: format!("baseline entry of {} matched nothing: {}", entry.code, entry.message),
            help: Some("its finding is gone: write the baseline anew with --write-baseline".to_owned()),
            ..Draft::default()
        };
        (before - findings.len(), gone.map(draft).collect())
    }
}

/// Takes out the findings that comments hide; gives how many, and a draft for each comment that hid nothing.
/// `ran` says whether a rule ran.
pub fn apply(
    suppressions: &[Suppression],
    findings: &mut Vec<Finding>,
    ran: impl Fn(&str) -> bool,
) -> (usize, Vec<Draft>) {
    if suppressions.is_empty() {
        return (0, Vec::new());
    }
    let comments: Vec<Comment<'_>> = suppressions.iter().map(Comment::of).collect();
    let mut file = Group::default();
    let mut blocks: BTreeMap<ByteSpan, Group> = BTreeMap::new();
    for comment in &comments {
        match comment.suppression.scope {
            SuppressionScope::File => file.codes.extend(&comment.codes),
            SuppressionScope::Block(span) => blocks.entry(span).or_default().codes.extend(&comment.codes),
            SuppressionScope::Nothing | SuppressionScope::Unknown => {}
        }
    }
    let before = findings.len();
    findings.retain(|finding| {
        let at = finding.location.map(|location| location.span.start);
        let block = at.and_then(|at| blocks.range_mut(..=ByteSpan { start: at, end: u32::MAX }).next_back());
        let block = block.filter(|(span, _)| at.is_some_and(|at| at < span.end)).map(|(_, group)| group);
        // The nearer comment first, so that the one on the file is told where it hides nothing of its own.
        !(block.is_some_and(|group| group.hides(finding.code)) || file.hides(finding.code))
    });
    let hits = |comment: &Comment<'_>| match comment.suppression.scope {
        SuppressionScope::File => Some(&file),
        SuppressionScope::Block(span) => blocks.get(&span),
        SuppressionScope::Nothing | SuppressionScope::Unknown => None,
    };
    let drafts = comments.iter().flat_map(|comment| comment.unused(hits(comment), &ran)).collect();
    (before - findings.len(), drafts)
}

/// What the comments on one block, or on the file, hide, and what they hid.
#[derive(Default)]
struct Group {
    codes: BTreeSet<&'static str>,
    hit: BTreeSet<&'static str>,
}

impl Group {
    fn hides(&mut self, code: &'static str) -> bool {
        let hides = self.codes.contains(code);
        if hides {
            self.hit.insert(code);
        }
        hides
    }
}

/// A comment and the rules that it names.
struct Comment<'a> {
    suppression: &'a Suppression,
    /// Each selector with the codes it stands for; one that stands for all where none is written.
    selectors: Vec<(&'a str, Vec<&'static str>)>,
    codes: BTreeSet<&'static str>,
}

impl<'a> Comment<'a> {
    fn of(suppression: &'a Suppression) -> Self {
        let codes = |selector: &'a str| {
            (selector, rules::matching(selector).map(|rule| rule.code).collect::<Vec<_>>())
        };
        let selectors: Vec<(&str, Vec<&'static str>)> = match suppression.selectors.is_empty() {
            true => vec![codes("ALL")],
            false => suppression.selectors.iter().map(|selector| codes(selector)).collect(),
        };
        let codes = selectors.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
        Self { suppression, selectors, codes }
    }

    /// A draft for each selector that hid nothing although its rules ran.
    fn unused(&self, group: Option<&Group>, ran: impl Fn(&str) -> bool) -> Vec<Draft> {
        let draft = |message: String, help: &str| Draft {
            span: Some(self.suppression.place.span),
            message,
            help: Some(help.to_owned()),
            ..Draft::default()
        };
        if self.suppression.scope == SuppressionScope::Unknown {
            let word = self.suppression.selectors.first().map_or("", String::as_str);
            let message = format!("comment says {word:?}, which is neither ignore nor ignore-file");
            return vec![draft(message, "write newscheck: ignore CODE, or newscheck: ignore-file CODE")];
        }
        let mut drafts = Vec::new();
        for (selector, codes) in &self.selectors {
            if codes.is_empty() {
                drafts.push(draft(
                    format!("suppression names {selector}, which is no rule"),
                    "newscheck rules lists them",
                ));
                continue;
            }
            let is_hit = group.is_some_and(|group| codes.iter().any(|code| group.hit.contains(code)));
            if !is_hit && all_ran(codes, &ran) {
                let of = if self.suppression.selectors.is_empty() {
                    String::new()
                } else {
                    format!(" of {selector}")
                };
                drafts.push(draft(
                    format!("suppression{of} matched nothing"),
                    "remove the comment, or the code from it",
                ));
            }
        }
        drafts
    }
}

/// Whether every rule ran that could have, but for those that are off by default: only then is it known that
/// nothing is hidden.
fn all_ran(codes: &[&'static str], ran: impl Fn(&str) -> bool) -> bool {
    let is_off = |code: &str| {
        rules::find(code).is_some_and(|rule| rule.default_severity == crate::model::Severity::Off)
    };
    codes.iter().all(|code| ran(code) || codes.len() > 1 && is_off(code))
}
