//! Why an article's fields have their values and its body its text: what every place offered and what became
//! of it. It is made on request.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::block::BlockKind;
use crate::model::field::{FieldName, Provenance};

/// What explains a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Explanation {
    /// What was offered for each field: by field, the most trusted first.
    pub fields: Vec<FieldOffer>,
    /// How the text of a web page was chosen; absent for other formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyChoice>,
    /// The parts of the text that may be reference lists, in document order, and what became of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListOffer>,
}

/// A part of the text that may be a reference list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ListOffer {
    /// 1-based line of its heading, or else of its first entry.
    pub line: u32,
    /// The words of its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// How its labels are written: `[1]`, `1.`, `Source 1:`, `table rows`, `without labels` and the like.
    pub style: String,
    /// Its entries.
    pub entries: usize,
    /// Those that have a label.
    pub labelled: usize,
    /// Labels of it that are cited elsewhere in the text.
    pub cited: usize,
    /// Entries that look like sources: an address, an identifier, a title in quotes, a year.
    pub sources: usize,
    /// Whether it is read as a reference list.
    pub taken: bool,
    /// Why, or why not.
    pub reason: String,
}

impl Explanation {
    /// The part that explains some of the record's fields, by their names there.
    pub fn of_fields(&self, names: &[String]) -> Self {
        let has = |name: &str| names.iter().any(|other| other == name);
        Self {
            fields: self.fields.iter().filter(|offer| has(offer.field.name())).cloned().collect(),
            body: self.body.clone().filter(|_| has("body")),
            lists: if has("references") || has("citations") { self.lists.clone() } else { Vec::new() },
        }
    }
}

/// A value that some place offered for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FieldOffer {
    /// The field of the record.
    pub field: FieldName,
    /// The value as written there.
    pub value: String,
    /// What kind of place offers it.
    pub source: Provenance,
    /// The exact key in metadata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// 1-based line, where it has one.
    pub line: Option<u32>,
    /// Its rank among the offers for its field: 1 is trusted most, places of one kind have the same.
    pub rank: usize,
    /// Why it has this rank; for the one that was chosen, why it was where others are trusted as much or
    /// more.
    pub reason: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of an offer.
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
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A better one was there.
    #[default]
    Outranked,
    /// It is the field's value, or one of its authors.
    Chosen,
    /// It is not of the field's form: no date, no name, no web address.
    Unreadable,
    /// It has the form and cannot be meant: the first day of 1970, a site's name as headline.
    Implausible,
}

impl Verdict {
    /// The name as records have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outranked => "outranked",
            Self::Chosen => "chosen",
            Self::Unreadable => "unreadable",
            Self::Implausible => "implausible",
        }
    }
}

/// How the text of a web page was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BodyChoice {
    /// The element of the page that holds the article, with elements around it: `main > article.story >
    /// div.body`; in scripts, the keys that lead to it: `story.body`. Null where there is no text.
    pub element: Option<String>,
    /// Where the text was taken from.
    pub from: TextOrigin,
    /// By kind: blocks of text that were kept. Headline, dateline, notes and reference list are among them
    /// where they stand in the text.
    pub kept: BTreeMap<BlockKind, usize>,
    /// By reason: what was dropped of the text that the page shows.
    pub dropped: BTreeMap<DropReason, Dropped>,
    /// What is kept though the rules by themselves drop it: the model of blocks has the last word.
    #[serde(default, skip_serializing_if = "Dropped::is_none")]
    pub added: Dropped,
}

impl Dropped {
    fn is_none(&self) -> bool {
        self.count == 0
    }
}

/// Where the text of a page was taken from.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TextOrigin {
    /// What the page shows.
    #[default]
    Page,
    /// The page's scripts, which hold far more of the article than it shows.
    Scripts,
    /// A frame whose document stands in the page, which shows no text of its own.
    Frame,
    /// What a page that shows no text says to readers without scripts.
    Noscript,
    /// What a page that shows no text hides.
    Hidden,
}

/// Why a part of a page is no text of the article.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// It stands outside the element that holds the article.
    Outside,
    /// An element around it is named for something else, or leads to other articles.
    Named,
    /// Most of it is links.
    Linked,
    /// It stands before the headline, or is the headline.
    Head,
    /// A line of author or date.
    Byline,
    /// It stands after the article's end.
    After,
    /// A line that invites, shares, labels.
    Phrase,
    /// A heading without text below it.
    EmptyHeading,
    /// The same words stood before.
    Repeated,
    /// It is unlike the article's text in words, place and surroundings.
    Unlike,
}

impl DropReason {
    /// The reason in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Outside => "outside the element",
            Self::Named => "in an element named for something else",
            Self::Linked => "mostly links",
            Self::Head => "the headline, or before it",
            Self::Byline => "a line of author or date",
            Self::After => "after the article's end",
            Self::Phrase => "a line that invites, shares or labels",
            Self::EmptyHeading => "a heading without text",
            Self::Repeated => "said before",
            Self::Unlike => "unlike the article's text",
        }
    }
}

/// What was dropped for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Dropped {
    /// Runs of text.
    pub count: usize,
    /// The first of them, three at most.
    pub samples: Vec<DroppedText>,
}

/// A run of text that was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DroppedText {
    /// Its first 80 code points, single-spaced.
    pub text: String,
    /// 1-based line of its start.
    pub line: Option<u32>,
    /// Where the model of blocks had the last word: what spoke most for what it said, at most three reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}
