//! A finding: what is wrong, where, and how to mend it.

use serde::{Deserialize, Serialize};

use crate::text::ByteSpan;

/// How much a finding weighs. Orders from least to most.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not reported unless the rule is selected; it is a warning then.
    #[default]
    Off,
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The lower-case word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a report may say of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// `CIT001`.
    pub code: &'static str,
    /// `dangling-citation`.
    pub name: &'static str,
    /// Its severity in this run; `Off` where it does not run.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Markdown with four headings: What it finds, Why it matters, Example, How to fix.
    pub explanation: &'static str,
}

/// One finding. Field order is report order: by place, then code. A finding about the whole article has no
/// location and comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where, in the article's decoded source.
    pub location: Option<Location>,
    /// The rule's code, such as `CIT001`.
    pub code: &'static str,
    /// The rule's name, such as `dangling-citation`.
    pub name: &'static str,
    /// After overrides.
    pub severity: Severity,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// How to mend it: one line.
    pub help: Option<String>,
    /// Further places of the same fault, or places that explain it.
    pub related: Vec<Related>,
    /// The label it is about.
    pub label: Option<String>,
    /// The URL it is about.
    pub url: Option<String>,
    /// The exact words at the location, shortened to at most 200 characters.
    pub snippet: String,
    /// The source line around the location, for display.
    pub excerpt: Option<Excerpt>,
    /// What the cited source says of it.
    pub passage: Option<SourcePassage>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
    /// Stable identity across edits elsewhere in the file: lower-case hexadecimal SHA-256. Empty where no
    /// output needs it.
    pub fingerprint: String,
}

/// A place in the article's decoded source; lines and columns from 1, columns in code points, the end
/// exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The bytes.
    pub span: ByteSpan,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
    /// The page, from 1, where the source is set in pages.
    pub page: Option<u32>,
}

/// A further place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there: one line.
    pub message: String,
}

/// A passage of a cited source.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct SourcePassage {
    /// The source's address, as it is cited.
    pub url: Option<String>,
    /// Where its text was read: a file, an address, `archive`.
    pub origin: String,
    /// When it was captured, as RFC 3339 in UTC, where that is known.
    pub captured_at: Option<String>,
    /// Its first code point in the text of the source as newscheck reads it.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// Its words.
    pub text: String,
}

/// One source line, shortened around the place to at most some 240 code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The words of the line, as in the source; not yet safe for a terminal.
    pub text: String,
    /// The place in `text`, in bytes.
    pub start: usize,
    /// Its exclusive end.
    pub end: usize,
    /// Whether words were cut off before.
    pub cut_before: bool,
    /// Whether words were cut off after.
    pub cut_after: bool,
}

/// Edits that mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// Non-overlapping, ascending.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without a look.
    pub safe: bool,
}

/// One replacement in the decoded source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes to replace.
    pub span: ByteSpan,
    /// What to put there.
    pub insert: String,
}
