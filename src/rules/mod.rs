//! The rules, one file each, by family. A rule reads an article and reports findings; it reads no file, clock
//! or network, and does not choose its severity.
//!
//! A new rule is one file in its family's folder, its `mod` line and its entry in that family's slice.

pub mod citation;
pub mod evidence;
pub mod input;
pub mod link;
pub mod metadata;
pub mod reference;
pub mod residue;
pub mod url;

mod chatbot;
mod doc;
mod index;
mod lists;
mod mentions;
mod passages;
mod places;
mod sink;
#[cfg(test)]
mod testing;
mod uncited;
mod words;

use chrono::{DateTime, Utc};

use crate::model::{Article, Document, Evidence, Links, Severity, Sources};

pub(crate) use doc::rule;
pub(crate) use mentions::{Mention, Mentions};
pub use sink::{Draft, MAX_FINDINGS, MAX_RELATED, Sink, input_finding, number_fingerprints};

/// A rule: what it is, for help texts and report headers, and how it finds its one kind of fault.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `CIT001`: for ever the same.
    pub code: &'static str,
    /// `dangling-citation`: named for the fault.
    pub name: &'static str,
    /// Its severity unless configured otherwise.
    pub default_severity: Severity,
    /// What must be known before it can run.
    pub needs: Needs,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Markdown with four headings: What it finds, Why it matters, Example, How to fix. It is the item's own
    /// doc.
    pub explanation: &'static str,
    /// Reports every place of the fault.
    pub check: fn(&Subject<'_>, &mut Sink<'_>),
}

/// What a rule needs to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Raised while reading; it needs no article.
    Nothing,
    /// Citations, references and marks.
    Citations,
    /// The whole article.
    Article,
    /// What became of the cited links: it runs online only.
    Links,
    /// What an archive holds of the cited sources: it runs with an archive only.
    Sources,
    /// What the texts of the cited sources say: it runs where some are at hand.
    Evidence,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The document as loaded.
    pub document: &'a Document<'a>,
    /// What was extracted from it.
    pub article: &'a Article,
    /// What became of the cited links, where they were asked for.
    pub links: Option<&'a Links>,
    /// What an archive holds of the cited sources, where one was named.
    pub sources: Option<&'a Sources>,
    /// What the cited sources say, where texts of them are at hand.
    pub evidence: Option<&'a Evidence>,
    /// The run's clock.
    pub now: DateTime<Utc>,
}

/// A family of rules: those whose codes begin alike.
#[derive(Clone, Copy)]
pub struct Family {
    /// The three letters its codes begin with.
    pub prefix: &'static str,
    /// What its rules are about.
    pub title: &'static str,
    /// Its rules by code.
    pub rules: &'static [&'static Rule],
}

/// Every family in report order.
pub static FAMILIES: &[Family] = &[
    Family { prefix: "CIT", title: "citations", rules: citation::RULES },
    Family { prefix: "REF", title: "references", rules: reference::RULES },
    Family { prefix: "URL", title: "addresses", rules: url::RULES },
    Family { prefix: "MET", title: "metadata", rules: metadata::RULES },
    Family { prefix: "RES", title: "residue", rules: residue::RULES },
    Family { prefix: "LNK", title: "links", rules: link::RULES },
    Family { prefix: "EVD", title: "evidence", rules: evidence::RULES },
    Family { prefix: "INP", title: "input", rules: input::RULES },
];

/// Every rule, by family and code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// The rule with a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// The rules that a selector stands for: a code, the letters that codes begin with (`CIT`), a name, or `ALL`.
pub fn matching(selector: &str) -> impl Iterator<Item = &'static Rule> {
    let upper = selector.to_ascii_uppercase();
    all().filter(move |rule| {
        let Rule { code, name, .. } = rule;
        upper == "ALL" || !upper.is_empty() && code.starts_with(&upper) || name.eq_ignore_ascii_case(&upper)
    })
}

/// A rule that runs, with the severity it reports at.
#[derive(Clone, Copy)]
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// Its severity in this run: never `Off`.
    pub severity: Severity,
}
