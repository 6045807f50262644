//! Citations, references, and what a citation leads to.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::model::field::Place;
use crate::text::spaces::single_spaced;

/// A label: the `3` of `[3]`, the `note 1` of `[note 1]`. Numbers order before names and by value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A decimal number without leading zeros.
    Number(u32),
    /// Anything else, as written.
    Name(Box<str>),
}

impl Label {
    /// The label that `text` spells. White space around it is dropped, and inside it folded.
    ///
    /// ```
    /// use newscheck::model::Label;
    /// assert_eq!(Label::new(" 12 "), Label::Number(12));
    /// assert_eq!(Label::new("note  1").to_string(), "note 1");
    /// ```
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        match text.parse::<u32>() {
            Ok(number) if !text.starts_with(['0', '+']) || text == "0" => Self::Number(number),
            _ if text.contains(char::is_whitespace) => Self::Name(single_spaced(text).into()),
            _ => Self::Name(text.into()),
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(_) => None,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

/// One label at one marker. `[1, 3–5]` gives four, all with the marker's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The marker as shown: `[3–5]`.
    pub marker: Box<str>,
    /// The one label of it that this citation is for.
    pub label: Label,
    /// 0-based index of the body block it stands in; absent in headline and summary.
    pub paragraph: Option<usize>,
    /// Where it stands in the block's text: the first code point of the marker.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// Where it stands in the source.
    pub place: Place,
    /// What it leads to.
    pub target: Target,
}

/// What a citation leads to. `references` are 0-based indices into the article's references, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One address, by a reference or (with no `references`) by the marker's own link.
    Url {
        /// The entries with this label.
        references: Vec<usize>,
        /// The address.
        url: String,
    },
    /// An entry without an address.
    NoUrl {
        /// The entries with this label.
        references: Vec<usize>,
    },
    /// Several entries have this label, and their addresses differ.
    Ambiguous {
        /// The entries with this label.
        references: Vec<usize>,
    },
    /// No entry has this label.
    Dangling,
}

impl Reference {
    /// Whether a marker leads to it, or the text links its page.
    pub fn is_used(&self) -> bool {
        self.linked || !self.citations.is_empty()
    }

    /// Every address of it: the literal ones, and the derived one if there is one.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let derived = self.url.as_ref().filter(|url| !self.urls.contains(url));
        self.urls.iter().chain(derived).map(String::as_str)
    }
}

impl Target {
    /// The `status` of the record: `resolved`, `no-url`, `ambiguous` or `dangling`.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Url { .. } => "resolved",
            Self::NoUrl { .. } => "no-url",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Dangling => "dangling",
        }
    }

    /// The entries it leads to.
    pub fn references(&self) -> &[usize] {
        match self {
            Self::Url { references, .. } | Self::NoUrl { references } | Self::Ambiguous { references } => {
                references
            }
            Self::Dangling => &[],
        }
    }

    /// The address it leads to, if there is exactly one.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Url { url, .. } => Some(url),
            _ => None,
        }
    }
}

/// An entry of a reference list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its label; absent for a bare URL line.
    pub label: Option<Label>,
    /// Further labels of the entry: `[1] [3] Title`, `6–9. Title`.
    pub also: Vec<Label>,
    /// The entry's words without the label.
    pub text: String,
    /// The literal http, https and ftp addresses in it, in order, without trailing punctuation.
    pub urls: Vec<String>,
    /// The address it stands for: the first of `urls`, or one derived from a DOI or arXiv id.
    pub url: Option<String>,
    /// Where the entry stands, label included.
    pub place: Place,
    /// 0-based indices of the citations that lead here, ascending.
    pub citations: Vec<usize>,
    /// Whether the body links one of its addresses, which uses it without a marker.
    pub linked: bool,
    /// The section whose list it is in, where sections have lists of their own whose labels start again, or
    /// notes stand beside a list with their labels.
    pub section: usize,
}
